"""Scores: known values, what they promise, and honest bands that hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from resupply.forecast.backtest import scores

DRAWS = hnp.arrays(np.float64, st.integers(1, 30), elements=st.floats(-100, 100))


def test_a_point_is_scored_by_how_far_it_is_off() -> None:
    draws = np.full((50, 2), 3.0)
    assert scores.crps(draws, np.array([3.0, 5.0])) == pytest.approx([0.0, 2.0])


def test_crps_of_an_even_spread_has_a_closed_form() -> None:
    # For U(0, 1) and y: y^2 - y + 1/3.
    draws = ((np.arange(20_000) + 0.5) / 20_000)[:, None]
    for came in (0.0, 0.3, 1.0):
        found = scores.crps(draws, np.array([came]))
        assert found == pytest.approx([came**2 - came + 1 / 3], abs=1e-6)


@settings(max_examples=50)
@given(draws=DRAWS, came=st.floats(-100, 100), shift=st.floats(-50, 50))
def test_crps_is_at_least_zero_and_moves_with_its_unit(draws, came, shift) -> None:
    one = float(scores.crps(draws[:, None], np.array([came]))[0])
    moved = float(scores.crps(draws[:, None] + shift, np.array([came + shift]))[0])
    doubled = float(scores.crps(2 * draws[:, None], np.array([2 * came]))[0])
    assert one >= -1e-9
    assert moved == pytest.approx(one, abs=1e-7)
    assert doubled == pytest.approx(2 * one, abs=1e-7)


def test_the_truth_scores_better_than_what_is_off() -> None:
    rng = np.random.default_rng(1)
    came = rng.gamma(2.0, 3.0, 4000)
    right = rng.gamma(2.0, 3.0, (300, 1)) * np.ones(4000)
    assert scores.crps(right, came).mean() < scores.crps(right * 1.3, came).mean()
    assert scores.crps(right, came).mean() < scores.crps(right * 0 + 6.0, came).mean()
    assert scores.pinball(right, came).mean() < scores.pinball(right * 1.3, came).mean()


@settings(max_examples=50)
@given(draws=DRAWS, share=st.sampled_from([0.5, 0.8, 0.95]))
def test_the_band_holds_its_share_and_is_no_wider_than_the_central_one(draws, share) -> None:
    low, high = scores.band(draws[:, None], share)
    held = np.mean((draws >= low) & (draws <= high))
    assert held >= share - 1e-12
    assert low in draws
    assert high in draws
    central = [scores.quantile(draws[:, None], (1 + sign * share) / 2) for sign in (-1, 1)]
    inside = np.mean((draws >= central[0]) & (draws <= central[1]))
    if inside >= share:
        assert high - low <= central[1] - central[0] + 1e-9


def test_a_band_of_draws_that_are_mostly_nothing_begins_at_nothing() -> None:
    draws = np.array([0.0] * 70 + list(range(1, 31)))[:, None]
    assert [float(end[0]) for end in scores.band(draws, 0.8)] == [0.0, 10.0]


def test_honest_forecasts_hold_and_lie_evenly() -> None:
    rng = np.random.default_rng(2)
    came = np.where(rng.random(2000) < 0.6, 0.0, rng.lognormal(0, 1, 2000))
    draws = np.where(rng.random((1000, 2000)) < 0.6, 0.0, rng.lognormal(0, 1, (1000, 2000)))
    found = scores.scored(draws, came)
    assert found["inside_80"].mean() == pytest.approx(0.80, abs=0.03)
    assert found["inside_95"].mean() == pytest.approx(0.95, abs=0.02)
    # Between two quantiles it holds more than it says: its lower end is nothing at all.
    assert found["central_80"].mean() == pytest.approx(0.90, abs=0.03)
    even = scores.histogram(found["below"], found["upto"])
    assert even == pytest.approx(np.full(10, 0.1), abs=0.03)


def test_the_histogram_shows_what_is_wrong() -> None:
    rng = np.random.default_rng(3)
    came = rng.normal(0, 1, 3000)
    narrow, wide = rng.normal(0, 0.5, (500, 1)), rng.normal(0, 2, (500, 1))
    ends = [
        scores.histogram(*scores.lies(np.broadcast_to(d, (500, 3000)), came))
        for d in (narrow, wide)
    ]
    assert ends[0][0] > 0.15
    assert ends[1][0] < 0.06
    assert sum(ends[0]) == pytest.approx(1.0)


def test_what_is_not_known_is_not_scored() -> None:
    found = scores.scored(np.zeros((5, 2)), np.array([np.nan, 1.0]))
    for name, values in found.items():
        assert np.isnan(values[0]), name
        assert not np.isnan(values[1]), name
