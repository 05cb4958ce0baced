"""The demonstration: fictional people, a few pages, and an account for each role."""
