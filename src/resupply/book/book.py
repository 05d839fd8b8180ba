"""The book: an append-only ledger. One writer method, `append`; everything else reads."""

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from resupply.book import chain, pending, rules
from resupply.core.errors import EntryRefusedError, KeyReusedError
from resupply.core.findings import Finding
from resupply.core.progress import Progress, silent
from resupply.core.records import Batch, Entry, Line, Record, Row
from resupply.core.words import Phase
from resupply.store import Head, Store, Stored, Transaction, open_shared, open_store

if TYPE_CHECKING:
    from resupply.book.columns import Columns, Feed
    from resupply.book.view import View

_CHUNK = 5_000  # records checked, hashed and written at a time
_REMEMBERED = 3_000_000  # ids kept in memory while a new book is filled (about 300 MB)


class Appended(NamedTuple):
    """What an append did."""

    added: int
    already_there: int


class _NotMeantError(Exception):
    """Ends a transaction that was only a trial."""


class Book:
    """An append-only book over a store.

    Args:
        store: Where it is kept.
        columns_folder: Where readings of large books may be kept; None = in memory only.
        now: The clock, for `entered_at`.

    Example:
        >>> from datetime import date
        >>> from decimal import Decimal
        >>> from resupply.core.words import Stage
        >>> book = Book.open(None)
        >>> day = date(2024, 2, 1)
        >>> line = Line(source_id="me", key="l", known_on=day, line_id="l", dataset="d")
        >>> pledge = Entry(source_id="me", key="e", known_on=day, line_id="l",
        ...     stage_from=Stage.OUTSIDE, stage_to=Stage.PLEDGE, quantity=Decimal(5))
        >>> book.append([line, pledge], by="example")
        Appended(added=2, already_there=0)
        >>> book.append([line, pledge], by="example")
        Appended(added=0, already_there=2)
    """

    def __init__(
        self,
        store: Store,
        *,
        columns_folder: Path | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.store = store
        self._now = now
        self._columns_folder = columns_folder
        self._columns: Columns | None = None

    @classmethod
    def open(cls, path: Path | None, *, create: bool = True) -> "Book":
        """The book kept in an SQLite file; None = a new book in memory."""
        folder = path.with_name(path.name + ".columns") if path else None
        return cls(open_store(path, create=create), columns_folder=folder)

    @classmethod
    def shared(cls, address: str, *, create: bool = False) -> "Book":
        """The book at the address of a PostgreSQL database, which several machines share.

        Readings of a large one are kept in this user's cache; they may be deleted at any time.

        Raises:
            BookMissingError: The database holds none yet, and none is to be made.
            BookError: It cannot be reached, or used.
        """
        store = open_shared(address, create=create)
        return cls(store, columns_folder=_columns_folder(store.book_id))

    def copy_to(self, path: Path) -> None:
        """Copy the whole book, as it stands, to a new file."""
        self.store.backup(path)

    def fill(self, other: "Book") -> int:
        """Take a whole book into this one, which is new: the same places, ids and hashes.

        Args:
            other: The book. Once all of it is here, taking it again changes nothing.

        Returns:
            How many records were taken.

        Raises:
            BookNotWritableError: This one holds another book.
        """
        with other.store.whole() as whole:
            return self.store.fill(whole)

    def close(self) -> None:
        """Release the file."""
        self.store.close()

    def __enter__(self) -> Self:
        """Use as a context: closed at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def append(
        self,
        records: Iterable[Record],
        *,
        by: str | None = None,
        note: str | None = None,
        file_sha256: str | None = None,
        progress: Progress = silent,
    ) -> Appended:
        """Add records: one transaction, all or nothing, harmless when repeated.

        Args:
            records: Lines before the entries that belong to them. A record already in the book
                with the same content is left alone.
            by: Who enters them; default the user of this computer.
            note: Why, for the audit.
            file_sha256: Hash of the file they came from.
            progress: Told how many were taken.

        Raises:
            EntryRefusedError: A record breaks a rule; nothing was added.
            KeyReusedError: Same source and key, other content; nothing was added.
            BookError: The store cannot be written.
        """
        added = seen = 0
        source = iter(records)
        with self.store.transaction() as change:
            writer = _Writer(change)
            feed = self._feed(writer.head)
            while chunk := list(islice(source, _CHUNK)):
                stored = writer.take(chunk)
                if feed is not None:
                    feed.add(stored)
                added += len(stored)
                seen += len(chunk)
                progress(seen, None, "entries")
            if added:
                writer.seal(self._batch(writer.head, added, by, note, file_sha256))
        self._read_along(feed)
        return Appended(added, seen - added)

    def would_append(self, records: Iterable[Record]) -> Appended:
        """What `append` would add: all its rules are asked, and nothing is written.

        Args:
            records: As in `append`; few, for they are held in memory.

        Raises:
            EntryRefusedError: A record breaks a rule.
            KeyReusedError: Same source and key, other content.
            BookError: The store cannot be written.
        """
        given = list(records)
        added = 0
        with suppress(_NotMeantError), self.store.transaction() as change:
            added = len(_Writer(change).take(given))
            raise _NotMeantError
        return Appended(added, len(given) - added)

    def _feed(self, head: Head) -> "Feed | None":
        """Reads what is written along, when the columns are not behind already."""
        behind = head.seq if self._columns is None else head.seq - self._columns.upto
        if behind:
            return None
        from resupply.book.columns import Feed

        return Feed(head.seq)

    def _read_along(self, feed: "Feed | None") -> None:
        if feed is None:
            return
        parts = feed.parts()
        if parts:
            from resupply.book.columns import Columns

            self._columns = self._columns or Columns(self.store, self._columns_folder)
            self._columns.adopt(parts, feed.upto + 1)  # and the batch that seals them

    def _batch(
        self, head: Head, added: int, by: str | None, note: str | None, file_sha256: str | None
    ) -> Batch:
        now = self._now()
        return Batch(
            source_id="book",
            key=f"batch {head.seq + 1}",
            known_on=now.date(),
            entered_at=now,
            entered_by=by or _user(),
            records=added,
            note=note,
            file_sha256=file_sha256,
        )

    def columns(self, progress: Progress = silent) -> "Columns":
        """The book in columns, up to the newest record."""
        from resupply.book.columns import Columns

        if self._columns is None:
            self._columns = Columns(self.store, self._columns_folder)
        return self._columns.refresh(progress)

    def view(self, as_of: date | None = None) -> "View":
        """The book as known at the end of a day; None = all that is known."""
        from resupply.book.view import View

        return View(self.columns(), as_of)

    def records(self, *kinds: str) -> Iterator[tuple[Stored, Record]]:
        """Stored form and record, in order of entry; of these kinds (none = all)."""
        for stored in self.store.read(kinds=kinds):
            yield stored, chain.decode(stored.kind, stored.body)

    def get(self, ids: Sequence[str]) -> dict[str, Record]:
        """Records by id; those not in the book are left out."""
        found = self.store.get(ids)
        return {i: chain.decode(s.kind, s.body) for i, s in found.items()}

    def at(self, seq: int) -> Record:
        """The record at a place of the journal.

        Raises:
            IndexError: The journal is not that long.
        """
        for stored in self.store.at([seq]):
            return chain.decode(stored.kind, stored.body)
        raise IndexError(seq)

    def verify(self, progress: Progress = silent) -> Finding | None:
        """The first record changed outside this program; None when the book is sound."""
        return chain.first_altered(self.store, progress=progress)


class _Writer:
    """Checks, chains and inserts records inside one transaction."""

    def __init__(self, change: Transaction) -> None:
        self._change = change
        self.head = change.head()
        self._put: set[str] | None = set() if self.head.seq == 0 else None
        self._lines: dict[str, str] = {}  # line_id -> record id, as far as looked up
        self._units: dict[str, str] = {}  # item -> unit
        self._there: set[str] = set()  # ids of this chunk so far, and of those it corrects

    def take(self, records: Sequence[Record]) -> list[Stored]:
        """Insert those that are new; as they were stored."""
        new = self._new_ones(records)
        if not new:
            return []
        for record, _, _ in new:
            rules.check(record)
        self._know_names([record for record, _, _ in new])
        for record, name, _ in new:
            self._check_in_context(record, name)
            self._there.add(name)
        stored = chain.chained(self.head, new)
        self._change.insert(stored)
        self.head = Head(self.head.seq + len(stored), stored[-1][-1])
        return stored

    def seal(self, batch: Batch) -> None:
        """Insert the batch that ends an append."""
        self._change.insert(chain.chained(self.head, chain.named([batch])))

    def _new_ones(self, records: Sequence[Record]) -> list[chain.Named]:
        named = chain.named(records)
        names = [name for _, name, _ in named]
        if self._are_all_new(names):
            return named
        there = self._those_there(names)
        new = []
        for record, name, body in named:
            before = there.get(name)
            if before is None:
                there[name] = body.decode()
                new.append((record, name, body))
            elif before != body.decode():
                raise KeyReusedError(source_id=record.source_id, key=record.key)
        return new

    def _are_all_new(self, names: Sequence[str]) -> bool:
        """Whether none is in the book or twice among them, as far as memory alone can tell."""
        put = self._put
        if put is None or len(set(names)) < len(names) or not put.isdisjoint(names):
            return False
        put.update(names)
        if len(put) > _REMEMBERED:
            self._put = None  # from here on the store is asked
        return True

    def _those_there(self, names: Sequence[str]) -> dict[str, str]:
        """Bodies of those in the book. A new book holds only what this append put there."""
        if self._put is None:
            return self._change.bodies(names)
        again = [n for n in names if n in self._put]
        self._put.update(names)
        there = self._change.bodies(again)
        if len(self._put) > _REMEMBERED:
            self._put = None
        return there

    def _know_names(self, records: Sequence[Record]) -> None:
        """Look up, once for the chunk, the lines and units its entries speak of."""
        entries = [r for r in records if isinstance(r, Entry)]
        if len(entries) < len(records):
            self._take_names(records)
        self._there = set(self._change.bodies([e.corrects for e in entries if e.corrects]))
        asked = {e.line_id for e in entries} | {
            e.parent_line_id for e in entries if e.parent_line_id
        }
        missing = [n for n in asked if n not in self._lines]
        if missing:
            self._lines |= self._change.names("line", missing)
        items = {e.item for e in entries if e.item and e.unit} - self._units.keys()
        if items:
            known = self._change.names("unit", sorted(items))
            self._units |= {i: known.get(i, "") for i in items}

    def _take_names(self, records: Sequence[Record]) -> None:
        """Keep the names of lines and the units of items that come with the chunk."""
        lines = {r.line_id: r.id for r in records if isinstance(r, Line)}
        if lines:
            self._change.put_names("line", lines.items())
            self._lines |= lines
        units = {
            r.row_id: str(r.fields["unit"])
            for r in records
            if isinstance(r, Row) and r.table == "items" and r.fields.get("unit")
        }
        if units:
            self._change.put_names("unit", units.items())
            self._units |= units

    def _check_in_context(self, record: Record, name: str) -> None:
        if not isinstance(record, Entry):
            return
        if record.line_id not in self._lines:
            raise _no_line(record, record.line_id)
        if record.parent_line_id is not None and record.parent_line_id not in self._lines:
            raise _no_line(record, record.parent_line_id)
        if record.item and record.unit:
            unit = self._units.get(record.item)
            if unit and unit != record.unit:
                raise rules.refused(
                    record,
                    f'unit "{record.unit}" is not the unit of {record.item}, "{unit}".',
                    f"convert to {unit}, or use another item.",
                )
        if record.corrects is not None:
            self._check_corrected(record)
        if record.phase != Phase.POSTED:
            self._settle(record, name)

    def _check_corrected(self, entry: Entry) -> None:
        if entry.corrects not in self._there:
            raise rules.refused(
                entry,
                f"there is no entry {entry.corrects} to correct.",
                "name an entry that is already in the book, or earlier in this list.",
            )

    def _settle(self, entry: Entry, name: str) -> None:
        if entry.phase == Phase.PENDING:
            self._change.put_names("pending", [(name, pending.opened(entry).text())])
            return
        assert entry.pending_id is not None
        kept = self._change.names("pending", [entry.pending_id]).get(entry.pending_id)
        left = pending.answered(entry, pending.Left.of(kept) if kept else None)
        self._change.put_names("pending", [(entry.pending_id, left.text())])


def _no_line(entry: Entry, line_id: str) -> EntryRefusedError:
    return rules.refused(
        entry, f"there is no line {line_id}.", "record the line before its entries."
    )


def _columns_folder(book_id: str) -> Path:
    """Where readings of a shared book are kept: for this user alone, as the answers are."""
    from platformdirs import user_cache_path

    folder = user_cache_path("resupply") / "columns"
    with suppress(OSError):  # a home without rights: nothing is kept then
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / book_id


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
