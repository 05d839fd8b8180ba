"""What all that people write down has in common: words, names, numbers, source, the append."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import msgspec

from resupply.case.names import Names
from resupply.case.own_book import writable_book
from resupply.case.told import hidden
from resupply.core.answer import Answer
from resupply.core.dates import to_day
from resupply.core.errors import RefusedError, unknown_name
from resupply.core.records import Record, Row
from resupply.core.words import Stage, counted

if TYPE_CHECKING:
    from resupply.case.case import Case

Number = str | int | Decimal | None


@dataclass(frozen=True, kw_only=True)
class Move:
    """One move: a pledge, an allocation, a delivery, a use. What is not known is left out.

    Args:
        source: Who said it: an id of the `sources` table, or a title or address.
        stage: Where the quantity gets to; of a correction, default the corrected entry's.
        donor: Who gives; needed for a new line.
        recipient: Who gets; default the case's recipient.
        item: What.
        kind: Kind of aid.
        quantity: Number of units.
        quantity_low: Lower bound.
        quantity_high: Upper bound.
        unit: Unit of the quantity; default the item's.
        value: Amount of money.
        currency: Its currency.
        happened_on: Day it happened, or first day it can have.
        happened_to: Last day it can have happened; default `happened_on`.
        known_on: Day the source was public; default today.
        title: A few words for people.
        line: Existing line to continue; without it a new line begins.
        stage_from: Where it leaves; default the line's last stage before `stage`, or outside.
        place_from: Place it leaves.
        place_to: Place it reaches.
        due_on: By when it was promised.
        dataset: Dataset of a new line; default the one of the case's promises.
        corrects: Entry corrected: what is given is right in place of what it says.
        reverses: With `corrects`: the amount given is taken back; all of it when none is given.
        reason: Why it is corrected.
        note: Anything else.
        by: Who records it.
        new_names: Whether parties, items and places the case does not know are taken as they are.
        dry_run: Say what would be written, and write nothing.
    """

    source: str
    stage: str | None = None
    donor: str | None = None
    recipient: str | None = None
    item: str | None = None
    kind: str | None = None
    quantity: Number = None
    quantity_low: Number = None
    quantity_high: Number = None
    unit: str | None = None
    value: Number = None
    currency: str | None = None
    happened_on: date | None = None
    happened_to: date | None = None
    known_on: date | None = None
    title: str | None = None
    line: str | None = None
    stage_from: str | None = None
    place_from: str | None = None
    place_to: str | None = None
    due_on: date | None = None
    dataset: str | None = None
    corrects: str | None = None
    reverses: bool = False
    reason: str | None = None
    note: str | None = None
    by: str | None = None
    new_names: bool = False
    dry_run: bool = False


def with_known_names(case: "Case", move: Move) -> Move:
    """The move with ids for the names it gives.

    Raises:
        RefusedError: A name the case does not have, or a day that is none.
    """
    names = Names(case, new=move.new_names)
    return replace(
        move,
        donor=names.party("--donor", move.donor),
        recipient=names.party("--recipient", move.recipient),
        item=names.item("--item", move.item),
        place_from=names.place("--place-from", move.place_from),
        place_to=names.place("--place-to", move.place_to),
        happened_on=day("--happened-on", move.happened_on),
        happened_to=day("--happened-to", move.happened_to),
        known_on=day("--known-on", move.known_on),
        due_on=day("--due-on", move.due_on),
    )


def day(where: str, value: object) -> date | None:
    """A day, which may be written as text; None stays open.

    Raises:
        RefusedError: No day of the calendar.
    """
    return None if value is None else to_day(value, where=where)


def numbers(move: Move) -> dict[str, Any]:
    """The amounts of a move.

    Raises:
        RefusedError: One is not a number.
    """
    return {
        "quantity": number("--quantity", move.quantity),
        "quantity_low": number("--quantity-low", move.quantity_low),
        "quantity_high": number("--quantity-high", move.quantity_high),
        "value": number("--value", move.value),
    }


def one_stage(where: str, word: str) -> Stage:
    """A stage by its word.

    Raises:
        QuestionError: There is no such stage.
    """
    return Stage(one_of(where, word, [s.value for s in Stage]))


def one_of(where: str, word: str, words: Sequence[str]) -> str:
    """The word, if it is one of these.

    Raises:
        QuestionError: It is none of them; names the nearest.
    """
    if word not in words:
        raise unknown_name(where, where.removeprefix("--"), word, words)
    return word


def number(where: str, text: Number) -> Decimal | None:
    """A number as people write it; what is not given stays unknown.

    Raises:
        RefusedError: It is no number.
    """
    if text is None or isinstance(text, Decimal):
        return text
    try:
        amount = Decimal(str(text).replace("_", "").replace(",", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise RefusedError(
            where=where,
            what=f'"{text}" is not a number.',
            todo="write it plain, such as 20000, or leave it out if not known.",
        )
    return amount


def source_row(case: "Case", source: str, known: date) -> tuple[str, list[Row]]:
    """A known source's id, or a new row for a title or address.

    Raises:
        RefusedError: No source is given.
    """
    if not source.strip():
        raise RefusedError(
            where="--source",
            what="nobody is named who said it.",
            todo="give an id of the sources table, a title or an address.",
        )
    if any(r.row_id == source for r in case.book.view().rows("sources")):
        return source, []
    name = f"by-hand-{mark(source)}"
    fields = {"source_id": name, "title": source, "published": known.isoformat(), "kind": "hand"}
    if source.startswith(("http://", "https://")):
        fields["url"] = source
    row = Row(source_id=name, key=name, known_on=known, table="sources", row_id=name, fields=fields)
    known_before = case.book.get([row.id])
    return name, [] if known_before else [row]


def mark(*parts: object) -> str:
    """Twelve hexadecimal digits that tell these words from others."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=6).hexdigest()


def written(
    case: "Case",
    question: str,
    records: Sequence[Record],
    name: str,
    by: str | None,
    *,
    line: str | None = None,
    dry_run: bool = False,
) -> Answer:
    """Append the records, and say what was done.

    Args:
        case: The case.
        question: The verb.
        records: All or none of them are written.
        name: Id of the record that the answer names.
        by: Who records them.
        line: Its line.
        dry_run: Write nothing, and say what would be written.
    """
    if dry_run:
        return _tried(case, question, records, name)
    book = writable_book(case)
    head = book.store.head().seq
    done = book.append(records, by=by)
    told = "recorded" if done.added else "already in the book, nothing was written"
    on = f" on line {line}: continue it with --line, correct it with --corrects" if line else ""
    result = {"id": name, "added": done.added, "already_there": done.already_there}
    return Answer(
        question=question,
        scope=case.scope(),
        sentence=f"{question} {name} {told}{on}.",
        result=result if line is None else {**result, "line_id": line},
        warnings=[f"It is {w}" for w in hidden(book, head, case.settings.as_of)],
    )


def _tried(case: "Case", question: str, records: Sequence[Record], name: str) -> Answer:
    """What would be written, after all rules of the book were asked."""
    done = case.book.would_append(records)
    told = counted(done.added, "record")
    return Answer(
        question=question,
        scope=case.scope(),
        sentence=f"{question}: {told} would be written, {done.already_there} already there.",
        result={
            "id": name,
            "added": done.added,
            "already_there": done.already_there,
            "records": [{"record": r.kind, **msgspec.to_builtins(r)} for r in records],
        },
    )
