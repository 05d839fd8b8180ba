"""Rules of the language that texts by another hand asked for: one sentence each, and its neighbour.

Where a rule takes something, the sentence beside it shows what it must leave alone.
"""

import pytest
from tests.intake import pages

from resupply.intake.records import Record


def read(text: str, kind: str, published: str = "2024-02-28") -> list[Record]:
    return pages.read(kind, text, published)


def said(text: str, kind: str) -> list[str]:
    return [text[r.start : r.end] for r in read(text, kind)]


def test_goods_already_given_are_a_gift_and_a_sum_already_given_is_a_total() -> None:
    goods = "Oslo has already handed 60 trucks to Ukraine."
    assert [r.fields["status"] for r in read(goods, "aid")] == ["delivered"]
    assert read(goods, "claim") == []
    money = "Oslo has now given Ukraine 3 billion euros."
    assert read(money, "aid") == []
    assert [r.fields["type"] for r in read(money, "claim")] == ["total"]


def test_the_first_since_a_day_is_no_total() -> None:
    text = "Oslo announced 90 million euros of aid to Ukraine, the first package since May."
    assert [r.fields["amount"] for r in read(text, "aid")] == [90e6]
    assert all(r.fields["type"] != "total" for r in read(text, "claim"))


CLAIMS = {
    "Kyiv got the smallest amount of new aid since 2022.": ("ranking", 1),
    "Of 31 allies, only 12 sent Ukraine anything.": ("count", [12.0, 31.0]),
    "Sweden has 94 Gripens, and Ukraine none.": ("count", 94),
    "In Ukraine 900 medics have been killed.": ("count", 900),
    "Norway is among the five largest donors to Ukraine.": ("ranking", 5),
}


@pytest.mark.parametrize("text", CLAIMS)
def test_claims_told_in_other_words(text: str) -> None:
    found = [(r.fields["type"], r.fields.get("value")) for r in read(text, "claim")]
    assert CLAIMS[text] in found


@pytest.mark.parametrize(
    "text",
    [
        "More villagers fled Sudan in June than in the whole of last year.",
        "EU pledges to Ukraine exceed those of others by a factor of three.",
        "Demand in Ukraine is 12 times higher than before.",
        "Aid to Ukraine came to 2 billion euros, down 80% from last spring.",
        "Its worth makes it bigger than all earlier gifts to Ukraine.",
    ],
)
def test_comparisons(text: str) -> None:
    assert "comparison" in [r.fields["type"] for r in read(text, "claim")]


def test_what_is_not_so_is_no_share() -> None:
    assert read("For Ukraine it was, sadly, not 70 percent.", "claim") == []


def test_counted_people_who_need_are_a_claim_and_a_need() -> None:
    text = "Some 6 million people in Sudan need shelter."
    assert [r.fields["item"] for r in read(text, "need")] == ["shelter"]
    assert [r.fields["value"] for r in read(text, "claim")] == [6e6]
    assert said("Sudan needs tents.", "need") == ["Sudan needs tents"]


def test_a_choice_is_no_need() -> None:
    assert read("We need to consider whether we can donate boats to Ukraine.", "need") == []


def test_who_shares_a_verb_of_saying_is_the_one_who_asks() -> None:
    text = "Shmyhal thanked Norway and asked for more pumps for Ukraine."
    found = read(text, "need")
    assert [r.fields["who"] for r in found] == ["UKR"]


def test_what_is_short_in_factories_of_arms_is_a_need() -> None:
    text = "Nammo makes 9,000 shells a month in Norway. A shortage of powder slows it."
    assert [r.fields["item"] for r in read(text, "need")] == ["powder"]


BLOCKED = {
    "Hungary has blocked a 30 billion euro EU package for Ukraine since May.": ("EU", "in_talks"),
    "Washington paused 400 million dollars of military aid to Ukraine.": ("USA", "paused"),
}


@pytest.mark.parametrize("text", BLOCKED)
def test_what_is_held_up_is_in_talks_or_paused_and_not_given_by_who_holds_it(text: str) -> None:
    (record,) = read(text, "aid")
    assert (record.fields["donor"], record.fields["status"]) == BLOCKED[text]
    assert len(read(text, "delay")) == 1


