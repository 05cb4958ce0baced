"""The judged queries put to an engine, and to a plain `multi_match` beside it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any, TypeAlias

from django.contrib.auth.models import AnonymousUser

from search.cards import Card, split_key
from search.engines import engine
from search.finding import close_to, find
from search.models import Entry
from search.projector import write_cards
from search.queries import Query, Viewer
from search.registry import registered_kinds
from search.sending import send_pending
from tests.relevance.judgements import LANGUAGES, Judged, queries
from tests.relevance.metrics import ndcg, reciprocal_rank

PAGE = 10
VISITOR = Viewer(AnonymousUser())

Ranked: TypeAlias = Callable[[Judged], list[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """One query's figures; `rank` is the reciprocal rank for queries that look for one known thing."""

    query: Judged
    ndcg: float
    rank: float | None


def put_into_the_catalogue(cards: Iterable[Card]) -> None:
    """Have these cards stand in the catalogue and the index as if the projector had made them of rows."""
    by_key = {card.key: card for card in cards}
    entries = [
        Entry(
            key=key, kind=split_key(key)[0], version=1, card_version=1, pending=False, unsent=True, card_hash=card.hash
        )
        for key, card in by_key.items()
    ]
    write_cards([(entry, by_key[entry.key]) for entry in Entry.objects.bulk_create(entries)])
    send_pending()
    # Whoever counts sees what was just written.
    engine().size(engine().index_in_use() or "")


def by_the_portal(query: Judged) -> list[str]:
    """The keys of the first page, as a visitor gets them: what says all that was asked, then what comes close.

    Networks are not judged.
    """
    kinds = tuple(kind for kind in registered_kinds() if kind != "network")
    results = find(Query(VISITOR, kinds, query.language, query.text, page_size=PAGE))
    return [hit.key for hit in (*results.hits, *close_to(results))]


def scores(ranked: Ranked, demo: Mapping[str, str]) -> list[Score]:
    return [_score(query, ranked(query), query.graded(demo)) for language in LANGUAGES for query in queries(language)]


def _score(query: Judged, keys: Sequence[str], grades: Mapping[str, int]) -> Score:
    rank = reciprocal_rank(keys, grades) if query.kind == "known_item" else None
    return Score(query, ndcg(keys, grades, PAGE), rank)


def quality(of: Iterable[Score]) -> float:
    return mean(score.ndcg for score in of)


def known_items(of: Iterable[Score]) -> float:
    return mean(score.rank for score in of if score.rank is not None)


def in_language(of: Iterable[Score], language: str) -> list[Score]:
    return [score for score in of if score.query.language == language]


def table(scored: Mapping[str, list[Score]]) -> str:
    """nDCG@10 by language, of the queries that were tuned with and of those held out; known items' MRR."""
    columns = (*LANGUAGES, "all", "held out", "known items")
    lines = [f"{'nDCG@10':<16}" + "".join(f"{column:>13}" for column in columns)]
    for name, all_scores in scored.items():
        figures = [quality(in_language(all_scores, language)) for language in LANGUAGES]
        held_out = [score for score in all_scores if score.query.held_out]
        figures += [quality(all_scores), quality(held_out), known_items(all_scores)]
        lines.append(f"{name:<16}" + "".join(f"{figure:>13.3f}" for figure in figures))
    return "\n".join(lines)


def worst(of: Iterable[Score], number: int = 40) -> str:
    """The queries that did worst, without those held out: what to look at when tuning."""
    shown = sorted((score for score in of if not score.query.held_out), key=lambda score: score.ndcg)[:number]
    return "\n".join(f"{score.ndcg:.2f}  {score.query.id:<22} {score.query.text}" for score in shown)


def plain_multi_match(ask: Callable[[dict[str, Any]], list[str]]) -> Ranked:
    """The least that anybody would do: all words in all fields, best fields first."""
    fields = ["names", "byline", "keywords", "words", "leads.*", "texts.*"]
    return lambda query: ask({"multi_match": {"query": query.text, "fields": fields}})
