r"""Patterns looked for only where they may begin.

Python's `re` tries a pattern that begins with `\b` at every character of a text. Most of ours can
begin with a few words only, so the text's words are filed by their first letters once, and each
pattern is tried at those words alone: the same matches, several times faster on long patterns.
"""

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from resupply.intake import held_words, rx
from resupply.intake.held_words import DEPTH

#: Letters of a word by which it is filed.
_DEPTH = 3
#: More beginnings than this and a class of letters counts as any letter.
_MANY = 80
#: As many single letters as stand for any.
_ANY = 20
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"(\w+)")
_SPACES = " \t\n\r\f\v\x1c\x1d\x1e\x1f"
#: A beginning, and whether what follows it in the pattern may still be added.
_Head = tuple[str, bool]
#: A plan without its pattern.
_Said = list[Any]
_ANYTHING: frozenset[_Head] = frozenset([("", False)])
_NOTHING: frozenset[_Head] = frozenset([("", True)])


class _Plan(NamedTuple):
    """How a pattern is looked for.

    Args:
        pattern: The pattern, kept so that no other gets its id.
        choices: Of each of these a word in a match begins with one.
        within: Signs that no match goes over.
        heads: The letters a match may begin with; None for any.
        led: Those it may begin with behind a sign.
        counts: Whether all matches begin with a digit, be it inside a word.
    """

    pattern: re.Pattern[str]
    choices: tuple[tuple[str, ...], ...]
    within: str
    heads: tuple[str, ...] | None
    led: tuple[str, ...]
    counts: bool


class _Filed(dict[str, list[int]]):
    """Where words begin that begin with some letters, found out when it is asked.

    Args:
        words: Each word and where it begins.
    """

    def __init__(self, words: Iterable[tuple[int, str]]) -> None:
        #: Places by the first letters, a blank at the end of a short word.
        self.keyed: dict[str, list[int]] = defaultdict(list)
        for at, word in words:
            self.keyed[f"{word} "[:DEPTH]].append(at)
        #: These first letters, by the very first.
        self._letters: dict[str, list[str]] = defaultdict(list)
        for key in self.keyed:
            self._letters[key[0]].append(key)

    def __missing__(self, head: str) -> list[int]:
        keys = [key for key in self._letters[head[0]] if key.startswith(head)]
        self[head] = places = [at for key in keys for at in self.keyed[key]]
        return places


class _Index(NamedTuple):
    """The words of a text.

    Args:
        starts: Where they begin.
        filed: The same by each beginning of a word.
        words: These beginnings.
        odd: Whether a letter is in it that a pattern may take for another.
    """

    starts: list[int]
    filed: _Filed
    words: frozenset[str]
    odd: bool


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
    plan = _plans.get(id(pattern)) or _plan(pattern)
    index = _index(text)
    for choice in plan.choices:
        if index.words.isdisjoint(choice) and not index.odd:
            return iter(())
    if plan.heads is not None:
        return iter(tried(pattern, text, _places(index, plan.heads, plan.led)))
    if plan.counts:
        return iter(tried(pattern, text, _digits(text)))
    if plan.within and plan.choices and not index.odd:
        return _in_stretches(plan, text, index)
    return pattern.finditer(text)


def _in_stretches(plan: _Plan, text: str, index: _Index) -> Iterator[re.Match[str]]:
    """The matches in those stretches of a text that hold all that a match holds."""
    begins = _stretches(text, plan.within)
    last = len(begins)
    held: set[int] = set()
    for n, choice in enumerate(plan.choices):
        words = index.words.intersection(choice)
        here = {bisect_right(begins, at) for word in words for at in index.filed[word]}
        held = held & here if n else here
    for n in sorted(held):
        yield from plan.pattern.finditer(text, begins[n - 1], begins[n] if n < last else len(text))


@lru_cache(maxsize=64)
def _stretches(text: str, within: str) -> list[int]:
    """Where the stretches begin that no match goes out of."""
    return [0, *(m.start() for m in _sign(within).finditer(text))]


@cache
def _sign(within: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(within)}]")


def beginnings(text: str) -> frozenset[str] | None:
    """How the words of a text begin, as `held_words` has them; None where it cannot be told."""
    index = _index(text)
    return None if index.odd else index.words


def places(pattern: re.Pattern[str], text: str) -> list[int] | None:
    """Where a pattern may begin, in no order; None where it may begin anywhere."""
    plan = _plans.get(id(pattern)) or _plan(pattern)
    return None if plan.heads is None else _places(_index(text), plan.heads, plan.led)


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
    return iter(tried(pattern, text, [*places]))


