"""Reference tables as last stated by a day: facts, places, legs, production, assumptions ..."""

from collections.abc import Mapping
from typing import Any

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.errors import unknown_name
from resupply.core.fields import TABLES, Table
from resupply.core.scope import Scope
from resupply.picture import sources


def answer(view: View, scope: Scope, name: str) -> Answer:
    """The rows of a table known by the view's day.

    Raises:
        QuestionError: The case has no such table.
    """
    if name not in view.table_names:
        raise unknown_name("table", "table", name, view.table_names)
    declared = TABLES.get(name)
    rows: list[dict[str, Any]] = [
        {**_typed(r.fields, declared), "known_on": r.known_on, "source_ids": [r.source_id]}
        for r in view.rows(name)
    ]
    names = [f.name for f in declared.fields] if declared else sorted({k for r in rows for k in r})
    titles = [n for n in names if n not in ("known_on", "known_precision")]
    return Answer(
        question="table",
        scope=scope,
        columns=[
            *(Column(name=n, title=n.replace("_", " ")) for n in titles),
            Column(name="known_on", title="known on"),
            Column(name="source_ids", title="sources", shown=False),
        ],
        rows=rows,
        sources=sources.of(view, rows),
        sentence=f"{len(rows)} rows of {name}, as known by {view.as_of or 'today'}.",
    )


def _typed(fields: Mapping[str, Any], declared: Table | None) -> dict[str, Any]:
    """Numbers as numbers: the journal keeps decimals as text."""
    numbers = {f.name for f in declared.fields if f.type == "number"} if declared else set()
    return {k: float(v) if k in numbers and v is not None else v for k, v in fields.items()}
