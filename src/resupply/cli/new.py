"""`resupply new`: a case of one's own."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.output import PEOPLE, Output, show
from resupply.cli.values import flag


def new(
    dir: Annotated[  # the word users read in the help
        Path, Parameter(help="Folder to make; a name ending with .xlsx makes a workbook.")
    ],
    /,
    *,
    like: Annotated[
        str | None, Parameter(name="--from", help="Case to copy, such as ukraine-2024.")
    ] = None,
    xlsx: Annotated[bool, flag("Make one workbook instead of a folder.")] = False,
    output: Output = PEOPLE,
) -> int:
    """Make a case of your own: empty with explanations, or a copy of another.

    Nothing that is there already is overwritten.
    """
    from resupply.case.making import new_case

    answer = new_case(dir, like=like, xlsx=xlsx)
    show(answer, output, title="A case of your own.", entries_command=None)
    if answer.result and not (output.json or output.csv):
        print(f"Ask it:       resupply check --case {answer.result['path']}")
        if not like:
            print("Fill it in:   its README.md (or the sheet `read me`) says how")
    return 0
