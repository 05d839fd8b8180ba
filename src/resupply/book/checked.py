"""What the checks of the book read: its moves with their lines, and their sums by account."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
import polars as pl

from resupply.book.view import View
from resupply.core.findings import Finding
from resupply.core.words import FLOW, SINKS, Stage

#: Stages where a promise waits, and where it has ended.
OPEN = [s.value for s in FLOW[: FLOW.index(Stage.DELIVERY)]]
ENDS = [Stage.DELIVERY.value, Stage.USE.value, *(s.value for s in SINKS)]
LISTED = 10  # entry ids a finding names
MEASURES = pl.Enum(["value", "quantity"])  # what a sum is of


class Checked(NamedTuple):
    """What the checks read.

    Args:
        view: The book as known.
        today: Day against which due dates are held.
        moves: Moves with their line's `dataset, donor, aid_kind, item, due_on` and `account`, the
            line they leave.
        sums: Sums of moves by accounts: `line_id, account, stage_from, stage_to, measure, what,
            amount, unknown`; `what` is a currency or an item.
        tolerance: Part of a sum that rounding may make up.
        most: Findings of one code that are listed one by one.
        all_moves: Moves also of other lines: an event may be told again there.
        chosen: Lines that are looked at, shape (lines,); None = all.
    """

    view: View
    today: date
    moves: pl.DataFrame
    sums: pl.DataFrame
    tolerance: float
    most: int
    all_moves: pl.DataFrame
    chosen: pl.Series | None = None

    def concerns(self, *columns: str) -> pl.Expr:
        """Whether a line named in one of these columns is looked at."""
        if self.chosen is None:
            return pl.lit(True)
        return pl.any_horizontal(pl.col(c).is_in(self.chosen.implode()) for c in columns)


def prepared(
    view: View,
    today: date,
    tolerance: float,
    most: int,
    lines: Collection[str] | None = None,
) -> Checked:
    """What the checks read, of a view; with `lines` only what moved on them or out of them."""
    chosen = None if lines is None else pl.Series(sorted(lines), dtype=pl.Categorical)
    moves = _moves(view)
    on = Checked(view, today, moves, moves.clear(), tolerance, most, moves, chosen)
    if chosen is not None:
        moves = moves.filter(on.concerns("line_id", "account").fill_null(False))
    return on._replace(moves=moves, sums=_sums(moves))


def _moves(view: View) -> pl.DataFrame:
    lines = view.lines.select(
        pl.col("line_id", "dataset", "donor", "aid_kind").cast(pl.Categorical),
        pl.col("item").cast(pl.Categorical).alias("line_item"),
        "due_on",
    )
    return (
        view.moves.join(lines.lazy(), on="line_id", how="left")
        .select(
            "seq", "line_id", pl.coalesce("parent_line_id", "line_id").alias("account"),
            "stage_from", "stage_to", "sign", "quantity", "value", "currency", "unit",
            pl.coalesce("item", "line_item").alias("item"),
            "happened_from", "happened_to", "known_on", "dataset", "donor", "aid_kind", "due_on",
            "source_id", "cell", "corrects", "place_from", "place_to",
            pl.coalesce("quantity", "quantity_low", "quantity_high").is_not_null().alias("counted"),
            pl.coalesce("value", "value_low", "value_high").is_not_null().alias("priced"),
        )
        .collect()
    )  # fmt: skip


def _sums(moves: pl.DataFrame) -> pl.DataFrame:
    keys = ["line_id", "account", "stage_from", "stage_to"]
    parts = []
    for measure, what in (("value", "currency"), ("quantity", "item")):
        told = moves.lazy().filter(pl.col(measure).is_not_null())
        parts.append(
            told.group_by(*keys, pl.col(what).alias("what"))
            .agg((pl.col("sign") * pl.col(measure)).sum().alias("amount"))
            .with_columns(pl.lit(measure, MEASURES).alias("measure"))
        )
    return pl.concat(pl.collect_all(parts))


def reached(sums: pl.DataFrame, stage: Stage, by: Sequence[str], name: str) -> pl.DataFrame:
    """What ever got to a stage, by columns of the sums, as a column of this name."""
    into = sums.filter(pl.col("stage_to") == stage.value)
    return into.group_by(by).agg(pl.col("amount").sum().alias(name))


def standing(sums: pl.DataFrame) -> pl.DataFrame:
    """`line_id, stage, measure, what, standing, through`; `through` is what ever got there."""
    by = ["line_id", "stage", "measure", "what"]
    gained = sums.select(
        "line_id", pl.col("stage_to").alias("stage"), "measure", "what", "amount",
        pl.col("amount").alias("through"),
    )  # fmt: skip
    lost = sums.select(
        pl.col("account").alias("line_id"), pl.col("stage_from").alias("stage"), "measure", "what",
        -pl.col("amount"), pl.lit(0.0).alias("through"),
    )  # fmt: skip
    both = pl.concat([gained, lost]).filter(pl.col("stage") != Stage.OUTSIDE.value)
    return both.group_by(by).agg(pl.col("amount").sum().alias("standing"), pl.col("through").sum())


def plain(amount: float) -> str:
    """An amount as findings write it."""
    return f"{amount:,.10g}"


def ranged(amount: float | None, low: float | None, high: float | None) -> str:
    """An amount, or the range that stands for it.

    Example:
        >>> ranged(1200.0, None, None), ranged(None, 35.0, 45.0), ranged(None, None, 45.0)
        ('1,200', '35 to 45', 'at most 45')
    """
    if amount is not None:
        return plain(amount)
    if low is None or high is None:
        least = "not known" if low is None else f"at least {plain(low)}"
        return least if high is None else f"at most {plain(high)}"
    return plain(low) if low == high else f"{plain(low)} to {plain(high)}"


def number(amount: float, row: dict[str, Any]) -> str:
    """An amount as findings write it, with the row's currency or item."""
    return f"{plain(amount)} {row['what']}" if row["what"] else plain(amount)


