"""Events in plain words of offices, and words of meeting that tell of none."""

import pytest
from tests.intake import pages

from resupply.intake import reader
from resupply.intake.records import Record
from resupply.intake.text import Document


def events(text: str) -> list[Record]:
    """The events of a text."""
    return pages.read("event", text, "2024-05-01")


READ = {
    "Letters of intent were also signed by Vanto Arms with the Danish firm Holm.": "signing",
    "“Next month we are signing contracts with Oslo,” Defence Minister Jan Berg said.": "signing",
    "On Monday the defence ministry of Chad inked six procurement agreements.": "signing",
    "On 3 April the Cabinet of Ministers of Latvia issued an order on the buses.": "decision",
    "EU ambassadors have agreed on a €5 billion loan for Ukraine on Monday.": "decision",
    "Berg held a briefing on drought to U.N. member states in Geneva on 2 April.": "meeting",
}


@pytest.mark.parametrize(("said", "kind"), READ.items())
def test_words_of_offices_name_events(said: str, kind: str) -> None:
    assert kind in [r.fields["type"] for r in events(said)]


def test_conditions_that_are_met_are_no_meeting() -> None:
    found = events("Student Flies Home Upon Meeting Strict Conditions\n\nHe lives in Chad.")
    assert [r.fields["type"] for r in found] == []


def test_a_group_by_name_that_will_gather_holds_another_meeting() -> None:
    said = (
        'The Ukraine Contact Group, the "Ramstein" format, met in Brussels on 3 April 2024. '
        'The "Ramstein" group will gather at NATO headquarters on 12 June 2024.'
    )
    assert len({r.fields.get("date") for r in events(said)}) == 2


def test_what_a_visit_follows_is_another_visit() -> None:
    said = (
        "Minister Anna Berg visited Poland on Sunday. "
        "The visit to the base follows a trip by Prime Minister Jan Holm to Ukraine on Saturday."
    )
    assert "UKR" in [r.fields.get("place") for r in events(said)]


def test_an_anniversary_of_the_invasion_is_a_day() -> None:
    text = "Anna Berg came to Kyiv on the second anniversary of Russia's invasion."
    document = Document(id="t", text=text, published="2024-02-27")
    (visit,) = reader.read(document, only=("event",)).records
    assert visit.fields["date"] == "2024-02-24"


def test_a_day_set_ahead_is_that_of_the_year_to_come() -> None:
    text = "All must be ready ahead of the inauguration of President-elect Jan Berg on January 20."
    document = Document(id="t", text=text, published="2024-12-21")
    (told,) = reader.read(document, only=("event",)).records
    assert told.fields["date"] == "2025-01-20"


def test_a_government_meets_at_home() -> None:
    text = "Ukraine makes drones. Prime Minister Denys Shmyhal told a government meeting so."
    assert "UKR" in [r.fields.get("place") for r in events(text)]
