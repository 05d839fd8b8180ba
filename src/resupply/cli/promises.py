"""`resupply promises`: what became of promises."""

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output


def promises(*, where: InCase = IN_CASE, asked: Asked = ALL, output: Output = PEOPLE) -> int:
    """Promises one by one: kept, late, open, withdrawn; the on-time share by donor."""
    ask(lambda case: case.promises(**asked.bounds()), where, output)
    return 0
