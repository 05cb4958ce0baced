"""Deeds on profiles and memberships."""
