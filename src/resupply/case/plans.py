"""Questions of the plan: the network, what to send, what binds, what if."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Unpack

from resupply.case.asking import Asking, minding
from resupply.case.bounds import Bounds
from resupply.core.answer import Answer
from resupply.core.progress import Progress, silent


class Plans(Asking):
    """What a case is asked of plans."""

    @minding
    def network(
        self, show: str = "legs", *, scenario: str | None = None, **bounds: Unpack[Bounds]
    ) -> Answer:
        """What a plan is made over: legs, supplies, needs, with ranges and what is odd."""
        from resupply.case import scenarios

        view, scope = self._asked(bounds)
        return scenarios.network(self, view, scope, show=show, scenario=scenario)

    @minding
    def plan(
        self,
        *,
        days: int = 90,
        step: str = "mixed",
        level: str = "all",
        method: str = "auto",
        seconds: float | None = None,
        fair: bool = True,
        scenario: str | None = None,
        take: Sequence[str] = (),
        previous_on: date | None = None,
        show: str = "all",
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What to send from where, which way, when; what stays short, and why."""
        from resupply.case import planning

        view, scope = self._asked(bounds)
        network = planning.network_under(self, view, scope, scenario, take)
        asked = planning.asked(days=days, step=step, method=method, seconds=seconds, fair=fair)
        if previous_on is not None:
            network = planning.followed(self, scope, network, asked, previous_on)
        return planning.plan(view, scope, network, asked, level=level, show=show, progress=progress)

    @minding
    def bottlenecks(
        self,
        *,
        days: int = 90,
        step: str = "mixed",
        level: str = "central",
        top: int = 12,
        scenario: str | None = None,
        take: Sequence[str] = (),
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What one more of each thing is worth in need met, how far, and what does not bind."""
        from resupply.case import planning

        view, scope = self._asked(bounds)
        network = planning.network_under(self, view, scope, scenario, take)
        asked = planning.asked(days=days, step=step, level=level)
        return planning.bottlenecks(view, scope, network, asked, top=top, progress=progress)

    @minding
    def what_if(
        self,
        *,
        pause: Sequence[str] = (),
        close: Sequence[str] = (),
        start_on: date | None = None,
        days: int | None = None,
        left: float = 0.0,
        scale: Sequence[str] = (),
        add_stock: Sequence[str] = (),
        add_supply: Sequence[str] = (),
        set_lead: Sequence[str] = (),
        set_capacity: Sequence[str] = (),
        move_date: Sequence[str] = (),
        take: Sequence[str] = (),
        scenario: Sequence[str] = (),
        scenarios: str = "",
        changes: Sequence[Mapping[str, Any]] = (),
        horizon_days: int = 90,
        step: str = "mixed",
        level: str = "central",
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What changes would do: need met and goods sent, beside the plan as it is."""
        from resupply.case import planning
        from resupply.network.scenarios import several

        view, scope = self._asked(bounds)
        made = planning.changes_of(
            pause=pause,
            close=close,
            start_on=start_on,
            days=days,
            left=left,
            scale=scale,
            add_stock=add_stock,
            add_supply=add_supply,
            set_lead=set_lead,
            set_capacity=set_capacity,
            move_date=move_date,
        )
        tried = planning.tried(self, [*made, *changes], take, [*scenario, *several(scenarios)])
        asked = planning.asked(days=horizon_days, step=step, level=level)
        return planning.what_if(self, view, scope, tried, asked, progress=progress)
