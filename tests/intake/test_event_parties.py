"""Who takes part and when: lists, bodies by name, whom and what the next sentence tells."""

import pytest
from tests.intake.pages import events


@pytest.mark.parametrize(
    ("text", "type_", "who"),
    [
        (
            "Kenya, Chad and the United States last month held talks in Nairobi.",
            "meeting",
            {"KEN", "TCD", "USA"},
        ),
        (
            "Berg Motors has signed a contract with Stroms Group on Monday.",
            "signing",
            {"Berg Motors", "Stroms Group"},
        ),
        (
            "The minister spoke after a meeting of foreign ministers in Oslo.",
            "meeting",
            {"foreign ministers"},
        ),
        ("Kenya asked for boats at the NATO summit in Riga last week.", "summit", {"NATO"}),
        (
            "The boats were handed over at a ceremony in Nairobi on Monday. "
            "At the ceremony Minister Ana Novak thanked the mayor, Jan Berg.",
            "ceremony",
            {"Novak", "Berg"},
        ),
        (
            "A conference on the floods will be held in Geneva. "
            "Minister Ana Novak will chair the conference.",
            "conference",
            {"Novak"},
        ),
        (
            "Berg, a maker of boats, and Stroms signed an agreement on Monday.",
            "signing",
            {"Berg", "Stroms"},
        ),
        (
            "The plan was told at a briefing at the Stroms Group headquarters in Riga.",
            "press_conference",
            {"Stroms Group"},
        ),
        ("It passed the Senate on Tuesday by 60 votes to 40.", "decision", {"Senate"}),
    ],
)
def test_who(text: str, type_: str, who: set[str]) -> None:
    found = [r for r in events(text) if r.fields["type"] == type_]
    named = found[0].fields.get("participants")
    assert isinstance(named, list)
    assert who <= set(named)


def test_the_land_of_a_town_takes_no_part() -> None:
    found = events("Ministers Ana Novak and Jan Berg held a meeting in Riga, Latvia, on Monday.")
    assert all("LVA" not in str(r.fields.get("participants")) for r in found)


def test_what_happened_there_that_day() -> None:
    text = (
        "President Ana Novak visited Riga on 6 May 2024 with a team of engineers from her staff. "
        + "She saw the port. " * 40
        + "\n\nOn 6 May 2024 she signed an agreement with President Jan Berg."
    )
    assert [r.fields.get("place") for r in events(text)] == ["Riga", "Riga"]


def test_a_news_agency_only_tells() -> None:
    found = events("Reuters said that a meeting in Oslo with Minister Ana Novak went well.")
    assert all("Reuters" not in str(r.fields.get("participants")) for r in found)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kenya and Chad signed an agreement on trade. On Tuesday, both praised it.", "2024-05-07"),
        ("Kenya pledged boats at the Riga Recovery Conference 2023 on floods.", "2023"),
        ("Kenya spoke at last year's Riga summit of the need for boats.", "2023"),
        ("Last year Kenya signed a trade agreement with Chad.", "2023"),
    ],
)
def test_when(text: str, day: str) -> None:
    assert [r.fields.get("date") for r in events(text)][:1] == [day]
