"""Several programs write to one book at the same time."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from resupply.book import Book

WRITE = """
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from resupply.book import Book
from resupply.core.records import Entry, Line
from resupply.core.words import Stage

place, me, day = sys.argv[1], sys.argv[2], date(2024, 2, 1)
with Book.shared(place, create=True) if "://" in place else Book.open(Path(place)) as book:
    for n in range(25):
        line = Line(source_id=me, key=f"l{n}", known_on=day, line_id=f"{me}{n}", dataset="d")
        common = {"source_id": me, "known_on": day, "line_id": line.line_id}
        pledges = [
            Entry(key=f"e{n}/{k}", stage_from=Stage.OUTSIDE, stage_to=Stage.PLEDGE,
                  quantity=Decimal(1), **common)
            for k in range(20)
        ]
        book.append([line, *pledges], by=me)
"""


@pytest.mark.parametrize("where", ["file", "database"])
def test_four_programs_append_at_once_and_nothing_is_lost(
    request: pytest.FixtureRequest, tmp_path: Path, where: str
) -> None:
    in_file = where == "file"
    place = str(tmp_path / "book") if in_file else request.getfixturevalue("database")
    # The book does not exist yet: they also race to make it.
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, place, f"writer{n}"],
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    errors = [p.communicate(timeout=60)[1] for p in running]
    assert [p.returncode for p in running] == [0, 0, 0, 0], errors
    with Book.open(Path(place), create=False) if in_file else Book.shared(place) as book:
        assert book.verify() is None
        assert sum(1 for _ in book.records("entry")) == 4 * 25 * 20
        assert sum(1 for _ in book.records("batch")) == 4 * 25
        by = book.view().entries.group_by("source_id").len()
        assert set(by["len"]) == {500}


MAKE = """
import sys, time
from importlib import import_module
from pathlib import Path

folder, start, module, name = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4]
made = getattr(import_module(f"resupply.store.{module}"), name)
for n in range(20):
    time.sleep(max(0.0, start + 0.05 * n - time.time()))  # all at the same instant
    made(folder / f"file{n}")
"""
STORES = {
    "sqlite": "SqliteStore", "desk": "DeskStore", "accounts": "AccountStore", "alerts": "AlertStore"
}  # fmt: skip


@pytest.mark.parametrize("module", STORES)
def test_programs_make_the_same_new_file_at_one_instant(tmp_path: Path, module: str) -> None:
    start = str(time.time() + 2.0)
    command = [sys.executable, "-c", MAKE, str(tmp_path), start, module, STORES[module]]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    errors = [p.communicate(timeout=60)[1] for p in running]
    assert [p.returncode for p in running] == [0] * 6, errors
