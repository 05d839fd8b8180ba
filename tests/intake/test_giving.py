"""Who gives what to whom, as real pages tell it; and what only looks like a gift."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record


def read(text: str, kind: str, published: str = "2024-02-28") -> list[Record]:
    return pages.read(kind, text, published)


#: Who gives what to whom: donor and recipient of each gift of a text.
PARTIES = {
    "Open Hands has shipped 40 tonnes of rice to Sudan.": [("Open Hands", "SDN")],
    "Sudan got 12 tents donated by the State of Oregon.": [("State of Oregon", "SDN")],
    "The Lindqvist Foundation will give Chad 90 tents.": [("Lindqvist Foundation", "TCD")],
    "Ms Ekwall, Swedish Ambassador to the United Nations, announced 8 million euros in aid "
    "for people in Sudan.": [("SWE", "SDN")],
    "The Commission will provide 30 million euros in aid. The money will go to projects in "
    "Chad (€8 million) and Mali (€9 million).": [("EU", "TCD"), ("EU", "TCD"), ("EU", "MLI")],
    "Ukraine will get a grant of 9 million euros from the Swiss government and another "
    "4 million euros from Norway.": [("CHE", "UKR"), ("NOR", "UKR")],
    "Chad will receive €8 million, Mali €9 million and Niger €3 million, the EU said.": [
        ("EU", "TCD"),
        ("EU", "MLI"),
        ("EU", "NER"),
    ],
    "The Commission gives 20 million euros to two states: Chad (EUR 9 million), Mali (EUR 11 "
    "million).": [("EU", "TCD"), ("EU", "TCD"), ("EU", "MLI")],
    "After the quake in Turkey, two relief teams left India for Ankara.": [("IND", "TUR")],
    "WHO has distributed urgently needed medical supplies to clinics in Haiti.": [("WHO", "HTI")],
    "A flight from Dubai carried 24 tonnes of UNHCR tents to Myanmar.": [("UNHCR", "MMR")],
    "WFP announced a grant of 4 million dollars from the Government of Japan for Sudan.": [
        ("JPN", "SDN")
    ],
    "Japan funds WFP's work. In Chad, 5 million dollars will go to schools.": [("JPN", "TCD")],
    "The Government of Japan provided six ambulances to the Government of Nepal.": [("JPN", "NPL")],
    "Japan's ambassador to the Maldives handed over two donated ventilators.": [("JPN", "MDV")],
    "KSrelief gave out tents in Jordan. In Yemen, it distributed 21 tonnes of dates.": [
        ("KSrelief", "JOR"),
        ("KSrelief", "YEM"),
    ],
    "Malta sent Ukraine 12 tonnes of rice. On board were beds donated by Oregon Mills. 40 tents "
    "came too.": [("MLT", "UKR"), ("Oregon Mills", "UKR"), ("MLT", "UKR")],
    "The EU gives military aid to Moldova and to Georgia.\n\nMoldova\n\nThe measure is worth "
    "€40 million.\n\nGeorgia\n\nThe €30 million measure runs for three years.": [
        ("EU", "MDA"),
        ("EU", "MDA"),
        ("EU", "GEO"),
    ],
    "Oslo gives Ukraine half a million dollars, on top of Malta's promise of 10 million.": [
        ("NOR", "UKR"),
        ("MLT", "UKR"),
    ],
    "Britain gave Ukraine 9 million euros in arms. Malta is third with pledges worth 8 million "
    "euros.": [("GBR", "UKR"), ("MLT", "UKR")],
    "Oslo will give 20 million euros to the G7 package for Ukraine.": [("NOR", "UKR")],
    "The other 30 million euros in aid for Ukraine is to come from the EU and Japan.": [
        (["EU", "JPN"], "UKR")
    ],
}


@pytest.mark.parametrize("text", PARTIES)
def test_who_gives_and_who_gets(text: str) -> None:
    found = [(r.fields.get("donor"), r.fields.get("recipient")) for r in read(text, "aid")]
    assert found == PARTIES[text]


def test_whose_picture_it_is_gives_nothing() -> None:
    text = "© UNICEF/Adem. Tents in Sudan.\n\nSudan received 300 tents on Monday from Oslo."
    assert [r.fields["donor"] for r in read(text, "aid")] == ["NOR"]


def test_a_giver_beside_another_gives_at_the_same_stage() -> None:
    text = "Malta and Cyprus will give Ukraine 9 million euros, with Malta contributing 2 million."
    assert {r.fields["status"] for r in read(text, "aid")} == {"pledged"}


def gifts(text: str, published: str = "2024-02-28") -> list[tuple[object, object]]:
    return [(r.fields.get("item"), r.fields["status"]) for r in read(text, "aid", published)]


GIVEN = {
    "Oslo backed Kyiv again, announcing on 3 March a package worth 9 million euros.": 1,
    "Berlin is still unwilling to supply Ukraine with cruise missiles.": 0,
    "Norway sent Ukraine 40 tents in three wooden crates.": 1,
    "A plane was sent to Sudan with 90 tents.": 1,
    "Lithuania plans to deploy a Ukrainian-made radar next year.": 0,
    "Kyiv spent 5 billion dollars on drones for its army.": 0,
    "Norway sent Ukraine 90 tents. On Monday ten lorries will set off from Oslo.": 1,
    "The ministry has passed to Kyiv two boats from Malta.": 1,
    "4,500 soap bars and 30 tents are being given to Sudan.": 2,
}


@pytest.mark.parametrize("text", GIVEN)
def test_what_is_given_and_what_only_looks_like_it(text: str) -> None:
    assert len(gifts(text)) == GIVEN[text]


def test_the_federal_government_is_that_of_the_state_named() -> None:
    text = "The Federal Government will send Ukraine 20 trucks from Australian stocks."
    assert [r.fields["donor"] for r in read(text, "aid")] == ["AUS"]


MORE = {
    "A lorry left Malta for Gaza, carrying flour, oil and sugar.": 3,
    "Volunteers of Open Hands loaded a car with three pallets of pills for Chad.": 1,
    "Malta gave Chad 9 million euros. The funding will support the UN in providing food.": 1,
    "Malta sent Gaza 90 tents. The number of aid trucks entering Gaza has dropped.": 1,
    "The Danish Red Cross sent tents to Chad. The Chad Red Cross has requested soap.": 1,
    "The 90 tents add to the 400 beds UNICEF delivered to Sudan in May.": 1,
    "India on Sunday gifted to Nepal a consignment of relief tents.": 1,
    "MSF gave Sudan 200 kits. Each kit contains rope, a mat and soap.": 1,
    "China sent two aircraft to fly 3,000 relief tents to Pakistan.": 1,
    "A UNICEF convoy with aid has arrived in Gaza.": 1,
    "Open Hands has since May 2022 helped supply Ukraine with beds, drugs, tents and rice.": 4,
    "Zamzam camp in Sudan is also getting aid through Chad.": 1,
    "A firm got a contract for 155 mm shells for the Bundeswehr. Ukraine gets none.": 0,
    "Norway gave Ukraine 9 million euros in aid; of this, 4 million is for fuel.": 2,
    "Qatar's planes brought 90 tonnes of aid for Gaza, raising it to a cumulative 300 tonnes.": 1,
    "Kyiv bought 300,000 drones last year and its budget sets aside 43 billion hryvnias.": 0,
    "Turkey delivered two corvettes to Pakistan's navy under a 2018 contract.": 0,
    "Poland ordered 1,000 tanks on Monday. It buys more since Russia invaded Ukraine.": 0,
    "The package includes two boats, Oslo said. Ukraine had asked for them.": 1,
    "The new package amounts to 3 billion kronor, Sweden told Ukraine.": 1,
    "Instead of giving Ukraine shells, Oslo talks.": 0,
    "Ukraine needs more. I welcome what allies do. As well as 900 drones from Spain.": 1,
    "Since May the government has sent Ukraine 90 rifles, 4,000 helmets, 20 trucks and rations.": 4,
    "Rheinmetall has won an order from the Danish army for 900 practice rounds.": 0,
    "Oslo will supply tents to Ukraine, practice rounds to Denmark.": 1,
    "Japan gave WFP 9 million dollars for Sudan. From it, 2 million will be used to help mothers "
    "in Chad.": 2,
}


@pytest.mark.parametrize("text", MORE)
def test_gifts_and_trade_among_other_things(text: str) -> None:
    assert len(gifts(text)) == MORE[text]


def test_the_nordic_country_is_the_one_named_last() -> None:
    text = (
        "Denmark backs Kyiv. The sum comes from 7 billion euros that the Nordic country set aside."
    )
    assert [r.fields["donor"] for r in read(text, "aid")] == ["DNK"]


def test_a_list_behind_what_has_gone_is_delivered() -> None:
    text = (
        "MSF will send 40 tonnes of water to Myanmar on Friday. Nine truckloads have gone to the "
        "delta, including 60 tonnes of rice."
    )
    assert [status for _, status in gifts(text)][-1] == "delivered"


@pytest.mark.parametrize(
    "text",
    [
        "Sudan waits. A daily average of 40 aid trucks reached Darfur in May.",
        "Before the war some 400 aid trucks entered Gaza every day.",
        "Ukraine is at war. We give our own soldiers the best rifles for that.",
        "Patria will invest 40 million euros in the plant that makes shells for Ukraine.",
        "Sudan’s donors met. Norway topped the list with 5 million dollars.",
    ],
)
def test_rates_and_what_stays_at_home(text: str) -> None:
    assert not [r for r in read(text, "aid") if "shells" not in str(r.fields.get("item"))]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv and Oslo signed an agreement on the production and sale of drones for Ukraine.",
        "Ukraine waits. All donors of the world paid out 212 billion dollars in 2024.",
    ],
)
def test_what_is_made_together_and_what_the_world_gave(text: str) -> None:
    assert not read(text, "aid")


def test_sums_in_pledges_are_promised() -> None:
    raised = read("The conference raised $1.5 billion in pledges for Sudan.", "aid")
    assert [r.fields["status"] for r in raised] == ["pledged"]


def test_a_word_of_a_name_is_not_held_up() -> None:
    text = "Aid for Sudan is late. The army is opposing the Rapid Support Forces in Khartoum."
    assert not [r for r in read(text, "delay") if r.fields.get("item") == "Support"]
