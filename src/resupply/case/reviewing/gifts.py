"""Aid: a line and an entry of the book; where aid was held back, a disruption."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from resupply.case.reviewing.rows import paused
from resupply.case.reviewing.saying import Saying, currency, has, note
from resupply.core.errors import RefusedError
from resupply.core.records import Entry, Line, Record
from resupply.core.words import FLOW, AidKind, Stage

#: Where aid stands in the book, by what the text says of it.
STAGES: Mapping[str, Stage] = {
    "in_talks": Stage.INTENT,
    "pledged": Stage.PLEDGE,
    "committed": Stage.COMMITMENT,
    "delivered": Stage.DELIVERY,
}
#: Words of named goods set aside, a step beyond a commitment.
_SET_ASIDE = ("allocat", "set aside", "setting aside", "earmark", "drawdown", "from its stock")


def aid(said: Saying) -> list[Record]:
    """A gift: the move, after its line unless it continues one.

    Raises:
        RefusedError: Donor, item or status are not known, or the line is not one of the donor's.
    """
    if said.field("stage") is None and said.field("status") == "paused":
        return paused(said)
    named, p = said.named, said.proposal
    donor = named.one_party("donor", p.fields.get("donor"))
    recipient = named.one_party("recipient", p.fields.get("recipient"))
    item = _item(said)
    if donor is None and p.line is None:
        raise named.missing("donor", "who gives.")
    if item is None and p.line is None:
        raise named.missing("item", "what is given.")
    stage = _stage(said)
    line = _existing(said, donor) if p.line else None
    line_id = p.line or f"{said.held.id}/{donor}/{item}/{p.key.replace(' ', '-')}"
    start, end = _happened(said)
    entry = Entry(
        **said.common,
        line_id=line_id,
        stage_from=_before(said, stage, line_id) if line else Stage.OUTSIDE,
        stage_to=stage,
        happened_from=start,
        happened_to=end,
        item=item,
        quantity=said.number("quantity"),
        quantity_low=said.number("quantity_low"),
        quantity_high=said.number("quantity_high"),
        unit=(said.field("unit") or named.unit(item)) if has(said, "quantity") else None,
        value=said.number("amount"),
        value_low=said.number("amount_low"),
        value_high=said.number("amount_high"),
        currency=currency(said),
        place_to=named.place("place", said.field("place")),
        note=note(said),
    )
    if line:
        return [entry]
    return [_line(said, line_id, donor, recipient, item), entry]


def _line(
    said: Saying, line_id: str, donor: str | None, recipient: str | None, item: str | None
) -> Line:
    settings = said.case.settings
    own = settings.promises or settings.dataset or "press"
    due = said.field("due_on") or (_ahead(said) and said.days()[1])
    return Line(
        **said.common,
        line_id=line_id,
        # What articles say belongs with the promises, never with a tracker.
        dataset=said.field("dataset") or str(own),
        donor=donor,
        recipient=recipient or settings.recipient,
        item=item,
        aid_kind=_aid_kind(said),
        due_on=date.fromisoformat(str(due)) if due else None,
        title=said.field("title"),
    )


def _stage(said: Saying) -> Stage:
    """The stage the reviewer named, or that of the text's status."""
    named = said.field("stage")
    if named is not None:
        return Stage(named)
    status = said.field("status")
    if status not in STAGES:
        raise said.named.missing("status", "how far it has come.")
    words = said.proposal.excerpt.lower()
    if status == "committed" and any(w in words for w in _SET_ASIDE):
        return Stage.ALLOCATION
    return STAGES[status]


def _ahead(said: Saying) -> bool:
    """Whether the day told lies ahead of the document: then it is when it is due."""
    start, _ = said.days()
    return start is not None and start > said.known_on


def _happened(said: Saying) -> tuple[date | None, date | None]:
    """The days it can have happened on: as told, else by the day the document was public."""
    if said.field("happened_on") is not None:
        return said.days("happened_on")
    if said.field("date") is None or _ahead(said):
        return None, said.known_on
    start, end = said.days()
    # A month still running when the document came out ends, for what had happened, on that day.
    return start, min(end, said.known_on) if end else end


def _existing(said: Saying, donor: str | None) -> Mapping[str, Any]:
    """The line it continues.

    Raises:
        RefusedError: There is no such line, or it is another donor's.
    """
    lines = said.case.book.view().lines
    found = lines.filter(lines["line_id"] == said.proposal.line).to_dicts()
    if not found:
        raise no_line(said.proposal.number, str(said.proposal.line))
    row: dict[str, Any] = found[0]
    if donor and row["donor"] and row["donor"] != donor:
        raise RefusedError(
            where=_at_line(said.proposal.number, str(said.proposal.line)),
            what=f"the line is of donor {row['donor']}, the proposal says {donor}.",
            todo="give another line, or correct the donor with --set donor=ID.",
        )
    return row


def no_line(number: int, line: str) -> RefusedError:
    """The error for a line that the book does not have."""
    return RefusedError(
        where=_at_line(number, line),
        what="there is no such line in the book.",
        todo=f"`resupply review show {number}` suggests lines it may belong to.",
    )


def _at_line(number: int, line: str) -> str:
    return f"proposal {number}, --line {line}"


def _before(said: Saying, stage: Stage, line: str) -> Stage:
    """Where a move on an existing line leaves: the furthest stage reached before."""
    import polars as pl

    moves = said.case.book.view().moves.filter(pl.col("line_id").cast(pl.String) == line)
    reached = set(moves.collect()["stage_to"].cast(pl.String).unique())
    before = FLOW[: FLOW.index(stage)] if stage in FLOW else FLOW
    return next((s for s in reversed(before) if s.value in reached), Stage.OUTSIDE)


def _item(said: Saying) -> str | None:
    """The item meant; money, where a sum alone is given for what the case has no item of."""
    words = said.field("item")
    only_money = has(said, "amount") and not has(said, "quantity")
    if words is None:
        return "money" if only_money else None
    try:
        return said.named.item("item", words)
    except RefusedError:
        if only_money:
            return "money"
        raise


def _aid_kind(said: Saying) -> AidKind:
    if said.field("aid_kind") is not None:
        return AidKind(said.field("aid_kind"))
    words = f"{said.field('item') or ''} {said.proposal.excerpt}".lower()
    told = [k for k in (AidKind.MILITARY, AidKind.HUMANITARIAN, AidKind.FINANCIAL) if k in words]
    return told[0] if len(told) == 1 else AidKind.UNSPECIFIED
