"""Relief as pages tell it: loads and errands, brackets, rows of agencies, and what is no gift."""

import pytest
from tests.intake import pages

from resupply.intake import numbers

PUBLISHED = "2024-05-10"


def read(text: str, kind: str = "aid") -> list[dict[str, object]]:
    return [r.to_dict() for r in pages.read(kind, text, PUBLISHED)]


def gifts(text: str) -> list[tuple[object, object]]:
    return [(r.get("item"), r.get("quantity")) for r in read(text)]


STAGES = {
    "Erdogan pledged to send three planes carrying two search vehicles to Libya.": "pledged",
    "Norway is understood to be sending a plane carrying tents to Sudan.": "pledged",
    "In a week the UAE has sent 16 flights to deliver tents to Pakistan.": "delivered",
    "The shipment reached Port Sudan on Friday. The aid contains tents from Japan.": "delivered",
    "A consignment from Kuwait will arrive in Libya on Monday. The goods include tents.": "pledged",
    "Today's flight to Congo follows a WHO shipment of 14 tonnes of kits.": "delivered",
    "Aid for Yemen|Oman has been sending tents to Yemen since May.": "delivered",
}


@pytest.mark.parametrize("text", STAGES)
def test_what_carriers_bring_has_the_stage_of_their_way(text: str) -> None:
    assert {r["status"] for r in read(text.replace("|", "\n"))} == {STAGES[text]}


COUNTED = {
    "The Kuwaiti charity delivered (450) tons of flour and (12) ambulances to Yemen.": [
        ("flour", 450),
        ("ambulances", 12),
    ],
    "The Qatari Red Crescent donated ten (10) trucks of food to Syria.": [("trucks of food", 10)],
    "The UN delivered 40,000 litres (10,567 gallons) of diesel to Gaza.": [("diesel", 40000)],
    "A plane with 12 tonnes (26,455 pounds) of medicine from Norway landed in Sudan.": [
        ("medicine", 12)
    ],
    "Iran sent 30 tons and 400 kg of rice to Syria.": [("rice", 30.4)],
    "Britain sent 150 tonnes of UK aid to Gaza.": [("UK aid", 150)],
    "Qatar handed tents (250 pc), blankets (1500) and mats (40 sets) to Syria.": [
        ("tents", 250),
        ("blankets", 1500),
        ("mats", 40),
    ],
    "Qatar handed tents (2023) and winter bags to Syria.": [
        ("tents", None),
        ("winter bags", None),
    ],
    "One more aid shipment from Malta, with a total weight of around 20 tonnes, reached Gaza.": [
        ("aid shipment", 20)
    ],
    "Malta sent 900 tents to Gaza by a convoy of 30 trucks.": [("tents", 900)],
    "Malta sent 900 tents to Gaza with the support of its army and two helicopters.": [
        ("tents", 900)
    ],
    "Malta sent two helicopters to Gaza.": [("helicopters", 2)],
    "Malta sent 900 food packs including rice and oil to Gaza.": [("food packs", 900)],
    "After the quake in Morocco, Spain sent 86 troops and four dogs.": [
        ("troops", 86),
        ("dogs", 4),
    ],
    "Turkey sent 600 tents, 2000 blankets and 1440 pillows to Pakistan.": [
        ("tents", 600),
        ("blankets", 2000),
        ("pillows", 1440),
    ],
}


@pytest.mark.parametrize("text", COUNTED)
def test_brackets_hold_the_number_or_the_same_in_another_unit(text: str) -> None:
    assert gifts(text) == COUNTED[text]


def test_the_points_of_a_list_are_no_numbers_of_things() -> None:
    said = "They asked for (1) tents, for (2) stoves and for (35) lamps."
    assert [n.low for n in numbers.find(said) if said[n.start] == "("] == [35.0]


