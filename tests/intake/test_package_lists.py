"""What a package has, what each house has, who lacks what, and gifts that only point back."""

import pytest
from tests.intake import pages

from resupply.intake import list_wholes, reader
from resupply.intake.page import Page
from resupply.intake.text import Document
from resupply.intake.things import Thing
from resupply.intake.told import Gift

#: So that a text is long enough to be weighed.
LONG = (
    " The ministry in Oslo said on Monday that it works with partners, and that the Ukrainian side"
    " had thanked it for its help in a letter, which was read aloud in the capital."
)


def items(text: str) -> list[object]:
    return [
        i
        for i in (r.fields.get("item") for r in pages.read("aid", text, "2024-02-28"))
        if i != "help"
    ]


@pytest.mark.parametrize(
    "said",
    [
        "The package has radars, armoured trucks, night vision goggles and drones.",
        "On board were radars, armoured trucks, night vision goggles and drones.",
        "Loaded onto the lorries are radars, armoured trucks, night vision goggles and drones.",
        "More things came along too: radars, armoured trucks, night vision goggles and drones.",
        "The new batch for Ukraine also has radars, armoured trucks, night vision goggles and"
        " drones.",
        "The project provides for radars, armoured trucks, night vision goggles and drones.",
    ],
)
def test_what_a_package_has_is_given(said: str) -> None:
    found = items(f"Norway announced a military aid package for Ukraine on Monday. {said}{LONG}")
    wanted = {"radars", "armoured trucks", "night vision goggles", "drones"}
    assert wanted <= {*map(str, found)}


@pytest.mark.parametrize(
    ("verb", "stage"), [("has authorised", "committed"), ("announced", "pledged")]
)
def test_what_a_package_has_is_as_far_as_the_package(verb: str, stage: str) -> None:
    text = (
        f"Norway {verb} a package of military aid worth $3 billion for Ukraine on Monday.{LONG}"
        "\n\nAlso in the package:\n- 20 radars.\n- 40 armoured trucks and 9 drones.\n"
    )
    found = [r.fields for r in pages.read("aid", text, "2024-02-28") if "quantity" in r.fields]
    assert [(f["quantity"], f["status"]) for f in found] == [(20, stage), (40, stage), (9, stage)]


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("Norway keeps sending tents to Sudan.", "delivered"),
        ("Norway went on delivering tents to Sudan.", "delivered"),
        ("Norway will continue sending tents to Sudan.", "pledged"),
    ],
)
def test_who_keeps_giving_gives(said: str, stage: str) -> None:
    assert [r.fields["status"] for r in pages.read("aid", said, "2024-02-28")] == [stage]


@pytest.mark.parametrize(
    ("said", "stage"),
    [("has been put off until 2026", "paused"), ("was marked with songs", "pledged")],
)
def test_a_handover_that_is_put_off_is_paused(said: str, stage: str) -> None:
    found = pages.read("aid", f"The handover of 20 tents to Sudan by Norway {said}.", "2024-02-28")
    assert [r.fields["status"] for r in found] == [stage]


def test_what_is_on_board_is_delivered() -> None:
    text = f"Norway sends a convoy to Ukraine.{LONG}\n\nOn board are 20 radars and 9 drones."
    found = [r.fields for r in pages.read("aid", text, "2024-02-28") if "quantity" in r.fields]
    assert [(f["quantity"], f["status"]) for f in found] == [(20, "delivered"), (9, "delivered")]


@pytest.mark.parametrize(
    "said",
    ["The package has a price of some drones.", "The package has been attacked with drones."],
)
def test_a_package_may_have_other_things(said: str) -> None:
    assert "drones" not in items(f"Norway announced a package for Ukraine on Monday. {said}{LONG}")


@pytest.mark.parametrize(
    "said",
    [
        "The ministry wants to hand over the boats as soon as possible.",
        "These boats will reach Ukraine by ship.",
        "Oslo has sent the boats before.",
    ],
)
def test_what_points_back_is_nothing_new(said: str) -> None:
    assert items(f"Norway will give Ukraine 10 patrol boats. {said}{LONG}") == ["patrol boats"]


def test_what_is_told_anew_is_kept() -> None:
    said = "Norway will give Ukraine 10 boats, and Denmark will supply the rifles that it promised."
    assert items(said + LONG) == ["boats", "rifles"]


@pytest.mark.parametrize(
    "said",
    [
        "for the north, where families are short of food, warm clothes and medicine",
        "for the north, where 400,000 people will need shelter, food and medicine",
        "for villages where residents lack food, blankets and medicine",
    ],
)
def test_what_people_lack_is_no_gift(said: str) -> None:
    assert items(f"Norway has sent Nepal 300 tents {said}.{LONG}") == ["tents"]


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("30 prefab houses, each with a toilet, bed and stove", "prefab houses"),
        ("200 bags with soap, towels and blankets", "bags"),
        ("20 machine guns with ammunition", "machine guns"),
    ],
)
def test_what_goods_have_is_no_gift_of_its_own(said: str, item: str) -> None:
    assert items(f"Norway has sent Ukraine {said}.{LONG}") == [item]


def test_words_for_fuels_share_the_machine() -> None:
    found = items(f"Norway will send Ukraine drones and diesel and petrol generators.{LONG}")
    assert found == ["drones", "diesel and petrol generators"]


def test_thanks_name_the_giver_behind_a_dot() -> None:
    said = "Minister Ivan Melnyk thanked the U.S. for its $1.85 billion aid package for Ukraine."
    document = Document(id="t", text=said + LONG, published="2024-02-28")
    found = reader.read(document, only=("aid",)).records[0].fields
    assert (found["donor"], found["amount"]) == ("USA", 1.85e9)


def test_what_the_weights_leave_out_of_a_list_follows_the_rest() -> None:
    text = "They sent burners, tents, mats and hygiene; radars came later."
    page = Page(text, [], [], [(0, len(text))])
    told = {
        w: Gift(Thing(at, at + len(w), 0, 0, "goods", w), item=w, chance=chance)
        for w, chance in [("burners", 0.3), ("tents", 0.9), ("mats", 0.8), ("hygiene", 0.3)]
        for at in [text.index(w)]
    }
    at = text.index("radars")
    told["radars"] = Gift(Thing(at, at + 6, 0, 0, "goods", "radars"), item="radars", chance=0.3)
    kept = [told["tents"], told["mats"]]
    left = [told[w] for w in ("burners", "hygiene", "radars")]
    assert list_wholes.restored(page, [left[0], left[2]], kept) == [told["burners"]]
    assert list_wholes.restored(page, left[1:], kept) == []


def test_a_headline_without_a_figure_is_told_again_below() -> None:
    title = "Norway sends Ukraine urgently needed ammunition"
    said = f"{title}\n\nNorway has sent Ukraine 200 rounds of ammunition."
    document = Document(id="t", text=said + LONG, published="2024-02-28")
    found = reader.read(document, only=("aid",)).records
    assert [r.fields.get("quantity") for r in found if r.fields.get("item") != "help"] == [200]
