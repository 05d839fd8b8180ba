"""The estimators of survival analysis against lifelines, to 1e-8, on shared examples."""

import warnings
from typing import Any

import numpy as np
import pytest

from resupply.forecast import aft, survival

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # lifelines and the pandas it meets here
    import lifelines
    from autograd import grad, hessian
    from lifelines.datasets import load_leukemia, load_waltons

TOLERANCE = 1e-8


def _examples() -> dict[str, tuple[Any, Any, Any]]:
    waltons, leukemia = load_waltons(), load_leukemia()
    chance = np.random.default_rng(20240228)
    drawn = chance.weibull(0.8, 300) * 90, chance.exponential(120, 300)
    age, moved = np.minimum(*drawn), (drawn[0] <= drawn[1]).astype(float)
    return {
        "waltons": (waltons["T"].to_numpy(float), waltons["E"].to_numpy(float), None),
        "leukemia": (leukemia["t"].to_numpy(float), leukemia["status"].to_numpy(float), None),
        "drawn": (age, moved, None),
        "weighted": (age.round() + 1, moved, chance.integers(1, 9, 300).astype(float)),
    }


EXAMPLES = _examples()


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> tuple[Any, Any, Any]:
    return EXAMPLES[request.param]


def _fitted(fitter: Any, *args: Any, **more: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return fitter.fit(*args, **more)


def test_kaplan_meier_and_its_band(example: tuple[Any, Any, Any]) -> None:
    age, moved, weight = example
    theirs = _fitted(lifelines.KaplanMeierFitter(), age, moved, weights=weight)
    ours = survival.kaplan_meier(survival.counted(age, moved, weight))
    expected = theirs.survival_function_.iloc[:, 0]
    band = theirs.confidence_interval_.to_numpy()
    assert np.abs(ours.at(expected.index) - expected.to_numpy()).max() < TOLERANCE
    inside = (expected.to_numpy() > 0) & (expected.to_numpy() < 1)
    for mine, end in ((ours.low, 0), (ours.high, 1)):
        found = survival.Curve(ours.ages, mine, mine, mine).at(expected.index)
        assert np.abs(found - band[:, end])[inside].max() < TOLERANCE


def test_nelson_aalen_and_its_band(example: tuple[Any, Any, Any]) -> None:
    age, moved, weight = example
    fitter = lifelines.NelsonAalenFitter(nelson_aalen_smoothing=False)
    theirs = _fitted(fitter, age, moved, weights=weight)
    ours = survival.nelson_aalen(survival.counted(age, moved, weight))
    expected = theirs.cumulative_hazard_.iloc[:, 0]
    band = theirs.confidence_interval_.to_numpy()
    assert np.abs(ours.at(expected.index) - expected.to_numpy()).max() < TOLERANCE
    for mine, end in ((ours.low, 0), (ours.high, 1)):
        found = survival.Curve(ours.ages, mine, mine, mine).at(expected.index)
        assert np.abs(found - band[:, end]).max() < TOLERANCE


@pytest.mark.parametrize("cause", [1, 2])
def test_aalen_johansen(cause: int) -> None:
    chance = np.random.default_rng(7)
    age = chance.permutation(np.arange(1.0, 401.0))  # lifelines shakes ties; so none here
    outcome = chance.choice([0, 1, 2], 400, p=[0.3, 0.5, 0.2])
    fitter = lifelines.AalenJohansenFitter(calculate_variance=False)
    theirs = _fitted(fitter, age, outcome, event_of_interest=cause).cumulative_density_.iloc[:, 0]
    ages, *shares = survival.aalen_johansen(survival.counted(age, outcome))
    curve = survival.Curve(ages, *[shares[cause - 1]] * 3)
    assert np.abs(curve.at(theirs.index) - theirs.to_numpy()).max() < TOLERANCE


def test_with_one_cause_incidence_is_one_less_kaplan_meier(example: tuple[Any, Any, Any]) -> None:
    age, moved, weight = example
    record = survival.counted(age, moved, weight)
    _, incidence, _ = survival.aalen_johansen(record)
    assert incidence == pytest.approx(1 - survival.kaplan_meier(record).values, abs=1e-12)


@pytest.mark.parametrize("shape", ["weibull", "lognormal"])
def test_fitted_shapes(example: tuple[Any, Any, Any], shape: str) -> None:
    age, moved, weight = example
    fitter = {"weibull": lifelines.WeibullFitter, "lognormal": lifelines.LogNormalFitter}[shape]()
    theirs = _fitted(fitter, age, moved, weights=weight)
    ours = getattr(aft, shape)(age, moved, weight)
    assert ours.log_likelihood == pytest.approx(theirs.log_likelihood_, rel=TOLERANCE)
    names = {"weibull": ("lambda_", "rho_"), "lognormal": ("mu_", "sigma_")}[shape]
    found = np.array([getattr(theirs, name) for name in names])
    assert ours.parameters == pytest.approx(found, rel=1e-4)
    # Its search stops where the likelihood is flat; from there on by its own likelihood.
    weights = np.ones(len(age)) if weight is None else weight
    expected = _to_the_top(theirs, found, age, moved, weights)
    assert ours.parameters == pytest.approx(expected, rel=TOLERANCE)
    setattr(theirs, names[0], expected[0])
    setattr(theirs, names[1], expected[1])
    assert ours.median == pytest.approx(theirs.percentile(0.5), rel=TOLERANCE)


def _to_the_top(fitter: Any, start: Any, age: Any, moved: Any, weights: Any) -> Any:
    """Newton's steps up the likelihood that lifelines itself has, from where it stopped."""

    def less(at: Any) -> Any:
        ends, entry = (age, None), np.zeros_like(age)
        return fitter._negative_log_likelihood_right_censoring(
            at, ends, moved.astype(bool), entry, weights
        )

    at = start
    for _ in range(6):
        at = at - np.linalg.solve(hessian(less)(at), grad(less)(at))
    return at


def test_one_time_has_no_shape() -> None:
    assert aft.fit([5.0, 5.0, 9.0], [1, 1, 0]) is None
