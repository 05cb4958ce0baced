"""The page of a network, and its leaflet."""
