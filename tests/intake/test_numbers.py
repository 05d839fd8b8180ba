"""Numbers in digits, words and ranges; what is no number of things is left out."""

from itertools import pairwise

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from resupply.intake import numbers

SAID = {
    "1,000,000 rounds": [1e6],
    "1.000.000 rounds": [1e6],
    "1 000 000 rounds": [1e6],
    "4.300,000,000 euros": [4.3e9],
    "$1.000,000,000": [1e9],
    "$4,250.000.000": [4.25e9],
    "1'000'000 rounds": [1e6],
    "5.800 rounds": [5800],
    "17.800,000 rounds": [17.8e6],
    "$2.200,000,000": [2.2e9],
    "5.8 tonnes": [5.8],
    "1,5 billion hryvnias": [1.5e9],
    "€1.3bn": [1.3e9],
    "US$ 24.8M": [24.8e6],
    "a 23 m budget": [23e6],
    "700+ generators": [700],
    "half a million shells": [500_000],
    "a quarter of a million shells": [250_000],
    "three quarters of a million": [750_000],
    "one and a half million people": [1.5e6],
    "two dozen vehicles": [24],
    "half a dozen boats": [6],
    "a dozen boats": [12],
    "forty-two trucks": [42],
    "one hundred and twenty-five thousand mines": [125_000],
    "two-billion-euro plan": [2e9],
    "over 30 guns": [30],
    "nearly 1,200 drones": [1200],
    "52 per cent": [52],
}
RANGES = {
    "between 2,000 and 3,000 shells": (2000, 3000),
    "30-40 tanks": (30, 40),
    "30–40 million": (30e6, 40e6),
    "two to three thousand": (2000, 3000),
    "$1 to $2 billion": (1e9, 2e9),
}
NONE = [
    "155mm shells",
    "155 mm shells",
    "a 500-kg bomb",
    "M777 howitzers",
    "F-16 jets",
    "the 12th package",
    "at 10:30",
    "dozens of trucks",
    "hundreds of thousands of rounds",
    "a 36-month loan",
    "a 34-year-old",
    "a 14-member team",
    "on 2024-02-28",
]


@pytest.mark.parametrize("said", SAID)
def test_a_number_is_read_in_every_style(said: str) -> None:
    assert [n.low for n in numbers.find(said)][: len(SAID[said])] == pytest.approx(SAID[said])


@pytest.mark.parametrize("said", RANGES)
def test_a_range_has_two_ends(said: str) -> None:
    (found,) = numbers.find(said)
    assert found.values == RANGES[said]


@pytest.mark.parametrize("said", NONE)
def test_calibres_models_ordinals_and_vague_words_are_no_numbers(said: str) -> None:
    found = [said[n.start : n.end] for n in numbers.find(said)]
    assert found in ([], ["2024"])


def test_a_calibre_is_not_glued_to_the_number_before_it() -> None:
    assert [n.low for n in numbers.find("12 155mm howitzers and 6 105 mm guns")] == [12, 6]


@given(st.integers(0, 10**9), st.sampled_from(["en", "de", "sv", "de_CH"]))
def test_whole_numbers_are_read_as_babel_writes_them(value: int, locale: str) -> None:
    said = f"{format_decimal(value, locale=locale)} rounds"
    assert [n.low for n in numbers.find(said)] == [value]


@given(st.integers(1, 99), st.sampled_from(["thousand", "million", "billion"]))
def test_words_and_digits_agree(value: int, size: str) -> None:
    worded = f"{_in_words(value)} {size} shells"
    assert numbers.find(worded)[0].low == numbers.find(f"{value} {size} shells")[0].low


def _in_words(value: int) -> str:
    said = """zero one two three four five six seven eight nine ten eleven twelve thirteen
        fourteen fifteen sixteen seventeen eighteen nineteen"""
    ones = said.split()
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if value < 20:
        return ones[value]
    ten, one = divmod(value, 10)
    return tens[ten - 2] + (f"-{ones[one]}" if one else "")


@given(st.text(max_size=120))
def test_any_text_gives_spans_inside_it_in_order(said: str) -> None:
    found = numbers.find(said)
    assert all(0 <= n.begin <= n.start < n.end <= len(said) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
