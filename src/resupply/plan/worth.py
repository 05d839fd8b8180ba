"""The words of bottlenecks: what one more of a thing is worth, as plain data and as sentences."""

from dataclasses import dataclass

from resupply.plan.levers import ActsOn, Kind
from resupply.plan.told import days_of_need, number, share, step, units
from resupply.plan.used import Used


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """What one more of one thing is worth.

    Args:
        kind, id, name, place, item, party, acts_on: As in `Handle`; `lead_time` for a day less on
            a leg, `together` for several things that bind only together.
        step_unit: What one more is: `truck / day` for the whole plan, `round`, `day less`.
        amount: What there is now [step_unit].
        used: How much of it the plan uses.
        binds: Whether one more is worth anything.
        tier: The first tier in which it is; None = in none.
        worth_days: Unmet need that one more saves in that tier [days of need].
        worth_units: The same [units of need]; None = the tier's needs have several units.
        need_unit: Of `worth_units`.
        later_days: What one more saves in later tiers (below 0: costs), by tier [days of need].
        holds_to: How many steps more are worth that much each; None = not found.
        holds_on: Whether it may hold for more than that: it was looked no further.
        gain_at_end: Unmet need that so many steps save [days of need].
        tenth_days: Unmet need that a tenth more saves [days of need]; what the rows are sorted by.
        less_worth_days: What one less costs [days of need]; None = not asked, or not possible.
        less_holds_to: For how many steps; None = not asked.
        without_days: What is lost if it is gone altogether (of a lead time: if its leg is closed)
            [days of need]; None = not asked.
        confirmed: Whether this was solved again, with one more and at the end of the range.
        sentence: All this for people.
    """

    kind: Kind
    id: str
    name: str
    acts_on: ActsOn
    step_unit: str
    amount: float
    used: Used
    binds: bool
    place: str | None = None
    item: str | None = None
    party: str | None = None
    tier: int | None = None
    worth_days: float = 0.0
    worth_units: float | None = None
    need_unit: str | None = None
    later_days: tuple[tuple[int, float], ...] = ()
    holds_to: float | None = None
    holds_on: bool = False
    gain_at_end: float | None = None
    tenth_days: float = 0.0
    less_worth_days: float | None = None
    less_holds_to: float | None = None
    without_days: float | None = None
    confirmed: bool = False
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottlenecks:
    """What binds a plan, and what does not.

    Args:
        rows: Those that bind first, by what a tenth more of each saves, then lead times, then
            what does not bind.
        unmet_days: Unmet need by tier, solved once more on its own [days of need].
        solves: How many programs were solved for this.
        warnings: What a reader must know.
    """

    rows: tuple[Lever, ...]
    unmet_days: dict[int, float]
    solves: int
    warnings: tuple[str, ...] = ()


def binding(row: Lever) -> str:
    """What one more is worth, for people."""
    if not row.binds:
        return not_binding(row)
    more = f"{step(row.step_unit)} more"
    more += " for the whole plan" if "/ day" in row.step_unit else ""
    told = f"{row.name}: {more} meets {_worth(row)} more"
    if row.holds_to is not None and row.holds_to >= 1:
        bound = "at least " if row.holds_on else ""
        told += f"; so does each of {bound}the next {number(row.holds_to)}"
    return f"{told}. There is {step(row.step_unit, row.amount)} now; {_part(row)}."


def _worth(row: Lever) -> str:
    worth = days_of_need(row.worth_days)
    if row.worth_units is None or row.need_unit is None:
        return worth
    return f"{units(row.worth_units, row.need_unit)} ({worth})"


def shorter(row: Lever) -> str:
    """What a day less is worth, and what is lost if the leg is closed."""
    less = "a day less" if row.holds_to == 1 else "no time at all"
    told = f"{row.name}: {less} instead of {units(row.amount, 'day')} meets {_worth(row)} more"
    if row.without_days is None:
        return f"{told}."
    if row.without_days <= 1e-6 * max(row.worth_days, 1.0):
        return f"{told}; without the leg nothing would be lost, for other ways remain."
    return f"{told}; without the leg {days_of_need(row.without_days)} would be lost."


def together(row: Lever) -> str:
    """What a tenth more of several things is worth that bind only together."""
    return (
        f"{row.name} together: more of one alone brings nothing; a tenth more of each meets "
        f"{_worth(row)} more."
    )


def not_binding(row: Lever) -> str:
    """That more brings nothing, with the evidence."""
    return f"{row.name}: more brings nothing; {_part(row)}."


def use(row: Lever) -> str:
    """How much of it the plan uses, and nothing more."""
    return f"{row.name}: {_part(row)}."


def _part(row: Lever) -> str:
    if row.used.mean is None or row.used.most is None:
        return "how much of it is used cannot be told"
    mean, most = share(row.used.mean), share(row.used.most)
    if mean == most:
        return f"the plan uses {mean} of it"
    return f"the plan uses {mean} of it, at most {most} at a time"
