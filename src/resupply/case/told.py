"""What is told beside an answer: findings as rows, what a reader must know."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from resupply.core.answer import Answer, Column
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.core.words import counted

if TYPE_CHECKING:
    from resupply.book import Book

_FINDING = [
    Column(name="level", title="Level"),
    Column(name="code", title="Finding"),
    Column(name="where", title="Where"),
    Column(name="what", title="What"),
    Column(name="todo", title="What to do"),
    Column(name="count", title="Times", shown=False),
    Column(name="entry_ids", title="Entries", shown=False),
]
_LEVELS = ("error", "warning", "note")


def findings_answer(question: str, scope: Scope, found: Sequence[Finding]) -> Answer:
    """An answer whose rows are findings, errors first."""
    ordered = sorted(found, key=lambda f: (_LEVELS.index(f.level), f.code))
    told = [counted(sum(f.level == lv for f in found), lv) for lv in _LEVELS]
    return Answer(
        question=question,
        scope=scope,
        columns=_FINDING,
        rows=[f.to_dict() for f in ordered],
        findings=ordered,
        sentence=", ".join(told) + "." if found else "Nothing odd was found.",
    )


def with_warnings(answer: Answer, warnings: Sequence[str]) -> Answer:
    """The answer with more that a reader must know first."""
    if not warnings:
        return answer
    return msgspec.structs.replace(answer, warnings=[*warnings, *answer.warnings])


def hidden(book: "Book", after: int, as_of: date | None) -> list[str]:
    """A warning when what was written cannot be seen on the case's own day.

    Args:
        book: The book.
        after: Place in the journal after which records are new.
        as_of: The case's day; None = all that is known is seen.
    """
    if as_of is None:
        return []
    import polars as pl

    columns = book.columns()
    frames = (columns.entries, columns.lines, columns.counts)
    later = (pl.col("seq") > after) & (pl.col("known_on") > as_of)
    days = [day for frame in frames for day in frame.filter(later)["known_on"]]
    days += [
        record.known_on
        for stored, record in book.records("row")
        if stored.seq > after and record.known_on > as_of
    ]
    if not days:
        return []
    day = max(days)
    return [f"known on {day}, after the case's day {as_of}: ask --as-of {day} to see it."]
