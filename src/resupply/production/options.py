"""Options money could buy, read from a case: each figure with its range, costs in one currency.

An option that cannot be reckoned with (no size, no cost, a cost without a currency or year) is kept
apart with the reason: nothing is put in the place of what nobody published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from resupply.book import View
from resupply.core.findings import Finding
from resupply.network.figures import PERIOD_DAYS, Row, day, listed, number, of_row, rate, times
from resupply.network.model import Range, exactly
from resupply.picture import money

#: Days in a month of a plan.
MONTH_DAYS = PERIOD_DAYS["month"]


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """Something money could buy that gives more of an item.

    Args:
        id: Name of its row.
        kind: extend, open, licence, joint_venture, buy_abroad or input_plant.
        item, place: What comes out, and where.
        party: Whose maker it is.
        partners: Who takes part.
        recipe: How it is made; None = nothing else goes in.
        per_day: What it gives at full size [item units / day].
        least_per_day: Smallest size worth building [item units / day]; None = all or nothing.
        first_days: From the decision to the first output [day].
        ramp_days: From there to full size [day].
        cost: Paid once, for full size [currency of the case].
        cost_each: Paid for each unit [currency of the case].
        quantity_least, quantity_most: Over the horizon, if chosen [item units]; None = no bound.
        share: Part of size and quantity that reaches the case; None = all.
        requires: Options that must be chosen too, and be there first.
        excludes: Options that cannot be chosen too.
        agreement: Row of `joint_production` that speaks of it.
        from_on: Earliest day of the decision; None = at once.
        until_on: Last day of output; None = no end.
    """

    id: str
    name: str
    kind: str
    item: str
    place: str
    party: str | None = None
    partners: tuple[str, ...] = ()
    recipe: str | None = None
    per_day: Range
    least_per_day: float | None = None
    first_days: Range = exactly(0.0)
    ramp_days: Range = exactly(0.0)
    cost: Range = exactly(0.0)
    cost_each: Range = exactly(0.0)
    quantity_least: float | None = None
    quantity_most: float | None = None
    share: Range | None = None
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    agreement: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    price_year: int | None = None
    basis: str = "reported"
    note: str = ""
    rests_on: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpriced:
    """An option nothing can be reckoned with, and why.

    Args:
        row: As the case states it.
        missing: `size`, `cost`, `currency`, `price_year`, `rate` or `sense`.
        what: The reason, as a sentence.
    """

    row: Row
    missing: str
    what: str

    @property
    def id(self) -> str:
        """Name of its row."""
        return str(self.row["option_id"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The options of a case.

    Args:
        options: Those that can be reckoned with, in the order of the table.
        unpriced: The others.
        findings: What is odd, with where, what and todo.
    """

    options: tuple[Option, ...]
    unpriced: tuple[Unpriced, ...]
    findings: tuple[Finding, ...]


#: No options at all.
NONE = Offered(options=(), unpriced=(), findings=())


def offered(view: View, *, currency: str, on: date) -> Offered:
    """The options of a case, costs in one currency.

    Args:
        view: The book as known on a day.
        currency: Into which costs are brought.
        on: Day of the exchange rate.

    Example:
        >>> import resupply
        >>> view = resupply.open("ukraine-2024").view()
        >>> found = offered(view, currency="EUR", on=date(2024, 2, 28))
        >>> {o.kind for o in found.options} >= {"buy_abroad", "joint_venture"}
        True
    """
    options: list[Option] = []
    unpriced: list[Unpriced] = []
    assumed = {str(r["id"]): r for r in view.table("assumptions")}
    for row in view.table("production_options"):
        problem = _problem(row, view, currency, on, assumed)
        if problem is not None:
            unpriced.append(problem)
        else:
            options.append(_option(row, _worth(row, view, currency, on) or 1.0, assumed))
    return Offered(
        options=tuple(options),
        unpriced=tuple(unpriced),
        findings=tuple(_finding(u) for u in unpriced),
    )


def _problem(
    row: Row, view: View, currency: str, on: date, assumed: Mapping[str, Row]
) -> Unpriced | None:
    """Why nothing can be reckoned with a row; None when it can."""
    for missing, what in _lacks(row, view, currency, on, assumed):
        return Unpriced(row=row, missing=missing, what=what)
    return None


def _lacks(
    row: Row, view: View, currency: str, on: date, assumed: Mapping[str, Row]
) -> Iterator[tuple[str, str]]:
    if all(number(row.get(f"size{end}")) is None for end in ("", "_low", "_high")):
        yield "size", "nobody published how much it would give: it stays unknown, not zero."
    elif rate(row.get("unit")) is None:
        yield "rate", f'its unit "{row.get("unit") or ""}" is not so much a day, week or month.'
    costs = [number(row.get(f"{c}{e}")) for c in _COSTS for e in ("", "_low", "_high")]
    if all(each is None for each in costs):
        yield "cost", "nobody published what it costs: it cannot be weighed against others."
    elif not row.get("currency"):
        yield "currency", "its cost has no currency."
    elif row.get("price_year") in (None, ""):
        yield "price_year", "its cost has no price year."
    elif _worth(row, view, currency, on) is None:
        yield "currency", f"no rate from {row['currency']} to {currency} is known for {on}."
    share = row.get("share")
    if share and number(assumed.get(str(share), {}).get("central")) is None:
        yield "sense", f"its share names the assumption {share}, which states nothing."
    yield from (("sense", what) for what in _senseless(row))


