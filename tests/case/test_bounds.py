"""Bounds: the words of a question, in every form people give them."""

from datetime import date

import pytest

from resupply.case.bounds import to_scope
from resupply.core.errors import QuestionError, RefusedError
from resupply.core.words import Milestone, Stage

DEFAULTS = {"as_of": date(2024, 2, 28), "dataset": "kiel", "currency": "EUR"}


def scope(**bounds):
    return to_scope(bounds, **DEFAULTS)


def test_what_is_not_asked_is_the_cases_own():
    found = scope()
    assert (found.as_of, found.dataset, found.currency) == (date(2024, 2, 28), "kiel", "EUR")
    assert (found.milestone, found.shares, found.measure) == (Milestone.RECEIVED, "donor", "value")


def test_what_is_asked_comes_before_the_cases_own():
    found = scope(as_of=date(2026, 8, 1), dataset="press", currency="usd", stage="delivery")
    assert (found.as_of, found.dataset, found.currency) == (date(2026, 8, 1), "press", "USD")
    assert found.stage is Stage.DELIVERY


def test_days_may_be_written_as_text():
    assert scope(as_of="2024-01-31", since="2023-01-01").as_of == date(2024, 1, 31)
    with pytest.raises(RefusedError, match=r'"soon" is not a day of the calendar') as refused:
        scope(until="soon")
    assert refused.value.where == "--until"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (None, ()),
        ("USA", ("USA",)),
        ("USA, Germany", ("USA", "Germany")),
        (["USA", " Germany "], ("USA", "Germany")),
        ("", ()),
        (",", ()),
    ],
)
def test_one_name_or_several_in_any_form(given, meant):
    assert scope(donor=given).donors == meant


@pytest.mark.parametrize(
    ("bound", "word", "nearest"),
    [
        ("stage", "alocation", "allocation"),
        ("milestone", "recieved", "received"),
        ("shares", "member", "members"),
        ("measure", "values", "value"),
    ],
)
def test_a_word_that_is_not_ours_is_refused_with_the_nearest(bound, word, nearest):
    with pytest.raises(QuestionError) as error:
        scope(**{bound: word})
    assert error.value.where == f"--{bound}"
    assert f'"{word}"' in error.value.what
    assert error.value.todo.startswith(f'did you mean "{nearest}"?')


def test_days_in_the_wrong_order_are_refused():
    with pytest.raises(QuestionError, match="the first day is after the last"):
        scope(since=date(2024, 2, 1), until=date(2024, 1, 31))
    one_day = scope(since=date(2024, 2, 1), until=date(2024, 2, 1))
    assert one_day.since == one_day.until
