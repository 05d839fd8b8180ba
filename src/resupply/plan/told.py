"""Figures and days in sentences, for people."""

from collections.abc import Sequence
from datetime import date

from resupply.core.words import counted
from resupply.network.model import Network

_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


def number(value: float) -> str:
    """A figure as one says it: whole from 100 on, three figures below.

    Example:
        >>> [number(v) for v in (6571.4, 12.345, 0.01234, 0)]
        ['6,571', '12.3', '0.0123', '0']
    """
    if abs(value) >= 99.95:
        return f"{value:,.0f}"
    shown = f"{value:.3g}"
    return shown if "e" not in shown else f"{value:.1e}"


def units(amount: float, unit: str) -> str:
    """An amount with its unit, in the plural where that is a word.

    Example:
        >>> [units(*each) for each in ((1, "round"), (4100, "round"), (2.5, "t"), (2, "box"))]
        ['1 round', '4,100 rounds', '2.5 t', '2 boxes']
    """
    return f"{number(amount)} {unit if number(amount) == '1' else plural(unit)}"


def plural(unit: str) -> str:
    """More than one of a unit; symbols (t, m3, EUR) stay as they are.

    Example:
        >>> [plural(unit) for unit in ("round", "person-month", "m3", "EUR", "kg", "family")]
        ['rounds', 'person-months', 'm3', 'EUR', 'kg', 'families']
    """
    if len(unit) < 3 or not unit[-1].islower() or unit.endswith("s"):
        return unit
    if unit.endswith("y") and unit[-2] not in "aeiou":
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("x", "ch", "sh")) else f"{unit}s"


def days_of_need(days: float) -> str:
    """Unmet need in days.

    Example:
        >>> days_of_need(1), days_of_need(2.4)
        ('1 day of need', '2.4 days of need')
    """
    return f"{units(days, 'day')} of need"


def step(unit: str, amount: float = 1) -> str:
    """So many steps of a lever.

    Example:
        >>> step("truck / day"), step("round"), step("truck / day", 40)
        ('1 truck a day', '1 round', '40 trucks a day')
    """
    what, _, per = unit.partition(" / ")
    return units(amount, what) + (f" a {per}" if per else "")


def share(part: float) -> str:
    """A part of 1 in percent; what is not all and not nothing never reads so.

    Example:
        >>> [share(p) for p in (0.964, 0.0004, 0.9996, 1, 0)]
        ['96 %', 'less than 1 %', 'more than 99 %', '100 %', '0 %']
    """
    if 0 < part < 0.005:
        return "less than 1 %"
    if 0.995 <= part < 1 - 1e-6:
        return "more than 99 %"
    return f"{part:.0%}".replace("%", " %")


def day(when: date) -> str:
    """A day as one says it.

    Example:
        >>> day(date(2024, 3, 28))
        '28 March 2024'
    """
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(first: date, last: date) -> str:
    """An interval of days as one says it.

    Example:
        >>> days(date(2024, 3, 28), date(2024, 5, 30)), days(date(2024, 3, 1), date(2024, 3, 1))
        ('from 28 March to 30 May 2024', 'on 1 March 2024')
    """
    if first == last:
        return f"on {day(first)}"
    start = day(first)
    if first.year == last.year:
        start = start.rsplit(" ", 1)[0]
    return f"from {start} to {day(last)}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a row, the rest counted.

    Example:
        >>> listed(["a", "b"]), listed(["a", "b", "c", "d", "e"])
        ('a and b', 'a, b, c and 2 more')
    """
    shown, more = list(names[:most]), len(names) - most
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def assumed(network: Network) -> list[str]:
    """That figures nobody published stand behind an answer made at one end of their ranges."""
    count = len(network.assumptions)
    if not count:
        return []
    return [
        f"{counted(count, 'assumption')} that nobody published stand behind this, each with a "
        "range (resupply network --show assumptions): ask --level low and --level high too."
    ]
