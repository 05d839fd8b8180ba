"""Rows of `tracker` and `releases` as releases: one state of a dataset each, oldest first.

A donor has one line per kind of aid. Commitments come from outside; an allocation leaves the
commitments of its kind, or those of the line that is not split where the release does not split
commitments by kind. Cells join the releases: `DNK/commitment/2022-03`,
`DNK/military/allocation/2022-03`, and `.../undated` for what no month is known of.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from resupply.core.dates import month_end
from resupply.core.money import money_unit
from resupply.core.records import Entry, Line
from resupply.core.statements import Release
from resupply.core.words import FLOW, SPOKEN, AidKind, Basis, Stage
from resupply.sources.ledger.common import Context, TableRow, said
from resupply.sources.ledger.rows import fields_of
from resupply.sources.sheets.tables import Tables

#: Items of the lines: money is money, the rest is stated in money but is not itemised.
MONEY, AID = "money", "aid"


def releases(tables: Tables, context: Context) -> list[Release]:
    """The states of trackers, in the order in which they became known."""
    rows: dict[str, list[TableRow]] = defaultdict(list)
    for row in tables["tracker"]:
        rows[row["release_id"]].append(row)
    sources = {r["source_id"]: fields_of(r) for r in tables["sources"]}
    ordered = sorted(tables["releases"], key=lambda r: r["known_on"])
    return [
        _release(stated, rows[stated["release_id"]], sources, context)
        for stated in ordered
        if stated["release_id"] in rows
    ]


def _release(
    stated: TableRow,
    rows: Sequence[TableRow],
    sources: Mapping[str, Mapping[str, object]],
    context: Context,
) -> Release:
    flow = _Flow.of(stated["dataset"], rows)
    entries = _entries(rows, flow)
    return Release(
        source_id=stated["source_id"],
        dataset=stated["dataset"],
        known_on=stated["known_on"],
        source=sources.get(stated["source_id"], {}),
        lines=_lines(rows, flow, stated, context),
        entries=entries,
        covers_until=stated.get("covers_until"),
        label=stated.get("label"),
    )


class _Flow(NamedTuple):
    """What a release states, and so where its figures leave from."""

    dataset: str
    stages: frozenset[Stage]
    split: bool  # whether commitments are split by kind of aid

    @classmethod
    def of(cls, dataset: str, rows: Sequence[TableRow]) -> "_Flow":
        committed = {r["aid_kind"] for r in rows if r["stage"] == Stage.COMMITMENT}
        return cls(
            dataset,
            frozenset(Stage(r["stage"]) for r in rows),
            bool(committed - {AidKind.UNSPECIFIED}),
        )

    def line_id(self, donor: str, kind: str) -> str:
        return f"{self.dataset}/{donor}/{kind}"

    def leaves(self, stage: Stage) -> Stage:
        """The last stage before this one that the release states; else outside."""
        if stage in SPOKEN or stage not in FLOW:
            return Stage.OUTSIDE
        before = [s for s in FLOW[: FLOW.index(stage)] if s in self.stages]
        return before[-1] if before else Stage.OUTSIDE

    def parent(self, row: TableRow) -> str | None:
        """The line not split by kind, where commitments stand that are not split."""
        from_commitment = self.leaves(Stage(row["stage"])) == Stage.COMMITMENT
        if from_commitment and not self.split and row["aid_kind"] != AidKind.UNSPECIFIED:
            return self.line_id(row["donor"], AidKind.UNSPECIFIED)
        return None


def _cell(row: TableRow) -> str:
    start, end = row.get("happened_from"), row.get("happened_to")
    dated = start is not None and end is not None and month_end(start) == month_end(end)
    month = f"{end:%Y-%m}" if dated else "undated"
    if row["stage"] == Stage.COMMITMENT:
        return f"{row['donor']}/commitment/{month}"
    return f"{row['donor']}/{row['aid_kind']}/{row['stage']}/{month}"


def _entries(rows: Sequence[TableRow], flow: _Flow) -> list[Entry]:
    numbers: dict[str, int] = defaultdict(int)
    entries = []
    for row in rows:
        cell = _cell(row)
        numbers[cell] += 1
        entries.append(_entry(row, flow, cell, numbers[cell]))
    return entries


def _entry(row: TableRow, flow: _Flow, cell: str, number: int) -> Entry:
    stage = Stage(row["stage"])
    return Entry(
        **said(row),
        **_value(row),
        key=f"{cell} {number} {row.get('happened_to') or 'undated'}",
        line_id=flow.line_id(row["donor"], row["aid_kind"]),
        parent_line_id=flow.parent(row),
        stage_from=flow.leaves(stage),
        stage_to=stage,
        happened_from=row.get("happened_from"),
        happened_to=row.get("happened_to"),
        basis=Basis(row.get("basis") or "reported"),
        cell=cell,
        note=row.get("note"),
    )


def _value(row: TableRow) -> dict[str, Any]:
    if row.get("value") is None or not row.get("currency"):
        return {}
    currency, factor = money_unit(row["currency"], where=row["_where"])
    return {"value": row["value"] * factor, "currency": currency}


def _lines(rows: Sequence[TableRow], flow: _Flow, stated: TableRow, context: Context) -> list[Line]:
    known: dict[tuple[str, str], TableRow] = {}
    for row in sorted(rows, key=lambda r: r["known_on"]):
        known.setdefault((row["donor"], row["aid_kind"]), row)
        if flow.parent(row):
            known.setdefault((row["donor"], AidKind.UNSPECIFIED), row)
    return [
        _line(donor, AidKind(kind), first, flow, stated, context)
        for (donor, kind), first in sorted(known.items())
    ]


def _line(
    donor: str,
    kind: AidKind,
    first: TableRow,
    flow: _Flow,
    stated: TableRow,
    context: Context,
) -> Line:
    line_id = flow.line_id(donor, kind)
    aid = "aid not split by kind" if kind is AidKind.UNSPECIFIED else f"{kind} aid"
    line = Line(
        **said(first),
        key=line_id,
        line_id=line_id,
        dataset=flow.dataset,
        donor=donor,
        recipient=context.recipient,
        item=MONEY if kind is AidKind.FINANCIAL else AID,
        aid_kind=kind,
        title=f"{context.parties.get(donor, donor)}, {aid}",
    )
    return msgspec.structs.replace(line, source_id=stated["source_id"])
