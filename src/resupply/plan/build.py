"""From a network and a calendar to the numbers of a plan, at one level of every range."""

from collections.abc import Mapping, Sequence

import numpy as np

from resupply.core.errors import NetworkError
from resupply.network.model import (
    Capacity,
    Leg,
    Level,
    Network,
    Range,
    Recipe,
    Storage,
    Supply,
    exactly,
)
from resupply.plan.calendar import arrivals_of, days_within, per_period, windowed
from resupply.plan.problem import (
    Calendar,
    Floats,
    Ints,
    Labels,
    Needs,
    Problem,
    Recipes,
    Shared,
)

_Index = Mapping[str, int]


def build(network: Network, calendar: Calendar, level: Level = "central") -> Problem:
    """The numbers of a plan.

    Args:
        network: What there is, can go where, and is needed.
        calendar: The periods.
        level: Which end of every range is taken.

    Raises:
        NetworkError: A row names a place, item, leg or group that is not there.
    """
    places = _index([p.id for p in network.places], "place")
    items = _index([i.id for i in network.items], "item")
    legs = _index([leg.id for leg in network.legs], "leg")
    groups, rates = _groups(network, items, level)
    ptr, period, share = _arrive([leg.lead_days for leg in network.legs], calendar, level)
    return Problem(
        calendar=calendar,
        labels=Labels(
            places=tuple(places),
            items=tuple(items),
            legs=tuple(legs),
            groups=tuple(groups),
            needs=tuple(n.id for n in network.needs),
            shared=tuple(c.id for c in network.capacities),
            storages=tuple(s.place for s in network.storages),
            recipes=tuple(r.id for r in network.recipes),
        ),
        leg_from=_ints(_at(places, leg.from_place, f"leg {leg.id}") for leg in network.legs),
        leg_to=_ints(_at(places, leg.to_place, f"leg {leg.id}") for leg in network.legs),
        open=_open(network.legs, items, calendar),
        arrive_ptr=ptr,
        arrive_period=period,
        arrive_share=share,
        stock=_stock(network, places, items, level),
        arrivals=_arrivals(network, places, items, calendar, level),
        needs=_needs(network, places, groups, rates, calendar, level),
        shared=_shared(network, legs, items, calendar, level),
        storage=_storage(network.storages, places, items, calendar, level),
        recipes=_recipes(network.recipes, places, items, calendar, level),
        send_cost=_send_cost(network, level),
    )


def _index(ids: Sequence[str], kind: str) -> dict[str, int]:
    index = {name: at for at, name in enumerate(ids)}
    if len(index) != len(ids):
        twice = next(name for name in ids if list(ids).count(name) > 1)
        raise NetworkError(
            where=f"{kind} {twice}",
            what=f'two rows are called "{twice}".',
            todo="give each its own name.",
        )
    return index


def _at(index: _Index, name: str, where: str) -> int:
    if name not in index:
        raise NetworkError(
            where=where,
            what=f'it names "{name}", which the network does not have.',
            todo="add that row to its table, or mend the name.",
        )
    return index[name]


def _ints(values: object) -> Ints:
    return np.fromiter(values, dtype=np.int32)  # type: ignore[call-overload, no-any-return]  # any iterable of int


def _arrive(leads: Sequence[Range], calendar: Calendar, level: Level) -> tuple[Ints, Ints, Floats]:
    """Arrival shares of every row and period, as compressed rows; equal leads are made once."""
    made: dict[float, tuple[Ints, Ints, Floats]] = {}
    counts: list[Ints] = [np.zeros(1, np.int32)]
    periods: list[Ints] = []
    shares: list[Floats] = []
    for lead in leads:
        days = lead.at(level, more_is_better=False)
        if days not in made:
            sent, arrived, share = arrivals_of(calendar, days)
            count = np.bincount(sent, minlength=calendar.count).astype(np.int32)
            made[days] = (count, arrived, share)
        count, arrived, share = made[days]
        counts.append(count)
        periods.append(arrived)
        shares.append(share)
    none = np.zeros(0)
    return (
        np.cumsum(np.concatenate(counts)).astype(np.int32),
        np.concatenate([none, *periods]).astype(np.int32),
        np.concatenate([none, *shares]),
    )


