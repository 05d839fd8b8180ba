"""Who speaks: "according to" without a comma, premiers, and two appositions behind a name."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document

SAID = {
    "Jan Berg for his part stressed that partners had worked hard on the deal.": "Berg",
    "According to Ana Novak it is the third largest package that Malta has sent.": "Novak",
    "According to the Prime Minister Jan Berg (Greens) it is worth 20 million euros.": "Berg",
    "Two guns were shown, with caretaker Premier Jan Berg looking on. The premier said that the "
    "making of guns shows unity.": "Berg",
    "Jan Berg, head of the fund, the largest of its kind, said six trucks came on.": "Berg",
}


@pytest.mark.parametrize("text", SAID)
def test_who_speaks(text: str) -> None:
    read = reader.read(Document(id="t", text=text, published="2024-03-01")).records
    assert [r.fields.get("speaker") for r in read if r.kind == "quote"] == [SAID[text]]
