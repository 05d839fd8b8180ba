"""Columns of the answer to "who makes what"."""

from resupply.core.answer import Column
from resupply.production.columns import SOURCES


def _figure(name: str, title: str) -> tuple[Column, ...]:
    """A figure per month with its ends and the day it speaks of."""
    return (
        Column(name=f"{name}_low", title=f"{title}, least", digits=0, shown=False),
        Column(name=name, title=title, unit="a month", digits=0),
        Column(name=f"{name}_high", title=f"{title}, most", digits=0, shown=False),
        Column(name=f"{name}_on", title="until"),
        Column(name=f"{name}_id", title=f"{title}, row", shown=False),
    )


_WHO = (
    Column(name="maker_name", title="Maker"),
    Column(name="item_name", title="Item"),
)
_IDS = (
    Column(name="maker", title="Maker id", shown=False),
    Column(name="item", title="Item id", shown=False),
    SOURCES,
)
MAKERS = [
    *_WHO,
    *_figure("output", "Made"),
    *_figure("capacity", "Could be made"),
    *_figure("target", "Announced"),
    Column(name="times", title="Times the first", digits=1, meaning="Made now over made first."),
    Column(name="inside", title="Inside", meaning="Makers of the table it is part of."),
    Column(name="unit", title="Unit", shown=False),
    *_IDS,
]
RAMP = [
    *_WHO,
    Column(name="kind", title="Kind"),
    Column(name="month_on", title="Month"),
    Column(name="per_month_low", title="Least", digits=0, shown=False),
    Column(name="per_month", title="A month", digits=0),
    Column(name="per_month_high", title="Most", digits=0, shown=False),
    Column(name="unit", title="Unit"),
    Column(name="label", title="How it is known"),
    *_IDS,
]
TOTAL = [
    Column(name="item_name", title="Item"),
    Column(name="kind", title="Kind"),
    Column(name="per_month_low", title="Least", digits=0, shown=False),
    Column(name="per_month", title="A month", digits=0),
    Column(name="per_month_high", title="Most", digits=0, shown=False),
    Column(name="unit", title="Unit"),
    Column(name="counted", title="Counted"),
    Column(name="left_out", title="Left out"),
    Column(name="earliest_on", title="Oldest figure"),
    Column(name="latest_on", title="Newest figure", shown=False),
    Column(name="item", title="Item id", shown=False),
    SOURCES,
]
RATIOS = [
    *_WHO,
    Column(name="metric", title="Of"),
    Column(name="ratio", title="Times", digits=2),
    Column(name="base", title="Base"),
    Column(name="per_month", title="So a month", digits=0),
    Column(name="end_on", title="until"),
    *(
        Column(name=n, title=n.replace("_", " ").capitalize(), shown=False)
        for n in ("id", "base_per_month", "start_on", "note")
    ),
    *_IDS,
]
USES = [
    Column(name="subject", title="Whose"),
    Column(name="metric", title="What"),
    Column(name="share_low", title="Least", shown=False),
    Column(name="share", title="Share", digits=2),
    Column(name="share_high", title="Most", shown=False),
    Column(name="basis", title="Basis"),
    Column(name="id", title="Row"),
    Column(name="note", title="Note", shown=False),
    SOURCES,
]
