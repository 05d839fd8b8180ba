"""Products made of sentences, and what a sentence on making tells beside what the rules read."""

import pytest
from tests.intake import pages

from resupply.intake import production, sentence_products
from resupply.intake.draft import Draft

LEAD = "Norway will send 40 tents to Ukraine, the ministry in Oslo said. Kyiv thanked Norway.\n\n"


def of_sentence(text: str) -> Draft | None:
    """The record made of the last sentence of a text."""
    return pages.of_sentence(sentence_products.production, LEAD, text)


def made(text: str) -> list[tuple[object, object]]:
    """Items and quantities of a text."""
    found = [d for d in production.drafts(pages.page(LEAD, text)) if d.span[0] >= len(LEAD)]
    return [(d.fields.get("item"), d.fields.get("quantity")) for d in found]


ITEMS = {
    "Vektor Nutrition is to raise its output of rocket engines.": "rocket engines",
    "Work on the ammunition plant near Riga goes slowly.": "ammunition plant",
    "He expects missile output to keep growing.": "missile",
    "Antares and Stroms have registered a joint venture in Latvia.": "joint venture",
    "The mill is short of hands, but spare parts are made day and night.": "spare parts",
}


@pytest.mark.parametrize("text", ITEMS)
def test_item_of_a_sentence(text: str) -> None:
    draft = of_sentence(text)
    assert draft is not None
    assert draft.fields["item"] == ITEMS[text]


NOTHING = [
    "The plant is to run from May.",
    "Production is in full swing, and investments of $3 million are planned.",
    "Vektor Nutrition is making progress.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_item_in_a_sentence(text: str) -> None:
    assert of_sentence(text) is None


BESIDE = {
    "Rheinmetall will open a new plant in Latvia to make mortar shells.": [("mortar shells", None)],
    "Rheinmetall makes 300 drones a month and about 50 radars.": [("drones", 300), ("radars", 50)],
    "Rheinmetall will make 900 drones this year and 2,500 next year.": [
        ("drones", 900),
        ("drones", 2500),
    ],
    "Rheinmetall makes 800 drones a month and has 2,500 workers.": [("drones", 800)],
    "Rheinmetall has made 6,000 attack drones and thousands of decoy drones.": [
        ("attack drones", 6000),
        ("decoy drones", None),
    ],
    "Rheinmetall will begin production of mortar shells for heavy howitzers.": [
        ("mortar shells", None)
    ],
}


#: Texts shorter than this are not weighed.
LONG = (
    "The ministry gave no further details of the tents on Monday, and said that the lorries would "
    "leave Oslo by the end of the week. Norway has helped Ukraine since the beginning of the war, "
    "the minister told reporters. The firm is one of the largest in Latvia. "
) * 2


def test_a_sentence_that_the_weights_speak_for_tells_more_than_one() -> None:
    text = (
        "Rheinmetall plans to boost shell output, and its new plant in Latvia will begin making "
        "long-range drones for Ukraine next year."
    )
    assert [item for item, _ in made(LONG + text)] == ["long-range drones", "shell"]


NOT_MADE = [
    "Rheinmetall is short of raw materials to make missiles.",
    "The cause is the failure of Rheinmetall, its failure to produce shells.",
    "Rheinmetall will bring its shell production standards into line with those of NATO.",
    'The words "Made in Norway" could be read on the drone engine.',
]


@pytest.mark.parametrize("text", NOT_MADE)
def test_what_is_not_made(text: str) -> None:
    assert made(text) == []


LINES = """Norwegian plants made and assembled in 2024:

- 1,500 attack drones;
- 40 patrol boats.
"""


def test_lines_below_a_clause() -> None:
    assert made(LINES) == [("attack drones", 1500), ("patrol boats", 40)]


def test_a_plant_told_with_its_goods_is_no_product() -> None:
    text = "Rheinmetall is building a production line in Latvia for the making of mortar shells."
    assert [item for item, _ in made(text)] == ["mortar shells"]


def test_a_bare_figure_is_of_what_was_told_before() -> None:
    text = (
        "Rheinmetall makes 40,000 shells a month. "
        "We will raise our capacity to a hundred thousand next year."
    )
    draft = of_sentence(text)
    assert draft is not None
    assert draft.fields == {"quantity": [100000]}


@pytest.mark.parametrize("text", BESIDE)
def test_what_a_sentence_tells_beside(text: str) -> None:
    found = [(item, q[0] if isinstance(q, list) else q) for item, q in made(text)]
    assert found == BESIDE[text]


def test_a_rate_is_the_quantity() -> None:
    text = "Rheinmetall plans to raise its mortar shell output and triple it to 2,000 a year."
    assert made(text) == [("shell", 2000)]


def test_who_makes_one_makes_what_is_told_beside() -> None:
    text = "Rheinmetall makes 300 drones a month and about 50 radars."
    assert [d.fields["maker"] for d in production.drafts(pages.page(LEAD, text))] == [
        ["Rheinmetall"]
    ] * 2
