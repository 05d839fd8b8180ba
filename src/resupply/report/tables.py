"""Rows as a table that fits the terminal: numbers to the right, words wrapped, nothing cut off."""

import re
from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from resupply.core.answer import Column
from resupply.report.figures import UNKNOWN, Shown, shown

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_GAP = 2  # blanks between columns; the frame itself draws one of them
_HEADING_MAX = 12  # a heading over figures wraps beyond this [letters]
_ROWS_UPRIGHT = 3  # so few rows are turned upright where the columns do not fit
_WORD_MAX = 20  # longer words may be broken [letters]
_RANGE = re.compile(r"(?<= -) | (?=\()")  # where a figure's range may go to the next line
_ALWAYS = 2  # columns that are never dropped: they say what the row is
_PROSE = 40  # cells longer than this on average are prose [letters]
_WORDS_MIN = 11  # a column of words is not made narrower [letters]
_BAR_MAX, _BAR_MIN = 24, 6  # [letters]
_BLOCKS = " ▏▎▍▌▋▊▉█"


class Laid(NamedTuple):
    """A table, and what a reader must be told below it."""

    table: "Table"
    notes: Sequence[str]


class _Fitted(NamedTuple):
    """A column with the letters it is given."""

    shown: Shown
    width: int

    @property
    def heading(self) -> str:
        """Title and unit, wrapped to the width."""
        parts = self.shown.heading.split("\n")
        return "\n".join(line for part in parts for line in wrap(part, self.width) or [""])


def lay_out(
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    *,
    width: int,
    bar: str | None = None,
    first_to_go: Sequence[str] = (),
) -> Laid:
    """The shown columns of rows as a table.

    Args:
        columns: What the rows hold.
        rows: The rows to show.
        width: Letters in a line.
        bar: Column also drawn as bars, where there is room.
        first_to_go: Columns left out first where there is no room.
    """
    wanted = shown(columns, rows)
    if len(rows) <= _ROWS_UPRIGHT and not _fits(wanted, width):
        return Laid(_upright(wanted, len(rows)), _notes(wanted, []))
    kept, gone = _that_fit(wanted, width, first_to_go)
    fitted = _fitted(kept, width)
    table = _table(fitted)
    drawn = _bars(bar, rows, width - sum(c.width + _GAP for c in fitted))
    if drawn:
        table.add_column("", no_wrap=True, style="cyan")
    for number in range(len(rows)):
        cells = [_styled(c.shown.cells[number]) for c in fitted]
        table.add_row(*cells, *([drawn[number]] if drawn else []))
    return Laid(table, _notes(kept, gone))


def _notes(kept: Sequence[Shown], gone: Sequence[Shown]) -> list[str]:
    notes = []
    if any(cell == UNKNOWN for c in kept for cell in c.cells):
        notes.append("- is not known.")
    alike = [
        f"{c.column.title} {c.cells[0]}"
        for c in gone
        if _is_alike(c) and c.cells[0] not in ("", UNKNOWN)
    ]
    if alike:
        notes.append(f"In all rows: {'; '.join(alike)}.")
    if empty := [c.column.title for c in gone if _is_alike(c) and c.cells[0] == UNKNOWN]:
        notes.append(f"Not known of any row: {', '.join(empty)}.")
    if left := [c.column.title for c in gone if not _is_alike(c)]:
        notes.append(f"No room for: {', '.join(left)} (--csv has all columns).")
    return notes


