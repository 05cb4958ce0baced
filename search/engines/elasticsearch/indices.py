"""Generations on the server: making, swapping and removing them."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from elasticsearch import Elasticsearch

from search.engines import SilentEngineError
from search.engines.elasticsearch.client import SECONDS_FOR_A_BULK, SECONDS_FOR_A_CHANGE, answering, client
from search.engines.elasticsearch.mappings import FINGERPRINT, IN_USE, creation, fingerprint
from search.engines.elasticsearch.names import (
    generation_of,
    is_generation,
    is_reading_alias,
    new_generation,
    parts,
    prefix,
)

_PAGE = 5000
_KEPT_OPEN = "2m"


def create() -> str:
    """Make an empty generation and give its name."""
    name = new_generation()
    try:
        with answering():
            for part in parts():
                client(SECONDS_FOR_A_BULK).indices.create(index=part.index(name), **creation(part, name))
    except SilentEngineError:
        with suppress(SilentEngineError):
            remove(name)
        raise
    return name


def in_use() -> str | None:
    """The generation that searches ask; None where there is none, or where the aliases disagree."""
    return _only(_used(_aliases(client())))


def has_shape(name: str) -> bool:
    """Whether a generation has every index that this version of the portal writes, each as it writes it."""
    if not is_generation(name):
        return False
    with answering():
        found = (
            client(SECONDS_FOR_A_CHANGE)
            .indices.get_mapping(index=f"{name}.*", filter_path=[f"*.mappings._meta.{FINGERPRINT}"])
            .body
        )
    shapes = {index: one["mappings"]["_meta"][FINGERPRINT] for index, one in found.items()}
    return all(shapes.get(part.index(name)) == fingerprint() for part in parts())


def put_to_use(name: str) -> None:
    """Have this generation answer from now on, in one step; then remove all but the one before."""
    server = client(SECONDS_FOR_A_BULK)
    aliases = _aliases(server)
    missing = [part.index(name) for part in parts() if part.index(name) not in aliases]
    if missing:
        raise SilentEngineError(f"There is no index {missing[0]}.")
    with answering():
        server.indices.put_settings(index=f"{name}.*", settings={"index": IN_USE})
        server.indices.refresh(index=f"{name}.*")
        server.indices.update_aliases(actions=list(_swap(aliases, name)))
    used = _used(aliases)
    # Done once more, it does not forget the one before.
    before = {_latest_but(name, aliases)} if used == {name} else used
    for generation in _generations(aliases) - {name} - before:
        remove(generation)


def remove(name: str) -> None:
    """Remove a generation, whichever of its indices there are."""
    server = client(SECONDS_FOR_A_BULK)
    aliases = _aliases(server)
    if name in _used(aliases):
        raise ValueError(f"{name} is in use.")
    # By their full names: servers refuse to delete by pattern, and for good reason.
    if indices := [index for index in aliases if generation_of(index) == name]:
        with answering():
            server.indices.delete(index=indices, ignore_unavailable=True)


def size(name: str) -> int:
    """How many documents a generation holds, those just written included."""
    server = client(SECONDS_FOR_A_BULK)
    _refresh(server, name)
    with answering():
        return int(server.count(index=f"{name}.*", allow_no_indices=False).body["count"])


def versions(name: str) -> Iterator[tuple[str, int]]:
    """The id and version of every document, by id in the order of code points, as it stands when this begins."""
    server = client(SECONDS_FOR_A_BULK)
    _refresh(server, name)
    with answering():
        moment = server.open_point_in_time(index=f"{name}.*", keep_alive=_KEPT_OPEN).body["id"]
    try:
        after: list[Any] | None = None
        while True:
            with answering():
                page = server.search(
                    pit={"id": moment, "keep_alive": _KEPT_OPEN},
                    size=_PAGE,
                    sort=["id"],
                    search_after=after,
                    version=True,
                    stored_fields="_none_",
                    track_total_hits=False,
                    allow_partial_search_results=False,
                ).body
            hits = page["hits"]["hits"]
            yield from ((hit["sort"][0], hit["_version"]) for hit in hits)
            if len(hits) < _PAGE:
                break
            moment, after = page["pit_id"], hits[-1]["sort"]
    finally:
        with suppress(SilentEngineError), answering():
            server.close_point_in_time(id=moment)


def _refresh(server: Elasticsearch, name: str) -> None:
    if not is_generation(name):
        raise SilentEngineError(f"There is no index {name}.")
    with answering():
        server.indices.refresh(index=f"{name}.*", allow_no_indices=False)


def _aliases(server: Elasticsearch) -> dict[str, set[str]]:
    """The aliases of every index under the portal's prefix."""
    with answering():
        found: Mapping[str, Any] = server.indices.get_alias(index=f"{prefix()}.*").body
    return {index: set(one["aliases"]) for index, one in found.items()}


def _used(aliases: Mapping[str, set[str]]) -> set[str]:
    """The generations that searches ask: at most one, unless somebody else has been at work."""
    return {
        generation
        for index, its in aliases.items()
        if (generation := generation_of(index)) and any(map(is_reading_alias, its))
    }


def _only(generations: set[str]) -> str | None:
    return next(iter(generations)) if len(generations) == 1 else None


def _generations(aliases: Mapping[str, set[str]]) -> set[str]:
    return {generation for index in aliases if (generation := generation_of(index))}


def _latest_but(name: str, aliases: Mapping[str, set[str]]) -> str:
    return max(_generations(aliases) - {name}, default="")


def _swap(aliases: Mapping[str, set[str]], name: str) -> Iterator[dict[str, Any]]:
    for index, its in aliases.items():
        for alias in filter(is_reading_alias, its):
            yield {"remove": {"index": index, "alias": alias}}
        # Only another program makes an index under the name of an alias of ours.
        if is_reading_alias(index):
            yield {"remove_index": {"index": index}}
    for part in parts():
        yield {"add": {"index": part.index(name), "alias": part.reading}}
