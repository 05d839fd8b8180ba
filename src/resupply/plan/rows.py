"""Rows of a plan for people and programs: shipments, stock and unmet need by place and day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec
import numpy as np

from resupply.core.answer import Column
from resupply.network.model import Network, Place
from resupply.plan.calendar import first_day, last_day
from resupply.plan.levers import unit_of_group
from resupply.plan.plan import Plan
from resupply.plan.problem import Calendar

#: Less than this part of what a leg sends at most is rounding of the solver.
_HAIR = 1e-6
#: Dispatches of one item on one leg with no more idle days between them are one shipment:
#: which of these days it leaves is the same to the plan, and rows of a day each are unreadable.
_IDLE_MOST = 3


def shipments(plan: Plan) -> list[dict[str, Any]]:
    """What to send: periods on a leg that follow each other, or nearly so, are one row.

    Returns:
        Rows by first day of departure. `quantity` is what leaves from `depart_on` to
        `depart_until_on`, on some days perhaps nothing; `per_day` is the mean over all of them;
        it arrives from `arrive_on` to `arrive_until_on`.
    """
    network, sent = plan.network, plan.flows.sent
    places = {p.id: p for p in network.places}
    rows = []
    for leg, item in zip(*np.nonzero(sent.max(axis=2) > 0), strict=True):
        amounts = sent[leg, item]
        runs = _runs(amounts > _HAIR * max(float(amounts.max()), 1.0))
        for first, last in _joined(runs, plan.calendar):
            quantity = float(amounts[first : last + 1].sum())
            rows.append(_shipment(plan, places, int(leg), int(item), first, last, quantity))
    names = {p.id: at for at, p in enumerate(network.places)}
    rows.sort(key=lambda r: (r["depart_on"], names[r["from_place"]], r["item"], r["to_place"]))
    return rows


def _runs(used: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Iterator[tuple[int, int]]:
    """First and last of each run of True.

    Example:
        >>> list(_runs(np.array([False, True, True, False, True])))
        [(1, 2), (4, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], used, [False]]).astype(np.int8)))
    for first, end in edges.reshape(-1, 2).tolist():
        yield first, end - 1


def _joined(runs: Iterable[tuple[int, int]], calendar: Calendar) -> Iterator[tuple[int, int]]:
    """Runs as one where few days lie between them.

    Args:
        runs: First and last period of each, in order.
        calendar: Of the periods.
    """
    first, last = None, 0
    for begin, end in runs:
        if first is not None and _idle(calendar, last, begin) > _IDLE_MOST:
            yield first, last
            first = None
        first, last = begin if first is None else first, end
    if first is not None:
        yield first, last


def _idle(calendar: Calendar, before: int, after: int) -> int:
    """Days between two periods [days]."""
    return (first_day(calendar, after) - last_day(calendar, before)).days - 1


def _shipment(
    plan: Plan,
    places: Mapping[str, Place],
    leg: int,
    item: int,
    first: int,
    last: int,
    quantity: float,
) -> dict[str, Any]:
    row, goods = plan.network.legs[leg], plan.network.items[item]
    lead = row.lead_days.at(plan.asked.level, more_is_better=False)
    depart, until = first_day(plan.calendar, first), last_day(plan.calendar, last)
    start, end = places[row.from_place], places[row.to_place]
    days = (until - depart).days + 1
    mass = goods.mass_kg.at(plan.asked.level, more_is_better=False) if goods.mass_kg else None
    return {
        "from_place": row.from_place,
        "from_name": start.name,
        "to_place": row.to_place,
        "to_name": end.name,
        "leg": row.id,
        "mode": row.mode or None,
        "item": goods.id,
        "item_name": goods.name,
        "quantity": quantity,
        "unit": goods.unit,
        "per_day": quantity / days,
        "mass_t": None if mass is None else quantity * mass / 1000.0,
        "depart_on": depart,
        "depart_until_on": until,
        "arrive_on": depart + timedelta(days=round(lead)),
        "arrive_until_on": until + timedelta(days=round(lead)),
        "lead_days": lead,
        "parties": _parties(plan.network, row.from_place, goods.id),
        **_where("from", start),
        **_where("to", end),
        "source_ids": list(row.lead_days.source_ids),
    }


def _where(end: str, place: Place) -> dict[str, Any]:
    """Where a place is, for maps; None = not known."""
    return {
        f"{end}_kind": place.kind or None,
        f"{end}_country": place.country,
        f"{end}_lat": place.lat,
        f"{end}_lon": place.lon,
    }


def _parties(network: Network, place: str, item: str) -> list[str]:
    """Whose goods start there, where that is one place's."""
    found = {s.party for s in network.supplies if s.place == place and s.item == item and s.party}
    return sorted(found)


