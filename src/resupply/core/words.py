"""The words of the field: stages, kinds, bases, precisions. One place, used everywhere.

`docs/reference/stages.md` maps the stages to IATI 2.03, FTS, Kiel and EPCIS 2.0.
"""

from collections.abc import Sequence
from enum import StrEnum


class Stage(StrEnum):
    """An account of a line: where a promised quantity stands."""

    OUTSIDE = "outside"
    ASK = "ask"
    INTENT = "intent"
    PLEDGE = "pledge"
    COMMITMENT = "commitment"
    ALLOCATION = "allocation"
    SHIPMENT = "shipment"
    DELIVERY = "delivery"
    USE = "use"
    WITHDRAWN = "withdrawn"
    LOST = "lost"
    RETURNED = "returned"


#: The way from promise to use, in order.
FLOW: tuple[Stage, ...] = (
    Stage.PLEDGE,
    Stage.COMMITMENT,
    Stage.ALLOCATION,
    Stage.SHIPMENT,
    Stage.DELIVERY,
    Stage.USE,
)
#: Where a quantity leaves the flow.
SINKS: tuple[Stage, ...] = (Stage.WITHDRAWN, Stage.LOST, Stage.RETURNED)
#: Words spoken, outside the flow: an ask of the one in need, an intent that binds nobody.
SPOKEN: tuple[Stage, ...] = (Stage.ASK, Stage.INTENT)


class AidKind(StrEnum):
    """What sort of help a line is."""

    MILITARY = "military"
    HUMANITARIAN = "humanitarian"
    FINANCIAL = "financial"
    UNSPECIFIED = "unspecified"


class Basis(StrEnum):
    """What a value is: as reported, or by which method it was put."""

    REPORTED = "reported"
    REPLACEMENT = "replacement"
    NET_BOOK = "net_book"
    MARKET = "market"
    DERIVED = "derived"
    ASSUMPTION = "assumption"


class Precision(StrEnum):
    """How exactly a day is known. `month` and `year` stand on the last day, never too early."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INFERRED = "inferred"


class Confidence(StrEnum):
    """How far a source can be relied on."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Phase(StrEnum):
    """Two-phase moves: a pending one reserves, and is posted, voided or lapses."""

    POSTED = "posted"
    PENDING = "pending"
    POST = "post"
    VOID = "void"
    LAPSE = "lapse"


class Milestone(StrEnum):
    """What happened to a shipment on a leg, in order (EPCIS 2.0 business steps)."""

    DEPARTED = "departed"
    ARRIVED = "arrived"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"


def figured(value: object) -> str:
    """A value in words; of a number the thousands apart, and no more places than it has.

    Example:
        >>> figured(20000.0), figured(1234.5), figured("155mm"), figured(True)
        ('20,000', '1,234.5', '155mm', 'True')
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def counted(number: int, word: str) -> str:
    """A number and its word, in the singular or plural.

    Example:
        >>> counted(1, "error"), counted(2, "error"), counted(1200, "move")
        ('1 error', '2 errors', '1,200 moves')
    """
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def some(names: Sequence[str], most: int = 5) -> str:
    """Names in a row, the rest counted.

    Example:
        >>> some(["a", "b"]), some(["a", "b", "c"], 2)
        ('a, b', 'a, b and 1 more')
    """
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
