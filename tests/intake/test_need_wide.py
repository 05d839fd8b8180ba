"""Needs told by priorities, lists, duties and what others are asked for: a sentence for each."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record


def needs(text: str) -> list[Record]:
    return pages.read("need", text, "2024-05-01")


READ = {
    # the greatest need, a priority
    "The most urgent need of Ukraine is the ability to repair its grid.": ["ability"],
    "Calling radars one of Ukraine's top priorities, the minister promised six.": ["radars"],
    # lists
    "Ukraine now needs first of all: shells, radars and bandages.": [
        "shells",
        "radars",
        "bandages",
    ],
    "The clinics in Gaza work at half capacity and lack diesel, gloves and trained staff.": [
        "diesel",
        "gloves",
        "trained staff",
    ],
    # what is short
    "Ukrainian brigades are rationing shells.": ["shells"],
    "The number of ambulances sent to Ukraine is not nearly enough.": ["ambulances"],
    # duties
    "Egypt must allow fuel into Gaza.": ["fuel"],
    "Japan should do more to help Ukraine.": ["more"],
    # what others are asked for
    "The opposition called on the Irish government to donate its old lorries to Ukraine.": [
        "old lorries"
    ],
    "Kuleba urged them to speed up the delivery of radars to Ukraine.": ["radars"],
    "Kyiv's request that Japan supply its radars was turned down.": ["radars"],
    "Donors gave the $300 million for which Ukraine had appealed.": ["funding"],
}


@pytest.mark.parametrize("said", READ)
def test_what_is_needed(said: str) -> None:
    assert [n.fields["item"] for n in needs(said)] == READ[said]


def test_how_many_are_in_need_is_told_with_it() -> None:
    [need] = needs("Some 3 million people in Sudan are in need of food aid.")
    assert (need.fields["item"], need.fields["quantity"]) == ("food aid", 3_000_000)


@pytest.mark.parametrize(
    "said",
    [
        "The ministry no longer needed the 100 trucks and gave them to Ukraine.",
        "The beds are for the needs of Ukrainian hospitals.",
        "Parliament asked the government to provide a report on aid to Ukraine.",
        "She pressed the button to open the gate for trucks to Ukraine.",
        "Turkey called on both sides to keep talking about Ukraine.",
        "Germany should know more about Ukraine.",
        "The minister should send the report to parliament, and Ukraine will watch.",
    ],
)
def test_what_looks_alike_is_no_need(said: str) -> None:
    assert needs(said) == []
