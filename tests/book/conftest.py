"""Records as tests write them: in the domain's words, with what does not matter filled in."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from resupply.book import Book
from resupply.core.records import Entry, Line
from resupply.core.words import Stage

DAY = date(2024, 2, 1)


@pytest.fixture(params=["memory", "postgres"])
def book(request: pytest.FixtureRequest) -> Iterator[Book]:
    """An empty book, in memory and in a database: what holds of one holds of the other."""
    if request.param == "memory":
        made = Book.open(None)
    else:
        made = Book.shared(request.getfixturevalue("database"), create=True)
    with made:
        yield made


@pytest.fixture(scope="session")
def line() -> Callable[..., Line]:
    def make(line_id: str = "tents", **more: Any) -> Line:
        given = {"source_id": "me", "key": f"line {line_id}", "known_on": DAY, "dataset": "own"}
        return Line(**{**given, "line_id": line_id, **more})

    return make


@pytest.fixture(scope="session")
def move() -> Callable[..., Entry]:
    """`move(to, 5)` takes 5 of the line's item from outside to a stage."""

    def make(to: Stage, quantity: object = None, *, on: date | None = DAY, **more: Any) -> Entry:
        number = None if quantity is None else Decimal(str(quantity))
        given = {
            "source_id": "me",
            "key": f"{to} {quantity} {on} {sorted(more.items(), key=str)}",
            "known_on": max(on or DAY, DAY),
            "line_id": "tents",
            "stage_from": Stage.OUTSIDE,
            "happened_from": on,
            "happened_to": on,
            "quantity": number,
        }
        return Entry(**{**given, "stage_to": to, **more})

    return make
