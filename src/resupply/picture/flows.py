"""Flows: the book's moves within a scope, with amounts and what is not known of them.

Every figure of the picture is a sum of these. An amount is (`amount`, `low`, `high`): what is
stated, and the bounds it implies. `unknown` counts moves with no number at all or only a range;
`open_high` counts those without an upper bound. They are never zero by silence.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import msgspec
import polars as pl

from resupply.book import View
from resupply.book.boundary import Crossed, classify
from resupply.book.shares import split
from resupply.core.answer import Column
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.findings import Finding
from resupply.core.money import in_words
from resupply.core.scope import Scope
from resupply.core.words import Milestone, counted
from resupply.picture import milestones, money, parties

#: How a move lies to the days asked for.
DATED = ("in", "unclear")
#: How a column is headed that counts moves without a value, or without a quantity, by measure.
WITHOUT = {"value": "No value", "quantity": "No quantity"}
_SUMS = ("amount", "low", "high", "unknown", "open_high", "entries")
_LINE = ["line_id", "dataset", "donor", "recipient", "aid_kind", "channel", "due_on", "title"]


def lines(view: View, scope: Scope) -> pl.DataFrame:
    """Lines within the scope: `line_id, dataset, donor, recipient, aid_kind, item ...`.

    Raises:
        QuestionError: The scope names a dataset, party, item or kind the case does not have.
    """
    frame = view.lines
    on = scope.until or view.as_of
    if scope.dataset is not None and not frame.is_empty():
        _refuse_unknown("--dataset", "dataset", [scope.dataset], frame["dataset"])
        frame = frame.filter(pl.col("dataset") == scope.dataset)
    if scope.kinds:
        _refuse_unknown("--kind", "kind", scope.kinds, frame["aid_kind"], ["unspecified"])
        kind = pl.col("aid_kind").fill_null("unspecified")
        frame = frame.filter(kind.is_in(list(scope.kinds)))
    for column, asked in (("donor", scope.donors), ("recipient", scope.recipients)):
        if asked:
            meant = parties.resolve(view, asked, on, where=f"--{column}")
            if column == "donor" and scope.shares == "members":
                meant |= unions(view)  # part of a union's aid is theirs: see split_unions
            frame = frame.filter(pl.col(column).is_in(list(meant)))
    if scope.boundary:
        frame = frame.filter(pl.col("line_id").is_in(_crossing_lines(view, scope)))
    return frame.with_columns(pl.col("aid_kind").fill_null("unspecified"))


def crossed(view: View, scope: Scope) -> Crossed:
    """Moves of the scope by how they lie to its boundary; only those that cross are counted."""
    open_scope = msgspec.structs.replace(scope, boundary=())
    on = scope.until or view.as_of
    inside = parties.resolve(view, scope.boundary, on, where="--boundary")
    return classify(moves(view, open_scope), inside, view, on=on)


def unions(view: View) -> set[str]:
    """Groups whose aid can be split to their members by key."""
    return {str(r["group_id"]) for r in view.table("shares")}


def split_unions(
    view: View, scope: Scope, frame: pl.DataFrame
) -> tuple[pl.DataFrame, list[Finding]]:
    """Sums by donor with the unions' part split to members, cut to the donors asked for."""
    on = scope.until or view.as_of
    found: list[Finding] = []
    for union in sorted(unions(view)):
        frame, odd = split(frame, view, union, on)
        found += odd
    if not unions(view):
        found.append(_NO_KEY)
    if scope.donors:
        meant = parties.resolve(view, scope.donors, on, where="--donor")
        frame = frame.filter(pl.col("donor").is_in(list(meant)))
    return frame, found


_NO_KEY = Finding(
    code="no_shares_known",
    where="--shares members",
    what="the case has no key of any union by that day: nothing was split.",
    todo="add rows to `shares`; until then unions stand as donors of their own.",
)


def _crossing_lines(view: View, scope: Scope) -> list[str]:
    found = crossed(view, scope)
    parts = [part["line_id"].cast(pl.String) for part in (found.counted, found.pledges)]
    return pl.concat(parts).unique().to_list()


def left_out(view: View, scope: Scope) -> list[str]:
    """What the boundary rule left out of the sums, and why: part of the answer."""
    if not scope.boundary:
        return []
    found = crossed(view, scope)
    out = [
        f"Not counted, {r['reason']}: {_worth(r['entries'], r['amount'], scope)}."
        for r in found.left_out.to_dicts()
    ]
    if found.shared.height:
        worth = _worth(found.shared.height, float(found.shared["amount"].sum() or 0), scope)
        out.append(
            f"Not counted, shared with others beyond the boundary, who say no part: {worth}."
        )
    return out


def _worth(moves: int, amount: float | None, scope: Scope) -> str:
    told = counted(moves, "move")
    if not amount:
        return told
    if scope.measure == "quantity":
        return f"{told}, {amount:,.0f} units"
    return f"{told} worth {in_words(amount, scope.currency)}"


