"""`resupply watch`: documents of a folder or a feed are read as they come."""

import time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Most, flag


def watch(
    path: Annotated[Path, Parameter(help="A folder of documents, or a feed file (Atom, RSS).")],
    *,
    once: Annotated[bool, flag("Look once and end.")] = False,
    every: Annotated[Most, Parameter(help="Seconds between two looks.")] = 10,
    by: Annotated[str, Parameter(help="Who brings the documents.")] = "unattended",
    second: Annotated[
        list[str] | None,
        Parameter(
            help="Ask a second reader too: spacy, or endpoint (RESUPPLY_ENDPOINT names its "
            "address, RESUPPLY_MODEL its model).",
            negative=(),
            consume_multiple=False,
        ),
    ] = None,
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Read documents as they come; what is read waits for review.

    A document is read once, and never while it is being written. The same story in many outlets is
    kept together, so that accepting it once is enough. Nothing is fetched from other machines.
    """
    while True:
        ask(lambda case: case.watch(path, by=by, second=second or ()), where, output)
        if once:
            return 0
        time.sleep(every)
