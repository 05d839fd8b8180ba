"""Words that say which kind and share one head: "chemical, biological and nuclear equipment"."""

from collections.abc import Sequence

from resupply.intake import lexicon
from resupply.intake.words import Word

#: Endings of adjectives that say which kind.
_ADJECTIVE = ("ing", "ic", "al", "ive", "ary", "ical")
#: The same, where no noun of a thing or deed ends so ("clothing", "funding" do).
_PURE = ("ic", "al", "ive", "ary", "ical", "ear", "ous", "ronic")
#: Nouns that end like such adjectives.
_NOUNS = lexicon.words("kinds.nouns")
_PLAIN = lexicon.words("kinds.plain")
_PAIRS = lexicon.words("items.pairs")
#: Heads of goods that may also say which kind of goods.
_ALSO_KINDS = frozenset(["strike", "attack", "combat"])
#: Goods that with another word say which kind ("water and sanitation equipment").
_WITH = frozenset({("water", "sanitation"), ("communications", "surveillance")})
#: Words of the longest list of kinds, and from its "and" to the head.
_FAR, _NEAR = 12, 4


def joins(words: Sequence[Word], i: int, k: int, is_head: bool) -> bool:
    """Whether "and" at word `k` joins kinds: "105mm and 203mm rounds", "medical and food aid".

    Args:
        words: Words of the text.
        i: Index of the first word of the phrase.
        k: Index of the "and" or "or".
        is_head: Whether goods end with the word before.
    """
    if k + 2 >= len(words):
        return False
    before, after, next_ = words[k - 1], words[k + 1], words[k + 2]
    said = {w.low for w in words[i:k]}
    if "," in said and not said & {"and", "or"}:
        return True  # the list of kinds ends
    if is_head and not (before.low in _ALSO_KINDS or (before.low, after.low) in _WITH):
        return False
    if after.closed or after.is_sign or after.verb or next_.is_sign:
        return False
    alike = before.low[-3:] == after.low[-3:] or ("-" in before.text and "-" in after.text)
    digits = any(c.isdigit() for c in before.text) and any(c.isdigit() for c in after.text)
    kinds = before.low.endswith(_ADJECTIVE) and after.low.endswith(_ADJECTIVE)
    if alike or digits or kinds or before.low in _PAIRS:
        return True
    return _is_adjective(before) and _leads_to_goods(words, k + 1)


def lists(words: Sequence[Word], i: int, k: int) -> bool:
    """Whether the comma at word `k` stands in a list of kinds, the first of them an adjective.

    Args:
        words: Words of the text.
        i: Index of the first word of the phrase.
        k: Index of the comma.

    Example:
        >>> from resupply.intake.words import split
        >>> lists(split("chemical, biological and nuclear protection equipment"), 0, 1)
        True
        >>> lists(split("medical, and tents"), 0, 1)
        False
    """
    first = k - 1
    while first - 2 >= i and words[first - 1].text == ",":
        first -= 2
    if not _is_adjective(words[first]):
        return False
    for n in range(k + 1, min(k + _FAR, len(words) - 1)):
        word, after = words[n], words[n + 1]
        if word.low in ("and", "or"):
            return _leads_to_goods(words, n + 1)
        if word.text == ",":
            continue
        if word.closed or word.is_sign or word.verb or not word.text[0].islower():
            return False
        if after.text != "," and after.low not in ("and", "or"):
            return False
    return False


def _is_adjective(word: Word) -> bool:
    """Whether a word can only say which kind ("medical", "nuclear")."""
    plain = word.text.islower() and not (word.closed or word.verb or word.possessive)
    if not plain or word.low in _NOUNS:
        return False
    if word.low in _PLAIN:
        return True
    if not word.low.endswith(_PURE):
        return False
    return not lexicon.goods().get((word.low,)) and word.low not in lexicon.deeds()


def _leads_to_goods(words: Sequence[Word], first: int) -> bool:
    """Whether a kind and then its head stand from word `first` on ("nuclear safety gear")."""
    for n in range(first, min(first + _NEAR, len(words))):
        word = words[n]
        if word.closed or word.is_sign or word.verb or not word.text[0].islower():
            return False
        if n == first and _is_many(word):
            return False  # "medical and tents"
        if n > first and lexicon.singular(word.low) in lexicon.goods_last():
            return True
    return False


def _is_many(word: Word) -> bool:
    one = lexicon.singular(word.low)
    return one != word.low and (one,) in lexicon.goods()
