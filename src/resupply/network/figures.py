"""Figures of a case's rows as ranges: what is stated, what is assumed, per day, in which unit."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from resupply.book import View
from resupply.core.dates import to_day
from resupply.network.model import Assumption, Range

#: Days in a period.
PERIOD_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_MULTIPLES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_RATE = re.compile(
    r"(?:(?P<times>thousand|million|billion) )?(?P<unit>[^/,]+?) ?/ ?"
    r"(?:(?P<count>\d+(?:\.\d+)?) )?(?P<period>day|week|month|year)s?\b(?P<rest>.*)"
)

Row = Mapping[str, Any]


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """A unit of so much a period.

    Args:
        unit: What is counted.
        per_day: Factor that brings a figure to a day.
        rest: Words behind it: `one way`, `whole country`.
    """

    unit: str
    per_day: float
    rest: str = ""


def rate(text: str | None) -> Rate | None:
    """A rate's unit in words, understood; None when it is none.

    Example:
        >>> rate("truck/day one way").unit, round(rate("million t/month").per_day * 30.4375)
        ('truck', 1000000)
        >>> rate("round/41 days").per_day * 41, rate("round")
        (1.0, None)
    """
    found = _RATE.fullmatch((text or "").strip())
    if found is None:
        return None
    days = PERIOD_DAYS[found["period"]] * float(found["count"] or 1)
    times = _MULTIPLES.get(found["times"] or "", 1.0)
    return Rate(unit=found["unit"].strip(), per_day=times / days, rest=found["rest"].strip(" ,"))


def number(value: Any) -> float | None:
    """A cell as a number; None when it is empty."""
    return None if value is None or value == "" else float(value)


def day(value: Any) -> date | None:
    """A cell as a day; None when it is empty."""
    if value is None or value == "":
        return None
    return value if isinstance(value, date) else to_day(str(value), where="a day")


def listed(value: Any) -> tuple[str, ...]:
    """A cell as names."""
    if not value:
        return ()
    parts = value.split(";") if isinstance(value, str) else value
    return tuple(str(p).strip() for p in parts if str(p).strip())


def of_row(row: Row, name: str, *, told: str, basis: str | None = None) -> Range | None:
    """A figure with its range, from `name`, `name_low`, `name_high`; None when nothing is stated.

    Without a middle the middle of the range is taken; an open end is taken at what is stated.
    """
    found = around(*(number(row.get(f"{name}{end}")) for end in ("_low", "", "_high")))
    if found is None:
        return None
    low, middle, high = found
    return Range(
        low=low,
        central=middle,
        high=high,
        basis=basis or str(row.get("basis") or "reported"),
        told=told,
        source_ids=sources(row),
    )


def around(
    low: float | None, middle: float | None, high: float | None
) -> tuple[float, float, float] | None:
    """A figure's ends around its middle, what is not stated filled in; None when nothing is.

    Example:
        >>> around(2.0, None, 4.0), around(None, 5.0, 4.0), around(None, None, None)
        ((2.0, 3.0, 4.0), (5.0, 5.0, 5.0), None)
    """
    known = [x for x in (low, middle, high) if x is not None]
    if not known:
        return None
    if middle is None:
        middle = sum(known) / len(known)
    return (
        middle if low is None else min(low, middle),
        middle,
        middle if high is None else max(high, middle),
    )


def sources(row: Row, name: str = "source_id") -> tuple[str, ...]:
    """Sources a row names."""
    return (str(row[name]),) if row.get(name) else ()


def times(one: Range, other: Range | float) -> Range:
    """A product; figures are zero or more, so ends go with ends."""
    if isinstance(other, float | int):
        ends = (one.low * other, one.central * other, one.high * other)
        return msgspec.structs.replace(one, low=ends[0], central=ends[1], high=ends[2])
    return Range(
        low=one.low * other.low,
        central=one.central * other.central,
        high=one.high * other.high,
        basis=_basis(one, other),
        told=_told(one, other),
        source_ids=tuple(dict.fromkeys((*one.source_ids, *other.source_ids))),
    )


def over(one: Range, other: Range) -> Range:
    """A quotient; the low end is the low end over the high one."""
    return Range(
        low=one.low / other.high,
        central=one.central / other.central,
        high=one.high / other.low,
        basis=_basis(one, other),
        told=_told(one, other),
        source_ids=tuple(dict.fromkeys((*one.source_ids, *other.source_ids))),
    )


def lessened(one: Range, by: float) -> Range:
    """What is left of a figure, nothing at the least."""
    low, central, high = (max(end - by, 0.0) for end in (one.low, one.central, one.high))
    return msgspec.structs.replace(one, low=low, central=central, high=high)


def _basis(one: Range, other: Range) -> str:
    bases = {one.basis, other.basis}
    return "assumption" if "assumption" in bases else "derived" if len(bases) > 1 else one.basis


def _told(one: Range, other: Range) -> str:
    return " and ".join(dict.fromkeys(t for t in (one.told, other.told) if t))


class Assumed:
    """The case's assumptions, and which of them were used for what."""

    def __init__(self, view: View) -> None:
        self._rows = {str(r["id"]): r for r in view.table("assumptions")}
        self._used: dict[str, list[str]] = {}

    def of(self, name: str, used_in: str) -> Range | None:
        """An assumption by its name; None when there is none of that name."""
        value = _assumption_value(name, self._rows.get(name, {}))
        if value is not None:
            self._used.setdefault(name, []).append(used_in)
        return value

    def about(self, subject: str, metric: str, unit: str, used_in: str) -> Range | None:
        """The assumption about a subject whose metric contains a word, in a unit."""
        for name, row in self._rows.items():
            asked = row.get("subject") == subject and metric in str(row.get("metric"))
            if asked and row.get("unit") == unit:
                return self.of(name, used_in)
        return None

    def unit(self, name: str) -> str:
        """Unit of an assumption."""
        return str(self._rows.get(name, {}).get("unit") or "")

    def rows(self, metric: str) -> list[Row]:
        """Rows of a metric."""
        return [r for r in self._rows.values() if r.get("metric") == metric]

    def used(self) -> list[Assumption]:
        """What was used, in the order of the table."""
        return [self._assumption(n, r) for n, r in self._rows.items() if n in self._used]

    def _assumption(self, name: str, row: Row) -> Assumption:
        value = _assumption_value(name, row)
        assert value is not None
        return Assumption(
            id=name,
            what=f"{str(row.get('metric')).replace('_', ' ')} ({row.get('subject')})",
            value=value,
            unit=self.unit(name),
            used_in=tuple(dict.fromkeys(self._used[name])),
            reason=str(row.get("reason") or ""),
        )


def _assumption_value(name: str, row: Row) -> Range | None:
    """What a row of `assumptions` states; None when it states nothing."""
    low, central, high = (number(row.get(k)) for k in ("low", "central", "high"))
    if central is None:
        return None
    return Range(
        low=central if low is None else low,
        central=central,
        high=central if high is None else high,
        basis="assumption",
        told=f"assumption {name}",
    )


def readings(rows: Sequence[Row], key: str, chosen: Sequence[str]) -> list[Row]:
    """Rows of a table, one reading of each figure: its own, or the alternative that is chosen."""
    instead = {
        str(r["alternative_to"]) for r in rows if r.get("alternative_to") and r[key] in chosen
    }
    return [
        r
        for r in rows
        if (r[key] in chosen if r.get("alternative_to") else str(r[key]) not in instead)
    ]
