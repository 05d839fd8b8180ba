"""Ways that are shut, help that drops, and where pages say they were written."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document

SAID = {
    "Kenya closed the Moyale crossing, through which aid goes to Ethiopia, on Monday.": "blocked",
    "The closure of the Moyale border crossing holds up food for Ethiopia.": "blocked",
    "Military aid to Ukraine dropped sharply over the summer.": "cut",
    "Malta cut its low allocations to Ukraine by 15%.": "cut",
}


@pytest.mark.parametrize("text", SAID)
def test_what_is_held_up(text: str) -> None:
    read = reader.read(Document(id="t", text=text, published="2024-03-01")).records
    assert SAID[text] in [r.fields["type"] for r in read if r.kind == "delay"]


def test_what_is_closed_otherwise_holds_nothing_up() -> None:
    text = "Malta closed the border security talks on aid to Ukraine with a dinner."
    read = reader.read(Document(id="t", text=text, published="2024-03-01")).records
    assert [r for r in read if r.kind == "delay"] == []


HEADS = {
    "Malta sends aid to Gaza\n\nANKARA\n\nMalta has sent 20 tents to Gaza.": "Ankara",
    "Nairobi, April 2 (ABC) Kenya will send 20 tents to Gaza.": "Nairobi",
    "Dub nad Vahom, August 1 (ABC) - Malta has sent 20 tents to Gaza.": "Dub nad Vahom",
    "Newsdesk- HELSINKI (ABC)\n\nMalta has sent 20 tents to Gaza.": "Helsinki",
}


@pytest.mark.parametrize("text", HEADS)
def test_heads_of_pages(text: str) -> None:
    read = reader.read(Document(id="t", text=text, published="2024-04-03")).records
    assert [r.fields.get("place") for r in read if r.kind == "dateline"] == [HEADS[text]]
