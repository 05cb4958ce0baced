"""Searches that people keep, and the mails that tell them what is new there."""
