"""Which flows cross a boundary: the rule of the UN's Financial Tracking Service.

For a set of parties, what comes in from outside is counted once; what moves inside, or never
touches them, is not. A flow to a group that is only partly inside is shared: it is shown apart, as
are pledges. A flow that is part of a counted one is not counted again.

Source: the flows of the FTS API (`boundary` single or shared; incoming, internal, outgoing; parent
and child flows).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import polars as pl

from resupply.book.view import View
from resupply.core.words import Stage

#: How a flow lies to a boundary.
CROSSINGS = ("incoming", "outgoing", "internal", "outside", "shared")
_REASONS = {
    "internal": "moves inside the boundary",
    "outside": "does not touch the boundary",
    "unknown": "recipient not stated",
}


class Crossed(NamedTuple):
    """Flows by how they lie to a boundary; every flow is in exactly one of the four.

    Args:
        counted: Flows that cross, with `crossing` incoming or outgoing.
        shared: Flows of groups partly inside: some of it crosses, how much is not stated.
        pledges: Pledges that cross: promised, not yet given.
        left_out: `reason, entries, amount`: what was not counted, and why.
    """

    counted: pl.DataFrame
    shared: pl.DataFrame
    pledges: pl.DataFrame
    left_out: pl.DataFrame


def classify(
    moves: pl.LazyFrame, inside: set[str], view: View, *, on: date | None = None
) -> Crossed:
    """Split flows by how they cross the boundary around some parties.

    Args:
        moves: Flows with `line_id, parent_line_id, donor, recipient, stage_to, amount`.
        inside: Parties inside; a group stands for its members.
        view: For lines, and memberships on the day.
        on: Day of the memberships; None = the view's day, or all there ever were.

    Returns:
        The flows with one more column, `crossing`, in four parts.
    """
    rule = _Rule(view, inside, on or view.as_of)
    frame = moves.with_columns(
        pl.col("line_id", "parent_line_id", "donor", "recipient").cast(pl.String)
    ).collect()
    frame = frame.join(_crossings(frame, rule), on=["donor", "recipient"], nulls_equal=True)
    frame = _parts_of_counted(frame, view)
    reason = pl.coalesce("part_of", pl.col("crossing").replace_strict(_REASONS, default=None))
    frame = frame.with_columns(reason.alias("reason")).drop("part_of")
    kept, shared = pl.col("reason").is_null(), pl.col("crossing") == "shared"
    pledge = pl.col("stage_to").cast(pl.String) == Stage.PLEDGE.value
    return Crossed(
        counted=frame.filter(kept & ~shared & ~pledge).drop("reason"),
        shared=frame.filter(kept & shared).drop("reason"),
        pledges=frame.filter(kept & ~shared & pledge).drop("reason"),
        left_out=frame.filter(~kept)
        .group_by("reason")
        .agg(pl.len().alias("entries"), pl.col("amount").sum())
        .sort("amount", "reason", descending=[True, False]),
    )


class _Rule:
    """Where parties stand: inside, outside or partly inside."""

    def __init__(self, view: View, inside: Iterable[str], on: date | None) -> None:
        self._members: dict[str, set[str]] = {}
        for row in view.table("memberships"):
            if holds(row, on):
                self._members.setdefault(str(row["group_id"]), set()).add(str(row["party_id"]))
        self._inside = set(inside)
        for group in inside:
            self._inside |= self._members.get(group, set())

    def stands(self, party: str | None) -> str:
        """`in`, `out`, `partly`, or `unknown` when no party is stated."""
        if party is None:
            return "unknown"
        if party in self._inside:
            return "in"
        members = self._members.get(party, set())
        if not members & self._inside:
            return "out"
        return "in" if members <= self._inside else "partly"

    def crossing(self, donor: str | None, recipient: str | None) -> str:
        """How a flow lies; from whom it came may be unknown, to whom may not."""
        giver, taker = self.stands(donor), self.stands(recipient)
        if taker == "unknown":
            return "unknown"
        if "partly" in (giver, taker):
            return "shared"
        ways = {("in", "in"): "internal", ("in", "out"): "outgoing", ("out", "out"): "outside"}
        if giver == "unknown":
            giver = "out"
        return ways.get((giver, taker), "incoming")


def _crossings(frame: pl.DataFrame, rule: _Rule) -> pl.DataFrame:
    pairs = frame.select("donor", "recipient").unique()
    lie = [rule.crossing(d, r) for d, r in pairs.iter_rows()]
    return pairs.with_columns(pl.Series("crossing", lie, dtype=pl.String))


def _parts_of_counted(frame: pl.DataFrame, view: View) -> pl.DataFrame:
    """Name, in `part_of`, the nearest line above that crosses the boundary itself."""
    crosses = pl.col("crossing").is_in(["incoming", "outgoing", "shared"])
    crossing = set(frame.filter(crosses)["line_id"].unique())
    above: dict[str, str] = {}
    said = view.lines.select("line_id", "parent_line_id").drop_nulls()
    moved = frame.select("line_id", "parent_line_id").drop_nulls().unique()
    for line, parent in (*said.iter_rows(), *moved.iter_rows()):
        if line != parent:
            above[line] = parent
    part_of = {line: _counted_above(line, above, crossing) for line in above}
    named = {line: f"part of {parent}" for line, parent in part_of.items() if parent}
    told = pl.col("line_id").replace_strict(named, default=None, return_dtype=pl.String)
    return frame.with_columns(pl.when(crosses).then(told).alias("part_of"))


def _counted_above(line: str, above: Mapping[str, str], crossing: set[str]) -> str | None:
    seen = {line}
    parent = above.get(line)
    while parent is not None and parent not in seen:
        if parent in crossing:
            return parent
        seen.add(parent)
        parent = above.get(parent)
    return None


def holds(row: Mapping[str, object], on: date | None) -> bool:
    """Whether a row with `from_on` and `until_on` holds on a day; None = ever."""
    start, end = (_day(row.get(n)) for n in ("from_on", "until_on"))
    if on is None:
        return True
    return (start is None or start <= on) and (end is None or on <= end)


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value))
