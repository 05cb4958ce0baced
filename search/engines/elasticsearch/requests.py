"""Asking the server several things at once, and reading what it says.

Answers are read as they come: the response objects of the client's query language cost a third of the time
that the whole answer takes.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from search.engines import SilentEngineError
from search.engines.elasticsearch.client import answering, client
from search.engines.elasticsearch.queries import Gives, OneSearch
from search.queries import Found

logger = logging.getLogger(__name__)


def ask(searches: Sequence[OneSearch]) -> Found:
    """What these searches find together."""
    keys: list[str] = []
    counts: dict[str, dict[str, int]] = {}
    total = 0
    for search, response in zip(searches, _responses(searches), strict=True):
        if search.gives is Gives.PAGE:
            keys = [hit["sort"][-1] for hit in response["hits"]["hits"]]
        if search.gives is Gives.TOTAL_AND_COUNTS:
            total = response["hits"]["total"]["value"]
        for group in search.groups:
            buckets = response["aggregations"][group]["buckets"]
            counts[group] = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    return Found(keys, total, counts)


def _responses(searches: Sequence[OneSearch]) -> list[Mapping[str, Any]]:
    if not searches:
        return []
    lines: list[Mapping[str, Any]] = []
    for search in searches:
        lines += [_header(search), search.body]
    with answering(discreet=True):
        responses: list[Mapping[str, Any]] = client().msearch(searches=lines).body["responses"]
    for response in responses:
        _require_whole(response)
    return responses


def _header(search: OneSearch) -> dict[str, Any]:
    header: dict[str, Any] = {"index": list(search.indices), "allow_partial_search_results": False}
    if search.is_worth_remembering:
        header["request_cache"] = True
    if search.is_scored:
        # How rare a word is has to mean the same in a large index and in a small one.
        header["search_type"] = "dfs_query_then_fetch"
    return header


def _require_whole(response: Mapping[str, Any]) -> None:
    if "error" in response:
        # Only of what kind it is: the reason may quote what somebody typed, and this goes into logs.
        sentence = f"{response.get('status')}: {_kinds(response['error'])}"
        if response.get("status") == 400:
            logger.error("Elasticsearch does not understand a search: %s", sentence)
        raise SilentEngineError(sentence)
    if response["timed_out"] or response["_shards"]["failed"]:
        raise SilentEngineError("Only a part of the index answered.")


def _kinds(error: Mapping[str, Any]) -> str:
    causes = [error, *error.get("root_cause", ()), *filter(None, [error.get("caused_by")])]
    return ", ".join(dict.fromkeys(str(cause.get("type")) for cause in causes))
