"""`resupply production`: who makes what."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output


def production(
    *,
    chart: Annotated[Path | None, Parameter(help="Draw it: FILE.svg or FILE.png.")] = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Who makes what: made, could be made and announced, kept apart, month by month."""
    from resupply.cli.kept import can_be_kept, keep_chart

    can_be_kept(chart)
    answer = ask(lambda case: case.production(**asked.bounds()), where, output)
    keep_chart(answer, chart)
    return 0
