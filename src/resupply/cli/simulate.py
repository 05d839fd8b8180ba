"""`resupply simulate`: how needs fare over thousands of runs."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, Picture, can_be_kept, keep_chart
from resupply.cli.output import PEOPLE, Output
from resupply.cli.progress import bar
from resupply.cli.stopping import STOPPED, stoppable
from resupply.cli.values import Most, Words, flag, names


def simulate(
    *,
    runs: Annotated[
        Most, Parameter(help="How many runs; with --half-width at most so many.")
    ] = 1000,
    seed: Annotated[int, Parameter(help="Of all chance: the same seed, the same numbers.")] = 1,
    days: Annotated[Most, Parameter(help="Days simulated.")] = 180,
    policy: Annotated[
        str, Parameter(help="How it is decided what is sent: plan, push, base_stock.")
    ] = "plan",
    leads: Annotated[
        str, Parameter(help="How lead times are drawn: triangle, lognormal, gamma, fixed.")
    ] = "triangle",
    on_off: Annotated[
        Words, Parameter(help="Donors that stop and go on as their record shows.")
    ] = None,
    cover_days: Annotated[
        float, Parameter(help="For base_stock: days of need each place is kept supplied for.")
    ] = 30,
    half_width: Annotated[
        float | None,
        Parameter(help="Run until the share met is known to so many percentage points."),
    ] = None,
    by: Annotated[
        str, Parameter(help="Rows: need, figure (what the spread comes from), day (the stock).")
    ] = "need",
    shocks: Annotated[bool, flag("Every single loss, with the same luck.")] = False,
    need_share: Annotated[float, Parameter(help="Part of the need that is asked for.")] = 1,
    workers: Annotated[
        int | None, Parameter(help="Threads; the numbers do not depend on it.")
    ] = None,
    cluster: Annotated[
        str | None, Parameter(help="Dask scheduler for --shocks: tcp://host:port, or local.")
    ] = None,
    keep: Annotated[
        Path | None, Parameter(help="Folder in which finished pieces of --shocks are kept.")
    ] = None,
    chart: Chart = None,
    picture: Picture = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """How each need fares over many runs, day by day, under uncertain times and figures."""
    can_be_kept(chart)
    with stoppable() as stop, bar() as progress:
        answer = ask(
            lambda case: case.simulate(
                runs=runs,
                seed=seed,
                days=days,
                policy=policy,
                leads=leads,
                on_off=names(on_off),
                cover_days=cover_days,
                half_width_percent=half_width,
                by=by,
                shocks=shocks,
                need_share=need_share,
                workers=workers,
                cluster=cluster,
                keep=keep,
                progress=progress,
                stop=stop,
                **asked.bounds(),
            ),
            where,
            output,
        )
    keep_chart(answer, chart, picture)
    return STOPPED if stop() else 0
