"""Lines of the book that a proposal may belong to: scored, with the reason, never decided."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from resupply.case.reviewing.naming import Named
from resupply.core.errors import RefusedError
from resupply.intake.desk import Proposal
from resupply.intake.desk.fields import interval

if TYPE_CHECKING:
    from resupply.case.case import Case

#: Lines shown, best first.
MOST = 5
#: Less than this says nothing: a donor alone has many lines.
LEAST = 0.5
#: Days between two reports of one promise that still speak for it.
DAYS = 90
_DONOR, _ITEM, _AMOUNT, _DAY = 0.4, 0.3, 0.2, 0.1


def lines(case: "Case", proposal: Proposal, published: str | None) -> list[dict[str, Any]]:
    """Lines a gift may belong to, best first.

    Args:
        case: The case.
        proposal: The proposal; only aid has lines.
        published: Day of its document, where the words tell none.

    Returns:
        Rows with line_id, score (at most 1: donor 0.4, item 0.3, amount 0.2,
        less where it differs, day 0.1), why and title.
    """
    if proposal.kind != "aid":
        return []
    donor, item = _ids(case, proposal)
    if donor is None:
        return []
    found = [_scored(row, proposal, item, published) for row in _told(case, donor)]
    good = [row for row in found if row["score"] >= LEAST]
    return sorted(good, key=lambda row: (-row["score"], row["line_id"]))[:MOST]


def _ids(case: "Case", proposal: Proposal) -> tuple[str | None, str | None]:
    """Donor and item as the case knows them; an item most alike will do for a suggestion."""
    named = Named(case, proposal.number, new=False)
    words = proposal.fields.get("item")
    try:
        donor = named.one_party("donor", proposal.fields.get("donor"))
    except RefusedError:
        return None, None
    try:
        return donor, named.item("item", words)
    except RefusedError:
        like = named.like(str(words), "items")
        return donor, like[0][0] if like else None


def _told(case: "Case", donor: str) -> list[dict[str, Any]]:
    """The donor's lines with the largest amounts that were told of them, and the first day."""
    view = case.book.view()
    own = view.lines.filter(pl.col("donor") == donor)
    moves = (
        view.moves.with_columns(pl.col("line_id").cast(pl.String))
        .filter(pl.col("line_id").is_in(own["line_id"].implode()))
        .group_by("line_id")
        .agg(
            pl.col("quantity").max(),
            pl.col("value").max(),
            pl.col("currency").cast(pl.String).drop_nulls().first(),
            pl.col("known_on").min().alias("first_known"),
            pl.col("stage_to").cast(pl.String).last().alias("stage"),
        )
        .collect()
    )
    return own.join(moves, on="line_id", how="left").to_dicts()


def _scored(
    row: Mapping[str, Any], proposal: Proposal, item: str | None, published: str | None
) -> dict[str, Any]:
    score, why = _DONOR, [f"donor {row['donor']}"]
    if item is not None and row["item"] == item:
        score, why = score + _ITEM, [*why, f"item {item}"]
    share, told = _amounts(row, proposal)
    if told:
        # Another amount speaks against it as much as the same speaks for it.
        score, why = score + _AMOUNT * (share or -1), [*why, told]
    apart = _days_apart(row["first_known"], _first(proposal.fields.get("date")) or published)
    if apart is not None and apart <= DAYS:
        score, why = score + _DAY * (1 - apart / DAYS), [*why, f"first known {apart} days apart"]
    return {
        "line_id": row["line_id"],
        "score": round(score, 2),
        "why": ", ".join(why),
        "stage": row["stage"],
        "title": row["title"],
    }


def _amounts(row: Mapping[str, Any], proposal: Proposal) -> tuple[float, str]:
    """How near the amounts are, 1 within 1 %, 0 beyond 10 %, and the line's own in words.

    Nothing is said where one is not known; money is compared only in one currency.
    """
    fields = proposal.fields
    for name, column in (("quantity", "quantity"), ("amount", "value")):
        ours, theirs = _first(fields.get(name)), row[column]
        if ours is None or not theirs:
            continue
        if name == "amount" and row["currency"] != _first(fields.get("currency")):
            continue
        off = abs(float(ours) - theirs) / max(abs(theirs), 1e-9)
        share = 1.0 if off <= 0.01 else max(0.0, 1 - off / 0.1)
        return share, f"{name} {theirs:,.0f}" if share else f"but {name} {theirs:,.0f}"
    return 0.0, ""


def _days_apart(first: date | None, told: str | None) -> int | None:
    if first is None or told is None:
        return None
    start, end = interval(str(told))
    if start <= first <= end:
        return 0
    return min(abs((first - start).days), abs((first - end).days))


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list | tuple) and value else value
