"""How members join networks and leave them."""
