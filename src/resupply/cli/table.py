"""`resupply table`: a reference table of the case."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output


def table(
    name: Annotated[
        str, Parameter(help="Which: parties, items, places, legs, facts, production ...")
    ],
    /,
    *,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """A reference table as last stated by the day."""
    ask(lambda case: case.table(name, **asked.bounds()), where, output)
    return 0
