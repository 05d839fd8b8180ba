"""`resupply verify`: whether the book was altered."""

from typing import TYPE_CHECKING

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.progress import bar

if TYPE_CHECKING:
    from resupply.case.case import Case
    from resupply.core.answer import Answer


def verify(*, where: InCase = IN_CASE, output: Output = PEOPLE) -> int:
    """Whether the book agrees with its chain of hashes; names the first altered record.

    Exits with 1 when it does not.
    """
    answer = ask(_with_bar, where, output)
    return 0 if answer.result and answer.result["sound"] else 1


def _with_bar(case: "Case") -> "Answer":
    with bar() as progress:
        return case.verify(progress)
