"""A newer state of a source over an older one: only differences are written, as corrections.

The rule. Every figure of a release belongs to a cell (`DNK/military/allocation/2022-03`). For each
cell the signed sum standing in the book is compared with the sum the release states:

- a cell new to the book: its entries are taken as they are;
- equal: nothing is written;
- different: one entry with the difference, known on the release's day, `corrects` the newest entry
  of the cell, dated as the release dates the cell;
- standing, covered by the release, but not stated any more: taken back.

A person's correction (`book.corrections`) carries no cell: it stays on top as long as the source
states what it stated, and is taken back as soon as the source itself says something new.

A figure without a number has no difference: when a cell has unknown parts, several units or several
lines on either side and is not the same, what stands is taken back entry by entry and the
release's entries are written.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec
import polars as pl

from resupply.book.book import Appended, Book
from resupply.book.chain import decode
from resupply.book.corrections import (
    NUMBERS,
    RANGES,
    amounts,
    firsts,
    still_standing,
    sum_of,
)
from resupply.book.covered import Covered
from resupply.core.errors import RefusedError
from resupply.core.progress import Progress, silent
from resupply.core.records import Entry, Line, Record, Row
from resupply.core.statements import Release
from resupply.core.words import Precision

_PART = 10_000  # entries held at once while cells are read
_REST = (
    "line_id", "parent_line_id", "stage_from", "stage_to", "happened_from", "happened_to", "item",
    "place_from", "place_to", "leg_id", "milestone", "phase",
)  # fmt: skip


def restate(
    book: Book,
    releases: Release | Sequence[Release],
    *,
    by: str | None = None,
    beside: Sequence[Row] = (),
    progress: Progress = silent,
) -> Appended:
    """Bring releases of a source into the book, oldest first, in one transaction each.

    Args:
        book: The book.
        releases: What the source states.
        by: Who brings them.
        beside: Rows to write along with the first of them, which are no part of what it states.
        progress: Told how many records were taken.

    Raises:
        RefusedError: A newer state of the dataset is already in the book.
    """
    held = _Held(book)
    added = there = 0
    for release in [releases] if isinstance(releases, Release) else releases:
        records = [*beside, *_records(held, release)]
        beside = ()
        done = book.append(
            records,
            by=by,
            note=release.label or release.source_id,
            file_sha256=release.file_sha256,
            progress=progress,
        )
        held.take(records)
        added, there = added + done.added, there + done.already_there
    return Appended(added, there)


class _Cell(NamedTuple):
    """What the book holds of a cell, in order of entry.

    Args:
        said: What the source stated, releases' corrections included.
        on_top: Corrections by people, which carry no cell.
    """

    said: list[Entry]
    on_top: list[Entry]


def _of_cells(book: Book) -> Iterator[Record]:
    """Entries that belong to a cell, and all corrections: a few, where a book is kept by hand."""
    entries = book.columns().entries
    wanted = entries.filter(pl.col("cell").is_not_null() | pl.col("corrects").is_not_null())
    for part in wanted["seq"].to_frame().iter_slices(_PART):
        for stored in book.store.at(part["seq"].to_list()):
            yield decode(stored.kind, stored.body)


class _Held:
    """What the book holds, read once and kept up while releases are brought in."""

    def __init__(self, book: Book) -> None:
        self.lines: dict[str, Line] = {}
        self.rows: dict[tuple[str, str], Row] = {}
        self.loads: dict[str, list[Row]] = defaultdict(list)
        self._cells: dict[str, dict[str, _Cell]] = defaultdict(dict)
        self._cell_of: dict[str, str] = {}
        self.take(record for _, record in book.records("line", "row"))
        self.take(_of_cells(book))

    def take(self, records: Iterable[Record]) -> None:
        """Add records, in order of entry."""
        for record in records:
            if isinstance(record, Entry):
                self._take_entry(record)
            elif isinstance(record, Line):
                self.lines[record.line_id] = record
            elif isinstance(record, Row):
                self.rows[record.table, record.row_id] = record
                if record.table == "loads":
                    self.loads[record.fields["dataset"]].append(record)

    def _take_entry(self, entry: Entry) -> None:
        name = entry.cell or self._cell_of.get(entry.corrects or "")
        if name is None:
            return
        self._cell_of[entry.id] = name
        cells = self._cells[self.lines[entry.line_id].dataset]
        cell = cells.setdefault(name, _Cell([], []))
        (cell.said if entry.cell else cell.on_top).append(entry)

    def cells(self, dataset: str) -> dict[str, _Cell]:
        """Cells of a dataset."""
        return self._cells[dataset]


def _records(held: _Held, release: Release) -> list[Record]:
    loads = held.loads[release.dataset]
    load = _load(release, loads)
    # Tables state rows one by one, each with its own day; a tracker states all it knows at once.
    if release.covers_cells:
        if _is_old_news(load, loads):
            return []
        _refuse_older(held, release)
    stating = _Stating(held.cells(release.dataset), release, _mark(held, release, load))
    changes = list(stating.changes())
    rows = [r for r in release.rows if _is_news(held.rows.get((r.table, r.row_id)), r)]
    lines = list(_new_lines(held, release, stating.mark))
    if not (changes or rows or lines):
        return []
    return [*_source(release), *([load] if release.covers_cells else []), *rows, *lines, *changes]


def _mark(held: _Held, release: Release, load: Row) -> str:
    """Names this state in the keys of what it writes.

    Tables keep no loads to be numbered by: edited back and forth on one day, they are told apart by
    how much stood before.
    """
    name = load.row_id.rsplit("/")[-1]
    if release.covers_cells:
        return name
    return f"{name}.{sum(len(c.said) for c in held.cells(release.dataset).values())}"


def _load(release: Release, loads: Sequence[Row]) -> Row:
    """The row that says this state was brought in. Its name is its content: labels are no identity.

    A state that comes back after another of the same day gets a number.
    """
    stated = (release.entries, release.rows, [_said(line) for line in release.lines])
    content = hashlib.blake2b(msgspec.json.encode(stated), digest_size=8).hexdigest()
    name = f"{release.dataset}/{release.known_on}/{content}"
    same_day = [r for r in loads if r.known_on == release.known_on]
    if same_day and same_day[-1].row_id.split("#")[0] != name:
        again = sum(r.row_id.split("#")[0] == name for r in same_day)
        name = f"{name}#{again}" if again else name
    elif same_day:
        name = same_day[-1].row_id
    return Row(
        source_id=release.source_id,
        key=f"loads/{name}",
        known_on=release.known_on,
        table="loads",
        row_id=name,
        fields={
            "dataset": release.dataset,
            "label": release.label,
            "figures": len(release.entries),
            "file_sha256": release.file_sha256,
        },
    )


def _is_old_news(load: Row, loads: Sequence[Row]) -> bool:
    """Whether this very state was brought in, and none of the same day after it."""
    return any(r.row_id == load.row_id for r in loads)


def _source(release: Release) -> list[Row]:
    """The source's own row; none when the release has no source of its own to name."""
    if not release.source:
        return []
    return [
        Row(
            source_id=release.source_id,
            key=f"sources/{release.source_id}/{(release.file_sha256 or '')[:16]}",
            known_on=release.known_on,
            table="sources",
            row_id=release.source_id,
            fields=dict(release.source),
        )
    ]


