"""Changes of a network, each a sentence of one form: in Python, in files and at every door.

A scenario is a name, the rows of the case it takes beside or in place of others, and a list of
changes. `network.apply` makes them; nothing here touches a network.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

import msgspec

from resupply.core.errors import QuestionError, unknown_name

#: What a scenario may be called: it is the name of a file, too.
NAME = r"[a-z0-9][a-z0-9._-]{0,79}"
#: More changes than anybody would write by hand.
MOST_CHANGES = 1000

Days = Annotated[int, msgspec.Meta(ge=1, le=3660)]
Shift = Annotated[int, msgspec.Meta(ge=-3660, le=3660)]
Amount = Annotated[float, msgspec.Meta(ge=0, le=1e12)]
Lead = Annotated[float, msgspec.Meta(ge=0, le=3660)]
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


#: What tells the days of a change stands last; long names are short in files.
_DAYS = ("from", "days", "until")
_SHORT = {"from_on": "from", "until_on": "until"}


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="do"):
    """One change; `do` says which."""


class _Timed(Change, frozen=True, kw_only=True, rename=_SHORT):
    """A change that holds for some days.

    Args:
        from_on: First day; None = from the first day of a plan.
        days: How many days; or
        until_on: the last of them. Neither = to the end of the plan.
    """

    from_on: date | None = None
    days: Days | None = None
    until_on: date | None = None

    @property
    def always(self) -> bool:
        """Whether it holds on all days of a plan."""
        return self.from_on is None and self.days is None and self.until_on is None

    def last_on(self, start_on: date) -> date | None:
        """Last day, when a plan begins on a day; None = without end."""
        if self.days is None:
            return self.until_on
        first = self.from_on or start_on
        # Beyond the calendar's last day there is nothing to change.
        return first + timedelta(days=min(self.days - 1, (date.max - first).days))


class Pause(_Timed, frozen=True, kw_only=True, tag="pause"):
    """Nothing more comes from a donor, a maker, a group of them, a place or one supply.

    What would have come on these days is lost, not made up for later.

    Args:
        of: Its id or name.
        left: Part of it that still comes.

    Example:
        >>> told(Pause(of="USA", from_on=date(2024, 3, 1), days=60))
        'pause USA from 2024-03-01 for 60 days'
    """

    of: Word
    left: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0


class Close(_Timed, frozen=True, kw_only=True, tag="close"):
    """A leg, all legs of a place, or all that touch a country, carry nothing."""

    what: Word


class Scale(_Timed, frozen=True, kw_only=True, tag="scale"):
    """A capacity (by its leg), supply, donor, need or stock (`ITEM at PLACE`), so many times."""

    what: Word
    factor: Annotated[float, msgspec.Meta(ge=0, le=1e6)]


class _Ranged(Change, frozen=True, kw_only=True):
    """A change with a figure, whose range may be stated beside it."""

    low: Amount | None = None
    high: Amount | None = None


class AddLeg(Change, frozen=True, kw_only=True, tag="add_leg"):
    """A new way between two places.

    Args:
        lead_days: From dispatch to arrival [day], with `lead_days_low` and `lead_days_high`.
        per_day: What it carries [unit / day]; None = not limited.
        unit: `t`, `m3` or the unit of the items.
    """

    id: Word
    from_place: Word
    to_place: Word
    lead_days: Lead
    lead_days_low: Lead | None = None
    lead_days_high: Lead | None = None
    mode: str = ""
    items: tuple[Word, ...] | None = None
    per_day: Amount | None = None
    unit: str = "t"


class AddSupply(_Ranged, frozen=True, kw_only=True, tag="add_supply", rename=_SHORT):
    """Something more becomes available at a place: `quantity` in all, or `per_day`."""

    id: Word
    place: Word
    item: Word
    quantity: Amount | None = None
    per_day: Amount | None = None
    party: Word | None = None
    from_on: date | None = None
    until_on: date | None = None


class AddStock(_Ranged, frozen=True, kw_only=True, tag="add_stock"):
    """More lies at a place when the plan begins [item units]."""

    place: Word
    item: Word
    quantity: Amount


class AddNeed(_Ranged, frozen=True, kw_only=True, tag="add_need", rename=_SHORT):
    """Something more is asked for [units of need / day]."""

    id: Word
    place: Word
    item: Word
    per_day: Amount
    tier: Annotated[int, msgspec.Meta(ge=1, le=99)] = 1
    from_on: date | None = None
    until_on: date | None = None
    backlog: bool = False


class AddPromise(_Ranged, frozen=True, kw_only=True, tag="add_promise", rename=_SHORT):
    """A donor promises something by a day; it comes evenly until then, at the donor's place."""

    id: Word
    party: Word
    item: Word
    quantity: Amount
    due_on: date
    from_on: date | None = None
    place: Word | None = None


class MoveDate(Change, frozen=True, kw_only=True, tag="move_date"):
    """A supply begins on another day, or so many days later (below zero: earlier)."""

    supply: Word
    days: Shift | None = None
    to: date | None = None


class SetLead(Change, frozen=True, kw_only=True, tag="set_lead"):
    """A leg takes so many days."""

    leg: Word
    days: Lead
    low: Lead | None = None
    high: Lead | None = None


