"""Money as sources write it: a currency with its multiple, such as `EUR bn`."""

import re
from decimal import Decimal

from resupply.core.errors import RefusedError

#: Multiples as written after a currency code.
MULTIPLES: dict[str, Decimal] = {
    "": Decimal(1),
    "k": Decimal("1e3"),
    "thousand": Decimal("1e3"),
    "m": Decimal("1e6"),
    "mn": Decimal("1e6"),
    "million": Decimal("1e6"),
    "bn": Decimal("1e9"),
    "billion": Decimal("1e9"),
    "tn": Decimal("1e12"),
    "trillion": Decimal("1e12"),
}
_MONEY = re.compile(r"([A-Z]{3})(?: ([a-z]+))?")


def money_unit(text: str, *, where: str = "currency") -> tuple[str, Decimal]:
    """The currency and what one unit of the written number is worth in it.

    Args:
        text: A currency code, optionally with a multiple after one blank.
        where: Place of the text, for the error.

    Raises:
        RefusedError: Not three capital letters, or a multiple that is not known.

    Example:
        >>> money_unit("EUR bn")
        ('EUR', Decimal('1E+9'))
        >>> money_unit("USD")
        ('USD', Decimal('1'))
    """
    found = _MONEY.fullmatch(text.strip())
    if found is None or (found[2] or "") not in MULTIPLES:
        raise RefusedError(
            where=where,
            what=f'"{text}" is not a currency.',
            todo="write three capital letters, alone or with k, m, bn or tn: EUR, USD m, EUR bn.",
        )
    return found[1], MULTIPLES[found[2] or ""]


def is_money_unit(text: str) -> bool:
    """Whether `money_unit` takes the text.

    Example:
        >>> is_money_unit("CAD m"), is_money_unit("round")
        (True, False)
    """
    found = _MONEY.fullmatch(text.strip())
    return found is not None and (found[2] or "") in MULTIPLES


def in_words(amount: float, currency: str, decimals: int = 3) -> str:
    """Money in words, in the size it has.

    Args:
        amount: How much [units of the currency].
        currency: Its code.
        decimals: Decimals of billions; millions have one, less has none.

    Example:
        >>> [in_words(a, "EUR") for a in (2.5e9, 12.4e6, 1_200.0)]
        ['2.500 bn EUR', '12.4 m EUR', '1,200 EUR']
    """
    if abs(amount) >= 1e9:
        return f"{amount / 1e9:,.{decimals}f} bn {currency}"
    if abs(amount) >= 1e6:
        return f"{amount / 1e6:,.1f} m {currency}"
    return f"{amount:,.0f} {currency}"
