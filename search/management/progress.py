"""How far a long command is: a bar on a terminal, nothing where its output goes into a file."""

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def progress_bar(what: str) -> Iterator["tqdm[None]"]:
    # Without a terminal tqdm stays silent by itself when told None.
    with tqdm(desc=what, unit="", unit_scale=True, disable=None, leave=False) as bar:
        yield bar


def show(bar: "tqdm[None]", done: int, of: int) -> None:
    bar.total = of
    bar.n = done
    bar.refresh()
