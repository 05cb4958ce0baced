"""Made-up members for the others to hide between, none of whom is an answer to any query.

Nobody can judge fifteen hundred of them for each query, so they are silenced about what queries ask for:
`asked.toml` lists it, and grows when a query asks for something new.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import count, islice
from pathlib import Path
from tomllib import loads

from portal.demo.corpus.cards import card as made_up
from search.cards import Card, Content, Face, Text, card_key, split_key
from search.folding import fold

NUMBER = 1500
# They are numbered from here, above what is written by hand.
FIRST = 1_000_000

_ASKED = Path(__file__).parent / "asked.toml"
_TERMS = Path(__file__).parents[2] / "portal" / "vocabulary" / "first_terms.toml"
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!]) ")


@cache
def distractors() -> tuple[Card, ...]:
    """The first 1,500 made-up members that visitors see and whom no query names."""
    seen = (card for card in map(made_up, count(1)) if _shown(card) and not _is_named(_shown(card)))
    return tuple(map(_silenced, islice(seen, NUMBER)))


def says(asked: str, *texts: str) -> bool:
    """Whether the texts say one of the words that are `asked` for: `names`, `places` or `topics`."""
    return bool(_pattern(asked).search(fold(" ".join(texts))))


def _shown(card: Card) -> Content | None:
    return card.faces.get(Face.ANY) or card.faces.get(Face.PUBLIC)


def _is_named(content: Content | None) -> bool:
    assert content is not None
    return says("names", content.title, *content.names) or says("places", content.byline)


def _silenced(card: Card) -> Card:
    key = card_key("member", split_key(card.key)[1] + FIRST)
    return replace(card, key=key, faces={face: _silent(content) for face, content in card.faces.items()})


def _silent(content: Content) -> Content:
    """What a face says without what queries ask for."""
    silent = {group: tuple(_unasked(content.facets[group])) for group in ("expertise", "audience")}
    left_out = {*content.facets["expertise"], *content.facets["audience"]}.difference(*silent.values())
    words = {label for slug in left_out for label in labels()[slug]}
    chips = {f"expertise:{slug}" for slug in left_out}
    return replace(
        content,
        byline="" if says("topics", content.byline) else content.byline,
        texts={language: _silent_text(text) for language, text in content.texts.items()},
        keywords=tuple(word for word in content.keywords if word not in words),
        facets={**content.facets, **silent},
        chips=tuple(chip for chip in content.chips if chip not in chips),
    )


def _silent_text(text: Text) -> Text:
    sentences = _BETWEEN_SENTENCES.split(text.body)
    return Text(text.summary if _is_silent(text.summary) else "", " ".join(filter(_is_silent, sentences)))


def _is_silent(sentence: str) -> bool:
    return not any(says(asked, sentence) for asked in ("topics", "places", "names"))


def _unasked(slugs: Iterable[str]) -> list[str]:
    return [slug for slug in slugs if not says("topics", *labels()[slug])]


@cache
def labels() -> Mapping[str, tuple[str, ...]]:
    """The labels of each term of the vocabulary, in all languages."""
    schemes = loads(_TERMS.read_text("utf-8"))
    return {slug: tuple(labels.values()) for scheme in schemes.values() for slug, labels in scheme.items()}


@cache
def _pattern(asked: str) -> re.Pattern[str]:
    """Names and places begin a word; what queries are about may be in the middle of one, as in German."""
    words = "|".join(re.escape(fold(word)) for word in loads(_ASKED.read_text("utf-8"))[asked])
    return re.compile(words if asked == "topics" else rf"\b(?:{words})")
