"""The same event told twice: pairs of entries that may be one. Candidates; a person merges them.

Two entries are twins when the same donor gives the same item or kind in amounts within 1%, on days
at most three apart, on different lines. To find them in a large book without comparing all with
all, each entry is put into bins of amount and of day, three times over with the bins shifted by
thirds of both. Two that are near are parted by a border of amounts in at most one of the three, and
by a border of days in at most one other: in the third they share a bin.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

_NEAR_AMOUNT = 0.01
_NEAR_DAYS = 3
_LONGEST_DAYS = 3  # an interval longer than this has no day to compare
_AMOUNT_BIN = 0.033  # natural logarithm: a third of it is more than 1%
_DAY_BIN = 12  # a third of it is more than three days
_CROWD = 12  # entries in one bin: regular payments, not twins
_SHOWN = ["seq", "line_id", "dataset", "donor", "what", "amount", "day"]
_ODD = 0x9E3779B97F4A7C15  # 2^64 / golden ratio: spreads small numbers over all bits


def pairs(base: pl.DataFrame) -> pl.DataFrame:
    """Pairs of entries that may tell the same event.

    Args:
        base: Moves with `seq, line_id, dataset, donor, aid_kind, item, stage_to, sign, corrects,
            quantity, value, currency, happened_from, happened_to`.

    Returns:
        `seq, seq_b, line_id, line_id_b, dataset, dataset_b, donor, what, amount, amount_b, day,
        day_b`, the largest amounts first; `what` is a currency or an item.
    """
    told = _told(base)
    first, second = _near(told)
    one = told[first].select(_SHOWN)
    other = told[second].select(pl.col(_SHOWN).name.suffix("_b"))
    both = pl.concat([one, other], how="horizontal").drop("donor_b", "what_b")
    return both.sort("amount", "seq", "seq_b", descending=[True, False, False])


def _told(base: pl.DataFrame) -> pl.DataFrame:
    """Entries that tell an event: dated, with an amount, not a correction; in order of seq.

    The value is compared, where there is one; the quantity too, among donors and items of which
    some entry has no value.
    """
    day = pl.col("happened_from")
    short = (pl.col("happened_to") - day).dt.total_days() <= _LONGEST_DAYS
    events = base.lazy().filter(
        short, pl.col("sign") > 0, pl.col("corrects").is_null(), pl.col("donor").is_not_null()
    )
    common = [pl.col("seq", "line_id", "dataset", "donor", "stage_to"), day.alias("day")]
    kind = pl.col("aid_kind").to_physical().fill_null(0)
    value = events.filter(pl.col("value") > 0).select(
        *common,
        pl.col("currency").alias("what"),
        kind.alias("kind"),
        pl.col("value").alias("amount"),
    )
    goods = events.filter((pl.col("quantity") > 0) & pl.col("item").is_not_null())
    without = goods.filter(pl.col("value").is_null()).select("donor", "item").unique()
    quantity = goods.join(without, on=["donor", "item"], how="semi").select(
        *common,
        pl.col("item").alias("what"),
        pl.lit(0, pl.UInt32).alias("kind"),
        pl.col("quantity").alias("amount"),
    )
    return pl.concat(pl.collect_all([value, quantity])).sort("seq")


class _Columns(NamedTuple):
    """What is compared, as arrays of the same length."""

    who: NDArray[np.uint64]  # donor, kind and currency or item
    line: NDArray[np.uint32]
    dataset: NDArray[np.uint32]
    stage: NDArray[np.uint8]
    amount: NDArray[np.float64]
    day: NDArray[np.int32]


def _near(told: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row numbers of the two entries of each pair, the earlier first; no pair twice."""
    code = told.select(
        pl.struct(pl.col("donor", "what").to_physical(), "kind").hash().alias("who"),
        pl.col("line_id", "dataset", "stage_to").to_physical(),
        "amount",
        pl.col("day").cast(pl.Int32),
    )
    columns = _Columns(*(code[n].to_numpy() for n in code.columns))
    size = np.log(columns.amount) / _AMOUNT_BIN
    found = []
    for third in range(3):
        amounts = np.floor(size + third / 3).astype(np.int64).view(np.uint64)
        bins = ((columns.day + third * (_DAY_BIN // 3)) // _DAY_BIN).astype(np.uint64)
        key = (columns.who ^ (amounts * np.uint64(_ODD))) + bins
        found.append(_pairs_in(key * np.uint64(_ODD), columns))
    pair = np.unique(np.concatenate(found))
    return np.divmod(pair, max(told.height, 1))


def _pairs_in(key: NDArray[np.uint64], columns: _Columns) -> NDArray[np.int64]:
    """Pairs that share a key and are near, each as one number: first row * rows + second."""
    rows = len(key)
    order = pl.Series(key).arg_sort().to_numpy().astype(np.int64)
    key = key[order]
    # Entries alone in their bin, most of them, leave at once; so do crowds.
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if rows else order
    length = np.diff(np.append(starts, rows))
    kept = np.repeat((length > 1) & (length <= _CROWD), length)
    order, key = order[kept], key[kept]
    found = [np.empty(0, np.int64)]
    for step in range(1, _CROWD):
        same = np.flatnonzero(key[step:] == key[:-step])
        if not same.size:
            break
        a, b = order[same], order[same + step]
        for near in (_near_in_size_and_day, _may_be_one):
            kept = near(columns, a, b)
            a, b = a[kept], b[kept]
        found.append(np.minimum(a, b) * rows + np.maximum(a, b))
    return np.concatenate(found)


def _near_in_size_and_day(
    c: _Columns, a: NDArray[np.int64], b: NDArray[np.int64]
) -> NDArray[np.bool_]:
    one, other = c.amount[a], c.amount[b]
    near: NDArray[np.bool_] = np.abs(one - other) <= _NEAR_AMOUNT * np.maximum(one, other)
    near &= np.abs(c.day[a] - c.day[b]) <= _NEAR_DAYS
    return near


def _may_be_one(c: _Columns, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
    alike: NDArray[np.bool_] = (c.who[a] == c.who[b]) & (c.line[a] != c.line[b])
    # Within one record of the world a promise and its allocation are two events.
    alike &= (c.dataset[a] != c.dataset[b]) | (c.stage[a] == c.stage[b])
    return alike
