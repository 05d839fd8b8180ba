"""`resupply check`: what is odd in the book."""

from typing import Annotated

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import flag


def check(
    *,
    strict: Annotated[bool, flag("Exit with 1 when there is an error or a warning.")] = False,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """What is odd in the book, and what to do about it."""
    answer = ask(lambda case: case.check(**asked.bounds()), where, output)
    return int(strict and any(f.level != "note" for f in answer.findings))
