"""`resupply serve`: the pages and the interface for programs; on this machine, or for a team."""

from pathlib import Path
from typing import Annotated

from cyclopts import Group, Parameter

from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.values import Minutes, Words, flag

_OTHERS = Group("For others than yourself", sort_key=1)


def _of_others(text: str) -> Parameter:
    return Parameter(help=text, group=_OTHERS, show_default=False)


def serve(
    *,
    port: Annotated[int, Parameter(help="Port; 0 takes any that is free.")] = 8000,
    host: Annotated[str, Parameter(help="Address of this machine to listen on.")] = "127.0.0.1",
    address: Annotated[
        str | None, _of_others("Where others find it, such as https://aid.example.org.")
    ] = None,
    accounts: Annotated[
        bool, flag("Ask who it is; prints a link that makes the first admin.", group=_OTHERS)
    ] = False,
    public: Annotated[
        bool, flag("Show sums to all: balances, rank, pauses, lags. Nothing else.", group=_OTHERS)
    ] = False,
    certificate: Annotated[Path | None, _of_others("The server's certificate (PEM).")] = None,
    key: Annotated[Path | None, _of_others("The key of that certificate (PEM).")] = None,
    unencrypted: Annotated[
        bool, flag("Let passwords travel unencrypted, in a network you trust.", group=_OTHERS)
    ] = False,
    alerts_every: Annotated[
        Minutes, Parameter(help="Look for alerts and tell them every so many minutes; 0 never.")
    ] = 0,
    embed_in: Annotated[
        Words, _of_others("Site that may show single figures in a frame; may be given again.")
    ] = None,
    where: InCase = IN_CASE,
) -> int:
    """Serve a case as pages and for programs, until stopped with Ctrl-C.

    On this machine alone no account is needed. Others are let in with accounts only (`resupply
    users`), or to sums only. It asks nothing of other machines, but for a provider of sign-ins and
    the addresses of alerts that you name yourself.
    """
    from resupply.serve.letting_in import Wanted
    from resupply.serve.run import serve as run

    wanted = Wanted(
        case=where.name,
        book=where.address,
        host=host,
        address=address,
        public=public,
        accounts=accounts,
        certificate=certificate,
        key=key,
        unencrypted=unencrypted,
    )
    run(
        where.name,
        book=where.address,
        port=port,
        ready=_say,
        set_up=_say_set_up,
        wanted=wanted,
        alerts_every_minutes=alerts_every,
        embed_in=embed_in or (),
    )
    return 0


def _say(address: str) -> None:
    print(f"Serving at {address} . Stop with Ctrl-C.", flush=True)


def _say_set_up(link: str) -> None:
    print(f"There is no admin yet. This link makes one, once, within an hour:\n{link}", flush=True)
