from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from resupply.book import Book, restate
from resupply.book.corrections import correct, merge, take_back
from resupply.core.errors import RefusedError
from resupply.core.records import Entry, Row
from resupply.core.statements import Release
from resupply.core.words import Stage

MARCH, APRIL, MAY = date(2024, 3, 1), date(2024, 4, 1), date(2024, 5, 1)
FIX = {"source_id": "me", "key": "fix", "known_on": date(2024, 3, 15), "reason": "a slip"}


@pytest.fixture
def state(line, move):
    """`state(MARCH, a=10)`: a release that says 10 million for the cell `a`."""

    def make(known_on: date, given: dict[str, Any] | None = None, /, **cells: Any) -> Release:
        entries = []
        for cell, stated in cells.items():
            for n, amount in enumerate(stated if isinstance(stated, list) else [stated]):
                numbers = amount if isinstance(amount, dict) else {"value": Decimal(amount)}
                numbers = {"currency": "EUR" if "value" in numbers else None, **numbers}
                told = {"source_id": f"r {known_on}", "cell": cell, "known_on": known_on}
                entries.append(move(Stage.ALLOCATION, key=f"{cell} {n}", **told, **numbers))
        return Release(
            **{
                "source_id": f"r {known_on}",
                "dataset": "own",
                "known_on": known_on,
                "source": {"title": "tracker"},
                "lines": [line()],
                "entries": entries,
                "label": f"Release of {known_on}",
                **(given or {}),
            }
        )

    return make


def cells(book: Book, as_of: date | None = None, name: str = "value") -> dict[str, float]:
    """What stands in each cell, people's corrections apart under None."""
    sums = book.view(as_of).moves.group_by("cell").agg((pl.col("sign") * pl.col(name)).sum())
    return dict(sums.collect().iter_rows())


def entries(book: Book) -> Sequence[Entry]:
    return [r for _, r in book.records("entry") if isinstance(r, Entry)]


def test_only_differences_are_written_up_and_down(book, state) -> None:
    restate(book, [state(MARCH, a=10, b=10, c=10), state(APRIL, a=12, b=7, c=10)])
    up, down = entries(book)[3:]
    assert (up.value, up.reverses, up.cell) == (2, False, "a")
    assert (down.value, down.reverses, down.cell) == (3, True, "b")
    assert up.reason == "Release of 2024-04-01: 12 where 10 stood"
    assert up.corrects == entries(book)[0].id
    assert cells(book) == {"a": 12, "b": 7, "c": 10}
    assert cells(book, MARCH) == {"a": 10, "b": 10, "c": 10}


def test_the_same_state_again_writes_nothing(book, state) -> None:
    restate(book, state(MARCH, a=10, b=[1, 2]))
    before = book.store.head()
    assert restate(book, state(MARCH, a=10, b=[1, 2])) == (0, 0)
    assert restate(book, state(APRIL, a=10, b=[2, 1])) == (0, 0)
    assert book.store.head() == before


def test_a_cell_no_longer_stated_is_taken_back_and_may_come_again(book, state) -> None:
    restate(book, [state(MARCH, a=10, b=5), state(APRIL, a=10)])
    assert cells(book) == {"a": 10, "b": 0}
    assert entries(book)[-1].reason == "Release of 2024-04-01 no longer states it"
    restate(book, state(MAY, a=10, b=5))
    assert cells(book) == {"a": 10, "b": 5}
    assert restate(book, state(MAY, a=10, b=5)) == (0, 0)


def test_only_what_a_release_covers_is_taken_back(book, state) -> None:
    restate(book, state(MARCH, x1=1, x2=2, y1=3))
    restate(book, state(APRIL, {"covers_cells": ("x",)}, x1=1))
    assert cells(book) == {"x1": 1, "x2": 0, "y1": 3}
    restate(book, state(MAY, {"covers_cells": ()}))
    assert cells(book) == {"x1": 1, "x2": 0, "y1": 3}
    restate(book, state(MAY, {"covers_until": date(2024, 1, 31), "file_sha256": "ab"}))
    assert cells(book) == {"x1": 1, "x2": 0, "y1": 3}


def test_unknown_cells_are_taken_back_whole_and_stated_again(book, state) -> None:
    nothing: dict[str, object] = {}
    restate(book, [state(MARCH, a=nothing), state(APRIL, a=nothing)])
    assert len(entries(book)) == 1
    restate(book, state(MAY, a=7))
    back, new = entries(book)[1:]
    assert (back.value, back.reverses, back.corrects) == (None, True, entries(book)[0].id)
    assert (new.value, new.reverses, new.known_on) == (7, False, MAY)


def test_a_range_that_changed_is_stated_again(book, state) -> None:
    first = {"value_low": Decimal(5), "value_high": Decimal(9), "currency": "EUR"}
    second = {**first, "value_high": Decimal(8)}
    restate(book, [state(MARCH, a=first), state(APRIL, a=first), state(MAY, a=second)])
    assert [(e.value_high, e.reverses) for e in entries(book)] == [
        (9, False),
        (9, True),
        (8, False),
    ]


def test_another_currency_is_no_difference_between_numbers(book, state) -> None:
    restate(book, [state(MARCH, a=10), state(APRIL, a={"value": Decimal(11), "currency": "USD"})])
    told = [(e.value, e.currency, e.reverses) for e in entries(book)]
    assert told == [(10, "EUR", False), (10, "EUR", True), (11, "USD", False)]


