"""Who holds it up where a noun says so, and what comes late in more constructions."""

import pytest
from tests.intake import pages


def held(text: str) -> list[tuple[object, object, object]]:
    """Type, what and who of each delay."""
    return [
        (r.fields["type"], r.fields.get("item"), r.fields.get("actor"))
        for r in pages.read("delay", text, "2025-03-12")
    ]


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (
            "A recent decision by Israeli authorities to suspend the work of charities hurts Gaza.",
            ("paused", "work", "ISR"),
        ),
        (
            "Armed groups are holding up food for Goma at the bridge, WFP said.",
            ("delayed", "food", "Armed groups"),
        ),
        (
            "Former coalition governments, led by two parties, had rejected arms for Ukraine.",
            ("refused", "arms", "Former coalition governments"),
        ),
        (
            "Relief organizations announced that they were scaling down their work in Sudan.",
            ("cut", "work", "Relief organizations"),
        ),
        (
            "Donors warned on Tuesday that they would cut funding for food in Sudan.",
            ("cut", "funding", "Donors"),
        ),
        (
            "UNICEF helps in Sudan, and WFP, another UN agency, has had to cut food rations.",
            ("cut", "food rations", "WFP"),
        ),
        (
            "UNICEF had a letter from the Dutch ministry that its grant for Sudan was suspended.",
            ("paused", "grant", "NLD"),
        ),
        (
            "Flour for Sudan lies in a depot in Oslo while USAID stalls.",
            ("stalled", "Flour", "USAID"),
        ),
        (
            "Radars to find Russian drones are among the goods delayed, Kyiv said.",
            ("delayed", "Radars", None),
        ),
        (
            "Heavy rains have washed away two roads in Sudan and limit the movement of aid.",
            ("blocked", "aid", "Heavy rains"),
        ),
        (
            "WFP feeds Sudan. Heavy fighting has blocked food for the camps.",
            ("blocked", "food", "Heavy fighting"),
        ),
        (
            "Norway arms Ukraine. Military aid to Kyiv was paused on Monday, the Pentagon said.",
            ("paused", "Military aid", "USA"),
        ),
        (
            "UNICEF said that the army is blocking trucks with food for Sudan.",
            ("blocked", "trucks", "army"),
        ),
        ("Western aid for Ukraine is slow to arrive.", ("delayed", "Western aid", "Western")),
        (
            "Slovakia voted. The caretaker government suspended military aid to Ukraine.",
            ("paused", "military aid", "SVK"),
        ),
        (
            "Italy promised Ukraine 200 trucks but has delivered only 60 so far.",
            ("shortfall", "trucks", "ITA"),
        ),
        ("Slovakia ended military aid to Ukraine.", ("paused", "military aid", "SVK")),
        (
            "The speaker has no plans to allow a vote on the package for Ukraine.",
            ("blocked", "vote", None),
        ),
        (
            "The promised tanks did not reach Ukraine on time.",
            ("delayed", "promised tanks", None),
        ),
    ],
)
def test_who_holds_it_up(text: str, one: tuple[str, str, str | None]) -> None:
    found = held(text)
    assert [d[:2] for d in found if d[1] == one[1]][:1] == [one[:2]] or one in found
    assert one[2] is None or one in found


@pytest.mark.parametrize(
    "text",
    [
        "Kenya called on all sides to allow a full resumption of aid to Sudan.",
        "Each shipment that is not delivered on time costs lives in Sudan, the nurse said.",
    ],
)
def test_what_is_only_asked_for_or_true_of_all_is_no_delay(text: str) -> None:
    assert held(text) == []
