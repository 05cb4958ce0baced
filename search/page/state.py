"""The state of the search page: what was asked, read from a URL and written back into one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from search.page.kinds import groups_of, kinds_of, tabs, takes_place
from search.queries import KIND, Query, Sort, Viewer
from search.state import SearchState, chosen_pairs, read_chosen, read_page, read_sort, read_text


@dataclass(frozen=True, slots=True)
class SiteSearch(SearchState):
    """What somebody looks for. `tab` is the name of a tab, empty for things of all kinds."""

    tab: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> "SiteSearch":
        tab = next((one.name for one in tabs() if one.name == data.get("kind")), "")
        asked = cls(read_text(data), read_chosen(data, groups_of(tab)), tab=tab)
        if asked.is_empty:
            return asked
        return replace(asked, sort=read_sort(data, sorts(tab, asked.text)), page=read_page(data))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked yet, not even for things of one kind."""
        return not self.text and not self.chosen and not self.tab

    def query(self, viewer: Viewer, language: str) -> Query:
        facets = {**self.chosen, KIND: kinds_of(self.tab)} if self.tab else self.chosen
        return Query(
            viewer,
            kinds_of(""),
            language,
            self.text,
            facets,
            count=groups_of(self.tab),
            tally=(KIND,),
            sort=self.sort,
            page=self.page,
        )

    def on_tab(self, tab: str) -> "SiteSearch":
        """The same on another tab: on its first page, with the filters and the order that it has too."""
        chosen = {group: terms for group, terms in self.chosen.items() if group in groups_of(tab)}
        sort = self.sort if self.sort in sorts(tab, self.text) else Sort.RELEVANCE
        return replace(self, tab=tab, chosen=chosen, sort=sort, page=1)

    def pairs(self) -> Iterator[tuple[str, str]]:
        if self.text:
            yield "q", self.text
        if self.tab:
            yield "kind", self.tab
        yield from chosen_pairs(self.chosen, groups_of(self.tab))
        if self.sort != Sort.RELEVANCE:
            yield "sort", self.sort
        if self.page > 1:
            yield "page", str(self.page)


def sorts(tab: str, text: str) -> tuple[Sort, ...]:
    """The orders to choose from. Without a text, the usual one has the newest first already."""
    newest = (Sort.NEWEST,) if text else ()
    soonest = (Sort.SOONEST,) if takes_place(tab) else ()
    return (Sort.RELEVANCE, *newest, *soonest, Sort.NAME)
