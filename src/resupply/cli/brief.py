"""`resupply brief`: two pages for people who read no more."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.progress import bar


def brief(
    file: Annotated[
        Path | None, Parameter(help="Write it: FILE.pdf or FILE.docx. Default only lists it.")
    ] = None,
    /,
    *,
    sort: Annotated[str, Parameter(help="Which brief: supply, production.")] = "supply",
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Two pages on one day's knowledge: each figure with its sources and its command."""
    with bar() as progress:
        ask(
            lambda case: case.brief(sort=sort, file=file, progress=progress, **asked.bounds()),
            where,
            output,
        )
    return 0
