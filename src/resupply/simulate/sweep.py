"""All shocks times scenarios times draws: in threads here, or on a Dask cluster; resumable.

The work is cut into pieces that depend on nothing but their own inputs. A finished piece is kept
in a folder under the hash of its inputs, so what was done is not done again after a stop; a worker
that is lost loses only the piece it was at, which another does again with the same numbers.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from resupply.core.errors import QuestionError
from resupply.core.progress import Progress, silent
from resupply.network.model import Network
from resupply.plan.plan import Asked, Plan, make
from resupply.simulate.failures import Failure, without_network
from resupply.simulate.kernel import LANES
from resupply.simulate.measure import Mean, mean, unmet_days
from resupply.simulate.of_network import Chances, of_network
from resupply.simulate.runs import run

#: Runs in a piece.
PIECE_RUNS = 4 * LANES
#: Times a piece is tried on a cluster before it is given up.
_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the work, whole in itself.

    Args:
        name: Whose runs these are: a scenario and what fails.
        network: As JSON, the failure already in it.
        plan_of: Network the plan is made over, as JSON, for a plan that does not know of the
            failure; None = the policy needs no plan.
        days, policy, leads, seed, first, runs: As for `of_network` and `run`.
    """

    name: str
    network: bytes
    plan_of: bytes | None
    days: int
    policy: str
    leads: str
    seed: int
    first: int
    runs: int

    @property
    def key(self) -> str:
        """Hash of all that the result depends on."""
        said = hashlib.sha256(self.network)
        said.update(self.plan_of or b"")
        rest = (self.days, self.policy, self.leads, self.seed, self.first, self.runs)
        said.update(json.dumps(rest).encode())
        return said.hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What one shock came to.

    Args:
        name: Of the piece's work.
        fill: Mean share served, over all needs by what they ask for.
        unmet_days: Unmet need [days of need].
        more_days: The same less that of the first name, run by run with the same luck.
        runs: How many runs it rests on.
    """

    name: str
    fill: Mean
    unmet_days: Mean
    more_days: Mean | None
    runs: int


def pieces(
    shocks: Sequence[tuple[str, Network]],
    *,
    days: int,
    runs: int,
    policy: str = "push",
    leads: str = "triangle",
    seed: int = 1,
    plan_of: Network | None = None,
) -> list[Piece]:
    """The work cut into pieces; all shocks share their luck run by run."""
    told = None if plan_of is None else msgspec.json.encode(plan_of)
    return [
        Piece(
            name=name,
            network=msgspec.json.encode(network),
            plan_of=told,
            days=days,
            policy=policy,
            leads=leads,
            seed=seed,
            first=first,
            runs=min(PIECE_RUNS, runs - first),
        )
        for name, network in shocks
        for first in range(0, runs, PIECE_RUNS)
    ]


def shocks_of(network: Network, failures: Sequence[Failure]) -> list[tuple[str, Network]]:
    """The network as it is, and under each failure from the first day on."""
    return [("as it is", network), *((f.id, without_network(network, f)) for f in failures)]


def done_by(piece: Piece) -> dict[str, Any]:
    """The runs of a piece: what a worker does. Plain lists, so that any transport will do."""
    network = msgspec.json.decode(piece.network, type=Network)
    plan = _plan(piece.plan_of, piece.days)
    system = of_network(
        network, piece.days, policy=piece.policy, plan=plan, chances=Chances(leads=piece.leads)
    )
    found = run(system, piece.runs, seed=piece.seed, first=piece.first, workers=1)
    asked = (found.served + found.unmet).sum(axis=1)
    served = np.divide(found.served.sum(axis=1), asked, out=np.ones_like(asked), where=asked > 0)
    return {"fill": served.tolist(), "unmet_days": unmet_days(found, system).tolist()}


_PLANS: dict[bytes, Plan] = {}


def _plan(told: bytes | None, days: int) -> Plan | None:
    """The plan of a network; each worker makes it once."""
    if told is None:
        return None
    key = hashlib.sha256(told + str(days).encode()).digest()
    if key not in _PLANS:
        _PLANS.clear()
        _PLANS[key] = make(msgspec.json.decode(told, type=Network), Asked(days=days))
    return _PLANS[key]


def sweep(
    work: Sequence[Piece],
    *,
    keep: Path | None = None,
    cluster: str | None = None,
    workers: int | None = None,
    progress: Progress = silent,
    stop: Callable[[], bool] | None = None,
) -> list[Swept]:
    """All pieces, here or on a cluster.

    Args:
        work: From `pieces`; the first name is what others are compared with.
        keep: Folder in which finished pieces are kept; None = nowhere.
        cluster: `tcp://host:port` of a Dask scheduler, `local` for one made here; None = threads.
        workers: Threads, or processes of a local cluster.
        progress: Told of finished pieces.
        stop: Asked between pieces; what is done by then is given.

    Raises:
        QuestionError: There is no cluster at that address, or nothing was done.
    """
    found = _kept(work, keep)
    missing = [p for p in work if p.key not in found]
    try:
        for piece, result in _made(missing, cluster, workers, stop):
            found[piece.key] = result
            if keep is not None:
                _write(keep, piece, result)
            progress(len(found), len({p.key for p in work}), "pieces of work")
    except _ClusterLostError as lost:
        if not found:
            raise QuestionError(
                where=f"--cluster {cluster}",
                what=f"the cluster was lost before any piece was done ({lost}).",
                todo="start it again, or leave --cluster out to work here.",
            ) from None
    return _summed(work, found)


class _ClusterLostError(Exception):
    """The cluster went away."""


def _made(
    missing: Sequence[Piece],
    cluster: str | None,
    workers: int | None,
    stop: Callable[[], bool] | None,
) -> Iterator[tuple[Piece, dict[str, Any]]]:
    if not missing:
        return
    if cluster is not None:
        yield from _on_cluster(missing, cluster, workers, stop)
        return
    threads = workers or os.cpu_count() or 1
    with ThreadPoolExecutor(threads) as pool:
        waiting: dict[Future[dict[str, Any]], Piece] = {}
        left = list(missing)
        while left or waiting:
            if stop is not None and stop():
                left = []
            while left and len(waiting) < 2 * threads:
                piece = left.pop(0)
                waiting[pool.submit(done_by, piece)] = piece
            for task in wait(waiting, return_when=FIRST_COMPLETED).done if waiting else ():
                yield waiting.pop(task), task.result()


def _on_cluster(
    missing: Sequence[Piece],
    cluster: str,
    workers: int | None,
    stop: Callable[[], bool] | None,
) -> Iterator[tuple[Piece, dict[str, Any]]]:
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError:
        raise QuestionError(
            where=f"--cluster {cluster}",
            what="the library that speaks to clusters is not installed.",
            todo='install it with pip install "resupply[cluster]", or leave --cluster out.',
        ) from None
    made = (
        LocalCluster(n_workers=workers or 2, threads_per_worker=1, dashboard_address=None)
        if cluster == "local"
        else None
    )
    try:
        client = Client(made or cluster, timeout="10s")
    except (OSError, ValueError, TimeoutError) as error:
        raise QuestionError(
            where=f"--cluster {cluster}",
            what=f"no cluster answers there ({type(error).__name__}).",
            todo="give the address of a running scheduler, such as tcp://127.0.0.1:8786, or local.",
        ) from None
    try:
        tasks = {client.submit(done_by, p, pure=False, retries=_TRIES): p for p in missing}
        for task in as_completed(list(tasks)):
            if stop is not None and stop():
                client.cancel(list(tasks))
                return
            if task.status != "finished":
                raise _ClusterLostError(str(task.status))
            yield tasks[task], task.result()
    except (OSError, TimeoutError) as error:
        raise _ClusterLostError(type(error).__name__) from None
    finally:
        client.close()
        if made is not None:
            made.close()


def _kept(work: Sequence[Piece], keep: Path | None) -> dict[str, dict[str, Any]]:
    """Pieces that were done before; a file that is not whole is done again."""
    found: dict[str, dict[str, Any]] = {}
    for piece in work if keep is not None else ():
        assert keep is not None
        try:
            told = json.loads((keep / f"{piece.key}.json").read_bytes())
        except (OSError, ValueError):
            continue
        if isinstance(told, dict) and len(told.get("fill") or ()) == piece.runs:
            found[piece.key] = told
    return found


def _write(keep: Path, piece: Piece, result: dict[str, Any]) -> None:
    """Whole or not at all: written beside and moved into place."""
    keep.mkdir(parents=True, exist_ok=True)
    part = keep / f".{piece.key}.{os.getpid()}"
    part.write_text(json.dumps({"name": piece.name, **result}), encoding="utf-8")
    part.replace(keep / f"{piece.key}.json")


def _summed(work: Sequence[Piece], found: dict[str, dict[str, Any]]) -> list[Swept]:
    by: dict[str, dict[int, tuple[float, float]]] = {}
    for piece in work:
        result = found.get(piece.key)
        if result is not None:
            pairs = zip(result["fill"], result["unmet_days"], strict=True)
            by.setdefault(piece.name, {}).update(
                {piece.first + i: pair for i, pair in enumerate(pairs)}
            )
    if not by:
        raise QuestionError(
            where="the sweep",
            what="it was stopped before any piece was done.",
            todo="let it run longer; what is done is kept with --keep FOLDER.",
        )
    base = by.get(work[0].name, {})
    return [_one(name, runs, base, is_base=name == work[0].name) for name, runs in by.items()]


def _one(
    name: str,
    runs: dict[int, tuple[float, float]],
    base: dict[int, tuple[float, float]],
    *,
    is_base: bool,
) -> Swept:
    both = sorted(runs.keys() & base.keys())
    more = np.array([runs[r][1] - base[r][1] for r in both])
    return Swept(
        name=name,
        fill=mean(np.array([pair[0] for pair in runs.values()])),
        unmet_days=mean(np.array([pair[1] for pair in runs.values()])),
        more_days=None if is_base or not len(more) else mean(more),
        runs=len(runs),
    )
