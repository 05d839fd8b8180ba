"""Rows of flattened tables, weights of bombs, and what a disaster took."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


def gifts(text: str) -> list[tuple[str, object, str | None, object]]:
    found = reader.read(Document(id="t", text=text, published="2024-02-28")).records
    return [
        (
            str(r.fields.get("item")),
            r.fields.get("quantity"),
            r.fields.get("unit"),
            r.fields.get("amount"),
        )
        for r in found
        if r.kind == "aid"
    ]


def test_rows_of_a_table_have_the_count_that_ends_them() -> None:
    rows = "1 Buckets 2000\n2 Rice 10000 kg\n3 Blankets 450\n4 Lentils 2.5 t\n"
    text = f"Norway gives flood relief to Bangladesh.\nThe list of items:\n{rows}"
    assert [g for g in gifts(text) if g[1]] == [
        ("Buckets", 2000, None, None),
        ("Rice", 10, "t", None),
        ("Blankets", 450, None, None),
        ("Lentils", 2.5, "t", None),
    ]


def test_days_that_end_lines_are_no_counts() -> None:
    text = "Norway sends relief to Bangladesh: tents.\nTents\n12 March 2023\nOslo 14 April 2023\n"
    assert all(quantity is None for _, quantity, _, _ in gifts(text))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("sent Ukraine 500-pound bombs", ("500-pound bombs", None, None, None)),
        ("gave Ukraine 200 million pounds", ("None", None, None, 200_000_000)),
        ("gave Ukraine a 50,000-pound grant", ("grant", None, None, 50_000)),
    ],
)
def test_a_pound_weighs_or_pays(said: str, found: tuple[object, ...]) -> None:
    assert gifts(f"Britain {said} on Monday.") == [found]


@pytest.mark.parametrize(
    "toll",
    [
        "The storm left an estimated 1,400 homes, 50 health facilities and 85 schools damaged.",
        "The storm destroyed more than 900 boats.",
        "Some 1,300 trucks and 79 generators were swept away.",
        "More than six million people in Somalia are food insecure, as are 3.5 million in Kenya.",
    ],
)
def test_what_a_disaster_took_is_no_gift(toll: str) -> None:
    text = (
        f"Norway sends relief to Vietnam after the storm. {toll} Norway will send 300 family tents "
        "to Vietnam, and its embassy thanked everybody who had taken part in it for their help."
    )
    assert [g[:2] for g in gifts(text) if g[1]] == [("family tents", 300)]


@pytest.mark.parametrize(
    "said",
    [
        "The UN will revise upward a $160 million flash appeal for Vietnam.",
        "Only a third has come of the $816 million sought for Vietnam.",
        "A US company makes blood-stopping powders, the embassy said in Vietnam.",
    ],
)
def test_what_is_asked_for_and_parts_of_words_are_no_gifts(said: str) -> None:
    assert all(g[3] is None and g[0] != "blood" for g in gifts(f"Norway helps Vietnam. {said}"))
