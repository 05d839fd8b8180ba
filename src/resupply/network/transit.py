"""What the book says is on its way: sent towards a place and not yet arrived."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from resupply.book import View
from resupply.core.findings import Finding
from resupply.core.words import Stage
from resupply.network.figures import around, number
from resupply.network.model import Leg, Range, Supply

_ON_ITS_WAY = Stage.SHIPMENT.value


def in_transit(
    view: View,
    start_on: date,
    legs: Sequence[Leg],
    wanted: Collection[str],
    counted: Collection[str],
    found: list[Finding],
) -> Iterator[Supply]:
    """Shipments of the book that have not arrived, as supplies of the places they go to.

    What left a line's account of shipments is taken off those sent first. A shipment comes on
    the days its leg's lead time allows, else on the day its line is due; one that should have
    come already is taken as coming on the first day. Without a leg or a day it is a finding.
    """
    lead = {leg.id: leg for leg in legs}
    lines = {str(r["line_id"]): r for r in view.lines.to_dicts()}
    for (line_id, item), moves in _by_line(view, lines).items():
        if item not in wanted or line_id in counted:
            continue
        line = lines.get(line_id, {})
        for at, (move, left) in enumerate(_standing(moves), 1):
            leg = lead.get(str(move["leg_id"]))
            if move["place_to"] is not None:
                continue  # it has reached that place and lies in its stock
            days = _days(move, leg, line.get("due_on"), start_on)
            if leg is None or days is None:
                found.append(_unknown(line_id, item, left, no_place=leg is None))
                continue
            yield Supply(
                id=line_id if at == 1 else f"{line_id} #{at}",
                place=leg.to_place,
                item=item,
                party=line.get("donor"),
                quantity=left,
                from_on=days[0],
                until_on=days[1],
                kind="in_transit",
                note=str(line.get("title") or "on its way"),
            )


def _by_line(
    view: View, lines: Mapping[str, Mapping[str, Any]]
) -> dict[tuple[str, str], list[dict[str, Any]]]:
    touched = (pl.col("stage_to") == _ON_ITS_WAY) | (pl.col("stage_from") == _ON_ITS_WAY)
    moves = view.moves.filter(touched).sort("happened_to", nulls_last=True).collect()
    out: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for move in moves.to_dicts():
        line_id = str(move["line_id"])
        item = move["item"] or lines.get(line_id, {}).get("item")
        out.setdefault((line_id, str(item)), []).append(move)
    return out


def _standing(moves: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Range]]:
    """Shipments of a line with what is left of each, first in, first out."""
    sent, gone = [], 0.0
    for move in moves:
        middle, low, high = _ends(move)
        comes = (move["stage_to"] == _ON_ITS_WAY) == (move["sign"] > 0)
        if comes and middle > 0:
            sent.append((move, middle, low, high))
        elif not comes:
            gone += middle
    for move, middle, low, high in sent:
        taken = min(gone, middle)
        gone -= taken
        if middle - taken > 0:
            yield (
                move,
                Range(
                    low=max(low - taken, 0.0),
                    central=middle - taken,
                    high=high - taken,
                    told=f"on its way by {move['line_id']}",
                    source_ids=(str(move["source_id"]),),
                ),
            )


def _ends(move: Mapping[str, Any]) -> tuple[float, float, float]:
    """Middle, low and high of a move's quantity; nothing stated is nothing that can be counted."""
    stated = (number(move[f"quantity{end}"]) for end in ("_low", "", "_high"))
    low, middle, high = around(*stated) or (0.0, 0.0, 0.0)
    return middle, low, high


def _days(
    move: Mapping[str, Any], leg: Leg | None, due_on: date | None, start_on: date
) -> tuple[date, date] | None:
    """First and last day it may arrive on, never before the plan."""
    sent_on: date | None = move["happened_to"]
    if leg is not None and sent_on is not None:
        first = sent_on + timedelta(days=int(leg.lead_days.low))
        last = sent_on + timedelta(days=int(leg.lead_days.high))
    elif due_on is not None:
        first = last = due_on
    else:
        return None
    return max(first, start_on), max(last, start_on)


def _unknown(line_id: str, item: str, left: Range, *, no_place: bool) -> Finding:
    lacks = "where they go" if no_place else "when they arrive"
    return Finding(
        code="shipment_not_counted_on",
        where=f"line {line_id}",
        what=f"{left.central:,.0f} of {item} are on their way and the book does not say {lacks}, "
        "so a plan does not count on them.",
        todo="record the shipment with its leg, or give the line a due day.",
        level="note",
        subject=line_id,
    )
