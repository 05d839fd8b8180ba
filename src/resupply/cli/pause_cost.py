"""`resupply pause-cost`: what a pause costs, and when it is felt."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Day, Most, Whole, Words, names, numbers


def pause_cost(
    what: Annotated[
        str | None,
        Parameter(
            help="What pauses: a donor, maker, place or leg; several with commas. Default "
            "every source, one at a time."
        ),
    ] = None,
    /,
    *,
    start_on: Annotated[
        Day, Parameter(name="--from", help="First day; default the first of the plan.")
    ] = None,
    days: Annotated[Most, Parameter(help="Length of the pause.")] = 60,
    lengths: Annotated[
        Words, Parameter(help="Other lengths of the curve, in days; default 7,14,30,60,90.")
    ] = None,
    horizon_days: Annotated[
        Most, Parameter(name="--horizon", help="Days over which need is counted.")
    ] = 180,
    tier: Annotated[Whole, Parameter(help="Needs of this tier and earlier; default all.")] = None,
    need_share: Annotated[float, Parameter(help="Part of the need that is asked for.")] = 1,
    level: Annotated[str, Parameter(help="End of every range: low, central, high.")] = "central",
    chart: Chart = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """What a pause costs in need that goes unmet, by its length, and when it is felt."""
    ask_and_draw(
        lambda case, progress: case.pause_cost(
            names([what] if what else None),
            start_on=start_on,
            days=days,
            lengths=numbers(lengths, "--lengths"),
            horizon_days=horizon_days,
            tier=tier,
            need_share=need_share,
            level=level,
            progress=progress,
            **asked.bounds(),
        ),
        where,
        output,
        chart,
    )
    return 0
