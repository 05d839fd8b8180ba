"""`resupply entries` and `resupply entry`: the book itself."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Whole


def entries(
    *,
    line: Annotated[str | None, Parameter(help="Of this line alone.")] = None,
    find: Annotated[
        str, Parameter(help="Words in the names of its party, item, place, source, line.")
    ] = "",
    order: Annotated[
        str,
        Parameter(
            help="entered, known, happened, value, quantity, donor, stage; -known: latest first.",
            allow_leading_hyphen=True,
        ),
    ] = "-entered",
    most: Annotated[Whole, Parameter(help="Entries listed, 1 to 1,000.")] = 50,
    skip: Annotated[int, Parameter(help="Entries passed over before them.")] = 0,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Every entry of the book, corrections too: a page of them, in any order."""
    ask(
        lambda case: case.entries(
            line=line,
            find=find,
            order=order,
            most=50 if most is None else most,
            skip=skip,
            **asked.bounds(),
        ),
        where,
        output,
    )
    return 0


def entry(
    name: Annotated[str, Parameter(help="Its id, as `resupply entries` lists it.")],
    /,
    *,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """One entry whole: what it says, who entered it, what corrects it, where it stands."""
    ask(lambda case: case.entry(name, **asked.bounds()), where, output)
    return 0
