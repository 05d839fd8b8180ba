"""Speech: papers that state, names of a body's people, pointers back, what is no verb of saying."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


def _quotes(text: str) -> list[tuple[str | None, str]]:
    """Speaker and words of every quote of a text."""
    found = reader.read(Document(id="t", text=text, published="2024-03-14")).records
    return [(r.fields.get("speaker"), text[r.start : r.end]) for r in found if r.kind == "quote"]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "The bridge will stay shut for a month, a news release issued here said.",
            "news release",
            "The bridge will stay shut for a month",
        ),
        (
            "Two boats carried the tents to the island, the mission's statement of June 3 says.",
            "mission",
            "Two boats carried the tents to the island",
        ),
        (
            "The road is shut for the winter, Ana Novak of Riga's port authority told the paper.",
            "Novak",
            "The road is shut for the winter",
        ),
        (
            "Rutte conveyed that the alliance remains ready to help.",
            "Rutte",
            "the alliance remains ready to help",
        ),
        (
            "According to Borrell, however, the new shells are far from enough.",
            "Borrell",
            "the new shells are far from enough",
        ),
        (
            "The second batch is on its way to the coast. So reported the Ministry of Health.",
            "Ministry of Health",
            "The second batch is on its way to the coast",
        ),
        (
            "Oslo has set aside ten million euros for boats.\n\nMinister Jan Berg said so "
            "in a post on X, Ukrinform reports.",
            "Berg",
            "Oslo has set aside ten million euros for boats",
        ),
        (
            "Oslo has set aside ten million euros for boats.\n\nThis follows from a statement of "
            "the Ministry of Finance, Ukrinform reports.",
            "Ministry of Finance",
            "Oslo has set aside ten million euros for boats",
        ),
        (
            "By the end of the week, added the press service, the town will be given ten pumps.",
            "press service",
            "By the end of the week, added the press service, the town will be given ten pumps",
        ),
        (
            "Anders Holm, research director at the Nord Institute and lead author of its survey, "
            'told Euronews: "The distance seems to play a part in it."',
            "Holm",
            "The distance seems to play a part in it.",
        ),
    ],
)
def test_who_says_it(text: str, speaker: str, words: str) -> None:
    """The clause is found, and who said it."""
    found = _quotes(text)
    assert any(w == words and s is not None and speaker in s for s, w in found), found


@pytest.mark.parametrize(
    "text",
    [
        "An estimated 140 million dollars is needed in all for the coming year.",
        "However, the plan may fail, as the growing debt adds to the risk of delay.",
        "Read also: Harvest fails in the south, Oslo says",
        "They left after fierce clashes, which showed that they need better boats.",
        "He stressed the urgent need for resources.",
        "Whether the bill, which would unlock the money, will pass is unclear as the quarrel goes "
        "on.",
    ],
)
def test_nobody_says_it(text: str) -> None:
    """What only looks like a verb of saying reports nothing."""
    assert _quotes(text) == []


def test_the_paragraph_above_says_who() -> None:
    """A paragraph that ends in "said:" tells whose words stand below it."""
    text = (
        "Liz Truss spoke at the summit in London.\n\nElena Winter, Executive Director at British & "
        'Irish Agencies Group (BIAG), said:\n\n"The failure to meet this target is a catastrophe '
        'for all the people there."'
    )
    assert [s for s, _ in _quotes(text)] == ["Winter"] or "Winter" in str(_quotes(text)[0][0])


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "In the ministry's words, the boats are already on their way.",
            "ministry",
            "the boats are already on their way",
        ),
        (
            "As the governor put it, the town has been left without water.",
            "governor",
            "the town has been left without water",
        ),
        (
            "Minister Ana Novak warned donors that the stocks would run out by May.",
            "Novak",
            "the stocks would run out by May",
        ),
        (
            "Minister Ana Novak did not rule out that more boats would follow.",
            "Novak",
            "more boats would follow",
        ),
        (
            "Pakistan said it should be able to bear half of it but begged the world to pay more.",
            "PAK",
            "it should be able to bear half of it",
        ),
        (
            "Minister Ana Novak said the boats would come soon, but did not name the givers.",
            "Novak",
            "the boats would come soon",
        ),
    ],
)
def test_where_it_begins_and_ends(text: str, speaker: str, words: str) -> None:
    """Hearers stand before the clause, and what the speaker did next behind it."""
    assert _quotes(text) == [(speaker, words)]
