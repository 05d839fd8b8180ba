"""Balances: what got how far, and what waits where, by any grouping."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Self

import polars as pl

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.errors import unknown_name
from resupply.core.findings import Finding
from resupply.core.money import in_words
from resupply.core.scope import Scope
from resupply.core.words import FLOW, SINKS, SPOKEN, Stage, counted
from resupply.picture import flows, parties, sources

#: What rows can be grouped by, and the expression for it.
GROUPINGS: dict[str, pl.Expr] = {
    "donor": pl.col("donor"),
    "recipient": pl.col("recipient"),
    "kind": pl.col("aid_kind"),
    "item": pl.col("item"),
    "dataset": pl.col("dataset"),
    "channel": pl.col("channel"),
    "line": pl.col("line_id").cast(pl.String),
    "year": pl.col("happened_to").dt.year(),
    "month": pl.col("happened_to").dt.truncate("1mo"),
    "stage": pl.col("stage").cast(pl.String),
}
_SUMS = ("amount", "low", "high", "unknown", "open_high")
_REACHED = {
    Stage.PLEDGE: "pledged",
    Stage.COMMITMENT: "committed",
    Stage.ALLOCATION: "allocated",
    Stage.SHIPMENT: "shipped",
    Stage.DELIVERY: "delivered",
    Stage.USE: "used",
}
#: What waits between two words, and the accounts it stands in.
_WAITING = {
    "to_allocate": (Stage.PLEDGE, Stage.COMMITMENT),
    "to_deliver": (Stage.ALLOCATION, Stage.SHIPMENT),
}


def answer(view: View, scope: Scope, by: Sequence[str] = ("donor",)) -> Answer:
    """What was promised, allocated, delivered, and what waits in between.

    Args:
        view: The book as known on a day.
        scope: Bounds of the question.
        by: Groupings, of `GROUPINGS`; with `stage` one row an account.

    Raises:
        QuestionError: An unknown grouping or bound.
    """
    for name in by:
        if name not in GROUPINGS:
            raise unknown_name("--by", "grouping", name, GROUPINGS)
    if scope.measure == "quantity" and not {"item", "line"} & set(by):
        by = [*by, "item"]  # pieces of one thing and tonnes of another have no sum
    sums, found = _accounts(view, scope, [b for b in by if b != "stage"])
    told = Told.of(sums)
    rows = _long(sums, by) if "stage" in by else _wide(sums, by, told)
    unit = flows.unit_name(scope)
    columns = _columns(by, told, scope, rows)
    names = parties.names(view)
    named = [_with_unit(_with_name(r, names), columns, unit) for r in rows]
    return Answer(
        question="balances",
        scope=scope,
        columns=columns,
        rows=named,
        sources=sources.of(view, rows),
        sentence=_sentence(rows, scope),
        findings=found,
        warnings=[
            *_warnings(rows, told),
            *flows.left_out(view, scope),
            *sources.published_later(view, rows),
        ],
    )


class Told(NamedTuple):
    """Accounts that something got to; of what the datasets do not keep nothing is known."""

    reached: set[str]

    @classmethod
    def of(cls, sums: pl.DataFrame) -> Self:
        """From sums by account and side."""
        return cls(set(sums.filter(pl.col("reached"))["stage"].cast(pl.String).unique()))

    def any_reached(self, stages: Iterable[Stage]) -> bool:
        """Whether anything got to one of these."""
        return bool(self.reached & {s.value for s in stages})


def _accounts(view: View, scope: Scope, by: Sequence[str]) -> tuple[pl.DataFrame, list[Finding]]:
    """Sums by grouping, dated or not, account and side."""
    splits = scope.shares == "members"
    wanted = dict.fromkeys([*by, *(["donor"] if splits else [])])
    keys = [GROUPINGS[name].alias(name) for name in wanted]
    sums = (
        flows.postings(view, scope)
        .filter(pl.col("stage") != Stage.OUTSIDE.value)
        .group_by([*keys, "dated", "stage", "reached"])
        .agg(
            pl.col(*_SUMS).sum(),
            pl.len().alias("entries"),
            pl.col("source_id").unique().alias("source_ids"),
        )
        .with_columns(pl.col("source_ids").cast(pl.List(pl.String)))
        .collect()
    )
    return flows.split_unions(view, scope, sums) if splits else (sums, [])


def _long(sums: pl.DataFrame, by: Sequence[str]) -> list[dict[str, Any]]:
    keys = [b for b in by if b != "stage"]
    gained = pl.col("reached")
    frame = (
        sums.group_by([*keys, "dated", pl.col("stage").cast(pl.String)])
        .agg(
            _if_any_number(gained).alias("reached"),
            _if_any_number(gained, of=pl.lit(True)).alias("standing"),
            pl.col("unknown").filter(gained).sum(),
            pl.col("entries").filter(gained).sum(),
            pl.col("source_ids").explode().unique(),
        )
        .sort([*keys, "stage", "dated"])
    )
    return frame.to_dicts()


def _wide(sums: pl.DataFrame, by: Sequence[str], told: Told) -> list[dict[str, Any]]:
    """One row a grouping: what got to each account, and what waits between them."""
    frame = sums.group_by([*by, "dated", pl.col("stage").cast(pl.String), "reached"]).agg(
        pl.col(*_SUMS, "entries").sum(), pl.col("source_ids").explode().unique()
    )
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for part in frame.iter_rows(named=True):
        groups[*(part[b] for b in by), part["dated"]].append(part)
    rows = [
        {**dict(zip((*by, "dated"), key, strict=True)), **_figures(parts, by, told)}
        for key, parts in groups.items()
    ]
    return sorted(rows, key=_biggest_first)


def _figures(parts: Sequence[Mapping[str, Any]], by: Sequence[str], told: Told) -> dict[str, Any]:
    gained = {p["stage"]: p for p in parts if p["reached"]}
    out: dict[str, Any] = {}
    for stage, name in _REACHED.items():
        part = gained.get(stage.value)
        span = _span(part) if part else Span(0.0, 0.0, 0.0)
        # A dataset without deliveries says nothing of delivery: unknown, not zero.
        out |= _named(name, span if stage.value in told.reached else _NOT_KNOWN)
    for name, stages in _WAITING.items():
        asked = told.any_reached(stages) and not {"month", "year"} & set(by)
        tells = name == "to_allocate" or told.any_reached((Stage.DELIVERY, Stage.USE))
        known = asked and tells and _is_linked(parts, stages)
        out |= _named(name, _waiting(parts, stages) if known else _NOT_KNOWN)
        out[f"{name}_unlinked"] = asked and tells and not known
    out["left"] = sum(gained[s.value]["amount"] for s in SINKS if s.value in gained)
    spoken = {s.value for s in SPOKEN}
    out["unknown"] = sum(p["unknown"] for s, p in gained.items() if s not in spoken)
    out["entries"] = sum(p["entries"] for p in gained.values())
    out["source_ids"] = sorted({s for p in parts for s in p["source_ids"] if s})
    return out


class Span(NamedTuple):
    """A sum and the bounds that what is stated implies; None = not known, no bound."""

    low: float | None
    mid: float | None
    high: float | None


_NOT_KNOWN = Span(None, None, None)


def _span(part: Mapping[str, Any]) -> Span:
    """The sum of an account's gains. Without any number it is unknown, not zero."""
    high = None if part["open_high"] > 0 else part["high"]
    blank = part["entries"] > 0 and part["unknown"] >= part["entries"]
    low = None if blank and not part["low"] else part["low"]
    return Span(low, None if blank else part["amount"], high)


