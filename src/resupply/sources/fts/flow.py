"""One flow, whichever file it stands in."""

from datetime import date
from decimal import Decimal

import msgspec

from resupply.core.words import Stage

#: What a flow's status is in the book.
STAGES = {
    "pledge": Stage.PLEDGE,
    "commitment": Stage.COMMITMENT,
    "paid": Stage.DELIVERY,
}
#: How tightly it is earmarked (Grand Bargain), as the book numbers it.
EARMARKING = {
    "unearmarked": 1,
    "softly earmarked": 2,
    "earmarked": 3,
    "tightly earmarked": 4,
}


class Named(msgspec.Struct, frozen=True):
    """An organisation as the service names it, with the sort it says it is."""

    name: str
    sort: str = ""


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """Money that moves from organisations to organisations.

    Args:
        where: File and row, or file and place in it.
        flow_id: The service's number; it stays the same while the flow changes.
        version: How often it was changed, from 1 on; 0 = not stated.
        stage: Pledged, committed or paid.
        boundary: `incoming`, `outgoing` or `internal` to the question.
        shared: Whether it also reaches places outside the question.
        amount_usd: Its amount [USD]; None = not stated.
        day: Day of the flow.
        reported_on: Day it was first reported.
        updated_on: Day it was last changed.
        givers: Organisations it comes from.
        takers: Organisations it goes to.
        places: Where it is spent, as named or by ISO 3166-1 alpha-3 code.
        in_kind: Goods rather than money.
        earmarking: 1 (not at all) to 4 (tightly).
        title: What it is for.
        note: Original amount, plan, cluster, flow it is part of.
    """

    where: str
    flow_id: str
    version: int
    stage: Stage
    boundary: str
    shared: bool
    amount_usd: Decimal | None
    day: date | None
    reported_on: date | None
    updated_on: date | None
    givers: tuple[Named, ...]
    takers: tuple[Named, ...]
    places: tuple[str, ...]
    in_kind: bool
    earmarking: int | None
    title: str
    note: str

    def known_by(self, public_on: date) -> date:
        """The first day on which it can have been known as it stands now."""
        told = self.reported_on if self.version == 1 else self.updated_on or self.reported_on
        return min(told or public_on, public_on)
