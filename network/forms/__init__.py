"""The forms by which members see to their profiles and join networks."""
