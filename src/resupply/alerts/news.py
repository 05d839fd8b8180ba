"""What was written into a book since the last look: corrections, and sources that brought much.

It goes by the journal, not by days of knowledge: a release that was public last week and is loaded
today is news today.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from resupply.alerts.rules import Rule
from resupply.case import Case
from resupply.picture import parties


class Change(NamedTuple):
    """A figure that was corrected: of a donor, at a stage, in a currency."""

    donor: str
    name: str
    stage: str
    currency: str
    before: float
    after: float
    delta: float
    entries: int
    reasons: tuple[str, ...]
    known_on: date
    upto: int
    source_ids: tuple[str, ...]
    sources: Mapping[str, Mapping[str, Any]]


class Release(NamedTuple):
    """A source that brought entries."""

    source: str
    title: str
    entries: int
    corrections: int
    known_on: date
    upto: int
    sources: Mapping[str, Mapping[str, Any]]


class News:
    """What was written after a place in the journal.

    Args:
        case: The case.
        after: The last place that was looked at.
    """

    def __init__(self, case: Case, after: int) -> None:
        self._case = case
        self._after = after
        self._entries = case.book.columns().entries

    def corrections(self, rule: Rule) -> Iterator[Change]:
        """Corrections by donor, stage and currency, those of one donor and stage together."""
        view = self._case.view()
        lines = view.lines.select(pl.col("line_id").cast(pl.Categorical), "donor")
        amount = pl.col("sign") * pl.coalesce("value", "value_low", "value_high")
        moves = self._entries.lazy().join(lines.lazy(), on="line_id", how="left").with_columns(
            amount.fill_null(0.0).alias("amount"), pl.col("stage_to").cast(pl.String).alias("stage")
        )  # fmt: skip
        keys = ["donor", "stage", "currency"]
        new = moves.filter(
            (pl.col("seq") > self._after)
            & pl.col("corrects").is_not_null()
            & pl.col("currency").is_not_null()
        )
        if rule.donor:
            new = new.filter(pl.col("donor").is_in(list(rule.donor)))
        changed = new.group_by(keys).agg(
            pl.col("amount").sum().alias("delta"),
            pl.len().alias("entries"),
            pl.col("reason").drop_nulls().unique().sort().alias("reasons"),
            pl.col("source_id").cast(pl.String).unique().sort().alias("source_ids"),
            pl.col("known_on").max(),
            pl.col("seq").max().alias("upto"),
        )
        stood = moves.filter(pl.col("seq") <= self._after).group_by(keys).agg(
            pl.col("amount").sum().alias("before")
        )  # fmt: skip
        told = changed.join(stood, on=keys, how="left", nulls_equal=True).collect()
        names, known = parties.names(view), self._sources()
        for row in told.sort(keys).to_dicts():
            before = float(row["before"] or 0.0)
            donor = str(row["donor"] or "")
            yield Change(
                donor=donor,
                name=names.get(donor, donor) or "a line without a donor",
                stage=str(row["stage"]),
                currency=str(row["currency"]),
                before=before,
                after=before + row["delta"],
                delta=row["delta"],
                entries=row["entries"],
                reasons=tuple(row["reasons"][:3]),
                known_on=row["known_on"],
                upto=row["upto"],
                source_ids=tuple(row["source_ids"]),
                sources=known,
            )

    def releases(self) -> Iterator[Release]:
        """Sources by what they brought."""
        known = self._sources()
        new = self._entries.filter(pl.col("seq") > self._after)
        told = new.group_by("source_id").agg(
            pl.len().alias("entries"),
            pl.col("corrects").is_not_null().sum().alias("corrections"),
            pl.col("known_on").max(),
            pl.col("seq").max().alias("upto"),
        )
        for row in told.sort(pl.col("source_id").cast(pl.String)).to_dicts():
            source = str(row["source_id"])
            title = str(known.get(source, {}).get("title") or source)
            yield Release(
                source, title, row["entries"], row["corrections"], row["known_on"], row["upto"],
                known,
            )  # fmt: skip

    def _sources(self) -> Mapping[str, Mapping[str, Any]]:
        from resupply.picture import sources

        ids = self._entries.filter(pl.col("seq") > self._after)["source_id"].unique().to_list()
        return sources.of(self._case.view(), [{"source_ids": [str(i) for i in ids if i]}])
