"""What changed between two days of knowledge: how much, why, by whose word, entered by whom."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import msgspec

from resupply.book import Book, View
from resupply.book.diff import GROUPS, diff
from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.money import in_words
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.picture import flows, goods, parties, sources, within

#: Words of other questions for the book's own columns.
_WORDS = {"kind": "aid_kind", "line": "line_id", "source": "source_id"}
#: Bounds that are not those of knowledge: what changed is asked of all days and places.
_NOT_OURS = ("since", "until", "places", "boundary", "rate_on")


def answer(
    book: Book,
    scope: Scope,
    known_1: date,
    known_2: date,
    by: Sequence[str] = ("donor", "month"),
    *,
    currency: str = "EUR",
) -> Answer:
    """Figures that read otherwise on the second day of knowledge than on the first.

    Args:
        book: The book.
        scope: Bounds; a stage, dataset, donor, recipient, item or kind narrows the rows.
        known_1: Earlier day of knowledge.
        known_2: Later day of knowledge.
        by: Groupings; dataset and stage are always among them.
        currency: The case's own; the rows are in the currencies that were stated.

    Raises:
        QuestionError: An unknown grouping, days in the wrong order, or a bound that says nothing
            about a change of knowledge.
    """
    _refuse(scope, currency)
    words = {w for w in (*GROUPS, *_WORDS) if w not in _WORDS.values()}
    for name in by:
        if name not in words:
            raise unknown_name("--by", "grouping", name, words)
    keys = [_WORDS.get(name, name) for name in by]
    view = book.view(known_2)
    asked = msgspec.structs.replace(scope, as_of=known_2)
    lines = within.line_ids(view, asked)
    items = scope.items or None
    frame = diff(book, known_1, known_2, keys, measure=scope.measure, lines=lines, items=items)
    if scope.stage is not None:
        frame = frame.filter(stage=scope.stage.value)
    names = parties.names(view)
    rows = [_row(r, names) for r in frame.drop("seqs").to_dicts()]
    if scope.measure == "quantity":
        _name(view, rows)
    return Answer(
        question="diff",
        scope=asked,
        columns=_columns(keys, scope),
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(rows, known_1, known_2),
        warnings=[]
        if not any(r["unknown"] for r in rows)
        else ["Some changes have no number: see the column `unknown`."],
    )


def _row(row: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    if row["unknown"] and not row["delta"]:
        # Something came that has no number: that is no change of zero.
        row = {
            **row,
            "delta": None,
            "after": row["before"] or None,
            "before": row["before"] or None,
        }
    if "donor" in row:
        row = {**row, "donor_name": names.get(row["donor"], row["donor"])}
    return row


def _refuse(scope: Scope, currency: str) -> None:
    todo = "leave it out; donor, recipient, item, kind, dataset and stage narrow the rows."
    within.refuse_bounds(scope, "diff", _NOT_OURS, todo)
    if scope.shares != "donor":
        raise QuestionError(
            where=f"--shares {scope.shares}",
            what="a change is told of the donor that was stated, never split.",
            todo="leave it out.",
        )
    if scope.currency != currency:
        raise QuestionError(
            where=f"--currency {scope.currency}",
            what="a change is told in the currency it was stated in, never converted.",
            todo="leave it out; the column `what` names the currency.",
        )


def _name(view: View, rows: Sequence[dict[str, Any]]) -> None:
    """Add what people call the items that changed, and their units."""
    known, units = goods.names(view), goods.units(view)
    for row in rows:
        row["what_name"] = goods.name_of(known, row["what"])
        row["unit"] = units.get(str(row["what"]))


def _columns(keys: Sequence[str], scope: Scope) -> list[Column]:
    in_money = scope.measure == "value"
    figure = partial(
        Column,
        unit="bn" if in_money else "",
        scale=1e9 if in_money else 1.0,
        digits=3 if in_money else 0,
    )
    shown = [k for k in keys if k not in ("dataset", "stage")]
    return [
        *([Column(name="donor_name", title="Donor")] if "donor" in keys else []),
        *(
            Column(name=k, title=k.replace("_", " ").capitalize(), shown=k != "donor")
            for k in shown
        ),
        Column(name="dataset", title="Dataset", shown=False),
        Column(name="stage", title="Stage"),
        *_what(in_money),
        figure(name="before", title="Before"),
        figure(name="after", title="After"),
        figure(name="delta", title="Change"),
        Column(name="unknown", title=flows.WITHOUT[scope.measure], shown=False),
        Column(name="entries", title="Entries", shown=False),
        Column(name="reasons", title="Why", shown=False),
        Column(name="source_ids", title="Sources"),
        Column(name="entered_by", title="Entered by", shown=False),
    ]


def _what(in_money: bool) -> list[Column]:
    if in_money:
        return [Column(name="what", title="In")]
    return [
        Column(name="what", title="Item id", shown=False),
        Column(name="what_name", title="Of"),
        Column(name="unit", title="Unit"),
    ]


def _sentence(rows: Sequence[Mapping[str, Any]], known_1: date, known_2: date) -> str:
    if not rows:
        return f"Nothing reads otherwise on {known_2} than on {known_1}."
    told = f"{counted(len(rows), 'figure')} {'reads' if len(rows) == 1 else 'read'} otherwise on "
    told += f"{known_2} than on {known_1}"
    changes = [r["delta"] for r in rows if r["delta"] is not None]
    if not changes or len({(r["what"], r["stage"], r["dataset"]) for r in rows}) > 1:
        return f"{told}."
    ways = [("up", sum(d for d in changes if d > 0)), ("down", -sum(d for d in changes if d < 0))]
    moved = ", ".join(f"{way} by {_amount(size, rows[0])}" for way, size in ways if size)
    return f"{told}: {moved}."


def _amount(size: float, row: Mapping[str, Any]) -> str:
    if "what_name" in row:
        return goods.of(size, row["unit"], row["what_name"])
    return in_words(size, str(row["what"] or ""))
