"""Who said what, as pages of news and ministries put it; in sentences of our own."""

import pytest
from tests.intake.pages import Said, said


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (
            "Tents came at last, the ministry said in its note on the quakes that struck us.",
            ("Tents came at last", "ministry", "indirect"),
        ),
        (
            "Boats are late because of ice, its head Jan Berg told us, writes BNS.",
            ("Boats are late because of ice", "Berg", "indirect"),
        ),
        (
            "Minister Ana Novak said this was a good sign for the river towns.",
            ("this was a good sign for the river towns", "Novak", "indirect"),
        ),
        (
            "Mr Okafor said crews in the delta work day and night but still bring bread to all.",
            (
                "crews in the delta work day and night but still bring bread to all",
                "Okafor",
                "indirect",
            ),
        ),
        (
            "Ana Novak said Latvia intends to appeal the order.",
            ("Latvia intends to appeal the order", "Novak", "indirect"),
        ),
        (
            "Boats will come in May, the head of the port, Jan Berg, has said.",
            ("Boats will come in May", "Berg", "indirect"),
        ),
        (
            "The director Jan Berg runs it. According to the head of the firm, boats have to wait.",
            ("boats have to wait", "Berg", "indirect"),
        ),
        (
            "Boats came, Latvia's Ministry of Defence says. The ministry added that ice has gone.",
            ("ice has gone", "Latvia's Ministry of Defence", "indirect"),
        ),
        (
            "Minister Ana Novak spoke. The road is shut, a minister said.",
            ("The road is shut", "minister", "indirect"),
        ),
        (
            'Mr Okafor said "in essence" the cost was paid by the port.',
            ('"in essence" the cost was paid by the port', "Okafor", "mixed"),
        ),
        (
            "Mr Okafor recalled recent reports that boats were sent back.",
            ("boats were sent back", "Okafor", "indirect"),
        ),
        (
            "“We are cold,” Jan Berg said at a briefing in Riga, a BNS correspondent reports.",
            ("We are cold,", "Berg", "direct"),
        ),
        (
            '"This is a clear sign to us all," the statement quoted Novak as saying.',
            ("This is a clear sign to us all,", "Novak", "direct"),
        ),
        (
            "Apart from boats bought here, said Jan Berg, WFP will have tents.",
            (
                "Apart from boats bought here, said Jan Berg, WFP will have tents",
                "Berg",
                "indirect",
            ),
        ),
        (
            "Speaking in Riga, Tomson Ozol, its spokesperson said that boats were late.",
            ("boats were late", "Tomson Ozol", "indirect"),
        ),
        (
            "Minister James Cleverly also stressed that boats would come.",
            ("boats would come", "Cleverly", "indirect"),
        ),
        (
            "“We are cold,” said the director of the port in North Sinai, Dr Khaled Ozol.",
            ("We are cold,", "Ozol", "direct"),
        ),
        (
            "“We are cold,” said Ministry of Boats spokesman Brig. Gen. Jan Berg.",
            ("We are cold,", "Berg", "direct"),
        ),
        (
            "“We are very grateful,” said June Kunugi, who runs it.",
            ("We are very grateful,", "June Kunugi", "direct"),
        ),
        (
            '"We have to dig deep," Sen. Mark Warner (D - Virginia) said.',
            ("We have to dig deep,", "Warner", "direct"),
        ),
        (
            "The firm's CEO Jan Berg runs it. The company boss added that boats are sold out.",
            ("boats are sold out", "Berg", "indirect"),
        ),
        (
            "Ana Novak, Representative for Trade and Security Policy, said: “We have no boats.”",
            ("We have no boats.", "Novak", "direct"),
        ),
        (
            "WFP said in a statement issued in Riga that half of the wells are dry.",
            ("half of the wells are dry", "WFP", "indirect"),
        ),
        (
            "The boats will be sold to three towns by the state, reported Riga Page.",
            ("The boats will be sold to three towns by the state", "Riga Page", "indirect"),
        ),
        (
            "“We are cold,” The Post quoted Novak, who met him in Riga, as saying.",
            ("We are cold,", "Novak", "direct"),
        ),
        (
            "Boats will come by May, Chinese ambassador Guo Shaochun said.",
            ("Boats will come by May", "Guo", "indirect"),
        ),
        (
            "Latvia will, Ana Novak said, send ten boats to the river.",
            ("Latvia will, Ana Novak said, send ten boats to the river", "Novak", "indirect"),
        ),
        (
            "Minister Jan Berg said no.\n\nQuotes attributable to Ana Novak:\n\n“We do go on.”",
            ("We do go on.", "Novak", "direct"),
        ),
        (
            "– Boats came in May. We are glad, says Minister Ana Novak.",
            ("Boats came in May. We are glad", "Novak", "direct"),
        ),
        ("– We will help for long, Ana Novak says.", ("We will help for long", "Novak", "direct")),
        (
            '"Boats are a good sign to us" - President',
            ("Boats are a good sign to us", "President", "direct"),
        ),
        (
            'Ana Novak told Baltia\'s "Face the River" that boats were late.',
            ("boats were late", "Novak", "indirect"),
        ),
        (
            "“I doubt that he will do it,” Rep. Jan Berg, D-Conn., the top man there, told us.",
            ("I doubt that he will do it,", "Berg", "direct"),
        ),
        (
            "Ana Novak wrote on Facebook: We thank our friends for the boats.",
            ("We thank our friends for the boats", "Novak", "direct"),
        ),
        (
            "Ten boats came to the port. This is stated in the firm's press release, BNS informs.",
            ("Ten boats came to the port", "firm", "indirect"),
        ),
        (
            "Word from the ministry, however, was that boats have to wait.",
            ("boats have to wait", "ministry", "indirect"),
        ),
        (
            "Riga's position is that no boats will be sold.",
            ("no boats will be sold", "LVA", "indirect"),
        ),
        (
            "The Institute for the Study of Rivers assessed that boats would be late.",
            ("boats would be late", "Institute for the Study of Rivers", "indirect"),
        ),
        (
            "Boats must come sooner to us – port chief",
            ("Boats must come sooner to us", "port chief", "indirect"),
        ),
    ],
)
def test_who_said_it_on_pages(text: str, one: Said) -> None:
    assert one in said(text)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (
            "Exports fell by a third, according to figures released on Monday by the Riga Bank.",
            ("Exports fell by a third", "Riga Bank", "indirect"),
        ),
        (
            "According to a new study from SIPRI, orders of boats doubled.",
            ("orders of boats doubled", "SIPRI", "indirect"),
        ),
        (
            "Data from the Riga Institute show that orders of boats doubled.",
            ("orders of boats doubled", "Riga Institute", "indirect"),
        ),
        (
            'Minister Ana Novak stressed that "the river has to be dredged before May".',
            ("the river has to be dredged before May", "Novak", "direct"),
        ),
        (
            "Okafor said she’s seen more boats on the river than last year.",
            ("she’s seen more boats on the river than last year", "Okafor", "indirect"),
        ),
        (
            "Ana Novak MP said the river towns had been forgotten.",
            ("the river towns had been forgotten", "Novak", "indirect"),
        ),
    ],
)
def test_papers_and_marks(text: str, one: Said) -> None:
    assert said(text) == [one]


def test_speech_that_is_closed_a_paragraph_later() -> None:
    text = (
        '"The river has been shut for a week.\n\n'
        'We will open it before the ice comes," Minister Ana Novak said.'
    )
    assert [(who, mode) for _, who, mode in said(text)] == [("Novak", "direct")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Peru comes next – the port has promised a dozen boats – followed by Chile.",
        "Oslo talks could be the last, as Norway announces new boats and Kenya waits",
        "This seems to mean the number of crates, suggesting that 40 crates were sent to the port.",
    ],
)
def test_nobody_says_so(text: str) -> None:
    assert said(text) == []
