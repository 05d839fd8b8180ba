"""The application: verbs by name, each imported when it is run."""

from functools import lru_cache
from typing import TYPE_CHECKING

from resupply import __version__
from resupply.cli.verbs import VERBS

if TYPE_CHECKING:
    from cyclopts import App


@lru_cache(maxsize=1)
def app() -> "App":
    """The command line's verbs; errors are raised, not printed."""
    from cyclopts import App

    made = App(
        name="resupply",
        version=__version__,
        result_action="return_value",
        exit_on_error=False,
        print_error=False,
        suppress_keyboard_interrupt=False,
    )
    for verb in VERBS:
        made.command(f"resupply.cli.{verb.path}", name=verb.name)
    return made