def test_goods_found_are_given_where_the_next_sentence_moves_them() -> None:
    text = "Prague has found 70,000 shells abroad. They could be delivered to Ukraine in May."
    (record,) = read(text, "aid")
    assert (record.fields["quantity"], record.fields["status"]) == (70000, "in_talks")
    assert read("Prague has found 70,000 shells abroad. They are old, Ukraine says.", "aid") == []


def test_the_worth_of_a_list_may_stand_in_the_next_sentence() -> None:
    text = (
        "Riga is sending more military aid to Ukraine: rifles, boats and tents. Value: €7 million."
    )
    found = read(text, "aid")
    assert [r.fields["item"] for r in found] == ["military aid", "rifles", "boats", "tents"]
    assert found[0].fields["amount"] == 7e6
    text = "Oslo gave Ukraine a ninth package of arms. Its value, over EUR 40 million, was told."
    assert [r.fields["amount"] for r in read(text, "aid")] == [40e6]


def test_money_in_a_form_and_under_a_name() -> None:
    text = "London guarantees $2 billion in World Bank loans for Ukraine."
    assert [r.fields["item"] for r in read(text, "aid")] == ["loans"]
    text = "The minister announced $5 million in fresh U.S. assistance to Ukraine."
    (record,) = read(text, "aid")
    assert record.fields["donor"] == "USA"


def test_kinds_of_rounds_and_what_guns_have_on_them_are_no_second_gift() -> None:
    text = (
        "Oslo gave Ukraine artillery rounds, including smoke rounds, and 40 guns with night sights."
    )
    assert [r.fields["item"] for r in read(text, "aid")] == ["artillery rounds", "guns"]


def test_some_of_what_is_known_and_what_is_denied_is_no_gift() -> None:
    text = "Oslo will give Ukraine 9 jets. He looked at two of the jets in a hangar."
    assert [r.fields["quantity"] for r in read(text, "aid")] == [9]
    text = "Seoul may give Ukraine vests but no lethal arms."
    assert [r.fields["item"] for r in read(text, "aid")] == ["vests"]


def test_given_that_opens_a_sentence_gives_nothing() -> None:
    assert read("Given the doubts over aid, Ukraine waits.", "aid") == []


def test_hashtags_and_flags_name_countries() -> None:
    (record,) = read("Estonia is sending 30 boats to #Ukraine", "aid")
    assert record.fields["recipient"] == "UKR"
    (record,) = read("Belgium confirms 6 F-16s for \U0001f1fa\U0001f1e6", "aid")
    assert record.fields["recipient"] == "UKR"


def test_who_is_to_act_is_the_subject_of_an_infinitive() -> None:
    text = "Washington hopes for the EU to pass its 30 billion euro package for Ukraine."
    assert [r.fields["donor"] for r in read(text, "aid")] == ["EU"]


def test_a_signed_agreement_to_provide_is_a_commitment() -> None:
    text = "Sweden signed an agreement to provide 50 million euros for Ukraine."
    assert [r.fields["status"] for r in read(text, "aid")] == ["committed"]


def test_what_has_begun_to_arrive_arrives() -> None:
    text = "Bulgaria's promised 70 carriers have begun to arrive in Ukraine."
    (record,) = read(text, "aid")
    assert (record.fields["quantity"], record.fields["status"]) == (70, "delivered")


def test_a_list_under_a_share_is_given_and_the_share_is_a_claim() -> None:
    text = "NATO has delivered 90 percent of the arms promised to Ukraine: 800 trucks and 70 tanks."
    assert [r.fields["quantity"] for r in read(text, "aid")] == [800, 70]
    assert [r.fields["value"] for r in read(text, "claim")] == [90]


DELAYS = {
    "No convoy has reached the north of Sudan since May.": "blocked",
    "The lorries of aid for Sudan have been turned back.": "blocked",
    "Food aid for a million people in Chad will stop in May.": "paused",
    "WFP cut rations in Yemen by a third.": "cut",
    "Berlin will no longer supply ammunition to Ukraine.": "paused",
    "Sweden has since resumed its payments to UNRWA.": "resumed",
}


@pytest.mark.parametrize("text", DELAYS)
def test_delays_told_in_other_words(text: str) -> None:
    assert [r.fields["type"] for r in read(text, "delay")] == [DELAYS[text]]


