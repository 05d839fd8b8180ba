"""`resupply stock`: on hand and days of supply."""

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output


def stock(*, where: InCase = IN_CASE, asked: Asked = ALL, output: Output = PEOPLE) -> int:
    """On hand, use per day and days of supply, by place and item, with ranges."""
    ask(lambda case: case.stock(**asked.bounds()), where, output)
    return 0
