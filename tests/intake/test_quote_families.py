"""Who said what, family by family: names behind offices, relays, leads, pointers; own sentences."""

import pytest
from tests.intake.pages import Said, said

SPEAKERS = [
    ("Omar Sula, head of the Lendia Youth Council in the camp, said the move was late.", "Sula"),
    ("Meanwhile, Samir al-Basri, adviser at the Noor charity, said it was ready.", "al-Basri"),
    ("In turn, Gideon Marsh, director of aid at Pont, the network, said it was late.", "Marsh"),
    ("The co-chair of the Federation of Lendian Societies, Ana Novak, said it was late.", "Novak"),
    ("The Minister for International Development, Baroness Hill, said it was late.", "Hill"),
    ("The Council on Fair Trade said that the sum was wrong.", "Council on Fair Trade"),
    ("The aid agency (ABCD) said that the sum was wrong.", "ABCD"),
    ("The country's largest power company, VOLT, has warned that fuel is short.", "VOLT"),
    ("Opponents of the sale, above all Ana Novak, say it would cost too much.", "Novak"),
    ("According to the fund, which runs ten depots, stocks will last until June.", "fund"),
    ("Sally Marsh, Emergencies Lead at Caritas Lendia said the need was vast.", "Marsh"),
    ("Li Nan-yang (李南陽), representative to Lendia, said the gift was small.", "Li Nan-yang"),
    (
        "Jan Sula, Press Secretary of the port, named it. According to him, the load was late.",
        "Sula",
    ),
    ("According to Radio Mozambique, the fuel will be used for the rescue.", "Radio Mozambique"),
    ("Late on Sunday Peru said that it was taking up the offers.", "PER"),
    ("A report to members said that the port had been under pressure.", "report to members"),
    ("Forbes Bulgaria reported that the deal was off.", "Forbes Bulgaria"),
    ("According to the Prime Minister's press service, exports have doubled.", None),
    ("According to media reports, two of the ten boats were sunk.", "media reports"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_the_speaker_is_found_beside_what_is_put_to_the_name(
    text: str, speaker: str | None
) -> None:
    found = [s for _, s, _ in said(text)]
    assert found == [speaker or "Prime Minister's press service"]


CLAUSES = [
    (
        "A shell hit the depot, Ana Novak, the city's mayor, said on Telegram, Reuters reported.",
        ("A shell hit the depot", "Novak", "indirect"),
    ),
    (
        "Four people were hurt, the head of the district, Jan Berg, reported on Facebook.",
        ("Four people were hurt", "Berg", "indirect"),
    ),
    (
        "Jan Berg announced at a meeting in Riga, Latvia, on Friday that ten boats were bought.",
        ("ten boats were bought", "Berg", "indirect"),
    ),
    (
        "Jan Berg boasted to colleagues at the Harbour Forum that his town was first.",
        ("his town was first", "Berg", "indirect"),
    ),
    (
        "Officials in Riga concede privately that stocks are thin.",
        ("stocks are thin", "Officials", "indirect"),
    ),
    (
        "Several officials suggested Thursday's session could be the last.",
        ("Thursday's session could be the last", "officials", "indirect"),
    ),
    (
        "Jan Berg said ten boats would sail, as local papers had lately reported.",
        ("ten boats would sail", "Berg", "indirect"),
    ),
    (
        '"The boats stay here," Jan Berg said in an interview late Thursday, according to Reuters.',
        ("The boats stay here,", "Berg", "direct"),
    ),
    (
        "'Two years of war have left deep wounds' said Jan Berg, Norway's envoy.",
        ("Two years of war have left deep wounds", "Berg", "direct"),
    ),
    (
        "Half of the fund lies idle. That is according to the finance ministry.",
        ("Half of the fund lies idle", "finance ministry", "indirect"),
    ),
    (
        "Half of the fund lies idle. So the finance ministry reports in a letter to parliament.",
        ("Half of the fund lies idle", "finance ministry", "indirect"),
    ),
    (
        "Peru let it be known that ten boats had been found.",
        ("ten boats had been found", "PER", "indirect"),
    ),
    (
        'Boats for those hit by storm "Daniel" have landed, Jan Berg said.',
        ('Boats for those hit by storm "Daniel" have landed', "Berg", "indirect"),
    ),
    (
        "It is noted that two depots were hit in the night.",
        ("two depots were hit in the night", None, "indirect"),
    ),
    (
        "Ten boats have sunk, according to a statement put out on Monday by the port authority.",
        ("Ten boats have sunk", "port authority", "indirect"),
    ),
    (
        "Ten boats have sunk, according to a statement of last Sunday by Unicef.",
        ("Ten boats have sunk", "UNICEF", "indirect"),
    ),
    (
        "According to data collected by the Riga Institute, Peru has pledged most of the boats.",
        ("Peru has pledged most of the boats", "Riga Institute", "indirect"),
    ),
    (
        "By the figures of Boats For All, half of the port lies idle.",
        ("half of the port lies idle", "Boats For All", "indirect"),
    ),
    (
        'According to the "Harbour Gazette" the mayor of the town asked for ten boats.',
        ("the mayor of the town asked for ten boats", "Harbour Gazette", "indirect"),
    ),
    (
        "The breakdown shared by the finance ministry further showed that Peru sent ten boats.",
        ("Peru sent ten boats", "finance ministry", "indirect"),
    ),
    (
        "Minister Ana Novak said five boats will go to Riga, while three towns get one each.",
        ("five boats will go to Riga, while three towns get one each", "Novak", "indirect"),
    ),
    (
        "Gov. Ana Novak said ten boats would come.",
        ("ten boats would come", "Novak", "indirect"),
    ),
    (
        "Ten boats have come to the port, as the finance ministry made known on Monday.",
        ("Ten boats have come to the port", "finance ministry", "indirect"),
    ),
    (
        "Peru has stopped all boats to the north, a port source confirmed on Monday.",
        ("Peru has stopped all boats to the north", "port source", "indirect"),
    ),
    (
        "Jan Berg while thanking the donors and the embassy in Riga said that boats had come.",
        ("boats had come", "Berg", "indirect"),
    ),
    (
        "On Monday two mayors put their names under a deal, the press service of the port reports.",
        (
            "On Monday two mayors put their names under a deal",
            "press service of the port",
            "indirect",
        ),
    ),
    (
        '"We build twice as many boats.\nIt is not enough," says Vice President Jan Berg.',
        ("We build twice as many boats.\nIt is not enough,", "Berg", "direct"),
    ),
    (
        "The boats, according to Ana Novak, head of the port, were sunk by ice.",
        (
            "The boats, according to Ana Novak, head of the port, were sunk by ice",
            "Novak",
            "indirect",
        ),
    ),
    (
        "In Riga, according to the port authority, ten boats have sunk.",
        ("ten boats have sunk", "port authority", "indirect"),
    ),
    (
        "As per the port authority, ten boats have sunk.",
        ("ten boats have sunk", "port authority", "indirect"),
    ),
    (
        "“Ten boats have sunk so far,” reads the statement of the port authority.",
        ("Ten boats have sunk so far,", "port authority", "direct"),
    ),
    (
        "Ana Novak said ten boats had come, while the ministry has promised twenty.",
        ("ten boats had come, while the ministry has promised twenty", "Novak", "indirect"),
    ),
    (
        "Mayor Ana Novak said:\n\nWe have ten boats by now.\n\nBut we need more, as I said.",
        (
            "We have ten boats by now.\n\nBut we need more, as I said.",
            "Novak",
            "direct",
        ),
    ),
    (
        "Jan Berg remains confident that the boats will come.",
        ("the boats will come", "Berg", "indirect"),
    ),
]


@pytest.mark.parametrize(("text", "record"), CLAUSES)
def test_the_clause_is_read_whatever_stands_between(text: str, record: Said) -> None:
    assert said(text) == [record]


SILENT = [
    "Besides the ten boats, Peru announced the transfer of tents and trucks.",
    "In the call, which took less than an hour, all sides repeated their promises.",
    "The day after it ended, the station reported having raised ten million.",
    "Peru has announced no new gifts since its president took office in January.",
    "It is clear that the boats are a part of the gift.",
    "Having concluded that it was late, the port shut its gates.",
    "Despite promises that nobody will go hungry, Peru has asked for ten boats.",
    "Boats are needed at once, as more towns are under water and a cold winter continues.",
    "The order to stop all boats, on which Peru insisted, is criticised too.",
    "As per the plan of the port, ten boats are to be built here.",
    "Boats are needed, as the need grows and the available data shows.",
    "By the river of the north, boats are on their way, and most have come.",
    "Most lands send boats, and according to available data Peru and Chile are in front.",
    "As Ukrinform reported earlier, Peru is weighing whether to send ten boats.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_leads_a_sentence_is_no_quote(text: str) -> None:
    assert said(text) == []


def test_a_speech_over_paragraphs_opened_and_closed_once_is_one() -> None:
    text = (
        'Jan Berg wrote on X:\n\n"The boats are here.\n\nThey came by road.\n\n'
        'Each of them will save lives", the post says.\n\nThe port is open.'
    )
    ((words, speaker, mode),) = said(text)
    assert words.startswith("The boats")
    assert words.endswith("save lives")
    assert (speaker, mode) == ("Berg", "direct")


WHO = [
    ("Boats sank, the mayor Ana Novak said. All ports, according to her, give help.", "Novak"),
    (
        "According to the Riga Port, ten boats sank. According to the same source, two came back.",
        "Riga Port",
    ),
    (
        "Ten boats sank, two US officials told Reuters. Another two came back, the officials said.",
        "US officials",
    ),
    (
        "Mayor Jan Berg said that boats had come. “Ana Novak and I agree on it,” he wrote on X.",
        "Berg",
    ),
    (
        "Premier Jan Berg met Ole Lund in Riga and agreed to send boats.\n"
        "It is a gift of nine ships, according to adviser Per Holm.\n"
        '"We plan to send more of them," he told reporters. "We will send all of them soon."',
        "Holm",
    ),
    (
        '"We hope for more boats," said a French source.\n\nOn Friday the foreign ministry spoke. '
        '"We were not asked about the boats," it said in a statement.',
        "foreign ministry",
    ),
    (
        "Reuters reports that the mayor, Ana Novak, is pleased with the port, saying, "
        '"All of the boats have come by now."',
        "Novak",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), WHO)
def test_the_last_to_speak_is_who_was_meant(text: str, speaker: str) -> None:
    assert said(text)[-1][1] == speaker


def test_a_clause_goes_on_to_its_end_on_both_sides_of_its_source() -> None:
    text = "Boats sank, the mayor Ana Novak said. All ports, according to her, give help."
    assert said(text)[-1][0] == "All ports, according to her, give help"


def test_another_speaker_behind_while_ends_a_clause() -> None:
    text = "Mayor Jan Berg said boats had come, while Ana Novak added that two had sunk."
    assert [(words, who) for words, who, _ in said(text)] == [
        ("boats had come", "Berg"),
        ("two had sunk", "Novak"),
    ]
