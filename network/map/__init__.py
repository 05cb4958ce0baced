"""The map of Europe and where its stations stand."""
