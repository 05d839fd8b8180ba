"""Which single figure moves unmet need most: each alone at the ends of its range."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from resupply.core.progress import Progress, silent
from resupply.network.model import LEVELS, Level, Network, Range
from resupply.plan.again import Again, Measured
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.levers import unit_of_group
from resupply.plan.plan import Asked
from resupply.plan.ranges import open_keys, pinned
from resupply.plan.told import days_of_need, number, units

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
        need_unit: Of the needs, if they have one; else None.
        units: Unmet need in it by level; else None.
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
    need_unit: str | None
    units: Mapping[Level, float] | None
    span_days: float
    rows: tuple[str, ...]
    sentence: str = ""


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
    said = next((a for a in network.assumptions if key in (a.id, a.value.told)), None)
    figures = {(r.low, r.central, r.high) for _, _, r in rows}
    if said is not None:
        figures = {(said.value.low, said.value.central, said.value.high)}
    low, central, high = figures.pop() if len(figures) == 1 else (None, None, None)
    days = {level: sum(at[level].days.values()) for level in LEVELS}
    need_unit = _unit(network)
    what, unit = (f"{said.what} ({said.id})", said.unit or None) if said else (key, None)
    swing = Swing(
        id=said.id if said else key,
        what=what,
        unit=unit,
        low=low,
        central=central,
        high=high,
        days=days,
        by_tier={level: dict(at[level].days) for level in LEVELS},
        need_unit=need_unit,
        units={level: float(at[level].short.sum()) for level in LEVELS} if need_unit else None,
        span_days=max(days.values()) - min(days.values()),
        rows=tuple(dict.fromkeys(f"{name}, {field}" for name, field, _ in rows)),
    )
    return replace(swing, sentence=_sentence(swing))


def _unit(network: Network) -> str | None:
    """The unit of all needs, if they have one."""
    units = {unit_of_group(network, need.group) for need in network.needs}
    return units.pop() if len(units) == 1 else None


def _sentence(swing: Swing) -> str:
    between = ""
    if swing.low is not None and swing.high is not None:
        unit = f" {swing.unit}" if swing.unit else ""
        between = f" between {number(swing.low)} and {number(swing.high)}{unit}"
    days = swing.days
    span = f"{number(days['high'])} to {days_of_need(days['low'])} unmet"
    stated = number(days["central"])
    if swing.units is not None and swing.need_unit is not None:
        amounts = swing.units
        low = units(amounts["low"], swing.need_unit)
        span = f"{number(amounts['high'])} to {low} unmet ({span.removesuffix(' unmet')})"
        stated = number(amounts["central"])
    return f"{swing.what}{between}: {span}, {stated} as stated."
