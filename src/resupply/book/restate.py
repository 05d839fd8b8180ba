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

from resupply.book.book import Appended, Book
from resupply.book.corrections import (
    NUMBERS,
    RANGES,
    amounts,
    firsts,
    still_standing,
    sum_of,
)
from resupply.core.errors import RefusedError
from resupply.core.progress import Progress, silent
from resupply.core.records import Entry, Line, Record, Row
from resupply.core.statements import Release
from resupply.core.words import Precision

_REST = (
    "line_id", "parent_line_id", "stage_from", "stage_to", "happened_from", "happened_to", "item",
    "place_from", "place_to", "leg_id", "milestone", "phase",
)  # fmt: skip


def restate(
    book: Book,
    releases: Release | Sequence[Release],
    *,
    by: str | None = None,
    progress: Progress = silent,
) -> Appended:
    """Bring releases of a source into the book, oldest first, in one transaction each.

    Raises:
        RefusedError: A newer state of the dataset is already in the book.
    """
    added = there = 0
    for release in [releases] if isinstance(releases, Release) else releases:
        done = book.append(
            _records(book, release),
            by=by,
            note=release.label or release.source_id,
            file_sha256=release.file_sha256,
            progress=progress,
        )
        added, there = added + done.added, there + done.already_there
    return Appended(added, there)


def _records(book: Book, release: Release) -> list[Record]:
    load = _load(release)
    if book.get([load.id]):
        return []  # this very state was brought in before
    standing = _standing(book, release.dataset)
    _refuse_older(book, standing, release)
    changes = list(_changes(standing, release))
    rows = _new_rows(book, release)
    lines = _new_lines(book, release)
    if not (changes or rows or lines):
        return []
    return [*_source(release), load, *rows, *lines, *changes]


def _load(release: Release) -> Row:
    """The row that says this state was brought in. Its name is its content: labels are no identity."""
    stated = (release.entries, release.rows, [_said(line) for line in release.lines])
    content = hashlib.blake2b(msgspec.json.encode(stated), digest_size=8).hexdigest()
    name = f"{release.dataset}/{release.known_on}/{content}"
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


class _Cell(NamedTuple):
    """What the book holds of a cell, in order of entry.

    Args:
        said: What the source stated, releases' corrections included.
        on_top: Corrections by people, which carry no cell.
    """

    said: list[Entry]
    on_top: list[Entry]


def _standing(book: Book, dataset: str) -> dict[str, _Cell]:
    """Entries of the dataset by cell."""
    datasets = {r.line_id: r.dataset for _, r in book.records("line") if isinstance(r, Line)}
    cells: dict[str, _Cell] = defaultdict(lambda: _Cell([], []))
    cell_of: dict[str, str] = {}
    for stored, record in book.records("entry"):
        if not isinstance(record, Entry) or datasets[record.line_id] != dataset:
            continue
        if record.cell:
            cells[record.cell].said.append(record)
            cell_of[stored.id] = record.cell
        elif record.corrects in cell_of:
            cell_of[stored.id] = cell_of[record.corrects]
            cells[cell_of[stored.id]].on_top.append(record)
    return cells


def _refuse_older(book: Book, standing: dict[str, _Cell], release: Release) -> None:
    days = [e.known_on for cell in standing.values() for e in cell.said if e.corrects]
    # A first release brings figures known before it: its own day stands in its load's row.
    days += [
        r.known_on
        for _, r in book.records("row")
        if isinstance(r, Row) and r.table == "loads" and r.fields["dataset"] == release.dataset
    ]
    newest = max(days, default=None)
    if newest is not None and newest > release.known_on:
        raise RefusedError(
            where=f"{release.label or release.source_id}, known on {release.known_on}",
            what=f"the book already holds a state of {release.dataset} known on {newest}.",
            todo="bring states in from the oldest to the newest, or give the right --known-on.",
        )


def _changes(standing: dict[str, _Cell], release: Release) -> Iterator[Entry]:
    stated: dict[str, list[Entry]] = defaultdict(list)
    for entry in release.entries:
        stated[entry.cell or entry.key].append(entry)
    for cell, entries in stated.items():
        there = standing.get(cell, _Cell([], []))
        yield from _cell_changes(there, entries, release, later=bool(standing))
    for cell in _no_longer_stated(standing, stated, release):
        yield from _cell_changes(standing[cell], [], release, later=True)


def _no_longer_stated(
    standing: dict[str, _Cell], stated: dict[str, list[Entry]], release: Release
) -> Iterator[str]:
    for name, cell in standing.items():
        if name in stated or not name.startswith(release.covers_cells or "\0"):
            continue
        last = max((e.happened_to for e in cell.said if e.happened_to), default=None)
        if release.covers_until is None or last is None or last <= release.covers_until:
            yield name


