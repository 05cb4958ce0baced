"""Calls: a member looks for partners, experts or trainers; others answer; it closes at its deadline by itself."""
