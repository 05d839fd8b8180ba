"""What people write down one by one: a move, a count. Each ends in one append."""

from datetime import date
from typing import TYPE_CHECKING, Any

from resupply.case.correcting import correction
from resupply.case.moves import (
    Move,
    Number,
    day,
    mark,
    number,
    numbers,
    one_of,
    one_stage,
    source_row,
    with_known_names,
    written,
)
from resupply.case.names import Names
from resupply.case.own_book import refuse_unwritable
from resupply.core.answer import Answer
from resupply.core.dates import today
from resupply.core.errors import RefusedError
from resupply.core.records import Count, Entry, Line
from resupply.core.words import FLOW, AidKind, Stage

if TYPE_CHECKING:
    from resupply.case.case import Case


def record(case: "Case", **fields: Any) -> Answer:
    """Record one move, or correct one.

    Args:
        case: The case, not a shipped one.
        **fields: Those of `Move`.

    Raises:
        RefusedError: A bad word, name or number, or a rule of the book broken; nothing is written.
    """
    refuse_unwritable(case)
    move = with_known_names(case, Move(**fields))
    if move.corrects is not None:
        return correction(case, move)
    if move.stage is None:
        raise RefusedError(
            where="--stage",
            what="a move says where it gets to.",
            todo=f"give one of {', '.join(s.value for s in Stage)}.",
        )
    known = move.known_on or today()
    stage_to = one_stage("--stage", move.stage)
    source_id, rows = source_row(case, move.source, known)
    line_id = move.line or _line_name(move, known)
    new = [] if move.line else [_line(case, move, line_id, source_id, known)]
    entry = Entry(
        source_id=source_id,
        key=_key(move, line_id, known),
        known_on=known,
        line_id=line_id,
        stage_from=one_stage("--stage-from", move.stage_from)
        if move.stage_from
        else _stage_before(case, move, stage_to),
        stage_to=stage_to,
        happened_from=move.happened_on,
        happened_to=move.happened_to or move.happened_on,
        item=move.item,
        **numbers(move),
        unit=move.unit or _unit_of(case, move.item),
        currency=(move.currency or case.settings.currency) if move.value is not None else None,
        place_from=move.place_from,
        place_to=move.place_to,
        reverses=move.reverses,
        reason=move.reason,
        note=move.note,
    )
    records = [*rows, *new, entry]
    return written(case, "record", records, entry.id, move.by, line=line_id, dry_run=move.dry_run)


def count(
    case: "Case",
    *,
    place: str,
    item: str,
    quantity: Number = None,
    quantity_low: Number = None,
    quantity_high: Number = None,
    unit: str | None = None,
    counted_on: date | None = None,
    known_on: date | None = None,
    source: str,
    note: str | None = None,
    by: str | None = None,
    new_names: bool = False,
    dry_run: bool = False,
) -> Answer:
    """Record a count: stock seen at a place at the end of a day.

    Raises:
        RefusedError: A bad number, name or word; nothing is written.
    """
    refuse_unwritable(case)
    names = Names(case, new=new_names)
    place = names.place("--place", place) or place
    item = names.item("--item", item) or item
    own_unit = _unit_of(case, item)
    if unit and own_unit and unit != own_unit:
        raise RefusedError(
            where="--unit",
            what=f'"{unit}" is not the unit of {item}, "{own_unit}".',
            todo=f"convert to {own_unit}, or count another item.",
        )
    on = day("--counted-on", counted_on) or today()
    known = day("--known-on", known_on) or today()
    source_id, rows = source_row(case, source, known)
    seen = Count(
        source_id=source_id,
        key=f"count {place} {item} {on} {mark(quantity, quantity_low, quantity_high, known)}",
        known_on=known,
        place=place,
        item=item,
        counted_on=on,
        quantity=number("--quantity", quantity),
        quantity_low=number("--quantity-low", quantity_low),
        quantity_high=number("--quantity-high", quantity_high),
        unit=unit or own_unit,
        note=note,
    )
    return written(case, "count", [*rows, seen], seen.id, by, dry_run=dry_run)


def _line(case: "Case", move: Move, line_id: str, source_id: str, known: date) -> Line:
    kind = move.kind or AidKind.UNSPECIFIED.value
    own = case.settings.promises or case.settings.dataset or "press"
    return Line(
        source_id=source_id,
        key=line_id,
        known_on=known,
        line_id=line_id,
        # By hand belongs with the promises, never with a tracker.
        dataset=move.dataset or str(own),
        donor=move.donor,
        recipient=move.recipient or case.settings.recipient,
        item=move.item,
        aid_kind=AidKind(one_of("--kind", kind, [k.value for k in AidKind])),
        due_on=move.due_on,
        title=move.title,
    )


def _line_name(move: Move, known: date) -> str:
    kind = move.kind or AidKind.UNSPECIFIED.value
    parts = (
        move.donor, move.item, move.stage, kind, move.recipient, move.due_on, known, move.source,
        move.quantity, move.value, move.title,
    )  # fmt: skip
    words = [str(p) for p in parts[:3] if p]
    return f"hand/{'/'.join(words)}/{mark(*parts)}"


def _key(move: Move, line_id: str, known: date) -> str:
    how_much = (move.quantity, move.quantity_low, move.quantity_high, move.unit, move.value,
                move.currency)  # fmt: skip
    when_where = (move.happened_on, move.happened_to, known, move.place_from, move.place_to)
    return mark(line_id, move.stage, move.stage_from, how_much, when_where, move.corrects,
                move.reverses, move.reason)  # fmt: skip


def _stage_before(case: "Case", move: Move, stage: Stage) -> Stage:
    """Where a move leaves: the furthest stage its line has reached before; outside if new.

    What is used was delivered: it never leaves a promise.
    """
    if move.line is None:
        return Stage.OUTSIDE
    reached = _reached(case, move.line)
    if stage == Stage.USE:
        at_place = Stage.DELIVERY not in reached and move.place_from is not None
        return Stage.OUTSIDE if at_place else Stage.DELIVERY
    before = FLOW[: FLOW.index(stage)] if stage in FLOW else FLOW[: FLOW.index(Stage.USE)]
    return next((s for s in reversed(before) if s in reached), Stage.OUTSIDE)


def _reached(case: "Case", line: str) -> set[Stage]:
    """The stages something on a line ever got to."""
    import polars as pl

    frame = case.book.view().moves.filter(pl.col("line_id").cast(pl.String) == line).collect()
    return {Stage(s) for s in frame["stage_to"].cast(pl.String).unique()}


def _unit_of(case: "Case", item: str | None) -> str | None:
    rows = case.book.view().rows("items") if item else []
    return next(
        (str(r.fields["unit"]) for r in rows if r.row_id == item and r.fields["unit"]), None
    )
