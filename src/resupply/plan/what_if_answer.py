"""The answer to "what if": scenarios beside the base, need by need, with what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
import numpy as np

from resupply.book import View
from resupply.core.answer import Answer, Column, Part
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.network.model import Network
from resupply.picture import sources
from resupply.plan import rows as plan_rows
from resupply.plan.calendar import first_day, last_day
from resupply.plan.levers import unit_of_group
from resupply.plan.lexicographic import day_weights
from resupply.plan.plan import Asked, Plan, make
from resupply.plan.told import assumed, day, units

#: Below this part of what a need asks for, two plans do not differ: they are solved to less.
_NONE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One scenario.

    Args:
        name: Short name.
        changes: Its changes in words.
        network: As the scenario has it.
    """

    name: str
    changes: tuple[str, ...]
    network: Network


def answer(
    view: View,
    scope: Scope,
    base: Network,
    tried: Sequence[Tried],
    asked: Asked,
    *,
    progress: Progress = silent,
) -> Answer:
    """Scenarios compared with the base, side by side.

    Args:
        view: The book, for sources.
        scope: Bounds, printed with the answer.
        base: The network as it is.
        tried: The scenarios.
        asked: How each plan is asked for.
        progress: Told of each plan.
    """
    total = len(tried) + 1
    progress(0, total, "planning")
    first = make(base, asked)
    plans = []
    for done, scenario in enumerate(tried, 1):
        progress(done, total, "planning")
        plans.append(make(scenario.network, asked))
    found = [_rows(s, p, first) for s, p in zip(tried, plans, strict=True)]
    rows = [row for each in found for row in each]
    changed = [r for s, p in zip(tried, plans, strict=True) for r in _sent(s, p, first)]
    return Answer(
        question="what-if",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        columns=_COLUMNS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=" ".join(
            _sentence(s, p, first, each) for s, p, each in zip(tried, plans, found, strict=True)
        ),
        warnings=[
            *(f"{s.name}: {'; '.join(s.changes)}." for s in tried),
            *(late for s in tried for late in _too_late(s, first)),
            *_proofs(first, plans),
            *assumed(base),
        ],
        findings=list(base.findings),
        title="Need met",
        tables=[
            Part(
                name="changed",
                title="What is sent otherwise",
                columns=plan_rows.legs_shown(_CHANGED_COLUMNS, changed),
                rows=changed,
                rows_max=12,
            )
        ],
    )


def _rows(scenario: Tried, plan: Plan, base: Plan) -> list[dict[str, Any]]:
    """Each need in the scenario, beside the base."""
    before = {need.id: at for at, need in enumerate(base.network.needs)}
    names = {p.id: p.name for p in plan.network.places} | {i.id: i.name for i in plan.network.items}
    now, then = plan.never_served, base.never_served
    found = []
    for at, need in enumerate(plan.network.needs):
        old = before.get(need.id)
        asked = float(plan.problem.needs.amount[at].sum())
        unmet = float(now[at])
        was = None if old is None else float(then[old])
        more = None if was is None else _more(unmet, was, asked)
        felt = None if old is None or (more or 0.0) <= 0 else _felt_on(plan, base, at, old)
        found.append(
            {
                "scenario": scenario.name,
                "need": need.id,
                "place": need.place,
                "place_name": names.get(need.place, need.place),
                "item": need.group,
                "item_name": names.get(need.group, need.group),
                "tier": need.tier,
                "unit": unit_of_group(plan.network, need.group),
                "asked": asked,
                "met_percent": _met(plan, at, unmet),
                "met_base_percent": None if was is None or old is None else _met(base, old, was),
                "unmet": unmet,
                "unmet_base": was,
                "more_unmet": more,
                "short_on": _short_on(plan, at),
                "felt_on": felt,
                "source_ids": list(need.per_day.source_ids),
            }
        )
    return found


def _more(unmet: float, was: float, asked: float) -> float:
    """What is missing more than before; what two solutions of one problem may differ by is none.

    Example:
        >>> _more(10.0, 4.0, asked=100.0), _more(4.0 + 1e-10, 4.0, asked=100.0)
        (6.0, 0.0)
    """
    more = unmet - was
    return more if abs(more) > _NONE * max(asked, 1.0) else 0.0


def _met(plan: Plan, at: int, unmet: float) -> float | None:
    asked = float(plan.problem.needs.amount[at].sum())
    return None if asked <= 0 else 100 * (1 - unmet / asked)


def _short_on(plan: Plan, at: int) -> date | None:
    short = np.flatnonzero(
        plan.flows.unmet[at] > _NONE * max(plan.problem.needs.amount[at].max(), 1)
    )
    return first_day(plan.calendar, int(short[0])) if len(short) else None


def _felt_on(plan: Plan, base: Plan, at: int, old: int) -> date | None:
    """First day on which more is missing than in the base; None = never."""
    more = (plan.flows.unmet[at] - base.flows.unmet[old]).cumsum()
    felt = np.flatnonzero(more > _NONE * max(float(plan.problem.needs.amount[at].max()), 1.0))
    return first_day(plan.calendar, int(felt[0])) if len(felt) else None


def _sent(scenario: Tried, plan: Plan, base: Plan) -> list[dict[str, Any]]:
    """Quantities by leg and item that differ, the largest difference first."""
    new, old = _by_leg(plan), _by_leg(base)
    found = [
        {
            "scenario": scenario.name,
            "leg": key[0],
            "from_name": (new.get(key) or old[key])["from_name"],
            "to_name": (new.get(key) or old[key])["to_name"],
            "item_name": (new.get(key) or old[key])["item_name"],
            "quantity": new.get(key, {}).get("quantity", 0.0),
            "quantity_base": old.get(key, {}).get("quantity", 0.0),
            "unit": (new.get(key) or old[key])["unit"],
            "source_ids": [],
        }
        for key in {*new, *old}
    ]
    for row in found:
        row["more"] = row["quantity"] - row["quantity_base"]
    differ = [r for r in found if abs(r["more"]) > _NONE * max(r["quantity"], r["quantity_base"])]
    return sorted(differ, key=lambda r: (-abs(r["more"]), r["leg"]))