def _refuse_older(held: _Held, release: Release) -> None:
    cells = held.cells(release.dataset).values()
    if release.each_apart:
        covered = Covered(release.covers_cells)
        if not any(covered.prefix_of(name) is not None for name in held.cells(release.dataset)):
            return
    days = [e.known_on for cell in cells for e in cell.said if e.corrects]
    # A first release brings figures known before it: its own day stands in its load's row.
    days += [r.known_on for r in held.loads[release.dataset]]
    newest = max(days, default=None)
    if newest is not None and newest > release.known_on:
        raise RefusedError(
            where=f"{release.label or release.source_id}, known on {release.known_on}",
            what=f"the book already holds a state of {release.dataset} known on {newest}.",
            todo="bring states in from the oldest to the newest, or give the right --known-on.",
        )


class _Stating:
    """One release held against what stands.

    Args:
        standing: What the book holds, by cell.
        release: What is stated.
        mark: Names this state in the keys of what it writes.
    """

    def __init__(self, standing: dict[str, _Cell], release: Release, mark: str) -> None:
        self._standing = standing
        self._release = release
        self.mark = mark
        #: Whether a new figure became known with this release, not on its own day.
        self._later = bool(standing) and bool(release.covers_cells)
        self._covered = Covered(release.covers_cells)
        #: Records of their own of which the book holds something.
        self._held = set(map(self._covered.prefix_of, standing)) if release.each_apart else set()

    def changes(self) -> Iterator[Entry]:
        """The entries that make the book say what the release states."""
        stated: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._release.entries:
            stated[entry.cell or entry.key].append(entry)
        for name, entries in stated.items():
            yield from self._of_cell(self._standing.get(name, _Cell([], [])), entries)
        for name in self._no_longer_stated(stated):
            yield from self._of_cell(self._standing[name], [])

    def _no_longer_stated(self, stated: dict[str, list[Entry]]) -> list[str]:
        release = self._release
        gone = []
        for name, cell in self._standing.items():
            if name in stated or self._covered.prefix_of(name) is None:
                continue
            last = max((e.happened_to for e in cell.said if e.happened_to), default=None)
            if release.covers_until is None or last is None or last <= release.covers_until:
                gone.append(name)
        return gone

    def _of_cell(self, cell: _Cell, stated: list[Entry]) -> Iterator[Entry]:
        changes = list(self._by_the_source(still_standing(cell.said), stated))
        if changes and cell.said:
            # The source itself says something new: its word replaces what people put on top.
            yield from map(self._taken_back, still_standing(cell.on_top))
        yield from changes

    def _by_the_source(self, said: list[Entry], stated: list[Entry]) -> Iterator[Entry]:
        if not said:
            yield from (self._as_new(e, anew=self._is_later(e)) for e in stated)
        elif _are_numbers(said, stated, self._release):
            yield from self._difference(said, stated)
        elif _content(said, self._release) != _content(stated, self._release):
            yield from map(self._taken_back, said)
            yield from (self._as_new(e, anew=True) for e in stated)

    def _is_later(self, entry: Entry) -> bool:
        if not self._release.each_apart:
            return self._later
        return self._covered.prefix_of(entry.cell or entry.key) in self._held

    def _difference(self, said: list[Entry], stated: list[Entry]) -> Iterator[Entry]:
        changed = {n: sum_of(stated, n) - sum_of(said, n) for n in NUMBERS}
        like = stated[-1] if stated else firsts(said)[-1]
        for up in sorted({d > 0 for d in changed.values() if d}):
            # The number that does not change differs by a known zero, it is not unknown.
            part = {n: abs(d) if (d > 0) == up else Decimal(0) for n, d in changed.items()}
            yield self._correction(like, said, stated, reverses=not up, part=part)

    def _correction(
        self,
        like: Entry,
        said: list[Entry],
        stated: list[Entry],
        *,
        reverses: bool,
        part: dict[str, Decimal],
    ) -> Entry:
        starts = [e.happened_from for e in stated or said]
        ends = [e.happened_to for e in stated or said]
        return msgspec.structs.replace(
            like,
            **part,
            source_id=self._release.source_id if self._release.source else like.source_id,
            key=self._key(like, "down" if reverses else "up"),
            known_on=max(self._release.known_on, said[-1].known_on),
            known_precision=Precision.DAY,
            happened_from=None if None in starts else min(s for s in starts if s),
            happened_to=None if None in ends else max(e for e in ends if e),
            corrects=said[-1].id,
            reverses=reverses,
            reason=self._reason(said, stated),
        )

    def _reason(self, said: list[Entry], stated: list[Entry]) -> str:
        name = self._release.label or self._release.source_id
        if not stated:
            return f"{name} no longer states it"
        field = "value" if stated[0].value is not None else "quantity"
        return f"{name}: {sum_of(stated, field):f} where {sum_of(said, field):f} stood"

    def _taken_back(self, entry: Entry) -> Entry:
        release = self._release
        return msgspec.structs.replace(
            entry,
            source_id=release.source_id if release.source else entry.source_id,
            key=self._key(entry, f"back {entry.id}"),
            known_on=max(release.known_on, entry.known_on),
            known_precision=Precision.DAY,
            corrects=entry.id,
            reverses=not entry.reverses,
            reason=f"{release.label or release.source_id} states it otherwise",
        )

    def _as_new(self, entry: Entry, *, anew: bool) -> Entry:
        """An entry of a cell the book does not hold. In a later release it is known from then."""
        if not anew:
            return entry
        return msgspec.structs.replace(
            entry,
            key=self._key(entry, entry.key),
            known_on=max(entry.known_on, self._release.known_on),
            known_precision=Precision.DAY,
        )

    def _key(self, entry: Entry, what: str) -> str:
        """Distinct for each state of each cell, the same when the same state comes again."""
        return f"{entry.cell or entry.key} {self._release.known_on} {self.mark} {what}"


