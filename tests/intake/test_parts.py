"""Parts of aid behind "including" and "in it are", and texts in which nobody gives anything."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


def aid(text: str) -> list[tuple[object, object]]:
    read = reader.read(Document(id="t", text=text, published="2024-03-01"))
    told = [r.fields for r in read.records if r.kind == "aid"]
    return [(f["donor"], f["item"]) for f in told]


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
