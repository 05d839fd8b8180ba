"""What is read from a document: one type for all kinds of records, and the reading as a whole.

A record is a proposal: what was said, where, by which rule and why it was understood so. Its fields
are those of its kind:

- dateline: place, date
- quote: speaker, mode (`direct`, `indirect`, `mixed`)
- event: type, place, date, participants, name
- aid: donor, recipient, item, quantity, unit, amount, currency, status, date
- need: who, item, quantity, amount, currency
- claim: type, subject, value
- delay: type, actor, item
- production: maker, item, quantity, place

A field that the text leaves open is not there. Several values mean several parties (donors,
participants) or the same sum in several currencies.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from resupply.core.findings import Finding

#: Kinds in the order in which they are read and shown.
KINDS = ("dateline", "quote", "event", "aid", "need", "claim", "delay", "production")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One proposed record.

    Args:
        kind: One of `KINDS`.
        start: First character of its words in the text.
        end: Character behind the last.
        fields: What it says, by field; only known ones.
        spans: Where each field was read, by field: (start, end) in the text.
        rule: Id of the rule that read it, such as `quote.after_cue`.
        reason: Why, in a sentence a reviewer understands.
        confidence: How likely it is right, 0 to 1: a chance where it was weighed, else how often
            such rules are right, roughly.
        flags: What the reviewer should look at, as sentences.

    Example:
        >>> Record(kind="dateline", start=0, end=5, fields={"place": "Tirana"}).to_dict()["span"]
        [0, 5]
    """

    kind: str
    start: int
    end: int
    fields: Mapping[str, Any]
    spans: Mapping[str, tuple[int, int]] = msgspec.field(default_factory=dict)
    rule: str = ""
    reason: str = ""
    confidence: float = 0.8
    flags: Sequence[str] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record in the form of predictions: kind, span, the fields, then how it was read."""
        body: dict[str, Any] = {"kind": self.kind, "span": [self.start, self.end]}
        body.update({k: v for k, v in self.fields.items() if v is not None and v != []})
        if self.spans:
            body["spans"] = {k: list(v) for k, v in self.spans.items()}
        body["rule"], body["reason"], body["confidence"] = self.rule, self.reason, self.confidence
        if self.flags:
            body["flags"] = list(self.flags)
        return body


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A document as read.

    Args:
        id: The document's id.
        published: Its day, or part of one, or None.
        text: The text that all places refer to.
        records: Proposals, by place; at one place in the order of `KINDS`.
        findings: What was odd: another language, nothing readable, contradictions.
        language: ISO 639-1 code of the language it seems to be in, or None where it is too short.
    """

    id: str
    published: str | None
    text: str
    records: Sequence[Record]
    findings: Sequence[Finding] = ()
    language: str | None = None

    def words(self, record: Record) -> str:
        """The exact words of a record."""
        return self.text[record.start : record.end]

    def to_dict(self) -> dict[str, Any]:
        """One line of predictions: id and records."""
        return {"id": self.id, "records": [r.to_dict() for r in self.records]}
