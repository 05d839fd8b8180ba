"""The money of the book, cut once and summed many times: one table a reading of a claim.

`picture.rank` answers one reading; a claim is tried in dozens. So the moves are read once for each
currency and way of counting unions, and each reading is a sum over them.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import msgspec
import polars as pl

from resupply.book import View
from resupply.claims.names import Names
from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import FLOW
from resupply.picture import denominators, flows

#: What stands in for a stage that the record does not hold, nearest first.
STAND_IN: Mapping[str, tuple[str, ...]] = {
    "given": ("delivery", "allocation", "commitment", "pledge"),
    "delivery": ("delivery", "shipment", "allocation", "commitment", "pledge"),
    "shipment": ("shipment", "allocation", "commitment", "pledge"),
    "allocation": ("allocation", "commitment", "delivery", "pledge"),
    "commitment": ("commitment", "pledge", "allocation", "delivery"),
    "pledge": ("pledge", "commitment", "allocation", "delivery"),
    "intent": ("pledge", "commitment", "allocation"),
}


class Reading(NamedTuple):
    """One way to read a claim: a value for each dimension.

    Args:
        stage: What counts as given.
        kind: Aid kind, or `all`.
        per: `total`, `head` or `gdp`.
        group: Among whom: `all`, `countries` or a group id.
        shares: `donor` or `members`.
        year: Year of the denominator; None = the newest known.
        since: First day; None = from the start.
        until: Last day; None = to what is known.
        currency: Currency of the figures.
        subject: For a union: its `institutions`, its member `countries`, or both (`members`).
        without: Who is left out, ids joined by "+"; empty = nobody.
    """

    stage: str
    kind: str = "all"
    per: str = "total"
    group: str = "all"
    shares: str = "donor"
    year: int | None = None
    since: date | None = None
    until: date | None = None
    currency: str = "EUR"
    subject: str = "own"
    without: str = ""


class Part(NamedTuple):
    """Moves summed: one donor, kind, stage and interval."""

    donor: str
    kind: str
    stage: str
    start: date | None
    end: date | None
    amount: float
    unknown: int
    source_ids: tuple[str, ...]


class Place(NamedTuple):
    """A donor's place in a table."""

    rank: int
    donor: str
    amount: float
    figure: float
    denominator: float | None
    year: int | None
    source_ids: tuple[str, ...]


