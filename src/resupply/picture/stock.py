"""Stock: on hand, use per day, and how many days it lasts - with ranges, and what is assumed.

    days = on hand / use per day ;  low = on hand low / use high ;  high = on hand high / use low

Use is the newest rate of `use_rates` that covers the day; arrivals after the day are not counted:
this is how long what is there lasts if nothing comes. Where use since the count was not recorded,
`on_hand` is what the book says, the days run from the count, and `expected` is what the rate would
have left by the day asked about. Where nobody counted, assumptions of the
metrics `stock_at_as_of` (units) and `stock_cover_at_as_of` (days) stand in, labelled so.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec

from resupply.book import View
from resupply.book.counts import all_stock
from resupply.core.answer import Answer, Column
from resupply.core.dates import days_between
from resupply.core.errors import unknown_name
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.picture import goods, parties, sources

_TOO_FAR = 3650  # days: a stock that lasts longer has no run-out day worth naming
_OLD_COUNTS = 5  # counts named one by one in the warnings


class Span(NamedTuple):
    """A figure with its range; None = not known."""

    low: float | None
    mid: float | None
    high: float | None


def answer(view: View, scope: Scope, *, today: date) -> Answer:
    """Stock of every item at every place, what is used a day, and days of supply.

    Args:
        view: The book as known on a day.
        scope: Bounds; its `until` is the day asked about, default today.
        today: The day when the scope names none.

    Raises:
        QuestionError: A place or item the case does not have.
    """
    on = scope.until or today
    stocks = {(s["place"], s["item"]): s for s in all_stock(view, on).to_dicts()}
    rates = {kind: _rates(view, kind, on) for kind in ("use", "need")}
    assumed = _assumed(view)
    keys = _within(sorted({*stocks, *assumed, *rates["use"], *rates["need"]}), scope)
    bases = _bases(view)
    rows = [
        _row(key, _on_hand(stocks.get(key), assumed.get(key), bases), rates, on) for key in keys
    ]
    _name(view, rows)
    return Answer(
        question="stock",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        columns=_COLUMNS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(rows, on),
        warnings=_warnings(rows),
    )


def days_of_supply(on_hand: Span, per_day: Span) -> Span:
    """How many days a stock lasts at a rate of use, if nothing comes.

    Args:
        on_hand: Stock [item units].
        per_day: Use [item units / day].

    Returns:
        Days; None where stock or use is not known, or use is zero.

    Example:
        >>> days_of_supply(Span(10.0, 40.0, 120.0), Span(1.0, 2.0, 4.0))
        Span(low=2.5, mid=20.0, high=120.0)
    """
    return Span(
        _over(on_hand.low, per_day.high),
        _over(on_hand.mid, per_day.mid),
        _over(on_hand.high, per_day.low),
    )


def expected(on_hand: Span, per_day: Span, days: int, arrived: float) -> Span:
    """What a rate of use leaves of a stock after some days in which no use was recorded.

    A stock that may have run out before something arrived used less than the rate says: how much
    is then not known, only that it lies between what the rate leaves and what arrived.

    Args:
        on_hand: Stock, without that use [item units].
        per_day: Use [item units / day].
        days: Days since the count.
        arrived: What came in these days [item units].

    Returns:
        Item units, at least 0; None where stock or use is not known.

    Example:
        >>> exact = Span(1300.0, 1300.0, 1300.0), Span(40.0, 50.0, 65.0)
        >>> expected(*exact, 8, 300.0)
        Span(low=780.0, mid=900.0, high=980.0)
        >>> expected(*exact, 24, 300.0)
        Span(low=0.0, mid=None, high=340.0)
    """
    left = Span(
        _after(on_hand.low, per_day.high, days),
        _after(on_hand.mid, per_day.mid, days),
        _after(on_hand.high, per_day.low, days),
    )
    floor = Span(*(None if x is None else max(x, 0.0) for x in left))
    if not _may_have_run_out(on_hand, per_day, days, arrived):
        return floor
    return Span(floor.low, None, None if floor.high is None else max(floor.high, arrived))


def _may_have_run_out(on_hand: Span, per_day: Span, days: int, arrived: float) -> bool:
    """Whether a stock may have run out before something came, so that less was used."""
    mid = _after(on_hand.mid, per_day.mid, days)
    least = _after(on_hand.low, per_day.high, days) if mid is None else mid
    return arrived > 0 and (least is None or least < arrived)


def _after(stock: float | None, use: float | None, days: int) -> float | None:
    return None if stock is None or use is None else stock - use * days


def _over(stock: float | None, use: float | None) -> float | None:
    return None if stock is None or not use else max(stock, 0.0) / use


def _within(keys: Sequence[tuple[str, str]], scope: Scope) -> list[tuple[str, str]]:
    for where, asked, known in (
        ("place", scope.places, {p for p, _ in keys}),
        ("item", scope.items, {i for _, i in keys}),
    ):
        for name in asked:
            if name not in known:
                raise unknown_name(f"--{where}", f"{where} with a stock or use", name, known)
    return [
        (p, i)
        for p, i in keys
        if (not scope.places or p in scope.places) and (not scope.items or i in scope.items)
    ]


def _rates(view: View, kind: str, on: date) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The newest rate by place and item that covers the day."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in sorted(view.rows("use_rates"), key=lambda r: (_start(r.fields), r.known_on)):
        fields = row.fields
        until = fields.get("until_on")
        covers = _start(fields) <= on and (not until or date.fromisoformat(str(until)) >= on)
        if fields["kind"] == kind and covers:
            found[fields["place"], fields["item"]] = {**fields, "source_id": row.source_id}
    return found


def _start(fields: Mapping[str, Any]) -> date:
    return date.fromisoformat(str(fields["from_on"])) if fields.get("from_on") else date.min


def _bases(view: View) -> dict[tuple[str, str, date], Mapping[str, Any]]:
    return {(c["place"], c["item"], c["counted_on"]): c for c in view.counts.to_dicts()}


def _span(fields: Mapping[str, Any] | None, name: str) -> Span:
    if fields is None:
        return Span(None, None, None)
    low, mid, high = (_number(fields.get(f"{name}{end}")) for end in ("_low", "", "_high"))
    exact = low is None and high is None
    return Span(mid if exact else low, mid, mid if exact else high)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


class OnHand(NamedTuple):
    """A stock, where it comes from, and its cover when that alone is known."""

    span: Span
    cover_days: Span
    unit: str | None
    basis: str | None
    counted_on: date | None
    unclear_moves: int
    source_ids: tuple[str, ...]
    arrived: float = 0.0
    uses: int = 0


_UNKNOWN = Span(None, None, None)
_NOTHING = OnHand(_UNKNOWN, _UNKNOWN, None, None, None, 0, ())


def _on_hand(
    stock: Mapping[str, Any] | None,
    assumed: Mapping[str, Mapping[str, Any]] | None,
    bases: Mapping[tuple[str, str, date], Mapping[str, Any]],
) -> OnHand:
    """What is there: as counted and moved, else as assumed."""
    if stock is not None:
        count = bases.get((stock["place"], stock["item"], stock["counted_on"]), {})
        span = Span(stock["low"], stock["quantity"], stock["high"])
        basis = (count.get("basis") or "reported") if count else "moves alone"
        told = (str(count["source_id"]),) if count else ()
        return OnHand(
            span,
            _UNKNOWN,
            stock["unit"],
            basis,
            stock["counted_on"],
            stock["unclear_moves"],
            told,
            stock["moved_in"],
            stock["uses"],
        )
    if assumed is None:
        return _NOTHING
    units, cover = assumed.get("stock_at_as_of"), assumed.get("stock_cover_at_as_of")
    name = " ".join(str(a["id"]) for a in (units, cover) if a)
    unit = str(units["unit"]) if units else None
    return OnHand(_three(units), _three(cover), unit, f"assumption {name}", None, 0, ())


def _three(assumption: Mapping[str, Any] | None) -> Span:
    if assumption is None:
        return Span(None, None, None)
    return Span(*(_number(assumption.get(n)) for n in ("low", "central", "high")))


def _assumed(view: View) -> dict[tuple[str, str], dict[str, Mapping[str, Any]]]:
    """Assumptions about stock, by place and item, then metric."""
    found: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = {}
    for row in view.table("assumptions"):
        if row["metric"] in ("stock_at_as_of", "stock_cover_at_as_of"):
            found.setdefault((row["subject"], row["item"]), {})[row["metric"]] = row
    return found


def _row(
    key: tuple[str, str],
    stock: OnHand,
    rates: Mapping[str, Mapping[tuple[str, str], Mapping[str, Any]]],
    on: date,
) -> dict[str, Any]:
    use, need = rates["use"].get(key), rates["need"].get(key)
    per_day = _span(use, "per_day")
    days = days_of_supply(stock.span, per_day)
    days = days if any(d is not None for d in days) else stock.cover_days
    age = None if stock.counted_on is None else days_between(stock.counted_on, on)
    unseen = stock.uses == 0 and bool(age)  # the days in which use was not recorded count too
    since = (stock.span, per_day, age or 0, stock.arrived)
    left = expected(*since) if unseen else stock.span
    unsure = unseen and _may_have_run_out(*since)
    start = stock.counted_on if unseen and stock.counted_on else on
    told = {*stock.source_ids, *(r["source_id"] for r in (use, need) if r)}
    unit = stock.unit or next((str(r["unit"]) for r in (use, need) if r), None)
    return {
        "place": key[0],
        "item": key[1],
        "unit": unit,
        **_named("on_hand", stock.span),
        "counted_on": stock.counted_on,
        "count_age_days": age,
        **_named("expected", left),
        "expected_basis": ("derived" if use else None) if unseen else stock.basis,
        "stock_basis": stock.basis,
        **_named("use_per_day", per_day),
        "use_basis": use.get("basis") or "reported" if use else None,
        **_named("need_per_day", _span(need, "per_day")),
        **_named("days_of_supply", days),
        **_runs_out(Span(days.low, None, None) if unsure else days, start),
        "unclear_moves": stock.unclear_moves,
        "source_ids": sorted(told),
    }


def _name(view: View, rows: Sequence[dict[str, Any]]) -> None:
    """Add the names people know places and items by."""
    places = {str(r["place_id"]): str(r["name"]) for r in view.table("places")}
    items = goods.names(view)
    known = places | {p: n for p, n in parties.names(view).items() if p not in places}
    for row in rows:
        row["place_name"] = known.get(row["place"], row["place"])
        row["item_name"] = items.get(row["item"], row["item"])


def _named(name: str, span: Span) -> dict[str, float | None]:
    return {f"{name}_low": span.low, name: span.mid, f"{name}_high": span.high}


def _runs_out(days: Span, on: date) -> dict[str, date | None]:
    """The day on which the stock ends, if nothing comes."""
    far = [None if d is None or d > _TOO_FAR else on + timedelta(days=int(d)) for d in days]
    return dict(zip(("runs_out_low_on", "runs_out_on", "runs_out_high_on"), far, strict=True))


def _sentence(rows: Sequence[Mapping[str, Any]], on: date) -> str:
    known = [r for r in rows if r["days_of_supply"] is not None]
    if not known:
        return "Of no stock is it known both how much there is and how much is used."
    least = min(known, key=_days_left)
    bounds = (least["days_of_supply_low"], least["days_of_supply_high"])
    same = None in bounds or bounds[0] == bounds[1]
    between = "" if same else f", between {bounds[0]:,.0f} and {bounds[1]:,.0f}"
    since = f"from the count of {least['counted_on']}" if _is_old(least) else f"on {on}"
    end = f" (to {least['runs_out_on']})" if _is_old(least) and least["runs_out_on"] else ""
    return (
        f"Shortest: {least['item_name']} at {least['place_name']}, about "
        f"{least['days_of_supply']:,.0f} days of supply {since}{between}{end}, if nothing comes"
        + ("; this rests on assumptions." if _is_assumed(least) else ".")
    )


def _days_left(row: Mapping[str, Any]) -> float:
    """Days of supply from the day asked about."""
    gone = row["count_age_days"] if _is_old(row) else 0
    return float(row["days_of_supply"]) - gone


def _is_old(row: Mapping[str, Any]) -> bool:
    """Whether days have passed since the count of which no use was recorded."""
    return bool(row["expected_basis"] == "derived")


def _is_assumed(row: Mapping[str, Any]) -> bool:
    return any("assumption" in (row[n] or "") for n in ("stock_basis", "use_basis"))


def _warnings(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    out = _old_counts(sorted((r for r in rows if _is_old(r)), key=lambda r: -r["count_age_days"]))
    if any(_is_assumed(r) for r in rows):
        out.append(
            "Figures marked assumption were published by nobody; their ranges and reasons are in "
            "the table `assumptions`."
        )
    unclear = sum(r["unclear_moves"] or 0 for r in rows)
    if unclear:
        widen = "it widens" if unclear == 1 else "they widen"
        out.append(
            f"{counted(unclear, 'move')} may lie before or after the day; {widen} the ranges."
        )
    return out


def _old_counts(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Counts after which no use was recorded, and what the rate of use would have left."""
    told = [
        f"The count of {r['item_name']} at {r['place_name']} is "
        f"{counted(r['count_age_days'], 'day')} old and no use was recorded since; at the known "
        f"rate of use {_left(r)} would be left."
        for r in rows[:_OLD_COUNTS]
    ]
    more = len(rows) - len(told)
    return [*told, f"So it is with {counted(more, 'more count')}."] if more else told


