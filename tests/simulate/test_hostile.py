"""Shocks asked for in ways that make no sense: refused in words, never passed over."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

import resupply
from resupply.case import Case
from resupply.core.errors import NetworkError, QuestionError
from resupply.network.model import Supply, exactly
from resupply.plan.examples import two_places_network
from resupply.simulate.failures import named


@pytest.fixture(scope="module")
def case() -> Iterator[Case]:
    opened = resupply.open("ukraine-2024")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"seed": 2**63}, "seed from 0"),
        ({"seed": -1}, "seed from 0"),
        ({"runs": 10**9}, "do not fit in memory"),
        ({"runs": 9_000_000, "days": 180, "by": "day"}, "does not fit in memory"),
        ({"workers": 0}, "counted from 1"),
        ({"workers": -3}, "counted from 1"),
        ({"workers": 10**6}, "counted from 1"),
        ({"half_width_percent": float("nan")}, "above 0"),
        ({"half_width_percent": 0.0}, "above 0"),
        ({"half_width_percent": -1.0}, "above 0"),
        ({"cover_days": float("nan")}, "0 or more"),
        ({"cover_days": float("inf")}, "0 or more"),
        ({"cover_days": -3.0}, "0 or more"),
        ({"shocks": True, "by": "figure"}, "--shocks"),
        ({"shocks": True, "on_off": ["USA"]}, "--shocks"),
        ({"shocks": True, "half_width_percent": 1.0}, "--shocks"),
        ({"shocks": True, "runs": 0}, "counted from 1"),
        ({"shocks": True, "seed": 2**70}, "seed from 0"),
        ({"on_off": ["Nobody"]}, "no month in which it gave"),
    ],
)
def test_simulations_that_make_no_sense_are_refused(
    case: Case, given: dict[str, Any], what: str
) -> None:
    with pytest.raises(QuestionError) as refused:
        case.simulate(**{"runs": 64, "days": 30, **given})
    error = refused.value
    assert what in f"{error.what} {error.todo}"
    assert error.where


@pytest.mark.parametrize("ask", ["survive", "simulate", "pause_cost"])
def test_days_on_which_nothing_is_asked_for_are_refused(case: Case, ask: str) -> None:
    with pytest.raises(NetworkError, match="nothing is asked for") as refused:
        getattr(case, ask)(until=date(1900, 1, 1))
    assert "2024-01-31" in refused.value.todo


def test_survival_counts_days_from_zero_and_mends_after_one(case: Case) -> None:
    with pytest.raises(QuestionError, match="counted from 0"):
        case.survive(settle_days=-3)
    with pytest.raises(QuestionError, match="mended after a day"):
        case.survive(recover_days=-1, without=["USA"])


@pytest.mark.parametrize("name", ["USA", "usa", "United States", "united states"])
def test_a_donor_is_meant_however_it_is_written(case: Case, name: str) -> None:
    (row,) = case.pause_cost(name, days=30, lengths=[30], horizon_days=60).rows
    assert row["what"] == "USA"
    assert case.survive(without=[name], days=40).rows[0]["kind"] == "source"
    stopping = case.simulate(runs=64, days=30, on_off=[name]).rows
    assert stopping == case.simulate(runs=64, days=30, on_off=["USA"]).rows


def test_a_group_fails_with_its_members() -> None:
    network = two_places_network()
    supplies = [
        Supply(id=p, place="hub", item="round", party=p, quantity=exactly(5.0))
        for p in ("DEU", "FRA", "USA")
    ]
    given = replace(network, supplies=supplies)
    union = {"eu": frozenset({"EU", "DEU", "FRA", "ITA"})}
    assert named(given, ["EU"], union).parties == {"DEU", "FRA"}
    assert named(given, ["EU", "USA"], union).parties == {"DEU", "FRA", "USA"}
    assert named(given, ["fra", "FRA"]).kind == "source"
    with pytest.raises(QuestionError, match="supplies and makes nothing"):
        named(given, ["ITA"], {"ita": frozenset({"ITA"})})


def test_a_pause_that_outlasts_the_days_looked_at_is_counted_and_said(case: Case) -> None:
    answer = case.pause_cost("USA", days=60, horizon_days=30)
    row = next(r for r in answer.rows if r["pause_days"] == 60)
    whole = case.pause_cost("USA", days=30, horizon_days=30, lengths=[30]).rows[0]
    assert row["cost_quantity"] == pytest.approx(whole["cost_quantity"])
    assert any("after 2024-03-28" in w for w in answer.warnings)
    assert not any("goes on after" in w for w in case.pause_cost("USA", days=30).warnings)
    every = case.pause_cost(days=999, horizon_days=60)
    assert [r["pause_days"] for r in every.rows] == [999, 999, 999]
    assert every.rows[0]["cost_days"] > 1
    assert "dearest" in every.sentence


def test_a_pause_that_only_delays_says_so(case: Case) -> None:
    answer = case.pause_cost("rear-front", days=30, lengths=[30])
    assert answer.rows[0]["cost_days"] == pytest.approx(0, abs=1e-6)
    assert "made up for later" in answer.sentence
    nothing = case.pause_cost("usa-sea", days=30, lengths=[30])
    assert "made up for later" not in nothing.sentence


def test_too_few_runs_explain_no_spread_and_say_so(case: Case) -> None:
    answer = case.simulate(runs=63, days=30, by="figure")
    assert list(answer.rows) == []
    assert any("64 or more" in w for w in answer.warnings)
    assert case.simulate(runs=64, days=60, by="figure").rows


def test_the_last_days_of_the_calendar_are_refused(case: Case) -> None:
    from resupply.plan.calendar import calendar

    last = date.max - timedelta(days=10)
    assert calendar(last, 10).count == 10
    with pytest.raises(QuestionError, match="no calendar"):
        calendar(last, 11)


def test_every_source_has_what_one_more_day_costs(case: Case) -> None:
    rows = case.pause_cost(days=30, horizon_days=90).rows
    assert all(r["day_more_days"] is not None for r in rows)


def test_runs_that_draw_figures_send_nobody_to_levels_they_do_not_have(case: Case) -> None:
    for answer in (
        case.simulate(runs=64, days=30),
        case.simulate(runs=64, days=10, shocks=True, policy="push"),
    ):
        assert any("9 assumptions" in w for w in answer.warnings)
        assert not any("--level" in w for w in answer.warnings)
    assert any("--level" in w for w in case.pause_cost("USA", days=30).warnings)
