"""Thousands of runs: in blocks, on all cores, with the same numbers for any number of workers."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from resupply.core.errors import QuestionError
from resupply.core.progress import Progress, silent
from resupply.simulate.chance import uniforms
from resupply.simulate.kernel import LANES, TABLE, block
from resupply.simulate.system import Floats, Ints, System

#: Most runs of one question, and most threads.
RUNS_MOST, WORKERS_MOST = 10_000_000, 1024
#: Largest seed: the compiled loops take 64 bits with a sign.
SEED_MOST = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """What the runs gave, run by run.

    Args:
        served, unmet: Of each need [units of need], shape (runs, N); in order of tier.
        short_days: Days on which a need was not met in full, shape (runs, N).
        first_short: First such day, -1 = none, shape (runs, N).
        came, used, left: Goods by item [item units], shape (runs, K): what there was, came and
            was made; what was used and used up; what is left or on its way.
        draws: What uncertain figures were multiplied by, shape (runs, A).
        paths: Stock of watched pairs at the end of each day, shape (W, D, runs).
    """

    served: Floats
    unmet: Floats
    short_days: Ints
    first_short: Ints
    came: Floats
    used: Floats
    left: Floats
    draws: Floats
    paths: NDArray[np.float32]

    @property
    def count(self) -> int:
        """How many runs there are."""
        return len(self.served)

    @property
    def fill(self) -> Floats:
        """Share of each need that was served, shape (runs, N); 1 where nothing was asked for."""
        asked = self.served + self.unmet
        return np.divide(self.served, asked, out=np.ones_like(asked), where=asked > 0)


def run(
    system: System,
    runs: int,
    *,
    seed: int = 1,
    first: int = 0,
    workers: int | None = None,
    progress: Progress = silent,
    stop: Callable[[], bool] | None = None,
) -> Runs:
    """So many runs of a system.

    Run number `n` gives the same numbers whatever the others are and whoever makes it.

    Args:
        system: What is simulated.
        runs: How many.
        seed: Of all chance.
        first: Number of the first run.
        workers: Threads; None = one a core.
        progress: Told of finished runs.
        stop: Asked between blocks; True ends with the runs that are done, one block at least.

    Raises:
        QuestionError: No runs, or a seed below zero.
    """
    refuse_odd(runs, seed, workers)
    numbers = system.numbers()
    blocks = -(-runs // LANES)
    made: dict[int, Runs] = {}
    # What follows on is never made while something before it is missing, so a stop leaves the
    # first so many runs whole.
    for index, part in _in_threads(system, numbers, seed, first, blocks, workers, stop):
        made[index] = part
        progress(min(len(made) * LANES, runs), runs, "runs")
    done = next((i for i in range(blocks) if i not in made), blocks)
    return joined([made[i] for i in range(done)], runs)


def refuse_odd(runs: int, seed: int, workers: int | None = None) -> None:
    """Refuse numbers of runs, seeds and workers that nothing can be made with.

    Raises:
        QuestionError: With the number that is odd.
    """
    if runs < 1 or not 0 <= seed <= SEED_MOST:
        raise QuestionError(
            where=f"--runs {runs} --seed {seed}",
            what="runs are counted from 1 and seeds from 0.",
            todo=f"ask for one or more runs, with a seed from 0 to {SEED_MOST}.",
        )
    if runs > RUNS_MOST:
        raise QuestionError(
            where=f"--runs {runs}",
            what=f"more than {RUNS_MOST:,} runs do not fit in memory, and say nothing new.",
            todo="ask for fewer: the ± of the answer shrinks with the root of their number.",
        )
    if workers is not None and not 1 <= workers <= WORKERS_MOST:
        raise QuestionError(
            where=f"--workers {workers}",
            what=f"workers are counted from 1 to {WORKERS_MOST}.",
            todo="leave it out for one a core.",
        )


def _in_threads(
    system: System,
    numbers: object,
    seed: int,
    first: int,
    blocks: int,
    workers: int | None,
    stop: Callable[[], bool] | None,
) -> Iterator[tuple[int, Runs]]:
    """Blocks as they are finished; the compiled loops let other threads run."""
    threads = workers or os.cpu_count() or 1
    with ThreadPoolExecutor(threads) as pool:
        waiting: dict[Future[Runs], int] = {}
        begun = 0
        while begun < blocks or waiting:
            while begun < blocks and len(waiting) < 2 * threads:
                # Something is always done, so that there is something to tell.
                if begun and stop is not None and stop():
                    blocks = begun
                    break
                task = pool.submit(_block, system, numbers, seed, first + begun * LANES)
                waiting[task] = begun
                begun += 1
            for task in wait(waiting, return_when=FIRST_COMPLETED).done if waiting else ():
                yield waiting.pop(task), task.result()


def _block(system: System, numbers: object, seed: int, first: int) -> Runs:
    draws = drawn(system, seed, first, LANES)
    paths = np.empty((len(system.watch), system.days, LANES))
    found = block(numbers, seed, first, multipliers(system, draws), paths)
    served, unmet, short_days, first_short, came, used, left = (
        np.ascontiguousarray(a.T) for a in found
    )
    return Runs(
        served=served,
        unmet=unmet,
        short_days=short_days,
        first_short=first_short,
        came=came,
        used=used,
        left=left,
        draws=draws,
        paths=paths.astype(np.float32),
    )


def drawn(system: System, seed: int, first: int, runs: int) -> Floats:
    """What each uncertain figure is multiplied by in each run, shape (runs, A)."""
    chance = uniforms(seed, first, runs, len(system.uncertain))
    rows = (chance * TABLE).astype(np.int64)
    values: Floats = system.multipliers[np.arange(len(system.uncertain)), rows]
    return values


def multipliers(system: System, draws: Floats) -> Floats:
    """Rows as the kernel takes them: single figures, products of several, and 1."""
    rows = [draws[:, list(product)].prod(axis=1) for product in system.products]
    return np.ascontiguousarray(np.vstack([draws.T, *rows, np.ones(len(draws))]))


def joined(parts: list[Runs], most: int) -> Runs:
    """Parts as one, cut to so many runs."""
    return Runs(
        **{
            f.name: np.concatenate(
                [getattr(p, f.name) for p in parts], axis=2 if f.name == "paths" else 0
            )[(..., slice(most)) if f.name == "paths" else slice(most)]
            for f in fields(Runs)
        }
    )
