"""`resupply review`: what was read from documents waits here for a person."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Whole, flag

if TYPE_CHECKING:
    from resupply.case.case import Case
    from resupply.core.answer import Answer

app = App(
    name="review",
    help="Proposals read from documents: list, show, accept, edit, reject, split, merge, undo.\n\n"
    "Nothing enters the book unreviewed. Without a command: those that wait.",
)


def _number(text: str) -> Any:
    return Parameter(help=text, show_default=False)


Number = Annotated[int, _number("Number of the proposal, as `resupply review` lists it.")]
By = Annotated[str, Parameter(help="Who decides; kept with the decision.")]
Why = Annotated[str, Parameter(help="Why; kept with the decision.", show_default=False)]
Set = Annotated[
    list[str] | None,
    Parameter(
        name="--set",
        help="A field and its value, such as --set item=155mm; empty (unit=) makes it unknown.",
        negative=(),
        consume_multiple=False,
    ),
]


@app.default
def review(
    *,
    status: Annotated[
        str,
        Parameter(help="open, accepted, rejected, split, told_again, or all."),
    ] = "open",
    document: Annotated[Whole, Parameter(help="Only those of this document.")] = None,
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Proposals that wait for a person, with the words they were read from."""
    ask(lambda case: case.review(status=status, document=document), where, output)
    return 0


@app.command
def show(number: Number, *, where: InCase = IN_CASE, output: Output = PEOPLE) -> int:
    """One proposal: its words, its fields, what it would become, lines it may belong to."""
    if output.json or output.csv:
        return _done(lambda case: case.review(number), where, output)
    from resupply.report.review import print_proposal

    case = where.open()
    try:
        print_proposal(case.review(number))
    finally:
        case.close()
    return 0


@app.command
def documents(*, where: InCase = IN_CASE, output: Output = PEOPLE) -> int:
    """Documents at the desk; those that tell one story stand together."""
    return _done(lambda case: case.desk.documents(), where, output)


@app.command
def decisions(
    number: Annotated[Whole, _number("Only those on this proposal.")] = None,
    *,
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """What was decided: who, when, from what to what, why."""
    return _done(lambda case: case.desk.decisions(number), where, output)


@app.command
def accept(
    number: Number,
    *,
    by: By,
    changes: Set = None,
    line: Annotated[
        str | None, Parameter(help="Line of the book it belongs to; else a new one begins.")
    ] = None,
    again: Annotated[
        bool, flag("Book it though another outlet's proposal that tells the same is booked.")
    ] = False,
    new_names: Annotated[bool, flag("Take names the case does not know.", name="--new")] = False,
    why: Why = "",
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Put a proposal into the book: one append, with its source and its words.

    The same told by other outlets is not booked again.
    """
    given = pairs("--set", changes or [])
    return _done(
        lambda case: case.desk.accept(
            number, by=by, line=line, changes=given, again=again, new_names=new_names, why=why
        ),
        where,
        output,
    )


@app.command
def edit(
    number: Number,
    *,
    by: By,
    changes: Set = None,
    why: Why = "",
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Change fields of a proposal before it is decided."""
    given = pairs("--set", changes or [])
    return _done(lambda case: case.desk.edit(number, by=by, changes=given, why=why), where, output)


@app.command
def reject(
    number: Number, *, by: By, why: Why = "", where: InCase = IN_CASE, output: Output = PEOPLE
) -> int:
    """Put a proposal aside; say why."""
    return _done(lambda case: case.desk.reject(number, by=by, why=why), where, output)


@app.command
def split(
    number: Number,
    *,
    by: By,
    part: Annotated[
        list[str],
        Parameter(
            help="One part, by the fields that differ: --part 'donor=DNK; amount=30000000'.",
            negative=(),
            consume_multiple=False,
        ),
    ],
    why: Why = "",
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Make several proposals of one; quantities and amounts are given with each part."""
    parts = [pairs("--part", [w for w in p.split(";") if w.strip()]) for p in part]
    return _done(lambda case: case.desk.split(number, by=by, parts=parts, why=why), where, output)


@app.command
def merge(
    number: Number,
    *,
    by: By,
    line: Annotated[str, Parameter(help="Line of the book it belongs to.")],
    why: Why = "",
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Say to which line of the book it belongs; accepting it books it there."""
    return _done(lambda case: case.desk.merge(number, by=by, line=line, why=why), where, output)


@app.command
def same(
    number: Number,
    *,
    by: By,
    same_as: Annotated[int, Parameter(name="--as", help="The proposal that tells the same.")],
    why: Why = "",
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Say that another proposal tells the same, so that it is booked once."""
    return _done(
        lambda case: case.desk.same(number, by=by, same_as=same_as, why=why), where, output
    )


@app.command
def undo(
    number: Number, *, by: By, why: Why = "", where: InCase = IN_CASE, output: Output = PEOPLE
) -> int:
    """Take back the last decision on a proposal that is not in the book."""
    return _done(lambda case: case.desk.undo(number, by=by, why=why), where, output)


def pairs(option: str, given: list[str]) -> dict[str, str]:
    """Fields and values of `field=value` words.

    Raises:
        RefusedError: A word without the sign.

    Example:
        >>> pairs("--set", ["item=155mm", "unit="])
        {'item': '155mm', 'unit': ''}
    """
    from resupply.core.errors import RefusedError

    out = {}
    for word in given:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise RefusedError(
                where=f"{option} {word}",
                what="it is no field with a value.",
                todo=f"write {option} field=value, such as {option} item=155mm.",
            )
        out[name.strip()] = value.strip()
    return out


def _done(question: "Callable[[Case], Answer]", where: InCase, output: Output) -> int:
    ask(question, where, output)
    return 0
