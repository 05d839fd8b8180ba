"""Figures that a row states in its own words: who, where, how meant; and what must not be taken.

Rows are named by their id in the shipped tables, so that a figure there can be looked up.
"""

from collections.abc import Callable
from typing import Any

import pytest

import resupply
from resupply.case import Case

Check = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def breaks() -> Case:
    return resupply.open("pipeline-breaks-2024")


def deciding(found: dict[str, Any]) -> set[str]:
    """Rows that agree with the claim."""
    return {r["row_id"] for r in found["rows"] if r["agrees"]}


def verdicts(case: Case, text: str) -> list[str]:
    """The verdict of each claim of a text."""
    result = case.claim(text).result
    assert result is not None
    return [c["verdict"] for c in result["claims"]]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Only 70 trucks a day cross at Yahodyn", "UKR-F065"),
        ("Some 2,460 lorries are stuck at the border with Poland", "UKR-F063"),
        ("The Black Sea corridor has carried 22 million tonnes of cargo", "UKR-F069"),
        ("Constanta handled 14 million tonnes of Ukrainian grain in 2023", "UKR-F072"),
        ("Serbia keeps 30 per cent of what it makes for its own army", "UKR-F099"),
        ("Germany ordered 68,000 shells from Nexter", "UKR-L020"),
        ("South Korea lent the US half a million shells", "UKR-L032"),
        ("The Netherlands pledged 100 million euros for the Czech initiative", "UKR-L012"),
        ("The White House asked Congress for 61.4 billion dollars", "UKR-F089"),
        ("Hungary is blocking half a billion euros of the European Peace Facility", "UKR-F091"),
        ("Ukraine asked the EU for 250,000 shells a month", "UKR-F018"),
        ("Lecornu hopes France will make 4,000 to 5,000 shells a month this year", "UKR-P031"),
        ("There are 500 defence companies in Ukraine", "UKR-F102"),
        ("Slovakia made 50,000 shells in 2022", "UKR-P039"),
        ("Exports by sea came to 6.3 million tonnes in January", "UKR-F070"),
        ("The US made 14,400 shells a month before the war", "UKR-P001"),
    ],
)
def test_a_row_says_it_in_its_own_words(check: Check, text: str, row: str) -> None:
    found = check(text)
    assert found["verdict"] == "holds", found["why"]
    assert row in deciding(found)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("107 convoys went to the front line in 2023", "HUM-F020"),
        ("More than six million refugees have fled Ukraine", "HUM-F005"),
        ("The UN wants to help 8.5 million people in Ukraine in 2024", "HUM-F002"),
        ("WFP bought 83 per cent of its food in Ukraine in March 2022", "HUM-F039"),
        ("UNICEF has delivered 8,500 tonnes of supplies", "HUM-F034"),
        ("The EU has sent over 140,000 tonnes of aid", "HUM-F024"),
    ],
)
def test_of_relief(check_relief: Check, text: str, row: str) -> None:
    found = check_relief(text)
    assert found["verdict"] == "holds", found["why"]
    assert row in deciding(found)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("In Chad 1.4 million people will lose food aid from January", "holds"),
        ("More than half a million refugees have crossed into Chad from Sudan", "holds"),
        ("17.7 million Sudanese face acute hunger", "holds"),
        ("The UN needs 2.7 billion dollars for Sudan", "holds"),
        # With the plan for refugees it is 4.1: the note of the row has that figure.
        ("The UN needs 4.1 billion dollars for Sudan", "not_verifiable"),
        # Needed for six months, and not for a year.
        ("WFP needs 134 million dollars for Syria for a full year", "not_verifiable"),
        # No place is said, and Chad's refugees are not all there are.
        ("6.3 million people are refugees", "not_verifiable"),
    ],
)
def test_of_places(breaks: Case, text: str, verdict: str) -> None:
    assert verdicts(breaks, text)[0] == verdict