def test_two_numbers_of_which_one_changed_stay_comparable(book, state) -> None:
    def both(quantity: int) -> dict[str, Decimal]:
        return {"quantity": Decimal(quantity), "value": Decimal(100)}

    restate(book, [state(MARCH, a=both(5)), state(APRIL, a=both(6)), state(MAY, a=both(6))])
    assert [(e.quantity, e.value) for e in entries(book)] == [(5, 100), (1, 0)]


def test_equal_cuts_in_a_row_add_up(book, state) -> None:
    days = [MARCH, APRIL, MAY, date(2024, 6, 1)]
    for known_on, amount in zip(days, (12, 8, 4, 4), strict=True):
        restate(book, state(known_on, a=amount))
        assert cells(book) == {"a": amount}
    assert len(entries(book)) == 3


def test_a_new_cell_in_a_later_release_is_known_from_that_day(book, state) -> None:
    early = {"value": Decimal(5), "known_on": date(2024, 2, 2)}
    first = state(MARCH, a=10)
    told = [*first.entries, Entry(**{**fields(first.entries[0]), "key": "b", "cell": "b", **early})]
    restate(book, state(MARCH, {"entries": told}))
    assert cells(book, date(2024, 2, 28)) == {"b": 5}
    later = Entry(**{**fields(first.entries[0]), "key": "c", "cell": "c", **early})
    restate(book, state(APRIL, {"entries": [*told, later]}))
    assert cells(book, MARCH) == {"a": 10, "b": 5}
    assert cells(book) == {"a": 10, "b": 5, "c": 5}


def fields(entry: Entry) -> dict[str, Any]:
    return {f: getattr(entry, f) for f in entry.__struct_fields__}


def test_another_date_is_a_change_only_where_the_release_says_so(book, state) -> None:
    other = {"value": Decimal(10), "on": date(2024, 2, 20)}
    restate(book, [state(MARCH, a=10), state(APRIL, a=other)])
    assert len(entries(book)) == 1
    restate(book, state(MAY, {"amounts_only": False}, a=other))
    assert [e.happened_from for e in entries(book)[1:]] == [date(2024, 2, 1), date(2024, 2, 20)]
    assert cells(book) == {"a": 10}
    assert restate(book, state(date(2024, 6, 1), {"amounts_only": False}, a=other)) == (0, 0)


def test_an_older_state_is_refused(book, state) -> None:
    restate(book, [state(MARCH, a=10), state(MAY, a=12)])
    with pytest.raises(RefusedError, match="already holds a state of own known on 2024-05-01"):
        restate(book, state(APRIL, a=11))
    assert cells(book) == {"a": 12}


def test_an_older_state_is_refused_also_when_there_is_only_one_newer(book, state) -> None:
    restate(book, state(MAY, a=10))
    with pytest.raises(RefusedError, match="already holds a state of own known on 2024-05-01"):
        restate(book, state(APRIL, a=11))


def test_each_dataset_has_its_own_states(book, line, move, state) -> None:
    restate(book, state(MAY, a=10))
    other = move(Stage.PLEDGE, 1, line_id="press", cell="a", known_on=APRIL)
    told = {"dataset": "press", "lines": [line("press", dataset="press")], "entries": [other]}
    assert restate(book, state(APRIL, {**told, "source_id": "press"})).added == 4


def test_lines_and_rows_are_said_again_only_when_they_changed(book, line, state) -> None:
    party = Row(
        source_id="r", key="p", known_on=MARCH, table="parties", row_id="FIN", fields={"n": 1}
    )
    restate(book, state(MARCH, {"rows": [party]}, a=10))
    assert restate(book, state(APRIL, {"rows": [party]}, a=10)) == (0, 0)
    assert restate(book, state(APRIL, {"lines": [line(title="New")]}, a=10)).added == 3
    assert book.view(MARCH).lines["title"].to_list() == [None]
    assert book.view().lines["title"].to_list() == ["New"]


def test_a_persons_correction_stays_while_the_source_says_the_same(book, state) -> None:
    restate(book, state(MARCH, a=10, b=5))
    book.append(correct(entries(book)[0], **FIX, value=Decimal(6)))
    assert cells(book) == {"a": 10, "b": 5, None: -4}
    assert restate(book, state(APRIL, a=10, b=5)) == (0, 0)
    restate(book, state(MAY, a=6, b=5))
    assert cells(book) == {"a": 6, "b": 5, None: 0}
    assert restate(book, state(MAY, a=6, b=5)) == (0, 0)


def test_a_merge_stays_while_the_source_says_the_same(book, line, state) -> None:
    restate(book, state(MARCH, a=10))
    merged = merge("kept", "tents", entries(book), source_id="me", known_on=MARCH)
    book.append(merged)
    assert restate(book, state(APRIL, a=10)) == (0, 0)
    assert sum(cells(book).values()) == 0
    book.append([take_back(e, **{**FIX, "key": e.id}) for e in merged])
    assert sum(cells(book).values()) == 10


def test_one_release_is_one_transaction(book, state) -> None:
    wrong = {"value": Decimal(-1), "currency": "EUR"}
    with pytest.raises(RefusedError, match="not an amount"):
        restate(book, state(MARCH, a=10, b=wrong))
    assert book.store.head().seq == 0
