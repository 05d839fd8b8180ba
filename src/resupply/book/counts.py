"""Stock at a place: the last count, and what moved after it.

A count is an observation at the end of a day. Stock on a day = last count + moves after it, by the
day they happened. A move entered late that happened before a count changes what the count explains
(`explained`), never the stock after it.

What may lie on either side of a count (no date, or an interval across it) is never guessed: it
widens the range and is listed. `quantity` then counts only what is sure.

    after a count c:  quantity = c + sum of sure moves
                      low  = c.low  + sum of the least they can be
                      high = c.high + sum of the most they can be

None is unknown or unbounded. Nothing is assumed of the time before the book began but that the
moves in it are all there were; `counted_on` None says that no count stands behind a figure.
"""

from datetime import date

import msgspec
import polars as pl

from resupply.book.view import View
from resupply.core.words import SINKS, Stage

#: Stages whose moves are goods on the way, not promises.
PHYSICAL = (Stage.SHIPMENT, Stage.DELIVERY, Stage.USE, *SINKS)
_KEY = ["place", "item"]
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)
_MOVED = ("low", "mid", "high")


class StockReading(msgspec.Struct, frozen=True, kw_only=True):
    """Stock of an item at a place at the end of a day.

    Args:
        place: Place id.
        item: Item id.
        on: The day.
        quantity: What is sure [units of the item]; None when a part of it has no number.
        low: The least it can be; None = no bound.
        high: The most it can be; None = no bound.
        unit: Unit of the item, as far as stated.
        counted_on: Day of the count behind it; None = no count, moves alone.
        counted: That count.
        moved_in: Sure receipts since [units].
        moved_out: Sure issues since [units].
        uses: Moves of use since, recorded there; 0 = nobody recorded any.
        unclear: Ids of entries that may lie on either side of the count or of the day.
        unclear_moves: How many there are, also beyond those listed.
    """

    place: str
    item: str
    on: date
    quantity: float | None
    low: float | None
    high: float | None
    unit: str | None = None
    counted_on: date | None = None
    counted: float | None = None
    moved_in: float = 0.0
    moved_out: float = 0.0
    uses: int = 0
    unclear: tuple[str, ...] = ()
    unclear_moves: int = 0


def stock_at(view: View, place: str, item: str, on: date) -> StockReading:
    """Stock of an item at a place at the end of a day.

    Example:
        >>> from decimal import Decimal
        >>> from resupply.book import Book
        >>> from resupply.core.records import Count
        >>> book = Book.open(None)
        >>> day = date(2024, 2, 15)
        >>> seen = Count(source_id="me", key="c", known_on=day, place="hub", item="tent",
        ...     counted_on=day, quantity=Decimal(12))
        >>> _ = book.append([seen])
        >>> stock_at(book.view(), "hub", "tent", date(2024, 2, 20)).quantity
        12.0
    """
    chosen = (pl.col("place") == place) & (pl.col("item") == item)
    moved = _place_moves(view).filter(chosen).collect()
    counts = _counts(view).filter(chosen)
    frame = _stock(counts, moved, on)
    if frame.is_empty():
        return StockReading(place=place, item=item, on=on, quantity=None, low=None, high=None)
    row = frame.row(0, named=True)
    across = moved.filter(_across(row["counted_on"], on))
    return StockReading(
        **row, on=on, unclear=view.ids(across["seq"].unique().sort()[:100].to_list())
    )


def all_stock(view: View, on: date) -> pl.DataFrame:
    """Stock of every item at every place at the end of a day, one row each.

    Returns:
        Columns `place, item, quantity, low, high, unit, counted_on, counted, moved_in, moved_out,
        uses, unclear_moves`; null = unknown or no bound.
    """
    return _stock(_counts(view), _place_moves(view).collect(), on)


def explained(view: View) -> pl.DataFrame:
    """What the book made of each count: stock before it, counted, difference.

    Returns:
        Columns `place, item, counted_on, counted, counted_low, counted_high, since, book,
        book_low, book_high, difference, agrees, unit, seq`. `since` is the count before (null =
        the first: the book's moves alone). `difference` is counted less book. `agrees` is false
        only when the two ranges do not meet. `book` is null when the book knew nothing before.
    """
    marks = _counts(view)
    ended = _periods(marks, _place_moves(view).collect())
    low, high = _bounds("counted")
    apart = (pl.col("book_low") > high + 1e-9) | (pl.col("book_high") < low - 1e-9)
    return (
        ended.with_columns(
            (pl.col("counted") - pl.col("book")).alias("difference"),
            (~apart.fill_null(False)).alias("agrees"),
        )
        .select(
            *_KEY, "counted_on", "counted", "counted_low", "counted_high", "since", "book",
            "book_low", "book_high", "difference", "agrees", "unit", "seq",
        )
        .sort(*_KEY, "counted_on")
    )  # fmt: skip


