"""`resupply rank`: donors by what they gave."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, Picture, ask_and_draw
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Whole


def rank(
    *,
    per: Annotated[str, Parameter(help="Divide by: total (nothing), head, gdp.")] = "total",
    top: Annotated[Whole, Parameter(help="How many rows; default all.")] = None,
    group: Annotated[
        str | None, Parameter(help="Only members of this group on the day, such as NATO.")
    ] = None,
    year: Annotated[
        Whole, Parameter(help="Year of the population or GDP; default the newest known.")
    ] = None,
    chart: Chart = None,
    picture: Picture = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Donors in order of what they gave: in all, per head, per GDP.

    What counts as given is --stage; default allocation.
    """
    ask_and_draw(
        lambda case, _: case.rank(per=per, top=top, group=group, year=year, **asked.bounds()),
        where,
        output,
        chart,
        picture,
    )
    return 0
