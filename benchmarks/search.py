"""What searching costs: `python -m benchmarks.search 1000 100000`.

Fills a catalogue with the corpus, builds an index of it and asks a mix of questions, for each number of cards
and each engine: the embedded one and, with ELASTICSEARCH_URL, Elasticsearch. Ours is `find`, from the question
to the hits with all that a page shows of them and four facets; the engine's part of it ends with the keys of
the hits and the counts. Both take turns with the raw limit: the very requests that ours sends, over one
kept-alive connection, read with `json.loads`.

With DATABASE_URL the catalogue is on that server, in a database of its own; `--folder` keeps everything
for the next run, which then adds what is missing.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django

from benchmarks.servers import ROOT, embedded

ENGINES = {
    "embedded": "search.engines.tantivy.TantivyEngine",
    "elasticsearch": "search.engines.elasticsearch.ElasticsearchEngine",
}
PREFIX = "benchmark"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("cards", type=int, nargs="+")
    asked.add_argument("--engine", choices=ENGINES, action="append")
    asked.add_argument("--questions", type=int, default=300)
    asked.add_argument("--folder", type=Path)
    given = asked.parse_args()
    engines = given.engine or [name for name in ENGINES if name == "embedded" or os.environ.get("ELASTICSEARCH_URL")]
    with folder_of(given.folder) as data:
        _install(data, kept=given.folder is not None)
        # Only now are there settings that a measurement could import.
        from benchmarks.searching import measure  # noqa: PLC0415

        for cards in sorted(given.cards):
            for engine in engines:
                measure(cards, ENGINES[engine], given.questions)


@contextmanager
def folder_of(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)


def _install(data: Path, *, kept: bool) -> None:
    variables = embedded(data) | {
        "DEMO": "0",
        "LOG_LEVEL": "ERROR",
        "DATABASE_URL": own_database(os.environ.get("DATABASE_URL", ""), kept),
        "ELASTICSEARCH_URL": os.environ.get("ELASTICSEARCH_URL", ""),
        "ELASTICSEARCH_PREFIX": PREFIX,
    }
    os.environ.update(variables)
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True, cwd=ROOT)
    django.setup()


def own_database(url: str, kept: bool) -> str:
    """The address of a database for benchmarks alone: that of the last run if it is to be kept, else a new one."""
    if not url:
        return ""
    import psycopg  # noqa: PLC0415 - not needed on the embedded default

    with psycopg.connect(url, autocommit=True) as connection:
        if not kept:
            connection.execute(f"DROP DATABASE IF EXISTS {PREFIX}")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [PREFIX]).fetchone():
            connection.execute(f"CREATE DATABASE {PREFIX}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{PREFIX}"))


if __name__ == "__main__":
    main()
