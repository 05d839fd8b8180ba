"""From a figure back to who said it: sources of rows, and the entries behind a scope."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from resupply.book import Book, View
from resupply.core.answer import Answer, Column
from resupply.core.records import Entry
from resupply.core.scope import Scope
from resupply.picture import flows


def of(view: View, rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Sources named in rows' `source_ids`: title, publisher, url, day published."""
    wanted = sorted({s for row in rows for s in row.get("source_ids") or () if s})
    known = {r.row_id: r.fields for r in view.rows("sources")}
    shown = ("title", "publisher", "url", "published", "kind", "original")
    return {
        s: {k: known[s].get(k) for k in shown if known[s].get(k)} if s in known else {}
        for s in wanted
    }


def published_later(view: View, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """A warning when a source came out after the view's day, and dates its figures before it.

    A tracker's release of April says what was announced in February: known then, compiled later.
    """
    if view.as_of is None:
        return []
    late = [
        f"{name} ({fields['published']})"
        for name, fields in of(view, rows).items()
        if fields.get("published") and str(fields["published"]) > view.as_of.isoformat()
    ]
    if not late:
        return []
    return [
        f"Announced by {view.as_of}, but compiled in a source published later: {', '.join(late)}."
    ]


def answer(book: Book, view: View, scope: Scope, *, most: int = 100) -> Answer:
    """The entries behind a figure: same bounds as the figure's question, newest first.

    Args:
        book: The book, for the entries' own words.
        view: The book as known on a day.
        scope: The figure's scope.
        most: How many entries to list; the sentence says how many there are.
    """
    frame = flows.moves(view, scope)
    if scope.stage is not None:
        frame = frame.filter(pl.col("stage_to") == scope.stage.value)
    found = frame.select("seq", "amount", "unknown", "donor", "aid_kind", "item", "dated").collect()
    newest = found.sort("seq", descending=True).head(most)
    rows = [_row(book, r) for r in newest.iter_rows(named=True)]
    return Answer(
        question="sources",
        scope=scope,
        columns=_COLUMNS,
        rows=rows,
        sources=of(view, rows),
        sentence=_sentence(found.height, len(rows)),
    )


def _sentence(found: int, listed: int) -> str:
    lie = "1 entry lies" if found == 1 else f"{found} entries lie"
    are = "1 is" if listed == 1 else f"{listed} are"
    return f"{lie} behind it; {are} listed, newest first."


_COLUMNS = [
    Column(name="entry_id", title="Entry"),
    Column(name="donor", title="Donor"),
    Column(name="kind", title="Kind"),
    Column(name="item", title="Item", shown=False),
    Column(name="stage_from", title="From"),
    Column(name="stage_to", title="To"),
    Column(name="amount", title="Amount", digits=0, meaning="In the scope's measure, signed."),
    Column(name="happened_from", title="Happened from"),
    Column(name="happened_to", title="until"),
    Column(name="known_on", title="Known"),
    Column(name="basis", title="Basis"),
    Column(name="locator", title="Where in the source"),
    Column(name="reason", title="Reason"),
    Column(name="line_id", title="Line", shown=False),
    Column(name="note", title="Note", shown=False),
    Column(name="source_ids", title="Source"),
]


def _row(book: Book, found: Mapping[str, Any]) -> dict[str, Any]:
    entry = book.at(found["seq"])
    assert isinstance(entry, Entry)
    same = ("stage_from", "stage_to", "happened_from", "happened_to", "known_on", "basis")
    more = ("locator", "reason", "line_id", "note")
    return {
        "entry_id": entry.id,
        "donor": found["donor"],
        "kind": found["aid_kind"],
        "item": found["item"],
        "amount": None if found["unknown"] else found["amount"],
        **{n: getattr(entry, n) for n in (*same, *more)},
        "source_ids": [entry.source_id],
    }
