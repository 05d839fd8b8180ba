"""Words of degree, whose edge nobody has set: "slightly more", "dwarfs", "among the largest".

Far from the edge they are judged; near it the verdict is left to the reader, with the figure.
"""

import re
from typing import NamedTuple

_I = re.IGNORECASE


class Degree(NamedTuple):
    """How far something has to be off for a word to be right, or to be wrong.

    Args:
        words: The words.
        least: From here it is right; None = it is right up to `most`.
        most: Up to here it is right; None = it has no upper end.
        off: Beyond here, away from the right side, it is wrong. Between is opinion.
    """

    words: re.Pattern[str]
    least: float | None
    most: float | None
    off: float


#: Times as much, the larger over the smaller.
_TIMES = (
    Degree(
        re.compile(
            r"\b(?:slightly|marginally|fractionally|a little|a bit|barely|just|only just)\b", _I
        ),
        *(None, 1.1, 1.5),
    ),
    Degree(re.compile(r"\b(?:dwarf\w*|eclips\w*|many times)\b", _I), 3.0, None, 1.5),
    Degree(
        re.compile(
            r"\b(?:far|much|way|a lot|considerably|significantly|substantially|markedly|vastly"
            r"|massively|hugely|vast|greatly|well|heavily|dramatically|sharply|steeply|strongly"
            r"|drastically)\b",
            _I,
        ),
        *(1.5, None, 1.1),
    ),
)
#: A part of the whole: "the vast majority".
_VAST = Degree(re.compile(r"\b(?:vast|overwhelming|great|large|huge)\b", _I), 0.8, None, 0.6)
#: Before, in or behind a comparison.
NEAR = re.compile(
    r"\b(?:slightly|marginally|fractionally|a little|a bit|only just|barely|just|far|way|a lot"
    r"|much|considerably|significantly|substantially|markedly|vastly|massively|hugely|greatly|well"
    r"|heavily|dramatically)(?: (?:and away|more|less))?\W*$",
    _I,
)
#: Beside a verb of change: "rose slightly", "sharply increased".
OF_CHANGE = (
    r"(?:slightly|marginally|a little|a bit|considerably|significantly|substantially|markedly"
    r"|massively|hugely|greatly|heavily|dramatically|sharply|steeply|strongly|drastically)"
)
BEFORE_CHANGE = re.compile(rf"\b{OF_CHANGE} $", _I)
BEHIND_CHANGE = re.compile(rf"^(?: [\w'\u2019]+){{0,4}}? (?P<degree>{OF_CHANGE})\b", _I)
#: "One of the largest", "among the most generous", "a leading donor", "than almost any other".
VAGUE = re.compile(
    r"^(?:one of|some of|among|amongst|a leading)\b"
    r"|\bthan (?:almost|nearly|virtually|practically) ",
    _I,
)


def of_times(words: str, ratio: float) -> bool | None:
    """Whether a word of degree is right of a ratio; None = that is a matter of opinion.

    Args:
        words: The word ("slightly", "dwarfs").
        ratio: How many times as much, either way.

    Example:
        >>> of_times("slightly", 1.05), of_times("slightly", 3.8), of_times("far", 1.2)
        (True, False, None)
    """
    times = max(ratio, 1 / ratio) if ratio > 0 else float("inf")
    return next((_judged(d, times) for d in _TIMES if d.words.search(words)), True)


def of_share(words: str, share: float) -> bool | None:
    """Whether "the vast majority" is right of a share; other words have no degree."""
    return _judged(_VAST, share) if _VAST.words.search(words) else True


def _judged(degree: Degree, figure: float) -> bool | None:
    if degree.least is not None:
        return True if figure >= degree.least else (False if figure < degree.off else None)
    right = degree.most is not None and figure <= degree.most
    return True if right else (False if figure > degree.off else None)


def of_place(place: int, of: int) -> bool | None:
    """Whether a place is "among the largest": a sixth is, the lower half is not.

    Example:
        >>> of_place(5, 42), of_place(11, 42), of_place(30, 42)
        (True, None, False)
    """
    if place <= max(1, of // 6):
        return True
    return False if place > of / 2 else None