def _refuse_unknown(
    where: str, kind: str, asked: Sequence[str], known: pl.Series, also: Sequence[str] = ()
) -> None:
    names = {*known.drop_nulls().unique(), *also}
    for name in asked:
        if name not in names:
            raise unknown_name(where, kind, name, names)


def moves(view: View, scope: Scope) -> pl.LazyFrame:
    """Moves of the lines within the scope, one row an entry, with signed `amount, low, high`.

    Columns besides the entry's own: `donor, recipient, aid_kind, dataset, item, dated, amount,
    low, high, unknown, open_high`.
    """
    return _of_lines(_measured(view, scope), view, scope, on="line_id")


def postings(view: View, scope: Scope) -> pl.LazyFrame:
    """Both sides of every move: what an account of the scope's lines gained or gave.

    Columns as `moves`, and `stage` (the account) and `reached` (True on the gaining side). A move
    out of a parent line is given by the parent: its attributes count there.
    """
    measured = _measured(view, scope)
    gained = _of_lines(measured, view, scope, on="line_id").with_columns(
        pl.col("stage_to").alias("stage"), pl.lit(True).alias("reached")
    )
    giver = measured.with_columns(pl.coalesce("parent_line_id", "line_id").alias("giver"))
    minus = [(-pl.col(n)).alias(n) for n in ("amount", "low", "high", "unknown", "open_high")]
    gave = _of_lines(giver, view, scope, on="giver").with_columns(
        *minus, pl.col("stage_from").alias("stage"), pl.lit(False).alias("reached")
    )
    return pl.concat([gained, gave.drop("giver")], how="diagonal")


def _measured(view: View, scope: Scope) -> pl.LazyFrame:
    frame = _touching(view.moves, lines(view, scope))
    if scope.places:
        places = list(scope.places)
        frame = frame.filter(
            pl.col("place_from").cast(pl.String).is_in(places)
            | pl.col("place_to").cast(pl.String).is_in(places)
        )
    measured = _amounts(view, _dated(frame, scope), scope)
    if scope.milestone == Milestone.RECEIVED:
        return measured
    marked = _touching(milestones.marks(view.entries.lazy()), lines(view, scope))
    marked = _amounts(view, _dated(marked, scope), scope)
    added = milestones.arrived(measured, marked, scope.milestone)
    return pl.concat([measured, added], how="diagonal")


def _touching(frame: pl.LazyFrame, chosen: pl.DataFrame) -> pl.LazyFrame:
    """Moves of these lines, or out of them: first, so that the rest works on few."""
    names = chosen["line_id"].cast(pl.Categorical).implode()
    inside = pl.col("line_id").is_in(names) | pl.col("parent_line_id").is_in(names).fill_null(False)
    return frame.filter(inside)


def _of_lines(frame: pl.LazyFrame, view: View, scope: Scope, *, on: str) -> pl.LazyFrame:
    chosen = lines(view, scope).select(*_LINE, pl.col("item").alias("line_item"))
    chosen = chosen.rename({"line_id": on}).with_columns(pl.col(on).cast(pl.Categorical))
    frame = frame.join(chosen.lazy(), on=on, how="inner")
    frame = frame.with_columns(
        pl.coalesce(pl.col("item").cast(pl.String), pl.col("line_item")).alias("item")
    )
    if scope.items:
        frame = frame.filter(pl.col("item").is_in(list(_items(view, scope.items))))
    return frame


def _items(view: View, asked: tuple[str, ...]) -> set[str]:
    known = {str(r["item_id"]) for r in view.table("items")}
    known |= set(view.lines["item"].drop_nulls().unique())
    for name in asked:
        if name not in known:
            raise unknown_name("--item", "item", name, known)
    return set(asked)


def _dated(frame: pl.LazyFrame, scope: Scope) -> pl.LazyFrame:
    """Cut on happening. What may lie on either side stays, marked unclear, as its own row."""
    clear = pl.lit(True)
    if scope.until is not None:
        frame = frame.filter(
            pl.col("happened_from").is_null() | (pl.col("happened_from") <= scope.until)
        )
        clear &= (pl.col("happened_to") <= scope.until).fill_null(False)
    if scope.since is not None:
        frame = frame.filter(
            pl.col("happened_to").is_null() | (pl.col("happened_to") >= scope.since)
        )
        clear &= (pl.col("happened_from") >= scope.since).fill_null(False)
    return frame.with_columns(
        pl.when(clear).then(pl.lit("in")).otherwise(pl.lit("unclear")).alias("dated")
    )


