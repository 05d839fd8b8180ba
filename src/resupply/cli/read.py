"""`resupply read`: proposals from a document."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output, show
from resupply.cli.values import Words, flag, names
from resupply.core.errors import QuestionError


def read(
    document: Annotated[
        str | None,
        Parameter(
            help="A .txt, .html, .pdf, .docx or .eml file; - reads standard input.",
            allow_leading_hyphen=True,
        ),
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
    queue: Annotated[
        bool, flag("Put what was read on the case's review desk; a shipped case has none.")
    ] = False,
    by: Annotated[str, Parameter(help="With --queue: who brings the document.")] = "unattended",
    second: Annotated[
        list[str] | None,
        Parameter(
            help="With --queue: ask a second reader too, spacy or endpoint.",
            negative=(),
            consume_multiple=False,
        ),
    ] = None,
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """What a document says: who gave, needs, said, met; each with the words behind it.

    These are proposals: no book is touched. With --queue they wait for `resupply review`.
    """
    from resupply.case import reading

    if (document is None) == (batch is None):
        raise QuestionError(
            where="resupply read",
            what="it needs one document, or --batch with two files.",
            todo="resupply read article.txt, or resupply read --batch in.jsonl out.jsonl.",
        )
    if queue and document is not None:
        ask(
            lambda case: case.desk.read_file(
                document, published=published, by=by, second=second or ()
            ),
            where,
            output,
        )
        return 0
    if batch is not None:
        answer = reading.batch(*batch, kinds=names(kind))
        title = f"Read: {batch[0].name}"
    else:
        found = reading.reading(str(document), published=published, kinds=names(kind))
        answer = reading.answer(found)
        title = f"Read: {found.id}"
    show(answer, output, title=title, entries_command=None)
    return 0
