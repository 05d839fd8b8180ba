"""A network as an answer: its legs, or another of its tables, each figure with its range."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from resupply.core.answer import Answer, Column
from resupply.core.errors import unknown_name
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.network.model import Capacity, Network, Place, Range, Window

Row = dict[str, Any]


def answer(network: Network, scope: Scope, *, show: str = "legs") -> Answer:
    """One table of a network.

    Args:
        network: The network.
        scope: What it is bound to.
        show: Which table: legs, supplies, needs, stocks, assumptions, places.

    Raises:
        QuestionError: There is no such table.
    """
    if show not in TABLES:
        raise unknown_name("--show", "table of a network", show, TABLES)
    columns, rows = TABLES[show]
    return Answer(
        question="network",
        scope=scope,
        columns=columns,
        rows=list(rows(network)),
        sentence=_sentence(network),
        findings=network.findings,
        warnings=_warnings(network),
    )


def _sentence(network: Network) -> str:
    limited = {leg for c in network.capacities for leg in c.legs}
    there = (
        (len(network.places), "place"),
        (len(network.legs), "leg"),
        (len(network.supplies), "supply"),
        (len(network.needs), "need"),
    )
    *told, last = (_many(number, word) for number, word in there)
    told[1] += f" ({len(limited)} with a known capacity)"
    return f"A plan from {network.start_on} is made over {', '.join(told)} and {last}."


def _many(number: int, word: str) -> str:
    return f"{number} supplies" if word == "supply" and number != 1 else counted(number, word)


def _warnings(network: Network) -> list[str]:
    guessed = len(network.assumptions)
    if not guessed:
        return []
    rests = "1 figure that nobody" if guessed == 1 else f"{guessed} figures that nobody"
    return [
        f"It rests on {rests} published, each with its range: resupply network --show assumptions."
    ]


def _legs(network: Network) -> Iterator[Row]:
    places = {p.id: p for p in network.places}
    names = {p.id: p.name for p in network.places}
    for leg in network.legs:
        limits = sorted(
            (c for c in network.capacities if leg.id in c.legs), key=lambda c: len(c.legs)
        )
        limit = limits[0] if limits else None
        figures = [leg.lead_days, *(c.per_day for c in limits)]
        yield {
            "leg": leg.id,
            "from_place": leg.from_place,
            "from_name": names.get(leg.from_place, leg.from_place),
            "to_place": leg.to_place,
            "to_name": names.get(leg.to_place, leg.to_place),
            "mode": leg.mode,
            **_figure("lead_days", leg.lead_days),
            **_figure("capacity_per_day", limit.per_day if limit else None),
            "capacity_unit": limit.unit if limit else None,
            "capacity_basis": limit.per_day.basis if limit else None,
            "capacity_from": limit.per_day.told if limit else None,
            "shared": _shared(limits),
            "lead_days_basis": leg.lead_days.basis,
            "windows": _windows((*leg.windows, *(w for c in limits for w in c.windows))),
            "note": leg.note,
            **_position("from", places.get(leg.from_place)),
            **_position("to", places.get(leg.to_place)),
            "source_ids": _sources(figures),
        }


def _position(end: str, place: Place | None) -> Row:
    """What maps and programs need of an end of a leg."""
    return {
        f"{end}_{name}": getattr(place, name, None) for name in ("kind", "country", "lat", "lon")
    }


def _shared(limits: Sequence[Capacity]) -> str | None:
    """With how many other legs a capacity is shared; how much, where it is not the one shown."""
    told = []
    for at, limit in enumerate(limits):
        if len(limit.legs) > 1:
            much = f", {limit.per_day.central:,.3g} {limit.unit} a day in all" if at else ""
            told.append(counted(len(limit.legs) - 1, "other leg") + much)
    return "; ".join(told) or None


def _supplies(network: Network) -> Iterator[Row]:
    units = {i.id: i.unit for i in network.items}
    for supply in network.supplies:
        figures = [f for f in (supply.quantity, supply.per_day, supply.if_factor) if f]
        yield {
            "supply": supply.id,
            "party": supply.party,
            "place": supply.place,
            "item": supply.item,
            "kind": supply.kind,
            **_figure("quantity", supply.quantity),
            **_figure("per_day", supply.per_day),
            "unit": units.get(supply.item),
            **_figure("share", supply.if_factor),
            "from_on": supply.from_on,
            "until_on": supply.until_on,
            "basis": _bases(figures),
            "rests_on": "; ".join(f.told for f in figures if f.told),
            "windows": _windows(supply.windows),
            "note": supply.note,
            "source_ids": _sources(figures),
        }


def _needs(network: Network) -> Iterator[Row]:
    groups = {g.id: g for g in network.groups}
    items = {i.id: i for i in network.items}
    for need in network.needs:
        group = groups.get(need.group)
        served = group.rates if group else {}
        yield {
            "need": need.id,
            "place": need.place,
            "item": need.group,
            "tier": need.tier,
            **_figure("per_day", need.per_day),
            "unit": group.unit if group else items[need.group].unit,
            "served_by": "; ".join(f"{i}: {_range(r)}" for i, r in served.items()) or need.group,
            "from_on": need.from_on,
            "until_on": need.until_on,
            "backlog": need.backlog,
            "basis": need.per_day.basis,
            "note": need.note,
            "source_ids": _sources([need.per_day, *served.values()]),
        }


def _stocks(network: Network) -> Iterator[Row]:
    units = {i.id: i.unit for i in network.items}
    for stock in network.stocks:
        yield {
            "place": stock.place,
            "item": stock.item,
            **_figure("quantity", stock.quantity),
            "unit": units.get(stock.item),
            "basis": stock.quantity.basis,
            "rests_on": stock.quantity.told,
            "source_ids": _sources([stock.quantity]),
        }


def _assumptions(network: Network) -> Iterator[Row]:
    for assumption in network.assumptions:
        yield {
            "id": assumption.id,
            "what": assumption.what,
            "low": assumption.value.low,
            "central": assumption.value.central,
            "high": assumption.value.high,
            "figure": _range(assumption.value),
            "unit": assumption.unit,
            "used_in": "; ".join(assumption.used_in),
            "reason": assumption.reason,
            "source_ids": [],
        }


def _places(network: Network) -> Iterator[Row]:
    rooms = {s.place: s for s in network.storages}
    for place in network.places:
        room = rooms.get(place.id)
        yield {
            "place": place.id,
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "legs_in": sum(leg.to_place == place.id for leg in network.legs),
            "legs_out": sum(leg.from_place == place.id for leg in network.legs),
            "room": room.amount.central if room else None,
            "room_unit": room.unit if room else None,
            "source_ids": [],
        }


def _figure(name: str, value: Range | None) -> dict[str, float | None]:
    low, central, high = (value.low, value.central, value.high) if value else (None, None, None)
    return {f"{name}_low": low, name: central, f"{name}_high": high}


def _range(value: Range) -> str:
    """A figure with its range in words.

    Example:
        >>> _range(Range(low=0.4, central=0.6, high=0.8)), _range(Range(low=2, central=2, high=2))
        ('0.6 (0.4 to 0.8)', '2')
    """
    told = f"{value.central:,.10g}"
    return told if value.is_exact else f"{told} ({value.low:,.10g} to {value.high:,.10g})"


def _windows(windows: Sequence[Window]) -> str | None:
    told = []
    for window in windows:
        left = "closed" if window.factor == 0 else f"{window.factor:g} times"
        days = f"{_end(window.from_on, 'from the start')} to {_end(window.until_on, 'the end')}"
        told.append(f"{left} {days}{f' ({window.why})' if window.why else ''}")
    return "; ".join(told) or None


def _end(day: date | None, otherwise: str) -> str:
    return otherwise if day is None else day.isoformat()


def _bases(figures: Sequence[Range]) -> str | None:
    return "; ".join(dict.fromkeys(f.basis for f in figures)) or None


def _sources(figures: Sequence[Range]) -> list[str]:
    return sorted({s for f in figures for s in f.source_ids})


def _ranged(name: str, title: str, digits: int | None = None, unit: str = "") -> list[Column]:
    return [
        Column(name=f"{name}_low", title="low", digits=digits, unit=unit),
        Column(name=name, title=title, digits=digits, unit=unit),
        Column(name=f"{name}_high", title="high", digits=digits, unit=unit),
    ]


_SOURCES = Column(name="source_ids", title="Sources", shown=False)
_WINDOWS = Column(
    name="windows", title="Closed or less", meaning="Days on which less is left of it.", shown=False
)
_LEGS = [
    Column(name="leg", title="Leg"),
    Column(name="from_place", title="From, id", shown=False),
    Column(name="from_name", title="From"),
    Column(name="to_place", title="To, id", shown=False),
    Column(name="to_name", title="To"),
    Column(name="mode", title="By"),
    *_ranged("lead_days", "Days"),
    *_ranged("capacity_per_day", "Carries a day", 2),
    Column(name="capacity_unit", title="Unit"),
    Column(name="capacity_basis", title="It is", meaning="Empty = not known: not limited."),
    Column(name="capacity_from", title="Capacity rests on", shown=False),
    Column(name="shared", title="Shared with", meaning="Legs that carry this much together."),
    Column(name="lead_days_basis", title="Days are", shown=False),
    _WINDOWS,
    Column(name="note", title="Note", shown=False),
    *(
        Column(name=f"{end}_{name}", title=f"{title}, {name}", shown=False)
        for end, title in (("from", "From"), ("to", "To"))
        for name in ("kind", "country", "lat", "lon")
    ),
    _SOURCES,
]
_SUPPLIES = [
    Column(name="supply", title="Supply"),
    Column(name="party", title="Of"),
    Column(name="place", title="At"),
    Column(name="item", title="Item"),
    Column(name="kind", title="Kind"),
    *_ranged("quantity", "In all", 0),
    *_ranged("per_day", "A day", 0),
    Column(name="unit", title="Unit"),
    *(
        Column(name=c.name, title=c.title, digits=2, shown=c.name == "share")
        for c in _ranged("share", "Part that comes")
    ),
    Column(name="from_on", title="From"),
    Column(name="until_on", title="Until"),
    Column(name="basis", title="It is"),
    Column(name="rests_on", title="Rests on", shown=False),
    _WINDOWS,
    Column(name="note", title="Note", shown=False),
    _SOURCES,
]
_NEEDS = [
    Column(name="need", title="Need"),
    Column(name="place", title="At"),
    Column(name="item", title="Of"),
    Column(name="tier", title="Tier", meaning="1 is served first."),
    *_ranged("per_day", "A day", 0),
    Column(name="unit", title="Unit"),
    Column(name="served_by", title="Served by", meaning="What one unit serves of the need."),
    Column(name="from_on", title="From"),
    Column(name="until_on", title="Until"),
    Column(name="backlog", title="Kept for later", shown=False),
    Column(name="basis", title="It is"),
    Column(name="note", title="Note", shown=False),
    _SOURCES,
]
_STOCKS = [
    Column(name="place", title="At"),
    Column(name="item", title="Item"),
    *_ranged("quantity", "On the first day", 0),
    Column(name="unit", title="Unit"),
    Column(name="basis", title="It is"),
    Column(name="rests_on", title="Rests on"),
    _SOURCES,
]
_ASSUMPTIONS = [
    Column(name="id", title="Row"),
    Column(name="what", title="What is assumed"),
    Column(name="low", title="low", shown=False),
    Column(name="central", title="central", shown=False),
    Column(name="high", title="high", shown=False),
    Column(name="figure", title="Figure, and its range"),
    Column(name="unit", title="Unit"),
    Column(name="used_in", title="Used in", shown=False),
    Column(name="reason", title="Why"),
    _SOURCES,
]
_PLACES = [
    Column(name="place", title="Place"),
    Column(name="name", title="Name"),
    Column(name="kind", title="Kind"),
    Column(name="country", title="Country"),
    Column(name="legs_in", title="Legs in"),
    Column(name="legs_out", title="Legs out"),
    Column(name="room", title="Room", digits=0, meaning="Empty = not known: not limited."),
    Column(name="room_unit", title="Unit"),
    _SOURCES,
]
#: Tables of a network that can be shown.
TABLES: Mapping[str, tuple[Sequence[Column], Callable[[Network], Iterator[Row]]]] = {
    "legs": (_LEGS, _legs),
    "supplies": (_SUPPLIES, _supplies),
    "needs": (_NEEDS, _needs),
    "stocks": (_STOCKS, _stocks),
    "assumptions": (_ASSUMPTIONS, _assumptions),
    "places": (_PLACES, _places),
}