def test_what_is_not_yet_resumed_is_not_resumed() -> None:
    text = "USAID, which suspended its programme in Sudan, has not yet resumed it."
    assert [r.fields["type"] for r in read(text, "delay")] == ["paused"]


def test_the_million_is_a_million() -> None:
    (record,) = read("The EU will send Ukraine the million shells it promised.", "aid")
    assert record.fields["quantity"] == 1e6


def test_what_was_thanked_for_was_given() -> None:
    (record,) = read("Zelensky thanked Norway for 7 boats.", "aid")
    assert (record.fields["donor"], record.fields["quantity"]) == ("NOR", 7)
    assert read("Zelensky thanked Norway for its courage.", "aid") == []


def test_a_request_that_is_weighed_is_the_givers() -> None:
    (record,) = read("Berlin is weighing a request for 40 missiles for Ukraine.", "aid")
    assert record.fields["status"] == "in_talks"
    assert read("Ukraine sent a request for 40 missiles.", "aid") == []


def test_who_stands_before_a_dash_gives_the_sum_behind_it() -> None:
    text = "Oslo will give Ukraine 20 million euros, and Riga - 3 million euros."
    assert [r.fields["donor"] for r in read(text, "aid")] == ["NOR", "LVA"]


def test_a_sum_brought_to_a_number_is_not_the_gift_before_it() -> None:
    text = "Twelve trucks of food entered Gaza, bringing the number since May to 740."
    assert [r.fields["quantity"] for r in read(text, "aid")] == [12]


def test_thanks_of_others_and_drones_of_the_invader_are_no_aid() -> None:
    assert read("Scholz thanked Norway for gas worth 3 billion euros. Ukraine knew.", "aid") == []
    text = "Moscow has 300 drones ready. They will be delivered to its army, Ukraine says."
    assert read(text, "aid") == []


def test_a_budget_that_is_blocked_is_no_aid() -> None:
    assert read("Congress has blocked a budget of 80 billion dollars. Ukraine waits.", "aid") == []


def test_what_somebody_else_received_is_no_aid() -> None:
    assert read("Poland has received 32 tanks for its army; Ukraine has not.", "aid") == []


def test_which_of_a_row_a_gift_is_and_what_a_table_of_donors_says() -> None:
    row = "Oslo said this is the ninth package for Ukraine under the plan."
    assert [(r.fields["type"], r.fields["value"]) for r in read(row, "claim")] == [("count", 9)]
    table = "Norway gave Ukraine most, followed by Spain with 3 billion euros."
    told = [(r.fields["subject"], r.fields["value"]) for r in read(table, "claim")]
    assert ("ESP", 3e9) in told


def test_whose_the_largest_is() -> None:
    text = "Berlin looked on as Oslo announced Norway's largest package of aid for Ukraine."
    assert [r.fields["subject"] for r in read(text, "claim")] == ["NOR"]
    assert read("Help for Ukraine will also come first.", "claim") == []


NEEDS = {
    "Oslo pressed the coalition to give Ukraine more air defence.": [],
    "Ukraine pressed its allies to send more howitzers.": ["howitzers"],
    "Food in the north of Sudan is almost used up.": ["Food"],
    "These are the shells that the Ukrainian army desperately needs.": ["shells"],
    "Ukraine needs more shells, more tents and more trucks.": ["shells", "tents", "trucks"],
    "Ukraine seeks rights to ores in return for aid.": [],
    "We hope this round of aid for Sudan serves its end.": [],
    "A $40 million humanitarian appeal for Sudan was opened.": ["humanitarian appeal"],
    "The plan for Sudan, seeking $27 million, was opened in May.": ["funding"],
}


@pytest.mark.parametrize("text", NEEDS)
def test_needs_told_in_other_words(text: str) -> None:
    assert [r.fields["item"] for r in read(text, "need")] == NEEDS[text]