def _cell_changes(
    cell: _Cell, stated: list[Entry], release: Release, *, later: bool
) -> Iterator[Entry]:
    changes = list(_source_changes(still_standing(cell.said), stated, release, later))
    if changes and later:
        # The source itself says something new: its word replaces what people had put on top.
        yield from (_taken_back(e, release) for e in still_standing(cell.on_top))
    yield from changes


def _source_changes(
    said: list[Entry], stated: list[Entry], release: Release, later: bool
) -> Iterator[Entry]:
    if not said:
        yield from (_as_new(e, release, later) for e in stated)
    elif _are_numbers(said, stated, release):
        yield from _difference(said, stated, release)
    elif _content(said, release) != _content(stated, release):
        yield from (_taken_back(e, release) for e in said)
        yield from (_as_new(e, release, True) for e in stated)


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


def _difference(standing: list[Entry], stated: list[Entry], release: Release) -> Iterator[Entry]:
    changed = {n: sum_of(stated, n) - sum_of(standing, n) for n in NUMBERS}
    like = stated[-1] if stated else firsts(standing)[-1]
    for up in sorted({d > 0 for d in changed.values() if d}):
        # The number that does not change differs by a known zero, it is not unknown.
        part = {n: abs(d) if (d > 0) == up else Decimal(0) for n, d in changed.items()}
        yield _correction(like, standing, stated, release, reverses=not up, part=part)


def _correction(
    like: Entry,
    standing: list[Entry],
    stated: list[Entry],
    release: Release,
    *,
    reverses: bool,
    part: dict[str, Decimal],
) -> Entry:
    starts = [e.happened_from for e in stated or standing]
    ends = [e.happened_to for e in stated or standing]
    return msgspec.structs.replace(
        like,
        **part,
        source_id=release.source_id,
        key=_key(like, release, "down" if reverses else "up"),
        known_on=release.known_on,
        known_precision=Precision.DAY,
        happened_from=None if None in starts else min(s for s in starts if s),
        happened_to=None if None in ends else max(e for e in ends if e),
        corrects=standing[-1].id,
        reverses=reverses,
        reason=_reason(standing, stated, release),
    )


def _reason(standing: list[Entry], stated: list[Entry], release: Release) -> str:
    name = release.label or release.source_id
    if not stated:
        return f"{name} no longer states it"
    field = "value" if stated[0].value is not None else "quantity"
    return f"{name}: {sum_of(stated, field):f} where {sum_of(standing, field):f} stood"


def _taken_back(entry: Entry, release: Release) -> Entry:
    return msgspec.structs.replace(
        entry,
        source_id=release.source_id,
        key=_key(entry, release, f"back {entry.id}"),
        known_on=release.known_on,
        known_precision=Precision.DAY,
        corrects=entry.id,
        reverses=not entry.reverses,
        reason=f"{release.label or release.source_id} states it otherwise",
    )


def _as_new(entry: Entry, release: Release, later: bool) -> Entry:
    """An entry of a cell the book does not hold. In a later release it is known from that day."""
    if not later:
        return entry
    return msgspec.structs.replace(
        entry,
        key=_key(entry, release, entry.key),
        known_on=max(entry.known_on, release.known_on),
        known_precision=Precision.DAY,
    )


def _key(entry: Entry, release: Release, what: str) -> str:
    """Distinct for each state of each cell, the same when the same state comes again."""
    mark = (release.file_sha256 or "")[:16]
    return f"{entry.cell or entry.key} {release.known_on} {mark} {what}"


def _new_lines(book: Book, release: Release) -> list[Line]:
    """Lines the book does not hold, or holds otherwise."""
    known: dict[str, Line] = {}
    for _, record in book.records("line"):
        if isinstance(record, Line):
            known[record.line_id] = record
    out = []
    for line in release.lines:
        before = known.get(line.line_id)
        if before is None:
            out.append(line)
        elif _said(before) != _said(line):
            mark = f"{line.key} {release.known_on} {(release.file_sha256 or '')[:16]}"
            out.append(msgspec.structs.replace(line, key=mark, known_on=release.known_on))
    return out


def _said(line: Line) -> tuple[object, ...]:
    skip = {"source_id", "key", "known_on", "known_precision", "locator", "reason"}
    return tuple(getattr(line, f) for f in line.__struct_fields__ if f not in skip)


def _new_rows(book: Book, release: Release) -> list[Row]:
    known: dict[tuple[str, str], Row] = {}
    for _, record in book.records("row"):
        if isinstance(record, Row):
            known[record.table, record.row_id] = record
    out = []
    for row in release.rows:
        before = known.get((row.table, row.row_id))
        # Through JSON: what comes back from the store is plain text and numbers.
        fields = msgspec.to_builtins(row.fields)
        if before is None or msgspec.to_builtins(before.fields) != fields:
            out.append(row)
    return out
