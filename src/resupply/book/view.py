"""The book as known at the end of a day: what every question reads."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from resupply.book.columns import Columns
from resupply.core.records import Row


class View:
    """Entries, lines, counts and reference rows known by a day.

    Later knowledge never changes it: it is cut on `known_on` alone.

    Args:
        columns: The book in columns.
        as_of: Last day of knowledge; None = all.
    """

    def __init__(self, columns: Columns, as_of: date | None = None) -> None:
        self._columns = columns
        self.as_of = as_of
        # Taken now: `columns` goes on growing, and what one question reads must fit together.
        self._all_entries = columns.entries
        self._all_lines = columns.lines
        self._all_counts = columns.counts
        self._all_rows = tuple(columns.rows)

    def _known(self, frame: pl.DataFrame) -> pl.DataFrame:
        return frame if self.as_of is None else frame.filter(pl.col("known_on") <= self.as_of)

    @cached_property
    def entries(self) -> pl.DataFrame:
        """Entries known by then, all phases; columns as `columns.ENTRY_SCHEMA`."""
        return self._known(self._all_entries)

    def ids(self, seqs: Iterable[int]) -> tuple[str, ...]:
        """Ids of entries by their `seq`, in the order asked for."""
        return self._columns.ids(seqs)

    @property
    def moves(self) -> pl.LazyFrame:
        """Entries that move something between accounts: posted ones, no milestones' marks."""
        posted = pl.col("phase").is_null() | (pl.col("phase") == "post")
        moved = pl.col("stage_from") != pl.col("stage_to")
        frame = self._all_entries.lazy()
        known = [] if self.as_of is None else [pl.col("known_on") <= self.as_of]
        return frame.filter(*known, posted & moved)

    @cached_property
    def lines(self) -> pl.DataFrame:
        """Each line as last said by then; one row a `line_id`."""
        known = self._known(self._all_lines)
        return known.sort("known_on", "seq").unique("line_id", keep="last", maintain_order=True)

    @cached_property
    def counts(self) -> pl.DataFrame:
        """Counts of stock known by then."""
        return self._known(self._all_counts)

    @cached_property
    def _tables(self) -> dict[str, dict[str, Row]]:
        tables: dict[str, dict[str, Row]] = {}
        for row in self._all_rows:
            if self.as_of is not None and row.known_on > self.as_of:
                continue
            table = tables.setdefault(row.table, {})
            before = table.get(row.row_id)
            # Rows come in order of entry: the later one wins among those known the same day.
            if before is None or before.known_on <= row.known_on:
                table[row.row_id] = row
        return tables

    def rows(self, table: str) -> list[Row]:
        """Rows of a reference table as last said by then; empty when there is no such table."""
        return [r for r in self._tables.get(table, {}).values() if not r.removed]

    def table(self, table: str) -> list[Mapping[str, Any]]:
        """Fields of those rows."""
        return [r.fields for r in self.rows(table)]

    @property
    def table_names(self) -> Sequence[str]:
        """Tables that have rows."""
        return sorted(self._tables)
