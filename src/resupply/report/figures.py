"""How one cell reads in a table for people. Unknown stays unknown; nothing turns into zero."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from resupply.core.answer import Column

#: Shown where a figure or day is not known.
UNKNOWN = "-"
# Letters that turn the direction of what follows, or hide in it: they could forge a line.
_TURNING = frozenset(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


class Manner(NamedTuple):
    """How figures, days and the words between them are written; as it stands, in English.

    Args:
        number: Rewrites a figure such as `1,234.5`.
        day: Writes a day.
        word: Translates a word or two.
    """

    number: Callable[[str], str] = str
    day: Callable[[date], str] = str
    word: Callable[[str], str] = str


_ENGLISH = Manner()


class Shown(NamedTuple):
    """A column as people see it: heading, cells, and whether it holds figures or days."""

    column: Column
    cells: Sequence[str]
    is_figure: bool
    is_day: bool

    @property
    def heading(self) -> str:
        """Title, and the unit below it."""
        unit = self.column.unit
        return f"{self.column.title}\n{unit}" if unit else self.column.title


def shown(
    columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], *, manner: Manner = _ENGLISH
) -> list[Shown]:
    """The columns people see; a figure and the two ends of its range become one."""
    names = {c.name for c in columns}
    ends = _ends(names)
    hidden = {end for pair in ends.values() for end in pair} - ends.keys()
    seen = [c for c in columns if c.shown and c.name not in hidden]
    return [_shown(c, ends.get(c.name), rows, manner) for c in seen]


def _ends(names: set[str]) -> dict[str, tuple[str, str]]:
    """Figure -> names of its low and high end; a range without a middle stands at its low end."""
    found = {}
    for low in names:
        high, middle = low.replace("_low", "_high", 1), low.replace("_low", "", 1)
        if high != low and high in names:
            found[middle if middle in names else low] = (low, high)
    return found


def _shown(
    column: Column,
    ends: tuple[str, str] | None,
    rows: Sequence[Mapping[str, Any]],
    manner: Manner,
) -> Shown:
    values = [row.get(column.name) for row in rows]
    all_values = values + [row.get(end) for end in ends or () for row in rows]
    is_figure = _holds_figures(column, all_values)
    is_day = column.name.endswith("_on") or any(isinstance(v, date) for v in all_values)
    if ends:
        cells = [_with_range(r, column, *ends, manner) for r in rows]
    else:
        cells = [text(v, column, manner) for v in values]
    if not is_figure and not is_day:
        cells = ["" if c == UNKNOWN else c for c in cells]
    return Shown(column, cells, is_figure, is_day)


def _holds_figures(column: Column, values: Sequence[Any]) -> bool:
    known = [v for v in values if v is not None]
    if not known:
        return bool(column.unit) or column.digits is not None
    return all(isinstance(v, int | float | Decimal) and not isinstance(v, bool) for v in known)


def _with_range(row: Mapping[str, Any], column: Column, low: str, high: str, manner: Manner) -> str:
    middle = row.get(column.name) if column.name != low else None
    return ranged(middle, row.get(low), row.get(high), column, manner)


def ranged(middle: Any, low: Any, high: Any, column: Column, manner: Manner = _ENGLISH) -> str:
    """A figure with its range.

    Example:
        >>> rounds = Column(name="rounds", title="Rounds", digits=0)
        >>> ranged(60_000, 20_000, 200_000, rounds)
        '60,000 (20,000 - 200,000)'
        >>> ranged(9, 5, 9, rounds)
        '9 (5 - 9)'
        >>> [ranged(None, *ends, rounds) for ends in ((5, 9), (5, None), (None, 9), (None, None))]
        ['5 - 9', 'from 5', 'up to 9', '-']
    """
    if (low is None and high is None) or low == high == middle:
        return text(middle, column, manner)
    least, most, own = (text(v, column, manner) for v in (low, high, middle))
    if high is None:
        span = f"{manner.word('from')} {least}"
    elif low is None:
        span = f"{manner.word('up to')} {most}"
    else:
        span = least if low == high else f"{least} - {most}"
    is_bound = None in (low, high) and middle in (low, high)  # "up to 7" says it all
    return span if middle is None or is_bound else f"{own} ({span})"


def text(value: Any, column: Column, manner: Manner = _ENGLISH) -> str:
    """A cell's value for people.

    Example:
        >>> money = Column(name="total_eur", title="Total", unit="EUR bn", scale=1e9, digits=3)
        >>> [text(v, money) for v in (1_234_567_000_000.0, 400_000.0, -400_000.0, 0, None)]
        ['1,234.567', '<0.001', '-<0.001', '0.000', '-']
    """
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return manner.word("yes" if value else "no")
    if isinstance(value, int | float | Decimal):
        figure = _number(float(value) / column.scale, column, whole=isinstance(value, int))
        return figure if figure == UNKNOWN else manner.number(figure)
    if isinstance(value, date):
        return manner.day(value)
    if isinstance(value, list | tuple | set | frozenset):
        return plain(", ".join(str(v) for v in value))
    return plain(str(value))


def _number(value: float, column: Column, *, whole: bool) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return UNKNOWN
    if column.name == "year" or column.name.endswith("_year"):
        return f"{value:.0f}"
    if column.digits is None:
        is_whole = (whole and column.scale == 1) or abs(value) >= 10_000
        return f"{value:,.0f}" if is_whole else f"{value:,.4g}"
    least = 10.0**-column.digits
    if 0 < abs(value) < least / 2:
        sign = "" if value > 0 else "-"
        return f"{sign}<{least:.{column.digits}f}"
    return f"{value:,.{column.digits}f}"


def plain(words: str) -> str:
    r"""Text without letters that steer a terminal; line breaks become blanks.

    Example:
        >>> plain("Den\x1b[31mmark\nagain")
        'Den[31mmark again'
    """
    kept = (" " if c in "\n\t\r" else c for c in words)
    return "".join(c for c in kept if unicodedata.category(c) != "Cc" and c not in _TURNING)
