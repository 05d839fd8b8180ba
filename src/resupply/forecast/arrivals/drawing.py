"""Draws of new promises within a scope."""

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from resupply.book import View
from resupply.core.dates import add_months
from resupply.core.errors import QuestionError
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.forecast.arrivals import model
from resupply.forecast.arrivals import past as record
from resupply.picture import parties

#: Months and draws that are still answered.
MONTHS_MAX, DRAWS_MAX = 120, 100_000


class New(NamedTuple):
    """What will reach a stage, as draws.

    Args:
        donors: Party ids, sorted; only those the record knows.
        months: First days of the months to come; the first follows the record's last.
        values: Amounts in the scope's currency (or units), shape (draws, donors, months). A total
            is the sum over donors of one draw.
        findings: What is odd in the record and how it was treated.
    """

    donors: tuple[str, ...]
    months: tuple[date, ...]
    values: NDArray[np.float64]
    findings: tuple[Finding, ...]


def first_month(view: View, scope: Scope) -> date:
    """First day of the first month that would be drawn: the one after the record's last.

    Raises:
        QuestionError: Nothing at the stage, or several datasets.
    """
    return _ahead(record.read(view, scope), 1)[0]


def _ahead(past: record.Past, months: int) -> tuple[date, ...]:
    return tuple(add_months(past.months[-1], 1 + at + past.begun) for at in range(months))


def draw(view: View, scope: Scope, *, months: int, draws: int = 1000, seed: int = 1) -> New:
    """What each donor newly brings to the scope's stage (default allocation), month by month.

    Args:
        view: The book as known on a day.
        scope: Bounds: dataset, stage, kinds, donors, currency.
        months: Months to come, counted from the record's last.
        draws: Draws.
        seed: The same seed gives the same draws; a donor's draws do not hang on which others are
            asked for.

    Raises:
        QuestionError: Months or draws out of range, nothing at the stage, or several datasets.
    """
    _refuse("--months", months, MONTHS_MAX)
    _refuse("--draws", draws, DRAWS_MAX)
    past = record.read(view, scope)
    fitted = model.Fitted(past.amounts, past.standing, past.months[0].month)
    values = fitted.draws(past.donors, months=months, draws=draws, seed=seed, skip=int(past.begun))
    wanted = _wanted(view, scope, past.donors)
    return New(
        donors=tuple(past.donors[at] for at in wanted),
        months=_ahead(past, months),
        values=values[:, wanted],
        findings=past.findings,
    )


def _refuse(where: str, number: int, most: int) -> None:
    if not 1 <= number <= most:
        raise QuestionError(
            where=f"{where} {number}",
            what=f"it is a number from 1 to {most:,}.",
            todo="ask for fewer, or for at least one.",
        )


def _wanted(view: View, scope: Scope, donors: tuple[str, ...]) -> list[int]:
    if not scope.donors:
        return list(range(len(donors)))
    meant = parties.resolve(view, scope.donors, scope.until or view.as_of, where="--donor")
    return [at for at, donor in enumerate(donors) if donor in meant]
