"""Editorial pages and the ways between them."""
