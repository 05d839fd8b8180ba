"""What the desk holds: documents, proposals, decisions. Bodies of rows in the desk's file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

#: How a proposal stands.
STATUSES = ("open", "accepted", "rejected", "split", "told_again")


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A document, without its text.

    Args:
        id: `doc-` and the first digits of the text's sha256: the same on every machine, and the
            source id under which what is accepted stands in the book.
        name: The file or address it came from.
        title: Headline, if known.
        publisher: Who published it, if known.
        url: Where it can be read, if known.
        published: Its day, or part of one, or None.
        language: As far as it was told.
        length: Characters of the text.
        added_at: When it came to the desk.
        added_by: Who brought it.
        story_reason: Why it is taken to tell the story of an earlier document; empty when not.
    """

    id: str
    name: str = ""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    length: int = 0
    added_at: datetime
    added_by: str
    story_reason: str = ""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A record that was read and waits, or was decided.

    Args:
        number: Its number at the desk.
        document: Number of its document.
        key: What names it inside the document; with the document's id it names what is booked.
        status: One of `STATUSES`.
        kind: dateline, quote, event, aid, need, claim, delay, production.
        start: First character of its words.
        end: Character behind the last.
        excerpt: Its words.
        fields: What it says; what is not known is not there.
        spans: Where each field was read.
        rule: Rule that read it.
        reason: Why, for the reviewer.
        confidence: How often the rule is right, roughly.
        flags: What to look at.
        reader: Who proposed it: `rules`, or a second reader.
        others: What second readers say of its fields, by reader.
        line: Existing line it was found to belong to.
        part_of: Proposal it was split from.
        same_as: Proposal that tells the same, when told again.
        booked: Ids of the records it became, the main one first.
    """

    number: int = 0
    document: int
    key: str
    status: str = "open"
    kind: str
    start: int
    end: int
    excerpt: str
    fields: Mapping[str, Any]
    spans: Mapping[str, tuple[int, int]] = msgspec.field(default_factory=dict)
    rule: str = ""
    reason: str = ""
    confidence: float = 0.8
    flags: tuple[str, ...] = ()
    reader: str = "rules"
    others: Mapping[str, Mapping[str, Any]] = msgspec.field(default_factory=dict)
    line: str | None = None
    part_of: int | None = None
    same_as: int | None = None
    booked: tuple[str, ...] = ()


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about a proposal, for good.

    Args:
        number: Its place among all decisions.
        proposal: The proposal.
        action: accept, edit, reject, split, merge, told_again, undo.
        by: Who.
        at: When.
        why: The reason given.
        before: The proposal before.
        after: The proposal after.
        undoes: The decision taken back.
    """

    number: int = 0
    proposal: int
    action: str
    by: str
    at: datetime
    why: str = ""
    before: Proposal
    after: Proposal
    undoes: int | None = None

    def changes(self) -> dict[str, tuple[Any, Any]]:
        """Fields that changed: from what to what; the status and the line among them.

        Example:
            >>> from datetime import UTC
            >>> a = Proposal(document=1, key="k", kind="aid", start=0, end=1, excerpt="x",
            ...     fields={"donor": "FIN"})
            >>> b = msgspec.structs.replace(a, fields={"donor": "EST"})
            >>> Decision(proposal=1, action="edit", by="me", at=datetime.now(UTC), before=a,
            ...     after=b).changes()
            {'donor': ('FIN', 'EST')}
        """
        before, after = _told(self.before), _told(self.after)
        names = [*before, *(n for n in after if n not in before)]
        return {n: (before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)}


def _told(proposal: Proposal) -> dict[str, Any]:
    return {**proposal.fields, "status": proposal.status, "line": proposal.line}
