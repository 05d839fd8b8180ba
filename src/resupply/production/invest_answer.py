"""The answer to "where does the next euro cut most need"."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
import numpy as np

from resupply.book import View
from resupply.core.answer import Answer, Part
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.network.model import LEVELS
from resupply.picture import sources
from resupply.plan.levers import unit_of_group
from resupply.plan.plan_answer import ASSUMPTION_COLUMNS
from resupply.production import columns, invest_columns, invest_told
from resupply.production.invest import Invested, invest
from resupply.production.portfolio import Portfolio
from resupply.production.posed import Posed, assumptions

#: Less than this is rounding [days of need].
_NONE = 1e-4


def answer(
    view: View,
    scope: Scope,
    posed: Posed,
    *,
    budget: float | None,
    budgets: Sequence[float] = (),
    draws: int = 0,
    gap: float,
    seconds: float | None = None,
    progress: Progress = silent,
) -> Answer:
    """Which options to choose within a budget, and what each budget meets.

    Args:
        view: The book, for sources.
        scope: Bounds, printed with the answer.
        posed: The question.
        budget: In all [currency of the case]; None = what the funds have.
        budgets: Points of the frontier; empty = ten even steps.
        draws: How many draws of all ranges are solved besides their ends.
        gap: Part of the unmet need that may stay unproven.
        seconds: Longest time for each portfolio.
        progress: Told of each.

    Raises:
        QuestionError: No money, or less than anything costs.
    """
    found = invest(
        posed,
        budget=budget,
        budgets=budgets,
        draws=draws,
        gap=gap,
        seconds=seconds,
        progress=progress,
    )
    rows = _options(posed, found)
    parts = _parts(view, posed, found)
    every = [*rows, *(r for p in parts for r in p.rows)]
    return Answer(
        question="invest",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        title="What to choose",
        columns=invest_columns.options(posed, found),
        rows=rows,
        tables=parts,
        sources=sources.of(view, every),
        sentence=invest_told.sentence(posed, found),
        told=invest_told.told(posed, found),
        findings=posed.findings,
        warnings=invest_told.warnings(posed, found),
    )


def _parts(view: View, posed: Posed, found: Invested) -> list[Part]:
    """The tables beside the options."""
    tables = (
        ("needs", "What is met", invest_columns.NEEDS, _needs(posed, found)),
        (
            "frontier",
            "What each budget meets",
            invest_columns.frontier(posed),
            frontier(posed, found),
        ),
        ("inputs", "Inputs that makers share", invest_columns.INPUTS, _inputs(posed, found)),
        ("funds", "Who can pay for what", invest_columns.FUNDS, _funds(posed, found)),
        ("unpriced", _UNPRICED, columns.UNPRICED, unpriced(posed)),
        ("assumptions", "Assumptions it rests on", ASSUMPTION_COLUMNS, assumptions(view, posed)),
        ("proof", "Proof", columns.PROOF, _proof(found)),
    )
    return [
        Part(
            name=name,
            title=title,
            columns=of,
            rows=rows,
            first=name == "needs",
            rows_max={"proof": len(found.best.steps)}.get(name),
        )
        for name, title, of, rows in tables
        if rows
    ]


_UNPRICED = "Options nothing can be reckoned with"


def _options(posed: Posed, found: Invested) -> list[dict[str, Any]]:
    """Every option that can be reckoned with: chosen or not, and how far that survives."""
    best, figures = found.best, found.asked.program.terms
    rows = []
    for at, option in enumerate(posed.options):
        chosen = bool(best.chosen[at])
        rows.append(
            {
                "id": option.id,
                "name": option.name,
                "kind": option.kind.replace("_", " "),
                "item": option.item,
                "item_name": posed.name(option.item),
                "place": option.place,
                "party": option.party,
                "partners": [posed.name(p) for p in option.partners],
                "chosen": chosen,
                "size_percent": float(best.size[at]) * 100 if chosen else None,
                "made": float(best.made[at]) if chosen else None,
                "unit": next((i.unit for i in posed.network.items if i.id == option.item), None),
                "spent": float(best.spent[at]) if chosen else None,
                "currency": posed.network.currency,
                "first_on": _first_on(posed, float(figures.first_days[at])),
                "chosen_unfavourable": bool(found.levels["low"].chosen[at]),
                "chosen_favourable": bool(found.levels["high"].chosen[at]),
                "survives": invest_told.survives(found, at),
                "draws_percent": None if found.draws is None else float(found.draws[at]) * 100,
                "why_not": None if chosen else _why_not(posed, found, at),
                "paid_by": _paid_by(posed, best, at),
                "basis": option.basis,
                "agreement": option.agreement,
                "rests_on": list(option.rests_on),
                "note": option.note,
                "source_ids": list(option.source_ids),
            }
        )
    return sorted(rows, key=lambda r: (not r["chosen"], r["first_on"] or date.max))


def _first_on(posed: Posed, days: float) -> date | None:
    if not np.isfinite(days) or days > 36_500:
        return None
    return posed.network.start_on + timedelta(days=round(days))


def _why_not(posed: Posed, found: Invested, at: int) -> str:
    """Why an option is not among the best, as far as its own figures say."""
    figures, days = found.asked.program.terms, posed.calendar.days
    if figures.first_days[at] >= days:
        return "nothing comes of it within the horizon"
    if not found.asked.program.funds or not any(
        fund.pays_for(posed.options[at]) for fund in found.asked.program.funds
    ):
        return "no fund with money may pay for it"
    if figures.cheapest[at] > found.best.budget:
        return "costs more than the budget"
    return "others meet more need for the money"


def _paid_by(posed: Posed, best: Portfolio, at: int) -> list[str]:
    if posed.funded:
        return [f.id for n, f in enumerate(posed.spendable) if best.paid[n, at] > 1.0]
    return [f.id for f in posed.funds if f.pays_for(posed.options[at])]


def _needs(posed: Posed, found: Invested) -> list[dict[str, Any]]:
    """Each item and tier, summed over its places: met without and with the money, with the ends.

    How goods are shared between places is the plan's to say, not this question's.
    """
    network = posed.network
    amount = found.asked.program.problem.needs.amount.sum(axis=1)
    rows = []
    for group, tier in dict.fromkeys((n.group, n.tier) for n in network.needs):
        at = [i for i, n in enumerate(network.needs) if (n.group, n.tier) == (group, tier)]
        asked = float(amount[at].sum())
        if asked <= 0:
            continue
        unmet = _never(found, at)
        with_, without = unmet["with", "central"], unmet["without", "central"]
        places = list(dict.fromkeys(network.needs[i].place for i in at))
        ranges = [network.needs[i].per_day for i in at]
        rows.append(
            {
                "item": group,
                "item_name": posed.name(group),
                "places": [posed.name(p) for p in places],
                "where": posed.name(places[0]) if len(places) == 1 else f"{len(places)} places",
                "tier": tier,
                "unit": unit_of_group(network, group),
                "asked": asked,
                "unmet_without": without,
                "unmet": with_,
                "unmet_low": min(unmet["with", level] for level in LEVELS),
                "unmet_high": max(unmet["with", level] for level in LEVELS),
                "more_met": without - with_,
                "more_met_low": min(_gain(unmet, level) for level in LEVELS),
                "more_met_high": max(_gain(unmet, level) for level in LEVELS),
                "met_percent": 100 * (1 - with_ / asked),
                "met_without_percent": 100 * (1 - without / asked),
                "source_ids": list(dict.fromkeys(s for r in ranges for s in r.source_ids)),
            }
        )
    return rows


def _never(found: Invested, at: Sequence[int]) -> dict[tuple[str, str], float]:
    """Need never met, without and with the money, at each level."""
    backlog = found.asked.program.problem.needs.backlog[at]

    def never(portfolio: Portfolio) -> float:
        unmet = portfolio.unmet[at]
        return float(np.where(backlog, unmet[:, -1], unmet.sum(axis=1)).sum())

    return {
        (which, level): never(portfolios[level])
        for which, portfolios in (("without", found.without), ("with", found.levels))
        for level in LEVELS
    }


def _gain(unmet: Mapping[tuple[str, str], float], level: str) -> float:
    return max(unmet["without", level] - unmet["with", level], 0.0)


def frontier(posed: Posed, found: Invested) -> list[dict[str, Any]]:
    """What each budget meets: points of the frontier, each with what it chooses."""
    unit = invest_told.unit(posed)
    rows = []
    before = found.nothing
    for portfolio in found.frontier:
        gained = before.unmet_days[0] - portfolio.unmet_days[0]
        added = portfolio.budget - before.budget
        units_met = invest_told.met(posed, found, portfolio)
        rows.append(
            {
                "budget": portfolio.budget,
                "currency": posed.network.currency,
                "spent": portfolio.cost,
                "unmet_days": portfolio.unmet_days[0],
                "more_met_days": found.nothing.unmet_days[0] - portfolio.unmet_days[0],
                "more_met": units_met,
                "unit": unit,
                "gained_days": max(gained, 0.0),
                "gained_days_per_million": max(gained, 0.0) / (added / 1e6) if added > 0 else None,
                "chosen": list(portfolio.names),
                "gap": portfolio.gap,
                "status": "stopped" if portfolio.stopped else portfolio.steps[0].status,
                "source_ids": [],
            }
        )
        before = portfolio
    return rows


def _inputs(posed: Posed, found: Invested) -> list[dict[str, Any]]:
    units_of = {i.id: i.unit for i in posed.network.items}
    return [
        {
            "place": i.place,
            "place_name": posed.name(i.place),
            "item": i.item,
            "item_name": posed.name(i.item),
            "had": i.had,
            "wanted": i.wanted,
            "unit": units_of.get(i.item),
            "binds": i.binds,
            "more_met_days": i.more_met_days,
            "used_by": list(i.used_by),
            "source_ids": [],
        }
        for i in found.inputs
    ]


def _funds(posed: Posed, found: Invested) -> list[dict[str, Any]]:
    """Each fund: its rule, its money, and what of it is spent here."""
    spent = {f.id: float(found.best.paid[n].sum()) for n, f in enumerate(posed.spendable) if f.id}
    return [
        {
            "id": f.id,
            "name": f.name,
            "donor": f.donor,
            "rule": f.rule(),
            "amount": None if f.amount is None else f.amount.central,
            "amount_low": None if f.amount is None else f.amount.low,
            "amount_high": None if f.amount is None else f.amount.high,
            "currency": posed.network.currency,
            "spent": spent.get(f.id),
            "may_buy": [o.id for o in posed.options if f.pays_for(o)],
            "note": f.note,
            "source_ids": list(f.source_ids),
        }
        for f in posed.funds
    ]


def unpriced(posed: Posed) -> list[dict[str, Any]]:
    """Options nothing can be reckoned with, and what they lack."""
    return [
        {
            "id": u.id,
            "name": u.row.get("name"),
            "kind": u.row.get("kind"),
            "missing": u.missing.replace("_", " "),
            "what": u.what,
            "note": u.row.get("note"),
            "source_ids": [str(u.row["source_id"])] if u.row.get("source_id") else [],
        }
        for u in posed.offered.unpriced
    ]


def _proof(found: Invested) -> list[dict[str, Any]]:
    return [
        {
            "stage": s.name,
            "budget": p.budget,
            "objective": s.objective,
            "bound": s.bound,
            "gap": s.gap,
            "unit": s.unit,
            "status": s.status,
            "seconds": s.seconds,
            "source_ids": [],
        }
        for p in sorted(found.frontier, key=lambda p: (p is not found.best, p.budget))
        for s in p.steps
    ]
