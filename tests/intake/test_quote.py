"""Who said what: in marks, reported, or both; rule by rule, in sentences of our own."""

import pytest
from tests.intake.pages import Said, said

from resupply.intake import quote, reader
from resupply.intake.text import Document

ONE: list[tuple[str, str, Said]] = [
    (
        "reported.behind",
        "Mr Okafor said the trucks had been stuck for a week.",
        ("the trucks had been stuck for a week", "Okafor", "indirect"),
    ),
    (
        "reported.behind_that",
        "The ministry warned on Monday that stocks would run out.",
        ("stocks would run out", "ministry", "indirect"),
    ),
    (
        "reported.behind_that",
        "Ana Novak told reporters at a briefing in Riga that boats were ready.",
        ("boats were ready", "Novak", "indirect"),
    ),
    (
        "reported.before",
        "Boats will be ready by spring, the minister Ana Novak has promised.",
        ("Boats will be ready by spring", "Novak", "indirect"),
    ),
    (
        "reported.before_inverted",
        "The road is closed, said Olha Bondar, who runs the depot.",
        ("The road is closed", "Bondar", "indirect"),
    ),
    (
        "reported.participle",
        "Mr Okafor praised the crews, adding that more tents were needed.",
        ("more tents were needed", "Okafor", "indirect"),
    ),
    (
        "reported.according_to",
        "According to UNICEF, half of the wells have run dry.",
        ("half of the wells have run dry", "UNICEF", "indirect"),
    ),
    (
        "reported.according_to",
        "Half of the wells have run dry, according to UNICEF.",
        ("Half of the wells have run dry", "UNICEF", "indirect"),
    ),
    (
        "reported.headline",
        "Novak: boats must be ready before the ice",
        ("boats must be ready before the ice", "Novak", "indirect"),
    ),
    (
        "reported.inside",
        "Grain, Mr Okafor said, was rotting in the port.",
        ("Grain, Mr Okafor said, was rotting in the port", "Okafor", "indirect"),
    ),
    (
        "reported.dash",
        "– We will keep the road open, says Olha Bondar.",
        ("We will keep the road open", "Bondar", "direct"),
    ),
    (
        "reported.pointing_back",
        "Ten boats reached the river on Friday. This was announced by Mr Okafor.",
        ("Ten boats reached the river on Friday", "Okafor", "indirect"),
    ),
    (
        "reported.behind",
        'Mr Okafor said the road was "all but gone" and closed it.',
        ('the road was "all but gone" and closed it', "Okafor", "mixed"),
    ),
    (
        "quote.behind",
        "“We have tents but no road,” said a WFP spokesperson.",
        ("We have tents but no road,", "WFP spokesperson", "direct"),
    ),
    (
        "quote.before",
        'Olha Bondar added: "We have tents but no road."',
        ("We have tents but no road.", "Bondar", "direct"),
    ),
    (
        "reported.calling",
        "Mr Okafor welcomed the boats, calling them a lifeline for the whole town.",
        ("a lifeline for the whole town", "Okafor", "indirect"),
    ),
    (
        "quote.goes_past",
        'Mr Okafor said "the port would never be content with the loss" of ten cranes.',
        ('the port would never be content with the loss" of ten cranes', "Okafor", "mixed"),
    ),
    (
        "quote.line_above",
        'Boats are sold for the river -- The Riga Courier\n\n"Ten boats were sold for 30 euros."',
        ("Ten boats were sold for 30 euros.", "The Riga Courier", "direct"),
    ),
    (
        "quote.line_above",
        'Source: Ana Novak on Facebook\nQuote: "We have tents but no road to take."',
        ("We have tents but no road to take.", "Novak", "direct"),
    ),
    (
        "quote.dashed",
        "We do all we can for the river. Boats come every week now - noted Ana Novak.",
        ("We do all we can for the river. Boats come every week now", "Novak", "direct"),
    ),
    (
        "quote.dashed",
        "We do all we can for the river - boats come every week now explained Ana Novak.",
        ("We do all we can for the river - boats come every week now", "Novak", "direct"),
    ),
    (
        "quote.dashed",
        "Ten boats will come to the river. This will be the third time - Ana Novak said.",
        ("Ten boats will come to the river. This will be the third time", "Novak", "direct"),
    ),
    (
        "quote.line_below",
        "With these boats we go on helping the river towns.\n\nAna Novak, Minister for Trade",
        ("With these boats we go on helping the river towns.", "Novak", "direct"),
    ),
    (
        "post.signed",
        "Ten boats are on their way to our friends.\n— Ana Novak (@ananovak) May 3, 2023",
        ("Ten boats are on their way to our friends.", "Ana Novak", "direct"),
    ),
    (
        "post.headed",
        "Ana Novak (@ananovak): Ten boats are on their way to our friends.",
        ("Ten boats are on their way to our friends.", "Ana Novak", "direct"),
    ),
]


