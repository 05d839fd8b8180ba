"""Stated figures as intervals, and in the order of time: what a change or a comparison stands on.

A figure is as wide as its source says it: a range, "over", "up to", "nearly". A comparison of two
is an interval too, and a claim lies within it, outside, or is left open.
"""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from resupply.claims.days import Days
from resupply.claims.evidence import Evidence, days_of
from resupply.claims.matching import CURRENT_DAYS
from resupply.claims.words import Figure

#: "Nearly 3.7 million" is up to a tenth less, as in `tolerance`.
_NEARLY = 0.10
_OVER = re.compile(r"^'(?:over|more than|at least)'|'(?:already )?more than ", re.IGNORECASE)
_NEAR = re.compile(r"^'(?:nearly|almost)'|'(?:almost|nearly) \w+'", re.IGNORECASE)
_UP_TO = re.compile(r"^'(?:up to|fewer than|no more than|a maximum of)'", re.IGNORECASE)
#: A metric's ending that only says over how many days, or at what time.
_TIMED = re.compile(r"_(?:per_(?:day|week|month|year)|before_\w+|after_\w+|since_\w+)$")
_RATE = re.compile(r"_per_(day|week|month|year)$")
#: Days of a whole year may differ by so much from its mean length.
_WHOLE_SLACK = 0.1
_SLACK = 1e-9


class Interval(NamedTuple):
    """From least to most; an end that is `strict` is not reached itself."""

    low: float
    high: float
    strict: bool = False


class Point(NamedTuple):
    """One stated figure.

    Args:
        one: The figure as it stands in its table.
        low: Least it can be, a day where it is a rate.
        high: Most it can be.
        value: As stated; None = a range.
        is_bound: Whether it is open to one side: "over", "up to".
    """

    one: Evidence
    low: float
    high: float
    value: float | None
    is_bound: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is one figure."""
        return self.low == self.high


def per_days(one: Evidence) -> float | None:
    """Days of a rate; "needed per year" is one, counted in rounds over its own year."""
    named = _RATE.search(one.manner) if one.table == "facts" else None
    if one.per is not None or named is None or one.start is None or one.end is None:
        return one.per
    per = days_of(named[1]) or 1.0
    is_whole = abs((one.end - one.start).days + 1 - per) <= _WHOLE_SLACK * per
    return per if is_whole else None


def point(one: Evidence) -> Point | None:
    """A figure as an interval; None where the row has none."""
    per = per_days(one) or 1.0
    value, low, high = (None if n is None else n / per for n in (one.value, one.low, one.high))
    if value is None:
        if low is None and high is None:
            return None
        return Point(one, low or 0.0, math.inf if high is None else high, None)
    if low is not None and high is not None:
        return Point(one, low, high, value)
    if low is not None or (high is None and _OVER.search(one.note)):
        return Point(one, value if low is None else low, math.inf, value, True)
    if high is None and _NEAR.search(one.note):
        return Point(one, value * (1 - _NEARLY), value, value, True)
    if high is not None or _UP_TO.search(one.note):
        return Point(one, 0.0, value if high is None else high, value, True)
    return Point(one, value, value, value)


def measure(one: Evidence) -> str:
    """What is measured, whenever and over however many days.

    Example:
        >>> _TIMED.sub("", "order_to_delivery_before_war")
        'order_to_delivery'
    """
    return _TIMED.sub("", one.manner) if one.table == "facts" else one.manner


def key(one: Evidence) -> tuple[object, ...]:
    """What figures have in common that may be set beside one another over time."""
    is_rate = per_days(one) is not None
    return one.table, one.party, measure(one), one.unit, is_rate, one.item, one.cumulative


def fit(points: Sequence[Point], days: Days) -> list[Point]:
    """The figures of some days: those within them, else those mostly so, else of longer times."""
    graded = [(_grade(_days(p.one), days) or _grade(_span(p.one), days), p) for p in points]
    best = max((g for g, _ in graded), default=0)
    return [p for g, p in graded if g == best and best]


def _days(one: Evidence) -> tuple[date, date]:
    return one.day if one.cumulative else one.start or one.day, one.day


def _grade(spoken_of: tuple[date, date], days: Days) -> int:
    first, last = spoken_of
    common = (min(last, days.last) - max(first, days.first)).days + 1
    if common <= 0:
        return 0
    if days.first <= first and last <= days.last:
        return 3
    if common * 2 >= (last - first).days + 1:
        return 2
    return 1 if first <= days.first and days.last <= last else 0


def is_before(one: Evidence, other: Evidence) -> bool:
    """Whether one is of an earlier time, and no part of the other's."""
    (first, last), (begin, end) = _span(one), _span(other)
    return first < begin and last < end


