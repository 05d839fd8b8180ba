"""Goods that will become available, as daily draws: stated rates, what is on its way, promises.

All come from the case's network, so that a forecast and a plan count the same things. A figure
with a range is drawn from the triangle over it; figures that rest on one assumption move together.
A promise comes as the promises of its donor did, where there is a record of that.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from resupply.core.dates import days_between
from resupply.forecast.pipeline import Pipeline, stream
from resupply.network.model import Leg, Network, Range, Supply, Window

Floats = NDArray[np.float64]


class Coming(NamedTuple):
    """Draws of one supply.

    Args:
        supply: Which.
        daily: What comes each day, from the first day after the network's, shape (draws, days).
        basis: `stated` (a rate or amount of the case), `on its way`, `promise, by record`, or
            `promise, as assumed`.
    """

    supply: Supply
    daily: Floats
    basis: str


class Chance:
    """Draws of figures with ranges; those told alike move together.

    Args:
        draws: How many.
        seed: Of all.
    """

    def __init__(self, draws: int, seed: int) -> None:
        self.draws, self.seed = draws, seed
        self._told: dict[str, Floats] = {}

    def of(self, value: Range, name: str) -> Floats:
        """A figure, shape (draws,).

        Example:
            >>> Chance(3, 1).of(Range(low=2, central=2, high=2), "x")
            array([2., 2., 2.])
        """
        return triangle(value.low, value.central, value.high, self.even(value.told or name))

    def even(self, told: str) -> Floats:
        """Numbers spread evenly over 0 to 1 that hang on a name, shape (draws,)."""
        if told not in self._told:
            self._told[told] = stream(self.seed, told).random(self.draws)
        return self._told[told]


def triangle(low: float, middle: float | None, high: float, chance: Floats) -> Floats:
    """Quantiles of the triangle from `low` over `middle` to `high`; evenly without a middle.

    Example:
        >>> triangle(0.0, 5.0, 10.0, np.array([0.0, 0.5, 1.0]))
        array([ 0.,  5., 10.])
        >>> triangle(0.0, None, 10.0, np.array([0.25]))
        array([2.5])
    """
    if high <= low:
        return np.full(len(chance), float(high if middle is None else middle))
    if middle is None:
        even: Floats = low + chance * (high - low)
        return even
    rise, width = middle - low, high - low
    left = low + np.sqrt(chance * width * rise)
    right = high - np.sqrt((1 - chance) * width * (high - middle))
    found: Floats = np.where(chance < rise / width, left, right)
    return found


def supplies(
    network: Network, days: int, chance: Chance, promised: Mapping[str, Floats] | None = None
) -> Iterator[Coming]:
    """Draws of everything that becomes available.

    Args:
        network: The case's.
        days: How many, from the day after the network's first.
        chance: Where draws come from.
        promised: Share of a promise that comes each day, by its id, shape (draws, days); those
            without are taken as the case assumes.
    """
    for supply in network.supplies:
        share = (promised or {}).get(supply.id)
        if supply.kind == "promise" and share is not None and supply.quantity is not None:
            amount = chance.of(supply.quantity, supply.id)
            yield Coming(supply, amount[:, None] * share, "promise, by record")
            continue
        daily = _daily(network, supply, days, chance)
        kinds = {"promise": "promise, as assumed", "in_transit": "on its way"}
        yield Coming(supply, daily, kinds.get(supply.kind, "stated"))


def _daily(network: Network, supply: Supply, days: int, chance: Chance) -> Floats:
    figure = supply.per_day or supply.quantity
    if figure is None:
        return np.zeros((chance.draws, days))
    begin = 1 if supply.from_on is None else days_between(network.start_on, supply.from_on)
    end = days if supply.until_on is None else days_between(network.start_on, supply.until_on)
    begin = max(begin, 1)
    end = max(end, begin)
    on = np.zeros(days)
    # What comes in all comes evenly over its days, those beyond the horizon among them.
    on[begin - 1 : max(min(end, days), 0)] = (
        1.0 if supply.per_day is not None else 1 / (end - begin + 1)
    )
    for window in supply.windows:
        on *= _factor(network, window, days)
    amount = chance.of(figure, supply.id)
    if supply.if_factor is not None:
        amount = amount * chance.of(supply.if_factor, f"part of {supply.id}")
    daily: Floats = amount[:, None] * on
    return daily


def _factor(network: Network, window: Window, days: int) -> Floats:
    first = 1 if window.from_on is None else days_between(network.start_on, window.from_on)
    last = days if window.until_on is None else days_between(network.start_on, window.until_on)
    out = np.ones(days)
    out[max(first, 1) - 1 : max(last, 0)] = window.factor
    return out


def promised_shares(stands: Pipeline, days: int) -> dict[str, Floats]:
    """Part of what is left of each promise that comes each day, of draws with a period a day.

    Each is named by its line and by its row of `pledges`, for a network names it by either.
    """
    out = {}
    for at, cell in enumerate(stands.cells):
        part = stands.values[:, at, :days] / max(stands.standing[at], 1e-12)
        out[cell.item] = out[cell.item.rsplit("/", 1)[-1]] = part
    return out


def lead(network: Network, place: str, item: str) -> dict[str, tuple[Leg, ...]]:
    """The quickest way to a place from every place that has one, by central lead times.

    A leg closed on the network's first day is passed over, as is one that does not carry the item.
    """
    best: dict[str, tuple[float, tuple[Leg, ...]]] = {place: (0.0, ())}
    waiting = [place]
    while waiting:
        here = min(waiting, key=lambda p: best[p][0])
        waiting.remove(here)
        took, path = best[here]
        for leg in _into(network.legs, here, item, network):
            total = took + leg.lead_days.central
            if leg.from_place not in best or total < best[leg.from_place][0]:
                best[leg.from_place] = (total, (leg, *path))
                waiting.append(leg.from_place)
    return {start: path for start, (_, path) in best.items()}


def _into(legs: Sequence[Leg], place: str, item: str, network: Network) -> Iterator[Leg]:
    for leg in legs:
        if leg.to_place == place and (leg.items is None or item in leg.items):
            closed = any(
                w.factor == 0
                and (w.from_on or network.start_on) <= network.start_on
                and (w.until_on or network.start_on + timedelta(days=1)) > network.start_on
                for w in leg.windows
            )
            if not closed:
                yield leg


def late(daily: Floats, path: Sequence[Leg], chance: Chance) -> Floats:
    """Draws as they arrive at the end of a way: later by its lead times."""
    if not path:
        return daily
    days = sum((chance.of(leg.lead_days, leg.id) for leg in path), np.zeros(chance.draws))
    shift = np.rint(days).astype(np.int64)
    place = np.arange(daily.shape[1])[None] - shift[:, None]
    found: Floats = np.where(
        place >= 0, np.take_along_axis(daily, np.maximum(place, 0), axis=1), 0.0
    )
    return found
