"""Datelines of many houses, and heads that are none."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


def dateline(text: str) -> tuple[object, object] | None:
    read = reader.read(Document(id="d", text=text, published="2024-02-28"), only=("dateline",))
    if not read.records:
        return None
    fields = read.records[0].fields
    return fields.get("place"), fields.get("date")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("OSLO, Feb 27 (Reuters) - Norway gave tents.", ("Oslo", "2024-02-27")),
        ("KHARKIV, Ukraine (AP) — Trucks came.", ("Kharkiv", None)),
        ("Riga (dpa) - Trucks came.", ("Riga", None)),
        ("N’DJAMENA: Rations were cut.", ("N'Djamena", None)),
        ("Vilnius, 3 May 2023\n\nLithuania gave boats.", ("Vilnius", "2023-05-03")),
        (" date 2024-02-28 RIGA - Boats came.", ("Riga", "2024-02-28")),
        (" date 2024-02-28 Boats came to the port.", (None, "2024-02-28")),
        ("Boats for Ukraine\n\nRIGA, Feb 27 - Latvia gave boats.", ("Riga", "2024-02-27")),
        ("Situation Report No. 4 | 7 May 2023\n\nTents came.", (None, "2023-05-07")),
        ("Berlin. The minister came.", ("Berlin", None)),
        ("Riga, 3 May 2023. The ministry gave boats.", ("Riga", "2023-05-03")),
        ("RIGA. Feb 27 (Baltia) – Boats came.", ("Riga", "2024-02-27")),
        ("February 27, 2024 (RIGA) – Boats came.", ("Riga", "2024-02-27")),
        (" date 2024-02-28 (Riga) Boats came to the port.", ("Riga", "2024-02-28")),
        ("Boats\n\nBNS\nBNS, Riga,\n• Feb 27 2024, 01:49\n\nIt came.", ("Riga", "2024-02-27")),
        ("BNS | Riga | Updated: 27-02-2024 12:45 IST\n\nBoats came.", ("Riga", "2024-02-27")),
        ("United Nations — The ambassador gave tents.", ("United Nations", None)),
        ("Menu\n\nBoats come\n\nRiga, Latvia:\n\nBoats came today.", ("Riga", None)),
        ("Boats come\n\nPUBLISHED : May 7, 2023 - 16:12\n\nBoats came.", (None, "2023-05-07")),
        ("Issued on: 04/03/2024 - 10:28\n\nBoats came.", None),
        ("Issued on: 28/02/2024 - 10:28\n\nBoats came.", (None, "2024-02-28")),
        (
            "Riga: The minister gave ten boats to the towns on the river in the far north, and was"
            " thanked for all of them.",
            ("Riga", None),
        ),
        ("RIGA, Latvia —\n\nBoats came.", ("Riga", None)),
        ("Press release\n27 February 2024\nRiga\n\nBoats came.", ("Riga", "2024-02-27")),
        ("(MENAFN- Baltia) Boats came.", None),
        ("Tue 27 Feb 2024 10.00 GMT\n\nBoats came.", (None, "2024-02-27")),
        ("27 February 2024Aid and relief\n\nBoats came.", (None, "2024-02-27")),
        ("Volume 7: debated on Tuesday 27 February 2024\n\nWe came.", (None, "2024-02-27")),
    ],
)
def test_heads_are_read(text: str, read: tuple[object, object]) -> None:
    assert dateline(text) == read


def test_a_day_above_and_a_place_below_are_two() -> None:
    text = " date 2024-02-28 Skip\nBoats for Ukraine\n\nBy Ana Novak\n\nRIGA (Baltia) - Boats came."
    read = reader.read(Document(id="d", text=text, published="2024-02-28"), only=("dateline",))
    assert [r.fields for r in read.records] == [{"date": "2024-02-28"}, {"place": "Riga"}]


def test_two_places_are_both_given() -> None:
    assert dateline("GENEVA/NAIROBI - Rations were cut.") == (["Geneva", "Nairobi"], None)


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine: more tents came.",
        "UPDATE - Tents came.",
        "The minister came to Riga - at last.",
        "On 3 May 2023 the minister came to Riga and spoke for an hour.",
        "",
    ],
)
def test_other_heads_are_no_datelines(text: str) -> None:
    assert dateline(text) is None
