"""The desk: how a proposal is decided, and how a decision is taken back.

Every change is one transaction of the desk's file and leaves a `Decision`. `case.reviewing` books
inside `accepting`, while the desk is locked: two reviewers never book one proposal.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from resupply.core.errors import RefusedError, unknown_name
from resupply.intake.desk.fields import changed
from resupply.intake.desk.held import STATUSES, Decision, Proposal
from resupply.intake.desk.queue import Queue, to_json

#: Fields that say how much; a part of a split has its own.
_AMOUNTS = ("quantity", "amount")


class Desk(Queue):
    """The queue, and what people decide about it."""

    def edit(self, number: int, changes: Mapping[str, Any], *, by: str, why: str = "") -> Proposal:
        """Change fields; empty makes unknown.

        Raises:
            RefusedError: It is decided already, or a field or value that cannot be.
        """
        with self._deciding(number) as before:
            after = _replace(before, fields=changed(before.kind, before.fields, changes))
            return self._decide("edit", before, after, by=by, why=why)

    def reject(self, number: int, *, by: str, why: str) -> Proposal:
        """Put a proposal aside, with the reason.

        Raises:
            RefusedError: It is decided already, or no reason was given.
        """
        if not why.strip():
            raise RefusedError(
                where=f"proposal {number}",
                what="a rejection says why.",
                todo="give --why, such as --why 'said of last year'.",
            )
        with self._deciding(number) as before:
            return self._decide(
                "reject", before, _replace(before, status="rejected"), by=by, why=why
            )

    def merge(self, number: int, line: str, *, by: str, why: str = "") -> Proposal:
        """Say which line of the book it belongs to; accepting it books it there."""
        with self._deciding(number) as before:
            return self._decide("merge", before, _replace(before, line=line), by=by, why=why)

    def told_again(self, number: int, same_as: int, *, by: str, why: str = "") -> Proposal:
        """Say that another proposal tells the same, so that it is not booked twice.

        Raises:
            RefusedError: It is decided already, or the other one is itself.
        """
        self.proposal(same_as)
        if same_as == number:
            raise RefusedError(
                where=f"proposal {number}",
                what="it cannot tell itself again.",
                todo="name the other proposal that tells the same.",
            )
        with self._deciding(number) as before:
            after = _replace(before, status="told_again", same_as=same_as)
            return self._decide("told_again", before, after, by=by, why=why)

    def split(
        self, number: int, parts: Sequence[Mapping[str, Any]], *, by: str, why: str = ""
    ) -> list[Proposal]:
        """Make several proposals of one; each part says what differs from the whole.

        Quantity and amount are not passed on: how much is whose is known only when said.

        Raises:
            RefusedError: Fewer than two parts, or a value that cannot be.
        """
        if not 2 <= len(parts) <= 50:
            raise RefusedError(
                where=f"proposal {number}",
                what=f"it cannot be split into {len(parts)}.",
                todo="give from two to fifty parts, each with the fields that differ.",
            )
        with self._deciding(number) as before:
            self._decide("split", before, _replace(before, status="split"), by=by, why=why)
            return [self._part(before, n, part) for n, part in enumerate(parts, 1)]

    def _part(self, whole: Proposal, n: int, part: Mapping[str, Any]) -> Proposal:
        keys = {p.key for p in self.proposals(document=whole.document)}
        key = f"{whole.key} part {n}"
        while key in keys:  # split, undone and split again
            n += 100
            key = f"{whole.key} part {n}"
        made = _replace(
            whole,
            number=0,
            key=key,
            fields=changed(whole.kind, _without_whole(whole.fields), part),
            flags=(*whole.flags, *_of_whole(whole.fields, part)),
            part_of=whole.number,
        )
        number = self.store.add_proposal(made.document, key, "open", to_json(made))
        return _replace(made, number=number)

    @contextmanager
    def accepting(self, number: int) -> Iterator[Proposal]:
        """Hold the desk while a proposal is booked; see `accepted`.

        The caller looks at the status first: another reviewer may just have accepted it.
        """
        self.store.put_begun(number)
        with self.store.transaction():
            yield self.proposal(number)

    def accepted(
        self, before: Proposal, after: Proposal, booked: Sequence[str], *, by: str, why: str = ""
    ) -> Proposal:
        """Inside `accepting`: say what a proposal became.

        Args:
            before: As it was.
            after: With the last changes of the reviewer.
            booked: Ids of the records, the main one first.
            by: Who accepted.
            why: Anything to say about it.
        """
        after = _replace(after, status="accepted", booked=tuple(booked))
        self.store.end_begun(before.number)
        return self._decide("accept", before, after, by=by, why=why)

    def put_same(self, others: Sequence[Proposal], accepted: Proposal, *, by: str) -> None:
        """Inside `accepting`: the same in other outlets is not booked again."""
        for other in others:
            after = _replace(other, status="told_again", same_as=accepted.number)
            why = f"the same story as proposal {accepted.number}"
            self._decide("told_again", other, after, by=by, why=why)

    def undo(self, number: int, *, by: str, why: str = "") -> Proposal:
        """Take back the last decision on a proposal that is not booked.

        Raises:
            RefusedError: It is booked, nothing was decided, or a part of a split is decided.
        """
        with self.store.transaction():
            now = self.proposal(number)
            if now.status == "accepted":
                raise _booked(now)
            last = self._last(number)
            if last is None:
                raise RefusedError(
                    where=f"proposal {number}",
                    what="nothing was decided on it that could be taken back.",
                    todo=f"`resupply review show {number}` shows what was decided.",
                )
            self._refuse_part(now)
            if last.action == "split":
                self._take_parts_back(now, by)
            return self._decide("undo", now, last.before, by=by, why=why, undoes=last.number)

    def _refuse_part(self, part: Proposal) -> None:
        """A part whose split was taken back stays closed: the whole is open again."""
        if part.part_of is not None and self.proposal(part.part_of).status != "split":
            raise RefusedError(
                where=f"proposal {part.number}",
                what=f"its split was taken back; proposal {part.part_of} is the whole.",
                todo=f"decide or split proposal {part.part_of}.",
            )

    def _last(self, number: int) -> Decision | None:
        """The last decision that stands."""
        decisions = self.decisions(number)
        undone = {d.undoes for d in decisions}
        standing = [d for d in decisions if d.action != "undo" and d.number not in undone]
        return standing[-1] if standing else None

    def _take_parts_back(self, whole: Proposal, by: str) -> None:
        parts = [p for p in self.proposals(document=whole.document) if p.part_of == whole.number]
        for part in parts:
            if part.status not in ("open", "rejected"):
                raise RefusedError(
                    where=f"proposal {whole.number}",
                    what=f"its part {part.number} is {part.status.replace('_', ' ')}.",
                    todo="decide its other parts one by one.",
                )
        for part in parts:
            if part.status == "open":
                after = _replace(part, status="rejected")
                self._decide("reject", part, after, by=by, why="the split was taken back")

    @contextmanager
    def _deciding(self, number: int) -> Iterator[Proposal]:
        with self.store.transaction():
            before = self.proposal(number)
            if before.status == "accepted":
                raise _booked(before)
            if before.status != "open":
                raise RefusedError(
                    where=f"proposal {number}",
                    what=f"it is {_standing(before)} already.",
                    todo=f"take that back first: resupply review undo {number} --by NAME.",
                )
            yield before

    def _decide(
        self, action: str, before: Proposal, after: Proposal, *, by: str, why: str = "",
        undoes: int | None = None,
    ) -> Proposal:  # fmt: skip
        """Write the decision and the proposal as it stands then."""
        decision = Decision(
            proposal=before.number, action=action, by=reviewer(by), at=self._now(),
            why=" ".join(why.split())[:1000], before=before, after=after, undoes=undoes,
        )  # fmt: skip
        self.store.add_decision(before.number, to_json(decision))
        self.store.put_proposal(before.number, after.status, to_json(after))
        return after


def _without_whole(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields without amounts: what a part has of the whole is not known unless it is said."""
    return {k: v for k, v in fields.items() if not k.startswith(_AMOUNTS)}


