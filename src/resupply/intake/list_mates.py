"""Goods that no list of words knows, in a list of goods: "tents, sleeping mats and blankets".

Beside one known thing an unknown plural between two is one more. A list that names two known things
says what it lists: all that stands between its commas is of the same sort, plural or not
("blasting caps, detonating cord, generators and transport").
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from resupply.intake import lexicon
from resupply.intake.items import RELIEVERS, Phrase
from resupply.intake.things import Thing
from resupply.intake.words import Word

#: Abstract nouns that end lists of goods and are none.
_ABSTRACT = frozenset(
    {
        *("thank", "wish", "other", "need", "effort", "plan", "hope", "reform", "more", "freedom"),
        *("security", "peace", "democracy", "sovereignty", "independence", "victory", "courage"),
    }
)
#: Plurals that count what follows.
_MANY = frozenset(["dozens", "hundreds", "thousands", "scores", "tens", "millions", "lots", "etc"])
#: What may stand before an entry ("pumps, a cable cart and many tools").
_A = frozenset(["a", "an", "some", "many", "various"])
#: Known things that make a list one of goods, and words of an unknown entry.
_KNOWN_MIN, _WORDS_MAX = 2, 4


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
        if found is None or not (
            _is_plural(words, found, names) or _are_helpers(words, thing, found)
        ):
            continue
        before = n > 0 and things[n - 1].sort == "goods" and _next_to(words, things[n - 1], thing)
        after = bisect_left(things, found.last, key=lambda t: t.first)
        behind = after < len(things) and things[after].first - found.last <= 2
        if before or (behind and things[after].sort == "goods" and _joins(words, found.last)):
            out.append(_made(text, words, found))
    for run in _runs(words, out, phrase, names):
        out += [_made(text, words, found) for found in run]
    return sorted(out, key=lambda t: t.first) if len(out) > len(things) else out


def _runs(
    words: Sequence[Word],
    things: Sequence[Thing],
    phrase: Callable[[int], Phrase | None],
    names: frozenset[int],
) -> Iterator[list[Phrase]]:
    """The unknown entries of each list that names two known goods or more."""
    starts = {t.first: t for t in things}
    seen: set[int] = set()
    for thing in sorted(things, key=lambda t: t.first):
        if thing.first in seen or not _is_goods(thing):
            continue
        known, found, at = 1, list[Phrase](), thing.last
        seen.add(thing.first)
        while (first := _entry(words, at)) is not None:
            held = starts.get(first)
            if held is not None and _is_goods(held):
                seen.add(first)
                known, at = known + 1, held.last
                continue
            more = None if held is not None or first in names else phrase(first)
            if more is None or not _fills_entry(words, more, names):
                break
            found.append(more)
            at = more.last
        if known >= _KNOWN_MIN:
            yield found


def _is_goods(thing: Thing) -> bool:
    return thing.sort == "goods" and bool(thing.item)


def _entry(words: Sequence[Word], at: int) -> int | None:
    """The word with which the next entry of a list begins; None where the list ends."""
    if not _joins(words, at):
        return None
    first = at + 1 + (words[at].text == "," and words[at + 1].low == "and")
    first += first + 1 < len(words) and words[first].low in _A
    return first if first < len(words) else None


def _fills_entry(words: Sequence[Word], found: Phrase, names: frozenset[int]) -> bool:
    """Whether an unknown phrase is all that stands up to the next comma, "and" or full stop."""
    said = words[found.first : found.last]
    if said[-1].low in _MANY:
        return False
    if not 1 <= len(said) <= _WORDS_MAX or said[0].verb or not _may_be_goods(said, found, names):
        return False
    after = words[found.last] if found.last < len(words) else None
    return after is None or after.text in ",.;)" or after.low == "and" or "\n" in after.gap


def _may_be_goods(said: Sequence[Word], found: Phrase, names: frozenset[int]) -> bool:
    """Whether an unknown phrase is of plain words, and no deed, name or abstraction."""
    if found.sort != "unknown" or not all(w.text.islower() and not w.closed for w in said):
        return False
    if found.head in _ABSTRACT or found.head in lexicon.deeds() or found.head in lexicon.verbs():
        return False
    return not any(i in names for i in range(found.first, found.last))


def _joins(words: Sequence[Word], at: int) -> bool:
    """Whether a comma or "and" leads to one more of a list."""
    return at + 1 < len(words) and words[at].low in (",", "and") and words[at + 1].gap == " "


def _next_to(words: Sequence[Word], one: Thing, other: Thing) -> bool:
    return other.first - one.last <= 2 and words[one.last].low in (",", "and")


def _is_plural(words: Sequence[Word], found: Phrase, names: frozenset[int]) -> bool:
    """Whether a phrase is an unknown plural that ends where an entry of a list may end."""
    said = words[found.first : found.last]
    if said[-1].low in _MANY:
        return False  # "tens of thousands of jackets", "tents etc."
    plural = said[-1].low.endswith("s") and not said[-1].low.endswith(("ss", "us", "is"))
    if not plural or len(said) > 3 or any(w.verb for w in said):
        return False
    if not _may_be_goods(said, found, names):
        return False
    after = words[found.last] if found.last < len(words) else None
    return (
        after is None or after.text in ",.;" or after.closed == "preposition" or after.low == "and"
    )


def _are_helpers(words: Sequence[Word], thing: Thing, found: Phrase) -> bool:
    """Such as "a rescue team, doctors and drugs": people who are sent as the goods are."""
    sent = found.sort == "people" and found.head in RELIEVERS
    many = words[found.last - 1].low != found.head
    return sent and many and thing.family in ("rescue", "medical")


def _made(text: str, words: Sequence[Word], found: Phrase) -> Thing:
    start, end = words[found.first].start, words[found.last - 1].end
    return Thing(
        *(start, end, found.first, found.last, "goods"),
        item=text[start:end],
        item_span=(start, end),
        head=found.head,
    )
