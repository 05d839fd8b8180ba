"""`resupply audit`: who changed what over the network."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Day, Most


def audit(
    *,
    user: Annotated[str | None, Parameter(help="Only what this person did.")] = None,
    since: Annotated[Day, Parameter(help="Only from this day on (UTC).")] = None,
    most: Annotated[Most, Parameter(help="Newest first, at most so many.")] = 100,
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Who changed what, when, from where, and how it ended; newest first.

    The record is append-only. What is done on the command line of the machine itself is not in it,
    but for changes to accounts.
    """
    ask(lambda case: case.audit(user=user, since=since, most=most), where, output)
    return 0
