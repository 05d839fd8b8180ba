"""Rolling origins: what was known at the end of each month, and what then came.

Where the book knew a month by its end, the book as known then is asked. Where it did not - a
tracker's release loaded years later says all months at once - months are taken as announced:
those after the origin are cut off, and later corrections of earlier ones stay in.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from resupply.book import Book, View
from resupply.core.dates import add_months, month_end
from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.forecast.arrivals import past as record
from resupply.forecast.arrivals.past import Past
from resupply.picture import parties

Floats = NDArray[np.float64]

#: Months a record must have before the first origin.
RECORD_MONTHS_MIN = 8


class Series(NamedTuple):
    """What is forecast: donors, groups of them, and all together.

    Args:
        names: Ids of donors, then of groups, then `total`.
        kinds: `donor`, `group` or `total`, one each.
        members: Which donors each is the sum of, shape (series, donors).
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    members: Floats


class Origin(NamedTuple):
    """A day from which is looked ahead.

    Args:
        on: Last day of the month.
        past: What was known then, of the donors of the series, in their order.
        months_ahead: Months after it whose truth is known, at most the horizon.
        known: `book` = as the book knew it that day; `announced` = months as announced.
    """

    on: date
    past: Past
    months_ahead: int
    known: str


def truth(view: View, scope: Scope) -> Past:
    """The record as known today: what forecasts are compared with."""
    return record.read(view, scope)


def series(view: View, scope: Scope, donors: Sequence[str], on: date) -> Series:
    """The donors asked for, their groups as on a day, and their total.

    Raises:
        QuestionError: The record has nothing of the donors asked for.
    """
    every = list(donors)
    meant = parties.resolve(view, scope.donors, on, where="--donor") if scope.donors else set(every)
    names = [donor for donor in every if donor in meant]
    if not names:
        raise QuestionError(
            where=f"--donor {', '.join(scope.donors)}",
            what="the record has nothing of it at this stage.",
            todo="name a donor that it has: resupply balances lists them.",
        )
    rows = [np.eye(len(every))[every.index(donor)] for donor in names]
    kinds = ["donor"] * len(names)
    chosen = np.sum(rows, axis=0)
    for group in sorted(parties.groups(view)):
        inside = parties.members(view, group, on)
        row = np.array([float(donor in inside) for donor in every]) * chosen
        if 2 <= row.sum() < chosen.sum():
            names.append(group)
            kinds.append("group")
            rows.append(row)
    if len(names) > 1:
        names.append("total")
        kinds.append("total")
        rows.append(chosen)
    return Series(tuple(names), tuple(kinds), np.array(rows))


def origins(book: Book, scope: Scope, known: Past, *, count: int, months: int) -> Iterator[Origin]:
    """The last `count` month ends after which at least a month is known, the earliest first.

    Raises:
        QuestionError: The record is too short for one.
    """
    last = len(known.months) - 1
    first = max(RECORD_MONTHS_MIN, last - count + 1)
    if first > last:
        raise QuestionError(
            where=f"the record of {len(known.months)} months ({known.months[0]:%Y-%m} to "
            f"{known.months[-1]:%Y-%m})",
            what=f"a backtest needs {counted(RECORD_MONTHS_MIN, 'month')} before its first day "
            "and one after it.",
            todo="ask for a dataset or stage with a longer record, or bring in a release.",
        )
    for at in range(first, last + 1):
        on = month_end(known.months[at - 1])
        found = _as_known(book, scope, on, known.until(at))
        cut = found or known.until(at)
        yield Origin(
            on=on,
            past=cut,
            months_ahead=min(months, len(known.months) - at),
            known="book" if found else "announced",
        )


def _as_known(book: Book, scope: Scope, on: date, like: Past) -> Past | None:
    """What the book knew that day; None where its record did not reach that month.

    Args:
        book: The book.
        scope: Bounds.
        on: The day.
        like: The record to that month as known today; its donors and months are those of the
            answer. Who was not known then had brought nothing.
    """
    try:
        found = record.read(book.view(on), msgspec.structs.replace(scope, as_of=on))
    except QuestionError:
        return None
    if found.begun or found.months[-1] != like.months[-1]:
        return None
    return like._replace(
        amounts=_aligned(found.amounts, found, like),
        standing=None if found.standing is None else _aligned(found.standing, found, like),
        findings=found.findings,
    )


def _aligned(table: Floats, of: Past, like: Past) -> Floats:
    donors = {donor: row for row, donor in enumerate(of.donors)}
    months = {month: column for column, month in enumerate(of.months)}
    padded = np.pad(table, ((0, 1), (0, 1)))
    rows = [donors.get(donor, -1) for donor in like.donors]
    columns = [months.get(month, -1) for month in like.months]
    out: Floats = padded[np.ix_(rows, columns)]
    return out


def came_after(known: Past, origin: Origin, months: int) -> Floats:
    """What came in the months after an origin, shape (donors, months); NaN where not known."""
    first = list(known.months).index(add_months(origin.on, 1))
    found = known.amounts[:, first : first + months]
    out = np.full((len(known.donors), months), np.nan)
    out[:, : found.shape[1]] = found
    return out