def _is_linked(parts: Sequence[Mapping[str, Any]], stages: Sequence[Stage]) -> bool:
    """Whether what moved on was taken off what waits.

    Where later accounts were filled from elsewhere and nothing ever left these, the source does
    not say which promise was kept: then nobody knows what still waits.
    """
    later = {s.value for s in FLOW[FLOW.index(stages[-1]) + 1 :]}
    names = {s.value for s in stages}
    moved_on = any(p["reached"] and p["stage"] in later for p in parts)
    waits = any(p["reached"] and p["stage"] in names for p in parts)
    left = any(not p["reached"] and p["stage"] in names for p in parts)
    return left or not (moved_on and waits)


def _waiting(parts: Sequence[Mapping[str, Any]], stages: Sequence[Stage]) -> Span:
    """What got there less what moved on. Signs: what an account gave is below zero."""
    names = {s.value for s in stages}
    gained = [p for p in parts if p["reached"] and p["stage"] in names]
    gave = [p for p in parts if not p["reached"] and p["stage"] in names]
    low = sum(p["low"] for p in gained) + sum(p["high"] for p in gave)
    high = sum(p["high"] for p in gained) + sum(p["low"] for p in gave)
    blank = gained and all(_span(p).mid is None for p in gained)
    lost_sight = any(p["unknown"] for p in gave)  # some moved on, how much is not said
    mid = None if blank or lost_sight else sum(p["amount"] for p in (*gained, *gave))
    bounded = not any(p["open_high"] > 0 for p in gained)
    sunk = any(p["open_high"] for p in gave)
    if mid is not None and not sunk and low == high:
        return Span(mid, mid, mid)
    return Span(0.0 if sunk else max(low, 0.0), mid, max(high, 0.0) if bounded else None)


def _named(name: str, span: Span) -> dict[str, float | None]:
    return {f"{name}_low": span.low, name: span.mid, f"{name}_high": span.high}


def _if_any_number(which: pl.Expr, of: pl.Expr | None = None) -> pl.Expr:
    """The sum of those moves (or `of` others); unknown, not zero, when none has a number."""
    moves, blank = (pl.col(n).filter(which).sum() for n in ("entries", "unknown"))
    none_known = (moves > 0) & (blank >= moves)
    summed = pl.col("amount").filter(which if of is None else of).sum()
    return pl.when(none_known).then(None).otherwise(summed)


def _biggest_first(row: Mapping[str, Any]) -> tuple[float, str]:
    biggest = max((row[n] or 0.0 for n in _REACHED.values()), default=0.0)
    return (-biggest, str([v for k, v in row.items() if k not in ("source_ids",)][:2]))


