"""What users are told of shocks: sentences, rows and refusals, on the shipped cases."""

from datetime import date
from itertools import pairwise

import pytest

import resupply
from resupply.case import Case
from resupply.core.errors import NetworkError, QuestionError


@pytest.fixture(scope="module")
def case() -> Case:
    return resupply.open("ukraine-2024")


def test_the_seed_question_has_an_answer_with_cost_and_day(case: Case) -> None:
    answer = case.pause_cost("USA", start_on=date(2024, 3, 1), days=60)
    row = next(r for r in answer.rows if r["pause_days"] == 60)
    # UKR-A004: 8,000 rounds a month over 60 days.
    assert row["cost_quantity"] == pytest.approx(8000 / 30.4375 * 60, rel=1e-6)
    assert row["cost_days"] == pytest.approx(row["cost_quantity"] / 6571, rel=1e-6)
    assert "United States" in answer.sentence
    assert "felt from 2024-03-12" in answer.sentence
    # Five days by air, one to the crossing, two to the rear, three to the front: eleven in all.
    assert row["day_more_quantity"] == pytest.approx(8000 / 30.4375, rel=1e-6)


def test_the_ends_of_the_ranges_bound_the_cost(case: Case) -> None:
    low, central, high = (
        case.pause_cost("USA", days=60, lengths=[60], level=level).rows[0]["cost_quantity"]
        for level in ("low", "central", "high")
    )
    assert low < central < high
    assert low == pytest.approx(2000 / 30.4375 * 60, rel=1e-6)


def test_every_source_is_ranked(case: Case) -> None:
    rows = case.pause_cost(days=30).rows
    assert [r["what"] for r in rows] == ["EU", "USA", "UKR"]
    assert all(a["cost_days"] >= b["cost_days"] for a, b in pairwise(rows))


def test_survival_lists_what_brings_a_shortage_forward(case: Case) -> None:
    answer = case.survive(need_share=0.2, days=120)
    assert {r["id"] for r in answer.rows} >= {"EU", "hub-rzeszow", "rear-front"}
    days = [r["survive_days"] for r in answer.rows]
    assert days == sorted(days)
    assert "77 of 83" in " ".join(answer.warnings)
    everything = case.survive(need_share=0.2, days=120, unaffected=True)
    assert len(everything.rows) == 83


def test_survival_of_several_together_and_exposure(case: Case) -> None:
    answer = case.survive(without=["EU", "USA"], need_share=0.2, days=120, recover_days=30)
    assert [r["id"] for r in answer.rows] == ["EU+USA"]
    assert answer.rows[0]["exposure_days"] > 0
    assert "mended after 30 days" in answer.sentence
    without = case.survive(without=["EU", "USA"], need_share=0.2, days=120, recover_days=0)
    assert without.rows[0]["exposure_days"] is None
    assert "mended" not in without.sentence


def test_losses_rank_by_what_they_cost_where_need_is_short_anyway(case: Case) -> None:
    answer = case.survive()
    cost = [r["exposure_days"] for r in answer.rows]
    assert cost == sorted(cost, reverse=True)
    pause = case.pause_cost(["USA"], days=30, lengths=[30])
    usa = next(r for r in answer.rows if r["id"] == "USA")
    assert usa["exposure_days"] == pytest.approx(pause.rows[0]["cost_days"])
    assert "European Union" in answer.rows[0]["name"]


def test_a_need_that_is_short_from_the_start_says_what_to_ask(case: Case) -> None:
    relief = resupply.open("humanitarian-ukraine-2024")
    answer = relief.survive(days=60)
    assert "--settle-days" in " ".join(answer.warnings)
    later = relief.survive(days=120, need_share=0.3, settle_days=21)
    assert [r["id"] for r in later.rows[:3]] == ["store-dnipro", "WFP", "src-ua-market"]


def test_simulation_gives_bounds_and_what_matters_most(case: Case) -> None:
    answer = case.simulate(runs=256, seed=7, days=90)
    row = answer.rows[0]
    assert row["unmet_low"] <= row["unmet"] <= row["unmet_high"]
    assert 0 < row["fill_percent"] < 100
    assert row["fill_half_width_percent"] > 0
    assert "UKR-A" in answer.sentence
    figures = case.simulate(runs=512, seed=7, days=90, by="figure").rows
    assert sum(r["share_percent"] for r in figures) == pytest.approx(100, abs=8)
    assert figures[0]["share_percent"] >= figures[1]["share_percent"]
    fan = case.simulate(runs=128, seed=7, days=30, by="day").rows
    assert len(fan) % 30 == 0
    assert all(r["stock_05"] <= r["stock_50"] <= r["stock_95"] for r in fan)


def test_the_same_seed_gives_the_same_answer_for_any_workers(case: Case) -> None:
    one = case.simulate(runs=200, seed=3, days=60, workers=1)
    two = case.simulate(runs=200, seed=3, days=60, workers=2)
    assert one.rows == two.rows


def test_runs_go_on_until_the_answer_is_sure_enough(case: Case) -> None:
    answer = case.simulate(runs=20_000, days=60, half_width_percent=1.0)
    assert answer.rows[0]["fill_half_width_percent"] <= 1.0
    few = case.simulate(runs=600, days=60, half_width_percent=0.0001)
    assert "most runs were made" in " ".join(few.warnings)


def test_sources_stop_and_go_on_as_their_record_shows(case: Case) -> None:
    steady = case.simulate(runs=256, days=120, policy="push").rows[0]["fill_percent"]
    broken = case.simulate(runs=256, days=120, policy="push", on_off=["USA"]).rows[0]
    assert broken["fill_percent"] < steady
    with pytest.raises(QuestionError, match="no supply of the case"):
        case.simulate(runs=64, on_off=["DEU"])
    with pytest.raises(QuestionError, match="no month in which it gave"):
        case.simulate(runs=64, on_off=["UKR"])


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"runs": 0}, "counted from 1"),
        ({"policy": "wish"}, "no way of deciding"),
        ({"leads": "flat"}, "no shape"),
        ({"by": "moon"}, "no row"),
        ({"need_share": 0.0}, "lies above 0"),
        ({"need_share": float("nan")}, "lies above 0"),
    ],
)
def test_bad_words_are_refused(case: Case, asked: dict[str, object], what: str) -> None:
    with pytest.raises(QuestionError, match=what):
        case.simulate(**{"runs": 64, "days": 30, **asked})


def test_a_case_without_a_network_says_so() -> None:
    with pytest.raises(NetworkError, match="places"):
        resupply.open("pipeline-breaks-2024").survive()


def test_a_level_or_tier_there_is_none_of_is_refused(case: Case) -> None:
    with pytest.raises(QuestionError, match="level"):
        case.survive(level="middle")
    with pytest.raises(QuestionError, match="tier"):
        case.survive(tier=0)