def _left(row: Mapping[str, Any]) -> str:
    low, mid, high = (row[f"expected{end}"] for end in ("_low", "", "_high"))
    if mid is None:
        bounds = (("at least", low), ("at most", high))
        return " and ".join(f"{way} {x:,.0f}" for way, x in bounds if x is not None)
    between = f" ({low:,.0f} to {high:,.0f})" if None not in (low, high) and low != high else ""
    return f"about {mid:,.0f}{between}" if mid > 0 or between else "nothing"


def _ranged(name: str, title: str, digits: int = 0) -> list[Column]:
    low, high = f"{name}_low", f"{name}_high"
    return [
        Column(name=low, title=f"{title}, low", digits=digits, shown=False),
        Column(name=name, title=title, digits=digits),
        Column(name=high, title=f"{title}, high", digits=digits, shown=False),
    ]


_COLUMNS = [
    Column(name="place_name", title="Place"),
    Column(name="item_name", title="Item"),
    Column(name="place", title="Place id", shown=False),
    Column(name="item", title="Item id", shown=False),
    Column(name="unit", title="Unit"),
    *_ranged("on_hand", "On hand"),
    Column(name="counted_on", title="Counted on"),
    Column(name="count_age_days", title="Days ago", digits=0, shown=False),
    *(
        msgspec.structs.replace(
            c, meaning="On hand less use a day since the count, where no use was recorded."
        )
        for c in _ranged("expected", "Left by now")
    ),
    Column(name="expected_basis", title="Left is", shown=False),
    Column(name="stock_basis", title="Stock is"),
    *_ranged("use_per_day", "Use a day"),
    Column(name="use_basis", title="Use is"),
    *_ranged("need_per_day", "Need a day"),
    *(
        msgspec.structs.replace(c, meaning="From the count, where no use was recorded since.")
        for c in _ranged("days_of_supply", "Days of supply")
    ),
    Column(name="runs_out_low_on", title="Runs out, earliest", shown=False),
    Column(name="runs_out_on", title="Runs out"),
    Column(name="runs_out_high_on", title="Runs out, latest", shown=False),
    Column(name="unclear_moves", title="Unclear moves", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
