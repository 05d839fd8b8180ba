"""`resupply lags`: how long commitments wait."""

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output


def lags(*, where: InCase = IN_CASE, asked: Asked = ALL, output: Output = PEOPLE) -> int:
    """How long commitments wait until they are allocated, matched first in, first out."""
    ask(lambda case: case.lags(**asked.bounds()), where, output)
    return 0
