"""Needs made of sentences that no rule reads: where what is needed stands."""

import pytest
from tests.intake import pages

from resupply.intake import reader, sentence_needs
from resupply.intake import scene as scenes
from resupply.intake.text import Document


def made(text: str, n: int = 0) -> dict[str, object] | None:
    """The fields of the need that a sentence of a text would make."""
    document = Document(id="t", text=text, published="2024-05-01")
    scene = scenes.of(document, reader.prepare(document))
    ranges = [r for r in scene.page.ranges if r[1] > r[0]]
    draft = sentence_needs.need(scene, *ranges[n])
    return draft.fields if draft else None


READ = {
    # behind the words of needing
    "Clinics in Sudan are in desperate need of clean syringes.": "clean syringes",
    "Ukraine could not fire for want of primers.": "primers",
    "Ukraine's urgent need for resources is known to all.": "resources",
    "The war holds up urgently needed supplies for Ukraine.": "supplies",
    "Ukraine asked Poland for leave to fly over it.": "leave",
    "Ukraine has been trying harder to find additional funding this year.": "funding",
    "Without additional contributions nobody in Sudan can be reached.": "contributions",
    # before them
    "The trip did not bring the long-range rockets Ukraine has long pleaded for.": (
        "long-range rockets"
    ),
    "Ammunition for Ukraine, however, is scarce.": "Ammunition",
    "Air defence will remain Ukraine's greatest need this year.": "Air defence",
    "Stoves, which warm whole rooms, are among the items most needed in Ukraine.": "Stoves",
    # the deed that is asked for
    "Ukraine urged all parties to keep the Tine border crossing open.": "Tine border crossing",
    "Ukraine called on its neighbours to help its linemen.": "help",
}


@pytest.mark.parametrize("said", READ)
def test_what_the_words_of_needing_lead_to(said: str) -> None:
    fields = made(said)
    assert fields
    assert str(fields["item"]).endswith(READ[said])


@pytest.mark.parametrize(
    "said",
    [
        "The plan meets the basic needs of many people in Sudan.",
        "Soldiers in Ukraine have good clothes and shoes, but they still get frostbite.",
        "Ukraine said that aid reaches people in need.",
    ],
)
def test_none_where_nothing_is_named_as_needed(said: str) -> None:
    assert made(said) is None


def test_number_of_what_is_needed() -> None:
    fields = made("These deliveries would still fall short of the 62 tanks needed in Ukraine.")
    assert fields
    assert (fields["item"], fields["quantity"]) == ("tanks", 62)


def test_how_many_are_in_need() -> None:
    fields = made("Some 15,000 patients in Sudan are in dire need of oxygen.")
    assert fields
    assert (fields["item"], fields["quantity"]) == ("oxygen", 15000)


def needs(text: str) -> list[dict[str, object]]:
    return [r.fields for r in pages.read("need", text, "2024-05-01")]


WHO = {
    # an agency tells, others need
    "In Sudan UNHCR chief Filippo Grandi said: “They desperately need help.”": "SDN",
    # who opens the sentence, and not the land the text is about
    "Britain is short of explosives as it makes weapons for Ukraine.": "GBR",
    # the agency that "the body" means
    "WFP cut rations for refugees in Chad, as the body looks for US$21 million.": "WFP",
}


@pytest.mark.parametrize("said", WHO)
def test_who_needs_it(said: str) -> None:
    assert [n["who"] for n in needs(said)] == [WHO[said]]


def test_who_stands_in_front_of_the_verb() -> None:
    fields = made("If Ukraine's partners want more, the Czech Republic needs contributions.")
    assert fields
    assert fields["who"] == "CZE"


def test_we_are_not_the_invader() -> None:
    found = needs(
        "Ukraine asks for gear that blunts Russia's advance. “We need your help to buy tents.”"
    )
    assert {n["who"] for n in found} == {"UKR"}


@pytest.mark.parametrize(
    "said",
    [
        "The UN appealed for $140 million to support hundreds of thousands of people in Sudan.",
        "UNICEF asks for US$ 349 million for children and families in Ukraine.",
    ],
)
def test_money_is_not_those_it_is_for(said: str) -> None:
    assert [n["item"] for n in needs(said)] == ["funding"]


def test_how_many_behind_a_half() -> None:
    [need] = needs(
        "Over half of all Afghan people – 23 million – now need emergency food assistance."
        " Aid for Afghanistan was cut."
    )
    assert need["quantity"] == 23_000_000


def test_basic_supplies_in_one_breath_are_one_need() -> None:
    assert len(needs("People in Sudan are in need of food and water.")) == 1


@pytest.mark.parametrize(
    "said",
    [
        "Ukrainian brigades have no shortage of shells.",
        "The ministry in Sudan denied that medicines are in short supply.",
        "WFP cut its rations in Haiti for want of funds.",
        "People in Gaza wait amid critical shortages in Gaza.",
    ],
)
def test_not_lacked(said: str) -> None:
    assert not needs(said)
