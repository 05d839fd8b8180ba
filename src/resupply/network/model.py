"""The words of a supply network. Plain frozen data; every figure has a range and a source.

A network says what there is, where it can go, how fast, how much at once, and who needs it. It
knows nothing of periods: `plan.problem` cuts time and takes one level of each range.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from resupply.core.findings import Finding

#: Which end of every range is taken: each assumption at its unfavourable end (`low`), as
#: stated (`central`), or at its favourable end (`high`).
Level = Literal["low", "central", "high"]
LEVELS: tuple[Level, ...] = ("low", "central", "high")


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with its range.

    Args:
        low: Smallest value it may have.
        central: The value taken where one must be.
        high: Largest value it may have.
        basis: `reported`, `derived` or `assumption`.
        told: Where it comes from, for people: `UKR-A004`, `leg usa-air`.
        source_ids: Rows of `sources`.

    Example:
        >>> Range(low=1, central=2, high=4).at("low", more_is_better=False)
        4
        >>> exactly(3.0).is_exact
        True
    """

    low: float
    central: float
    high: float
    basis: str = "reported"
    told: str = ""
    source_ids: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether nothing is left open."""
        return self.low == self.high

    def at(self, level: Level, *, more_is_better: bool = True) -> float:
        """The value at a level; `low` is the unfavourable end, whichever that is."""
        if level == "central":
            return self.central
        return self.low if (level == "low") == more_is_better else self.high


def exactly(value: float, **said: object) -> Range:
    """A range of one value."""
    return msgspec.convert({"low": value, "central": value, "high": value, **said}, Range)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where goods are, start, pass or are used."""

    id: str
    name: str
    kind: str = ""
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A sort of goods, counted in its own unit.

    Args:
        mass_kg: Gross mass of one unit; None = not known.
        volume_m3: Packed volume of one unit; None = not known.
    """

    id: str
    name: str
    unit: str
    mass_kg: Range | None = None
    volume_m3: Range | None = None


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Days on which a capacity or supply is a part of what it is (0 = closed).

    Args:
        from_on: First day; None = from the beginning.
        until_on: Last day; None = without end.
        factor: What is left, 0 or more; windows that overlap are multiplied.
        why: For people: `disruption UKR-X012`, `what-if: pause USA`.
    """

    from_on: date | None = None
    until_on: date | None = None
    factor: float
    why: str = ""


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """Joins two places. What it carries at most is said by the capacities that name it.

    Args:
        lead_days: From dispatch to arrival [day]; low is the shortest.
        items: Items it carries; None = all.
        cost_per_t: Cost of carrying [currency of the case / t]; None = not known.
        windows: Days on which it is closed (factor 0). Other factors belong to capacities.
    """

    id: str
    from_place: str
    to_place: str
    mode: str = ""
    lead_days: Range
    items: tuple[str, ...] | None = None
    cost_per_t: Range | None = None
    windows: tuple[Window, ...] = ()
    note: str = ""


class Capacity(msgspec.Struct, frozen=True, kw_only=True):
    """What one leg, or several together, carry at most.

    Args:
        legs: Legs that share it.
        per_day: How much [unit / day].
        unit: `t`, `m3`, `truck`, `round` ...
        weights: What one unit of an item takes of it [unit / item unit]; items left out are not
            limited by it (a finding says so).
    """

    id: str
    name: str = ""
    legs: tuple[str, ...]
    per_day: Range
    unit: str
    weights: Mapping[str, Range]
    windows: tuple[Window, ...] = ()


class Storage(msgspec.Struct, frozen=True, kw_only=True):
    """What a place holds at most; `weights` as in `Capacity`."""

    place: str
    amount: Range
    unit: str
    weights: Mapping[str, Range]


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """What lies at a place when the plan begins [item units]."""

    place: str
    item: str
    quantity: Range


class Supply(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes available at a place: a promise coming due, output, a shipment on its way.

    It comes evenly over its days.

    Args:
        id: Name of the row it comes from; a what-if may name it.
        party: Donor or maker; None = nobody's.
        quantity: In all over its days [item units]; or
        per_day: a rate [item units / day]. One of the two.
        from_on: First day; None = from the first day of the plan.
        until_on: Last day; None = to the end of the plan.
        kind: `promise`, `output`, `in_transit`, `rate`.
        if_factor: Part of it that is taken (a labelled assumption such as a pledge's share
            that comes); None = all of it.
    """

    id: str
    place: str
    item: str
    party: str | None = None
    quantity: Range | None = None
    per_day: Range | None = None
    from_on: date | None = None
    until_on: date | None = None
    kind: str = "rate"
    if_factor: Range | None = None
    windows: tuple[Window, ...] = ()
    note: str = ""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Items that can serve the same need.

    Args:
        rates: What one unit of each item serves [units of need / item unit]. An item that is its
            own group has rate 1.
    """

    id: str
    name: str
    unit: str
    rates: Mapping[str, Range]


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for at a place.

    Args:
        group: Which group serves it.
        tier: 1 is served before 2, and so on.
        per_day: How much [units of need / day]; low is the smallest need.
        backlog: Whether what is not served today is still asked for tomorrow.
    """

    id: str
    place: str
    group: str
    tier: int = 1
    per_day: Range
    from_on: date | None = None
    until_on: date | None = None
    backlog: bool = False
    note: str = ""


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """Something made at a place from other things.

    Args:
        per_day: How many units of output can be made [item units / day].
        inputs: What one unit of output takes [input units / unit of output]; may be empty.
        lead_days: From input to output [day].
        windows: Ramps and pauses of the capacity; a factor above 1 is a ramp.
    """

    id: str
    place: str
    output: str
    per_day: Range
    inputs: Mapping[str, Range] = {}
    lead_days: Range = Range(low=0, central=0, high=0)
    party: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    windows: tuple[Window, ...] = ()


class Assumption(msgspec.Struct, frozen=True, kw_only=True):
    """A figure nobody published that the network rests on.

    Args:
        id: Row it comes from.
        what: What it is, for people.
        used_in: Which rows of the network rest on it.
    """

    id: str
    what: str
    value: Range
    unit: str = ""
    used_in: tuple[str, ...] = ()
    reason: str = ""


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, at one day.

    Args:
        start_on: First day of the plan.
        findings: What is odd in it: a need nothing can reach, a leg without a known capacity.
    """

    start_on: date
    places: Sequence[Place]
    items: Sequence[Item]
    legs: Sequence[Leg]
    capacities: Sequence[Capacity] = ()
    storages: Sequence[Storage] = ()
    stocks: Sequence[Stock] = ()
    supplies: Sequence[Supply] = ()
    groups: Sequence[Group] = ()
    needs: Sequence[Need] = ()
    recipes: Sequence[Recipe] = ()
    assumptions: Sequence[Assumption] = ()
    findings: Sequence[Finding] = ()
    currency: str = "EUR"
