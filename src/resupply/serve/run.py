"""Starting the server: the address is printed once it answers."""

import socket
import sys
from collections.abc import Callable, Sequence

import resupply
from resupply.alerts.kept import folder_of
from resupply.alerts.running import Beside
from resupply.core.errors import RefusedError
from resupply.serve.letting_in import LOCAL, Wanted, access, decide, own_address

PORT = 8000


def _to_nobody(_: str) -> None:
    """For those who do not ask for the link."""


def serve(
    case: str | None,
    *,
    book: str | None = None,
    host: str = "127.0.0.1",
    port: int = PORT,
    ready: Callable[[str], None],
    set_up: Callable[[str], None] = _to_nobody,
    wanted: Wanted | None = None,
    alerts_every_minutes: int = 0,
    embed_in: Sequence[str] = (),
) -> None:
    """Serve a case until stopped with Ctrl-C.

    Args:
        case: A shipped case by name, or one's own by path; None = a book alone.
        book: Address of its book's database; None = as the case says.
        host: Address to listen on; others than this machine's only with accounts, or public.
        port: Port; 0 = any that is free.
        ready: Told the address once it answers.
        set_up: Told the link that makes the first admin, where there is none yet.
        wanted: Who else is let in, and how; None = nobody.
        alerts_every_minutes: How often alerts are looked for and told; 0 = never.
        embed_in: Sites that may show single figures in a frame.

    Raises:
        RefusedError: Others would be let in unknown, or the port is taken.
        CaseUnreadableError: The case cannot be opened.
    """
    wanted = wanted or Wanted(case=case, book=book, host=host)
    decided = decide(wanted)
    listening = _bound(wanted.host, port)
    try:
        port = listening.getsockname()[1]
        letting = access(wanted, decided, port)
        from resupply.serve.app import whole_app

        app = whole_app(case, book=book, access=letting, embed_in=embed_in)
        address = letting.address or own_address(wanted, port)
        beside = Beside(case, book=book, minutes=alerts_every_minutes, link=address, say=_complain)
        if alerts_every_minutes:
            _refuse_shipped(case, book)

        def answering() -> None:
            ready(address)
            if alerts_every_minutes:
                beside.start()
            word = None if letting.accounts is None else letting.accounts.set_up_word()
            if word is not None:
                set_up(f"{address}/set-up?token={word}")

        _run(app, listening, wanted, answering)
        beside.close()
    finally:
        listening.close()


def _complain(text: str) -> None:
    print(f"resupply: {text}", file=sys.stderr, flush=True)


def _refuse_shipped(name: str | None, book: str | None) -> None:
    """Alerts are kept beside the book; without such a place there are none."""
    case = resupply.open(name, book=book)
    try:
        folder_of(case)
    finally:
        case.close()


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, so that asyncio sends small answers at once (TCP_NODELAY) and not after 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1" if host == "localhost" else host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise RefusedError(
            where=f"--host {host} --port {port}" if host not in LOCAL else f"--port {port}",
            what=f"it cannot be used: {reason.lower()}.",
            todo="another program may hold it; give another, or --port 0 for any that is free.",
        ) from None
    return listening


def _run(app: object, listening: socket.socket, wanted: Wanted, ready: Callable[[], None]) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    config = uvicorn.Config(
        app,  # type: ignore[arg-type]  # any ASGI app
        log_level="warning",
        server_header=False,
        date_header=False,
        limit_concurrency=200,
        h11_max_incomplete_event_size=200_000,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,  # who listens to a job's events does not keep it from ending
        ssl_certfile=wanted.certificate,
        ssl_keyfile=wanted.key,
    )
    Server(config).run(sockets=[listening])
