"""Checks of records: told twice, not dated, not priced, in the wrong unit, before its time."""

import polars as pl

from resupply.book import twins
from resupply.book.checked import LISTED, Checked, capped, with_more
from resupply.core.findings import Finding
from resupply.core.words import counted


def same_event_twice(on: Checked) -> list[Finding]:
    """Two entries on different lines that may be one event; a person merges them."""
    pairs = twins.pairs(on.all_moves).filter(on.concerns("line_id", "line_id_b"))
    grouped = pairs.group_by("line_id", "line_id_b", "donor", maintain_order=True).agg(
        pl.col("what", "amount", "amount_b", "day", "day_b", "dataset", "dataset_b").first(),
        pl.col("seq", "seq_b"),
        pl.len().alias("pairs"),
    )
    return with_more(
        on,
        grouped.height,
        [
            Finding(
                code="same_event_twice",
                where=f"line {r['line_id']} ({r['dataset']}) and line {r['line_id_b']} "
                f"({r['dataset_b']})",
                what=f"{r['donor']} gives {r['amount']:,.10g} {r['what']} on {r['day']} and "
                f"{r['amount_b']:,.10g} {r['what']} on {r['day_b']}"
                + (f", and {counted(r['pairs'] - 1, 'more pair')}." if r["pairs"] > 1 else "."),
                todo="read both sources; if it is one event, merge the lines (it can be undone).",
                level="note",
                subject=r["line_id"],
                entry_ids=on.view.ids(sorted({*r["seq"], *r["seq_b"]})[:LISTED]),
                count=r["pairs"],
            )
            for r in capped(on, grouped)
        ],
    )


def source_disagrees_with_itself(on: Checked) -> list[Finding]:
    """One figure of a dataset was stated twice, differently, on the same day."""
    corrected = pl.col("corrects").is_not_null()
    two_sources = pl.col("source_id").n_unique() > 1
    told = on.moves.filter(pl.col("cell").is_not_null())
    told = told.join(told.filter(corrected).select("cell").unique(), on="cell", how="semi")
    frame = (
        told.group_by("dataset", "cell", "known_on")
        .agg(
            # A release that takes back what stood and states it anew begins with a correction.
            (corrected.any() & (~corrected.sort_by("seq").first() | two_sources)).alias("twice"),
            (pl.col("sign") * pl.col("value")).sum().alias("value"),
            (pl.col("sign") * pl.col("value")).filter(corrected).sum().alias("moved"),
            pl.col("seq").alias("seqs"),
        )
        .filter("twice")
        .sort(pl.col("moved").abs(), "cell", descending=[True, False])
    )
    return with_more(
        on,
        frame.height,
        [
            Finding(
                code="source_disagrees_with_itself",
                where=f"dataset {r['dataset']}, figure {r['cell']}",
                what=f"stated twice on {r['known_on']}: the readings differ"
                + (f" by {r['moved']:+,.10g}." if r["moved"] else "."),
                todo="find out which reading stands, and when the other was public.",
                subject=r["cell"],
                entry_ids=on.view.ids(r["seqs"][:LISTED]),
            )
            for r in capped(on, frame)
        ],
    )


def undated_amount(on: Checked) -> list[Finding]:
    """Amounts whose day is not stated, by dataset."""
    undated = pl.col("happened_from").is_null() | pl.col("happened_to").is_null()
    frame = (
        on.moves.filter(undated)
        .group_by("dataset", "stage_to", "currency")
        .agg(
            # A sum of nothing stated is not zero.
            pl.when(pl.col("value").is_not_null().any())
            .then((pl.col("sign") * pl.col("value")).sum())
            .alias("amount"),
            pl.len().alias("entries"),
            pl.col("seq").sort().head(LISTED).alias("seqs"),
        )
        .sort("dataset", "stage_to", "currency")
    )
    return [
        Finding(
            code="undated_amount",
            where=f"dataset {r['dataset']}, {r['stage_to']}",
            what=_have(r["entries"], "no day")
            + (f": {r['amount']:,.2f} {r['currency']}." if r["amount"] is not None else "."),
            todo="they stand in a row of their own; give the days if a source states them.",
            level="note",
            subject=r["dataset"],
            entry_ids=on.view.ids(r["seqs"]),
            count=r["entries"],
        )
        for r in frame.iter_rows(named=True)
    ]


