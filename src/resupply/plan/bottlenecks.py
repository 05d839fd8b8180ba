"""What one more of each thing is worth in need met, how far that holds, and what does not bind.

Prices of the solver only say where to look. What is reported was solved again with more and with
less: where several prices are right at once, more and less are worth differently, and both are
given. That a thing is worth nothing more is proven by its price alone: the least unmet need is
convex in how much there is, and a price of zero is a line that lies below it.
"""

from dataclasses import replace

import numpy as np

from resupply.core.progress import Progress, silent
from resupply.network.model import Leg, Network
from resupply.plan import worth
from resupply.plan.again import Again, Measured, too_large
from resupply.plan.levers import Handle, handles, unit_of_group
from resupply.plan.lexicographic import day_weights
from resupply.plan.lp import Lp
from resupply.plan.plan import Plan
from resupply.plan.problem import Floats, Problem
from resupply.plan.shorter import Shorter, shorter, without_leg
from resupply.plan.slopes import Piece, first_piece
from resupply.plan.solver import NoPlanError, Outcome
from resupply.plan.together import together
from resupply.plan.told import listed
from resupply.plan.used import Used, used
from resupply.plan.worth import Bottlenecks, Lever

#: A worth below this part of the unmet need, for a tenth more, is no worth.
_NOTHING = 1e-7
#: Answers with a larger gap confirm nothing.
_PROVEN = 1e-6
#: How far more is looked for: so many times what there is.
_FAR = 10.0


def find(
    plan: Plan, *, top: int = 12, leads: bool = True, progress: Progress = silent
) -> Bottlenecks:
    """What binds a plan: every capacity, stock, supply, maker, room and lead time.

    Args:
        plan: A plan.
        top: How many of those that may bind are solved again.
        leads: Whether to ask what a day less on each leg is worth.
        progress: Told of each one.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> from resupply.plan.plan import Asked, make
        >>> plan = make(two_places_network(), Asked(days=4, step="day"))
        >>> row = find(plan).rows[0]
        >>> row.id, row.worth_units, row.holds_to, row.confirmed
        ('trucks', 30.0, 0.5, True)
    """
    looked = _Looked(plan)
    if looked.is_large:
        return _only_use(looked)
    ranked = sorted(looked.handles, key=looked.promise, reverse=True)
    may = [h for h in ranked if max(looked.promise(h)) > looked.nothing]
    tried: dict[Handle, Lever] = {}
    for done, handle in enumerate(may[:top]):
        progress(done, min(len(may), top), "solving again")
        tried[handle] = looked.lever(handle)
    idle = [h for h in looked.handles if h not in may]
    alone = [h for h in looked.handles if h in idle or (h in tried and not tried[h].binds)]
    rows = [*tried.values(), *looked.together(alone)]
    rows.sort(key=lambda row: (row.tier or 99, -row.tenth_days))
    rows += looked.lead_times(top) if leads else []
    rows += [looked.not_binding(h) for h in idle]
    rest = [looked.unknown(h) for h in may[top:]]
    return Bottlenecks(
        rows=(*(r for r in rows if r.binds), *rest, *(r for r in rows if not r.binds)),
        unmet_days=looked.base.days,
        solves=looked.again.solves,
        warnings=(f"{len(rest)} more may bind and were not solved again.",) if rest else (),
    )


