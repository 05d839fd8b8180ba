"""`resupply production`: who makes what."""

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, ask_and_draw
from resupply.cli.output import PEOPLE, Output


def production(
    *,
    chart: Chart = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Who makes what: made, could be made and announced, kept apart, month by month."""
    ask_and_draw(lambda case, _: case.production(**asked.bounds()), where, output, chart)
    return 0
