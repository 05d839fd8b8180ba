"""What signs weigh: a table for each kind, and the chance that a sum of weights stands for.

The tables are `lexicon/*_weights.txt`, made by `tools/learn_*.py` from labelled texts. A sum of
weights is the logarithm of the odds (logistic regression).
"""

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from pathlib import Path

from resupply.intake import lexicon

_HERE = Path(__file__).parent / "lexicon"
#: The kinds that are weighed.
KINDS = ("aid", "claim", "need")


@cache
def table(kind: str) -> Mapping[str, int]:
    """Weight of each sign of a kind [hundredths]; "" is what every sum begins with."""
    lines = (_HERE / f"{kind}_weights.txt").read_text(encoding="utf-8").splitlines()
    split = (line.rsplit("\t", 1) for line in lines if not line.startswith("#"))
    return {sign: int(weight) for sign, weight in split}


def total(kind: str, signs: Iterable[str]) -> int:
    """Sum of the weights of signs, each counted once [hundredths]."""
    known = table(kind)
    return sum(map(known.__getitem__, known.keys() & {*signs}))


def totals(signs: Iterable[str]) -> dict[str, int]:
    """The same for the kinds that are weighed by things, by kind."""
    return dict(zip(KINDS, sums(KINDS, signs), strict=True))


def sums(names: tuple[str, ...], signs: Iterable[str]) -> tuple[int, ...]:
    """The same by several tables at once: each sign is looked up a single time.

    Args:
        names: The tables.
        signs: What they weigh; each counts once.
    """
    known = _packed(names)
    left = sum(map(known.__getitem__, known.keys() & {*signs}))
    out = []
    for _ in names:
        out.append((left + _SHIFT // 2) % _SHIFT - _SHIFT // 2)
        left = (left - out[-1]) // _SHIFT
    return tuple(out)


def odds(names: tuple[str, ...], signs: Iterable[str]) -> list[int]:
    """The sums by several tables, with what each sum begins with."""
    return [table(n)[""] + told for n, told in zip(names, sums(names, signs), strict=True)]


#: The weights of a sign stand in one number, so far apart that no sum of them runs over.
_SHIFT = 1 << 20


@cache
def _packed(names: tuple[str, ...]) -> Mapping[str, int]:
    out: dict[str, int] = {}
    for n, name in enumerate(names):
        for sign, weight in table(name).items():
            if sign:
                out[sign] = out.get(sign, 0) + weight * _SHIFT**n
    return out


def chance(hundredths: int) -> float:
    """The chance that a sum of weights stands for, 0 to 1.

    Example:
        >>> [round(chance(s), 2) for s in (-300, 0, 300)]
        [0.05, 0.5, 0.95]
    """
    return 1 / (1 + exp(-hundredths / 100))


def sure(chance: float) -> float:
    """A chance as proposals tell it: in hundredths, and never certain.

    Example:
        >>> [sure(c) for c in (0.8449, 0.999, 0.0001)]
        [0.84, 0.99, 0.01]
    """
    return min(0.99, max(0.01, round(chance, 2)))


#: How a sign is told to a person, by what stands before its "=".
_SPOKEN = {
    "verb": '"{}"',
    "head": '"{}"',
    "near before": '"{}" before it',
    "near behind": '"{}" behind it',
    "left": '"{}" before it',
    "right": '"{}" behind it',
    "about": '"{}" in the text',
}


def reason(kind: str, signs: Iterable[str], most: int = 3) -> str:
    """Why a thing was taken, for a reviewer: the words that speak most for it.

    Example:
        >>> reason("aid", ["verb=donate", "sort=goods", "near behind=<end>"])
        'its words speak for a gift: "donate"'
    """
    known, closed = table(kind), lexicon.closed()
    told: dict[str, int] = {}
    for sign in {*signs}:
        name, _, word = sign.partition("=")
        plain = word.isalpha() and word != "None" and word not in closed
        if plain and name in _SPOKEN and known.get(sign, 0) > 0:
            said = _SPOKEN[name].format(word)
            told[said] = max(told.get(said, 0), known[sign])
    most_telling = sorted(told, key=lambda said: (-told[said], said))[:most]
    what = "gift" if kind == "aid" else kind
    return f"its words speak for a {what}: {', '.join(most_telling) or 'none of them alone'}"