NO_GIFTS = [
    "Prior to the conflict, 500 trucks crossed into Gaza daily.",
    "WFP supports Somalia, but 7 million face hunger and $400 million is needed.",
    "With aid from Norway towns in Haiti can rebuild homes and restore the water supply.",
    "Norway's help for Haiti will be a great support to families.",
    "Norway will help Haiti in such areas as water, food and shelter.",
    "15 bakeries supported by WFP are operational in Gaza.",
    "None of the shipments to Gaza have included fuel.",
    "WFP won't be able to provide food to Haiti unless it receives $40 million.",
    "The agency requires $46 million to provide food for Haiti.",
    "Each blanket matters to the people of Syria, the envoy said.",
    "Russia sent 3,000 troops to Mali after the coup.",
    "Russian troops attacked a queue for humanitarian aid in Ukraine with drones.",
    "Congo has a stockpile of 2,000 vaccine doses, and WHO helps it.",
    "Spain announced an evacuation flight from Sudan for its citizens.",
]


@pytest.mark.parametrize("text", NO_GIFTS)
def test_what_is_at_work_lacking_or_of_former_days_is_no_gift(text: str) -> None:
    assert gifts(text) == []


def test_a_sum_without_which_help_ends_is_needed() -> None:
    found = read(
        "WFP will stop its help to Haiti if it doesn't secure $12 million by June.", "need"
    )
    assert [(r["amount"], r["currency"]) for r in found] == [(12000000, "USD")]


def test_rows_of_agencies_tell_who_gets_the_money_of_one_donor() -> None:
    rows = "Sweden gave 30 million euros to Yemen.\nUNHCR:6 million euros\nWFP: 4.2 million euros"
    assert [(r["donor"], r["recipient"]) for r in read(rows)] == [
        ("SWE", "YEM"),
        ("SWE", "UNHCR"),
        ("SWE", "WFP"),
    ]


PARTIES = {
    "Relief for Haiti|UNHCR provided tents to 4,000 families.": ("UNHCR", "HTI"),
    "Help for Mali|In Albania, KSrelief distributed 450 stoves to families.": ("KSrelief", "ALB"),
    "Aid for Pakistan|From China, four planes with 300 tents have landed.": ("CHN", "PAK"),
    "Aid for Syria|A Libyan plane, carrying 40 tons of rice, landed in Homs.": ("LBY", "SYR"),
    "Aid for Syria|A Russian plane carrying 37 tons of rice landed in Homs.": ("RUS", "SYR"),
    "Britain sent aid to Gaza. The aid, to be distributed by UNICEF, includes 90 tents.": (
        "GBR",
        "PSE",
    ),
    "In a statement sent to AFP, WFP said that it gave 90 tents to Chad.": ("WFP", "TCD"),
    "The Indian Navy dispatched 40 tonnes of rice to Myanmar.": ("IND", "MMR"),
    "Japan decided to extend Emergency Grant Aid of USD 10 million to Chad.": ("JPN", "TCD"),
}


@pytest.mark.parametrize("text", PARTIES)
def test_headlines_places_and_openings_tell_the_parties(text: str) -> None:
    found = read(text.replace("|", "\n"))
    assert {(r["donor"], r["recipient"]) for r in found} == {PARTIES[text]}


def test_who_leads_a_drive_is_no_ranking_and_a_country_hit_by_floods_no_delay() -> None:
    assert read("The president is leading a humanitarian aid drive for Pakistan.", "claim") == []
    assert read("Turkey will send aid to Pakistan, which was hit by heavy floods.", "delay") == []


def test_a_pause_in_the_fighting_holds_up_no_aid() -> None:
    said = (
        "The UK called for a pause in fighting, and for a humanitarian pause to get aid into Gaza."
    )
    assert read(said, "delay") == []


def test_an_amount_required_is_needed_though_a_share_of_it_has_come() -> None:
    said = "Only 10% of the required amount of $214 million for Chad has been secured."
    assert gifts(said) == []
    assert [r["amount"] for r in read(said, "need")] == [214000000]
