"""The search page: one question over all kinds of things, a tab for each that readers tell apart."""