_TITLES = {
    "pledged": "Pledged",
    "committed": "Committed",
    "allocated": "Allocated",
    "shipped": "Shipped",
    "delivered": "Delivered",
    "used": "Used",
    "to_allocate": "Promised, not allocated",
    "to_deliver": "Allocated, not delivered",
    "left": "Withdrawn, lost, returned",
    "reached": "Reached",
    "standing": "Waits there now",
}


def _columns(
    by: Sequence[str], told: Told, scope: Scope, rows: Sequence[Mapping[str, Any]]
) -> list[Column]:
    unit = flows.unit_name(scope)
    figure = flows.figure(scope)
    timed = {"month", "year"} & set(by)
    shown = {
        **{name: _is_told(rows, name) for name in _REACHED.values()},
        "to_allocate": told.any_reached(_WAITING["to_allocate"]) and not timed,
        "to_deliver": told.any_reached(FLOW[FLOW.index(Stage.DELIVERY) :]) and not timed,
        "left": told.any_reached(SINKS),
    }
    figures = {"reached": True, "standing": True} if "stage" in by else shown
    return [
        *([Column(name="donor_name", title="Donor")] if "donor" in by else []),
        *(Column(name=b, title=b.capitalize(), shown=b != "donor") for b in by),
        *(c for name, show in figures.items() for c in _ranged(figure, name, unit, shown=show)),
        Column(
            name="dated",
            title="Dated",
            meaning="`unclear`: may lie outside the days asked.",
            shown=any(r["dated"] != "in" for r in rows),
        ),
        Column(
            name="unknown",
            title=flows.WITHOUT[scope.measure],
            meaning="Moves of which it is not known, not summed.",
            shown=any(r["unknown"] for r in rows),
        ),
        Column(name="entries", title="Entries", shown=False),
        Column(name="source_ids", title="Sources", shown=False),
    ]


def _ranged(
    figure: Callable[..., Column], name: str, unit: str, *, shown: bool
) -> Iterator[Column]:
    """The figure's column, and those of its bounds, which people see beside it."""
    if name in ("left", "reached", "standing"):
        yield figure(name=f"{name}_{unit}", title=_TITLES[name], shown=shown)
        return
    for end, words in (("_low", ", low"), ("", ""), ("_high", ", high")):
        title = f"{_TITLES[name]}{words}"
        yield figure(name=f"{name}_{unit}{end}", title=title, shown=shown and not end)


def _is_told(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    """Whether any row has something to say of it: a figure, or that a figure is not known."""
    return any(r.get(name) for r in rows) or (
        any(r.get(name) is None for r in rows) and any(r.get(name) is not None for r in rows)
    )


def _with_name(row: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {**row, "donor_name": names.get(row["donor"], row["donor"])} if "donor" in row else row


def _with_unit(row: Mapping[str, Any], columns: Sequence[Column], unit: str) -> dict[str, Any]:
    return {c.name: row.get(c.name, row.get(c.name.replace(f"_{unit}", "", 1))) for c in columns}


def _sentence(rows: Sequence[Mapping[str, Any]], scope: Scope) -> str:
    if not rows:
        return "Nothing in the book lies within this scope."
    told = []
    for name, words in _TOLD.items():
        known = [r[name] for r in rows if r.get(name) is not None]
        whole = len(known) == len(rows) or name not in _WAITING  # part of what waits is no answer
        if scope.measure == "value" and whole and any(known):
            told.append(f"{in_words(sum(known), scope.currency, 1)} {words}")
    return "; ".join(told) + "." if told else ""


_TOLD = {
    "pledged": "pledged",
    "committed": "committed",
    "allocated": "allocated",
    "delivered": "delivered",
    "to_allocate": "promised and not yet allocated",
    "to_deliver": "allocated and not yet delivered",
}


def _is_unlinked(row: Mapping[str, Any], name: str, told: Told) -> bool:
    return bool(row.get(f"{name}_unlinked")) and told.any_reached(_WAITING[name])


def _warnings(rows: Sequence[Mapping[str, Any]], told: Told) -> Iterator[str]:
    arrived = (Stage.DELIVERY, Stage.USE)
    if told.reached and not told.any_reached(FLOW[FLOW.index(Stage.ALLOCATION) :]):
        yield "These records say nothing of allocation: all that was promised still waits."
    elif rows and not told.any_reached(arrived):
        yield (
            "These records say nothing of delivery: how much of what was allocated has arrived is "
            "not known from them."
        )
    for name, words in (("to_allocate", "promise"), ("to_deliver", "allocation")):
        blind = sum(_is_unlinked(r, name, told) for r in rows)
        if blind:
            yield (
                f"{counted(blind, 'row')}: no move says which {words} it keeps, so what still "
                "waits is not known. `promises` and `lags` match them, labelled so."
            )
    unknown = sum(r["unknown"] or 0 for r in rows)
    if unknown:
        yield f"Not in the sums, for they have no number: {counted(unknown, 'move')}."
    if any(r["dated"] == "unclear" for r in rows):
        yield "Rows marked unclear may lie outside the days asked for; they stand apart."
