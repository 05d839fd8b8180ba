"""New promises: what a draw promises, bad records, and simulated donors that are covered."""

import msgspec
import numpy as np
import pytest
from tests.forecast_backtest.conftest import FIRST, SCOPE, gift, known, lumpy, monthly, told

from resupply.core.dates import add_months
from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.forecast.arrivals import draw, past
from resupply.forecast.arrivals.learning import PRIOR
from resupply.forecast.arrivals.model import Fitted

TABLE = lumpy(6, 30, seed=1)
VIEW = known(told(TABLE), 30)


def only(*donors: str) -> Scope:
    return msgspec.structs.replace(SCOPE, donors=donors)


def drawn(scope: Scope = SCOPE, months: int = 3, draws: int = 200, seed: int = 1):
    return draw(VIEW, scope, months=months, draws=draws, seed=seed)


def test_the_months_follow_the_record_and_nothing_is_unknown() -> None:
    new = drawn()
    assert new.months == tuple(add_months(FIRST, 30 + at) for at in range(3))
    assert new.donors == tuple(sorted(TABLE))
    assert new.values.shape == (200, 6, 3)
    assert np.isfinite(new.values).all()
    assert (new.values >= 0).all()


def test_the_same_seed_gives_the_same_draws_and_another_does_not() -> None:
    assert (drawn().values == drawn().values).all()
    assert (drawn().values != drawn(seed=2).values).any()


def test_a_donors_draws_do_not_hang_on_who_else_is_asked_for() -> None:
    every, two = drawn(), drawn(only("D01", "D04"))
    assert two.donors == ("D01", "D04")
    assert (two.values == every.values[:, [1, 4]]).all()


def test_more_months_do_not_change_the_stream_of_a_donor_for_another() -> None:
    one, again = drawn(months=6), drawn(months=6)
    assert (one.values[:, :, :3] == again.values[:, :, :3]).all()


def test_draws_are_amounts_of_the_record_in_levels() -> None:
    """The mean of what is drawn is near the record's own, and some months bring nothing."""
    values = drawn(months=12, draws=2000).values
    came = np.array(list(TABLE.values()))
    for at in range(len(came)):
        assert values[:, at].mean() == pytest.approx(came[at].mean(), rel=0.4)
        assert 0.2 < (values[:, at] == 0).mean() < 0.8


def test_a_donor_that_has_gone_quiet_is_expected_to_bring_less() -> None:
    quiet = dict(TABLE)
    quiet["D02"] = np.where(np.arange(30) >= 20, 0.0, TABLE["D02"])
    new = draw(known(told(quiet), 30), SCOPE, months=3, draws=1000, seed=1)
    before = quiet["D02"][:20].mean()
    assert new.values[:, 2].mean() < 0.6 * before
    assert (new.values[:, 2] == 0).mean() > 0.6


def test_a_donor_with_one_entry_is_drawn_with_a_wide_band() -> None:
    new = draw(known([*told(TABLE), gift("ONE", FIRST, 50.0)], 30), SCOPE, months=6,
               draws=1000, seed=1)  # fmt: skip
    own = new.values[:, new.donors.index("ONE")]
    assert (own == 0).mean() > 0.5
    assert 0 < own.mean() < 50.0
    assert len(np.unique(own)) > 20


def test_one_donor_with_one_entry_alone_is_still_answered() -> None:
    new = draw(known([gift("ONE", FIRST, 50.0)], 4), SCOPE, months=3, draws=100, seed=1)
    assert set(np.unique(new.values)) <= {0.0, 50.0}


def test_a_giant_outlier_of_one_donor_leaves_the_others_alone() -> None:
    giant = dict(TABLE)
    giant["D00"] = TABLE["D00"].copy()
    giant["D00"][10] = 1e9
    new = draw(known(told(giant), 30), SCOPE, months=6, draws=500, seed=1)
    plain = drawn(months=6, draws=500)
    for at in range(1, 6):
        assert new.values[:, at].max() < 20 * plain.values[:, at].max()
        assert np.median(new.values[:, at]) <= 3 * np.median(plain.values[:, at]) + 30
    assert np.isfinite(new.values).all()


def test_negative_months_can_come_again() -> None:
    table = np.array(list(TABLE.values()))
    table[3, [5, 15]] = -40.0
    values = Fitted(table, None, 1).draws(list(TABLE), months=12, draws=2000, seed=1)
    assert (values[:, 3] < 0).mean() > 0.01
    assert np.isfinite(values).all()


def test_a_gift_taken_back_leaves_its_month() -> None:
    entries = [*told(TABLE), gift("D00", add_months(FIRST, 4), 500.0)]
    back = msgspec.structs.replace(entries[-1], key="back", reverses=True, reason="error")
    found = past.read(known([*entries, back], 30), SCOPE)
    assert found.amounts[0] == pytest.approx(TABLE["D00"])


