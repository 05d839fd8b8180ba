"""The machine stops in the middle of an import: nothing acknowledged is lost, nothing is half."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from resupply.book import Book

IMPORT = """
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from resupply.book import Book
from resupply.core.records import Entry, Line
from resupply.core.words import Stage

path, first, day = Path(sys.argv[1]), int(sys.argv[2]), date(2024, 2, 1)
line = Line(source_id="s", key="l", known_on=day, line_id="l", dataset="d")

def entries(start, count):
    for n in range(start, start + count):
        yield Entry(source_id="s", key=str(n), known_on=day, line_id="l",
                    stage_from=Stage.OUTSIDE, stage_to=Stage.PLEDGE, quantity=Decimal(1))

with Book.open(path) as book:
    book.append([line])
    for n in range(5):  # small ones, each acknowledged
        book.append(entries(first + n * 100, 100))
        print(first + n * 100, flush=True)
    print("large", flush=True)
    book.append(entries(first + 1_000_000, 200_000))
    print("done", flush=True)
"""


def killed(path: Path, first: int, after_seconds: float) -> list[str]:
    """Start an import, kill it some time into its large append; what it had acknowledged."""
    command = [sys.executable, "-c", IMPORT, str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        told = []
        for said in running.stdout:
            if said.strip() == "large":
                break
            told.append(said.strip())
        time.sleep(after_seconds)
        running.kill()
        told += [s.strip() for s in running.stdout]
    return told


@pytest.mark.timeout(60)
def test_a_book_whose_writer_was_killed_holds_all_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "book"
    small = 0
    for n, after_seconds in enumerate((0.0, 0.15, 0.4, 0.9, 1.5)):
        told = killed(path, n * 10_000, after_seconds)
        assert len(told) >= 5
        small += 500
        with Book.open(path, create=False) as book:
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
        if "done" in told:
            break


def test_a_kill_before_the_first_append_leaves_an_empty_sound_book(tmp_path: Path) -> None:
    path = tmp_path / "book"
    script = f"from pathlib import Path; from resupply.book import Book; import os, signal; \
Book.open(Path({str(path)!r})); os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", script], check=False)
    with Book.open(path, create=False) as book:
        assert book.verify() is None
        assert book.store.head().seq == 0
