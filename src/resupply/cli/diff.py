"""`resupply diff`: what changed between what was known on two days."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, Picture, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import GivenDay, Words, names


def diff(
    known_1: Annotated[GivenDay, Parameter(help="What was known by this day ...")],
    known_2: Annotated[GivenDay, Parameter(help="... against what was known by this one.")],
    /,
    *,
    by: Annotated[Words, Parameter(help="What a row is, with commas. Default donor,month.")] = None,
    chart: Chart = None,
    picture: Picture = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """What changed between what was known on two days, why, and by whom."""
    groupings = names(by) or ["donor", "month"]
    ask_and_draw(
        lambda case, _: case.diff(known_1, known_2, by=groupings, **asked.bounds()),
        where,
        output,
        chart,
        picture,
    )
    return 0