_COSTS = ("cost", "cost_each")


def _senseless(row: Row) -> Iterator[str]:
    """Figures that contradict each other."""
    for name in ("size", "months", "ramp_months", *_COSTS):
        found = of_row(row, name, told="")
        if found is not None and not 0 <= found.low <= found.central <= found.high < float("inf"):
            yield f"its {name} is not a number of 0 or more."
    size, least = of_row(row, "size", told=""), number(row.get("size_least"))
    if size is not None and least is not None and least > size.high:
        yield f"its smallest size ({least:g}) is above its full size ({size.high:g})."
    fewest, most = number(row.get("quantity_least")), number(row.get("quantity_most"))
    if fewest is not None and most is not None and fewest > most:
        yield f"its fewest units ({fewest:g}) are above its most ({most:g})."


def _worth(row: Row, view: View, currency: str, on: date) -> float | None:
    """What one unit of the row's currency is in the case's."""
    return money.per_unit(view, str(row.get("currency") or currency), currency, on)


def _option(row: Row, worth: float, assumed: Mapping[str, Row]) -> Option:
    name = str(row["option_id"])
    per = rate(row.get("unit"))
    assert per is not None  # rows without are kept apart
    size = of_row(row, "size", told=f"size of {name}")
    assert size is not None
    least = number(row.get("size_least"))

    def figure(column: str, by: float = 1.0) -> Range:
        found = of_row(row, column, told=f"{column.replace('_', ' ')} of {name}")
        return exactly(0.0) if found is None else times(found, by)

    return Option(
        id=name,
        name=str(row.get("name") or name),
        kind=str(row["kind"]),
        item=str(row["item"]),
        place=str(row["place"]),
        party=row.get("party") or None,
        partners=listed(row.get("partners")),
        recipe=row.get("recipe") or None,
        per_day=times(size, per.per_day),
        least_per_day=None if least is None else least * per.per_day,
        first_days=figure("months", MONTH_DAYS),
        ramp_days=figure("ramp_months", MONTH_DAYS),
        cost=figure("cost", worth),
        cost_each=figure("cost_each", worth),
        quantity_least=number(row.get("quantity_least")),
        quantity_most=number(row.get("quantity_most")),
        share=_share(row, assumed),
        requires=listed(row.get("requires")),
        excludes=listed(row.get("excludes")),
        agreement=row.get("agreement") or None,
        from_on=day(row.get("from_on")),
        until_on=day(row.get("until_on")),
        price_year=int(row["price_year"]),
        basis=str(row.get("basis") or "reported"),
        note=str(row.get("note") or ""),
        rests_on=tuple(dict.fromkeys((*listed(row.get("rests_on")), *listed(row.get("share"))))),
        source_ids=(str(row["source_id"]),) if row.get("source_id") else (),
    )


def _share(row: Row, assumed: Mapping[str, Row]) -> Range | None:
    name = str(row.get("share") or "")
    if not name:
        return None
    stated = assumed[name]
    central = number(stated["central"])
    assert central is not None
    low, high = number(stated.get("low")), number(stated.get("high"))
    return Range(
        low=central if low is None else low,
        central=central,
        high=central if high is None else high,
        basis="assumption",
        told=f"assumption {name}",
    )


_TODO = {
    "size": "state a size with its source, or an assumption with its range.",
    "rate": "write it as the item's unit per day, week, month or year: round/month.",
    "cost": "state cost or cost_each with its source, or an assumption with its range.",
    "currency": "write its code, such as EUR, or add a row to `rates`.",
    "price_year": "write the year whose prices it is in, such as 2024.",
    "sense": "mend the row.",
}


def _finding(unpriced: Unpriced) -> Finding:
    where = f"production_options, {unpriced.id}, {unpriced.missing}"
    what = f"{unpriced.row.get('name') or unpriced.id}: {unpriced.what}"
    todo, name = _TODO[unpriced.missing], unpriced.id
    if unpriced.missing == "size":
        return Finding(
            code="option_without_size",
            where=where,
            what=what,
            todo=todo,
            level="note",
            subject=name,
        )
    if unpriced.missing == "cost":
        return Finding(
            code="option_without_cost",
            where=where,
            what=what,
            todo=todo,
            level="note",
            subject=name,
        )
    return Finding(
        code="option_not_usable", where=where, what=what, todo=todo, level="error", subject=name
    )
