"""Numbers that are not told: "tens of thousands of", "an unknown number of", "various types of"."""

from collections.abc import Sequence

from resupply.intake.words import Word

#: What stands for a number that is not told.
MANY = frozenset(
    [
        *("dozens", "hundreds", "thousands", "scores", "tens", "millions", "several", "some"),
        *("many", "lots", "plenty"),
    ]
)
#: Such as "an undisclosed number of trucks".
_UNTOLD = frozenset(["number", "amount", "quantity", "variety", "array"])
#: Such as "various types of radars".
_SORTS = frozenset(["types", "kinds", "sorts", "models", "categories", "forms", "brands"])
_VARIOUS = frozenset(["various", "different", "several", "many", "other", "all", "some", "diverse"])


def begin(words: Sequence[Word], i: int) -> int:
    """Index of the word with which goods begin that word `i` names.

    Args:
        words: Words of the text.
        i: Index of the first word of the goods.

    Example:
        >>> from resupply.intake.words import split
        >>> said = split("sent tens of thousands of jackets")
        >>> begin(said, 5)
        1
        >>> begin(split("of tents"), 1)
        1
    """
    if i < 2 or words[i - 1].low != "of":
        return i
    before = words[i - 2].low
    if before in MANY:
        tens = i >= 4 and words[i - 3].low == "of" and words[i - 4].low in MANY
        return i - 4 if tens else i - 2
    if before in _SORTS:
        return i - 2 - (i > 2 and words[i - 3].low in _VARIOUS)
    if before in _UNTOLD and i >= 4:
        first = i - 3 if words[i - 3].low in ("a", "an") else i - 4
        return first if words[first].low in ("a", "an") else i
    return i
