"""What is not done, not decided, not let in; who announces it of itself; what came only in part."""

import pytest
from tests.intake import pages

LEAD = "Norway will send 40 tents to Ukraine. UNICEF feeds children in Chad.\n\n"

Told = tuple[object, object, object]


def held(text: str) -> list[Told]:
    """Type, what and who of each delay."""
    return [
        (r.fields["type"], r.fields.get("item"), r.fields.get("actor"))
        for r in pages.read("delay", text, "2024-05-01", LEAD)
    ]


NOT_DONE: list[tuple[str, Told]] = [
    (
        "Canada still hasn't delivered the air defence battery to Ukraine.",
        ("delayed", "air defence battery", "CAN"),
    ),
    (
        "Berlin has still not sent the promised ammunition.",
        ("delayed", "promised ammunition", "DEU"),
    ),
    ("Lisbon has not handed over a single tank.", ("delayed", "single tank", "PRT")),
    ("Italy has not provided the rest of the tanks.", ("delayed", "tanks", "ITA")),
    (
        "The German government has still not decided on delivering tanks to Ukraine.",
        ("delayed", "tanks", "DEU"),
    ),
    ("Seoul has not decided whether to supply shells to Ukraine.", ("delayed", "shells", "KOR")),
    (
        "No decision has been reached yet on whether Rome will sell helicopters to Kyiv.",
        ("delayed", "helicopters", "ITA"),
    ),
    (
        "Whether Spain would deliver the missiles to Ukraine was left open.",
        ("delayed", "missiles", "ESP"),
    ),
    (
        "Ethiopia has not allowed UNICEF, the agency, to bring in its vaccines for Chad.",
        ("blocked", "vaccines", "ETH"),
    ),
    (
        "Switzerland did not let Denmark hand on its vehicles to Ukraine.",
        ("blocked", "vehicles", "CHE"),
    ),
    ("Budapest would not consent to the fresh tranche.", ("refused", "fresh tranche", "HUN")),
    (
        "Republicans refused to agree to further military aid for Ukraine.",
        ("refused", "military aid", "USA"),
    ),
    (
        "A row kept the house from approving more shells for Ukraine.",
        ("blocked", "shells", None),
    ),
    (
        "Slovenia spoke against the allocation of 5 billion euros to Ukraine.",
        ("refused", "allocation", "SVN"),
    ),
    (
        "Croatia vowed to end its military support for Ukraine.",
        ("suspended", "military support", "HRV"),
    ),
    (
        "The gap between humanitarian needs and available funding keeps growing.",
        ("shortfall", "funding", None),
    ),
    (
        "Chad got only $200 million in donor support out of $900 million.",
        ("shortfall", "donor support", None),
    ),
    (
        "Of the 300 trucks that were promised to Chad, fewer than 40 have been let in.",
        ("shortfall", "trucks", None),
    ),
    (
        "Finland promised shells to Ukraine by March. So far only 3,000 have reached the country.",
        ("shortfall", "shells", "FIN"),
    ),
]


@pytest.mark.parametrize(("text", "one"), NOT_DONE)
def test_what_is_not_done(text: str, one: Told) -> None:
    kind, item, who = one
    told = [t for t in held(text) if t[0] == kind and str(t[1]).endswith(str(item).split()[-1])]
    assert told
    assert who in (None, told[0][2])


@pytest.mark.parametrize(
    "text",
    [
        "The army has not delivered a verdict.",
        "Norway has not sent troops to Ukraine.",
        "No decision has been made on who will lead the mission.",
        "The court has not decided on the appeal.",
        "The law does not allow officials to accept gifts.",
        "Analysts will not agree on the number of tanks.",
        "Norway vowed to end the war.",
        "Kyiv hopes to stop Russian arms deliveries.",
        "Ukraine wants to halt weapons supplies to Russia.",
        "Sanctions keep Russia from exporting grain.",
        "Norway sent 40 tanks, and only three have been destroyed.",
        "Ukraine wants to end its dependence on foreign aid.",
        "The government has not yet sent its report on aid.",
        "The court had not decided whether to free the drone pilot.",
        "They do not let their children into the tank.",
        "He would not agree with the general on tanks.",
        "It was a cold night with freezing rain, and aid workers slept in tents.",
    ],
)
def test_what_holds_nothing_up(text: str) -> None:
    assert not held(text)


WHO = {
    "The interim government of Slovenia declared that it would pause arms deliveries.": "SVN",
    "UNICEF said the Dutch had announced that they were cutting support for Chad.": "NLD",
    "UNICEF said that Canada had announced it was cutting support for schools in Chad.": "CAN",
    "Lack of money obliged UNICEF to suspend food distributions in Chad.": "UNICEF",
    "Lack of money forces charities to scale back food aid in Chad.": "charities",
    "UNICEF fears funding cuts from the Dutch government.": "NLD",
    "UNICEF has less since the funding freeze of Canada.": "CAN",
    "Norway, like Canada, is slow: Danish shipments of tents to Chad have been delayed.": "DNK",
    "Food rations in Chad will be cut in May, UNICEF said.": "UNICEF",
}


@pytest.mark.parametrize("text", WHO)
def test_who_does_it(text: str) -> None:
    assert WHO[text] in [t[2] for t in held(text)]


def test_what_stands_ahead_of_a_participle_is_held_up() -> None:
    text = "With the Swiss aid packages held up in spring, Ukraine raised its output of shells."
    assert [t[1] for t in held(text)] == ["aid packages"]
