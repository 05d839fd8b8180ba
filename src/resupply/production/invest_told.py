"""What the answer about investments says in words."""

import numpy as np

from resupply.core.words import counted
from resupply.network.model import LEVELS
from resupply.plan.levers import unit_of_group
from resupply.plan.told import day, days_of_need, listed, share, units
from resupply.production.invest import Invested
from resupply.production.portfolio import Portfolio
from resupply.production.posed import Posed

#: Less than this is rounding [days of need].
NONE = 1e-4
_END = {"low": "unfavourable", "central": "as stated", "high": "favourable"}


def unit(posed: Posed) -> str | None:
    """Unit of the needs; None where they have several."""
    kinds = {unit_of_group(posed.network, n.group) for n in posed.network.needs}
    return kinds.pop() if len(kinds) == 1 else None


def met(posed: Posed, found: Invested, portfolio: Portfolio) -> float | None:
    """Units of need met in addition to what is met without money."""
    if unit(posed) is None:
        return None
    backlog = found.asked.program.problem.needs.backlog

    def never(which: Portfolio) -> float:
        return float(np.where(backlog, which.unmet[:, -1], which.unmet.sum(axis=1)).sum())

    return never(found.nothing) - never(portfolio)


def survives(found: Invested, at: int) -> str:
    """At which ends of the ranges it is chosen."""
    chosen = [level for level in LEVELS if found.levels[level].chosen[at]]
    if len(chosen) == len(LEVELS):
        return "at all ends"
    return "never" if not chosen else f"{' and '.join(_END[level] for level in chosen)} only"


def sentence(posed: Posed, found: Invested) -> str:
    """The answer in two sentences."""
    until = day(posed.end_on)
    budget = money(found.best.budget, posed)
    gain = found.nothing.unmet_days[0] - found.best.unmet_days[0]
    if gain <= NONE and found.best.stopped:
        return (
            f"Until {until}, time was up before anything better than nothing was found for "
            f"{budget}: give more seconds."
        )
    if gain <= NONE:
        return (
            f"Until {until}, {budget} meets no more need than is met without it: no option that "
            "can be reckoned with gives anything in time."
        )
    more, of = met(posed, found, found.best), unit(posed)
    amount = days_of_need(gain)
    if more is not None and of is not None:
        amount = f"{units(more, of)} more, {amount}"
    chosen = [o.name for o, is_ in zip(posed.options, found.best.chosen, strict=True) if is_]
    return (
        f"Until {until}, {budget} meets {amount}, of {days_of_need(found.nothing.unmet_days[0])} "
        f"unmet without it. Chosen: {listed(chosen, 5)}; {money(found.best.cost, posed)} spent."
    )


def money(amount: float, posed: Posed) -> str:
    """An amount in millions."""
    millions = amount / 1e6
    figure = f"{millions:,.0f}" if millions >= 10 else f"{millions:,.3g}"
    return f"{posed.network.currency} {figure} million"


def told(posed: Posed, found: Invested) -> list[str]:
    """What else belongs to the answer."""
    out = []
    first = found.frontier[0]
    gain = found.nothing.unmet_days[0] - first.unmet_days[0]
    if gain > NONE and len(found.frontier) > 1:
        out.append(
            f"The first {money(first.budget, posed)} meets {days_of_need(gain)}; "
            f"{_flat(posed, found)}"
        )
    holding = [i for i in found.inputs if i.binds]
    out += [
        f"{posed.name(i.item)} at {posed.name(i.place)} holds back {', '.join(i.used_by)}: with "
        f"as much as all lines could take, {days_of_need(i.more_met_days)} more would be met "
        "for the same money."
        for i in holding
    ]
    same = [o.name for at, o in enumerate(posed.options) if survives(found, at) == "at all ends"]
    if same:
        out.append(f"Chosen at all ends of the ranges: {listed(same, 5)}.")
    if found.draws is not None:
        often = [
            f"{o.name} ({share(float(p))})"
            for o, p in zip(posed.options, found.draws, strict=True)
            if p > 0
        ]
        out.append(f"Chosen in {counted(found.drawn, 'draw')}: {listed(often, 8)}.")
    return out


def _flat(posed: Posed, found: Invested) -> str:
    """From which budget on more money meets nothing more."""
    last = found.frontier[-1].unmet_days[0]
    flat = next(p for p in found.frontier if p.unmet_days[0] <= last + NONE)
    if flat is found.frontier[-1]:
        return f"the last step still meets more, up to {money(flat.budget, posed)}."
    return f"above {money(flat.budget, posed)} more money meets nothing more."


def warnings(posed: Posed, found: Invested) -> list[str]:
    """What a reader must know before using the figures."""
    out = list(posed.told)
    if not posed.options:
        out.append("No option of the case can be reckoned with.")
    lacking = len(posed.offered.unpriced)
    if lacking:
        out.append(
            f"{counted(lacking, 'option')} cannot be weighed, for what they give or cost is not "
            "public: they may be better than those chosen."
        )
    if any(o.basis == "assumption" for o in posed.options):
        out.append("Options marked assumption rest on figures nobody published: see their ranges.")
    if found.best.stopped:
        out.append(
            f"Time was up at {found.best.stopped}: this is the best found so far, at most "
            f"{share(found.best.gap)} of the unmet need from the best there is."
        )
    if posed.funded:
        barred = [f.name for f in posed.funds if f.amount is None]
        if barred:
            out.append(f"Without an amount, so not spent: {listed(barred, 4)}.")
    out.append("Money is there on the first day; work begins as soon as it can.")
    return out
