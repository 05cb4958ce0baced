"""What every list of results shows around its hits."""

from typing import Any

from search.facets import Labelled, chips, loosening
from search.finding import Results
from search.state import SearchState


def around(state: SearchState, results: Results, label: Labelled, base: str) -> dict[str, Any]:
    """The results with their filters taken off one by one, the one to loosen, and where paging and corrections lead."""
    return {
        "results": results,
        "chips": chips(state, label, base),
        "loosening": loosening(state, results, label, base),
        "first_page_url": base + state.on_page(1).querystring,
        "suggestion_url": base + state.asking(results.suggestion).querystring,
    }
