"""`resupply read`: proposals from a document."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.output import PEOPLE, Output, show
from resupply.cli.values import Words, names
from resupply.core.errors import QuestionError


def read(
    document: Annotated[
        str | None,
        Parameter(help="A .txt, .html, .pdf, .docx or .eml file; - reads standard input."),
    ] = None,
    /,
    *,
    published: Annotated[
        str | None, Parameter(help="Day it was published (2024-02-28), or its month or year.")
    ] = None,
    kind: Annotated[
        Words,
        Parameter(
            help="Only these kinds: dateline, quote, event, aid, need, claim, delay, production."
        ),
    ] = None,
    batch: Annotated[
        tuple[Path, Path] | None,
        Parameter(
            help="Read lines {id, published, text} of a file, write lines {id, records} to another."
        ),
    ] = None,
    output: Output = PEOPLE,
) -> int:
    """What a document says: who gave, needs, said, met; each with the words behind it.

    These are proposals: no book is touched. `resupply review` takes them in after a look.
    """
    from resupply.case import reading

    if (document is None) == (batch is None):
        raise QuestionError(
            where="resupply read",
            what="it needs one document, or --batch with two files.",
            todo="resupply read article.txt, or resupply read --batch in.jsonl out.jsonl.",
        )
    if batch is not None:
        answer = reading.batch(*batch, kinds=names(kind))
        title = f"Read: {batch[0].name}"
    else:
        found = reading.reading(str(document), published=published, kinds=names(kind))
        answer = reading.answer(found)
        title = f"Read: {found.id}"
    show(answer, output, title=title, entries_command=None)
    return 0