HELD = {
    "Ukraine's convoys of aid were turned away by Oslo.": [("blocked", "NOR")],
    "Israeli soldiers kept food from reaching Gaza.": [("blocked", "ISR")],
    "WFP has put rations for Sudan on hold.": [("paused", "WFP")],
    "Oslo is still unwilling to supply missiles to Ukraine.": [("refused", "NOR")],
    "Oslo declined to bring the aid bill for Ukraine to a vote.": [("refused", "NOR")],
    "In Sudan, farmers stopped aid trucks.": [("paused", "farmers")],
    "Spanish aid for Ukraine has stood still.": [("delayed", "ESP")],
    "Norway's tanks for Ukraine will come later than planned.": [("delayed", "NOR")],
    "WFP said resuming food aid to Sudan could take months.": [("delayed", "WFP")],
    "Oslo ordered a pause of all aid to Ukraine.": [("paused", "NOR")],
    "A drone fell near Kyiv as Ukraine waited for aid.": [],
    "Ukraine's air defences stopped most missiles.": [],
    "Aid is crucial in stalling the advance in Ukraine.": [],
    "Frozen assets may pay for aid to Ukraine.": [],
    "Oslo denied that aid for Ukraine was resold.": [],
    "Oslo refused to say whether the aid for Ukraine would be sent.": [],
    "The driver of aid for Ukraine has stopped counting the trucks.": [],
}


@pytest.mark.parametrize("text", HELD)
def test_what_is_held_up_and_by_whom(text: str) -> None:
    told = [(r.fields["type"], r.fields.get("actor")) for r in read(text, "delay")]
    assert told == HELD[text]


PRODUCTION = {
    "The package for Ukraine is built around mortar shells.": [],
    "Spain and Ukraine will make defence products together.": [("defence products", None)],
    "Rheinmetall offers Ukraine the production of armoured carriers, tanks and howitzers.": [
        ("armoured carriers", None),
        ("tanks", None),
        ("howitzers", None),
    ],
    "Rheinmetall aids Ukraine. The plant will reach a capacity of 90,000 shells a year.": [
        ("shells", 90000)
    ],
    "The building of a munitions factory in Ukraine by the German concern Rheinmetall began.": [
        ("munitions factory", None)
    ],
}


@pytest.mark.parametrize("text", PRODUCTION)
def test_what_is_made_told_in_other_words(text: str) -> None:
    found = read(text, "production")
    assert [(r.fields["item"], r.fields.get("quantity")) for r in found] == PRODUCTION[text]
    assert all("Rheinmetall" in r.fields["maker"] for r in found if "Rheinmetall" in text)


TOTALS = {
    "The U.S. has provided $75 billion to Ukraine.": [("total", 75e9, "USA")],
    "Norway gave Ukraine financial aid ($2.6 billion) and military aid ($4.6 billion).": [
        ("total", 2.6e9, "NOR"),
        ("total", 4.6e9, "NOR"),
    ],
    "By value Norway gave Ukraine the most.": [("ranking", 1, "NOR")],
    "Oslo said the new package for Ukraine, worth 7 billion euros in all, is on its way.": [],
    "Norway bought seven systems for Ukraine, of which four have been delivered.": [
        ("count", 4, "NOR")
    ],
    "WFP is at work. In Sudan 24 million people face hunger.": [("count", 24e6, "SDN")],
}


@pytest.mark.parametrize("text", TOTALS)
def test_totals_ranks_and_counts_told_in_other_words(text: str) -> None:
    found = read(text, "claim")
    told = [(r.fields["type"], r.fields["value"], r.fields["subject"]) for r in found]
    assert told == TOTALS[text]


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (
            "generators, blasting cord, tents, warm clothing and bandages",
            ["generators", "blasting cord", "tents", "warm clothing", "bandages"],
        ),
        ("generators, tents, peace and freedom", ["generators", "tents"]),
        ("generators and greetings", ["generators"]),
    ],
)
def test_a_list_of_known_goods_says_what_else_is_in_it(listed: str, found: list[str]) -> None:
    assert said(f"Norway sent Ukraine {listed}.", "aid") == found


