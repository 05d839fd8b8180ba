"""Runs: the compiled loops against a slow simulator, laws, and the same numbers for any workers."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.core.errors import QuestionError
from resupply.simulate.chance import uniforms
from resupply.simulate.runs import drawn, multipliers, run
from resupply.simulate.system import System, compressed, system

sys.path.insert(0, str(Path(__file__).parent))
import slow


def scattered(seed: int, policy: str, days: int = 25) -> System:
    """A small random system with everything in it but room."""
    r = np.random.default_rng(seed)
    places, items, legs = int(r.integers(3, 6)), int(r.integers(1, 4)), int(r.integers(3, 8))
    pairs = places * items
    ends = [tuple(r.choice(places, 2, replace=False)) for _ in range(legs)]
    entries = [(leg, k) for leg in range(legs) for k in range(items) if r.random() < 0.8]
    leg = np.array([e[0] for e in entries], dtype=np.int64)
    item = np.array([e[1] for e in entries], dtype=np.int64)
    start, end = (np.array([ends[x][i] for x in leg], dtype=np.int64) for i in (0, 1))
    needs = int(r.integers(1, 4))
    serve = [
        sorted(r.choice(items, int(r.integers(1, items + 1)), replace=False)) for _ in range(needs)
    ]
    at = r.integers(0, places, needs)
    pairs_of = [[int(at[i]) * items + int(k) for k in serve[i]] for i in range(needs)]
    ptr, flat = compressed(pairs_of)
    rows = int(r.integers(1, 4))
    inside = [
        sorted(r.choice(len(entries), int(r.integers(1, len(entries) + 1)), replace=False))
        for _ in range(rows)
    ]
    row_ptr, row_entry = compressed([[int(x) for x in found] for found in inside])
    leg_ptr, row_leg = compressed([sorted({int(leg[x]) for x in found}) for found in inside])
    fixed = np.where(r.random(legs) < 0.5, r.integers(0, 5, legs), -1)
    out = np.bincount(start * items + item, minlength=pairs)
    uncertain = ("a", "b")
    last = 3
    return system(
        days=days,
        items=items,
        pair_item=np.tile(np.arange(items), places),
        stock=r.uniform(0, 80, pairs),
        stock_mult=r.choice([0, last], pairs),
        supply_pair=r.integers(0, pairs, 3),
        supply=r.uniform(0, 10, (3, days)),
        supply_source=np.array([-1, 0, 0]),
        supply_mult=np.array([0, 1, 2]),
        source_on=np.array([bool(r.random() < 0.5)]),
        source_days=r.integers(0, 9, (1, 2, 256)),
        source_first=r.integers(1, 9, (1, 2, 256)),
        need_pair=np.array([p[0] for p in pairs_of]),
        need=r.uniform(0, 25, (needs, days)),
        need_mult=np.full(needs, 1),
        need_backlog=r.random(needs) < 0.5,
        serve_ptr=ptr,
        serve_pair=flat,
        serve_rate=r.uniform(0.3, 1.5, len(flat)),
        serve_mult=np.full(len(flat), last),
        legs=legs,
        leg_ptr=np.searchsorted(leg, np.arange(legs + 1)),
        leg_open=(r.random((legs, days)) < 0.9).astype(float),
        lead_fixed=fixed,
        lead_days=np.sort(r.integers(1, int(r.integers(3, 14)), (legs, 256)), axis=1),
        entry_leg=leg,
        entry_from=start * items + item,
        entry_to=end * items + item,
        row_ptr=row_ptr,
        row_entry=row_entry,
        row_weight=r.uniform(0.1, 2, len(row_entry)),
        row_leg_ptr=leg_ptr,
        row_leg=row_leg,
        row_amount=r.uniform(0, 20, (rows, days)),
        recipe_pair=r.integers(0, pairs, 1),
        recipe_limit=r.uniform(0, 4, (1, days)),
        recipe_lead=r.integers(0, 4, 1),
        input_ptr=np.array([0, 1]),
        input_pair=r.integers(0, pairs, 1),
        input_amount=r.uniform(0.5, 2, 1),
        policy=policy,
        planned=r.uniform(0, 6, (len(entries), days)),
        share=1.0 / out[start * items + item],
        target=r.uniform(0, 60, pairs),
        uncertain=uncertain,
        multipliers=np.sort(r.uniform(0.5, 1.5, (2, 256)), axis=1),
        products=((0, 1),),
        watch=np.arange(pairs),
    )


@pytest.mark.parametrize("policy", ["plan", "push", "base_stock"])
@pytest.mark.parametrize("seed", range(6))
def test_runs_agree_with_the_slow_simulator_entry_by_entry(seed: int, policy: str) -> None:
    small = scattered(seed, policy)
    got = run(small, 3, seed=9, workers=1)
    for number in range(3):
        mult = multipliers(small, drawn(small, 9, number, 1))[:, 0]
        want = slow.one(small, 9, number, mult)
        for name in ("served", "unmet", "short_days", "first_short", "came", "used", "left"):
            np.testing.assert_allclose(
                getattr(got, name)[number], want[name], atol=1e-8, err_msg=name
            )
        np.testing.assert_allclose(got.paths[:, :, number], want["path"], rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("policy", ["plan", "push", "base_stock"])
def test_sums_that_are_carried_on_for_years_stay_exact(policy: str) -> None:
    """What is wished at a place is not summed anew each day: rounding must not pile up."""
    small = scattered(4, policy, days=1500)
    got = run(small, 1, seed=9, workers=1)
    want = slow.one(small, 9, 0, multipliers(small, drawn(small, 9, 0, 1))[:, 0])
    for name in ("served", "unmet", "left"):
        np.testing.assert_allclose(getattr(got, name)[0], want[name], rtol=1e-9, atol=1e-7)


def test_a_system_without_legs_is_simulated() -> None:
    alone = system(
        days=3,
        items=1,
        pair_item=np.zeros(1, dtype=np.int64),
        stock=np.array([10.0]),
        need_pair=np.array([0]),
        need=np.full((1, 3), 4.0),
        need_backlog=np.array([False]),
        serve_ptr=np.array([0, 1]),
        serve_pair=np.array([0]),
        serve_rate=np.ones(1),
        legs=0,
        leg_ptr=np.zeros(1, dtype=np.int64),
    )
    assert run(alone, 1, workers=1).served.tolist() == [[10.0]]


@pytest.mark.parametrize("most", [1, 64, 65, 300])
def test_lead_times_of_any_spread_agree_with_the_slow_simulator(most: int) -> None:
    r = np.random.default_rng(most)
    small = scattered(7, "push")
    lead = np.sort(r.integers(1, most + 1, (small.legs, 256)), axis=1)
    lead[:, 0], lead[:, -1] = 1, most
    small = replace(small, lead_fixed=np.full(small.legs, -1), lead_days=lead)
    got = run(small, 20, seed=9, workers=1)
    for number in (0, 15, 16, 19):
        want = slow.one(small, 9, number, multipliers(small, drawn(small, 9, number, 1))[:, 0])
        np.testing.assert_allclose(got.left[number], want["left"], atol=1e-8)
        np.testing.assert_allclose(got.paths[:, :, number], want["path"], rtol=1e-5, atol=1e-4)


def test_the_draws_are_those_of_the_slow_simulator() -> None:
    made = uniforms(5, 40, 3, 4)
    for run_number in range(3):
        for stream in range(4):
            told = slow.bits(slow.key(5, 40 + run_number), (1 << 64) - 1, stream) >> 11
            assert made[run_number, stream] == told / (1 << 53)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), policy=st.sampled_from(["plan", "push", "base_stock"]))
def test_goods_neither_appear_nor_vanish(seed: int, policy: str) -> None:
    got = run(scattered(seed, policy), 64, seed=seed)
    np.testing.assert_allclose(got.came, got.used + got.left, rtol=1e-9, atol=1e-7)
    assert (got.served >= -1e-9).all()
    assert (got.unmet >= -1e-9).all()
    assert ((got.first_short >= 0) == (got.short_days > 0)).all()


def test_the_same_seed_gives_the_same_numbers_for_any_number_of_workers() -> None:
    small = scattered(3, "push")
    one = run(small, 200, seed=4, workers=1)
    many = run(small, 200, seed=4, workers=4)
    later = run(small, 72, seed=4, first=128, workers=2)
    other = run(small, 200, seed=5, workers=2)
    assert np.array_equal(one.served, many.served)
    assert np.array_equal(one.paths, many.paths)
    assert np.array_equal(one.served[128:], later.served)
    assert not np.array_equal(one.served, other.served)


def test_a_stop_keeps_the_runs_that_are_done() -> None:
    asked = iter([False, False, True, True, True, True])
    got = run(scattered(1, "push"), 10_000, seed=1, workers=1, stop=lambda: next(asked))
    assert 0 < got.count < 10_000
    assert np.array_equal(got.served, run(scattered(1, "push"), got.count, seed=1).served)


def test_bad_questions_are_refused() -> None:
    small = scattered(1, "push")
    with pytest.raises(QuestionError, match="counted from 1"):
        run(small, 0)
    with pytest.raises(QuestionError, match="no way of deciding"):
        run(scattered(1, "wish"), 1)
