"""Every mail that the portal sends: one design, in the reader's language."""
