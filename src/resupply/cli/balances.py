"""`resupply balances`: what was promised, allocated, delivered, and what waits in between."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, Picture, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Words, names


def balances(
    *,
    by: Annotated[
        Words,
        Parameter(
            help="What a row is, with commas: donor, recipient, kind, item, dataset, channel, "
            "line, year, month, stage. Default donor."
        ),
    ] = None,
    chart: Chart = None,
    picture: Picture = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """What was promised, allocated, delivered, and what waits in between."""
    groupings = names(by) or ["donor"]
    ask_and_draw(
        lambda case, _: case.balances(by=groupings, **asked.bounds()), where, output, chart, picture
    )
    return 0
