"""`resupply bottlenecks`: what is worth relieving, and how far."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Most, Words, names


def bottlenecks(
    *,
    days: Annotated[Most, Parameter(help="How many days are planned.")] = 90,
    step: Annotated[str, Parameter(help="Periods: day, week or mixed.")] = "mixed",
    level: Annotated[str, Parameter(help="End of every range: low, central, high.")] = "central",
    top: Annotated[Most, Parameter(help="How many are solved again.")] = 12,
    scenario: Annotated[
        str | None, Parameter(help="A scenario of the case by name, or a file of one.")
    ] = None,
    take: Annotated[
        Words, Parameter(help="Rows the case offers but does not count on, or other readings.")
    ] = None,
    chart: Annotated[Path | None, Parameter(help="Draw them: FILE.svg or FILE.png.")] = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """What one more of each thing is worth in need met, how far that holds, what does not bind."""
    ask_and_draw(
        lambda case, progress: case.bottlenecks(
            days=days,
            step=step,
            level=level,
            top=top,
            scenario=scenario,
            take=names(take),
            progress=progress,
            **asked.bounds(),
        ),
        where,
        output,
        chart,
    )
    return 0
