"""Why need stays unmet: which limits keep it so, each with its share of what is missing.

For the short days of needs of one tier and group, which the same goods can serve, the limits are
lifted one after another, in the order of `LADDER`, each on top of those before, while all other
needs, and these on their other days, keep what they get. What is no longer missing when a limit is
lifted is that limit's share; what is still missing at the end does not exist. So the shares sum to
what is missing. The order is a choice: a limit early in it is counted only for what it keeps back
by itself, and where two limits keep back the same goods the later one is counted. What lifting each
one alone would bring is therefore given beside it. Before the first day on which anything can be
there, time is the whole cause.
"""

from dataclasses import replace

from resupply.core.progress import Progress, silent
from resupply.plan.again import too_large
from resupply.plan.calendar import first_day, last_day
from resupply.plan.causes import Cause, Shortfall, Why
from resupply.plan.levers import unit_of_group
from resupply.plan.lexicographic import day_weights
from resupply.plan.lifting import Lift, Lifted, Lifting
from resupply.plan.lp import where_goods_can_be
from resupply.plan.partners import parts, sources
from resupply.plan.plan import Plan
from resupply.plan.reasons import sentence
from resupply.plan.shortfalls import Run, runs

#: The order in which limits are lifted.
LADDER: tuple[Lift, ...] = (
    "later_tier",
    "leg_closed",
    "leg_full",
    "room_full",
    "lead_time",
    "maker_full",
    "source_paused",
    "earlier_tier",
    "kept_for_later",
)
_NONE: frozenset[Lift] = frozenset()
#: A part of what is missing that is smaller than this is rounding.
_HAIR = 1e-5
#: A plan that could do better by less than this part of what is missing counts as proven.
_PROVEN = 1e-3


def explain(plan: Plan, *, most: int = 20, progress: Progress = silent) -> Why:
    """Why need stays unmet in a plan.

    Args:
        plan: A plan.
        most: How many runs of short days are explained, the largest first.
        progress: Told of each.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> from resupply.plan.plan import Asked, make
        >>> why = explain(make(two_places_network(), Asked(days=4, step="day")))
        >>> [(s.from_on.day, [(c.kind, c.amount) for c in s.causes]) for s in why.shortfalls]
        [(1, [('lead_time', 30.0)]), (2, [('leg_full', 30.0)])]
    """
    asking = _Asking(plan)
    if too_large(plan.problem):
        return asking.untold(most)
    open_ = asking.lifting.never_closed()
    every = sorted(runs(plan.problem, plan.flows, open_), key=asking.size, reverse=True)
    told = []
    for done, run in enumerate(every[:most]):
        progress(done, min(len(every), most), "asking why")
        told.append(asking.shortfall(run))
    of_group = {s.group: sum(o.days_of_need for o in told if o.group == s.group) for s in told}
    told.sort(key=lambda s: (s.tier, -of_group[s.group], s.group, s.from_on))
    return Why(
        shortfalls=tuple(told),
        left_out=len(every[most:]),
        left_out_days=sum(asking.size(run)[1] for run in every[most:]),
        solves=asking.lifting.solves,
    )


