"""Corrections by people: what they say is right, as entries on top of what stands."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from resupply.book import corrections
from resupply.case.moves import Move, mark, numbers, one_stage, source_row, written
from resupply.core.answer import Answer
from resupply.core.dates import today
from resupply.core.errors import RefusedError
from resupply.core.records import Entry

if TYPE_CHECKING:
    from resupply.case.case import Case

#: What a move says of its line, and a correction of an entry cannot change.
_OF_LINE = {
    "donor": "donor",
    "recipient": "recipient",
    "kind": "aid_kind",
    "due_on": "due_on",
    "dataset": "dataset",
    "title": "title",
    "line": "line_id",
}
_SAME_AMOUNT = {
    "quantity": ("quantity_low", "quantity_high"),
    "value": ("value_low", "value_high"),
}


def correction(case: "Case", move: Move) -> Answer:
    """Make an earlier entry say what is given, or take back what is given.

    Raises:
        RefusedError: No such entry, no reason, or a word about the line instead of the entry.
    """
    given = _entry(case, move.corrects or "")
    if not move.reason:
        raise RefusedError(
            where="--reason", what="a correction says why.", todo="say why with --reason."
        )
    _refuse_words_of_line(case, move, given)
    source_id, rows = source_row(case, move.source, move.known_on or today())
    said = {
        "source_id": source_id,
        "known_on": move.known_on or today(),
        "reason": move.reason,
    }
    first, later = _chain(case, given)
    if move.reverses:
        entries = _taken_back(move, given, [first, *later], said)
    else:
        entries = _put_right(case, move, first, later, said)
    if not entries:
        return _nothing(case, given)
    records = [*rows, *entries]
    return written(
        case, "record", records, entries[-1].id, move.by, line=given.line_id, dry_run=move.dry_run
    )


def _entry(case: "Case", name: str) -> Entry:
    found = case.book.get([name]).get(name)
    if not isinstance(found, Entry):
        raise RefusedError(
            where="--corrects",
            what=f"there is no entry {name} to correct.",
            todo="`resupply sources` lists entries with their ids.",
        )
    return found


def _chain(case: "Case", given: Entry) -> tuple[Entry, list[Entry]]:
    """The entry that began it, and the corrections of it in order of entry."""
    import polars as pl

    first = given
    while first.corrects is not None:
        before = case.book.get([first.corrects]).get(first.corrects)
        if not isinstance(before, Entry):
            break
        first = before
    view = case.book.view()
    same = view.entries.filter(pl.col("line_id").cast(pl.String) == first.line_id).sort("seq")
    ids = view.ids(same["seq"])
    there = case.book.get(ids)
    names, later = {first.id}, []
    for entry in (there[i] for i in ids):
        if isinstance(entry, Entry) and entry.corrects in names:
            names.add(entry.id)
            later.append(entry)
    return first, later


def _refuse_words_of_line(case: "Case", move: Move, entry: Entry) -> None:
    """A correction may repeat what the line says, and change nothing of it."""
    lines = case.book.view().lines.to_dicts()
    line = next(row for row in lines if row["line_id"] == entry.line_id)
    for name, column in _OF_LINE.items():
        word = getattr(move, name)
        if word is not None and word != line[column]:
            raise RefusedError(
                where=f"--{name.replace('_', '-')}",
                what=f"the line {entry.line_id} says {line[column] or 'nothing'} here, and a "
                "correction is of one entry.",
                todo="take the entry back with --reverses and record it on the right line.",
            )


def _put_right(
    case: "Case", move: Move, first: Entry, later: Sequence[Entry], said: dict[str, Any]
) -> list[Entry]:
    stands = corrections.still_standing([first, *later])
    latest = corrections.firsts(stands)[-1] if stands else first
    given = _stated(move)
    if "value" in given and latest.currency is None:
        given.setdefault("currency", case.settings.currency)
    changes = {n: v for n, v in given.items() if v != _now(n, latest, stands)}
    changes |= _other_forms(changes, latest)
    if not changes:
        return []
    key = mark(first.id, sorted(changes.items()), said["known_on"], move.reason, len(later))
    return corrections.correct(first, key=key, earlier=later, **said, **changes)


def _stated(move: Move) -> dict[str, Any]:
    """The fields of an entry that a move gives."""
    stated: dict[str, Any] = {
        "stage_to": move.stage and one_stage("--stage", move.stage),
        "stage_from": move.stage_from and one_stage("--stage-from", move.stage_from),
        "happened_from": move.happened_on,
        "happened_to": move.happened_to or move.happened_on,
        **{n: getattr(move, n) for n in ("item", "unit", "currency", "note")},
        "place_from": move.place_from,
        "place_to": move.place_to,
        **numbers(move),
    }
    return {name: value for name, value in stated.items() if value is not None}


def _now(name: str, latest: Entry, stands: Sequence[Entry]) -> Any:
    """What the entry says by now, corrections included."""
    stated = getattr(latest, name)
    if name in corrections.NUMBERS and isinstance(stated, Decimal):
        return abs(corrections.sum_of(stands, name))
    return stated


def _other_forms(changes: dict[str, Any], latest: Entry) -> dict[str, None]:
    """A number given takes the place of a range, and a range that of a number."""
    gone: dict[str, None] = {}
    for number, ends in _SAME_AMOUNT.items():
        forms = (number, *ends)
        if any(form in changes for form in forms):
            gone |= {f: None for f in forms if f not in changes and getattr(latest, f) is not None}
    # An end of a range that was not given again stays, when the other end alone is corrected.
    kept = {e for ends in _SAME_AMOUNT.values() for e in ends if changes.keys() & set(ends)}
    return {name: None for name in gone if name not in kept}


def _taken_back(
    move: Move, given: Entry, chain: Sequence[Entry], said: dict[str, Any]
) -> list[Entry]:
    amounts = numbers(move)
    parts = (move.stage, move.stage_from, amounts, move.unit, move.currency, move.happened_on)
    key = mark(given.id, "back", parts, move.place_from, move.place_to, said)
    if all(amount is None for amount in amounts.values()):
        return [
            corrections.take_back(entry, key=f"{key} {number}", **said)
            for number, entry in enumerate(corrections.still_standing(chain), 1)
        ]
    whole = corrections.take_back(given, key=key, **said)
    part: dict[str, Any] = {**amounts, "value_low": None, "value_high": None}
    if amounts["value"] is None:
        part["currency"] = None
    return [msgspec.structs.replace(whole, **{**part, **_stated(move)})]


def _nothing(case: "Case", entry: Entry) -> Answer:
    return Answer(
        question="record",
        scope=case.scope(),
        sentence=f"record {entry.id} says so already, nothing was written.",
        result={"id": entry.id, "added": 0, "already_there": 1, "line_id": entry.line_id},
    )
