"""The large method: what it refuses, stopping, beginning again, threads, prices by hand."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from resupply.network.model import Recipe, exactly
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.examples import two_places, two_places_network
from resupply.plan.large.crew import cut
from resupply.plan.large.flows import Prices
from resupply.plan.large.method import solve
from resupply.plan.large.scope import supports
from resupply.plan.problem import Flows, Problem, Proof, Shared, Weights

DAYS = 8


def problem() -> Problem:
    return two_places(days=DAYS)


def weights(problem: Problem) -> Weights:
    places, items, legs, periods = problem.shape
    return Weights(
        unmet=np.full((len(problem.needs.place), periods), 10.0),
        send=np.full((legs, items), 0.5),
        hold=np.full((places, items, periods), 0.01),
    )


def solved(**how: object) -> tuple[Flows, Proof, Prices]:
    return solve(problem(), weights(problem()), **how)


def test_it_finds_the_plan_worked_out_by_hand():
    # 100 rounds at the hub, 20 a day can leave, each is a day under way: 20 a day from the second
    # day on, and the last of the hundred leaves on the fifth.
    flows, proof, _ = solved(gap=1e-6)
    assert flows.sent[0, 0] == pytest.approx([20, 20, 20, 20, 20, 0, 0, 0], abs=1e-3)
    assert flows.unmet[0] == pytest.approx([30, 10, 10, 10, 10, 10, 30, 30], abs=1e-3)
    waited = 80 + 60 + 40 + 20
    assert proof.objective == pytest.approx(140 * 10 + 100 * 0.5 + waited * 0.01, rel=1e-5)
    assert proof.status == "optimal"


def test_prices_say_what_more_would_be_worth():
    _, _, prices = solved(gap=1e-7)
    for more in ("stock", "capacity"):
        changed = problem()
        if more == "stock":
            changed = replace(changed, stock=changed.stock + np.array([[1.0], [0.0]]))
            said = prices.stock[0, 0, 0]
        else:
            shared = changed.shared
            changed = replace(changed, shared=replace(shared, amount=shared.amount * 1.01))
            said = (prices.capacity * shared.amount).sum() * 0.01
        costs = [solve(p, weights(p), gap=1e-7)[1].objective for p in (problem(), changed)]
        assert said == pytest.approx(costs[0] - costs[1], abs=2e-2)


def test_stopping_gives_a_plan_and_a_bound():
    asked = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) >= 2

    flows, proof, _ = solved(gap=0.0, stop=stop)
    assert (proof.status, proof.iterations) == ("stopped", 40)
    assert proof.bound is not None
    assert proof.bound <= proof.objective
    assert flows.unmet.sum() <= DAYS * 30


def test_no_time_gives_a_plan_all_the_same():
    flows, proof, _ = solved(gap=0.0, seconds=0.0)
    assert proof.status == "stopped"
    assert flows.unmet.min() >= 0.0


def test_progress_is_told_and_may_stop_it():
    told = []

    def progress(done: int, total: int | None, what: str) -> None:
        told.append((done, total, what))

    solved(gap=1e-6, progress=progress)
    assert told[0][:2] == (200, None)
    assert "within" in told[0][2]


def test_it_begins_from_a_plan_and_never_gives_a_worse_one():
    best, proof, _ = solved(gap=1e-8)
    again, second, _ = solved(gap=0.0, start=best, stop=lambda: True)
    assert second.objective <= proof.objective + 1e-9
    assert again.sent == pytest.approx(best.sent)


def test_the_same_input_gives_the_same_numbers():
    first, second = (solved(gap=1e-5)[0] for _ in range(2))
    assert np.array_equal(first.sent, second.sent)


def test_threads_do_not_change_the_numbers():
    one, two = (solved(gap=1e-5, threads=n)[0] for n in (1, 2))
    assert np.array_equal(one.sent, two.sent)


def test_needs_that_nothing_can_reach_stay_unmet():
    bare = replace(problem(), open=np.zeros_like(problem().open))
    flows, proof, _ = solve(bare, weights(bare))
    assert flows.unmet == pytest.approx(bare.needs.amount)
    assert flows.stock[0, 0] == pytest.approx([100.0] * DAYS)
    assert (proof.gap, proof.status) == (0.0, "optimal")


def test_it_refuses_what_it_cannot_plan():
    plain = problem()
    room = Shared(
        row=np.zeros(1, np.int32),
        leg=np.zeros(1, np.int32),
        item=np.zeros(1, np.int32),
        weight=np.ones(1),
        amount=np.full((1, DAYS), 50.0),
    )
    recipe = Recipe(
        id="made", place="hub", output="round", per_day=exactly(1.0), lead_days=exactly(0.0)
    )
    network = msgspec.structs.replace(two_places_network(), recipes=(recipe,))
    shared = plain.shared
    twice = replace(
        shared,
        row=np.array([0, 1], np.int32),
        leg=np.zeros(2, np.int32),
        item=np.zeros(2, np.int32),
        weight=np.ones(2),
        amount=np.ones((2, DAYS)),
    )
    backlog = replace(plain.needs, backlog=np.ones(1, dtype=bool))
    said = [
        supports(plain),
        supports(replace(plain, storage=room)),
        supports(replace(plain, needs=backlog)),
        supports(build(network, calendar(network.start_on, DAYS, "day"))),
        supports(replace(plain, shared=twice)),
    ]
    assert said == [
        None,
        "places have limited room",
        "unmet need is carried on",
        "goods are made from others",
        "an item on a leg counts against two capacities",
    ]


def test_work_is_cut_into_parts_that_hold_all_of_it():
    assert cut(np.zeros(3), 2).tolist() == [0, 3]
    assert cut(np.ones(5), 2).tolist() == [0, 3, 5]
    assert cut(np.ones(1), 2).tolist() == [0, 1]
    assert cut(np.zeros(0), 2).tolist() == [0]
