"""What an accepted proposal becomes in the book: records, made and not yet written.

Aid becomes a line and an entry (a pause a disruption); production, delays, needs, claims and
events become rows of `production`, `disruptions`, `facts` and `engagements`; quotations and
datelines stay what they are, words. Each comes with its source and its words.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from resupply.case.reviewing import rows
from resupply.case.reviewing.gifts import aid
from resupply.case.reviewing.naming import Named
from resupply.case.reviewing.saying import Saying
from resupply.core.records import Record, Row, record_id
from resupply.core.words import Precision
from resupply.intake.desk import Held, Proposal
from resupply.intake.desk.fields import interval

if TYPE_CHECKING:
    from resupply.case.case import Case

#: Characters kept before and behind the words, so that they can be read in the book alone.
AROUND = 240


class Booking(NamedTuple):
    """Records ready to be appended.

    Args:
        records: Source, words, and what the proposal became.
        ids: Ids of what it became, the main one first.
        told: What will stand in the book, in words, for the reviewer.
    """

    records: tuple[Record, ...]
    ids: tuple[str, ...]
    told: Mapping[str, Any]


def booking(case: "Case", proposal: Proposal, held: Held, text: str, *, new: bool) -> Booking:
    """The records of a proposal.

    Args:
        case: The case, for its names, lines and settings.
        proposal: As the reviewer left it.
        held: Its document.
        text: The document's text.
        new: Whether names the case does not know are taken as they are.

    Raises:
        RefusedError: A name nobody knows, or something needed that the words do not say.
    """
    known_on, precision = known(proposal, held)
    named = Named(case, proposal.number, new=new)
    said = Saying(case, proposal, held, text, named, known_on, precision)
    made = _KINDS[proposal.kind](said)
    main = made[-1]
    records = (_source(said), *made, _words(said, main))
    return Booking(records, tuple(r.id for r in reversed(made)), _told(made))


def words_id(held: Held, proposal: Proposal) -> str:
    """Id of the row that leads from the book back to the words; it is there once accepted."""
    return record_id("row", held.id, f"words {proposal.key}")


def known(proposal: Proposal, held: Held) -> tuple[date, Precision]:
    """The day the document was public; not known = the day it came to the desk, at the latest."""
    given = proposal.fields.get("known_on") or held.published
    if given is None:
        return held.added_at.date(), Precision.INFERRED
    start, end = interval(str(given), where="known_on")
    if start == end:
        return end, Precision.DAY
    return end, Precision.MONTH if (end - start).days < 31 else Precision.YEAR


def _source(said: Saying) -> Row:
    """The row of `sources` of the document: the same for all that is accepted from it."""
    held = said.held
    public, precision = known(_of_document(said.proposal), held)
    first = " ".join(said.text.split())[:80]
    fields: dict[str, Any] = {
        "source_id": held.id,
        "title": held.title or f"[{held.name or first}]",
        "published": public.isoformat(),
    }
    if precision != Precision.DAY:
        fields["published_precision"] = precision.value
    fields |= {k: v for k, v in (("publisher", held.publisher), ("url", held.url)) if v}
    return Row(
        source_id=held.id, key=held.id, known_on=public, known_precision=precision,
        table="sources", row_id=held.id, fields=fields,
    )  # fmt: skip


def _of_document(proposal: Proposal) -> Proposal:
    """The proposal without a day of knowledge of its own: the source's is the document's."""
    fields = {k: v for k, v in proposal.fields.items() if k != "known_on"}
    return msgspec.structs.replace(proposal, fields=fields)


def _words(said: Saying, main: Record) -> Row:
    """The words with what stands around them, by the id of what they became."""
    p, text = said.proposal, said.text
    fields = {
        "document": said.held.id,
        "kind": p.kind,
        "start": p.start,
        "end": p.end,
        "before": text[max(0, p.start - AROUND) : p.start],
        "excerpt": p.excerpt,
        "after": text[p.end : p.end + AROUND],
        "fields": dict(p.fields),
        "spans": {k: list(v) for k, v in p.spans.items()},
        "rule": p.rule,
        "reason": p.reason,
        "reader": p.reader,
        "proposal": p.number,
    }
    key = f"words {p.key}"
    common = {**said.common, "key": key}
    return Row(**common, table="words", row_id=main.id, fields=fields)


_KINDS: Mapping[str, Callable[[Saying], list[Record]]] = {
    "aid": aid,
    "need": rows.need,
    "claim": rows.claim,
    "delay": rows.delay,
    "production": rows.production,
    "event": rows.event,
    "quote": rows.annotation,
    "dateline": rows.annotation,
}


def _told(made: list[Record]) -> dict[str, Any]:
    """What will stand in the book, for the reviewer to read before accepting."""
    main = made[-1]
    if isinstance(main, Row):
        return {"table": main.table, **main.fields}
    skip = ("source_id", "key", "locator", "note", "known_precision")
    out: dict[str, Any] = {}
    for record in made:
        out |= {
            f: v
            for f in record.__struct_fields__
            if f not in skip and (v := getattr(record, f)) is not None
        }
    told = {k: v for k, v in out.items() if v not in (False, "posted", "reported")}
    return {"table": "entries", **told}
