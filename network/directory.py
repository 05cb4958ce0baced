"""The state of the directory: what was asked, read from a URL and written back into one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from network.cards import language_term
from portal.vocabulary.languages import Level
from search.queries import Query, Sort, Viewer
from search.state import SearchState, chosen_pairs, read_chosen, read_page, read_sort, read_text

GROUPS = ("works_in", "advises_in", "language", "expertise", "audience", "availability", "network")
SORTS = (Sort.RELEVANCE, Sort.NAME, Sort.NEWEST)


@dataclass(frozen=True, slots=True)
class DirectorySearch(SearchState):
    """Whom somebody looks for."""

    level: Level = Level.A1
    view: str = "list"

    @classmethod
    def read(cls, data: QueryDict) -> "DirectorySearch":
        return cls(
            text=read_text(data),
            chosen=read_chosen(data, GROUPS),
            level=next((level for level in Level if level == data.get("level")), Level.A1),
            sort=read_sort(data, SORTS),
            page=read_page(data),
            view="map" if data.get("view") == "map" else "list",
        )

    def query(self, viewer: Viewer, language: str) -> Query:
        facets = dict(self.chosen)
        if "language" in facets:
            facets["language"] = tuple(language_term(code, self.level) for code in facets["language"])
        return Query(viewer, ("member",), language, self.text, facets, count=GROUPS, sort=self.sort, page=self.page)

    def viewed(self, view: str) -> "DirectorySearch":
        return replace(self, view=view, page=1)

    def pairs(self) -> Iterator[tuple[str, str]]:
        if self.text:
            yield "q", self.text
        yield from chosen_pairs(self.chosen, GROUPS)
        if self.level != Level.A1:
            yield "level", self.level
        if self.sort != Sort.RELEVANCE:
            yield "sort", self.sort
        if self.view != "list":
            yield "view", self.view
        if self.page > 1:
            yield "page", str(self.page)