@pytest.mark.parametrize(
    "text",
    [
        "The US lent South Korea half a million shells",  # the other way round
        "The Czechs have delivered 800,000 shells",  # found, and not delivered
        "Congress has passed the 61.4 billion dollars for Ukraine",  # asked for, and blocked
        "The EU has ordered 1.5 million shells under the framework contracts",  # room in them
        "The EU delivered 330,000 shells in January",  # all that came so far
        "The EU delivered 300,000 shells in November",
        "The US delivered two million shells in 2023",
        "The Netherlands pledged 100 million euros for tanks",
        "Ukraine makes 1,000 shells a month today",  # a figure of 2022
        "The US needs 61.4 billion dollars for flood relief",
    ],
)
def test_what_no_row_says_is_not_taken_for_it(check: Check, text: str) -> None:
    assert check(text)["verdict"] == "not_verifiable"


@pytest.mark.parametrize(
    "text",
    [
        "UNHCR gave out 938 heaters",  # the plan for a winter that was not over
        "UNHCR reached 900,000 people this winter",
        "UNHCR has clothed 62,250 people",
        "WFP buys 83 per cent of its food in Ukraine today",  # in March 2022
    ],
)
def test_a_plan_is_no_delivery_and_an_old_figure_not_todays(check_relief: Check, text: str) -> None:
    assert check_relief(text)["verdict"] != "holds"


def test_an_offer_told_as_a_range_depends_on_who_tells_it(check: Check) -> None:
    found = check("North Macedonia gave Ukraine 31 tanks")
    assert (found["verdict"], found["depends_on"]) == ("depends", ["the source"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UK kept its promise of 16,000 shells", "holds"),
        ("Croatia kept its promise of 14 helicopters", "holds"),
        ("Britain has not kept its promise of 16,000 shells", "does_not_hold"),
        ("The EU has kept its promise of one million shells", "does_not_hold"),
        # It is due on 20 March, and the case is of 28 February.
        ("The EU broke its promise of a million shells", "depends"),
    ],
)
def test_promises_kept(check: Check, text: str, expected: str) -> None:
    assert check(text)["verdict"] == expected


def test_the_nearest_of_a_promise_holds_when_it_is_claimed(check: Check) -> None:
    nearest = check("The EU has kept its promise of one million shells")["nearest"]
    assert check(nearest)["verdict"] == "holds", nearest


def test_a_share_by_a_past_day_is_of_that_day(check: Check) -> None:
    found = check("By the end of January the EU had delivered a third of the shells it promised")
    assert found["verdict"] == "holds", found["why"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Belgium and the Netherlands pledged 300 million euros together", "holds"),
        ("Norway, Sweden and Denmark pledged 43 million dollars", "holds"),
        ("Canada promised 30 million dollars for the Czech initiative", "holds"),
        # One promise may be meant, of which no row is known; all together is said to be less.
        ("Canada pledged 22 million euros", "not_verifiable"),
        ("In total Canada has pledged 22 million euros", "does_not_hold"),
    ],
)
def test_one_promise_and_all(check: Check, text: str, expected: str) -> None:
    assert check(text)["verdict"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prague found 500,000 shells of 155 mm and another 300,000 of 122 mm", ["holds"] * 2),
        ("The US has sent over two million shells and the EU 330,000", ["holds"] * 2),
        ("France promised 3,000 shells a month and delivered 1,000", ["holds"] * 2),
        ("Ukraine fires 2,000 shells a day and needs 6,000", ["holds", "depends"]),
        ("Croatia promised 14 helicopters and not one has come", ["holds", "does_not_hold"]),
    ],
)
def test_halves_share_what_one_of_them_says(ukraine: Case, text: str, expected: list[str]) -> None:
    assert verdicts(ukraine, text) == expected


def test_an_aside_has_a_verdict_of_its_own(ukraine: Case) -> None:
    text = "Washington's last package, put together in haste, was worth 250 million dollars"
    assert verdicts(ukraine, text) == ["holds", "not_verifiable"]


