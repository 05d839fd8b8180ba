"""`resupply pauses`: who has gone quiet."""

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output


def pauses(*, where: InCase = IN_CASE, asked: Asked = ALL, output: Output = PEOPLE) -> int:
    """Who has gone quiet: gaps and slumps, each donor against its own past.

    What counts as given is --stage; default allocation.
    """
    ask(lambda case: case.pauses(**asked.bounds()), where, output)
    return 0