def _counts(view: View) -> pl.DataFrame:
    """The last word known on each counted day."""
    return (
        view.counts.sort("known_on", "seq")
        .unique([*_KEY, "counted_on"], keep="last", maintain_order=True)
        .select(
            *_KEY,
            "counted_on",
            pl.col("quantity").alias("counted"),
            pl.col("quantity_low").alias("counted_low"),
            pl.col("quantity_high").alias("counted_high"),
            "unit",
            "seq",
        )
    )


def _place_moves(view: View) -> pl.LazyFrame:
    """Receipts and issues: `place, item, start, end, mid, low, high, unit, seq`, signed."""
    moves = view.moves.filter(pl.col("stage_to").is_in([s.value for s in PHYSICAL]))
    moves = moves.filter(pl.col("place_to").is_not_null() | pl.col("place_from").is_not_null())
    items = view.lines.lazy().select(
        pl.col("line_id").cast(pl.Categorical), pl.col("item").alias("line_item")
    )
    moves = moves.join(items, on="line_id", how="left")
    item = pl.coalesce(pl.col("item").cast(pl.String), pl.col("line_item"))
    sides = [
        moves.filter(pl.col(side).is_not_null()).select(
            pl.col(side).cast(pl.String).alias("place"),
            item.alias("item"),
            pl.col("happened_from").fill_null(_FIRST).alias("start"),
            pl.col("happened_to").fill_null(_LAST).alias("end"),
            *_signed(way),
            pl.col("unit").cast(pl.String),
            (pl.col("sign") * (pl.col("stage_to") == Stage.USE.value)).cast(pl.Int64).alias("uses"),
            "seq",
        )
        for side, way in (("place_to", 1), ("place_from", -1))
    ]
    return pl.concat(sides).filter(pl.col("item").is_not_null())


def _signed(way: int) -> list[pl.Expr]:
    mid = pl.col("quantity")
    least = pl.coalesce("quantity_low", pl.when(pl.col("quantity_high").is_null()).then(mid), 0.0)
    most = pl.coalesce("quantity_high", pl.when(pl.col("quantity_low").is_null()).then(mid))
    sign = pl.col("sign").cast(pl.Float64) * way
    return [
        (sign * mid).alias("mid"),
        pl.when(sign > 0).then(least).otherwise(-most).alias("low"),
        pl.when(sign > 0).then(most).otherwise(-least).alias("high"),
    ]


def _stock(counts: pl.DataFrame, moved: pl.DataFrame, on: date) -> pl.DataFrame:
    """The last count by the day and what moved since, for each place and item."""
    counts = counts.filter(pl.col("counted_on") <= on)
    # A day that is asked about is a count nobody made, at the end of that day.
    touched = pl.concat(
        [counts.select(_KEY), moved.filter(pl.col("start") <= on).select(_KEY)]
    ).unique()
    empty = counts.clear()
    asked = pl.concat([empty, touched.with_columns(pl.lit(on).alias("counted_on"))], how="diagonal")
    last = counts.sort("counted_on").unique(_KEY, keep="last")
    # Only moves after the last count matter, except those that may lie before it.
    ended = _periods(pl.concat([last, asked]), moved)
    return (
        ended.filter(pl.col("seq").is_null())
        .select(
            *_KEY,
            pl.col("book").alias("quantity"),
            pl.col("book_low").alias("low"),
            pl.col("book_high").alias("high"),
            "unit",
            pl.col("since").alias("counted_on"),
            pl.col("before").alias("counted"),
            "moved_in",
            "moved_out",
            "uses",
            "unclear_moves",
        )
        .sort(_KEY)
    )


def _bounds(name: str) -> tuple[pl.Expr, pl.Expr]:
    mid, low, high = (pl.col(n) for n in (name, f"{name}_low", f"{name}_high"))
    return (
        pl.coalesce(low, pl.when(high.is_null()).then(mid), 0.0),
        pl.coalesce(high, pl.when(low.is_null()).then(mid)),
    )