class Ledger:
    """The book's money within a scope.

    Args:
        view: The book as known on a day.
        scope: Bounds; stage, kinds and shares are left to the readings.
        names: Names of the view.
        today: The day the claim is checked.
    """

    def __init__(self, view: View, scope: Scope, names: Names, today: date) -> None:
        self.view, self.names, self.today = view, names, today
        # One kind as a bound is the claim's own: the rest of what was given is what it is part of.
        kinds = () if len(scope.kinds) == 1 else scope.kinds
        self.scope = msgspec.structs.replace(scope, stage=None, kinds=kinds, measure="value")
        self._parts: dict[tuple[str, str], list[Part]] = {}
        self._staged: dict[tuple[str, str, str], list[Part]] = {}
        self._per: dict[tuple[str, int | None], Mapping[str, denominators.Denominator]] = {}
        self._amounts: dict[Reading, Mapping[str, tuple[float, tuple[str, ...]]]] = {}

    @property
    def unions(self) -> set[str]:
        """Donors whose aid can be split to members."""
        return flows.unions(self.view) & self.donors

    @property
    def donors(self) -> set[str]:
        """Donors of the scope with a figure."""
        return {p.donor for p in self.parts(self.scope.currency, "donor")}

    @property
    def stages(self) -> list[str]:
        """Stages that hold money, in the order of the flow."""
        there = {p.stage for p in self.parts(self.scope.currency, "donor") if p.amount}
        return [s.value for s in FLOW if s.value in there]

    def stands_in(self, said: str) -> str | None:
        """The stage nearest to one that is said, of those that hold money."""
        return next((s for s in STAND_IN[said] if s in self.stages), None)

    def parts(self, currency: str, shares: str) -> list[Part]:
        """Sums of moves by donor, kind, stage and interval."""
        key = (currency, shares)
        if key not in self._parts:
            self._parts[key] = self._read(currency, shares)
        return self._parts[key]

    def _of_stage(self, reading: Reading) -> list[Part]:
        """The parts of a reading's stage; each is summed over in dozens of readings."""
        key = (reading.currency, reading.shares, reading.stage)
        if key not in self._staged:
            parts = self.parts(reading.currency, reading.shares)
            self._staged[key] = [p for p in parts if p.stage == reading.stage]
        return self._staged[key]

    def _read(self, currency: str, shares: str) -> list[Part]:
        scope = msgspec.structs.replace(self.scope, currency=currency, shares=shares)
        moves = flows.moves(self.view, scope).filter(pl.col("dated") == "in")
        moves = moves.with_columns(pl.col("stage_to").cast(pl.String))
        by = ["donor", "aid_kind", "stage_to", "happened_from", "happened_to"]
        frame = flows.summed(moves, by)
        if shares == "members":
            frame, _ = flows.split_unions(self.view, scope, frame)
        return [
            Part(
                str(r["donor"]),
                str(r["aid_kind"]),
                str(r["stage_to"]),
                r["happened_from"],
                r["happened_to"],
                float(r["amount"]),
                int(r["unknown"]),
                tuple(r["source_ids"]),
            )
            for r in frame.iter_rows(named=True)
            if r["donor"] is not None
        ]

    def members(self, group: str, on: date | None) -> set[str]:
        """Donors among whom a place is counted, on a day."""
        if group == "all":
            return self.donors
        if group == "countries":
            return self.donors - self.unions - self._bodies()
        return self.names.members(group, on)

    def unions_of(self, members: set[str]) -> set[str]:
        """Unions whose aid is split wholly to these members: the institutions of a group."""
        return {u for u in self.unions if self._key(u) and self._key(u) <= members}

    def subject(self, claimed: str | None, reading: Reading) -> set[str]:
        """The donors a subject stands for; all of them where there is none."""
        if claimed is None:
            return self.donors
        if "+" in claimed:
            return {d for one in claimed.split("+") for d in self.subject(one, reading)}
        if not self.names.is_group(claimed):
            return {claimed}
        inside = self.names.members(claimed, self.day(reading))
        unions = self.unions_of(inside)
        if reading.subject == "institutions":
            return unions
        if reading.subject == "countries" or reading.shares != "donor":
            return inside - unions
        return inside | unions

    def _key(self, union: str) -> set[str]:
        rows = self.view.table("shares")
        return {str(r["member_id"]) for r in rows if r["group_id"] == union}

    def _bodies(self) -> set[str]:
        rows = self.view.table("parties")
        return {str(r["party_id"]) for r in rows if r.get("kind") not in (None, "", "country")}

    def day(self, reading: Reading) -> date | None:
        """The day at which memberships are read: the last day of the reading."""
        return reading.until or self.scope.until or self.view.as_of

    def amounts(self, reading: Reading) -> Mapping[str, tuple[float, tuple[str, ...]]]:
        """Donor -> amount and its sources, of one reading; the group is not cut yet."""
        # A place is counted, and its subject summed, from the same amounts.
        key = reading._replace(per="total", group="all", year=None, subject="own", without="")
        if key not in self._amounts:
            self._amounts[key] = self._summed(key)
        return self._amounts[key]

    def _summed(self, reading: Reading) -> dict[str, tuple[float, tuple[str, ...]]]:
        sums: dict[str, float] = defaultdict(float)
        told: dict[str, set[str]] = defaultdict(set)
        for part in self._of_stage(reading):
            if _within(part, reading) and (part.amount or not part.unknown):
                sums[part.donor] += part.amount
                told[part.donor] |= set(part.source_ids)
        return {d: (amount, tuple(sorted(told[d]))) for d, amount in sums.items()}

    def gave_nothing(self, donors: set[str], reading: Reading) -> bool:
        """Whether these donors have no move of a reading, not even one of unknown size."""
        parts = self._of_stage(reading)
        return bool(donors) and not any(p.donor in donors and _within(p, reading) for p in parts)

    def table(self, reading: Reading) -> list[Place]:
        """The ranking of one reading, biggest first; equal figures share a place."""
        amounts = self.amounts(reading)
        if reading.group != "all":
            inside = self.members(reading.group, self.day(reading))
            amounts = {d: a for d, a in amounts.items() if d in inside}
        if reading.without:
            left = self.subject(reading.without, reading._replace(subject="members"))
            amounts = {d: a for d, a in amounts.items() if d not in left}
        per = self.per(reading)
        rows = [
            (amount / per[d].value if per is not None else amount, d, amount, told)
            for d, (amount, told) in amounts.items()
            if per is None or (d in per and per[d].value)
        ]
        rows.sort(key=lambda r: (-r[0], self.names.name(r[1])))
        out: list[Place] = []
        for number, (figure, donor, amount, told) in enumerate(rows, 1):
            rank = out[-1].rank if out and out[-1].figure == figure else number
            divided = per[donor] if per is not None else None
            more = (divided.source_id,) if divided else ()
            year = divided.year if divided else None
            value = divided.value if divided else None
            sources = tuple(dict.fromkeys([*told, *more]))
            out.append(Place(rank, donor, amount, figure, value, year, sources))
        return out

    def per(self, reading: Reading) -> Mapping[str, denominators.Denominator] | None:
        """What the reading divides by; None = by nothing, empty = no denominator is known."""
        if reading.per == "total":
            return None
        metric = "population" if reading.per == "head" else "gdp"
        key = (metric, reading.year)
        if key not in self._per:
            try:
                self._per[key] = denominators.of(self.view, metric, reading.year)
            except QuestionError:
                self._per[key] = {}
        return self._per[key]

    def years(self, per: str) -> list[int]:
        """Years of which a denominator is known, newest first."""
        metric = {"head": "population", "gdp": "gdp"}.get(per)
        rows = self.view.table("denominators")
        return sorted({int(r["year"]) for r in rows if r["metric"] == metric}, reverse=True)

    def first_days(self, reading: Reading) -> list[tuple[date, date, str]]:
        """Donors by the first interval in which something is known to have been given."""
        first: dict[str, tuple[date, date]] = {}
        for part in self._of_stage(reading):
            if not _within(part, reading) or part.start is None or part.end is None:
                continue
            if part.amount <= 0 and not part.unknown:
                continue
            before = first.get(part.donor)
            this = (part.end, part.start)
            if before is None or this < (before[1], before[0]):
                first[part.donor] = (part.start, part.end)
        return sorted((start, end, donor) for donor, (start, end) in first.items())


def _within(part: Part, reading: Reading) -> bool:
    if reading.kind not in ("all", part.kind):
        return False
    late = reading.until is not None and (part.end is None or part.end > reading.until)
    early = reading.since is not None and (part.start is None or part.start < reading.since)
    return not late and not early