def same_days(one: Evidence, other: Evidence) -> bool:
    """Whether two speak of the same days: each lies in the other by half or more."""
    (first, last), (begin, end) = _span(one), _span(other)
    common = (min(last, end) - max(first, begin)).days + 1
    return common > 0 and all(common * 2 >= n.days + 1 for n in (last - first, end - begin))


def _span(one: Evidence) -> tuple[date, date]:
    """The days a figure speaks of; one that reaches far ahead is of the day it begins.

    A count of all that came so far is of its last day.
    """
    first = _days(one)[0]
    is_ahead = (one.day - one.known_on).days > CURRENT_DAYS
    return first, first if is_ahead else one.day


def refined(points: Sequence[Point]) -> list[Point]:
    """Without bounds that an exact figure of the same days lies in: these say no more."""
    exact = [p for p in points if p.is_exact]
    return [
        p
        for p in points
        if p.is_exact
        or not any(
            p.low <= e.low <= p.high and same_days(p.one, e.one) and p.one.item == e.one.item
            for e in exact
        )
    ]


def newest(points: Sequence[Point], today: date) -> list[Point]:
    """The figures of the last days that are known, those of the weeks before them with them."""
    past = [p for p in points if (p.one.start or p.one.day) <= today]
    last = max((min(p.one.day, today) for p in past), default=today)
    return [p for p in past if (last - min(p.one.day, today)).days <= CURRENT_DAYS]


def times(later: Point, earlier: Point) -> Interval:
    """How many times the one is the other."""
    return Interval(_over(later.low, earlier.high), _over(later.high, earlier.low, most=True))


def _over(part: float, whole: float, *, most: bool = False) -> float:
    if whole == 0 or math.isinf(whole):
        nothing = part == 0 and not most
        return 0.0 if math.isinf(whole) or nothing else math.inf
    return part / whole


def more(later: Point, earlier: Point) -> Interval:
    """How much more the one is than the other."""
    low = -math.inf if math.isinf(earlier.high) else later.low - earlier.high
    return Interval(low, later.high - earlier.low)


def within(found: Interval, wanted: Interval) -> bool | None:
    """Whether all of what is found is what is wanted; None where only a part of it is."""
    slack = 0.0 if wanted.strict else _SLACK * max(1.0, abs(wanted.low))
    low, high = wanted.low - slack, wanted.high + slack
    if wanted.strict:
        # "More" is more than once, "less" is less: nought and no end are ends of neither.
        inside = (low < found.low or not low) and (found.high < high or math.isinf(high))
        outside = (found.high <= low and bool(low)) or found.low >= high
    else:
        inside = low <= found.low and found.high <= high
        outside = found.high < low or found.low > high
    return True if inside else False if outside else None


def stated(figure: Figure, one: Point) -> bool | None:
    """Whether a figure of a sentence is what a row states; a rate is compared by the day."""
    per = days_of(figure.per) or 1.0
    high = math.inf if figure.high is None else figure.high / per
    wanted = Interval(figure.low / per, high)
    found = within(Interval(one.low, one.high), wanted)
    is_plain = figure.operator in ("is", "about") and one.value is not None
    if found is None and is_plain and (one.is_bound or not one.is_exact):
        # What a source calls "over 28,000" may be told as 28,000.
        return True if wanted.low <= (one.value or 0.0) <= wanted.high else None
    return found


def all_of(truths: Iterable[bool | None]) -> bool | None:
    """Three-valued and: one that fails decides, else one that is left open."""
    said = list(truths)
    if any(t is False for t in said):
        return False
    return None if any(t is None for t in said) else True
