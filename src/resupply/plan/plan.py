"""Making a plan: periods, numbers, the method that fits the size, and what it found."""

import time
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from resupply.core.errors import NetworkError, QuestionError, SolverError
from resupply.core.progress import Progress, silent
from resupply.network.model import Level, Network
from resupply.plan import lexicographic
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.large.scope import supports
from resupply.plan.lexicographic import Solved, Stage
from resupply.plan.problem import Calendar, Floats, Flows, Problem, Proof
from resupply.plan.room import no_room
from resupply.plan.sense import refuse_senseless
from resupply.plan.solver import NoPlanError, StoppedError
from resupply.plan.weights import TIER_FACTOR, weighted

#: Variables up to which plans are solved stage by stage: that takes seconds, rarely a minute.
EXACT_MOST = 80_000
#: Gap at which the large method stops, as part of the plan's cost.
LARGE_GAP = 1e-4
#: `exact` solves stage by stage; `large` is one weighted objective with a proven gap.
Method = Literal["auto", "exact", "large"]
METHODS: tuple[Method, ...] = ("auto", "exact", "large")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a plan is asked for.

    Args:
        days: How many days are planned.
        step: `mixed`, `day` or `week`.
        level: Which end of every range is taken.
        method: `auto` chooses by size.
        fair: Whether to even out the shares served.
        seconds: Longest time; None = no limit.
    """

    days: int = 90
    step: str = "mixed"
    level: Level = "central"
    method: Method = "auto"
    fair: bool = True
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to send from where, which way, when; with its proof.

    Args:
        network: What it was made over.
        asked: How it was asked for.
        calendar: Its periods.
        problem: Its numbers.
        flows: What is sent, kept, used, made; what stays unmet.
        proof: Status, value, bound and gap, by which method.
        stages: What matters, in order, each with its own bound.
        capacity_price: By tier: what one more unit of a shared capacity in a period is worth
            [days of need], shape (R, T).
        goods_price: By tier: what one more unit of an item at a place is worth [days of
            need], shape (P, K, T).
        made_price: By tier: what one more unit of a recipe's limit is worth, shape (M, T).
        warnings: What a reader must know.
    """

    network: Network
    asked: Asked
    calendar: Calendar
    problem: Problem
    flows: Flows
    proof: Proof
    stages: tuple[Stage, ...]
    capacity_price: dict[int, Floats]
    goods_price: dict[int, Floats]
    made_price: dict[int, Floats]
    warnings: tuple[str, ...] = ()

    @property
    def never_served(self) -> Floats:
        """Units of need that are never served, shape (N,); of a backlog what is owed at the end."""
        unmet = self.flows.unmet
        return np.where(self.problem.needs.backlog, unmet[:, -1], unmet.sum(axis=1))


def make(network: Network, asked: Asked = Asked(), *, progress: Progress = silent) -> Plan:
    """A plan over a network.

    Args:
        network: What there is, can go where, and is needed.
        asked: How long, in which periods, at which level, by which method.
        progress: Told of the work.

    Raises:
        NetworkError: No need, or no plan that keeps the room of the places.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> plan = make(two_places_network(), Asked(days=4, step="day"))
        >>> plan.flows.unmet.tolist(), plan.proof.status
        ([[30.0, 10.0, 10.0, 10.0]], 'optimal')
    """
    begun = time.perf_counter()
    if not network.needs:
        raise NetworkError(
            where="the case's needs",
            what="nobody needs anything in it, so there is nothing to plan for.",
            todo="add rows of kind need to the table use_rates.",
        )
    refuse_senseless(network)
    cut = calendar(network.start_on, asked.days, asked.step)
    problem = build(network, cut, asked.level)
    made = _exact if _method(problem, asked) == "exact" else _large
    try:
        return made(network, asked, problem, begun, progress)
    except NoPlanError:
        raise no_room(network, problem) from None


def _method(problem: Problem, asked: Asked) -> Method:
    """Which method fits: stage by stage as long as that takes seconds.

    Raises:
        QuestionError: The large method was asked for and cannot plan this.
    """
    reason = supports(problem)
    if asked.method == "large" and reason is not None:
        raise QuestionError(
            where="--method large",
            what=f"it cannot plan this case: {reason}.",
            todo="leave --method out, or ask for exact.",
        )
    if asked.method != "auto":
        return asked.method
    is_large = problem.variables_most > EXACT_MOST
    return "large" if is_large and reason is None else "exact"


def _exact(
    network: Network, asked: Asked, problem: Problem, begun: float, progress: Progress
) -> Plan:
    """Stage by stage; where time is up before the first one, the large method's best so far."""
    try:
        solved = lexicographic.solve(
            problem, seconds=asked.seconds, fair=asked.fair, progress=progress
        )
    except StoppedError:
        if supports(problem) is not None:
            raise SolverError(
                "time is up", "give more seconds, fewer days or weekly periods."
            ) from None
        return _large(network, asked, problem, begun, progress)
    warnings = () if solved.stopped is None else (f"Time was up: {solved.stopped} was left out.",)
    return Plan(
        network=network,
        asked=asked,
        calendar=problem.calendar,
        problem=problem,
        flows=solved.flows,
        proof=_proof(solved, time.perf_counter() - begun),
        stages=solved.stages,
        capacity_price=solved.capacity_price,
        goods_price=solved.goods_price,
        made_price=solved.made_price,
        warnings=warnings,
    )


def _large(
    network: Network, asked: Asked, problem: Problem, begun: float, progress: Progress
) -> Plan:
    """One weighted objective, by the first-order method, with its gap."""
    from resupply.plan.large.method import solve

    flows, proof, _ = solve(
        problem, weighted(problem), gap=LARGE_GAP, seconds=asked.seconds, progress=progress
    )
    took = time.perf_counter() - begun
    bound = proof.objective if proof.bound is None else proof.bound
    stage = Stage(
        name="weighted",
        tier=None,
        objective=proof.objective,
        bound=bound,
        gap=1.0 if proof.gap is None else proof.gap,
        unit="days of need, tiers weighted",
        seconds=took,
    )
    return Plan(
        network=network,
        asked=asked,
        calendar=problem.calendar,
        problem=problem,
        flows=flows,
        proof=replace(proof, seconds=took),
        stages=(stage,),
        capacity_price={},
        goods_price={},
        made_price={},
        warnings=(
            f"Too large to solve stage by stage: one sum, a unit of each tier weighing "
            f"{TIER_FACTOR:.0f} times one of the next; shares met are not evened out.",
        ),
    )


def _proof(solved: Solved, seconds: float) -> Proof:
    first = solved.stages[0]
    gap = lexicographic.total_gap(solved.stages)
    status = "stopped" if solved.stopped else "optimal" if gap <= 1e-6 else "feasible"
    return Proof(
        status=status,
        objective=first.objective,
        bound=first.bound,
        gap=gap,
        method="exact: HiGHS, stage by stage",
        seconds=seconds,
    )
