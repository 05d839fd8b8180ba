"""What a source states at one time: lines and figures, to be compared with what stands.

Sources build a `Release`; `book.restate` turns it into entries, writing only differences.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from resupply.core.findings import Finding
from resupply.core.records import Entry, Line, Row


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """One state of a source, complete for the cells it covers.

    Args:
        source_id: Row of the `sources` table that this state is.
        dataset: Dataset of the lines it speaks of.
        known_on: Day this state was public; a difference to what stands is known from then on.
        source: Fields of the source's own row (title, publisher, url, published ...).
        lines: Lines it speaks of. A line already in the book with the same content is left alone.
        entries: Its figures. Each has a `cell`; several entries may share one. Their own
            `known_on` counts when the cell is new to the book and this is the first release
            of the dataset; a difference to an earlier release is known on the release's day.
        covers_cells: Cells, by prefix, for which a figure missing here is a figure withdrawn.
            Empty: nothing is withdrawn.
        each_apart: Every prefix of `covers_cells` is a record of its own (an activity, always
            reported whole): what the book holds of others makes this state neither late nor old.
        amounts_only: Compare sums alone, so that a coarser date (a month for a day) is no change;
            False: another date, stage, place or item is a change too.
        covers_until: Only cells whose figures happened by this day are covered.
        rows: Rows of reference tables that came with it (parties, keys, prices).
        findings: What the reader noticed.
        label: What the source calls this state ("Release 29"); a label is not an identity.
        file_sha256: Hash of the bytes read.
    """

    source_id: str
    dataset: str
    known_on: date
    source: Mapping[str, object]
    lines: Sequence[Line]
    entries: Sequence[Entry]
    covers_cells: tuple[str, ...] = ("",)
    covers_until: date | None = None
    each_apart: bool = False
    amounts_only: bool = True
    rows: Sequence[Row] = ()
    findings: Sequence[Finding] = ()
    label: str | None = None
    file_sha256: str | None = None