def _upright(columns: Sequence[Shown], rows: int) -> "Table":
    """Few rows of many columns: a line a column."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False, show_edge=False)
    table.add_column(style="dim", no_wrap=True)
    for _ in range(rows):
        table.add_column(overflow="fold")
    for column in columns:
        title = column.heading.replace("\n", " [") + ("]" if column.column.unit else "")
        table.add_row(_styled(title), *(_styled(c) for c in column.cells))
    return table


def _styled(cell: str) -> "Text":
    from rich.text import Text

    return Text(cell, style="dim" if cell == UNKNOWN else "")


def _table(columns: Sequence[_Fitted]) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, _GAP - 1, 0, 0), show_edge=False)
    for column in columns:
        table.add_column(
            Text(column.heading),
            justify="right" if column.shown.is_figure else "left",
            vertical="top",
            overflow="fold",
            width=column.width,
        )
    return table


def _fits(columns: Sequence[Shown], width: int) -> bool:
    return sum(_least(c) + _GAP for c in columns) <= width + _GAP


def _that_fit(
    columns: Sequence[Shown], width: int, first_to_go: Sequence[str]
) -> tuple[list[Shown], list[Shown]]:
    """Drop the columns that can best be spared until the rest fits; kept and gone."""
    kept, gone = list(columns), []
    spare = sorted(columns[_ALWAYS:], key=lambda c: _worth(c, columns.index(c), first_to_go))
    while spare and not _fits(kept, width):
        gone.append(spare.pop(0))
        kept.remove(gone[-1])
    return kept, sorted(gone, key=columns.index)


def _worth(column: Shown, place: int, first_to_go: Sequence[str]) -> tuple[int, int]:
    """Alike or empty cells can be spared most, then those named, then prose, then the right."""
    if _is_alike(column):
        return 0, -place
    if column.column.name in first_to_go:
        return 1, first_to_go.index(column.column.name)
    known = [c for c in column.cells if c]
    is_prose = sum(map(len, known)) > _PROSE * len(known)
    return (2, -place) if is_prose else (3, -place)


def _is_alike(column: Shown) -> bool:
    """Whether all cells say the same; then one line below the table says it as well."""
    return len(set(column.cells)) == 1


def _fitted(columns: Sequence[Shown], width: int) -> list[_Fitted]:
    """Give every column what it wants, then take from the widest words until all fit."""
    widths = [_wanted(c) for c in columns]
    least = [_least(c) for c in columns]
    while sum(widths) + _GAP * (len(widths) - 1) > width:
        spare = [w - at_least for w, at_least in zip(widths, least, strict=True)]
        if max(spare) <= 0:
            break
        widest = max(range(len(widths)), key=lambda i: (spare[i] > 0, widths[i]))
        widths[widest] -= 1
    return [_Fitted(c, w) for c, w in zip(columns, widths, strict=True)]


def _wanted(column: Shown) -> int:
    """The width at which no cell wraps; a long heading over short figures may [letters]."""
    heading = _HEADING_MAX if column.is_figure or column.is_day else _longest([column.heading])
    return max(_longest(column.cells), min(heading, _longest([column.heading])), _least(column))


def _least(column: Shown) -> int:
    """The narrowest a column can be [letters]: no figure, day or short word is broken."""
    title = _longest(column.heading.split())
    if column.is_figure or column.is_day:
        return max(title, _longest(p for c in column.cells for p in _RANGE.split(c)))
    words = min(_longest(w for c in column.cells for w in c.split()), _WORD_MAX)
    return max(title, words, min(_longest(column.cells), _WORDS_MIN))


def _longest(texts: Iterable[str]) -> int:
    from rich.cells import cell_len

    return max((cell_len(line) for text in texts for line in text.split("\n")), default=0)


def _bars(name: str | None, rows: Sequence[Mapping[str, Any]], room: int) -> list[str]:
    """A bar a row, as long as there is room; none where there is not."""
    length = min(_BAR_MAX, room)
    values = [row.get(name) or 0.0 for row in rows] if name else []
    biggest = max(values, default=0.0)
    if length < _BAR_MIN or biggest <= 0:
        return []
    return [_bar(max(0.0, v) / biggest, length) for v in values]


def _bar(share: float, length: int) -> str:
    eighths = round(share * length * 8)
    return "█" * (eighths // 8) + _BLOCKS[eighths % 8].strip()
