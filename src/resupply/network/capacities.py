"""What legs carry: capacities in trucks, tonnes or pieces, shared where the source says so."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from resupply.core.findings import Finding
from resupply.network.figures import Assumed, Rate, Row, of_row, over, rate, sources, times
from resupply.network.model import Capacity, Item, Leg, Range, Window, exactly

#: Units of mass and volume, in tonnes and cubic metres.
_MASS_T = {"t": 1.0, "tonne": 1.0, "kg": 0.001, "kt": 1000.0}
_VOLUME_M3 = {"m3": 1.0}


def capacities(
    rows: Sequence[Row],
    legs: Sequence[Leg],
    items: Sequence[Item],
    assumed: Assumed,
    closed: Mapping[str, tuple[Window, ...]],
    findings: list[Finding],
    names: Mapping[str, str],
) -> list[Capacity]:
    """Capacities of the legs that have one that can be understood.

    Args:
        rows: Rows of `legs`.
        legs: Legs of the network.
        items: Items of the network.
        assumed: The case's assumptions, for payloads and shares.
        closed: By place: what disruptions leave of legs that touch it.
        findings: Filled with what could not be used.
        names: Of places, for people.
    """
    known = {leg.id: leg for leg in legs}
    sharing: dict[str, list[str]] = {}
    for row in rows:
        if row.get("shares_capacity_of"):
            sharing.setdefault(str(row["shares_capacity_of"]), []).append(str(row["leg_id"]))
    found = []
    stated = {str(row["leg_id"]): _figures(row) for row in rows}
    for row in rows:
        name, master = str(row["leg_id"]), str(row.get("shares_capacity_of") or "")
        # A leg may repeat the figure it shares; another figure is a limit of its own beside it.
        if name in known and (not master or stated[name] != stated.get(master)):
            shared = tuple(n for n in (name, *sharing.get(name, [])) if n in known)
            made = _capacity(row, shared, items, assumed, findings, names)
            if made is not None:
                windows = _windows([known[n] for n in shared], closed)
                found.append(msgspec.structs.replace(made, windows=windows))
    return found


def _figures(row: Row) -> tuple[str, ...]:
    """What a row states of its capacity."""
    ends = ("capacity", "capacity_low", "capacity_high", "capacity_unit")
    return tuple(str(row.get(name) or "") for name in ends)


def _windows(legs: Sequence[Leg], closed: Mapping[str, tuple[Window, ...]]) -> tuple[Window, ...]:
    places = {p for leg in legs for p in (leg.from_place, leg.to_place)}
    return tuple(dict.fromkeys(w for place in sorted(places) for w in closed.get(place, ())))


def _capacity(
    row: Row,
    shared: tuple[str, ...],
    items: Sequence[Item],
    assumed: Assumed,
    findings: list[Finding],
    names: Mapping[str, str],
) -> Capacity | None:
    name = str(row["leg_id"])
    amount = of_row(
        row, "capacity", told=f"capacity of leg {name}", basis=str(row.get("capacity_basis") or "")
    )
    if amount is None:
        return None
    amount = msgspec.structs.replace(amount, source_ids=sources(row, "capacity_source_id"))
    unit = rate(str(row.get("capacity_unit") or ""))
    if unit is None:
        findings.append(_unread(name, f'"{row.get("capacity_unit")}" is not a unit per period'))
        return None
    part = row.get("capacity_share")
    if part:
        share = assumed.of(str(part), f"capacity of leg {name}")
        amount = amount if share is None else times(amount, share)
    weights = dict(_weights(unit, items, assumed, name))
    if not weights and (unit.unit in (*_MASS_T, *_VOLUME_M3)):
        findings.append(_massless(name, unit.unit))
        return None
    if not weights:
        findings.append(_unread(name, f'nothing says how much of a "{unit.unit}" its goods take'))
        return None
    return Capacity(
        id=name if len(shared) == 1 else f"{name} and {len(shared) - 1} more",
        name=" - ".join(names.get(p, p) for p in (str(row["from_place"]), str(row["to_place"]))),
        legs=shared,
        per_day=times(amount, unit.per_day),
        unit=unit.unit,
        weights=weights,
    )


def _weights(
    unit: Rate, items: Sequence[Item], assumed: Assumed, leg: str
) -> Iterator[tuple[str, Range]]:
    """What one unit of each item takes of the capacity."""
    where = f"capacity of leg {leg}"
    payload = None
    if unit.unit not in (*_MASS_T, *_VOLUME_M3) and not any(i.unit == unit.unit for i in items):
        payload = assumed.about(unit.unit, "payload", "t", where)
        if payload is None or payload.low <= 0:
            return
    for item in items:
        if item.unit == unit.unit:
            yield item.id, exactly(1.0)
        elif unit.unit in _VOLUME_M3:
            if item.volume_m3 is not None:
                yield item.id, item.volume_m3
        elif unit.unit in _MASS_T or payload is not None:
            if item.mass_kg is None:
                continue  # `check` says so
            if payload is not None:
                yield item.id, over(times(item.mass_kg, 0.001), payload)
            else:
                yield item.id, times(item.mass_kg, 0.001 / _MASS_T[unit.unit])


def taken(items: Sequence[Item], unit: str) -> Iterator[tuple[str, Range]]:
    """What one unit of each item takes, in tonnes, cubic metres or its own unit."""
    for item in items:
        if item.unit == unit:
            yield item.id, exactly(1.0)
        elif unit == "t" and item.mass_kg is not None:
            yield item.id, times(item.mass_kg, 0.001)
        elif unit == "m3" and item.volume_m3 is not None:
            yield item.id, item.volume_m3


def _unread(leg: str, why: str) -> Finding:
    return Finding(
        code="capacity_not_understood",
        where=f"legs, {leg}, capacity_unit",
        what=f"{why}: the leg is taken as not limited by it.",
        todo="write a unit per period (truck/day, t/month, round/week) and, for vehicles, an "
        "assumption about their payload in t.",
        subject=leg,
    )


def _massless(leg: str, unit: str) -> Finding:
    return Finding(
        code="item_without_mass",
        where=f"legs, {leg}, capacity",
        what=f"it is counted in {unit} and the mass or volume of no item is known: the leg is "
        "taken as not limited by it.",
        todo="fill in mass_kg or volume_m3 of the items, or an assumption about their mass in kg.",
        subject=leg,
    )
