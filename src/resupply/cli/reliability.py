"""`resupply reliability`: how long promises wait."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import ask_and_draw
from resupply.cli.output import PEOPLE, Output


def reliability(
    *,
    by: Annotated[str, Parameter(help="What a row is: donor, kind, group.")] = "donor",
    seed: Annotated[int, Parameter(help="Of all chance: the same seed, the same numbers.")] = 1,
    chart: Annotated[Path | None, Parameter(help="Draw the curves: FILE.svg or FILE.png.")] = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """How long each donor's promises wait at a stage, how many are withdrawn, or on time."""
    ask_and_draw(
        lambda case, _: case.reliability(by, seed=seed, **asked.bounds()), where, output, chart
    )
    return 0