def test_an_aside_that_the_note_of_the_row_says(relief: Case) -> None:
    text = "In 2024 14.6 million people in Ukraine need help, 40 per cent of the population"
    result = relief.claim(text).result
    assert result is not None
    assert [c["verdict"] for c in result["claims"]] == ["holds", "holds"]
    assert "note" in result["claims"][1]["why"]


def test_an_aside_that_narrows_is_none(ukraine: Case) -> None:
    text = "Denmark has given most to Ukraine, excluding Estonia"
    assert verdicts(ukraine, text) == verdicts(ukraine, "Denmark has given most, excluding Estonia")


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("In summer 2023 Ukraine fired 8,000 shells a day", "2023-06-01", "2023-08-31"),
        ("Last summer Ukraine fired 8,000 shells a day", "2023-06-01", "2023-08-31"),
        ("Since mid-November 2023 Germany gave 2 bn euros", "2023-11-10", None),
        ("On the 17th of February 2,500 trucks were queued at the Polish border",) * 1
        + ("2024-02-17", "2024-02-17"),
        ("In 2022-23 Germany gave 14 bn euros", "2022-01-01", "2023-12-31"),
        ("As of Nov 30, 2023 Germany gave 14 bn euros", None, "2023-11-30"),
        ("Before the war the US made 14,000 shells a month", None, "2022-02-23"),
    ],
)
def test_days_as_people_say_them(
    check: Check, text: str, since: str | None, until: str | None
) -> None:
    claim = check(text)["claim"]
    assert (claim.get("since"), claim.get("until")) == (since, until)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Drivers wait two weeks at the Polish border", 14.0),
        ("Trucks at Shehyni waited 130 hours", 130 / 24),
        ("A shell ordered now takes 28 months", 28 * 30.44),
    ],
)
def test_how_long_something_takes_is_a_figure_in_days(check: Check, text: str, days: float) -> None:
    figure = check(text)["claim"]["figure"]
    assert figure["unit"] == "day"
    assert figure["value"] == pytest.approx(days)


def test_a_word_that_no_row_has_leaves_the_row_in_view(check: Check) -> None:
    found = check("Some 2,460 refrigerated lorries are stuck at the border with Poland")
    assert found["verdict"] == "not_verifiable"
    assert "refrigerated" in found["why"]
    assert "UKR-F063" in deciding(found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Only 70 trucks a day cross at Yahodyn", "Yahodyn - Dorohusk"),
        ("Some 2,460 lorries are stuck at the border with Poland", "Ukraine-Poland border"),
    ],
)
def test_places_and_borders_are_told_by_name(check: Check, text: str, name: str) -> None:
    assert {r["name"] for r in check(text)["rows"] if r["agrees"]} == {name}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # One promise is told as 200,000 to 500,000.
        ("Germany has promised 400,000 shells", "not_verifiable"),
        ("Germany has promised 2 million shells", "does_not_hold"),
        ("Poland makes 30,000 to 40,000 shells a year", "holds"),
        # What has come by November is told of the November that was.
        ("The EU delivered 330,000 shells by November", "does_not_hold"),
        ("Ukraine asked for 250,000 shells a month", "depends"),
    ],
)
def test_ranges_days_and_what_was_asked_once(check: Check, text: str, verdict: str) -> None:
    assert check(text)["verdict"] == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("WFP fed 4.1 million people in Ukraine last year", "holds"),
        # All who were helped are no measure of those that one agency helped.
        ("WFP reached 5 million people in Ukraine last year", "not_verifiable"),
        ("The UN reached 14.6 million people in Ukraine last year", "does_not_hold"),
    ],
)
def test_one_agency_and_all(check_relief: Check, text: str, verdict: str) -> None:
    assert check_relief(text)["verdict"] == verdict
