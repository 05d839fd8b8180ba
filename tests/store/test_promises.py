"""What every store promises, a file and a database alike."""

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from tests.store.conftest import InFile, record

from resupply.core.errors import (
    BookDamagedError,
    BookLockedError,
    BookMissingError,
    BookNewerError,
    BookNotWritableError,
)
from resupply.store import Store, Stored, open_store

FOUR = [record(1, "line"), record(2), record(3), record(4)]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal SET body = ''", "DELETE FROM journal", "DELETE FROM journal WHERE seq = 4"],
)
def test_the_place_itself_refuses_to_be_changed(
    place: InFile, store: Store, statement: str
) -> None:
    with pytest.raises((sqlite3.IntegrityError, psycopg.Error), match="append-only"):
        place.raw(statement)
    assert list(store.read()) == FOUR


def test_what_was_put_is_read_in_order(store: Store) -> None:
    assert list(store.read()) == FOUR
    assert [r.seq for r in store.read(after=2)] == [3, 4]
    assert [r.seq for r in store.read(kinds=("line",))] == [1]
    assert [r.seq for r in store.read(kinds=("row", "line"))] == [1]
    assert [r.seq for r in store.read(kinds=("line", "entry"), after=1)] == [2, 3, 4]
    assert store.bodies_json("entry", after=2, upto=4) == ([3, 4], b'{"n":3}\n{"n":4}')
    assert store.bodies_json("count", after=0, upto=4) == ([], b"")
    assert store.get(["id3", "nothing"]) == {"id3": record(3)}
    assert store.get([]) == {}
    assert (store.hash_at(0), store.hash_at(2), store.hash_at(99)) == (bytes(32), b"\2" * 32, None)
    assert store.head() == (4, b"\4" * 32)
    assert store.count() == 4


def test_a_text_comes_back_letter_for_letter(place: InFile) -> None:
    """Backslashes, tabs and letters of all kinds: one that changes would break the hash."""
    texts = [
        '{"a":"\\\\ \\" \\n \\u0000"}',
        '{"b":"Київ — 砲弾 🚚"}',
        '{"c":"\\t\\\\N\\\\."}',
        "{}",
    ]
    rows = [Stored(n, "entry", f"id{n}", text, bytes(32)) for n, text in enumerate(texts, 1)]
    store = place.open()
    with store.transaction() as change:
        change.insert(rows)
        change.put_names("line", [("a\\b\t'\"%s", "Ї\\")])
    assert list(store.read()) == rows
    assert store.bodies_json("entry", after=0, upto=4)[1].decode() == "\n".join(texts)
    with store.transaction() as change:
        assert change.bodies(["id1", "id2"]) == {"id1": texts[0], "id2": texts[1]}
        assert change.names("line", ["a\\b\t'\"%s"]) == {"a\\b\t'\"%s": "Ї\\"}


def test_many_ids_are_asked_for_in_parts(store: Store) -> None:
    asked = [f"none{n}" for n in range(2_000)] + ["id2"]
    assert list(store.get(asked)) == ["id2"]


def test_a_large_change_is_read_page_by_page_and_as_one(place: InFile) -> None:
    """More than is inserted, read and sent at once."""
    rows = [
        Stored(n, "line" if n % 500 == 0 else "entry", f"id{n}", f'{{"n":{n}}}', n.to_bytes(32))
        for n in range(1, 120_001)
    ]
    store = place.open()
    with store.transaction() as change:
        for start in range(0, len(rows), 5_000):
            change.insert(rows[start : start + 5_000])
        assert change.head() == (120_000, rows[-1].hash)
    assert list(store.read()) == rows
    assert list(store.read(after=30_000, kinds=("entry",)))[-1].seq == 119_999
    seqs, text = store.bodies_json("entry", after=0, upto=120_000)
    assert len(seqs) == 119_760
    assert text.count(b"\n") == 119_759
    assert [r.seq for r in store.read(kinds=("line",))] == list(range(500, 120_001, 500))


def test_reading_may_stop_midway_and_be_mixed_with_other_questions(store: Store) -> None:
    reading = iter(store.read())
    assert next(reading).seq == 1
    assert store.head().seq == 4
    assert [r.seq for r in reading] == [2, 3, 4]
    half = iter(store.read())
    next(half)
    with store.transaction() as change:
        change.insert([record(5)])
    assert store.head().seq == 5


def test_a_change_that_fails_leaves_nothing(store: Store) -> None:
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


def test_the_same_seq_or_id_twice_is_refused(store: Store) -> None:
    with pytest.raises(BookDamagedError, match=r"(?i)unique"), store.transaction() as change:
        change.insert([record(5), record(5)])
    assert store.head().seq == 4


