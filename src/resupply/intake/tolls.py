"""What a disaster or a war took: houses damaged, cattle drowned, people displaced.

Such counts stand in lists as gifts do. What tells them apart are the words right before and behind
the list.
"""

import re

from resupply.intake import rx
from resupply.intake.page import Page
from resupply.intake.things import Thing

_HOW = r"(?:(?:badly|partly|partially|completely|severely|totally|either|also|heavily)\s+)?"
_DONE = (
    r"(?:damaged|destroyed|drowned|killed|injured|wounded|flooded|submerged|swept\s+away|collapsed"
    r"|ruined|burn(?:ed|t)|inundated|washed\s+away|flattened|razed|wiped\s+out|perished|died|lost"
    r"|dead|missing)\b"
)
#: More of a list: ", 550 health facilities and 805 schools".
_MORE = (
    r"(?:\s*(?:,|and|or|,\s+and)\s+(?:about\s+|some\s+|nearly\s+|over\s+|more\s+than\s+|another\s+"
    r"|an\s+estimated\s+|at\s+least\s+)?[\d,.]+(?:\s(?:thousand|million))?\s+[a-z][\w’' -]{1,40}?)"
)
_BEHIND = rx.compile(
    _MORE + r"{0,4}\s+(?:(?:were|was|are|is|have\s+been|had\s+been|has\s+been)\s+)?" + _HOW + _DONE
)
_BEFORE = rx.compile(
    r"\b(?:damag|destroy|flood|ruin|kill|injur|flatten|drown|raz|inundat|submerg)(?:ed|ing|es|s)\s+"
    r"(?:or\s+\w+ed\s+)?(?:(?:more|less)\s+than\s+|about\s+|over\s+|nearly\s+|some\s+|around\s+"
    r"|at\s+least\s+|an\s+estimated\s+|almost\s+|up\s+to\s+)*$"
)
#: Behind a number that has no noun of its own: those it counts were named before.
_WHERE = rx.compile(r"\s+(?:in\s+[A-Z]|internally\b|displaced\b|others\b|of\s+them\b)")
_PEOPLE = rx.compile(
    r"\b(?:people|persons|children|women|refugees|families|households|residents|civilians"
    r"|displaced|insecure|fle(?:d|eing)|uprooted|homeless)\b",
    re.IGNORECASE,
)
_LEAST = 1000


def is_toll(page: Page, thing: Thing) -> bool:
    """Whether a count is of what was destroyed, or of people.

    Args:
        page: The text.
        thing: Goods or a number.
    """
    if thing.money or not thing.values:
        return False
    text = page.text
    if _BEHIND.match(text, thing.end) or _BEFORE.search(
        text, max(0, thing.start - 60), thing.start
    ):
        return True
    if thing.item or thing.unit or thing.values[0] < _LEAST or not _WHERE.match(text, thing.end):
        return False
    begin, end = page.sentence(thing.first)
    return bool(_PEOPLE.search(page.said(begin, end)))
