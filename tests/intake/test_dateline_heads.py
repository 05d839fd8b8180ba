"""Heads of pages: days with labels, bylines and agencies, places behind and before their day."""

import pytest
from tests.intake import pages

from resupply.intake import reader
from resupply.intake.text import Document

_BODY = (
    "\n\nThe ministry said that the road to the port is open again and that trucks are passing. "
    "It thanked everybody who had taken part in the work of the last days.\n"
)


def datelines(head: str, published: str = "2024-10-02") -> list[dict[str, object]]:
    text = head + _BODY if "\n" in head or len(head) < 60 else head
    found = reader.read(Document(id="t", text=text, published=published)).records
    return [dict(r.fields) for r in found if r.kind == "dateline"]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("A road opens\n\nPress release | Date: 02/10/2024", {"date": "2024-10-02"}),
        ("A road opens\n\n02.10.2024 NTB", {"date": "2024-10-02"}),
        ("A road opens\n\n  • Date:2024-10-02\n  • Office: Roads", {"date": "2024-10-02"}),
        ("A road opens\n\nThe Port News/PAP October 02, 2024", {"date": "2024-10-02"}),
        (
            "Sunday October 6, 2024\n\nPublished : 02 Oct 2024, 20:22",
            {"date": "2024-10-02"},
        ),
        (
            "A road opens\n\nOSLO, (Our Agency / Port News - 2nd Oct, 2024) The road is open.",
            {"place": "Oslo", "date": "2024-10-02"},
        ),
        (
            "date 2024-10-02 (MENAFN- Our News Agency (ONA)) OSLO, Norway, Oct 2 (ONA) -- A ship.",
            {"place": "Oslo", "date": "2024-10-02"},
        ),
        (
            "A road opens\n\nPort News, OSLO, Norway, Oct. 2, 2024: The road is open again.",
            {"place": "Oslo", "date": "2024-10-02"},
        ),
        ("A road opens\n\n(Oslo, 2 October 2024)", {"place": "Oslo", "date": "2024-10-02"}),
        (
            "A road opens\n\nOctober 2, 2024 (OSLO) – The road is open again.",
            {"place": "Oslo", "date": "2024-10-02"},
        ),
        ("Oslo, Norway| The ministry has opened the road again, it said.", {"place": "Oslo"}),
    ],
)
def test_heads(head: str, found: dict[str, str]) -> None:
    assert found in datelines(head)


@pytest.mark.parametrize(
    "head",
    [
        "Czechia gives Ukraine 76 boats and 24 trucks in 2024",
        "MENAFN - UkrinForm) The handover was made known on Monday by the ministry of defence.",
    ],
)
def test_no_dateline(head: str) -> None:
    assert not any("place" in d for d in datelines(head))


@pytest.mark.parametrize(
    "head",
    [
        "Oslo to Ship 6 Launchers to Ukraine in 2025",
        "Rome Vows Tents for Chad as Rains Start in 2024",
    ],
)
def test_a_headline_that_opens_with_a_town_is_no_dateline(head: str) -> None:
    said = f"{head}\n\nThe launchers will go by ship, the ministry said."
    assert pages.read("dateline", said, "2025-01-13") == []


def test_who_writes_is_no_place() -> None:
    said = "By Ana Novak in Oslo January 12, 2025\n\nThe launchers will go by ship."
    found = [r.fields.get("place") for r in pages.read("dateline", said, "2025-01-13")]
    assert found in ([], ["Oslo"])
