"""Pages about gaps: whose aid stops, who is robbed, who asks, and what has come of an appeal."""

import pytest

from resupply.intake import reader
from resupply.intake.records import Record
from resupply.intake.text import Document


def _of(kind: str, text: str) -> list[Record]:
    read = reader.read(Document(id="t", text=text, published="2024-06-01")).records
    return [r for r in read if r.kind == kind]


HELD_UP = {
    "OCHA warned that the suspension of aid from Norway hits clinics across Haiti.": (
        "paused",
        "NOR",
    ),
    "Peru vetoed a draft resolution on aid to Haiti drawn up by Malta.": ("blocked", "PER"),
    "Haiti needs aid. Looters made off with 300 tonnes of food on Monday.": ("diverted", "Looters"),
    "Haiti needs aid. Since the halt of Irish aid in May, deliveries have been delayed.": (
        "paused",
        "IRL",
    ),
}


@pytest.mark.parametrize("text", HELD_UP)
def test_who_holds_it_up(text: str) -> None:
    told = [(r.fields["type"], r.fields.get("actor")) for r in _of("delay", text)]
    assert HELD_UP[text] in told


def test_each_clause_has_its_own_delay() -> None:
    text = "Haiti needs aid. Since the halt of Irish aid in May, deliveries have been delayed."
    assert [r.fields["type"] for r in _of("delay", text)] == ["paused", "delayed"]


NOTHING_HELD = [
    "Haiti needs aid. Members were reluctant to reveal details of their deliveries.",
    "Chile called for a humanitarian pause in the fighting so that aid can reach Haiti.",
    "The ministry gave no date for when aid to Haiti might resume.",
    "Haiti's gunners have to ration shells.",
]


@pytest.mark.parametrize("text", NOTHING_HELD)
def test_nothing_is_held_up(text: str) -> None:
    assert _of("delay", text) == []


def test_who_urges_others_is_the_one_in_need() -> None:
    text = "Ukraine's president urged the allies to supply more radars."
    assert [r.fields["who"] for r in _of("need", text)] == ["UKR"]


NO_NEED = [
    "While Haiti faces a wave of cholera, the Irish aid goes on.",
    "Haiti got aid. Crews await permission to bring food to the port.",
    "Haiti got fuel, which is needed to power hospitals and bakeries.",
]


@pytest.mark.parametrize("text", NO_NEED)
def test_no_need(text: str) -> None:
    assert [r for r in _of("need", text) if r.fields.get("item") not in ("fuel",)] == []


def test_what_came_of_an_appeal() -> None:
    text = "For Haiti the UN has received only $40 million of the requested $300 million."
    assert [r.fields["value"] for r in _of("claim", text)] == [[40_000_000, 300_000_000]]


def test_places_that_shut_are_counted() -> None:
    text = "Haiti needs aid. At least 120 health centres across the country have closed."
    assert [(r.fields["type"], r.fields["value"]) for r in _of("claim", text)] == [("count", 120)]


NO_GIFT = [
    "Norway spoke of its inability to deliver food to Haiti.",
    "Norway regretted delays in delivery of radars to Ukraine.",
    "Soldiers prevented supplies of flour and tents from entering Haiti, Norway said.",
    "Norway announced the termination of its food programme in Haiti.",
    "The plan for Haiti has so far only secured $40 million.",
    "Some 100 lorries need to enter Haiti daily, Norway said.",
    "Senators voted 51 to 49 against more aid for Haiti.",
]


@pytest.mark.parametrize("text", NO_GIFT)
def test_what_does_not_come_is_no_gift(text: str) -> None:
    assert _of("aid", text) == []


def test_goods_that_need_to_enter_are_a_need() -> None:
    told = _of("need", "Haiti needs aid. Some 100 lorries need to enter Haiti daily.")
    assert [(r.fields["item"], r.fields.get("quantity")) for r in told][-1] == ("lorries", 100)


def test_the_agency_of_a_dateline_acts_nowhere() -> None:
    text = "LIMA, Peru (AP) — The United Nations said Monday it suspended its aid to Haiti."
    assert [r.fields["actor"] for r in _of("delay", text)] == ["UN"]


def test_aid_that_will_end_is_held_up() -> None:
    text = "WFP said its food assistance across Haiti will end in March."
    assert [(r.fields["type"], r.fields["actor"]) for r in _of("delay", text)] == [
        ("paused", "WFP")
    ]


def test_the_un_agency_is_the_one_named_last() -> None:
    text = "WFP will feed fewer people in Haiti, as the UN agency has insufficient funding."
    assert [r.fields["who"] for r in _of("need", text)] == ["WFP"]


def test_who_is_counted_is_in_need_and_not_who_counts_them() -> None:
    text = "The UN said that over 3 million Haitians are in need of food assistance."
    assert [r.fields["who"] for r in _of("need", text)] == ["HTI"]


WORDS_ONLY = [
    "MSF received reports of closed hospitals in Haiti that lack water.",
    "MSF calls for all parties to respect hospitals and to allow the delivery of food to Haiti.",
    "Crews in Haiti are unable to reach stores to deliver medical kits.",
]


@pytest.mark.parametrize("text", WORDS_ONLY)
def test_words_are_no_gifts(text: str) -> None:
    assert _of("aid", text) == []


def test_how_many_of_a_whole_came_through() -> None:
    text = "Out of the 300 convoys with aid planned for northern Haiti, only 120 got through."
    assert [r.fields["value"] for r in _of("claim", text)] == [[120, 300]]


def test_rows_of_an_appeal_are_needs_and_no_gifts() -> None:
    text = (
        "The UN's appeal for 2025 includes large requests for Haiti ($1.2 billion) and "
        "Sudan ($6 billion)."
    )
    assert [(r.fields["who"], r.fields["amount"]) for r in _of("need", text)] == [
        ("HTI", 1_200_000_000),
        ("SDN", 6_000_000_000),
    ]
    assert _of("aid", text) == []


FOES = [
    "Ukraine needs shells. North Korea has sent 500 shells to Russia.",
    "The UN has received only $5.6 billion out of the $44 billion that it had requested for Haiti.",
]


@pytest.mark.parametrize("text", FOES)
def test_what_goes_to_the_invader_or_was_asked_for_is_no_gift(text: str) -> None:
    assert _of("aid", text) == []


SHORT = {
    "Haiti needs help. Heavy machinery is particularly short.": "Heavy machinery",
    "Hospitals in Haiti have limited supplies of blood.": "blood",
    "Kenya called on the parties to ease the passage of relief into Haiti.": "relief",
}


@pytest.mark.parametrize("text", SHORT)
def test_what_is_short(text: str) -> None:
    assert any(SHORT[text] in r.fields["item"] for r in _of("need", text))


def test_a_sum_that_would_have_to_be_found() -> None:
    text = "Haiti needs help. Another $9 million would have to be raised by May."
    assert [r.fields.get("amount") for r in _of("need", text)][-1] == 9_000_000


def test_any_weapons_are_refused() -> None:
    text = "Malta said it would not send any weapons to Ukraine."
    assert [(r.fields["type"], r.fields["item"]) for r in _of("delay", text)] == [
        ("refused", "weapons")
    ]


CUT = {
    "WFP had to bring rations in Haiti down from 80% to 40%.": "rations",
    "Europe could not offset the end of Irish support for Haiti.": "support",
}


@pytest.mark.parametrize("text", CUT)
def test_what_is_cut(text: str) -> None:
    told = [(r.fields["type"], r.fields["item"].split()[-1]) for r in _of("delay", text)]
    assert ("cut", CUT[text]) in told
