"""People and the networks they form."""
