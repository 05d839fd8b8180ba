"""How an answer leaves: a table for people, JSON or CSV for programs."""

import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from cyclopts import ArgumentCollection, Group, Parameter

from resupply.cli.values import BadValueError, flag

if TYPE_CHECKING:
    from resupply.core.answer import Answer


def _one_form(arguments: ArgumentCollection) -> None:
    """Refuse two forms at once."""
    given = [a.name for a in arguments if a.tokens]
    if len(given) > 1:
        raise BadValueError(
            f"{' and '.join(given)} cannot both be printed.", "ask for one form at a time."
        )


_GROUP = Group("Output", sort_key=9)
_ONE = Group("Form", show=False, validator=_one_form)


@Parameter(name="*", group=_GROUP)
@dataclass(frozen=True, kw_only=True)
class Output:
    """In which form the answer is printed."""

    json: Annotated[bool, flag("Print one JSON object.", group=(_GROUP, _ONE))] = False
    csv: Annotated[bool, flag("Print the rows as CSV, all columns.", group=(_GROUP, _ONE))] = False
    all_rows: Annotated[bool, flag("Print every row of a long table.", name="--all")] = False


#: A table for people.
PEOPLE = Output()


def show(answer: "Answer", output: Output, *, title: str, entries_command: str | None) -> None:
    """Print an answer.

    Args:
        answer: The answer.
        output: In which form.
        title: Heading for people.
        entries_command: The command that lists the entries behind it, where there is one.
    """
    if output.json or output.csv:
        from resupply.report import plain

        text = plain.json_text(answer) if output.json else plain.csv_text(answer)
        _write_utf8(text)
        return
    from resupply.report.pages import Page, print_page

    page = Page(title=title, entries_command=entries_command)
    if output.all_rows:
        page = page._replace(rows_max=None, examples=None)
    print_page(answer, page)


def _write_utf8(text: str) -> None:
    """Programs read UTF-8, whatever the terminal speaks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)
