"""Inviting people into a network who did not ask for it: once, with one reminder, and never again if they say so."""
