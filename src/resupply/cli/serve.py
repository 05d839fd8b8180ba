"""`resupply serve`: the pages, which come in a later release."""

from resupply.core.errors import RefusedError

#: Said wherever pages are asked for.
LATER = "Pages come in a later release; until then every answer is on the command line."


def serve() -> int:
    """Serve the pages (in a later release)."""
    raise RefusedError(
        where="serve",
        what="this release has no pages yet.",
        todo="ask on the command line; `resupply --help` lists the questions.",
    )
