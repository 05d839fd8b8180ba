"""Questions of shocks: time to survive, cost of a pause, simulation."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from resupply.case.asking import Asking, minding
from resupply.case.bounds import Bounds
from resupply.core.answer import Answer
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.progress import Progress, silent

if TYPE_CHECKING:
    from resupply.book import View
    from resupply.core.scope import Scope
    from resupply.network.model import Level
    from resupply.simulate.asked import Shocked
    from resupply.simulate.of_network import Chances


class Shocks(Asking):
    """What a case is asked of shocks."""

    @minding
    def survive(
        self,
        *,
        without: Sequence[str] = (),
        kinds: Sequence[str] = (),
        days: int = 180,
        tier: int | None = None,
        need_share: float = 1.0,
        settle_days: int = 0,
        level: str = "central",
        recover_days: int = 30,
        unaffected: bool = False,
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """How long every need is met in full after each loss, and when it is first short."""
        from resupply.simulate import survive_answer
        from resupply.simulate.failures import KINDS

        view, scope = self._asked(bounds)
        asked = self._shocked(
            view,
            scope,
            days,
            tier=tier,
            need_share=need_share,
            settle_days=settle_days,
            level=level,
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

    @minding
    def pause_cost(
        self,
        what: Sequence[str] = (),
        *,
        start_on: date | None = None,
        days: int = 60,
        lengths: Sequence[int] = (),
        horizon_days: int = 180,
        tier: int | None = None,
        need_share: float = 1.0,
        level: str = "central",
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What a pause costs in need that goes unmet, by its length, and when it is felt."""
        from resupply.simulate import pause_answer

        view, scope = self._asked(bounds)
        asked = self._shocked(
            view, scope, horizon_days, tier=tier, need_share=need_share, level=level
        )
        return pause_answer.answer(
            view,
            scope,
            asked,
            what=[what] if isinstance(what, str) else what,
            start_on=start_on or asked.network.start_on,
            days=days,
            lengths=lengths or pause_answer.LENGTHS,
            progress=progress,
        )

    @minding
    def simulate(
        self,
        *,
        runs: int = 1000,
        seed: int = 1,
        days: int = 180,
        policy: str = "plan",
        leads: str = "triangle",
        on_off: Sequence[str] = (),
        cover_days: float = 30.0,
        half_width_percent: float | None = None,
        by: str = "need",
        shocks: bool = False,
        need_share: float = 1.0,
        workers: int | None = None,
        cluster: str | None = None,
        keep: Path | None = None,
        progress: Progress = silent,
        stop: Callable[[], bool] | None = None,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """How each need fares over many runs, day by day, under uncertain times and figures."""
        from resupply.simulate import simulate_answer, sweep_answer

        view, scope = self._asked(bounds)
        sweeps = shocks or cluster is not None
        _refuse_senseless(half_width_percent, cover_days)
        if sweeps:
            _refuse_beside_shocks(by, on_off, half_width_percent)
        asked = self._shocked(view, scope, days, need_share=need_share)
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
        return simulate_answer.answer(
            view,
            scope,
            asked,
            runs=runs,
            seed=seed,
            policy=policy,
            chances=_chances(view, scope, asked, leads, on_off, cover_days),
            half_width=None if half_width_percent is None else half_width_percent / 100,
            by=by,
            workers=workers,
            progress=progress,
            stop=stop,
        )

    def _shocked(
        self, view: "View", scope: "Scope", days: int, *, level: str = "central", **how: Any
    ) -> "Shocked":
        """The network as shocks are asked of it, over so many days.

        Raises:
            NetworkError: The case has no network, or asks for nothing in these days.
        """
        from resupply.case.networks import network_of, refuse_needless
        from resupply.case.scenarios import parties_of
        from resupply.simulate.asked import shocked

        network = network_of(self, view, scope)
        refuse_needless(network, days)
        known = parties_of(view, network.start_on)
        return shocked(view, network, days=days, level=_level(level), known=known, **how)


def _level(level: str) -> "Level":
    from resupply.network.model import LEVELS

    for known in LEVELS:
        if known == level:
            return known
    raise unknown_name("--level", "level", level, LEVELS)


def _chances(
    view: "View",
    scope: "Scope",
    asked: "Shocked",
    leads: str,
    on_off: Sequence[str],
    cover_days: float,
) -> "Chances":
    """What is drawn; donors named by `on_off` stop and go on as their record did."""
    from resupply.case.scenarios import parties_of
    from resupply.network.naming import Names
    from resupply.simulate.of_network import Chances
    from resupply.simulate.spells import fitted

    network = asked.network
    names = Names(network, parties_of(view, network.start_on))
    return Chances(
        leads=leads,
        sources={
            donor: fitted(view, scope, donor)
            for name in on_off
            for donor in sorted(names.parties_of(name)) or [name]
        },
        cover_days=cover_days,
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