LACKS = {
    "There is a global shortage of gunpowder, which hits Ukraine.": ["gunpowder"],
    "Growing food shortages in Sudan alarm aid workers.": ["food"],
    "The shelter needs of the displaced in Sudan are great.": ["shelter"],
    "Oslo makes shells for Ukraine, which badly needs them.": ["shells"],
    "The minister spoke of what he called gifts to Ukraine.": [],
    "Urgent needs in Ukraine: pumps, boats and fuel.": ["pumps, boats and fuel"],
    "Ukraine's most pressing need is artillery ammunition.": ["artillery ammunition"],
    "The strikes have left Ukraine short of transformers.": ["transformers"],
    "Parts needed for repairs went to Ukraine.": [],
    "Oslo was asked about air defence for Ukraine.": [],
    "Kyiv appealed to its partners to supply air defence.": ["air defence"],
    "Chad has had half of the $1.1 billion it needs.": ["funding"],
    "WFP cut rations in Sudan because of a lack of funds.": [],
}


@pytest.mark.parametrize("text", LACKS)
def test_what_is_lacked_told_as_a_noun(text: str) -> None:
    assert [r.fields["item"] for r in read(text, "need")] == LACKS[text]


MAKERS = {
    "Oslo has tested its shells for Ukraine and plans to start mass production.": (
        "shells",
        ["NOR"],
    ),
    "Oslo signed an agreement with Ukraine to make drones jointly.": ("drones", ["NOR", "UKR"]),
    "The Spanish company Tejo makes shells for Ukraine.": ("shells", ["Tejo"]),
    "In Sudan, a tent maker, the firm Strom, can make 2,000 tents a day.": ("tents", ["Strom"]),
}


@pytest.mark.parametrize("text", MAKERS)
def test_who_makes_what(text: str) -> None:
    item, makers = MAKERS[text]
    found = read(text, "production")
    assert [r.fields["item"] for r in found] == [item]
    told = found[0].fields["maker"]
    assert set(makers) <= set(told if isinstance(told, list) else [told])


def test_a_ship_built_to_carry_tanks_is_no_production() -> None:
    assert read("A ship built to carry tanks sailed for Ukraine.", "production") == []


LATE = {
    "Norway has sent only 10 of the 110 promised tanks to Ukraine.": [("missed_target", "NOR")],
    "None of the 20 tanks from Norway has been sent to Ukraine.": [("delayed", None)],
    "WFP has been unable to bring food to Sudan's west.": [("blocked", "WFP")],
    "Norway's tanks for Ukraine will not arrive before April.": [("delayed", "NOR")],
}


@pytest.mark.parametrize("text", LATE)
def test_what_has_not_come(text: str) -> None:
    told = [(r.fields["type"], r.fields.get("actor")) for r in read(text, "delay")]
    assert told == LATE[text]


def test_a_countrys_firm_makes_and_a_town_lies_in_a_country() -> None:
    firm = read("Finland's Summa Works will make drones for Ukraine.", "production")
    assert [r.fields["maker"] for r in firm] == ["Summa Works"]
    assert read("Allies of Ukraine struggle to put together two battalions of tanks.", "need") == []


@pytest.mark.parametrize(
    "text",
    [
        "UNICEF built 20 wells in Sudan.",
        "Poland produces more coal than Ukraine.",
        "The vehicles given to Ukraine were manufactured in 1990.",
    ],
)
def test_what_is_made_in_daily_life_is_no_production(text: str) -> None:
    assert read(text, "production") == []


def test_a_factory_that_was_hit_is_not_late() -> None:
    assert read("A drone factory in Ukraine was hit by a missile.", "delay") == []
    late = "The building of a factory in Ukraine is running late."
    assert [r.fields["item"] for r in read(late, "delay")] == ["factory"]


def test_support_by_fire_to_an_army_is_no_aid_to_its_country() -> None:
    bought = "The howitzers give artillery support to US Army brigades. Vickers delivered 40 guns."
    assert read(bought, "aid") == []
    given = "A plan of military support to Taiwan was agreed. Norway will send Taiwan 40 guns."
    assert [r.fields["recipient"] for r in read(given, "aid") if "quantity" in r.fields] == ["TWN"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Norway is among the top ten donors to Ukraine.", 10),
        ("Norway is one of the top 3 suppliers of shells to Ukraine.", 3),
        ("Norway is the top donor to Ukraine.", 1),
    ],
)
def test_the_top_so_many_is_no_first_place(text: str, value: float) -> None:
    assert ("ranking", value) in [
        (r.fields["type"], r.fields.get("value")) for r in read(text, "claim")
    ]
