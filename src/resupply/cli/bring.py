"""`resupply import`: a file of a source into the book."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.progress import bar
from resupply.cli.values import Day, flag

if TYPE_CHECKING:
    from resupply.case.case import Case
    from resupply.core.answer import Answer


def bring(
    kind: Annotated[
        str,
        Parameter(
            help="What it is: kiel (a release of the tracker), fts (flows of the UN's Financial "
            "Tracking Service), iati (activity files of aid publishers), sipri (an export of arms "
            "transfers) or sheet."
        ),
    ],
    file: Annotated[Path, Parameter(help="The file, or a folder of tables or pages.")],
    /,
    *,
    known_on: Annotated[
        Day,
        Parameter(
            help="Day the file was public; `--as-of` cuts on it. Of a sheet: day from which "
            "changes to rows already in the book are known; default today."
        ),
    ] = None,
    by: Annotated[
        str | None, Parameter(help="Who brings it in; default the user of this computer.")
    ] = None,
    dry_run: Annotated[bool, flag("Read and report; write nothing.")] = False,
    strict: Annotated[
        bool, flag("Write nothing and exit with 1 when a row would be left out.")
    ] = False,
    marked: Annotated[
        Path | None, Parameter(help="Write the workbook again here, with its bad cells marked.")
    ] = None,
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Bring a file of a source into a case's book.

    Only differences to what the book holds are written, as corrections. Rows that cannot be read
    are left out and told; the rest is taken. A shipped case is never written to: copy it first
    with `resupply new DIR --from CASE`.
    """

    def question(case: "Case") -> "Answer":
        with bar() as progress:
            return case.bring(
                kind,
                file,
                known_on=known_on,
                by=by,
                dry_run=dry_run,
                strict=strict,
                marked=marked,
                progress=progress,
            )

    ask(question, where, output)
    return 0
