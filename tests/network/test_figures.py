"""Units of capacities as people write them, and arithmetic that keeps ranges."""

import pytest

from resupply.network.figures import of_row, over, rate, times
from resupply.network.model import Range


@pytest.mark.parametrize(
    ("text", "unit", "days", "rest"),
    [
        ("truck/day", "truck", 1, ""),
        ("truck/day one way", "truck", 1, "one way"),
        ("truck/day, all cargo", "truck", 1, "all cargo"),
        ("t/month", "t", 30.4375, ""),
        ("million t/month", "t", 30.4375 / 1e6, ""),
        ("round/week", "round", 7, ""),
        ("widebody/day", "widebody", 1, ""),
        ("train/day", "train", 1, ""),
        ("convoy/month, whole country", "convoy", 30.4375, "whole country"),
        ("round/41 days", "round", 41, ""),
        ("m3 / year", "m3", 365.25, ""),
    ],
)
def test_a_unit_per_period_is_understood(text: str, unit: str, days: float, rest: str) -> None:
    found = rate(text)
    assert found is not None
    assert (found.unit, found.rest) == (unit, rest)
    assert 1 / found.per_day == pytest.approx(days)


@pytest.mark.parametrize(
    "text", ["", None, "truck", "a lot", "truck/fortnight", "/day", "t per day"]
)
def test_what_is_no_amount_per_period_is_not_guessed(text: str | None) -> None:
    assert rate(text) is None


def test_all_capacity_units_of_the_shipped_cases_are_understood(shipped_units: set[str]) -> None:
    assert {u for u in shipped_units if rate(u) is None} == set()


@pytest.fixture(scope="module")
def shipped_units() -> set[str]:
    import resupply

    cases = [resupply.open(n) for n in ("ukraine-2024", "humanitarian-ukraine-2024")]
    return {str(r["capacity_unit"]) for c in cases for r in c.view().table("legs")}


def test_products_and_quotients_keep_the_ends_apart() -> None:
    one = Range(low=2, central=4, high=6, told="a", source_ids=("s",))
    two = Range(low=1, central=2, high=3, basis="assumption", told="b")
    product, quotient = times(one, two), over(one, two)
    assert (product.low, product.central, product.high) == (2, 8, 18)
    assert (quotient.low, quotient.central, quotient.high) == (2 / 3, 2, 6)
    assert (product.basis, product.told, product.source_ids) == ("assumption", "a and b", ("s",))


@pytest.mark.parametrize(
    ("row", "ends"),
    [
        ({"q": 5}, (5, 5, 5)),
        ({"q": 5, "q_low": 4}, (4, 5, 5)),
        ({"q_low": 4, "q_high": 8}, (4, 6, 8)),
        ({"q_high": 8}, (8, 8, 8)),
        ({"q": "1.5", "q_high": "2"}, (1.5, 1.5, 2)),
    ],
)
def test_a_figure_is_read_with_the_ends_that_are_stated(
    row: dict[str, object], ends: tuple[float, ...]
) -> None:
    found = of_row(row, "q", told="x")
    assert found is not None
    assert (found.low, found.central, found.high) == ends


def test_nothing_stated_is_not_zero() -> None:
    assert of_row({"q": "", "other": 3}, "q", told="x") is None
