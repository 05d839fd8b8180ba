"""Columns of tables that several answers about production share."""

from resupply.core.answer import Column

SOURCES = Column(name="source_ids", title="Sources", shown=False)
UNPRICED = [
    Column(name="name", title="Option"),
    Column(name="missing", title="Lacks"),
    Column(name="what", title="Why nothing can be reckoned with it"),
    Column(name="id", title="Id", shown=False),
    Column(name="kind", title="Sort", shown=False),
    Column(name="note", title="Note", shown=False),
    SOURCES,
]
PROOF = [
    Column(name="stage", title="What matters, in order"),
    Column(name="budget", title="Budget", unit="million", digits=1, scale=1e6),
    Column(name="objective", title="Value", digits=4),
    Column(name="bound", title="No portfolio is below", digits=4),
    Column(name="gap", title="Gap"),
    Column(name="unit", title="Unit"),
    Column(name="status", title="Status"),
    Column(name="seconds", title="Took", unit="s", digits=2),
    SOURCES,
]
