"""`resupply stock-out`: when stocks run out."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, ask_and_draw
from resupply.cli.output import PEOPLE, Output


def stock_out(
    *,
    days: Annotated[int, Parameter(help="How far ahead.")] = 180,
    rate: Annotated[
        str, Parameter(help="At which stocks go: use, or need (all that is asked for).")
    ] = "use",
    draws: Annotated[int, Parameter(help="Paths of each stock.")] = 1000,
    seed: Annotated[int, Parameter(help="Of all chance: the same seed, the same numbers.")] = 1,
    chart: Chart = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """When each stock at each place runs out, and how it may go until then."""
    ask_and_draw(
        lambda case, _: case.stock_out(
            days=days, rate=rate, draws=draws, seed=seed, **asked.bounds()
        ),
        where,
        output,
        chart,
    )
    return 0
