"""One row of the tracker's main sheet, read: what it says, and what is odd about how it says it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import msgspec

from resupply.core.dates import Span, add_months, month_end
from resupply.core.findings import Finding
from resupply.core.words import AidKind, Stage
from resupply.sources.kiel import dates, names, release
from resupply.sources.reading.columns import Columns
from resupply.sources.reading.numbers import EUR_MAX, NOT_STATED, PIECES_MAX, clean, parse
from resupply.sources.reading.slugs import slug

#: The month Kiel counts from; month 0 is "undated" in its files.
MONTH_ONE = date(2022, 1, 1)


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the main sheet.

    Args:
        where: Sheet or file, and row.
        row_id: The id the file gives it; numbered anew in each release.
        package_id: The id of the package it is part of, likewise.
        name: The donor as named.
        donor: Its party id.
        kind: Kind of aid.
        stage: Commitment or allocation.
        when: What its date allows.
        date_text: The date as written; a day in ISO form.
        allocated: Value of the row as an allocation [EUR].
        package: Value of its whole package, on the package's first row [EUR].
        pieces: Number of pieces promised.
        delivered: Number of pieces delivered.
        item: The item as named; empty = none.
        item_id: Item id made from the item's type.
        source: First source's address.
        channel: Scheme or initiative.
        worth_usd: Pieces times Kiel's unit price [USD].
        stated_usd: The package's value as its source gave it, if in USD.
        fact_sheet: Whether a source is a fact sheet.
        title: A few words for people.
    """

    where: str
    row_id: str
    package_id: str
    name: str
    donor: str
    kind: AidKind
    stage: Stage
    when: dates.When
    date_text: str
    allocated: Decimal | None
    package: Decimal | None
    pieces: Decimal | None
    delivered: Decimal | None
    item: str
    item_id: str
    source: str
    channel: str
    worth_usd: Decimal | None
    stated_usd: Decimal | None
    fact_sheet: bool
    title: str


def read(
    columns: Columns, row: Sequence[object], where: str, known_on: date
) -> tuple[Activity | None, list[Finding]]:
    """The activity a row states; None with an error finding when it cannot be one."""
    name = columns.text(row, "donor")
    if not name or name.casefold() in names.TOTALS:
        return None, [release.not_a_donor(where, name)]
    stage = _stage(columns, row)
    if stage is None:
        return None, [_unknown_measure(where, columns.text(row, "measure"))]
    kind = names.KINDS.get(columns.text(row, "kind").casefold())
    findings = [] if kind else [_unknown_kind(where, columns.text(row, "kind"))]
    when = dates.not_after(_when(columns, row), known_on)
    findings += _odd_date(
        when, columns.get(row, "date"), f'{where}, column "{columns.heading("date")}"'
    )
    item, item_id = _item(columns, row, kind or AidKind.UNSPECIFIED)
    sources = [_stated_text(columns.text(row, f"source{n}")) for n in ("", "_2", "_3")]
    numbers, odd = _numbers(columns, row, where)
    pieces, price = numbers["pieces"], numbers["price_usd"]
    activity = Activity(
        where=where,
        row_id=_stated_text(columns.text(row, "sub_id")) or columns.text(row, "activity_id"),
        package_id=columns.text(row, "activity_id"),
        name=name,
        donor=names.donor(name).party,
        kind=kind or AidKind.UNSPECIFIED,
        stage=stage,
        when=when,
        date_text=_date_text(columns, row),
        allocated=numbers["allocated"] if stage is Stage.ALLOCATION else None,
        package=numbers["package"],
        pieces=pieces,
        delivered=numbers["delivered"],
        item=item,
        item_id=item_id,
        source=sources[0],
        channel=_stated_text(columns.text(row, "channel")),
        worth_usd=pieces * price if pieces is not None and price is not None else None,
        stated_usd=numbers["stated"] if columns.text(row, "currency") == "USD" else None,
        fact_sheet=any("fact" in s.casefold() and "sheet" in s.casefold() for s in sources),
        title=item or _stated_text(columns.text(row, "kind_detail")) or f"{name}, {kind} aid",
    )
    return activity, findings + odd


def _stage(columns: Columns, row: Sequence[object]) -> Stage | None:
    """Release 7 has no measure: it states commitments only."""
    if "measure" not in columns:
        return Stage.COMMITMENT
    return names.MEASURES.get(columns.text(row, "measure").casefold())


def _when(columns: Columns, row: Sequence[object]) -> dates.When:
    """The date; else the month the row was counted in, which is the last it can have been."""
    when = dates.parse(columns.get(row, "date"))
    month = parse(columns.get(row, "month_number")).value
    if when.span != Span() or month is None or not 1 <= month <= 240:
        return when
    return dates.When(Span(None, month_end(add_months(MONTH_ONE, int(month) - 1))), odd=when.odd)


def _date_text(columns: Columns, row: Sequence[object]) -> str:
    cell = columns.get(row, "date")
    return cell.isoformat()[:10] if isinstance(cell, date) else clean(cell).casefold()


def _odd_date(when: dates.When, cell: object, where: str) -> list[Finding]:
    return [
        release.odd_cell(code, where, cell, level="warning")
        for code in when.odd
        if code != "undated_amount"
    ]


def _item(columns: Columns, row: Sequence[object], kind: AidKind) -> tuple[str, str]:
    """The item as named, and an item id from its sub-type, its type, or the kind of aid."""
    item = _stated_text(columns.text(row, "item"))
    for concept in ("item_sub_type", "item_type"):
        if text := _stated_text(columns.text(row, concept)):
            return item or text, slug(text)
    if item:
        return item, slug(item)
    return "", release.MONEY if kind is AidKind.FINANCIAL else release.AID


def _stated_text(text: str) -> str:
    return "" if text.casefold() in NOT_STATED or text == "0.0" else text


def _numbers(
    columns: Columns, row: Sequence[object], where: str
) -> tuple[dict[str, Decimal | None], list[Finding]]:
    """The row's numbers. A value of 0 is a cell nobody filled in, for no gift is worth nothing."""
    numbers: dict[str, Decimal | None] = {}
    findings = []
    for concept in ("allocated", "package", "stated", "pieces", "delivered", "price_usd"):
        cell = columns.get(row, concept)
        limit = PIECES_MAX if concept in ("pieces", "delivered") else EUR_MAX
        number = parse(cell, limit=limit)
        if number.odd:
            level = "warning" if number.value is not None or concept == "delivered" else "error"
            place = f'{where}, column "{columns.heading(concept)}"'
            findings.append(release.odd_cell(number.odd, place, cell, level=level))
        numbers[concept] = number.value or None
    return numbers, findings


def _unknown_measure(where: str, measure: str) -> Finding:
    return Finding(
        code="unknown_measure",
        where=where,
        what=f'"{measure}" is neither Commitment nor Allocation; the row was not taken.',
        todo="correct the cell.",
        level="error",
    )


def _unknown_kind(where: str, kind: str) -> Finding:
    return Finding(
        code="unknown_kind",
        where=where,
        what=f'"{kind}" is neither Military, Humanitarian nor Financial.',
        todo="correct the cell; until then the row counts as not specified.",
    )
