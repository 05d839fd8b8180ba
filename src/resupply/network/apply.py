"""Changes made to a network: a new one comes out, the old one stays as it was."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

import msgspec

from resupply.core.errors import QuestionError
from resupply.network import additions
from resupply.network.changes import (
    AddLeg,
    AddNeed,
    AddPromise,
    AddStock,
    AddSupply,
    AnyChange,
    Close,
    MoveDate,
    Pause,
    Scale,
    SetCapacity,
    SetLead,
    checked,
    plain,
    told,
)
from resupply.network.figures import times
from resupply.network.model import Leg, Network, Window
from resupply.network.naming import Names, Parties

_Row = TypeVar("_Row", bound=msgspec.Struct)


def apply(
    network: Network, changes: Sequence[AnyChange], parties: Parties | None = None
) -> Network:
    """A network with changes made in order.

    Args:
        network: What it is now; it is not altered.
        changes: What is changed.
        parties: What names of parties mean, such as the members of a union.

    Raises:
        QuestionError: A change names nothing of the network, or contradicts another.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> changed = apply(two_places_network(), [Scale(what="road", factor=2.0)])
        >>> changed.capacities[0].per_day.central
        2.0
    """
    changes = checked(changes)
    _refuse_contradictions(changes)
    for at, change in enumerate(changes, 1):
        names = Names(network, parties)
        _refuse_twofold(change, f"change {at} ({told(change)})", network.start_on)
        network = _MAKERS[type(change)](network, change, names, f"change {at} ({told(change)})")
    return network


def _refuse_contradictions(changes: Sequence[AnyChange]) -> None:
    """What is set twice, or scaled twice over the same days, is a slip of the hand."""
    seen: dict[tuple[Any, ...], int] = {}
    for at, change in enumerate(changes, 1):
        key = _once(change)
        if key is not None and key in seen:
            raise QuestionError(
                where=f"change {at} ({told(change)})",
                what=f"change {seen[key]} speaks of the same thing already.",
                todo="keep one of the two.",
            )
        if key is not None:
            seen[key] = at


def _refuse_twofold(change: AnyChange, where: str, start_on: date) -> None:
    """Days said in two ways, or backwards, or a move to nowhere."""
    both = getattr(change, "days", None) is not None and (
        getattr(change, "until_on", None) is not None or getattr(change, "to", None) is not None
    )
    neither = isinstance(change, MoveDate) and change.days is None and change.to is None
    if both or neither:
        raise QuestionError(
            where=where,
            what="its days are stated twice." if both else "it does not say to which day.",
            todo="give days, or the day itself, one of the two.",
        )
    last = getattr(change, "until_on", None)
    if last is not None and last < (getattr(change, "from_on", None) or start_on):
        raise QuestionError(
            where=where,
            what=f"it ends on {last}, before it begins.",
            todo="put the earlier day first; a plan begins on its first day.",
        )


def _once(change: AnyChange) -> tuple[Any, ...] | None:
    """What may be said only once."""
    body = plain(change)
    for kind, keys in _ONCE.items():
        if isinstance(change, kind):
            return (kind, *(str(body.get(k, "")).casefold() for k in keys))
    return None


_ONCE: Mapping[type, tuple[str, ...]] = {
    SetLead: ("leg",),
    SetCapacity: ("leg",),
    MoveDate: ("supply",),
    Scale: ("what", "from", "days", "until"),
    Pause: ("of", "from", "days", "until"),
    Close: ("what", "from", "days", "until"),
}


# What stops or shrinks


def _pause(network: Network, change: Pause, names: Names, where: str) -> Network:
    name = change.of.strip()
    supply, place = names.supplies.get(name.casefold()), names.places.get(name.casefold())
    recipe = names.recipes.get(name.casefold())
    parties = names.parties_of(name)

    def meant(row: Any) -> bool:
        return row.id in (supply, recipe) or row.party in parties or row.place == place

    hit = [r for r in (*network.supplies, *network.recipes) if meant(r)]
    if not hit and names.is_party(name):
        raise QuestionError(
            where=where,
            what=f'"{name}" supplies nothing in this network, so there is nothing to pause.',
            todo=f"pause one of {', '.join(sorted(names.party_ids)) or 'none'}.",
        )
    if not hit:
        known = {*names.party_ids, *names.supplies.values(), *names.places.values()}
        raise names.unknown(where, "donor, place or supply", name, known)
    window = _window(network, change, change.left)
    return msgspec.structs.replace(
        network,
        supplies=_where(network.supplies, meant, _windowed(window)),
        recipes=_where(network.recipes, meant, _windowed(window)),
    )


def _close(network: Network, change: Close, names: Names, where: str) -> Network:
    name = change.what.strip()
    leg, place = names.legs.get(name.casefold()), names.places.get(name.casefold())
    # "Poland" is the country, though a place may be called so; the place's own id is the place.
    named = place is not None and place.casefold() == name.casefold()
    inside = names.in_country(name) if leg is None and not named else frozenset()

    def meant(row: Leg) -> bool:
        return row.id == leg or bool({row.from_place, row.to_place} & {place, *inside})

    if not any(meant(row) for row in network.legs):
        if place is not None or inside or names.is_party(name):
            raise QuestionError(
                where=where,
                what=f'no leg touches "{name}", so there is nothing to close.',
                todo="name a leg: resupply network lists them.",
            )
        known = {*names.legs.values(), *names.places.values()}
        raise names.unknown(where, "leg, place or country", name, known)
    shut = _windowed(_window(network, change, 0.0))
    return msgspec.structs.replace(network, legs=_where(network.legs, meant, shut))


def _scale(network: Network, change: Scale, names: Names, where: str) -> Network:
    """A capacity, what is supplied, a need or a stock: the first of these that is called so."""
    for scaled in (_scale_capacity, _scale_supplies, _scale_need, _scale_stock):
        found = scaled(network, change, names, where)
        if found is not None:
            return found
    known = {*names.legs.values(), *names.supplies.values(), *names.needs.values()}
    known |= {*names.party_ids, *(f"{s.item} at {s.place}" for s in network.stocks)}
    raise names.unknown(where, "leg, supply, donor, need or stock", change.what, known)


def _scale_capacity(network: Network, change: Scale, names: Names, where: str) -> Network | None:
    name = change.what.strip().casefold()
    leg, own = names.legs.get(name), names.capacities.get(name)
    hit = {own} if own else {c.id for c in network.capacities if leg in c.legs}
    if not hit and leg is not None:
        raise QuestionError(
            where=where,
            what=f'leg "{leg}" has no known capacity that could be scaled.',
            todo="give it one: set_capacity.",
        )
    found = _where(network.capacities, lambda c: c.id in hit, _scaler(network, change))
    return msgspec.structs.replace(network, capacities=found) if hit else None


def _scale_supplies(network: Network, change: Scale, names: Names, where: str) -> Network | None:
    name = change.what.strip().casefold()
    ids, parties = {names.supplies.get(name), names.recipes.get(name)}, names.parties_of(name)

    def meant(row: Any) -> bool:
        return row.id in ids or row.party in parties

    if not any(meant(row) for row in (*network.supplies, *network.recipes)):
        return None
    by = _scaler(network, change)
    return msgspec.structs.replace(
        network,
        supplies=_where(network.supplies, meant, by),
        recipes=_where(network.recipes, meant, by),
    )


def _scale_need(network: Network, change: Scale, names: Names, where: str) -> Network | None:
    need = names.needs.get(change.what.strip().casefold())
    if need is None:
        return None
    _refuse_days(change, where)
    found = _where(network.needs, lambda n: n.id == need, _scaler(network, change))
    return msgspec.structs.replace(network, needs=found)


def _scale_stock(network: Network, change: Scale, names: Names, where: str) -> Network | None:
    stock = _stock_named(network, names, change.what)
    if stock is None:
        return None
    _refuse_days(change, where)
    found = _where(network.stocks, lambda s: (s.item, s.place) == stock, _scaler(network, change))
    return msgspec.structs.replace(network, stocks=found)


def _refuse_days(change: Scale, where: str) -> None:
    if not change.always:
        raise QuestionError(
            where=where,
            what="a need or a stock is scaled for the whole plan, not for some days of it.",
            todo="leave out the days, or add a need that holds on some days: add_need.",
        )


def _scaler(network: Network, change: Scale) -> Callable[[Any], Any]:
    """What multiplies a row's figure: always, or on the days of the change."""
    if not change.always:
        return _windowed(_window(network, change, change.factor))
    return lambda row: msgspec.structs.replace(
        row,
        **{
            field: times(value, change.factor)
            for field in ("quantity", "per_day")
            if (value := getattr(row, field, None)) is not None
        },
    )