class _Looked:
    """A plan's numbers, its solver and what was found at the point it stands."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.problem = plan, plan.problem
        self.again = Again(plan.problem)
        self.handles = tuple(handles(plan.network, plan.problem, plan.asked.level))
        self.is_large = too_large(plan.problem)
        if self.is_large:
            return
        self.base = self.again.measure(plan.problem)
        self.nothing = _NOTHING * max(sum(self.base.days.values()), 1e-6)
        self.units = {t: _unit_of(plan.network, plan.problem, t) for t in self.base.days}
        self.promises = {h: self._promise(h) for h in self.handles}

    def _promise(self, handle: Handle) -> tuple[float, ...]:
        """At most what a tenth more can save, tier by tier, by the prices."""
        base = self.base
        return tuple(
            max(-slope(handle, base.lp, base.outcomes[t], base.scales[t]) * handle.amount / 10, 0.0)
            for t in sorted(base.days)
        )

    def promise(self, handle: Handle) -> tuple[float, ...]:
        return self.promises[handle]

    def lever(self, handle: Handle) -> Lever:
        """All that solving again says of one lever."""
        base, one = self.base, self.again.measure(handle.moved(self.problem, 1.0))
        saved = {t: base.days[t] - one.days[t] for t in base.days}
        tier = next((t for t in sorted(saved) if abs(saved[t]) > self._hair(t)), None)
        if tier is None:
            # One step may be too small to see: the prices say in which tier to look further.
            promised = zip(sorted(base.days), self.promise(handle), strict=True)
            tier = next(t for t, p in promised if p > self.nothing)
        curve = _Curve(self, handle, tier, 1.0)
        piece = _first_of(curve, _FAR * max(handle.amount, 1.0))
        each = saved[tier] if piece is None or piece.until < 1 else -piece.slope
        agrees = piece is not None and abs(each - saved[tier]) <= self._hair(tier)
        confirmed = agrees and self.again.gap <= _PROVEN
        row = self._row(handle, binds=each * max(handle.amount / 10, 1) > self.nothing)
        if not row.binds:
            each, tier = 0.0, None
        row = replace(
            row,
            tier=tier,
            worth_days=each,
            worth_units=self._in_units(each, tier),
            need_unit=self.units.get(tier or 0, (None, 0.0))[0],
            later_days=tuple((t, s) for t, s in saved.items() if tier and t > tier),
            holds_to=piece.until if piece else None,
            holds_on=piece.open if piece else False,
            gain_at_end=piece.start - piece.end if piece else None,
            tenth_days=self._tenth(handle, curve, piece),
            confirmed=confirmed,
        )
        row = self._with_less(handle, curve.tier, row)
        return replace(row, sentence=worth.binding(row))

    def _hair(self, tier: int) -> float:
        """What two solves of one value may differ by."""
        return 1e-8 * max(self.base.days[tier], 1.0)

    def _tenth(self, handle: Handle, curve: "_Curve", piece: Piece | None) -> float:
        tenth = handle.amount / 10
        if piece is not None and tenth <= piece.until:
            return max(-piece.slope * tenth, 0.0)
        return max(curve.start - curve(tenth)[0], 0.0)

    def _with_less(self, handle: Handle, tier: int, row: Lever) -> Lever:
        try:
            piece = _first_of(_Curve(self, handle, tier, -1.0), handle.amount)
            gone = self.again.measure(handle.moved(self.problem, -handle.amount)).days[tier]
        except NoPlanError:  # with less room there may be no plan at all
            return row
        return replace(
            row,
            less_worth_days=piece.slope if piece else None,
            less_holds_to=piece.until if piece else None,
            without_days=gone - self.base.days[tier],
        )

    def _row(self, handle: Handle, *, binds: bool) -> Lever:
        return Lever(
            kind=handle.kind,
            id=handle.id,
            name=handle.name,
            acts_on=handle.acts_on,
            place=handle.place,
            item=handle.item,
            party=handle.party,
            step_unit=handle.unit,
            amount=handle.amount,
            used=used(self.problem, self.plan.flows, handle),
            binds=binds,
        )

    def _in_units(self, days: float, tier: int | None) -> float | None:
        unit, per_day = self.units.get(tier or 0, (None, 0.0))
        return days * per_day if unit else None

    def not_binding(self, handle: Handle) -> Lever:
        """More of it brings nothing: its price of zero proves that."""
        row = self._row(handle, binds=False)
        return replace(row, confirmed=True, sentence=worth.not_binding(row))

    def together(self, alone: list[Handle]) -> list[Lever]:
        """What binds only together, of those that do not bind alone."""

        def saved(problem: Problem) -> dict[int, float]:
            found = self.again.measure(problem).days
            return {tier: self.base.days[tier] - found[tier] for tier in found}

        found = together(self.problem, alone, saved, self.nothing)
        if found is None or len(found.handles) < 2:
            return []
        gain = found.saved[found.tier]
        row = Lever(
            kind="together",
            id=" + ".join(h.id for h in found.handles),
            name=listed([h.name for h in found.handles], 6),
            acts_on="several",
            step_unit="tenth of each",
            amount=10.0,
            used=Used(mean=None, most=None),
            binds=True,
            tier=found.tier,
            worth_days=gain,
            worth_units=self._in_units(gain, found.tier),
            need_unit=self.units[found.tier][0],
            later_days=tuple((t, s) for t, s in found.saved.items() if t > found.tier),
            tenth_days=gain,
            confirmed=self.again.gap <= _PROVEN,
        )
        return [replace(row, sentence=worth.together(row))]

    def unknown(self, handle: Handle) -> Lever:
        row = self._row(handle, binds=True)
        return replace(row, sentence=f"{row.name}: may bind; it was not solved again.")

    def lead_times(self, top: int) -> list[Lever]:
        """What a day less on each leg saves, where it saves anything."""
        found = shorter(self.plan, self.again, self.base.days, self.nothing)
        return [self._lead_time(each) for each in found[:top]]

    def _time_on(self, leg: Leg) -> str:
        names = {place.id: place.name for place in self.plan.network.places}
        return f"time from {names[leg.from_place]} to {names[leg.to_place]} ({leg.id})"

    def _lead_time(self, each: Shorter) -> Lever:
        tier = next(t for t in sorted(each.saved) if each.saved[t] > self.nothing)
        row = Lever(
            kind="lead_time",
            id=each.leg.id,
            name=self._time_on(each.leg),
            acts_on="time",
            step_unit="day less",
            amount=each.lead_days,
            used=Used(mean=None, most=None),
            binds=True,
            tier=tier,
            worth_days=each.saved[tier],
            worth_units=self._in_units(each.saved[tier], tier),
            need_unit=self.units[tier][0],
            later_days=tuple((t, s) for t, s in each.saved.items() if t > tier),
            holds_to=each.less_days,
            gain_at_end=each.saved[tier],
            tenth_days=each.saved[tier],
            without_days=self._without(each.leg, tier),
            confirmed=self.again.gap <= _PROVEN,
        )
        return replace(row, sentence=worth.shorter(row))

    def _without(self, leg: Leg, tier: int) -> float | None:
        """Unmet need that a leg's closing costs; None if no plan would be left."""
        at = self.problem.labels.legs.index(leg.id)
        try:
            closed = self.again.measure(without_leg(self.problem, at))
        except NoPlanError:  # what it takes away would not fit where it lies
            return None
        return closed.days[tier] - self.base.days[tier]


