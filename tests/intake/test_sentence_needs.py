"""Needs made of sentences that no rule reads: where what is needed stands."""

import pytest

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
