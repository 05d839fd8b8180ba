"""Days told from another day: "the day before", "the following day", "a fortnight ago".

Counted from the day named last before it, if it stands near; else from the day of publication.
"""

import re
from datetime import date, timedelta

from resupply.intake import rx, spotting
from resupply.intake.date_periods import published_on
from resupply.intake.dates import Dated

_STEP = rx.compile(
    r"\b(?:(?P<back>(?:the|one|a)\s+(?:day|night|evening)\s+(?:before|earlier)|the\s+previous\s+"
    r"(?:day|night|evening))|(?P<on>the\s+(?:following|next)\s+(?:day|morning|night)|(?:the|one|a)"
    r"\s+day\s+later)|(?P<weeks>a\s+fortnight\s+(?:ago|earlier)))\b(?P<end>\s*[.,;:)”\"]|\s*$"
    r"|\s+(?!(?:the|an?|his|her|its|their|of|he|she|it|they|[A-Z])\b))",
    re.IGNORECASE,
)
_SAME = rx.compile(
    r"\b(?:(?:that|the|this)\s+(?:very\s+)?same|that(?=\s+(?:day|evening|night)\b))\s+"
    r"(?P<unit>day|evening|night|week|month|year)\b",
    re.IGNORECASE,
)
#: A day named further back than this counts no more [characters].
_NEAR = 600


def with_steps(text: str, found: list[Dated], published: str | None) -> list[Dated]:
    """The dates of a text and those counted from them, in order.

    Args:
        text: Any text.
        found: Its dates.
        published: Its day of publication, or part of one.

    Example:
        >>> said = "They met on Tuesday. The day before, he had been in Oslo."
        >>> with_steps(said, [Dated(12, 19, "2024-02-27", "date.weekday")], "2024-02-28")[1].iso
        '2024-02-26'
    """
    out = list(found)
    for m in spotting.finditer(_STEP, text):
        start, end = m.start(), m.start("end")
        from_day = _named_before(found, start) or _published(published)
        if from_day is None:
            continue
        days = -14 if m["weeks"] else -1 if m["back"] else 1
        out = [d for d in out if d.end <= start or d.start >= end]
        iso = (from_day + timedelta(days)).isoformat()
        out.append(Dated(start, end, iso, "date.step"))
    return sorted(out + _same(text, out))


def _same(text: str, found: list[Dated]) -> list[Dated]:
    """Such as "that same day", "the same week": the one named last."""
    out = []
    for m in spotting.finditer(_SAME, text):
        if any(d.start < m.end() and m.start() < d.end for d in found):
            continue
        day = _named_before(found, m.start())
        if day is None:
            continue
        monday = day - timedelta(day.weekday())
        week = f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
        told = {"week": week, "month": day.isoformat()[:7], "year": f"{day.year:04}"}
        iso = told.get(m["unit"].lower(), day.isoformat())
        out.append(Dated(m.start(), m.end(), iso, "date.step"))
    return out


def _named_before(found: list[Dated], at: int) -> date | None:
    near = [d for d in found if at - _NEAR < d.start < at and len(d.iso) == 10]
    return date.fromisoformat(near[-1].iso) if near else None


def _published(said: str | None) -> date | None:
    known = published_on(said)
    return known.on if known else None