def capped(on: Checked, frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows that are listed one by one."""
    return frame.head(on.most).to_dicts()


def findings(
    on: Checked, frame: pl.DataFrame, say: Callable[[dict[str, Any]], Finding]
) -> list[Finding]:
    """Findings about rows, each with the largest entries behind it."""
    rows = capped(on, frame)
    by = "line_id" if "line_id" in frame.columns else "donor"
    seqs = _largest(on, by, [r[by] for r in rows])
    told = [
        msgspec.structs.replace(say(r), entry_ids=on.view.ids(seqs.get(r[by], []))) for r in rows
    ]
    return with_more(on, frame.height, told)


def _largest(on: Checked, by: str, names: Sequence[str]) -> dict[str, list[int]]:
    """Seqs of the largest entries of some lines or donors."""
    if not names:
        return {}
    # Equal sizes by place in the book: the same question gives the same entries.
    order = [pl.coalesce("value", "quantity", 0.0), pl.col("seq")]
    largest = pl.col("seq").sort_by(order, descending=[True, False]).head(LISTED)
    wanted = pl.DataFrame({by: pl.Series(sorted(set(names)), dtype=pl.Categorical)})
    mine = on.moves.join(wanted, on=by, how="semi")
    found = mine.group_by(by).agg(largest.sort().alias("seqs"))
    return {str(r[0]): r[1] for r in found.select(by, "seqs").iter_rows()}


def with_more(on: Checked, total: int, told: list[Finding]) -> list[Finding]:
    """Findings, and one that says how many of `total` are not among them."""
    if total <= len(told) or not told:
        return told
    more = total - len(told)
    last = msgspec.structs.replace(
        told[-1],
        where=f"and {more} more",
        what=f"{more} more of {total} are not listed.",
        subject=None,
        entry_ids=(),
        count=more,
    )
    return [*told, last]
