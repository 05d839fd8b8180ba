import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.conftest import record

from resupply.core.errors import (
    BookDamagedError,
    BookNewerError,
    BookNotWritableError,
)
from resupply.store import open_store
from resupply.store.schema import APPLICATION_ID, VERSION


def raw(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(statement)
    db.close()


def test_a_book_of_a_newer_version_is_refused_and_not_touched(path: Path) -> None:
    raw(path, f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(BookNewerError, match=f"schema version {VERSION + 1}") as error:
        open_store(path)
    assert "update resupply" in error.value.todo
    assert path.read_bytes() == before


def test_a_file_of_another_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    raw(other, "CREATE TABLE mine (x)")
    before = other.read_bytes()
    with pytest.raises(BookDamagedError, match="another program, not a book"):
        open_store(other)
    assert other.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleague, " * 500)
    with pytest.raises(BookDamagedError, match="not a sound book"):
        open_store(letter)
    assert letter.read_text() == "Dear colleague, " * 500


def test_a_damaged_page_is_told_in_our_words(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096 * 2 :] = b"\xff" * (len(whole) - 4096 * 2)
    path.write_bytes(whole)
    with pytest.raises(BookDamagedError) as error:
        open_store(path).count()
    assert "verify" in error.value.todo


def test_a_book_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BookDamagedError, match="there is no book here"):
        open_store(tmp_path / "nothing", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def without_rights() -> Iterator[Path]:
    """A folder one may look into but not write to, also when the tests run as root."""
    folder = Path(tempfile.mkdtemp())
    open_store(folder / "book").close()
    folder.chmod(0o555)
    (folder / "book").chmod(0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are set otherwise here")
def test_a_folder_without_rights_is_told(without_rights: Path) -> None:
    with pytest.raises(BookNotWritableError, match="cannot be opened for writing") as error:
        open_store(without_rights / "new")
    assert "right to write" in error.value.todo

    def write() -> None:
        with open_store(without_rights / "book").transaction() as change:
            change.insert([record(1)])

    with pytest.raises(BookNotWritableError):
        write()


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(BookNotWritableError, match="cannot be opened"):
        open_store(tmp_path / "nowhere" / "book")


def test_a_book_says_what_it_is_and_keeps_its_name(path: Path) -> None:
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()
    first, second = open_store(path), open_store(path)
    assert first.book_id == second.book_id
    first.close()
    second.close()
