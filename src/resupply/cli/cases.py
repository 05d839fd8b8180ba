"""`resupply cases`: the cases that came with the program."""

from resupply.cli.output import PEOPLE, Output, show
from resupply.cli.verbs import verb
from resupply.core.answer import Answer, Column
from resupply.core.scope import Scope


def cases(*, output: Output = PEOPLE) -> int:
    """The cases that came with the program; `--case` takes their names."""
    import resupply

    found = resupply.cases()
    answer = Answer(
        question="cases",
        scope=Scope(),
        columns=[
            Column(name="name", title="Case"),
            Column(name="title", title="What it is"),
            Column(name="as_of", title="Known by"),
        ],
        rows=found,
        sentence=f"{len(found)} cases came with the program; ask one with --case NAME.",
    )
    show(answer, output, title=verb("cases").meaning, entries_command=None)
    return 0
