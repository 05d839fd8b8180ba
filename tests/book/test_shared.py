"""A book in a database: what is altered is found, what is read of it is kept here."""

from pathlib import Path

import pytest
from tests.databases import do

from resupply.book import Book, columns
from resupply.core.errors import BookMissingError, BookNotWritableError
from resupply.core.words import Stage


@pytest.mark.parametrize(
    ("statement", "seq", "what"),
    [
        ("""UPDATE journal SET body = replace(body, '"5"', '"50"') WHERE seq = 2""", 2, "its hash"),
        ("UPDATE journal SET hash = decode('00', 'hex') WHERE seq = 3", 3, "its hash"),
        ("DELETE FROM journal WHERE seq = 2", 2, "is missing"),
        ("DELETE FROM journal WHERE seq = 3", 3, "is missing"),
    ],
)
def test_the_first_altered_record_is_named(
    database: str, line, move, statement: str, seq: int, what: str
) -> None:
    with Book.shared(database, create=True) as book:
        book.append([line(), move(Stage.PLEDGE, 5)])
        assert book.verify() is None
        do(database, "ALTER TABLE journal DISABLE TRIGGER USER", statement)
        found = book.verify()
    assert found is not None
    assert f"record {seq}" in found.what
    assert what in found.what
    assert found.where.startswith("postgresql://")


def test_a_database_without_a_book_is_told_until_something_is_written(database, line) -> None:
    with pytest.raises(BookMissingError, match="no book yet"):
        Book.shared(database)
    made = Book.shared(database, create=True)
    with pytest.raises(BookMissingError, match="no book yet"):
        Book.shared(database)  # tables alone are none
    made.append([line()])
    made.close()
    with Book.shared(database) as book:
        assert book.store.head().seq == 2


def test_large_readings_are_kept_for_this_user_and_used(
    database: str, line, move, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(columns, "_WORTH_KEEPING", 1)
    with Book.shared(database, create=True) as book:
        book.append([line(), *(move(Stage.PLEDGE, n) for n in range(10))])
        entries = book.columns().entries
        folder = tmp_path / "resupply/columns" / book.store.book_id
    assert [p.suffix for p in folder.iterdir()] == [".arrow"]
    assert folder.parent.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(columns.Columns, "_read_entries", None)  # the journal is not read again
    with Book.shared(database) as book:
        assert book.columns().entries.equals(entries)


def test_a_file_becomes_a_shared_book_with_the_same_hashes(
    database: str, line, move, tmp_path: Path
) -> None:
    with Book.open(tmp_path / "book") as file, Book.shared(database, create=True) as book:
        file.append([line(), *(move(Stage.PLEDGE, n) for n in range(10))])
        assert book.fill(file) == 12
        assert list(book.store.read()) == list(file.store.read())
        assert book.verify() is None
        # It goes on as the file would: what is there is known, and units and lines are checked.
        assert book.append([move(Stage.PLEDGE, 3)]).already_there == 1
        assert book.append([move(Stage.PLEDGE, 77)]).added == 1
        book.copy_to(tmp_path / "back")
        file.append([move(Stage.PLEDGE, 78)])
        with pytest.raises(BookNotWritableError, match="another book"):
            book.fill(file)
    with Book.open(tmp_path / "back", create=False) as back:
        assert back.verify() is None
        assert back.store.head().seq == 14