def _open(
    legs: Sequence[Leg], items: _Index, calendar: Calendar
) -> "np.ndarray[tuple[int, int, int], np.dtype[np.bool_]]":
    """Where an item may leave: the leg carries it and is open on some day of the period."""
    may = np.ones((len(legs), len(items), calendar.count), dtype=bool)
    for at, leg in enumerate(legs):
        if leg.items is not None:
            carried = [_at(items, name, f"leg {leg.id}") for name in leg.items]
            may[at, np.setdiff1d(np.arange(len(items)), carried)] = False
        if leg.windows:
            may[at] &= per_period(calendar, windowed(calendar, leg.windows)) > 0
    return may


def _stock(network: Network, places: _Index, items: _Index, level: Level) -> Floats:
    stock = np.zeros((len(places), len(items)))
    for row in network.stocks:
        where = f"stock of {row.item} at {row.place}"
        at = _at(places, row.place, where), _at(items, row.item, where)
        stock[at] += row.quantity.at(level)
    return stock


def _arrivals(
    network: Network, places: _Index, items: _Index, calendar: Calendar, level: Level
) -> Floats:
    arrivals = np.zeros((len(places), len(items), calendar.count))
    for supply in network.supplies:
        where = f"supply {supply.id}"
        at = _at(places, supply.place, where), _at(items, supply.item, where)
        arrivals[at] += per_period(calendar, supplied(supply, calendar, level))
    return arrivals


def supplied(supply: Supply, calendar: Calendar, level: Level) -> Floats:
    """What a supply brings on each day of a plan [item units], shape (days,).

    A quantity comes evenly over its days; of one that began before the plan only the part that
    falls on the plan's days is counted.
    """
    daily = days_within(calendar, supply.from_on, supply.until_on)
    if supply.per_day is not None:
        daily *= supply.per_day.at(level)
    elif supply.quantity is not None:
        first = supply.from_on or calendar.start_on
        last = supply.until_on
        days = calendar.days if last is None else max((last - first).days + 1, 1)
        daily *= supply.quantity.at(level) / days
    else:
        daily *= 0.0
    if supply.if_factor is not None:
        daily *= supply.if_factor.at(level)
    return daily * windowed(calendar, supply.windows)


def _groups(network: Network, items: _Index, level: Level) -> tuple[dict[str, int], Floats]:
    """Groups of need, an item that is nobody's group being its own, and what each unit serves."""
    rates = {g.id: g.rates for g in network.groups}
    for need in network.needs:
        if need.group not in rates:
            _at(items, need.group, f"need {need.id}")
            rates[need.group] = {need.group: exactly(1.0)}
    table = np.zeros((len(rates), len(items)))
    for at, (group, members) in enumerate(rates.items()):
        for item, rate in members.items():
            table[at, _at(items, item, f"group {group}")] = rate.at(level)
    return {name: at for at, name in enumerate(rates)}, table


def _needs(
    network: Network,
    places: _Index,
    groups: _Index,
    rates: Floats,
    calendar: Calendar,
    level: Level,
) -> Needs:
    needs = network.needs
    amount = np.zeros((len(needs), calendar.count))
    for at, need in enumerate(needs):
        daily = days_within(calendar, need.from_on, need.until_on)
        daily *= need.per_day.at(level, more_is_better=False)
        amount[at] = per_period(calendar, daily)
    return Needs(
        place=_ints(_at(places, n.place, f"need {n.id}") for n in needs),
        group=_ints(groups[n.group] for n in needs),
        tier=_ints(n.tier for n in needs),
        backlog=np.array([n.backlog for n in needs], dtype=bool),
        amount=amount,
        rates=rates,
    )


