"""What an index holds: one document for each face of a thing, made from the catalogue's tables alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain

from search.folding import fold
from search.models import Document, Entry
from search.words import bulgarian, german
from search.words.sounds import sound
from search.words.stems import stems

ID_SEPARATOR = "|"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One face, in the fields that are searched.

    `names` are whole names, `sounds`, `byline`, `keywords` and `words` texts, all folded; `words` holds
    everything, `labels` the stems of keywords. `leads` (titles and summaries) and `texts` are keyed by
    language and as written, except that Bulgarian is given as stems; `parts` are the parts of German
    compounds. `facets` maps a group to its terms.
    """

    id: str
    key: str
    kind: str
    face: str
    version: int
    peers: tuple[str, ...]
    date: datetime
    starts: datetime | None
    ends: datetime | None
    sort_name: str
    names: tuple[str, ...]
    sounds: str
    byline: str
    keywords: str
    labels: str
    leads: Mapping[str, str]
    texts: Mapping[str, str]
    parts: str
    words: str
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """A thing as it stands now, for an index. Without documents it is gone."""

    key: str
    version: int
    documents: tuple[IndexDocument, ...] = ()


def index_documents(entry: Entry, documents: Sequence[Document]) -> tuple[IndexDocument, ...]:
    """The faces of an entry as an index holds them."""
    return tuple(_index_document(entry, document) for document in documents)


def _index_document(entry: Entry, document: Document) -> IndexDocument:
    content = document.content
    texts: Mapping[str, Mapping[str, str]] = content["texts"]
    leads = {language: f"{text['title']} {text['summary']}".strip() for language, text in texts.items()}
    bodies = {language: text["body"] for language, text in texts.items()}
    compounds = f"{leads.get('de', '')} {bodies.get('de', '')}"
    # In the table, a bar stands on either side of each name.
    names = tuple(name.strip() for name in document.names.split("|") if name.strip())
    spelt = [fold(name) for name in (content["title"], *content["names"]) if name]
    return IndexDocument(
        id=document_id(entry.key, document.face),
        key=entry.key,
        kind=entry.kind,
        face=document.face,
        version=entry.card_version,
        peers=tuple(content["peers"]),
        date=document.date,
        starts=document.starts,
        ends=document.ends,
        sort_name=document.sort_name,
        names=names,
        sounds=" ".join(dict.fromkeys(sound(word) for name in spelt for word in name.split())),
        byline=fold(content["byline"]),
        keywords=" ".join(map(_folded, content["keywords"])),
        labels=_labels(content["keywords"]),
        leads=_readied(leads),
        texts=_readied(bodies),
        parts=german.with_parts(compounds) if compounds.strip() else "",
        words=document.words.strip(),
        facets={group: tuple(terms) for group, terms in content["facets"].items()},
    )


def _labels(keywords: Sequence[str]) -> str:
    """Labels stand there in all languages at once, so each word is given by the stem that it would have in each."""
    return " ".join(dict.fromkeys(chain.from_iterable(map(_stems_of, keywords))))


# Remembered, for a portal has few labels and many things that bear them.
_folded = lru_cache(maxsize=20_000)(fold)


@lru_cache(maxsize=20_000)
def _stems_of(keyword: str) -> tuple[str, ...]:
    words = [word.casefold() for word in _WORD.findall(keyword)]
    said = dict.fromkeys(part for word in words for part in (word, *german.parts(word)))
    return tuple(dict.fromkeys(stem for word in said for stem in stems(word)))


def document_id(key: str, face: str) -> str:
    return f"{key}{ID_SEPARATOR}{face}"


def _readied(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts as they are indexed: the words of Bulgarian are stemmed here, for both engines alike."""
    return {language: bulgarian.stems(text) if language == "bg" else text for language, text in texts.items() if text}
