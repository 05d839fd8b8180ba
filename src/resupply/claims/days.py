"""Every stretch of days that a sentence names: "late November", "last summer", "before the war".

`periods` finds the one period a claim is about; a change has two ends, and says them in more words.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from resupply.claims.periods import MONTHS, SEASONS, war_began
from resupply.core.dates import month_end

_MONTH = "|".join(sorted((n.capitalize() for n in MONTHS), key=len, reverse=True))
_PART = r"(?P<part>(?i:early|mid|late|the (?:start|beginning|middle|end) of|start of|end of))[ -]"
_PATTERN = re.compile(
    r"\b(?:"
    r"(?P<war>(?i:before|prior to) the (?:full-scale )?(?:war|invasion)|pre-?war"
    r"|(?:the )?(?:start|beginning|outbreak) of the (?:full-scale )?(?:war|invasion)"
    r"|(?<=since )the (?:full-scale )?(?:war|invasion)(?: began| started)?)"
    rf"|(?P<e>\d{{1,2}})(?= (?:and|to) \d{{1,2}} (?P<em>{_MONTH})\b(?:,? (?P<ey>20[12]\d))?)"
    rf"|(?:(?P<d>\d{{1,2}}) )(?P<dm>{_MONTH})\b(?:,? (?P<dy>20[12]\d))?"
    rf"|(?:{_PART})?(?P<m>{_MONTH})\b\.?(?:,? (?P<my>20[12]\d))?"
    r"|(?:(?P<lasts>(?i:the last|last|this|the)) )?(?P<season>(?i:summer|spring|autumn|winter)"
    r"|(?<=last )fall)(?:,?(?: of)? (?P<sy>20[12]\d))?"
    rf"|(?:{_PART.replace('part', 'ypart')})?(?P<y>20[12]\d)"
    r"|(?P<rel>(?i:(?:last|this|the previous) year"
    r"|(?:a|the|one) year (?:ago|earlier|before(?! the| it))"
    r"|(?:with)?in (?:a|one) year|(?:in|over|within) the (?:last|past) year"
    r"|last month|(?:a|one) month (?:ago|earlier)))(?:['\u2019]s)?"
    r")(?![\w-])"
)
_BASE = re.compile(
    r"\b(?:since|than|as|compared (?:with|to)|against|versus|vs\.?|between|from|over|after|on"
    r"|of(?= what| that| the level))"
    r"(?: (?:it|they|he|she|in|at|during|of|what|that|level|was|were|is|did|made|the|on|around"
    r"|for))*"
    r" (?:the )?$",
    re.IGNORECASE,
)
#: "In a year": since a year ago.
_WITHIN = re.compile(r"(?:in|over|within)\b", re.IGNORECASE)
_DATED = re.compile(rf"\b(?P<m>{_MONTH}),? (?P<y>20[12]\d)\b")
_BEFORE = re.compile(r"\b(?:before|prior to) $", re.IGNORECASE)


class Days(NamedTuple):
    """Days that are named, where they stand, and whether something is measured against them.

    Args:
        first: First day.
        last: Last day.
        start: Where their words begin.
        end: Where they end.
        is_base: Whether a word before them makes them the days of old: "since", "than in".
    """

    first: date
    last: date
    start: int
    end: int
    is_base: bool = False


def find(text: str, today: date, attacked: Iterable[str] = ()) -> list[Days]:
    """All days of a sentence, in order.

    Args:
        text: The sentence.
        today: The day it is said, for "last summer" and months without a year.
        attacked: Whose war "the war" is; nobody's is of no day.

    Example:
        >>> day = date(2024, 2, 28)
        >>> [str(d) for d in find("since mid-November", day)[0][:2]]
        ['2023-11-11', '2023-11-20']
        >>> [(str(d.first), d.is_base) for d in find("in 2023 than in 2022", day)]
        [('2023-01-01', False), ('2022-01-01', True)]
        >>> [str(d) for d in find("last summer", day)[0][:2]]
        ['2023-06-01', '2023-08-31']
    """
    out = []
    for match in _PATTERN.finditer(text):
        days = _before_war(attacked) if match["war"] else _days(match, today)
        if days is None:
            continue
        before = text[: match.start()]
        if not match["war"] and _BEFORE.search(before):
            days = date(days[0].year - 1, 1, 1), days[0] - timedelta(days=1)
        if days[0] <= today:
            is_base = bool(_BASE.search(before) or _BEFORE.search(before) or match["war"])
            is_base = is_base or bool(_WITHIN.match(match["rel"] or ""))
            out.append(Days(*days, match.start(), match.end(), is_base))
    return out


def _before_war(attacked: Iterable[str]) -> tuple[date, date] | None:
    """The year before it and the days up to it: rows of that time end on the day before."""
    began = war_began(attacked)
    return (date(began.year - 1, 1, 1), began - timedelta(days=1)) if began else None


def _days(m: re.Match[str], today: date) -> tuple[date, date] | None:
    if m["dm"] or m["em"]:
        month = MONTHS[(m["dm"] or m["em"]).casefold()]
        year = int(m["dy"] or m["ey"] or _year(month, today, m))
        number = min(int(m["d"] or m["e"]) or 1, month_end(date(year, month, 1)).day)
        return date(year, month, number), date(year, month, number)
    if m["m"]:
        return _of_month(m, today)
    if m["season"]:
        return _of_season(m, today)
    if m["y"]:
        return _of_year(int(m["y"]), m["ypart"])
    return _relative(m["rel"].casefold(), today)


def _of_month(m: re.Match[str], today: date) -> tuple[date, date] | None:
    month = MONTHS[m["m"].casefold()]
    if m["m"] == "May" and not (m["my"] or m["part"]) and not m.string[: m.start()].strip():
        return None  # "May" at the head of a sentence is no month
    year = int(m["my"] or _year(month, today, m))
    first, last = date(year, month, 1), month_end(date(year, month, 1))
    part = (m["part"] or "").casefold()
    if "early" in part or "start" in part or "beginning" in part:
        return first, first.replace(day=10)
    if "mid" in part:
        return first.replace(day=11), first.replace(day=20)
    return (first.replace(day=21), last) if "late" in part or "end" in part else (first, last)


def _year(month: int, today: date, m: re.Match[str]) -> int:
    """A month without a year is of that which a later month has, else the last one."""
    later = _DATED.search(m.string, m.end())
    if later:
        return int(later["y"]) - (month > MONTHS[later["m"].casefold()])
    return today.year if month <= today.month else today.year - 1


def _of_season(m: re.Match[str], today: date) -> tuple[date, date]:
    month = SEASONS[m["season"].casefold()]
    year = int(m["sy"] or (today.year if month + 2 < today.month else today.year - 1))
    last = date(year + (month == 12), (month + 1) % 12 + 1, 1)
    return date(year, month, 1), month_end(last)


def _of_year(year: int, part: str | None) -> tuple[date, date]:
    said = (part or "").casefold()
    if "early" in said or "start" in said or "beginning" in said:
        return date(year, 1, 1), date(year, 4, 30)
    if "mid" in said:
        return date(year, 5, 1), date(year, 8, 31)
    if "late" in said or "end" in said:
        return date(year, 9, 1), date(year, 12, 31)
    return date(year, 1, 1), date(year, 12, 31)


def _relative(said: str, today: date) -> tuple[date, date]:
    if "month" in said:
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    if said in ("last year", "the previous year", "this year"):
        return _of_year(today.year - (said != "this year"), None)
    day = today - timedelta(days=365)
    return day - timedelta(days=31), day + timedelta(days=31)
