"""Money in every currency and style; conversions belong to the sum before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resupply.intake import money, numbers
from resupply.intake.money import Money

SUMS = {
    "EUR 1.13 bn": [(1.13e9, "EUR")],
    "€200m": [(200e6, "EUR")],
    "$61.4 billion": [(61.4e9, "USD")],
    "US$ 45 million": [(45e6, "USD")],
    "C$30 million": [(30e6, "CAD")],
    "A$110 million": [(110e6, "AUD")],
    "DKK 820m": [(820e6, "DKK")],
    "1.7 billion Danish kroner": [(1.7e9, "DKK")],
    "7.1 billion kronor": [(7.1e9, "SEK")],
    "£245 million": [(245e6, "GBP")],
    "2.5 billion pounds": [(2.5e9, "GBP")],
    "10 billion hryvnias": [(10e9, "UAH")],
    "100 million euros": [(100e6, "EUR")],
    "300 million zlotys": [(300e6, "PLN")],
    "a 50-billion-euro facility": [(50e9, "EUR")],
    "130 billion won": [(130e9, "KRW")],
    "half a billion dollars": [(500e6, "USD")],
    "100 million euros (=$1.4 bn)": [(100e6, "EUR"), (1.4e9, "USD")],
    "SEK 7.1 billion ($683 million)": [(7.1e9, "SEK"), (683e6, "USD")],
    "£2.5bn, or about $3.2bn,": [(2.5e9, "GBP"), (3.2e9, "USD")],
    "500 million euros ($540 million at today's rate)": [(500e6, "EUR"), (540e6, "USD")],
    "€500-700 million": [(500e6, "EUR"), (700e6, "EUR")],
}


def read(said: str, country: str | None = None) -> list[Money]:
    return money.find(said, numbers.find(said), [(-1, country)] if country else [])


@pytest.mark.parametrize("said", SUMS)
def test_a_sum_is_read_in_every_style(said: str) -> None:
    (found,) = read(said)
    pairs = list(zip(found.amounts, found.currencies, strict=True))
    assert [c for _, c in pairs] == [c for _, c in SUMS[said]]
    assert [a for a, _ in pairs] == pytest.approx([a for a, _ in SUMS[said]])


@pytest.mark.parametrize(
    ("country", "said", "currency"),
    [
        ("CAN", "$50 million", "CAD"),
        ("AUS", "50 million dollars", "AUD"),
        ("NOR", "3 billion kroner", "NOK"),
        ("CZE", "3 billion crowns", "CZK"),
        (None, "$50 million", "USD"),
    ],
)
def test_the_country_of_the_text_says_whose_dollars(
    country: str | None, said: str, currency: str
) -> None:
    assert read(said, country)[0].currencies == (currency,)


@pytest.mark.parametrize(
    "said", ["300 pounds of flour", "Ukraine won 3 games", "155 mm", "40 percent"]
)
def test_what_is_no_money_is_left_out(said: str) -> None:
    assert read(said) == []


def test_two_sums_of_a_list_stay_two() -> None:
    assert len(read("€72 million for Sudan, $26 million for Chad")) == 2


@given(st.text(alphabet="0123456789 $€£.,()mbnEURkrdoas-", max_size=60))
def test_any_text_gives_spans_inside_it(said: str) -> None:
    assert all(0 <= m.begin <= m.start < m.end <= len(said) for m in read(said))
