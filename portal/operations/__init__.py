"""What keeps the portal running: request ids, the page cache, wake-ups of background work, health."""
