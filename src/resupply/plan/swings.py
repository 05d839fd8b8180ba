"""Which single figure moves unmet need most: each alone at the ends of its range."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resupply.core.progress import Progress, silent
from resupply.network.model import Level, Network, Range
from resupply.plan.again import Again, Measured
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.plan import Asked
from resupply.plan.ranges import open_keys, pinned
from resupply.plan.told import days_of_need, number

_Rows = Sequence[tuple[str, str, Range]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """What one figure alone does to unmet need, all others as stated.

    Args:
        id: The assumption or row it comes from, or the field it stands in.
        what: For people.
        unit: Of the figure; None = not said.
        low, central, high: The figure itself; None = it stands for several different ones.
        days: Unmet need of all tiers, with it at its unfavourable end, as stated, and at its
            favourable end [days of need], by level.
        by_tier: The same by level and tier.
        span_days: Between the two ends [days of need].
        rows: Where it is used.
        sentence: For people.
    """

    id: str
    what: str
    unit: str | None
    low: float | None
    central: float | None
    high: float | None
    days: Mapping[Level, float]
    by_tier: Mapping[Level, Mapping[int, float]]
    span_days: float
    rows: tuple[str, ...]
    sentence: str


def swings(
    network: Network, asked: Asked, *, top: int = 10, progress: Progress = silent
) -> tuple[Swing, ...]:
    """The figures that move unmet need most, the strongest first: what to pin down first.

    Each figure that is not known exactly is put to its ends alone, all others as stated; an
    assumption used in several rows moves in all of them together.

    Args:
        network: What there is, can go where, and is needed.
        asked: How long and in which periods; its level is ignored.
        top: How many are given; those that move nothing are left out.
        progress: Told of each.

    Example:
        >>> import msgspec
        >>> from resupply.network.model import Range, Stock
        >>> from resupply.plan.examples import two_places_network
        >>> guess = Range(low=30, central=100, high=200, told="A1")
        >>> stocks = [Stock(place="hub", item="round", quantity=guess)]
        >>> network = msgspec.structs.replace(two_places_network(), stocks=stocks)
        >>> (swing,) = swings(network, Asked(days=4, step="day"))
        >>> swing.id, swing.days
        ('A1', {'low': 3.0, 'central': 2.0, 'high': 2.0})
    """
    cut = calendar(network.start_on, asked.days, asked.step)
    central = build(pinned(network), cut)
    again = Again(central)
    base = again.measure(central)
    every = open_keys(network)
    found = []
    for done, (key, rows) in enumerate(every.items()):
        progress(done, len(every), "moving one figure at a time")
        moved = pinned(network, key)
        ends: dict[Level, Measured] = {
            level: again.measure(build(moved, cut, level)) for level in ("low", "high")
        }
        found.append(_swing(network, key, rows, {**ends, "central": base}))
    least = 1e-7 * max(sum(base.days.values()), 1.0)
    found = [swing for swing in found if swing.span_days > least]
    return tuple(sorted(found, key=lambda swing: (-swing.span_days, swing.id))[:top])


def _swing(network: Network, key: str, rows: _Rows, at: Mapping[Level, Measured]) -> Swing:
    said = {a.id: a for a in network.assumptions}.get(key)
    figures = {(r.low, r.central, r.high) for _, _, r in rows}
    low, central, high = figures.pop() if len(figures) == 1 else (None, None, None)
    levels: tuple[Level, ...] = ("low", "central", "high")
    days = {level: sum(at[level].days.values()) for level in levels}
    span = max(days.values()) - min(days.values())
    what = said.what if said else key
    return Swing(
        id=key,
        what=what,
        unit=said.unit or None if said else None,
        low=low,
        central=central,
        high=high,
        days=days,
        by_tier={level: dict(at[level].days) for level in levels},
        span_days=span,
        rows=tuple(dict.fromkeys(f"{name}, {field}" for name, field, _ in rows)),
        sentence=_sentence(what, low, high, days),
    )


def _sentence(what: str, low: float | None, high: float | None, days: Mapping[Level, float]) -> str:
    between = ""
    if low is not None and high is not None:
        between = f" between {number(low)} and {number(high)}"
    return (
        f"{what}{between}: {number(days['high'])} to {days_of_need(days['low'])} unmet, "
        f"{number(days['central'])} as stated."
    )
