"""Who gives, where the sentence tells it by a plan, a doubt, a thanks, a carrier or a pronoun."""

import pytest
from tests.intake import pages


def parties(text: str) -> dict[str, tuple[object, object]]:
    made = (r.to_dict() for r in pages.read("aid", text, "2024-05-10"))
    return {text[slice(*r["span"])]: (r.get("donor"), r.get("recipient")) for r in made}


def who_gives(text: str, what: str) -> object:
    return next((donor for said, (donor, _) in parties(text).items() if what in said), "nobody")


WHOSE_PLAN = {
    "Tallinn's items are part of the EU's agreement to send Ukraine one million shells.": "EU",
    "The Polish government's promise to hand over 10 tanks to Ukraine was praised by Spain.": "POL",
    "Kallas spoke in Riga of Norway's decision to give Ukraine 40 launchers.": "NOR",
    "In Madrid he welcomed a pledge by Austria to provide Ukraine with 40 generators.": "AUT",
    "Spain called the offer from Denmark to supply Ukraine with 40 boats generous.": "DNK",
    # whose plan it is not
    "At Kyiv's request, Spain decided to send Ukraine 40 boats.": "ESP",
    "Despite Germany's doubts, Spain plans to send Ukraine 40 boats.": "ESP",
    "After the EU's summit Spain agreed to send Ukraine 40 boats.": "ESP",
    "Spain heard of Oslo's plan and promised to send Ukraine 40 boats.": "ESP",
}


@pytest.mark.parametrize("text", WHOSE_PLAN)
def test_whose_plan_it_is_to_give_gives(text: str) -> None:
    assert next(iter(parties(text).values()))[0] == WHOSE_PLAN[text]


OPPOSED = {
    "Hungary holds up 500 million euros in military aid for Ukraine, EU diplomats say.": "EU",
    "Slovakia spoke against the allocation of 50 billion euros to Ukraine at the EU summit.": "EU",
    "Hungary has vetoed 500 million euros of EU military aid for Ukraine.": "EU",
    "Austria is blocking a package of 2 billion euros for Ukraine, Brussels complains.": "EU",
    # who gives it after all, or is no member
    "Hungary has paid 500 million euros in aid to Ukraine, EU diplomats say.": "HUN",
    "The US House blocked 60 billion dollars in aid to Ukraine, while the EU looks on.": "USA",
    "The EU agreed on 50 billion euros for Ukraine against the will of Hungary.": "EU",
    "Italy, against which the EU warned, gave Ukraine 200 million euros in aid.": "ITA",
}


@pytest.mark.parametrize("text", OPPOSED)
def test_who_stands_in_the_way_of_a_sum_does_not_give_it(text: str) -> None:
    assert next(iter(parties(text).values()))[0] == OPPOSED[text]