def _stock_named(network: Network, names: Names, name: str) -> tuple[str, str] | None:
    """The item and place of `155mm at ua-front`."""
    item, _, place = (part.strip().casefold() for part in name.partition(" at "))
    found = (names.items.get(item, ""), names.places.get(place, ""))
    return found if any((s.item, s.place) == found for s in network.stocks) else None


def _window(network: Network, change: Pause | Close | Scale, factor: float) -> Window:
    return Window(
        from_on=change.from_on or (None if change.always else network.start_on),
        until_on=change.last_on(network.start_on),
        factor=factor,
        why=f"what-if: {told(change)}",
    )


def _windowed(window: Window) -> Callable[[Any], Any]:
    return lambda row: msgspec.structs.replace(row, windows=(*row.windows, window))


def _where(
    rows: Sequence[_Row], meant: Callable[[Any], bool], change: Callable[[Any], Any]
) -> list[_Row]:
    return [change(row) if meant(row) else row for row in rows]


# What is set


def _move_date(network: Network, change: MoveDate, names: Names, where: str) -> Network:
    supply = names.supply(change.supply, where)

    def moved(row: Any) -> Any:
        first: date = row.from_on or network.start_on
        last: date | None = row.until_on
        by = timedelta(days=change.days or 0) if change.to is None else change.to - first
        try:
            return msgspec.structs.replace(
                row, from_on=first + by, until_on=None if last is None else last + by
            )
        except OverflowError:
            raise QuestionError(
                where=where, what="no calendar has that day.", todo="move it by fewer days."
            ) from None

    found = _where(network.supplies, lambda s: s.id == supply, moved)
    return msgspec.structs.replace(network, supplies=found)


