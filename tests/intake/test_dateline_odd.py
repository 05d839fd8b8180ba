"""Datelines of rarer make, in heads of our own."""

from typing import Any

import pytest
from tests.intake import pages

BODY = "The ministry said that ten boats had been sent to the coast, where they were awaited."


def read(text: str, published: str = "2024-02-28") -> list[dict[str, Any]]:
    return [r.fields for r in pages.read("dateline", text, published)]


HEADS = [
    (f"date 2024-02 {BODY}", {"date": "2024-02"}),
    (f"Boats go north\n\nPhoto: Port of Riga\n\nRiga /Boatpress/. {BODY}", {"place": "Riga"}),
    (f"Boats go north\n\nBy Ana Novak\n\nRIGA (Boatpress) -{BODY}", {"place": "Riga"}),
    (f"Gaza, BOAT – {BODY}", {"place": "Gaza"}),
    (f"Boatpress, Riga, 27 February 2024 — {BODY}", {"place": "Riga", "date": "2024-02-27"}),
    (f"Boats go north\n16:30, 28 February, 2024\n{BODY}", {"date": "2024-02-28"}),
    (f"Boats go north\n2024/02/28 03:00\n{BODY}", {"date": "2024-02-28"}),
    (f"Boats go north\n28 / 02 / 2024\n{BODY}", {"date": "2024-02-28"}),
    (f"Boats go north\n28 February, 02:22 PM\n{BODY}", {"date": "2024-02-28"}),
    (f"Ministry of Ports, posted 28 February 2024 14:46\n\n{BODY}", {"date": "2024-02-28"}),
    (f"Boats go\nLima: February 28, 2024\n\n{BODY}", {"place": "Lima", "date": "2024-02-28"}),
    (f"Boats go\nLima: Wed, 28 February 2024\n{BODY}", {"place": "Lima", "date": "2024-02-28"}),
    (f"Boats go\n28 February, 2024 Boats in the yard. Photo: Port\n{BODY}", {"date": "2024-02-28"}),
    (f"date 2024-02-28 Lima, Feb 28 A boat came. {BODY}", {"place": "Lima", "date": "2024-02-28"}),
    (f"Boats go north\nRiga • Boatpress\n{BODY}", {"place": "Riga"}),
    (f"Boats go\nLima\n\n{BODY}", {"place": "Lima"}),
    (f"Boats go\nLima – 28 February 2024 – {BODY}", {"place": "Lima", "date": "2024-02-28"}),
    (f"Boats go\nFeb 28, 2024 | Lima\n{BODY}", {"place": "Lima", "date": "2024-02-28"}),
    (f"Boats go\nLima, Peru, Feb 28 A boat came. {BODY}", {"place": "Lima", "date": "2024-02-28"}),
    (f"Sudan: boats go\n\nPort Sudan — {BODY}", {"place": "Port Sudan"}),
]


@pytest.mark.parametrize(("text", "fields"), HEADS)
def test_the_head_is_read(text: str, fields: dict[str, str]) -> None:
    assert read(text) == [fields]


@pytest.mark.parametrize(
    "text",
    [
        f"Boats go north\n27 / 01 / 2024\n{BODY}",
        f"Boats, BOAT – {BODY}",
        f"Boats go north\nThe port opens at 16:30 on 12 March\n{BODY}",
        "Boats go north\nRiga\nOslo\nLima\nThe towns above have no boats.",
        f"Boats go north\n{BODY}\nRiga\n{BODY}",
        f"Boats go north\nPeru, Jan 3 A boat came. {BODY}",
        f"Boats go north\nRiga • Latvia\n{BODY}",
        f"Boats go north\nRiga • The news of today\n{BODY}",
        f"Boats go north\n24 February 2022 The war began.\n{BODY}",
        f"Boats go north\nOpening: February 28, 2024 or later\n{BODY}",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert read(text) == []