class _Curve:
    """Unmet need of one tier as a function of how much more (or less) there is of a lever."""

    def __init__(self, looked: _Looked, handle: Handle, tier: int, sign: float) -> None:
        self.looked, self.handle, self.tier, self.sign = looked, handle, tier, sign
        self.start = looked.base.days[tier]

    def __call__(self, at: float) -> tuple[float, float]:
        """Value and slope; at 0 without solving once more."""
        if at == 0.0:
            return self.start, self._slope(self.looked.base)
        moved = self.handle.moved(self.looked.problem, self.sign * at)
        measured = self.looked.again.measure(moved)
        return measured.days[self.tier], self._slope(measured)

    def _slope(self, measured: Measured) -> float:
        outcome, scale = measured.outcomes[self.tier], measured.scales[self.tier]
        return self.sign * slope(self.handle, measured.lp, outcome, scale)


def _first_of(curve: _Curve, far: float) -> Piece | None:
    """The first straight piece; of a later tier's curve only its beginning may be convex.

    Where an earlier tier's unmet need changes too, the curve of a later one may bend both ways.
    """
    for part in (1.0, 0.1, 0.01):
        piece = first_piece(curve, far * part)
        if piece is not None:
            return piece
    return None


def slope(handle: Handle, lp: Lp, outcome: Outcome, scale: float) -> float:
    """What the prices say one step more changes the unmet need by [days of need], 0 or less."""
    at = handle.at
    if handle.kind == "recipe":
        prices: Floats = np.minimum(outcome.reduced[lp.columns.made[at[0]]], 0.0)
    elif handle.kind in ("stock", "supply"):
        rows = lp.rows("balance")[at]
        prices = outcome.prices[rows[:1] if handle.kind == "stock" else rows]
    else:
        prices = np.minimum(outcome.prices[lp.rows(handle.kind)[at[0]]], 0.0)
    return min(float((prices * handle.along).sum()) * scale, 0.0)


def _unit_of(network: Network, problem: Problem, tier: int) -> tuple[str | None, float]:
    """The unit of a tier's need and how many are one day of it; None if it has several groups."""
    needs = problem.needs
    mine = np.flatnonzero((needs.tier == tier) & (needs.amount.sum(axis=1) > 0))
    groups = set(needs.group[mine].tolist())
    if len(groups) != 1:
        return None, 0.0
    weight = day_weights(needs, problem.calendar.days)[mine[0]]
    return unit_of_group(network, problem.labels.groups[groups.pop()]), float(1 / weight)


def _only_use(looked: _Looked) -> Bottlenecks:
    """Of a plan too large to be solved again and again: how much of each thing it uses."""
    rows = [replace(looked._row(h, binds=False), sentence="") for h in looked.handles]
    rows = [replace(row, sentence=worth.use(row)) for row in rows]
    rows.sort(key=lambda row: -(row.used.most or 0.0))
    return Bottlenecks(
        rows=tuple(rows),
        unmet_days={},
        solves=0,
        warnings=("the plan is too large to solve again: only how much is used is told.",),
    )
