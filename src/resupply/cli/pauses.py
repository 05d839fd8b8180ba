"""`resupply pauses`: who has gone quiet."""

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, Picture, ask_and_draw
from resupply.cli.output import PEOPLE, Output


def pauses(
    *,
    chart: Chart = None,
    picture: Picture = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Who has gone quiet: gaps and slumps, each donor against its own past.

    What counts as given is --stage; default allocation.
    """
    ask_and_draw(lambda case, _: case.pauses(**asked.bounds()), where, output, chart, picture)
    return 0