def happened_after_known(on: Checked) -> list[Finding]:
    """Something was known before it can have happened."""
    frame = on.moves.filter(pl.col("happened_from") > pl.col("known_on")).sort("seq")
    return with_more(
        on,
        frame.height,
        [
            Finding(
                code="happened_after_known",
                where=f"line {r['line_id']}, {r['stage_to']}",
                what=f"happened on {r['happened_from']} or later, but was known on "
                f"{r['known_on']}.",
                todo="an announcement of what is to come is a promise with a due day; else check "
                "both days.",
                subject=r["line_id"],
                entry_ids=on.view.ids([r["seq"]]),
            )
            for r in capped(on, frame)
        ],
    )


def unpriced(on: Checked) -> list[Finding]:
    """Entries without a value in a dataset that states values."""
    frame = (
        on.moves.group_by("dataset")
        .agg(
            pl.col("priced").mean().alias("share"),
            (~pl.col("priced")).sum().alias("entries"),
            pl.col("seq").filter(~pl.col("priced")).sort().head(LISTED).alias("seqs"),
        )
        .filter((pl.col("share") > 0.5) & (pl.col("entries") > 0))
        .sort("dataset")
    )
    return [
        Finding(
            code="unpriced",
            where=f"dataset {r['dataset']}",
            what=f"{_have(r['entries'], 'no value')}; sums of values leave them out.",
            todo="give a value with its basis, or read the sums as at least.",
            level="note",
            subject=r["dataset"],
            entry_ids=on.view.ids(r["seqs"]),
            count=r["entries"],
        )
        for r in frame.iter_rows(named=True)
    ]


def unknown_item_unit(on: Checked) -> list[Finding]:
    """Quantities of an item that has no unit, or in another unit than the item's."""
    units = {str(r["item_id"]): str(r.get("unit") or "") for r in on.view.table("items")}
    frame = (
        # A correction of a value alone differs in quantity by zero, of no unit.
        on.moves.filter(pl.col("counted") & pl.col("quantity").ne_missing(0.0))
        .group_by("item", "unit")
        .agg(pl.len().alias("entries"), pl.col("seq").sort().head(LISTED).alias("seqs"))
        .sort("entries", descending=True)
    )
    rows = [r for r in frame.iter_rows(named=True) if _odd_unit(units, r["item"], r["unit"])]
    return with_more(
        on,
        len(rows),
        [
            Finding(
                code="unknown_item_unit",
                where=f"item {r['item'] or 'not stated'}",
                what=f"{_are(r['entries'])} in {r['unit'] or 'no stated unit'}; "
                f"{_unit_of(units, r['item'])}.",
                todo="give the item a unit in `items`, and its quantities the same.",
                subject=r["item"],
                entry_ids=on.view.ids(r["seqs"]),
                count=r["entries"],
            )
            for r in rows[: on.most]
        ],
    )


def _have(entries: int, what: str) -> str:
    return f"1 entry has {what}" if entries == 1 else f"{entries:,} entries have {what}"


def _are(quantities: int) -> str:
    return "1 quantity is" if quantities == 1 else f"{quantities:,} quantities are"


def _odd_unit(units: dict[str, str], item: str | None, unit: str | None) -> bool:
    own = units.get(item or "", "")
    return unit != own if unit and own else not (unit or own)


def _unit_of(units: dict[str, str], item: str | None) -> str:
    own = units.get(item or "", "")
    return f"the item is counted in {own}" if own else "the item has no unit"
