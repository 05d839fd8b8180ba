"""Claims by turns of speech: what is read, what only looks alike, and whom it is about."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record


def claims(text: str, behind: str = "") -> list[Record]:
    return pages.read("claim", text + behind, "2025-03-06")


def told(text: str) -> list[tuple[object, object]]:
    return [(c.fields["type"], c.fields.get("value")) for c in claims(text)]


READ = {
    # what grows or falls
    "Donations for Gaza are up 12 per cent on last year.": ("comparison", 12),
    "Arrivals in Chad went up from 300 to 700 a day.": ("comparison", [300, 700]),
    # from the top
    "Chad ranks among the top ten hosts of refugees, UNHCR said.": ("ranking", 10),
    "Sweden is one of the top ten humanitarian donors to Yemen.": ("ranking", 10),
    "Lithuania and Estonia spend the most per head on Ukraine.": ("ranking", 1),
    "Canada announced record aid for Sudan on Monday.": ("ranking", 1),
    "It was the worst flood in Pakistan in 30 years.": ("ranking", 1),
    # compared without a figure
    "Ukraine has now passed Russia in the number of drones made at home.": ("comparison", None),
    "Poland and Latvia have spent a larger share of their budgets on Ukraine.": (
        "comparison",
        None,
    ),
    # of so many, so many
    "Of the 36 hospitals in Gaza, 17 are partly working.": ("count", [17, 36]),
    "Of the 300 trucks that left for Gaza, 40 were looted.": ("count", [40, 300]),
    "A total of 24,822 Afghan nationals went back to Afghanistan in June.": ("count", 24822),
    "The number of hungry families in Yemen fell in 2022 from 161,000 to 90,000.": (
        "count",
        161000,
    ),
    # what was aimed at
    "The goal of supplying Ukraine with 1.5 million shells has been reached.": ("target", 1.5e6),
    # all of it
    "Total British aid to Sudan this year stands at 230 million pounds.": ("total", 2.3e8),
    "From March 2022 to May 2023, Chile gave Ukraine 7.5 million euros for repairs.": (
        "total",
        7.5e6,
    ),
    "Peru gave Sudan 9 million dollars in aid between 2019 and 2024.": ("total", 9e6),
    "Denmark will go on giving Ukraine 0.4% of its GDP each year.": ("share", 0.4),
    # one figure in two ways
    "Some 25 million people in Sudan, or half the population, need food aid.": (
        "share",
        [50, 25e6],
    ),
    "Deliveries to Gaza fell to 80 trucks a day, or a third less than in May.": (
        "comparison",
        [33.3, 80],
    ),
}


@pytest.mark.parametrize("said", READ)
def test_it_can_be_checked(said: str) -> None:
    assert told(said) == [READ[said]]


@pytest.mark.parametrize(
    "said",
    [
        "In May the Red Crescent set up 40 clinics in eastern Chad for refugees.",
        "Volunteers have picked up 30 families in villages near Kherson in Ukraine.",
        "The hospital in Chad has shut down 3 wards for lack of fuel.",
        "Food, shelter and schools are the top three needs of refugees in Chad, UNHCR said.",
        "The top ten priorities of the plan for Haiti were named in May.",
        "The rations go to some of the most vulnerable families in the region, WFP said of Chad.",
        "Aid must reach the worst-hit people in the country, the UN said of Myanmar.",
        "Clerks were told to record aid deliveries to Gaza.",
        "The convoy passed Russia in May on its way to Ukraine.",
        "Parliament in Sofia backed the shipment to Ukraine by 148 votes to 52.",
        "A majority of two thirds of the deputies is needed to send arms to Ukraine.",
        "Half of the MPs voted against aid for Ukraine.",
        "Ministers of about 40 countries are taking part in the meeting on aid for Ukraine.",
        "The price of sheltering 40,000 refugees in Chad is rising.",
        "From 2025 to 2028 Norway will provide 9 million euros in aid to Sudan.",
        "Overall funding for the response in Haiti needs to reach 600 million dollars.",
    ],
)
def test_what_looks_alike_cannot(said: str) -> None:
    assert told(said) == []


def test_a_part_that_another_gave_is_a_gift_and_no_claim() -> None:
    said = "The appeal for Haiti has raised 72 million dollars so far, including $17 million "
    assert told(said + "from Italy and $5 million from Japan.") == [("total", 72e6)]
    assert told(said + "in loans.") == [("total", 72e6), ("total", 17e6)]


def test_a_box_of_figures_counts_people_above_or_below_what_they_are() -> None:
    fed = "\n\nWFP feeds people in Yemen."
    for box in (
        "People in Need\n18.2M\nPeople Targeted\n10.5M",
        "18.2 million\nPeople in need\n10.5 million\nPeople targeted",
        "People in need: 18.2M\nPeople targeted: 10.5M",
    ):
        assert told(f"Key figures\n\n{box}{fed}") == [("count", 18.2e6), ("count", 10.5e6)]
    assert told(f"Requirements (US$)\n$49M\nFunds received (US$)\n$14M{fed}") == [("total", 14e6)]


def test_a_page_about_relief_is_read_though_it_names_no_country() -> None:
    said = (
        "Humanitarian appeals ask for $49 billion. Reported humanitarian funding has reached"
        " $19.4 billion. The response plans are asked for by donors, the relief agencies say."
    )
    assert ("total", 19.4e9) in told(said)
    assert (
        told("Reported spending on roads has reached $19.4 billion. Builders ask for more.") == []
    )


SUBJECTS = {
    # a crisis is where people suffer
    "Fighting between the army and a militia has made Sudan home to the world's largest hunger"
    " crisis.": "SDN",
    "Sudan is at war. Norway sent tents. This is the largest refugee crisis in the world.": "SDN",
    # an opening is about who acts behind it
    "Faced with a 40 per cent drop in funding for Haiti this year, the WFP has cut rations.": "WFP",
    "Already sheltering more than 700,000 refugees, Chad needs help, the UN said.": "TCD",
    # firms, and not their country
    "Saab sells guns to Ukraine. In May alone the Swedish company raised sales by 20 percent."
    "": "Saab",
    # of itself
    "US cuts hit Chad, according to WFP, which warned it can feed just half the people in need."
    "": "WFP",
    "UNHCR warned that it can support only half of the refugees in Chad.": "UNHCR",
    # who ran it
    "The first convoy led by UNICEF since May has reached Gaza.": "UNICEF",
    # who brings a total to its sum
    "Berlin will send four more howitzers to Ukraine, bringing the total to 18.": "DEU",
    "Ukraine received another 20 trucks, bringing the total to 80.": "UKR",
    # an aside between a name and its verb
    "UNICEF, together with its partners and local councils, has reached 90,000 children in Haiti."
    "": "UNICEF",
    # who speaks
    "“Our support for Ukraine has doubled,” Danish minister Ib Holm said.": "DNK",
    "“With the money we have now, only four million people will get food,” said WFP's country"
    " director, Ana Lopez, in Kabul.": "WFP",
}


@pytest.mark.parametrize("said", SUBJECTS)
def test_whom_plain_words_name(said: str) -> None:
    assert [c.fields.get("subject") for c in claims(said)] == [SUBJECTS[said]]


WEIGHED = {
    # where the people are
    "In Haiti the gangs hold the ports. Now 5.4 million people will get less than half of what"
    " they need.": "HTI",
    # a body is the one spoken of
    "UNHCR works in Chad. The programme has helped 40,000 people since May.": "UNHCR",
    "Aid has come to Myanmar. The earthquake has pushed 2 million people into need.": "MMR",
}


@pytest.mark.parametrize("said", WEIGHED)
def test_who_is_meant_by_plain_words(said: str) -> None:
    assert claims(said, pages.BEHIND)[0].fields.get("subject") == WEIGHED[said]
