"""Whom a description means: a body, an office, a statement, somebody put beside."""

import pytest
from tests.intake import pages


def speakers(text: str) -> list[object]:
    """Who said each quote of a text, in order."""
    return [r.fields.get("speaker") for r in pages.read("quote", text, "2025-03-12")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Vestfold Marine, a Norwegian shipbuilder, won an order for ferries. "
            '"This is our largest order so far," the shipbuilder said.',
            ["Vestfold Marine"],
        ),
        (
            "Turkish defence firm Aselmak said it will deliver 20 radars to Manila. "
            "The firm said training would begin in April.",
            ["Aselmak", "Aselmak"],
        ),
        (
            "The Bank of Lendia kept its rate. The bank said prices were falling.",
            ["Bank of Lendia"],
        ),
        (
            "The Latvian government said the trucks would leave. "
            "Its allies, it said, would follow in a week.",
            ["Latvian government", "Latvian government"],
        ),
        (
            "In a statement, the Treasury of Lesotho said the grant would be paid in June. "
            "The statement said that schools came first.",
            ["LSO", "LSO"],
        ),
        (
            "According to a statement on the website of the Croatian Interior Ministry, "
            "14 fire engines left Zagreb on Friday.",
            ["Croatian Interior Ministry"],
        ),
        (
            "The number of homeless has doubled, according to data published by the "
            "International Organization for Migration.",
            ["IOM"],
        ),
        (
            "Mayor Ana Novak said the bridge was safe. The official said it would open on Monday.",
            ["Novak", "Novak"],
        ),
        (
            "Robert Hale, the mayor of Bristol, came to Lviv. "
            '"Robert Dunn, the mayor of York, was here too," Mayor Andriy Bondar wrote. '
            "The mayor noted that both towns had sent boats.",
            ["Bondar", "Bondar"],
        ),
        (
            "Norway's envoy to Chad Ana Novak said that tents would come. "
            '"They are on their way," she said.',
            ["Novak", "Novak"],
        ),
        (
            "Japanese carmaker Ohira said that it would donate 30 vans. "
            "It added the vans had been used in Osaka.",
            ["Ohira", "Ohira"],
        ),
        (
            "Ten boats came to the port, according to state news agency SNEPA.",
            ["SNEPA"],
        ),
        (
            "Victor Parlicov, the energy minister, said that gas would last until March, "
            "news agency Moldpres reported.",
            ["Parlicov"],
        ),
        (
            "Ten boats came to Chile. The government said the port was open.",
            ["Chilean government"],
        ),
        (
            "Kenya's foreign ministry called in Chad's envoy to stress that the road must open, "
            "it said.",
            ["Kenya's foreign ministry"],
        ),
        (
            "The Courier quoted the mayor of Split, Ante Horvat, as saying that boats were late.",
            ["Horvat"],
        ),
        (
            '"The children cry at night," said one mother of four, who fled in May.',
            ["mother of four"],
        ),
        (
            'Hilary Odek said that rations had been cut. "They promised and did not pay," he said.',
            ["Odek", "Odek"],
        ),
        (
            "Ana Novak said that Jan Berg had no plans. According to her, he may go on till May.",
            ["Novak", "Novak"],
        ),
        (
            "Minister of Strategic Industries Oleksandr Bondar came. He said boats were ready.",
            ["Bondar"],
        ),
        (
            "Officials were told by foreign hosts that firm promises were still far off.",
            ["foreign hosts"],
        ),
        (
            '"It went very well for us all." Rescue chief Rick Holm said. The van had left in May.',
            ["Holm"],
        ),
        (
            'The village gets by without roads "that anybody could drive on," Ana Novak said.',
            ["Novak"],
        ),
        (
            "Minister for Trade Ana Novak said:\n\nOur crews saw whole streets in ruins.",
            ["Novak"],
        ),
        (
            'Modu Kolo sleeps outside. "They wrote down our names," he said.',
            ["Modu Kolo"],
        ),
        (
            "Defence Minister Ana Novaks' spokesman denied it. He said the boats would come.",
            ["spokesman"],
        ),
        (
            "WFP warns of the worst. In a note seen by AFP, the agency says stocks will run out.",
            ["WFP"],
        ),
        (
            '"The money was never released," said one of their officials.',
            ["one of their officials"],
        ),
        (
            "Farmers in the valley have been saying for weeks that the road is shut.",
            ["Farmers"],
        ),
        (
            "Stressing that roads were shut, Ana Novak called for more boats.",
            ["Novak"],
        ),
        (
            "Before the meeting, Ana Novak voiced the wish that all would pay, BNS reported.",
            ["Novak"],
        ),
    ],
)
def test_a_description_leads_back_to_who_speaks(text: str, who: list[str]) -> None:
    assert speakers(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "The allies have promised Kenya 1,000 tents by March but have sent only 300 so far.",
        "Answering a plea to help, the allies have promised to send boats.",
        "The boats came late, as the ministry had promised in May.",
        "The minister announced it late on Wednesday as he hosted his last summit.",
        "They agreed on a plan that ensures fair shares for all.",
    ],
)
def test_a_promise_is_no_clause(text: str) -> None:
    assert speakers(text) == []
