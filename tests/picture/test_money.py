"""Exchange rates: the European Central Bank's, by hand from its published table."""

from datetime import date
from decimal import Decimal

import pytest

from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.picture import balances, flows, money

# ECB euro foreign exchange reference rates, units for one euro.
USD_28_FEB, SEK_28_FEB, USD_FRIDAY_23_FEB = 1.0808, 11.1920, 1.0834
WEDNESDAY, SATURDAY = date(2024, 2, 28), date(2024, 2, 24)


def test_a_dollar_on_28_february_2024_was_92_5_cents(told):
    assert money.per_unit(told.view(), "USD", "EUR", WEDNESDAY) == pytest.approx(0.92524, abs=5e-6)
    assert money.per_unit(told.view(), "EUR", "USD", WEDNESDAY) == USD_28_FEB


def test_two_other_currencies_meet_in_the_euro(told):
    rate = money.per_unit(told.view(), "SEK", "USD", WEDNESDAY)
    assert rate == pytest.approx(USD_28_FEB / SEK_28_FEB)


def test_at_the_weekend_fridays_rate_holds(told):
    for day in (SATURDAY, date(2024, 2, 25)):
        assert money.per_unit(told.view(), "EUR", "USD", day) == USD_FRIDAY_23_FEB


def test_a_currency_nobody_quotes_has_no_rate(told):
    assert money.per_unit(told.view(), "XXX", "EUR", WEDNESDAY) is None
    assert money.per_unit(told.view(), "XXX", "XXX", WEDNESDAY) == 1.0


def test_a_rate_of_the_other_year_is_no_rate_of_the_day(told):
    # The bank stopped quoting the rouble on 2 March 2022.
    assert money.per_unit(told.view(), "RUB", "EUR", date(2022, 3, 1)) is not None
    assert money.per_unit(told.view(), "RUB", "EUR", WEDNESDAY) is None


def test_the_cases_own_rate_comes_first_while_it_is_fresh(told):
    told.row("rates", currency="UAH", day="2024-02-27", per_eur="41.5")
    told.row("rates", currency="USD", day="2024-02-27", per_eur="2")
    view = told.view()
    assert money.per_unit(view, "UAH", "EUR", WEDNESDAY) == pytest.approx(1 / 41.5)
    assert money.per_unit(view, "UAH", "EUR", date(2024, 2, 26)) is None
    assert money.per_unit(view, "UAH", "EUR", date(2024, 3, 9)) is None
    assert money.per_unit(view, "EUR", "USD", WEDNESDAY) == 2


def test_amounts_are_converted_on_the_day_they_happened(told):
    told.line("a").move("a", Stage.ALLOCATION, 100, on=WEDNESDAY, currency="USD")
    told.move("a", Stage.ALLOCATION, 100, on=SATURDAY, currency="USD")
    told.move("a", Stage.ALLOCATION, 1, on=WEDNESDAY)
    frame = flows.moves(told.view(), Scope(dataset="own")).collect().sort("seq")
    assert frame["amount"].to_list() == pytest.approx(
        [100 / USD_28_FEB, 100 / USD_FRIDAY_23_FEB, 1]
    )


def test_a_day_can_be_given_for_all_rates(told):
    told.line("a").move("a", Stage.ALLOCATION, 100, on=SATURDAY, currency="USD")
    frame = flows.moves(told.view(), Scope(dataset="own", rate_on=WEDNESDAY)).collect()
    assert frame["amount"].item() == pytest.approx(100 / USD_28_FEB)


def test_bounds_are_converted_like_the_number(told):
    told.line("a").move("a", Stage.PLEDGE, on=WEDNESDAY, value_low=1, value_high=3, currency="USD")
    row = flows.moves(told.view(), Scope(dataset="own")).collect().row(0, named=True)
    assert (row["low"], row["high"]) == pytest.approx((1 / USD_28_FEB, 3 / USD_28_FEB))


def test_an_amount_without_a_rate_is_unknown_not_zero(told):
    told.line("a").move("a", Stage.ALLOCATION, 100, currency="XTS")
    frame = flows.moves(told.view(), Scope(dataset="own")).collect()
    assert frame.select("unknown", "open_high").row(0) == (1, 1)
    answer = balances.answer(told.view(), Scope(dataset="own"))
    assert answer.rows[0]["allocated_eur"] is None
    assert "1 move" in " ".join(answer.warnings)


def test_zero_of_a_currency_without_a_rate_is_zero(told):
    told.line("a").move("a", Stage.ALLOCATION, Decimal(0), currency="XTS")
    frame = flows.moves(told.view(), Scope(dataset="own")).collect()
    assert frame["unknown"].item() == 0


def test_an_answer_in_a_currency_without_any_rate_is_refused(told):
    told.line("a").move("a", Stage.ALLOCATION, 100)
    with pytest.raises(QuestionError, match='no exchange rate for "USX"') as error:
        flows.moves(told.view(), Scope(dataset="own", currency="USX")).collect()
    assert 'did you mean "US' in error.value.todo
