"""The command line: one file a verb.

`verbs.py` lists the verbs, `main.py` turns what happened into an exit code. Nothing heavy is
imported before a verb runs, so that `resupply --help` is there at once.
"""

from resupply.cli.main import main

__all__ = ["main"]
