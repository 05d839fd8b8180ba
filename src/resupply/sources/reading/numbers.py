"""Numbers as people type them: a number, not stated, or something to be looked at.

Nothing stated is None, never zero. Nothing is rounded.
"""

import re
from decimal import Decimal
from typing import NamedTuple

#: What Kiel and those who copy it write where nothing was stated.
NOT_STATED = frozenset(
    {
        *("", ".", "-", "n/a", "na", "nan", "null", "none", "unknown", "undisclosed"),
        *("not given", "not disclosed", "no price", "no value available", "no value"),
    }
)
#: Above this a number is a slip: more pieces than people, more EUR than a world's yearly product.
PIECES_MAX, EUR_MAX = Decimal(10) ** 10, Decimal(10) ** 14

_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_NULL_FOR_POINT = re.compile(r"[+-]?\d+NULL\d+", re.ASCII)


class Number(NamedTuple):
    """What a cell states, and what is odd about how it does.

    Args:
        value: The number; None = not stated, or not readable when `odd` says so.
        odd: `decimal_comma`, `thousands_comma`, `point_was_replaced`, `not_a_number`,
            `absurd_number`; None = nothing odd.
    """

    value: Decimal | None
    odd: str | None = None


def parse(cell: object, *, limit: Decimal = EUR_MAX) -> Number:
    r"""The number in a cell of a sheet or a CSV file.

    Args:
        cell: Text, a number, or None.
        limit: Beyond this, either way, a number is absurd and not taken.

    Example:
        >>> parse(" 3193503.68 \n").value, parse("395,88").value, parse('"1,553  "').value
        (Decimal('3193503.68'), Decimal('395.88'), Decimal('1553'))
        >>> parse(" undisclosed "), parse("dozens").odd
        (Number(value=None, odd=None), 'not_a_number')
    """
    if isinstance(cell, bool):
        return Number(None, "not_a_number")
    if isinstance(cell, int | float):
        return _within(repr(cell), limit, None)
    text = clean(cell)
    if text.casefold() in NOT_STATED:
        return Number(None)
    if _PLAIN.fullmatch(text):
        return _within(text, limit, None)
    if _THOUSANDS.fullmatch(text):
        return _within(text.replace(",", ""), limit, "thousands_comma")
    if _DECIMAL_COMMA.fullmatch(text):
        return _within(text.replace(",", "."), limit, "decimal_comma")
    if _NULL_FOR_POINT.fullmatch(text):
        # Someone replaced each "." by "NULL" and hit the decimal points too: 280NULL49.
        return _within(text.replace("NULL", "."), limit, "point_was_replaced")
    return Number(None, "not_a_number")


def clean(cell: object) -> str:
    r"""A cell's text without outer blanks, no-break spaces and quotes; inner blanks are single.

    Example:
        >>> clean("\xa0Humanitarian \n")
        'Humanitarian'
    """
    return " ".join(str("" if cell is None else cell).split()).strip(' "')


def plain(number: Decimal) -> Decimal:
    """The same number without exponent and without zeros at its end.

    Example:
        >>> plain(Decimal("2645000.000000")), plain(Decimal("1E+3")), plain(Decimal("0.50"))
        (Decimal('2645000'), Decimal('1000'), Decimal('0.5'))
    """
    text = f"{number:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def billions(text: object) -> Number:
    """A figure in EUR bn as EUR, exactly.

    Example:
        >>> billions("0.002645").value
        Decimal('2645000')
    """
    stated = parse(text, limit=EUR_MAX / 10**9)
    if stated.value is None:
        return stated
    return Number(plain(stated.value.scaleb(9)), stated.odd)


def _within(text: str, limit: Decimal, odd: str | None) -> Number:
    number = Decimal(text)
    if not number.is_finite():
        return Number(None, "not_a_number")
    return Number(None, "absurd_number") if abs(number) > limit else Number(plain(number), odd)
