"""The answer to "what does each failure do, over many runs", from a sweep."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.simulate import asked as asking
from resupply.simulate.asked import Shocked
from resupply.simulate.failures import single
from resupply.simulate.measure import Mean
from resupply.simulate.runs import refuse_odd
from resupply.simulate.sweep import Swept, pieces, shocks_of, sweep


def answer(
    view: View,
    scope: Scope,
    shocked: Shocked,
    *,
    runs: int,
    seed: int = 1,
    policy: str = "plan",
    leads: str = "triangle",
    workers: int | None = None,
    cluster: str | None = None,
    keep: Path | None = None,
    progress: Progress = silent,
    stop: Callable[[], bool] | None = None,
) -> Answer:
    """Every single failure, with the same luck, against the network as it is.

    Args:
        view: The book, for names.
        scope: Bounds, printed with the answer.
        shocked: The network asked about.
        runs: Runs of each failure.
        seed: Of all chance.
        policy: How it is decided what is sent; a plan does not know of the failure.
        leads: Shape in which lead times are drawn.
        workers: Threads, or processes of a local cluster.
        cluster: Address of a Dask scheduler, `local`, or None.
        keep: Folder of finished pieces.
        progress: Told of finished pieces.
        stop: Asked between pieces.

    Raises:
        QuestionError: No runs, no cluster at the address, or nothing was done.
    """
    refuse_odd(runs, seed, workers)
    network = shocked.network
    work = pieces(
        shocks_of(network, single(network)),
        days=shocked.problem.calendar.days,
        runs=runs,
        policy=policy,
        leads=leads,
        seed=seed,
        plan_of=network if policy == "plan" else None,
    )
    found = sweep(work, keep=keep, cluster=cluster, workers=workers, progress=progress, stop=stop)
    base, *rest = found
    rest.sort(key=lambda s: -(s.more_days.value if s.more_days else 0.0))
    rows = [_row(shocked, s) for s in (base, *rest)]
    return Answer(
        question="simulate",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        columns=_COLUMNS,
        rows=rows,
        sentence=_sentence(rows, base),
        warnings=[
            f"Seed {seed}, policy {policy.replace('_', '-')}; all failures share their luck.",
            *_incomplete(found, runs),
            *asking.warnings(shocked, drawn=True),
        ],
    )


def _row(shocked: Shocked, swept: Swept) -> dict[str, Any]:
    legs = {leg.id: leg for leg in shocked.network.legs}
    leg = legs.get(swept.name)
    return {
        "id": swept.name,
        "name": shocked.name(swept.name) if leg is None else shocked.leg_name(leg),
        "fill_percent": 100 * swept.fill.value,
        "fill_half_width_percent": _scaled(swept.fill, 100),
        "unmet_days": swept.unmet_days.value,
        "more_days": None if swept.more_days is None else swept.more_days.value,
        "more_half_width_days": None if swept.more_days is None else _scaled(swept.more_days, 1),
        "runs": swept.runs,
    }


def _scaled(mean: Mean, factor: float) -> float | None:
    return None if mean.half_width is None else factor * mean.half_width


def _sentence(rows: list[dict[str, Any]], base: Swept) -> str:
    told = f"As it is, {100 * base.fill.value:.1f} % of all need is met on average."
    if len(rows) < 2 or not rows[1]["more_days"]:
        return f"{told} No single loss makes it worse."
    worst = rows[1]
    return (
        f"{told} Worst is the loss of {worst['name']}: {worst['more_days']:.1f} days of need more."
    )


def _incomplete(found: list[Swept], runs: int) -> list[str]:
    short = [s for s in found if s.runs < runs]
    return [f"{counted(len(short), 'row')} rest on fewer runs than asked for."] if short else []


_COLUMNS = [
    Column(name="name", title="Lost"),
    Column(name="fill_percent", title="Need met", unit="%", digits=1),
    Column(name="fill_half_width_percent", title="±", unit="%", digits=1),
    Column(name="unmet_days", title="Unmet", unit="days of need", digits=1),
    Column(
        name="more_days",
        title="More than as it is",
        unit="days of need",
        digits=1,
        meaning="Mean difference run by run, with the same luck.",
    ),
    Column(name="more_half_width_days", title="±", unit="days of need", digits=1),
    Column(name="runs", title="Runs", digits=0),
    Column(name="id", title="Id", shown=False),
]
