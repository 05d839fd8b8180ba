"""`resupply gap`: what stays missing by item and month."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Most, Words, flag, names


def gap(
    *,
    months: Annotated[Most, Parameter(help="Months looked at.")] = 12,
    draws: Annotated[
        int, Parameter(help="Draws of all ranges the band is made of; 0 = their ends.")
    ] = 0,
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
    """What stays missing by item and month: need less stock, promises and output, as a band."""
    ask_and_draw(
        lambda case, progress: case.gap(
            months=months,
            draws=draws,
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
