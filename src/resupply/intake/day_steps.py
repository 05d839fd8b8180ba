"""Days told from another day: "the day before", "two days later", "a fortnight ago".

Counted from the day named last before it, if it stands near; else from the day of publication.
"today (6 May)" is the day in brackets.
"""

import re
from datetime import date, timedelta

from resupply.intake import rx, spotting
from resupply.intake.date_periods import published_on
from resupply.intake.dates import Dated

#: What may follow "the day before" and "a day later", which lead on ("the day before the talks").
_END = (
    r"(?=\s*[.,;:)”\"]|\s*$"
    r"|\s+(?!(?:the|an?|his|her|its|their|of|he|she|it|they)\b|(?-i:[A-Z])))"
)
_STEP = rx.compile(
    r"\b(?:(?P<back>(?:the|one|a)\s+(?:day|night|evening)\s+(?:before|earlier)" + _END + ""
    r"|the\s+previous\s+(?:day|night|evening)\b)"
    r"|(?P<on>the\s+(?:following|next)\s+(?:day|morning|night)\b"
    r"|the\s+day\s+after" + _END + ")"
    r"|(?P<count>the|one|an?|two|three|four|five|six|seven|ten|\d\d?)\s+(?P<unit>day|week)s?\s+later\b"
    r"|(?P<weeks>a\s+fortnight\s+(?:ago|earlier)))",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
#: A day in brackets behind "today" and the like.
_BRACKET = rx.compile(r"\s?\((?:on )?(?:[A-Z]\w+day,? )?$")
_NEARBY = frozenset(["today", "yesterday", "tonight", "tomorrow", "this morning", "last night"])
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
    out = _explained(text, found)
    for m in spotting.finditer(_STEP, text):
        start, end = m.span()
        from_day = _named_before(out, start) or (_published(published) if not m["count"] else None)
        if from_day is None:
            continue
        iso = (from_day + timedelta(_days(m))).isoformat()
        out = [d for d in out if d.end <= start or d.start >= end]
        out = sorted([*out, Dated(start, end, iso, "date.step")])
    return sorted(out + _same(text, out))


def _days(m: re.Match[str]) -> int:
    """How many days a step goes on, or back."""
    if m["count"]:
        said = m["count"].lower()
        count = int(said) if said.isdigit() else _COUNTS.get(said, 1)
        return count * (7 if m["unit"].lower() == "week" else 1)
    return -14 if m["weeks"] else -1 if m["back"] else 1


def _explained(text: str, found: list[Dated]) -> list[Dated]:
    """Such as "today (6 May)": the day in brackets, read where the first stands."""
    out: list[Dated] = []
    for day in found:
        last = out[-1] if out else None
        if last and text[last.start : last.end].lower() in _NEARBY:
            bracketed = text[day.end : day.end + 1] == ")"
            if bracketed and _BRACKET.fullmatch(text, last.end, day.start):
                out[-1] = last._replace(iso=day.iso)
                continue
        out.append(day)
    return out


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
