"""Run the benchmarks: `python -m bench [NAME ...]`; each prints its figures with the machine's."""

import importlib
import os
import platform
import sys
from datetime import date

NAMES = ("book", "cases", "startup")


def main(names: list[str]) -> None:
    """Run the named benchmarks, or all."""
    print(
        f"{date.today()}  {platform.python_implementation()} {platform.python_version()}  "
        f"{platform.system()} {platform.machine()}  {os.cpu_count()} cores"
    )
    for name in names or NAMES:
        print(f"\n== {name}")
        importlib.import_module(f"bench.{name}").main()


main(sys.argv[1:])
