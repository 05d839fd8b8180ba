"""The question `network`: every table, each figure with its range, at the command line too."""

import json
from collections.abc import Callable

import pytest

from resupply.case import Case
from resupply.cli import main
from resupply.core.errors import QuestionError
from resupply.network.answer import TABLES
from resupply.network.changes import Close, Scenario

ROAD = {"leg_id": "road", "from_place": "hub", "to_place": "front", "capacity": 4,
        "capacity_low": 2, "capacity_high": 8, "capacity_unit": "t/day",
        "capacity_source_id": "s1"}  # fmt: skip


def test_a_leg_is_shown_with_its_days_and_capacity_and_who_said_so(
    small: Callable[..., Case],
) -> None:
    answer = small(legs=[ROAD]).network()
    (row,) = answer.rows
    assert (row["from_name"], row["to_name"], row["lead_days"]) == ("Hub", "Front", 2)
    figures = (row["capacity_per_day_low"], row["capacity_per_day"], row["capacity_per_day_high"])
    assert figures == (2, 4, 8)
    assert row["source_ids"] == ["s1"]
    assert answer.sources["s1"]["title"] == "List"
    assert answer.sentence == (
        "A plan from 2024-02-28 is made over 2 places, 1 leg (1 with a known capacity), 1 supply "
        "and 1 need."
    )


def test_what_is_not_known_of_a_leg_is_none_and_told(small: Callable[..., Case]) -> None:
    answer = small().network()
    assert answer.rows[0]["capacity_per_day"] is None
    assert [f.code for f in answer.findings] == ["leg_without_capacity"]


@pytest.mark.parametrize("show", TABLES)
def test_every_table_has_its_columns_and_all_of_them_are_filled(
    small: Callable[..., Case], show: str
) -> None:
    guess = {"id": "a1", "subject": "front", "item": "shell", "metric": "stock_at_as_of",
             "unit": "round", "low": 1, "central": 2, "high": 3}  # fmt: skip
    answer = small(legs=[ROAD], assumptions=[guess]).network(show=show)
    assert answer.rows
    names = {c.name for c in answer.columns}
    assert all(set(row) == names for row in answer.rows)
    json.dumps(answer.to_dict())


def test_an_unknown_table_or_scenario_is_refused(small: Callable[..., Case]) -> None:
    case = small()
    with pytest.raises(QuestionError, match="no table of a network"):
        case.network(show="roads")
    with pytest.raises(QuestionError, match="no scenario"):
        case.network(scenario="dry")


def test_a_scenario_is_shown_with_what_it_changes(small: Callable[..., Case]) -> None:
    from resupply.case import scenarios

    case = small()
    scenarios.keep(case, Scenario(name="shut", changes=(Close(what="road", days=5),)))
    answer = case.network(scenario="shut")
    assert answer.sentence.startswith("Scenario shut: close road for 5 days. ")
    assert answer.rows[0]["windows"] == (
        "closed 2024-02-28 to 2024-03-03 (what-if: close road for 5 days)"
    )


def test_the_command_line_refuses_a_case_without_network(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["network", "--case", "pipeline-breaks-2024"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "what: it has no places and legs" in told.err