def _are_numbers(said: list[Entry], stated: list[Entry], release: Release) -> bool:
    """Whether all are numbers of one unit, alike but for the amount, so that differences exist."""
    both = [*said, *stated]
    ranged = any(getattr(e, n) is not None for e in both for n in RANGES)
    unknown = any(e.quantity is None and e.value is None for e in both)
    shapes = {_shape(e, release) for e in (*firsts(said), *stated)}
    return not ranged and not unknown and len(shapes) == 1


def _shape(entry: Entry, release: Release) -> tuple[object, ...]:
    known = (entry.quantity is not None, entry.value is not None)
    return (entry.unit, entry.currency, *known, *_rest(entry, release))


def _content(entries: Iterable[Entry], release: Release) -> list[tuple[object, ...]]:
    return sorted(((e.reverses, *amounts(e), *_rest(e, release)) for e in entries), key=repr)


def _rest(entry: Entry, release: Release) -> tuple[object, ...]:
    return () if release.amounts_only else tuple(getattr(entry, n) for n in _REST)


def _new_lines(held: _Held, release: Release, mark: str) -> Iterator[Line]:
    """Lines the book does not hold, or holds otherwise."""
    for line in release.lines:
        before = held.lines.get(line.line_id)
        if before is None:
            yield line
        elif _said(before) != _said(line):
            key = f"{line.key} {release.known_on} {mark}"
            known = max(release.known_on, before.known_on)
            yield msgspec.structs.replace(line, key=key, known_on=known)


def _said(line: Line) -> tuple[object, ...]:
    skip = {"source_id", "key", "known_on", "known_precision", "locator", "reason"}
    return tuple(getattr(line, f) for f in line.__struct_fields__ if f not in skip)


def _is_news(before: Row | None, row: Row) -> bool:
    # Through JSON: what comes back from the store is plain text and numbers.
    fields = msgspec.to_builtins(row.fields)
    return before is None or msgspec.to_builtins(before.fields) != fields
