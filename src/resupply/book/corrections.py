"""Corrections: new entries that answer earlier ones. Nothing in the book is ever changed.

Pure functions: they build entries, `Book.append` records them. A person's correction carries no
`cell`: it lies on top of what the source states, until the source itself states otherwise
(`book.restate` then takes it back).

    A number changed, all numbers known     one entry with the difference
    anything else changed                   the earlier entries taken back whole, and restated
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from resupply.book.rules import refused
from resupply.core.records import Entry
from resupply.core.words import SINKS, Phase, Precision, Stage

NUMBERS = ("quantity", "value")
RANGES = ("quantity_low", "quantity_high", "value_low", "value_high")
#: What a correction says of itself, and so cannot be changed by one.
_ITS_OWN = frozenset(
    ("source_id", "key", "known_on", "corrects", "reverses", "phase", "pending_id", "cell")
)


def correct(
    entry: Entry,
    *,
    source_id: str,
    key: str,
    known_on: date,
    reason: str,
    earlier: Sequence[Entry] = (),
    **changes: Any,
) -> list[Entry]:
    """Entries that make an earlier entry say something else from a day on.

    Args:
        entry: As it stands in the book.
        source_id: Who says that it was wrong.
        key: Names the correction inside its source; a suffix is added when it takes several.
        known_on: Day the correction was known.
        reason: Why.
        earlier: Corrections of it already in the book, in order; the new one starts from
            what they leave.
        **changes: Fields of the entry and what they should have said.

    Raises:
        EntryRefusedError: A field that entries do not have, or that a correction sets itself.

    Example:
        >>> ten = Entry(source_id="a", key="1", known_on=date(2024, 2, 1), line_id="l",
        ...     stage_from=Stage.OUTSIDE, stage_to=Stage.PLEDGE, quantity=Decimal(10))
        >>> [fix] = correct(ten, source_id="me", key="c", known_on=date(2024, 3, 1),
        ...     reason="miscounted", quantity=Decimal(7))
        >>> str(fix.quantity), fix.reverses, fix.corrects == ten.id
        ('3', True, True)
    """
    _check_changes(entry, changes)
    stands = still_standing([entry, *earlier])
    said = {"source_id": source_id, "key": key, "known_on": known_on, "reason": reason}
    if changes.keys() <= set(NUMBERS) and _has_differences(stands, changes):
        return _differences(entry, stands, said, changes)
    back = [_numbered(take_back(e, **said), "back", n) for n, e in enumerate(stands, 1)]  # type: ignore[arg-type]  # `said` holds text and a day, each where it belongs
    return [*back, _restated(entry, stands, said, changes)]


def take_back(entry: Entry, *, source_id: str, key: str, known_on: date, reason: str) -> Entry:
    """The entry that undoes another: the same accounts, the other direction.

    A pending entry moved nothing: it is voided. Taking back what took back restores it.
    """
    if entry.phase in (Phase.VOID, Phase.LAPSE):
        raise refused(entry, f"a {entry.phase} moved nothing.", "open a new pending entry instead.")
    pending = entry.phase == Phase.PENDING
    return msgspec.structs.replace(
        entry,
        source_id=source_id,
        key=key,
        known_on=known_on,
        known_precision=Precision.DAY,
        locator=None,
        cell=None,
        corrects=entry.id,
        reverses=not entry.reverses and not pending,
        phase=Phase.VOID if pending else Phase.POSTED,
        pending_id=entry.id if pending else None,
        reason=reason,
    )


def withdraw(
    entry: Entry,
    *,
    source_id: str,
    key: str,
    known_on: date,
    reason: str,
    happened_on: date | None = None,
    quantity: Decimal | None = None,
    value: Decimal | None = None,
    into: Stage = Stage.WITHDRAWN,
) -> Entry:
    """A promise taken back by who gave it: a move of its own, not the correction of an error.

    Args:
        entry: What had brought it to the account it now leaves.
        source_id: Who says so.
        key: Names the withdrawal inside its source.
        known_on: Day the withdrawal was known.
        reason: Why, as far as stated.
        happened_on: Day it was withdrawn; None = not stated.
        quantity: How many; with `value` None, all of the entry.
        value: How much money.
        into: `withdrawn`, `lost` or `returned`.
    """
    if into not in SINKS:
        raise refused(entry, f"{into} is not a way out.", f"take {', '.join(SINKS)}.")
    part = dict.fromkeys((*NUMBERS, *RANGES)) | {"quantity": quantity, "value": value}
    return msgspec.structs.replace(
        entry,
        **(part if quantity is not None or value is not None else {}),
        source_id=source_id,
        key=key,
        known_on=known_on,
        known_precision=Precision.DAY,
        locator=None,
        cell=None,
        stage_from=entry.stage_to,
        stage_to=into,
        happened_from=happened_on,
        happened_to=happened_on,
        place_from=None,
        place_to=None,
        leg_id=None,
        milestone=None,
        parent_line_id=None,
        phase=Phase.POSTED,
        pending_id=None,
        corrects=None,
        reverses=False,
        reason=reason,
    )


def scale(
    entries: Iterable[Entry],
    factor: Decimal,
    *,
    source_id: str,
    key: str,
    known_on: date,
    reason: str,
) -> list[Entry]:
    """Corrections that multiply what entries say by a factor; what is unknown stays unknown.

    Example:
        >>> ten = Entry(source_id="a", key="1", known_on=date(2024, 2, 1), line_id="l",
        ...     stage_from=Stage.OUTSIDE, stage_to=Stage.PLEDGE, quantity=Decimal(50))
        >>> [cut] = scale([ten], Decimal("0.9"), source_id="me", key="cut",
        ...     known_on=date(2024, 3, 1), reason="a tenth was counted twice")
        >>> cut.quantity, cut.reverses
        (Decimal('5.0'), True)
    """
    if not (factor.is_finite() and factor >= 0):
        raise ValueError(f"factor must be zero or more, got {factor}")
    out = []
    for entry in entries:
        stated = {n: getattr(entry, n) for n in (*NUMBERS, *RANGES)}
        changes = {n: v * factor for n, v in stated.items() if v is not None}
        if changes and factor != 1:
            out += correct(
                entry,
                source_id=source_id,
                key=f"{key} {entry.id}",
                known_on=known_on,
                reason=reason,
                **changes,
            )
    return out


def merge(
    kept: str, merged: str, entries: Iterable[Entry], *, source_id: str, known_on: date
) -> list[Entry]:
    """One event told twice: what the second line holds is taken back, the first line stays.

    Args:
        kept: Line that stays.
        merged: Line whose entries are taken back.
        entries: Entries of the merged line in the book, corrections included, in order.
        source_id: Who merges.
        known_on: Day from which it counts as one.

    Returns:
        Entries to append. `take_back` of each of them undoes the merge.
    """
    own = [e for e in entries if e.line_id == merged]
    settled = {e.pending_id for e in own if e.phase in (Phase.VOID, Phase.LAPSE)}
    return [
        take_back(
            entry,
            source_id=source_id,
            key=f"merge {entry.id} into {kept} {known_on}",
            known_on=known_on,
            reason=f"same event as {kept}",
        )
        for entry in still_standing(own)
        if entry.phase not in (Phase.VOID, Phase.LAPSE) and entry.id not in settled
    ]


def still_standing(entries: Iterable[Entry]) -> list[Entry]:
    """Without pairs that cancel: an entry taken back whole, and what took it back."""
    alive: dict[str, Entry] = {}
    for entry in entries:
        first = alive.get(entry.corrects or "")
        if first is not None and _cancel(first, entry):
            del alive[first.id]
        else:
            alive[entry.id] = entry
    return list(alive.values())


def sum_of(entries: Iterable[Entry], name: str) -> Decimal:
    """Signed sum of a number of entries; what is not stated adds nothing."""
    signed = ((-1 if e.reverses else 1) * (getattr(e, name) or Decimal(0)) for e in entries)
    return sum(signed, Decimal(0))


def amounts(entry: Entry) -> tuple[object, ...]:
    """All that an entry says of how much; a zero needs no currency."""
    money = entry.currency if entry.value != 0 else None
    return (*(getattr(entry, n) for n in (*NUMBERS, *RANGES)), entry.unit, money)


def accounts(entry: Entry) -> tuple[object, ...]:
    """Where an entry moves what: two entries with the same can be added."""
    return (entry.line_id, entry.parent_line_id, entry.stage_from, entry.stage_to, entry.item)


def firsts(entries: Sequence[Entry]) -> list[Entry]:
    """Those that are not corrections of another one among them."""
    ids = {e.id for e in entries}
    return [e for e in entries if e.corrects not in ids]


def _cancel(first: Entry, second: Entry) -> bool:
    opposite = first.reverses != second.reverses or second.phase == Phase.VOID
    return opposite and amounts(first) == amounts(second) and accounts(first) == accounts(second)


def _check_changes(entry: Entry, changes: dict[str, Any]) -> None:
    for name in changes:
        if name not in entry.__struct_fields__ or name in _ITS_OWN:
            raise refused(
                entry, f"{name} is not a field a correction can change.", "check its spelling."
            )


def _has_differences(stands: Sequence[Entry], changes: dict[str, Any]) -> bool:
    """Whether every number concerned is known before and after."""
    if any(e.phase == Phase.PENDING for e in stands) or not stands:
        return False
    if any(getattr(e, n) is not None for e in stands for n in RANGES):
        return False
    known = all(getattr(e, n) is not None for e in firsts(stands) for n in changes)
    return known and all(v is not None for v in changes.values())


def _differences(
    entry: Entry, stands: Sequence[Entry], said: dict[str, Any], changes: dict[str, Any]
) -> list[Entry]:
    sign = -1 if entry.reverses else 1
    moved = {n: sign * Decimal(v) - sum_of(stands, n) for n, v in changes.items()}
    signs = sorted({d > 0 for d in moved.values() if d})
    return [
        _difference(
            entry,
            said | {"key": said["key"] if len(signs) == 1 else f"{said['key']} {_word(up)}"},
            {n: abs(d) for n, d in moved.items() if d and (d > 0) == up},
            up=up,
        )
        for up in signs
    ]


def _word(up: bool) -> str:
    return "up" if up else "down"


def _difference(entry: Entry, said: dict[str, Any], part: dict[str, Decimal], *, up: bool) -> Entry:
    # The number that does not change differs by a known zero, it is not unknown.
    numbers = {n: part.get(n, Decimal(0)) for n in NUMBERS}
    fields: dict[str, Any] = {**said, **numbers, **dict.fromkeys(RANGES)}
    back = take_back(entry, **said)
    return msgspec.structs.replace(back, **fields, reverses=not up)


def _numbered(entry: Entry, word: str, number: int) -> Entry:
    mark = word if number == 1 else f"{word} {number}"
    return msgspec.structs.replace(entry, key=f"{entry.key} {mark}")


def _restated(
    entry: Entry, stands: Sequence[Entry], said: dict[str, Any], changes: dict[str, Any]
) -> Entry:
    latest = firsts(stands)[-1] if stands else entry
    fields: dict[str, Any] = {"phase": Phase.POSTED, "pending_id": None}
    if latest.phase == Phase.PENDING:
        fields["phase"] = Phase.PENDING
    for name in NUMBERS:
        if getattr(latest, name) is not None:
            fields[name] = abs(sum_of(stands, name))
    fields |= said | {
        "key": f"{said['key']} new",
        "locator": None,
        "known_precision": Precision.DAY,
    }
    fields |= {"cell": None, "corrects": entry.id, "reverses": entry.reverses}
    return msgspec.structs.replace(latest, **{**fields, **changes})
