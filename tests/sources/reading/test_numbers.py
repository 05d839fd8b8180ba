"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resupply.sources.reading import numbers


@pytest.mark.parametrize(
    ("cell", "value", "odd"),
    [
        (" 3193503.68 \n", "3193503.68", None),
        ("395,88", "395.88", "decimal_comma"),
        ('"1,553  "', "1553", "thousands_comma"),
        ("280NULL49", "280.49", "point_was_replaced"),
        (17333.33, "17333.33", None),
        (30.0, "30", None),
        ("1E3", "1000", None),
        ("-61973576.04927391", "-61973576.04927391", None),
        ("0", "0", None),
        (".", None, None),
        (" . ", None, None),
        ("\xa0", None, None),
        (" undisclosed ", None, None),
        ("Not Given", None, None),
        ("No price", None, None),
        ("NULL", None, None),
        (None, None, None),
        ("dozens", None, "not_a_number"),
        ("1.000.00", None, "not_a_number"),
        ("approx. 200", None, "not_a_number"),
        ("inf", None, "not_a_number"),
        (float("inf"), None, "not_a_number"),
        (True, None, "not_a_number"),
        ("\u0663\u0664", None, "not_a_number"),
        ("6e200", None, "absurd_number"),
    ],
)
def test_a_cell_states_a_number_or_nothing_or_is_odd(
    cell: object, value: str | None, odd: str | None
) -> None:
    assert numbers.parse(cell) == (None if value is None else Decimal(value), odd)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()))
def test_any_cell_gives_a_finite_number_or_none(cell: object) -> None:
    value = numbers.parse(cell).value
    assert value is None or value.is_finite()


@given(st.decimals(-9999, 9999, places=12))
def test_billions_are_exact(amount: Decimal) -> None:
    assert numbers.billions(f"{amount:f}").value == amount * 10**9
