"""Dates told in two parts or without a year: "June last year", "in the autumn", "within the year".

And "today" in a post that is quoted with its own day below it, which is the day of the post.
"""

import re
from datetime import date, timedelta

from resupply.intake import rx, spotting
from resupply.intake.date_periods import Published, iso, published_on
from resupply.intake.date_words import FUTURE
from resupply.intake.dates import Dated

_OF_YEAR = rx.compile(r",?\s+(?:of\s+|in\s+)?(?:(?P<which>last|this|next|the\s+same)\s+year)\b")
_SHIFT = {"last": -1, "this": 0, "next": 1}
_WITHIN = rx.compile(
    r"\b(?:within|by|before|until|towards?)\s+(?P<date>(?:the\s+year(?:['’]s\s+end)?"
    r"|year(?:['’]s|[-\s])\s?end|the\s+end\s+of\s+the\s+year|the\s+turn\s+of\s+the\s+year))\b(?!\s+of)",
    re.IGNORECASE,
)
_QUARTER = rx.compile(
    r"\b(?P<date>(?P<part>first|second|third|fourth|last)\s+(?P<of>quarter|half))\b"
    r"(?!\s+(?:of|to|from|final)\b)"
)
_SEASON = rx.compile(
    r"\b(?P<led>[Ii]n|[Bb]y|[Bb]efore|[Uu]ntil|[Dd]uring|[Ff]rom)\s+(?:the\s+)?(?:early\s+|late\s+)?"
    r"(?P<date>spring|summer|autumn|fall)\b(?!\s+(?:of\b|\d{4}|[a-z]+ing\b))"
)
_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
#: Who posted what stands above: "- Jan Kos (@jankos) May 19, 2023".
_SIGNED = rx.compile(r"^[ \t]*[—–-]{1,2} ?[^\n@]{2,60}\(@\w+\)[ \t]*", re.MULTILINE)
_POSTED = rx.compile(
    r"\b(?:[Tt]oday|[Tt]his (?:morning|afternoon|evening)|[Yy]esterday|[Tt]omorrow)\b"
)


def joined(text: str, found: list[Dated], published: str | None) -> list[Dated]:
    """The dates of a text, those told in two parts as one, and those without a year added.

    Args:
        text: Any text.
        found: Its dates, in order.
        published: Its day of publication, or part of one.

    Example:
        >>> said = "Oslo gave 5 million in June last year."
        >>> parts = [Dated(23, 27, "2024-06", "date.month"), Dated(28, 37, "2023", "date.unit")]
        >>> [d.iso for d in joined(said, parts, "2024-07-01")]
        ['2023-06']
    """
    known = published_on(published)
    out = _one_of_two(text, _with_years(text, found, known))
    if known is not None:
        out += _bare(text, out, known)
        out = [_told_after(text, d, known) for d in out]
    return _posted(text, sorted(out))


def _with_years(text: str, found: list[Dated], known: Published | None) -> list[Dated]:
    """Such as "June last year": month or day, and the year behind it."""
    out: list[Dated] = []
    for d in found:
        if out and d.start < out[-1].end:
            continue  # the "last year" of "June last year"
        m = _OF_YEAR.match(text, d.end) if d.rule in ("date.month", "date.day") else None
        year = _year(m["which"], known, out) if m else None
        if m and year is not None:
            d = Dated(d.start, m.end(), f"{year:04}{d.iso[4:]}", d.rule)
        out.append(d)
    return out


#: Between two months of which one is meant.
_OR = rx.compile(
    r"\s+(?:or|and|to)\s+(?:(?:in|by)\s+)?(?:(?:the\s+)?(?:beginning|start|end|middle)\s+of\s+"
    r"|early\s+|late\s+|mid-)?"
)


