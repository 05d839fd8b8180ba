"""Denominators: each figure keeps its year and source; one not known is no zero."""

from datetime import date

import pytest

from resupply.core.errors import QuestionError
from resupply.picture import denominators


@pytest.fixture
def people(told):
    for party, year, value in (
        ("FIN", 2021, 5_541_017),
        ("FIN", 2023, 5_583_911),
        ("EST", 2021, 1),
    ):
        told.row("denominators", party_id=party, metric="population", year=year, value=str(value))
    told.row("denominators", party_id="TWN", metric="population", year=2023, value=None)
    return told


def test_the_newest_year_of_each_party_is_taken(people):
    found = denominators.of(people.view(), "population")
    assert {p: (d.year, d.value) for p, d in found.items()} == {
        "FIN": (2023, 5_583_911),
        "EST": (2021, 1),
    }
    assert found["FIN"].source_id == "case"


def test_a_year_can_be_asked_for_and_holds_for_all(people):
    found = denominators.of(people.view(), "population", 2021)
    assert {d.year for d in found.values()} == {2021}
    assert denominators.of(people.view(), "population", 2023).keys() == {"FIN"}


def test_a_figure_is_used_only_once_it_is_known(people):
    people.row(
        "denominators", date(2025, 1, 1), party_id="FIN", metric="population", year=2024, value="9"
    )
    assert denominators.of(people.view(date(2024, 12, 31)), "population")["FIN"].year == 2023
    assert denominators.of(people.view(date(2025, 1, 1)), "population")["FIN"].year == 2024


def test_a_year_nobody_knows_is_refused_with_the_years_there_are(people):
    with pytest.raises(QuestionError, match="no population for 1999") as error:
        denominators.of(people.view(), "population", 1999)
    assert error.value.todo == "known years: 2021, 2023."


def test_a_metric_the_case_does_not_have_is_refused(people):
    with pytest.raises(QuestionError, match="the case knows no gdp by that day") as error:
        denominators.of(people.view(), "gdp")
    assert "`denominators` table" in error.value.todo
