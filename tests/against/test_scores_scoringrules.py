"""CRPS and pinball loss against `scoringrules`."""

import numpy as np
import pytest
import scoringrules

from resupply.forecast.backtest import scores


def forecasts(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Lumpy amounts, with ties and zeros: shape (draws, 40, 6) and (40, 6)."""
    rng = np.random.default_rng(seed)
    size = rng.lognormal(1, 2, (201, 40, 6))
    draws = np.where(rng.random(size.shape) < 0.4, 0.0, np.round(size, 1))
    came = np.where(rng.random((40, 6)) < 0.4, 0.0, rng.lognormal(1, 2, (40, 6)))
    return draws, came


@pytest.mark.parametrize("seed", range(3))
def test_crps_agrees(seed: int) -> None:
    draws, came = forecasts(seed)
    theirs = scoringrules.crps_ensemble(came, draws, m_axis=0, estimator="nrg")
    np.testing.assert_allclose(scores.crps(draws, came), theirs, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("level", scores.LEVELS)
def test_pinball_agrees(level: float) -> None:
    draws, came = forecasts(7)
    told = np.quantile(draws, level, axis=0, method="inverted_cdf")
    theirs = scoringrules.quantile_score(came, told, level)
    np.testing.assert_allclose(scores.pinball(draws, came, [level]), theirs, rtol=1e-10, atol=1e-10)


def test_crps_is_twice_the_mean_pinball_loss_over_all_levels() -> None:
    draws, came = forecasts(8)
    count = len(draws)
    levels = (np.arange(count) + 0.5) / count
    np.testing.assert_allclose(
        2 * scores.pinball(draws, came, levels), scores.crps(draws, came), rtol=1e-9
    )
