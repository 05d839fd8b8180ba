"""A proposal for people: the words on one side, what was read from them on the other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from resupply.core.answer import Answer
from resupply.core.words import figured
from resupply.report.figures import UNKNOWN, plain
from resupply.report.pages import console, write

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

#: From this length on, what stands around the words was cut off [letters].
_CUT = 240
_BREAKS = re.compile(r"[ \t]*(?:[\r\n]+[ \t]*)+")
#: Fields of what a proposal would become that say nothing to a reviewer.
_DULL = ("id", "known_on", "source_id", "note", "known_precision", "table", "basis", "phase")


def print_proposal(answer: Answer) -> None:
    """Print one proposal beside its words, with what a reviewer needs to decide."""
    _print(_proposal(answer))


def print_words(answer: Answer) -> None:
    """Print the words behind an entry, marked in their place."""
    _print(_words(answer))


def _print(parts: "Iterator[RenderableType]") -> None:
    screen = console()
    with screen.capture() as captured:
        for part in parts:
            screen.print(part)
    write(captured.get())


def _proposal(answer: Answer) -> "Iterator[RenderableType]":
    from rich.text import Text

    told = answer.result or {}
    document = told["document"]
    yield Text(plain(answer.sentence), style="bold")
    yield _dim(", ".join(str(document[n]) for n in ("title", "publisher", "published", "url")
                         if document[n]))  # fmt: skip
    yield Text()
    yield _side_by_side(told)
    for title, lines in _below(told):
        if lines:
            yield Text(f"\n{title}")
            for line in lines:
                yield Text(plain(f"  {line}"))
    yield Text()
    yield _dim(_next(told))


def _side_by_side(told: Mapping[str, Any]) -> "RenderableType":
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), expand=True)
    table.add_column("The words", ratio=11)
    table.add_column("What was read", ratio=9)
    table.add_row(_marked(told), _fields(told))
    return table


def _marked(told: Mapping[str, Any]) -> "Text":
    """The words between double brackets, which no terminal's colours are needed to see."""
    from rich.text import Text

    before, after = _flat(told["before"]), _flat(told["after"])
    return Text.assemble(
        (f"... {before}" if told["start"] > len(told["before"]) else before, "dim"),
        (f"[[{_flat(told['excerpt'])}]]", "bold"),
        (f"{after} ..." if len(after) >= _CUT else after, "dim"),
    )


def _flat(text: str | None) -> str:
    """Text on one line; a stroke where the document begins a new one."""
    return plain(_BREAKS.sub(" / ", text or "").removesuffix(" / "))


def _fields(told: Mapping[str, Any]) -> "RenderableType":
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    theirs = {(r["field"], r["reader"]): r for r in told.get("readers") or ()}
    for name, value in told["fields"].items():
        grid.add_row(f"{name}", plain(_said(value)))
        for (field, reader), row in theirs.items():
            if field == name and not row["agree"]:
                grid.add_row("", plain(f"! {reader} reads {_said(row['theirs'])}"))
    for (field, reader), row in theirs.items():
        if field not in told["fields"]:
            grid.add_row(field, plain(f"? only {reader} reads {_said(row['theirs'])}"))
    grid.add_row("", "")
    for reader, fields in _agreeing(told).items():
        grid.add_row(reader, plain(f"agrees on {', '.join(fields)}"))
    grid.add_row("rule", plain(f"{told['rule']} ({told['reader']})"))
    grid.add_row("because", plain(told["reason"]))
    return grid


def _agreeing(told: Mapping[str, Any]) -> dict[str, list[str]]:
    """Fields of which a second reader says the same, by reader."""
    agreed: dict[str, list[str]] = {}
    for row in told.get("readers") or ():
        if row["agree"]:
            agreed.setdefault(row["reader"], []).append(row["field"])
    return agreed


def _said(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_said(v) for v in value)
    return UNKNOWN if value is None else figured(value)


def _below(told: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    yield "Mind:", told["flags"]
    became = told["would_become"]
    if became:
        yield (
            f"Accepted it becomes, in the table {became['table']}:",
            [
                f"{k} {_said(v)}"
                for k, v in became.items()
                if k not in _DULL and v not in (None, [])
            ],
        )
    if told["hindrance"]:
        yield "It cannot be accepted as it is:", [told["hindrance"]["what"],
                                                 told["hindrance"]["todo"]]  # fmt: skip
    yield (
        "Lines it may belong to (accept it there with --line):",
        [
            f"{line['score']:.2f}  {line['line_id']}  ({line['why']})"
            for line in told["may_belong_to"]
        ],
    )
    yield (
        "The same in other documents:",
        [f"proposal {s['number']} of document {s['document']}, {s['status'].replace('_', ' ')}: "
         f"{_flat(s['words'])[:80]}" for s in told["same_story"]],
    )  # fmt: skip
    yield "Decided:", [_decision(d) for d in told["decisions"]]


def _decision(told: Mapping[str, Any]) -> str:
    why = f" ({told['why']})" if told["why"] else ""
    return f"{told['at'][:16]} {told['by']}: {told['action']}, {told['changes']}{why}"


def _next(told: Mapping[str, Any]) -> str:
    number = told["number"]
    if told["status"] == "open":
        return (
            f"resupply review accept {number} --by NAME [--set field=value] [--line LINE], or "
            f"edit, reject, split, merge, same.\nFields: {', '.join(told['can_be_set'])}."
        )
    if told["status"] == "accepted":
        return f"resupply words {told['booked'][0]} leads from the book back to these words."
    return f"resupply review undo {number} --by NAME takes the last decision back."


def _words(answer: Answer) -> "Iterator[RenderableType]":
    from rich.text import Text

    told = answer.result or {}
    yield Text(plain(answer.sentence), style="bold")
    if told["url"]:
        yield _dim(told["url"])
    if told["excerpt"] is not None:
        yield Text()
        yield _marked(told)
        yield Text()
        yield Text(plain("Read as: " + ", ".join(f"{k} {_said(v)}" for k, v in
                                                 (told["fields"] or {}).items())))  # fmt: skip
        yield _dim(f"Rule {told['rule']} ({told['reader']}): {told['reason']}")
        if told["reviewed"]:
            yield _dim(f"Accepted by {told['reviewed']['by']}, {told['reviewed']['at']}.")
    elif told["note"]:
        yield Text(plain(f"Note: {told['note']}"))
    yield Text()


def _dim(words: str) -> "Text":
    from rich.text import Text

    return Text(plain(words), style="dim")
