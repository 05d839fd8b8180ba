"""Small cases written in a test: what a table does not say is filled in."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import resupply
from resupply.case import Case
from resupply.case.networks import network_of
from resupply.core.fields import TABLES
from resupply.network.model import Network

Rows = Sequence[Mapping[str, Any]]
Make = Callable[..., Network]

_SAID = {"known_on": "2024-01-31", "source_id": "s1"}
#: What every row of a table gets unless it says otherwise.
_FILLED: Mapping[str, Mapping[str, Any]] = {
    "places": {"kind": "source"},
    "items": {"unit": "round"},
    "legs": {"mode": "road", "lead_time_days": 2},
    "use_rates": {"kind": "need", "unit": "round", **_SAID},
    "assumptions": {"metric": "m", "unit": "t", "reason": "nobody said", "replace_when": "told"},
    "pledges": {"recipient": "RRR", "kind": "pledge", "unit": "round", **_SAID},
    "counts": _SAID,
    "disruptions": {"name": "Trouble", "kind": "route blocked", "start": "2024-02-01", **_SAID},
}
#: A hub, a front that needs ten a day, a road between them, and five a day that come.
BASE: Mapping[str, Rows] = {
    "sources": [{"source_id": "s1", "title": "List", "published": "2024-01-31"}],
    "parties": [
        {"party_id": "NNN", "name": "Northland", "kind": "country"},
        {"party_id": "SSS", "name": "Southland", "kind": "country"},
        {"party_id": "RRR", "name": "Riverland", "kind": "country"},
    ],
    "places": [
        {"place_id": "hub", "name": "Hub", "country": "NNN"},
        {"place_id": "front", "name": "Front", "country": "RRR", "kind": "demand"},
    ],
    "items": [{"item_id": "shell", "name": "Shell", "mass_kg": 50}],
    "legs": [{"leg_id": "road", "from_place": "hub", "to_place": "front"}],
    "use_rates": [{"rate_id": "n1", "place": "front", "item": "shell", "per_day": 10}],
    "supplies": [
        {"supply_id": "u1", "place": "hub", "item": "shell", "party": "NNN", "quantity": 5,
         "unit": "round/day"}
    ],
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Case]:
    """The base case, opened; see `open_small`."""
    return lambda **tables: open_small(tmp_path, **tables)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A network of the base case with tables replaced, or extended by `more_TABLE`."""

    def made(*, chosen: Sequence[str] = (), **tables: Rows) -> Network:
        case = open_small(tmp_path, **tables)
        return network_of(case, case.view(), case.scope(), chosen=chosen)

    return made


def open_small(folder: Path, **tables: Rows) -> Case:
    """The base case with tables replaced, or extended by `more_TABLE`, as a folder."""
    for old in folder.glob("*.csv"):
        old.unlink()
    rows: dict[str, list[Mapping[str, Any]]] = {k: list(v) for k, v in BASE.items()}
    for name, given in tables.items():
        table = name.removeprefix("more_")
        rows[table] = [*(rows.get(table, []) if name != table else []), *given]
    for name, listed in rows.items():
        filled = [{**_FILLED.get(name, {}), **row} for row in listed]
        names = [n for n in TABLES[name].names if any(n in row for row in filled)]
        lines = [",".join(names), *(",".join(_cell(row.get(n)) for n in names) for row in filled)]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "case.toml").write_text(
        '[case]\nname = "small"\nas_of = 2024-02-28\nrecipient = "RRR"\ndataset = "press"\n',
        encoding="utf-8",
    )
    return resupply.open(folder)


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f'"{text}"' if "," in text else text
