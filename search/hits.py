"""A hit: one thing found, as a page draws it."""

from dataclasses import dataclass
from datetime import datetime

from portal.vocabulary.languages import by_preference
from search.cards import split_key
from search.highlights import Marker, Piece
from search.models import Document
from search.queries import Query
from search.registry import registration


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, as the viewer may see it and in the reader's language where the thing has it.

    `title_language` is empty for a title that belongs to no language, such as a person's name. `date` is
    when it appeared; `starts` and `ends` are in the time of the place where it takes place, if it does.
    """

    key: str
    kind: str
    date: datetime
    title: str
    title_pieces: list[Piece]
    title_language: str
    names: list[str]
    byline: str
    url: str
    image: str
    summary: str
    summary_pieces: list[Piece]
    summary_language: str
    snippet: list[Piece]
    snippet_language: str
    chips: list[str]
    facets: dict[str, list[str]]
    starts: datetime | None
    ends: datetime | None
    cancelled: bool

    @property
    def pk(self) -> int:
        return split_key(self.key)[1]

    @property
    def kind_name(self) -> str:
        """What kind of thing it is, in the current language: "article"."""
        return str(registration(self.kind).model._meta.verbose_name)

    @property
    def template(self) -> str:
        return registration(self.kind).template

    @property
    def emblem(self) -> str:
        """The template of what stands beside it on the search page, empty for its picture."""
        return registration(self.kind).emblem


def hit(document: Document, query: Query, labels: dict[str, dict[str, str]], marker: Marker) -> Hit:
    """What the document shows a reader of the query's language, its words marked."""
    content = document.content
    texts: dict[str, dict[str, str]] = content["texts"]
    languages = by_preference(texts, query.language)
    snippets = ((language, marker.snippet(texts[language]["body"], language)) for language in languages)
    snippet_language, pieces = next((found for found in snippets if found[1]), ("", []))
    chips = [chip.partition(":") for chip in content["chips"]]
    urls: dict[str, str] = content["urls"]
    # Documents of cards made by an earlier version lack what came later.
    titled = next((language for language in languages if texts[language].get("title")), "")
    title = texts[titled]["title"] if titled else content["title"]
    summary = texts[languages[0]]["summary"] if languages else ""
    summary_language = languages[0] if languages else query.language
    return Hit(
        key=document.entry.key,
        kind=document.kind,
        date=document.date,
        title=title,
        title_pieces=marker.pieces(title, titled),
        title_language=titled,
        names=content["names"],
        byline=content["byline"],
        url=urls.get(query.language) or next(iter(urls.values())),
        image=content["image"],
        summary=summary,
        summary_pieces=marker.pieces(summary, summary_language),
        summary_language=summary_language,
        snippet=pieces,
        snippet_language=snippet_language,
        chips=[labels[group][term] for group, _colon, term in chips if term in labels.get(group, {})],
        facets=content["facets"],
        starts=_moment(content.get("starts")),
        ends=_moment(content.get("ends")),
        cancelled=content.get("cancelled", False),
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
