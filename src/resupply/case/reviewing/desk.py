"""The review desk of a case: what waits, what is decided, and the append of what is accepted."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from resupply.case.own_book import own_folder_todo, refuse_unwritable, writable_book
from resupply.case.reviewing import answers
from resupply.case.reviewing.booking import Booking, booking, words_id
from resupply.case.reviewing.gifts import no_line
from resupply.case.reviewing.reading import with_starts
from resupply.case.settings import BOOK_FILE
from resupply.case.told import hidden
from resupply.core.answer import Answer
from resupply.core.errors import RefusedError
from resupply.core.records import Row
from resupply.intake.desk import DESK_FILE, Desk, Held, Proposal, refuse_status, reviewer
from resupply.intake.desk.fields import changed
from resupply.intake.records import Reading, Record

if TYPE_CHECKING:
    from resupply.case.case import Case

#: Said as reviewer where a program brings documents without anybody's name.
NOBODY = "unattended"


class ReviewDesk:
    """Documents and proposals of a case, and what people decide about them.

    Nothing enters the book unreviewed: `accept` is the only way, one append a proposal.

    Args:
        case: The case; a shipped one is never written to.

    Example:
        >>> import resupply
        >>> resupply.open("ukraine-2024").desk.list().sentence
        'Nothing waits for review.'
    """

    def __init__(self, case: "Case") -> None:
        self._case = case

    # Bringing

    def queue(
        self,
        reading: Reading,
        *,
        by: str = NOBODY,
        name: str = "",
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        others: Mapping[str, Sequence[Record]] | None = None,
        seen: tuple[str, str] | None = None,
    ) -> Answer:
        """Put a document and what was read from it on the desk.

        Args:
            reading: The document as read.
            by: Who brings it.
            name: File or address it came from.
            title: Headline.
            url: Where it can be read; only http and https are kept.
            publisher: Who published it.
            others: What second readers propose, by reader.
            seen: Under which name and mark a watcher remembers it.

        Raises:
            RefusedError: A shipped case, an empty text, or the desk's file cannot be used.
        """
        if not reading.text.strip():
            raise RefusedError(
                where=name or "the text",
                what="it holds no words.",
                todo="give a text; of a scan, the recognised text.",
            )
        with self._open() as desk:
            taken = desk.take(
                with_starts(reading), by=reviewer(by), name=name, title=title, publisher=publisher,
                url=url if (url or "").startswith(("http://", "https://")) else None,
                others=others, seen=seen,
            )  # fmt: skip
            return answers.taken(self._case, desk, taken, reading)

    def read_file(
        self,
        source: str | Path,
        *,
        published: str | None = None,
        by: str = NOBODY,
        second: Sequence[str] = (),
    ) -> Answer:
        """Read a file, a text or standard input ("-") and put it on the desk.

        Args:
            source: As in `Case.read`.
            published: Its day, or part of one; default what the file or its dateline says.
            by: Who brings it.
            second: Second readers to ask too.
        """
        from resupply.case.reading import reading
        from resupply.case.reviewing import second_readers

        refuse_unwritable(self._case)
        found = reading(source, published=published)
        others, odd = second_readers.asked(second_readers.named(second), found)
        found = msgspec.structs.replace(found, findings=(*found.findings, *odd))
        return self.queue(found, by=by, name=found.id, others=others)

    @staticmethod
    def read_only(reading: Reading) -> Answer:
        """What was read, without putting it on the desk."""
        from resupply.case.reading import answer

        return answer(reading)

    # Looking

    def list(self, *, status: str | None = "open", document: int | None = None) -> Answer:
        """Proposals that wait, or of another status (`all`), of one document or of all."""
        status = None if status == "all" else status
        refuse_status(status)
        with self._look() as desk:
            if desk is None and document is not None:
                raise answers.no_desk(self._case, f"document {document}")
            if desk is None:
                return answers.nothing(self._case)
            if document is not None:
                desk.document(document)
            return answers.listed(self._case, desk, status, document)

    def documents(self) -> Answer:
        """Documents at the desk, those that tell one story side by side."""
        with self._look() as desk:
            return answers.documents(self._case, desk)

    def document(self, number: int) -> Answer:
        """One document with its whole text.

        Raises:
            QuestionError: There is none of that number.
        """
        with self._look() as desk:
            if desk is None:
                raise answers.no_desk(self._case, f"document {number}")
            return answers.document(self._case, desk, number)

    def show(self, number: int) -> Answer:
        """One proposal: its words, its fields, what it would become, what is like it.

        Raises:
            QuestionError: There is none of that number.
        """
        with self._look() as desk:
            if desk is None:
                raise answers.no_desk(self._case, f"proposal {number}")
            proposal = desk.proposal(number)
            return answers.shown(self._case, desk, proposal, self._preview(desk, proposal))

    def decisions(self, number: int | None = None) -> Answer:
        """What was decided: who, when, from what to what."""
        with self._look() as desk:
            return answers.decisions(self._case, desk, number)

    # Deciding

    def accept(
        self,
        number: int,
        *,
        by: str,
        line: str | None = None,
        changes: Mapping[str, Any] | None = None,
        again: bool = False,
        new_names: bool = False,
        why: str = "",
    ) -> Answer:
        """Book a proposal: one append of its source, its words, and what it becomes.

        Accepted twice is once. The same told by other outlets is not booked again.

        Args:
            number: The proposal.
            by: Who accepts.
            line: Existing line it belongs to; without it a new one begins.
            changes: Fields to change first.
            again: Book it though the same is told by an accepted proposal, and leave the same in
                other outlets open.
            new_names: Take names the case does not know as they are.
            why: Anything to say about it.

        Raises:
            RefusedError: It is decided otherwise, or cannot be booked as it is; nothing is written.
        """
        by = reviewer(by)
        book = writable_book(self._case)
        with self._open() as desk, desk.accepting(number) as before:
            if before.status == "accepted":
                return answers.accepted(self._case, before, added=0, same=[])
            _refuse_decided(before)
            others = [] if again else desk.same_story(before)
            _refuse_told(before, others)
            after = _with(before, line, changes)
            held = desk.document(after.document)[1]
            made = booking(self._case, after, held, desk.store.text(after.document), new=new_names)
            head = book.store.head().seq
            note = f"review: proposal {number}"
            done = book.append(_new(self._case, made), by=by, note=note)
            after = desk.accepted(before, after, made.ids, by=by, why=why)
            waiting = [p for p in others if p.status == "open"]
            desk.put_same(waiting, after, by=by)
        later = hidden(book, head, self._case.settings.as_of)
        dataset = str(made.told.get("dataset") or "")
        return answers.accepted(self._case, after, done.added, waiting, later, dataset)

    def edit(self, number: int, *, by: str, changes: Mapping[str, Any], why: str = "") -> Answer:
        """Change fields of a proposal; an empty value makes a field unknown."""
        with self._open() as desk:
            done = desk.edit(number, changes, by=by, why=why)
            return answers.decided(self._case, "edited", [done])

    def reject(self, number: int, *, by: str, why: str) -> Answer:
        """Put a proposal aside, with the reason."""
        with self._open() as desk:
            return answers.decided(self._case, "rejected", [desk.reject(number, by=by, why=why)])

    def split(
        self, number: int, *, by: str, parts: Sequence[Mapping[str, Any]], why: str = ""
    ) -> Answer:
        """Make several proposals of one; each part says which fields differ."""
        with self._open() as desk:
            return answers.decided(
                self._case, "made by the split", desk.split(number, parts, by=by, why=why)
            )

    def merge(self, number: int, *, by: str, line: str, why: str = "") -> Answer:
        """Say which existing line it belongs to; accepting it books it there.

        Raises:
            RefusedError: There is no such line.
        """
        with self._open() as desk:
            lines = self._case.book.view().lines
            if line not in lines["line_id"]:
                raise no_line(number, line)
            done = desk.merge(number, line, by=by, why=why)
            return answers.decided(self._case, f"merged with line {line}", [done])

    def same(self, number: int, *, by: str, same_as: int, why: str = "") -> Answer:
        """Say that another proposal tells the same, so that it is booked once."""
        with self._open() as desk:
            done = desk.told_again(number, same_as, by=by, why=why)
            return answers.decided(self._case, f"told by proposal {same_as}", [done])

    def undo(self, number: int, *, by: str, why: str = "") -> Answer:
        """Take back the last decision on a proposal that is not booked."""
        with self._open() as desk:
            done = desk.undo(number, by=by, why=why)
            return answers.decided(self._case, f"{done.status.replace('_', ' ')} again", [done])

    # What a watcher has seen

    def seen(self, name: str) -> str | None:
        """The mark under which a file or an item of a feed was last seen."""
        with self._look() as desk:
            return None if desk is None else desk.store.seen(name)

    def remember(self, name: str, mark: str) -> None:
        """Note that a file or an item was seen, and need not be looked at again."""
        with self._open() as desk, desk.store.transaction():
            desk.store.put_seen(name, mark)

    # The file

    @property
    def path(self) -> Path | None:
        """Where the desk is kept; None for a case that is never written to."""
        case = self._case
        if case.shipped or case.folder is None:
            return None
        where = Path(case.book.store.where)
        if where.suffix and where.name != BOOK_FILE and where.parent == case.folder:
            return where.with_suffix(".desk.sqlite")  # a book of another name beside the case's
        return case.folder / DESK_FILE

    @contextmanager
    def _open(self) -> Iterator[Desk]:
        """The desk, made when it is not there.

        Raises:
            RefusedError: A case that is never written to.
        """
        refuse_unwritable(self._case)
        path = self.path
        if path is None:
            raise RefusedError(
                where=f"case {self._case.name}",
                what="documents under review lie in the folder of a case; a book alone has none.",
                todo=own_folder_todo(self._case),
            )
        desk = Desk(path)
        try:
            self._settle(desk)
            yield desk
        finally:
            desk.close()

    @contextmanager
    def _look(self) -> Iterator[Desk | None]:
        """The desk if there is one; looking makes none."""
        path = self.path
        if path is None or not path.exists():
            yield None
            return
        with self._open() as desk:
            yield desk

    def _settle(self, desk: Desk) -> None:
        """Note as accepted what is in the book: a program was stopped between the two files."""
        for number in desk.store.begun():
            proposal = desk.proposal(number)
            name = words_id(desk.document(proposal.document)[1], proposal)
            record = self._case.book.get([name]).get(name)
            if not isinstance(record, Row):
                continue  # refused, or another reviewer is at it
            with desk.accepting(number) as now:
                if now.status == "open":
                    why = "found in the book after an interruption"
                    desk.accepted(now, now, (record.row_id,), by=NOBODY, why=why)

    def _preview(self, desk: Desk, proposal: Proposal) -> Booking | RefusedError | None:
        """What it would become, or why it cannot be accepted yet."""
        if proposal.status != "open":
            return None
        held: Held = desk.document(proposal.document)[1]
        try:
            text = desk.store.text(proposal.document)
            return booking(self._case, proposal, held, text, new=False)
        except RefusedError as refused:
            return refused


def _with(before: Proposal, line: str | None, changes: Mapping[str, Any] | None) -> Proposal:
    after = before if line is None else msgspec.structs.replace(before, line=line)
    if not changes:
        return after
    fields = changed(before.kind, before.fields, changes)
    return msgspec.structs.replace(after, fields=fields)


def _refuse_decided(proposal: Proposal) -> None:
    if proposal.status != "open":
        again = f" of proposal {proposal.same_as}" if proposal.status == "told_again" else ""
        raise RefusedError(
            where=f"proposal {proposal.number}",
            what=f"it is {proposal.status.replace('_', ' ')}{again} already.",
            todo=f"take that back first: resupply review undo {proposal.number} --by NAME.",
        )


def _refuse_told(proposal: Proposal, others: Sequence[Proposal]) -> None:
    """Refuse what another outlet told and a person accepted."""
    for other in others:
        if other.status == "accepted":
            raise RefusedError(
                where=f"proposal {proposal.number}",
                what=f"proposal {other.number} tells the same story and is in the book.",
                todo=f"say so: resupply review same {proposal.number} --as {other.number} "
                "--by NAME; or accept it with --again if it is another event.",
            )


def _new(case: "Case", made: Booking) -> list[Any]:
    """Without the source's row, where an earlier proposal of the document brought it."""
    source = made.records[0]
    there = case.book.get([source.id])
    return list(made.records[1:] if there else made.records)
