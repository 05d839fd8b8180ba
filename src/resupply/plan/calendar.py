"""Periods of a plan: days first, weeks later, or all of one length."""

from datetime import date, timedelta

import numpy as np

from resupply.core.dates import days_between
from resupply.core.errors import QuestionError
from resupply.network.model import Window
from resupply.plan.problem import Calendar, Floats, Ints

#: How time is cut: `mixed` is two weeks of days, then weeks.
STEPS = ("mixed", "day", "week")
_FIRST_DAYS = 14
_WEEK = 7
#: Longest plan: five years.
DAYS_MAX = 1830


def calendar(start_on: date, days: int, step: str = "mixed") -> Calendar:
    """Periods of so many days from a first day; the last may be shorter.

    Args:
        start_on: First day.
        days: How many days are planned, 1 to 1830.
        step: `day`, `week`, or `mixed`: two weeks of days, then weeks.

    Raises:
        QuestionError: No days, too many, or another word for the step.

    Example:
        >>> calendar(date(2024, 2, 28), 30).length_days.tolist()
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7, 7, 2]
    """
    if not 1 <= days <= DAYS_MAX:
        raise QuestionError(
            where=f"a plan of {days:,} days",
            what=f"a plan covers 1 to {DAYS_MAX} days.",
            todo="ask for a number of days in between: --days, or --horizon where a verb has it.",
        )
    if days > (date.max - start_on).days:
        raise QuestionError(
            where=f"a plan of {days:,} days from {start_on}",
            what=f"no calendar has its last day: the last there is is {date.max}.",
            todo="let it begin earlier: --until DAY.",
        )
    if step not in STEPS:
        raise QuestionError(
            where=f"--step {step}",
            what="periods are days, weeks, or days first and weeks later.",
            todo=f"ask for one of: {', '.join(STEPS)}.",
        )
    fine = {"day": days, "week": 0, "mixed": min(days, _FIRST_DAYS)}[step]
    starts = np.concatenate([np.arange(fine), np.arange(fine, days, _WEEK)]).astype(np.int32)
    ends = np.append(starts[1:], days)
    return Calendar(
        start_on=start_on, starts_days=starts, length_days=(ends - starts).astype(np.int32)
    )


def first_day(calendar: Calendar, period: int) -> date:
    """First day of a period."""
    return calendar.start_on + timedelta(days=int(calendar.starts_days[period]))


def last_day(calendar: Calendar, period: int) -> date:
    """Last day of a period."""
    end = calendar.starts_days[period] + calendar.length_days[period] - 1
    return calendar.start_on + timedelta(days=int(end))


def days_within(calendar: Calendar, from_on: date | None, until_on: date | None) -> Floats:
    """1 on days within an interval, 0 on others, shape (days,)."""
    on = np.ones(calendar.days)
    if from_on is not None:
        on[: max(days_between(calendar.start_on, from_on), 0)] = 0.0
    if until_on is not None:
        on[max(days_between(calendar.start_on, until_on) + 1, 0) :] = 0.0
    return on


def windowed(calendar: Calendar, windows: tuple[Window, ...]) -> Floats:
    """What windows leave of a rate on each day, shape (days,); overlapping ones multiply."""
    left = np.ones(calendar.days)
    for window in windows:
        inside = days_within(calendar, window.from_on, window.until_on)
        left *= np.where(inside > 0, window.factor, 1.0)
    return left


def per_period(calendar: Calendar, daily: Floats) -> Floats:
    """Sums of a daily series over the periods, shape (T,)."""
    sums: Floats = np.add.reduceat(daily, calendar.starts_days)
    return sums


def arrivals_of(calendar: Calendar, lead_days: float) -> tuple[Ints, Ints, Floats]:
    """Where what leaves evenly over each period arrives after a lead time.

    Args:
        calendar: The periods.
        lead_days: From dispatch to arrival [day], 0 or more.

    Returns:
        Three arrays of one length: period of dispatch, period of arrival, share of the dispatch,
        sorted by the first two. What arrives after the last period is left out.

    Example:
        >>> weeks = calendar(date(2024, 1, 1), 21, "week")
        >>> [a.tolist() for a in arrivals_of(weeks, 10)]
        [[0, 0, 1], [1, 2, 2], [0.571..., 0.428..., 0.571...]]
    """
    starts = calendar.starts_days.astype(float)
    ends = starts + calendar.length_days
    overlap = np.minimum(ends[:, None] + lead_days, ends[None, :])
    overlap -= np.maximum(starts[:, None] + lead_days, starts[None, :])
    share = np.maximum(overlap, 0.0) / calendar.length_days[:, None]
    share[share < 1e-12] = 0.0
    sent, arrived = np.nonzero(share)
    return sent.astype(np.int32), arrived.astype(np.int32), share[sent, arrived]
