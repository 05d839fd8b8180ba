"""`resupply serve`: the pages, and the interface for programs, on this machine."""

from typing import Annotated

from cyclopts import Parameter

from resupply.cli.asked import IN_CASE, InCase


def serve(
    *,
    port: Annotated[int, Parameter(help="Port; 0 takes any that is free.")] = 8000,
    host: Annotated[str, Parameter(help="An address of this machine.")] = "127.0.0.1",
    where: InCase = IN_CASE,
) -> int:
    """Serve a case's pages, questions and review desk over HTTP, until stopped with Ctrl-C.

    Open the address it prints in a browser; `/api/` lists what programs can ask. It answers on this
    machine only and asks nothing of others.
    """
    from resupply.serve.run import serve as run

    run(where.case, host=host, port=port, ready=_say)
    return 0


def _say(address: str) -> None:
    print(f"Serving at {address} (/api/ for programs). Stop with Ctrl-C.", flush=True)
