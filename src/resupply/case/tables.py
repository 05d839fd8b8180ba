"""A case's tables into its book: each table row a stated figure; only differences are written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from resupply.book import Appended, Book, restate
from resupply.case import files
from resupply.core.dates import today
from resupply.core.findings import Finding
from resupply.core.progress import Progress, silent
from resupply.core.records import Count, Entry, Line, Record, Row
from resupply.core.statements import Release
from resupply.core.words import Stage

if TYPE_CHECKING:
    from resupply.sources.ledger import Bundle
    from resupply.sources.ledger.common import Held
    from resupply.sources.sheets import Tables


class Taken(NamedTuple):
    """What bringing in tables did."""

    appended: Appended
    findings: Sequence[Finding]


def take_tables(
    book: Book,
    tables: "Tables",
    *,
    known_on: date | None = None,
    by: str | None = None,
    keep_files: bool = False,
    progress: Progress = silent,
) -> Taken:
    """Bring the tables of a case into a book.

    Args:
        book: The book.
        tables: As read from a folder or workbook.
        known_on: Day from which changes to rows already in the book are known; default today, or
            the row's own day where that is a later one than before.
        by: Who brings them.
        keep_files: Whether to keep the hashes of the files, to tell later whether they changed.
        progress: Told how many records were taken.
    """
    bundle = bundle_of(book, tables)
    sha256 = tables.sha256 if keep_files else {}
    done = take(book, bundle, known_on=known_on, by=by, sha256=sha256, progress=progress)
    return Taken(done, bundle.findings)


def bundle_of(book: Book, tables: "Tables") -> "Bundle":
    """The records of tables, read beside what the book holds; nothing is written."""
    from resupply.sources.ledger import to_records

    linked = any(row.get("line") for row in tables["deliveries"])
    return to_records(tables, held=_held(book) if linked else {})


def _held(book: Book) -> "dict[str, Held]":
    """The lines of the book: donor, item, and the stages each ever reached."""
    import polars as pl

    from resupply.sources.ledger.common import Held

    view = book.view()
    reached: dict[str, set[Stage]] = defaultdict(set)
    moves = view.moves.select(pl.col("line_id", "stage_to").cast(pl.String)).unique().collect()
    for name, stage in moves.iter_rows():
        reached[name].add(Stage(stage))
    return {
        name: Held(donor, frozenset(reached[name]))
        for name, donor in view.lines.select("line_id", "donor").iter_rows()
    }


def take(
    book: Book,
    bundle: "Bundle",
    *,
    known_on: date | None = None,
    by: str | None = None,
    sha256: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Appended:
    """Write what the tables say and the book does not; arguments as in `take_tables`."""
    kept = files.taken(book, sha256 or {})
    first = [*_new_or_changed(book, bundle.rows, known_on), *_counts(book, bundle, known_on)]
    tabled = book.append([*first, *kept], by=by, note="tables", progress=progress)
    lines = _lines(book, bundle.lines)
    of_line = _datasets(book, bundle)
    releases = [*_as_releases(lines, bundle.entries, of_line, known_on), *bundle.releases]
    stated = restate(book, releases, by=by, progress=progress)
    # What was taken from which file is our own note, nothing that the tables say.
    return Appended(
        tabled.added - len(kept) + stated.added, tabled.already_there + stated.already_there
    )


def _new_or_changed(book: Book, rows: Sequence[Row], known_on: date | None) -> list[Row]:
    """Rows the book does not hold as they are; a changed one comes under a key of its own.

    A row may come in several versions, each with its day; the newest must be the book's newest.
    """
    latest: dict[tuple[str, str], Row] = {}
    times: dict[tuple[str, str], int] = defaultdict(int)
    for _, record in book.records("row"):
        if isinstance(record, Row):
            latest[record.table, record.row_id] = record
            times[record.table, record.row_id] += 1
    newest = {(r.table, r.row_id): r.key for r in rows}
    there = book.get([r.id for r in rows])
    out = []
    for row in rows:
        place = (row.table, row.row_id)
        before = there.get(row.id)
        if newest[place] == row.key and place in latest:
            before = latest[place]
        if not isinstance(before, Row):
            out.append(row)
        elif _written(before) != _written(row):
            day = _changed_on(before, row, known_on)
            key = f"{row.key}@{day}-{times[place]}"
            out.append(msgspec.structs.replace(row, key=key, known_on=day))
    return out


def _written(row: Row) -> bytes:
    """Its fields as the book keeps them: a list typed in a cell is one after reading back too."""
    return msgspec.json.encode(row.fields, order="deterministic")


def _changed_on(before: Record, now: Record, known_on: date | None) -> date:
    """The day from which a change is known: never the day of what it replaces.

    What was known then is what stood then; a row that says a later day of its own means it.
    """
    own = now.known_on if now.known_on > before.known_on else today()
    return max(known_on or own, before.known_on)


def _counts(book: Book, bundle: "Bundle", known_on: date | None) -> list[Record]:
    """Counts; one whose figures changed comes again under a key of its own, and counts last."""
    versions: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for _, record in book.records("count"):
        if isinstance(record, Count):
            for key in {record.key, record.key.rsplit("@", 1)[0]}:
                versions[record.source_id, key].append(record)
    out: list[Record] = []
    for count in bundle.counts:
        known = versions[count.source_id, count.key]
        if not known:
            out.append(count)
        elif _seen(known[-1]) == _seen(count):
            out.append(known[-1])
        else:
            day = _changed_on(known[-1], count, known_on)
            key = f"{count.key}@{day}-{len(known)}"
            out.append(msgspec.structs.replace(count, key=key, known_on=day))
    return out


def _seen(count: Count) -> tuple[object, ...]:
    """What a count says, not where it stands or since when it is known."""
    skip = {"key", "known_on", "known_precision", "locator"}
    return tuple(getattr(count, f) for f in count.__struct_fields__ if f not in skip)


def _lines(book: Book, lines: Sequence[Line]) -> list[Line]:
    """Without earlier words on a line that is said again, where the book has them."""
    last = {line.line_id: line.id for line in lines}
    there = book.get([line.id for line in lines if last[line.line_id] != line.id])
    return [line for line in lines if line.id not in there]


def _datasets(book: Book, bundle: "Bundle") -> dict[str, str]:
    """Dataset by line, of the lines the tables speak of."""
    of_line = {line.line_id: line.dataset for line in bundle.lines}
    others = {entry.line_id for entry in bundle.entries} - of_line.keys()
    if others:
        held = book.view().lines.select("line_id", "dataset").iter_rows()
        of_line |= {name: dataset for name, dataset in held if name in others}
    return of_line


def _as_releases(
    lines: Sequence[Line],
    entries: Sequence[Entry],
    of_line: Mapping[str, str],
    known_on: date | None,
) -> list[Release]:
    """Ledger rows as one statement a dataset: rows are cells, missing rows are not withdrawn.

    A new row is known on its own day; a difference to what stands from `known_on`, or today.
    """
    by_dataset: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        cell = entry if entry.cell else msgspec.structs.replace(entry, cell=entry.key)
        by_dataset[of_line.get(entry.line_id, "press")].append(cell)
    return [
        Release(
            source_id="tables",
            dataset=dataset,
            known_on=known_on or today(),
            source={},
            lines=[line for line in lines if line.dataset == dataset],
            entries=by_dataset[dataset],
            covers_cells=(),
            amounts_only=False,
            label="tables of the case",
        )
        for dataset in sorted({*by_dataset, *(line.dataset for line in lines)})
    ]
