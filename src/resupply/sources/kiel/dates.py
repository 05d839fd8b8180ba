"""Kiel's announcement dates: days, and the words that stand for an interval.

`until 12/31/2022`, `from ... until ...`, `between ... and ...`, `since ...`, `unclear, 10/2022`,
`not specified, 03/22`, `Undisclosed`, `.`. A vague date becomes the interval it allows. Where a
date reads both ways (`06/02/2024`) the interval covers both readings.
"""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from resupply.core.dates import Span, month_end
from resupply.core.words import Precision
from resupply.sources.reading.numbers import clean

#: Days outside these years are slips of the pen (2922 for 2022).
YEAR_MIN, YEAR_MAX = 2014, 2040

_DAY = r"\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d\d:\d\d(?::\d\d)?)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
_DATE = rf"(?:{_DAY}|\d{{1,2}}/\d{{2,4}})"
_RANGE = re.compile(rf"(?:from|between)\s+({_DATE})\s+(?:until|till|to|and|&|-)\s+({_DATE})")
_UNTIL = re.compile(rf"(?:until|till|up to|by)\s+({_DATE})")
_SINCE = re.compile(rf"(?:since|from|after)\s+({_DATE})")
_BARE = re.compile(rf"(?:(?:unclear|not specified|unspecified|undisclosed)[,:]?\s+)?({_DATE})")


class When(NamedTuple):
    """What a date cell allows.

    Args:
        span: The interval; both ends open = not stated.
        precision: `day` for one day, `month` for one month, else `inferred`.
        odd: Codes: `undated_amount`, `ambiguous_date`, `not_a_day`, `absurd_date`,
            `happened_after_known`.
    """

    span: Span
    precision: Precision = Precision.INFERRED
    odd: tuple[str, ...] = ()


UNDATED = When(Span(), odd=("undated_amount",))


def parse(cell: object) -> When:
    """The interval a date cell allows.

    Example:
        >>> parse("until 12/31/2022").span.end
        datetime.date(2022, 12, 31)
        >>> parse("unclear, 10/2022").span == Span.month(2022, 10)
        True
        >>> parse("until 06/02/2024").odd, parse("until 06/02/2024").span.end
        (('ambiguous_date',), datetime.date(2024, 6, 2))
        >>> parse("Undisclosed").odd
        ('undated_amount',)
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _sound(Span.day(cell), ())
    if isinstance(cell, int | float) and 40_000 <= cell <= 55_000:
        return _sound(Span.day(date(1899, 12, 30) + timedelta(days=int(cell))), ())
    return _words(clean(cell).casefold())


def known(when: When, *, announced: date) -> tuple[date, Precision]:
    """The first day a figure can have been known: never too early, never after its release.

    Args:
        when: What the date cell allows.
        announced: Day the release was public.

    Example:
        >>> known(parse("2022-04-26"), announced=date(2022, 11, 21))
        (datetime.date(2022, 4, 26), <Precision.DAY: 'day'>)
        >>> known(parse("unclear, 10/2022"), announced=date(2022, 11, 21))
        (datetime.date(2022, 10, 31), <Precision.INFERRED: 'inferred'>)
        >>> known(parse("."), announced=date(2022, 11, 21))
        (datetime.date(2022, 11, 21), <Precision.DAY: 'day'>)
    """
    end = when.span.end
    if end is None:
        return announced, Precision.DAY
    day = end if when.precision == Precision.DAY else month_end(end)
    if day > announced:
        return announced, Precision.DAY
    return day, Precision.DAY if when.precision == Precision.DAY else Precision.INFERRED


def not_after(when: When, known_on: date) -> When:
    """The same, cut at the day it was public: what was announced by then had been announced.

    A plan that begins later is left as it is. Where only one reading of a date lies before, the
    cut settles which one was meant.

    Example:
        >>> not_after(parse("until 4/6/2027"), date(2022, 11, 21)).span.end
        datetime.date(2022, 11, 21)
    """
    start, end = when.span.start, when.span.end
    if end is None or end <= known_on:
        return when
    if when.precision == Precision.DAY or (start is not None and start > known_on):
        return when._replace(odd=(*when.odd, "happened_after_known"))
    odd = when.odd if "ambiguous_date" in when.odd else (*when.odd, "happened_after_known")
    return When(Span(start, known_on), Precision.INFERRED, odd)


def _words(text: str) -> When:
    if found := _RANGE.fullmatch(text):
        (first, odd), (last, odd_last) = _reading(found[1]), _reading(found[2])
        return _sound(Span(first.start, last.end), (*odd, *odd_last))
    if found := _UNTIL.fullmatch(text):
        last, odd = _reading(found[1])
        return _sound(Span(None, last.end), odd)
    if found := _SINCE.fullmatch(text):
        first, odd = _reading(found[1])
        return _sound(Span(first.start, None), odd)
    if found := _BARE.fullmatch(text):
        return _sound(*_reading(found[1]))
    return UNDATED


def _reading(text: str) -> tuple[Span, tuple[str, ...]]:
    """One date as written; the whole month where the day is not in the calendar."""
    if re.match(r"\d{4}-", text):
        year, month, day = (int(n) for n in text[:10].strip("t ").split("-"))
        return _days([(year, month, day)])
    parts = [int(n) for n in re.split(r"[/.]", text)]
    year = parts[-1] + 2000 if parts[-1] < 100 else parts[-1]
    if len(parts) == 2:
        return _month(year, parts[0])
    one, two = parts[:2]
    readings = [(year, month, day) for month, day in ((one, two), (two, one)) if month <= 12]
    return _days(list(dict.fromkeys(readings)))


def _days(readings: list[tuple[int, int, int]]) -> tuple[Span, tuple[str, ...]]:
    days = [day for reading in readings if (day := _day(*reading)) is not None]
    if len(days) > 1:
        return Span(min(days), max(days)), ("ambiguous_date",)
    if days:
        return Span.day(days[0]), ()
    if not readings:
        return Span(), ("not_a_day",)
    span, _ = _month(*readings[0][:2])
    return span, ("not_a_day",)


def _month(year: int, month: int) -> tuple[Span, tuple[str, ...]]:
    try:
        return Span.month(year, month), ()
    except ValueError:
        return Span(), ("not_a_day",)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _sound(span: Span, odd: tuple[str, ...]) -> When:
    ends = [day for day in (span.start, span.end) if day is not None]
    odd = tuple(dict.fromkeys(odd))
    if any(not YEAR_MIN <= day.year <= YEAR_MAX for day in ends):
        return When(Span(), odd=(*odd, "absurd_date", "undated_amount"))
    if not ends:
        return When(Span(), odd=(*odd, "undated_amount"))
    if len(ends) == 2 and ends[0] > ends[1]:
        return When(Span(), odd=(*odd, "not_a_day", "undated_amount"))
    if span.is_day:
        return When(span, Precision.DAY, odd)
    if len(ends) == 2 and span == Span.month(ends[0].year, ends[0].month):
        return When(span, Precision.MONTH, odd)
    return When(span, Precision.INFERRED, odd)