@pytest.mark.parametrize(("rule", "text", "one"), ONE)
def test_each_rule_reads_its_sentence(rule: str, text: str, one: Said) -> None:
    text = text if "Novak:" not in text else f"{text}\n\nMinister Ana Novak spoke."
    read = reader.read(Document(id="q", text=text, published="2024-02-28"), only=("quote",))
    rules = {r.rule: read.words(r) for r in read.records}
    assert one in said(text)
    assert rules.get(rule) == one[0]


def test_every_rule_has_a_reason() -> None:
    assert {rule for rule, _, _ in ONE} <= set(quote.REASONS)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (
            "Our colleagues at OCHA tell us that wells have run dry.",
            ("wells have run dry", "OCHA", "indirect"),
        ),
        (
            "Olha Bondar says the tyres last one winter at most.",
            ("the tyres last one winter at most", "Bondar", "indirect"),
        ),
        (
            "Ambassador Ana Novak assured that Riga would not cut its help.",
            ("Riga would not cut its help", "Novak", "indirect"),
        ),
        (
            "The report quoted Mr Okafor as saying that the port was full.",
            ("the port was full", "Okafor", "indirect"),
        ),
        (
            "The boats, Mr Okafor told visiting donors, would come by road.",
            ("The boats, Mr Okafor told visiting donors, would come by road", "Okafor", "indirect"),
        ),
        (
            "EU must keep its word to us all: Ana Novak",
            ("EU must keep its word to us all", "Novak", "indirect"),
        ),
        (
            "The ministry drew attention to the fact that wells must be tested.",
            ("wells must be tested", "ministry", "indirect"),
        ),
        (
            "As noted by the ministry, no well was closed.",
            ("no well was closed", "ministry", "indirect"),
        ),
        (
            "Olha Bondar made it clear that nobody would leave.",
            ("nobody would leave", "Bondar", "indirect"),
        ),
        (
            "Kenya's Odinga, who spoke first, told delegates that boats were late.",
            ("boats were late", "Odinga", "indirect"),
        ),
        (
            "Relief workers in Sindh say stagnant water covers half the fields.",
            ("stagnant water covers half the fields", "Relief workers", "indirect"),
        ),
        (
            "Norwegian council head Jan Berg accused donors. “We are cold,” he wrote.",
            ("We are cold,", "Berg", "direct"),
        ),
        (
            "Boats are ready, Ana Novak wrote on X. Canada has said it will pay.",
            ("it will pay", "CAN", "indirect"),
        ),
        (
            "WFP cut rations. The step was not taken lightly, the agency said.",
            ("The step was not taken lightly", "WFP", "indirect"),
        ),
        (
            "Insurers are slow, a banker told the paper. He added that the state must pay.",
            ("the state must pay", "banker", "indirect"),
        ),
        (
            "Trucks are late, Jan Berg of the Norwegian Refugee Council (NRC) told reporters.",
            ("Trucks are late", "Berg", "indirect"),
        ),
        (
            "A Turkish official involved in the talks said the port would open.",
            ("the port would open", "Turkish official", "indirect"),
        ),
        (
            "14:05 Minister Ana Novak: boats have to come sooner",
            ("boats have to come sooner", "Novak", "indirect"),
        ),
        (
            "Austin called Estonian minister Hanno Pevk. The Estonian said that tanks were late.",
            ("tanks were late", "Pevk", "indirect"),
        ),
        (
            "Ana Novak grumbles that nobody has taught her how.",
            ("nobody has taught her how", "Novak", "indirect"),
        ),
        ("“One year,” said Ana Novak, “if we are lucky.”", ("if we are lucky.", "Novak", "direct")),
        (
            "A WFP officer who was not allowed to speak to the press said trucks were late.",
            ("trucks were late", "WFP officer", "indirect"),
        ),
        (
            "Mr Okafor, whose port is full, said he had promised them a crane.",
            ("he had promised them a crane", "Okafor", "indirect"),
        ),
        (
            "“Thread. Why we buy tyres, one of seven,” wrote @tyres4ua, a group of mechanics.",
            ("Thread. Why we buy tyres, one of seven,", "tyres4ua", "direct"),
        ),
        (
            "A colonel denied that his men had come and accused the mayor of lying.",
            ("his men had come", "colonel", "indirect"),
        ),
        (
            "Two persons with knowledge of the matter say the other boats need a year of work.",
            ("the other boats need a year of work", "persons", "indirect"),
        ),
        (
            "In the yard a foreman told us that parts were taken from wrecks.",
            ("parts were taken from wrecks", "foreman", "indirect"),
        ),
        (
            "Olha Bondar was there. An engineer puts it drily. “You can paint a tank,” he says.",
            ("You can paint a tank,", "engineer", "direct"),
        ),
        (
            "Senator Ana Novak said we were late. “We will help,” the Texas Republican said.",
            ("We will help,", "Novak", "direct"),
        ),
        (
            "They found nothing but corn, a navy officer said.",
            ("They found nothing but corn", "navy officer", "indirect"),
        ),
        (
            "No decision yet on boats, says minister",
            ("No decision yet on boats", "minister", "indirect"),
        ),
        (
            "Its manager, Brahim Oumarou, fears the worst. “They will eat the seed,” he warns.",
            ("They will eat the seed,", "Oumarou", "direct"),
        ),
        ("“He is late,” an adviser shot back.", ("He is late,", "adviser", "direct")),
        (
            "Mr Okafor informed his guest that the port was full.",
            ("the port was full", "Okafor", "indirect"),
        ),
        (
            "Minister Ana Novak met the Prime Minister, Ivan Bondar. “No,” the minister said. "
            "The Foreign Minister stressed that boats were ready.",
            ("boats were ready", "Novak", "indirect"),
        ),
        (
            "Mr Okafor does not hide that the port was full.",
            ("the port was full", "Okafor", "indirect"),
        ),
        (
            "“There is a text,” Ana Novak went on, “there is a table and a pen.”",
            ("there is a table and a pen.", "Novak", "direct"),
        ),
    ],
)
def test_who_said_it_in_other_words(text: str, one: Said) -> None:
    assert one in said(text)


