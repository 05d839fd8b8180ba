"""What the mappings share: the case's words, what a table yields, amounts with their ranges."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple, Self

import msgspec

from resupply.core.findings import Finding
from resupply.core.money import money_unit
from resupply.core.records import Entry, Line
from resupply.core.words import Confidence, Precision, Stage
from resupply.sources.sheets.tables import Tables

#: A typed row of a table: cells by column, and under `_where` its place.
TableRow = Mapping[str, Any]

#: Dataset of what was read in the press and in official statements, row by row.
PRESS = "press"


class Moves(msgspec.Struct):
    """Lines, entries and findings of one table."""

    lines: list[Line] = msgspec.field(default_factory=list)
    entries: list[Entry] = msgspec.field(default_factory=list)
    findings: list[Finding] = msgspec.field(default_factory=list)


class Held(NamedTuple):
    """A line that is there already, in the tables or in the book.

    Args:
        donor: Who gives.
        stages: What something on it ever got to.
    """

    donor: str | None
    stages: frozenset[Stage]


class Context(NamedTuple):
    """What a mapping must know of the rest of the case.

    Args:
        dataset: Dataset of rows that name none.
        recipient: Whom the case is about.
        parties: Names by party id.
        items: Names by item id.
    """

    dataset: str
    recipient: str | None
    parties: Mapping[str, str]
    items: Mapping[str, str]

    @classmethod
    def of(cls, tables: Tables) -> Self:
        """The context of a case.

        Rows of pledges and deliveries belong to the case's own dataset, unless that one is a
        tracker's: what the press says is never added to what a tracker says. The setting
        `promises` may name the one they belong to.
        """
        case = tables.case.get("case", {})
        trackers = {r["dataset"] for r in tables["releases"]}
        own = case.get("dataset")
        return cls(
            dataset=case.get("promises")
            or tables.case.get("headline", {}).get("promises")
            or (own if own and own not in trackers else PRESS),
            recipient=case.get("recipient"),
            parties={r["party_id"]: r["name"] for r in tables["parties"]},
            items={r["item_id"]: r["name"] for r in tables["items"]},
        )

    def title(self, donor: str | None, item: str | None, *more: str | None) -> str:
        """A few words for people: who, what, through whom."""
        words = (self.parties.get(donor or "", donor), self.items.get(item or "", item), *more)
        return ", ".join(w for w in words if w)


class Amount(NamedTuple):
    """A number, a range, or neither: nothing stated is None, never zero."""

    mid: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @classmethod
    def read(cls, row: TableRow, name: str, factor: Decimal = Decimal(1)) -> Self:
        """The columns `name`, `name_low`, `name_high` of a row."""
        cells = (row.get(name), row.get(f"{name}_low"), row.get(f"{name}_high"))
        return cls(*(c if c is None else c * factor for c in cells))

    @property
    def stated(self) -> bool:
        """Whether there is any number."""
        return self != (None, None, None)

    def fields(self, name: str) -> dict[str, Any]:
        """As fields of an entry."""
        return {name: self.mid, f"{name}_low": self.low, f"{name}_high": self.high}

    def less(self, before: "Amount") -> "Amount":
        """What came on top of `before`. Where both are numbers the answer is one.

        Example:
            >>> Amount(Decimal(9)).less(Amount(Decimal(4), low=Decimal(4)))
            Amount(mid=Decimal('5'), low=None, high=None)
            >>> Amount(low=Decimal(9), high=Decimal(12)).less(Amount(Decimal(4)))
            Amount(mid=None, low=Decimal('5'), high=Decimal('8'))
        """
        if self.mid is not None and before.mid is not None:
            return Amount(self.mid - before.mid)
        least, most = _least(self), _most(self)
        before_least, before_most = _least(before), _most(before)
        low = None if least is None or before_most is None else max(least - before_most, Decimal(0))
        high = None if most is None or before_least is None else most - before_least
        return Amount(None, low, high)


def _least(amount: Amount) -> Decimal | None:
    return amount.mid if amount.low is None else amount.low


def _most(amount: Amount) -> Decimal | None:
    return amount.mid if amount.high is None else amount.high


def is_rate(unit: str | None) -> bool:
    """Whether a unit is so much in a period, such as `round/month`: no amount that can move."""
    return "/" in (unit or "")


def money(row: TableRow) -> dict[str, Any]:
    """The value of a row as fields of an entry: in single units of its currency."""
    if not row.get("currency"):
        return {}
    currency, factor = money_unit(row["currency"], where=row["_where"])
    return {**Amount.read(row, "value", factor).fields("value"), "currency": currency}


def said(row: TableRow) -> dict[str, Any]:
    """Who said it, known when and how well: fields every record has."""
    return {
        "source_id": row["source_id"],
        "known_on": row["known_on"],
        "known_precision": Precision(row.get("known_precision") or "day"),
        "locator": row["_where"],
    }


def sure(row: TableRow) -> Confidence | None:
    """The confidence of a row."""
    return Confidence(row["confidence"]) if row.get("confidence") else None


def rate_left_out(row: TableRow, subject: str) -> Finding:
    """A rate is kept as a row, but moves nothing."""
    return Finding(
        code="rate_not_amount",
        where=row["_where"],
        what=f"{row['id']} states a rate in {row['unit']}; it is kept as stated and moves nothing.",
        todo="to book it, record what was promised or delivered over a stated time.",
        level="note",
        subject=subject,
    )
