"""One story in many outlets: documents and proposals that tell the same.

Copied texts are found by their shingles (runs of three words): of all their hashes the smallest
are kept, and the share that two texts have in common estimates how much they have in common
(bottom-k sketch). Texts in other words are found by what they say: the same gift.
"""

import zlib
from array import array
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from resupply.core.errors import RefusedError
from resupply.intake.desk.fields import interval

#: Hashes kept of a text; the estimate is right to about 1 / sqrt of it.
SKETCH = 256
#: From this share of shingles on, one text was copied from the other.
COPIED = 0.4
#: Fewer shingles than this say nothing.
LEAST = 8
#: Days between two reports of one event.
DAYS_APART = 7

_NUMBERS = ("quantity", "amount", "value")
_TELLING: Mapping[str, tuple[str, ...]] = {
    "aid": ("donor", "item", "quantity", "amount", "currency"),
    "need": ("who", "item", "quantity", "amount"),
    "claim": ("subject", "type", "value"),
    "delay": ("type", "actor", "item"),
    "production": ("maker", "item", "quantity"),
    "event": ("type", "place", "date", "name"),
}
_EMPTY_WORDS = frozenset({"the", "a", "an", "of", "for", "and", "in", "to", "new", "more"})


def sketch(text: str) -> bytes:
    """The smallest hashes of a text's runs of three words; the same on every machine."""
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    runs = {zlib.crc32(" ".join(words[i : i + 3]).encode()) for i in range(len(words) - 2)}
    return array("I", sorted(runs)[:SKETCH]).tobytes() if runs else b""


def likeness(one: bytes, other: bytes) -> float:
    """Share of shingles two texts have in common, estimated; 0 to 1.

    Example:
        >>> a = "Finland will send five thousand artillery rounds to Ukraine before the summer ends"
        >>> likeness(sketch(a), sketch(a + ", it said")), likeness(sketch(a), sketch("Rain."))
        (0.84..., 0.0)
    """
    a, b = set(_hashes(one)), set(_hashes(other))
    if min(len(a), len(b)) < LEAST:
        return 0.0
    smallest = sorted(a | b)[:SKETCH]
    return sum(h in a and h in b for h in smallest) / len(smallest)


def _hashes(kept: bytes) -> "array[int]":
    found = array("I")
    found.frombytes(kept)
    return found


def most_like(one: bytes, others: Iterable[tuple[int, bytes]]) -> tuple[float, int]:
    """The likest of others that was copied, and how like it is; (0, 0) when none was.

    Args:
        one: A sketch.
        others: Numbers and sketches; of those equally like the smallest number is taken.
    """
    mine = set(_hashes(one))
    best = (0.0, 0)
    for number, other in others:
        kept = _hashes(other)
        # No more than those in common can count: most texts are passed over by that alone.
        if len(mine.intersection(kept)) < COPIED * max(len(mine), len(kept)):
            continue
        best = max(best, (likeness(one, other), -number))
    return (best[0], -best[1]) if best[0] >= COPIED else (0.0, 0)


def near(one: str | None, other: str | None) -> bool:
    """Whether two documents were published within `DAYS_APART`; a day not known is near none."""
    if not one or not other:
        return False
    try:
        (a, b), (c, d) = interval(one), interval(other)
    except RefusedError:
        return False
    apart = timedelta(days=DAYS_APART)
    return a <= d + apart and c <= b + apart


def same_gift(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two aid proposals tell of one gift: donor, number and item agree, all known."""
    numbers = [n for n in ("quantity", "amount") if n in one and n in other]
    return bool(
        numbers
        and all(agree(one[n], other[n]) for n in numbers)
        and agree(one.get("donor"), other.get("donor"))
        and agree(one.get("item"), other.get("item"))
        and same("aid", one, other)
    )


def same(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two proposals of a kind say the same: two telling fields agree and none differs.

    Example:
        >>> a = {"donor": "FIN", "item": "155 mm shells", "quantity": 5000}
        >>> same("aid", a, {"donor": "FIN", "item": "shells", "quantity": 5000.0})
        True
        >>> same("aid", a, {"donor": "FIN", "item": "shells"})
        False
    """
    told = [n for n in _TELLING.get(kind, ()) if n in one and n in other]
    # A number that only one of them has may be another event.
    lone = [n for n in _NUMBERS if n in _TELLING.get(kind, ()) and (n in one) != (n in other)]
    return not lone and len(told) >= 2 and all(agree(one[n], other[n]) for n in told)


def agree(one: Any, other: Any) -> bool:
    """Whether two values of a field mean the same, as far as words can tell.

    Example:
        >>> agree(1000, 1004.0), agree("Patriot missiles", "missile"), agree(["FIN"], "FIN")
        (True, True, True)
        >>> agree("FIN", "EST"), agree(None, "EST"), agree(1000, 1200)
        (False, False, False)
    """
    if one is None or other is None:
        return False
    ones, others = _listed(one), _listed(other)
    return any(_agree(a, b) for a in ones for b in others)


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else [value]


def _agree(one: Any, other: Any) -> bool:
    if _is_number(one) and _is_number(other):
        return bool(abs(one - other) <= 0.01 * max(abs(one), abs(other)))
    a, b = _tokens(str(one)), _tokens(str(other))
    return bool(a and b) and (a <= b or b <= a)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _tokens(text: str) -> set[str]:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return {w.removesuffix("s") if len(w) > 3 else w for w in words} - _EMPTY_WORDS
