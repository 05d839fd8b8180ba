"""Both stores, so that each test of what a store promises is run with each."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import databases

from resupply.store import Store, Stored, address, open_store
from resupply.store.postgres import PostgresStore
from resupply.store.sqlite import SqliteStore


def record(seq: int, kind: str = "entry") -> Stored:
    return Stored(seq, kind, f"id{seq}", f'{{"n":{seq}}}', bytes([seq]) * 32)


class InFile:
    """Where a book in a file is."""

    newer = "PRAGMA user_version = 99"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened: list[Store] = []

    def open(self, *, create: bool = True, timeout_seconds: float = 5.0) -> Store:
        self._opened.append(SqliteStore(self.path, create=create, timeout_seconds=timeout_seconds))
        return self._opened[-1]

    def raw(self, statement: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.path) as db:
            found = db.execute(statement).fetchall()
        db.close()
        return found

    def close(self) -> None:
        for store in self._opened:
            store.close()


class InDatabase(InFile):
    """Where a book in a database is."""

    newer = "UPDATE meta SET text = '99' WHERE name = 'version'"

    def __init__(self, given: str) -> None:
        self.given = given
        self._opened = []

    def open(self, *, create: bool = True, timeout_seconds: float = 5.0) -> Store:
        where = address.read(self.given)
        self._opened.append(PostgresStore(where, create=create, timeout_seconds=timeout_seconds))
        return self._opened[-1]

    def raw(self, statement: str) -> list[tuple[Any, ...]]:
        return databases.do(self.given, statement)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[InFile]:
    """An empty place for a book."""
    made = (
        InFile(tmp_path / "place")
        if request.param == "sqlite"
        else InDatabase(request.getfixturevalue("database"))
    )
    yield made
    made.close()


@pytest.fixture
def store(place: InFile) -> Store:
    """A book with a line and three entries."""
    return filled(place.open())


def filled(store: Store) -> Store:
    with store.transaction() as change:
        change.insert([record(1, "line"), record(2), record(3), record(4)])
        change.put_names("line", [("l", "id1")])
    return store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a line and three entries."""
    filled(open_store(tmp_path / "book")).close()
    return tmp_path / "book"
