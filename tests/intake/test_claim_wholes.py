"""Claims of parts and wholes, of spans of weeks, of places in a row; grades, speeds and hours."""

import pytest
from tests.intake import pages

#: What each page begins with.
BEFORE = "Norway sent tents and water pumps to Malawi last week.\n\n"


def claims(said: str) -> list[tuple[str, object]]:
    return pages.claims(said, BEFORE)


TOLD = {
    "Since 2021 Norway has given $900 million in aid to Malawi, including over $300 million "
    "in military aid and $40 million in grain.": [
        ("total", 900_000_000),
        ("total", 300_000_000),
        ("total", 40_000_000),
    ],
    "In the past two months alone Norway has committed $70 million in aid.": [
        ("total", 70_000_000)
    ],
    "Peru is one of 17 member states of the coalition.": [("count", 17)],
    "Malawi has received relief supplies from 26 foreign countries.": [("count", 26)],
    "The minister said just $20 million of the $90 million had been received so far.": [
        ("total", [20_000_000, 90_000_000])
    ],
    "The storm killed 40 people, and 57 others are still missing.": [("count", 57)],
    "The cuts could push 2.4 million people into famine.": [("count", 2_400_000)],
    "RTX-9 is the third cholera vaccine to win approval.": [("ranking", 3)],
    "Per head, Norway is among the staunchest supporters of Malawi.": [("ranking", None)],
    "It will be Acme's first tent plant in Africa.": [("first", "first")],
    "The region is living through the “worst flood in 30 years”, the office said.": [
        ("ranking", 1)
    ],
}


@pytest.mark.parametrize("said", TOLD)
def test_parts_spans_and_places_are_claims(said: str) -> None:
    found = claims(said)
    for claim in TOLD[said]:
        assert claim in found


@pytest.mark.parametrize(
    "said",
    [
        "The ship left the port at 1430 GMT.",
        "Winds of 120 mph tore the roofs off.",
        "The agency is working at its highest level of alert.",
        "The aid is for the people worst hit by the crisis.",
        "They met agencies and leading makers of tents.",
        "The top Foreign Ministry aid official said so.",
        "Our people come first, the minister said.",
        "Norway sent a first aid team.",
        "The grant is the second phase of a programme to mend the dams.",
    ],
)
def test_grades_hours_and_speeds_are_none(said: str) -> None:
    assert not claims(said)


def test_people_who_are_hit_are_counted() -> None:
    assert ("count", 2_300_000) in claims(
        "The appeal is for tents for 2.3 million people worst hit by the drought."
    )


@pytest.mark.parametrize(
    "said",
    [
        "41.17 UAH ▲0.12%",
        "Norway means to train close to 4,000 Malawian soldiers by the end of the year.",
        "Norway will raise its military aid to Malawi to 2 billion euros in 2026.",
    ],
)
def test_rates_training_and_promises_are_none(said: str) -> None:
    assert not claims(said)
