"""The engine that answers searches: Elasticsearch where its address is given, else an index in the data folder."""

from typing import Any

from portal.settings import environment

SEARCH_ENGINE = (
    "search.engines.elasticsearch.ElasticsearchEngine"
    if environment.ELASTICSEARCH_URL
    else "search.engines.tantivy.TantivyEngine"
)
# After this time an engine counts as silent, and the catalogue's tables answer.
SEARCH_PATIENCE_SECONDS = 1.0
ELASTICSEARCH: dict[str, Any] = {
    "url": environment.ELASTICSEARCH_URL,
    "user": environment.ELASTICSEARCH_USER,
    "password": environment.ELASTICSEARCH_PASSWORD,
    "api_key": environment.ELASTICSEARCH_API_KEY,
    "ca_file": environment.ELASTICSEARCH_CA_FILE,
    "prefix": environment.ELASTICSEARCH_PREFIX,
    "shards": environment.ELASTICSEARCH_SHARDS,
    "replicas": environment.ELASTICSEARCH_REPLICAS,
}
