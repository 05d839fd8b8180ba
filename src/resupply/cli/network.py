"""`resupply network`: what a plan is made over."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, Picture, ask_and_draw
from resupply.cli.output import PEOPLE, Output


def network(
    *,
    show: Annotated[
        str,
        Parameter(help="Which table: legs, supplies, needs, stocks, assumptions, places."),
    ] = "legs",
    scenario: Annotated[
        str | None, Parameter(help="As a kept scenario has it, or a file (.toml, .json).")
    ] = None,
    chart: Chart = None,
    picture: Picture = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Places, legs, supplies and needs that a plan is made over, with ranges and what is odd."""
    ask_and_draw(
        lambda case, _: case.network(show=show, scenario=scenario, **asked.bounds()),
        where,
        output,
        chart,
        picture,
    )
    return 0
