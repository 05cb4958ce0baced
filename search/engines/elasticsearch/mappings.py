"""What an index holds, and how.

The server keeps no text to give back (`_source` is off): a hit is a key, and what it shows is read from
the catalogue's tables. What an index holds can always be made again from them.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from json import dumps
from typing import Any

from django.conf import settings
from elasticsearch.dsl import Index, Keyword, Long, Object, Text
from elasticsearch.dsl import Mapping as Fields

from search.engines.elasticsearch.analysis import LANGUAGES, german, ready, whole
from search.engines.elasticsearch.names import Part, prefix, sections
from search.registry import registered_kinds, registration

FINGERPRINT = "fingerprint"
# As long as the server does not look for changes, it takes them faster.
BUILDING = {"refresh_interval": "-1"}
# A late delivery is known as late for an hour after its thing was deleted.
IN_USE = {"refresh_interval": "1s", "gc_deletes": "1h"}


def facet_groups() -> frozenset[str]:
    """The groups of all kinds; a question may count one of them over several kinds."""
    return frozenset(group for kind in registered_kinds() for group in registration(kind).facet_groups)


def creation(part: Part, generation: str) -> dict[str, Any]:
    """The body that creates an index of this shape."""
    index = Index(part.index(generation))
    index.mapping(_fields(facet_groups(), {"prefix": prefix(), FINGERPRINT: fingerprint()}))
    index.settings(
        number_of_shards=settings.ELASTICSEARCH["shards"],
        number_of_replicas=settings.ELASTICSEARCH["replicas"],
        **BUILDING,
    )
    index.aliases(**{part.writing(generation): {}})
    body: dict[str, Any] = index.to_dict()
    return body


def fingerprint() -> str:
    """The same for two versions of the portal that write indices of one shape."""
    return _fingerprint(facet_groups(), frozenset(sections().items()))


@cache
def _fingerprint(groups: frozenset[str], kinds: frozenset[tuple[str, str]]) -> str:
    index = Index("any")
    index.mapping(_fields(groups, {}))
    return sha256(dumps([index.to_dict(), sorted(kinds)], sort_keys=True).encode()).hexdigest()[:16]


def _fields(groups: Iterable[str], meta: Mapping[str, str]) -> Fields:
    fields = Fields().meta("dynamic", "strict").meta("_source", enabled=False).meta("_meta", dict(meta))
    # What is only sorted by or read, what is only filtered by, and what is counted as well.
    for name in ("id", "key", "sort_name"):
        fields.field(name, Keyword(index=False))
    for name in ("face", "peers"):
        fields.field(name, Keyword(doc_values=False))
    fields.field("kind", _counted())
    fields.field("facets", Object(properties={group: _counted() for group in sorted(groups)}))
    for name in ("date", "starts", "ends"):
        # In microseconds since 1970, as exact as the database, which Elasticsearch's dates are not.
        fields.field(name, Long())
    fields.field("name", _names(whole))
    fields.field("names", _names(ready))
    fields.field("sounds", Text(analyzer=ready, index_options="docs", norms=False))
    for name in ("byline", "keywords", "labels"):
        fields.field(name, Text(analyzer=ready, index_options="docs", norms=False))
    fields.field("words", Text(analyzer=ready, index_options="freqs", index_prefixes={}))
    for name in ("leads", "texts"):
        by_language = {language: Text(analyzer=chosen, index_options="freqs") for language, chosen in LANGUAGES.items()}
        fields.field(name, Object(properties=by_language))
    fields.field("parts", Text(analyzer=german, index_options="freqs"))
    return fields


def _counted() -> Keyword:
    # The numbers that counting needs are made when the index changes, not by the first who asks afterwards.
    return Keyword(eager_global_ordinals=True)


def _names(analyzer: str) -> Text:
    """Names are met or not: how often and among how many words says nothing."""
    return Text(analyzer=analyzer, index_options="docs", norms=False, index_prefixes={})
