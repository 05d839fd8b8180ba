"""Delays told by turns of phrase, and who is behind them where only the page says so."""

import pytest
from tests.intake import pages

from resupply.intake import delay_page, reader, scene
from resupply.intake.draft import Draft
from resupply.intake.records import Record
from resupply.intake.text import Document

LEAD = "Norway will send 40 tents to Ukraine, the ministry in Oslo said. Kyiv thanked Norway.\n\n"


def delays(text: str, lead: str = LEAD) -> list[Record]:
    """The delays of a sentence behind a lead that says what the text is about."""
    return pages.read("delay", text, "2024-05-01", lead)


READ = {
    "The agency is $90 million short of the sum it sought for Ukraine.": ("shortfall", "funding"),
    "The appeal for Ukraine, however, is only 12 percent funded.": ("shortfall", "appeal"),
    "UNICEF lacks the money to heat shelters in Ukraine.": ("shortfall", "money"),
    "Food rations in the camps are now down to 60 percent.": ("cut", "Food rations"),
    "Agencies had to narrow their work to three regions of Ukraine.": ("cut", "work"),
    "The house decided on Friday against sending missiles to Ukraine.": ("refused", "missiles"),
    "Hungary would not give Ukraine a single rifle.": ("refused", "rifle"),
    "Austria will not take part in the Czech ammunition initiative.": ("refused", "initiative"),
    "A direct delivery to Kyiv is out of the question.": ("refused", "delivery"),
    "Bern has not given permission to pass the shells on to Ukraine.": ("blocked", "permission"),
    "For weeks food aid has been kept from reaching the town.": ("blocked", "food aid"),
    "There was a long stalemate over the delivery of tanks to Ukraine.": ("stalled", "tanks"),
    "The training is going far too slowly, the general said.": ("delayed", "training"),
    "Armed men stole 12 tons of food aid from the depot.": ("diverted", "food aid"),
    "The plan for Ukraine asks for 500 million. That plan is only 12 percent funded.": (
        "shortfall",
        "plan",
    ),
    "Rich states cut back humanitarian funding for Ukraine.": ("cut", "humanitarian funding"),
    "USAID is cutting its presence in Ukraine sharply.": ("cut", "presence"),
    "The agency may have to end food assistance in Ukraine.": ("suspended", "food assistance"),
    "The EU is failing to deliver munitions on time to Ukraine.": ("delayed", "munitions"),
    "Aid missions to the east keep running into obstacles.": ("blocked", "missions"),
    "Agencies cannot move relief goods from the crossing to Ukraine.": ("blocked", "relief goods"),
    "The food for Ukraine was left to rot in the harbour.": ("stalled", "food"),
    "The food stays in the warehouses.": ("stalled", "food"),
    "The rebels agreed to let humanitarian aid through the crossing.": ("resumed", "aid"),
    "Some states could soon take up again their funding of the agency.": ("resumed", "funding"),
    "The border crossing had been closed for a month.": ("blocked", "border crossing"),
}


@pytest.mark.parametrize("text", READ)
def test_turns_of_delay(text: str) -> None:
    kind, item = READ[text]
    told = {(r.fields["type"], str(r.fields.get("item")).split()[-1].lower()) for r in delays(text)}
    assert (kind, item.split()[-1].lower()) in told


NONE = (
    "If the agency is $90 million short of its target, it will ask again.",
    "Ukraine is one of the lands that will lose access to the market.",
)


@pytest.mark.parametrize("text", NONE)
def test_no_delays(text: str) -> None:
    assert not [r for r in delays(text) if r.rule in ("delay.short_of", "delay.lose")]


def test_behind_two_delays_in_one_sentence() -> None:
    text = "Slovakia had refused to send more aid and said it would not join the shell initiative."
    assert [str(r.fields["item"]).split()[-1] for r in delays(text)] == ["aid", "initiative"]


def test_who_is_behind_the_page() -> None:
    text = (
        "Norway has paused all deliveries of missiles to Ukraine, the ministry said on Monday.\n\n"
        "Missiles and shells are among the goods being withheld."
    )
    assert [r.fields.get("actor") for r in delays(text)] == ["NOR", "NOR"]


def test_who_is_told_elsewhere_on_the_page_has_a_flag() -> None:
    text = "Norway has paused deliveries to Ukraine. Two convoys are stuck at a depot."
    document = Document(id="t", text=text, published="2024-02-28")
    made = scene.of(document, reader.prepare(document))
    told = Draft("delay", (0, 39), {"type": "paused", "item": "deliveries", "actor": "NOR"})
    other = Draft("delay", (41, 74), {"type": "stalled", "item": "convoys"})
    delay_page.by_the_page(made, [told, other])
    assert other.fields["actor"] == "NOR"
    assert not told.flags
    assert ["look at the actor" in flag for flag in other.flags] == [True]


def test_nobody_is_behind_what_the_page_says_of_nobody() -> None:
    lead = "The UN said that aid for Gaza is too little. Israel fights on in the Gaza Strip.\n\n"
    told = delays("The Rafah crossing remains shut, and no food has come.", lead)
    assert told
    assert not any(r.fields.get("actor") for r in told)


def test_goods_meant_for_a_land_are_not_held_by_it() -> None:
    lead = "The US cut aid to Sudan. Washington has suspended food aid for Sudan, agencies say.\n\n"
    told = delays("Thousands of tons of supplies meant for Sudan are stuck in a depot.", lead)
    assert "SDN" not in {r.fields.get("actor") for r in told}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("The minister has stopped a planned package of shells for Ukraine.", "blocked"),
        ("The president halted plans to send shells to Ukraine.", "blocked"),
        ("Norway has stopped the delivery of shells to Ukraine.", "paused"),
    ],
)
def test_what_had_not_begun_is_blocked_and_not_paused(said: str, kind: str) -> None:
    assert [r.fields["type"] for r in pages.read("delay", said, "2024-05-10")] == [kind]
