"""Where speech begins and ends, who speaks, and what is no speech: sentences of our own."""

import pytest
from tests.intake.pages import Said, said

READ: list[tuple[str, list[Said]]] = [
    # a comma inside the marks ends the clause; what is added is another
    (
        "The report said that “grants would come in two parts,” adding that one was late.",
        [
            ("grants would come in two parts,", "report", "direct"),
            ("one was late", "report", "indirect"),
        ],
    ),
    (
        "Ana Novak said the plan “would hurt us all,” noting that the cabinet has no mandate.",
        [
            ("the plan “would hurt us all,”", "Novak", "mixed"),
            ("the cabinet has no mandate", "Novak", "indirect"),
        ],
    ),
    # the main clause behind the reported one
    (
        "While the drivers say they let ambulances pass, many goods that towns need are stuck.",
        [
            ("they let ambulances pass", "drivers", "indirect"),
        ],
    ),
    (
        "Although the mayor insists that water is clean, doctors see more cases each week.",
        [
            ("water is clean", "mayor", "indirect"),
        ],
    ),
    (
        "While officials in Nairobi say that rains will come, herders leave, and towns wait.",
        [
            ("rains will come", "officials", "indirect"),
        ],
    ),
    (
        "Novak said that boats, tents and stoves are late, while crews wait.",
        [
            ("boats, tents and stoves are late, while crews wait", "Novak", "indirect"),
        ],
    ),
    # speech signed in the line below, or set off by a dash
    (
        "Novak spoke.\n\nWe thank our friends for the ten boats they sent\n\n- wrote Ana Novak.",
        [
            ("We thank our friends for the ten boats they sent", "Novak", "direct"),
        ],
    ),
    (
        "– We will not forget this. More boats are coming, writes the Kenyan Ministry of Defence.",
        [
            (
                "We will not forget this. More boats are coming",
                "Kenyan Ministry of Defence",
                "direct",
            ),
        ],
    ),
    (
        "– We will send ten boats, says Ana Novak, who is minister of defence.",
        [
            ("We will send ten boats", "Novak", "direct"),
        ],
    ),
    # marks that a page has lost, or glued to the word before
    (
        'The port is open, and ten ships are in. We are glad," said the minister Ana Novak.',
        [
            ("The port is open, and ten ships are in. We are glad,", "Novak", "direct"),
        ],
    ),
    (
        'It rained on Monday."We will go on helping Kenya," the minister Ana Novak said.',
        [
            ("We will go on helping Kenya,", "Novak", "direct"),
        ],
    ),
    # hearers, rulings, phrases between the verb and its clause
    (
        "The mayor told his Peruvian colleague that boats were on the way.",
        [
            ("boats were on the way", "mayor", "indirect"),
        ],
    ),
    (
        "On Friday, the Supreme Court of Kenya ruled that the state must pay the farmers.",
        [
            ("the state must pay the farmers", "Supreme Court of Kenya", "indirect"),
        ],
    ),
    (
        "Jan Berg told reporters after the closed-door session that the house was divided.",
        [
            ("the house was divided", "Berg", "indirect"),
        ],
    ),
    # who speaks
    (
        "The road is open, Ana Novak, a farmer from Riga, said.",
        [
            ("The road is open", "Novak", "indirect"),
        ],
    ),
    (
        "Aid fell by a third, a new report of the Oslo Institute, a research body, says.",
        [
            ("Aid fell by a third", "Oslo Institute", "indirect"),
        ],
    ),
    (
        "A Harbour Watch (HW) report notes that 20 people were hurt.",
        [
            ("20 people were hurt", "HW", "indirect"),
        ],
    ),
    (
        "The gift was praised by the mayor, noting that it would help the whole town.",
        [
            ("it would help the whole town", "mayor", "indirect"),
        ],
    ),
    (
        "“Last night ten boats reached us,” the ministry's official account on X wrote.",
        [
            ("Last night ten boats reached us,", "ministry", "direct"),
        ],
    ),
    (
        "Kenya has blocked the plan to send boats, according to documents seen by the paper.",
        [
            ("Kenya has blocked the plan to send boats", "documents", "indirect"),
        ],
    ),
    (
        "Kenya will pay for the boats, as reported yesterday by the Harbour Agency.",
        [
            ("Kenya will pay for the boats", "Harbour Agency", "indirect"),
        ],
    ),
    (
        "Aid groups in the worst-hit areas of Kenya said tents were short.",
        [
            ("tents were short", "Aid groups", "indirect"),
        ],
    ),
    (
        "Farmers around Lake Chad said the rains had failed.",
        [
            ("the rains had failed", "Farmers", "indirect"),
        ],
    ),
    (
        "People in the northern districts of Kenya say they have no water.",
        [
            ("they have no water", "People", "indirect"),
        ],
    ),
    (
        "The presidents of Kenya and Peru said they would build a port.",
        [
            ("they would build a port", "presidents of Kenya and Peru", "indirect"),
        ],
    ),
    (
        "“We need donors today,” said in a statement the director of the port, Ana Novak.",
        [
            ("We need donors today,", "Novak", "direct"),
        ],
    ),
    (
        "“We stand in line,” said 65 year old Uncle Halil.",
        [
            ("We stand in line,", "Uncle Halil", "direct"),
        ],
    ),
    # inverted, with a day between; who goes on to say more
    (
        "Kenya has received ten boats, said on Thursday the minister, Ana Novak.",
        [("Kenya has received ten boats", "Novak", "indirect")],
    ),
    (
        "Some 3 million children need help, UNICEF says, and warns that stocks are low.",
        [
            ("Some 3 million children need help", "UNICEF", "indirect"),
            ("stocks are low", "UNICEF", "indirect"),
        ],
    ),
    (
        "The wells are dry, the mayor said on Monday, and added that rains were far off.",
        [
            ("The wells are dry", "mayor", "indirect"),
            ("rains were far off", "mayor", "indirect"),
        ],
    ),
    (
        "The relief office reports over 20,000 people have fled.",
        [("over 20,000 people have fled", "relief office", "indirect")],
    ),
    # a dash behind closed marks; papers; whoever reported this at the head of a page
    (
        "“We are glad of the boats.” – says the minister Ana Novak.",
        [("We are glad of the boats.", "Novak", "direct")],
    ),
    (
        "Under the agreement, “the Kenyan party shall hand over ten boats with their crews.”",
        [
            (
                "the Kenyan party shall hand over ten boats with their crews.",
                "agreement",
                "direct",
            ),
        ],
    ),
    (
        "The Riga council reported this on Telegram.\n\n“Ten boats came,” the statement reads.",
        [("Ten boats came,", "Riga council", "direct")],
    ),
    (
        "Jan Berg met Ana Novak in Riga. The latter said boats were late.",
        [("boats were late", "Novak", "indirect")],
    ),
    # what the writer adds
    (
        "Russia's defence ministry claimed that it had hit ten boats, a claim Kyiv denied.",
        [("it had hit ten boats", "Russia's defence ministry", "indirect")],
    ),
    (
        "The minister said that the boats had come, thanking Peru for its help.",
        [("the boats had come", "minister", "indirect")],
    ),
    (
        "Many in the town say the road is shut.",
        [("the road is shut", "Many", "indirect")],
    ),
    # a paragraph that points to the one above
    (
        "Ten boats came to the port.\n\nAna Novak announced this on Telegram, Reuters reports.",
        [
            ("Ten boats came to the port", "Novak", "indirect"),
        ],
    ),
    (
        "Ten boats came to the port.\n\nAna Novak spoke about this in her evening address.",
        [
            ("Ten boats came to the port", "Novak", "indirect"),
        ],
    ),
]

