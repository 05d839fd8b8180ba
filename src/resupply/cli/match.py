"""`resupply match`: who could make what with whom."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Most, Words, flag, names


def match(
    *,
    budget: Annotated[
        float | None, Parameter(help="What each option may cost at most; default whatever it does.")
    ] = None,
    months: Annotated[Most, Parameter(help="Horizon in months.")] = 24,
    take: Annotated[
        Words, Parameter(help="Rows taken in place of those they are alternatives to.")
    ] = None,
    stated_only: Annotated[
        bool, flag("Needs and rates end on the day they are stated to, not with the horizon.")
    ] = False,
    chart: Chart = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Who could make what with whom, what is missing for it, and what each would meet by itself."""
    ask_and_draw(
        lambda case, progress: case.match(
            budget=budget,
            months=months,
            take=names(take),
            stated_only=stated_only,
            progress=progress,
            **asked.bounds(),
        ),
        where,
        output,
        chart,
    )
    return 0