def _of_whole(fields: Mapping[str, Any], part: Mapping[str, Any]) -> list[str]:
    """A word on each amount of the whole that a part does not say its share of."""
    return [
        f"The whole has {name} {fields[name]}; the share of this part is not known."
        for name in _AMOUNTS
        if name in fields and not any(given.startswith(name) for given in part)
    ]


def reviewer(by: str) -> str:
    """A reviewer's name, for it is kept with what was decided.

    Raises:
        RefusedError: It is empty or no name.
    """
    name = " ".join(by.split())
    if not name or len(name) > 100 or not name.isprintable():
        raise RefusedError(
            where="--by",
            what="every decision is kept with the reviewer's name." if not name else "no name.",
            todo="say who you are: --by NAME, at most 100 letters.",
        )
    return name


def refuse_status(status: str | None) -> None:
    """Refuse a word that is no status.

    Raises:
        QuestionError: Names the nearest.
    """
    if status is not None and status not in STATUSES:
        raise unknown_name("--status", "status", status, STATUSES)


def _booked(proposal: Proposal) -> RefusedError:
    return RefusedError(
        where=f"proposal {proposal.number}",
        what="it is in the book, and the book is never changed.",
        todo=f"correct it there: resupply record --corrects {proposal.booked[0]} --reason WHY.",
    )


def _standing(proposal: Proposal) -> str:
    if proposal.status == "told_again":
        return f"told by proposal {proposal.same_as}"
    return proposal.status


def _replace(proposal: Proposal, **changes: Any) -> Proposal:
    return msgspec.structs.replace(proposal, **changes)
