"""What arrives: parts add up, seeds hold, later knowledge changes nothing, odd records are told."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from tests.picture.conftest import Told

import resupply
from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.forecast import ahead, ahead_answer

COMMITTED, ALLOCATED = Stage.COMMITMENT, Stage.ALLOCATION
SCOPE = Scope(dataset="own")
TODAY = date(2024, 6, 30)
BN = 1e9


def month(number: int, day: int = 15) -> date:
    """A day of a month counted from January 2023."""
    return date(2023 + (number - 1) // 12, (number - 1) % 12 + 1, day)


def steady(told: Told, donor: str, months: range = range(1, 19), *, amount: float = BN) -> Told:
    """A donor who commits an amount each month, and allocates it two months later."""
    told.party(donor).line(donor, donor=donor, aid_kind="military")
    for at in months:
        told.move(donor, COMMITTED, amount, on=month(at))
        if at + 2 <= 18:
            told.move(donor, ALLOCATED, amount, on=month(at + 2), stage_from=COMMITTED)
    return told


def test_the_parts_of_a_draw_add_up_and_none_is_below_zero() -> None:
    view = steady(steady(Told(), "FIN"), "EST", amount=2 * BN).view()
    found = ahead.draw(view, SCOPE, today=TODAY, months=6, draws=300)
    assert found.pipeline.min() >= -1e-3
    assert found.new.min() >= -1e-3
    assert (found.pipeline.sum(axis=3) <= found.standing * (1 + 1e-9)).all()
    assert found.standing.sum() == pytest.approx(6 * BN)  # two months of each wait
    by_donor = ahead_answer.answer(view, SCOPE, lambda: None, SCOPE, today=TODAY, draws=300)
    by_kind = ahead_answer.answer(
        view, SCOPE, lambda: None, SCOPE, today=TODAY, draws=300, by="kind"
    )
    every, kinds = by_donor.rows[-1], by_kind.rows[-1]
    assert kinds["arrives_eur"] == pytest.approx(every["arrives_eur"])
    means = [sum(r[f"{n}_mean_eur"] for r in by_donor.rows[:-1]) for n in ("pipeline", "new")]
    assert every["arrives_mean_eur"] == pytest.approx(sum(means))
    assert every["pipeline_mean_eur"] == pytest.approx(means[0])


def test_donors_are_drawn_alike_whoever_else_is_asked_for() -> None:
    view = steady(steady(Told(), "FIN"), "EST", amount=2 * BN).view()
    every = ahead.draw(view, SCOPE, today=TODAY, days=90, draws=100, seed=4)
    alone = ahead.draw(
        view, Scope(dataset="own", donors=("FIN",)), today=TODAY, days=90, draws=100, seed=4
    )
    at = every.donors.index("FIN")
    assert alone.donors == ("FIN",)
    assert (alone.pipeline[:, 0] == every.pipeline[:, at]).all()
    assert (alone.new[:, 0] == every.new[:, at]).all()
    other = ahead.draw(view, SCOPE, today=TODAY, days=90, draws=100, seed=5)
    assert (other.pipeline != every.pipeline).any()


def test_what_is_known_later_changes_nothing() -> None:
    told = steady(Told(), "FIN")
    scope = Scope(dataset="own", as_of=TODAY)
    before = ahead.draw(told.view(TODAY), scope, today=TODAY, days=60, draws=50)
    told.move("FIN", COMMITTED, 90 * BN, on=month(17), known_on=TODAY + timedelta(days=1))
    told.move("FIN", ALLOCATED, 70 * BN, on=month(18), known_on=TODAY + timedelta(days=9))
    after = ahead.draw(told.view(TODAY), scope, today=TODAY, days=60, draws=50)
    assert (after.pipeline == before.pipeline).all()
    assert (after.new == before.new).all()
    assert (after.standing == before.standing).all()


def test_periods_cover_all_days_once() -> None:
    for asked in ({"days": 1}, {"days": 45}, {"days": 400}, {"months": 1}, {"months": 7}, {}):
        periods = ahead.periods_of(date(2024, 2, 10), asked.get("days"), asked.get("months"))
        assert periods[0].from_on == date(2024, 2, 11)
        for one, after in pairwise(periods):
            assert after.from_on == one.until_on + timedelta(days=1)
        if "days" in asked:
            assert periods[-1].until_on == date(2024, 2, 10) + timedelta(days=asked["days"])


def test_longer_horizons_bring_more_and_are_wider() -> None:
    view = steady(Told(), "FIN").view()
    rows = [
        ahead_answer.answer(view, SCOPE, lambda: None, SCOPE, today=TODAY, days=d).rows[-1]
        for d in (30, 120, 600)
    ]
    means = [r["arrives_mean_eur"] for r in rows]
    widths = [r["arrives_high_eur"] - r["arrives_low_eur"] for r in rows]
    assert means == sorted(means)
    assert widths == sorted(widths)


def test_a_horizon_beyond_the_record_is_told() -> None:
    view = steady(Told(), "FIN", range(14, 19)).view()
    answer = ahead_answer.answer(view, SCOPE, lambda: None, SCOPE, today=TODAY, days=1000)
    assert any("nothing in it shows such long waits" in w for w in answer.warnings)


def odd(told: Told, which: str) -> Told:
    told.party("EST").line("EST", donor="EST", aid_kind="military")
    if which == "one entry":
        told.move("EST", COMMITTED, BN, on=month(10))
    elif which == "one giant outlier":
        for at in range(1, 19):
            told.move("EST", COMMITTED, 500 * BN if at == 9 else 1e6, on=month(at))
            told.move("EST", ALLOCATED, 1e6, on=month(at))
    elif which == "taken back":
        told.move("EST", COMMITTED, BN, on=month(3))
        told.move("EST", ALLOCATED, BN, on=month(4), stage_from=COMMITTED)
        told.move(
            "EST", ALLOCATED, BN, on=month(6), stage_from=COMMITTED, reverses=True, reason="error"
        )
    elif which == "gaps":
        for at in (1, 9, 18):
            told.move("EST", COMMITTED, BN, on=month(at))
    elif which == "undated":
        told.move("EST", COMMITTED, BN, on=None)
        told.move("EST", COMMITTED, BN, on=month(16), happened_from=month(2))
    return told


@pytest.mark.parametrize(
    "which", ["one entry", "one giant outlier", "taken back", "gaps", "undated", "nothing"]
)
def test_odd_records_are_answered_with_finite_figures(which: str) -> None:
    view = odd(steady(Told(), "FIN"), which).view()
    answer = ahead_answer.answer(view, SCOPE, lambda: None, SCOPE, today=TODAY, draws=200)
    figures = [v for r in answer.rows for v in r.values() if isinstance(v, float)]
    assert np.isfinite(figures).all()
    assert all(r["arrives_low_eur"] >= 0 for r in answer.rows)
    rows = {r["id"]: r for r in answer.rows}
    if which in ("one entry", "one giant outlier", "gaps"):
        assert rows["EST"]["standing_eur"] > 0
    if which == "undated":
        assert any(f.code == "undated_amount" for f in answer.findings)


def test_what_cannot_be_forecast_is_refused_with_where_what_todo() -> None:
    told = Told().party("FIN").line("FIN", donor="FIN")
    told.move("FIN", ALLOCATED, BN, on=None)
    with pytest.raises(QuestionError, match="--stage allocation"):
        ahead.draw(told.view(), SCOPE, today=TODAY)
    view = steady(Told(), "FIN").view()
    for asked, where in (
        ({"days": 0}, "--days 0"),
        ({"days": 99999}, "--days 99999"),
        ({"months": 0}, "--months 0"),
        ({"days": 5, "months": 5}, "--days, --months"),
    ):
        with pytest.raises(QuestionError) as refused:
            ahead.draw(view, SCOPE, today=TODAY, **asked)
        assert refused.value.where == where
        assert refused.value.todo
    for more in ({"by": "year"}, {"draws": 0}):
        with pytest.raises(QuestionError):
            ahead_answer.answer(view, SCOPE, lambda: None, SCOPE, today=TODAY, **more)
    with pytest.raises(QuestionError, match="no supplies"):
        ahead_answer.answer(view, SCOPE, lambda: None, SCOPE, today=TODAY, by="item")


def test_the_shipped_case_says_what_stands_and_what_is_new() -> None:
    case = resupply.open("ukraine-2024")
    answer = case.forecast(days=90, donor=["DEU", "USA", "EU-INST"])
    assert answer.scope.stage == ALLOCATED
    assert [r["id"] for r in answer.rows][-1] is None
    for row in answer.rows:
        assert row["arrives_low_eur"] <= row["arrives_eur"] <= row["arrives_high_eur"]
        assert row["pipeline_mean_eur"] + row["new_mean_eur"] == pytest.approx(
            row["arrives_mean_eur"]
        )
        assert row["source_ids"] == ["kiel-r16"]
    stands = {r["id"]: r["standing_eur"] for r in answer.rows}
    assert stands["USA"] == pytest.approx(3.307e9, rel=1e-3)  # as in balances
    assert answer.sentence.startswith("In all, ")


def test_goods_come_by_the_supplies_of_the_network() -> None:
    case = resupply.open("ukraine-2024")
    answer = case.forecast("item", days=90)
    rows = {r["id"]: r for r in answer.rows}
    # UKR-A004: 2,000 to 20,000 rounds a month, over 90 days of 30.4375.
    low, high = (x * 90 / 30.4375 for x in (2_000, 20_000))
    shells = rows["155mm"]
    assert low <= shells["arrives_low_quantity"] < shells["arrives_high_quantity"] <= high
    assert shells["supplies"] == ["UKR-S001"]
    assert [r["id"] for r in case.forecast("item", donor="USA").rows] == ["155mm"]
