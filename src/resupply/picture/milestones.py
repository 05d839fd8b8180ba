"""What counts as delivered: the milestone of the journey that a question names.

Armies and agencies call different events "delivered". A shipment's events are marks: entries that
move nothing between accounts but say that so much departed, arrived, was handed over or received.
By default what is received counts: moves into the account `delivery`. With an earlier milestone,
what reached it on the way counts too, once: for each line

    delivered = max(moves into delivery, marks of that milestone, marks of any later one)
"""

import polars as pl

from resupply.core.words import Milestone, Stage

_SUMS = ("amount", "low", "high", "unknown", "open_high")
_KEY = ("line_id", "item")


def marks(entries: pl.LazyFrame) -> pl.LazyFrame:
    """Entries that say what happened to a shipment on its way."""
    on_the_way = pl.col("stage_from") == pl.col("stage_to")
    return entries.filter(on_the_way & pl.col("milestone").is_not_null())


def arrived(measured: pl.LazyFrame, marked: pl.LazyFrame, milestone: Milestone) -> pl.LazyFrame:
    """Moves into delivery that a milestone earlier than `received` adds to the recorded ones.

    Args:
        measured: Moves with `amount, low, high, unknown, open_high`, signed.
        marked: Marks with the same columns.
        milestone: The event that counts.

    Returns:
        Moves from shipment to delivery, one a line, item and dating; empty for `received`.
    """
    order = list(Milestone)
    counted = [m.value for m in order[order.index(milestone) :]]
    furthest = (
        marked.filter(pl.col("milestone").cast(pl.String).is_in(counted))
        .group_by([*_KEY, "dated", "milestone"])
        .agg(pl.col(_SUMS).sum(), pl.col("happened_from").min(), *_last())
        .sort("amount")
        .unique([*_KEY, "dated"], keep="last", maintain_order=True)
    )
    there = (
        measured.filter(pl.col("stage_to") == Stage.DELIVERY.value)
        .group_by(_KEY)
        .agg(pl.col(_SUMS).sum().name.prefix("there_"))
    )
    joined = furthest.join(there, on=_KEY, how="left", nulls_equal=True)
    more = [
        (pl.col(n) - pl.col(f"there_{n}").fill_null(0)).clip(lower_bound=0).alias(n) for n in _SUMS
    ]
    stages = measured.collect_schema()["stage_to"]
    return (
        joined.with_columns(
            *more,
            pl.lit(Stage.SHIPMENT.value).cast(stages).alias("stage_from"),
            pl.lit(Stage.DELIVERY.value).cast(stages).alias("stage_to"),
        )
        .filter((pl.col("amount") > 0) | (pl.col("unknown") > 0))
        .drop("milestone", *(f"there_{n}" for n in _SUMS))
    )


def _last() -> list[pl.Expr]:
    """What an added move takes from the newest of its marks."""
    names = ("happened_to", "known_on", "source_id", "unit", "currency", "sign", "seq")
    return [pl.col(n).sort_by("seq").last() for n in names]
