"""What changed between two days of knowledge: how much, why, by whose word, entered by whom."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import polars as pl

from resupply.book import Book
from resupply.book.diff import GROUPS, diff
from resupply.core.answer import Answer, Column
from resupply.core.errors import unknown_name
from resupply.core.scope import Scope
from resupply.picture import flows, parties, sources

#: Words of other questions for the book's own columns.
_WORDS = {"kind": "aid_kind", "line": "line_id", "source": "source_id"}


def answer(
    book: Book,
    scope: Scope,
    known_1: date,
    known_2: date,
    by: Sequence[str] = ("donor", "month"),
) -> Answer:
    """Figures that read otherwise on the second day of knowledge than on the first.

    Args:
        book: The book.
        scope: Bounds; a stage, dataset, donor or kind narrows the rows.
        known_1: Earlier day of knowledge.
        known_2: Later day of knowledge.
        by: Groupings; dataset and stage are always among them.

    Raises:
        QuestionError: An unknown grouping, or days in the wrong order.
    """
    words = {w for w in (*GROUPS, *_WORDS) if w not in _WORDS.values()}
    for name in by:
        if name not in words:
            raise unknown_name("--by", "grouping", name, words)
    keys = [_WORDS.get(name, name) for name in by]
    frame = diff(book, known_1, known_2, _wanted(keys, scope), measure=scope.measure)
    frame = _within(book, frame, scope)
    names = parties.names(book.view(known_2))
    rows = [_row(r, names) for r in frame.drop("seqs").to_dicts()]
    return Answer(
        question="diff",
        scope=scope,
        columns=_columns(keys, scope),
        rows=rows,
        sources=sources.of(book.view(known_2), rows),
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


def _wanted(keys: Sequence[str], scope: Scope) -> list[str]:
    """Groupings asked for, and those the scope narrows by."""
    more = [
        name
        for name, asked in (("donor", scope.donors), ("aid_kind", scope.kinds))
        if asked and name not in keys
    ]
    return [*keys, *more]


def _within(book: Book, frame: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    view = book.view()
    flows.lines(view, scope)  # refuses names the case does not have
    if scope.dataset is not None:
        frame = frame.filter(pl.col("dataset") == scope.dataset)
    if scope.stage is not None:
        frame = frame.filter(pl.col("stage") == scope.stage.value)
    if scope.kinds:
        frame = frame.filter(pl.col("aid_kind").is_in(list(scope.kinds)))
    if scope.donors:
        meant = parties.resolve(view, scope.donors, scope.until, where="--donor")
        frame = frame.filter(pl.col("donor").is_in(list(meant)))
    return frame


def _columns(keys: Sequence[str], scope: Scope) -> list[Column]:
    in_money = scope.measure == "value"
    figure = partial(
        Column,
        unit="bn" if in_money else "units",
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
        Column(name="what", title="In"),
        figure(name="before", title="Before"),
        figure(name="after", title="After"),
        figure(name="delta", title="Change"),
        Column(name="unknown", title="No number", shown=False),
        Column(name="entries", title="Entries", shown=False),
        Column(name="reasons", title="Why", shown=False),
        Column(name="source_ids", title="Sources"),
        Column(name="entered_by", title="Entered by", shown=False),
    ]


def _sentence(rows: Sequence[Mapping[str, Any]], known_1: date, known_2: date) -> str:
    if not rows:
        return f"Nothing reads otherwise on {known_2} than on {known_1}."
    changes = [r["delta"] for r in rows if r["delta"] is not None]
    up, down = sum(d for d in changes if d > 0), sum(d for d in changes if d < 0)
    what = {r["what"] for r in rows}
    stages = {r["stage"] for r in rows}
    told = f"{len(rows)} figures read otherwise on {known_2} than on {known_1}"
    if len(what) > 1 or len(stages) > 1:
        return f"{told}."
    return f"{told}: up by {up / 1e9:,.3f} bn, down by {-down / 1e9:,.3f} bn {what.pop()}."
