"""`resupply backtest`: how good the forecast was."""

import os
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Most


def backtest(
    *,
    origins: Annotated[Most, Parameter(help="Month ends looked ahead from, the last ones.")] = 24,
    months: Annotated[Most, Parameter(help="Months looked ahead from each.")] = 12,
    draws: Annotated[Most, Parameter(help="Draws of each forecast.")] = 1000,
    seed: Annotated[int, Parameter(help="Of all chance: the same seed, the same numbers.")] = 1,
    peers: Annotated[
        bool, Parameter(help="Ask the methods of statsforecast too: minutes, not seconds.")
    ] = True,
    workers: Annotated[
        int | None,
        Parameter(help="Processes for them; default all cores. The numbers do not depend on it."),
    ] = None,
    chart: Chart = None,
    picture: Annotated[
        str | None, Parameter(help="Which: calibration, pit, horizons. Default the first.")
    ] = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """How good the forecast of new promises was on the past, side by side with other methods.

    From the end of each month only what was known then is looked at; what came in the months
    after it is the judge. What is forecast is what reaches --stage; default allocation.
    """
    ask_and_draw(
        lambda case, progress: case.backtest(
            origins=origins,
            months=months,
            draws=draws,
            seed=seed,
            peers=peers,
            workers=workers or os.cpu_count() or 1,
            progress=progress,
            **asked.bounds(),
        ),
        where,
        output,
        chart,
        picture,
    )
    return 0
