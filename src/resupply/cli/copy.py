"""`resupply copy`: the book into a file of its own, or into a database."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output


def copy(
    to: Annotated[str, Parameter(help="A new SQLite file, or an empty database: postgresql://...")],
    /,
    *,
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Copy the book, hash for hash, into a new file or an empty PostgreSQL database.

    The case is only read. A copy of a book that others write to is of one moment.
    """
    ask(lambda case: case.copy(to), where, output)
    return 0
