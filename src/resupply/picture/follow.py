"""Following a promise: what was promised on a line, what reached the receiver, what fits together.

Where the book links deliveries to a promise they lie on its own line. Where it does not, a donor's
deliveries are matched with its promises of overlapping items, first in, first out.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
import polars as pl

from resupply.book import View
from resupply.core.scope import Scope
from resupply.core.words import FLOW, Stage
from resupply.picture import flows

#: Stages in which a line stands as a promise, from least to most binding.
PROMISED = (Stage.INTENT, Stage.PLEDGE, Stage.COMMITMENT, Stage.ALLOCATION)
_LATEST = date.max


class Amount(NamedTuple):
    """A number or a range [in `unit`: the item's unit or a currency]; None = not stated."""

    number: float | None
    low: float | None
    high: float | None
    unit: str | None

    @property
    def least(self) -> float | None:
        """The least that must come for the promise to be kept; None = nothing binding."""
        return self.low if self.number is None else self.number


class Delivery(NamedTuple):
    """Something that arrived: when, how much at least, and who said so."""

    start: date | None
    end: date | None
    amount: float
    unit: str | None
    source_ids: tuple[str, ...]


class Promise(msgspec.Struct, kw_only=True):
    """A line that carries a promise, and what is known of its keeping.

    Args:
        line: Fields of the line.
        kind: How binding: intent, pledge, commitment, allocation.
        stage: The furthest stage reached.
        amount: What was promised.
        promised_on: First day it was promised on.
        withdrawn: What was taken back, at least.
        withdrawn_on: The last day something was taken back; None = nothing was, or no day is known.
        deliveries: What arrived, on its own line or matched.
        matched: Whether the deliveries were matched by us.
        followed: Whether the book follows deliveries of such items from this donor at all.
        source_ids: Sources of the promise.
    """

    line: dict[str, Any]
    kind: Stage
    stage: Stage
    amount: Amount
    promised_on: date | None
    withdrawn: float
    withdrawn_on: date | None = None
    deliveries: list[Delivery]
    source_ids: tuple[str, ...]
    matched: bool = False
    followed: bool = False

    @property
    def delivered(self) -> float:
        """What arrived so far, at least."""
        return sum(d.amount for d in self.deliveries)

    @property
    def lacking(self) -> float:
        """What must still come; zero when nothing binding was promised."""
        return max(0.0, (self.amount.least or 0.0) - self.withdrawn - self.delivered)

    @property
    def met(self) -> bool:
        """Whether all that was promised arrived."""
        return bool(self.amount.least) and self.delivered > 0 and self.lacking <= 0

    @property
    def met_on(self) -> date | None:
        """The day by which all had arrived; None = not met, or the day is not known."""
        needed = (self.amount.least or 0.0) - self.withdrawn
        came = 0.0
        for delivery in sorted(self.deliveries, key=lambda d: d.end or _LATEST):
            came += delivery.amount
            if self.met and came >= needed:
                return delivery.end
        return None


def promises(view: View, scope: Scope) -> list[Promise]:
    """Promises within the scope, each with its deliveries."""
    chosen = {str(r["line_id"]): r for r in flows.lines(view, scope).to_dicts()}
    if scope.items:
        chosen = {k: r for k, r in chosen.items() if r["item"] in scope.items}
    by_line = _moves(view, scope)
    found, loose = [], list[tuple[dict[str, Any], Delivery]]()
    for line_id, moves in by_line.items():
        line = chosen.get(line_id)
        if line is None:
            continue
        said = [m for m in moves if m["stage_to"] in PROMISED and m["stage_from"] == Stage.OUTSIDE]
        if said:
            found.append(_promise(line, said, moves))
        else:
            loose += [(line, d) for d in _deliveries(moves, None)]
    match(found, loose, item_parts(view))
    return found


def _moves(view: View, scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """Moves by line, those with the same days, stages and units added up."""
    by = ["line_id", "stage_from", "stage_to", "happened_from", "happened_to", "unit", "currency"]
    numbers = [f"{n}{e}" for n in ("quantity", "value") for e in ("", "_low", "_high")]
    # Shares of value and rates are not needed here: amounts stay in the unit they were stated in.
    bounds = msgspec.structs.replace(scope, stage=None, measure="quantity", items=())
    frame = flows.moves(view, bounds)
    sums = [
        # A sum of nothing stated is not zero.
        pl.when(pl.col(n).is_not_null().any()).then((pl.col(n) * pl.col("sign")).sum()).alias(n)
        for n in numbers
    ]
    grouped = (
        frame.group_by(by)
        .agg(
            *sums,
            pl.col("sign").cast(pl.Int32).sum().alias("times"),
            pl.col("known_on").min(),
            pl.col("source_id").cast(pl.String).unique().alias("source_ids"),
        )
        .filter(pl.col("times") > 0)
        .sort("line_id", "happened_to", "stage_to", nulls_last=True)
        .collect()
    )
    out: dict[str, list[dict[str, Any]]] = {}
    for row in grouped.to_dicts():
        out.setdefault(str(row["line_id"]), []).append(row)
    return out


def _promise(
    line: dict[str, Any], said: Sequence[dict[str, Any]], moves: Sequence[dict[str, Any]]
) -> Promise:
    measure = "quantity" if any(_stated(m, "quantity") for m in said) else "value"
    amount = _amount(said, measure)
    stages = [Stage(m["stage_to"]) for m in moves if m["stage_to"] in FLOW]
    days = [m["happened_to"] or m["known_on"] for m in said]
    own = _deliveries(moves, measure)
    back = [m["happened_to"] or m["known_on"] for m in moves if m["stage_to"] == Stage.WITHDRAWN]
    return Promise(
        line=line,
        kind=max((Stage(m["stage_to"]) for m in said), key=PROMISED.index),
        stage=max(stages, key=FLOW.index, default=Stage.INTENT),
        amount=amount,
        promised_on=min(days, default=None),
        withdrawn=_withdrawn(moves, measure, amount),
        withdrawn_on=max((d for d in back if d), default=None),
        deliveries=own,
        followed=bool(own),
        source_ids=tuple(sorted({s for m in said for s in m["source_ids"]})),
    )


def _stated(move: Mapping[str, Any], measure: str) -> bool:
    return any(move[f"{measure}{e}"] is not None for e in ("", "_low", "_high"))


def _amount(moves: Sequence[Mapping[str, Any]], measure: str) -> Amount:
    def total(end: str) -> float | None:
        stated = [m[f"{measure}{end}"] for m in moves if m[f"{measure}{end}"] is not None]
        return float(sum(stated)) if stated else None

    unit = "unit" if measure == "quantity" else "currency"
    units = {str(m[unit]) for m in moves if m[unit]}
    # Two currencies on one line cannot be added up without a rate: then no number is binding.
    if len(units) > 1:
        return Amount(None, None, None, " + ".join(sorted(units)))
    return Amount(total(""), total("_low"), total("_high"), next(iter(units), None))


def _withdrawn(moves: Sequence[Mapping[str, Any]], measure: str, amount: Amount) -> float:
    """What was taken back; a withdrawal without a number takes back all."""
    out = 0.0
    for move in moves:
        if move["stage_to"] == Stage.WITHDRAWN:
            number = move[measure]
            out += float(number) if number is not None else (amount.least or 0.0) or 1.0
    return out


def _deliveries(moves: Sequence[Mapping[str, Any]], measure: str | None) -> list[Delivery]:
    return list(_arrived(moves, measure or "quantity"))


def _arrived(moves: Sequence[Mapping[str, Any]], measure: str) -> Iterator[Delivery]:
    for move in moves:
        straight_to_use = move["stage_to"] == Stage.USE and move["stage_from"] != Stage.DELIVERY
        if move["stage_to"] != Stage.DELIVERY and not straight_to_use:
            continue
        number, low = move[measure], move[f"{measure}_low"]
        unit = move["unit" if measure == "quantity" else "currency"]
        yield Delivery(
            move["happened_from"],
            move["happened_to"],
            float(number if number is not None else low or 0.0),
            str(unit) if unit else None,
            tuple(move["source_ids"]),
        )


def item_parts(view: View) -> dict[str, frozenset[str]]:
    """Items by what they include, at any depth, themselves among it."""
    direct = {str(r["item_id"]): _listed(r.get("includes")) for r in view.table("items")}

    def parts(item: str, seen: frozenset[str]) -> frozenset[str]:
        out = frozenset({item})
        for part in direct.get(item, ()):
            if part not in seen:
                out |= parts(part, seen | {part})
        return out

    return {item: parts(item, frozenset({item})) for item in direct}


def _listed(value: object) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    return tuple(value.split(";")) if isinstance(value, str) else tuple(map(str, value))  # type: ignore[call-overload]  # a list, by the declaration


def match(
    found: Sequence[Promise],
    loose: Sequence[tuple[dict[str, Any], Delivery]],
    parts: Mapping[str, frozenset[str]],
) -> None:
    """Give deliveries that belong to no promise to the earliest promise they fit.

    They fit when dataset, donor and recipient are the same, the items overlap, the units agree and
    the delivery was not over before the promise. Intents promise nothing, and a promise without a
    number cannot be filled: neither takes part.
    """
    waiting = sorted(
        (p for p in found if p.kind != Stage.INTENT and not p.deliveries),
        key=lambda p: (p.promised_on or _LATEST, p.line["due_on"] or _LATEST, p.line["line_id"]),
    )
    for line, delivery in sorted(loose, key=lambda d: d[1].end or _LATEST):
        left = delivery.amount
        for promise in waiting:
            if not _fits(promise, line, delivery, parts):
                continue
            promise.followed = True
            taken = min(left, promise.lacking)
            if taken > 0:
                promise.deliveries.append(delivery._replace(amount=taken))
                promise.matched = True
                left -= taken


def _fits(
    promise: Promise,
    line: Mapping[str, Any],
    delivery: Delivery,
    parts: Mapping[str, frozenset[str]],
) -> bool:
    same = all(promise.line[k] == line[k] for k in ("dataset", "donor", "recipient"))
    one, other = (parts.get(x["item"], frozenset({x["item"]})) for x in (promise.line, line))
    unit = promise.amount.unit
    units = unit == delivery.unit or None in (unit, delivery.unit)
    # A rate (rounds a month) is not a number of rounds.
    countable = promise.amount.least is not None and "/" not in (unit or "")
    before = delivery.end is not None and promise.promised_on is not None
    over = before and delivery.end < promise.promised_on  # type: ignore[operator]  # both known
    return bool(same and one & other and units and countable and not over)
