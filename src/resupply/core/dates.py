"""Days and intervals of days. A vague date becomes the interval it allows, never a guess."""

import calendar
from datetime import UTC, date, datetime, timedelta

import msgspec

from resupply.core.errors import RefusedError


class Span(msgspec.Struct, frozen=True):
    """An interval of days, both ends included; an open end is None.

    Example:
        >>> Span.month(2024, 2)
        Span(start=datetime.date(2024, 2, 1), end=datetime.date(2024, 2, 29))
    """

    start: date | None = None
    end: date | None = None

    @classmethod
    def day(cls, day: date) -> "Span":
        """One day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> "Span":
        """A whole month."""
        return cls(date(year, month, 1), month_end(date(year, month, 1)))

    @property
    def is_day(self) -> bool:
        """Whether it is one single day."""
        return self.start is not None and self.start == self.end


def today() -> date:
    """The day it is where this computer stands."""
    return datetime.now().astimezone().date()


def moment(at: float) -> str:
    """Seconds since 1970 as words, in the one time that all computers share.

    Example:
        >>> moment(1708531200.5)
        '2024-02-21 16:00:00 UTC'
    """
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M:%S} UTC"


def month_end(day: date) -> date:
    """The last day of the month `day` lies in.

    Example:
        >>> month_end(date(2024, 2, 3))
        datetime.date(2024, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The first day of the month `months` after the month of `day`.

    Example:
        >>> add_months(date(2024, 2, 28), -14)
        datetime.date(2022, 12, 1)
    """
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def to_day(value: object, *, where: str) -> date:
    """An ISO day, or what a spreadsheet gives for one.

    Raises:
        RefusedError: Not a day of the calendar.

    Example:
        >>> to_day("2024-02-28", where="row 1")
        datetime.date(2024, 2, 28)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise RefusedError(
            where=where,
            what=f'"{value}" is not a day of the calendar.',
            todo="write year-month-day, such as 2024-02-28, or leave it empty if not known.",
        ) from None


def days_between(start: date, end: date) -> int:
    """Days from `start` to `end`."""
    return (end - start) // timedelta(days=1)
