"""Questions of the forecast: how promises move, what arrives, when stocks run out."""

from datetime import date
from typing import TYPE_CHECKING, Unpack

from resupply.case.asking import Asking, minding
from resupply.case.bounds import Bounds
from resupply.core.answer import Answer

if TYPE_CHECKING:
    from resupply.book import View
    from resupply.core.scope import Scope
    from resupply.network.model import Network


class Forecasts(Asking):
    """What a case is asked of what comes next."""

    @minding
    def reliability(self, by: str = "donor", *, seed: int = 1, **bounds: Unpack[Bounds]) -> Answer:
        """How long each donor's promises wait at a stage, how many are withdrawn, or on time."""
        from resupply.forecast import reliability

        view, scope = self._asked(bounds)
        promised = self._promised(bounds)
        return reliability.answer(
            view, scope, today=self._from_on(scope), by=by, promised=promised, seed=seed
        )

    @minding
    def forecast(
        self,
        by: str = "donor",
        *,
        days: int | None = None,
        months: int | None = None,
        draws: int = 1000,
        seed: int = 1,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What will arrive when: of what stands promised, and of promises not made yet."""
        from resupply.forecast import ahead_answer

        view, scope = self._asked(bounds)
        return ahead_answer.answer(
            view,
            scope,
            lambda: self._network(view, scope),
            self._promised(bounds),
            today=self._from_on(scope),
            by=by,
            days=days,
            months=months,
            draws=draws,
            seed=seed,
        )

    @minding
    def stock_out(
        self,
        *,
        days: int = 180,
        rate: str = "use",
        draws: int = 1000,
        seed: int = 1,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """When each stock at each place runs out, and how it may go until then."""
        from resupply.forecast import run_out_answer

        view, scope = self._asked(bounds)
        return run_out_answer.answer(
            view,
            scope,
            self._network(view, scope),
            self._promised(bounds),
            today=self._today(scope),
            days=days,
            rate=rate,
            draws=draws,
            seed=seed,
        )

    def _from_on(self, scope: "Scope") -> date:
        """The day from which is looked ahead: never later than what is known, or may be used."""
        today = self._today(scope)
        return today if scope.until is None else min(scope.until, today)

    def _promised(self, bounds: Bounds) -> "Scope":
        """The scope of promises followed one by one: the case may keep them in another dataset."""
        headline = self.settings.promises or self.settings.dataset
        return self._asked(bounds, dataset=headline)[1]

    def _network(self, view: "View", scope: "Scope") -> "Network | None":
        """The case's network; None where it has none."""
        from resupply.case.networks import network_of
        from resupply.core.errors import NetworkError

        try:
            return network_of(self, view, scope)
        except NetworkError:
            return None
