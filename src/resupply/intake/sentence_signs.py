"""Signs of a sentence: what speaks for its telling a delay, a product, a need, an event.

Words are cut to stems, so that "delayed" and "delays" are one sign. Words of a family ("paused",
"frozen", "shelved") stand for one another, alone and beside each word near them, so that what was
learned of one is known of all.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from resupply.intake import lexicon
from resupply.intake.page import Page
from resupply.intake.signs import Signs

#: Endings that are cut off, the first that fits and leaves enough of a word.
_ENDINGS = (
    *("ments", "ment", "ings", "ing", "edly", "ed", "ies", "es", "s"),
    *("ions", "ion", "ly", "al", "e", "y"),
)
_STEM_LEAST = 4
#: How near a word of a family another word stands to make a sign with it.
_NEAR = 6
#: How far behind a "not" what is denied may stand.
_DENIED = 5
_NOT = frozenset(
    (
        *("not", "never", "no", "nor", "without", "unable", "cannot", "neither", "nothing"),
        *("none", "yet", "fail", "fails", "failed", "failing", "failure", "hardly", "barely"),
        *("n't", "n’t", "isn't", "hasn't", "haven't", "wasn't", "won't", "doesn't", "didn't"),
        *("don't", "isn’t", "hasn’t", "haven’t", "wasn’t", "won’t", "doesn’t", "didn’t"),
        *("don’t", "couldn’t", "can’t", "couldn't", "can't"),
    )
)


class Sentences:
    """The sentences of one page and their signs.

    Args:
        page: The text.
        signs: The signs of its things: whose words stand for a name, what the text is about.
    """

    def __init__(self, page: Page, signs: Signs) -> None:
        self.page = page
        #: First word of each and the one behind its last.
        self.ranges = [(a, b) for a, b in page.ranges if b > a]
        self.of_text = signs.about()
        self._lows = signs.said
        self._stems = [stem(low) for low in self._lows]
        self._families = [_families(low) for low in self._lows]

    def of(self, n: int) -> list[str]:
        """The signs of a sentence, those of the text left out; some may be there twice."""
        begin, end = self.ranges[n]
        stems, families = self._stems[begin:end], self._families[begin:end]
        heads = {t.head for t in self.page.things_in(begin, end)}
        told = self._families_in(n)
        out = [*stems, *map(" ".join, pairwise(stems))]
        out += self._itself(begin, end, stems)
        out += [f"head={head}" for head in heads]
        for i, named in enumerate(families):
            for family in named:
                out += _beside(i, family, stems, families)
        out += told
        out += [f"{family} head={head}" for family in told for head in heads]
        out += _mixes(told)
        out += _denied(self._lows[begin:end], stems, families)
        if n:
            out += [f"last {family}" for family in self._families_in(n - 1)]
        return out

    def told_by(self, kind: str, n: int) -> Iterator[tuple[int, str, list[str]]]:
        """Words of a kind's families in a sentence: index, family and signs of each."""
        begin, end = self.ranges[n]
        stems, families = self._stems[begin:end], self._families[begin:end]
        for i, named in enumerate(families):
            for family in named:
                if family.startswith(kind):
                    signs = [stems[i], family, *_beside(i, family, stems, families)]
                    yield begin + i, family, signs

    def _families_in(self, n: int) -> set[str]:
        return {f for named in self._families[slice(*self.ranges[n])] for f in named}

    def _itself(self, begin: int, end: int, stems: Sequence[str]) -> Iterator[str]:
        page = self.page
        start, close = page.words[begin].start, page.words[end - 1].end
        opens = page.text.rfind("\n", 0, start) + 1 == start
        yield f"opens={stems[0]}"
        yield f"length={min(len(stems) // 6, 6)}"
        yield f"things={min(len(page.things_in(begin, end)), 4)}"
        yield "speech" if page.speaker_at(start) else "no speech"
        stopped = page.text[close - 1 : close + 1].strip().endswith(".")
        yield f"line={opens} {stopped}"


@lru_cache(maxsize=16384)
def stem(low: str) -> str:
    """A word without its ending; names and figures stay what they are.

    Example:
        >>> [stem(w) for w in ("delayed", "delays", "supplies", "aid", "@country")]
        ['delay', 'delay', 'suppl', 'aid', '@country']
    """
    if low[0] in "@#":
        return low
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _STEM_LEAST:
            return low[: -len(ending)]
    return low


class _Families(NamedTuple):
    """Families of whole words, and of beginnings with their kind by their first letters.

    Those of the same first letters are the longest first.
    """

    whole: Mapping[str, tuple[str, ...]]
    begins: Mapping[str, Sequence[tuple[str, str, str]]]


#: Letters that each beginning has at least.
_FIRST = 2


@cache
def _lists() -> _Families:
    whole: dict[str, tuple[str, ...]] = {}
    begins: dict[str, list[tuple[str, str, str]]] = {}
    for family, words in lexicon.lines("families"):
        for word in words.split(", "):
            if word.endswith("*"):
                told = (word[:-1], family.partition(".")[0], family)
                begins.setdefault(word[:_FIRST], []).append(told)
            else:
                whole[word] = (*whole.get(word, ()), family)
    ordered = {key: sorted(told, key=lambda k: -len(k[0])) for key, told in begins.items()}
    return _Families(whole, ordered)


@lru_cache(maxsize=16384)
def _families(low: str) -> tuple[str, ...]:
    """Families of a word, one of a kind.

    Example:
        >>> _families("shortfalls")
        ('delay.short', 'need.gap')
    """
    whole, begins = _lists()
    found = {family.partition(".")[0]: family for family in whole.get(low, ())}
    if low[0] not in "@#":
        for begin, kind, family in begins.get(low[:_FIRST], ()):
            if low.startswith(begin):
                found.setdefault(kind, family)
    return tuple(sorted(found.values()))


def _beside(
    i: int, family: str, stems: Sequence[str], families: Sequence[tuple[str, ...]]
) -> Iterator[str]:
    """A word of a family with each word near it, and with each family of its kind."""
    if family.startswith("give"):
        return
    kind = family.partition(".")[0]
    for j in range(max(0, i - _NEAR), min(len(stems), i + _NEAR + 1)):
        if j != i:
            yield f"{family} {stems[j]}"
            for other in families[j]:
                if other != family and other.startswith(kind):
                    yield f"{family} {other}"


def _mixes(told: set[str]) -> Iterator[str]:
    """All families of a kind that a sentence has words of, as one sign."""
    by_kind: dict[str, list[str]] = {}
    for family in sorted(told):
        by_kind.setdefault(family.partition(".")[0], []).append(family)
    for named in by_kind.values():
        yield "+".join(named) + "!"


def _denied(
    lows: Sequence[str], stems: Sequence[str], families: Sequence[tuple[str, ...]]
) -> Iterator[str]:
    """Such as "has not been delivered", "never arrived"."""
    for i, low in enumerate(lows):
        if low in _NOT:
            yield "denied"
            for j in range(i + 1, min(len(lows), i + 1 + _DENIED)):
                yield f"denied {stems[j]}"
                if "give.give" in families[j]:
                    yield "denied give"
