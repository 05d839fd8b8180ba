"""A question of production as posed: the network with options, months, funds, what to know."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from resupply.book import View
from resupply.core.errors import NetworkError, QuestionError
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.network.model import Level, Network
from resupply.picture import parties
from resupply.plan.calendar import last_day
from resupply.plan.plan_answer import assumptions as network_assumptions
from resupply.plan.problem import Calendar
from resupply.plan.sense import refuse_senseless
from resupply.production.funds import FREE, Fund, funds, given
from resupply.production.months import gone_on, months
from resupply.production.options import Offered, Option
from resupply.production.portfolio import Choosing
from resupply.production.recipes import refuse_unknown, with_options
from resupply.production.terms import drawn

#: More draws than this tell nothing more of a band and take minutes.
DRAWS_MAX = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """What questions of production share.

    Args:
        network: With a recipe for each option, the last ones.
        options: In the order of those recipes.
        offered: All options of the case, those nothing can be reckoned with too.
        funds: Money and its rules.
        funded: Whether only the funds' money is spent, under their rules.
        calendar: Months.
        names: Of parties, places and items.
        told: What a reader must know.
        findings: What is odd.
    """

    network: Network
    options: tuple[Option, ...]
    offered: Offered
    funds: tuple[Fund, ...]
    funded: bool
    calendar: Calendar
    names: Mapping[str, str]
    told: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def end_on(self) -> date:
        """Last day of the horizon."""
        return last_day(self.calendar, self.calendar.count - 1)

    @property
    def spendable(self) -> tuple[Fund, ...]:
        """Funds whose money is spent; any donor's where rules are not asked for."""
        return tuple(f for f in self.funds if f.amount is not None) if self.funded else (FREE,)

    def name(self, known: str) -> str:
        """The name people know it by."""
        return self.names.get(known, known)

    def choosing(self, level: Level = "central", *, gap: float) -> Choosing:
        """Asked at one end of every range."""
        return Choosing(
            self.network, self.options, self.calendar, level=level, funds=self.spendable, gap=gap
        )

    def draw(self, seed: int, *, gap: float) -> Choosing:
        """Asked at one draw of every range."""
        network, options = drawn(self.network, self.options, seed)
        return Choosing(network, options, self.calendar, funds=self.spendable, gap=gap)


def pose(
    view: View,
    scope: Scope,
    network: Network,
    found: Offered,
    *,
    count: int,
    stated_only: bool = False,
    said: Sequence[str] = (),
    funded: bool = False,
) -> Posed:
    """A question of production over a number of months.

    Args:
        view: The book.
        scope: Bounds.
        network: With what options build on.
        found: The options of the case.
        count: Months.
        stated_only: Whether needs and rates end on the day they are stated to.
        said: Amounts of funds, NAME=AMOUNT.
        funded: Whether only funds pay, under their rules.

    Raises:
        NetworkError: Recipes in a circle, names of options there are none of.
        QuestionError: Months or amounts that are none.
    """
    if not network.needs:
        raise NetworkError(
            where="the case's needs",
            what="nobody needs anything in it, so nothing could be cut.",
            todo="add rows of kind need to the table use_rates.",
        )
    calendar = months(network.start_on, count)
    rows = {str(r["option_id"]) for r in view.table("production_options")}
    refuse_unknown(found.options, rows, {str(r["recipe_id"]) for r in view.table("recipes")})
    every = given(funds(view, currency=scope.currency, on=network.start_on), said)
    whole, useful, odd = with_options(network, found.options)
    refuse_senseless(whole)
    told: tuple[str, ...] = ()
    if not stated_only:
        whole, told = gone_on(whole, calendar)
    return Posed(
        network=whole,
        options=useful,
        offered=found,
        funds=every,
        funded=funded,
        calendar=calendar,
        names={
            **parties.names(view),
            **{p.id: p.name for p in network.places},
            **{str(i["item_id"]): str(i.get("name") or i["item_id"]) for i in view.table("items")},
        },
        told=(*told, *_prices(useful)),
        findings=(*found.findings, *odd),
    )


def _prices(options: Sequence[Option]) -> Iterator[str]:
    """That prices of several years are compared as they stand."""
    years = sorted({o.price_year for o in options if o.price_year})
    if len(years) > 1:
        yield (
            f"Costs are of {', '.join(map(str, years))} and compared as they stand: no price "
            "index is applied."
        )


def refuse_draws(draws: int) -> None:
    """Refuse draws that are none, or too many.

    Raises:
        QuestionError: With what may be asked.
    """
    if not 0 <= draws <= DRAWS_MAX:
        raise QuestionError(
            where=f"--draws {draws}",
            what=f"so many cannot be drawn: 0 to {DRAWS_MAX:,}.",
            todo="write 50, or leave it out for the ends of the ranges.",
        )


def refuse_too_little(posed: Posed, asked: Choosing, budgets: Sequence[float]) -> None:
    """Refuse budgets of which none buys anything.

    Raises:
        QuestionError: With what the cheapest option costs.
    """
    if not posed.options:
        return
    figures = asked.program.terms
    cheapest = figures.cheapest
    at = int(np.argmin(cheapest))
    if budgets and max(budgets) < float(cheapest[at]):
        raise QuestionError(
            where=f"--budget {max(budgets):g}",
            what=f"the cheapest option, {posed.options[at].name}, costs at least "
            f"{cheapest[at]:,.0f} {posed.network.currency}.",
            todo="give more, or add smaller options to `production_options`.",
        )


def assumptions(view: View, posed: Posed) -> list[dict[str, Any]]:
    """The assumptions behind an answer: those of the network, and those options rest on."""
    used = network_assumptions(posed.network)
    there = {row["id"] for row in used}
    every = {str(r["id"]): r for r in view.table("assumptions")}
    for option in posed.options:
        for name in option.rests_on:
            if name in every and name not in there:
                used.append(_assumption(every[name], posed, name))
                there.add(name)
    return used


def _assumption(row: Mapping[str, Any], posed: Posed, name: str) -> dict[str, Any]:
    metric = str(row.get("metric")).replace("_", " ")
    return {
        "id": name,
        "what": f"{metric} ({row.get('subject')})",
        "value_low": _number(row.get("low")),
        "value": _number(row.get("central")),
        "value_high": _number(row.get("high")),
        "unit": row.get("unit"),
        "used_in": [f"option {o.id}" for o in posed.options if name in o.rests_on],
        "reason": row.get("reason"),
        "source_ids": [],
    }


def _number(value: Any) -> float | None:
    return None if value in (None, "") else float(value)