#: A verb of saying, and no clause behind it.
NOTHING = [
    "Berg acknowledged the efforts of Kenya in hosting talks, where it was said that all had paid.",
    "Berg stressed the urgent need to rebuild the port that was hit in June.",
    "The envoy noted the progress made by the two countries, which are building a bridge.",
    "The minister confirmed the delivery of ten boats that had been promised in May.",
    "The president highlighted the role of Jordan, where many refugees are living.",
    "Mr Novak also briefed Ms Berg on talks he had with donors last week.",
    "The minister ruled out that troops would be sent.",
    "The rules that govern the port are old.",
    "The office reports were late and people have fled.",
    "Kenya will send ten boats, promised in May by the minister.",
    "Novak told the story that won her the prize.",
    "Having greeted each other, the two ministers noted with satisfaction the good state of trade.",
    "As the region answers the call for help, the group met today and pledged tents.",
    "The list of goods:\n\nten boats and a large crane for the port\n\n- provided by Kenya.",
]

PLAIN = [
    ("Novak acknowledged the delay was painful.", "the delay was painful"),
    (
        "Novak stressed the roads that were hit have no bridges.",
        "the roads that were hit have no bridges",
    ),
    (
        "Novak noted the two sides had agreed on a corridor.",
        "the two sides had agreed on a corridor",
    ),
    ("As the minister stressed, the road is open.", "the road is open"),
    (
        "Having no boats means the town is cut off, Novak said.",
        "Having no boats means the town is cut off",
    ),
    ('The boats carry a 12" gun, Ana Novak said.', 'The boats carry a 12" gun'),
]


@pytest.mark.parametrize(("text", "wanted"), READ)
def test_edges_and_speakers(text: str, wanted: list[Said]) -> None:
    """All that is said in a text, by whom, and how it is told."""
    assert said(text) == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_no_clause_is_reported(text: str) -> None:
    """A noun, a ruling out or a story is no reported clause."""
    assert said(text) == []


@pytest.mark.parametrize(("text", "words"), PLAIN)
def test_near_ones_are_read(text: str, words: str) -> None:
    """What stands close to these and is a clause after all."""
    assert [s[0] for s in said(text)] == [words]


def test_a_wire_service_is_the_outlet_named_before() -> None:
    """As in "Reuters withdrew an article. ..., the wire service stated."."""
    text = "Reuters withdrew an article.\n\n“We have deleted the post,” the wire service stated."
    assert [s[1] for s in said(text)] == ["Reuters"]


def test_a_heading_glued_to_a_sentence_is_no_part_of_speech() -> None:
    """As in "in October.Read also: ..."."""
    text = "Ana Novak said the sum would grow in October.Read also: Harvest fails, Oslo says"
    assert [s[0] for s in said(text)] == ["the sum would grow in October"]
