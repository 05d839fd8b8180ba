"""The words of why need stays unmet: a shortfall and its causes. Plain frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

#: Names of rows, each with its part of 1, the largest first.
Parts = tuple[tuple[str, float], ...]
#: What a cause is called.
CAUSES: Mapping[str, str] = {
    "source_dry": "no source has more",
    "source_paused": "sources pause",
    "maker_full": "no more can be made",
    "leg_full": "no more can be carried",
    "leg_closed": "the way is closed",
    "room_full": "no more room on the way",
    "lead_time": "it takes too long",
    "no_way": "no way leads there",
    "earlier_tier": "what is more urgent gets it",
    "later_tier": "what is less urgent gets it",
    "kept_for_later": "kept to serve more later",
    "not_explained": "not explained",
    "not_proven": "not proven best",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One limit that keeps need unmet.

    Args:
        kind: `not_explained`, `not_proven`, one of `why.LADDER`, `no_way` or `source_dry`.
        amount: What it keeps back, after the causes before it [units of need].
        share: Part of all that is missing, 0 to 1; the shares of a shortfall sum to 1.
        alone: What would no longer be missing if only this were lifted [units of need]; None
            = it cannot be lifted, or not alone.
        rows: Names of the capacities, legs, needs, recipes or supplies concerned, each with its
            part of this cause; of `source_dry` the sources there are, each with its part of
            what they give.
    """

    kind: str
    amount: float
    share: float
    alone: float | None = None
    rows: Parts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Days on which needs of one tier and group are not met, and why.

    Args:
        needs, places, group, tier, unit: Whose.
        missing: Need by need, what is missing of `amount` [unit].
        from_on, until_on: First and last short day.
        days: Days on which any of them is short.
        amount: What is missing on them; of a backlog what is owed at most [unit].
        asked: What these needs ask for on their short days [unit].
        amount_per_day, asked_per_day: The same per day [unit / day].
        backlog: Whether what is missing is still asked for later.
        days_of_need: The amount, in days of all that the tier asks of its group.
        causes: In the order they were lifted; their amounts sum to `amount`.
        would_help: Kinds of limits, each with what would no longer be missing if it alone were
            lifted [unit], the most first; not a split, for several may help with the same.
        elsewhere: How much of what is missing could be here if other needs of the same tier
            went short instead [unit]; no cause, for the tier as a whole would gain nothing.
        sentence: For people.
    """

    needs: tuple[str, ...]
    places: tuple[str, ...]
    group: str
    tier: int
    unit: str
    missing: tuple[tuple[str, float], ...]
    from_on: date
    until_on: date
    days: int
    amount: float
    asked: float
    amount_per_day: float
    asked_per_day: float
    backlog: bool
    days_of_need: float
    causes: tuple[Cause, ...] = ()
    would_help: tuple[tuple[str, float], ...] = ()
    elsewhere: float = 0.0
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a plan leaves need unmet.

    Args:
        shortfalls: Explained; by tier, the group that is missing most first, then by date.
        left_out: How many smaller ones were not explained.
        left_out_days: What they are together [days of need].
        solves: How many programs were solved for this.
        warnings: What a reader must know.
    """

    shortfalls: tuple[Shortfall, ...]
    left_out: int
    left_out_days: float
    solves: int
    warnings: tuple[str, ...] = ()
