"""What is odd in the rows of a network: one maker of a finding each."""

from collections.abc import Sequence

from resupply.core.findings import Finding
from resupply.core.words import some
from resupply.network.figures import Row
from resupply.network.model import Range


def nowhere(row: Row) -> Finding:
    """A need at something that is no place."""
    return Finding(
        code="need_without_place",
        where=f"use_rates, {row['rate_id']}, place",
        what=f'"{row["place"]}" is no place of the case: nothing can be planned for this need.',
        todo="name a row of `places`, or split the need over several.",
        subject=str(row["rate_id"]),
    )


def unstated(name: str) -> Finding:
    """A supply or recipe without a quantity."""
    return Finding(
        code="supply_without_figure",
        where=f"supplies or recipes, {name}",
        what="no quantity is stated, so nothing is counted on.",
        todo="state a quantity or name a row of `assumptions`.",
        subject=name,
    )


def untaken(promise: str, donor: str, item: str, left: Range, why: str) -> Finding:
    """A promise that a plan does not count on."""
    return Finding(
        code="promise_not_counted_on",
        where=f"promise {promise}",
        what=f"{left.central:,.0f} of {item}, promised by {donor}: {why}, "
        "so a plan does not count on it.",
        todo="state the day or place, or try it as a what-if.",
        level="note",
        subject=promise,
    )


def unrated(group: str, item: str) -> Finding:
    """A substitute without a rate."""
    return Finding(
        code="substitute_without_rate",
        where=f"substitutions, {group}, {item}",
        what=f"how much of the need for {group} one unit of {item} serves is not stated: it "
        "serves nothing.",
        todo="fill in rate, or name a row of `assumptions`.",
        subject=item,
    )


def needless(supply: str, item: str) -> Finding:
    """A supply that no need asks for."""
    return Finding(
        code="supply_for_no_need",
        where=f"supplies, {supply}",
        what=f"{item} serves no need of this case, so a plan leaves it out.",
        todo="add the need, or a row of substitutions, if it serves one.",
        level="note",
        subject=supply,
    )


def unusable(leg: str, what: str) -> Finding:
    """A leg that lacks what it needs."""
    return Finding(
        code="leg_not_usable",
        where=f"legs, {leg}",
        what=f"{what} is not known: the leg is not used.",
        todo="fill in the lead time, and name places that are in `places`.",
        subject=leg,
    )


def unmeasured(rows: Sequence[Row]) -> Finding:
    """Disruptions that do not say what they leave."""
    names = [f"{row['id']} ({row.get('name')})" for row in rows]
    return Finding(
        code="disruption_not_measured",
        where=f"disruptions, {some(names, 3)}",
        what="what is left for these goods is not stated, so a plan takes nothing away for it; "
        "a rate that was stated during the disruption has it in itself.",
        todo="fill in left_share (0 = nothing passes) or extra_days, or try it as a what-if.",
        level="note",
        subject=str(rows[0]["id"]) if len(rows) == 1 else None,
        count=len(rows),
    )