class _Asking:
    """A plan, and what was already asked of it."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.problem = plan, plan.problem
        self.lifting = Lifting(plan)
        self.weights = day_weights(plan.problem.needs, plan.problem.calendar.days)

    def untold(self, most: int) -> Why:
        """Where need is unmet in a plan too large to be solved again, without the causes."""
        every = sorted(runs(self.problem, self.plan.flows), key=self.size, reverse=True)
        told = [self._told(run) for run in every[:most]]
        return Why(
            shortfalls=tuple(replace(s, sentence=sentence(self.plan.network, s)) for s in told),
            left_out=len(every[most:]),
            left_out_days=sum(self.size(run)[1] for run in every[most:]),
            solves=0,
            warnings=("the plan is too large to solve again: what is missing is told, not why.",),
        )

    def size(self, run: Run) -> tuple[int, float]:
        """Earlier tiers first, then what is missing in days of need."""
        need = run.needs[0]
        tier = int(self.problem.needs.tier[need])
        return -tier, run.amount * float(self.weights[need])

    def shortfall(self, run: Run) -> Shortfall:
        """A run with its causes."""
        whole = self._told(run)
        causes = self._ladder(run)
        alone = self._alone(run)
        causes = [replace(cause, alone=alone.get(cause.kind)) for cause in causes]
        helps = sorted(alone.items(), key=lambda each: -each[1])
        whole = replace(
            whole,
            causes=_scaled(causes, run.amount),
            would_help=tuple((k, gain) for k, gain in helps if gain > _HAIR * run.amount),
            elsewhere=self._elsewhere(run),
        )
        return replace(whole, sentence=sentence(self.plan.network, whole))

    def _ladder(self, run: Run) -> list[Cause]:
        """What is no longer missing, limit by limit."""
        if run.too_early:
            return [Cause(kind="lead_time", amount=run.amount, share=1.0)]
        causes: list[Cause] = []
        lifts = _NONE
        before = self.lifting.missing(run, lifts)
        if before is None:
            return [Cause(kind="not_explained", amount=run.amount, share=1.0)]
        left = min(before.missing, run.amount)
        if run.amount - left > _PROVEN * run.amount:
            causes.append(Cause(kind="not_proven", amount=run.amount - left, share=0.0))
        for lift in LADDER:
            if left <= _HAIR * run.amount:
                return causes
            if not self._there_is(lift, run):
                continue
            lifts |= {lift}
            after = self.lifting.missing(run, lifts)
            if after is None:
                continue
            gain = left - min(after.missing, left)
            if gain > _HAIR * run.amount:
                rows = parts(self.plan, run, lift, before, after)
                causes.append(Cause(kind=lift, amount=gain, share=0.0, rows=rows))
                left -= gain
            before = after
        if left > _HAIR * run.amount:
            kind = self._rest(run, before)
            rows = sources(self.plan, run, before) if kind == "source_dry" else ()
            causes.append(Cause(kind=kind, amount=left, share=0.0, rows=rows))
        return causes

    def _there_is(self, lift: Lift, run: Run) -> bool:
        """Whether a plan has such a limit at all."""
        problem, network, tier = self.problem, self.plan.network, self.problem.needs.tier
        own = tier[run.needs[0]]
        return {
            "kept_for_later": run.last + 1 < problem.calendar.count,
            "later_tier": bool((tier > own).any()),
            "leg_closed": any(e.windows for e in network.legs)
            or any(e.windows for e in network.capacities),
            "leg_full": bool(len(problem.shared.amount)),
            "room_full": bool(len(problem.storage.amount)),
            "lead_time": True,
            "maker_full": bool(len(problem.recipes.place)),
            "source_paused": any(row.windows for row in network.supplies),
            "earlier_tier": bool((tier < own).any()),
            "same_tier": int((tier == own).sum()) > len(run.needs),
        }[lift]

    def _alone(self, run: Run) -> dict[str, float]:
        """What lifting each limit brings by itself."""
        without = None if run.too_early else self.lifting.missing(run, _NONE)
        gains: dict[str, float] = {}
        for lift in LADDER if without else ():
            if self._there_is(lift, run):
                with_it = self.lifting.missing(run, frozenset({lift}))
                if without is not None and with_it is not None:
                    gains[lift] = max(without.missing - with_it.missing, 0.0)
        return gains

    def _rest(self, run: Run, fullest: Lifted) -> str:
        """Whether what is still missing is nowhere, or somewhere from where nothing leads."""
        problem, needs = fullest.problem, self.problem.needs
        serves = needs.rates[needs.group[run.needs[0]]] > 0
        near = where_goods_can_be(problem)[needs.place[run.needs]].any(axis=0)
        exists = (problem.stock > 0).any(axis=0) | (problem.arrivals > 0).any(axis=(0, 2))
        return "no_way" if (exists & serves).any() and not (near & serves).any() else "source_dry"

    def _elsewhere(self, run: Run) -> float:
        if run.too_early or not self._there_is("same_tier", run):
            return 0.0
        here = self.lifting.missing(run, _NONE)
        there = self.lifting.missing(run, frozenset({"same_tier"}))
        if here is None or there is None:
            return 0.0
        gain = here.missing - there.missing
        return gain if gain > _HAIR * run.amount else 0.0

    def _told(self, run: Run) -> Shortfall:
        problem, needs, calendar = self.problem, self.problem.needs, self.problem.calendar
        labels, need = problem.labels, run.needs[0]
        group = labels.groups[needs.group[need]]
        days = int(calendar.length_days[run.periods].sum())
        asked = sum(float(needs.amount[s.need, list(s.periods)].sum()) for s in run.shorts)
        places = dict.fromkeys(labels.places[needs.place[each]] for each in run.needs)
        return Shortfall(
            needs=tuple(labels.needs[each] for each in run.needs),
            places=tuple(places),
            group=group,
            tier=int(needs.tier[need]),
            unit=unit_of_group(self.plan.network, group),
            missing=tuple((labels.needs[s.need], s.amount) for s in run.shorts),
            from_on=first_day(calendar, run.first),
            until_on=last_day(calendar, run.last),
            days=days,
            amount=run.amount,
            asked=asked,
            amount_per_day=run.amount / days,
            asked_per_day=asked / days,
            backlog=run.backlog,
            days_of_need=run.amount * float(self.weights[need]),
        )


def _scaled(causes: list[Cause], amount: float) -> tuple[Cause, ...]:
    """Shares that sum to 1 and amounts that sum to what is missing: rounding is spread."""
    total = sum(cause.amount for cause in causes)
    return tuple(
        replace(c, share=c.amount / total, amount=amount * c.amount / total) for c in causes
    )
