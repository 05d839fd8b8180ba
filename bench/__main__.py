"""Run the benchmarks: `python -m bench [NAME ...]`; each prints its figures with the machine's."""

import importlib
import os
import platform
import sys
from datetime import datetime

NAMES = (
    "pipeline",
    "book",
    "shared",
    "cases",
    "intake",
    "simulate",
    "survive",
    "startup",
    "plan",
    "large",
    "invest",
    "rest",
    "web",
    "backtest",
)


def main(names: list[str]) -> None:
    """Run the named benchmarks, or all."""
    print(
        f"{datetime.now().astimezone():%Y-%m-%d}  {platform.python_implementation()} "
        f"{platform.python_version()}  "
        f"{platform.system()} {platform.machine()}  {os.cpu_count()} cores"
    )
    for name in names or NAMES:
        print(f"\n== {name}")
        importlib.import_module(f"bench.{name}").main()


main(sys.argv[1:])
