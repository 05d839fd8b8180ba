"""Two-phase allocation: reserve now, post in part or whole, void or let lapse later.

As in TigerBeetle's pending transfers: a pending entry moves nothing; what is left of it is kept in
the store's names, in the same transaction as the entries that change it.
"""

from decimal import Decimal
from typing import NamedTuple

from resupply.book.rules import refused
from resupply.core.records import Entry
from resupply.core.words import Phase


class Left(NamedTuple):
    """What of a pending entry is still reserved; None = no number was stated."""

    line_id: str
    stage_from: str
    stage_to: str
    quantity: Decimal | None
    value: Decimal | None
    open: bool = True

    def text(self) -> str:
        """As kept in the store."""
        numbers = ("" if n is None else str(n) for n in (self.quantity, self.value))
        return "\t".join((self.line_id, self.stage_from, self.stage_to, *numbers, str(self.open)))

    @classmethod
    def of(cls, text: str) -> "Left":
        """From the store."""
        line, a, b, quantity, value, still = text.split("\t")
        return cls(line, a, b, _number(quantity), _number(value), still == "True")


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def opened(entry: Entry) -> Left:
    """What a new pending entry reserves."""
    return Left(entry.line_id, entry.stage_from, entry.stage_to, entry.quantity, entry.value)


def answered(entry: Entry, left: Left | None) -> Left:
    """What is left of a pending entry after this answer to it.

    Raises:
        EntryRefusedError: No such pending entry, already closed, other accounts, or too much.
    """
    if left is None:
        raise refused(
            entry, f"there is no pending entry {entry.pending_id}.", "check `pending_id`."
        )
    if not left.open:
        raise refused(
            entry,
            f"pending entry {entry.pending_id} is already settled.",
            "open a new one to reserve again.",
        )
    if (entry.line_id, entry.stage_from, entry.stage_to) != left[:3]:
        raise refused(
            entry,
            f"the pending entry is {left.stage_from} to {left.stage_to} of {left.line_id}.",
            "answer it on the same line and stages.",
        )
    if entry.phase != Phase.POST:
        return left._replace(open=False)
    quantity = _less(entry, "quantity", left.quantity, entry.quantity)
    value = _less(entry, "value", left.value, entry.value)
    numbers = [n for n in (quantity, value) if n is not None]
    return left._replace(quantity=quantity, value=value, open=not numbers or any(numbers))


def _less(entry: Entry, name: str, left: Decimal | None, posted: Decimal | None) -> Decimal | None:
    if left is None or posted is None:
        return left
    if posted > left:
        raise refused(
            entry,
            f"{name} {posted} is more than the {left} still pending.",
            "post at most what is left; record the rest as its own allocation.",
        )
    return left - posted
