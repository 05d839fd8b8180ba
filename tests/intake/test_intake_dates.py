"""Dates in words, resolved against the day of publication; nothing invented."""

from itertools import pairwise

import pytest

from resupply.intake import dates
from resupply.intake.day_steps import with_steps

PUBLISHED = "2024-02-28"  # a Wednesday


def read(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [d.iso for d in dates.find(text, published)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("signed on 2024-01-05", "2024-01-05"),
        ("on 3 May 2023", "2023-05-03"),
        ("on May 3rd, 2023", "2023-05-03"),
        ("on Feb. 24", "2024-02-24"),
        ("on 14 December", "2023-12-14"),
        ("will arrive on 14 December", "2024-12-14"),
        ("on 28.01.2024", "2024-01-28"),
        ("on Tuesday", "2024-02-27"),
        ("on Wednesday", "2024-02-28"),
        ("last Wednesday", "2024-02-21"),
        ("On Saturday the minister is to speak.", "2024-03-02"),
        ("On Saturday the minister said it will rain.", "2024-02-24"),
        ("Oslo hosts the games in May", "2024-05"),
        ("will meet on Friday", "2024-03-01"),
        ("he spoke by phone on Friday", "2024-02-23"),
        ("yesterday", "2024-02-27"),
        ("last week", "2024-02-19/2024-02-25"),
        ("last month", "2024-01"),
        ("next year", "2025"),
        ("two days ago", "2024-02-26"),
        ("three months ago", "2023-11"),
        ("earlier in February", "2024-02"),
        ("in December", "2023-12"),
        ("by March", "2024-03"),
        ("by the end of 2024", "2024"),
        ("in the first half of 2025", "2025-01/2025-06"),
        ("in Q3 2024", "2024-07/2024-09"),
        ("last summer", "2023-06/2023-08"),
        ("12-14 March 2024", "2024-03-12/2024-03-14"),
        ("since 2022", "2022"),
        ("winter 2023", "2023-12/2024-02"),
    ],
)
def test_dates_are_as_exact_as_the_words(text: str, iso: str) -> None:
    assert read(text) == [iso]


@pytest.mark.parametrize(
    "text",
    ["2,024 tents", "2024 tents", "may come", "they march on", "03/04/2024", "on 31 February 2024"],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert read(text) == []


def test_without_a_day_of_publication_only_full_dates_are_read() -> None:
    assert read("on Tuesday, last week, on 3 May, on 3 May 2023", None) == ["2023-05-03"]


def test_a_month_of_publication_gives_months_but_no_days() -> None:
    assert read("on Tuesday; last month", "2024-02") == ["2024-01"]


def test_dates_stand_apart() -> None:
    found = dates.find("On Monday, October 14, 2024, and on Tuesday", PUBLISHED)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found[0].iso == "2024-10-14"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("On Monday he came. The day before, he had slept.", "2024-02-25"),
        ("He came on Monday. A day later, he left.", "2024-02-27"),
        ("He came the previous evening.", "2024-02-27"),
        ("He came a fortnight ago.", "2024-02-14"),
    ],
)
def test_days_are_counted_from_the_day_before_them(text: str, iso: str) -> None:
    found = dates.find(text, PUBLISHED)
    assert with_steps(text, found, PUBLISHED)[-1].iso == iso


def test_the_day_before_something_is_no_day() -> None:
    assert with_steps("It rained the day before the summit.", [], PUBLISHED) == []
    assert with_steps("He came the day before.", [], "2024-02") == []
