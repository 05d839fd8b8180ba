"""Dates in a text, resolved against the day it was published.

A date is as exact as the words: "in February" is a month, "last week" seven days, and what cannot
be told without a day of publication is left out. Nothing is invented.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from resupply.intake import rx, spotting
from resupply.intake.date_periods import (
    Match,
    Published,
    ago,
    iso,
    published_on,
    quarter,
    season,
    unit,
)
from resupply.intake.date_words import (
    COMING,
    DAY,
    DAY_2,
    DAYS,
    ENDS_IN_NAME,
    FUTURE,
    MONTH,
    MONTH_2,
    MONTHS,
    NUMBER,
    TO,
    WEEKDAY,
    YEAR,
    looks_ahead,
)


class Dated(NamedTuple):
    """A date in the text.

    Args:
        start: First character, without "on" or "in".
        end: Character behind the last.
        iso: ISO day, month or year, or an interval of two with a slash.
        rule: Id of the rule, such as `date.weekday`.
    """

    start: int
    end: int
    iso: str
    rule: str


Resolve = Callable[[Match, Published | None, str], str | None]


def find(text: str, published: str | None = None) -> list[Dated]:
    """The dates of a text, in order; of two that overlap, the fuller one.

    Args:
        text: Any text.
        published: Its day of publication, or part of one.

    Example:
        >>> [(d.iso, d.rule) for d in find("On Tuesday, after talks in February", "2024-02-28")]
        [('2024-02-27', 'date.weekday'), ('2024-02', 'date.month')]
    """
    reference = published_on(published)
    taken: list[tuple[int, int]] = []
    found: list[Dated] = []
    for rule, pattern, resolve in _RULES:
        for m in spotting.finditer(pattern, text):
            start, end = m.span("date")
            if any(a < end and start < b for a, b in taken):
                continue
            iso = resolve(m, reference, text)
            if iso is not None:
                found.append(Dated(start, end, iso, f"date.{rule}"))
            if iso is not None or (rule == "day" and m["year"]):
                taken.append((start, end))  # 31 February is no day, and no month either
    return sorted(found)


def _before(text: str, at: int) -> str:
    """The words of the sentence before a place, as far as they matter."""
    said = text[max(0, at - 140) : at]
    cut = max(said.rfind(mark) for mark in (". ", "\n", "; ", "! ", "? "))
    return said[cut + 1 :]


def _year_for(
    m: Match, month: int, day: int | None, ref: Published | None, text: str
) -> int | None:
    """The year meant where none is said: the nearest past one, unless the words look ahead."""
    if m.groupdict().get("year"):
        return int(m["year"])
    if ref is None:
        return None
    if ref.month is None:
        return ref.year
    before = _before(text, m.start("date"))
    if re.search(r"\blast\s+(?:\w+\s+)?$|\bprevious\s+$", before) and month >= ref.month:
        return ref.year - 1
    if re.search(r"\bnext\s+$", before) and month <= ref.month:
        return ref.year + 1
    ahead = (month - ref.month) + ((day or 15) - (ref.day or 15)) / 31
    if FUTURE.search(before) or COMING.search(before) or _WILL.match(text, m.end("date")):
        return ref.year + 1 if ahead < -4 else ref.year
    if ahead > 0.1 and _DONE.search(before):
        return ref.year - 1
    return ref.year - 1 if ahead > (2 if day else 1.5) else ref.year


#: "Ana Novak received Jan Berg in Oslo on 8 July", told in May: it was last year.
_DONE = rx.compile(
    r"\b(?:received|met|visited|hosted|held|arrived|travell?ed|took\s+place)\b"
    r"(?!.*\b(?:to|will|would|that|next|plan\w*|due|ahead)\b)[^.;]*\Z",
    re.DOTALL,
)
#: "in July leaders will meet": the verb behind a month tells that it is to come.
_WILL = rx.compile(r"\s[^.,;:\n]{2,40}?\b(?:will|is\s+to|are\s+to|plans?\s+to)\s")


def _day(m: Match, ref: Published | None, text: str) -> str | None:
    month, day = MONTHS[m["month"].lower().rstrip(".")], int(m["day"])
    year = _year_for(m, month, day, ref, text)
    return iso(year, month, day) if year else None


def _days(m: Match, ref: Published | None, text: str) -> str | None:
    month = MONTHS[m["month"].lower().rstrip(".")]
    month2 = MONTHS[m["month2"].lower().rstrip(".")] if m.groupdict().get("month2") else month
    year = _year_for(m, month, int(m["day"]), ref, text)
    if not year:
        return None
    first, last = iso(year, month, int(m["day"])), iso(year, month2, int(m["day2"]))
    return f"{first}/{last}" if first and last and first < last else None


def _months(m: Match, ref: Published | None, text: str) -> str | None:
    month, month2 = (MONTHS[m[g].lower().rstrip(".")] for g in ("month", "month2"))
    year = _year_for(m, month2, None, ref, text)
    if not year:
        return None
    return f"{iso(year - (month > month2), month)}/{iso(year, month2)}"


_SURNAMED = rx.compile(r" [A-Z][a-z]+(?:,|\.|\s(?:of|from|who)\b)")
_SAID_BY = rx.compile(r"(?:\b(?:said|says|added|by|with|told)|[”\"]) \Z")


def _month(m: Match, ref: Published | None, text: str) -> str | None:
    said = m["month"].rstrip(".")
    if said == "Jan" and ENDS_IN_NAME.search(text, max(0, m.start() - 20), m.start()):
        return None  # a place, such as "Zinda Jan"
    if said.lower() in ("may", "march", "mar") and not m.groupdict().get("year"):
        before = text[max(0, m.start("month") - 12) : m.start("month")].lower()
        if said[0].islower() or not re.search(
            r"\b(?:in|by|since|until|of|last|next|this|early|late|mid|from|to|and|late|end"
            r"|before|after|during|for)[\s-]$",
            before,
        ):
            return None
    if _SURNAMED.match(text, m.end()) and _SAID_BY.search(text, max(0, m.start() - 12), m.start()):
        return None  # 'said June Novak'
    month = MONTHS[said.lower()]
    year = _year_for(m, month, None, ref, text)
    return iso(year, month) if year else None


def _numeric(m: Match, ref: Published | None, text: str) -> str | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["year"])
    if m["sign"] == "/" and a <= 12 and b <= 12 and a != b:
        # 03/04: the day or the month first? Only the day of publication can say.
        said = (iso(year, b, a), iso(year, a, b))
        day = ref.on.isoformat() if ref and ref.on else None
        return day if day in said else None
    return iso(year, b, a) if b <= 12 else iso(year, a, b)


def _weekday(m: Match, ref: Published | None, text: str) -> str | None:
    if ref is None or ref.on is None:
        return None
    wanted = DAYS[m["weekday"].lower().rstrip(".")]
    before = _before(text, m.start("date"))
    back = (ref.on.weekday() - wanted) % 7
    said = (m.groupdict().get("which") or "").lower().strip()
    if said in ("last", "past", "previous"):
        return (ref.on - timedelta(back or 7)).isoformat()
    if said in ("next", "coming"):
        return (ref.on + timedelta((7 - back) % 7 or 7)).isoformat()
    if COMING.search(before) or looks_ahead(text, m.start("date"), m.end("date")):
        return (ref.on + timedelta((7 - back) % 7)).isoformat()
    if FUTURE.search(before) and not re.search(
        r"\b(?:said|told|announced|added|published|was|were|met|on)\s+(?:on\s+)?$",
        before.rstrip() + " ",
    ):
        return (ref.on + timedelta((7 - back) % 7)).isoformat()
    if FUTURE.search(before) and not re.search(
        r"\b(?:said|told|announced|added|published|confirmed|stated|reported)\b", before
    ):
        return (ref.on + timedelta((7 - back) % 7)).isoformat()
    return (ref.on - timedelta(back)).isoformat()


_SHIFT = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "earlier today": 0,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
}


def _near(m: Match, ref: Published | None, text: str) -> str | None:
    if ref is None or ref.on is None:
        return None
    return (ref.on + timedelta(_SHIFT[" ".join(m["word"].lower().split())])).isoformat()


#: What is counted, behind "for up to 2000"; the year rule leaves out plurals in "s" itself.
_COUNTED = rx.compile(
    r"\s(?:(?:[a-z-]+(?:ed|al|ic|able|ant|ing|less|hit)|poor|sick|young|local|elderly|more"
    r"|metric|winter|family|food|hygiene) )?"
    r"(?:people|persons|children|women|men|personnel|staff|aircraft|cattle|sheep|livestock"
    r"|[a-z]+s\b(?<!has)(?<!was)(?<!is)(?<!as))\b"
    r"|\s(?:to|and|or)\s[2-9]\d{3}\s[a-z]+s\b"
)
#: Before a count as before a year.
_COUNTS = rx.compile(r"(?:to|and|of|for|over|from|between)\b", re.IGNORECASE)


def _year(m: Match, ref: Published | None, text: str) -> str | None:
    if _COUNTS.match(m[0]) and _COUNTED.match(text, m.end()):
        return None  # "for up to 2000 people"
    if m.groupdict().get("year2"):
        second = int(m["year2"]) if len(m["year2"]) == 4 else int(m["year"][:2] + m["year2"])
        return f"{m['year']}/{second:04}" if 0 < second - int(m["year"]) < 30 else None
    return m["year"]


def _rule(
    name: str, pattern: str, resolve: Resolve, flags: int = 0
) -> tuple[str, re.Pattern[str], Resolve]:
    return name, rx.compile(pattern, flags), resolve


_I = re.IGNORECASE
#: In order of how much they say: the first to read a stretch keeps it.
_RULES = (
    _rule(
        "iso",
        r"(?<![\d-])(?P<date>(?P<year>(?:19|20)\d\d)-(?P<b>0\d|1[0-2])-(?P<a>[0-3]\d))(?!\d)",
        lambda m, r, t: iso(int(m["year"]), int(m["b"]), int(m["a"])),
    ),
    _rule(
        "numeric",
        rf"(?<![\d./])(?P<date>(?P<a>[0-3]?\d)(?P<sign>[./-])(?P<b>[0-3]?\d)(?P=sign){YEAR})(?!"
        rf"[\d/])",
        _numeric,
    ),
    _rule("days", rf"\b(?P<date>{DAY}{TO}{DAY_2}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?)", _days),
    _rule("days", rf"\b(?P<date>{MONTH}\s+{DAY}{TO}{MONTH_2}\s+{DAY_2}\b(?:,?\s+{YEAR})?)", _days),
    _rule(
        "days",
        rf"\b(?P<date>{MONTH}\s+{DAY}{TO}{DAY_2}\b(?!\s*(?:million|billion|,\d|percent"
        rf"|%))(?:,?\s+{YEAR})?)",
        _days,
    ),
    _rule("days", rf"\b(?P<date>{DAY}\s+{MONTH}{TO}{DAY_2}\s+{MONTH_2}(?:,?\s+{YEAR})?)", _days),
    _rule(
        "day", rf"\b(?P<date>(?:{WEEKDAY},?\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?)", _day
    ),
    _rule(
        "day",
        rf"\b(?P<date>(?:{WEEKDAY},?\s+)?{MONTH}\s+(?:the\s+)?{DAY}\b(?![\d.,]\d)(?!\s*(?:million"
        rf"|billion|percent|%))(?:(?:,\s*|\s+){YEAR})?)",
        _day,
    ),
    _rule("quarter", rf"\b(?P<date>(?P<part>Q[1-4])(?:\s+(?:of\s+)?{YEAR})?)", quarter),
    _rule(
        "quarter",
        rf"\b(?P<date>(?P<part>first|second|third|fourth|last)\s+(?P<of>quarter"
        rf"|half)\s+of\s+(?:{YEAR}|(?:the|this)\s+year))",
        quarter,
    ),
    _rule(
        "season",
        rf"\b(?:(?P<which>this|last|next|the\s+coming)\s+)?(?P<date>(?P<season>[Ss]pring"
        rf"|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\s+(?:of\s+)?{YEAR})?)(?!\w)",
        season,
    ),
    _rule("months", rf"\b(?P<date>{MONTH}{TO}{MONTH_2}(?:,?\s+(?:of\s+)?{YEAR})?)", _months),
    _rule(
        "month",
        rf"\b(?P<date>{MONTH}(?:,?\s+(?:of\s+)?{YEAR})?)(?!\s+\d{{1,2}}\b(?!\s*(?:million"
        rf"|billion)))",
        _month,
    ),
    _rule(
        "weekday",
        rf"\b(?:(?P<which>last|next|past|this|coming|previous)\s+)?(?P<date>{WEEKDAY})(?!\w)",
        _weekday,
        0,
    ),
    _rule(
        "near",
        r"\b(?P<date>(?P<word>earlier today|today|tonight|this morning|this afternoon|this"
        r" evening|yesterday|last night|tomorrow))\b",
        _near,
        _I,
    ),
    _rule(
        "unit",
        r"\b(?P<date>(?P<which>last|this|next|(?:the\s+)?coming|(?:the\s+)?current|previous"
        r"|past)\s+(?P<unit>week|weekend|month|year))\b(?!-)",
        unit,
        _I,
    ),
    _rule(
        "unit",
        r"\b(?:end of|at|over|later in|earlier in)\s+(?P<date>(?P<which>the)\s+(?P<unit>week"
        r"|weekend|month|year))\b(?!\s+of)",
        unit,
        _I,
    ),
    _rule(
        "ago",
        rf"\b(?P<date>{NUMBER}\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier))\b",
        ago,
        _I,
    ),
    _rule(
        "year",
        r"\b(?:[Ii]n|[Ss]ince|[Bb]y|until|till|of|[Ff]or|[Dd]uring|[Ff]rom|[Tt]hroughout|before"
        r"|after|through"
        r"|between|early|late|mid|FY|fiscal(?:\s+year)?|year|end[- ]of|to|and"
        r"|over)[\s-]+(?:late\s+|early\s+|mid-?\s?)?(?P<date>(?P<year>(?:19"
        r"|20)\d\d)(?:\s?[-–/]\s?(?P<year2>(?:20)?\d\d)\b)?)(?![\d,.]*\d)(?!\s*(?:%|percent"
        r"|[a-z]+s\b(?<!has)(?<!was)(?<!is)(?<!as)))",
        _year,
    ),
    _rule("year", r"(?P<date>(?<=\()(?P<year>20[0-3]\d)(?=\)))", _year),
    _rule(
        "year",
        r"(?<![\d.,$€£-])(?P<date>(?P<year>20[0-3]\d)[-–/](?P<year2>(?:20)?\d\d))(?![\d-])",
        _year,
    ),
)
