"""Sweeps: the same numbers in threads, on a cluster, after a stop, with a worker killed."""

import json
import threading
import time
from pathlib import Path

import pytest

from resupply.core.errors import QuestionError
from resupply.network.model import Network, Range
from resupply.simulate.failures import single
from resupply.simulate.sweep import PIECE_RUNS, Piece, pieces, shocks_of, sweep

# Dask's own tools warn of threads and ports of this machine; nothing of ours is hidden by these.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Port:UserWarning:distributed"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def network() -> Network:
    """The two donors of test_survive, the north's rate uncertain."""
    from resupply.network.model import Leg, Need, Place, Stock, Supply, exactly
    from resupply.plan.examples import two_places_network

    base = two_places_network()
    return Network(
        start_on=base.start_on,
        places=[Place(id=p, name=p.title()) for p in ("north", "hub", "front")],
        items=base.items,
        legs=[
            Leg(
                id="north-hub",
                from_place="north",
                to_place="hub",
                lead_days=Range(low=1, central=2, high=6),
            ),
            Leg(id="hub-front", from_place="hub", to_place="front", lead_days=exactly(1.0)),
        ],
        stocks=[Stock(place="front", item="round", quantity=exactly(100.0))],
        supplies=[
            Supply(
                id="n",
                place="north",
                item="round",
                party="NNN",
                per_day=Range(low=5, central=15, high=25),
            )
        ],
        needs=[Need(id="need", place="front", group="round", per_day=exactly(15.0))],
    )


def work(runs: int = PIECE_RUNS + 40) -> list[Piece]:
    base = network()
    shocks = shocks_of(base, single(base, ["source", "leg"]))
    return pieces(shocks, days=40, runs=runs, policy="push", seed=5)


def test_each_shock_is_compared_run_by_run_with_the_same_luck() -> None:
    found = {s.name: s for s in sweep(work())}
    assert list(found) == ["as it is", "NNN", "north-hub", "hub-front"]
    assert found["as it is"].more_days is None
    assert all(s.runs == PIECE_RUNS + 40 for s in found.values())
    # Without the donor only the stock is left: 100 of 600, in every run.
    assert found["NNN"].fill.value == pytest.approx(100 / 600)
    assert found["NNN"].fill.half_width == 0.0
    more = found["NNN"].more_days
    assert more is not None
    base = found["as it is"].unmet_days
    assert more.value == pytest.approx(found["NNN"].unmet_days.value - base.value)
    # The spread of the difference is that of the base alone: the luck is shared.
    assert more.half_width == pytest.approx(base.half_width)


def test_what_is_done_is_kept_and_not_done_again(tmp_path: Path) -> None:
    whole = sweep(work())
    asked = iter([False] * 2 + [True] * 50)
    part = sweep(work(), keep=tmp_path, workers=1, stop=lambda: next(asked))
    done = {p.name: p.stat().st_mtime_ns for p in tmp_path.glob("*.json")}
    assert 0 < len(done) < len(work())
    assert part[0].runs <= PIECE_RUNS + 40
    # A file that is not whole is done again, the others are not.
    broken = next(tmp_path.glob("*.json"))
    broken.write_text('{"fill": [1')
    again = sweep(work(), keep=tmp_path)
    assert again == whole
    later = {p.name: p.stat().st_mtime_ns for p in tmp_path.glob("*.json")}
    assert all(later[name] == at for name, at in done.items() if name != broken.name)
    assert len(json.loads(broken.read_text())["fill"]) in (PIECE_RUNS, 40)


def test_a_stop_before_anything_is_done_says_so() -> None:
    with pytest.raises(QuestionError, match="stopped before any piece"):
        sweep(work(), stop=lambda: True)


def test_a_cluster_that_is_not_there_is_named() -> None:
    with pytest.raises(QuestionError, match="no cluster answers"):
        sweep(work(), cluster="tcp://127.0.0.1:9")


def test_a_cluster_gives_the_numbers_of_threads_though_a_worker_is_killed() -> None:
    distributed = pytest.importorskip("distributed")
    whole = sweep(work(runs=20 * PIECE_RUNS))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        victim = next(iter(cluster.workers.values()))
        seen: list[int] = []

        def kill_after_the_first(done: int, total: int | None, what: str) -> None:
            if not seen:
                victim.process.process.kill()
                seen.append(done)

        found = sweep(
            work(runs=20 * PIECE_RUNS),
            cluster=cluster.scheduler_address,
            progress=kill_after_the_first,
        )
    assert seen
    assert found == whole


def test_a_local_cluster_is_made_and_closed() -> None:
    pytest.importorskip("distributed")
    before = threading.active_count()
    assert sweep(work(), cluster="local", workers=1) == sweep(work())
    end = time.monotonic() + 20
    while threading.active_count() > before + 5 and time.monotonic() < end:
        time.sleep(0.1)
    assert threading.active_count() <= before + 5
