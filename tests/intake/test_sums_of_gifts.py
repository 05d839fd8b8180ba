"""What sums are for, how much packages are worth, and coins of more countries."""

import pytest
from tests.intake.pages import read, sums

from resupply.intake import reader
from resupply.intake.text import Document


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Oslo sent Ukraine military aid for 5 million euros.", "military aid"),
        ("Norway gave Ukraine 900 items to a value of 5 million euros.", "items"),
        ("Oslo is contributing 5 million euros annually in support of Ukraine.", "support"),
        ("Oslo pays 5 million euros into a UNICEF programme for Ukraine.", "programme"),
        ("Oslo gave 5 million euros to Ukraine to restore bridges.", "bridges"),
        ("Oslo said the 5 million euros that remain will be spent on boats for Ukraine.", "boats"),
        ("Oslo gave a cheque for 5 million euros to Ukraine.", "cheque"),
        ("Oslo gave 5 million euros of Norwegian ODA to Ukraine.", "ODA"),
        ("Oslo made commitments of 5 million euros to Ukraine.", "commitment"),
    ],
)
def test_what_a_sum_is(text: str, item: str) -> None:
    assert sums(text) == [(item, 5e6)]


def test_many_people_are_no_item() -> None:
    ((item, amount),) = sums("Oslo gave Sudan 5 million euros for millions of people.")
    assert amount == 5e6
    assert item != "millions"


def test_who_holds_an_office_is_no_gift() -> None:
    said = "Oslo gave Sudan 5 million euros, Emergency Relief Coordinator Tom Berg said."
    assert [amount for _, amount in sums(said)] == [5e6]


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("Malaysia gave Myanmar 10 million ringgit ($2 million).", [1e7, 2e6]),
        ("Malaysia gave Myanmar RM5 million.", 5e6),
        ("Malawi gave Mozambique K880,000.", 880000),
        ("Azerbaijan gave Ukraine 30 million manats.", 3e7),
        ("Nigeria gave Niger N5 billion.", 5e9),
        ("The Philippines gave Myanmar P38 million.", 3.8e7),
        ("The Philippines gave Myanmar ₱2.5 million.", 2.5e6),
        ("Manila gave Myanmar Php 750,000.", 750000),
        ("Qatar gave Sudan 50 million Qatari riyals.", 5e7),
        ("Egypt gave Sudan 30 million Egyptian pounds.", 3e7),
        ("Jordan gave Sudan 2 million Jordanian dinars.", 2e6),
    ],
)
def test_coins_of_more_countries(said: str, amount: object) -> None:
    assert [found for _, found in sums(said)] == [amount]


def test_whose_coins_they_are_is_told_before_them() -> None:
    said = "Qatar gave Sudan 5 million Qatari riyals, and Morocco 3 million Moroccan dirhams."
    found = read("aid", said, "2024-02-28")
    assert [r.fields["currency"] for r in found] == ["QAR", "MAD"]


def test_letters_of_models_are_no_coins() -> None:
    assert sums("Poland gave Ukraine K9 howitzers and N95 masks.") == [
        ("K9 howitzers", None),
        ("N95 masks", None),
    ]
    assert sums("The Philippines gave Ukraine P90 rifles.") == [("P90 rifles", None)]


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("tools (among them hammers and saws) and tents", ["tools", "tents"]),
        ("clothes (warm jackets and trousers), tents", ["clothes", "tents"]),
        ("children's shoes and women's coats", ["children's shoes", "women's coats"]),
        ("about 5,000 various Latvian-made drones", ["Latvian-made drones"]),
        ("steel sheets, nails and wire", ["steel sheets", "nails", "wire"]),
    ],
)
def test_items_of_lists(said: str, items: list[str]) -> None:
    assert [item for item, _ in sums(f"Oslo sent Ukraine {said}.")] == items


def test_a_short_form_in_brackets_parts_no_item() -> None:
    said = "Oslo gave Ukraine 24 mine-resistant ambush-protected (MRAP) MaxxPro armoured vehicles."
    ((item, _),) = sums(said)
    assert str(item).endswith("MaxxPro armoured vehicles")


def test_who_gave_it_stands_before_its_worth() -> None:
    text = "Through an EU mechanism Moldova received aid from Malta to the amount of 5,000 euros."
    document = Document(id="t", text=text, published="2024-02-28")
    (gift,) = reader.read(document, only=("aid",)).records
    assert (gift.fields.get("donor"), gift.fields.get("amount")) == ("MLT", 5000)
