"""The question of how good the forecast was."""

from typing import Unpack

from resupply.case.asking import Asking, minding
from resupply.case.bounds import Bounds
from resupply.core.answer import Answer
from resupply.core.progress import Progress, silent


class Backtests(Asking):
    """What a case is asked of its forecasts' past."""

    @minding
    def backtest(
        self,
        *,
        origins: int = 24,
        months: int = 12,
        draws: int = 1000,
        seed: int = 1,
        peers: bool = True,
        workers: int = 1,
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """How good the forecast of new promises was on the past, side by side with others."""
        from resupply.forecast.backtest import answer

        view, scope = self._asked(bounds, stage="allocation")
        return answer.answer(
            self.book,
            view,
            scope,
            origins=origins,
            months=months,
            draws=draws,
            seed=seed,
            with_peers=peers,
            workers=workers,
            progress=progress,
        )
