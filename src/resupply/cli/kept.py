"""What a question leaves in files besides its answer: workbooks, charts, maps."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import InCase
from resupply.cli.output import Output
from resupply.cli.progress import bar

if TYPE_CHECKING:
    from resupply.case.case import Case
    from resupply.core.answer import Answer
    from resupply.core.progress import Progress

#: A picture of the answer, where it is asked for.
Chart = Annotated[Path | None, Parameter(help="Draw it: FILE.svg or FILE.png.")]
#: Which picture, where an answer has several.
Picture = Annotated[
    str | None, Parameter(help="Which picture, where there are several; default the first.")
]


def ask_and_draw(
    question: "Callable[[Case, Progress], Answer]",
    where: InCase,
    output: Output,
    chart: Path | None,
    picture: str | None = None,
) -> None:
    """Ask, print, and draw into a file, which is refused before the work where it cannot be.

    Args:
        question: One method of the case, with its arguments, told how far it is.
        where: Which case.
        output: In which form it is printed.
        chart: The picture's file; None = no picture.
        picture: Which of the answer's pictures; None = its first.

    Raises:
        ResupplyError: The case, the question or the file was refused.
    """
    can_be_kept(chart)
    with bar() as progress:
        answer = ask(lambda case: question(case, progress), where, output)
    keep_chart(answer, chart, picture)


def can_be_kept(chart: Path | None, *others: Path | None) -> None:
    """Refuse files that could not be written before the work for them is done.

    Raises:
        RefusedError: A name is taken.
        QuestionError: The chart's ending is none of a picture.
    """
    from resupply.report.write import refuse_taken

    if chart is not None:
        from resupply.report.charts import form_of

        form_of(chart.suffix)
    for path in (chart, *others):
        if path is not None:
            refuse_taken(path)


def keep_plan(
    answer: "Answer",
    *,
    xlsx: Path | None,
    geojson: Path | None,
    chart: Path | None,
    picture: str | None = None,
) -> None:
    """Write the files that were asked for; nothing that is there is ever overwritten."""
    if xlsx is not None:
        from resupply.report.plan_workbook import workbook
        from resupply.report.write import write_new

        write_new(xlsx.parent, {xlsx.name: workbook(answer)})
    if geojson is not None:
        from resupply.report.geojson import flows
        from resupply.report.write import write_new

        write_new(geojson.parent, {geojson.name: flows(answer)})
    keep_chart(answer, chart, picture)


def keep_chart(answer: "Answer", chart: Path | None, which: str | None = None) -> None:
    """Draw an answer into a file, by its ending; `which` of its pictures, default the first."""
    if chart is None:
        return
    from resupply.report.chart_list import picture
    from resupply.report.write import write_new

    write_new(chart.parent, {chart.name: picture(answer, chart.suffix, chart=which)})
