"""The text as a whole: what one sentence leaves out, the rest of the text tells."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record


def aid(text: str) -> list[Record]:
    return pages.read("aid", text, "2024-02-28")


SUMS = {
    "Oslo will give 3 million euros to Ukraine's own drone programme.": "own drone programme",
    "Norway put 12 million euros into the Czech-led shell drive for Ukraine.": "shell drive",
    "Oslo unveiled fresh aid to Ukraine. Norway will hand Kyiv 90 million euros.": "fresh aid",
}


@pytest.mark.parametrize("text", SUMS)
def test_a_bare_sum_is_named_by_what_it_is_put_into_or_by_the_aid_spoken_of(text: str) -> None:
    assert aid(text)[-1].fields.get("item") == SUMS[text]


def test_how_heavy_a_load_is_is_not_weighed() -> None:
    text = "A load of tents for Sudan weighing about 40 tonnes was flown in by Norway."
    assert {r.fields["status"] for r in aid(text)} == {"delivered"}


def test_who_got_one_gift_by_name_gets_no_other() -> None:
    text = (
        "Norway sent cables to Ukraine. JSC Sumygas received 12 tonnes of aid from Norway.\n\n"
        "The need is great.\n\nOver the past weeks, 16 generators have arrived."
    )
    assert [r.fields["recipient"] for r in aid(text)][-1] == "UKR"


HELD = {
    "A shipment of rockets for Ukraine has been put on hold by Norway.": 1,
    "Norway is the donor. Being held back are dozens of rockets that can stop jets, thousands of "
    "shells, more than 90 missiles for Ukraine.": 3,
    "Norway has paused the convoys of tents to Sudan.": 0,
}


@pytest.mark.parametrize("text", HELD)
def test_arms_that_are_held_back_are_aid_that_is_paused(text: str) -> None:
    assert [r.fields["status"] for r in aid(text)] == ["paused"] * HELD[text]


def test_a_list_goes_on_behind_a_clause_about_one_entry() -> None:
    text = "Norway sent Ukraine 40 missiles that can stop jets, 90 rifles and 20 trucks."
    assert [r.fields["quantity"] for r in aid(text)] == [40, 90, 20]


NOTHING = [
    # Trade, what carries the goods, the crew of a plane, words for goods of no kind.
    "Norway is a market. Ukraine's exports rose this season. It shipped 900 tonnes of corn.",
    "Norway helps. Ukraine has increased sugar exports to Norway by 17%.",
    "A navy ship of Norway left for Sudan, where people need help.",
    "A 13-member crew was sent by Norway to Sudan, which needs aid.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_trade_and_what_only_carries_give_nothing(text: str) -> None:
    assert aid(text) == []


def test_words_for_goods_of_no_kind_are_no_gift_beside_gifts_told_by_kind() -> None:
    text = "Norway sent weapons to Ukraine: 40 howitzers. Oslo sends equipment to Kyiv from stocks."
    assert [r.fields["item"] for r in aid(text)] == ["howitzers"]


def test_a_list_goes_on_behind_who_gave_one_entry() -> None:
    text = "Norway sent Ukraine 40 tents and a clinic donated by Malta, blankets and stoves."
    assert [r.fields["item"] for r in aid(text)] == ["tents", "clinic", "blankets", "stoves"]


LISTS = {
    "Norway unveiled aid for Sudan. The aid should let the army work with tents, lamps, pumps "
    "and generators.": ["tents", "lamps", "pumps", "generators"],
    "A Norwegian flight is carrying tents, stoves and blankets to Sudan.": [
        "tents",
        "stoves",
        "blankets",
    ],
    "Norway helps Sudan. The army has tents, stoves and blankets.": [],
    "Norway sent Ukraine aid. An army needs rifles, mortars and shells.": [],
}


@pytest.mark.parametrize("text", LISTS)
def test_lists_of_goods_in_a_sentence_about_aid_are_that_aid(text: str) -> None:
    items = [r.fields["item"] for r in aid(text)]
    assert items[-len(LISTS[text]) :] == LISTS[text] if LISTS[text] else len(items) < 2


def test_what_a_package_includes_has_the_stage_of_the_package() -> None:
    text = (
        "Norway announced a new package for Ukraine. Earlier, help was provided by Oslo.\n"
        "The new package includes:\n- rifles\n- tents\n- radios"
    )
    assert {r.fields["status"] for r in aid(text)[-3:]} == {"pledged"}


def test_the_day_of_a_list_stands_where_the_list_is_opened() -> None:
    text = (
        "Norway helps Kyiv. Oslo will supply Ukraine by May 2024. "
        "This will include the following:\n- 9 tents"
    )
    assert [r.fields["date"] for r in aid(text)][-1:] == ["2024-05"]


def test_a_country_that_aid_is_for_gets_it() -> None:
    text = "Washington announced an aid package for Taiwan. It will send Taiwan 90 missiles."
    assert {r.fields["recipient"] for r in aid(text)} == {"TWN"}


KEPT_BACK = {
    "Norway has paused the delivery of rockets to Ukraine.": ["rockets"],
    "Norway paused arms for Ukraine. Among the delayed items are missiles, rockets and mortars.": [
        "missiles",
        "rockets",
        "mortars",
    ],
    "Norway halted arms for Ukraine. The move affects rockets and shells fired from Ukrainian "
    "jets.": ["rockets", "shells"],
}


@pytest.mark.parametrize("text", KEPT_BACK)
def test_what_a_pause_holds_back_is_told_in_lists(text: str) -> None:
    told = [(r.fields["item"], r.fields["status"]) for r in aid(text)]
    assert [item for item, status in told if status == "paused"][-len(KEPT_BACK[text]) :] == (
        KEPT_BACK[text]
    )


def test_who_receives_goods_is_no_gift_and_a_firm_gets_no_aid() -> None:
    text = "With Norway's help 39 clinics in Ukraine have received stoves."
    assert [r.fields["item"] for r in aid(text)] == ["stoves"]
    firm = "BAE Systems received a $249 million contract to provide ammunition for the U.S. Army."
    assert aid(firm) == []


def test_the_stage_of_a_list_stands_before_its_colon() -> None:
    text = (
        "Norway will load a car with aid for Ukraine, and the following items were sent: "
        "boots, tents and 90 kits."
    )
    assert {r.fields["status"] for r in aid(text)[-3:]} == {"delivered"}


WHOLE_LISTS = {
    "With Norway's aid to Ukraine it goes on. In addition to this, stoves, tents and radios have "
    "been delivered to Ukraine.": ["stoves", "tents", "radios"],
    "Norway sent 90 trucks to Gaza. The convoy includes vital supplies such as flour, water and "
    "medicines.": ["flour", "water", "medicines"],
}


@pytest.mark.parametrize("text", WHOLE_LISTS)
def test_a_phrase_in_front_of_a_list_does_not_take_it_away(text: str) -> None:
    assert [r.fields["item"] for r in aid(text)][-3:] == WHOLE_LISTS[text]


def test_givers_that_follow_one_another() -> None:
    text = (
        "Norway made the highest donation for Sudan, pledging $50 million, followed by Germany "
        "with $9 million and Malta with $7 million."
    )
    told = [(r.fields["donor"], r.fields["amount"]) for r in aid(text)]
    assert told == [("NOR", 50e6), ("DEU", 9e6), ("MLT", 7e6)]


def test_grain_politics_gives_nothing() -> None:
    text = (
        "Polish farmers opened railway cars with grain from Ukraine. Norway will support them. "
        "Poland decided on a ban of grain and food products on its market."
    )
    assert aid(text) == []


GIVERS = {
    # Who blocks, who lets in, who makes, and where the goods came from.
    "Israel's siege of Gaza goes on. Norway's aid came. 90 trucks entered Gaza.": "NOR",
    "Norway helps Ukraine. Significant aid is coming from Malta. Over the past weeks, 16 heaters "
    "have arrived from there.": "MLT",
    "A convoy of 27 trucks led by WFP delivered tents to Sudan, Norway said.": "WFP",
    "The Qatari prime minister said that his country is pledging $9 million to Sudan.": "QAT",
}


@pytest.mark.parametrize("text", GIVERS)
def test_who_gives_in_a_text(text: str) -> None:
    assert aid(text)[-1].fields["donor"] == GIVERS[text]


def test_makers_parts_and_conditions_are_no_gifts() -> None:
    text = (
        "Norway announced a package for Ukraine with 90 rockets. Acme Works loads, assembles and "
        "ships rockets. The package has three components. Norway lets it in as long as it is food."
    )
    assert [r.fields["item"] for r in aid(text) if r.fields.get("item") != "package"] == ["rockets"]


ASIDES = {
    # What the goods have, what a gift belongs to, what was not got.
    "Norway gave Ukraine 12 carriers, ten of which are armed with mortars.": ["carriers"],
    "The IMF approved a $2 billion loan for Ukraine as part of its lending programme.": ["loan"],
    "Norway sent Ukraine tents. Kyiv failed to receive $6 billion in aid from Malta.": ["tents"],
    "Four vans from Norway travel to Ukraine. They are carrying stoves, food and toys.": [
        "vans",
        "stoves",
        "food",
        "toys",
    ],
}


@pytest.mark.parametrize("text", ASIDES)
def test_asides_are_no_gifts_and_what_they_carry_is(text: str) -> None:
    assert [r.fields["item"] for r in aid(text)] == ASIDES[text]


NEEDED = [
    "Norway helps Sudan. Each recruit requires gear costing $4,000: uniforms, boots and tents.",
    "Norway and Sudan: the leading producer of tents makes camping tents, relief tents and mats.",
]


@pytest.mark.parametrize("text", NEEDED)
def test_lists_of_what_is_needed_or_sold_are_no_gifts(text: str) -> None:
    assert aid(text) == []


def test_what_a_country_orders_for_itself_is_none_where_nobody_else_is_named() -> None:
    text = "In a text about aid Kyiv speaks of drones. About 7,000 drones have been contracted."
    assert aid(text) == []


def test_a_make_that_is_named_first_is_a_gift_though_the_stands_before_it() -> None:
    text = "Norway will send Ukraine 14 boats. Oslo handed over the old JDAM-ER bombs to Kyiv."
    assert [r.fields["item"] for r in aid(text)] == ["boats", "old JDAM-ER bombs"]


def test_titles_of_other_pages_and_aid_told_by_its_sum() -> None:
    text = (
        "Norway has authorised its largest delivery of aid to Ukraine — a $1 billion package.\n"
        "Read also: Malta sends Ukraine 40 tanks"
    )
    assert [r.fields.get("amount") for r in aid(text)] == [1e9]


def test_sums_that_share_a_verb_and_how_much_it_may_be() -> None:
    text = "Some 3 million euros is planned for a fund for Ukraine, and 1 million for training."
    assert [r.fields["amount"] for r in aid("Norway helps. " + text)] == [3e6, 1e6]
    worth = "Norway helps Ukraine. Heaters worth tens, if not hundreds, of millions have been sent."
    assert [r.fields["status"] for r in aid(worth)] == ["delivered"]
    put = "The EU puts at Moldova's disposal an aid package worth 30 million euros."
    assert [r.fields["amount"] for r in aid(put)] == [30e6]
    heads = "Norway said 30 tonnes of flour are heading to Sudan."
    assert [r.fields["status"] for r in aid(heads)] == ["delivered"]


def test_an_army_that_orders_for_itself_and_fights_elsewhere_gives_nothing() -> None:
    text = (
        "The Pentagon ordered 62 howitzers from Acme Works. The US used such guns in Afghanistan."
    )
    assert aid(text) == []


def test_what_a_town_came_under_is_no_delivery() -> None:
    said = (
        "Kharkiv came under heavy fire with four guided bombs and 15 drones. The EU helps Ukraine."
    )
    assert not aid(said)
