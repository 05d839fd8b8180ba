"""A brief, ready to be written in any form: plain words, no figures left to compute."""

from collections.abc import Sequence
from typing import Any

import msgspec


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A table of words.

    Args:
        headings: One a column; unit after the title, on its own line.
        rows: Cells by row.
        right: Which columns stand to the right.
        widths: Room each column wants, in letters.
        left_out: Rows of the answer that are not shown.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[bool]
    widths: Sequence[int]
    left_out: int = 0


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A question and its answer.

    Args:
        title: Heading.
        sentence: The answer in words.
        grid: The answer's first rows.
        chart: Specification of its picture.
        notes: What a reader must know before using the figures.
        command: Asks the same again.
        scope: What its figures are bound to.
        cites: Numbers of its sources.
    """

    title: str
    sentence: str
    grid: Grid | None = None
    chart: dict[str, Any] | None = None
    notes: Sequence[str] = ()
    command: str = ""
    scope: str = ""
    cites: str = ""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A source as the last page lists it."""

    number: int
    id: str
    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What is written.

    Args:
        title: Of the whole.
        subtitle: What it was known as of.
        sections: In order.
        sources: Numbered as cited.
        unanswered: Questions that the case cannot answer, and why.
        made_by: Program and version.
    """

    title: str
    subtitle: str
    sections: Sequence[Section]
    sources: Sequence[Source] = ()
    unanswered: Sequence[str] = ()
    made_by: str = ""
