"""`resupply survive`: how long each need survives a loss."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Most, Whole, Words, flag, names


def survive(
    *,
    without: Annotated[
        Words, Parameter(help="Lost together: donors, makers, places, legs. Default each alone.")
    ] = None,
    kinds: Annotated[
        Words, Parameter(help="Sorts of single losses: source, place, leg, maker.")
    ] = None,
    days: Annotated[Most, Parameter(help="Days looked at.")] = 180,
    tier: Annotated[Whole, Parameter(help="Needs of this tier and earlier; default all.")] = None,
    need_share: Annotated[float, Parameter(help="Part of the need that must be met, 1 = all.")] = 1,
    settle_days: Annotated[
        int,
        Parameter(help="First days whose need is not asked about, while goods are on their way."),
    ] = 0,
    level: Annotated[str, Parameter(help="End of every range: low, central, high.")] = "central",
    recover_days: Annotated[
        int,
        Parameter(help="Days after which it is mended, for what goes unmet; 0 leaves that out."),
    ] = 30,
    unaffected: Annotated[bool, flag("List losses that cost nothing too.")] = False,
    chart: Chart = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """How long every need is met in full after each loss, and when it is first short."""
    ask_and_draw(
        lambda case, progress: case.survive(
            without=names(without),
            kinds=names(kinds),
            days=days,
            tier=tier,
            need_share=need_share,
            settle_days=settle_days,
            unaffected=unaffected,
            level=level,
            recover_days=recover_days,
            progress=progress,
            **asked.bounds(),
        ),
        where,
        output,
        chart,
    )
    return 0
