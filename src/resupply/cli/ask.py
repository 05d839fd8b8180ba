"""What every question does: open the case, ask, print."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from resupply.cli.asked import InCase
from resupply.cli.output import Output, show
from resupply.cli.verbs import verb

if TYPE_CHECKING:
    from resupply.case.case import Case
    from resupply.core.answer import Answer

#: Questions whose figures are sums of entries, so that `sources` lists what is behind them.
_SUMS = ("balances", "rank", "pauses", "lags")


def ask(question: "Callable[[Case], Answer]", asked: InCase, output: Output) -> "Answer":
    """Open the case, ask it and print the answer.

    Args:
        question: One method of the case, with its arguments.
        asked: Which case.
        output: In which form.

    Raises:
        ResupplyError: The case or the question was refused.
    """
    case = asked.open()
    try:
        answer = question(case)
        command = entries_command(case, answer, asked)
        show(answer, output, title=verb(answer.question).meaning, entries_command=command)
        return answer
    finally:
        case.close()


def entries_command(case: "Case", answer: "Answer", asked: InCase) -> str | None:
    """The command that lists the entries behind an answer."""
    from resupply.report.commands import with_scope

    if answer.question not in _SUMS:
        return None
    return with_scope(f"resupply sources{asked.options}", answer.scope, case.scope())
