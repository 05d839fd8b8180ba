from pathlib import Path

import polars as pl
import pytest

from resupply.book import Book, columns
from resupply.book import book as book_module
from resupply.core.records import Count
from resupply.core.words import Phase, Stage

PLEDGE = Stage.PLEDGE


@pytest.fixture
def path(line, move, tmp_path: Path, monkeypatch) -> Path:
    """A book of some entries, whose parts are worth keeping from the second record on."""
    monkeypatch.setattr(columns, "_WORTH_KEEPING", 2)
    monkeypatch.setattr(columns, "_PART", 4)
    monkeypatch.setattr(columns, "_READ", 3)
    with Book.open(tmp_path / "book") as book:
        book.append([line(), *(move(PLEDGE, n, key=f"e{n}") for n in range(9))])
    return tmp_path / "book"


def quantities(path: Path) -> list[float]:
    with Book.open(path) as book:
        return book.columns().entries["quantity"].to_list()


def parts(path: Path) -> list[Path]:
    return sorted(path.with_name("book.columns").glob("*.arrow"))


def test_parts_are_kept_beside_the_book_and_used(path: Path, monkeypatch) -> None:
    expected = [float(n) for n in range(9)]
    assert quantities(path) == expected
    assert len(parts(path)) == 3
    monkeypatch.setattr(columns.Columns, "_read_entries", None)  # nothing is read again
    assert quantities(path) == expected


def test_what_is_read_along_with_an_import_is_what_is_read_afterwards(
    line, move, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(book_module, "_CHUNK", 4)
    monkeypatch.setattr(columns, "_ALONG", 3)
    records = [line(), *(move(PLEDGE, n, key=f"e{n}") for n in range(11))]
    with Book.open(tmp_path / "book") as book:
        book.append(records)
        along = book.columns().entries
        assert book.columns().upto == book.store.head().seq
    with Book.open(tmp_path / "book") as book:
        assert book.columns().entries.equals(along)


def test_what_came_later_is_read_after_the_parts(path: Path, move) -> None:
    quantities(path)
    with Book.open(path) as book:
        book.append([move(PLEDGE, 100)])
    assert quantities(path) == [*(float(n) for n in range(9)), 100.0]


def test_a_part_of_another_book_is_not_used(path: Path, line, move) -> None:
    quantities(path)
    for name in ("book", "book-wal", "book-shm"):
        path.with_name(name).unlink(missing_ok=True)
    with Book.open(path) as book:
        book.append([line(), *(move(PLEDGE, n + 50, key=f"e{n}") for n in range(9))])
    assert quantities(path) == [float(n) for n in range(50, 59)]


@pytest.mark.parametrize("damage", ["empty", "cut", "noise", "other columns"])
def test_a_damaged_part_is_read_again_from_the_journal(path: Path, damage: str) -> None:
    expected = quantities(path)
    first = parts(path)[0]
    whole = first.read_bytes()
    if damage == "other columns":
        pl.DataFrame({"seq": [1, 2]}).write_ipc(first)
    else:
        first.write_bytes(
            {"empty": b"", "cut": whole[: len(whole) // 2], "noise": b"x" * 99}[damage]
        )
    assert quantities(path) == expected


def test_parts_may_be_deleted_and_half_parts_are_left_alone(path: Path) -> None:
    expected = quantities(path)
    parts(path)[1].unlink()
    (parts(path)[0].parent / f"{parts(path)[0].name}.123.half").write_bytes(b"x")
    assert quantities(path) == expected


def test_a_folder_that_cannot_be_made_stops_nothing(path: Path) -> None:
    path.with_name("book.columns").write_text("a file where the folder would be")
    assert quantities(path) == [float(n) for n in range(9)]


def test_a_small_book_keeps_nothing(line, move, tmp_path: Path) -> None:
    with Book.open(tmp_path / "book") as book:
        book.append([line(), move(PLEDGE, 1)])
        assert book.columns().entries.height == 1
    assert not (tmp_path / "book.columns").exists()


def test_every_field_of_an_entry_that_questions_need_is_read(book, line, move) -> None:
    told = move(
        PLEDGE, "1.25", item="tent", place_to="hub", place_from="port", leg_id="l", unit="piece",
        phase=Phase.PENDING, reverses=True, reason="because", cell="a/b", confidence="low",
    )  # fmt: skip
    book.append([line(), told])
    [row] = book.columns().entries.to_dicts()
    for name in (
        "item",
        "place_to",
        "place_from",
        "leg_id",
        "unit",
        "reason",
        "cell",
        "confidence",
    ):
        assert row[name] == getattr(told, name)
    assert (row["quantity"], row["sign"], row["phase"], row["value"]) == (1.25, -1, "pending", None)
    assert (row["happened_from"], row["known_on"]) == (told.happened_from, told.known_on)
    assert book.columns().ids([row["seq"]]) == (told.id,)


def test_an_empty_book_has_all_columns(book) -> None:
    read = book.columns()
    assert read.entries.columns == list(columns.ENTRY_SCHEMA)
    assert (read.entries.height, read.lines.height, read.counts.height, read.rows) == (0, 0, 0, [])


def test_reading_goes_on_where_it_stopped(book, line, move) -> None:
    book.append([line(), move(PLEDGE, 1)])
    assert book.columns().entries.height == 1
    seen = Count(
        source_id="me", key="c", known_on=line().known_on, place="hub", item="tent",
        counted_on=line().known_on, quantity=move(PLEDGE, 3).quantity,
    )  # fmt: skip
    book.append([move(PLEDGE, 2), seen, line("trucks")])
    read = book.columns()
    assert (read.entries.height, read.lines.height, read.counts.height) == (2, 2, 1)
    assert read.entries["line_id"].cast(pl.String).to_list() == ["tents", "tents"]
