"""Questions of production: who makes what, what is missing, where money meets most need."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

import msgspec

from resupply.case.asking import Asking, minding
from resupply.case.bounds import Bounds
from resupply.core.answer import Answer
from resupply.core.errors import unknown_name
from resupply.core.progress import Progress, silent

if TYPE_CHECKING:
    from resupply.book import View
    from resupply.core.scope import Scope
    from resupply.network.model import Network
    from resupply.production.posed import Posed

#: Part of the unmet need that may stay unproven, unless told.
_GAP = 1e-4


class Producing(Asking):
    """What a case is asked of production."""

    @minding
    def production(self, **bounds: Unpack[Bounds]) -> Answer:
        """Who makes what: made, could be made and announced, kept apart, month by month."""
        from resupply.production import production_answer

        view, scope = self._asked(bounds)
        return production_answer.answer(view, scope)

    @minding
    def gap(
        self,
        *,
        months: int = 12,
        draws: int = 0,
        take: Sequence[str] = (),
        stated_only: bool = False,
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What stays missing by item and month: need less stock, promises and output, as a band."""
        from resupply.production import gap_answer

        view, scope = self._asked(bounds)
        posed = self._posed(view, scope, months, take=take, stated_only=stated_only, options=False)
        return gap_answer.answer(view, scope, posed, draws=draws, progress=progress)

    @minding
    def invest(
        self,
        *,
        budget: float | None = None,
        budgets: Sequence[str] = (),
        fund: Sequence[str] = (),
        funded: bool = False,
        months: int = 24,
        draws: int = 0,
        take: Sequence[str] = (),
        stated_only: bool = False,
        gap: float = _GAP,
        seconds: float | None = None,
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """Where money meets most need: what to choose within a budget, what each budget meets."""
        from resupply.production import invest_answer
        from resupply.production.funds import amount_of

        asked = None if budget is None else amount_of(budget, "--budget")
        points = [amount_of(each, "--budgets") for each in budgets]
        # Without a budget it is the funds' money that is spent, and funds have rules.
        by_rule = funded or bool(fund) or (asked is None and not points)
        view, scope = self._asked(bounds)
        posed = self._posed(
            view, scope, months, take=take, stated_only=stated_only, said=fund, funded=by_rule
        )
        return invest_answer.answer(
            view,
            scope,
            posed,
            budget=asked,
            budgets=points,
            draws=draws,
            gap=gap,
            seconds=seconds,
            progress=progress,
        )

    @minding
    def match(
        self,
        *,
        budget: float | None = None,
        months: int = 24,
        take: Sequence[str] = (),
        stated_only: bool = False,
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """Who could make what with whom, what is missing for it, what each would meet by itself."""
        from resupply.production import match_answer
        from resupply.production.funds import amount_of

        most = None if budget is None else amount_of(budget, "--budget")
        view, scope = self._asked(bounds)
        posed = self._posed(view, scope, months, take=take, stated_only=stated_only)
        return match_answer.answer(view, scope, posed, budget=most, progress=progress)

    def _posed(
        self,
        view: "View",
        scope: "Scope",
        months: int,
        *,
        take: Sequence[str] = (),
        stated_only: bool = False,
        said: Sequence[str] = (),
        funded: bool = False,
        options: bool = True,
    ) -> "Posed":
        """A question of production over so many months.

        Raises:
            NetworkError: The case has no network, or rows that contradict each other.
        """
        from resupply.case.networks import network_of
        from resupply.core.dates import today
        from resupply.production.options import NONE, offered
        from resupply.production.posed import pose
        from resupply.production.recipes import chosen_rows

        on = scope.until or scope.as_of or today()
        found = offered(view, currency=self.settings.currency, on=on) if options else NONE
        feeding = chosen_rows(view, found.options)
        network = network_of(self, view, scope, chosen=[*_known(view, take), *feeding])
        bounded = msgspec.structs.replace(scope, currency=self.settings.currency)
        return pose(
            view,
            bounded,
            _bounded(network, scope),
            found,
            count=months,
            stated_only=stated_only,
            said=said,
            funded=funded,
        )


def _known(view: "View", take: Sequence[str]) -> Sequence[str]:
    """Rows taken in place of others, refused where the case has none of that name."""
    from resupply.case.scenarios import takeable

    names = takeable(view)
    for name in take:
        if name not in names:
            raise unknown_name("--take", "row to take", name, names)
    return take


def _bounded(network: "Network", scope: "Scope") -> "Network":
    """Only the needs of the items and places asked about.

    Raises:
        QuestionError: No need is of that item or place.
    """
    needs = list(network.needs)
    for kind, field, wanted in (("item", "group", scope.items), ("place", "place", scope.places)):
        known = {getattr(n, field) for n in network.needs}
        for name in wanted:
            if name not in known:
                raise unknown_name(f"--{kind}", f"need of {kind}", name, known)
        if wanted:
            needs = [n for n in needs if getattr(n, field) in wanted]
    return msgspec.structs.replace(network, needs=needs)
