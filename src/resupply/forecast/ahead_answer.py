"""The answer to `forecast`: what arrives when, by donor, kind or item."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from resupply.book import View
from resupply.core.answer import Answer, Part
from resupply.core.dates import days_between
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.findings import grouped
from resupply.core.money import in_words
from resupply.core.scope import Scope
from resupply.forecast import ahead, ahead_columns, goods_ahead
from resupply.forecast.ahead import Ahead, Period
from resupply.forecast.coming import Chance, Coming
from resupply.network.model import Network
from resupply.picture import flows, goods, parties, sources

Floats = NDArray[np.float64]

#: What a row can be.
BY = ("donor", "kind", "item")
DRAWS_MAX = 20_000
#: Ends of the range told: eight in ten draws lie between.
BAND = (0.1, 0.5, 0.9)


def answer(
    view: View,
    scope: Scope,
    network: Callable[[], Network | None],
    promised: Scope,
    *,
    today: date,
    by: str = "donor",
    days: int | None = None,
    months: int | None = None,
    draws: int = 1000,
    seed: int = 1,
) -> Answer:
    """What arrives in the time to come, with ranges; one row a donor, kind or item.

    Args:
        view: The book as known on a day.
        scope: Bounds; its stage is the one forecast, default the last the record has.
        network: Makes the case's network, which says what comes of goods; called for items.
        promised: Scope of the promises followed one by one.
        today: Day from which is looked ahead.
        by: donor, kind (money) or item (goods).
        days: How far ahead; or
        months: to the end of so many months after today's; default six.
        draws: How many.
        seed: The same seed, the same draws.

    Raises:
        QuestionError: A word or number out of range, or nothing to forecast from.
    """
    if by not in BY:
        raise unknown_name("--by", "row", by, BY)
    if not 1 <= draws <= DRAWS_MAX:
        raise QuestionError(
            where=f"--draws {draws}",
            what=f"it is a number from 1 to {DRAWS_MAX:,}.",
            todo="ask for fewer, or for at least one.",
        )
    if by == "item":
        periods = ahead.periods_of(today, days, months)
        return _of_items(view, scope, network(), promised, today, periods, Chance(draws, seed))
    found = ahead.draw(view, scope, today=today, days=days, months=months, draws=draws, seed=seed)
    return _of_money(view, scope, found, today, by)


def _of_money(view: View, scope: Scope, found: Ahead, today: date, by: str) -> Answer:
    names = parties.names(view)
    axis = {"donor": (2, found.donors), "kind": (1, found.kinds)}[by]
    pipeline, new = (part.sum(axis=axis[0]) for part in (found.pipeline, found.new))
    gone = found.withdrawn.sum(axis=axis[0])
    standing = found.standing.sum(axis=1 if by == "donor" else 0)
    unit = flows.unit_name(scope)
    by_source = _sources(view, scope)
    rows, months = list[dict[str, Any]](), list[dict[str, Any]]()
    every: list[tuple[str | None, Any]] = [(n, at) for at, n in enumerate(axis[1])]
    if len(every) > 1:
        every.append((None, slice(None)))
    for name, at in every:
        told = {"id": name, "name": names.get(name, name) if name else "All"}
        mine, fresh = (_summed(part, at) for part in (pipeline, new))
        used = by_source.get(name or "", ()) if by == "donor" and name else by_source.get("", ())
        stands = float(np.sum(standing[at]))
        leaves = np.asarray(gone[:, at]).reshape(len(gone), -1).sum(axis=1)
        rows.append(
            {
                **told,
                **_row(mine.sum(axis=1), fresh.sum(axis=1), unit),
                f"standing_{unit}": stands,
                f"withdrawn_{unit}": float(leaves.mean()),
                "source_ids": sorted(used),
            }
        )
        months += _months(told, found.periods, mine, fresh, unit)
    last = rows.pop() if len(every) > 1 else None
    rows = [r for r in rows if r[f"arrives_high_{unit}"] > 0 or r[f"standing_{unit}"] > 0.5]
    rows.sort(key=lambda r: -r[f"arrives_{unit}"])
    rows += [last] if last else []
    stage = f"{found.stage}"
    asked = msgspec.structs.replace(scope, stage=found.stage)
    return Answer(
        question="forecast",
        scope=asked,
        columns=ahead_columns.money(flows.figure(scope), unit, found.way, stage),
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(rows, found, unit, scope),
        findings=grouped(found.findings),
        warnings=list(_warnings(found, today)),
        title=f"What reaches {stage} from {found.periods[0].from_on} to "
        f"{found.periods[-1].until_on}",
        tables=[
            Part(
                name="months",
                title="Month by month",
                columns=ahead_columns.months(flows.figure(scope), unit),
                rows=[m for m in months if m["id"] in {r["id"] for r in rows}],
                shown=len(rows) == 1,
            )
        ],
    )


def _summed(part: Floats, at: Any) -> Floats:
    """Draws of one name or of all; shape (draws, periods)."""
    chosen = part[:, at]
    found: Floats = chosen.sum(axis=1) if chosen.ndim == 3 else chosen
    return found


def _row(mine: Floats, fresh: Floats, unit: str) -> dict[str, Any]:
    total = mine + fresh
    low, middle, high = (float(v) for v in np.quantile(total, BAND))
    mean = float(total.mean())
    return {
        f"arrives_low_{unit}": low,
        f"arrives_{unit}": middle,
        f"arrives_high_{unit}": high,
        f"arrives_mean_{unit}": mean,
        f"pipeline_mean_{unit}": float(mine.mean()),
        f"new_mean_{unit}": float(fresh.mean()),
        "pipeline_share": float(mine.mean()) / mean if mean > 0 else None,
        "nothing_share": float((total <= 0.5).mean()),
    }


def _months(
    told: Mapping[str, Any], periods: Sequence[Period], mine: Floats, fresh: Floats, unit: str
) -> Iterator[dict[str, Any]]:
    for at, period in enumerate(periods):
        yield {
            **told,
            "from_on": period.from_on,
            "until_on": period.until_on,
            **_row(mine[:, at], fresh[:, at], unit),
        }


def _sources(view: View, scope: Scope) -> dict[str, tuple[str, ...]]:
    """Sources of the record by donor; of all under the empty name."""
    wide = msgspec.structs.replace(scope, stage=None)
    frame = flows.summed(flows.moves(view, wide), ["donor"])
    found = {str(d): tuple(s) for d, s in frame.select("donor", "source_ids").iter_rows()}
    return {**found, "": tuple(sorted({s for own in found.values() for s in own}))}


def _sentence(rows: Sequence[Mapping[str, Any]], found: Ahead, unit: str, scope: Scope) -> str:
    if not rows:
        return "Nothing is expected to arrive: nothing stands promised, and nothing came so far."
    row = rows[-1]
    low, middle, high = (_told(row[f"arrives{e}_{unit}"], scope) for e in ("_low", "", "_high"))
    name = "In all" if row["id"] is None else row["name"]
    until = found.periods[-1].until_on
    head = f"{name}, {middle} will reach {found.stage} by {until} (80% range {low} to {high})"
    if found.way is None:
        return f"{head}; the record has no stage before it, so all of it is promises to come."
    if row["pipeline_share"] is None:
        return f"{head}."
    return (
        f"{head}; on average {row['pipeline_share']:.0%} of it stands as {found.way.start} "
        f"already, of {_told(row[f'standing_{unit}'], scope)} that wait there."
    )


def _told(amount: float, scope: Scope) -> str:
    """An amount in words, in the size that suits it.

    Example:
        >>> [_told(x, Scope()) for x in (2.34e9, 4.4e6, 0.0)]
        ['2.3 bn EUR', '4.4 m EUR', '0 EUR']
    """
    if scope.measure != "value":
        return f"{amount:,.0f} units"
    return in_words(amount, scope.currency, 1)


def _warnings(found: Ahead, today: date) -> Iterator[str]:
    ahead_days = days_between(today, found.periods[-1].until_on)
    if found.way is not None and ahead_days > found.oldest:
        yield (
            f"The record reaches back {found.oldest:,.0f} days and the forecast ahead "
            f"{ahead_days:,}: nothing in it shows such long waits, so ranges are a guess there."
        )
    if found.way is not None:
        yield (
            f"Every figure means {found.stage}. What stands as {found.way.start} is taken to "
            "arrive before what is promised later."
        )
    else:
        yield f"Every figure means {found.stage}."
    if found.stage.value in ("commitment", "allocation"):
        yield "These records say nothing of delivery: what is allocated arrives later, or never."


def _of_items(
    view: View,
    scope: Scope,
    network: Network | None,
    promised: Scope,
    today: date,
    periods: Sequence[Period],
    chance: Chance,
) -> Answer:
    """What becomes available of goods, at the place where each starts."""
    if network is None or not network.supplies:
        raise QuestionError(
            where="--by item",
            what="the case has no supplies, and no promises of goods that a plan counts on.",
            todo="fill in the table supplies, or ask --by donor: resupply network --show supplies "
            "says what there is.",
        )
    days = days_between(today, periods[-1].until_on)
    found = goods_ahead.comings(view, network, promised, today=today, days=days, chance=chance)
    meant = parties.resolve(view, scope.donors, today, where="--donor") if scope.donors else None
    wanted = goods.chosen(view, scope.items) if scope.items else None
    found = [
        c
        for c in found
        if (meant is None or c.supply.party in meant)
        and (wanted is None or c.supply.item in wanted)
    ]
    names, units = goods.names(view), goods.units(view)
    rows, months = list[dict[str, Any]](), list[dict[str, Any]]()
    for item in dict.fromkeys(c.supply.item for c in found):
        own = [c for c in found if c.supply.item == item]
        told = {"id": item, "name": names.get(item, item), "unit": units.get(item)}
        parts = _by_basis(own, periods, today, chance.draws)
        rows.append(
            {
                **told,
                **_row(parts[0].sum(axis=1), parts[1].sum(axis=1), "quantity"),
                "supplies": sorted(c.supply.id for c in own),
                "basis": sorted({c.basis for c in own}),
                "source_ids": sorted({s for c in own for s in _told_by(c)}),
            }
        )
        months += [{**told, **m} for m in _months(told, periods, *parts, "quantity")]
    return Answer(
        question="forecast",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        columns=ahead_columns.GOODS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_goods_sentence(rows, periods),
        findings=network.findings,
        warnings=[
            "Goods are counted where they start, at the donor's or maker's place: on the way they "
            "take the lead times of resupply network.",
            "Rates and amounts with a range are drawn from the triangle over it; what one "
            "assumption says moves together.",
        ],
        title=f"What becomes available from {periods[0].from_on} to {periods[-1].until_on}",
        tables=[
            Part(
                name="months",
                title="Month by month",
                columns=ahead_columns.GOODS_MONTHS,
                rows=months,
            )
        ],
    )


def _by_basis(
    own: Sequence[Coming], periods: Sequence[Period], today: date, draws: int
) -> tuple[Floats, Floats]:
    """Promises and what is on its way, and stated rates, by period."""
    parts = np.zeros((2, draws, len(periods)))
    for coming in own:
        stated = int(coming.basis == "stated")
        for at, period in enumerate(periods):
            begin, end = (days_between(today, d) for d in period)
            parts[stated, :, at] += coming.daily[:, begin - 1 : end].sum(axis=1)
    return parts[0], parts[1]


def _told_by(coming: Coming) -> Iterator[str]:
    for figure in (coming.supply.per_day, coming.supply.quantity):
        if figure is not None:
            yield from figure.source_ids


def _goods_sentence(rows: Sequence[Mapping[str, Any]], periods: Sequence[Period]) -> str:
    if not rows:
        return "Of these goods nothing is known to come."
    days = (periods[-1].until_on - periods[0].from_on + timedelta(days=1)).days
    told = [
        f"{r['arrives_quantity']:,.0f} of {r['name']} (80% range {r['arrives_low_quantity']:,.0f} "
        f"to {r['arrives_high_quantity']:,.0f})"
        for r in rows[:3]
    ]
    return f"In {days} days come: {', '.join(told)}."