def test_gaps_in_the_record_are_months_with_nothing() -> None:
    gap = [*monthly("A", [5.0] * 4), *monthly("A", [7.0] * 4, add_months(FIRST, 20))]
    found = past.read(known(gap, 24), SCOPE)
    assert found.amounts[0].tolist() == [5.0] * 4 + [0.0] * 16 + [7.0] * 4


def test_a_horizon_longer_than_the_record_is_answered() -> None:
    new = draw(known(monthly("A", [4.0, 0.0, 6.0]), 3), SCOPE, months=24, draws=50, seed=1)
    assert new.values.shape == (50, 1, 24)


def test_a_span_of_months_counts_in_its_last_and_what_has_no_month_is_told() -> None:
    entries = [
        *told(TABLE),
        gift("D00", add_months(FIRST, 3), 99.0, end=add_months(FIRST, 5)),
        gift("D01", None, 77.0),
        gift("D02", FIRST, 55.0, end=add_months(FIRST, 20)),
    ]
    found = past.read(known(entries, 30), SCOPE)
    assert found.amounts[0, 5] == pytest.approx(TABLE["D00"][5] + 99.0)
    assert found.amounts[1].sum() == pytest.approx(TABLE["D01"].sum())
    said = {(f.where, f.code): f.what for f in found.findings}
    assert "counted in the last" in said["D00", "undated_amount"]
    assert "left out" in said["D01", "undated_amount"]
    assert "left out" in said["D02", "undated_amount"]


def test_a_month_in_which_nobody_moved_ends_the_record_of_many_donors() -> None:
    found = past.read(known(told(TABLE), 36), SCOPE)
    assert len(found.months) == 30
    assert {f.code for f in found.findings} == {"record_ends_early"}


def test_nothing_at_the_stage_is_refused() -> None:
    scope = msgspec.structs.replace(SCOPE, stage=Stage.DELIVERY)
    with pytest.raises(QuestionError, match="nothing that has a month"):
        draw(VIEW, scope, months=3, draws=10, seed=1)


@pytest.mark.parametrize("numbers", [{"months": 0}, {"months": 10_000}, {"draws": 0}])
def test_senseless_numbers_are_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(QuestionError, match="a number from 1 to"):
        draw(VIEW, SCOPE, **{"months": 3, "draws": 10, "seed": 1, **numbers})


def test_months_before_anybody_brought_anything_are_no_trouble() -> None:
    late = np.concatenate([np.zeros((3, 12)), np.array(list(TABLE.values()))[:3, :10]], axis=1)
    values = Fitted(late, None, 1).draws(["A", "B", "C"], months=2, draws=50, seed=1)
    assert np.isfinite(values).all()


def test_what_stands_promised_is_seen() -> None:
    """Donors bring when something stands promised, and hardly when nothing does."""
    rng = np.random.default_rng(4)
    came, standing = np.zeros((12, 40)), np.zeros((12, 40))
    for donor in range(12):
        stands = 0.0
        for month in range(40):
            if rng.random() < 0.12:
                stands += 60.0
            part = stands * 0.4 if stands > 1 else 0.0
            came[donor, month] = part
            stands -= part
            standing[donor, month] = stands
    full, empty = standing.copy(), standing.copy()
    full[:, -1], empty[:, -1] = 60.0, 0.0
    means = [
        Fitted(came, each, 1).draws([str(d) for d in range(12)], months=1, draws=500, seed=1).mean()
        for each in (full, empty)
    ]
    assert means[0] > 1.1 * means[1]


def test_trust_is_shared_out_and_moves_with_what_came() -> None:
    rng = np.random.default_rng(5)
    silent = np.where(np.arange(30) < 15, 10.0 * rng.lognormal(0, 0.3, 30), 0.0)
    steady = 10.0 * rng.lognormal(0, 0.3, (7, 30))
    fitted = Fitted(np.vstack([silent, steady]), None, 1)
    shares = fitted.learned.shares
    assert shares.sum(axis=1) == pytest.approx(np.ones(8))
    nothing = len(PRIOR) - 1
    assert shares[0, nothing] > shares[1:, nothing].max()


@pytest.mark.parametrize("active", [0.35, 0.8])
def test_simulated_donors_are_covered_at_the_nominal_rate(active: float) -> None:
    """What comes next from the donors' own law lies in the bands as often as they say."""
    from resupply.forecast.backtest import scores

    held: dict[str, list[float]] = {"inside_50": [], "inside_80": [], "inside_95": []}
    for seed in range(4):
        table = np.array(list(lumpy(20, 42, seed=20 + seed, active=active).values()))
        names = [f"D{at:02}" for at in range(20)]
        fitted = Fitted(table[:, :36], None, 1)
        values = fitted.draws(names, months=6, draws=400, seed=seed)
        found = scores.scored(values, table[:, 36:])
        for name, each in held.items():
            each.append(float(found[name].mean()))
    assert np.mean(held["inside_80"]) == pytest.approx(0.80, abs=0.06)
    assert np.mean(held["inside_95"]) == pytest.approx(0.95, abs=0.035)
    assert np.mean(held["inside_50"]) == pytest.approx(0.50, abs=0.18)