def stocks(plan: Plan) -> list[dict[str, Any]]:
    """Stock at the end of each period, where anything lies or is needed."""
    network, calendar = plan.network, plan.calendar
    rows = []
    for place, item in zip(*np.nonzero(plan.flows.stock.max(axis=2) > _HAIR), strict=True):
        for period in range(calendar.count):
            rows.append(
                {
                    "place": network.places[place].id,
                    "place_name": network.places[place].name,
                    "item": network.items[item].id,
                    "item_name": network.items[item].name,
                    "from_on": first_day(calendar, period),
                    "until_on": last_day(calendar, period),
                    "stock": float(plan.flows.stock[place, item, period]),
                    "unit": network.items[item].unit,
                    "source_ids": [],
                }
            )
    return rows


def unmet(plan: Plan, ends: Sequence[Plan] = ()) -> list[dict[str, Any]]:
    """Each need in each period: asked for, served, unmet.

    Args:
        plan: The plan.
        ends: Plans over the same periods at the ends of the ranges: adds `met_low`, `met_high`.
    """
    network, calendar = plan.network, plan.calendar
    places = {p.id: p.name for p in network.places}
    rows = []
    for number, need in enumerate(network.needs):
        unit = unit_of_group(network, need.group)
        for period in range(calendar.count):
            asked = float(plan.problem.needs.amount[number, period])
            left = float(plan.flows.unmet[number, period])
            met = [_met(p, number, period) for p in ends]
            rows.append(
                {
                    "need": need.id,
                    "place": need.place,
                    "place_name": places.get(need.place, need.place),
                    "item": need.group,
                    "tier": need.tier,
                    "from_on": first_day(calendar, period),
                    "until_on": last_day(calendar, period),
                    "asked": asked,
                    "served": None if need.backlog else max(asked - left, 0.0),
                    "unmet": left,
                    **({"met_low": min(met), "met_high": max(met)} if met else {}),
                    "unit": unit,
                    "source_ids": list(need.per_day.source_ids),
                }
            )
    return rows


def _met(plan: Plan, need: int, period: int) -> float:
    asked = plan.problem.needs.amount[need, period] - plan.flows.unmet[need, period]
    return max(float(asked), 0.0)


SHIPMENT_COLUMNS = [
    Column(name="depart_on", title="Departs"),
    Column(name="depart_until_on", title="until"),
    Column(name="from_name", title="From"),
    Column(name="to_name", title="To"),
    Column(name="item_name", title="Item"),
    Column(name="quantity", title="Quantity", digits=0),
    Column(name="unit", title="Unit"),
    Column(name="per_day", title="A day", digits=0),
    Column(name="arrive_on", title="Arrives"),
    Column(name="arrive_until_on", title="until", shown=False),
    Column(name="mass_t", title="Mass", unit="t", digits=0, shown=False),
    Column(name="mode", title="Mode", shown=False),
    Column(name="leg", title="Leg", shown=False),
    Column(name="lead_days", title="Lead", unit="days", digits=1, shown=False),
    Column(name="item", title="Item id", shown=False),
    Column(name="from_place", title="From id", shown=False),
    Column(name="to_place", title="To id", shown=False),
    Column(name="parties", title="Whose", shown=False),
    *(
        Column(name=f"{end}_{what}", title=f"{end.capitalize()} {what}", shown=False)
        for end in ("from", "to")
        for what in ("kind", "country", "lat", "lon")
    ),
    Column(name="source_ids", title="Sources", shown=False),
]
STOCK_COLUMNS = [
    Column(name="place_name", title="Place"),
    Column(name="item_name", title="Item"),
    Column(name="from_on", title="From"),
    Column(name="until_on", title="To"),
    Column(name="stock", title="Stock at the end", digits=0),
    Column(name="unit", title="Unit"),
    Column(name="place", title="Place id", shown=False),
    Column(name="item", title="Item id", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
UNMET_COLUMNS = [
    Column(name="place_name", title="Place"),
    Column(name="item", title="Need"),
    Column(name="tier", title="Tier", digits=0),
    Column(name="from_on", title="From"),
    Column(name="until_on", title="To"),
    Column(name="asked", title="Asked for", digits=0),
    Column(name="served", title="Served", digits=0),
    Column(name="unmet", title="Unmet", digits=0),
    Column(name="met_low", title="Met, least", digits=0, shown=False),
    Column(name="met_high", title="Met, most", digits=0, shown=False),
    Column(name="unit", title="Unit"),
    Column(name="need", title="Need id", shown=False),
    Column(name="place", title="Place id", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]


def shipment_columns(found: Sequence[Mapping[str, Any]]) -> list[Column]:
    """Columns of shipments; the leg is shown where its ends do not tell which it is."""
    return legs_shown(SHIPMENT_COLUMNS, found)


def legs_shown(columns: Sequence[Column], found: Sequence[Mapping[str, Any]]) -> list[Column]:
    """The same columns, with the leg where several legs join the same places.

    Args:
        columns: Of a table of rows with `from_name`, `to_name`, `leg`.
        found: Its rows.
    """
    legs = {(row["from_name"], row["to_name"], row["leg"]) for row in found}
    unclear = len(legs) > len({ends[:2] for ends in legs})
    return [
        msgspec.structs.replace(c, shown=True) if unclear and c.name == "leg" else c
        for c in columns
    ]
