import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from resupply.core.errors import (
    BookDamagedError,
    BookLockedError,
    BookNewerError,
    BookNotWritableError,
)
from resupply.store import Stored, open_store
from resupply.store.schema import APPLICATION_ID, VERSION
from resupply.store.sqlite import SqliteStore


def record(seq: int, kind: str = "entry") -> Stored:
    return Stored(seq, kind, f"id{seq}", f'{{"n":{seq}}}', bytes([seq]) * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a line and three entries."""
    store = open_store(tmp_path / "book")
    with store.transaction() as change:
        change.insert([record(1, "line"), record(2), record(3), record(4)])
        change.put_names("line", [("l", "id1")])
    store.close()
    return tmp_path / "book"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    opened = open_store(path)
    yield opened
    opened.close()


def raw(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal SET body = ''", "DELETE FROM journal", "DELETE FROM journal WHERE seq = 4"],
)
def test_the_file_itself_refuses_to_be_changed(path: Path, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw(path, statement)


def test_what_was_put_is_read_in_order(store: SqliteStore) -> None:
    assert list(store.read()) == [record(1, "line"), record(2), record(3), record(4)]
    assert [r.seq for r in store.read(after=2)] == [3, 4]
    assert [r.seq for r in store.read(kinds=("line",))] == [1]
    assert [r.seq for r in store.read(kinds=("row", "line"))] == [1]
    assert [r.seq for r in store.read(kinds=("line", "entry"), after=1)] == [2, 3, 4]
    assert store.bodies_json("entry", after=2, upto=4) == ([3, 4], b'{"n":3}\n{"n":4}')
    assert store.get(["id3", "nothing"]) == {"id3": record(3)}
    assert (store.hash_at(0), store.hash_at(2), store.hash_at(99)) == (bytes(32), b"\2" * 32, None)
    assert store.head() == (4, b"\4" * 32)
    assert store.count() == 4


def test_many_ids_are_asked_for_in_parts(store: SqliteStore) -> None:
    asked = [f"none{n}" for n in range(2_000)] + ["id2"]
    assert list(store.get(asked)) == ["id2"]


def test_a_change_that_fails_leaves_nothing(store: SqliteStore) -> None:
    def fail() -> None:
        with store.transaction() as change:
            change.insert([record(5)])
            change.put_names("line", [("l", "other"), ("m", "id5")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.head().seq == 4
    with store.transaction() as change:
        assert change.names("line", ["l", "m"]) == {"l": "id1"}


def test_the_same_seq_or_id_twice_is_refused(store: SqliteStore) -> None:
    with pytest.raises(BookDamagedError, match="UNIQUE"), store.transaction() as change:
        change.insert([record(5), record(5)])
    assert store.head().seq == 4


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


def test_while_one_writes_another_waits_and_then_is_told(path: Path) -> None:
    one, other = SqliteStore(path), SqliteStore(path, timeout_seconds=0.05)
    with one.transaction() as change:
        change.insert([record(5)])
        with pytest.raises(BookLockedError, match="another program is writing"):
            other.transaction().__enter__()
        assert other.head().seq == 4  # reading goes on
    assert other.head().seq == 5
    with other.transaction() as change:
        change.insert([record(6)])
    one.close()
    other.close()


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


def test_a_copy_is_whole(store: SqliteStore, tmp_path: Path) -> None:
    store.backup(tmp_path / "copy")
    copy = open_store(tmp_path / "copy", create=False)
    assert list(copy.read()) == list(store.read())
    copy.close()


def test_people_with_a_database_browser_see_entries(path: Path) -> None:
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*), max(entry_id) FROM entries").fetchone() == (3, "id4")
    db.close()


def test_records_are_found_by_place_whatever_the_order_asked(tmp_path: Path) -> None:
    rows = [Stored(n, "entry", f"id{n}", "{}", bytes([n]) * 32) for n in range(1, 6)]
    store = SqliteStore(tmp_path / "book")
    with store.transaction() as change:
        change.insert(rows)
    assert [s.seq for s in store.at([4, 2, 4, 99])] == [2, 4]
    assert store.at([]) == []
    store.close()