def test_who_is_told_of_between_commas_is_said_by_nobody() -> None:
    text = "Mr Okafor, whose port is full, said he had promised them a crane."
    assert len(said(text)) == 1


def test_who_runs_something_behind_the_marks_reports_nothing() -> None:
    text = "“We are cold in the hall,” said Ana Novak, who runs the team that makes the lists."
    assert said(text) == [("We are cold in the hall,", "Novak", "direct")]


def test_a_quotation_broken_by_its_cue_is_two() -> None:
    text = "“We are cold,” Olha Bondar said, “but we are not leaving.”"
    assert [(w, s) for w, s, _ in said(text)] == [
        ("We are cold,", "Bondar"),
        ("but we are not leaving.", "Bondar"),
    ]


def test_a_quotation_without_a_cue_goes_on_with_the_speaker() -> None:
    text = "“We are cold,” said Olha Bondar. “We will not leave this town.”"
    assert [s for _, s, _ in said(text)] == ["Bondar", "Bondar"]


def test_pronouns_and_it_are_resolved() -> None:
    text = "WFP cut rations. It said funds had run out. Olha Bondar wept. She said it was cruel."
    assert [s for _, s, _ in said(text)] == ["WFP", "Bondar"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry announced a package of 10 boats.",
        "He did not say how many boats would come.",
        "Mr Okafor called on donors to step up.",
        "The ship “Light of the Northern Sea” left the port.",
        "The “minister for the supply of the people” has gone.",
        "Their reports and claims and pledges were late.",
        "No aid has come since the last package, announced under Ana Novak in May: ten boats.",
        "Ana Novak, who heads the fund, announced fresh aid for the river towns.",
        "Minister Ana Novak announced this on Facebook, Ukrinform reported.",
        "The mayor's team told officials about the present state of the port.",
        "We go on helping the river towns with boats.\n\nAna Novak, Head of Press and Media",
        "We have sent all of the ten boats that our partners said Kenya needs.",
        "On Monday the embassy held an event at which the gift of ten boats was announced.",
        "It remains to be seen who will say that boats are needed, if anybody.",
    ],
)
def test_what_reports_nothing_is_no_quote(text: str) -> None:
    assert said(text) == []
