"""Delays made of sentences: what is held up and by whom, what is denied, what else is told."""

import pytest
from tests.intake import pages

from resupply.intake import reader, sentence_delays
from resupply.intake.draft import Draft
from resupply.intake.text import Document

#: So long that its sentences are weighed.
LEAD = (
    "Norway will send 40 tents to Ukraine, the ministry in Oslo said on Monday. The tents are made"
    " in Bergen and keep ten people warm each. A ship takes them to Gdynia, and trucks go on from"
    " there. The mayor of Lutsk had asked for them in a letter that was read on the radio in both"
    " towns. Pupils in Bergen painted a picture on every one of the boxes, and their teacher said"
    " that they had never worked so quietly. Kyiv thanked Norway and hopes for more tents soon.\n\n"
)


def of_sentence(text: str) -> Draft | None:
    """The record made of the last sentence of a text."""
    return pages.of_sentence(sentence_delays.delay, LEAD, text)


WHO = {
    "The lorries were stopped by Polish officials for want of a stamp.": "POL",
    "After the Swiss veto the shells stay where they are.": "CHE",
    "The agency of Malta said that Cyprus refused to let the boat with flour sail.": "CYP",
    "Malta has blocked the tranche for Ukraine too.": "MLT",
    "The stop of deliveries by the Dutch government hurts the clinics.": "NLD",
    "A decision by the government of Canada halted the convoy.": "CAN",
    "WFP fears for its stores: it was forced to suspend the airlift to Chad.": "WFP",
}


@pytest.mark.parametrize("text", WHO)
def test_who_holds_it_up(text: str) -> None:
    draft = of_sentence(text)
    assert draft is not None
    assert draft.fields["actor"] == WHO[text]


WHAT = {
    "The repair of the pumps is delayed by a lack of spare parts.": "pumps",
    "Denmark has frozen its contribution.": "contribution",
    "Denmark had to suspend hundreds of learning centres near the river.": "learning centres",
    "An appeal for the villages is only a third funded.": "appeal",
    "The clinics for the villages are shut due to lack of fuel.": "clinics",
}


@pytest.mark.parametrize("text", WHAT)
def test_what_is_held_up(text: str) -> None:
    draft = of_sentence(text)
    assert draft is not None
    assert WHAT[text] in str(draft.fields["item"])


TYPES = {
    "Denmark has not resumed deliveries of shells.": "paused",
    "Denmark will miss the deadline for 40 tanks.": "missed_target",
    "Denmark is unable to equip more than two brigades with tanks.": "shortfall",
    "Denmark is unable to bring the tents across the river.": "blocked",
    "A truck of rice was looted near Sumy.": "diverted",
}


@pytest.mark.parametrize("text", TYPES)
def test_types(text: str) -> None:
    draft = of_sentence(text)
    assert draft is not None
    assert draft.fields["type"] == TYPES[text]


NOTHING = [
    "Denmark does not delay shells for such reasons.",
    "There was no pause in shipments of shells, Denmark said.",
    "Denmark could send more tanks if Norway paused its deliveries.",
    "The talks between them have stalled.",
    "The well for the villages is no longer safe.",
    "UNICEF will run the campaign for vaccines in two regions.",
    "The loan is backed by frozen assets in Belgium.",
    "Clinics will shut down if no more fuel comes.",
    "Power cuts could cut off water to the villages.",
    "The tents come from the yet to be signed agreement with Oslo.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_held_up(text: str) -> None:
    assert of_sentence(text) is None


def test_a_sentence_tells_of_another_thing() -> None:
    text = (
        "Funding shortfalls forced WFP to suspend food assistance to one million refugees in Chad"
        " while sharply cutting rations for others."
    )
    read = reader.read(Document(id="t", text=LEAD + text, published="2024-05-01"), only=("delay",))
    told = [(r.fields["type"], r.fields["item"]) for r in read.records]
    assert ("cut", "rations") in told
    assert ("suspended", "food assistance") in told


@pytest.mark.parametrize(
    "text",
    [
        "WFP suspended food assistance to one million refugees in Chad for lack of funds.",
        "Hungary will keep blocking the tranche for Ukraine until Kyiv takes back its list.",
        "Trumpists in Congress froze the allocation of a new package of shells for Ukraine.",
        "Hamas accused Israel of obstructing the entry of flour and tents to Gaza.",
    ],
)
def test_why_it_is_so_is_no_other_thing(text: str) -> None:
    read = reader.read(Document(id="t", text=LEAD + text, published="2024-05-01"), only=("delay",))
    assert len(read.records) == 1


HEADS = {
    "A convoy with flour and other supplies for Chad is blocked at the border.": "convoy with",
    "Trucks carrying medical supplies for Chad are stuck at the border.": "Trucks carrying",
    "The relief from foreign donors for Ukraine has met delays.": "relief",
    "Chad said in May that Malta has yet to deliver its promised tents.": "tents",
}


@pytest.mark.parametrize("text", HEADS)
def test_the_whole_of_what_is_held_up(text: str) -> None:
    document = Document(id="t", text=text, published="2024-05-01")
    (found,) = reader.read(document, only=("delay",)).records
    assert HEADS[text] in str(found.fields["item"])
