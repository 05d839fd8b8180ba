"""Where events take place, and words that name them: sentences of our own."""

import pytest
from tests.intake import pages
from tests.intake.pages import events


@pytest.mark.parametrize(
    ("text", "type_", "place"),
    [
        (
            "A conference on the floods in Chad will be held in Geneva on 5 June.",
            "conference",
            "Geneva",
        ),
        (
            "LIMA, 7 May - Ministers pledged boats for people in Kenya at a conference in Nairobi.",
            "conference",
            "Nairobi",
        ),
        (
            "Minister Ana Berg signed an agreement on buses on her official visit to Chad.",
            "signing",
            "TCD",
        ),
        (
            "Kenya's ambassador to Chad, Jan Novak, handed over the keys at a ceremony on Monday.",
            "ceremony",
            "TCD",
        ),
        (
            "President Ana Berg spoke at the World Economic Forum on Tuesday.",
            "forum",
            "Davos",
        ),
        (
            "Leaders will meet at the NATO summit next month. The summit in Riga lasts two days.",
            "summit",
            "Riga",
        ),
        ("Chad's parliament approved the budget on Tuesday.", "decision", "TCD"),
        (
            "Ground was broken for a plant in the northern German town of Altbruck.",
            "ceremony",
            "Altbruck",
        ),
        (
            "President Ana Berg met Jan Novak at the UN headquarters in Nairobi.",
            "meeting",
            "Nairobi",
        ),
    ],
)
def test_where(text: str, type_: str, place: str) -> None:
    found = [r for r in events(text) if r.fields["type"] == type_]
    assert [r.fields.get("place") for r in found[:1]] == [place]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("President Ana Berg began a two-day visit to Chad on Monday.", "visit"),
        ("The ministry signed a €2.5 million deal with Stroms on Monday.", "signing"),
        ("Kenya and Chad have signed agreements on trade.", "signing"),
        ("A deed of donation was signed at the port on Monday.", "signing"),
        (
            "Speaking to reporters in Oslo on Monday, President Ana Berg thanked Chad.",
            "press_conference",
        ),
        ("It passed the Senate on Tuesday by 60 votes to 40.", "decision"),
        ("The call planned between Ana Berg and Jan Novak was put off.", "call"),
        ("They toured the plant in Riga on Monday.", "visit"),
        (
            "The tents were handed over by the Ambassador, Ana Berg, to the mayor of Riga.",
            "ceremony",
        ),
        ("On Monday Ana Berg visited Chad, where she met President Jan Novak.", "meeting"),
        (
            "The mayor, Ana Berg, got ready for further talks in Oslo with President Jan Novak.",
            "meeting",
        ),
        ("Kenya got an unannounced visit from Foreign Minister Ana Berg on Monday.", "visit"),
        ("Minister Ana Berg took part in the opening of a new assembly hall in Riga.", "ceremony"),
    ],
)
def test_words(text: str, type_: str) -> None:
    assert type_ in [r.fields["type"] for r in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The crew set out on a three-hour trip to the port.",
        "Stroms signs contracts with care.",
        "Stroms worked nights to meet the request.",
        "In March Kenya opened a humanitarian air bridge to Chad.",
        "The mayor is ready for further talks.",
    ],
)
def test_none(text: str) -> None:
    assert not events(text)


def test_one_more_of_its_kind() -> None:
    """A day of its own, or who hosted it, tells a meeting from the one before."""
    first = "Ministers held a meeting in Oslo on Monday, 6 May 2024. "
    then = "On 12 February, the meeting was held in Riga."
    assert len(events(first + then)) == 2
    hosted = "It follows the meeting that Kenya hosted in Nairobi in March."
    assert len(events(first + hosted)) == 2
    assert len(events(first + "The meeting was long.")) == 1


def test_the_capital_of_a_people_is_the_town() -> None:
    (found,) = pages.read(
        "event", "The envoy arrived in the Latvian capital on Monday.", "2024-05-10"
    )
    assert found.fields["place"] == "Riga"
