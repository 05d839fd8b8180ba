"""Months as periods of a plan, and what is taken to go on beyond the day it was stated for."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np

from resupply.core.errors import QuestionError
from resupply.network.model import Need, Network, Range, Supply
from resupply.plan.calendar import last_day
from resupply.plan.problem import Calendar

#: Longest horizon [month].
MONTHS_MAX = 60
#: Fewer days than this before the next month are counted with that month.
_FEW_DAYS = 15


def months(start_on: date, count: int) -> Calendar:
    """Months of the calendar; a short rest of the first one is counted with the next.

    Raises:
        QuestionError: No months, or too many.

    Example:
        >>> months(date(2024, 2, 28), 3).length_days.tolist()
        [33, 30, 31]
    """
    if not 1 <= count <= MONTHS_MAX:
        raise QuestionError(
            where=f"--months {count}",
            what=f"a horizon is 1 to {MONTHS_MAX} months.",
            todo="write a number in between, such as 24.",
        )
    starts = [start_on]
    following = _next_month(start_on)
    if (following - start_on).days < _FEW_DAYS:
        following = _next_month(following)
    for _ in range(count):
        starts.append(following)
        following = _next_month(following)
    days = np.array([(s - start_on).days for s in starts], dtype=np.int32)
    return Calendar(start_on=start_on, starts_days=days[:-1], length_days=np.diff(days))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def gone_on(network: Network, calendar: Calendar) -> tuple[Network, tuple[str, ...]]:
    """The network with needs and rates that end before the horizon does taken to go on.

    A need goes on as it was last. A rate of a donor or maker goes on too, as stated and at its high
    end; at its low end it stops on its day. Promises end when they are kept.

    Returns:
        The network, and what a reader must know.
    """
    end = last_day(calendar, calendar.count - 1)
    last = _last_of_each(network.needs)
    ended = [n for n in last if n.until_on is not None and n.until_on < end]
    needs = [msgspec.structs.replace(n, until_on=None) if n in ended else n for n in network.needs]
    more = list(_rates_going_on(network.supplies, end)) if ended else []
    told = []
    if ended:
        days = sorted({str(n.until_on) for n in ended})
        told.append(
            f"Stated until {', '.join(days)} only and taken to go on: "
            f"{_named([n.id for n in ended], 'need')}"
            + (
                f"; {_named([s.id for s in more], 'rate')} (at the low end they stop)"
                if more
                else ""
            )
            + ". --stated-only leaves them as they are."
        )
    changed = msgspec.structs.replace(network, needs=needs, supplies=[*network.supplies, *more])
    return changed, tuple(told)


def _named(ids: Sequence[str], word: str) -> str:
    if len(ids) > 3:
        return f"{len(ids)} {word}s"
    return f"{word} {', '.join(i.removesuffix(_GOES_ON) for i in ids)}"


def _last_of_each(needs: Sequence[Need]) -> list[Need]:
    """The last stretch of each need."""
    last: dict[tuple[str, str, int], Need] = {}
    for need in needs:
        key = need.place, need.group, need.tier
        before = last.get(key)
        if before is None or (need.until_on or date.max) >= (before.until_on or date.max):
            last[key] = need
    return list(last.values())


_GOES_ON = " goes on"


def _rates_going_on(supplies: Sequence[Supply], end: date) -> Iterator[Supply]:
    for supply in supplies:
        until = supply.until_on
        if supply.per_day is None or until is None or until >= end:
            continue
        rate = supply.per_day
        yield msgspec.structs.replace(
            supply,
            id=f"{supply.id}{_GOES_ON}",
            per_day=Range(
                low=0.0,
                central=rate.central,
                high=rate.high,
                basis="assumption",
                told=f"{supply.id}{_GOES_ON}",
                source_ids=rate.source_ids,
            ),
            from_on=until + timedelta(days=1),
            until_on=None,
        )
