"""The page of a profile, and what can be passed on of it."""
