"""Clauses broken by their cue, signed posts, and words that only look like speech."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


def quotes(text: str) -> list[tuple[str, str | None]]:
    told = "Jan Berg is the minister of transport. " + text
    found = reader.read(Document(id="t", text=told, published="2024-02-28")).records
    return [(told[r.start : r.end], r.fields.get("speaker")) for r in found if r.kind == "quote"]


def test_a_clause_that_goes_on_behind_its_cue_is_a_second_record() -> None:
    found = quotes("The road is open again, Berg said, and trucks have been passing since noon.")
    assert found == [
        ("The road is open again", "Berg"),
        ("trucks have been passing since noon", "Berg"),
    ]


def test_what_follows_without_a_subject_is_left_out() -> None:
    found = quotes("Support will follow the needs, Berg said, and may include new boats.")
    assert found == [("Support will follow the needs", "Berg")]


@pytest.mark.parametrize(
    "said",
    [
        "The road, Berg said, has been open since noon and is full of trucks",
        "None of the new machines, Berg stressed, should go to other ports",
    ],
)
def test_a_subject_before_the_cue_is_no_clause_of_its_own(said: str) -> None:
    assert quotes(f"{said}.") == [(said, "Berg")]


@pytest.mark.parametrize(
    "told",
    [
        "The list also has 20 tents, giving details of a gift announced this week.",
        "He spoke at a press conference, Reuters reports.",
        "Most of it came from one country, which pledged 20 boats.",
    ],
)
def test_nobody_says_so(told: str) -> None:
    assert quotes(told) == []


SIGNED = (
    "India has sent a second batch of relief supplies to Myanmar under an operation that began "
    "two days ago.\n\nThe batch went there on an aircraft of its Air Force, and a third one may "
    "follow within a week if the airport of the capital can be used again by then, it is hoped "
    "in both countries, whose ministers met in the capital to speak of roads and of the rain "
    "that has not ended since the storm.\n\n"
    "A second tranche of aid is on its way to Myanmar. pic.twitter.com/Aaw1 — Jan Berg (@berg_1) "
    "September 17, 2024\n\nEarlier 21 tonnes had gone by ship."
)


def test_a_signed_post_begins_with_its_own_lines_and_ends_before_its_link() -> None:
    found = reader.read(Document(id="t", text=SIGNED, published="2024-09-17")).records
    posts = [SIGNED[r.start : r.end] for r in found if r.rule == "post.signed"]
    assert posts == ["A second tranche of aid is on its way to Myanmar."]
