"""The queue: documents are brought, proposals are looked at. Deciding is left to `desk`."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from resupply.core.errors import QuestionError
from resupply.intake.desk import rates, stories
from resupply.intake.desk.held import Decision, Held, Proposal
from resupply.intake.records import Reading, Record
from resupply.store.desk import DeskStore, DocumentRow, ProposalRow

#: Beside the book.
DESK_FILE = "desk.sqlite"


class Taken(NamedTuple):
    """What bringing a document did: its number, whether it is new, its proposals."""

    document: int
    new: bool
    proposals: Sequence[Proposal]


class Queue:
    """Documents and proposals at the desk.

    Args:
        path: The desk's file; made when it is not there.
        now: The clock, for decisions.

    Raises:
        DeskUnreadableError: The file cannot be used.
    """

    def __init__(
        self, path: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.store = DeskStore(path)
        self._now = now

    def close(self) -> None:
        """Release the file."""
        self.store.close()

    # Bringing documents

    def take(
        self,
        reading: Reading,
        *,
        by: str,
        name: str = "",
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        others: Mapping[str, Sequence[Record]] | None = None,
        seen: tuple[str, str] | None = None,
    ) -> Taken:
        """Keep a document and its proposals; a text that is there already is left as it is.

        Args:
            reading: The document as read.
            by: Who brings it.
            name: File or address it came from.
            title: Headline.
            url: Where it can be read.
            publisher: Who published it.
            others: What second readers propose, by reader.
            seen: Name and mark under which a watcher remembers it, in the same transaction.
        """
        sha256 = hashlib.sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest()
        text = reading.text.encode("utf-8", "replace").decode()
        with self.store.transaction():
            if seen is not None:
                self.store.put_seen(*seen)
            there = self.store.document_of(sha256)
            if there is not None:
                return Taken(there, False, self.proposals(document=there))
            sketch = stories.sketch(text)
            held = Held(
                id=f"doc-{sha256[:16]}", name=name, title=title, publisher=publisher, url=url,
                published=reading.published, language=reading.language, length=len(text),
                added_at=self._now(), added_by=by,
            )  # fmt: skip
            story, why = self._copied_from(sketch)
            number = self.store.add_document(sha256, story, to_json(held), text, sketch)
            self._propose(number, reading, others or {})
            if not story:
                story, why = self._told_in_other_words(number, held)
            if story:
                held = msgspec.structs.replace(held, story_reason=why)
                self.store.put_document(number, to_json(held))
                self.store.put_story(number, story)
        return Taken(number, True, self.proposals(document=number))

    def _propose(
        self, document: int, reading: Reading, others: Mapping[str, Sequence[Record]]
    ) -> None:
        keys: dict[str, int] = {}
        for record in reading.records:
            said = {r: f for r, found in others.items() if (f := _opinion(record, found))}
            self._add(document, keys, reading, record, "rules", said)
        for reader, found in others.items():
            for record in found:
                if not any(_about_same(record, r) for r in reading.records):
                    self._add(document, keys, reading, record, reader, {})

    def _add(
        self,
        document: int,
        keys: dict[str, int],
        reading: Reading,
        record: Record,
        reader: str,
        others: Mapping[str, Mapping[str, Any]],
    ) -> None:
        key = f"{record.kind} {record.start}-{record.end}"
        keys[key] = keys.get(key, 0) + 1
        key = key if keys[key] == 1 else f"{key} ({keys[key]})"
        fields, spans = rates.with_rates(record, reading.text)
        proposal = Proposal(
            document=document, key=key, kind=record.kind, start=record.start, end=record.end,
            excerpt=reading.words(record), fields=_known(fields), spans=spans,
            rule=record.rule, reason=record.reason, confidence=record.confidence,
            flags=tuple(record.flags), reader=reader, others=others,
        )  # fmt: skip
        self.store.add_proposal(document, key, "open", to_json(proposal))

    def _copied_from(self, sketch: bytes) -> tuple[int, str]:
        like, story = stories.most_like(sketch, ((s, kept) for _, s, kept in self.store.sketches()))
        return story, f"{like:.0%} of its runs of three words are the same." if story else ""

    def _told_in_other_words(self, number: int, held: Held) -> tuple[int, str]:
        """The story of a document of those days that tells of one of the same gifts."""
        mine = [p for p in self.proposals(document=number) if p.kind == "aid"]
        near = {
            row.number: row.story
            for row, other in (self.documents() if mine else ())
            if row.number != number and stories.near(held.published, other.published)
        }
        for theirs in self.proposals() if near else ():
            if theirs.document in near and any(
                theirs.kind == "aid" and stories.same_gift(p.fields, theirs.fields) for p in mine
            ):
                return near[theirs.document], f'it tells of the same gift: "{theirs.excerpt}".'
        return 0, ""

    # Looking

    def documents(self) -> list[tuple[DocumentRow, Held]]:
        """All documents, in the order they came."""
        return [(row, _held(row)) for row in self.store.documents()]

    def document(self, number: int) -> tuple[DocumentRow, Held]:
        """One document.

        Raises:
            QuestionError: There is none of that number.
        """
        for row in self.store.documents(number) if _can_be(number) else ():
            return row, _held(row)
        raise QuestionError(
            where=f"document {number}",
            what="there is no such document at the desk.",
            todo="`resupply review documents` lists them.",
        )

    def proposals(
        self, *, document: int | None = None, status: str | None = None
    ) -> list[Proposal]:
        """Proposals, in order."""
        return [_proposal(r) for r in self.store.proposals(document=document, status=status)]

    def proposal(self, number: int) -> Proposal:
        """One proposal.

        Raises:
            QuestionError: There is none of that number.
        """
        for row in self.store.proposals(number) if _can_be(number) else ():
            return _proposal(row)
        raise QuestionError(
            where=f"proposal {number}",
            what="there is no such proposal at the desk.",
            todo="`resupply review` lists those that wait.",
        )

    def decisions(self, number: int | None = None) -> list[Decision]:
        """What was decided on a proposal, or on all, in order."""
        return [
            msgspec.structs.replace(msgspec.json.decode(body, type=Decision), number=n)
            for n, _, body in self.store.decisions(number)
        ]

    def same_story(self, proposal: Proposal) -> list[Proposal]:
        """Proposals of other documents of its story that tell the same, open or decided."""
        story = self.document(proposal.document)[0].story
        others = {
            row.number
            for row in self.store.documents()
            if row.story == story and row.number != proposal.document
        }
        return [
            p
            for p in self.proposals()
            if p.document in others
            and p.kind == proposal.kind
            and stories.same(p.kind, p.fields, proposal.fields)
        ]


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in fields.items() if v is not None and v not in ("", [])}


def _about_same(one: Record, other: Record) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end


def _opinion(record: Record, found: Sequence[Record]) -> dict[str, Any]:
    """What a second reader says of the fields of a record, where it read the same words."""
    about = [f for f in found if _about_same(record, f)]
    if not about:
        return {}
    nearest = max(about, key=lambda f: min(f.end, record.end) - max(f.start, record.start))
    return _known(nearest.fields)


def to_json(what: msgspec.Struct) -> str:
    """A body as the desk's file keeps it."""
    return msgspec.json.encode(what).decode()


def _can_be(number: int) -> bool:
    """Whether a number can be one of the desk's; larger ones the file cannot be asked for."""
    return 0 < number < 2**63


def _held(row: DocumentRow) -> Held:
    return msgspec.json.decode(row.body, type=Held)


def _proposal(row: ProposalRow) -> Proposal:
    found = msgspec.json.decode(row.body, type=Proposal)
    return msgspec.structs.replace(found, number=row.number, status=row.status)