def _shared(
    network: Network, legs: _Index, items: _Index, calendar: Calendar, level: Level
) -> Shared:
    by_id = {leg.id: leg for leg in network.legs}
    row, leg_at, item_at, weight = [], [], [], []
    amount = np.zeros((len(network.capacities), calendar.count))
    for at, capacity in enumerate(network.capacities):
        amount[at] = per_period(calendar, _capacity_daily(capacity, by_id, calendar, level))
        for leg in capacity.legs:
            for item, each in capacity.weights.items():
                value = each.at(level, more_is_better=False)
                if value > 0:
                    row.append(at)
                    leg_at.append(_at(legs, leg, f"capacity {capacity.id}"))
                    item_at.append(_at(items, item, f"capacity {capacity.id}"))
                    weight.append(value)
    return Shared(
        row=_ints(row),
        leg=_ints(leg_at),
        item=_ints(item_at),
        weight=np.array(weight, dtype=float),
        amount=amount,
    )


def _capacity_daily(
    capacity: Capacity, legs: Mapping[str, Leg], calendar: Calendar, level: Level
) -> Floats:
    """A capacity on each day; closed days of its only leg carry nothing."""
    daily = capacity.per_day.at(level) * windowed(calendar, capacity.windows)
    if len(capacity.legs) == 1 and capacity.legs[0] in legs:
        daily = daily * windowed(calendar, legs[capacity.legs[0]].windows)
    return daily


def _storage(
    storages: Sequence[Storage], places: _Index, items: _Index, calendar: Calendar, level: Level
) -> Shared:
    entries = [
        (at, _at(places, s.place, f"storage at {s.place}"), _at(items, item, "storage"), w)
        for at, s in enumerate(storages)
        for item, each in s.weights.items()
        if (w := each.at(level, more_is_better=False)) > 0
    ]
    amount = np.array([s.amount.at(level) for s in storages], dtype=float)
    return Shared(
        row=_ints(e[0] for e in entries),
        leg=_ints(e[1] for e in entries),
        item=_ints(e[2] for e in entries),
        weight=np.array([e[3] for e in entries], dtype=float),
        amount=np.repeat(amount[:, None], calendar.count, axis=1),
    )


def _recipes(
    recipes: Sequence[Recipe], places: _Index, items: _Index, calendar: Calendar, level: Level
) -> Recipes:
    limit = np.zeros((len(recipes), calendar.count))
    for at, recipe in enumerate(recipes):
        daily = days_within(calendar, recipe.from_on, recipe.until_on)
        daily *= recipe.per_day.at(level) * windowed(calendar, recipe.windows)
        limit[at] = per_period(calendar, daily)
    inputs = [
        (at, _at(items, item, f"recipe {r.id}"), each.at(level, more_is_better=False))
        for at, r in enumerate(recipes)
        for item, each in r.inputs.items()
    ]
    ptr, period, share = _arrive([r.lead_days for r in recipes], calendar, level)
    return Recipes(
        place=_ints(_at(places, r.place, f"recipe {r.id}") for r in recipes),
        output=_ints(_at(items, r.output, f"recipe {r.id}") for r in recipes),
        limit=limit,
        input_of=_ints(i[0] for i in inputs),
        input_item=_ints(i[1] for i in inputs),
        input_amount=np.array([i[2] for i in inputs], dtype=float),
        arrive_ptr=ptr,
        arrive_period=period,
        arrive_share=share,
    )


def _send_cost(network: Network, level: Level) -> Floats:
    """Of sending one unit: its cost where that is known of every leg, else tonne-days on the way.

    A mass that is not known counts as one tonne, and each leg as a day more than its lead, so
    that no sending is free and nothing is moved for nothing.
    """
    mass_t = np.array([_mass_t(i.mass_kg, level) for i in network.items])
    costs = [leg.cost_per_t for leg in network.legs if leg.cost_per_t is not None]
    if len(costs) == len(network.legs):
        per_t = [c.at(level, more_is_better=False) for c in costs]
    else:
        per_t = [1.0 + leg.lead_days.at(level, more_is_better=False) for leg in network.legs]
    costs_of: Floats = np.array(per_t, dtype=float)[:, None] * mass_t
    return costs_of


def _mass_t(mass_kg: Range | None, level: Level) -> float:
    return 1.0 if mass_kg is None else mass_kg.at(level, more_is_better=False) / 1000.0
