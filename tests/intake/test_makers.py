"""Who is the maker: behind "by", as the subject, whose firm or land it is."""

import pytest
from tests.intake import pages


def made(text: str) -> list[tuple[object, object]]:
    """What is made and by whom."""
    return [
        (r.fields.get("item"), r.fields.get("maker"))
        for r in pages.read("production", text, "2025-03-12")
    ]


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (
            "The vehicles are built by Finland's largest arms maker, Patria, in Hameenlinna.",
            ("vehicles", "Patria"),
        ),
        (
            "Drones made by Origin Robotics and Atlas Aerospace will be handed over in June.",
            ("Drones", ["Origin Robotics", "Atlas Aerospace"]),
        ),
        (
            "Canada is giving $50 million for Ukraine's own arms makers to produce drones.",
            ("drones", "UKR"),
        ),
        ("Spain will pay 40 million euros for making drones in Ukraine.", ("drones", "UKR")),
        (
            "Czech firm Vektor and Ukraine's Antares set up a joint venture to make munitions.",
            ("munitions", ["Vektor", "Antares"]),
        ),
        (
            "Denmark will finance the production of 18 howitzers by Ukrainian companies.",
            ("howitzers", "UKR"),
        ),
        (
            "Turkey and Ukraine are building a factory where Baykar will make TB2 drones.",
            ("TB2 drones", "Baykar"),
        ),
        (
            "Vektor is building an ammunition plant in Radom for Ukraine.",
            ("ammunition plant", "Vektor"),
        ),
        (
            "The Polish company Zbrojex helps Ukraine. The firm has opened a line for shells.",
            ("shells", "Zbrojex"),
        ),
        (
            '"We make 4,000 drones a month for Ukraine," said Andriy Bondar of the firm Skyline.',
            ("drones", "Skyline"),
        ),
        (
            "Kyiv asks for help. Tanks came to Latvia in 1990. The country, in NATO since 2004, has"
            " numerous factories making ammunition.",
            ("ammunition", "LVA"),
        ),
        (
            "Ukraine gets food. A charity in Leeds that makes peanut paste has asked"
            " for more help.",
            ("peanut paste", "charity"),
        ),
        (
            "The Norwegian company Kongsvik signed a deal with Finland to step up mortar "
            "ammunition production there, for Ukraine too.",
            ("ammunition", "Kongsvik"),
        ),
    ],
)
def test_who_makes_it(text: str, one: tuple[str, str | list[str]]) -> None:
    assert one in made(text)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (
            "Rheinmetall inaugurated the region’s largest shell factory in Tampere.",
            ("shell factory", "Rheinmetall"),
        ),
        (
            "Estonia has completed construction of Europe’s largest drone facility in Narva.",
            ("drone facility", "EST"),
        ),
    ],
)
def test_largest_plants(text: str, one: tuple[object, object]) -> None:
    assert made(text) == [one]


def test_what_is_made_in_lines_below_a_clause() -> None:
    text = (
        "Help for Ukraine goes on. Last year Ukrainian plants produced and assembled:\n\n"
        "40,000 mortar shells\n\n300 armoured vehicles\n\nThe ministry said so in Kyiv."
    )
    assert made(text) == [("mortar shells", "UKR"), ("armoured vehicles", "UKR")]
