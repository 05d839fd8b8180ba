"""What a figure in a sentence stands for: "1.5 bn" is 1.45 to 1.55, "nearly" is a little less.

Rounding is half of the last digit that was said, and never more than a twentieth of the figure.
"""

import re

from resupply.claims.words import Figure

_ROUNDED_MOST = 0.05  # of the figure: "300,000" may be 285,000 to 315,000, not 250,000
_ABOUT = 0.10
_NEARLY = 0.10
WORD = 0.10  # "twice", "doubled", "as much as": within a tenth
_FRACTION = 0.05  # "half", "a third": in points of the whole

_OVER = re.compile(
    r"\b(?:more than|(?<!handed )(?<!hand )(?<!hands )(?<!handing )over|at least"
    r"|no (?:less|fewer) than|above|exceed\w*|upwards of|not less than)\W*$",
    re.I,
)
_UNDER = re.compile(
    r"\b(?:less than|fewer than|under|(?<!add )(?<!adds )(?<!added )up to|at most|no more than"
    r"|below|not more than"
    r"|a maximum of)\W*$",
    re.I,
)
_NEARLY_SAID = re.compile(r"\b(?:nearly|almost|close to|just under)\W*$", re.I)
_ABOUT_SAID = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|some|circa|ca\.?|an estimated)|~|≈)\W*$", re.I
)


def digits_half(said: str, value: float) -> float:
    """Half of the last digit that was said, in the figure's own unit.

    Args:
        said: The words ("1.5 bn", "300,000", "two million").
        value: What they are.

    Example:
        >>> digits_half("1.5 bn", 1.5e9), digits_half("300,000", 3e5), digits_half("18", 18.0)
        (50000000.0, 15000.0, 0.5)
    """
    number = re.search(r"\d[\d,. '\u00a0\u202f]*", said)
    if number is None:
        return abs(value) * _ROUNDED_MOST
    plain = re.sub(r"[, '\u00a0\u202f]", "", number[0]).rstrip(".")
    point = len(plain.partition(".")[2])
    shown = float(plain) if plain.count(".") <= 1 else 0.0
    if not shown:
        return 0.5 * 10.0**-point
    scale = value / shown
    zeros = 0 if point else len(plain) - len(plain.rstrip("0"))
    half = 0.5 * 10.0 ** (zeros - point) * scale
    # Digits behind the point were meant; noughts before it may just be how it is written.
    return abs(half) if point else min(abs(half), abs(value) * _ROUNDED_MOST)


def figure(
    value: float, said: str, before: str, unit: str | None, per: str | None = None
) -> Figure:
    """The figure with the interval that its words stand for.

    Args:
        value: The figure.
        said: Its own words.
        before: What stands before it, up to its qualifier.
        unit: Its unit.
        per: `day`, `month`, `year` for a rate.

    Example:
        >>> f = figure(2e6, "two million", "has sent over ", "round")
        >>> f.operator, f.low, f.high
        ('over', 2000000.0, None)
    """
    low, high, operator, why = _interval(value, said, before)
    return Figure(value=value, low=low, high=high, unit=unit, per=per, operator=operator, why=why)


def _interval(value: float, said: str, before: str) -> tuple[float, float | None, str, str]:
    half = digits_half(said, value)
    if _OVER.search(before):
        return value, None, "over", "the words set a least figure, so more also agrees"
    if _UNDER.search(before):
        return 0.0, value, "under", "the words set a highest figure, so less also agrees"
    if _NEARLY_SAID.search(before):
        return value * (1 - _NEARLY), value, "about", "'nearly' is taken as up to a tenth less"
    if _ABOUT_SAID.search(before):
        wide = max(half, abs(value) * _ABOUT)
        return value - wide, value + wide, "about", "'about' is taken as within a tenth"
    return value - half, value + half, "is", "half of the last digit said, at most a twentieth"


def fraction(value: float, words: str, before: str) -> Figure:
    """A share said as a fraction: "half" is 45 to 55 per cent.

    Example:
        >>> f = fraction(0.5, "half", "")
        >>> round(f.low, 2), round(f.high, 2)
        (0.45, 0.55)
    """
    why = f'"{words}" is taken as within five points'
    over, under = "more also agrees", "less also agrees"
    if _OVER.search(before):
        return Figure(value=value, low=value, high=1.0, unit="share", operator="over", why=over)
    if _UNDER.search(before) or _NEARLY_SAID.search(before):
        is_open = bool(_UNDER.search(before))
        low, why = (0.0, under) if is_open else (value - _FRACTION, why)
        return Figure(value=value, low=low, high=value, unit="share", operator="under", why=why)
    return Figure(value=value, low=value - _FRACTION, high=value + _FRACTION, unit="share", why=why)


def times(factor: float, words: str, before: str) -> Figure:
    """A ratio with its interval: words are wide, digits are as wide as their rounding.

    Example:
        >>> f = times(4.0, "four", "")
        >>> round(f.low, 1), round(f.high, 1)
        (3.6, 4.4)
    """
    read = figure(factor, words, before, "times")
    if read.operator != "is" or words[0].isdigit():
        return read
    why = f'"{words}" is taken as within a tenth'
    low, high = factor * (1 - WORD), factor * (1 + WORD)
    return Figure(value=factor, low=low, high=high, unit="times", why=why)