def _amounts(view: View, frame: pl.LazyFrame, scope: Scope) -> pl.LazyFrame:
    if scope.measure not in ("value", "quantity"):
        raise unknown_name("--measure", "measure", scope.measure, ["value", "quantity"])
    name = scope.measure
    mid, low, high = (pl.col(n) for n in (name, f"{name}_low", f"{name}_high"))
    rate = pl.lit(1.0)
    if name == "value":
        money.refuse_unknown(view, scope.currency)
        frame, rate = _with_rates(view, frame, scope)
        # Zero of any currency is zero: a correction of a quantity changes no value.
        rate = pl.when(mid == 0).then(1.0).otherwise(rate)
    sign = pl.col("sign").cast(pl.Float64)
    bottom = pl.coalesce(low, pl.when(high.is_null()).then(mid), pl.lit(0.0))
    top = pl.coalesce(high, pl.when(low.is_null()).then(mid))
    # A value without a rate is as unknown as one without a number.
    return frame.with_columns(
        (sign * (mid * rate).fill_null(0.0)).alias("amount"),
        (sign * (bottom * rate).fill_null(0.0)).alias("low"),
        (sign * (top * rate).fill_null(0.0)).alias("high"),
        (pl.col("sign") * (mid * rate).is_null().cast(pl.Int8)).cast(pl.Int32).alias("unknown"),
        (pl.col("sign") * (top * rate).is_null().cast(pl.Int8)).cast(pl.Int32).alias("open_high"),
    )


def _with_rates(view: View, frame: pl.LazyFrame, scope: Scope) -> tuple[pl.LazyFrame, pl.Expr]:
    """Join the exchange rate of each move's day, when any currency is not the scope's."""
    day = pl.coalesce("happened_to", "known_on") if scope.rate_on is None else pl.lit(scope.rate_on)
    foreign = (
        frame.filter(pl.col("currency").cast(pl.String) != scope.currency)
        .select(pl.col("currency").cast(pl.String), day.alias("rate_day"))
        .unique()
        .collect()
    )
    if foreign.is_empty():
        return frame, pl.lit(1.0)
    found = money.rates(view, _pairs(foreign), scope.currency)
    table = pl.DataFrame(
        [(c, d, r) for (c, d), r in found.items()],
        schema={"currency": pl.String, "rate_day": pl.Date, "rate": pl.Float64},
        orient="row",
    ).with_columns(pl.col("currency").cast(pl.Categorical))
    frame = frame.with_columns(day.alias("rate_day")).join(
        table.lazy(), on=["currency", "rate_day"], how="left"
    )
    own = pl.col("currency").cast(pl.String) == scope.currency
    return frame, pl.when(own).then(1.0).otherwise(pl.col("rate"))


def _pairs(frame: pl.DataFrame) -> list[tuple[str, date]]:
    return [(str(c), d) for c, d in frame.iter_rows()]


def unit_name(scope: Scope) -> str:
    """What ends the name of a figure: its currency, or `quantity`."""
    return scope.currency.lower() if scope.measure == "value" else "quantity"


def figure(scope: Scope) -> Callable[..., Column]:
    """Makes columns of amounts in the scope's measure: billions of money, or plain units."""
    if scope.measure == "value":
        return partial(Column, unit=f"{scope.currency} bn", scale=1e9, digits=3)
    return partial(Column, unit="units", digits=0)


def refuse_mixed_units(view: View, scope: Scope) -> None:
    """Refuse to sum quantities of different units.

    Raises:
        QuestionError: The scope holds more than one unit.
    """
    if scope.measure != "quantity":
        return
    found = moves(view, scope).select(pl.col("unit").cast(pl.String)).unique().collect()
    units = sorted(found["unit"].drop_nulls())
    if len(units) > 1:
        raise QuestionError(
            where="--measure quantity",
            what=f"{', '.join(units)} have no sum.",
            todo="name items of one unit with --item.",
        )


def summed(frame: pl.LazyFrame, by: Sequence[str]) -> pl.DataFrame:
    """Sums of moves by columns: `amount, low, high, unknown, open_high, entries, source_ids`."""
    return (
        frame.group_by(by)
        .agg(
            pl.col("amount", "low", "high", "unknown", "open_high").sum(),
            pl.len().alias("entries"),
            pl.col("source_id").unique().alias("source_ids"),
        )
        .with_columns(pl.col("source_ids").cast(pl.List(pl.String)))
        .collect()
    )


def reached(view: View, scope: Scope, by: Sequence[str]) -> pl.DataFrame:
    """What ever got to the scope's stage, summed by columns; stage defaults to allocation.

    Raises:
        QuestionError: No stage in the scope.
    """
    if scope.stage is None:
        raise QuestionError(
            where="--stage", what="no stage was asked for.", todo="say which, such as allocation."
        )
    frame = moves(view, scope).filter(pl.col("stage_to") == scope.stage.value)
    return summed(frame, by)


def monthly(view: View, scope: Scope, by: Sequence[str] = ("donor",)) -> pl.DataFrame:
    """What got to the scope's stage by month: columns `by`, `month` (its first day), `amount` ...

    Only moves known to lie in one month are counted; the others come with `month` null.
    """
    assert scope.stage is not None
    start, end = pl.col("happened_from"), pl.col("happened_to")
    month = pl.when(start.dt.truncate("1mo") == end.dt.truncate("1mo")).then(
        start.dt.truncate("1mo")
    )
    frame = moves(view, scope).filter(pl.col("stage_to") == scope.stage.value)
    return summed(frame.with_columns(month.alias("month")), [*by, "month"])
