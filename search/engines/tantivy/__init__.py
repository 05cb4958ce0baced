"""The embedded engine: an index on disk in the data folder, read and written by the portal's own processes."""

from search.engines.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
