"""What keeps a verdict from being given as it was found, and what is told in its place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from resupply.claims import cues, grew, pieces, stated
from resupply.claims.ledger import Ledger
from resupply.claims.names import Names
from resupply.claims.words import Checked, Claim, instead, unsure
from resupply.core.errors import QuestionError

#: Manners of which only the tables of facts tell.
OF_TABLES = ("need", "output", "capacity", "price", "through", "use")
_DELIVERED = re.compile(r"deliver|disburs|hand|transferr|arriv", re.IGNORECASE)


def by_another(found: Checked, other: Checked | None) -> Checked:
    """A need that one figure denies and another, meant otherwise, supports: the bare minimum."""
    if other is None or other.verdict != "holds":
        return found
    why = f"{other.why} By others it does not hold: {found.why}"
    new = {"verdict": "depends", "depends_on": ["what is counted"], "why": why, "nearest": ""}
    return msgspec.structs.replace(other, **new)


def of_one_promise(found: Checked) -> Checked:
    """A sum far below all that was promised may be one promise, of which no row is known."""
    claim = found.claim
    is_part = claim.type == "total" and claim.stage == "pledge" and claim.per in (None, "total")
    said = claim.said.get("per") or cues.TOGETHER.search(claim.text)
    low = claim.figure is not None and all(
        (r.get("figure") or 0) > 2 * claim.figure.value for r in found.rows
    )
    slips = any(r.seen in ("unit_slip", "currency") for r in found.reasons)
    if found.verdict != "does_not_hold" or not is_part or said or not low or slips:
        return found
    missing = "one promise may be meant, and no row has one of this sum"
    return instead(found, missing, "; as the sum of all it would not hold.")


def as_given(found: Checked, ledger: Ledger) -> Checked:
    """What the record does not tell apart: weapons from other military aid, what was delivered."""
    claim, missing = found.claim, ""
    if found.verdict == "not_verifiable":
        return found
    if claim.is_nothing and found.verdict != "holds" and cues.WEAPONS.search(claim.text):
        missing = "the record does not tell weapons from other military aid"
    said = claim.said.get("stage", "")
    if claim.stage == "delivery" and _DELIVERED.match(said) and "delivery" not in ledger.stages:
        missing = "the record holds no deliveries of money, but what was allocated or committed"
    return instead(found, missing) if missing else found


def is_ahead(claim: Claim) -> bool:
    """Whether it is about what will be given, or about a rate: sums of the past tell neither."""
    is_rate = claim.figure is not None and claim.figure.per is not None
    for_later = claim.stage == "pledge" and pieces.FOR_LATER.search(claim.text)
    ahead = claim.manner in ("target", "late", "on_time") or claim.stage == "intent"
    return bool(ahead or is_rate or for_later)


def by_note(found: Checked, agreed: Sequence[Mapping[str, Any]], names: Names) -> Checked:
    """An aside that the note of the row says by which the rest of the sentence holds."""
    notes = [str(r.get("note") or "") for r in agreed]
    note = stated.by_note(found.claim, notes, names) if found.verdict == "not_verifiable" else None
    if note is None:
        return found
    rows = [r for r in agreed if r.get("note") == note]
    why = f'The note of the same row says it: "{note}".'
    return Checked(claim=found.claim, verdict="holds", why=why, rows=rows)


def not_read(claim: Claim) -> Checked:
    """An aside of which nothing is read but that it is there."""
    todo = "Say it as a sentence of its own, with who and how much."
    return unsure(claim, "no rank, figure, share or change is read in it", todo=todo)


def not_held(claim: Claim) -> Checked:
    """A plan or a rate of money."""
    missing = "the record of money holds what was given, and neither plans nor rates"
    return unsure(claim, missing, todo="Claim a sum that was given, over days that have passed.")


def refuse_that(claim: Claim) -> None:
    """A part of "that" is one of a figure of the sentence before, which is not here."""
    if claim.manner in OF_TABLES and grew.leans_on_that(claim):
        raise QuestionError(
            where=f'claim "{claim.text[:60]}"',
            what='"that" is no figure that is named in it.',
            todo="put the figure in its place: one claim has to stand by itself.",
        )
