"""Which options to choose within a budget: need met first, then sooner, then cheaper; frontiers."""

import time
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from resupply.core.errors import SolverError
from resupply.core.progress import Progress, silent
from resupply.network.model import Level, Network
from resupply.plan.problem import Calendar, Floats
from resupply.production.funds import FREE, Fund
from resupply.production.milp import GAP, Found, Mip, Status
from resupply.production.options import Option
from resupply.production.program import MILLION, Program, build, problem_of

#: What a stage may lose of what an earlier one found, for rounding [part, and days of need].
_HAIR = 1e-7
#: Part of the later stages' values that may stay unproven, where the first one's gap is finer.
_LATER_GAP = 1e-3
#: Unit of the stages that say how much need is met.
_DAYS = "days of need"
#: Part of the unmet need that may be given up for less money, where the gap is wider.
_GIVEN_UP = 1e-4
#: Less than this is none: units made, and money.
_NO_UNIT, _NO_MONEY = 1e-3, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage of the order of what matters, with its proof.

    Args:
        name: For people.
        objective, bound, gap: As found and as proven.
        unit: Of the first two.
        status: See `Found`.
        seconds: Wall time.
    """

    name: str
    objective: float
    bound: float
    gap: float
    unit: str
    status: Status
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """What to choose within a budget.

    Args:
        budget: In all [currency]; infinity = no bound.
        options: What could be chosen, O of them.
        chosen: Which are, shape (O,).
        size: Part of the full size, shape (O,).
        made: Units made or bought over the horizon, shape (O,).
        spent: On each [currency], shape (O,).
        paid: By each fund [currency], shape (F, O).
        unmet: Need unmet by period [units of need], shape (N, T).
        unmet_days: By tier [days of need].
        values: Of all variables, to begin another solve with.
        steps: In order of what matters, each with its proof.
        stopped: Stage at which time was up; None = all were solved.
    """

    budget: float
    options: tuple[Option, ...]
    chosen: NDArray[np.bool_]
    size: Floats
    made: Floats
    spent: Floats
    paid: Floats
    unmet: Floats
    unmet_days: tuple[float, ...]
    values: Floats = field(repr=False)
    steps: tuple[Step, ...]
    stopped: str | None = None

    @property
    def cost(self) -> float:
        """Money spent in all [currency]."""
        return float(self.spent.sum())

    @property
    def names(self) -> tuple[str, ...]:
        """Options chosen."""
        return tuple(o.id for o, is_ in zip(self.options, self.chosen, strict=True) if is_)

    @property
    def least_days(self) -> tuple[float, ...]:
        """Least unmet by tier as its own stage found it, before later ones gave a little back."""
        return tuple(s.objective for s in self.steps if s.unit == _DAYS)

    @property
    def gap(self) -> float:
        """Largest part not proven, of the stages that say how much need is met."""
        return max((s.gap for s in self.steps if s.unit == _DAYS), default=0.0)


class Choosing:
    """A network and options at one end of their ranges, asked with one budget after another.

    Args:
        network: With a recipe for each option (`recipes.with_options`).
        options: In the order of those recipes.
        calendar: Periods.
        level: Which end of every range.
        funds: Money and its rules; default money that may buy anything.
        gap: Part of the need unmet that may stay unproven.
    """

    def __init__(
        self,
        network: Network,
        options: Sequence[Option],
        calendar: Calendar,
        *,
        level: Level = "central",
        funds: Sequence[Fund] = (FREE,),
        gap: float = GAP,
    ) -> None:
        problem, figures = problem_of(network, options, calendar, level)
        amounts = np.array(
            [np.inf if f.amount is None else f.amount.at(level) for f in funds], dtype=float
        )
        self.network, self.level = network, level
        self.program = build(problem, figures, options, funds, amounts)
        self.gap = gap
        self.amounts = amounts

    def with_program(self, program: Program) -> "Choosing":
        """The same, asked of another program."""
        other = copy(self)
        other.program = program
        return other

    def choose(
        self,
        budget: float = np.inf,
        *,
        only: Sequence[str] | None = None,
        seconds: float | None = None,
        start: Portfolio | None = None,
        first_only: bool = False,
    ) -> Portfolio:
        """The portfolio that meets most need within a budget.

        Args:
            budget: In all [currency].
            only: Options that may be chosen; None = all.
            seconds: Longest time; the best so far is given when it is up.
            start: A portfolio of a smaller budget, to begin with; the answer is never worse.
            first_only: Whether to leave out the later stages: how soon, and how cheaply.

        Raises:
            SolverError: Time was up before any portfolio was found.
        """
        program = _only(self.program, only)
        mip = Mip(program)
        mip.at_most(program.budget, budget / MILLION)
        until = None if seconds is None else time.perf_counter() + seconds
        steps: list[Step] = []
        values = None if start is None else start.values
        stopped: str | None = None
        for name, unit, cost, row in self._stages(program, first_only):
            left = None if until is None else until - time.perf_counter()
            if left is not None and left <= 0 and steps:
                stopped = name
                break
            # How soon and how cheaply need no finer proof: it can take minutes and changes nothing.
            gap = self.gap if unit == _DAYS else max(self.gap, _LATER_GAP)
            found = mip.minimise(cost, gap=gap, seconds=left, start=values)
            if found is None:
                if values is None:
                    raise SolverError("time is up", "give more seconds: --seconds.")
                stopped = name
                break
            values = _better(found, values, cost)
            worth = float(cost @ values)
            steps.append(_step(name, unit, found, worth))
            if found.status == "stopped":
                stopped = name
                break
            if row is not None:
                mip.at_most(row, self._kept(cost, worth, start))
        assert values is not None
        return _portfolio(program, budget, values, tuple(steps), stopped)

    def _kept(self, cost: Floats, worth: float, start: Portfolio | None) -> float:
        """What later stages may give up: next to nothing, and nothing a smaller budget had.

        Without it a line would be paid for that gives its first round on the last day.
        """
        hair = _HAIR * max(abs(worth), 1.0)
        most = worth + max(min(self.gap, _GIVEN_UP) * abs(worth), hair)
        if start is not None:
            most = max(min(most, float(cost @ start.values)), worth + hair)
        return most

    def _stages(
        self, program: Program, first_only: bool
    ) -> Iterator[tuple[str, str, Floats, int | None]]:
        for at, tier in enumerate(program.tiers):
            name = f"unmet need of tier {tier}"
            yield name, _DAYS, program.objectives[at], int(program.stages[at])
        if first_only:
            return
        late = program.objectives[-1]
        yield "lateness", "days of need x part still to come", late, int(program.stages[-1])
        yield "cost", "million", program.spending, None

    def frontier(
        self,
        budgets: Sequence[float],
        *,
        start: Portfolio | None = None,
        seconds: float | None = None,
        progress: Progress = silent,
    ) -> list[Portfolio]:
        """Portfolios of rising budgets; each begins with the one before and is never worse."""
        found: list[Portfolio] = []
        for done, budget in enumerate(sorted(budgets)):
            progress(done, len(budgets), "portfolios")
            before = found[-1] if found else start
            found.append(self.choose(budget, seconds=seconds, start=before))
        progress(len(budgets), len(budgets), "portfolios")
        return found


def _only(program: Program, only: Sequence[str] | None) -> Program:
    """The program in which nothing else can be chosen."""
    if only is None:
        return program
    upper = program.upper.copy()
    barred = [at for at, o in enumerate(program.options) if o.id not in only]
    upper[program.chosen[barred]] = 0.0
    return replace(program, upper=upper)


def _better(found: Found, before: Floats | None, cost: Floats) -> Floats:
    """The better of what was found and what was there: a gap never makes it worse."""
    if before is not None and float(cost @ before) < found.objective:
        return before
    return found.values


def _step(name: str, unit: str, found: Found, worth: float) -> Step:
    bound = min(found.bound, worth)
    gap = max(worth - bound, 0.0) / max(abs(worth), abs(bound), 1.0)
    return Step(
        name=name,
        objective=worth,
        bound=bound,
        gap=gap,
        unit=unit,
        status=found.status,
        seconds=found.seconds,
    )


def _used(
    program: Program, chosen: NDArray[np.bool_], used: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Options that are chosen and give or cost something, or that such an option requires."""
    at = {o.id: n for n, o in enumerate(program.options)}
    kept = chosen & used
    waiting = [int(each) for each in np.flatnonzero(kept)]
    while waiting:
        for name in program.options[waiting.pop()].requires:
            if name in at and not kept[at[name]]:
                kept[at[name]] = True
                waiting.append(at[name])
    return kept


def _portfolio(
    program: Program,
    budget: float,
    values: Floats,
    steps: tuple[Step, ...],
    stopped: str | None,
) -> Portfolio:
    made = values[program.made].sum(axis=1)
    spent = values[program.paid].sum(axis=0) * MILLION
    chosen = _used(program, values[program.chosen] > 0.5, (made > _NO_UNIT) | (spent > _NO_MONEY))
    size = np.where(chosen, values[program.size], 0.0)
    tiers = len(program.tiers)
    return Portfolio(
        budget=budget,
        options=program.options,
        chosen=chosen,
        size=size,
        made=np.where(chosen, made, 0.0),
        spent=np.where(chosen, spent, 0.0),
        paid=values[program.paid] * MILLION,
        unmet=values[program.lp.columns.unmet],
        unmet_days=tuple(float(c @ values) for c in program.objectives[:tiers]),
        values=values,
        steps=steps,
        stopped=stopped,
    )