class SetCapacity(_Ranged, frozen=True, kw_only=True, tag="set_capacity"):
    """A leg, or those that share its capacity, carries so much a day, in the unit it has.

    Args:
        unit: For a leg that had no capacity: `t`, `m3` or the unit of the items.
    """

    leg: Word
    per_day: Amount
    unit: str | None = None


AnyChange = (
    Pause
    | Close
    | Scale
    | AddLeg
    | AddSupply
    | AddStock
    | AddNeed
    | AddPromise
    | MoveDate
    | SetLead
    | SetCapacity
)


class Scenario(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A network that might be: the case's own, changed.

    Args:
        name: Short name, also of its file.
        title: What it is, for people.
        take: Rows of the case taken that a plan leaves out unless asked: supplies that are only
            offered, and other readings of a need or a stock in place of the usual ones.
        changes: What is changed, in order.
    """

    name: Annotated[str, msgspec.Meta(pattern=f"^{NAME}$")]
    title: str = ""
    take: tuple[Word, ...] = ()
    changes: Annotated[tuple[AnyChange, ...], msgspec.Meta(max_length=MOST_CHANGES)] = ()


def parse(body: Mapping[str, Any], where: str = "scenario") -> Scenario:
    """A scenario from plain data, such as JSON or TOML gives.

    Raises:
        QuestionError: It has not the form of one.

    Example:
        >>> parse({"name": "dry", "changes": [{"do": "close", "what": "road"}]}).changes[0].what
        'road'
    """
    found: Scenario = _converted(body, Scenario, where)
    return found


def parse_change(body: Mapping[str, Any], where: str = "change") -> AnyChange:
    """One change from plain data.

    Raises:
        QuestionError: It has not the form of one.
    """
    found: AnyChange = _converted(body, AnyChange, where)
    return found


def checked(changes: Sequence[AnyChange]) -> tuple[AnyChange, ...]:
    """Changes made in Python, held to the same rules as those that are read.

    Raises:
        QuestionError: A number out of bounds, or a word that is missing.
    """
    return tuple(
        parse_change(plain(change), f"change {at}") for at, change in enumerate(changes, 1)
    )


#: What `do` may say.
KINDS = tuple(str(kind.__struct_config__.tag) for kind in AnyChange.__args__)


def _converted(body: Mapping[str, Any], kind: Any, where: str) -> Any:
    inside = body.get("changes") if kind is Scenario and isinstance(body, Mapping) else [body]
    for change in inside if isinstance(inside, list | tuple) else ():
        if isinstance(change, Mapping) and change.get("do") not in KINDS:
            raise unknown_name(where, "change", str(change.get("do")), KINDS)
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError as error:
        raise QuestionError(
            where=where,
            what=_words(str(error)),
            todo="see docs/explanation/network.md for the changes there are and what they hold.",
        ) from None


def _words(error: str) -> str:
    """A library's sentence, without its signs for the way through the data."""
    bound = re.fullmatch(r"Expected `(?:int|float)` ([<>]=) (\S+) - at `\$\.?(.*?)`", error)
    if bound is not None:
        end = "more" if bound[1] == ">=" else "less"
        return f'"{bound[3]}" is not a number of {float(bound[2]):,.0f} or {end}.'
    said = re.sub(r" - at `\$\.?(.*?)`", r" (at \1)", error).replace(" (at )", "")
    return said[0].lower() + said[1:].replace("`", '"') + "."


def plain(change: AnyChange | Scenario) -> dict[str, Any]:
    """A change or scenario as plain data, without what was left at its default; days as days.

    Example:
        >>> plain(MoveDate(supply="S1", days=30))
        {'do': 'move_date', 'supply': 'S1', 'days': 30}
    """
    body: dict[str, Any] = msgspec.to_builtins(change, builtin_types=(date,))
    if isinstance(change, Scenario):
        body["changes"] = [plain(c) for c in change.changes]
    if isinstance(change, Pause) and not change.left:
        del body["left"]
    if isinstance(change, AddNeed) and not change.backlog:
        del body["backlog"]
    kept = {k: v for k, v in body.items() if v not in (None, (), [], "")}
    return {k: v for k, v in kept.items() if k not in _DAYS} | {
        k: v for k, v in kept.items() if k in _DAYS
    }


def told(change: AnyChange) -> str:
    """A change in words, for tables and reasons."""
    body = plain(change)
    parts = [str(body.pop("do")).replace("_", " ")]
    for key in ("of", "what", "id", "supply", "leg"):
        if key in body:
            parts.append(str(body.pop(key)))
            break
    if "factor" in body:
        parts.append(f"to {body.pop('factor'):g} times")
    if isinstance(change, MoveDate):
        way = f"to {change.to}" if change.days is None else f"by {change.days:+d} days"
        return f"{' '.join(parts)} {way}"
    if isinstance(change, SetLead):
        return f"{' '.join(parts)} to {change.days:g} days"
    if "from" in body:
        parts.append(f"from {body.pop('from')}")
    if isinstance(change, _Timed) and body.pop("days", None) is not None:
        parts.append(f"for {change.days} days")
    if isinstance(change, Pause) and body.pop("left", None):
        parts.append(f"leaving {change.left:g} of it")
    return " ".join([*parts, *(f"{k.replace('_', ' ')} {_said(v)}" for k, v in body.items())])


def _said(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return f"{value:,g}" if isinstance(value, float) else str(value)