def tried(pattern: re.Pattern[str], text: str, at: list[int]) -> list[re.Match[str]]:
    """The matches that begin at some places, left to right, none over another."""
    out: list[re.Match[str]] = []
    if not at:
        return out  # a pattern that begins nowhere need not be compiled
    end = -1
    at.sort()
    match = pattern.match
    for place in at:
        if place >= end and (found := match(text, place)):
            out.append(found)
            end = found.end()
    return out


def _places(index: _Index, heads: tuple[str, ...], led: tuple[str, ...]) -> list[int]:
    """Where words begin with one of some beginnings, or a sign before them, in no order."""
    if index.odd:
        return [*index.starts, *(at - 1 for at in index.starts if at)]
    places: list[int] = []
    for head in index.words.intersection(heads):
        places += index.filed[head]
    if led:
        for head in index.words.intersection(led):
            places += [at - 1 for at in index.filed[head] if at]
    return places


#: Letters beyond ASCII that match one in it where case does not count.
_ODD = frozenset("\u0130\u0131\u017f\u212a")


@lru_cache(maxsize=4)
def _index(text: str) -> _Index:
    pieces = _WORDS.split(text.lower())
    if any(map(_is_odd, {*text} if not text.isascii() else ())):
        starts = [word.start() for word in _WORD.finditer(text)]
        return _Index(starts, _Filed([]), frozenset(), True)
    starts = [*accumulate(map(len, pieces))][:-1:2]
    filed = _Filed(zip(starts, pieces[1::2], strict=True))
    words = {key[:n] for key in filed.keyed for n in range(1, len(key) + 1)}
    return _Index(starts, filed, frozenset(words), False)


def _is_odd(sign: str) -> bool:
    """Whether a pattern may take a letter or digit beyond ASCII for one in it."""
    return not sign.isascii() and (sign in _ODD or sign.isdecimal())


@lru_cache(maxsize=4)
def _digits(text: str) -> list[int]:
    return [found.start() for found in _DIGIT.finditer(text)]


#: By id, for a pattern is hashed anew each time, and that takes as long as it is large.
_plans: dict[int, _Plan] = {}


def _plan(pattern: re.Pattern[str]) -> _Plan:
    said = _known().get(key(pattern)) or made(pattern)
    _plans[id(pattern)] = plan = _Plan(pattern, *said)
    return plan


def key(pattern: re.Pattern[str]) -> str:
    """A name of a pattern, by its words and flags."""
    said = f"{rx.given(pattern)} {pattern.pattern}"
    return blake2b(said.encode(), digest_size=9).hexdigest()


@cache
def _known() -> dict[str, _Said]:
    """What was read off the reader's patterns when it was built; no other pattern is in it."""
    lines = (Path(__file__).parent / "lexicon" / "plans.txt").read_text(encoding="utf-8")
    return {name: plan for name, *plan in map(json.loads, lines.splitlines()[1:])}


def made(pattern: re.Pattern[str]) -> _Said:
    """What is read off a pattern, that takes longer than to look for it in a text."""
    tree = _parser.parse(pattern.pattern, rx.given(pattern))
    choices, within = held_words.of(tree)
    heads, led = _heads(tree) or (None, ())
    counts = all(head[:1].isdecimal() for head, _ in _begins(tree))
    return [choices, within, heads, led, counts]


def asked() -> list[re.Pattern[str]]:
    """The patterns that were looked for since the last `forget`."""
    return [plan.pattern for plan in _plans.values()]


def forget() -> None:
    """Forget which patterns were looked for."""
    _plans.clear()


def _heads(tree: Sequence[Any]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The letters a match may begin with, and those it may behind a sign; None for any."""
    heads = {_plain(head) for head, _ in _begins(tree)}
    short = sorted(h for h in heads if not any(h[:n] in heads for n in range(1, len(h))))
    words = tuple(h for h in short if _is_word(h[:1]))
    led = tuple(h for h in short if _is_led(h))
    if len(words) + len(led) < len(short) or not _opens_a_word(tree):
        return None
    if sum(len(h) == 1 and h.isalpha() for h in (*words, *(h[1:] for h in led))) > _ANY:
        return None  # any letter will do: tried at every word it would be no faster
    return words, tuple({h[1:]: None for h in led})


def _plain(head: str) -> str:
    """A beginning as words are filed: one blank where the word ends, no letter beyond ASCII."""
    first = 0 if _is_word(head[:1]) else 1
    for n, letter in enumerate(head[first:], first):
        if not _is_word(letter):
            return f"{head[:n]} " if n > first else head[:n]
        if not letter.isascii():
            return head[:n]
    return head


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
