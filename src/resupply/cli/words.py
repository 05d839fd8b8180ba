"""`resupply words`: from an entry back to the words it was made of."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output


def words(
    name: Annotated[
        str,
        Parameter(help="Id of an entry, as `resupply sources` lists it, or of a row of a table."),
    ],
    *,
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """The words an entry or row was made of, marked in what stands around them."""
    if output.json or output.csv:
        ask(lambda case: case.words(name), where, output)
        return 0
    from resupply.report.review import print_words

    case = where.open()
    try:
        print_words(case.words(name))
    finally:
        case.close()
    return 0
