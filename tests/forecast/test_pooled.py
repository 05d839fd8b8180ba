"""Delays of many donors at once: what was put in is found again, and few events widen."""

import numpy as np
import pytest

from resupply.forecast import pooled
from resupply.forecast.pooled import EDGES, Evidence, Hazards
from resupply.forecast.waits import MOVED, OPEN, WITHDRAWN

AGES = np.array([30.0, 90.0, 180.0, 365.0])


def world(seed: int, donors: int = 40) -> tuple[Evidence, np.ndarray]:
    """Donors whose promises move at lognormal times, some withdrawn, seen for two years.

    Each donor's median lies between 30 and 250 days; it has 3 to 40 promises. Returns what is seen,
    and the true share moved by `AGES`, shape (donors, ages).
    """
    chance = np.random.default_rng(seed)
    ages, outcomes, units, truth = [], [], [], []
    for unit in range(donors):
        median, spread = chance.uniform(30, 250), chance.uniform(0.7, 1.1)
        leaving = 1 / 3000.0
        count = int(chance.integers(3, 41))
        moves = np.exp(np.log(median) + spread * chance.standard_normal(count))
        gone = chance.exponential(1 / leaving, count)
        seen = chance.uniform(0, 730, count)
        first = np.minimum(np.minimum(moves, gone), seen)
        ages.append(first)
        outcomes.append(np.where(first == moves, MOVED, np.where(first == gone, WITHDRAWN, OPEN)))
        units.append(np.full(count, unit))
        many = np.exp(np.log(median) + spread * chance.standard_normal(20_000))
        lost = chance.exponential(1 / leaving, 20_000)
        truth.append([float(((many <= a) & (many < lost)).mean()) for a in AGES])
    age, outcome, unit = (np.concatenate(x) for x in (ages, outcomes, units))
    weight = np.ones(len(age))
    return pooled.evidence(age, outcome.astype(np.int8), weight, unit, donors), np.array(truth)


def shares(record: Evidence, seed: int = 1) -> np.ndarray:
    """Draws of the share moved by `AGES`, at once or later."""
    drawn = pooled.sample(record, draws=1000, seed=seed)
    once = drawn.at_once[:, :, None]
    found: np.ndarray = once + (1 - once) * pooled.moved_by(drawn, AGES)
    return found


def test_simulated_donors_are_found_again_within_bands_at_the_nominal_rate() -> None:
    # Seeds 1 to 6 are fixed: 240 donors, whose times are lognormal, not of the model's own family.
    inside = {0.5: [], 0.8: [], 0.95: []}
    for seed in range(1, 7):
        record, truth = world(seed)
        found = shares(record)
        for level, hits in inside.items():
            low, high = np.quantile(found, (0.5 - level / 2, 0.5 + level / 2), axis=0)
            hits.append((truth >= low) & (truth <= high))
    rates = {level: float(np.mean(hits)) for level, hits in inside.items()}
    assert 0.42 <= rates[0.5] <= 0.62, rates
    assert 0.74 <= rates[0.8] <= 0.88, rates
    assert 0.91 <= rates[0.95] <= 0.985, rates


def test_pooled_is_nearer_to_the_truth_than_each_record_alone() -> None:
    record, truth = world(11)
    pooled_error = np.abs(np.median(shares(record), axis=0) - truth)
    alone = np.cumsum(record.moved, axis=1) / record.weight[:, None]  # takes what is open for never
    at = np.searchsorted(EDGES, AGES, side="left") - 1
    few = record.weight <= 10
    assert pooled_error[few].mean() < np.abs(alone[:, at] - truth)[few].mean()


@pytest.mark.parametrize("part", [0.5, 0.1, 0.0])
def test_fewer_events_widen_and_never_sharpen(part: float) -> None:
    record, _ = world(3)
    donor = int(np.argmax(record.weight))
    scale = np.ones(len(record.weight))
    scale[donor] = part
    fewer = Evidence(*(x * (scale if x.ndim == 1 else scale[:, None]) for x in record))
    widths = [
        np.diff(np.quantile(shares(r)[:, donor, 1:3], (0.1, 0.9), axis=0), axis=0).mean()
        for r in (record, fewer)
    ]
    assert widths[1] > widths[0]


def test_one_rate_is_found_as_the_gamma_posterior_says() -> None:
    # One unit, one age: with the factor pinned by nothing but the prior the mean is events/exposure
    # as soon as there are many.
    record = Evidence(
        at_once=np.zeros(1),
        weight=np.full(1, 400.0),
        moved=np.eye(1, len(EDGES)) * 400.0,
        exposure=np.eye(1, len(EDGES)) * 400.0 * 20,
        withdrawn=np.zeros(1),
    )
    drawn = pooled.sample(record, draws=2000, seed=5)
    assert drawn.moving[:, 0, 0].mean() == pytest.approx(1 / 20, rel=0.03)
    assert drawn.moving[:, 0, 0].std() == pytest.approx(1 / 20 / 20, rel=0.15)  # 1/sqrt(400)


def test_the_same_seed_gives_the_same_draws_and_another_one_others() -> None:
    record, _ = world(2, donors=5)
    one, same, other = (shares(record, seed) for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


def test_chains_agree() -> None:
    record, _ = world(4)
    drawn = pooled.sample(record, draws=2000, seed=1).moving[:, :, 2]  # 50 chains, 40 kept of each
    chains = np.log(drawn.reshape(40, 50, -1))
    within = chains.var(axis=0).mean(axis=0)
    between = chains.mean(axis=0).var(axis=0)
    assert (np.sqrt(1 + between / within)).max() < 1.1  # Gelman and Rubin's factor, about


def test_shares_never_fall_and_add_up() -> None:
    record, _ = world(6)
    drawn = pooled.sample(record, draws=200, seed=1)
    ages = np.arange(0.0, 1500.0, 10)
    moved, left = pooled.moved_by(drawn, ages), pooled.open_share(drawn, ages)
    assert (np.diff(moved, axis=2) >= -1e-12).all()
    assert (moved + left <= 1 + 1e-9).all()
    assert moved[..., 0] == pytest.approx(0)


def test_constant_rates_have_their_closed_form() -> None:
    h, w = 0.01, 0.002
    drawn = Hazards(np.zeros((1, 1)), np.full((1, 1, len(EDGES)), h), np.full((1, 1), w))
    expected = h / (h + w) * (1 - np.exp(-(h + w) * AGES))
    assert pooled.moved_by(drawn, AGES)[0, 0] == pytest.approx(expected)
    assert pooled.open_share(drawn, AGES)[0, 0] == pytest.approx(np.exp(-(h + w) * AGES))


def test_nothing_at_all_is_a_wide_guess_not_an_error() -> None:
    empty = pooled.evidence(np.zeros(0), np.zeros(0, np.int8), np.zeros(0), np.zeros(0, int), 2)
    found = shares(empty)
    low, high = np.quantile(found[:, 0, 3], (0.1, 0.9))
    assert np.isfinite(found).all()
    assert high - low > 0.5
