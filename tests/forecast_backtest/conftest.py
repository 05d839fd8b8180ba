"""Books of donors that give month by month, made in a line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from resupply.book import Book, View
from resupply.core.dates import add_months, month_end
from resupply.core.records import Entry, Line, Record
from resupply.core.scope import Scope
from resupply.core.words import Stage

SCOPE = Scope(dataset="own", stage=Stage.ALLOCATION)
FIRST = date(2020, 1, 1)


def line(donor: str) -> Line:
    return Line(
        source_id="s", key=donor, known_on=FIRST, line_id=donor, dataset="own", donor=donor,
        recipient="RRR",
    )  # fmt: skip


def gift(
    donor: str,
    start: date | None,
    value: float,
    *,
    end: date | None = None,
    stage: Stage = Stage.ALLOCATION,
    known_on: date | None = None,
) -> Entry:
    end = start if end is None else end
    return Entry(
        source_id="s",
        key=f"{donor}/{start}/{end}/{stage}/{known_on}/{value}",
        known_on=known_on or end or FIRST,
        line_id=donor,
        stage_from=Stage.OUTSIDE,
        stage_to=stage,
        happened_from=start,
        happened_to=end,
        value=Decimal(str(value)),
        currency="EUR",
    )


def monthly(donor: str, values: Iterable[float], first: date = FIRST) -> list[Entry]:
    return [
        gift(donor, add_months(first, at), value) for at, value in enumerate(values) if value != 0
    ]


def book(entries: Sequence[Entry]) -> Book:
    made = Book.open(None)
    lines: list[Record] = [line(donor) for donor in sorted({str(e.line_id) for e in entries})]
    made.append([*lines, *entries])
    return made


def known(entries: Sequence[Entry], months: int) -> View:
    """The book of these entries at the end of so many months."""
    return book(entries).view(month_end(add_months(FIRST, months - 1)))


def lumpy(
    donors: int, months: int, seed: int, *, active: float = 0.5, mean: float = 10.0
) -> Mapping[str, np.ndarray]:
    """Donors that give in half of the months, lognormal amounts; each month by itself."""
    rng = np.random.default_rng(seed)
    gives = rng.random((donors, months)) < active
    sizes = mean * rng.lognormal(-0.5, 1.0, (donors, months)) * (1 + np.arange(donors))[:, None]
    return {f"D{at:02}": row for at, row in enumerate(np.round(gives * sizes, 2))}


def told(table: Mapping[str, np.ndarray]) -> list[Entry]:
    return [entry for donor, row in table.items() for entry in monthly(donor, row)]
