"""Stretches of time told by their names: weeks, months, quarters, seasons, and days counted back.

Each is resolved against the day of publication, as far as that is known.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from resupply.intake.date_words import COUNT

Match = re.Match[str]


class Published(NamedTuple):
    """The day of publication, as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def on(self) -> date | None:
        """The day, if it is known to the day."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


def published_on(said: str | None) -> Published | None:
    """A day of publication as given: a day, a month or a year; None for anything else.

    Example:
        >>> published_on("2024-02"), published_on("soon")
        (Published(year=2024, month=2, day=None), None)
    """
    m = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)", said or "")
    if not m:
        return None
    parts = Published(int(m[1]), int(m[2]) if m[2] else None, int(m[3]) if m[3] else None)
    if not is_day(parts.year, parts.month or 1, parts.day or 1):
        return None
    return parts


def is_day(year: int, month: int, day: int) -> bool:
    """Whether a calendar has this day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """A year, month or day as ISO writes it; None where no calendar has it."""
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if is_day(year, month, day) else None


def span(first: date, last: date) -> str:
    """Two days as an ISO interval."""
    return f"{first.isoformat()}/{last.isoformat()}"


_WHICH = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "the current": 0,
    "current": 0,
    "next": 1,
    "the coming": 1,
    "coming": 1,
    "the": 0,
}


def unit(m: Match, ref: Published | None, text: str) -> str | None:
    """As in "last week", "this year"."""
    if ref is None:
        return None
    which = " ".join(m["which"].lower().split())
    return period(m["unit"].lower(), _WHICH[which], ref, this=which == "this")


def period(unit: str, shift: int, ref: Published, *, this: bool = False) -> str | None:
    """The week, weekend, month or year so many before or after that of publication."""
    if unit == "year":
        return iso(ref.year + shift)
    if unit == "month":
        if ref.month is None:
            return None
        n = ref.year * 12 + ref.month - 1 + shift
        return iso(n // 12, n % 12 + 1)
    if ref.on is None:
        return None
    monday = ref.on - timedelta(ref.on.weekday()) + timedelta(7 * shift)
    if unit == "weekend" and this and ref.on.weekday() in (3, 4):
        return span(monday + timedelta(5), monday + timedelta(6))  # said on Thursday or Friday
    if unit == "weekend":
        last = (
            ref.on - timedelta((ref.on.weekday() - 5) % 7) if shift <= 0 else monday + timedelta(5)
        )
        return span(last, last + timedelta(1))
    return span(monday, monday + timedelta(6))


def ago(m: Match, ref: Published | None, text: str) -> str | None:
    """As in "three days ago"."""
    if ref is None:
        return None
    said = m["n"].lower()
    n = int(said) if said.isdigit() else COUNT[said]
    unit = m["unit"].lower()
    if unit == "year":
        return iso(ref.year - n) if n < 100 else None
    if unit == "month":
        return period("month", -n, ref) if n < 100 else None
    if ref.on is None or n > 60:
        return None
    if unit == "day":
        return (ref.on - timedelta(n)).isoformat()
    return period("week", -n, ref)


def quarter(m: Match, ref: Published | None, text: str) -> str | None:
    """As in "Q2 2024", "the first half of the year"."""
    year = int(m["year"]) if m["year"] else ref.year if ref else None
    if year is None:
        return None
    said = m["part"].lower()
    n = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}.get(said) or int(said[-1])
    long = 6 if (m.groupdict().get("of") or "").lower() == "half" else 3
    n = min(n, 12 // long)
    return f"{iso(year, (n - 1) * long + 1)}/{iso(year, n * long)}"


_AUTUMN = {"autumn": (9, 11), "fall": (9, 11)}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), **_AUTUMN, "winter": (12, 2)}


def season(m: Match, ref: Published | None, text: str) -> str | None:
    """As in "last summer", "spring 2024"."""
    first, last = _SEASONS[m["season"].lower()]
    which = (m.groupdict().get("which") or "").lower()
    if m["year"]:
        year = int(m["year"])
    elif ref is None or ref.month is None or not which:
        return None
    else:
        year = ref.year
        if which == "last" and ref.month <= (last if last > 2 else 12):
            year -= 1
        if which == "next" and ref.month >= first:
            year += 1
        if first == 12 and which in ("this", "the coming") and ref.month <= 3:
            year -= 1
    return f"{iso(year, first)}/{iso(year + (first == 12), last)}"
