"""A later state over an earlier one: only differences are written."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.sources.iati.conftest import activity, deal, read, signed

from resupply.book import Book, restate
from resupply.core.errors import RefusedError
from resupply.core.records import Entry


def entries(book: Book) -> list[Entry]:
    return [record for _, record in book.records("entry") if isinstance(record, Entry)]


def standing(book: Book) -> dict[str, Decimal]:
    """What the book holds, by activity, signed."""
    told: dict[str, list[Entry]] = {}
    for entry in entries(book):
        told.setdefault(entry.line_id, []).append(entry)
    return {line: signed(found) for line, found in told.items() if signed(found)}


def test_only_differences_are_written_and_what_is_gone_is_taken_back(tmp_path: Path) -> None:
    book = Book.open(None)
    first = (
        activity(deal("2", "100"), deal("3", "40"), deal("3", "5", "2024-02-27")),
        activity(deal("3", "7"), name="DK-1-8"),
    )
    restate(book, list(read(tmp_path, *first).values()))
    second = activity(deal("2", "120"), deal("3", "40"))
    later = list(read(tmp_path, second, known_on=date(2024, 4, 30)).values())
    before = len(entries(book))
    restate(book, later)
    new = entries(book)[before:]
    assert [(e.value, e.reverses, str(e.stage_to)) for e in new] == [
        (20, False, "commitment"),
        (5, True, "delivery"),
    ]
    assert all(e.known_on == date(2024, 4, 30) and e.corrects for e in new)
    # The activity that the second file does not hold stays as it was.
    assert standing(book) == {"iati/DK-1-7": 160, "iati/DK-1-8": 7}
    assert restate(book, later).added == 0


def test_one_more_among_equals_is_one_difference(tmp_path: Path) -> None:
    book = Book.open(None)
    equal = [deal("4", value) for value in ("3", "5", "8")]
    restate(book, list(read(tmp_path, activity(*equal)).values()))
    more = activity(deal("4", "1"), *equal)
    later = read(tmp_path, more, known_on=date(2024, 4, 30))
    before = len(entries(book))
    restate(book, list(later.values()))
    assert [e.value for e in entries(book)[before:]] == [1]


def test_an_activity_whose_name_begins_like_another_is_left_alone(tmp_path: Path) -> None:
    book = Book.open(None)
    both = (activity(deal("3", "1"), name="DK-1"), activity(deal("3", "2"), name="DK-1-1"))
    restate(book, list(read(tmp_path, *both).values()))
    later = read(tmp_path, activity(name="DK-1"), known_on=date(2024, 4, 30))
    restate(book, list(later.values()))
    assert standing(book) == {"iati/DK-1-1": 2}


UPDATED = 'last-updated-datetime="2024-03-01T10:00:00Z"'


def test_files_of_other_publishers_come_in_whatever_order_their_days_have(tmp_path: Path) -> None:
    book = Book.open(None)
    restate(book, list(read(tmp_path, activity(deal(), name="DK-1-7")).values()))
    for name, day in (("SE-0-1", date(2024, 3, 15)), ("NO-1-1", date(2024, 5, 31))):
        other = read(tmp_path, activity(deal(), name=name, flags=UPDATED), known_on=day)
        restate(book, list(other.values()))
    # Nothing was known of these activities before, so their own day counts, not their file's.
    assert [e.known_on for e in entries(book)[1:]] == [date(2024, 3, 1)] * 2


def test_what_an_activity_says_anew_is_known_from_that_file_on(tmp_path: Path) -> None:
    book = Book.open(None)
    restate(book, list(read(tmp_path, activity(deal(), flags=UPDATED)).values()))
    more = activity(deal(), deal("2"), flags=UPDATED)
    restate(book, list(read(tmp_path, more, known_on=date(2024, 4, 30)).values()))
    assert [e.known_on for e in entries(book)] == [date(2024, 3, 1), date(2024, 4, 30)]


def test_an_older_state_of_an_activity_is_refused(tmp_path: Path) -> None:
    book = Book.open(None)
    restate(book, list(read(tmp_path, activity(deal())).values()))
    older = read(tmp_path, activity(deal("3", "7")), known_on=date(2024, 3, 1))
    with pytest.raises(RefusedError, match="from the oldest to the newest"):
        restate(book, list(older.values()))
    assert len(entries(book)) == 1
