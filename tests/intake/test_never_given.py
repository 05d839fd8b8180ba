"""Nobody's gifts: calls on others, what people live on, sums sought, goods bought for oneself."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


def gifts(text: str) -> list[object]:
    document = Document(id="t", text=text, published="2024-05-10")
    return [r.to_dict().get("item") for r in reader.read(document, only=("aid",)).records]


NONE = [
    "UNICEF urges donors to step up their funding to provide tents and water in Chad.",
    "The agency called on the international community to send rice to Sudan.",
    "Families in Yemen depend on deliveries of flour, water and medicine.",
    "Ukraine is heavily reliant on Western shells and missiles.",
    "The attack shows the need to provide more radars to Ukraine, the minister said.",
    "Kyiv hopes to get 12 launchers from its allies.",
    "Traders in Ukraine have shipped 40,000 tons of maize.",
    "Norway gave Ukraine drones that bear payloads of up to 9 kilograms.",
    "The UN launched a flash appeal for Malawi, amounting to $60 million.",
    "In Haiti, WFP has USD 40 million six-month net funding requirements.",
    "The US has made $3 billion cuts in food aid to Chad.",
    "OCHA needs $90 million to help Mali. $20 million of it is meant for wells.",
    "Norway buys 20 tanks to replace those given to Ukraine.",
    "Poland has adopted two decisions to help Ukraine.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_sought_or_traded_is_no_gift(text: str) -> None:
    assert not {*gifts(text)} - {"drones"}


GIVEN = {
    "Asked by donors to act, Denmark sent 40 tents to Chad.": ["tents"],
    "The UN urges donors to help Mali, where Norway has sent 20 pumps.": ["pumps"],
    "Depending on the weather, Italy will send 30 boats to Libya.": ["boats"],
    "Norway bought 20 generators for Ukraine to replace those destroyed.": ["generators"],
    "Germany has delivered 12 trucks that were built in 2019 to Ukraine.": ["trucks"],
}


@pytest.mark.parametrize("text", GIVEN)
def test_what_others_give_beside_it_is_one(text: str) -> None:
    assert gifts(text) == GIVEN[text]
