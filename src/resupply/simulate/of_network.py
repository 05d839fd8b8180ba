"""From a network to a system that can be simulated, with what is uncertain in it.

Lead times are drawn anew for each dispatch. Figures nobody knows exactly (a stock, a rate of
supply, a need, a capacity, an exchange rate) are drawn once a run; rows that rest on the same
assumption share its draw.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from resupply.core.errors import NetworkError, QuestionError
from resupply.network.model import Network, Range
from resupply.plan.build import build, supplied
from resupply.plan.calendar import calendar, days_within, windowed
from resupply.plan.lp import where_goods_go
from resupply.plan.plan import Plan
from resupply.plan.problem import Floats, Problem
from resupply.simulate import tables
from resupply.simulate.kernel import TABLE
from resupply.simulate.system import System, compressed, system


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOff:
    """A source that stops and goes on.

    Args:
        on_days: Quantiles of a spell in which it gives [day], shape (256,).
        off_days: Quantiles of a spell in which it gives nothing [day], shape (256,).
        is_on: Whether it gives on the first day.
    """

    on_days: Floats
    off_days: Floats
    is_on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """What is left to chance.

    Args:
        leads: Shape in which lead times are drawn: see `tables.SHAPES`.
        figures: Whether uncertain figures are drawn; else the central ones are taken.
        sources: Donors and makers that stop and go on.
        cover_days: For base-stock: days of need each place is kept supplied for.
    """

    leads: str = "triangle"
    figures: bool = True
    sources: Mapping[str, OnOff] = field(default_factory=dict)
    cover_days: float = 30.0


class _Uncertain:
    """Names of uncertain figures, and the number of each combination of them."""

    def __init__(self, drawn: bool) -> None:
        self._drawn = drawn
        self._numbers: dict[str, int] = {}
        self._tables: list[Floats] = []
        self._wanted: list[tuple[int, ...]] = []

    def of(self, *values: tuple[str, Range | None]) -> int:
        """A ticket for what multiplies a figure; exchanged by `number` when all are known."""
        found = []
        for name, value in values:
            if self._drawn and value is not None and not value.is_exact and value.central > 0:
                key = value.told or name
                if key not in self._numbers:
                    self._numbers[key] = len(self._tables)
                    self._tables.append(tables.triangle(value) / value.central)
                found.append(self._numbers[key])
        self._wanted.append(tuple(sorted(set(found))))
        return len(self._wanted) - 1

    def close(self) -> tuple[tuple[str, ...], Floats, tuple[tuple[int, ...], ...], list[int]]:
        """Names, tables, products, and the row of each ticket."""
        products = sorted({w for w in self._wanted if len(w) > 1})
        base, last = len(self._tables), len(self._tables) + len(products)
        rows = [
            last if not w else w[0] if len(w) == 1 else base + products.index(w)
            for w in self._wanted
        ]
        stacked = np.array(self._tables).reshape(base, TABLE)
        return tuple(self._numbers), stacked, tuple(products), rows


def of_network(
    network: Network,
    days: int,
    *,
    policy: str = "plan",
    plan: Plan | None = None,
    chances: Chances | None = None,
) -> System:
    """A network as a system.

    Args:
        network: What there is, can go where, and is needed.
        days: Days simulated.
        policy: `plan` sends what a plan says and makes up for what could not be sent; `push`
            sends on all that is left, in equal parts; `base_stock` orders up to a level.
        plan: For `plan`.
        chances: What is left to chance.

    Raises:
        NetworkError: Nobody needs anything.
        QuestionError: A policy without its plan.
    """
    if not network.needs:
        raise NetworkError(
            where="the case's needs",
            what="nobody needs anything in it, so there is nothing to simulate.",
            todo="add rows of kind need to the table use_rates.",
        )
    if policy == "plan" and plan is None:
        raise QuestionError(
            where="--policy plan",
            what="there is no plan to follow.",
            todo="make a plan first, or choose push or base_stock.",
        )
    chances = chances or Chances()
    problem = build(network, calendar(network.start_on, days, "day"))
    uncertain = _Uncertain(chances.figures)
    parts = {
        **_goods(network, problem, uncertain),
        **_supplies(network, problem, chances, uncertain),
        **_needs(network, problem, uncertain),
        **_legs(network, problem, chances),
        **_recipes(network, problem, uncertain),
    }
    parts |= _rows(network, problem, parts, uncertain)
    parts |= _rooms(problem, parts)
    names, stacked, products, rows = uncertain.close()
    for name in [n for n in parts if n.endswith("_mult")]:
        parts[name] = np.array([rows[ticket] for ticket in parts[name]], dtype=np.int64)
    parts |= _policy(problem, parts, policy, plan, chances)
    return system(
        days=days,
        items=len(network.items),
        uncertain=names,
        multipliers=stacked,
        products=products,
        policy=policy,
        watch=np.unique(parts["need_pair"]),
        **parts,
    )


_Parts = dict[str, Any]


def _goods(network: Network, problem: Problem, uncertain: _Uncertain) -> _Parts:
    places, items = problem.stock.shape
    by = {(s.place, s.item): s.quantity for s in network.stocks}
    labels = problem.labels
    tickets = [
        uncertain.of((f"stock of {item} at {place}", by.get((place, item))))
        for place in labels.places
        for item in labels.items
    ]
    return {
        "pair_item": np.tile(np.arange(items), places),
        "stock": problem.stock.ravel(),
        "stock_mult": np.array(tickets),
    }


def _supplies(
    network: Network, problem: Problem, chances: Chances, uncertain: _Uncertain
) -> _Parts:
    labels, cut = problem.labels, problem.calendar
    items = len(labels.items)
    sources = {name: at for at, name in enumerate(chances.sources)}
    for name in sources:
        if name not in {s.party for s in network.supplies}:
            raise QuestionError(
                where=f"--on-off {name}",
                what="no supply of the case comes from it.",
                todo="name a donor or maker that has a supply: resupply network lists them.",
            )
    rows = network.supplies
    daily = [supplied(s, cut, "central") for s in rows]
    spells = [np.stack([s.off_days, s.on_days]) for s in chances.sources.values()]
    whole = np.maximum(np.array(spells).reshape(len(spells), 2, TABLE).round(), 1)
    return {
        "supply_pair": np.array(
            [labels.places.index(s.place) * items + labels.items.index(s.item) for s in rows],
            dtype=np.int64,
        ),
        "supply": np.array(daily).reshape(len(rows), cut.count),
        "supply_source": np.array([sources.get(s.party or "", -1) for s in rows], dtype=np.int64),
        "supply_mult": np.array(
            [
                uncertain.of(
                    (f"supply {s.id}", s.per_day if s.quantity is None else s.quantity),
                    (f"part of supply {s.id} that comes", s.if_factor),
                )
                for s in rows
            ]
        ),
        "source_on": np.array([s.is_on for s in chances.sources.values()], dtype=bool),
        "source_days": whole.astype(np.int64),
        # What is left of the spell under way is anywhere within it.
        "source_first": np.maximum(whole * tables.probabilities()[::-1], 1).astype(np.int64),
    }


def _needs(network: Network, problem: Problem, uncertain: _Uncertain) -> _Parts:
    """Needs in order of tier; each is served by the items of its group, the best rate first."""
    needs, labels = problem.needs, problem.labels
    items = len(labels.items)
    groups = {g.id: g.rates for g in network.groups}
    order = np.argsort(needs.tier, kind="stable")
    pairs, rates, tickets = [], [], []
    for n in order:
        each = needs.rates[needs.group[n]]
        chosen = [int(k) for k in np.argsort(-each, kind="stable") if each[k] > 0]
        pairs.append([int(needs.place[n]) * items + k for k in chosen])
        rates += [float(each[k]) for k in chosen]
        group = groups.get(labels.groups[needs.group[n]], {})
        tickets += [
            uncertain.of((f"what {labels.items[k]} serves", group.get(labels.items[k])))
            for k in chosen
        ]
    ptr, flat = compressed(pairs)
    daily = []
    for n in order:
        need = network.needs[n]
        daily.append(
            days_within(problem.calendar, need.from_on, need.until_on) * need.per_day.central
        )
    return {
        "need_pair": np.array([p[0] if p else 0 for p in pairs], dtype=np.int64),
        "need": np.array(daily).reshape(len(order), problem.calendar.count),
        "need_backlog": needs.backlog[order],
        "need_mult": np.array(
            [uncertain.of((f"need {network.needs[n].id}", network.needs[n].per_day)) for n in order]
        ),
        "serve_ptr": ptr,
        "serve_pair": flat,
        "serve_rate": np.array(rates),
        "serve_mult": np.array(tickets, dtype=np.int64),
    }


def _legs(network: Network, problem: Problem, chances: Chances) -> _Parts:
    items = len(problem.labels.items)
    leg, item = np.nonzero(where_goods_go(problem))
    table = [
        tables.whole_days(np.maximum(tables.of_range(row.lead_days, chances.leads), 1.0))
        for row in network.legs
    ]
    leads = np.array(table, dtype=np.int64).reshape(len(network.legs), TABLE)
    exact = (leads == leads[:, :1]).all(axis=1)
    opened = [windowed(problem.calendar, row.windows) > 0 for row in network.legs]
    return {
        "legs": len(network.legs),
        "leg_ptr": np.searchsorted(leg, np.arange(len(network.legs) + 1)),
        "leg_open": np.array(opened, dtype=float).reshape(len(network.legs), -1),
        "lead_fixed": np.where(exact, leads[:, 0], -1),
        "lead_days": leads,
        "entry_leg": leg,
        "entry_from": problem.leg_from[leg] * items + item,
        "entry_to": problem.leg_to[leg] * items + item,
    }


def _rows(network: Network, problem: Problem, parts: _Parts, uncertain: _Uncertain) -> _Parts:
    shared, items = problem.shared, len(problem.labels.items)
    entry_of = {
        (int(leg), int(pair) % items): at
        for at, (leg, pair) in enumerate(zip(parts["entry_leg"], parts["entry_from"], strict=True))
    }
    entries: list[list[int]] = [[] for _ in network.capacities]
    weights: list[list[float]] = [[] for _ in network.capacities]
    legs: list[set[int]] = [set() for _ in network.capacities]
    for row, leg, item, weight in zip(
        shared.row, shared.leg, shared.item, shared.weight, strict=True
    ):
        at = entry_of.get((int(leg), int(item)))
        if at is not None:
            entries[row].append(at)
            weights[row].append(float(weight))
            legs[row].add(int(leg))
    ptr, flat = compressed(entries)
    leg_ptr, leg_flat = compressed([sorted(found) for found in legs])
    return {
        "row_ptr": ptr,
        "row_entry": flat,
        "row_weight": np.array([w for found in weights for w in found]),
        "row_leg_ptr": leg_ptr,
        "row_leg": leg_flat,
        "row_amount": shared.amount,
        "row_mult": np.array(
            [uncertain.of((f"capacity {c.id}", c.per_day)) for c in network.capacities],
            dtype=np.int64,
        ),
    }


def _rooms(problem: Problem, parts: _Parts) -> _Parts:
    """Room at places, and which entries lead there."""
    room, items = problem.storage, len(problem.labels.items)
    count = len(room.amount)
    inside = [np.flatnonzero(room.row == row) for row in range(count)]
    pair = room.leg.astype(np.int64) * items + room.item
    coming = [np.flatnonzero(np.isin(parts["entry_to"], pair[found])) for found in inside]
    weight = [dict(zip(pair[found], room.weight[found], strict=True)) for found in inside]
    ptr, flat = compressed([found.tolist() for found in inside])
    entry_ptr, entries = compressed([found.tolist() for found in coming])
    leg_ptr, legs = compressed([sorted({*parts["entry_leg"][found]}) for found in coming])
    return {
        "room_amount": room.amount[:, 0].copy(),
        "room_ptr": ptr,
        "room_pair": pair[flat],
        "room_weight": room.weight[flat],
        "room_entry_ptr": entry_ptr,
        "room_entry": entries,
        "room_entry_weight": np.array(
            [
                weight[row][parts["entry_to"][entry]]
                for row, found in enumerate(coming)
                for entry in found
            ],
            dtype=float,
        ),
        "room_leg_ptr": leg_ptr,
        "room_leg": legs,
    }


def _recipes(network: Network, problem: Problem, uncertain: _Uncertain) -> _Parts:
    recipes, items = problem.recipes, len(problem.labels.items)
    inputs = [np.flatnonzero(recipes.input_of == m) for m in range(len(recipes.place))]
    ptr, flat = compressed([found.tolist() for found in inputs])
    at = recipes.place[recipes.input_of].astype(np.int64)
    return {
        "recipe_pair": recipes.place.astype(np.int64) * items + recipes.output,
        "recipe_limit": recipes.limit,
        "recipe_lead": np.array(
            [round(r.lead_days.central) for r in network.recipes], dtype=np.int64
        ),
        "recipe_mult": np.array(
            [uncertain.of((f"capacity of {r.id}", r.per_day)) for r in network.recipes],
            dtype=np.int64,
        ),
        "input_ptr": ptr,
        "input_pair": (at * items + recipes.input_item)[flat],
        "input_amount": recipes.input_amount[flat],
    }


def _policy(
    problem: Problem, parts: _Parts, policy: str, plan: Plan | None, chances: Chances
) -> _Parts:
    if policy == "plan" and plan is not None:
        return {"planned": _planned(problem, parts, plan)}
    if policy == "base_stock":
        return _base_stock(problem, parts, chances.cover_days)
    # Push: what is left at a place goes on along all its legs in equal parts.
    count = np.bincount(parts["entry_from"], minlength=problem.stock.size)
    return {"share": 1.0 / count[parts["entry_from"]]}


def _planned(problem: Problem, parts: _Parts, plan: Plan) -> Floats:
    """What a plan sends, spread evenly over the days of its periods."""
    lengths, days = plan.calendar.length_days, problem.calendar.count
    daily = np.repeat(plan.flows.sent / lengths, lengths, axis=2)[:, :, :days]
    item = parts["entry_from"] % problem.stock.shape[1]
    sent = daily[parts["entry_leg"], item]
    late = np.zeros((len(sent), max(days - sent.shape[1], 0)))
    planned: Floats = np.concatenate([sent, late], axis=1)
    return planned


def _base_stock(problem: Problem, parts: _Parts, cover_days: float) -> _Parts:
    """Each place orders along its quickest leg, up to so many days of the need beyond it."""
    leads = parts["lead_days"].mean(axis=1)
    entry_to, entry_from = parts["entry_to"], parts["entry_from"]
    share, supplier = np.zeros(len(entry_to)), {}
    for entry in np.argsort(leads[parts["entry_leg"]], kind="stable"):
        if entry_to[entry] not in supplier:
            supplier[int(entry_to[entry])] = int(entry_from[entry])
            share[entry] = 1.0
    per_day = np.zeros(problem.stock.size)
    means = parts["need"].mean(axis=1) if parts["need"].size else np.zeros(0)
    for need, pair in enumerate(parts["need_pair"]):
        rate = parts["serve_rate"][parts["serve_ptr"][need]] if means[need] > 0 else 1.0
        seen, at = set[int](), int(pair)
        while at not in seen:
            seen.add(at)
            per_day[at] += means[need] / rate
            at = supplier.get(at, at)
    target = per_day * cover_days
    # A source orders from nobody.
    target[[pair for pair in range(len(target)) if pair not in supplier]] = 0.0
    return {"share": share, "target": target}
