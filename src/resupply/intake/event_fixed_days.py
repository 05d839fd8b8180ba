"""Days that words fix: the anniversary of a war's first day, a day of the year to come."""

import re
from datetime import date

from resupply.intake import gazetteer, rx, wars
from resupply.intake.dates import Dated

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
#: "On the second anniversary of Russia's full-scale invasion"; "ahead of" it is another day.
_ANNIVERSARY = rx.compile(
    r"\b(?:on|at|to mark|marks|marking|marked|commemorat\w+)\s+(?:the\s+)?"
    rf"(?:(?P<which>{'|'.join(_ORDINALS)})\s+)?anniversary\s+of\s+(?:the\s+)?"
    rf"(?:(?:{wars.NAMES})(?:['’]s)?\s+|start\s+of\s+|beginning\s+of\s+|outbreak\s+of\s+"
    r"|the\s+|full-scale\s+|all-out\s+|large-scale\s+|unprovoked\s+)*"
    r"(?:invasion|war\s+(?:in|on|against)|aggression|attack)\b"
    r"(?:\s+(?:of|on|against)\b)?(?:\s+(?P<where>[A-Z]\w+))?"
)
#: How far from its publication a text speaks of the day [days].
_NEAR = 60
_AHEAD = rx.compile(
    r"(?i)(?:\b(?:before|ahead\s+of|until|upcoming|forthcoming|next|will|prior\s+to)\b|-elect\b)"
)
#: A day so long ago is rather that of the year to come [days].
_LONG = 180


def anniversary(text: str, start: int, end: int, published: str) -> Dated | None:
    """The day of an anniversary of a war that a stretch of a text speaks of.

    Example:
        >>> said = "She came on the second anniversary of Russia's invasion."
        >>> anniversary(said, 0, len(said), "2024-02-26").iso
        '2024-02-24'
    """
    found = _ANNIVERSARY.search(text, start, end)
    if found is None:
        return None
    try:
        told = date.fromisoformat(published)
    except ValueError:
        return None
    where = gazetteer.names().get(found["where"] or "")
    began = next((w.began for w in wars.WARS if where is None or where.id == w.attacked), None)
    if began is None:
        return None
    first = date.fromisoformat(began)
    year = first.year + 1 + _ORDINALS.index(found["which"]) if found["which"] else told.year
    day = first.replace(year=year)
    if abs((told - day).days) > _NEAR:
        return None
    return Dated(found.start(), found.end(), day.isoformat(), "date.anniversary")


def to_come(text: str, dated: Dated, published: str) -> Dated:
    """A day without a year that words set ahead: "before the inauguration on January 20".

    Example:
        >>> said = "ahead of the inauguration on January 20"
        >>> to_come(said, Dated(29, 39, "2024-01-20", "date.day"), "2024-12-21").iso
        '2025-01-20'
    """
    lead = text[max(0, dated.start - 90) : dated.start].rpartition(". ")[2]
    if len(dated.iso) != 10 or re.search(r"\d{4}", text[dated.start : dated.end + 6]):
        return dated
    if not _AHEAD.search(lead):
        return dated
    try:
        day, told = date.fromisoformat(dated.iso), date.fromisoformat(published)
        later = day.replace(year=day.year + 1)
    except ValueError:
        return dated
    ahead = (told - day).days > _LONG and 0 <= (later - told).days < _LONG
    return dated._replace(iso=later.isoformat()) if ahead else dated
