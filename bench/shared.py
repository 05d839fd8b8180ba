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
ROUNDS = 3  # of both in turn, for other programs use the machine too


def main() -> None:
    """Print the figures, and PostgreSQL's as a multiple of SQLite's: the least of the rounds."""
    entries = int(os.environ.get("RESUPPLY_BENCH_ENTRIES", "300000"))
    files: list[dict[str, float]] = []
    shared: list[dict[str, float]] = []
    with _server() as server:
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
                files.append(_in_files(Path(folder), entries))
                shared.append(_in_databases(server, entries))
    for name in files[0]:
        one, other = (min(found[name] for found in each) for each in (files, shared))
        print(f"{name}: SQLite {one:,.3f}, PostgreSQL {other:,.3f} ({other / one:.1f}x)")


def _in_files(folder: Path, entries: int) -> dict[str, float]:
    path = folder / "book.sqlite"
    found = _figures(lambda: Book.open(path), lambda: Book.open(folder / "small"), entries)
    return {**found, "bytes an entry": path.stat().st_size / entries}


def _in_databases(server: str, entries: int) -> dict[str, float]:
    large, small = (databases.new_schema(server) for _ in range(2))
    found = _figures(
        lambda: Book.shared(large, create=True), lambda: Book.shared(small, create=True), entries
    )
    [(size,)] = databases.do(large, "SELECT pg_total_relation_size('journal')")
    databases.drop(large)
    databases.drop(small)
    return {**found, "bytes an entry": size / entries}


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
        with timed(f"import of {entries:,} entries [s]"):
            book.append(records(entries), by="bench")
        folder = book.columns()._folder
    for file in () if folder is None else folder.iterdir():
        file.unlink()
    with timed("first balances, nothing kept [s]"), opened() as book:
        ask(book)
    with timed("first balances, readings kept [s]"), opened() as book:
        ask(book)
    with opened() as book, timed("verify [s]"):
        assert book.verify() is None
    some = list(records(SMALL))
    with small() as book:
        book.append(some[:LINES])
        with timed(f"{SMALL} appends of one entry [s]"):
            for entry in some[LINES:]:
                book.append([entry], by="bench")
    return found
