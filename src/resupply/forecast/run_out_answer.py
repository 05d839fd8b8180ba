"""The answer to `stock-out`: the day each stock runs out, and how it may go until then."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from resupply.book import View
from resupply.core.answer import Answer, Column, Part
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.findings import Finding, grouped
from resupply.core.scope import Scope
from resupply.forecast import goods_ahead, run_out
from resupply.forecast.coming import Chance
from resupply.forecast.run_out import Paths, Stock
from resupply.network import needs
from resupply.network.figures import Assumed
from resupply.network.model import Network, Range
from resupply.picture import sources, stock

#: Days that are still answered.
DAYS_MAX = 730
DRAWS_MAX = 20_000
#: At which rate a stock goes.
RATES = ("use", "need")
#: Days within which a chance to run out is told.
WITHIN = (30, 60, 90)
_BANDS = (0.05, 0.25, 0.5, 0.75, 0.95)


def answer(
    view: View,
    scope: Scope,
    network: Network | None,
    promised: Scope,
    *,
    today: date,
    days: int = 180,
    rate: str = "use",
    draws: int = 1000,
    seed: int = 1,
) -> Answer:
    """When each stock runs out, by place and item.

    Args:
        view: The book as known on a day.
        scope: Bounds: places, items; its `until` is the day asked about, default today.
        network: Of the case; None = it has none, and nothing is known to come.
        promised: Scope of the promises followed one by one.
        today: The day when the scope names none.
        days: How far ahead.
        rate: `use`: as much goes as is used; `need`: as much as is needed.
        draws: How many paths.
        seed: The same seed, the same paths.

    Raises:
        QuestionError: Of no stock is it known how much there is and how much is used, or numbers
            out of range.
    """
    _refuse("--days", days, DAYS_MAX)
    _refuse("--draws", draws, DRAWS_MAX)
    if rate not in RATES:
        raise unknown_name("--rate", "rate", rate, RATES)
    on = scope.until or today
    known = stock.answer(view, scope, today=today)
    chance = Chance(draws, seed)
    found, others = run_out.stocks(known.rows, chance, _readings(view), rate)
    if not found:
        raise _nothing_known(others)
    comings = goods_ahead.comings(view, network, promised, today=on, days=days, chance=chance)
    odd: list[Finding] = []
    serves = _serves(view, found, odd)
    arriving = run_out.arriving(found, network, comings, serves, chance)
    paths = [
        run_out.follow(s, came, by, days) for s, (came, by) in zip(found, arriving, strict=True)
    ]
    rows = [_row(p, on, days, rate) for p in paths]
    return Answer(
        question="stock-out",
        scope=known.scope,
        columns=_COLUMNS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(rows, on, days),
        findings=grouped([*odd, *(network.findings if network else ())]),
        warnings=[*_warnings(paths, others, network), *known.warnings],
        title="When stocks run out",
        tables=[
            Part(
                name="paths",
                title="What is left, day by day",
                columns=_PATHS,
                rows=[r for p in paths for r in _path(p, on)],
                shown=False,
            )
        ],
    )


def _refuse(where: str, number: int, most: int) -> None:
    if not 1 <= number <= most:
        raise QuestionError(
            where=f"{where} {number}",
            what=f"it is a number from 1 to {most:,}.",
            todo="ask for fewer, or for at least one.",
        )


def _nothing_known(others: Sequence[tuple[Mapping[str, Any], str]]) -> QuestionError:
    reasons = list(dict.fromkeys(why for _, why in others))
    return QuestionError(
        where="stock-out",
        what="of no stock is it known both how much there is and how much is used"
        + (f": {'; '.join(reasons)}." if reasons else "."),
        todo="record a count (resupply count) or an assumption of metric stock_at_as_of, and a row "
        "of kind use in use_rates, for the same place and item.",
    )


def _readings(view: View) -> dict[str, str]:
    """Assumptions that are another reading of one that is taken."""
    return {
        str(r["id"]): str(r["alternative_to"])
        for r in view.table("assumptions")
        if r.get("alternative_to")
    }


def _serves(
    view: View, found: Sequence[Stock], odd: list[Finding]
) -> dict[str, Mapping[str, Range]]:
    assumed = Assumed(view)
    items = {s.key[1] for s in found}
    return {i: needs.group(view, assumed, i, odd).rates for i in sorted(items)}


def _row(paths: Paths, on: date, days: int, rate: str) -> dict[str, Any]:
    row, out = paths.stock.row, paths.out_on
    draws = len(out)
    last = np.sort(np.where(out == 0, days + 1, out))
    ends = [int(last[min(int(q * draws), draws - 1)]) for q in (0.1, 0.5, 0.9)]
    dates = [on + timedelta(days=e) if e <= days else None for e in ends]
    use = float(paths.stock.use.mean())
    came = float(paths.arrivals.sum(axis=1).mean())
    cover = row["expected_low"] is None and row["expected"] is None
    first = np.quantile(paths.stock.first, (0.1, 0.5, 0.9))
    return {
        "place": row["place"],
        "place_name": row["place_name"],
        "item": row["item"],
        "item_name": row["item_name"],
        "unit": row["unit"],
        "on_hand_low": _ends(row, first, cover, "_low", 0),
        "on_hand": _ends(row, first, cover, "", 1),
        "on_hand_high": _ends(row, first, cover, "_high", 2),
        "stock_basis": row["stock_basis"],
        "rate": rate,
        **{f"goes_per_day{e}": row[f"{rate}_per_day{e}"] for e in ("_low", "", "_high")},
        "rate_basis": row["use_basis"] if rate == "use" else "need",
        "arrivals_per_day": came / days,
        "arrivals_share": came / (use * days) if use else None,
        "told": "runs out" if dates[1] else f"not within {days} days",
        "runs_out_low_on": dates[0],
        "runs_out_on": dates[1],
        "runs_out_high_on": dates[2],
        **{f"out_within_{n}_share": _within(out, n, days) for n in WITHIN},
        "out_within_all_share": float((out > 0).mean()),
        "without_arrivals_on": row["runs_out_on"] if rate == "use" else None,
        "reached_by": sorted(c.supply.id for c in paths.reached_by),
        "reading_of": " at ".join(reversed(paths.stock.other)) if paths.stock.other else None,
        "source_ids": sorted(
            {
                *row["source_ids"],
                *(
                    s
                    for c in paths.reached_by
                    for r in (c.supply.per_day, c.supply.quantity)
                    if r
                    for s in r.source_ids
                ),
            }
        ),
    }


def _ends(row: Mapping[str, Any], drawn: Any, cover: bool, end: str, at: int) -> float | None:
    """An end of what lies there: as the picture has it, else by days of cover, 80% of draws."""
    return float(drawn[at]) if cover else row[f"expected{end}"]


def _within(out: Any, most: int, days: int) -> float | None:
    """Chance to run out within so many days; unknown beyond the days looked at."""
    return None if most > days else float(((out > 0) & (out <= most)).mean())


def _path(paths: Paths, on: date) -> Iterator[dict[str, Any]]:
    row = paths.stock.row
    bands = np.quantile(paths.left, _BANDS, axis=0)
    out = np.where(paths.out_on == 0, paths.left.shape[1] + 1, paths.out_on)
    middle = int(np.sort(out)[min(len(out) // 2, len(out) - 1)])
    shared = {n: row[n] for n in ("place", "place_name", "item", "item_name", "unit")}
    first = np.quantile(paths.stock.first, _BANDS)
    yield {**shared, **_day(on, first, paths.stock.ends[:2], 0.0), "median_out": False}
    for day in range(paths.left.shape[1]):
        ends = float(paths.bounds[0, day]), float(paths.bounds[1, day])
        share = float((out <= day + 1).mean())
        told = _day(on + timedelta(days=day + 1), bands[:, day], ends, share)
        yield {**shared, **told, "median_out": day + 1 == middle}


def _day(on: date, bands: Any, ends: tuple[float, float], out: float) -> dict[str, Any]:
    names = [f"left_{round(q * 100):02}" for q in _BANDS]
    return {
        "on": on,
        "left_low": ends[0],
        **{n: float(v) for n, v in zip(names, bands, strict=True)},
        "left_high": ends[1],
        "out_share": out,
    }


def _sentence(rows: Sequence[Mapping[str, Any]], on: date, days: int) -> str:
    first = min(rows, key=lambda r: (r["runs_out_on"] or date.max, -r["out_within_all_share"]))
    what = f"{first['item_name']} at {first['place_name']}"
    if first["runs_out_on"] is None:
        return (
            f"No stock runs out within {days} days from {on} in most paths; nearest to it is "
            f"{what}, in {first['out_within_all_share']:.0%} of them."
        )
    low, high = first["runs_out_low_on"], first["runs_out_high_on"]
    until = f"to {high}" if high else f"and beyond {days} days"
    return (
        f"First to run out: {what}, about {first['runs_out_on']} (80% range {low} {until}); what "
        f"comes covers {first['arrivals_share']:.0%} of what {_word(first)}."
    )


def _word(row: Mapping[str, Any]) -> str:
    return "is used" if row["rate"] == "use" else "is needed"


def _warnings(
    paths: Sequence[Paths],
    others: Sequence[tuple[Mapping[str, Any], str]],
    network: Network | None,
) -> Iterator[str]:
    if network is None:
        yield "The case has no places and legs, so nothing is known to come: stocks only fall."
    called = {p.stock.key: p.stock.row for p in paths}
    for path in paths:
        row = path.stock.row
        if network is not None and not path.reached_by:
            yield (
                f"Nothing is known to reach {row['item_name']} at {row['place_name']}: that stock "
                "only falls."
            )
        if path.stock.other in called:
            first = called[path.stock.other]
            yield (
                f"{row['item_name']} at {row['place_name']} is another reading of "
                f"{first['item_name']} at {first['place_name']}: never add the two up."
            )
    if others:
        told = [f"{r['item_name']} at {r['place_name']} ({why})" for r, why in others[:3]]
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        yield f"Not followed: {', '.join(told)}{more}."
    if any(p.reached_by for p in paths):
        yield (
            "What comes is taken to go where it is used, the quickest way, with no limit on the "
            "roads (resupply plan says what fits); what left before the first day counts where the "
            "book records it as sent."
        )


def _ranged(name: str, title: str, **how: Any) -> list[Column]:
    return [
        Column(name=f"{name}_low", title=f"{title}, low", shown=False, **how),
        Column(name=name, title=title, **how),
        Column(name=f"{name}_high", title=f"{title}, high", shown=False, **how),
    ]


_SHARE: dict[str, Any] = {"unit": "%", "scale": 0.01, "digits": 0}
_COLUMNS = [
    Column(name="place_name", title="Place"),
    Column(name="item_name", title="Item"),
    Column(name="place", title="Place id", shown=False),
    Column(name="item", title="Item id", shown=False),
    Column(name="unit", title="Unit"),
    *_ranged("on_hand", "Stock", digits=0),
    Column(name="stock_basis", title="Stock is", shown=False),
    Column(name="rate", title="At the rate of", shown=False, meaning="use or need."),
    *_ranged("goes_per_day", "Goes a day", digits=0),
    Column(name="rate_basis", title="Rate is", shown=False),
    Column(name="arrivals_per_day", title="Comes a day", digits=0, meaning="Mean of all paths."),
    Column(
        name="arrivals_share", title="Of what goes", meaning="What comes over what goes.", **_SHARE
    ),
    Column(name="told", title="By the median path"),
    Column(name="runs_out_low_on", title="Runs out, early", shown=False),
    Column(
        name="runs_out_on",
        title="Runs out",
        meaning="Median and 80% range; an empty end lies beyond the days looked at.",
    ),
    Column(name="runs_out_high_on", title="Runs out, late", shown=False),
    *(Column(name=f"out_within_{n}_share", title=f"Within {n} days", **_SHARE) for n in WITHIN),
    Column(name="out_within_all_share", title="Within all days", shown=False, **_SHARE),
    Column(name="without_arrivals_on", title="If nothing comes"),
    Column(name="reached_by", title="Reached by", shown=False),
    Column(name="reading_of", title="Another reading of", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
_PATHS = [
    Column(name="place_name", title="Place"),
    Column(name="item_name", title="Item"),
    Column(name="place", title="Place id", shown=False),
    Column(name="item", title="Item id", shown=False),
    Column(name="unit", title="Unit"),
    Column(name="on", title="Day"),
    Column(name="left_low", title="Least", digits=0, meaning="By the ends of all ranges."),
    *(Column(name=f"left_{round(q * 100):02}", title=f"{q:.0%}", digits=0) for q in _BANDS),
    Column(name="left_high", title="Most", digits=0, meaning="By the ends of all ranges."),
    Column(name="out_share", title="Out by then", **_SHARE),
    Column(name="median_out", title="Day of the median stock-out", shown=False),
]
