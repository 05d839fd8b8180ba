"""What the case says of shocks: time to survive, cost of a pause, simulation."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from resupply.case.networks import network_of, refuse_needless
from resupply.case.scenarios import parties_of
from resupply.core.answer import Answer
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.progress import Progress
from resupply.core.scope import Scope
from resupply.network.model import LEVELS, Level
from resupply.network.naming import Names

if TYPE_CHECKING:
    from resupply.book import View
    from resupply.case.case import Case


def _level(level: str) -> Level:
    for known in LEVELS:
        if known == level:
            return known
    raise unknown_name("--level", "level", level, LEVELS)


def survive(
    case: "Case",
    view: "View",
    scope: Scope,
    *,
    without: Sequence[str],
    kinds: Sequence[str],
    days: int,
    tier: int | None,
    need_share: float,
    settle_days: int,
    level: str,
    recover_days: int,
    unaffected: bool,
    progress: Progress,
) -> Answer:
    """How long every need survives each loss."""
    from resupply.simulate import survive_answer
    from resupply.simulate.asked import shocked
    from resupply.simulate.failures import KINDS

    network = network_of(case, view, scope)
    refuse_needless(network, days)
    asked = shocked(
        view,
        network,
        days=days,
        known=parties_of(view, network.start_on),
        level=_level(level),
        tier=tier,
        need_share=need_share,
        settle_days=settle_days,
    )
    return survive_answer.answer(
        view,
        scope,
        asked,
        without=without,
        kinds=kinds or KINDS,
        recover_days=recover_days,
        unaffected=unaffected,
        progress=progress,
    )


def pause_cost(
    case: "Case",
    view: "View",
    scope: Scope,
    what: Sequence[str],
    *,
    start_on: date | None,
    days: int,
    lengths: Sequence[int],
    horizon_days: int,
    tier: int | None,
    need_share: float,
    level: str,
    progress: Progress,
) -> Answer:
    """What a pause costs, and when it is felt."""
    from resupply.simulate import pause_answer
    from resupply.simulate.asked import shocked

    network = network_of(case, view, scope)
    refuse_needless(network, horizon_days)
    asked = shocked(
        view,
        network,
        days=horizon_days,
        level=_level(level),
        tier=tier,
        need_share=need_share,
        known=parties_of(view, network.start_on),
    )
    return pause_answer.answer(
        view,
        scope,
        asked,
        what=what,
        start_on=start_on or network.start_on,
        days=days,
        lengths=lengths or pause_answer.LENGTHS,
        progress=progress,
    )


def simulate(
    case: "Case",
    view: "View",
    scope: Scope,
    *,
    runs: int,
    seed: int,
    days: int,
    policy: str,
    leads: str,
    on_off: Sequence[str],
    cover_days: float,
    half_width_percent: float | None,
    by: str,
    shocks: bool,
    need_share: float,
    workers: int | None,
    cluster: str | None,
    keep: Path | None,
    progress: Progress,
    stop: Callable[[], bool] | None,
) -> Answer:
    """How each need fares over many runs; with `shocks` under every single failure."""
    from resupply.simulate import simulate_answer, sweep_answer
    from resupply.simulate.asked import shocked
    from resupply.simulate.of_network import Chances
    from resupply.simulate.spells import fitted

    sweeps = shocks or cluster is not None
    _refuse_senseless(half_width_percent, cover_days)
    if sweeps:
        _refuse_beside_shocks(by, on_off, half_width_percent)
    network = network_of(case, view, scope)
    refuse_needless(network, days)
    known = parties_of(view, network.start_on)
    asked = shocked(view, network, days=days, need_share=need_share, known=known)
    if sweeps:
        return sweep_answer.answer(
            view,
            scope,
            asked,
            runs=runs,
            seed=seed,
            policy=policy,
            leads=leads,
            workers=workers,
            cluster=cluster,
            keep=keep,
            progress=progress,
            stop=stop,
        )
    chances = Chances(
        leads=leads,
        sources={
            donor: fitted(view, scope, donor)
            for name in on_off
            for donor in sorted(Names(network, known).parties_of(name)) or [name]
        },
        cover_days=cover_days,
    )
    return simulate_answer.answer(
        view,
        scope,
        asked,
        runs=runs,
        seed=seed,
        policy=policy,
        chances=chances,
        half_width=None if half_width_percent is None else half_width_percent / 100,
        by=by,
        workers=workers,
        progress=progress,
        stop=stop,
    )


def _refuse_senseless(half_width_percent: float | None, cover_days: float) -> None:
    """Refuse widths and days that are none."""
    if half_width_percent is not None and not 0 < half_width_percent < math.inf:
        raise QuestionError(
            where=f"--half-width {half_width_percent:g}",
            what="it is a number of percentage points above 0.",
            todo="write 1 for a percentage point, or leave it out.",
        )
    if not 0 <= cover_days < math.inf:
        raise QuestionError(
            where=f"--cover-days {cover_days:g}",
            what="it is a number of days, 0 or more.",
            todo="write 30 for a month of need.",
        )


def _refuse_beside_shocks(by: str, on_off: Sequence[str], half_width: float | None) -> None:
    """Refuse what every single loss is not asked with, rather than pass it over."""
    given = {"--by": by != "need", "--on-off": bool(on_off), "--half-width": half_width is not None}
    for option, is_given in given.items():
        if is_given:
            raise QuestionError(
                where=option,
                what="it is not known together with --shocks or --cluster.",
                todo="leave one of the two out.",
            )
