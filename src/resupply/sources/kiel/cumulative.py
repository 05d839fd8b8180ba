"""Pieces stated as a total so far, standing as if they were one package's.

A fact sheet's "over 2,000,000 155 mm rounds" stands in the row of the package it was published
with, beside the rows of earlier packages: summing both counts rounds twice. A row of pieces, with
no number delivered, is taken for such a total when, among at least `ROWS_MIN` rows with a number
of the same donor and item,

1. its worth by Kiel's own unit price is over `WORTH_MAX` times the value its source stated for the
   whole package, or
2. it is at least `JUMP_MIN` times the largest other row, at least `PIECES_MIN` pieces, or
3. after such a row, it alone would take over half of the stated value of its package.

A person decides; until then the number stays in the note and is not summed. Values are untouched.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from resupply.core.findings import Finding
from resupply.sources.kiel.activity import Activity

ROWS_MIN = 4
JUMP_MIN, WORTH_MAX, WORTH_AFTER = Decimal(3), Decimal(2), Decimal("0.5")
PIECES_MIN = Decimal(1000)


def find(activities: Iterable[Activity]) -> dict[str, str]:
    """Rows that look like totals so far: where they stand, and why."""
    groups: dict[tuple[str, str], list[Activity]] = defaultdict(list)
    for activity in activities:
        if activity.pieces is not None and activity.item:
            groups[activity.donor, activity.item.casefold()].append(activity)
    found: dict[str, str] = {}
    for group in groups.values():
        if len(group) > ROWS_MIN:
            found |= _totals(group)
    return found


def finding(activity: Activity, why: str) -> Finding:
    """The finding for one such row."""
    return Finding(
        code="cumulative_beside_packages",
        where=activity.where,
        what=f"{activity.name}, {activity.item}, {activity.pieces:,f} pieces "
        f"({activity.date_text}): {why}.",
        todo="look at its source; if it is one package's, record the number. It is not summed.",
        subject=activity.donor,
    )


def _totals(group: Sequence[Activity]) -> dict[str, str]:
    found = {a.where: why for a in group if (why := _too_dear(a, WORTH_MAX))}
    # Largest first: a total so far hides the jump of the next smaller one.
    for activity in sorted(group, key=lambda a: a.pieces or 0, reverse=True):
        if activity.where not in found and (why := _jump(activity, group, found)):
            found[activity.where] = why
    first = min((a.date_text for a in group if a.where in found), default=None)
    for activity in group:
        later = first is not None and activity.date_text > first
        if later and activity.where not in found and (why := _too_dear(activity, WORTH_AFTER)):
            found[activity.where] = f"{why}, after an earlier total"
    return found


def _too_dear(activity: Activity, share: Decimal) -> str | None:
    worth, stated = activity.worth_usd, activity.stated_usd
    if activity.delivered is not None or worth is None or not stated or _few(activity):
        return None
    if worth <= share * stated:
        return None
    return f"worth USD {worth / 10**6:,.0f} m of a package of USD {stated / 10**6:,.0f} m"


def _jump(activity: Activity, group: Sequence[Activity], found: dict[str, str]) -> str | None:
    if activity.delivered is not None or _few(activity):
        return None
    others = [
        a.pieces
        for a in group
        if a is not activity and a.where not in found and a.pieces is not None
    ]
    if len(others) < ROWS_MIN or (activity.pieces or 0) < JUMP_MIN * max(others):
        return None
    return f"{len(others)} other rows have {max(others):,f} at most and {sum(others):,f} together"


def _few(activity: Activity) -> bool:
    return activity.pieces is None or activity.pieces < PIECES_MIN