def _periods(marks: pl.DataFrame, moved: pl.DataFrame) -> pl.DataFrame:
    """For each mark the stock by the book just before it: the mark before, and moves between.

    A mark without `seq` is a question, at the end of its day, after a count of that day.
    """
    low, high = _bounds("counted")
    marks = marks.sort(*_KEY, "counted_on", pl.col("seq").is_null()).with_columns(
        pl.col("counted_on").shift(1).over(_KEY).alias("since"),
        pl.col("counted").shift(1).over(_KEY).alias("before"),
        pl.col("unit").shift(1).over(_KEY).alias("unit_before"),
        low.shift(1).over(_KEY).alias("before_low"),
        high.shift(1).over(_KEY).alias("before_high"),
        pl.int_range(pl.len(), dtype=pl.Int64).alias("mark"),
    )
    sums = _between(marks, moved)
    first = pl.col("since").is_null()
    known = ~first | (pl.col("moves") > 0)
    start = {n: pl.when(first).then(0.0).otherwise(pl.col(n)) for n in _BEFORE}
    return marks.join(sums, on="mark", how="left").with_columns(
        pl.col("moves", "uses", "unclear_moves").fill_null(0),
        pl.col("moved_in", "moved_out").fill_null(0.0),
    ).with_columns(
        pl.coalesce("unit", "unit_before", "moved_unit").alias("unit"),
        *(
            pl.when(known)
            .then(start[before] + pl.when(pl.col("moves") > 0).then(pl.col(n)).otherwise(0.0))
            .alias(name)
            for name, before, n in zip(
                ("book", "book_low", "book_high"), _BEFORE, ("mid", "low", "high"), strict=True
            )
        ),
    )  # fmt: skip


_BEFORE = ("before", "before_low", "before_high")


def _between(marks: pl.DataFrame, moved: pl.DataFrame) -> pl.DataFrame:
    """Sums of moves that lie, or may lie, between a mark and the one before it."""
    ends = marks.select(*_KEY, "counted_on", "mark").sort("counted_on", "mark")
    ends = ends.unique([*_KEY, "counted_on"], keep="first", maintain_order=True)
    found = moved.sort("start").join_asof(
        ends, left_on="start", right_on="counted_on", by=_KEY, strategy="forward",
        check_sortedness=False,
    )  # fmt: skip
    inside = found.filter(pl.col("mark").is_not_null() & (pl.col("end") <= pl.col("counted_on")))
    sure = inside.select("mark", *_MOVED, "unit", "uses", pl.lit(False).alias("unclear"))
    across = moved.filter(pl.col("end") > pl.col("start")).join(
        inside.select("seq", *_KEY), on=["seq", *_KEY], how="anti"
    )
    since = pl.col("since").fill_null(_FIRST)
    maybe = (
        across.join(marks.select(*_KEY, "counted_on", "since", "mark"), on=_KEY)
        .filter((pl.col("start") <= pl.col("counted_on")) & (pl.col("end") > since))
        .filter(~((pl.col("start") > since) & (pl.col("end") <= pl.col("counted_on"))))
        .filter(pl.col("since").is_null() | (pl.col("since") < pl.col("counted_on")))
        .select(
            "mark",
            # It may not have happened here at all. Clipping leaves null, no bound, as it is.
            pl.col("low").clip(upper_bound=0.0),
            pl.lit(0.0).alias("mid"),
            pl.col("high").clip(lower_bound=0.0),
            "unit",
            "uses",
            pl.lit(True).alias("unclear"),
        )
    )
    return _summed(pl.concat([sure, maybe.select(sure.columns)]))


def _summed(parts: pl.DataFrame) -> pl.DataFrame:
    """Sums by mark; a bound that one part lacks, the sum lacks."""
    sure = ~pl.col("unclear")
    return parts.group_by("mark").agg(
        *(pl.when(pl.col(n).is_null().any()).then(None).otherwise(pl.col(n).sum()).alias(n)
          for n in _MOVED),
        pl.col("mid").filter(sure & (pl.col("mid") > 0)).sum().alias("moved_in"),
        (-pl.col("mid").filter(sure & (pl.col("mid") < 0)).sum()).alias("moved_out"),
        pl.col("uses").sum(),
        pl.col("unclear").sum().cast(pl.Int64).alias("unclear_moves"),
        pl.len().alias("moves"),
        pl.col("unit").drop_nulls().first().alias("moved_unit"),
    )  # fmt: skip


def _across(since: date | None, on: date) -> pl.Expr:
    """Moves that may lie between two days, or on either side."""
    start, end = pl.col("start"), pl.col("end")
    late = (start <= on) & (end > on)
    if since is None:
        return late
    return (late & (end > since)) | ((start <= since) & (end > since) & (end <= on))
