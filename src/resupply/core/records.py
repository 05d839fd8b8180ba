"""Every kind of record the book holds: line, entry, count, row, batch. All frozen.

Those that hold only plain values are left out of the garbage collector's rounds (`gc=False`):
a million of them would be walked again and again (measured in `bench/book.py`).

A newcomer learns the field from this file. Field meanings and examples are declared once, in
`core/fields.py`; sheets, forms and the reference page are made from that declaration.
"""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import msgspec

from resupply.core.words import AidKind, Basis, Confidence, Milestone, Phase, Precision, Stage


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every record of the book carries.

    Args:
        source_id: Who said it: a row of the `sources` table.
        key: What names the record inside its source. With `source_id` it makes the record's id,
            so the same record brought in twice is once.
        known_on: The day its source was public. `as_of` cuts on it.
        known_precision: How exactly that day is known.
        locator: Where in the source: sheet, row, page, cell.
    """

    kind: ClassVar[str] = "record"

    source_id: str
    key: str
    known_on: date
    known_precision: Precision = Precision.DAY
    locator: str | None = None

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits made from kind, source and key."""
        return record_id(self.kind, self.source_id, self.key)


def record_id(kind: str, source_id: str, key: str) -> str:
    """The id of a record: the same on every machine.

    Example:
        >>> record_id("entry", "kiel", "DNK/2022-03/military")
        '97af1b9043dda781'
    """
    text = f"{kind}\x1f{source_id}\x1f{key}"
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


class Line(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One thread from promise to use: a package, an order, a consignment.

    A line said again with a later `known_on` (another `key`) replaces the earlier one from then on.

    Args:
        line_id: Name of the line in the book.
        dataset: Which record of the world it belongs to (`kiel`, `press`, `fts` ...). Figures
            never add up two datasets, for they describe the same world twice.
        donor: Who gives (party id).
        recipient: Who gets (party id).
        item: What (item id); `money` for money.
        aid_kind: Military, humanitarian, financial, or not specified.
        channel: Through whom or which scheme.
        earmarking: 1 unearmarked, 2 softly, 3 earmarked, 4 tightly (IATI / Grand Bargain).
        due_on: By when it was promised.
        parent_line_id: The line it is part of.
        title: A few words for people.
    """

    kind: ClassVar[str] = "line"

    line_id: str
    dataset: str
    donor: str | None = None
    recipient: str | None = None
    item: str | None = None
    aid_kind: AidKind = AidKind.UNSPECIFIED
    channel: str | None = None
    earmarking: int | None = None
    due_on: date | None = None
    parent_line_id: str | None = None
    title: str | None = None
    reason: str | None = None


class Entry(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One immutable move of a quantity between two accounts of a line.

    It takes from account (`parent_line_id` or `line_id`, `stage_from`) and gives to account
    (`line_id`, `stage_to`). Amounts are never negative: `reverses` takes an earlier move back.
    Nothing stated is None, a range has `_low` and `_high`; neither is ever zero.

    Args:
        line_id: The thread it belongs to.
        stage_from: Account it leaves; `outside` for something new.
        stage_to: Account it reaches.
        happened_from: First day it can have happened on; None = open or not stated.
        happened_to: Last day it can have happened on; equal to `happened_from` when a day.
        item: If not the line's item.
        quantity: Number of units [item's unit].
        value: Amount of money [units of `currency`].
        basis: What the value is.
        place_from: Place it leaves (a dispatch, an issue).
        place_to: Place it reaches (a receipt).
        leg_id: Leg travelled.
        milestone: Which event of the journey this records.
        parent_line_id: Line whose account it leaves, if another.
        phase: `pending` reserves; `post`, `void`, `lapse` answer a pending entry.
        pending_id: The pending entry answered.
        cell: The stated figure it is part of, the same across releases of a source
            (`DNK/military/allocation/2022-03`); `book.restate` compares cells.
        corrects: Entry corrected by this one.
        reverses: Takes back (the same accounts, the other direction).
        reason: Why corrected, reversed, withdrawn.
    """

    kind: ClassVar[str] = "entry"

    line_id: str
    stage_from: Stage
    stage_to: Stage
    happened_from: date | None = None
    happened_to: date | None = None
    item: str | None = None
    quantity: Decimal | None = None
    quantity_low: Decimal | None = None
    quantity_high: Decimal | None = None
    unit: str | None = None
    value: Decimal | None = None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    currency: str | None = None
    price_year: int | None = None
    basis: Basis = Basis.REPORTED
    place_from: str | None = None
    place_to: str | None = None
    leg_id: str | None = None
    milestone: Milestone | None = None
    parent_line_id: str | None = None
    phase: Phase = Phase.POSTED
    pending_id: str | None = None
    cell: str | None = None
    corrects: str | None = None
    reverses: bool = False
    reason: str | None = None
    confidence: Confidence | None = None
    note: str | None = None


class Count(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Stock seen at a place at the end of a day: an observation, not a move."""

    kind: ClassVar[str] = "count"

    place: str
    item: str
    counted_on: date
    quantity: Decimal | None = None
    quantity_low: Decimal | None = None
    quantity_high: Decimal | None = None
    unit: str | None = None
    basis: Basis = Basis.REPORTED
    confidence: Confidence | None = None
    note: str | None = None


class Row(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A row of a reference table (items, places, facts, denominators ...) as stated on a day.

    The same `table` and `row_id` said again later replaces the earlier row from then on;
    `removed` says it no longer stands.
    """

    kind: ClassVar[str] = "row"

    table: str
    row_id: str
    fields: dict[str, Any]
    removed: bool = False


class Batch(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Heads the records of one append: who entered them, when, from which file."""

    kind: ClassVar[str] = "batch"

    entered_at: datetime
    entered_by: str
    records: int
    note: str | None = None
    file_sha256: str | None = None


#: Kinds by the name kept in the store.
KINDS: dict[str, type[Record]] = {k.kind: k for k in (Line, Entry, Count, Row, Batch)}
