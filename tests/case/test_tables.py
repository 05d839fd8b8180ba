"""Tables into the book: twice is once, an edit is its difference, an old view stays."""

import csv
from datetime import date
from pathlib import Path

import pytest

from resupply.book import Book
from resupply.case.tables import take_tables
from resupply.core.records import Entry, Row
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.picture import balances
from resupply.sources.sheets import read_folder

THEN, LATER = date(2024, 2, 28), date(2024, 3, 10)


@pytest.fixture
def book(folder: Path) -> Book:
    book = Book.open(None)
    take_tables(book, read_folder(folder))
    return book


def edit(folder: Path, table: str, key: str, **changes: str) -> None:
    """Change cells of the rows of a table that have a key in any column."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if key in row.values():
            row |= changes
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)


def again(book: Book, folder: Path, known_on: date | None = LATER) -> int:
    return take_tables(book, read_folder(folder), known_on=known_on).appended.added


def allocated(book: Book, donor: str, as_of: date) -> float | None:
    scope = Scope(dataset="own", donors=(donor,))
    return balances.answer(book.view(as_of), scope).rows[0]["allocated_eur"]


def newest(book: Book) -> list[Entry]:
    return [e for _, e in book.records("entry") if isinstance(e, Entry) and e.known_on == LATER]


def test_the_same_tables_again_write_nothing(book, folder):
    assert again(book, folder) == 0
    assert again(book, folder, None) == 0


def test_an_edited_amount_writes_its_difference_and_the_old_view_stays(book, folder):
    edit(folder, "entries", "e2", value="1250000000")
    assert again(book, folder) >= 1
    [difference] = newest(book)
    assert (difference.value, difference.reverses) == (250_000_000, False)
    assert difference.corrects
    assert (allocated(book, "NNN", THEN), allocated(book, "NNN", LATER)) == (1.5e9, 1.75e9)
    assert again(book, folder) == 0


def test_a_smaller_amount_is_taken_back_in_part(book, folder):
    edit(folder, "entries", "e2", value="900000000")
    again(book, folder)
    [difference] = newest(book)
    assert (difference.value, difference.reverses) == (100_000_000, True)
    assert allocated(book, "NNN", LATER) == 1.4e9


def test_an_amount_that_becomes_known_replaces_what_had_no_number(book, folder):
    edit(folder, "entries", "e7", value="200000000", currency="EUR")
    again(book, folder)
    assert (allocated(book, "SSS", THEN), allocated(book, "SSS", LATER)) == (1.5e9, 1.7e9)


def test_another_day_of_the_same_amount_is_a_change_too(book, folder):
    edit(folder, "entries", "e2", happened_from="2024-01-20", happened_to="2024-01-20")
    again(book, folder)
    january = Scope(dataset="own", donors=("NNN",), since=date(2024, 1, 1), until=date(2024, 1, 31))
    assert balances.answer(book.view(LATER), january).rows[0]["allocated_eur"] == 1e9
    assert balances.answer(book.view(THEN), january).rows == []
    assert allocated(book, "NNN", LATER) == 1.5e9


def test_a_row_left_out_is_not_withdrawn(book, folder):
    path = folder / "entries.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:2]))
    assert again(book, folder) == 0
    assert allocated(book, "NNN", LATER) == 1.5e9


def test_a_changed_reference_row_reads_otherwise_from_its_day_on(book, folder):
    edit(folder, "denominators", "population", value="2000000")
    assert again(book, folder) > 0
    people = [
        {r["party_id"]: str(r["value"]) for r in book.view(d).table("denominators")
         if r["metric"] == "population"}["NNN"]
        for d in (THEN, LATER)
    ]  # fmt: skip
    assert people == ["1000000", "2000000"]
    assert again(book, folder) == 0


def test_an_edited_count_is_the_count_and_the_first_stays_in_the_journal(book, folder):
    edit(folder, "counts", "c1", quantity_low="2500")
    assert again(book, folder) == 1
    assert len(list(book.records("count"))) == 2
    assert again(book, folder) == 0


def test_a_pledge_of_the_tables_stands_on_the_dataset_it_names(book):
    scope = Scope(dataset="press", measure="quantity", stage=Stage.PLEDGE)
    rows = {r["donor"]: r for r in balances.answer(book.view(THEN), scope).rows}
    assert rows["NNN"]["pledged_quantity"] == 20_000
    assert (rows["SSS"]["pledged_quantity"], rows["SSS"]["unknown"]) == (None, 1)


def test_rows_keep_who_said_them(book):
    rows = [r for _, r in book.records("row") if isinstance(r, Row) and r.table == "denominators"]
    assert {r.source_id for r in rows} == {"s1"}
