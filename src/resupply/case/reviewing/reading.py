"""A text as it comes from a form or a feed, read for the desk."""

import re
from collections.abc import Sequence

import msgspec

from resupply.core.errors import RefusedError
from resupply.intake.dates import Dated
from resupply.intake.desk.fields import interval
from resupply.intake.files import LETTERS_MAX
from resupply.intake.records import Reading, Record

_SINCE = re.compile(r"\b(?:since|as of|starting)\s+$", re.IGNORECASE)


def read_text(text: str, *, published: str | None = None, name: str = "text") -> Reading:
    """What a text says, as proposals.

    Args:
        text: Any text; its places are kept, so nothing in it is changed.
        published: Its day, or part of one (2024-02); None = the day of its dateline, if any.
        name: What it is called.

    Raises:
        RefusedError: No words, too long a text, or a day that is none.
    """
    from resupply.intake import undated
    from resupply.intake.text import Document

    if not text.strip():
        raise RefusedError(
            where=name, what="it holds no words.", todo="give the text of the document."
        )
    if len(text) > LETTERS_MAX:
        raise RefusedError(
            where=name,
            what=f"it has {len(text):,} letters.",
            todo=f"split it into documents of at most {LETTERS_MAX:,}.",
        )
    if published is not None:
        interval(published, where="published")
    return undated.read(Document(id=name, text=text, published=published))


def with_starts(reading: Reading) -> Reading:
    """The reading with the first day of each delay, where its words say "since" a day."""
    from resupply.intake import dates

    told = dates.find(reading.text, reading.published)
    since = [d for d in told if len(d.iso) == 10 and _SINCE.search(reading.text[: d.start][-12:])]
    records = [
        _started(record, [d for d in since if record.start <= d.start < record.end])
        for record in reading.records
    ]
    return msgspec.structs.replace(reading, records=tuple(records))


def _started(record: Record, since: Sequence[Dated]) -> Record:
    if record.kind != "delay" or len(since) != 1 or "start" in record.fields:
        return record
    (day,) = since
    return msgspec.structs.replace(
        record,
        fields={**record.fields, "start": day.iso},
        spans={**record.spans, "start": (day.start, day.end)},
    )
