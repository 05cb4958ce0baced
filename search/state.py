"""What a list of results was asked for: read from an address, and written back into one in one way only."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from portal.vocabulary.countries import country_codes
from portal.vocabulary.languages import language_codes
from search.queries import TEXT_LENGTH, Sort

_TERMS_A_GROUP = 12
_PAGES = 500
# Groups whose terms are codes of a standard; those of the others are kept by editors.
_CODES: Mapping[str, Callable[[], frozenset[str]]] = {
    "country": country_codes,
    "works_in": country_codes,
    "language": language_codes,
    "speaks": language_codes,
    "written_in": language_codes,
}


@dataclass(frozen=True, slots=True)
class SearchState:
    """Whatever is asked of a list, its address being the whole of it. `chosen` maps groups to terms.

    Values that make no sense are left out rather than refused: the address of a search is typed, cut
    and passed on.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The parameters of the address, in the order in which they are written."""
        raise NotImplementedError

    @property
    def querystring(self) -> str:
        """The search as the tail of an address, empty for the whole list."""
        written = urlencode(list(self.pairs()))
        return f"?{written}" if written else ""

    def is_written_as(self, querystring: str) -> bool:
        """Whether an address says just this and nothing more: no empty field, no unknown parameter."""
        return parse_qsl(querystring, keep_blank_values=True) == list(self.pairs())

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.chosen

    def asking(self, text: str) -> Self:
        """For another text, on the first page."""
        return replace(self, text=text, page=1)

    def choosing(self, group: str, term: str) -> Self:
        """With one term more, on the first page."""
        terms = self.chosen.get(group, ())
        return self._with(group, (*terms, term) if term not in terms else terms)

    def dropping(self, group: str, term: str) -> Self:
        """With one term less, on the first page."""
        return self._with(group, tuple(kept for kept in self.chosen.get(group, ()) if kept != term))

    def without(self, group: str) -> Self:
        return self._with(group, ())

    def _with(self, group: str, terms: tuple[str, ...]) -> Self:
        chosen = {name: kept for name, kept in {**self.chosen, group: terms}.items() if kept}
        return replace(self, chosen=chosen, page=1)

    def on_page(self, page: int) -> Self:
        return replace(self, page=page)


def read_text(data: QueryDict) -> str:
    """What was typed, as far as it is searched for."""
    # Half a character has no place in an address: whoever names an encoding in a request can send one.
    text = data.get("q", "").encode(errors="ignore").decode().replace("\0", "")
    return " ".join(text.split())[:TEXT_LENGTH].rstrip()


def read_chosen(data: QueryDict, groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The terms chosen in these groups: each once, none that could not be one."""
    chosen = {group: tuple(_terms(data, group)) for group in groups}
    return {group: terms for group, terms in chosen.items() if terms}


def read_sort(data: QueryDict, sorts: Iterable[Sort]) -> Sort:
    return next((sort for sort in sorts if sort == data.get("sort")), Sort.RELEVANCE)


def read_page(data: QueryDict) -> int:
    page = data.get("page", "")
    return min(max(int(page), 1), _PAGES) if page.isascii() and page.isdigit() and len(page) < 10 else 1


def chosen_pairs(chosen: Mapping[str, tuple[str, ...]], groups: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The terms chosen as parameters, in the order of the groups."""
    return ((group, term) for group in groups for term in chosen.get(group, ()))


def _terms(data: QueryDict, group: str) -> list[str]:
    terms = [term for term in dict.fromkeys(data.getlist(group)) if term.isascii() and 0 < len(term) <= 60]
    known: Collection[str] = _CODES[group]() if group in _CODES else terms
    return [term for term in terms if term in known and term.replace("-", "").isalnum()][:_TERMS_A_GROUP]
