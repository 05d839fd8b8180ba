"""Planning again on a later day: what is on the way stays, what was still to be sent is open.

A plan is a promise for the next days and a view of the later ones. When a day has come, what left
before it is on its way and comes as planned; everything else is planned again, from today's book
(`replan` with a network of that day) or, if nothing was learnt, from where the plan itself would
stand (`as_planned`).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import msgspec
import numpy as np

from resupply.core.errors import QuestionError
from resupply.core.progress import Progress, silent
from resupply.network.model import Need, Network, Range, Stock, Supply, exactly
from resupply.plan.calendar import first_day
from resupply.plan.plan import Asked, Plan, make
from resupply.plan.problem import Floats

#: Less than this part of the largest amount is rounding.
_HAIR = 1e-9


def on_the_way(plan: Plan, on: date) -> tuple[Supply, ...]:
    """What left, or was begun to be made, before a day and arrives on it or later.

    Each as supplies at the place it goes to, day by day as it arrives; what would arrive after
    the plan's last day is in it too.

    Args:
        plan: A plan.
        on: The first day of one of its periods.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> plan = make(two_places_network(), Asked(days=4, step="day"))
        >>> (supply,) = on_the_way(plan, date(2024, 3, 3))
        >>> supply.place, supply.quantity.central, supply.from_on.day
        ('front', 20.0, 3)
    """
    before = _period(plan, on)
    return (*_sent(plan, before, on), *_being_made(plan, before, on))


def _period(plan: Plan, on: date) -> int:
    """The period that begins on a day."""
    starts = [first_day(plan.calendar, at) for at in range(plan.calendar.count)]
    if on in starts:
        return starts.index(on)
    later = [day for day in starts if day > on]
    first = later[0] if later and on >= starts[0] else None
    raise QuestionError(
        where=f"the day {on}",
        what="no period of the earlier plan begins on it, so what had left by then is not known.",
        todo=f"take {first}." if first else f"take a day from {starts[0]} to {starts[-1]}.",
    )


def _sent(plan: Plan, before: int, on: date) -> Iterator[Supply]:
    level, labels = plan.asked.level, plan.problem.labels
    for at, leg in enumerate(plan.network.legs):
        lead = leg.lead_days.at(level, more_is_better=False)
        for item, period in _some(plan.flows.sent[at, :, :before]):
            yield from _arriving(
                plan,
                on,
                period,
                lead,
                float(plan.flows.sent[at, item, period]),
                f"{leg.id} {labels.items[item]} {first_day(plan.calendar, period)}",
                leg.to_place,
                labels.items[item],
                f"on the way from {leg.from_place}",
            )


def _being_made(plan: Plan, before: int, on: date) -> Iterator[Supply]:
    level = plan.asked.level
    for at, recipe in enumerate(plan.network.recipes):
        lead = recipe.lead_days.at(level, more_is_better=False)
        for _, period in _some(plan.flows.made[at : at + 1, :before]):
            yield from _arriving(
                plan,
                on,
                period,
                lead,
                float(plan.flows.made[at, period]),
                f"{recipe.id} {first_day(plan.calendar, period)}",
                recipe.place,
                recipe.output,
                "being made",
            )


def _some(amounts: Floats) -> list[tuple[int, int]]:
    least = _HAIR * max(float(amounts.max(initial=0.0)), 1.0)
    return [(int(a), int(b)) for a, b in zip(*np.nonzero(amounts > least), strict=True)]


def _arriving(
    plan: Plan,
    on: date,
    period: int,
    lead_days: float,
    amount: float,
    name: str,
    place: str,
    item: str,
    note: str,
) -> Iterator[Supply]:
    """What left evenly over a period, on the days it arrives; only from a day on."""
    calendar = plan.calendar
    length = int(calendar.length_days[period])
    start = float(calendar.starts_days[period]) + lead_days
    for first, last, part in _days(start, start + length):
        from_on = calendar.start_on + timedelta(days=first)
        until_on = calendar.start_on + timedelta(days=last)
        days = last - first + 1
        left = min(days, (until_on - on).days + 1)
        if left > 0:
            yield Supply(
                id=f"{name} to {from_on}",
                place=place,
                item=item,
                quantity=exactly(amount * part / length * left / days),
                from_on=max(from_on, on),
                until_on=until_on,
                kind="in_transit",
                note=note,
            )


def _days(start: float, end: float) -> Iterator[tuple[int, int, float]]:
    """An interval of time cut into whole days and the parts of days at its ends.

    Example:
        >>> list(_days(2.5, 5.5))
        [(2, 2, 0.5), (3, 4, 2.0), (5, 5, 0.5)]
    """
    first, last = int(np.ceil(start)), int(np.floor(end))
    if first > start:
        yield first - 1, first - 1, first - start
    if last > first:
        yield first, last - 1, float(last - first)
    if end > last:
        yield last, last, end - last


def as_planned(plan: Plan, on: date) -> Network:
    """The network as it stands on a day if everything went as planned.

    Stock is what the plan leaves, what is on the way is a supply, what is owed of a backlog is
    a need of that day. Quantities that come over the whole plan keep the days they had.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> plan = make(two_places_network(), Asked(days=4, step="day"))
        >>> later = as_planned(plan, date(2024, 3, 3))
        >>> [(s.place, s.quantity.central) for s in later.stocks]
        [('hub', 60.0)]
    """
    before = _period(plan, on)
    network, labels = plan.network, plan.problem.labels
    last = first_day(plan.calendar, 0) + timedelta(days=plan.calendar.days - 1)
    left = plan.flows.stock[:, :, before - 1] if before else plan.problem.stock
    return msgspec.structs.replace(
        network,
        start_on=on,
        stocks=[
            Stock(place=labels.places[p], item=labels.items[k], quantity=exactly(float(left[p, k])))
            for p, k in _some(left)
        ],
        supplies=[*_dated(network, last), *on_the_way(plan, on)],
        needs=[*network.needs, *_owed(plan, before, on)],
    )


def _dated(network: Network, last: date) -> Iterator[Supply]:
    """Supplies whose quantity was to come over the days of the first plan, with these days said."""
    for supply in network.supplies:
        end = max(last, supply.from_on or last)
        yield msgspec.structs.replace(
            supply,
            from_on=supply.from_on or network.start_on,
            until_on=supply.until_on or (None if supply.quantity is None else end),
        )


def _owed(plan: Plan, before: int, on: date) -> Iterator[Need]:
    """What is owed of backlogs, as needs of the first day that wait like the others."""
    for at, need in enumerate(plan.network.needs):
        owed = float(plan.flows.unmet[at, before - 1]) if need.backlog and before else 0.0
        if owed > _HAIR * max(float(plan.problem.needs.amount[at].sum()), 1.0):
            yield msgspec.structs.replace(
                need,
                id=f"{need.id} owed on {on}",
                per_day=_of(owed, need.per_day),
                from_on=on,
                until_on=on,
                note=f"owed from before {on}",
            )


def _of(amount: float, like: Range) -> Range:
    return exactly(amount, basis="derived", told=like.told)


def replan(
    plan: Plan,
    on: date,
    *,
    network: Network | None = None,
    asked: Asked | None = None,
    progress: Progress = silent,
) -> Plan:
    """The plan again from a later day; what was sent before it stays on its way.

    Args:
        plan: The earlier plan.
        on: The first day of one of its periods.
        network: The network as the book says it is on that day, without what the plan itself
            sent; None = as the plan left it.
        asked: How it is asked for; None = to the earlier plan's last day, in equal periods.
        progress: Told of the work.

    Raises:
        QuestionError: The day is not one of the plan's, or not the network's first day.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> plan = make(two_places_network(), Asked(days=4, step="day"))
        >>> replan(plan, date(2024, 3, 3)).flows.unmet.tolist() == plan.flows.unmet[:, 2:].tolist()
        True
    """
    if network is None:
        today = as_planned(plan, on)
    elif network.start_on != on:
        raise QuestionError(
            where=f"the day {on}",
            what=f"the network given is that of {network.start_on}.",
            todo="take the network of the day on which to plan again.",
        )
    else:
        on_way = on_the_way(plan, on)
        today = msgspec.structs.replace(network, supplies=[*network.supplies, *on_way])
    left = plan.calendar.days - (on - plan.calendar.start_on).days
    return make(today, asked or replace(plan.asked, days=left), progress=progress)
