"""Documents whose day of publication nobody gave: the day of their dateline is taken, and said.

Days such as "on Tuesday" are found only by the day of publication.
"""

from collections.abc import Collection
from dataclasses import replace

import msgspec

from resupply.core.findings import Finding
from resupply.intake import reader
from resupply.intake.records import KINDS, Reading
from resupply.intake.text import Document


def read(document: Document, *, only: Collection[str] = KINDS) -> Reading:
    """As `reader.read`, by the day of the dateline where the document has none of its own.

    Example:
        >>> told = read(Document("a", "OSLO, 5 March 2024. The ministers met in Oslo on Monday."))
        >>> told.published, [f.code for f in told.findings]
        ('2024-03-05', ['published_by_dateline'])
    """
    if document.published:
        return reader.read(document, only=only)
    day = _day_of(reader.read(document, only=("dateline",)))
    found = reader.read(replace(document, published=day), only=only)
    if day is None:
        return found
    return msgspec.structs.replace(
        found, findings=(*found.findings, _by_dateline(document.id, day))
    )


def _day_of(reading: Reading) -> str | None:
    """The day the dateline tells, where it tells a whole one."""
    days = (r.fields.get("date") for r in reading.records)
    return next((d for d in days if isinstance(d, str) and len(d) == 10), None)


def _by_dateline(name: str, day: str) -> Finding:
    return Finding(
        code="published_by_dateline",
        where=name,
        what=f"its day of publication was not given; its dateline says {day}.",
        todo="give the day (--published) where it was published later.",
        level="note",
    )