SENT = [
    ("Aid came to Gaza: one plane from Turkey with 13 tonnes of drugs, two from Jordan with 86 "
     "tonnes of flour and one from Oman with 20 tonnes of rice.",
     {"13 tonnes": "TUR", "86 tonnes": "JOR", "20 tonnes": "OMN"}),
    ("On Wednesday 68 lorries with aid from Qatar went into Gaza, Egypt says.", {"68": "QAT"}),
    ("The Open Sea left Larnaca in Cyprus with 200 tonnes of flour for Gaza from UNICEF.",
     {"200 tonnes": "UNICEF"}),
    ("Pakistani truckers took 12 lorries of rice, a gift of China, to Kabul.", {"12": "CHN"}),
    ("Along with the American radars and howitzers, 30 guns have arrived in Ukraine, the German "
     "envoy said. Germany gave Ukraine 5 boats.", {"howitzers": "USA"}),
    # the way, and not the giver
    ("Sweden said that 68 lorries of flour crossed from Chad into Sudan.", {"68": "SWE"}),
    ("Sweden said that a plane from Dubai brought 40 tents to Sudan.", {"40 tents": "SWE"}),
    ("Two relief teams left India for Turkey with 4 tonnes of tents.", {"4 ton": "IND"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "givers"), SENT)
def test_who_sends_what_a_carrier_brings(text: str, givers: dict[str, str]) -> None:
    assert {what: who_gives(text, what) for what in givers} == givers


MEANT = [
    ("The Swiss met. Partner countries go on delivering 40 pumps to Ukraine.", "40 pumps",
     "Partner countries"),
    ("The UN spoke for WFP in Chad. The agency has been “giving 40 meals” there.", "40 meals",
     "WFP"),
    ("In Mali, the CONASUR has distributed 40 stoves, the French envoy said.", "40 stoves",
     "CONASUR"),
    ("In Mali, the Joint Aid Council (JAC) sent 40 stoves.", "40 stoves", "Joint Aid Council"),
    ("IOM is in Haiti. The nonprofit Open Hands said it had beds. It will ship 40 tents to Haiti.",
     "40 tents", "Open Hands"),
    ("A local firm, Harbour Mills Limited, donated 40 tents to Malawi after the floods.",
     "40 tents", "Harbour Mills Limited"),
    ("The Anna Berg Foundation bought 40 boats for the army of Ukraine in Britain.", "40 boats",
     "Anna Berg Foundation"),
    ("Aid for Palestinians Now (APN) sent 40 tents to Gaza from Egypt.", "40 tents",
     "Aid for Palestinians Now"),
    ("The defence ministry in Oslo has bought 40 boats with Germany for Ukraine.", "40 boats",
     "NOR"),
    ("A charity in Denmark sent Ukraine 30 beds, and a firm from Austria 40 pumps.", "40 pumps",
     "AUT"),
    ("The highest sum for Ukraine is that of Norway, which announced aid of 40 million euros. "
     "The USA gave less.", "40 million", "NOR"),
    ("The aid for Ukraine consists of seven packages. The largest is that of Spain, worth 9 "
     "million euros, which comprises 40 tanks. Italy gave Ukraine 5 boats.", "40 tanks", "ESP"),
    ("Spain gave Ukraine 5 boats. To date, aid from Estonia comes to 400 million euros. Donations "
     "have included 40 guns.", "40 guns", "EST"),
    ("Malta gave Syria 2 million euros in grants, while Spain gave 8 million euros, including 6 "
     "million in loans.", "6 million", "ESP"),
    ("Ukraine got 3 boats as well as 40 tents donated by Norway, Poland said.", "40 tents", "NOR"),
    ("The House of Lords heard that we have given Pakistan 40 boats.", "40 boats", "GBR"),
    ("The Baltic state has given Ukraine 40 guns, media report, citing the Estonian ministry.",
     "40 guns", "EST"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "who"), MEANT)
def test_who_is_meant_by_a_noun_a_which_or_letters(text: str, what: str, who: str) -> None:
    assert who_gives(text, what) == who


THANKED = {
    "40 Marder vehicles have arrived in Ukraine. We thank Germany for this help.": "DEU",
    "40 guns have arrived in Ukraine. I am grateful to Norway and its people.": "NOR",
    "Thank you, Estonia! 40 howitzers have arrived in Ukraine.": "EST",
    "Sweden gave Ukraine 3 boats.\n\n40 launchers have come to Ukraine. Thanks to Spain!": "ESP",
    # who is thanked by others, or for something else
    "40 tanks from Italy have arrived in Ukraine. We thank Norway for its patience.": "ITA",
    "Italy gave Ukraine 40 tanks. We thank Norway for its gas.": "ITA",
    "40 tanks from Italy came to Ukraine. Biden thanked Scholz for Germany's gas.": "ITA",
    "Poland sent Ukraine 40 tanks. Thanks also go to Norway.": "POL",
}


@pytest.mark.parametrize("text", THANKED)
def test_who_is_thanked_right_beside_gives(text: str) -> None:
    assert who_gives(text, "40 ") == THANKED[text]


NO_GIVERS = [
    ("The fund gave 90 million. The first, as set out by OCHA, include Sudan and Chad, each with "
     "40 million dollars from CERF.", "OCHA"),
    ("Another 40 drones for Ukraine were bought at an auction in Warsaw. Latvia helps Ukraine.",
     "POL"),
    ("Ukraine got 40 drones from Spain, as reported by Norway.", "NOR"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), NO_GIVERS)
def test_who_only_tells_or_lends_a_town_gives_nothing(text: str, who: str) -> None:
    assert who_gives(text, "40 ") != who


TO_WHOM = {
    "Today 26 trucks of aid from IOM went to Syria, crossing a gate for UN aid convoys.": "SYR",
    "This week 40 tons of food were distributed in Bangladesh, and more in Chad.": "BGD",
    "The centre works in Chad and Mali. Norway handed out 40 tents in Bamako.": "MLI",
    "Denmark gave 40 million euros to rebuild Mykolaiv. Kyiv backs Denmark's work there.": "UKR",
    "Norway gave 40 million euros to UNHCR.": "UNHCR",
    "Norway gave 40 million dollars to WFP for Sudan.": "WFP",
    "ECHO has given Chad 5 million euros. Of this, UNHCR gets 3 million and WFP 40 million.": "WFP",
    "Spain gave Chad 40 tents for UNICEF schools.": "TCD",
}


@pytest.mark.parametrize("text", TO_WHOM)
def test_to_whom_it_is_given(text: str) -> None:
    found = [to for said, (_, to) in parties(text).items() if "40 " in said or "26 " in said]
    assert found[:1] == [TO_WHOM[text]]
