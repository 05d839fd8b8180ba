"""The answer to "which bottleneck is worth relieving, and how far"."""

from typing import Any

import msgspec

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.network.model import Network
from resupply.picture import sources
from resupply.plan import bottlenecks
from resupply.plan.plan import Asked, make
from resupply.plan.told import assumed
from resupply.plan.worth import Bottlenecks, Lever

#: From this part on a capacity counts as full.
_FULL = 0.995


def answer(
    view: View,
    scope: Scope,
    network: Network,
    asked: Asked,
    *,
    top: int = 12,
    progress: Progress = silent,
) -> Answer:
    """What one more of each thing is worth in need met, how far that holds, what does not bind.

    Args:
        view: The book, for sources.
        scope: Bounds, printed with the answer.
        network: What there is, can go where, and is needed.
        asked: How the plan is asked for.
        top: How many are solved again.
        progress: Told of the work.
    """
    plan = make(network, asked, progress=progress)
    found = bottlenecks.find(plan, top=top, progress=progress)
    rows = [_row(lever) for lever in found.rows]
    return Answer(
        question="bottlenecks",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        columns=_COLUMNS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(found),
        findings=list(network.findings),
        warnings=[
            f"Over {counted(plan.calendar.days, 'day')}, every range at its {asked.level} value; "
            "what is marked confirmed was solved again with one more.",
            *found.warnings,
            *assumed(network),
        ],
    )


def _row(lever: Lever) -> dict[str, Any]:
    return {
        "kind": lever.kind,
        "id": lever.id,
        "name": lever.name,
        "place": lever.place,
        "item": lever.item,
        "party": lever.party,
        "acts_on": lever.acts_on,
        "binds": lever.binds,
        "amount": lever.amount,
        "unit": lever.step_unit,
        "used_percent": None if lever.used.mean is None else 100 * lever.used.mean,
        "used_most_percent": None if lever.used.most is None else 100 * lever.used.most,
        "tier": lever.tier,
        "worth_quantity": lever.worth_units if lever.binds else 0.0,
        "worth_unit": lever.need_unit,
        "worth_days": lever.worth_days,
        "holds_to": lever.holds_to,
        "holds_on": lever.holds_on,
        "less_worth_days": lever.less_worth_days,
        "without_days": lever.without_days,
        "tenth_days": lever.tenth_days,
        "confirmed": lever.confirmed,
        "sentence": lever.sentence,
        "source_ids": [],
    }


def _sentence(found: Bottlenecks) -> str:
    bind = [r for r in found.rows if r.binds and r.kind != "lead_time"]
    if not bind:
        return "Nothing binds: all that is needed is met, or nothing that is known would help."
    return f"{bind[0].sentence}{_roads(found)}"


def _roads(found: Bottlenecks) -> str:
    """That no road binds, with the fullest of them as evidence."""
    roads = [r for r in found.rows if r.acts_on == "road"]
    used = [r.used.mean for r in roads if r.used.mean is not None]
    if any(r.binds for r in roads) or len(used) < 2:
        return ""
    fullest = max(used)
    full = f"the fullest of {len(used)} capacities is used to {100 * fullest:.0f} %"
    if fullest < _FULL:
        return f" No road binds: {full}."
    return f" More room on a road would meet no more need, though {full}."


_COLUMNS = [
    Column(name="name", title="One more of"),
    Column(name="unit", title="Step"),
    Column(name="amount", title="There is", digits=0),
    Column(name="used_percent", title="Used", unit="%", digits=0),
    Column(
        name="worth_quantity",
        title="Meets more",
        unit="units of need",
        digits=1,
        meaning="Need met by one step more, in units of need.",
    ),
    Column(name="worth_unit", title="Of need", shown=False),
    Column(
        name="worth_days",
        title="Meets more",
        unit="days of need",
        digits=4,
        meaning="The same in days of all that the tier asks of the group.",
    ),
    Column(name="holds_to", title="Steps it holds for", digits=0),
    Column(name="confirmed", title="Solved again"),
    Column(name="acts_on", title="Who must act"),
    Column(name="kind", title="Sort", shown=False),
    Column(name="id", title="Id", shown=False),
    Column(name="place", title="Place", shown=False),
    Column(name="item", title="Item", shown=False),
    Column(name="party", title="Whose", shown=False),
    Column(name="binds", title="Binds", shown=False),
    Column(name="used_most_percent", title="Used at most", unit="%", digits=0, shown=False),
    Column(name="tier", title="Tier", shown=False),
    Column(name="holds_on", title="May hold on", shown=False),
    Column(name="less_worth_days", title="One less costs", unit="days of need", shown=False),
    Column(name="without_days", title="Lost without it", unit="days of need", shown=False),
    Column(name="tenth_days", title="A tenth more meets", unit="days of need", shown=False),
    Column(name="sentence", title="In words", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
