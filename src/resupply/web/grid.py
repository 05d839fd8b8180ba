"""An answer's table for a page: sorted, filtered and cut into pages here, on the server."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from resupply.core.answer import Answer, Column, Part
from resupply.report.figures import UNKNOWN, Manner, Shown, shown
from resupply.web.asking import ROWS_MAX, Look
from resupply.web.words import Words

#: A cell longer than this is prose [letters].
_PROSE = 45
Rows = Sequence[Mapping[str, Any]]


class Heading(NamedTuple):
    """A column: its name in addresses, its words, and how it is sorted now."""

    name: str
    title: str
    unit: str
    meaning: str
    is_figure: bool
    is_day: bool
    sorted: str


class Cell(NamedTuple):
    """A cell: its words, where they lead, and whether it is unknown."""

    text: str
    link: str | None
    is_unknown: bool

    @property
    def is_prose(self) -> bool:
        """Whether it needs room: a sentence rather than a word."""
        return len(self.text) > _PROSE


class Line(NamedTuple):
    """A row: its cells, its sources, where its entries are listed."""

    cells: Sequence[Cell]
    source_ids: Sequence[str]
    entries: str | None

    @property
    def name(self) -> str:
        """What the row is of: its first word that is not a figure."""
        words = (c.text for c in self.cells if c.text and not c.text[0].isdigit())
        return next(words, self.cells[0].text if self.cells else "")


class Grid(NamedTuple):
    """A table as a page shows it.

    Args:
        headings: Its columns.
        lines: Its rows on this page.
        first: Number of the first of them, from 1.
        total: Rows there are, after filtering.
        all_rows: Rows there are.
        page: Which page of it.
        pages: How many.
    """

    headings: Sequence[Heading]
    lines: Sequence[Line]
    first: int
    total: int
    all_rows: int
    page: int
    pages: int

    @property
    def last(self) -> int:
        """Number of the last row on this page."""
        return self.first + len(self.lines) - 1

    @property
    def has_sources(self) -> bool:
        """Whether any row names its sources."""
        return any(line.source_ids for line in self.lines)


def table_of(answer: Answer, name: str | None) -> Part:
    """One table of an answer; None or empty = its main rows."""
    for part in answer.tables:
        if part.name == name:
            return part
    title = answer.title
    return Part(name="", title=title, columns=answer.columns, rows=answer.rows)


def grid(
    part: Part,
    words: Words,
    *,
    look: Look,
    rows_max: int | None = ROWS_MAX,
    columns: Sequence[str] = (),
    link: Callable[[str, Mapping[str, Any]], str | None] = lambda _, __: None,
    entries: Callable[[Mapping[str, Any]], str | None] = lambda _: None,
) -> Grid:
    """A table ready to be shown.

    Args:
        part: Columns and rows.
        words: The language.
        look: Sorting, filter and page asked for.
        rows_max: Rows on a page; None = all.
        columns: Only these, in this order.
        link: Where a cell of a column leads, given the row.
        entries: Where a row's entries are listed.
    """
    # Sources have a column of their own, with links.
    wanted = [c for c in _chosen(part.columns, columns) if c.name != "source_ids"]
    rows = _sorted(_found(part.rows, wanted, look.find), look.sort, wanted, words)
    size = rows_max or max(1, len(rows))
    pages = max(1, -(-len(rows) // size))
    page = min(look.page, pages)
    start = (page - 1) * size
    kept = rows[start : start + size]
    columns_shown = shown(wanted, kept, manner=_manner(words))
    lines = [
        Line(
            [_cell(_said(c, at, row, words), link(c.column.name, row)) for c in columns_shown],
            tuple(map(str, row.get("source_ids") or ())),
            entries(row),
        )
        for at, row in enumerate(kept)
    ]
    headings = [_heading(c, words, look.sort) for c in columns_shown]
    return Grid(headings, lines, start + 1, len(rows), len(part.rows), page, pages)


def _chosen(columns: Sequence[Column], names: Sequence[str]) -> Sequence[Column]:
    if not names:
        return columns
    by_name = {c.name: c for c in columns}
    return [by_name[n] for n in names if n in by_name]


def _heading(shown: Shown, words: Words, sort: str) -> Heading:
    column = shown.column
    by = sort.removeprefix("-")
    order = "" if by != column.name else "descending" if sort.startswith("-") else "ascending"
    say = words.say
    return Heading(
        column.name,
        say(column.title),
        say(column.unit),
        say(column.meaning),
        shown.is_figure,
        shown.is_day,
        order,
    )


def _said(column: Shown, at: int, row: Mapping[str, Any], words: Words) -> str:
    """A cell's words: names of countries and words of the field in the reader's language."""
    text = column.cells[at]
    if column.column.name == "month" and isinstance(row.get("month"), date):
        return words.month(row["month"])
    return text if column.is_figure or column.is_day else words.say(text)


def _cell(text: str, link: str | None) -> Cell:
    return Cell(text, link if text and text != UNKNOWN else None, text == UNKNOWN)


def _manner(words: Words) -> Manner:
    return Manner(number=words.number, day=words.day, word=words.say)


def _found(rows: Rows, columns: Sequence[Column], find: str) -> list[Mapping[str, Any]]:
    """Rows in which every word that is looked for stands somewhere."""
    wanted = find.casefold().split()
    if not wanted:
        return list(rows)
    names = [c.name for c in columns]
    found = []
    for row in rows:
        text = " ".join(str(row[n]) for n in names if row.get(n) is not None).casefold()
        if all(word in text for word in wanted):
            found.append(row)
    return found


def _sorted(
    rows: list[Mapping[str, Any]], sort: str, columns: Sequence[Column], words: Words
) -> Rows:
    """Rows by a column, unknown last whichever way; a column that is not there sorts nothing."""
    name = sort.removeprefix("-")
    if name not in {c.name for c in columns}:
        return rows
    known = [r for r in rows if r.get(name) is not None]
    unknown = [r for r in rows if r.get(name) is None]
    known.sort(key=lambda r: _order(r[name], words), reverse=sort.startswith("-"))
    return known + unknown


def _order(value: Any, words: Words) -> tuple[int, float, tuple[int, ...]]:
    """Numbers before days before words, so that mixed columns sort too."""
    if isinstance(value, bool | int | float | Decimal):
        return 0, float(value), ()
    if isinstance(value, date):
        return 1, float(value.toordinal()), ()
    if isinstance(value, list | tuple | set | frozenset):
        return 2, 0.0, words.order(", ".join(map(str, value)))
    return 2, 0.0, words.order(words.say(str(value)))
