"""The rules an entry must keep to be taken. What is merely odd is a finding (`check.py`)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from resupply.core.errors import EntryRefusedError
from resupply.core.records import Batch, Count, Entry, Line, Record, Row
from resupply.core.words import FLOW, SINKS, SPOKEN, Phase, Stage

_MOVES: frozenset[tuple[Stage, Stage]] = frozenset(
    [(Stage.OUTSIDE, to) for to in (*FLOW, *SPOKEN)]
    + [(said, to) for said in SPOKEN for to in (*FLOW, Stage.WITHDRAWN)]
    + [(a, b) for i, a in enumerate(FLOW) for b in FLOW[i + 1 :]]
    + [(a, b) for a in FLOW for b in SINKS]
)
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
_ANSWERS = (Phase.POST, Phase.VOID, Phase.LAPSE)
_LONGEST = 1000  # characters in a key or name
_MOST = Decimal("1e24")  # beyond it a number is a slip, and sums lose their digits


def refused(record: Record, what: str, todo: str) -> EntryRefusedError:
    """The error for a record that breaks a rule, naming where it came from."""
    where = f"{record.kind} {record.source_id}/{record.key}"
    return EntryRefusedError(
        where=f"{record.locator} ({where})" if record.locator else where, what=what, todo=todo
    )


def check(record: Record) -> None:
    """Refuse a record that breaks a rule on its own, without looking at others.

    Raises:
        EntryRefusedError: With where, what and what to do.
    """
    if not record.source_id or not record.key:
        raise refused(record, "source and key must not be empty.", "say who said it, and where.")
    if len(record.key) > _LONGEST or len(record.source_id) > _LONGEST:
        raise refused(record, "source or key is too long.", f"at most {_LONGEST} characters.")
    if not _FIRST_DAY <= record.known_on <= _LAST_DAY:
        raise refused(
            record, f"known_on {record.known_on} is not of this world.", "check the year."
        )
    _CHECKS[type(record)](record)


def _check_entry(entry: Entry) -> None:
    if (entry.stage_from, entry.stage_to) not in _MOVES and not _is_mark(entry):
        raise refused(
            entry,
            f"nothing moves from {entry.stage_from} to {entry.stage_to}.",
            f"stages go {' > '.join(FLOW)}, or leave to {', '.join(SINKS)}.",
        )
    if not entry.line_id:
        raise refused(entry, "the entry belongs to no line.", "give its line_id.")
    _check_days(entry)
    if (
        entry.quantity is not None
        or entry.quantity_low is not None
        or entry.quantity_high is not None
    ):
        _check_amount(entry, "quantity", entry.quantity, entry.quantity_low, entry.quantity_high)
    if entry.value is not None or entry.value_low is not None or entry.value_high is not None:
        _check_amount(entry, "value", entry.value, entry.value_low, entry.value_high)
        code = entry.currency
        # Zero of any currency is zero: a correction of a quantity changes no value.
        nothing = not entry.value and entry.value_low is None and entry.value_high is None
        if not (code is None and nothing) and not _is_currency(code):
            raise refused(
                entry,
                f'a value needs a currency; got "{entry.currency}".',
                "write the ISO 4217 code, such as EUR.",
            )
    if (entry.corrects or entry.reverses) and not entry.reason:
        raise refused(entry, "a correction says why.", "say why in `reason` (--reason).")
    if (entry.phase in _ANSWERS) != (entry.pending_id is not None):
        raise refused(
            entry,
            f"phase {entry.phase} and pending_id {entry.pending_id} do not go together.",
            "post, void and lapse name the pending entry they answer; others name none.",
        )


def _is_currency(code: str | None) -> bool:
    return code is not None and len(code) == 3 and code.isupper()


def _is_mark(entry: Entry) -> bool:
    """A milestone: something happened to a shipment, nothing moved between accounts."""
    return entry.milestone is not None and entry.stage_from == entry.stage_to == Stage.SHIPMENT


def _check_days(entry: Entry) -> None:
    start, end = entry.happened_from, entry.happened_to
    if start is not None and end is not None and start > end:
        raise refused(entry, f"it ended ({end}) before it began ({start}).", "check both days.")
    for day in (start, end):
        if day is not None and not _FIRST_DAY <= day <= _LAST_DAY:
            raise refused(entry, f"{day} is not of this world.", "check the year.")


def _check_amount(
    record: Record, name: str, mid: Decimal | None, low: Decimal | None, high: Decimal | None
) -> None:
    if low is None and high is None and mid is not None and _is_amount(mid):
        return  # nearly all amounts: one number
    for number in (mid, low, high):
        if number is not None and not _is_amount(number):
            raise refused(
                record,
                f"{name} {number} is not an amount.",
                f"amounts are zero or more and below {_MOST:.0e}; to take one back, set "
                "`reverses` and say why. "
                "Leave it empty if not known.",
            )
    ordered = [n for n in (low, mid, high) if n is not None]
    if ordered != sorted(ordered):
        raise refused(
            record, f"{name} is out of order: low {low}, {mid}, high {high}.", "swap them."
        )


def _is_amount(number: Decimal) -> bool:
    return number.is_finite() and 0 <= number < _MOST


def _check_line(line: Line) -> None:
    if not line.line_id or not line.dataset:
        raise refused(line, "a line needs a line_id and a dataset.", "fill both in.")
    if line.earmarking is not None and line.earmarking not in (1, 2, 3, 4):
        raise refused(line, f"earmarking {line.earmarking} is not 1 to 4.", "see IATI earmarking.")
    if line.parent_line_id == line.line_id:
        raise refused(line, "a line cannot be its own parent.", "clear parent_line_id.")


def _check_count(count: Count) -> None:
    if not count.place or not count.item:
        raise refused(count, "a count needs a place and an item.", "fill both in.")
    _check_amount(count, "quantity", count.quantity, count.quantity_low, count.quantity_high)
    if count.quantity is None and count.quantity_low is None and count.quantity_high is None:
        raise refused(count, "a count without a number says nothing.", "give it, or a range.")


def _check_row(row: Row) -> None:
    if not row.table or not row.row_id:
        raise refused(row, "a row needs a table and a row_id.", "fill both in.")


def _check_batch(batch: Batch) -> None:
    raise refused(batch, "batches are made by the book itself.", "append entries, not batches.")


_CHECKS: dict[type[Record], Callable[..., None]] = {
    Entry: _check_entry,
    Line: _check_line,
    Count: _check_count,
    Row: _check_row,
    Batch: _check_batch,
}
