"""Checks of balances: more out than in, promises that are late, counts that do not agree."""

from typing import Any

import polars as pl

from resupply.book.checked import (
    ENDS,
    MEASURES,
    OPEN,
    Checked,
    capped,
    findings,
    number,
    plain,
    ranged,
    reached,
    standing,
    with_more,
)
from resupply.book.counts import explained
from resupply.core.findings import Finding
from resupply.core.words import SINKS, Phase, Stage


def allocated_exceeds_committed(on: Checked) -> list[Finding]:
    """A donor allocated more than it ever committed, where the dataset states commitments."""
    donors = on.view.lines.select(pl.col("line_id", "dataset", "donor").cast(pl.Categorical))
    sums = on.sums.join(donors, on="line_id")
    by = ["dataset", "donor", "measure", "what"]
    committed = reached(sums, Stage.COMMITMENT, by, "committed")
    frame = committed.join(
        reached(sums, Stage.ALLOCATION, by, "allocated"), on=by, nulls_equal=True
    )
    over = pl.col("allocated") - pl.col("committed")
    frame = frame.filter(over > on.tolerance * pl.col("committed")).sort(over, descending=True)
    return findings(
        on,
        frame,
        lambda r: Finding(
            code="allocated_exceeds_committed",
            where=f"dataset {r['dataset']}, donor {r['donor']}",
            what=f"allocated {number(r['allocated'], r)} of {number(r['committed'], r)} committed: "
            f"{number(r['allocated'] - r['committed'], r)} too much.",
            todo="look for a commitment that is missing, or an allocation counted twice.",
            subject=r["donor"],
        ),
    )


def delivered_exceeds_allocated(on: Checked) -> list[Finding]:
    """More was delivered on a line than was allocated on it."""
    return findings(
        on,
        _over_delivered(on),
        lambda r: Finding(
            code="delivered_exceeds_allocated",
            where=f"line {r['line_id']}",
            what=f"delivered {number(r['delivered'], r)} of {number(r['allocated'], r)} allocated.",
            todo="look for an allocation that is missing, or a delivery counted twice.",
            subject=r["line_id"],
        ),
    )


def _over_delivered(on: Checked) -> pl.DataFrame:
    by = ["account", "measure", "what"]
    allocated = reached(on.sums, Stage.ALLOCATION, ["line_id", "measure", "what"], "allocated")
    delivered = reached(on.sums, Stage.DELIVERY, by, "delivered")
    frame = delivered.join(
        allocated.rename({"line_id": "account"}), on=by, nulls_equal=True
    ).rename({"account": "line_id"})
    over = pl.col("delivered") - pl.col("allocated")
    return frame.filter(over > on.tolerance * pl.col("allocated")).sort(over, descending=True)


def negative_standing(on: Checked) -> list[Finding]:
    """More left an account of a line than ever got there."""
    frame = standing(on.sums).filter(
        pl.col("stage").cast(pl.String).is_in(OPEN + ENDS),
        pl.col("standing") < -on.tolerance * pl.max_horizontal(pl.col("through"), 1.0),
    )
    # Told already, in better words, by `delivered_exceeds_allocated`.
    told = _over_delivered(on).with_columns(stage=pl.lit(Stage.ALLOCATION.value))
    frame = frame.with_columns(pl.col("stage").cast(pl.String)).join(
        told, on=["line_id", "stage", "measure", "what"], how="anti", nulls_equal=True
    )
    # Where something of unknown size got to, nobody can say that too much left.
    frame = frame.join(_got_unknown(on), on=["line_id", "stage", "measure"], how="anti")
    return findings(
        on,
        frame.sort("standing"),
        lambda r: Finding(
            code="negative_standing",
            where=f"line {r['line_id']}, {r['stage']}",
            what=f"{number(r['through'] - r['standing'], r)} left {r['stage']}, where "
            f"{number(r['through'], r)} ever got.",
            todo=f"record what brought it to {r['stage']}, or start the move from `outside`.",
            subject=r["line_id"],
        ),
    )


def _got_unknown(on: Checked) -> pl.DataFrame:
    """Accounts that got something without a number, by measure."""
    stage = pl.col("stage_to").cast(pl.String).alias("stage")
    return pl.concat(
        on.moves.filter(pl.col(m).is_null())
        .select("line_id", stage, measure=pl.lit(m, MEASURES))
        .unique()
        for m in ("value", "quantity")
    )


def promise_overdue(on: Checked) -> list[Finding]:
    """A line is past its due day and not delivered in full."""
    due = on.view.lines.filter(pl.col("due_on") < on.today).select(
        pl.col("line_id").cast(pl.Categorical), "due_on", "donor"
    )
    due = due.filter(on.concerns("line_id"))
    if due.is_empty():
        return []
    theirs = standing(on.sums).join(due, on="line_id")
    waits = pl.col("stage").cast(pl.String).is_in(OPEN)
    ended = pl.col("stage").cast(pl.String).is_in([Stage.DELIVERY.value, *(s.value for s in SINKS)])
    frame = theirs.group_by("line_id", "due_on", "donor", "measure", "what").agg(
        pl.col("standing").filter(waits).clip(lower_bound=0.0).sum().alias("waiting"),
        pl.col("through").filter(waits).max().fill_null(0.0).alias("promised"),
        pl.col("through").filter(ended).sum().alias("ended"),
    )
    # A delivery may be told by itself, from outside, and leave the promise standing.
    left = pl.min_horizontal("waiting", pl.col("promised") - pl.col("ended"))
    frame = frame.with_columns(left.alias("left"))
    frame = frame.filter(pl.col("left") > on.tolerance * pl.col("promised"))
    numbered = findings(on, frame.sort("due_on", "line_id"), lambda r: _overdue(on, r))
    return [*numbered, *_overdue_without_number(on, due)]


