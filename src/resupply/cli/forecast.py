"""`resupply forecast`: what will arrive when."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Whole


def forecast(
    *,
    by: Annotated[
        str, Parameter(help="What a row is: donor, kind (of money); item (of goods).")
    ] = "donor",
    days: Annotated[Whole, Parameter(help="How far ahead, in days.")] = None,
    months: Annotated[
        Whole, Parameter(help="Or in months: to the end of so many after this one; default 6.")
    ] = None,
    draws: Annotated[int, Parameter(help="Draws that ranges are made of.")] = 1000,
    seed: Annotated[int, Parameter(help="Of all chance: the same seed, the same numbers.")] = 1,
    chart: Chart = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """What will arrive when: of what stands promised, and of promises not made yet."""
    ask_and_draw(
        lambda case, _: case.forecast(
            by, days=days, months=months, draws=draws, seed=seed, **asked.bounds()
        ),
        where,
        output,
        chart,
    )
    return 0
