"""How long reading a case takes: the quick way of shipped cases and the careful way of users'."""

import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from resupply.report.template import Rows, new_folder
from resupply.sources.sheets import read_folder

ROWS = 6_000
TARGETS = {"strict": 0.25, "careful": 5.0}


def main() -> None:
    """Print seconds beside their targets."""
    with tempfile.TemporaryDirectory() as temporary:
        path = new_folder(Path(temporary) / "made", "made", rows=_rows())
        for name, target in TARGETS.items():
            began = time.perf_counter()
            read_folder(path, strict=name == "strict")
            took = time.perf_counter() - began
            print(f"read {ROWS:,} rows, {name}: {took:.2f} s (target {target} s)")


def _rows() -> Rows:
    """A tracker of 40 donors over 150 days, with its parties and its source."""
    day = date(2022, 2, 24)
    tracker = [
        {
            "release_id": "made-1",
            "donor": f"P{n % 40}",
            "aid_kind": "military",
            "stage": "allocation",
            "happened_from": day + timedelta(days=n // 40),
            "happened_to": day + timedelta(days=n // 40),
            "value": Decimal(n * 7919 % 10**6) / 100,
            "currency": "EUR m",
            "known_on": date(2024, 2, 16),
            "known_precision": "day",
            "basis": "reported",
            "source_id": "made",
            "note": f"row {n}, made up for the measurement",
        }
        for n in range(ROWS)
    ]
    return {
        "tracker": tracker,
        "parties": [{"party_id": f"P{n}", "name": f"Donor {n}"} for n in range(40)],
        "releases": [
            {"release_id": "made-1", "dataset": "made", "known_on": day, "source_id": "made"}
        ],
        "sources": [{"source_id": "made", "title": "Made up", "published": day}],
    }
