"""The state of the directory: what was asked, read from a URL and written back into one."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from network.cards import language_term
from portal.vocabulary.countries import country_codes
from portal.vocabulary.languages import Level, language_codes
from search.queries import TEXT_LENGTH, Query, Sort, Viewer

GROUPS = ("works_in", "language", "expertise", "audience", "network")
SORTS = (Sort.RELEVANCE, Sort.NAME, Sort.NEWEST)
_TERMS_A_GROUP = 12
_PAGES = 500
# Groups whose terms are codes of a standard; those of the others are kept by editors.
_CODES: Mapping[str, Callable[[], frozenset[str]]] = {"works_in": country_codes, "language": language_codes}


@dataclass(frozen=True, slots=True)
class DirectorySearch:
    """Whom somebody looks for. Values that make no sense are left out rather than refused:
    the address of a search is typed, cut and passed on.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    level: Level = Level.A1
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    view: str = "list"

    @classmethod
    def read(cls, data: QueryDict) -> "DirectorySearch":
        chosen = {group: tuple(_terms(data, group)) for group in GROUPS}
        page = data.get("page", "")
        return cls(
            text=" ".join(data.get("q", "").replace("\0", "").split())[:TEXT_LENGTH].rstrip(),
            chosen={group: terms for group, terms in chosen.items() if terms},
            level=next((level for level in Level if level == data.get("level")), Level.A1),
            sort=next((sort for sort in SORTS if sort == data.get("sort")), Sort.RELEVANCE),
            page=min(max(int(page), 1), _PAGES) if page.isascii() and page.isdigit() and len(page) < 10 else 1,
            view="map" if data.get("view") == "map" else "list",
        )

    def is_written_as(self, querystring: str) -> bool:
        """Whether an address says just this and nothing more: no empty field, no unknown parameter."""
        return parse_qsl(querystring, keep_blank_values=True) == [(name, str(value)) for name, value in self._pairs()]

    def query(self, viewer: Viewer, language: str) -> Query:
        facets = dict(self.chosen)
        if "language" in facets:
            facets["language"] = tuple(language_term(code, self.level) for code in facets["language"])
        return Query(viewer, ("member",), language, self.text, facets, count=GROUPS, sort=self.sort, page=self.page)

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.chosen

    def choosing(self, group: str, term: str) -> "DirectorySearch":
        """With one term more, on the first page."""
        terms = self.chosen.get(group, ())
        return self._with(group, (*terms, term) if term not in terms else terms)

    def dropping(self, group: str, term: str) -> "DirectorySearch":
        """With one term less, on the first page."""
        return self._with(group, tuple(kept for kept in self.chosen.get(group, ()) if kept != term))

    def without(self, group: str) -> "DirectorySearch":
        return self._with(group, ())

    def _with(self, group: str, terms: tuple[str, ...]) -> "DirectorySearch":
        chosen = {name: kept for name, kept in {**self.chosen, group: terms}.items() if kept}
        return replace(self, chosen=chosen, page=1)

    def viewed(self, view: str) -> "DirectorySearch":
        return replace(self, view=view, page=1)

    def on_page(self, page: int) -> "DirectorySearch":
        return replace(self, page=page)

    @property
    def querystring(self) -> str:
        """The search as the tail of an address, empty for the whole directory."""
        pairs = urlencode(list(self._pairs()))
        return f"?{pairs}" if pairs else ""

    def _pairs(self) -> Iterator[tuple[str, str | int]]:
        if self.text:
            yield "q", self.text
        for group in GROUPS:
            for term in self.chosen.get(group, ()):
                yield group, term
        if self.level != Level.A1:
            yield "level", self.level
        if self.sort != Sort.RELEVANCE:
            yield "sort", self.sort
        if self.view != "list":
            yield "view", self.view
        if self.page > 1:
            yield "page", self.page


def _terms(data: QueryDict, group: str) -> list[str]:
    """The terms chosen in a group: each once, none that could not be one."""
    terms = [term for term in dict.fromkeys(data.getlist(group)) if term.isascii() and 0 < len(term) <= 60]
    known: Collection[str] = _CODES[group]() if group in _CODES else terms
    return [term for term in terms if term in known and term.replace("-", "").isalnum()][:_TERMS_A_GROUP]
