"""Who holds something up, told beside the words of holding up."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document

WHO = {
    "About 900 trucks with aid for Ukraine are held up at Poland's border.": "POL",
    "Flour for Sudan has been stuck in Kenyan ports since May.": "KEN",
    "Kyiv complains of slow deliveries from the West.": "West",
    "Clinics in Chad shut after aid cuts from big donors.": "big donors",
    "Canada waits. After Donald Trump's sudden freeze of military aid Ukraine looks elsewhere.": (
        "USA"
    ),
    "Heavy snow has delayed aid deliveries to Ukraine.": "Heavy snow",
    "Malta condemned both sides for obstructing aid convoys in Sudan.": "both sides",
    "Malta accused Cyprus of blocking aid for Sudan.": "CYP",
    "Chad waits for Malta. WFP wrote that it had failed to deliver food to the camps.": "WFP",
    "Ukraine waits. Chad's premier said that Norway has failed to deliver shells it had sold.": (
        "NOR"
    ),
}


@pytest.mark.parametrize("text", WHO)
def test_who_holds_it_up(text: str) -> None:
    read = reader.read(Document(id="a", text=text, published="2025-03-12"), only=("delay",))
    assert [r.fields.get("actor") for r in read.records][-1] in (WHO[text], WHO[text].lower())


TYPES = {
    "Malta lifted a pause on military aid to Ukraine.": "resumed",
    "Norway ends its freeze on funding for UNRWA.": "resumed",
    "Malta refused to lift the freeze on military aid to Ukraine.": "paused",
    "Ukraine called for lifting the suspension of military aid by Malta.": "paused",
}


@pytest.mark.parametrize("text", TYPES)
def test_a_halt_that_is_lifted_is_none(text: str) -> None:
    read = reader.read(Document(id="a", text=text, published="2025-03-12"), only=("delay",))
    told = {r.fields["type"] for r in read.records}
    assert (TYPES[text] == "resumed") == (told == {"resumed"})
