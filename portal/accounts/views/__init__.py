"""The pages of signing up and in that allauth does not have, and "my account"."""
