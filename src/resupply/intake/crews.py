"""Members of a team that is sent as help: "118 personnel of the Korea Disaster Relief Team"."""

from collections.abc import Sequence

from resupply.intake import lexicon
from resupply.intake.words import Word

#: What a body of helpers is called.
_BODIES = frozenset(
    [
        *("team", "unit", "force", "service", "corps", "brigade", "group", "agency", "squad"),
        *("department", "protection", "defence", "defense", "crescent", "cross", "contingent"),
    ]
)
#: Words that say that it helps.
_HELPS = lexicon.words("items.relieving") | {"civil", "fire", "red", "rescuers", "assistance"}
#: Small words inside its name.
_SMALL = frozenset(["and", "for", "of", "the", "&"])
#: Words of the longest name.
_LONGEST = 10


def behind(words: Sequence[Word], at: int) -> int:
    """Index behind "of the ... Team" that begins with a word, or 0.

    Args:
        words: Words of the text.
        at: Index of the word behind the people.

    Example:
        >>> from resupply.intake.words import split
        >>> behind(split("of the Norwegian Disaster Relief Team left"), 0)
        6
        >>> behind(split("of the team"), 0)
        0
    """
    if at + 2 >= len(words) or words[at].low != "of":
        return 0
    last, helps = 0, False
    for k in range(at + 1, min(at + 2 + _LONGEST, len(words))):
        word = words[k]
        small = word.low in _SMALL or (k == at + 1 and word.closed == "determiner")
        if word.is_sign or (word.closed and not small) or word.verb or "\n" in word.gap:
            break
        if not (small or word.capital or word.low in _HELPS or word.low in _BODIES):
            break
        helps = helps or word.low in _HELPS
        if helps and word.low in _BODIES and not word.possessive:
            last = k + 1
    return last
