"""Kinds that share a head, ranges of things, and counts that look like years."""

import pytest
from tests.intake import pages

from resupply.intake import dates


def gifts(text: str) -> list[tuple[object, object]]:
    return [
        (r.fields.get("item"), r.fields.get("quantity"))
        for r in pages.read("aid", text, "2024-02-28")
    ]


@pytest.mark.parametrize(
    ("said", "items"),
    [
        (
            "chemical, biological, radiological and nuclear protection equipment, and tents",
            ["chemical, biological, radiological and nuclear protection equipment", "tents"],
        ),
        (
            "medical, food and hygiene supplies and blankets",
            ["medical, food and hygiene supplies", "blankets"],
        ),
        ("small, medium and large generators", ["small, medium and large generators"]),
        (
            "electronic warfare and mine-clearing equipment",
            ["electronic warfare and mine-clearing equipment"],
        ),
        ("electric and gas stoves", ["electric and gas stoves"]),
        ("water and sanitation supplies", ["water and sanitation supplies"]),
    ],
)
def test_kinds_that_share_a_head_are_one_item(said: str, items: list[str]) -> None:
    assert [item for item, _ in gifts(f"Oslo sent Ukraine {said}.")] == items


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("winter clothing and gas stoves", ["winter clothing", "gas stoves"]),
        ("training and medical equipment", ["training", "medical equipment"]),
        ("tents, medical kits and boats", ["tents", "medical kits", "boats"]),
        ("water and hygiene kits", ["water", "hygiene kits"]),
    ],
)
def test_goods_beside_goods_are_two(said: str, items: list[str]) -> None:
    assert [item for item, _ in gifts(f"Oslo sent Ukraine {said}.")] == items


@pytest.mark.parametrize(
    "said", ["between 15 and 20 tents", "from 15 to 20 tents", "15 to 20 tents", "15-20 tents"]
)
def test_a_range_is_given_however_it_is_told(said: str) -> None:
    assert gifts(f"Oslo gave {said} to Ukraine.") == [("tents", [15, 20])]


@pytest.mark.parametrize(
    "said", ["beds and 2000 tents", "a load of 2000 tents", "2000 tents", "1950 tents"]
)
def test_a_round_number_before_goods_is_no_year(said: str) -> None:
    count = 1950 if "1950" in said else 2000
    assert ("tents", count) in gifts(f"Oslo gave {said} to Ukraine.")


def test_years_are_no_number_of_things() -> None:
    said = "Oslo gives Ukraine 5 million euros a year over the period 2023 to 2027."
    assert [quantity for _, quantity in gifts(said)] == [None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Food for up to 2000 people is on the way.", []),
        ("Beds for 2000 displaced families, rations for 2000 children.", []),
        ("They sent between 2000 and 2500 tents.", []),
        ("In 2023 people fled.", ["2023"]),
        ("It is planned for 2027.", ["2027"]),
    ],
)
def test_a_count_of_people_is_no_year(text: str, found: list[str]) -> None:
    assert [d.iso for d in dates.find(text, "2024-02-28")] == found
