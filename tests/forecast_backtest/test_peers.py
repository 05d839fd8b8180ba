"""Other methods: points, bands of their own errors, and what is said when they are not there."""

import importlib.util

import numpy as np
import pytest

from resupply.forecast.backtest import peers

LUMPY = np.array([0, 0, 3, 0, 1, 0, 0, 5, 2, 0, 0, 1, 0, 4, 0, 0.0])


def test_points_of_the_naive_methods() -> None:
    past = np.arange(14.0)
    assert peers.naive(past, 2).tolist() == [13.0, 13.0]
    assert peers.seasonal_naive(past, 14).tolist() == [*range(2, 14), 2, 3]
    assert peers.seasonal_naive(past[:5], 2).tolist() == [4.0, 4.0]


@pytest.mark.parametrize("name", peers.OF_LIBRARY)
def test_methods_of_the_library_answer_any_record(name: str) -> None:
    for past in (LUMPY, np.zeros(10), np.full(9, 2.0), np.array([0.0, 1.0, 0.0]), -LUMPY):
        found = peers.library_points(name, past, 6)
        assert found.shape == (6,)
        assert np.isfinite(found).all()


def test_croston_sba_is_the_textbooks() -> None:
    """Size and interval smoothed by 0.1, times 1 - 0.1 / 2 (Syntetos and Boylan 2005)."""
    sizes, gaps = [3.0, 1.0, 5.0, 2.0, 1.0, 4.0], [3, 2, 3, 1, 3, 2]
    size, gap = sizes[0], float(gaps[0])
    for s, g in zip(sizes[1:], gaps[1:], strict=True):
        size, gap = 0.9 * size + 0.1 * s, 0.9 * gap + 0.1 * g
    found = peers.library_points("croston_sba", LUMPY, 1)
    assert found[0] == pytest.approx(0.95 * size / gap, rel=1e-6)


def test_the_bootstrap_draws_months_of_the_series_own_record() -> None:
    past = np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
    found = peers.bootstrap(past, 4, 500, np.random.default_rng(1))
    assert found.shape == (500, 2, 4)
    assert set(np.unique(found[:, 0])) == {1.0, 2.0, 3.0}
    assert found[:, 1].mean() == pytest.approx(20.0, abs=1.0)


def test_bands_are_made_of_the_methods_own_errors() -> None:
    past = np.array([[4.0, 6.0, 5.0, 9.0]])
    earlier = {2: np.array([[5.0, 5.0]]), 3: np.array([[7.0, 7.0]])}
    # Missed by 0 and 2 one month ahead; by 4 two months ahead (known once: one month's stand in).
    found = peers.conformal(np.array([[6.0, 6.0]]), earlier, past, 4)
    assert sorted(found[:, 0, 0]) == [4.0, 6.0, 6.0, 8.0]
    assert (found >= 0).all()


def test_bands_are_not_below_nothing_unless_the_record_is() -> None:
    past = np.array([[0.0, 10.0, 0.0], [-5.0, 10.0, 0.0]])
    earlier = {1: np.array([[9.0], [9.0]]), 2: np.array([[1.0], [1.0]])}
    found = peers.conformal(np.array([[0.0], [-4.0]]), earlier, past, 10)
    assert found[:, 0].min() == 0.0
    assert found[:, 1].min() == -5.0


def test_without_the_library_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import resupply

    found = importlib.util.find_spec
    monkeypatch.setattr(
        peers, "find_spec", lambda name: None if name == "statsforecast" else found(name)
    )
    answer = resupply.open("ukraine-2024").backtest(origins=2, months=2, draws=20)
    assert any("statsforecast is not installed" in w for w in answer.warnings)
    assert {row["method"] for row in answer.rows} == {
        "Resupply", "Historical bootstrap", "Naive", "Seasonal naive",
    }  # fmt: skip
