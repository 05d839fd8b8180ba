"""A union's aid split to members by key: either the union is a donor or it is split, never both.

A member's part is derived, not reported: split rows say so (`derived`, `split_from`).
"""

import math
from datetime import date
from typing import NamedTuple

import polars as pl

from resupply.book.boundary import holds
from resupply.book.view import View
from resupply.core.findings import Finding

#: Columns that are amounts and so are multiplied; others (`unknown`, `entries`) stay as they are.
AMOUNTS = ("amount", "low", "high", "value", "value_low", "value_high", "before", "after", "delta")
_TOLERANCE = 1e-6


class Split(NamedTuple):
    """Rows after the split, and what is odd about the key."""

    frame: pl.DataFrame
    findings: list[Finding]


def key_of(view: View, group: str, on: date | None) -> dict[str, float]:
    """The key on a day: member -> share, as last known.

    Example:
        >>> from resupply.book import Book
        >>> from resupply.core.records import Row
        >>> row = Row(source_id="me", key="k", known_on=date(2024, 1, 1), table="shares",
        ...     row_id="EU/FIN", fields={"group_id": "EU", "member_id": "FIN", "share": "0.0165"})
        >>> book = Book.open(None)
        >>> _ = book.append([row])
        >>> key_of(book.view(), "EU", date(2024, 2, 28))
        {'FIN': 0.0165}
    """
    rows = [r for r in view.rows("shares") if r.fields.get("group_id") == group]
    rows = sorted((r for r in rows if holds(r.fields, on)), key=lambda r: r.known_on)
    return {str(r.fields["member_id"]): float(r.fields["share"]) for r in rows}


def split(
    frame: pl.DataFrame | pl.LazyFrame, view: View, group: str, on: date | None = None
) -> Split:
    """Rows of a donor replaced by its members' parts, amounts multiplied by their shares.

    Args:
        frame: Rows with `donor` and amounts.
        view: For the `shares` table.
        group: The donor to split.
        on: Day of the key; None = the view's day.

    Returns:
        Rows with two more columns: `split_from` (the group, null where nothing was split) and
        `derived`. Without a key, or one that does not sum to 1, a finding says so; without a key
        the group stays a donor.
    """
    rows = frame.lazy().collect().with_columns(pl.col("donor").cast(pl.String))
    own = rows.filter(pl.col("donor").ne_missing(group)).with_columns(
        pl.lit(None, pl.String).alias("split_from"), pl.lit(False).alias("derived")
    )
    theirs = rows.filter(pl.col("donor") == group)
    key = key_of(view, group, on or view.as_of)
    if theirs.is_empty() or not key:
        kept = theirs.with_columns(
            pl.lit(None, pl.String).alias("split_from"), pl.lit(False).alias("derived")
        )
        findings = [] if theirs.is_empty() else [_no_key(group, on or view.as_of)]
        return Split(pl.concat([own, kept]), findings)
    parts = pl.DataFrame({"member": list(key), "share": list(key.values())})
    amounts = [n for n in AMOUNTS if n in theirs.columns]
    # As floats: a currency's cents need not divide.
    shared = theirs.join(parts, how="cross").with_columns(
        (pl.col(amounts) * pl.col("share")),
        pl.col("member").alias("donor"),
        pl.lit(group).alias("split_from"),
        pl.lit(True).alias("derived"),
    )
    out = pl.concat([own, shared.select(own.columns)], how="vertical_relaxed")
    return Split(out, _checked(group, key))


def _checked(group: str, key: dict[str, float]) -> list[Finding]:
    total = math.fsum(key.values())
    if abs(total - 1) <= _TOLERANCE:
        return []
    return [
        Finding(
            code="shares_do_not_sum_to_one",
            where=f"shares of {group}",
            what=f"the shares of {len(key)} members sum to {total:.6f}, not 1.",
            todo="check the key's rows and the days they hold; split sums are off by as much.",
            subject=group,
        )
    ]


def _no_key(group: str, on: date | None) -> Finding:
    return Finding(
        code="no_shares_known",
        where=f"shares of {group}",
        what=f"no key is known on {on}" if on else "no key is known",
        todo=f"add rows to `shares`; until then {group} is shown as a donor of its own.",
        subject=group,
    )
