"""`resupply invest`: where money meets most need."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Most, Words, flag, names


def invest(
    *,
    budget: Annotated[
        float | None,
        Parameter(help="Money in all, in the currency of the case: 500e6. Default the funds'."),
    ] = None,
    budgets: Annotated[
        Words, Parameter(help="Budgets to compare; default ten even steps up to the budget.")
    ] = None,
    fund: Annotated[
        Words,
        Parameter(help="Amount of a fund of the case: NAME=AMOUNT. Funds pay by their rules."),
    ] = None,
    funded: Annotated[bool, flag("Only money of the case's funds, by their rules.")] = False,
    months: Annotated[Most, Parameter(help="Horizon in months.")] = 24,
    draws: Annotated[
        int, Parameter(help="Draws of all ranges that are solved besides their ends.")
    ] = 0,
    take: Annotated[
        Words, Parameter(help="Rows taken in place of those they are alternatives to.")
    ] = None,
    stated_only: Annotated[
        bool, flag("Needs and rates end on the day they are stated to, not with the horizon.")
    ] = False,
    gap: Annotated[float, Parameter(help="Part of the unmet need that may stay unproven.")] = 1e-4,
    seconds: Annotated[
        float | None, Parameter(help="Longest time for each portfolio; the best so far is told.")
    ] = None,
    chart: Chart = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Where money meets most need: what to choose within a budget, and what each budget meets."""
    ask_and_draw(
        lambda case, progress: case.invest(
            budget=budget,
            budgets=names(budgets),
            fund=names(fund),
            funded=funded,
            months=months,
            draws=draws,
            take=names(take),
            stated_only=stated_only,
            gap=gap,
            seconds=seconds,
            progress=progress,
            **asked.bounds(),
        ),
        where,
        output,
        chart,
    )
    return 0
