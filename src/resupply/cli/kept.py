"""What a question leaves in files besides its answer: workbooks, charts, maps."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resupply.core.answer import Answer


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
    answer: "Answer", *, xlsx: Path | None, geojson: Path | None, chart: Path | None
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
    keep_chart(answer, chart)


def keep_chart(answer: "Answer", chart: Path | None, which: str | None = None) -> None:
    """Draw an answer into a file, by its ending; `which` of its pictures, default the first."""
    if chart is None:
        return
    from resupply.report.charts import picture
    from resupply.report.write import write_new

    write_new(chart.parent, {chart.name: picture(answer, chart.suffix, chart=which)})
