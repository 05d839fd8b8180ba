"""`resupply sources`: the entries behind a figure."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Most


def sources(
    *,
    most: Annotated[Most, Parameter(help="How many entries to list, newest first.")] = 100,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """The entries behind a figure, and who said so: ask with the figure's own bounds."""
    ask(lambda case: case.sources(most=most, **asked.bounds()), where, output)
    return 0
