"""When a sentence speaks of: "in 2023", "last month", "since the war began", "by March"."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from resupply.core.dates import add_months, month_end

#: Month by name, short or long -> its number.
MONTHS = {m.casefold(): n for n, m in enumerate(calendar.month_name) if m}
MONTHS |= {m.casefold()[:3]: n for m, n in tuple(MONTHS.items())} | {"sept": 9}
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_MONTH = "|".join([*calendar.month_name[1:], _SHORT])


class Period(NamedTuple):
    """Days a sentence names, and its words."""

    since: date | None
    until: date | None
    said: str


_PATTERNS = (
    ("whole", r"\bsince (?:the )?(?:(?:start|beginning|outbreak) of )?(?:the )?(?:full[- ]scale )?"
              r"(?:war|invasion)(?: began| started)?|\bsince (?:february |24 february )?2022\b"
              r"|\bin total since\b"),
    ("day", rf"\b(?P<how>since|by|until|on|before|as of) (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
            rf" (?:of )?(?P<m>{_MONTH})(?:,? (?P<y>20\d\d))?\b"),
    ("day", rf"\b(?P<how>since|by|until|on|before|as of) (?P<m>{_MONTH}) (?P<d>\d{{1,2}})"
            r"(?:st|nd|rd|th)?\b(?! ?\d)(?:,? (?P<y>20\d\d))?\b"),
    ("iso", r"\b(?P<how>since|by|until|on|before|as of) (?P<iso>20\d\d-\d\d-\d\d)\b"),
    ("months", rf"\b(?:in |during |between |from )?(?P<m>{_MONTH})(?: (?P<y0>20\d\d))? ?"
               rf"(?:-|\u2013|to|and|until|through) ?(?P<m2>{_MONTH})(?:,? (?P<y>20\d\d))?\b"),
    ("month", rf"\b(?P<how>since|by|until|in|during|this|last|next) "
              rf"(?:the end of |early |late )?(?P<m>{_MONTH})"
              r"(?:,? (?P<y>20\d\d))?\b"),
    ("mid", rf"\b(?P<how>since|by|until|in|from)? ?mid-(?P<m>{_MONTH})(?:,? (?P<y>20\d\d))?\b"),
    ("season", r"\b(?P<which>last|this|in(?: the)?|during(?: the)?|over the|the)"
               r"(?: (?:last|past))? (?P<s>spring|summer|autumn|fall|winter)(?: of)?"
               r"(?: (?P<y>20[12]\d)(?:[-/\u2013](?P<y2>\d\d(?:\d\d)?))?)?\b"),
    ("quarter", r"\b(?:in |during )?(?:the )?(?P<nth>first|second|third|fourth|last) quarter of "
                r"(?P<y>20\d\d)\b|\b(?:in |during )?Q(?P<q>[1-4]) (?P<y2>20\d\d)\b"),
    ("season_years", r"\b(?:in |for |of )?(?P<y>20[12]\d)[-/\u2013](?P<y2>\d\d)\b(?!-\d)"),
    ("years", r"\b(?:in |between |from |over )?(?P<y>20[12]\d) ?(?:-|\u2013|to|and|until) ?"
              r"(?P<y2>20[12]\d)\b"),
    ("half", r"\bin the (?P<nth>first|second) half of (?P<y>20\d\d)\b"),
    ("year", r"\b(?P<how>since|by|until|in|during|for|over|of|the) "
             r"(?:the end of |the year |all of |early |the (?:start|beginning) of )?"
             r"(?P<y>20[12]\d)\b"
             r"(?! (?:population|gdp|dollars|euros|prices))"),
    ("ago", r"\b(?P<which>last|this|past) (?P<unit>month|year|quarter)\b"),
    ("days", r"\b(?:in|over|during) the (?:last|past) (?P<n>\d+|two|three|six|twelve) "
             r"(?P<unit>days|weeks|months)\b"),
    ("whole", r"\bso far\b|\bto date\b"),
)  # fmt: skip
_COUNT = {"two": 2, "three": 3, "six": 6, "twelve": 12}


_BEFORE_WAR = re.compile(
    r"\b(?:before|prior to) the (?:full[- ]scale )?(?:war|invasion)(?: began| started)?\b",
    re.IGNORECASE,
)


def before_war(text: str, attacked: Iterable[str]) -> Period | None:
    """Before a war, where the case is of one who was attacked.

    Example:
        >>> before_war("before the war the US made 14,000", ["UKR"]).until
        datetime.date(2022, 2, 23)
        >>> before_war("before the war the US made 14,000", ["YEM"]) is None
        True
    """
    match = _BEFORE_WAR.search(text)
    began = war_began(attacked) if match else None
    return Period(None, began - timedelta(days=1), match[0]) if match and began else None


def war_began(attacked: Iterable[str]) -> date | None:
    """The first day of the first war against any of these; None = none is known.

    Example:
        >>> str(war_began(["UKR"])), war_began(["YEM"])
        ('2022-02-24', None)
    """
    from resupply.intake.wars import WARS

    those = set(attacked)
    return min((date.fromisoformat(w.began) for w in WARS if w.attacked in those), default=None)


def find(text: str, today: date) -> Period | None:
    """The first period the sentence names; None = none.

    Args:
        text: The sentence.
        today: The day it is said, for "last month" and months without a year.

    Example:
        >>> day = date(2024, 2, 28)
        >>> find("in 2023 Germany gave most", day)[:2]
        (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
        >>> find("a million shells by March", day)[1], find("Germany gave most", day)
        (datetime.date(2024, 3, 31), None)
        >>> [str(d) for d in find("in August-October 2023", day)[:2]]
        ['2023-08-01', '2023-10-31']
        >>> [str(d) for d in find("since 2023-07-01 until 2023-12-31", day)[:2]]
        ['2023-07-01', '2023-12-31']
        >>> [str(d) for d in find("in the third quarter of 2023", day)[:2]]
        ['2023-07-01', '2023-09-30']
    """
    for name, pattern in _PATTERNS:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            since, until = _BOUNDS[name](match, today)
            end = _until(text[match.end() :], today) if since and until is None else None
            if end is None:
                return Period(since, until, match[0])
            return Period(since, end.until, match[0] + end.said)
    return None


def whole_end(period: Period) -> date | None:
    """The last day of a "this year" that is not over.

    Example:
        >>> whole_end(Period(date(2024, 1, 1), date(2024, 2, 28), "this year"))
        datetime.date(2024, 12, 31)
    """
    this = re.search(r"\bthis (month|quarter|year)\b", period.said, re.IGNORECASE)
    if this is None or period.since is None:
        return period.until
    months = {"month": 1, "quarter": 3, "year": 12}[this[1].casefold()]
    return month_end(add_months(period.since, months - 1))


def _until(rest: str, today: date) -> Period | None:
    """The end of days whose beginning was just said: "since 1 March until 30 June"."""
    link = re.match(r",? (?:and )?(?=until\b|by\b)", rest, re.IGNORECASE)
    for name, pattern in _PATTERNS if link else ():
        match = re.match(pattern, rest[link.end() :], re.IGNORECASE) if link else None
        if link and match and name in ("day", "iso", "month", "year"):
            return Period(None, _BOUNDS[name](match, today)[1], link[0] + match[0])
    return None


def _month_of(word: str) -> int:
    return MONTHS[word.casefold().rstrip(".")]


def _whole(_: re.Match[str], __: date) -> tuple[date | None, date | None]:
    return None, None


def _day(m: re.Match[str], today: date) -> tuple[date | None, date | None]:
    month = _month_of(m["m"])
    year = int(m["y"]) if m["y"] else _year(month, m["how"], today, m.string)
    last = _end(year, month).day
    return _sided(m["how"], *[date(year, month, min(int(m["d"]) or 1, last))] * 2)


def _iso(m: re.Match[str], today: date) -> tuple[date | None, date | None]:
    try:
        day = date.fromisoformat(m["iso"])
    except ValueError:
        return None, None
    return _sided(m["how"], day, day)


def _month(m: re.Match[str], today: date) -> tuple[date | None, date | None]:
    month = _month_of(m["m"])
    year = int(m["y"]) if m["y"] else _year(month, m["how"], today, m.string)
    return _sided(m["how"], date(year, month, 1), _end(year, month))


def _months(m: re.Match[str], today: date) -> tuple[date | None, date | None]:
    """Two months and what lies between; a year said once is that of the last."""
    first, last = (_month_of(m[n]) for n in ("m", "m2"))
    year = int(m["y"]) if m["y"] else _year(last, "in", today, m.string)
    before = int(m["y0"]) if m["y0"] else year - (first > last)
    return date(before, first, 1), _end(year, last)


def _mid(m: re.Match[str], today: date) -> tuple[date | None, date | None]:
    """The middle of a month: its 10th to 20th."""
    month, how = _month_of(m["m"]), m["how"] or "in"
    year = int(m["y"]) if m["y"] else _year(month, how, today, m.string)
    return _sided(how, date(year, month, 10), date(year, month, 20))


#: Season -> its first month, by the weather's calendar.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _season(m: re.Match[str], today: date) -> tuple[date | None, date | None]:
    """Three months by the weather's calendar; the newest that has begun, where no year is said."""
    first = SEASONS[m["s"].casefold()]
    year = int(m["y"]) if m["y"] else today.year - (date(today.year, first, 1) > today)
    start = date(year, first, 1)
    end = month_end(add_months(start, 2))
    if m["which"].casefold() == "last" and not m["y"] and end >= today:
        start, end = add_months(start, -12), month_end(add_months(start, -10))
    return start, min(end, today) if start <= today else end


def _quarter(m: re.Match[str], _: date) -> tuple[date | None, date | None]:
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    number = int(m["q"]) if m["q"] else nth[m["nth"].casefold()]
    year = int(m["y"] or m["y2"])
    return date(year, 3 * number - 2, 1), _end(year, 3 * number)


def _years(m: re.Match[str], _: date) -> tuple[date | None, date | None]:
    first, last = sorted(int(m[n]) for n in ("y", "y2"))
    return date(first, 1, 1), date(last, 12, 31)


def _season_years(m: re.Match[str], _: date) -> tuple[date | None, date | None]:
    first = int(m["y"])
    last = first - first % 100 + int(m["y2"])
    return date(first, 1, 1), date(max(first, last), 12, 31)


def _half(m: re.Match[str], today: date) -> tuple[date | None, date | None]:
    year, first = int(m["y"]), m["nth"].casefold() == "first"
    return date(year, 1 if first else 7, 1), _end(year, 6 if first else 12)


def _whole_year(m: re.Match[str], today: date) -> tuple[date | None, date | None]:
    year = int(m["y"])
    return _sided(m["how"], date(year, 1, 1), date(year, 12, 31))


def _ago(m: re.Match[str], today: date) -> tuple[date | None, date | None]:
    unit, this = m["unit"].casefold(), m["which"].casefold() == "this"
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = today.month - (today.month - 1) % months
    start = date(today.year, first, 1)
    if this:
        return start, today
    before = start - timedelta(days=1)
    return date(before.year, before.month - months + 1, 1), before


def _days(m: re.Match[str], today: date) -> tuple[date | None, date | None]:
    number = _COUNT.get(m["n"].casefold()) or int(m["n"][:4])
    size = {"days": 1, "weeks": 7, "months": 30.44}[m["unit"].casefold()]
    back = min(int(number * size), (today - date.min).days)
    return today - timedelta(days=back), today


_BOUNDS = {
    "whole": _whole,
    "day": _day,
    "iso": _iso,
    "month": _month,
    "months": _months,
    "mid": _mid,
    "season": _season,
    "quarter": _quarter,
    "season_years": _season_years,
    "years": _years,
    "half": _half,
    "year": _whole_year,
    "ago": _ago,
    "days": _days,
}


def _sided(how: str, first: date, last: date) -> tuple[date | None, date | None]:
    word = how.casefold()
    if word == "since":
        return first, None
    if word in ("by", "until", "as of"):
        return None, last
    return (None, first - timedelta(days=1)) if word == "before" else (first, last)


_HAD = re.compile(r"\b(?:had|has|have) (?:\w+ ){0,2}?\w+(?:ed|nt|ven|de|t)\b", re.IGNORECASE)
#: What has come is told in the past: "delivered 330,000 shells by November".
_CAME = re.compile(
    r"\b(?:delivered|sent|gave|received|got|shipped|provided|allocated|committed|donated|reached"
    r"|made|produced|fired|spent|supplied)\b",
    re.IGNORECASE,
)
_HAD_COME = re.compile(r"\bhad (?:\w+ ){0,2}?\w+(?:ed|nt|ven|t|me|ne)\b", re.IGNORECASE)
_PLANS = re.compile(r"\b(?:will|plans?|aims?|hopes?|to be) ", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|should|must|promis\w+|pledg\w+|plan\w*|aim\w*|to be|wants?|hop\w+|expect\w*"
    r"|due|target\w*|goal)\b",
    re.IGNORECASE,
)


def _year(month: int, how: str, today: date, text: str) -> int:
    """A month without a year: the next one for "by", unless it has passed; else the last one."""
    told = _HAD.search(text) or _CAME.search(text)
    passed = _HAD_COME.search(text) or (told and not _AHEAD.search(text))
    word = how.casefold()
    if word == "this":
        return today.year
    ahead = word == "next" or bool(word in ("in", "during") and _PLANS.search(text))
    if (word in ("by", "until", "before") or ahead) and not passed:
        return today.year if month >= today.month else today.year + 1
    return today.year if month <= today.month else today.year - 1


def _end(year: int, month: int) -> date:
    return month_end(date(year, month, 1))
