"""What only looks given: denied, undecided, the whole of a part, counters, an own budget."""

import pytest
from tests.intake import pages

#: So that a text is long enough to be weighed.
LONG = (
    " The ministry in Oslo said on Monday that it works with partners, and that the other side had"
    " thanked it in a letter, which was read aloud in the capital by the deputy head of the office."
)


def gifts(text: str) -> list[object]:
    return [r.to_dict().get("item") for r in pages.read("aid", text, "2024-05-10")]


NONE = [
    # denied by the verb above
    "Berlin has decided against giving Ukraine cruise missiles and 120 mm mortars.",
    "The government in Rome decided against sending tanks to Ukraine.",
    "Seoul ruled out supplying Ukraine with artillery shells.",
    "The parliament voted against sending 20 tanks to Ukraine.",
    "The chancellor remains opposed to sending Taurus missiles to Ukraine.",
    "The new cabinet means to end the supply of weapons to Ukraine.",
    "Spain fell short of sending tanks to Ukraine.",
    "Germany hesitates to send tanks to Ukraine.",
    "It would be wrong to send tanks to Ukraine, said the opposition in Prague.",
    "Had Spain sent tanks to Ukraine in time, the town would have held.",
    "Oslo denied reports that it had sent shells to Ukraine.",
    "Reports that Egypt had supplied rockets were denied by Cairo, which stands by Ukraine.",
    "Norway's policy on sending arms to Ukraine has changed.",
    "Talk of sending jets to Ukraine is premature, Oslo said.",
    "Spain pulled out of a plan to send 10 tanks to Ukraine.",
    "Canada cancelled the gift of 12 jets to Ukraine.",
    "The Senate voted down a bill to send 20 tanks to Ukraine.",
    "Bern has banned the transfer of Swiss-made guns to Ukraine.",
    # nobody has settled it
    "Whether Italy would deliver the radar and launchers he left open, said Ukraine.",
    "It is not clear whether Greece will send Patriot launchers to Ukraine.",
    "The minister would not say whether Japan would give Ukraine missiles.",
    "It remains to be seen if Rome will supply Ukraine with frigates.",
    "No decision has been made on whether to send tanks to Ukraine.",
    # wholes and comparisons
    "The plan for Yemen has secured only 26% of the requested $4.2 billion for food assistance.",
    "The agency managed to secure just 17% of the $426 million it asked for in Lebanon.",
    "Norway gave the most aid to Ukraine.",
    # at home
    "Ukraine is setting aside a further UAH 15.5 billion ($392 mn) to buy drones.",
    "Chile has spoken with Ukraine. Chile has set aside 80 million dollars for its own defence.",
    "Washington demands that Ukraine pay $50 billion to the US.",
    "A conference was held in Geneva so as to raise $4.3 billion for Yemen.",
    "Sweden's army will get 48 new howitzers to make up for those given to Ukraine.",
    "The Dutch army itself has 50 howitzers, and Ukraine would like some of them.",
    "Two-thirds of the 60 million euros promised by Norway has been paid out to Mali.",
    "The cost of helping those who fled Mali surged to a record high of $56 million.",
    "There is trouble with electricity and water supply in Chad, WFP said.",
    # what goods do, where they lie, what refugees get
    "The tents will give critical shelter to families in Gaza.",
    "The generators from Norway will provide electricity to hospitals in Ukraine.",
    "A huge amount of food aid goes bad on the way to Gaza.",
    "Since winter, 40 tonnes of flour have rotted in a store in Sudan.",
    "More than 10,000 refugees from Ukraine have received temporary protection in Slovakia.",
    'In Haiti WFP said that funding is "desperately" required to go on providing hot meals.',
    "Work goes on in key areas, including shelter, water supply, hygiene and health in Chad.",
    "Vans with critical imports for Ukraine, including fuel and drones, are held up in Poland.",
    "The forces of Ukraine face delays of several weeks to critical supplies of drones.",
    "The teams in Vanuatu had members from New Zealand's Urban Search and Rescue team.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_nobody_gives(text: str) -> None:
    assert not gifts(text)
    assert not {*gifts(text + LONG)} - {"help"}


GIVEN = {
    # near ones that are given
    "Norway decided to give Ukraine 20 tanks.": ["tanks"],
    "Against the advice of generals, Denmark gave Ukraine 30 howitzers.": ["howitzers"],
    "Spain has ended its refusal and will give Ukraine 12 tanks.": ["tanks"],
    "To help end the war, Portugal will send 14 helicopters to Ukraine.": ["helicopters"],
    "Berlin is considering whether to send 20 tanks to Ukraine.": ["tanks"],
    "Whether or not others follow, Estonia will give Ukraine 40 howitzers.": ["howitzers"],
    "Malta did not rule out sending launchers to Ukraine.": ["launchers"],
    "Latvia allocated 10 million euros for the defence of Ukraine.": ["defence"],
    "Refugees from Sudan received 4,000 tents from Norway.": ["tents"],
    "Norway gave help to Chad in many areas, including 40 tents and 20 pumps.": [
        *("help", "tents", "pumps")
    ],
    "The package will provide 40 trucks to Ukraine.": ["trucks"],
    "Poland gave Ukraine 14 MiG-29 fighters.": ["MiG-29 fighters"],
    # one part of a sentence is, the other is not
    "Spain will give Ukraine Patriot missiles, but not the radar and launchers.": [
        "Patriot missiles"
    ],
    "Greece will hand over shells to Ukraine, but no tanks or jets.": ["shells"],
    "Italy gives Ukraine drones and not missiles.": ["drones"],
    "Denmark sent Ukraine 20 tanks and not 10, as was first said.": ["tanks"],
    "Estonia gave Ukraine not only rifles but howitzers.": ["rifles", "howitzers"],
    "Despite voices against sending tanks, Latvia sent 12 howitzers to Ukraine.": ["howitzers"],
    "The EU plans to give Ukraine a million shells, one of the main weapons of the war.": [
        "shells"
    ],
    "Canada gave Haiti 12 of the 40 trucks it had promised.": ["trucks"],
    "Norway sent 20 trucks to Chad, fewer than the 30 that it had promised.": ["trucks"],
    "Norway sent more than 30 trucks to Chad.": ["trucks"],
    "Norway, which had shelved plans for a visit, sent 40 tents to Chad.": ["tents"],
    "Sweden dropped its objections and will send 12 guns to Ukraine.": ["guns"],
    "South Korea will give Ukraine more mine detectors under its assistance package.": [
        "mine detectors"
    ],
    "The parliament in Sofia approved the transfer of carriers to Ukraine, with 148 in favour, 49"
    " voting against and one abstaining.": ["carriers"],
    "Czechia sends 500,000 shells to Ukraine • UNN • 84 views": ["shells"],
    " • 41553 переглядiв\nLatvia gave Ukraine Mistral missiles.": ["Mistral missiles"],
    "Norway has given Ukraine radars, the five said in a joint statement.": ["radars"],
}


@pytest.mark.parametrize("text", GIVEN)
def test_what_is_given_beside_it(text: str) -> None:
    assert gifts(text) == GIVEN[text]


SUMS = {
    "The EU said that EUR 2 billion out of a total of EUR 7 billion has been paid to Ukraine.": 1,
    "Norway gave Yemen $20 million in support out of $90 million.": 1,
    "CERF secured $434 million for Mozambique, against $453 million a year earlier.": 1,
    "Norway gave Ukraine $50 million in aid, $20 million more than Malta.": 1,
    "Of the 8 billion euros promised, Germany has paid 3 billion euros to Ukraine.": 1,
    "Its staff have given Tk 53.6 million (Tk 53,645,520) to Bangladesh after the floods.": 1,
    'The EU will give Sudan "well over a billion euros" ($1.07 billion).': 1,
    "Norway, whose own needs grew, gave Chad 5 million euros.": 1,
    "Norway gave Chad 5 million euros and Mali 6 million euros.": 2,
}


@pytest.mark.parametrize("text", SUMS)
def test_the_whole_of_a_part_is_no_gift(text: str) -> None:
    assert len(gifts(text)) == SUMS[text]
    assert len([i for i in gifts(text + LONG) if i != "help"]) == SUMS[text]
