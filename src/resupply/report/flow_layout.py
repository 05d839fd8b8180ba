"""Where the places and ribbons of a flow diagram lie: ordered columns, no crossing solved for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: Points along the curve of a ribbon.
_POINTS = 24
#: Width of a place, and free height between places, as parts of the picture.
_WIDTH, _GAP = 0.012, 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Goods from one place to another, above 0."""

    source: str
    target: str
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Places as rectangles, ribbons as areas; both axes from 0 to 1 and a little more.

    Args:
        nodes: `name`, `label`, `x`, `x2`, `y`, `y2`, `middle`.
        ribbons: Points `x`, `y`, `y2` with the number of their `ribbon`.
        rows_max: Places in the fullest column.
    """

    nodes: list[dict[str, Any]]
    ribbons: list[dict[str, Any]]
    rows_max: int


def laid_out(flows: Sequence[Flow]) -> Picture:
    """A flow diagram: each place one column right of the furthest that sends to it.

    Example:
        >>> flows = [Flow(source="a", target="b", amount=3.0)]
        >>> [(n["name"], n["x"]) for n in laid_out(flows).nodes]
        [('a', 0.0), ('b', 0.8)]
    """
    summed: dict[tuple[str, str], float] = defaultdict(float)
    for flow in flows:
        if flow.amount > 0:
            summed[flow.source, flow.target] += flow.amount
    columns = _columns(list(summed))
    through = _through(summed)
    rows: dict[int, list[str]] = defaultdict(list)
    for name in sorted(columns, key=lambda each: -through[each]):
        rows[columns[name]].append(name)
    tallest = max((sum(through[n] for n in names) for names in rows.values()), default=1.0)
    most = max((len(names) for names in rows.values()), default=1)
    scale = (1.0 - _GAP * (most - 1)) / tallest
    last = max(rows, default=0) or 1
    tops = {n: at for names in rows.values() for n, at in _tops(names, through, scale).items()}
    nodes = [
        _node(name, 0.8 * columns[name] / last, tops[name], through[name], scale)
        for name in columns
    ]
    return Picture(nodes=nodes, ribbons=_ribbons(summed, nodes, scale), rows_max=most)


def _columns(links: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How far right each place lies; goods that go round in a circle stop it from growing."""
    names = dict.fromkeys(name for link in links for name in link)
    column = dict.fromkeys(names, 0)
    for _ in names:
        before = dict(column)
        for source, target in links:
            column[target] = max(column[target], min(column[source] + 1, len(names) - 1))
        if before == column:
            break
    return column


def _through(summed: dict[tuple[str, str], float]) -> dict[str, float]:
    """What goes through each place: the larger of what comes and what leaves."""
    came: dict[str, float] = defaultdict(float)
    left: dict[str, float] = defaultdict(float)
    for (source, target), amount in summed.items():
        left[source] += amount
        came[target] += amount
    return {name: max(came[name], left[name]) for name in {*came, *left}}


def _tops(names: Sequence[str], through: dict[str, float], scale: float) -> dict[str, float]:
    """Where each place of a column begins, from the top; the column is centred."""
    height = sum(through[name] for name in names) * scale + _GAP * (len(names) - 1)
    at, tops = 0.5 + height / 2, {}
    for name in names:
        tops[name] = at
        at -= through[name] * scale + _GAP
    return tops


def _node(name: str, x: float, top: float, amount: float, scale: float) -> dict[str, Any]:
    bottom = top - amount * scale
    return {
        "name": name,
        "label": f"{name} {amount:,.0f}" if amount >= 10 else f"{name} {amount:.2g}",
        "x": x,
        "x2": x + _WIDTH,
        "y": top,
        "y2": bottom,
        "middle": (top + bottom) / 2,
    }


def _ribbons(
    summed: dict[tuple[str, str], float], nodes: Sequence[dict[str, Any]], scale: float
) -> list[dict[str, Any]]:
    at = {node["name"]: node for node in nodes}
    leaves = {name: node["y"] for name, node in at.items()}
    comes = dict(leaves)
    points = []
    order = sorted(summed, key=lambda link: (-at[link[0]]["y"], -at[link[1]]["y"]))
    for number, link in enumerate(order):
        width = summed[link] * scale
        source, target = link
        start, end = leaves[source], comes[target]
        leaves[source] -= width
        comes[target] -= width
        points += _curve(number, at[source]["x2"], at[target]["x"], start, end, width)
    return points


def _curve(
    number: int, x: float, x2: float, start: float, end: float, width: float
) -> list[dict[str, Any]]:
    """A ribbon that leaves and arrives level."""
    points = []
    for step in range(_POINTS + 1):
        part = step / _POINTS
        eased = part * part * (3 - 2 * part)
        top = start + (end - start) * eased
        points.append({"ribbon": number, "x": x + (x2 - x) * part, "y": top, "y2": top - width})
    return points
