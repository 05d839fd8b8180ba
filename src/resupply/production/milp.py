"""HiGHS for programs with yes and no: best so far, its bound, and why it ended."""

import time
from dataclasses import dataclass
from typing import Any, Literal

import highspy
import numpy as np

from resupply.core.errors import SolverError
from resupply.plan.problem import Floats
from resupply.plan.solver import Quiet, relative_gap
from resupply.production.program import Program

#: Part of the value that may stay unproven, unless told.
GAP = 1e-4
Status = Literal["optimal", "within the gap", "stopped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a solve found.

    Args:
        objective: Of the best portfolio found.
        bound: No portfolio has less.
        values: Of the variables.
        status: `optimal`, `within the gap` asked for, or `stopped` when time was up.
        seconds: Wall time.
    """

    objective: float
    bound: float
    values: Floats
    status: Status
    seconds: float

    @property
    def gap(self) -> float:
        """Part of the value that is not proven."""
        return relative_gap(self.objective, self.bound)


class Mip:
    """One program, solved again with other budgets and objectives."""

    def __init__(self, program: Program) -> None:
        self.program = program
        # Its wheel types only half of it.
        self._highs: Any = Quiet()  # type: ignore[no-untyped-call]
        for name, value in (
            ("output_flag", False),
            ("threads", 2),
            ("random_seed", 0),
            ("primal_feasibility_tolerance", 1e-9),
            ("mip_feasibility_tolerance", 1e-7),
        ):
            self._highs.setOptionValue(name, value)
        self._pass()

    def _pass(self) -> None:
        program = self.program
        rows, columns = program.matrix.shape
        self._highs.passModel(
            columns,
            rows,
            len(program.matrix.data),
            int(highspy.MatrixFormat.kColwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            np.zeros(columns),
            program.lower,
            program.upper,
            program.row_lower,
            program.row_upper,
            program.matrix.indptr.astype(np.int32),
            program.matrix.indices.astype(np.int32),
            program.matrix.data,
            program.whole.astype(np.int32),
        )

    def at_most(self, row: int, value: float) -> None:
        """A row's sum may not pass a value."""
        self._highs.changeRowBounds(row, -highspy.kHighsInf, value)

    def minimise(
        self,
        cost: Floats,
        *,
        gap: float = GAP,
        seconds: float | None = None,
        start: Floats | None = None,
    ) -> Found | None:
        """The smallest value of an objective.

        Args:
            cost: Of each variable.
            gap: Part of the value that may stay unproven.
            seconds: Longest time; None = no limit.
            start: Values of a portfolio that is allowed, to begin with.

        Returns:
            What was found; None when time was up before any portfolio was.

        Raises:
            SolverError: The solver gave no answer.
        """
        begun = time.perf_counter()
        self._highs.setOptionValue("mip_rel_gap", gap)
        every = np.arange(len(cost), dtype=np.int32)
        self._highs.changeColsCost(len(cost), every, cost)
        if start is not None:
            given = highspy.HighsSolution()
            given.col_value = start.tolist()
            self._highs.setSolution(given)
        if seconds is not None:
            # The solver's clock runs over all of its solves.
            limit = self._highs.getRunTime() + max(seconds, 0.0)
            self._highs.setOptionValue("time_limit", limit)
        self._highs.run()
        return self._found(cost, time.perf_counter() - begun)

    def _found(self, cost: Floats, seconds: float) -> Found | None:
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        stopped = status in (
            highspy.HighsModelStatus.kTimeLimit,
            highspy.HighsModelStatus.kInterrupt,
        )
        if not stopped and status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(
                self._highs.modelStatusToString(status), "report the case as an error."
            )
        if info.primal_solution_status != highspy.kSolutionStatusFeasible:
            return None
        values = np.maximum(np.asarray(self._highs.getSolution().col_value), 0.0)
        objective = float(cost @ values)
        bound = min(float(info.mip_dual_bound), objective)
        done = relative_gap(objective, bound) <= 1e-6
        return Found(
            objective=objective,
            bound=bound if np.isfinite(bound) else -np.inf,
            values=values,
            status="stopped" if stopped else "optimal" if done else "within the gap",
            seconds=seconds,
        )
