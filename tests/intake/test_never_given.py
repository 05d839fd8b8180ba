"""Nobody's gifts: calls on others, what people live on, sums sought, goods bought for oneself."""

import pytest
from tests.intake import pages


def gifts(text: str) -> list[object]:
    return [r.to_dict().get("item") for r in pages.read("aid", text, "2024-05-10")]


#: So that a text is long enough to be weighed.
LONG = (
    " The ministry in Oslo said on Monday that it works with partners, and that the Ukrainian side"
    " had thanked it for its help in a letter, which was read aloud in the capital."
)
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


@pytest.mark.parametrize(
    "said",
    [
        "The grant gives assistance in areas such as shelter, water and sanitation.",
        "It will cover part of the costs of the state, among them pensions and payments to staff.",
        "Kyiv struggled to pay for imports of food, fuel and medicine.",
        "Without electricity there will be no water.",
        "The money will help to provide essential humanitarian assistance.",
        "It was received by the Committee on Health, Medical Assistance and Insurance.",
        "They wait for weapons from the already announced packages.",
        "The money lifts the reserves of the bank above $40 billion.",
        "Its staff have received instructions from the president.",
        "Partners will revise a $160 million flash appeal.",
        "Only 2 % has come in out of $816 million sought to provide aid.",
        "The transfer brings the number of launchers there to 12.",
    ],
)
def test_what_is_only_spoken_of_is_no_gift(said: str) -> None:
    told = gifts(f"Oslo sent Ukraine 20 boats. {said}{LONG}")
    assert [item for item in told if item != "help"] == ["boats"]
