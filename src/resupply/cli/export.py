"""`resupply export`: the whole case as files."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.progress import bar
from resupply.cli.values import Day, flag


def export(
    path: Annotated[
        Path | None,
        Parameter(help="FILE.xlsx, FILE.json, or a folder to make. Default only counts."),
    ] = None,
    /,
    *,
    parquet: Annotated[bool, flag("Write the tables of a folder as Parquet files.")] = False,
    as_of: Annotated[
        Day, Parameter(help="Only what was known by this day; default the case's own.")
    ] = None,
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """All that was known on a day, as tables to open again here or with other programs.

    A folder and a workbook are cases: ask them with --case. Nothing is overwritten.
    """
    with bar() as progress:
        ask(
            lambda case: case.export(path, parquet=parquet, as_of=as_of, progress=progress),
            where,
            output,
        )
    return 0
