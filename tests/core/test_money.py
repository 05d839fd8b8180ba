"""Money units as sources write them."""

from decimal import Decimal

import pytest

from resupply.core.errors import RefusedError
from resupply.core.money import MULTIPLES, is_money_unit, money_unit
from resupply.core.tables.common import MONEY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EUR", ("EUR", 1)),
        ("EUR bn", ("EUR", 10**9)),
        ("CAD m", ("CAD", 10**6)),
        (" USD million ", ("USD", 10**6)),
        ("JPY tn", ("JPY", 10**12)),
        ("GBP k", ("GBP", 1000)),
    ],
)
def test_a_currency_with_its_multiple_is_understood(text: str, expected: tuple[str, int]) -> None:
    currency, multiple = money_unit(text)
    assert (currency, multiple) == expected
    assert isinstance(multiple, Decimal)
    assert is_money_unit(text)


@pytest.mark.parametrize("text", ["", "round", "eur", "EURO", "EUR zillion", "bn EUR", "EUR  bn"])
def test_what_is_not_a_currency_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(RefusedError) as refused:
        money_unit(text, where="pledges.csv row 3")
    assert refused.value.where == "pledges.csv row 3"
    assert not is_money_unit(text)


def test_the_pattern_of_currency_columns_takes_the_same_multiples() -> None:
    import re

    for multiple in MULTIPLES:
        assert re.fullmatch(MONEY, f"EUR {multiple}".strip())
    assert not re.fullmatch(MONEY, "EUR zillion")
