"""What the desk answers: lists, one proposal side by side with its words, what was done."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from resupply.case.reading import SURE
from resupply.case.reviewing import suggesting
from resupply.case.reviewing.booking import Booking
from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError, RefusedError
from resupply.core.words import counted, figured
from resupply.intake.desk import Decision, Desk, Held, Proposal, Taken
from resupply.intake.desk.fields import FIELDS
from resupply.intake.desk.stories import agree
from resupply.intake.records import Reading

if TYPE_CHECKING:
    from resupply.case.case import Case

#: Characters shown around the words.
_AROUND = 300

_PROPOSALS = [
    Column(name="number", title="No."),
    Column(name="kind", title="Kind"),
    Column(name="says", title="What it says", meaning="Fields as read or edited."),
    Column(name="words", title="The words"),
    SURE,
    Column(name="mind", title="Mind", meaning="Flags, disagreement of readers, the same told."),
    Column(name="published", title="Published"),
    Column(name="document", title="Doc."),
    Column(name="status", title="Status", shown=False),
    Column(name="line", title="Line", shown=False),
    Column(name="same_as", title="Same as", shown=False),
    Column(name="fields", title="Fields", shown=False),
    Column(name="start", title="From", shown=False),
    Column(name="end", title="To", shown=False),
    Column(name="rule", title="Rule", shown=False),
    Column(name="reason", title="Reason", shown=False),
    Column(name="reader", title="Reader", shown=False),
    Column(name="booked", title="Booked as", shown=False),
]
_DOCUMENTS = [
    Column(name="number", title="Doc."),
    Column(name="title", title="Title"),
    Column(name="publisher", title="Publisher"),
    Column(name="published", title="Published"),
    Column(name="story", title="Story", meaning="First document that tells the same story."),
    Column(name="open", title="Open", digits=0),
    Column(name="decided", title="Decided", digits=0),
    Column(name="story_reason", title="Why the same story"),
    Column(name="url", title="Address", shown=False),
    Column(name="name", title="File", shown=False),
    Column(name="document_id", title="Id", shown=False),
    Column(name="sha256", title="SHA-256", shown=False),
    Column(name="language", title="Language", shown=False),
    Column(name="length", title="Characters", shown=False),
    Column(name="added_at", title="Added", shown=False),
    Column(name="added_by", title="By", shown=False),
]
_DECISIONS = [
    Column(name="decision", title="No.", shown=False),
    Column(name="proposal", title="Proposal"),
    Column(name="action", title="Decision"),
    Column(name="by", title="By"),
    Column(name="at", title="When"),
    Column(name="changes", title="From what to what"),
    Column(name="why", title="Why"),
    Column(name="undoes", title="Takes back", shown=False),
]


def nothing(case: "Case") -> Answer:
    """A case without a desk."""
    return Answer(
        question="review",
        scope=case.scope(),
        columns=_PROPOSALS,
        sentence="Nothing waits for review.",
    )


def no_desk(case: "Case", what: str) -> QuestionError:
    """The error for a proposal or document of a case that has no desk."""
    return QuestionError(
        where=what,
        what=f"case {case.name} has nothing under review.",
        todo="queue a document with `resupply read FILE --queue`, in a case of your own.",
    )


def taken(case: "Case", desk: Desk, done: Taken, reading: Reading) -> Answer:
    """What bringing a document did."""
    row, held = desk.document(done.document)
    waiting = [p for p in done.proposals if p.status == "open"]
    if done.new:
        told = f"document {done.document} is queued: {counted(len(waiting), 'proposal')} to review"
    else:
        told = f"document {done.document} was there already, nothing was queued"
    again = f", told before by document {row.story}" if row.story != row.number else ""
    return Answer(
        question="read",
        scope=case.scope(),
        columns=_PROPOSALS,
        rows=_rows(desk, done.proposals),
        sentence=f"{told[0].upper()}{told[1:]}{again}.",
        result={
            "document": done.document,
            "document_id": held.id,
            "new": done.new,
            "story": row.story,
            "proposals": [p.number for p in done.proposals],
        },
        findings=reading.findings,
    )


def listed(case: "Case", desk: Desk, status: str | None, document: int | None) -> Answer:
    """Proposals of a status, in the order of their words."""
    found = desk.proposals(status=status, document=document)
    of = "" if document is None else f" of document {document}"
    what = "Nothing waits" if not found else f"{counted(len(found), 'proposal')} {_wait(found)}"
    sentence = (
        f"{what} for review{of}." if status == "open"
        else f"{counted(len(found), 'proposal')}{of}"
        f"{'' if status is None else ', ' + status.replace('_', ' ')}."
    )  # fmt: skip
    return Answer(
        question="review",
        scope=case.scope(),
        columns=_PROPOSALS,
        rows=_rows(desk, found),
        sentence=sentence,
    )


def _wait(found: Sequence[Proposal]) -> str:
    return "waits" if len(found) == 1 else "wait"


def _rows(desk: Desk, found: Sequence[Proposal]) -> list[dict[str, Any]]:
    by = {row.number: (held, row.story) for row, held in desk.documents()}
    return [_row(p, *by[p.document]) for p in found]


def _row(p: Proposal, held: Held, story: int) -> dict[str, Any]:
    return {
        "number": p.number,
        "kind": p.kind,
        "says": in_words(p.fields),
        "words": " ".join(p.excerpt.split()),
        "mind": " ".join(_mind(p, story)),
        "published": held.published,
        "document": p.document,
        "status": p.status,
        "line": p.line,
        "same_as": p.same_as,
        "fields": dict(p.fields),
        "start": p.start,
        "end": p.end,
        "rule": p.rule,
        "reason": p.reason,
        "confidence": p.confidence,
        "reader": p.reader,
        "booked": list(p.booked),
    }


def _mind(p: Proposal, story: int) -> list[str]:
    told = list(p.flags)
    if p.reader != "rules":
        told.append(f"Only {p.reader} read it.")
    for reader, fields in p.others.items():
        other = [n for n, v in fields.items() if n in p.fields and not agree(p.fields[n], v)]
        if other:
            told.append(f"{reader} reads {', '.join(other)} otherwise.")
    if p.same_as is not None:
        told.append(f"Told by proposal {p.same_as}.")
    elif story != p.document:
        told.append(f"Same story as document {story}.")
    return told


def in_words(fields: Mapping[str, Any]) -> str:
    """The fields of a proposal in one line.

    Example:
        >>> in_words({"donor": "FIN", "quantity": 20000, "participants": ["A", "B"]})
        'donor FIN, quantity 20,000, participants A; B'
    """
    return ", ".join(f"{name} {_value(value)}" for name, value in fields.items())


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_value(v) for v in value)
    return figured(value)


def documents(case: "Case", desk: Desk | None) -> Answer:
    """Documents, by story: the first that told it, then those that told it again."""
    rows = [_document(desk, row.number) for row, _ in desk.documents()] if desk else []
    rows.sort(key=lambda r: (r["story"], r["number"]))
    stories = len({r["story"] for r in rows})
    return Answer(
        question="review",
        scope=case.scope(),
        columns=_DOCUMENTS,
        rows=rows,
        sentence=f"{counted(len(rows), 'document')}, "
        f"{'1 story' if stories == 1 else f'{stories} stories'}.",
    )


def _document(desk: Desk, number: int) -> dict[str, Any]:
    row, held = desk.document(number)
    found = desk.proposals(document=number)
    waiting = sum(p.status == "open" for p in found)
    return {
        "number": number,
        "title": held.title or held.name or held.id,
        "publisher": held.publisher,
        "published": held.published,
        "story": row.story,
        "open": waiting,
        "decided": len(found) - waiting,
        "story_reason": held.story_reason or None,
        "url": held.url,
        "name": held.name,
        "document_id": held.id,
        "sha256": row.sha256,
        "language": held.language,
        "length": held.length,
        "added_at": held.added_at.isoformat(),
        "added_by": held.added_by,
    }


def document(case: "Case", desk: Desk, number: int) -> Answer:
    """One document with its text and the numbers of its proposals."""
    found = desk.proposals(document=number)
    result = _document(desk, number) | {
        "text": desk.store.text(number),
        "proposals": [p.number for p in found],
    }
    return Answer(
        question="review",
        scope=case.scope(),
        result=result,
        sentence=f"Document {number}: {result['title']}.",
    )


def shown(case: "Case", desk: Desk, p: Proposal, preview: Booking | RefusedError | None) -> Answer:
    """One proposal, with all a reviewer needs to decide."""
    row, held = desk.document(p.document)
    text = desk.store.text(p.document)
    same = [
        {"number": s.number, "document": s.document, "status": s.status, "words": s.excerpt}
        for s in desk.same_story(p)
    ]
    result = {
        **_row(p, held, row.story),
        "document": _document(desk, p.document),
        "before": text[max(0, p.start - _AROUND) : p.start],
        "excerpt": p.excerpt,
        "after": text[p.end : p.end + _AROUND],
        "spans": {k: list(v) for k, v in p.spans.items()},
        "flags": list(p.flags),
        "can_be_set": list(FIELDS[p.kind]),
        "readers": _readers(p),
        "part_of": p.part_of,
        "would_become": msgspec.to_builtins(preview.told) if isinstance(preview, Booking) else None,
        "hindrance": preview.to_dict() if isinstance(preview, RefusedError) else None,
        "may_belong_to": suggesting.lines(case, p, held.published) if p.status == "open" else [],
        "same_story": same,
        "decisions": [_decision(d) for d in desk.decisions(p.number)],
    }
    return Answer(
        question="review",
        scope=case.scope(),
        result=result,
        sentence=f"Proposal {p.number}, {p.kind}, {p.status.replace('_', ' ')}.",
    )


def _readers(p: Proposal) -> list[dict[str, Any]]:
    """What each second reader says, field by field, beside ours."""
    return [
        {
            "reader": reader,
            "field": name,
            "ours": p.fields.get(name),
            "theirs": value,
            "agree": agree(p.fields.get(name), value) if name in p.fields else None,
        }
        for reader, fields in p.others.items()
        for name, value in fields.items()
    ]


def decisions(case: "Case", desk: Desk | None, number: int | None) -> Answer:
    """Decisions, in order."""
    if desk is None:
        found: list[Decision] = []
    else:
        if number is not None:
            desk.proposal(number)
        found = desk.decisions(number)
    return Answer(
        question="review",
        scope=case.scope(),
        columns=_DECISIONS,
        rows=[_decision(d) for d in found],
        sentence=f"{counted(len(found), 'decision')}.",
    )


def _decision(d: Decision) -> dict[str, Any]:
    changes = d.changes()
    return {
        "decision": d.number,
        "proposal": d.proposal,
        "action": d.action.replace("_", " "),
        "by": d.by,
        "at": d.at.isoformat(timespec="seconds"),
        "changes": "; ".join(f"{n}: {_or_unknown(a)} -> {_or_unknown(b)}"
                             for n, (a, b) in changes.items()),
        "why": d.why,
        "undoes": d.undoes,
    }  # fmt: skip


def _or_unknown(value: Any) -> str:
    return "not known" if value is None else _value(value)


def decided(case: "Case", what: str, done: Sequence[Proposal]) -> Answer:
    """What a decision left."""
    numbers = ", ".join(str(p.number) for p in done)
    noun = "Proposal" if len(done) == 1 else "Proposals"
    said = f": {in_words(done[0].fields)}" if len(done) == 1 and done[0].status == "open" else ""
    return Answer(
        question="review",
        scope=case.scope(),
        result={
            "proposals": [
                {"number": p.number, "status": p.status, "line": p.line, "fields": dict(p.fields)}
                for p in done
            ]
        },
        sentence=f"{noun} {numbers} {what}{said}.",
    )


def accepted(
    case: "Case",
    p: Proposal,
    added: int,
    same: Sequence[Proposal],
    later: Sequence[str] = (),
    dataset: str = "",
) -> Answer:
    """What accepting did, and in which dataset's figures it counts."""
    told = f"in the book as {p.booked[0]}" if added else f"already in the book as {p.booked[0]}"
    counts = f" It counts in figures of the dataset {dataset}." if dataset else ""
    also = (
        f" The same in {counted(len(same), 'other proposal')} is not booked again "
        f"({', '.join(str(s.number) for s in same)})." if same else ""
    )  # fmt: skip
    return Answer(
        question="review",
        scope=case.scope(),
        result={
            "number": p.number,
            "status": p.status,
            "id": p.booked[0],
            "booked": list(p.booked),
            "added": added,
            "same": [s.number for s in same],
        },
        sentence=f"Proposal {p.number} is {told}: `resupply words {p.booked[0]}` "
        f"shows what it rests on.{counts}{also}",
        warnings=[f"It is {w}" for w in later],
    )
