"""Both ends of a change as a sentence says them: "from 12 months before the war to 28 in 2023".

No field of a claim holds these; they are found in its text, with the words that say them.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from resupply.claims import cues, days, tolerance
from resupply.claims.days import Days
from resupply.claims.evidence import SPANS
from resupply.claims.names import Names, root
from resupply.claims.words import Figure
from resupply.picture.goods import is_currency

_I = re.IGNORECASE
#: What may stand between "from" and its figure.
ABOUT = (
    r"(?: (?:about|around|roughly|some|nearly|almost|just|only|over|under|more than|less than"
    r"|fewer than|at least|at most|up|an?|the|estimated|approximately))*"
)
#: Parts in words.
PARTS = r"half|thirds?|quarters?|fifths?|tenths?"
_FROM = re.compile(rf"\bfrom{ABOUT} ?[$\u20ac\u00a3]?$", _I)
_TO = re.compile(rf"\b(?:to|reach\w*|at){ABOUT} ?[$\u20ac\u00a3]?$", _I)
_BY = re.compile(rf"\bby{ABOUT} ?[$\u20ac\u00a3]?$", _I)
_MORE = re.compile(
    r"^(?: (?!than\b)[\w.]+){0,3}? (?:more|less|fewer|smaller|lower|larger|bigger|higher|longer)\b"
    r"(?= (?:[\w-]+ ){0,5}?than\b)",
    _I,
)
_UP_FROM = re.compile(r"\b(?:up|down) from\b", _I)
#: Behind a number that is a factor, a calibre or a place.
_NO_AMOUNT = re.compile(rf"[ -]?(?:times|fold|mm|{PARTS})\b|(?:st|nd|rd|th)\b", _I)
_POINTS = re.compile(r"\W*(?:percentage )?points?\b", _I)
#: Words at which the unit behind a number ends.
_NO_UNIT = frozenset(
    {"to", "in", "by", "for", "since", "until", "per", "a", "an", "and", "on", "at", "from"}
    | {"is", "are", "was", "were", "has", "have", "within", "after", "before", "between"}
    | {"during", "over", "under", "while"}
)
#: Words of a change that narrow nothing.
_LIGHT = frozenset({"fold", "pace", "level", "rate", "times"})


class Grown(NamedTuple):
    """What a sentence says of both ends of a change.

    Args:
        before: The figure it grew from.
        after: The figure it grew to.
        by: How much more or less that is, in the figures' unit.
        base: Days of the first end.
        last: Days of the second.
        stray: Figures that are neither.
        explained: Words that say these.
    """

    before: Figure | None = None
    after: Figure | None = None
    by: Figure | None = None
    base: Days | None = None
    last: Days | None = None
    stray: tuple[str, ...] = ()
    explained: frozenset[str] = frozenset()


class _Amount(NamedTuple):
    figure: Figure
    start: int
    end: int
    bare: float  # the number as said: 28 of 28 months
    has_size: bool  # whether a million, a thousand is said with it


def read(text: str, names: Names, today: date) -> Grown:
    """Both ends of a change, as far as the sentence says them.

    Args:
        text: The sentence.
        names: Names of the case, for its units.
        today: The day it is said.
    """
    named = days.find(text, today, names.recipients)
    found = _amounts(text, names, named)
    roles = {role: a for a in reversed(found) if (role := _role(text, a))}
    if "before" in roles and "after" not in roles and "by" not in roles:
        free = [a for a in found if a.end < roles["before"].start and not _role(text, a)]
        roles |= {"after": free[-1]} if free and _UP_FROM.search(text) else {}
    roles = _alike(roles)
    base, last = _ends(named, roles)
    spans = [(d.start, d.end) for d in named] + [(a.start, a.end) for a in roles.values()]
    figures = {role: a.figure for role, a in roles.items()}
    used = {a.start for a in roles.values()}
    free = [a for a in found if a.start not in used and _is_free(text, a)]
    stray = tuple(text[a.start : a.end] for a in free)
    return Grown(**figures, base=base, last=last, stray=stray, explained=_tokens(text, spans))


def _is_free(text: str, amount: _Amount) -> bool:
    """Whether an amount is no percentage of a change, which `compared` reads."""
    return amount.figure.unit != "share" or bool(_POINTS.match(text[amount.end :]))


def _tokens(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[str]:
    return frozenset(tokens(" ".join(text[start:end] for start, end in spans))) | _LIGHT


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, in small letters."""
    return [w.casefold() for w in re.findall(r"[A-Za-z]+|\d(?:[\d.,]*\d)?", text)]


def _role(text: str, amount: _Amount) -> str | None:
    """What an amount is in a change, by the word before it."""
    before = text[: amount.start]
    for role, pattern in (("before", _FROM), ("after", _TO), ("by", _BY)):
        if pattern.search(before):
            # "By 40%" is how many times as much; "by three points" is a difference.
            is_part = role == "by" and amount.figure.unit == "share"
            return None if is_part and not _POINTS.match(text[amount.end :]) else role
    return "by" if amount.figure.unit != "share" and _MORE.match(text[amount.end :]) else None


