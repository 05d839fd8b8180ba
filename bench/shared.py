"""A shared book beside a file: import, first balances, the next after kept readings, small appends.

The server is a PostgreSQL of its own on this machine, with every write made lasting, or the one
`RESUPPLY_TEST_PG` names; a network between would come on top. `RESUPPLY_BENCH_ENTRIES` sets the
size.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tests import databases

from bench.book import LINES, records
from resupply.book import Book
from resupply.core.scope import Scope
from resupply.picture import balances

SMALL = 500  # appends of one entry


def main() -> None:
    """Print the figures, and PostgreSQL's as a multiple of SQLite's."""
    entries = int(os.environ.get("RESUPPLY_BENCH_ENTRIES", "500000"))
    with tempfile.TemporaryDirectory() as folder, _server() as server:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        path = Path(folder) / "book.sqlite"
        places = [databases.new_schema(server) for _ in range(2)]
        file = _figures(lambda: Book.open(path), lambda: Book.open(Path(folder) / "small"), entries)
        shared = _figures(
            lambda: Book.shared(places[0], create=True),
            lambda: Book.shared(places[1], create=True),
            entries,
        )
        for name, seconds in file.items():
            ratio = shared[name] / seconds
            print(f"{name}: SQLite {seconds:.3f} s, PostgreSQL {shared[name]:.3f} s ({ratio:.1f}x)")
        [(size,)] = databases.do(places[0], "SELECT pg_total_relation_size('journal')")
        per_entry = path.stat().st_size / entries, size / entries
        print(f"bytes an entry: SQLite {per_entry[0]:.0f}, PostgreSQL {per_entry[1]:.0f}")
        for place in places:
            databases.drop(place)


@contextmanager
def _server() -> Iterator[str]:
    given = os.environ.get("RESUPPLY_TEST_PG")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory() as runtime:
        os.environ.setdefault("XDG_RUNTIME_DIR", runtime)
        server = databases.Server()
        try:
            yield server.address
        finally:
            server.close()


def _figures(
    opened: Callable[[], Book], small: Callable[[], Book], entries: int
) -> dict[str, float]:
    found: dict[str, float] = {}

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        found[name] = time.perf_counter() - began

    day = date(2023, 9, 1)

    def ask(book: Book) -> None:
        balances.answer(book.view(day), Scope(as_of=day), ["donor", "kind"])

    with opened() as book:
        with timed(f"import of {entries:,} entries"):
            book.append(records(entries), by="bench")
        folder = book.columns()._folder
    for file in () if folder is None else folder.iterdir():
        file.unlink()
    with timed("first balances, nothing kept"), opened() as book:
        ask(book)
    with timed("first balances, readings kept"), opened() as book:
        ask(book)
    with opened() as book, timed("verify"):
        assert book.verify() is None
    some = list(records(SMALL))
    with small() as book:
        book.append(some[:LINES])
        with timed(f"{SMALL} appends of one entry"):
            for entry in some[LINES:]:
                book.append([entry], by="bench")
    return found
