"""Options as numbers, at one end of every range: what they give by period, and what they cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
import numpy as np

from resupply.core.dates import days_between
from resupply.network.model import Level, Network, Range, exactly
from resupply.plan.calendar import days_within, per_period
from resupply.plan.problem import Calendar, Floats
from resupply.plan.ranges import key_of, mapped
from resupply.production.options import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Options at one end of their ranges, O of them, over T periods.

    Args:
        limit: What full size gives in a period [item units], shape (O, T).
        least: Smallest size worth building, as part of the full one, shape (O,); 1 = all or
            nothing.
        cost: Paid once for full size [currency], shape (O,).
        each: Paid for a unit [currency / item unit], shape (O,).
        fewest, most: Units over the horizon if chosen, shape (O,); 0 and infinity = no bound.
        first_days: Day of the first output, counted from the first day, shape (O,).
    """

    limit: Floats
    least: Floats
    cost: Floats
    each: Floats
    fewest: Floats
    most: Floats
    first_days: Floats

    @property
    def cheapest(self) -> Floats:
        """The least one can pay for each option, shape (O,)."""
        once = self.cost * self.least
        return once + self.each * self.fewest


def terms(options: Sequence[Option], calendar: Calendar, level: Level = "central") -> Terms:
    """What options give and cost.

    An option gives nothing until its first output, then ramps up evenly (linearly) to its full
    size. One that requires others gives nothing before they do.

    Example:
        >>> from resupply.production.months import months
        >>> line = Option(id="l", name="L", kind="extend", item="i", place="p",
        ...     per_day=exactly(10.0), first_days=exactly(33.0), ramp_days=exactly(30.0))
        >>> terms([line], months(date(2024, 2, 28), 3)).limit.round().tolist()
        [[0.0, 150.0, 310.0]]
    """
    first = _first_days(options, calendar.start_on, level)
    part = np.array([1.0 if o.share is None else o.share.at(level) for o in options])
    size = np.array([o.per_day.at(level) for o in options])
    limit = np.zeros((len(options), calendar.count))
    for at, option in enumerate(options):
        ramp = option.ramp_days.at(level, more_is_better=False)
        daily = size[at] * part[at] * _ramped(calendar.days, first[at], ramp)
        daily *= days_within(calendar, None, option.until_on)
        limit[at] = per_period(calendar, daily)
    return Terms(
        limit=limit,
        least=np.array([_least(o, s) for o, s in zip(options, size, strict=True)]),
        cost=np.array([o.cost.at(level, more_is_better=False) for o in options]),
        each=np.array([o.cost_each.at(level, more_is_better=False) for o in options]),
        fewest=np.array([o.quantity_least or 0.0 for o in options]),
        most=part * np.array([np.inf if o.quantity_most is None else o.quantity_most
                              for o in options]),
        first_days=first,
    )  # fmt: skip


def _least(option: Option, size: float) -> float:
    if option.least_per_day is None or size <= 0:
        return 1.0
    return min(option.least_per_day / size, 1.0)


def _ramped(days: int, first: float, ramp: float) -> Floats:
    """Part of full size on each day, at its middle, shape (days,)."""
    since = np.arange(days) + 0.5 - first
    if ramp <= 0:
        return np.where(since >= 0, 1.0, 0.0)
    return np.clip(since / ramp, 0.0, 1.0)


def _first_days(options: Sequence[Option], start_on: date, level: Level) -> Floats:
    """First output of each option, never before that of an option it requires."""
    own = {o.id: _own_first(o, start_on, level) for o in options}
    required = {o.id: o.requires for o in options}

    def first(name: str) -> float:
        # What is not offered can never be there: the option stays shut.
        if name not in own:
            return float("inf")
        return max([own[name], *(first(other) for other in required[name])])

    return np.array([first(o.id) for o in options], dtype=float)


def _own_first(option: Option, start_on: date, level: Level) -> float:
    waits = 0 if option.from_on is None else max(days_between(start_on, option.from_on), 0)
    return waits + option.first_days.at(level, more_is_better=False)


#: Fields of an option that are figures with a range.
_FIGURES = ("per_day", "first_days", "ramp_days", "cost", "cost_each", "share")


def mapped_options(
    options: Sequence[Option], change: Callable[[str, str, Range], Range]
) -> tuple[Option, ...]:
    """Options with every range changed by a rule."""
    out = []
    for option in options:
        new = {
            field: change(f"option {option.id}", field, value)
            for field in _FIGURES
            if (value := getattr(option, field)) is not None
        }
        out.append(msgspec.structs.replace(option, **new))
    return tuple(out)


def drawn(
    network: Network, options: Sequence[Option], seed: int
) -> tuple[Network, tuple[Option, ...]]:
    """One draw of every figure from a triangle over its range.

    Figures that come from the same assumption move together; others are independent.

    Args:
        network: With ranges.
        options: With ranges.
        seed: The same seed, the same draw, whatever else is in the case.
    """
    values: dict[str, float] = {}

    def change(name: str, field: str, value: Range) -> Range:
        if value.is_exact:
            return value
        key = key_of(name, field, value)
        if key not in values:
            values[key] = _luck(seed, key)
        return exactly(_triangle(value, values[key]), told=value.told)

    return mapped(network, change), mapped_options(options, change)


def _luck(seed: int, key: str) -> float:
    """A number between 0 and 1 that depends on the seed and the name alone."""
    return float(np.random.default_rng([seed, *key.encode()]).random())


def _triangle(value: Range, luck: float) -> float:
    """Quantile of the triangle from low over central to high.

    Example:
        >>> from resupply.network.model import Range
        >>> [_triangle(Range(low=0, central=1, high=2), p) for p in (0.0, 0.5, 1.0)]
        [0.0, 1.0, 2.0]
    """
    low, middle, high = value.low, value.central, value.high
    width = high - low
    if width <= 0:
        return middle
    split = (middle - low) / width
    if luck <= split:
        return low + float(np.sqrt(luck * width * (middle - low)))
    return high - float(np.sqrt((1 - luck) * width * (high - middle)))
