"""Measurements of the portal, each run as `python -m benchmarks.<name>` on a machine with nothing else to do."""
