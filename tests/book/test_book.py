from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from resupply.book import Appended, Book
from resupply.book import book as module
from resupply.core.errors import EntryRefusedError
from resupply.core.records import Batch, Row
from resupply.core.words import Stage

DAY = date(2024, 2, 1)
PLEDGE = Stage.PLEDGE


def test_the_same_records_again_are_once(book, line, move) -> None:
    told = [line(), move(PLEDGE, 1), move(PLEDGE, 2)]
    assert book.append(told) == Appended(added=3, already_there=0)
    before = book.store.head()
    assert book.append(told) == Appended(added=0, already_there=3)
    assert book.append([]) == Appended(0, 0)
    assert book.store.head() == before


def test_the_same_record_twice_in_one_append_is_once(book, line, move) -> None:
    assert book.append([line(), move(PLEDGE, 1), move(PLEDGE, 1)]) == Appended(2, 1)


def test_a_new_book_knows_what_an_earlier_chunk_put_there(book, line, move, monkeypatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 2)
    told = [line(), *(move(PLEDGE, n) for n in range(5))]
    assert book.append([*told, *told]) == Appended(6, 6)
    assert book.verify() is None


def test_a_failure_in_a_later_chunk_leaves_nothing(book, line, move, monkeypatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 2)
    told = [line(), *(move(PLEDGE, n) for n in range(5)), move(PLEDGE, -1)]
    with pytest.raises(EntryRefusedError):
        book.append(told)
    assert book.store.head().seq == 0
    assert book.append(told[:-1]).added == 6


def test_a_reader_that_breaks_off_leaves_nothing(book, line, move) -> None:
    def records():
        yield line()
        yield move(PLEDGE, 1)
        raise OSError("the file is gone")

    with pytest.raises(OSError, match="gone"):
        book.append(records())
    assert book.store.head().seq == 0


def test_a_correction_may_follow_in_the_same_list_but_not_come_first(book, line, move) -> None:
    told = move(PLEDGE, 5)
    fix = move(PLEDGE, 1, corrects=told.id, reverses=True, reason="miscounted")
    with pytest.raises(EntryRefusedError, match="to correct"):
        book.append([line(), fix, told])
    assert book.append([line(), told, fix]).added == 3


def test_each_append_is_sealed_with_who_and_when(line, move, tmp_path: Path) -> None:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with Book.open(tmp_path / "book") as book:
        book._now = lambda: at
        book.append(
            [line(), move(PLEDGE, 1)], by="olha", note="from the ministry", file_sha256="ab"
        )
    with Book.open(tmp_path / "book", create=False) as book:
        [(stored, batch)] = book.records("batch")
        assert isinstance(batch, Batch)
        assert (batch.entered_by, batch.entered_at, batch.records) == ("olha", at, 2)
        assert (batch.note, batch.file_sha256, stored.seq) == ("from the ministry", "ab", 3)


def test_records_come_back_as_they_went_in(book, line, move) -> None:
    row = Row(source_id="me", key="r", known_on=DAY, table="t", row_id="x", fields={"a": 1})
    told = [line(due_on=DAY, title="Zelte, “Größe 2”"), move(PLEDGE, "1.10"), row]
    book.append(told)
    assert [r for _, r in book.records("line", "entry", "row")] == told
    assert book.get([told[1].id, "not there"]) == {told[1].id: told[1]}


def test_progress_is_told_and_may_stop_the_work(book, line, move) -> None:
    told: list[int] = []
    book.append([line()], progress=lambda done, total, what: told.append(done))
    assert told == [1]

    def stop(done: int, total: int | None, what: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        book.append([move(PLEDGE, 1)], progress=stop)
    assert book.store.head().seq == 2