def test_a_later_name_replaces_an_earlier_one(store: Store) -> None:
    with store.transaction() as change:
        change.put_names("line", [("l", "one"), ("m", "two"), ("l", "three")])
        change.put_names("pending", [("l", "other space")])
    with store.transaction() as change:
        assert change.names("line", ["l", "m", "n"]) == {"l": "three", "m": "two"}
        assert change.names("pending", ["l"]) == {"l": "other space"}


def test_a_book_of_a_newer_version_is_refused_and_not_touched(place: InFile, store: Store) -> None:
    place.raw(place.newer)
    with pytest.raises(BookNewerError, match="schema version 99") as error:
        place.open()
    assert "update resupply" in error.value.todo
    assert len(place.raw("SELECT * FROM journal")) == 4


@pytest.mark.parametrize("table", ["mine (x int)", "meta (x int)", "meta (name text, text text)"])
def test_a_place_of_another_program_is_refused_and_not_touched(place: InFile, table: str) -> None:
    place.raw(f"CREATE TABLE {table}")
    for create in (True, False):
        with pytest.raises(BookDamagedError, match=r"another program|something else"):
            place.open(create=create)
    with pytest.raises((sqlite3.Error, psycopg.Error)):
        place.raw("SELECT * FROM journal")


def test_a_book_that_is_not_there_is_told(place: InFile) -> None:
    with pytest.raises(BookMissingError, match="no book"):
        place.open(create=False)


def test_while_one_writes_another_waits_and_then_is_told(place: InFile, store: Store) -> None:
    other = place.open(timeout_seconds=0.05)
    with store.transaction() as change:
        change.insert([record(5)])
        with pytest.raises(BookLockedError, match="another program is writing"):
            other.transaction().__enter__()
        assert other.head().seq == 4  # reading goes on
    assert other.head().seq == 5
    with other.transaction() as change:
        change.insert([record(6)])


def test_who_waited_sees_what_was_written_meanwhile(place: InFile, store: Store) -> None:
    other = place.open()
    seen = []

    def wait() -> None:
        with other.transaction() as change:
            seen.append(change.head().seq)

    with store.transaction() as change:
        waiting = threading.Thread(target=wait)
        waiting.start()
        change.insert([record(5)])
        waiting.join(timeout=0.2)
        assert not seen
    waiting.join(timeout=10)
    assert seen == [5]


def test_a_book_keeps_its_name(place: InFile, store: Store) -> None:
    assert place.open().book_id == store.book_id


def test_a_copy_is_whole(store: Store, tmp_path: Path) -> None:
    store.backup(tmp_path / "copy")
    copy = open_store(tmp_path / "copy", create=False)
    assert list(copy.read()) == list(store.read())
    assert copy.book_id == store.book_id
    with copy.transaction() as change:
        assert change.names("line", ["l"]) == {"l": "id1"}
    copy.close()


def test_a_whole_book_is_taken_into_an_empty_place_once(
    place: InFile, path: Path, tmp_path: Path
) -> None:
    source, target = open_store(path), place.open()
    for expected in (4, 0):
        with source.whole() as whole:
            assert target.fill(whole) == expected
    assert list(target.read()) == FOUR
    assert place.open().book_id == target.book_id == source.book_id
    with target.transaction() as change:
        assert change.names("line", ["l"]) == {"l": "id1"}
        change.insert([record(5)])
    with source.whole() as whole:
        assert target.fill(whole) == 0  # it went on, and holds all of the source
    with source.transaction() as change:
        change.insert([record(6)._replace(seq=5)])
    with pytest.raises(BookNotWritableError, match="another book"), source.whole() as whole:
        target.fill(whole)
    assert target.head() == (5, b"\5" * 32)
    source.close()


def test_what_is_copied_is_of_one_moment(place: InFile, store: Store, tmp_path: Path) -> None:
    other = place.open()
    with store.whole() as whole:
        records = whole.records
        first = next(records)
        with other.transaction() as change:
            change.insert([record(5)])
            change.put_names("line", [("later", "id5")])
        assert [first, *records] == FOUR
        assert list(whole.names) == [("line", "l", "id1")]


def test_people_with_a_database_browser_see_entries(place: InFile, store: Store) -> None:
    assert place.raw("SELECT count(*), max(entry_id) FROM entries") == [(3, "id4")]


def test_records_are_found_by_place_whatever_the_order_asked(store: Store) -> None:
    assert [s.seq for s in store.at([4, 2, 4, 99])] == [2, 4]
    assert store.at([]) == []


def test_a_store_may_be_closed_twice(store: Store) -> None:
    store.close()
    with suppress(BookDamagedError):
        store.close()