def _overdue(on: Checked, row: dict[str, Any]) -> Finding:
    return Finding(
        code="promise_overdue",
        where=f"line {row['line_id']}",
        what=f"due on {row['due_on']}, {(on.today - row['due_on']).days} days ago; "
        f"{number(row['left'], row)} of {number(row['promised'], row)} not delivered as far as "
        "known.",
        todo="ask the donor, or record the delivery, the withdrawal or a new due day.",
        subject=row["line_id"],
    )


def _overdue_without_number(on: Checked, due: pl.DataFrame) -> list[Finding]:
    theirs = on.moves.join(due.select("line_id"), on="line_id", how="semi")
    ended = pl.col("stage_to").cast(pl.String).is_in(ENDS)
    frame = (
        theirs.group_by("line_id", "due_on")
        .agg(ended.any().alias("ended"), (pl.col("counted") | pl.col("priced")).any().alias("told"))
        .filter(~pl.col("ended") & ~pl.col("told"))
    )
    return findings(
        on,
        frame.sort("due_on", "line_id"),
        lambda r: Finding(
            code="promise_overdue",
            where=f"line {r['line_id']}",
            what=f"due on {r['due_on']}, {(on.today - r['due_on']).days} days ago; how much was "
            "promised is not stated, and nothing was delivered as far as known.",
            todo="ask the donor, or record the delivery, the withdrawal or a new due day.",
            subject=r["line_id"],
        ),
    )


def count_differs_from_book(on: Checked) -> list[Finding]:
    """A count found more or less than the book explains."""
    if on.view.counts.is_empty():
        return []
    # A book that is a range has no middle; it disagrees all the same when the ranges part.
    told = pl.any_horizontal(pl.col("book", "book_low", "book_high").is_not_null())
    frame = explained(on.view).filter(~pl.col("agrees") & told)
    if on.chosen is not None:
        frame = frame.join(_stocks_moved(on), on=["place", "item"], how="semi")
    frame = frame.sort(_apart().abs(), "place", "item", descending=[True, False, False])
    found = capped(on, frame.with_columns(_apart().alias("apart")))
    return with_more(
        on,
        frame.height,
        [
            Finding(
                code="count_differs_from_book",
                where=f"{r['place']}, {r['item']}, {r['counted_on']}",
                what=f"counted {_stated(r, 'counted')}, the book had {_stated(r, 'book')}: "
                f"{_difference(r)}.",
                todo="look for a receipt, issue or loss that was not recorded, or count again.",
                subject=f"{r['place']}/{r['item']}",
                entry_ids=on.view.ids([r["seq"]]),
            )
            for r in found
        ],
    )


def _stocks_moved(on: Checked) -> pl.DataFrame:
    """Places and items that the moves looked at touch."""
    item = pl.col("item").cast(pl.String)
    return pl.concat(
        on.moves.select(pl.col(side).cast(pl.String).alias("place"), item).drop_nulls()
        for side in ("place_from", "place_to")
    ).unique()


def _apart() -> pl.Expr:
    """Counted less book; of ranges, how far they are apart at least."""
    counted, book = (
        [pl.coalesce(f"{name}_{end}", name) for end in ("low", "high")]
        for name in ("counted", "book")
    )
    below, above = counted[1] - book[0], counted[0] - book[1]
    return pl.coalesce("difference", pl.when(above > 0).then(above).otherwise(below), 0.0)


def _stated(row: dict[str, Any], name: str) -> str:
    return ranged(row[name], row[f"{name}_low"], row[f"{name}_high"])


def _difference(row: dict[str, Any]) -> str:
    if row["difference"] is not None:
        return f"{row['difference']:+,.10g}"
    more = "more" if row["apart"] > 0 else "less"
    return f"at least {plain(abs(row['apart']))} {more}"


def open_pending(on: Checked) -> list[Finding]:
    """Something reserved is past its due day and was neither posted nor given up."""
    entries = on.view.entries
    pending = entries.filter(pl.col("phase") == Phase.PENDING.value)
    if pending.is_empty():
        return []
    due = on.view.lines.select(pl.col("line_id").cast(pl.Categorical), "due_on")
    late = pending.join(due, on="line_id").filter(
        pl.col("due_on") < on.today, on.concerns("line_id")
    )
    late = late.with_columns(pl.Series("id", on.view.ids(late["seq"]), dtype=pl.String))
    answers = entries.filter(pl.col("pending_id").is_not_null())
    closed = answers.filter(pl.col("phase") != Phase.POST.value)
    posted = answers.group_by("pending_id").agg(
        pl.col("quantity").sum().alias("posted"), pl.col("value").sum().alias("paid")
    )
    frame = (
        late.join(closed, left_on="id", right_on="pending_id", how="anti")
        .join(posted, left_on="id", right_on="pending_id", how="left")
        .filter(_still_reserved())
        .sort("due_on", "seq")
    )
    return with_more(
        on,
        frame.height,
        [
            Finding(
                code="open_pending",
                where=f"line {r['line_id']}, {r['stage_to']}",
                what=f"reserved since {r['known_on']}, due on {r['due_on']}, still open.",
                todo="post what was used of it, and void the rest or let it lapse.",
                subject=r["line_id"],
                entry_ids=(r["id"],),
            )
            for r in capped(on, frame)
        ],
    )


def _still_reserved() -> pl.Expr:
    """Something is left, or no number was stated, so that nobody can say that nothing is."""
    quantity = pl.col("quantity") - pl.col("posted").fill_null(0.0)
    value = pl.col("value") - pl.col("paid").fill_null(0.0)
    no_number = pl.col("quantity").is_null() & pl.col("value").is_null()
    return (quantity > 0).fill_null(False) | (value > 0).fill_null(False) | no_number
