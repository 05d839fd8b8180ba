"""`resupply demo`: a walk through a case, one table a question. No logic of its own."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec
from cyclopts import Parameter

from resupply.cli.ask import entries_command
from resupply.cli.asked import IN_CASE, InCase

if TYPE_CHECKING:
    from resupply.case.case import Case
    from resupply.core.answer import Answer


class Step(NamedTuple):
    """One question of the walk.

    Args:
        question: As a person would put it.
        why: What to look for.
        command: The command that asks it.
        ask: The method that answers it.
        rows_max: Rows shown.
        parts: Further tables shown; None = all of the answer's.
    """

    question: str
    why: str
    command: str
    ask: "Callable[[Case], Answer]"
    rows_max: int = 10
    parts: Sequence[str] | None = None


STEPS = (
    Step(
        "Who gave most?",
        "What has been allocated: named goods or money set aside, beyond a promise.",
        "resupply rank --top 10",
        lambda case: case.rank(top=10),
    ),
    Step(
        "Who gave most for each of its people?",
        "The same amounts, divided by population: small neighbours come first.",
        "resupply rank --per head --top 10",
        lambda case: case.rank(per="head", top=10),
    ),
    Step(
        "Who gave most for what it can afford?",
        "The same amounts as a share of each donor's GDP.",
        "resupply rank --per gdp --top 10",
        lambda case: case.rank(per="gdp", top=10),
    ),
    Step(
        "What was promised and has not been set aside?",
        "The gap between a promise and an allocation, donor by donor.",
        "resupply balances",
        lambda case: case.balances(),
    ),
    Step(
        "What was set aside and has not arrived?",
        "In units, from the press: the tracker of step 4 says nothing of deliveries.",
        "resupply balances --dataset press --measure quantity --by donor,item",
        lambda case: case.balances(["donor", "item"], dataset=_told(case), measure="quantity"),
    ),
    Step(
        "Who has gone quiet?",
        "Each donor against its own past: months with nothing (gap) or far less (slump).",
        "resupply pauses",
        lambda case: case.pauses(),
    ),
    Step(
        "Which promises were kept?",
        "One by one, against the day they were due.",
        "resupply promises",
        lambda case: case.promises(),
    ),
    Step(
        "What will be set aside in the next three months?",
        "From the record alone, with its range; part of it stands promised already.",
        "resupply forecast --days 90",
        lambda case: case.forecast(days=90),
        rows_max=6,
    ),
    Step(
        "How long does the stock last?",
        "On hand over use. Where nobody published a count, a labelled assumption with its range.",
        "resupply stock",
        lambda case: case.stock(),
    ),
    Step(
        "And when does it run out, with what still comes?",
        "Chances by day; what use and stocks rest on is labelled where nobody published it.",
        "resupply stock-out",
        lambda case: case.stock_out(),
    ),
    Step(
        "Can the need be met, and what would help?",
        "The best plan there is, proven; with the ranges of what nobody published, and why short.",
        "resupply plan",
        lambda case: case.plan(),
        rows_max=6,
    ),
    Step(
        "What does a pause cost, and when is it felt?",
        "Everything else planned anew around it: the least it can cost.",
        "resupply pause-cost --days 60",
        lambda case: case.pause_cost(days=60),
    ),
    Step(
        "Where would the next half billion cut need most?",
        "Options with public sizes and prices; the others are listed, not weighed.",
        "resupply invest --budget 500e6",
        lambda case: case.invest(budget=500e6),
        rows_max=4,
        parts=("needs", "frontier"),
    ),
    Step(
        "Does a sentence hold?",
        "Where the book cannot say, the answer says so and gives the bound.",
        'resupply claim "Albania is one of the top ten per head"',
        lambda case: case.claim("Albania is one of the top ten per head"),
        rows_max=4,
    ),
    Step(
        "What is odd in these data?",
        "Nothing is hidden or mended in silence: each oddity has a place and a way out.",
        "resupply check",
        lambda case: case.check(),
    ),
    Step(
        "Has anyone altered the book?",
        "Every entry carries the hash of the one before it.",
        "resupply verify",
        lambda case: case.verify(),
    ),
)


def _told(case: "Case") -> str | None:
    """The dataset in which promises are followed one by one."""
    return case.settings.promises or case.settings.dataset


NEXT = (
    ("resupply rank --per gdp --group NATO --kind military", "another ranking"),
    ("resupply balances --by donor,kind --as-of 2023-12-31", "what was known two months before"),
    ("resupply sources --donor DNK --stage allocation", "the entries behind a figure"),
    ("resupply pauses --donor USA --json", "the same for a program"),
    ("resupply table facts --csv", "what was published on use, stocks and output"),
    ("resupply new my-case --from ukraine-2024", "a copy of your own to write in"),
)


def demo(
    *,
    serve: Annotated[
        bool, Parameter(help="Go on to serve the case, where a terminal waits.")
    ] = True,
    where: InCase = IN_CASE,
) -> int:
    """A walk through a case: one table a question, with the command that asks it."""
    case = where.open()
    try:
        _say(_introduction(case))
        for number, step in enumerate(STEPS, 1):
            _answer(case, number, step, where)
        _what_next(where)
    finally:
        case.close()
    if serve:
        _serve(where)
    return 0


def _serve(where: InCase) -> None:
    """Serve the case, where somebody can stop it; else say how it is served."""
    import sys

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _say(f"resupply serve{where.options}" + " shows it all in a browser.", dim=True)
        return
    from resupply.cli.serve import serve
    from resupply.core.errors import RefusedError

    with suppress(KeyboardInterrupt):  # that is how the walk ends
        try:
            serve(where=where)
        except RefusedError:  # the usual port is taken
            serve(port=0, where=where)


def _introduction(case: "Case") -> str:
    settings = case.settings
    day = f"as known on {settings.as_of}" if settings.as_of else "as known today"
    later = " Nothing announced later is counted." if settings.as_of else ""
    return (
        f"{settings.title or settings.name}\n"
        f"Every answer below is {day}.{later} Figures name their scope, their sources and what is "
        "not known."
    )


def _answer(case: "Case", number: int, step: Step, where: InCase) -> None:
    """One question; a case that cannot answer it says so, and the walk goes on."""
    from resupply.core.errors import ResupplyError
    from resupply.report.pages import Page, print_page

    _say(f"{number}. {step.question}", bold=True)
    _say(f"{step.why}\n$ {step.command}{where.options}", dim=True)
    try:
        answer = step.ask(case)
    except ResupplyError as error:
        _say(f"Not answered: {error.what} {error.todo}\n")
        return
    if step.parts is not None:
        kept = [part for part in answer.tables if part.name in step.parts]
        answer = msgspec.structs.replace(answer, tables=kept)
    page = Page(
        entries_command=entries_command(case, answer, where),
        rows_max=step.rows_max,
        examples=0,
        more="the command above shows them",
    )
    print_page(answer, page)


def _what_next(where: InCase) -> None:
    _say("What to try next", bold=True)
    width = max(len(command) for command, _ in NEXT)
    for command, meaning in NEXT:
        _say(f"  {command:<{width}}  {meaning}")
    if where.options:
        _say(f"  (each with{where.options})", dim=True)


def _say(words: str, *, bold: bool = False, dim: bool = False) -> None:
    from resupply.report.pages import print_words

    print_words(words, style="bold" if bold else "dim" if dim else "")
