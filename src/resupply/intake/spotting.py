r"""Patterns looked for only where they may begin.

Python's `re` tries a pattern that begins with `\b` at every character of a text. Most of ours can
begin with a few words only, so the text's words are filed by their first letters once, and each
pattern is tried at those words alone: the same matches, several times faster on long patterns.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

#: Letters of a word by which it is filed.
_DEPTH = 3
#: More beginnings than this and a class of letters counts as any letter.
_MANY = 80
#: As many single letters as stand for any.
_ANY = 20
_WORD = re.compile(r"\w+")
_SPACES = " \t\n\r\f\v\x1c\x1d\x1e\x1f"
#: A beginning, and whether what follows it in the pattern may still be added.
_Head = tuple[str, bool]
_ANYTHING: frozenset[_Head] = frozenset([("", False)])
_NOTHING: frozenset[_Head] = frozenset([("", True)])


def finditer(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    r"""What `pattern.finditer(text)` gives, found faster.

    Args:
        pattern: Any pattern; one that need not begin a word is searched as usual.
        text: Any text.

    Example:
        >>> words = re.compile(r"\b(?:[Tt]anks?|(?:field )?guns?)\b")
        >>> [m[0] for m in finditer(words, "Tanks, field guns, handguns and a gun")]
        ['Tanks', 'field guns', 'gun']
    """
    at = places(pattern, text)
    return pattern.finditer(text) if at is None else tried(pattern, text, at)


def places(pattern: re.Pattern[str], text: str) -> list[int] | None:
    """Where a pattern may begin, in no order; None where it may begin anywhere."""
    heads = _heads(pattern)
    if heads is None:
        return None
    words, led = heads
    found = _places(text, words)
    if led:
        found += [at - 1 for at in _places(text, led) if at]
    return found


def ahead_of(
    pattern: re.Pattern[str], text: str, anchor: re.Pattern[str], words: int = 10
) -> Iterator[re.Match[str]]:
    r"""Matches that begin at one of the last words before an anchor that they must hold.

    Args:
        pattern: A pattern that begins at a word and may do so with any.
        text: Any text.
        anchor: What each match holds; looked for first, for it is rare.
        words: How many words before it a match may begin.

    Example:
        >>> shells = re.compile(r"\b(?:[\w-]+ ){0,2}?shells? output")
        >>> [m[0] for m in ahead_of(shells, "The 155-mm shell output rose.", re.compile("output"))]
        ['The 155-mm shell output']
    """
    places: set[int] = set()
    for found in anchor.finditer(text):
        near = _WORD.finditer(text, max(0, found.start() - 14 * words), found.start())
        places.update([word.start() for word in near][-words:])
    return tried(pattern, text, [*places])


def tried(pattern: re.Pattern[str], text: str, at: list[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at some places, left to right, none over another."""
    end = -1
    for place in sorted(at):
        if place >= end:
            found = pattern.match(text, place)
            if found:
                yield found
                end = found.end()


def _places(text: str, heads: tuple[str, ...]) -> list[int]:
    """Where words begin with one of these, in no order."""
    filed = _filed(text)
    places = [*filed.get("", ())]
    for head in heads:
        if head in filed:
            places += filed[head]
    return places


@lru_cache(maxsize=4)
def _filed(text: str) -> dict[str, list[int]]:
    """Places of words by each of their beginnings; those not in ASCII are under ""."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if c.isascii() else c for c in text)
    by_key: dict[str, list[int]] = defaultdict(list)
    for at in [word.start() for word in _WORD.finditer(text)]:
        by_key[low[at : at + _DEPTH]].append(at)
    filed: dict[str, list[int]] = defaultdict(list)
    for key, places in by_key.items():
        if key.isascii():
            filed[key] += places
            filed[key[:2]] += places
            filed[key[:1]] += places
        else:
            filed[""] += places
    return filed


@cache
def _heads(pattern: re.Pattern[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The letters a match may begin with, and those it may behind a sign; None for any."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    heads = {head for head, _ in _begins(tree)}
    short = sorted(h for h in heads if not any(h[:n] in heads for n in range(1, len(h))))
    words = tuple(h for h in short if _is_word(h[:1]))
    led = tuple(h for h in short if _is_led(h))
    if len(words) + len(led) < len(short) or not _opens_a_word(tree):
        return None
    if sum(len(h) == 1 and h.isalpha() for h in (*words, *(h[1:] for h in led))) > _ANY:
        return None  # any letter will do: tried at every word it would be no faster
    return words, tuple({h[1:]: None for h in led})


def _is_led(head: str) -> bool:
    """Whether a word begins behind a sign or a space: " b", "'s"."""
    return head[:1] != "" and not _is_word(head[0]) and _is_word(head[1:2])


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _opens_a_word(tree: Sequence[Any]) -> bool:
    """Whether nothing matches but from the edge of a word on."""
    for op, given in tree:
        if op is _constants.AT:
            return bool(given is _constants.AT_BOUNDARY)
        if op is _constants.SUBPATTERN:
            return _opens_a_word(given[3])
        if op is _constants.BRANCH:
            return all(_opens_a_word(branch) for branch in given[1])
        if op not in (_constants.ASSERT, _constants.ASSERT_NOT):
            break
    # A sign before a word is the edge of one: "'s" needs no mark that says so.
    return all(_is_led(head) for head, _ in _begins(tree))


def _begins(tree: Sequence[Any]) -> frozenset[_Head]:
    """How a piece of a pattern may begin, in lower case, as far as it can be told."""
    heads = _NOTHING
    for op, given in tree:
        if not any(more and len(head) < _DEPTH for head, more in heads):
            break
        heads = _joined(heads, _step(op, given))
    return heads


def _joined(heads: frozenset[_Head], then: frozenset[_Head]) -> frozenset[_Head]:
    out = set()
    for head, more in heads:
        if not more or len(head) >= _DEPTH:
            out.add((head[:_DEPTH], False))
            continue
        for tail, goes_on in then:
            said = head + tail
            out.add((said[:_DEPTH], goes_on and len(said) < _DEPTH))
    if len(out) > _MANY * 4:
        return frozenset((head, False) for head, _ in heads)
    return frozenset(out)


def _step(op: Any, given: Any) -> frozenset[_Head]:
    if op is _constants.LITERAL:
        return frozenset([(chr(given).lower(), True)])
    if op is _constants.IN:
        return _letters(given)
    if op is _constants.BRANCH:
        return frozenset().union(*(_begins(branch) for branch in given[1]))
    if op is _constants.SUBPATTERN:
        return _begins(given[3])
    if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        least, most, tree = given
        once = _begins(tree)
        if most > 1:
            once = frozenset((head, False) for head, _ in once)
        return once | _NOTHING if least == 0 else once
    if op is _constants.ATOMIC_GROUP:
        return _begins(given)
    if op in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
        return _NOTHING
    return _ANYTHING


def _letters(given: Sequence[Any]) -> frozenset[_Head]:
    """The letters of a class such as `[Aa]`; too many are any."""
    letters: set[str] = set()
    for op, value in given:
        if op is _constants.LITERAL:
            letters.add(chr(value).lower())
        elif op is _constants.RANGE and value[1] - value[0] < _MANY:
            letters.update(chr(c).lower() for c in range(value[0], value[1] + 1))
        elif op is _constants.CATEGORY and value is _constants.CATEGORY_DIGIT:
            letters.update("0123456789")
        elif op is _constants.CATEGORY and value is _constants.CATEGORY_SPACE:
            letters.update(_SPACES)
        else:
            return _ANYTHING
    return frozenset((letter, True) for letter in letters)