def _set_lead(network: Network, change: SetLead, names: Names, where: str) -> Network:
    leg = names.leg(change.leg, where)
    lead = additions.ranged(change.days, change.low, change.high, where, told(change))
    found = _where(
        network.legs, lambda x: x.id == leg, lambda x: msgspec.structs.replace(x, lead_days=lead)
    )
    return msgspec.structs.replace(network, legs=found)


def _set_capacity(network: Network, change: SetCapacity, names: Names, where: str) -> Network:
    leg = names.leg(change.leg, where)
    amount = additions.ranged(change.per_day, change.low, change.high, where, told(change))
    there = [c for c in network.capacities if leg in c.legs]
    there.sort(key=lambda c: c.id != leg)  # its own limit before one it shares
    if not there:
        unit = change.unit or "t"
        new = additions.capacity(network, leg, amount, unit, where)
        return msgspec.structs.replace(network, capacities=[*network.capacities, new])
    if change.unit not in (None, there[0].unit):
        raise QuestionError(
            where=where,
            what=f'the capacity of leg "{leg}" is counted in "{there[0].unit}" a day, '
            f'not in "{change.unit}".',
            todo=f'state it in "{there[0].unit}" a day.',
        )
    found = _where(
        network.capacities,
        lambda c: c.id == there[0].id,
        lambda c: msgspec.structs.replace(c, per_day=amount),
    )
    return msgspec.structs.replace(network, capacities=found)


_MAKERS: Mapping[type, Callable[[Network, Any, Names, str], Network]] = {
    Pause: _pause,
    Close: _close,
    Scale: _scale,
    AddLeg: additions.add_leg,
    AddSupply: additions.add_supply,
    AddStock: additions.add_stock,
    AddNeed: additions.add_need,
    AddPromise: additions.add_promise,
    MoveDate: _move_date,
    SetLead: _set_lead,
    SetCapacity: _set_capacity,
}
