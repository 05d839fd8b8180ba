"""Exports of the database: a head of explanations, then deals or deliveries, one a row."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from resupply.core.cells import where_cell
from resupply.core.errors import SourceUnreadableError
from resupply.core.findings import Finding
from resupply.sources.reading import files
from resupply.sources.reading.columns import Columns, Contract, match, need
from resupply.sources.reading.numbers import PIECES_MAX, parse

DEALS = Contract(
    name="deals of the Arms Transfers Database",
    aliases={
        "recipient": ("recipient",),
        "supplier": ("supplier",),
        "ordered_in": ("year of order",),
        "ordered": ("number ordered",),
        "designation": ("weapon designation",),
        "description": ("weapon description",),
        "delivered": ("number delivered",),
        "delivered_in": ("year(s) of delivery", "year(s) of deliveries"),
        "status": ("status",),
        "comments": ("comments",),
        "tiv_unit": ("sipri tiv per unit",),
        "tiv_order": ("sipri tiv for total order",),
        "tiv_delivered": ("sipri tiv of delivered weapons",),
    },
    needed=("recipient", "supplier", "ordered_in", "ordered", "designation", "delivered"),
)
DELIVERIES = Contract(
    name="deliveries of the Arms Transfers Database",
    aliases={
        "deal": ("sipri at database id",),
        "recipient": ("recipient",),
        "supplier": ("supplier",),
        "ordered_in": ("order date",),
        "designation": ("designation",),
        "description": ("description",),
        "delivered": ("numbers delivered",),
        "delivered_in": ("delivery year",),
        "is_estimate": ("numbers delivered is estimate",),
        "status": ("status",),
    },
    needed=("deal", "recipient", "supplier", "designation", "delivered", "delivered_in"),
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNSURE = "?"


class Transfer(NamedTuple):
    """A row: arms of one designation from a supplier to a recipient.

    Args:
        where: File and row.
        deal: The database's number of the deal; empty = the file has none.
        recipient: As named.
        supplier: As named.
        designation: Of the weapon.
        description: What sort of weapon it is.
        ordered_in: Year of the order; None = not stated.
        ordered: Pieces ordered; None = not known.
        delivered: Pieces delivered; None = none identified.
        delivered_in: First and last year in which they were; None = not stated.
        unsure: Figures the database marks as uncertain.
        note: Second hand or new, and what else is told.
    """

    where: str
    deal: str
    recipient: str
    supplier: str
    designation: str
    description: str
    ordered_in: int | None
    ordered: Decimal | None
    delivered: Decimal | None
    delivered_in: tuple[int, int] | None
    unsure: tuple[str, ...]
    note: str


class Register(NamedTuple):
    """What an export holds.

    Args:
        rows: Its rows.
        by_year: Whether it states deliveries by year rather than deals.
        findings: What was odd about reading it.
        sha256: Hash of the file.
    """

    rows: Sequence[Transfer]
    by_year: bool
    findings: Sequence[Finding]
    sha256: str


def read_register(path: Path) -> Register:
    """The rows of an export.

    Raises:
        SourceUnreadableError: No header of deals or deliveries, or no row below it.
    """
    content = files.read_bytes(path)
    table = _under_head(path.name, content)
    by_year = not match(table.header, DELIVERIES).missing
    contract = DELIVERIES if by_year else DEALS
    columns = need(match(table.header, contract), contract, table.header, table.where)
    rows, findings = list[Transfer](), list(table.findings)
    for number, row in table.rows:
        where = where_cell(table.where, number)
        if not columns.text(row, "supplier"):
            continue  # tails of empty cells and notes
        rows.append(_transfer(columns, row, where))
        findings += _odd(columns, row, where)
    if not rows:
        raise SourceUnreadableError(
            where=path.name, what="there is no row of arms in it.", todo="export it again."
        )
    return Register(rows, by_year, findings, files.sha256(content))


def _under_head(name: str, content: bytes) -> files.Table:
    """The table, without the lines of explanation above its header."""
    lines = content.splitlines(keepends=True)
    starts = (b"Recipient,", b"Supplier,", b"SIPRI AT Database ID,")
    for at, line in enumerate(lines[:40]):
        if line.removeprefix(b"\xef\xbb\xbf").lstrip(b'"').startswith(starts):
            # The lines above stay, empty: findings name rows as the file has them.
            return files.csv_table(name, b"\n" * at + b"".join(lines[at:]))
    raise SourceUnreadableError(
        where=name,
        what="there is no header of deals (Recipient, Supplier, ...) or deliveries in it.",
        todo="export the trade register, or deliveries by year, as CSV.",
    )


def _transfer(columns: Columns, row: Sequence[object], where: str) -> Transfer:
    years = [int(y) for y in _YEAR.findall(columns.text(row, "delivered_in"))]
    ordered_in = _YEAR.search(columns.text(row, "ordered_in"))
    return Transfer(
        where=where,
        deal=columns.text(row, "deal"),
        recipient=columns.text(row, "recipient"),
        supplier=columns.text(row, "supplier"),
        designation=columns.text(row, "designation"),
        description=columns.text(row, "description"),
        ordered_in=int(ordered_in.group()) if ordered_in else None,
        ordered=_pieces(columns, row, "ordered"),
        delivered=_pieces(columns, row, "delivered"),
        delivered_in=(min(years), max(years)) if years else None,
        unsure=tuple(_unsure(columns, row)),
        note="; ".join(
            t for t in (columns.text(row, "status"), columns.text(row, "comments")) if t
        ),
    )


def _pieces(columns: Columns, row: Sequence[object], concept: str) -> Decimal | None:
    """Pieces; an empty cell and a 0 delivered both mean that none were identified."""
    value = parse(columns.get(row, concept), limit=PIECES_MAX).value
    return value if value is not None and value > 0 else None


def _unsure(columns: Columns, row: Sequence[object]) -> Iterator[str]:
    """Figures with a "?" in the nameless column on their right, or said to be an estimate."""
    for concept in ("ordered_in", "ordered", "delivered"):
        at = columns.at.get(concept)
        beside = at is not None and at + 1 < len(row) and str(row[at + 1]).strip() == _UNSURE
        estimate = concept == "delivered" and columns.text(row, "is_estimate").casefold() == "yes"
        if beside or estimate:
            yield concept


def _odd(columns: Columns, row: Sequence[object], where: str) -> Iterator[Finding]:
    for concept in ("ordered", "delivered"):
        cell = columns.get(row, concept)
        if parse(cell, limit=PIECES_MAX).odd in ("not_a_number", "absurd_number"):
            yield Finding(
                code="not_a_number",
                where=f'{where}, column "{columns.heading(concept)}"',
                what=f'"{str(cell)[:40]}" is not a number of pieces; it counts as not stated.',
                todo="look it up at the source.",
            )
