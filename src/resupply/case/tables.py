"""A case's tables into its book: each table row a stated figure; only differences are written."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from resupply.book import Appended, Book, restate
from resupply.core.findings import Finding
from resupply.core.progress import Progress, silent
from resupply.core.records import Count, Entry, Line, Record, Row
from resupply.core.statements import Release

if TYPE_CHECKING:
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
    progress: Progress = silent,
) -> Taken:
    """Bring the tables of a case into a book.

    Args:
        book: The book.
        tables: As read from a folder or workbook.
        known_on: Day from which changes to rows already in the book are known; default the
            newest day the row itself says.
        by: Who brings them.
        progress: Told how many records were taken.
    """
    from resupply.sources.ledger import to_records

    bundle = to_records(tables)
    first = [*_new_or_changed(book, bundle.rows, known_on), *_counts(book, bundle.counts)]
    tabled = book.append(first, by=by, note="tables", progress=progress)
    releases = [*_as_releases(bundle.lines, bundle.entries, known_on), *bundle.releases]
    stated = restate(book, releases, by=by, progress=progress)
    done = Appended(*(a + b for a, b in zip(tabled, stated, strict=True)))
    return Taken(done, bundle.findings)


def _new_or_changed(book: Book, rows: Sequence[Row], known_on: date | None) -> list[Row]:
    """Rows the book does not hold as they are; a changed one comes under a key of its own.

    A row may come in several versions, each with its day; the newest must be the book's newest.
    """
    latest: dict[tuple[str, str], Row] = {}
    for _, record in book.records("row"):
        if isinstance(record, Row):
            latest[record.table, record.row_id] = record
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
        elif msgspec.to_builtins(before.fields) != msgspec.to_builtins(row.fields):
            out.append(_again(row, max(known_on or row.known_on, before.known_on)))
    return out


def _again(row: Row, day: date) -> Row:
    mark = _mark(msgspec.to_builtins(row.fields))
    return msgspec.structs.replace(row, key=f"{row.key}@{day}-{mark}", known_on=day)


def _mark(content: object) -> str:
    import hashlib

    return hashlib.blake2b(msgspec.json.encode(content, order="sorted"), digest_size=4).hexdigest()


def _counts(book: Book, counts: Sequence[Count]) -> list[Record]:
    """Counts; one whose figures changed comes again under a key of its own, and counts last."""
    there = book.get([c.id for c in counts])
    return [
        c
        if c.id not in there or there[c.id] == c
        else msgspec.structs.replace(c, key=f"{c.key}@{_mark(c)}")
        for c in counts
    ]


def _as_releases(
    lines: Sequence[Line], entries: Sequence[Entry], known_on: date | None
) -> list[Release]:
    """Ledger rows as one statement a dataset: rows are cells, missing rows are not withdrawn."""
    of_line = {line.line_id: line.dataset for line in lines}
    by_dataset: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        cell = entry if entry.cell else msgspec.structs.replace(entry, cell=entry.key)
        by_dataset[of_line.get(entry.line_id, "press")].append(cell)
    out = []
    for dataset in sorted({*by_dataset, *of_line.values()}):
        same = by_dataset[dataset]
        newest = max((e.known_on for e in same), default=date.min)
        out.append(
            Release(
                source_id="tables",
                dataset=dataset,
                known_on=known_on or newest,
                source={},
                lines=[line for line in lines if line.dataset == dataset],
                entries=same,
                covers_cells=(),
                amounts_only=False,
                label="tables of the case",
            )
        )
    return out
