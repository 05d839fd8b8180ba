"""Balances: what got how far, and what waits where, by any grouping."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.errors import unknown_name
from resupply.core.scope import Scope
from resupply.core.words import FLOW, SPOKEN, Stage, counted
from resupply.picture import flows, parties, sources

#: What rows can be grouped by, and the expression for it.
GROUPINGS: dict[str, pl.Expr] = {
    "donor": pl.col("donor"),
    "recipient": pl.col("recipient"),
    "kind": pl.col("aid_kind"),
    "item": pl.col("item"),
    "dataset": pl.col("dataset"),
    "channel": pl.col("channel"),
    "line": pl.col("line_id").cast(pl.String),
    "year": pl.col("happened_to").dt.year(),
    "month": pl.col("happened_to").dt.truncate("1mo"),
    "stage": pl.col("stage").cast(pl.String),
}
_SUMS = ("amount", "low", "high", "unknown", "open_high")
_REACHED = {
    Stage.PLEDGE: "pledged",
    Stage.COMMITMENT: "committed",
    Stage.ALLOCATION: "allocated",
    Stage.SHIPMENT: "shipped",
    Stage.DELIVERY: "delivered",
    Stage.USE: "used",
}
#: What waits between two words, and the accounts it stands in.
_WAITING = {
    "to_allocate": (Stage.PLEDGE, Stage.COMMITMENT),
    "to_deliver": (Stage.ALLOCATION, Stage.SHIPMENT),
}


def answer(view: View, scope: Scope, by: Sequence[str] = ("donor",)) -> Answer:
    """What was promised, allocated, delivered, and what waits in between.

    Args:
        view: The book as known on a day.
        scope: Bounds of the question.
        by: Groupings, of `GROUPINGS`; with `stage` one row an account.

    Raises:
        QuestionError: An unknown grouping or bound.
    """
    for name in by:
        if name not in GROUPINGS:
            raise unknown_name("--by", "grouping", name, GROUPINGS)
    if scope.measure == "quantity" and not {"item", "line"} & set(by):
        by = [*by, "item"]  # pieces of one thing and tonnes of another have no sum
    sums = _accounts(view, scope, [b for b in by if b != "stage"])
    kept = _stages_kept(sums)
    rows = _long(sums, by) if "stage" in by else _wide(sums, by, kept)
    unit = flows.unit_name(scope)
    columns = _columns(by, kept, scope, rows)
    names = parties.names(view)
    named = [_with_unit(_with_name(r, names), columns, unit) for r in rows]
    return Answer(
        question="balances",
        scope=scope,
        columns=columns,
        rows=named,
        sources=sources.of(view, rows),
        sentence=_sentence(rows, scope),
        warnings=[
            *_warnings(rows, kept, scope),
            *_unlinked(view, scope),
            *flows.left_out(view, scope),
            *sources.published_later(view, rows),
        ],
    )


def _accounts(view: View, scope: Scope, by: Sequence[str]) -> pl.DataFrame:
    """Sums by grouping, dated or not, account and side."""
    keys = [GROUPINGS[name].alias(name) for name in by]
    return (
        flows.postings(view, scope)
        .filter(pl.col("stage") != Stage.OUTSIDE.value)
        .group_by([*keys, "dated", "stage", "reached"])
        .agg(
            pl.col(*_SUMS).sum(),
            pl.len().alias("entries"),
            pl.col("source_id").unique().alias("source_ids"),
        )
        .with_columns(pl.col("source_ids").cast(pl.List(pl.String)))
        .collect()
    )


def _stages_kept(sums: pl.DataFrame) -> set[str]:
    """Accounts the datasets asked about keep at all; of the others nothing is known."""
    return set(sums["stage"].cast(pl.String).unique())


def _long(sums: pl.DataFrame, by: Sequence[str]) -> list[dict[str, Any]]:
    keys = [b for b in by if b != "stage"]
    gained = pl.col("reached")
    frame = (
        sums.group_by([*keys, "dated", pl.col("stage").cast(pl.String)])
        .agg(
            _if_any_number(gained).alias("reached"),
            _if_any_number(gained, of=pl.lit(True)).alias("standing"),
            pl.col("unknown").filter(gained).sum(),
            pl.col("entries").filter(gained).sum(),
            pl.col("source_ids").explode().unique(),
        )
        .sort([*keys, "stage", "dated"])
    )
    return frame.to_dicts()


def _wide(sums: pl.DataFrame, by: Sequence[str], kept: set[str]) -> list[dict[str, Any]]:
    gained = pl.col("reached")
    reached = [
        _if_any_number(gained & (pl.col("stage") == stage.value)).alias(name)
        for stage, name in _REACHED.items()
    ]
    waiting = [
        pl.col("amount").filter(pl.col("stage").is_in([s.value for s in stages])).sum().alias(name)
        for name, stages in _WAITING.items()
    ]
    left = pl.col("stage").is_in([Stage.WITHDRAWN.value, Stage.LOST.value, Stage.RETURNED.value])
    frame = (
        sums.lazy()
        .group_by([*by, "dated"])
        .agg(
            *reached,
            *waiting,
            pl.col("amount").filter(left & gained).sum().alias("left"),
            pl.col("unknown").filter(gained & ~pl.col("stage").is_in(_spoken())).sum(),
            pl.col("entries").filter(gained).sum(),
            pl.col("source_ids").explode().unique(),
        )
        .collect()
    )
    rows = frame.to_dicts()
    for row in rows:
        _forget_what_is_not_kept(row, kept)
    return sorted(rows, key=_biggest_first)


def _if_any_number(which: pl.Expr, of: pl.Expr | None = None) -> pl.Expr:
    """The sum of those moves (or `of` others); unknown, not zero, when none has a number."""
    moves, blank = (pl.col(n).filter(which).sum() for n in ("entries", "unknown"))
    none_known = (moves > 0) & (blank >= moves)
    summed = pl.col("amount").filter(which if of is None else of).sum()
    return pl.when(none_known).then(None).otherwise(summed)


def _spoken() -> list[str]:
    return [s.value for s in SPOKEN]


def _forget_what_is_not_kept(row: dict[str, Any], kept: set[str]) -> None:
    """A dataset without deliveries says nothing of delivery: unknown, not zero."""
    for stage, name in _REACHED.items():
        if stage.value not in kept:
            row[name] = None
    if Stage.DELIVERY.value not in kept:
        row["to_deliver"] = None


def _biggest_first(row: Mapping[str, Any]) -> tuple[float, str]:
    biggest = max((row[n] or 0.0 for n in _REACHED.values()), default=0.0)
    return (-biggest, str([v for k, v in row.items() if k not in ("source_ids",)][:2]))


_TITLES = {
    "pledged": "Pledged",
    "committed": "Committed",
    "allocated": "Allocated",
    "shipped": "Shipped",
    "delivered": "Delivered",
    "used": "Used",
    "to_allocate": "Promised, not allocated",
    "to_deliver": "Allocated, not delivered",
    "left": "Withdrawn, lost, returned",
    "reached": "Reached",
    "standing": "Waits there now",
}


def _columns(
    by: Sequence[str], kept: set[str], scope: Scope, rows: Sequence[Mapping[str, Any]]
) -> list[Column]:
    unit = flows.unit_name(scope)
    figure = flows.figure(scope)
    shown = {
        **{name: _is_told(rows, name) for name in _REACHED.values()},
        "to_allocate": bool(kept & {Stage.PLEDGE.value, Stage.COMMITMENT.value}),
        "to_deliver": Stage.DELIVERY.value in kept,
        "left": bool(kept & {Stage.WITHDRAWN.value, Stage.LOST.value, Stage.RETURNED.value}),
    }
    figures = {"reached": True, "standing": True} if "stage" in by else shown
    return [
        *([Column(name="donor_name", title="Donor")] if "donor" in by else []),
        *(Column(name=b, title=b.capitalize(), shown=b != "donor") for b in by),
        *(
            figure(name=f"{name}_{unit}", title=_TITLES[name], shown=show)
            for name, show in figures.items()
        ),
        Column(
            name="dated",
            title="Dated",
            meaning="`unclear`: may lie outside the days asked.",
            shown=any(r["dated"] != "in" for r in rows),
        ),
        Column(
            name="unknown",
            title="No number",
            meaning="Moves without a number, not summed.",
            shown=any(r["unknown"] for r in rows),
        ),
        Column(name="entries", title="Entries", shown=False),
        Column(name="source_ids", title="Sources", shown=False),
    ]


def _is_told(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    """Whether any row has something to say of it: a figure, or that a figure is not known."""
    return any(r.get(name) for r in rows) or (
        any(r.get(name) is None for r in rows) and any(r.get(name) is not None for r in rows)
    )


def _with_name(row: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {**row, "donor_name": names.get(row["donor"], row["donor"])} if "donor" in row else row


def _with_unit(row: Mapping[str, Any], columns: Sequence[Column], unit: str) -> dict[str, Any]:
    out = {}
    for column in columns:
        plain = column.name.removesuffix(f"_{unit}")
        out[column.name] = row[plain] if plain in row else row.get(column.name)
    return out


def _sentence(rows: Sequence[Mapping[str, Any]], scope: Scope) -> str:
    if not rows:
        return "Nothing in the book lies within this scope."
    told = []
    for name, words in _TOLD.items():
        known = [r[name] for r in rows if r.get(name) is not None]
        if scope.measure == "value" and known and any(known):
            told.append(f"{sum(known) / 1e9:,.1f} bn {scope.currency} {words}")
    return "; ".join(told) + "." if told else ""


_TOLD = {
    "pledged": "pledged",
    "committed": "committed",
    "allocated": "allocated",
    "delivered": "delivered",
    "to_allocate": "promised and not yet allocated",
    "to_deliver": "allocated and not yet delivered",
}


def _unlinked(view: View, scope: Scope) -> list[str]:
    """Deliveries whose source names no promise: what waits may have come with them."""
    moves = flows.moves(view, scope)
    delivered = pl.col("stage_to") == Stage.DELIVERY.value
    loose = moves.filter(delivered & (pl.col("stage_from") == Stage.OUTSIDE.value))
    waiting = moves.filter(pl.col("stage_to") == Stage.ALLOCATION.value)
    if loose.limit(1).collect().is_empty() or waiting.limit(1).collect().is_empty():
        return []
    return [
        "Some deliveries are linked to no promise by their source: part of what waits here may "
        "have come with them. `promises` matches them, labelled so."
    ]


def _warnings(rows: Sequence[Mapping[str, Any]], kept: set[str], scope: Scope) -> list[str]:
    out = []
    if kept and not kept & {s.value for s in FLOW[FLOW.index(Stage.ALLOCATION) :]}:
        out.append("These records say nothing of allocation: all that was promised still waits.")
    elif rows and not kept & {Stage.DELIVERY.value, Stage.USE.value}:
        out.append(
            "These records say nothing of delivery: how much of what was allocated has arrived is "
            "not known from them."
        )
    unknown = sum(r["unknown"] or 0 for r in rows)
    if unknown:
        out.append(f"Not in the sums, for they have no number: {counted(unknown, 'move')}.")
    if any(r["dated"] == "unclear" for r in rows):
        out.append("Rows marked unclear may lie outside the days asked for; they stand apart.")
    return out
