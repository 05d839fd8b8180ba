"""Kiel's date cells and the intervals they allow."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resupply.core.dates import Span
from resupply.core.words import Precision
from resupply.sources.kiel import dates


def span(start: str | None, end: str | None) -> Span:
    return Span(
        date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None
    )


# Each as it stands in one of releases 7, 16, 18 or 21.
@pytest.mark.parametrize(
    ("cell", "start", "end", "odd"),
    [
        ("2024-02-28", "2024-02-28", "2024-02-28", ()),
        (date(2024, 2, 28), "2024-02-28", "2024-02-28", ()),
        ("16/02/2023", "2023-02-16", "2023-02-16", ()),
        ("until 12/31/2022", None, "2022-12-31", ()),
        ("until  5/5/2022", None, "2022-05-05", ()),
        ("until 06/02/2024", None, "2024-06-02", ("ambiguous_date",)),
        ("until 06.02.2024", None, "2024-06-02", ("ambiguous_date",)),
        ("until 6/2022", None, "2022-06-30", ()),
        ("until 06/31/2022", None, "2022-06-30", ("not_a_day",)),
        ("from 01/01/2023 until 12/31/2023", "2023-01-01", "2023-12-31", ()),
        ("from 01/01/2024 until 05/01/2024", "2024-01-01", "2024-05-01", ("ambiguous_date",)),
        ("between 1/1/2023 and 1/31/2023", "2023-01-01", "2023-01-31", ()),
        ("between 3/4/22 & 3/11/22", "2022-03-04", "2022-11-03", ("ambiguous_date",)),
        ("since 2/24/2022", "2022-02-24", None, ()),
        ("unclear, 10/2022", "2022-10-01", "2022-10-31", ()),
        ("unclear 3/2023", "2023-03-01", "2023-03-31", ()),
        ("not specified, 03/22", "2022-03-01", "2022-03-31", ()),
        ("unclear ", None, None, ("undated_amount",)),
        ("unspecified", None, None, ("undated_amount",)),
        ("Undisclosed", None, None, ("undated_amount",)),
        (".", None, None, ("undated_amount",)),
        ("\xa0", None, None, ("undated_amount",)),
        (None, None, None, ("undated_amount",)),
        (date(2922, 2, 9), None, None, ("absurd_date", "undated_amount")),
        ("30/02/2023", "2023-02-01", "2023-02-28", ("not_a_day",)),
        ("31/31/2023", None, None, ("not_a_day", "undated_amount")),
        ("13/2023", None, None, ("not_a_day", "undated_amount")),
        (44682.0, "2022-05-01", "2022-05-01", ()),
    ],
)
def test_a_date_cell_becomes_the_interval_it_allows(
    cell: object, start: str | None, end: str | None, odd: tuple[str, ...]
) -> None:
    when = dates.parse(cell)
    assert when.span == span(start, end)
    assert when.odd == odd


@given(st.one_of(st.text(), st.floats(), st.none(), st.from_regex(r"until [0-9/.]{4,12}")))
def test_any_cell_gives_an_interval_in_order(cell: object) -> None:
    found = dates.parse(cell).span
    assert found.start is None or found.end is None or found.start <= found.end


@given(st.dates(date(2022, 1, 1), date(2026, 12, 31)))
def test_a_day_is_not_known_before_it_came(day: date) -> None:
    announced = date(2024, 6, 30)
    known, _ = dates.known(dates.parse(day.isoformat()), announced=announced)
    assert known <= announced
    assert known >= day or day > announced


def test_a_copied_down_date_is_cut_at_the_day_it_was_public() -> None:
    when = dates.not_after(dates.parse("until 4/15/2027"), date(2022, 11, 21))
    assert when.span == span(None, "2022-11-21")
    assert when.odd == ("happened_after_known",)


def test_the_day_it_was_public_settles_an_ambiguous_date() -> None:
    when = dates.not_after(dates.parse("until 01/11/2024"), date(2024, 8, 6))
    assert when.span == span(None, "2024-08-06")
    assert when.odd == ("ambiguous_date",)
    assert when.precision is Precision.INFERRED
