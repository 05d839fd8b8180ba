"""What the signs of a gift weigh: a table, and the chance that a sum of weights stands for.

The table is `lexicon/gift_weights.txt`, made by `tools/learn_gifts.py` from labelled texts. A sum
of weights is the logarithm of the odds (logistic regression).
"""

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from pathlib import Path

_TABLE = Path(__file__).parent / "lexicon" / "gift_weights.txt"


@cache
def table() -> Mapping[str, int]:
    """Weight of each sign [hundredths]; "" is what every sum begins with."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    split = (line.rsplit("\t", 1) for line in lines if not line.startswith("#"))
    return {sign: int(weight) for sign, weight in split}


def base() -> int:
    """What every sum begins with [hundredths]."""
    return table()[""]


def total(signs: Iterable[str]) -> int:
    """Sum of the weights of signs, each counted once [hundredths]."""
    known = table()
    return sum(known.get(sign, 0) for sign in {*signs})


def chance(hundredths: int) -> float:
    """The chance that a sum of weights stands for, 0 to 1.

    Example:
        >>> [round(chance(s), 2) for s in (-300, 0, 300)]
        [0.05, 0.5, 0.95]
    """
    return 1 / (1 + exp(-hundredths / 100))


#: How a sign is told to a person, by what stands before its "=".
_SPOKEN = {
    "verb": '"{}"',
    "head": '"{}"',
    "near before": '"{}" before it',
    "near behind": '"{}" behind it',
    "about": '"{}" in the text',
}


def speaking(signs: Iterable[str], most: int = 3) -> str:
    """The words that speak most for a gift, for a reviewer; "" where no single one does.

    Example:
        >>> speaking(["verb=donate", "sort=goods", "near behind=<end>"])
        '"donate"'
    """
    known, told = table(), []
    for sign in {*signs}:
        name, _, word = sign.partition("=")
        plain = word.isalpha() and word != "None"
        if plain and name in _SPOKEN and known.get(sign, 0) > 0:
            told.append((-known[sign], _SPOKEN[name].format(word)))
    return ", ".join(said for _, said in sorted(told)[:most])
