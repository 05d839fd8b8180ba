"""Datelines of rarer make: months of feeds, agencies behind a town, days far down."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from resupply.intake import rx
from resupply.intake.context import Context
from resupply.intake.dates import Dated
from resupply.intake.text import Document, Span

#: Lines looked at: the heads of pages hold menus, bylines and captions.
_LINES = 22


#: Lists know these as bodies or countries.
TOWNS_TOO = ("Brussels", "Gaza", "Singapore", "Luxembourg", "Djibouti", "Kuwait", "Hong Kong")


class Odd(NamedTuple):
    """A place, a day or both at the head.

    Args:
        start: First character.
        end: Character behind the last.
        place: Where the place stands, or None.
        day: ISO day or month, or "".
        day_at: Where the day stands, or None.
    """

    start: int
    end: int
    place: tuple[int, int] | None
    day: str
    day_at: tuple[int, int] | None


_MONTH = rx.compile(r"\s*date\s+(?P<month>(?:19|20)\d\d-(?:0[1-9]|1[0-2]))(?=\s)")
_TOWN = r"(?P<place>[A-ZÀ-Þ][\w'’.À-ž-]+(?: [A-ZÀ-Þ][\w'’À-ž-]+){0,2})"
_NAME = r"[A-ZÀ-Þ][\w'’À-ž-]+(?: [A-ZÀ-Þ][\w'’À-ž-]+)?"
_FAR_TOWNS = rf"(?P<place>{_NAME}(?:\s?/\s?{_NAME})*)"
#: "Gaza, MINA – More", "Yerevan /Mediamax/. The", "LONDON (Reuters) -Global".
BY_AGENCY = rx.compile(
    rf"{_TOWN}(?:,\s[A-Z]{{2,12}}\s?[–—-]{{1,2}}\s|\s/[A-Z][\w .-]{{2,24}}/[.,:]?\s?[–—-]?\s?"
    r"|\s\((?:[A-Z][\w .&-]{1,24})\)\s?(?:[–—-]{1,2}\s?)(?=[A-Z“\"]))"
)
#: "Kinshasa, Sep 6 A first batch": a feed that has lost the dash behind its town and day.
UNMARKED = rx.compile(
    rf"{_TOWN}(?:,\s[A-ZÀ-Þ][\w'’ -]{{2,24}}?)?,\s"
    r"(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2})\s+(?=[A-Z“\"])"
)
#: "Kyiv • UNN": a town and whose copy it is, in a line of their own.
_BESIDE_AGENCY = rx.compile(rf"{_TOWN}\s?[•·|]\s?(?P<agency>[A-Z]\w*(?:[ -][A-Z]\w*){{0,2}})\s*\Z")
#: "(MENAFN- IANS) Gaza, Dec 5 (IANS) The UN", "14ymedio, Miami, 14 January 2026 — The aid".
_DATED = rx.compile(
    rf"(?:\([^()\n]{{3,40}}\)\s+|By\s[A-Z][\w ]{{2,28}},\s+|[\w.-]{{3,20}}(?:\s[A-Z]\w+)?,\s+"
    rf"|[A-Z]\w+\s[–—-]\s)?{_FAR_TOWNS}(?:,\s[A-ZÀ-Þ][\w'’ -]{{2,24}}?)?,?\s+"
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,?\s+)?"
    r"(?P<day>(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st"
    r"|nd|rd|th)?)(?:,?\s+(?:19|20)\d\d)?)"
    r"(?P<mark>\s*[–—:]|\s*-{1,2}\s|\s\([A-Z][\w .&/-]{1,24}\)\s?[–—:-]{0,2}\s?|,\s\d\d?[:.]\d\d)"
)
#: "September 2, El Geneina — Aid", "February 28, 2026 (EL OBEID) – Drones".
_DAY_FIRST = rx.compile(
    rf"(?P<day>(?:\d{{1,2}}\s+[A-Z][a-z]{{2,8}}|[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}})(?:,?\s+(?:19|20)\d\d)?)"
    rf"(?:,\s+|\s+\((?=[^()\n]{{3,30}}\))){_FAR_TOWNS}\)?\s*(?:[–—]|-{{1,2}}(?=\s))"
)
#: "(New York, 10 December 2024)".
_BRACKETED = rx.compile(
    rf"\({_FAR_TOWNS},\s+(?P<day>\d{{1,2}}\s+[A-Z][a-z]{{2,8}},?\s+(?:19|20)\d\d)\)"
)
#: "Abuja, Nigeria| The agency has warned".
_BARRED = rx.compile(rf"{_FAR_TOWNS},\s[A-ZÀ-Þ][\w'’ -]{{2,24}}\s?\|\s+(?=[A-Z])")
_LABEL = rx.compile(r"(?i)dateline\s*:\s*")
_CLOCK = r"(?:\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{2,4})?)"
#: What may stand beside a day that is alone in its line.
_ALONE_BEFORE = rx.compile(
    rf"[\s•*|–—-]*(?:(?:Published|Posted|Updated|Date|Created|Issued|Published\s+on)\s*:?\s*)?"
    rf"(?:{_CLOCK},?\s*)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*\.?[,،|]?\s+(?:\|\s+)?)?"
)
#: "The First News/PAP June 09, 2023": whose the text is, in front of the day that ends the line.
_BYLINED = rx.compile(
    r"(?:(?:By|by)\s+)?(?:[A-Z][\w.&/’'-]*[,|]?\s+(?:[|•–—-]\s+)?){1,6}(?<!On\s)(?<!In\s)(?<!By\s)"
)
_ALONE_BEHIND = rx.compile(rf"(?:,?\s*(?:at\s+|[|•–—-]\s*)?{_CLOCK})?[\s.|•–—-]*")
_BY_LETTERS = rx.compile(r"\.?\s*\([A-Z][A-Z .&/-]{2,24}\)\s*[–—-]{1,2}")
_SLASHED = rx.compile(
    rf"(?:[A-Za-z ]{{3,20}}\|\s*)?(?:[•*–—-]\s*)?(?:(?:Date|Published|Posted|Updated)\s*:\s*)?"
    rf"(?:(?P<y>(?:19|20)\d\d)\s?[/.-]\s?(?P<m>\d\d)\s?[/.-]\s?(?P<d>\d\d)"
    rf"|(?P<a>\d{{1,2}})\s?[/.]\s?(?P<b>\d{{1,2}})\s?[/.]\s?(?P<year>(?:19"
    rf"|20)\d\d))(?:,?\s*{_CLOCK}|T[\d:.]+Z?)?(?:\s[A-Z]{{2,8}})?\s*\Z"
)


def month_of_feed(document: Document) -> Odd | None:
    """As in "date 2024-04 The ministry": the month that a feed puts in front."""
    m = _MONTH.match(document.text)
    return Odd(*m.span("month"), None, m["month"], m.span("month")) if m else None


def placed(document: Document, context: Context) -> Odd | None:
    """The first line that opens with a town and an agency, or a town and a day."""
    for line in document.paragraphs[:_LINES]:
        found = _labelled(document, context, line) or _with_agency(document, context, line)
        found = found or _with_day(document, context, line) or _unmarked(document, context, line)
        if found is not None:
            return found
    return _alone(document, context)


#: Days at most between the news and its publication.
_NEWS = 3


def _unmarked(document: Document, context: Context, line: Span) -> Odd | None:
    """As in "Kinshasa, Sep 6 A first batch": no dash behind the town and its day."""
    m = UNMARKED.match(document.text, line.start, line.end)
    days = context.dates_in(m.start("day"), m.end("day")) if m else []
    if m is None or not days or not _is_town(context, line.start):
        return None
    try:
        published = date.fromisoformat(document.published or "")
        age = (published - date.fromisoformat(days[0].iso)).days
    except ValueError:
        return None
    at = m.span("place")
    whole = (days[0].start, days[0].end)
    return Odd(at[0], whole[1], at, days[0].iso, whole) if 0 <= age <= _NEWS else None


#: A town in a line of its own is no further down than this [lines], and no text before it.
_TOWN_LINES = 5
_TEXT_MIN = 80


def _alone(document: Document, context: Context) -> Odd | None:
    """As in "Lima" in a line of its own, between the headline and the text."""
    text, lines = document.text, document.paragraphs
    for line, below in pairwise(lines[:_TOWN_LINES]):
        if line.end - line.start >= _TEXT_MIN:
            return None
        named = context.mentions_in(line.start, line.end)
        whole = len(named) == 1 and (named[0].start, named[0].end) == (line.start, line.end)
        told = below.end - below.start >= _TEXT_MIN and text[below.end - 1] in '.”"'
        if whole and told and line is not lines[0] and _is_town(context, line.start):
            return Odd(line.start, line.end, (line.start, line.end), "", None)
    return None


def _is_town(context: Context, at: int) -> bool:
    named = context.mentions_in(at, at + 1)
    return bool(named) and (
        named[0].kind == "place" or named[0].form == "capital" or named[0].name in TOWNS_TOO
    )


def _with_agency(document: Document, context: Context, line: Span) -> Odd | None:
    beside = _BESIDE_AGENCY.match(document.text[line.start : line.end])
    lands = [m for m in context.mentions_in(line.start, line.end) if m.kind in ("country", "place")]
    if beside and len(lands) == 1 and _is_town(context, line.start):
        at = (line.start, line.start + beside.end("place"))
        return Odd(*at, at, "", None)
    m = BY_AGENCY.match(document.text, line.start, line.end)
    if m is None or not _is_town(context, m.start("place")) or line.end - m.end() < 60:
        return None
    return Odd(*m.span("place"), m.span("place"), "", None)


def _with_day(document: Document, context: Context, line: Span) -> Odd | None:
    barred = _BARRED.match(document.text, line.start, line.end)
    if barred and _is_town(context, line.start):
        return Odd(*barred.span("place"), barred.span("place"), "", None)
    shapes = (_DATED, _DAY_FIRST, _BRACKETED)
    m = next((m for s in shapes if (m := s.match(document.text, line.start, line.end))), None)
    dates = context.dates_in(m.start("day") - 6, m.end("day")) if m else []
    if m is None or not dates or not _is_town(context, m.start("place")):
        return None
    day = dates[0]
    start, end = min(m.start("place"), day.start), max(m.end("place"), day.end)
    return Odd(start, end, m.span("place"), day.iso, (day.start, day.end))


def _labelled(document: Document, context: Context, line: Span) -> Odd | None:
    """As in "DATELINE: 21 NOVEMBER 2022 KHERSON, UKRAINE"."""
    m = _LABEL.match(document.text, line.start, line.end)
    if m is None:
        return None
    dates = context.dates_in(m.end(), line.end)
    towns = [k for k in context.mentions_in(m.end(), line.end) if k.kind in ("place", "country")]
    if not (dates or towns):
        return None
    day = (dates[0].start, dates[0].end) if dates else None
    town = (towns[0].start, towns[0].end) if towns else None
    spots = [*(day or ()), *(town or ())]
    return Odd(min(spots), max(spots), town, dates[0].iso if dates else "", day)


def dated(document: Document, context: Context) -> Odd | None:
    """A day alone in its line, further down than others: the day of publication itself."""
    published = document.published or ""
    for line in document.paragraphs[:_LINES]:
        for iso, start, end in _days_of(document, context, line):
            if iso == published:
                return Odd(start, end, None, iso, (start, end))
    return None


def _days_of(document: Document, context: Context, line: Span) -> Iterator[tuple[str, int, int]]:
    text = document.text
    if line.end - line.start > 90 and not _BY_LETTERS.search(text, line.start, line.start + 40):
        return
    slashed = _SLASHED.match(text[line.start : line.end].rstrip())
    if slashed:
        begin = slashed.start("y") if slashed["y"] else slashed.start("a")
        close = slashed.end("d") if slashed["y"] else slashed.end("year")
        at = line.start
        yield from ((iso, at + begin, at + close) for iso in _readings(slashed))
    found: list[Dated] = context.dates_in(line.start, min(line.end, line.start + 60))
    for day in found[:1]:
        before = _ALONE_BEFORE.fullmatch(text, line.start, day.start)
        behind = _ALONE_BEHIND.fullmatch(text, day.end, line.end)
        before = before or (behind and _BYLINED.fullmatch(text, line.start, day.start))
        if before and (behind or _BY_LETTERS.match(text, day.end, line.end)):
            yield day.iso, day.start, day.end


def _readings(m: re.Match[str]) -> list[str]:
    if m["y"]:
        return [f"{m['y']}-{m['m']}-{m['d']}"]
    a, b = int(m["a"]), int(m["b"])
    return [f"{m['year']}-{b:02}-{a:02}", f"{m['year']}-{a:02}-{b:02}"]
