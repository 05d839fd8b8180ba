"""The machine stops in the middle of an import: nothing acknowledged is lost, nothing is half."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from subprocess import PIPE

import pytest
from tests.databases import Server

from resupply.book import Book
from resupply.core.errors import BookUnreachableError
from resupply.core.records import Entry, Line
from resupply.core.words import Stage

IMPORT = """
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from resupply.book import Book
from resupply.core.records import Entry, Line
from resupply.core.words import Stage

place, first, day = sys.argv[1], int(sys.argv[2]), date(2024, 2, 1)
line = Line(source_id="s", key="l", known_on=day, line_id="l", dataset="d")

def entries(start, count):
    for n in range(start, start + count):
        yield Entry(source_id="s", key=str(n), known_on=day, line_id="l",
                    stage_from=Stage.OUTSIDE, stage_to=Stage.PLEDGE, quantity=Decimal(1))

with Book.shared(place, create=True) if "://" in place else Book.open(Path(place)) as book:
    book.append([line])
    for n in range(5):  # small ones, each acknowledged
        book.append(entries(first + n * 100, 100))
        print(first + n * 100, flush=True)
    print("large", flush=True)
    book.append(entries(first + 1_000_000, 200_000))
    print("done", flush=True)
"""


def opened(place: str) -> Book:
    return Book.shared(place) if "://" in place else Book.open(Path(place), create=False)


@pytest.fixture(params=["file", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a book may be: a file, or a database."""
    if request.param == "file":
        return str(tmp_path / "book")
    return str(request.getfixturevalue("database"))


def killed(
    place: str, first: int, after_seconds: float, kill: Callable[[], None] | None = None
) -> list[str]:
    """Start an import, kill it some time into its large append; what it had acknowledged.

    With `kill` it is the server that is killed, and the import is left to see that.
    """
    command = [sys.executable, "-c", IMPORT, place, str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=PIPE, text=True) as running:
        assert running.stdout is not None
        told = []
        for said in running.stdout:
            if said.strip() == "large":
                break
            told.append(said.strip())
        time.sleep(after_seconds)
        (kill or running.kill)()
        told += [s.strip() for s in running.stdout]
        if kill and "done" not in told:
            assert running.stderr is not None
            assert "BookUnreachableError" in running.stderr.read()
    return told


@pytest.mark.timeout(60)
def test_a_book_whose_writer_was_killed_holds_all_that_was_acknowledged(place: str) -> None:
    small = 0
    for n, after_seconds in enumerate((0.0, 0.15, 0.4, 0.9, 1.5)):
        told = killed(place, n * 10_000, after_seconds)
        small += 500
        assert sound(place, told, small)
        if "done" in told:
            break


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that makes its writing lasting as on any machine, and may be killed."""
    made = Server()
    yield made
    made.close()


@pytest.mark.timeout(90)
def test_a_book_whose_server_was_killed_holds_all_that_was_acknowledged(server: Server) -> None:
    place, small = server.address, 0
    for n, after_seconds in enumerate((0.05, 0.4, 0.9)):
        told = killed(place, n * 10_000, after_seconds, server.kill)
        small += 500
        server.start()
        assert sound(place, told, small)
        if "done" in told:
            break


def sound(place: str, told: list[str], small: int) -> bool:
    """Whether a book holds what was acknowledged, and all of the large append or nothing of it."""
    assert len(told) >= 5
    with opened(place) as book:
        assert book.verify() is None
        keys = {int(e.key) for _, e in book.records("entry")}
        large = {k for k in keys if k >= 1_000_000}
        assert len(keys) - len(large) == small
        assert {int(s) for s in told if s.isdigit()} <= keys
        # All of the large append or nothing of it; all, where it was told that it is done.
        assert len(large) in ({200_000} if "done" in told else {0, 200_000})
        # And the book goes on.
        assert book.append([]).added == 0
        assert book.columns().entries.height == len(keys)
    return True


def test_a_book_outlives_the_restart_of_its_server(server: Server) -> None:
    day = date(2024, 2, 1)
    line = Line(source_id="s", key="l", known_on=day, line_id="l", dataset="d")
    pledge = Entry(
        source_id="s", key="e", known_on=day, line_id="l",
        stage_from=Stage.OUTSIDE, stage_to=Stage.PLEDGE,
    )  # fmt: skip
    with Book.shared(server.address, create=True) as book:
        book.append([line])
        server.kill()
        with pytest.raises(BookUnreachableError, match="cannot be reached"):
            book.verify()
        server.start()
        assert book.verify() is None  # a new connection, unasked
        book.append([pledge])
        server.kill()
        server.start()
        assert book.columns().entries.height == 1


def test_a_kill_before_the_first_append_leaves_an_empty_sound_book(tmp_path: Path) -> None:
    path = tmp_path / "book"
    script = f"from pathlib import Path; from resupply.book import Book; import os, signal; \
Book.open(Path({str(path)!r})); os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", script], check=False)
    with Book.open(path, create=False) as book:
        assert book.verify() is None
        assert book.store.head().seq == 0
