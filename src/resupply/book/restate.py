"""A newer state of a source over an older one: only differences are written, as corrections.

The rule. Every figure of a release belongs to a cell (`DNK/military/allocation/2022-03`). For each
cell the signed sum standing in the book is compared with the sum the release states:

- a cell new to the book: its entries are taken as they are;
- equal: nothing is written;
- different: one entry with the difference, known on the release's day, `corrects` the newest entry
  of the cell, dated as the release dates the cell;
- standing, covered by the release, but not stated any more: taken back.

A figure without a number has no difference: when a cell has unknown parts on either side and is
not the same, what stands is taken back entry by entry and the release's entries are written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from resupply.book.book import Appended, Book
from resupply.core.errors import RefusedError
from resupply.core.progress import Progress, silent
from resupply.core.records import Entry, Line, Record, Row
from resupply.core.statements import Release
from resupply.core.words import Precision

_NUMBERS = ("quantity", "value")
_REST = (
    "line_id", "parent_line_id", "stage_from", "stage_to", "happened_from", "happened_to", "item",
    "place_from", "place_to", "leg_id", "milestone", "phase",
)  # fmt: skip
_RANGES = ("quantity_low", "quantity_high", "value_low", "value_high")


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
    standing = _standing(book, release.dataset)
    _refuse_older(standing, release)
    changes = list(_changes(standing, release))
    rows = _new_rows(book, release)
    lines = _new_lines(book, release, changes)
    if not (changes or rows or lines):
        return []
    return [*_source(release), *rows, *lines, *changes]


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


def _standing(book: Book, dataset: str) -> dict[str, list[Entry]]:
    """Entries of the dataset by cell, in order of entry, those taken back together included."""
    datasets = {r.line_id: r.dataset for _, r in book.records("line") if isinstance(r, Line)}
    cells: dict[str, list[Entry]] = defaultdict(list)
    for _, record in book.records("entry"):
        if isinstance(record, Entry) and record.cell and datasets[record.line_id] == dataset:
            cells[record.cell].append(record)
    return cells


def _refuse_older(standing: dict[str, list[Entry]], release: Release) -> None:
    newest = max(
        (e.known_on for entries in standing.values() for e in entries if e.corrects), default=None
    )
    if newest is not None and newest > release.known_on:
        raise RefusedError(
            where=f"{release.label or release.source_id}, known on {release.known_on}",
            what=f"the book already holds a state of {release.dataset} known on {newest}.",
            todo="bring states in from the oldest to the newest, or give the right --known-on.",
        )


def _changes(standing: dict[str, list[Entry]], release: Release) -> Iterator[Entry]:
    stated: dict[str, list[Entry]] = defaultdict(list)
    for entry in release.entries:
        stated[entry.cell or entry.key].append(entry)
    for cell, entries in stated.items():
        yield from _cell_changes(standing.get(cell, []), entries, release, bool(standing))
    for cell in _no_longer_stated(standing, stated, release):
        yield from _cell_changes(standing[cell], [], release, True)


def _no_longer_stated(
    standing: dict[str, list[Entry]], stated: dict[str, list[Entry]], release: Release
) -> Iterator[str]:
    for cell, entries in standing.items():
        if cell in stated or not cell.startswith(release.covers_cells or "\0"):
            continue
        last = max((e.happened_to for e in entries if e.happened_to), default=None)
        if release.covers_until is None or last is None or last <= release.covers_until:
            yield cell


def _cell_changes(
    standing: list[Entry], stated: list[Entry], release: Release, later: bool
) -> Iterator[Entry]:
    standing = _still_standing(standing)
    if not standing:
        yield from (_as_new(e, release, later) for e in stated)
    elif _same_but_amounts(standing, stated, release) and _is_plain([*standing, *stated]):
        yield from _difference(standing, stated, release)
    elif _content(standing, release) != _content(stated, release):
        yield from (_taken_back(e, release) for e in standing)
        yield from (_as_new(e, release, True) for e in stated)


def _still_standing(entries: list[Entry]) -> list[Entry]:
    """Without pairs that cancel: an entry taken back whole, and what took it back."""
    back = {e.corrects for e in entries if e.reverses and e.corrects}
    whole = {e.id: e for e in entries}
    gone = set()
    for entry in entries:
        first = whole.get(entry.corrects or "")
        if entry.reverses and first is not None and _amounts(first) == _amounts(entry):
            gone |= {first.id, entry.id}
    return [e for e in entries if e.id not in gone] if back else entries


def _is_plain(entries: list[Entry]) -> bool:
    """Whether every entry is one number of one unit and currency, so that differences exist."""
    ranged = any(getattr(e, n) is not None for e in entries for n in _RANGES)
    unknown = any(e.quantity is None and e.value is None for e in entries)
    shapes = {(e.quantity is None, e.value is None, e.unit, e.currency) for e in entries}
    return not ranged and not unknown and len(shapes) <= 1


def _amounts(entry: Entry) -> tuple[object, ...]:
    return tuple(getattr(entry, n) for n in (*_NUMBERS, *_RANGES, "unit", "currency"))


def _content(entries: Iterable[Entry], release: Release) -> list[tuple[object, ...]]:
    return sorted(((e.reverses, *_amounts(e), *_rest(e, release)) for e in entries), key=repr)


def _rest(entry: Entry, release: Release) -> tuple[object, ...]:
    return () if release.amounts_only else tuple(getattr(entry, n) for n in _REST)


def _same_but_amounts(standing: list[Entry], stated: list[Entry], release: Release) -> bool:
    """Whether what changed, if anything, is the amount alone."""
    kinds = {(e.reverses, *_rest(e, release)) for e in [*standing, *stated] if not e.corrects}
    return release.amounts_only or not stated or len(kinds) == 1


def _sum(entries: Iterable[Entry], name: str) -> Decimal:
    signed = ((-1 if e.reverses else 1) * (getattr(e, name) or Decimal(0)) for e in entries)
    return sum(signed, Decimal(0))


def _difference(
    standing: list[Entry], stated: list[Entry], release: Release
) -> Iterator[Entry]:
    changed = {n: _sum(stated, n) - _sum(standing, n) for n in _NUMBERS}
    if not any(changed.values()):
        return
    like = stated[-1] if stated else standing[-1]
    signs = {d > 0 for d in changed.values() if d}
    for up in sorted(signs):
        part = {n: abs(d) for n, d in changed.items() if d and (d > 0) == up}
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
    dates = [e for e in (stated or standing)]
    starts = [e.happened_from for e in dates]
    ends = [e.happened_to for e in dates]
    return msgspec.structs.replace(
        like,
        **{n: part.get(n) for n in _NUMBERS},
        **dict.fromkeys(_RANGES),
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
    return f"{name}: {_sum(stated, field):f} where {_sum(standing, field):f} stood"


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


def _new_lines(book: Book, release: Release, changes: list[Entry]) -> list[Line]:
    """Lines the book does not hold, or holds otherwise; only those its new entries need."""
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
