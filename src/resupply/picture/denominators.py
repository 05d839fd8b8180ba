"""Population and GDP: dated, sourced, and printed with the figure they divide."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from resupply.book import View
from resupply.core.errors import QuestionError


class Denominator(NamedTuple):
    """What a figure is divided by."""

    value: float
    year: int
    unit: str
    source_id: str
    known_on: str


def of(view: View, metric: str, year: int | None = None) -> dict[str, Denominator]:
    """The metric by party: of one year, or the newest known by the view's day.

    Args:
        view: The book as known on a day.
        metric: `population` or `gdp`.
        year: Which year's figure; None = each party's newest.

    Raises:
        QuestionError: The case has no such metric or year.
    """
    found: dict[str, Denominator] = {}
    years = set()
    for row in view.rows("denominators"):
        fields = row.fields
        if fields["metric"] != metric or fields.get("value") is None:
            continue
        one = _one(fields, row.source_id, str(row.known_on))
        years.add(one.year)
        party = str(fields["party_id"])
        if year in (None, one.year) and (party not in found or one.year > found[party].year):
            found[party] = one
    if not found:
        raise QuestionError(
            where=f"--year {year}" if year else "--per",
            what=f"the case knows no {metric}" + (f" for {year}." if year else " by that day."),
            todo=f"known years: {', '.join(map(str, sorted(years)))}."
            if years
            else "add a row to the `denominators` table, with its source.",
        )
    return found


def _one(fields: Mapping[str, Any], source_id: str, known_on: str) -> Denominator:
    return Denominator(
        value=float(fields["value"]),
        year=int(fields["year"]),
        unit=str(fields.get("unit") or ""),
        source_id=source_id,
        known_on=known_on,
    )
