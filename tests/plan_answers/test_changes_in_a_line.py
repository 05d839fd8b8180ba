"""Changes as one writes them in a line: each form, and each that is refused."""

from datetime import date
from typing import Any

import pytest

from resupply.case import Case
from resupply.case.planning import changes_of, save
from resupply.core.errors import QuestionError
from resupply.network.changes import parse_change, told

NOTHING: dict[str, Any] = {
    "pause": (),
    "close": (),
    "start_on": None,
    "days": None,
    "left": 0.0,
    "scale": (),
    "add_stock": (),
    "add_supply": (),
    "set_lead": (),
    "set_capacity": (),
    "move_date": (),
}


def made(**given: Any) -> list[dict[str, Any]]:
    return changes_of(**{**NOTHING, **given})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"pause": ["USA"]}, "pause USA"),
        (
            {"pause": ["USA"], "start_on": date(2024, 3, 1), "days": 60, "left": 0.5},
            "pause USA from 2024-03-01 for 60 days leaving 0.5 of it",
        ),
        ({"close": ["road"], "days": 3}, "close road for 3 days"),
        ({"scale": ["n-rate=1.5"]}, "scale n-rate to 1.5 times"),
        ({"scale": ["a=b=2"]}, "scale a=b to 2 times"),
        ({"add_stock": ["rear:155mm=2e4"]}, "add stock place rear item 155mm quantity 20,000"),
        (
            {"add_supply": ["hub:155mm=10"], "start_on": date(2024, 3, 9)},
            "add supply add-supply-1 from 2024-03-09 place hub item 155mm quantity 10",
        ),
        ({"set_lead": ["road=0"]}, "set lead road to 0 days"),
        ({"set_capacity": ["road=50"]}, "set capacity road per day 50"),
        ({"move_date": ["n-rate=-30"]}, "move date n-rate by -30 days"),
    ],
)
def test_each_form_is_a_change(given: dict[str, Any], words: str) -> None:
    (change,) = made(**given)
    assert told(parse_change(change)) == words


def test_several_are_changes_in_order_and_supplies_have_names_of_their_own() -> None:
    found = made(pause=["USA", "EU"], add_supply=["hub:a=1", "hub:b=2"])
    assert [c["do"] for c in found] == ["pause", "pause", "add_supply", "add_supply"]
    assert len({c["id"] for c in found[2:]}) == 2


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"scale": ["x"]}, "equals sign"),
        ({"scale": ["=2"]}, "equals sign"),
        ({"set_lead": ["x=fast"]}, "equals sign"),
        ({"add_stock": ["rear=3"]}, "of which item"),
        ({"move_date": ["x=2.5"]}, "whole days"),
        ({"move_date": ["x=inf"]}, "whole days"),
        ({"move_date": ["x=nan"]}, "whole days"),
        ({"left": 0.5}, "nothing it could belong to"),
        ({"left": float("nan")}, "nothing it could belong to"),
        ({"scale": ["x=2"], "days": 5}, "nothing it could belong to"),
        ({"set_lead": ["x=2"], "start_on": date(2024, 3, 1)}, "nothing it could belong to"),
    ],
)
def test_what_has_not_the_form_is_refused(given: dict[str, Any], what: str) -> None:
    with pytest.raises(QuestionError, match=what) as refused:
        made(**given)
    assert refused.value.where
    assert refused.value.todo


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "1e13"])
@pytest.mark.parametrize(
    "option", ["scale", "add_stock", "add_supply", "set_lead", "set_capacity", "left"]
)
def test_no_number_that_makes_no_sense_gets_through(own: Case, option: str, value: str) -> None:
    given: dict[str, Any] = {
        "scale": {"scale": [f"n-rate={value}"]},
        "add_stock": {"add_stock": [f"rear:155mm={value}"]},
        "add_supply": {"add_supply": [f"hub:155mm={value}"]},
        "set_lead": {"set_lead": [f"hub-rear={value}"]},
        "set_capacity": {"set_capacity": [f"hub-rear={value}"]},
        "left": {"pause": ["NNN"], "left": float(value)},
    }[option]
    with pytest.raises(QuestionError, match=r"is not a number of [\d,]+ or (more|less)"):
        own.what_if(**given, horizon_days=20)


def test_a_pause_at_the_end_of_the_calendar_is_no_mistake_of_ours(own: Case) -> None:
    answer = own.what_if(pause=["NNN"], start_on=date(9999, 12, 30), days=60, horizon_days=20)
    assert answer.rows[0]["more_unmet"] == 0.0


def test_nothing_to_keep_is_refused_and_leaves_no_file(own: Case) -> None:
    with pytest.raises(QuestionError, match="no changes to keep"):
        save(own, "empty", [], [])
    assert own.folder is not None
    assert not (own.folder / "scenarios").exists()