def _one_of_two(text: str, found: list[Dated]) -> list[Dated]:
    """Such as "in July or August": one stretch; the second month is not before the first."""
    out: list[Dated] = []
    for d in found:
        last = out[-1] if out else None
        plain = last is not None and last.rule == d.rule == "date.month"
        if last and plain and len(last.iso) == len(d.iso) == 7:
            between = _OR.fullmatch(text, last.end, d.start)
            if between and not text[d.start : d.end][-1].isdigit():
                year = int(last.iso[:4]) + (d.iso[5:] < last.iso[5:])
                d = d._replace(iso=f"{year:04}{d.iso[4:]}")
                if " or " in between[0]:
                    out[-1] = Dated(last.start, d.end, f"{last.iso}/{d.iso}", "date.months")
                    continue
        out.append(d)
    return out


_AFTER = rx.compile(
    r"\b(?:after|following|on top of) (?:[\w$€£.,-]*\d[\w.,-]*)(?: [\w€$£]+){0,4} in $"
)


def _told_after(text: str, d: Dated, known: Published) -> Dated:
    """Such as "will pay 4 billion, after 2 billion in December": what is over by now."""
    today = f"{known.year:04}-{known.month or 12:02}"
    ahead = d.rule == "date.month" and len(d.iso) == 7 and d.iso > today
    if (
        not ahead
        or text[d.end - 1].isdigit()
        or not _AFTER.search(text, max(0, d.start - 60), d.start)
    ):
        return d
    return d._replace(iso=f"{int(d.iso[:4]) - 1:04}{d.iso[4:]}")


def _year(which: str, known: Published | None, before: list[Dated]) -> int | None:
    if which in _SHIFT:
        return known.year + _SHIFT[which] if known else None
    return int(before[-1].iso[:4]) if before else None


def _bare(text: str, found: list[Dated], known: Published) -> list[Dated]:
    """Seasons, quarters and the end of the year, as the tense and the day of publication say."""
    out = []
    for pattern, read in ((_WITHIN, _this_year), (_QUARTER, _quarter), (_SEASON, _season)):
        for m in spotting.finditer(pattern, text):
            start, end = m.span("date")
            told = read(m, known, bool(FUTURE.search(_before(text, m.start()))))
            if told and not any(d.start < end and start < d.end for d in found):
                out.append(Dated(start, end, told, "date.bare"))
    return out


def _before(text: str, at: int) -> str:
    said = text[max(0, at - 90) : at]
    return said[max(said.rfind(mark) for mark in (". ", "\n", "; ")) + 1 :]


def _this_year(m: re.Match[str], known: Published, ahead: bool) -> str | None:
    return iso(known.year)


def _quarter(m: re.Match[str], known: Published, ahead: bool) -> str | None:
    n = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}[m["part"]]
    long = 3 if m["of"] == "quarter" else 6
    if n * long > 12 or known.month is None:
        return None
    return _near((n - 1) * long + 1, n * long, known, ahead)


def _season(m: re.Match[str], known: Published, ahead: bool) -> str | None:
    if known.month is None:
        return None
    first, last = _MONTHS[m["date"]]
    return _near(first, last, known, ahead or m["led"].lower() in ("by", "before", "until"))


def _near(first: int, last: int, known: Published, ahead: bool) -> str:
    """The months of the year meant: the next ones, or the latest that have begun."""
    month = known.month or 1
    year = known.year
    if ahead and last < month:
        year += 1
    if not ahead and first > month:
        year -= 1
    return f"{iso(year, first)}/{iso(year, last)}"


def _posted(text: str, found: list[Dated]) -> list[Dated]:
    """Dates like "today" in a post that is signed with its day, counted from that day."""
    for m in spotting.finditer(_SIGNED, text):
        day = next((d for d in found if d.start == m.end() and len(d.iso) == 10), None)
        if day is None:
            continue
        begin = text.rfind("\n\n", 0, m.start()) + 1
        found = [_from_day(text, d, day.iso) if begin <= d.start < m.start() else d for d in found]
    return found


def _from_day(text: str, d: Dated, day: str) -> Dated:
    if d.rule != "date.near" or not _POSTED.match(text, d.start):
        return d
    shift = {"y": -1, "tom": 1}
    low = text[d.start : d.end].lower()
    days = shift["y"] if low.startswith("yest") else shift["tom"] if low.startswith("tom") else 0
    return d._replace(iso=(date.fromisoformat(day) + timedelta(days)).isoformat())
