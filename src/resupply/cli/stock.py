"""`resupply stock`: on hand and days of supply."""

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, Picture, ask_and_draw
from resupply.cli.output import PEOPLE, Output


def stock(
    *,
    chart: Chart = None,
    picture: Picture = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """On hand, use per day and days of supply, by place and item, with ranges."""
    ask_and_draw(lambda case, _: case.stock(**asked.bounds()), where, output, chart, picture)
    return 0
