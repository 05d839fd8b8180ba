"""Where a clause ends, and what it points back to: "By using its powers, the jets can be sent"."""

from resupply.intake.page import Page
from resupply.intake.triggers import Trigger

#: What a participle that opens a sentence stands behind.
_OPENS = frozenset(["by", "after", "when", "while", "before", "in", "since", "upon", "without"])
#: Verbs whose "them" is what was named before.
_HANDED = frozenset(
    [
        *("transfer", "send", "deliver", "hand", "give", "donate", "supply", "provide", "ship"),
        *("offer", "grant"),
    ]
)


def closed_before(page: Page, at: Trigger, begin: int, first: int, right: Trigger | None) -> bool:
    """Whether an opening participle ends before a thing that a later verb tells of.

    Args:
        page: The text.
        at: The participle.
        begin: First word of the sentence.
        first: First word of the thing.
        right: The verb behind the thing.
    """
    if right is None or at.tense != "ing" or at.nominal or at.first - begin > 1:
        return False
    if right.tense == "ing" or (right.first == right.at and right.passive):
        return False
    led = at.first == begin or page.words[begin].low in _OPENS
    comma = any(page.words[k].text == "," for k in range(at.at + 1, first))
    return led and comma and not page.actors_in(first, right.first)


def takes_them(page: Page, trigger: Trigger) -> bool:
    """Such as "has ten jets and is ready to transfer them": what was named is the object."""
    words = page.words
    if trigger.nominal or trigger.passive or trigger.lemma not in _HANDED:
        return False
    after = words[trigger.at + 1 : trigger.at + 3]
    if after and after[0].low in ("over", "out"):
        after = after[1:]
    return bool(after) and after[0].low in ("them", "it") and words[trigger.at].verb is not None
