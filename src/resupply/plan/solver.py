"""HiGHS behind four words: minimise, keep what was found, limit a sum, and prove the bound."""

import time
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csc_array

from resupply.core.errors import SolverError
from resupply.plan.lp import Lp
from resupply.plan.problem import Floats, Ints

#: Reduced costs and row prices below this part of the largest cost count as zero.
_ZERO_PRICE = 1e-8
#: Above this many variables the first solve is by interior point, then simplex from its basis.
_INTERIOR_FROM = 20_000
#: Steps a warm start may take there: most need a few hundred, and some would take minutes.
_WARM_STEPS = 2_000
#: A gap above this is not believed, and the program is solved again from nothing.
_DOUBTFUL = 1e-6
#: Tolerance of later stages, when the tight one leaves no plan.
_LOOSE = 1e-7
_INFINITE_STEPS = 2_147_483_647


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a solve found.

    Args:
        objective: Its value.
        bound: No smaller value exists; made from the row prices by weak duality, without the
            solver's word for it.
        values: Of the variables.
        prices: Of the rows: what one more unit of a row's bound changes the objective by.
        reduced: Reduced costs of the variables.
        seconds: Wall time.
        iterations: Steps of the solver.
    """

    objective: float
    bound: float
    values: Floats
    prices: Floats
    reduced: Floats
    seconds: float
    iterations: int

    @property
    def gap(self) -> float:
        """Part of the objective that is not proven; see `relative_gap`."""
        return relative_gap(self.objective, self.bound)


def relative_gap(objective: float, bound: float) -> float:
    """How far a value may be from the best there is, as part of the larger of both, or of one.

    Example:
        >>> relative_gap(10.0, 9.0), relative_gap(0.0, 0.0)
        (0.1, 0.0)
    """
    scale = max(abs(objective), abs(bound), 1.0)
    return max(objective - bound, 0.0) / scale


class NoPlanError(Exception):
    """No values keep all rows of the program."""


class StoppedError(Exception):
    """The solver was stopped before its answer was proven."""


_STOPPED = (
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kIterationLimit,
)
_INFEASIBLE = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)


class Quiet(highspy.Highs):
    """HiGHS that never prints: its own constructor writes a line to standard output (1.16)."""

    def enableCallbacks(self) -> None:  # noqa: N802  # its name there
        """Be silent first: the constructor calls this, and this would print."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Solver:
    """One linear program, solved again and again with other objectives and tighter bounds."""

    def __init__(self, lp: Lp, *, seconds: float | None = None) -> None:
        self.lp = lp
        self.lower, self.upper = lp.lower.copy(), lp.upper.copy()
        self.most = lp.most
        self.row_lower, self.row_upper = lp.row_lower.copy(), lp.row_upper.copy()
        self._until = None if seconds is None else time.perf_counter() + seconds
        # Its wheel types only half of it.
        self._highs: Any = Quiet()  # type: ignore[no-untyped-call]
        self._solved = False
        for name, value in (
            ("output_flag", False),
            ("threads", 2),
            ("random_seed", 0),
            ("primal_feasibility_tolerance", 1e-9),
            ("dual_feasibility_tolerance", 1e-9),
        ):
            self._highs.setOptionValue(name, value)
        self._matrix = csc_array((lp.value, lp.index, lp.start), shape=lp.shape)
        self._pass(np.zeros(lp.columns.count))

    def _pass(self, cost: Floats) -> None:
        rows, columns = self.lp.shape
        whole = np.zeros(columns, dtype=np.int32)
        self._highs.passModel(
            columns,
            rows,
            len(self.lp.value),
            int(highspy.MatrixFormat.kColwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            cost,
            self.lower,
            self.upper,
            self.row_lower,
            self.row_upper,
            self.lp.start,
            self.lp.index,
            self.lp.value,
            whole,
        )

    def minimise(self, cost: Floats, *, anew: bool = False) -> Outcome:
        """The smallest value of an objective.

        Args:
            cost: Of each variable, shape (columns,).
            anew: Begin from nothing: presolve is worth more than the last vertex where bounds
                have changed (measured: 24 ms against 67 at 5,700 variables), but not where
                earlier stages have fixed much.

        Raises:
            NoPlanError: No plan keeps all the rows.
            StoppedError: Time was up.
            SolverError: The solver gave no answer.
        """
        begun = time.perf_counter()
        every = np.arange(len(cost), dtype=np.int32)
        self._highs.changeColsCost(len(cost), every, cost)
        status = self._run(len(cost), anew=anew)
        if self._solved and status in _INFEASIBLE:
            # What earlier stages fixed is known to their tolerance only: allow for it.
            self._highs.setOptionValue("primal_feasibility_tolerance", _LOOSE)
            status = self._run(len(cost))
        outcome = self._outcome(status, cost, begun)
        if outcome.gap > _DOUBTFUL:
            # A warm start or interior point may call optimal what is not (HiGHS #3194, #3294).
            status = self._once("simplex", strategy=1, cold=True)
            if status == highspy.HighsModelStatus.kOptimal:
                # Presolve can fail on rows that earlier stages have fixed (1.16 says "Not Set");
                # then the first answer stands, and its gap says what it is worth.
                outcome = self._outcome(status, cost, begun)
        self._solved = True
        return outcome

    def _outcome(self, status: Any, cost: Floats, begun: float) -> Outcome:
        """What the solver holds, with a bound of our own."""
        if status in _STOPPED:
            raise StoppedError
        if status in _INFEASIBLE:
            raise NoPlanError
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(self._highs.modelStatusToString(status))
        solution, info = self._highs.getSolution(), self._highs.getInfo()
        prices = np.asarray(solution.row_dual)
        reduced, bound = self._bound(cost, prices)
        return Outcome(
            objective=float(info.objective_function_value),
            bound=bound,
            values=np.maximum(np.asarray(solution.col_value), 0.0),
            prices=prices,
            reduced=reduced,
            seconds=time.perf_counter() - begun,
            iterations=max(info.simplex_iteration_count, 0) + max(info.ipm_iteration_count, 0),
        )

    def _run(self, columns: int, *, anew: bool = False) -> Any:
        """Solve; a warm start that wanders is given up for a cold one."""
        if anew and self._solved:
            status = self._once("simplex", strategy=1, cold=True)
            if status in (highspy.HighsModelStatus.kOptimal, *_STOPPED, *_INFEASIBLE):
                return status
        if self._solved:
            steps = _INFINITE_STEPS if columns <= _INTERIOR_FROM else _WARM_STEPS
            # Primal simplex: the vertex of the stage before stays feasible.
            status = self._once("simplex", strategy=4, steps=steps)
            if status != highspy.HighsModelStatus.kIterationLimit:
                return status
            return self._once("simplex", strategy=1, cold=True)
        return self._once("ipm" if columns > _INTERIOR_FROM else "simplex", strategy=1)

    def _once(
        self, method: str, *, strategy: int, steps: int = _INFINITE_STEPS, cold: bool = False
    ) -> Any:
        if cold:
            self._highs.clearSolver()
        set_option = self._highs.setOptionValue
        set_option("solver", method)
        set_option("simplex_strategy", strategy)
        set_option("simplex_iteration_limit", steps)
        if self._until is not None:
            left = max(self._until - time.perf_counter(), 0.0)
            # The solver's clock runs over all of its solves.
            set_option("time_limit", self._highs.getRunTime() + left)
        self._highs.run()
        return self._highs.getModelStatus()

    def _bound(self, cost: Floats, prices: Floats) -> tuple[Floats, float]:
        """Reduced costs, and the value no plan can go below, by weak duality.

        For any prices y of the rows: y times the row bounds, plus each variable at the end of
        its box that its reduced cost prefers.
        """
        usable = np.where(
            ((prices > 0) & np.isinf(self.row_lower)) | ((prices < 0) & np.isinf(self.row_upper)),
            0.0,
            prices,
        )
        reduced = cost - self._matrix.T @ usable
        side = np.where(usable > 0, self.row_lower, self.row_upper)
        rows = float(np.sum(usable[usable != 0] * side[usable != 0]))
        most = np.minimum(self.upper, self.most)
        boxes = np.minimum(reduced * self.lower, reduced * most)
        return reduced, rows + float(boxes.sum())

    def keep(self, outcome: Outcome, cost: Floats) -> None:
        """Only what is as good as this stays: whatever has a price is fixed where it stands.

        A plan is as good as an optimal one if and only if every variable with a reduced cost
        and every row with a price is where it is in the optimum (complementary slackness).
        """
        zero = _ZERO_PRICE * max(float(np.abs(cost).max(initial=0.0)), 1e-12)
        self._fix_columns(outcome.reduced > zero, self.lower)
        self._fix_columns(outcome.reduced < -zero, self.upper)
        self._fix_rows(outcome.prices > zero, self.row_lower)
        self._fix_rows(outcome.prices < -zero, self.row_upper)

    def _fix_columns(self, which: "np.ndarray[tuple[int], np.dtype[np.bool_]]", to: Floats) -> None:
        which &= np.isfinite(to)
        self.bound_columns(np.flatnonzero(which).astype(np.int32), to[which], to[which])

    def _fix_rows(self, which: "np.ndarray[tuple[int], np.dtype[np.bool_]]", to: Floats) -> None:
        which &= np.isfinite(to)
        self.bound_rows(np.flatnonzero(which).astype(np.int32), to[which], to[which])

    def bound_columns(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """New bounds of variables."""
        self.lower[columns], self.upper[columns] = lower, upper
        self._highs.changeColsBounds(
            len(columns), columns, self.lower[columns], self.upper[columns]
        )

    def bound_rows(self, rows: Ints, lower: Floats | float, upper: Floats | float) -> None:
        """New bounds of rows."""
        self.row_lower[rows], self.row_upper[rows] = lower, upper
        self._highs.changeRowsBounds(len(rows), rows, self.row_lower[rows], self.row_upper[rows])
