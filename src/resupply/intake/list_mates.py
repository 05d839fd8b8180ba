"""Goods that no list of words knows, in a list of goods: "tents, sleeping mats and blankets"."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from resupply.intake import lexicon
from resupply.intake.items import Phrase
from resupply.intake.things import Thing
from resupply.intake.words import Word

#: Abstract nouns that end lists of goods and are none.
_ABSTRACT = frozenset(["thank", "wish", "other", "need", "effort", "plan", "hope", "reform"])


def add(
    text: str,
    words: Sequence[Word],
    things: list[Thing],
    phrase: Callable[[int], Phrase | None],
    names: frozenset[int],
) -> list[Thing]:
    """The things of a text with the unknown plurals that stand in a list of known goods.

    Args:
        text: Any text.
        words: Words of the text.
        things: What is known, in order.
        phrase: Reads the noun phrase that begins at a word.
        names: Words that belong to names.
    """
    starts = {t.first for t in things}
    out = list(things)
    for n, thing in enumerate(things):
        at = thing.last
        if thing.sort != "goods" or not thing.item or not _joins(words, at):
            continue
        first = at + 1 + (words[at].text == "," and words[at + 1].low == "and")
        if first in starts or first in names or first >= len(words):
            continue
        found = phrase(first)
        if found is None or not _is_plural(words, found, names):
            continue
        before = n > 0 and things[n - 1].sort == "goods" and _next_to(words, things[n - 1], thing)
        after = bisect_left(things, found.last, key=lambda t: t.first)
        behind = after < len(things) and things[after].first - found.last <= 2
        if before or (behind and things[after].sort == "goods" and _joins(words, found.last)):
            out.append(_made(text, words, found))
    return sorted(out, key=lambda t: t.first) if len(out) > len(things) else out


def _joins(words: Sequence[Word], at: int) -> bool:
    """Whether a comma or "and" leads to one more of a list."""
    return at + 1 < len(words) and words[at].low in (",", "and") and words[at + 1].gap == " "


def _next_to(words: Sequence[Word], one: Thing, other: Thing) -> bool:
    return other.first - one.last <= 2 and words[one.last].low in (",", "and")


def _is_plural(words: Sequence[Word], found: Phrase, names: frozenset[int]) -> bool:
    """Whether a phrase is an unknown plural that ends where an entry of a list may end."""
    said = words[found.first : found.last]
    plural = said[-1].low.endswith("s") and not said[-1].low.endswith(("ss", "us", "is"))
    plain = all(w.text.islower() and not w.closed and not w.verb for w in said)
    if found.sort != "unknown" or not plural or not plain or len(said) > 3:
        return False
    if found.head in _ABSTRACT or found.head in lexicon.deeds() or found.head in lexicon.verbs():
        return False
    if any(i in names for i in range(found.first, found.last)):
        return False
    after = words[found.last] if found.last < len(words) else None
    return (
        after is None or after.text in ",.;" or after.closed == "preposition" or after.low == "and"
    )


def _made(text: str, words: Sequence[Word], found: Phrase) -> Thing:
    start, end = words[found.first].start, words[found.last - 1].end
    return Thing(
        *(start, end, found.first, found.last, "goods"),
        item=text[start:end],
        item_span=(start, end),
        head=found.head,
    )
