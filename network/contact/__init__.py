"""Writing to a member without seeing her address: conversations that the portal carries."""