def _by_leg(plan: Plan) -> dict[tuple[str, str], dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in plan_rows.shipments(plan):
        key = row["leg"], row["item"]
        if key in found:
            found[key]["quantity"] += row["quantity"]
        else:
            found[key] = dict(row)
    return found


def _sentence(scenario: Tried, plan: Plan, base: Plan, rows: Sequence[Mapping[str, Any]]) -> str:
    """What it costs or brings, in units where they are one, and when it is felt."""
    more = _more_days(plan, base)
    name = scenario.changes[0] if len(scenario.changes) == 1 else f"scenario {scenario.name}"
    head = f"{name[:1].upper()}{name[1:]}"
    if abs(more) <= _NONE:
        return f"{head}: no need is met less or more until {day(_end(plan))}."
    amount = float(plan.never_served.sum() - base.never_served.sum())
    asked = float(plan.problem.needs.amount.sum() - base.problem.needs.amount.sum())
    kinds = {n.group for n in plan.network.needs}
    unit = unit_of_group(plan.network, kinds.pop()) if len(kinds) == 1 else None
    size = f"{abs(more):,.1f} days of need"
    if unit:
        size = f"{units(abs(amount), unit)} ({size})"
    if abs(asked) > _NONE * max(float(base.problem.needs.amount.sum()), 1.0):
        # Other needs than before: what goes unmet is neither met more nor a cost alone.
        way = "more goes" if more > 0 else "less goes"
        what = f"{units(abs(asked), unit)} " if unit else ""
        which = "more" if asked > 0 else "less"
        return f"{head}: {what}{which} is asked for, and {size} {way} unmet."
    if more < 0:
        return f"{head}: meets {size} more."
    felt = [row["felt_on"] for row in rows if row["felt_on"] is not None]
    return f"{head}: costs {size}" + (f", felt from {day(min(felt))} on." if felt else ".")


def _end(plan: Plan) -> date:
    return last_day(plan.calendar, plan.calendar.count - 1)


def _too_late(scenario: Tried, base: Plan) -> list[str]:
    """What a scenario adds and the plan cannot see, for it begins after the last day."""
    known, end = {s.id for s in base.network.supplies}, _end(base)
    late = {
        s.id: s.from_on
        for s in scenario.network.supplies
        if s.id not in known and s.from_on is not None and s.from_on > end
    }
    if not late:
        return []
    first = min(late.values())
    days = (first - end).days + base.calendar.days
    return [
        f"{scenario.name}: {', '.join(late)} "
        f"{'begins' if len(late) == 1 else 'begin'} on {day(first)}, after the plan's last day, "
        f"{day(end)}: ask for a horizon well beyond {days} days."
    ]


def _more_days(plan: Plan, base: Plan) -> float:
    """Need unmet more than in the base, over all tiers [days of need as the base asks for it].

    A day of need is the base's in both, or more need would make a day longer and what is missing
    of it fewer days.
    """
    needs = base.problem.needs
    weights = day_weights(needs, base.calendar.days)
    by_group = {
        (n.tier, n.group): w for n, w in zip(base.network.needs, weights, strict=True) if w > 0
    }
    own = day_weights(plan.problem.needs, plan.calendar.days)
    now = np.array(
        [by_group.get((n.tier, n.group), w) for n, w in zip(plan.network.needs, own, strict=True)]
    )
    return float((now * plan.never_served).sum() - (weights * base.never_served).sum())


def _proofs(base: Plan, plans: Sequence[Plan]) -> list[str]:
    gaps = [p.proof.gap for p in (base, *plans)]
    known = [g for g in gaps if g is not None]
    told = f"the largest gap is {max(known):.1e}" if known else "no bound is known"
    return [f"{counted(len(plans) + 1, 'plan')}, each made anew; {told}."]


_COLUMNS = [
    Column(name="scenario", title="Scenario"),
    Column(name="place_name", title="Place"),
    Column(name="item_name", title="Need"),
    Column(name="tier", title="Tier", digits=0, shown=False),
    Column(name="asked", title="Asked for", digits=0, shown=False),
    Column(name="unit", title="Unit"),
    Column(name="met_base_percent", title="Met, as it is", unit="%", digits=1),
    Column(name="met_percent", title="Met", unit="%", digits=1),
    Column(name="more_unmet", title="More unmet", digits=0),
    Column(name="felt_on", title="Felt from"),
    Column(name="short_on", title="First short", shown=False),
    Column(name="unmet", title="Unmet", digits=0, shown=False),
    Column(name="unmet_base", title="Unmet, as it is", digits=0, shown=False),
    Column(name="need", title="Need id", shown=False),
    Column(name="place", title="Place id", shown=False),
    Column(name="item", title="Item id", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
_CHANGED_COLUMNS = [
    Column(name="scenario", title="Scenario"),
    Column(name="from_name", title="From"),
    Column(name="to_name", title="To"),
    Column(name="item_name", title="Item"),
    Column(name="quantity_base", title="As it is", digits=0),
    Column(name="quantity", title="Then", digits=0),
    Column(name="more", title="Difference", digits=0),
    Column(name="unit", title="Unit"),
    Column(name="leg", title="Leg", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
