"""`resupply claim`: a sentence checked against the book."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from resupply.core.answer import Answer

_ROWS_MAX = 12
_STYLES = {"holds": "green", "does_not_hold": "red", "depends": "yellow", "not_verifiable": "cyan"}
_VERDICTS = {
    "holds": "HOLDS",
    "does_not_hold": "DOES NOT HOLD",
    "depends": "DEPENDS",
    "not_verifiable": "NOT VERIFIABLE",
}
#: What goes first where a table has no room.
_FIRST_TO_GO = (
    "table",
    "confidence",
    "since",
    "group",
    "other",
    "amount",
    "currency",
    "item",
    "per",
)


def claim(
    *text: Annotated[
        str, Parameter(help="The sentence; quotation marks keep signs from the shell.")
    ],
    file: Annotated[Path | None, Parameter(help="A text file with one claim a line.")] = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """Check a claim: it holds, does not, depends on how it is read, or cannot be verified.

    With the table behind the verdict, and the nearest statement that is true.
    """
    case = where.open()
    try:
        answer = case.claim(" ".join(text) if text else None, file=file, **asked.bounds())
    finally:
        case.close()
    if output.json or output.csv:
        show(answer, output, title="", entries_command=None)
    else:
        _print(answer, everything=output.all_rows)
    return 0


def _print(answer: "Answer", *, everything: bool) -> None:
    from resupply.report.pages import console, write

    screen = console()
    claims: Sequence[Mapping[str, Any]] = (answer.result or {}).get("claims", ())
    with screen.capture() as captured:
        for number, one in enumerate(claims, 1):
            rows = [r for r in answer.rows if r["claim"] == number]
            for part in _one(one, rows, answer, screen.width, everything):
                screen.print(part)
        for part in _foot(answer):
            screen.print(part)
    write(captured.get())


def _one(
    one: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    answer: "Answer",
    width: int,
    everything: bool,
) -> Iterator["RenderableType"]:
    from rich.text import Text

    verdict = one["verdict"]
    head = Text(_VERDICTS[verdict], style=f"bold {_STYLES[verdict]}")
    yield head.append(f": {one['text']}", style="bold")
    yield Text(one["why"])
    if one["bound"]:
        yield Text(one["bound"]["sentence"])
    yield from _table(rows, answer, width, everything)
    for reason in one["reasons"]:
        yield Text(f"Perhaps: {reason['what']}")
    if one["nearest"]:
        yield Text("Nearest true statement: ").append(one["nearest"], style="italic")
    if one["missing"]:
        yield Text(f"Missing: {one['missing']}")
    for name, taken in one["assumed"].items():
        yield Text(f"Taken: {name}: {taken}.", style="dim")
    yield Text()


def _table(
    rows: Sequence[Mapping[str, Any]], answer: "Answer", width: int, everything: bool
) -> Iterator["RenderableType"]:
    from msgspec import structs
    from rich.text import Text

    from resupply.report.tables import lay_out

    rows = [{**r, "agrees": _yes(r["agrees"])} for r in rows if r["part"] != "nothing"]
    if not rows:
        return
    shown = rows if everything else rows[:_ROWS_MAX]
    used = [c for c in answer.columns if any(r[c.name] not in (None, "", []) for r in shown)]
    alike = {c.name for c in used if len({str(r[c.name]) for r in shown}) == 1 < len(shown)}
    hidden = {"claim", *(alike & {"name", "kind", "per", "group", "shares", "stage"})}
    columns = [structs.replace(c, shown=c.shown and c.name not in hidden) for c in used]
    laid = lay_out(columns, shown, width=width, first_to_go=_FIRST_TO_GO)
    yield Text()
    yield laid.table
    notes = list(laid.notes)
    if len(shown) < len(rows):
        notes.append(f"{len(rows) - len(shown)} more rows: --all shows them.")
    if notes:
        yield Text(" ".join(notes), style="dim")
    yield Text()


def _yes(agrees: bool | None) -> str | None:
    return None if agrees is None else "yes" if agrees else "no"


def _foot(answer: "Answer") -> Iterator["RenderableType"]:
    from rich.text import Text

    for finding in answer.findings:
        yield Text(f"{finding.where}: {finding.what} todo: {finding.todo}", style="yellow")
    yield Text(f"Scope: {answer.scope.sentence()}.", style="dim")
    for warning in answer.warnings:
        yield Text(f"Mind: {warning}", style="yellow")
    if answer.sources:
        named = ", ".join(list(answer.sources)[:6])
        more = f" and {len(answer.sources) - 6} more" if len(answer.sources) > 6 else ""
        yield Text(f"Sources: {named}{more} (--json names them).", style="dim")
