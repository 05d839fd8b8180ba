"""Events by words of their own, what only looks like one, and whose a council or a visit is."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record


def events(text: str) -> list[Record]:
    """The events of a text published on 1 May 2024, a Wednesday."""
    return pages.read("event", text, "2024-05-01")


READ = {
    "Norway's Foreign Minister Ana Novak is due in Israel on her next trip.": "visit",
    "Ana Novak, the deputy envoy, was at the Rafah crossing in Egypt on Friday.": "visit",
    "Today the Minister of Defence of Norway was in Ukraine.": "visit",
    "The mayor told Minister Jan Berg to lead a relief mission to Myanmar next week.": "visit",
    "His trip to Chad ended a tour that took him to Mali and Niger last week.": "visit",
    "More aid came after the signing earlier this month of a truce.": "signing",
    "Minister Jan Berg led the handover to envoys of Peru on Monday.": "ceremony",
    "The Latvian parliament, the Saeima, has thrown out amendments on Monday.": "decision",
    "Minister Jan Berg said it in an online briefing on Monday.": "press_conference",
    "Jan Berg spoke at a panel discussion on shells in Paris last month.": "conference",
    "Minister Jan Berg said that he had spoken with the European Commissioner for Energy, Ana"
    " Novak.": "call",
    "Minister Jan Berg said so before the EU Foreign Affairs Council began on Monday.": "meeting",
}


@pytest.mark.parametrize("text", READ)
def test_words_of_events(text: str) -> None:
    assert READ[text] in [r.fields["type"] for r in events(text)]


NONE = (
    'The war "must be met with action", Minister Jan Berg said.',
    "Australia remains on target to meet the delivery of the tanks.",
    "The ship was met at the port by Minister Jan Berg.",
    "The Kenyan government decided to dispatch a team of 21 medics to Chad.",
    "The Kenyan government decided on April 1 to extend a grant of $8 million to Chad.",
    "The Finnish government decided to let Estonia supply Ukraine with howitzers.",
)


@pytest.mark.parametrize("text", NONE)
def test_no_events(text: str) -> None:
    assert events(text) == []


WHO = {
    "Minister Jan Berg spoke after a meeting of the contact group on Tuesday.": "contact group",
    "Parliament will decide after a budget committee hearing on Wednesday.": "committee",
    "The plan will be discussed at a G7 foreign ministers' meeting this week.": "G7",
}


@pytest.mark.parametrize("text", WHO)
def test_bodies_that_meet(text: str) -> None:
    told = [str(w) for r in events(text) for w in r.fields.get("participants") or ()]
    assert any(WHO[text] in w for w in told)


def test_who_went_is_who_was_named_last() -> None:
    told = events("Chancellor Jan Berg flies home. The visit to Brazil lasted two days.")
    assert any("Berg" in str(r.fields.get("participants")) for r in told)


def test_what_is_met_by_goods_is_no_meeting() -> None:
    said = "WFP gives half rations, which do not meet the daily minimum of 2,100 kilocalories."
    assert pages.read("event", said, "2025-01-13") == []
