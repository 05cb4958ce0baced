"""One searcher for all threads of a process, made anew when there is something new to see."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from tantivy import Index, Searcher

from search.engines import SilentEngineError
from search.engines.tantivy import folder


@dataclass(frozen=True, slots=True)
class _Opened:
    path: Path
    state: tuple[int, int, int]
    index: Index
    searcher: Searcher


class Reader:
    """The searcher of the index in use. Asking for it costs two looks at the file system."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._opened: _Opened | None = None

    def searcher(self) -> Searcher:
        """A searcher that sees all that any process committed before this call."""
        name = folder.index_in_use()
        if name is None:
            self._opened = None
            raise SilentEngineError("There is no search index in use that this version of the portal can read.")
        path, state = folder.path_of(name), folder.state(name)
        opened = self._opened
        if opened is None or (opened.path, opened.state) != (path, state):
            with self._lock:
                opened = self._opened = self._reopened(name, path)
        return opened.searcher

    def _reopened(self, name: str, path: Path) -> _Opened:
        opened = self._opened
        # Looked at before the files are read: what is committed in between is read once more rather than never.
        state = folder.state(name)
        if opened is not None and (opened.path, opened.state) == (path, state):
            return opened
        index = opened.index if opened is not None and opened.path == path else folder.open_index(name)
        index.reload()
        return _Opened(path, state, index, index.searcher())


def searcher_of(name: str) -> Searcher:
    """A searcher of any index, in use or not, as it stands now."""
    index = folder.open_index(name)
    index.reload()
    return index.searcher()
