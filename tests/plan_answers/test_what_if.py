"""What-ifs: the base is the plan, days of need are the base's, nothing idle is compared."""

from datetime import date
from pathlib import Path

import pytest

import resupply
from resupply.case import Case
from resupply.cli import main
from resupply.core.errors import QuestionError

START = date(2024, 3, 1)


@pytest.mark.parametrize("level", ["low", "central", "high"])
def test_the_base_is_the_plan_of_the_same_level(own: Case, level: str) -> None:
    plan = own.plan(days=40, level=level, show="needs").rows[0]
    row = own.what_if(pause=["NNN"], horizon_days=40, level=level).rows[0]
    assert row["unmet_base"] == pytest.approx(plan["unmet"], abs=1e-6)
    assert row["met_base_percent"] == pytest.approx(plan["met_percent"])
    assert row["unmet"] - row["unmet_base"] == pytest.approx(row["more_unmet"])
    assert row["more_unmet"] > 0
    assert row["felt_on"] is not None


def test_a_pause_ends_with_its_days_and_costs_no_more_than_came_in_them(own: Case) -> None:
    row = own.what_if(pause=["NNN"], start_on=START, days=10, scale=["u2=4"], horizon_days=60).rows[
        0
    ]
    assert row["more_unmet"] > 0
    scaled = own.what_if(scale=["u2=4"], horizon_days=60).rows[0]
    # 6,000 rounds a month of 30.4375 days, for ten days.
    lost = row["unmet"] - scaled["unmet"]
    assert lost == pytest.approx(10 * 6000 / 30.4375, rel=1e-6)
    early = own.what_if(pause=["NNN"], start_on=date(2023, 1, 1), days=10, horizon_days=60)
    assert early.rows[0]["more_unmet"] == 0.0
    assert "no need is met less or more" in early.sentence


def test_more_need_is_no_gain_though_a_day_of_it_is_longer(own: Case) -> None:
    """A stock for all of the new need leaves what was missing as it was: nothing is gained."""
    answer = own.what_if(
        changes=[
            {"do": "add_need", "id": "more", "place": "rear", "item": "155mm", "per_day": 1000},
            {"do": "add_stock", "place": "rear", "item": "155mm", "quantity": 120_000},
        ],
        horizon_days=120,
    )
    assert own.plan(days=120, level="central", show="needs").rows[0]["unmet"] > 0
    assert "no need is met less or more" in answer.sentence
    both = {r["need"]: r for r in answer.rows}
    assert both["more"]["unmet_base"] is None
    assert both["more"]["more_unmet"] is None
    assert both["more"]["felt_on"] is None


def test_days_of_need_are_the_bases(own: Case) -> None:
    answer = own.what_if(scale=["u2=2"], horizon_days=40)
    row = answer.rows[0]
    # u2 asks for 300 a day as it is: so many of those days more are missing.
    days = (row["unmet"] - row["unmet_base"]) / 300
    assert f"({days:,.1f} days of need)" in answer.sentence
    less = own.what_if(scale=["u2=0.5"], horizon_days=120)
    assert "less is asked for" in less.sentence
    assert "less goes unmet" in less.sentence


def test_several_are_told_apart_and_idle_ones_refused(own: Case) -> None:
    two = [
        {"name": "a", "changes": [{"do": "pause", "of": "NNN", "from": "2024-03-01", "days": 5}]},
        {"name": "b", "changes": [{"do": "close", "what": "hub-rear"}]},
    ]
    answer = own.what_if(scenario=two, horizon_days=30)
    assert [r["scenario"] for r in answer.rows] == ["a", "b"]
    assert answer.sentence.count("costs") + answer.sentence.count("no need") == 2
    with pytest.raises(QuestionError, match="changes nothing"):
        own.what_if(scenario=[{"name": "idle"}], horizon_days=30)
    with pytest.raises(QuestionError, match="called so"):
        own.what_if(scenario=[two[0], two[0]], horizon_days=30)


def test_what_a_comparison_rests_on_is_said(ukraine: Case) -> None:
    for answer in (ukraine.what_if(pause=["USA"]), ukraine.bottlenecks(top=1)):
        assert any("9 assumptions" in w and "--level low" in w for w in answer.warnings)
        assert answer.findings
        assert "quantities" in answer.scope.sentence()


def test_changes_are_kept_only_once_they_were_answered(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["what-if", "--case", str(folder), "--horizon", "20"]
    assert main([*asked, "--pause", "Nobody", "--save", "dry"]) == 1
    assert not (folder / "scenarios" / "dry.toml").exists()
    capsys.readouterr()
    assert main([*asked, "--pause", "NNN", "--from", "2024-03-01", "--save", "dry"]) == 0
    assert "dry.toml" in "".join(capsys.readouterr().out.split())
    assert main([*asked, "--scenario", "dry"]) == 0
    assert "Pause NNN from 2024-03-01" in capsys.readouterr().out
    for name, what in (("dry", "kept already"), ("../x", "regex"), ("a\x07b", "regex")):
        assert main([*asked, "--pause", "NNN", "--save", name]) == 1
        assert what in capsys.readouterr().err
    assert [p.name for p in (folder / "scenarios").iterdir()] == ["dry.toml"]


def test_a_copied_case_keeps_scenarios_and_the_shipped_one_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "mine"
    assert main(["new", str(copy), "--from", "ukraine-2024"]) == 0
    asked = ["what-if", "--pause", "USA", "--horizon", "20", "--save", "no-usa"]
    assert main([*asked, "--case", str(copy)]) == 0
    assert main(["plan", "--case", str(copy), "--scenario", "no-usa", "--days", "20"]) == 0
    capsys.readouterr()
    assert main(asked) == 1
    assert "never written to" in capsys.readouterr().err
    shipped = resupply.open("ukraine-2024").folder
    assert shipped is None or not (shipped / "scenarios" / "no-usa.toml").exists()
