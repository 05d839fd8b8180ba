"""The book entry by entry: a page of them, and one of them whole."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from resupply.book import Book, View
from resupply.core.answer import Answer, Column, Part
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.records import Batch, Entry, Record
from resupply.core.scope import Scope
from resupply.picture import goods, parties, within
from resupply.picture.sources import of

#: Entries listed at most in one answer.
MOST = 1_000
#: What entries are ordered by, and the column of the book that is.
ORDERS: Mapping[str, str] = {
    "entered": "seq",
    "known": "known_on",
    "happened": "happened_from",
    "value": "value",
    "quantity": "quantity",
    "donor": "donor",
    "stage": "stage_to",
}
_FEW = 20_000  # entries
_SEARCHED = ("line_id", "item", "unit", "source_id", "place_from", "place_to")
_COLUMNS = (
    Column(name="seq", title="Place in the book", digits=0),
    Column(name="entry_id", title="Entry"),
    Column(name="known_on", title="Known"),
    Column(name="happened_from", title="Happened from"),
    Column(name="happened_to", title="until", shown=False),
    Column(name="donor_name", title="Donor"),
    Column(name="donor", title="Donor's id", shown=False),
    Column(name="recipient", title="Recipient", shown=False),
    Column(name="dataset", title="Dataset", shown=False),
    Column(name="kind", title="Kind"),
    Column(name="stage_from", title="From"),
    Column(name="stage_to", title="To"),
    Column(name="item", title="Item's id", shown=False),
    Column(name="item_name", title="Item"),
    Column(name="quantity", title="Quantity", meaning="As the source says it; a range has two."),
    Column(name="quantity_low", title="Quantity, low", shown=False),
    Column(name="quantity_high", title="Quantity, high", shown=False),
    Column(name="unit", title="Unit"),
    Column(name="value", title="Value", digits=0, meaning="In the currency of the source."),
    Column(name="value_low", title="Value, low", shown=False),
    Column(name="value_high", title="Value, high", shown=False),
    Column(name="currency", title="Currency"),
    Column(name="corrects", title="Corrects"),
    Column(name="reason", title="Reason", shown=False),
    Column(name="line_id", title="Line", shown=False),
    Column(name="source_ids", title="Source"),
)


def answer(
    book: Book,
    view: View,
    scope: Scope,
    *,
    line: str | None = None,
    find: str = "",
    order: str = "-entered",
    most: int = 50,
    skip: int = 0,
) -> Answer:
    """Entries of every kind, corrections and reservations too, a page at a time.

    Args:
        book: The book, for the entries' own words.
        view: The book as known on a day.
        scope: Which entries; a scope without a dataset means all of them.
        line: Of this line alone.
        find: Words that ids, items, places, sources or the party's name must hold.
        order: One of `ORDERS`; with a minus, largest or latest first.
        most: Entries listed, at most `MOST`.
        skip: Entries passed over before them.

    Raises:
        QuestionError: The scope names something the case does not have, or a number is senseless.
    """
    _refuse_senseless(order, most, skip)
    names = parties.names(view)
    by_donor = bool(find.strip()) or order.endswith("donor")
    frame = _within(view, scope, line, by_donor=by_donor)
    if find.strip():
        frame = frame.filter(_holds(frame, find.strip().casefold(), names))
    total = frame.height
    down = order.startswith("-")
    key = ORDERS[order.removeprefix("-")]
    # Only what the order needs is ordered: a book has a million entries, a page fifty.
    ordered = frame.select(*dict.fromkeys((key, "seq", "line_id")))
    few = skip + most
    if few < _FEW:  # the first pages need no order of all that follows
        first = ordered.top_k if down else ordered.bottom_k
        ordered = first(few, by=[key, "seq"])
    ordered = ordered.sort([key, "seq"], descending=down, nulls_last=True)
    shown = _with_lines(view, ordered.slice(skip, most).select("seq", "line_id"))
    items = goods.names(view)
    rows = [_row(book, seq, found, names, items) for seq, *found in _keys(shown)]
    last = min(skip + most, total)
    span = f"; {skip + 1:,} to {last:,} are listed" if total > len(rows) and rows else ""
    return Answer(
        question="entries",
        scope=scope,
        columns=_COLUMNS,
        rows=rows,
        sources=of(view, rows),
        sentence=f"{total:,} {'entry' if total == 1 else 'entries'}{span}.",
        tables=(_page(total, skip, len(rows)),),
    )


def _page(total: int, skip: int, shown: int) -> Part:
    """How many there are in all, for those who turn pages."""
    columns = [Column(name=n, title=n.capitalize()) for n in ("total", "skipped", "listed")]
    row = {"total": total, "skipped": skip, "listed": shown}
    return Part(name="page", title="Page", columns=columns, rows=[row], shown=False)


def _refuse_senseless(order: str, most: int, skip: int) -> None:
    if order.removeprefix("-") not in ORDERS:
        raise unknown_name("--order", "order", order, ORDERS)
    if not 1 <= most <= MOST or skip < 0:
        raise QuestionError(
            where="--most" if skip >= 0 else "--skip",
            what="a page of entries has 1 to 1,000 of them, and begins at 0 or later.",
            todo="ask for less at once, and for the next page with --skip.",
        )


def _lines(view: View) -> pl.DataFrame:
    about = view.lines.select("line_id", "donor", "recipient", "dataset", "aid_kind")
    return about.with_columns(pl.col("line_id").cast(pl.Categorical))


def _with_lines(view: View, frame: pl.DataFrame) -> pl.DataFrame:
    """What the lines say, beside few entries and in their order."""
    return frame.join(_lines(view), on="line_id", how="left", maintain_order="left")


def _within(view: View, scope: Scope, line: str | None, *, by_donor: bool) -> pl.DataFrame:
    frame = view.entries
    if by_donor:
        frame = frame.join(_lines(view).select("line_id", "donor"), on="line_id", how="left")
    kept = within.line_ids(view, scope)
    if line is not None:
        kept = frozenset({line}) if kept is None else kept & {line}
        if view.lines.filter(pl.col("line_id") == line).is_empty():
            raise QuestionError(
                where=f"--line {line[:60]}",
                what="the book knows no such line by that day.",
                todo="`resupply entries --csv` has the lines' names.",
            )
    if kept is not None:
        frame = frame.filter(pl.col("line_id").cast(pl.String).is_in(list(kept)))
    if scope.stage is not None:
        frame = frame.filter(pl.col("stage_to").cast(pl.String) == scope.stage.value)
    if scope.since is not None:
        frame = frame.filter(pl.col("happened_to") >= scope.since)
    if scope.until is not None:
        frame = frame.filter(pl.col("happened_from") <= scope.until)
    return frame


def _holds(frame: pl.DataFrame, words: str, names: Mapping[str, str]) -> pl.Expr:
    """Entries one of whose names holds the words; names are few, entries many."""
    found = pl.lit(False)
    for column in _SEARCHED:
        there = frame[column].unique().drop_nulls().cast(pl.String).to_list()
        held = [name for name in there if words in name.casefold()]
        if held:
            found |= pl.col(column).cast(pl.String).is_in(held)
    givers = frame["donor"].unique().drop_nulls().to_list()
    held = [p for p in givers if words in p.casefold() or words in names.get(p, "").casefold()]
    found |= pl.col("donor").is_in(held)
    return (
        found | pl.col("reason").str.to_lowercase().str.contains(words, literal=True)
    ).fill_null(False)


def _keys(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    return frame.select("seq", "donor", "recipient", "dataset", "aid_kind").rows()


def _row(
    book: Book,
    seq: int,
    found: Sequence[Any],
    names: Mapping[str, str],
    items: Mapping[str, str],
) -> dict[str, Any]:
    entry = book.at(seq)
    assert isinstance(entry, Entry)
    donor, recipient, dataset, kind = found
    row = {
        "seq": seq,
        "entry_id": entry.id,
        "donor": donor,
        "donor_name": names.get(donor, donor),
        "recipient": recipient,
        "dataset": dataset,
        "kind": kind,
        "item_name": items.get(entry.item or "", entry.item),
        "source_ids": [entry.source_id],
    }
    same = (c.name for c in _COLUMNS if c.name not in row)
    sign = -1 if entry.reverses else 1
    for name in same:
        value = getattr(entry, name)
        number = name.startswith(("quantity", "value")) and value is not None
        row[name] = sign * float(value) if number else value
    return row


_FIELDS = (
    Column(name="field", title="Field"),
    Column(name="value", title="What it says"),
    Column(name="meaning", title="Meaning", shown=False),
)


def entry(book: Book, view: View, scope: Scope, name: str) -> Answer:
    """One entry whole: its words, its place in the chain of hashes, what corrects it.

    Args:
        book: The book.
        view: The book as known on a day, for names.
        scope: Printed with the answer.
        name: Id of an entry.

    Raises:
        QuestionError: The book has no such entry.
    """
    stored = book.store.get([name]).get(name)
    record = book.get([name]).get(name)
    if stored is None or not isinstance(record, Entry):
        raise QuestionError(
            where=f"entry {name[:60]}",
            what="there is no such entry in the book.",
            todo="`resupply entries` lists them.",
        )
    told = {
        "entry_id": name,
        **_said(record),
        **_line_said(view, record),
        "seq": stored.seq,
        "hash": stored.hash.hex(),
        "hash_before": (book.store.hash_at(stored.seq - 1) or b"").hex(),
        **_entered(book, stored.seq),
        "corrected_by": _corrected_by(view, record),
    }
    rows = [{"field": k, "value": _shown(v)} for k, v in told.items() if v not in (None, [], "")]
    sources = of(view, [{"source_ids": [record.source_id]}])
    is_later = view.as_of is not None and record.known_on > view.as_of
    return Answer(
        question="entry",
        scope=scope,
        columns=_FIELDS,
        rows=[{**row, "source_ids": [record.source_id]} for row in rows],
        result={k: v for k, v in told.items() if v is not None},
        sources=sources,
        sentence=f"Entry {name}: number {stored.seq} of the book, known on {record.known_on}.",
        warnings=[f"Nobody knew it on {view.as_of}: no figure of that day holds it."] * is_later,
    )


def _said(record: Entry) -> dict[str, Any]:
    """What the entry itself says, in the order it is declared."""
    said = {}
    for field in record.__struct_fields__:
        value = getattr(record, field)
        said[field] = str(value) if value is not None and not isinstance(value, bool) else value
    return {k: v for k, v in said.items() if v is not False}


def _line_said(view: View, record: Entry) -> dict[str, Any]:
    line = view.lines.filter(pl.col("line_id") == record.line_id)
    if line.is_empty():
        return {}
    row = line.row(0, named=True)
    names = parties.names(view)
    about = ("donor", "recipient", "dataset", "aid_kind", "title", "due_on")
    told = {f"line_{n}": None if row[n] is None else str(row[n]) for n in about}
    return told | {"line_donor_name": names.get(row["donor"])}


def _entered(book: Book, seq: int) -> dict[str, Any]:
    """Who entered it and when: said by the record that seals its append."""
    for record in _after(book, seq):
        if isinstance(record, Batch):
            return {
                "entered_at": record.entered_at.isoformat(),
                "entered_by": record.entered_by,
                "entered_with": record.records,
                "file_sha256": record.file_sha256,
            }
    return {}


def _after(book: Book, seq: int) -> Sequence[Record]:
    found = next(iter(book.store.read(after=seq, kinds=("batch",))), None)
    return () if found is None else (book.at(found.seq),)


def _corrected_by(view: View, record: Entry) -> list[str]:
    return list(view.ids(view.entries.filter(pl.col("corrects") == record.id)["seq"]))


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
