"""`resupply plan`: what to send from where, which way, when."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.progress import bar
from resupply.cli.values import Day, Most, Words, flag, names


def plan(
    *,
    days: Annotated[Most, Parameter(help="How many days are planned.")] = 90,
    step: Annotated[
        str, Parameter(help="Periods: day, week, or mixed (two weeks of days, then weeks).")
    ] = "mixed",
    level: Annotated[
        str, Parameter(help="End of every range: low, central, high; all compares them.")
    ] = "all",
    scenario: Annotated[
        str | None, Parameter(help="A scenario of the case by name, or a file of one.")
    ] = None,
    take: Annotated[
        Words, Parameter(help="Rows the case offers but does not count on, or other readings.")
    ] = None,
    previous_on: Annotated[
        Day,
        Parameter(
            help="Plan again: what the plan made on this day has sent by --until stays on its way."
        ),
    ] = None,
    show: Annotated[
        str,
        Parameter(help="Only: shipments, needs, stock, unmet, why, assumptions, proof."),
    ] = "all",
    method: Annotated[
        str, Parameter(help="auto, exact (stage by stage) or large (one sum, gap proven).")
    ] = "auto",
    seconds: Annotated[
        float | None, Parameter(help="Longest time; the best plan by then, with its gap.")
    ] = None,
    unfair: Annotated[bool, flag("Do not even out the shares met at places.")] = False,
    xlsx: Annotated[Path | None, Parameter(help="Write a workbook of all tables.")] = None,
    geojson: Annotated[Path | None, Parameter(help="Write the flows as GeoJSON.")] = None,
    chart: Annotated[
        Path | None, Parameter(help="Draw the shipments: FILE.svg or FILE.png.")
    ] = None,
    picture: Annotated[
        str | None,
        Parameter(help="Which picture: gantt, flow, stock, needs, why ...; default the first."),
    ] = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """What to send from where, which way, when; what stays short, and why."""
    from resupply.cli.kept import can_be_kept, keep_plan

    can_be_kept(chart, xlsx, geojson)
    with bar() as progress:
        answer = ask(
            lambda case: case.plan(
                days=days,
                step=step,
                level=level,
                scenario=scenario,
                take=names(take),
                previous_on=previous_on,
                show=show,
                method=method,
                seconds=seconds,
                fair=not unfair,
                progress=progress,
                **asked.bounds(),
            ),
            where,
            output,
        )
    keep_plan(answer, xlsx=xlsx, geojson=geojson, chart=chart, picture=picture)
    return 0
