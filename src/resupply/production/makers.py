"""What is said of makers: statements per month, who lies inside whom, what supersedes what."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from resupply.book import View
from resupply.core.findings import Finding
from resupply.network.figures import PERIOD_DAYS, day, listed, number
from resupply.picture import parties

KINDS = ("output", "capacity", "target")
_SURE = {"high": 2, "medium": 1, "low": 0}
#: Figures further apart than this part of the larger are a disagreement.
_APART = 0.02


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says a maker makes, could make or announced.

    Args:
        per_month: The one figure [unit / month]; None = only a range is stated.
        low, high: Ends of the range, where stated.
        start_on, end_on: Days the figure is about.
        sure: 0 to 2, from its confidence.
    """

    id: str
    maker: str
    item: str
    kind: str
    per_month: float | None
    low: float | None
    high: float | None
    unit: str
    start_on: date
    end_on: date
    known_on: date
    sure: int = 1
    basis: str = "reported"
    note: str = ""
    source_id: str = ""

    @property
    def middle(self) -> float:
        """The figure, or the middle of its range, or its only end."""
        if self.per_month is not None:
            return self.per_month
        ends = [x for x in (self.low, self.high) if x is not None]
        return sum(ends) / len(ends)

    @property
    def least(self) -> float:
        """Low end, or the figure."""
        return self.middle if self.low is None else min(self.low, self.middle)

    @property
    def most(self) -> float:
        """High end, or the figure."""
        return self.middle if self.high is None else max(self.high, self.middle)


def statements(view: View) -> tuple[list[Statement], list[Finding]]:
    """The rows of `production` that state a figure and its days."""
    made: list[Statement] = []
    found: list[Finding] = []
    for row in view.rows("production"):
        f = row.fields
        start, end = day(f.get("period_start")), day(f.get("period_end"))
        figures = _per_month(f)
        if figures is None or start is None:
            found.append(_unusable(str(f["id"]), "figure" if figures is None else "first day"))
            continue
        per_month, low, high = figures
        made.append(
            Statement(
                id=str(f["id"]),
                maker=str(f["producer"]),
                item=str(f["item"]),
                kind=str(f["kind"]),
                per_month=per_month,
                low=low,
                high=high,
                unit=str(f.get("unit") or ""),
                start_on=start,
                end_on=end or start,
                known_on=row.known_on,
                sure=_SURE.get(str(f.get("confidence")), 1),
                basis=str(f.get("basis") or "reported"),
                note=str(f.get("note") or ""),
                source_id=row.source_id,
            )
        )
    return made, found


def _per_month(f: Mapping[str, object]) -> tuple[float | None, float | None, float | None] | None:
    """A figure and its ends brought to a month; None when nothing is stated."""
    stated = tuple(number(f.get(f"per_month{e}")) for e in ("", "_low", "_high"))
    if any(x is not None for x in stated):
        return stated[0], stated[1], stated[2]
    days = PERIOD_DAYS.get(str(f.get("per") or ""))
    if days is None:
        return None
    times = PERIOD_DAYS["month"] / days
    figures = [number(f.get(f"quantity{e}")) for e in ("", "_low", "_high")]
    if all(x is None for x in figures):
        return None
    one, low, high = (None if x is None else x * times for x in figures)
    return one, low, high


def _unusable(name: str, lacks: str) -> Finding:
    return Finding(
        code="production_without_figure",
        where=f"production, {name}",
        what=f"it has no {lacks}, so it is no point of a ramp.",
        todo="state it, or leave the row as a note.",
        level="note",
        subject=name,
    )


def inside(view: View, on: date | None) -> dict[str, frozenset[str]]:
    """Each party and what it lies inside, at any depth: its country, unions, groups on a day."""
    above: dict[str, set[str]] = {}
    for row in view.table("parties"):
        above.setdefault(str(row["party_id"]), set()).update(listed(row.get("part_of")))
    for group in parties.groups(view):
        for member in parties.members(view, group, on):
            above.setdefault(member, set()).add(group)

    def climb(party: str, seen: frozenset[str]) -> frozenset[str]:
        for other in above.get(party, ()):
            if other not in seen:
                seen = climb(other, seen | {other})
        return seen

    return {party: climb(party, frozenset()) - {party} for party in above}


def standing(said: Sequence[Statement]) -> list[Statement]:
    """Statements of one maker, item and kind without announcements a later one replaced.

    A target is replaced by one that was known later for days it covers; figures of what was made
    or could be made stand beside each other.
    """
    return [
        s
        for s in said
        if s.kind != "target"
        or not any(
            other.known_on > s.known_on
            and other.start_on <= s.end_on
            and other.end_on >= s.start_on
            for other in said
        )
    ]


def latest(said: Sequence[Statement]) -> Statement | None:
    """The statement about the latest days, the surest and newest of them."""
    found = standing(said)
    return max(found, key=lambda s: (s.end_on, s.sure, s.known_on, s.id), default=None)


def highest(said: Sequence[Statement]) -> Statement | None:
    """The largest standing statement: of targets the one that says how far a ramp is to go."""
    return max(standing(said), key=lambda s: (s.middle, s.known_on, s.id), default=None)


def disagreements(said: Sequence[Statement]) -> Iterator[Finding]:
    """Figures of one maker, item and kind whose days overlap and that differ."""
    seen = sorted(standing(said), key=lambda s: (s.start_on, s.id))
    for at, one in enumerate(seen):
        for other in seen[at + 1 :]:
            if other.start_on > one.end_on or not _differ(one, other):
                continue
            yield Finding(
                code="production_figures_disagree",
                where=f"production, {one.id} and {other.id}",
                what=f"{one.kind} of {one.item} by {one.maker}: {_said(one)} against "
                f"{_said(other)} for days both cover.",
                todo="keep both; the ramp takes the surer, then the newer, and the band holds "
                "both.",
                level="note",
                subject=one.maker,
            )


def _differ(one: Statement, other: Statement) -> bool:
    apart = max(one.least, other.least) - min(one.most, other.most)
    return apart > _APART * max(one.most, other.most)


def _said(s: Statement) -> str:
    figure = f"{s.middle:,.0f}" if s.least == s.most else f"{s.least:,.0f} to {s.most:,.0f}"
    return f"{figure} a month ({s.source_id})"


def apart(
    said: Sequence[Statement], above: Mapping[str, frozenset[str]]
) -> tuple[list[Statement], list[tuple[Statement, str]]]:
    """Of one item and kind, the latest figure of each maker: those that may be added, and others.

    Args:
        said: Statements of one item and kind.
        above: What each maker lies inside (`inside`).

    Returns:
        Figures of makers none of which lies inside another, and the rest with what holds it.
    """
    by_maker: dict[str, list[Statement]] = {}
    for s in said:
        by_maker.setdefault(s.maker, []).append(s)
    pick = highest if said and said[0].kind == "target" else latest
    newest = {m: one for m, each in by_maker.items() if (one := pick(each)) is not None}
    counted: list[Statement] = []
    left: list[tuple[Statement, str]] = []
    for maker, one in newest.items():
        holder = min((other for other in above.get(maker, ()) if other in newest), default=None)
        if holder is None:
            counted.append(one)
        else:
            left.append((one, holder))
    return counted, left
