"""Portraits of members: made small and square, kept among their own, sent to whoever may see them."""
