"""Words that would be goods, and are parts of a name ("Relief, Recovery and Reform Trust Fund")."""

from collections.abc import Container, Sequence

from resupply.intake import lexicon
from resupply.intake.words import Word

#: Nouns of aid that are often parts of names.
_NOUNS = frozenset(
    ["relief", "recovery", "reconstruction", "protection", "rehabilitation", "response", "support"]
)
#: Houses whose names are written in capitals, and words that say that one is given.
_HOUSES = frozenset(["Hospital", "Clinic", "Hospitals", "Clinics"])
_GIVEN_HOUSES = frozenset(["field", "mobile", "modular", "container", "new", "military"])
#: Heads of goods that end the names of firms.
_FIRMS = frozenset(["pharmaceutical", "motor"])
#: Who holds an office.
_HOLDERS = frozenset(
    [
        *("coordinator", "commissioner", "minister", "director", "secretary", "adviser", "advisor"),
        *("chief", "representative", "spokesperson", "spokesman", "spokeswoman", "envoy"),
        *("ambassador", "manager", "officer", "chairman", "chairwoman", "president"),
    ]
)
#: Nouns that end the names of offices ("the Humanitarian Aid Commission").
_OFFICES = frozenset(
    [
        *("commission", "committee", "agency", "office", "ministry", "department", "directorate"),
        *("authority", "administration", "bureau", "council", "secretariat", "society", "cell"),
        *("mechanism", "cluster"),
    ]
)


def in_a_title(words: Sequence[Word], i: int) -> bool:
    """Whether a word is one of several capitals of a name, or only sounds like goods.

    Args:
        words: Words of the text.
        i: Index of the word; it does not open a sentence.

    Example:
        >>> from resupply.intake.words import split
        >>> said = split("the Ukraine Relief, Recovery and Reform Trust Fund")
        >>> [in_a_title(said, i) for i in (2, 4)]
        [True, True]
    """
    word = words[i]
    if word.text == "Radio" and _is_station(words, i):
        return True  # "Radio Prague", "Czech Radio"
    if i and word.low == "radar" and words[i - 1].low == "off":
        return True  # "dropped off radar"
    if not word.capital or word.low not in _NOUNS or i < 2:
        return False
    comma = words[i - 1].low in (",", "and", "&")
    before = words[i - 2] if comma else words[i - 1]
    return before.capital and not before.closed and "\n" not in word.gap


def _is_station(words: Sequence[Word], i: int) -> bool:
    """Whether "Radio" is part of the name of a station."""
    after = words[i + 1] if i + 1 < len(words) else None
    if after is not None and after.capital and after.gap == " ":
        return lexicon.singular(after.low) not in lexicon.goods_last()
    before = words[i - 1] if i else None
    return before is not None and before.capital and not before.closed and words[i].gap == " "


def is_house(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a phrase names a hospital ("the Kyiv Children's Clinical Hospital").

    Args:
        words: Words of the text.
        first: Index of the first word of the phrase.
        last: Index of the word behind it.
    """
    if words[last - 1].text not in _HOUSES:
        return False
    said = [w for w in words[max(0, first - 1) : last] if w.capital and not w.closed]
    return len(said) > 1 and not any(w.low in _GIVEN_HOUSES for w in said)


def is_holder(phrase: Sequence[Word]) -> bool:
    """Whether a phrase names who holds an office ("Emergency Relief Coordinator Tom").

    Args:
        phrase: Its words.
    """
    return any(w.capital and w.low in _HOLDERS for w in phrase[1:])


def is_title(phrase: Sequence[Word]) -> bool:
    """Whether words that are all capitals name a scheme ("Public Expenditure Support").

    Args:
        phrase: Words of a phrase that opens no sentence.
    """
    return len(phrase) > 1 and phrase[-1].low in _NOUNS and all(w.capital for w in phrase)


def is_firm(head: str, last: Word) -> bool:
    """Whether a phrase is the name of a firm ("Hikma Pharmaceuticals").

    Args:
        head: Head of the phrase, in the singular.
        last: Its last word.
    """
    return last.capital and (head in _FIRMS or last.low in _OFFICES)


def own_aid(words: Sequence[Word], at: int, names: Container[int]) -> int:
    """Index behind a name that takes in what is given ("150 tonnes of UK aid"), or 0.

    Args:
        words: Words of the text.
        at: Index of the word behind "of".
        names: Indices of the words of names.
    """
    last = at
    while last < min(at + 5, len(words)) and last in names:
        last += 1
    return last if last > at + 1 and words[last - 1].low in ("aid", "assistance") else 0


#: Ends of names that are aid where a kind of aid stands before them.
_GIFTS = frozenset(["Aid", "Assistance", "Support", "Relief", "Package", "Grant"])
_KINDS = frozenset(
    [
        *(
            "Grant",
            "Emergency",
            "Humanitarian",
            "Military",
            "Food",
            "Cash",
            "Financial",
            "Disaster",
        ),
        *("Security", "Economic", "Development", "Medical", "Budget", "Technical"),
    ]
)


def is_gift(before: str, last: str) -> bool:
    """Whether a name ends in what is given and of what kind it is ("Emergency Grant Aid")."""
    return last in _GIFTS and before in _KINDS
