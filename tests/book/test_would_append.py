"""Trying an append: all rules are asked, the count is right, and the book stays as it was."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from resupply.book import Book
from resupply.core.errors import EntryRefusedError
from resupply.core.records import Entry, Line
from resupply.core.words import Stage

DAY = date(2024, 2, 1)
LINE = Line(source_id="s", key="l", known_on=DAY, line_id="L", dataset="own", donor="NNN",
            recipient="RRR", item="155mm")  # fmt: skip


def pledge(key: str, line: str = "L") -> Entry:
    return Entry(source_id="s", key=key, known_on=DAY, line_id=line, stage_from=Stage.OUTSIDE,
                 stage_to=Stage.PLEDGE, happened_from=DAY, happened_to=DAY, item="155mm",
                 quantity=Decimal(5), unit="round")  # fmt: skip


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_trial_leaves_the_book_as_it_was(tmp_path: Path, on_disk: bool) -> None:
    with Book.open(tmp_path / "book.sqlite" if on_disk else None) as book:
        book.append([LINE, pledge("a")])
        before = (book.store.head(), book.view().entries.height)
        done = book.would_append([LINE, pledge("a"), pledge("b")])
        assert (done.added, done.already_there) == (1, 2)
        with pytest.raises(EntryRefusedError):
            book.would_append([pledge("c", line="nowhere")])
        assert (book.store.head(), book.view().entries.height) == before
        assert book.append([pledge("b")]).added == 1  # and it can be written afterwards
        assert not book.verify()
