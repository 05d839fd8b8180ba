"""Figures that nothing can be planned with are refused before anything is solved."""

import math
from collections.abc import Iterator

from resupply.core.errors import NetworkError
from resupply.network.model import Capacity, Leg, Network, Range, Recipe, Supply, Window
from resupply.plan.ranges import rows, walk

#: Above this a sum of needs loses its units among the digits.
MOST = 1e12


def refuse_senseless(network: Network) -> None:
    """Refuse a network whose figures make no sense.

    A figure must be a number, zero or more, at most 1e12, with low <= central <= high. With no
    cost below zero there is no round trip that earns something, so no plan is without end.

    Raises:
        NetworkError: With the row, the figure and what to do.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> refuse_senseless(two_places_network())
    """
    for name, field, value in walk(network):
        what = _wrong(value)
        if what:
            raise NetworkError(
                where=f"{name}, {_words(field)}{_told(value)}",
                what=what,
                todo=f"write a number from 0 to {MOST:.0e}, or leave it out if it is not known.",
            )
    for name, row in rows(network):
        for what in _wrong_row(row):
            raise NetworkError(where=name, what=what, todo="mend the row in its table.")


def _wrong(value: Range) -> str | None:
    """What is wrong with a figure."""
    ends = (value.low, value.central, value.high)
    if any(not math.isfinite(end) for end in ends):
        return f"{_shown(ends)} is not a number one can plan with."
    if min(ends) < 0:
        return f"{_shown(ends)} is below zero."
    if max(ends) > MOST:
        return f"{_shown(ends)} is larger than anything that can be planned."
    if not value.low <= value.central <= value.high:
        return f"{_shown(ends)} is not in the order low, central, high."
    return None


def _wrong_row(row: object) -> Iterator[str]:
    windows = row.windows if isinstance(row, Leg | Capacity | Supply | Recipe) else ()
    yield from (what for window in windows if (what := _wrong_window(window)))
    first, last = getattr(row, "from_on", None), getattr(row, "until_on", None)
    if first is not None and last is not None and last < first:
        yield f"it ends on {last} before it begins on {first}."
    if isinstance(row, Supply) and (row.quantity is None) == (row.per_day is None):
        yield "it must have a quantity or a rate per day, one of the two."
    if isinstance(row, Leg) and row.from_place == row.to_place:
        yield f'it leads from "{row.from_place}" to itself.'


def _wrong_window(window: Window) -> str | None:
    if not (math.isfinite(window.factor) and window.factor >= 0):
        return f"a window leaves {window.factor:g} of it, which is not a part of anything."
    if window.from_on and window.until_on and window.until_on < window.from_on:
        return f"a window closes on {window.until_on} before it opens on {window.from_on}."
    return None


def _shown(ends: tuple[float, float, float]) -> str:
    low, central, high = ends
    return f"{central:g}" if low == central == high else f"{low:g} .. {central:g} .. {high:g}"


def _words(field: str) -> str:
    return field.replace("_", " ").replace(".", " of ")


def _told(value: Range) -> str:
    return f" ({value.told})" if value.told else ""
