"""The catalogue: what can be found, by whom, and how it is drawn. It knows cards, never members or films."""
