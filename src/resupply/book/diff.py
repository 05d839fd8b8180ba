"""What changed between two days of knowledge, and by whose word.

Cut on `known_on`: what was known by the first day, what by the second, and the entries that became
known in between. Currencies, items, stages and datasets are never added to each other, whatever
the rows are grouped by.
"""

from collections.abc import Collection, Sequence
from datetime import date

import polars as pl

from resupply.book.book import Book
from resupply.book.view import View
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.records import Batch

#: Columns to group by, and what each is.
GROUPS = {
    "dataset": "record of the world",
    "donor": "who gives",
    "recipient": "who gets",
    "aid_kind": "sort of help",
    "item": "what",
    "line_id": "line",
    "stage": "account reached",
    "month": "first day of the month it happened in; null = not within one month",
    "cell": "the source's figure",
    "source_id": "who said it",
}
_ALWAYS = ["dataset", "stage"]


def diff(
    book: Book,
    known_1: date,
    known_2: date,
    by: Sequence[str] = ("donor", "month", "aid_kind"),
    *,
    measure: str = "value",
    lines: Collection[str] | None = None,
    items: Collection[str] | None = None,
) -> pl.DataFrame:
    """What changed between what was known on two days.

    Args:
        book: The book.
        known_1: Earlier day of knowledge.
        known_2: Later day of knowledge.
        by: What to group by: keys of `GROUPS`. `dataset` and `stage` are always among them.
        measure: `value` [units of `what`, a currency] or `quantity` [units of `what`, an item].
        lines: Only what moved on these lines; None = all.
        items: Only what moved of these items; None = all.

    Returns:
        One row a group that has new entries and another sum, or new entries without a number:
        the groups, `what, before, after, delta, unknown, entries, reasons, source_ids,
        entered_by, seqs`. `unknown` is how many more entries have no number. Largest change first.

    Raises:
        QuestionError: An unknown group or measure, or days in the wrong order.

    Example:
        >>> diff(Book.open(None), date(2024, 1, 1), date(2024, 2, 1)).height
        0
    """
    _refuse(known_1, known_2, by, measure)
    view = book.view(known_2)
    keys = [*_ALWAYS, *(n for n in by if n not in _ALWAYS), "what"]
    moves = _narrowed(_moves(view, measure), lines, items)
    new = moves.filter(pl.col("known_on") > known_1).collect()
    if new.is_empty():
        return _empty(keys, new)
    new = new.sort("seq").join_asof(_batches(book), on="seq", strategy="forward")
    changed = new.group_by(keys).agg(
        pl.col("amount").sum().alias("delta"),
        (pl.col("sign") * pl.col("no_number").cast(pl.Int8)).cast(pl.Int64).sum().alias("unknown"),
        pl.len().alias("entries"),
        pl.col("reason").drop_nulls().unique().sort().alias("reasons"),
        pl.col("from_source").unique().sort().alias("source_ids"),
        pl.col("entered_by").drop_nulls().unique().sort().alias("entered_by"),
        pl.col("seq").sort().alias("seqs"),
    )
    before = moves.filter(pl.col("known_on") <= known_1).collect()
    stood = before.group_by(keys).agg(pl.col("amount").sum().alias("before"))
    told = changed.join(stood, on=keys, how="left", nulls_equal=True)
    told = told.with_columns(pl.col("before").fill_null(0.0))
    told = told.with_columns((pl.col("before") + pl.col("delta")).alias("after"))
    differs = pl.col("delta").abs() > 1e-9 * pl.max_horizontal(pl.col("before").abs(), 1.0)
    return (
        told.filter(differs | (pl.col("unknown") != 0))
        .select(*keys, "before", "after", "delta", "unknown", "entries", "reasons", "source_ids",
                "entered_by", "seqs")
        .sort(pl.col("delta").abs(), *keys, descending=[True] + [False] * len(keys))
    )  # fmt: skip


def _refuse(known_1: date, known_2: date, by: Sequence[str], measure: str) -> None:
    for name in by:
        if name not in GROUPS:
            raise unknown_name("--by", "group", name, GROUPS)
    if measure not in ("value", "quantity"):
        raise unknown_name("--measure", "measure", measure, ["value", "quantity"])
    if known_1 > known_2:
        raise QuestionError(
            where=f"diff {known_1} {known_2}",
            what="the first day is after the second.",
            todo="give the earlier day of knowledge first.",
        )


def _narrowed(
    moves: pl.LazyFrame, lines: Collection[str] | None, items: Collection[str] | None
) -> pl.LazyFrame:
    for column, wanted in (("line_id", lines), ("item", items)):
        if wanted is not None:
            moves = moves.filter(pl.col(column).is_in(sorted(wanted)))
    return moves


def _moves(view: View, measure: str) -> pl.LazyFrame:
    lines = view.lines.select(
        pl.col("line_id").cast(pl.Categorical), "dataset", "donor", "recipient",
        pl.col("aid_kind").fill_null("unspecified"), pl.col("item").alias("line_item"),
    )  # fmt: skip
    item = pl.coalesce(pl.col("item").cast(pl.String), pl.col("line_item"))
    start = pl.col("happened_from").dt.truncate("1mo")
    stated = pl.coalesce(measure, f"{measure}_low", f"{measure}_high").is_not_null()
    return view.moves.join(lines.lazy(), on="line_id", how="left").select(
        "seq", "dataset", "donor", "recipient", "aid_kind", item.alias("item"),
        pl.col("line_id").cast(pl.String),
        pl.col("stage_to").cast(pl.String).alias("stage"),
        pl.when(start == pl.col("happened_to").dt.truncate("1mo")).then(start).alias("month"),
        "cell",
        pl.col("source_id").cast(pl.String),
        pl.col("source_id").cast(pl.String).alias("from_source"),
        (pl.col("currency").cast(pl.String) if measure == "value" else item).alias("what"),
        (pl.col("sign") * pl.col(measure)).fill_null(0.0).alias("amount"),
        (~stated).alias("no_number"),
        "sign", "known_on", "reason",
    )  # fmt: skip


def _batches(book: Book) -> pl.DataFrame:
    """Seq of each sealing record and who entered what it seals."""
    sealed = [
        (stored.seq, batch.entered_by)
        for stored, batch in book.records("batch")
        if isinstance(batch, Batch)
    ]
    return pl.DataFrame(sealed, schema={"seq": pl.UInt32, "entered_by": pl.String}, orient="row")


def _empty(keys: Sequence[str], like: pl.DataFrame) -> pl.DataFrame:
    texts = pl.List(pl.String)
    return pl.DataFrame(
        schema={
            **{k: like.schema[k] for k in keys},
            **dict.fromkeys(("before", "after", "delta"), pl.Float64),
            "unknown": pl.Int64,
            "entries": pl.UInt32,
            **dict.fromkeys(("reasons", "source_ids", "entered_by"), texts),
            "seqs": pl.List(pl.UInt32),
        }
    )