def _alike(roles: dict[str, _Amount]) -> dict[str, _Amount]:
    """Both figures in one unit and size, where it is said once: "from 5.5 to 3.2 million"."""
    unit = next((u for a in roles.values() if (u := a.figure.unit)), None)
    sized = [a.figure.value for a in roles.values() if a.has_size]
    out = {}
    for role, amount in roles.items():
        figure = msgspec.structs.replace(amount.figure, unit=amount.figure.unit or unit)
        if sized and not amount.has_size and figure.value < 1000:
            figure = _scaled(figure, 1e9 if min(sized) >= 1e9 else 1e6)
        if unit == "day" and amount.figure.unit is None:
            other = next(a for a in roles.values() if a.figure.unit == "day")
            figure = _scaled(figure, other.figure.value / (other.bare or 1.0))
        out[role] = amount._replace(figure=figure)
    return out


def _scaled(figure: Figure, by: float) -> Figure:
    high = None if figure.high is None else figure.high * by
    value, low = figure.value * by, figure.low * by
    return msgspec.structs.replace(figure, value=value, low=low, high=high)


def _ends(named: Sequence[Days], roles: dict[str, _Amount]) -> tuple[Days | None, Days | None]:
    """The days of both ends: by the figure before them, else by the word before them."""
    ends: dict[str, Days] = {}
    for one in named:
        ahead = [(a.start, role) for role, a in roles.items() if a.start < one.start]
        nearest = max(ahead, default=(0, ""))[1]
        by_figure = {"before": "base", "after": "last"}.get(nearest)
        role = "base" if one.is_base else by_figure or "last"
        ends.setdefault(role, one)
    return ends.get("base"), ends.get("last")


def _amounts(text: str, names: Names, named: Sequence[Days]) -> list[_Amount]:
    """The amounts of a sentence, without its dates and its factors."""
    from resupply.intake import money, numbers

    found = numbers.find(text)
    sums = money.find(text, found)
    out = []
    for number in list[Any](found):
        if any(d.start < number.end and number.start < d.end for d in named):
            behind = _behind_year(text, number)
            if behind is None or any(d.start <= behind.start < d.end for d in named):
                continue
            number = behind
        if _NO_AMOUNT.match(text[number.end :]):
            continue
        currency = next((m.currencies[0] for m in sums if _covers(m, number)), None)
        end = next((m.end for m in sums if _covers(m, number)), number.end)
        out += _split(text, number, end, currency or _unit(text, number.end, names))
    return out


def _behind_year(text: str, number: Any) -> Any | None:
    """The figure of "in 2023 to 14.6 million", which is no range."""
    words = text[number.start : number.end]
    link = re.match(r"20\d\d to ", words)
    if not link:
        return None
    return number._replace(start=number.start + link.end(), low=number.high)


def _covers(money: Any, number: Any) -> bool:
    return bool(money.start <= number.start and number.end <= money.end)


def _split(text: str, number: Any, end: int, unit: str | None) -> list[_Amount]:
    """Two figures, where the numbers are read as a range: "12 to 28"."""
    words = text[number.start : number.end]
    link = re.search(r" (?:to|and) ", words)
    pieces = [(number.low, number.start, number.end)]
    if number.low != number.high and link:
        middle = number.start + link.start()
        first, last = words[: link.start()], words[link.end() :]
        pieces = [
            (_sized(first, last, number), number.start, middle),
            (number.high, number.start + link.end(), number.end),
        ]
    per = _per(text)
    out = []
    for read_as, start, stop in pieces:
        said = text[start:stop]
        value = cues.percent(said, read_as) / 100 if number.percent else read_as
        scale = SPANS.get(unit or "", 1.0) if not is_currency(unit) else 1.0
        name = "share" if number.percent else ("day" if unit in SPANS else unit)
        before = text[max(0, start - 25) : start]
        figure = tolerance.figure(value * scale, said, before, name, per)
        has_size = value >= 1e5 and bool(re.search(r"[a-z]", said, _I))
        until = end if stop == number.end else stop
        out.append(_Amount(figure, start, until, value, has_size))
    return out


def _sized(first: str, last: str, number: Any) -> float:
    """The first of two figures, in the size that is said behind the second."""
    plain, other = (re.match(r"\d[\d,]*(?:\.\d+)?", w) for w in (first, last))
    if not plain or not other or re.search(r"[a-z]", first, _I) or other[0] == last:
        return float(number.low)
    one, two = (float(m[0].replace(",", "")) for m in (plain, other))
    return one * number.high / two if two else float(number.low)


def _unit(text: str, end: int, names: Names) -> str | None:
    for number, word in enumerate(re.findall(r"[A-Za-z]+", text[end : end + 50])[:4]):
        if word.casefold() in _NO_UNIT:
            return None
        # "28 months", and no "3.9 billion last year".
        if root(word) in names.units or (root(word) in SPANS and not number):
            return root(word)
    return None


def _per(text: str) -> str | None:
    match = cues.PER_TIME.search(text)
    if not match:
        return None
    said = (match[1] or match[2]).casefold()
    return "day" if said == "dai" else said
