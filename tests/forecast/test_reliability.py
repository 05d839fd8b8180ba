"""How long promises wait: the answer, its bands, and where there is not enough record."""

from datetime import date, timedelta

import pytest
from tests.picture.conftest import Told

import resupply
from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.forecast import reliability

COMMITTED, ALLOCATED = Stage.COMMITMENT, Stage.ALLOCATION
SCOPE = Scope(dataset="own")
JAN, TODAY = date(2023, 1, 1), date(2024, 6, 30)


def kept(told: Told, donor: str, count: int, after: int, *, open_: int = 0) -> Told:
    """A donor who keeps so many promises after so many days, and leaves others open."""
    told.party(donor)
    for at in range(count + open_):
        name = f"{donor}{at}"
        on = JAN + timedelta(days=10 * at)
        told.line(name, donor=donor, aid_kind="military").move(name, COMMITTED, 100, on=on)
        if at < count:
            told.move(name, ALLOCATED, 100, on=on + timedelta(days=after), stage_from=COMMITTED)
    return told


def test_quick_and_slow_donors_are_told_apart_and_few_events_give_wide_bands() -> None:
    told = kept(kept(kept(Told(), "FIN", 20, 20), "EST", 20, 200), "LVA", 2, 20)
    rows = {r["id"]: r for r in reliability.answer(told.view(), SCOPE, today=TODAY).rows}
    assert rows["FIN"]["median_days"] < 60 < rows["EST"]["median_days"]
    assert rows["FIN"]["own_median_days"] == 20
    assert rows["FIN"]["basis"] == "reported"
    width = {d: rows[d]["moved_by_90_days_high"] - rows[d]["moved_by_90_days_low"] for d in rows}
    assert width["LVA"] > width["FIN"]
    assert (rows["FIN"]["record"], rows["LVA"]["record"]) == ("own", "little")


def test_open_promises_lengthen_the_wait() -> None:
    alone = kept(Told(), "FIN", 10, 20)
    with_open = kept(Told(), "FIN", 10, 20, open_=10)
    one, other = (
        reliability.answer(t.view(), SCOPE, today=TODAY).rows[0] for t in (alone, with_open)
    )
    assert other["moved_by_90_days"] < one["moved_by_90_days"]
    assert other["open_share"] == pytest.approx(0.5)


def test_what_was_withdrawn_competes_with_what_moves() -> None:
    told = kept(Told(), "FIN", 6, 30, open_=6)
    for at in range(6, 12):
        name = f"FIN{at}"
        told.move(
            name, Stage.WITHDRAWN, 100, on=JAN + timedelta(days=10 * at + 40), stage_from=COMMITTED
        )
    (row,) = reliability.answer(told.view(), SCOPE, today=TODAY).rows
    assert row["withdrawn_share"] == pytest.approx(0.5)
    assert 0.2 < row["withdrawn_by_365_days"] < 0.8
    assert row["moved_by_365_days"] + row["withdrawn_by_365_days"] <= 1.05


def test_hardly_a_promise_that_moved_is_not_enough_record() -> None:
    told = kept(kept(Told(), "FIN", 0, 0, open_=3), "EST", 1, 30)
    answer = reliability.answer(told.view(), SCOPE, today=TODAY)
    row = next(r for r in answer.rows if r["id"] == "FIN")
    assert row["record"] == "too little"
    assert row["median_days"] is None
    assert row["moved_by_90_days"] is None
    assert any(w.startswith("Not enough record") for w in answer.warnings)
    assert "FIN" not in {r["id"] for r in answer.tables[-1].rows}


def test_what_is_known_later_changes_nothing() -> None:
    told = kept(Told(), "FIN", 8, 30, open_=4)
    before = reliability.answer(told.view(TODAY), SCOPE, today=TODAY)
    later = TODAY + timedelta(days=1)
    told.move("FIN9", ALLOCATED, 100, on=TODAY, stage_from=COMMITTED, known_on=later)
    after = reliability.answer(told.view(TODAY), SCOPE, today=TODAY)
    assert after.rows == before.rows
    assert after.tables[-1].rows == before.tables[-1].rows


def test_the_donors_asked_for_are_judged_beside_all_others() -> None:
    case = resupply.open("ukraine-2024")
    every = {(r["id"], r["way"]): r for r in case.reliability().rows}
    for row in case.reliability(donor=["NOR", "DEU"]).rows:
        if row["id"] is not None:
            assert row == every[row["id"], row["way"]]


def test_the_shipped_case_by_donor_kind_and_group() -> None:
    case = resupply.open("ukraine-2024")
    donors = case.reliability()
    kinds = case.reliability("kind", dataset="kiel")
    groups = case.reliability("group")
    assert {r["id"] for r in kinds.rows} == {"humanitarian", "military", "financial", None}
    assert "EU" in {r["id"] for r in groups.rows}
    for row in donors.rows:
        if row["record"] != "too little":
            low, middle, high = (row[f"moved_by_365_days{e}"] for e in ("_low", "", "_high"))
            assert 0 <= low <= middle <= high <= 1
    assert {r["basis"] for r in donors.rows if r["dataset"] == "kiel"} == {"matched"}
    on_time = donors.tables[0]
    assert on_time.name == "on_time"
    british = next(r for r in on_time.rows if r["donor"] == "GBR")
    assert (british["cases"], british["on_time"]) == (1, 1)
    assert 0 < british["on_time_share_low"] < british["on_time_share_high"] <= 1


def test_a_record_without_two_stages_or_promises_is_refused() -> None:
    with pytest.raises(QuestionError, match="no two stages"):
        resupply.open("humanitarian-ukraine-2024").reliability()
    with pytest.raises(QuestionError):
        resupply.open("ukraine-2024").reliability("year")
    told = kept(Told(), "FIN", 3, 30)
    with pytest.raises(QuestionError, match="no group"):
        reliability.answer(told.view(), SCOPE, today=TODAY, by="group")
