"""Claims about goods, people and needs, against the rows of the shipped cases."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from resupply.case import Case

Check = Callable[..., dict[str, Any]]


def codes(found: dict[str, Any]) -> set[str]:
    return {r["code"] for r in found["reasons"]}


@pytest.mark.parametrize(
    "text",
    [
        "The EU has delivered 330,000 shells",
        "The EU has delivered over 300,000 shells",
        "The US has sent over two million 155 mm rounds",
        "Czechia found 800,000 shells",
        "Czechia found 500,000 155 mm shells",
        "France makes 3,000 shells a month",
        "France makes 36,000 shells a year",
        "Ukraine fires 2,000 shells a day",
        "Ukraine needs 200,000 155 mm rounds a month",
        "The EU promised a million shells by March 2024",
        "The EU can make a million shells a year",
        "Croatia delivered 14 helicopters",
        "Germany allocated 120,000 122 mm rounds",
    ],
)
def test_what_a_row_says_holds(check: Check, text: str) -> None:
    found = check(text)
    assert found["verdict"] == "holds", found["why"]
    assert any(r["agrees"] for r in found["rows"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The US has sent 4.5 million 155 mm rounds", "counters_added_up"),
        ("The EU has delivered 330 million shells", "unit_slip"),
        ("The EU will deliver a million shells by March", "pledge_not_target"),
    ],
)
def test_what_no_row_says_does_not_hold_and_the_slip_is_seen(
    check: Check, text: str, reason: str
) -> None:
    found = check(text)
    assert found["verdict"] == "does_not_hold"
    assert reason in codes(found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Czechia delivered 800,000 shells", "intent_not_delivery"),
        ("The EU makes 1 million shells a year", "capacity_not_output"),
        ("The EU has delivered 330,000 155 mm shells", "wider_item"),
    ],
)
def test_figures_of_something_else_verify_nothing(check: Check, text: str, reason: str) -> None:
    found = check(text)
    assert found["verdict"] == "not_verifiable"
    assert reason in codes(found)
    assert found["missing"]


def test_a_part_is_never_more_than_the_whole(check: Check) -> None:
    found = check("The EU has delivered 900,000 155 mm shells")
    assert found["verdict"] == "does_not_hold"
    assert found["bound"]["figure"] == 330_000


def test_an_overtaken_counter_depends_on_the_day(check: Check) -> None:
    found = check("The EU has delivered 300,000 shells")
    assert (found["verdict"], found["depends_on"]) == ("depends", ["the day"])
    assert "2023-11-14" in found["why"]
    assert found["nearest"] == "The EU has delivered 330,000 shells."


def test_half_of_the_million_is_late_by_one_source_and_not_by_another(check: Check) -> None:
    found = check("Half of the million shells arrive late")
    assert (found["verdict"], found["depends_on"]) == ("depends", ["the source"])
    shares = {r["row_id"]: (r["figure"], r["agrees"]) for r in found["rows"]}
    assert shares["UKR-F103"] == (pytest.approx(47.6), True)
    assert shares["UKR-F104"] == (pytest.approx(40.0), False)


@pytest.mark.parametrize(
    "text",
    [
        "The 2024 plan is 10 per cent funded",
        "14.6 million people need help",
        "11 million people were reached in 2023",
        "WFP bought 83% of its food in Ukraine",
        "The UN plan requires 3.1 billion dollars",
    ],
)
def test_relief_is_checked_against_its_facts(check_relief: Check, text: str) -> None:
    found = check_relief(text)
    assert found["verdict"] == "holds", found["why"]


def test_sources_that_conflict_are_both_shown(check_relief: Check) -> None:
    found = check_relief("The plan was 64 per cent funded in 2023")
    assert (found["verdict"], found["depends_on"]) == ("depends", ["the source"])
    assert {r["row_id"]: r["agrees"] for r in found["rows"] if r["part"] == "current"} == {
        "HUM-F011": False,
        "HUM-F012": True,
    }


def test_every_row_names_its_source(ukraine: Case) -> None:
    answer = ukraine.claim("The EU has delivered 300,000 shells")
    told = {s for r in answer.rows for s in r["source_ids"]}
    assert told == set(answer.sources)
    assert all(answer.sources[s]["title"] for s in told)


def test_what_was_not_known_yet_is_not_used(check: Check) -> None:
    found = check("The EU has delivered 300,000 shells", as_of=date(2023, 12, 1))
    assert found["verdict"] == "holds"
    assert all(r["known_on"] <= date(2023, 12, 1) for r in found["rows"])


@pytest.mark.parametrize(
    "text",
    [
        "The US has sent the most shells",
        "Germany gave more shells than France",
        "EU output has grown by 40% since the war began",
    ],
)
def test_an_order_of_goods_is_not_answered_with_money(check: Check, text: str) -> None:
    found = check(text)
    assert found["verdict"] == "not_verifiable"
    assert "order or change of such goods" in found["missing"]


def test_what_has_come_so_far_is_not_what_comes_by_the_due_day(check: Check) -> None:
    so_far = check("The EU has delivered just 30% of the million shells")
    assert (so_far["verdict"], so_far["depends_on"]) == ("depends", ["the source"])
    ahead = check("Only 52 per cent of the million shells will be delivered by the end of March")
    agree = {r["row_id"]: r["agrees"] for r in ahead["rows"] if r["part"] == "at the due day"}
    assert agree == {"UKR-F103": True, "UKR-F104": False}


def test_a_figure_of_an_old_year_says_nothing_of_today(check: Check) -> None:
    found = check("Slovakia makes 50,000 shells a year")
    assert found["verdict"] == "not_verifiable"
    assert found["nearest"] is None
    assert check("Slovakia made 50,000 shells a year in 2022")["verdict"] == "holds"


def test_a_counter_of_then_answers_for_then(check: Check) -> None:
    assert check("The UK has sent 100,000 shells in 2022")["verdict"] == "holds"
    assert check("The UK has sent 100,000 shells")["verdict"] == "depends"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("4 million people are displaced", "holds"),
        ("More than half of the 2023 plan was funded", "holds"),
        ("UNHCR needs 123 million dollars", "holds"),
        ("UNHCR needs 993 million dollars", "not_verifiable"),
        ("UNHCR gave 460,000 people cash", "holds"),
        ("450,000 people got cash from UNHCR", "does_not_hold"),
        ("UNHCR delivered 104,000 generators", "not_verifiable"),
        ("900,000 people need winter help", "not_verifiable"),
        ("WFP delivered 100,000 t of food", "not_verifiable"),
        ("The agency requires 3.1 billion dollars for flood relief", "not_verifiable"),
    ],
)
def test_a_fact_is_of_what_it_names(check_relief: Check, text: str, verdict: str) -> None:
    found = check_relief(text)
    assert found["verdict"] == verdict, found["why"]


def test_a_number_of_other_things_is_no_figure_of_these(check: Check) -> None:
    found = check("Enough cash has been raised for 300,000 rounds")
    assert found["verdict"] == "not_verifiable"
