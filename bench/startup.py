"""How long a person waits: help, and the first answers of the shipped case, whole processes."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

COMMAND = Path(sys.executable).with_name("resupply")
TARGETS = {
    "--help": 0.3,
    "rank --per gdp": 1.0,
    "balances": 1.0,
    "pauses": 1.0,
    "promises": 1.0,
    "stock": 1.0,
    "check": 1.0,
    "verify": 1.0,
    "diff 2024-02-28 2026-08-01": 1.0,
    "demo --no-serve": 20.0,
}


def main() -> None:
    """Print the median of five runs beside its target."""
    for words, target in TARGETS.items():
        took = statistics.median(_once(words.split()) for _ in range(5))
        print(f"resupply {words}: {took:.2f} s (target {target} s)")


def _once(words: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(
        [COMMAND, *words], check=True, capture_output=True, env={**os.environ, "COLUMNS": "100"}
    )
    return time.perf_counter() - began
