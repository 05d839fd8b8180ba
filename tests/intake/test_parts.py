"""Parts of aid behind "including" and "in it are", and texts in which nobody gives anything."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


def aid(text: str) -> list[tuple[object, object]]:
    read = reader.read(Document(id="t", text=text, published="2024-03-01"))
    told = [r.fields for r in read.records if r.kind == "aid"]
    return [(f["donor"], f.get("item")) for f in told]


GIVEN = {
    "Malta has announced more military aid, including radios and helmets, to help Ukraine hold "
    "out.": ["military aid", "radios", "helmets"],
    "So far Malta has provided Ukraine with a total of 25 million euros in aid, including radios, "
    "boats and warm clothing.": ["radios", "boats", "warm clothing"],
    "Since 2022 Malta has given Ukraine radios, boats and generators.": [
        *("radios", "boats", "generators"),
    ],
    "Malta will send Ukraine one more package of assistance. In it are radios, boats and tents.": [
        *("package of assistance", "radios", "boats", "tents"),
    ],
    "Malta stood by Kyiv from the first day, donating radios, boats and its last two jets.": [
        *("radios", "boats", "jets"),
    ],
}


@pytest.mark.parametrize("text", GIVEN)
def test_parts_are_gifts(text: str) -> None:
    assert aid(text) == [("MLT", item) for item in GIVEN[text]]


def test_people_are_reached_with_goods() -> None:
    said = (
        "Sudan. Some 40,000 people in Sudan will be reached with blankets and jerry cans by UNHCR."
    )
    assert [item for _, item in aid(said)] == ["blankets", "jerry cans"]


NOT_GIVEN = [
    "Which countries have sent tanks to Ukraine so far?",
    "No country has sent Ukraine more tanks than Malta.",
    "Malta to buy six rocket launchers\n\nMalta is strengthening its defence and will buy rocket "
    "launchers from a US firm, while war goes on in Ukraine. The contract, signed on Friday, is "
    "worth 200 million dollars and covers rockets and ammunition.",
]


@pytest.mark.parametrize("text", NOT_GIVEN)
def test_nobody_gives(text: str) -> None:
    assert aid(text) == []


def test_what_a_convoy_came_with() -> None:
    said = "A convoy of the Red Cross reached Gaza on Monday with flour, soap and 400 tents."
    assert [item for _, item in aid(said)] == ["flour", "soap", "tents"]


def test_a_name_spelled_out_is_no_second_gift() -> None:
    said = "Malta will supply the Ukrainian army with 40 NLAW (Next Generation Light Weapon)."
    assert len(aid(said)) == 1


def test_what_an_appeal_is_to_raise_is_asked_for() -> None:
    said = (
        "The charity has a million euros for Syria. It launched an appeal to raise 5 million euros."
    )
    read = reader.read(Document(id="t", text=said, published="2024-03-01")).records
    asked = [r.fields["amount"] for r in read if r.kind == "need"]
    assert asked == [5_000_000]


def test_what_replaces_gifts_at_home_is_none() -> None:
    said = (
        "Malta gave Ukraine 20 lorries. New vehicles will be bought for the Maltese Army to "
        "replace those that were sent."
    )
    assert [item for _, item in aid(said)] == ["lorries"]


def test_who_brings_people_home_gives_what_it_sent() -> None:
    said = (
        "Malta has sent aid to Gaza. Malta has also set up two field hospitals, sent 53 "
        "ambulances, and brought 430 patients out of Gaza to Malta."
    )
    assert ("MLT", "ambulances") in aid(said)


def test_loaves_of_bread_are_one_thing() -> None:
    said = "Malta handed out 200 food parcels and 50,000 loaves of bread in Syria."
    assert [item for _, item in aid(said)] == ["food parcels", "loaves of bread"]


def test_who_pays_for_what_is_made_gives_it() -> None:
    said = "Norway and Denmark are paying for the 16 howitzers that a firm is making for Ukraine."
    assert aid(said) == [(["NOR", "DNK"], "howitzers")]


def test_what_a_sum_is_needed_for_is_no_gift() -> None:
    said = "WFP said 1 billion dollars will be needed to provide people in Chad with food."
    assert aid(said) == []


@pytest.mark.parametrize(
    "text",
    [
        "Malta is one of the countries that give Ukraine the most support.",
        "It is the third largest package that Malta has sent to Ukraine.",
        "Malta, a friend of Ukraine, announced a package of sanctions against Russian ships.",
    ],
)
def test_ranks_and_sanctions_are_no_gifts(text: str) -> None:
    assert aid(text) == []


def test_one_of_its_donors_is_another() -> None:
    text = "Malta has long been one of UNICEF's top donors for Sudan, where aid is short."
    read = reader.read(Document(id="t", text=text, published="2024-03-01")).records
    assert [r.fields["subject"] for r in read if r.kind == "claim"] == ["MLT"]


GROUPS = {
    "In Brussels, donor countries pledged 5 billion euros for Syria.": "donor countries",
    "Ukraine's allies pledged 35 billion pounds for Ukraine, a minister in London said.": "allies",
}


@pytest.mark.parametrize("text", GROUPS)
def test_groups_give(text: str) -> None:
    assert [donor for donor, _ in aid(text)] == [GROUPS[text]]
