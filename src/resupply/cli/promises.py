"""`resupply promises`: what became of promises."""

from typing import Annotated

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, Picture, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import flag


def promises(
    *,
    curves: Annotated[bool, flag("How long they wait too, as reliability tells it.")] = False,
    chart: Chart = None,
    picture: Picture = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Promises one by one: kept, late, open, withdrawn; the on-time share by donor."""
    ask_and_draw(
        lambda case, _: case.promises(curves=curves, **asked.bounds()),
        where,
        output,
        chart,
        picture or ("curves" if curves else None),
    )
    return 0
