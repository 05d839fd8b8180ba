"""What writes: bring in a file, record a move, record a count. All end in one append."""

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from resupply.book import Appended, Book, restate
from resupply.case.settings import BOOK_FILE
from resupply.case.told import findings_answer
from resupply.core.answer import Answer
from resupply.core.dates import today
from resupply.core.errors import RefusedError, SourceUnreadableError, unknown_name
from resupply.core.findings import Finding, grouped
from resupply.core.progress import Progress, silent
from resupply.core.records import Count, Entry, Line, Record, Row
from resupply.core.words import AidKind, Stage

if TYPE_CHECKING:
    from resupply.case.case import Case

#: What can be brought in.
SOURCES = ("kiel", "sheet")


def bring(
    case: "Case",
    kind: str,
    path: Path,
    *,
    known_on: date | None = None,
    by: str | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Answer:
    """Bring a file of a source into the case's book.

    Args:
        case: The case; a shipped one is never written to.
        kind: `kiel` or `sheet`.
        path: File or folder.
        known_on: Day it was public; needed for `kiel`.
        by: Who brings it.
        dry_run: Read and report, write nothing.
        progress: Told how far it is.

    Raises:
        RefusedError: Unknown kind, unreadable file, no day, or a case that is not written to.
    """
    if kind not in SOURCES:
        raise unknown_name("import", "kind of source", kind, SOURCES)
    if not path.exists():
        raise SourceUnreadableError(
            where=str(path), what="there is no such file or folder.", todo="check the path."
        )
    target = _copy_of(case.book) if dry_run else writable_book(case)
    if kind == "kiel":
        done, found, label = _bring_kiel(target, path, known_on, by, progress)
    else:
        done, found, label = _bring_sheet(target, path, known_on, by, progress)
    return _told(case, kind, path, done, found, label, dry_run)


def _copy_of(book: Book) -> Book:
    """A copy in memory, to try on it what a file would add to what stands."""
    copy = Book.open(None)
    copy.append(record for _, record in book.records("line", "row", "entry", "count"))
    return copy


def _bring_kiel(
    book: Book, path: Path, known_on: date | None, by: str | None, progress: Progress
) -> tuple[Appended, Sequence[Finding], str | None]:
    from resupply.sources.kiel import read

    if known_on is None:
        raise RefusedError(
            where="--known-on",
            what="a release needs the day it was public: labels are no identity.",
            todo="give it, such as --known-on 2026-07-30.",
        )
    release = read(path, known_on=known_on)
    return restate(book, release, by=by, progress=progress), release.findings, release.label


def _bring_sheet(
    book: Book, path: Path, known_on: date | None, by: str | None, progress: Progress
) -> tuple[Appended, Sequence[Finding], str | None]:
    from resupply.case.tables import take_tables
    from resupply.sources.sheets import read_folder, read_workbook

    tables = read_folder(path) if path.is_dir() else read_workbook(path)
    if not any(tables.rows.values()):
        raise SourceUnreadableError(
            where=str(path),
            what="no row could be taken from it.",
            todo="; ".join(f.what for f in tables.findings[:3])
            or "fill in a sheet; `resupply new DIR` writes one to start from.",
        )
    taken = take_tables(book, tables, known_on=known_on, by=by, progress=progress)
    return taken.appended, [*tables.findings, *taken.findings], None


def _told(
    case: "Case",
    kind: str,
    path: Path,
    done: Appended,
    found: Sequence[Finding],
    label: str | None,
    dry_run: bool,
) -> Answer:
    answer = findings_answer("import", case.scope(), grouped(found))
    verb = "would be written" if dry_run else "written"
    name = label or path.name
    sentence = f"{name}: {done.added:,} records {verb}, {done.already_there:,} already there."
    if not done.added:
        sentence = f"{name}: nothing new; the book already holds it as it is."
    return Answer(
        question="import",
        scope=answer.scope,
        columns=answer.columns,
        rows=answer.rows,
        findings=answer.findings,
        sentence=sentence,
        result={
            "kind": kind,
            "file": path.name,
            "label": label,
            "added": done.added,
            "already_there": done.already_there,
            "findings": len(found),
            "written": not dry_run,
        },
    )


def writable_book(case: "Case") -> Book:
    """The case's book on disk, made from its tables when it has none yet.

    Raises:
        RefusedError: A shipped case, or a case without a folder.
    """
    from resupply.case.tables import take_tables
    from resupply.sources.sheets import read_folder

    if case.shipped:
        raise RefusedError(
            where=f"case {case.name}",
            what="a shipped case is never written to.",
            todo=f"make your own copy: resupply new DIR --from {case.name}, then --case DIR.",
        )
    if case.folder is None:
        raise RefusedError(
            where=f"case {case.name}",
            what="a workbook is not a book: it has no place for entries.",
            todo="make a case with `resupply new DIR`, then `resupply import sheet` the workbook.",
        )
    path = case.folder / BOOK_FILE
    if case.book.store.where not in ("book in memory", str(path)):
        return case.book
    if not path.exists():
        tables = read_folder(case.folder)
        case.book.close()
        case.book = Book.open(path)
        take_tables(case.book, tables)
    return case.book


def record(
    case: "Case",
    *,
    stage: str,
    donor: str | None = None,
    recipient: str | None = None,
    item: str | None = None,
    kind: str = "unspecified",
    quantity: str | Decimal | None = None,
    quantity_low: str | Decimal | None = None,
    quantity_high: str | Decimal | None = None,
    unit: str | None = None,
    value: str | Decimal | None = None,
    currency: str | None = None,
    happened_on: date | None = None,
    happened_to: date | None = None,
    known_on: date | None = None,
    source: str,
    title: str | None = None,
    line: str | None = None,
    stage_from: str | None = None,
    place_from: str | None = None,
    place_to: str | None = None,
    due_on: date | None = None,
    dataset: str | None = None,
    corrects: str | None = None,
    reverses: bool = False,
    reason: str | None = None,
    note: str | None = None,
    by: str | None = None,
) -> Answer:
    """Record one move: a pledge, an allocation, a delivery, a use.

    Args:
        case: The case, not a shipped one.
        stage: Where the quantity gets to.
        donor: Who gives; needed for a new line.
        recipient: Who gets; default the case's recipient.
        item: What.
        kind: Kind of aid.
        quantity: Number of units; leave out what is not known.
        quantity_low: Lower bound.
        quantity_high: Upper bound.
        unit: Unit of the quantity; default the item's.
        value: Amount of money.
        currency: Its currency.
        happened_on: Day it happened, or first day it can have.
        happened_to: Last day it can have happened; default `happened_on`.
        known_on: Day the source was public; default today.
        source: Who said it: an id of the `sources` table, or a title or address.
        title: A few words for people.
        line: Existing line to continue; without it a new line begins.
        stage_from: Where it leaves; default the line's last stage before `stage`, or outside.
        place_from: Place it leaves.
        place_to: Place it reaches.
        due_on: By when it was promised.
        dataset: Dataset of a new line; default the one of the case's promises.
        corrects: Entry corrected.
        reverses: Takes back.
        reason: Why.
        note: Anything else.
        by: Who records it.

    Raises:
        RefusedError: A bad word or number, or a rule of the book broken; nothing is written.
    """
    known = known_on or today()
    stage_to = Stage(_word("--stage", stage, [s.value for s in Stage]))
    source_id, rows = _source_row(case, source, known)
    line_id, new = line, []
    if line_id is None:
        line_id = _line_name(
            donor, item, stage, kind, recipient, due_on, known, source, quantity, value, title
        )
        new = [
            Line(
                source_id=source_id,
                key=line_id,
                known_on=known,
                line_id=line_id,
                dataset=dataset or _own_dataset(case),
                donor=donor,
                recipient=recipient or case.settings.recipient,
                item=item,
                aid_kind=AidKind(_word("--kind", kind, [k.value for k in AidKind])),
                due_on=due_on,
                title=title,
            )
        ]
    start = happened_on
    how_much = (quantity, quantity_low, quantity_high, unit, value, currency)
    when_where = (happened_on, happened_to, known, place_from, place_to)
    entry = Entry(
        source_id=source_id,
        key=_mark(line_id, stage, stage_from, how_much, when_where, corrects, reverses, reason),
        known_on=known,
        line_id=line_id,
        stage_from=Stage(_word("--stage-from", stage_from, [s.value for s in Stage]))
        if stage_from
        else _stage_before(case, line, stage_to),
        stage_to=stage_to,
        happened_from=start,
        happened_to=happened_to or start,
        item=item,
        quantity=_number("--quantity", quantity),
        quantity_low=_number("--quantity-low", quantity_low),
        quantity_high=_number("--quantity-high", quantity_high),
        unit=unit or _unit_of(case, item),
        value=_number("--value", value),
        currency=(currency or case.settings.currency) if value is not None else None,
        place_from=place_from,
        place_to=place_to,
        corrects=corrects,
        reverses=reverses,
        reason=reason,
        note=note,
    )
    return _append(case, [*rows, *new, entry], "record", entry, by, line=line_id)


def count(
    case: "Case",
    *,
    place: str,
    item: str,
    quantity: str | Decimal | None = None,
    quantity_low: str | Decimal | None = None,
    quantity_high: str | Decimal | None = None,
    unit: str | None = None,
    counted_on: date | None = None,
    known_on: date | None = None,
    source: str,
    note: str | None = None,
    by: str | None = None,
) -> Answer:
    """Record a count: stock seen at a place at the end of a day.

    Raises:
        RefusedError: A bad number or word; nothing is written.
    """
    own_unit = _unit_of(case, item)
    if unit and own_unit and unit != own_unit:
        raise RefusedError(
            where="--unit",
            what=f'"{unit}" is not the unit of {item}, "{own_unit}".',
            todo=f"convert to {own_unit}, or count another item.",
        )
    day = counted_on or today()
    known = known_on or today()
    source_id, rows = _source_row(case, source, known)
    seen = Count(
        source_id=source_id,
        key=f"count {place} {item} {day} {_mark(quantity, quantity_low, quantity_high, known)}",
        known_on=known,
        place=place,
        item=item,
        counted_on=day,
        quantity=_number("--quantity", quantity),
        quantity_low=_number("--quantity-low", quantity_low),
        quantity_high=_number("--quantity-high", quantity_high),
        unit=unit or own_unit,
        note=note,
    )
    return _append(case, [*rows, seen], "count", seen, by)


def _append(
    case: "Case",
    records: Sequence[Record],
    question: str,
    last: Record,
    by: str | None,
    *,
    line: str | None = None,
) -> Answer:
    done = writable_book(case).append(records, by=by)
    told = "recorded" if done.added else "already in the book, nothing was written"
    on = f" on line {line}: continue it with --line, correct it with --corrects" if line else ""
    result = {"id": last.id, "added": done.added, "already_there": done.already_there}
    return Answer(
        question=question,
        scope=case.scope(),
        sentence=f"{question} {last.id} {told}{on}.",
        result=result if line is None else {**result, "line_id": line},
    )


def _own_dataset(case: "Case") -> str:
    """Where what is recorded by hand belongs: with the promises, never with a tracker."""
    return str(case.settings.headline.get("promises") or case.settings.dataset or "press")


def _word(where: str, word: str, words: Sequence[str]) -> str:
    if word not in words:
        raise unknown_name(where, where.removeprefix("--"), word, words)
    return word


def _number(where: str, text: str | Decimal | None) -> Decimal | None:
    if text is None or isinstance(text, Decimal):
        return text
    try:
        number = Decimal(str(text).replace("_", "").replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise RefusedError(
            where=where,
            what=f'"{text}" is not a number.',
            todo="write it plain, such as 20000, or leave it out if not known.",
        )
    return number


def _source_row(case: "Case", source: str, known: date) -> tuple[str, list[Row]]:
    """A known source's id, or a new row for a title or address."""
    if any(r.row_id == source for r in case.book.view().rows("sources")):
        return source, []
    name = f"by-hand-{_mark(source)}"
    fields = {"source_id": name, "title": source, "published": known.isoformat(), "kind": "hand"}
    if source.startswith(("http://", "https://")):
        fields["url"] = source
    row = Row(source_id=name, key=name, known_on=known, table="sources", row_id=name, fields=fields)
    known_before = case.book.get([row.id])
    return name, [] if known_before else [row]


def _unit_of(case: "Case", item: str | None) -> str | None:
    rows = case.book.view().rows("items") if item else []
    return next(
        (str(r.fields["unit"]) for r in rows if r.row_id == item and r.fields["unit"]), None
    )


def _stage_before(case: "Case", line: str | None, stage: Stage) -> Stage:
    """The latest stage the line has reached before this one; outside for a new line."""
    if line is None:
        return Stage.OUTSIDE
    order = list(Stage)
    import polars as pl

    frame = case.book.view().moves.filter(pl.col("line_id").cast(pl.String) == line).collect()
    reached = [Stage(s) for s in frame["stage_to"].cast(pl.String).unique()]
    before = [s for s in reached if order.index(s) < order.index(stage)]
    return max(before, key=order.index, default=Stage.OUTSIDE)


def _line_name(*parts: object) -> str:
    words = [str(p) for p in parts[:3] if p]
    return f"hand/{'/'.join(words)}/{_mark(*parts)}"


def _mark(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode(), digest_size=6).hexdigest()


__all__ = ["SOURCES", "bring", "count", "record", "writable_book"]
