"""Elasticsearch 9: for portals with more than one server, or with very many members."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
