"""`resupply engagements`: what was said at meetings, and what became of it."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output


def engagements(
    *,
    ics: Annotated[
        Path | None, Parameter(help="Also write meetings and due days as a calendar file (.ics).")
    ] = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Visits, summits and forums: what was promised, asked and said there, and how it stands."""
    ask(lambda case: case.engagements(ics=ics, **asked.bounds()), where, output)
    return 0
