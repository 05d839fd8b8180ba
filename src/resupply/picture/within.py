"""Narrowing: which lines a question is about, and which bounds it cannot keep to."""

from collections.abc import Collection, Sequence

import polars as pl

from resupply.book import View
from resupply.core.errors import QuestionError
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.picture import flows, goods

#: What a bound is called at the command line.
_OPTIONS = {
    "since": "--since",
    "until": "--until",
    "places": "--place",
    "boundary": "--boundary",
    "rate_on": "--rate-on",
}


def line_ids(view: View, scope: Scope) -> frozenset[str] | None:
    """Lines within the scope's dataset, parties, items, kinds and places; None = all.

    Raises:
        QuestionError: The scope names something the case does not have.
    """
    named = (scope.donors, scope.recipients, scope.items, scope.kinds, scope.places, scope.boundary)
    if scope.dataset is None and not any(named):
        return None
    lines = flows.lines(view, scope).select("line_id", "item")
    if scope.items:
        lines = lines.filter(pl.col("line_id").is_in(_with_items(view, lines, scope)))
    if scope.places:
        lines = lines.filter(pl.col("line_id").is_in(_at_places(view, scope)))
    return frozenset(lines["line_id"])


def _with_items(view: View, lines: pl.DataFrame, scope: Scope) -> list[str]:
    """Lines of the items, and lines that moved one of them."""
    items = goods.chosen(view, scope.items)
    moved = view.moves.filter(pl.col("item").cast(pl.String).is_in(items))
    return [*lines.filter(pl.col("item").is_in(items))["line_id"], *_lines_of(moved)]


def _at_places(view: View, scope: Scope) -> list[str]:
    places = [pl.col(n).cast(pl.String).is_in(list(scope.places)) for n in _SIDES]
    return _lines_of(view.moves.filter(pl.any_horizontal(places)))


_SIDES = ("place_from", "place_to")


def _lines_of(moves: pl.LazyFrame) -> list[str]:
    return moves.select(pl.col("line_id").cast(pl.String)).unique().collect()["line_id"].to_list()


def concerning(findings: Sequence[Finding], lines: Collection[str] | None) -> list[Finding]:
    """Findings about these lines, and those about nothing in particular.

    Example:
        >>> say = {"code": "unpriced", "where": "w", "what": "w", "todo": "t"}
        >>> about = [Finding(subject=s, **say) for s in "ab"]
        >>> [f.subject for f in concerning(about, {"b"})]
        ['b']
    """
    return [f for f in findings if lines is None or f.subject is None or f.subject in lines]


def refuse_bounds(scope: Scope, question: str, names: Sequence[str], todo: str) -> None:
    """Refuse bounds a question cannot keep to, rather than print and ignore them.

    Args:
        scope: The bounds asked for.
        question: The verb (`diff`).
        names: Fields of the scope it cannot keep to.
        todo: What the reader can do instead.

    Raises:
        QuestionError: One of them is set.
    """
    for name in names:
        if getattr(scope, name):
            raise QuestionError(
                where=_OPTIONS[name],
                what=f"{question} cannot be bound by {_OPTIONS[name]}.",
                todo=todo,
            )
