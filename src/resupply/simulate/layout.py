"""How a system lies in memory for the compiled loops: what is worked on together lies together."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Fields that name legs and entries, and fields with a row for each.
_LEGS, _ENTRIES = ("row_leg", "room_leg", "entry_leg"), ("row_entry", "room_entry")
_BY_LEG, _BY_ENTRY = (
    ("leg_open", "lead_fixed", "lead_days"),
    ("entry_leg", "entry_from", "entry_to", "planned", "share"),
)


def by_destination(given: dict[str, Any]) -> dict[str, Any]:
    """Legs, and with them their entries, in the order of where they lead.

    So the days of arrival of a place stay at hand, and all that is told by entry is read in a row.

    Args:
        given: The fields of a `System`, each of full length.

    Returns:
        The fields that differ, and `leg_name`: the number each leg had, by which chance knows it.
    """
    ptr, ends = given["leg_ptr"], given["entry_to"]
    legs = given["legs"]
    # A leg without entries carries nothing: wherever it stands in the order is right.
    first = np.minimum(ptr[:legs], max(len(ends) - 1, 0))
    order = np.argsort(ends[first], kind="stable") if len(ends) else np.arange(legs)
    spans = [np.arange(ptr[leg], ptr[leg + 1]) for leg in order]
    entries = np.concatenate([np.zeros(0, dtype=np.int64), *spans])
    moved = {name: given[name][order] for name in _BY_LEG if len(given[name])}
    moved |= {name: given[name][entries] for name in _BY_ENTRY}
    moved |= {name: _place(order)[moved.get(name, given[name])] for name in _LEGS}
    moved |= {name: _place(entries)[given[name]] for name in _ENTRIES}
    lengths = np.concatenate([[0], [len(span) for span in spans]])
    return moved | {"leg_ptr": np.cumsum(lengths, dtype=np.int64), "leg_name": order}


def _place(order: Ints) -> Ints:
    """Where in an order each number stands."""
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return place


def rings(given: dict[str, Any], pairs: int, ring: int) -> dict[str, Any]:
    """Where each pair's days of arrival begin; pairs that nothing is sent to have none."""
    receives = np.zeros(pairs, dtype=bool)
    receives[given["entry_to"]] = receives[given["recipe_pair"]] = True
    ring_of = np.where(receives, (np.cumsum(receives) - 1) * ring, -1)
    return {
        "ring_of": ring_of,
        "entry_ring": ring_of[given["entry_to"]],
        "ring_rows": int(receives.sum()) * ring,
    }


def wishes(given: dict[str, Any], pairs: int) -> dict[str, Any]:
    """What is wished at each pair: of a plan by day, of what is there as a part."""
    planned_out = np.zeros((pairs, given["days"]))
    np.add.at(planned_out, given["entry_from"], given["planned"])
    shared = np.bincount(given["entry_from"], given["share"], pairs)
    return {
        "planned_out": planned_out.T,
        "part_of": given["share"] / np.maximum(shared, 1.0)[given["entry_from"]],
    }
