"""Starting the server: on this machine only, the address printed once it answers."""

import socket
from collections.abc import Callable

from resupply.core.errors import RefusedError

#: Addresses of this machine itself.
LOCAL = ("127.0.0.1", "localhost", "::1")
PORT = 8000


def serve(
    case: str, *, host: str = "127.0.0.1", port: int = PORT, ready: Callable[[str], None]
) -> None:
    """Serve a case until stopped with Ctrl-C.

    Args:
        case: A shipped case by name, or one's own by path.
        host: An address of this machine; others are refused.
        port: Port; 0 = any that is free.
        ready: Told the address once it answers.

    Raises:
        RefusedError: Another machine's address, or a port that is taken.
        CaseUnreadableError: The case cannot be opened.
    """
    if host not in LOCAL:
        raise RefusedError(
            where=f"--host {host}",
            what="it would let other machines in, and there are no accounts yet.",
            todo="leave it out: the server answers on 127.0.0.1. Others reach it through a tunnel "
            "of their own (ssh -L).",
        )
    listening = _bound(host, port)
    try:
        from resupply import web
        from resupply.api.app import make_app

        app = make_app(case)
        web.install(app, app.state.asking.served)
        _run(app, listening, _address(host, listening), ready)
    finally:
        listening.close()


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1" if host == "localhost" else host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise RefusedError(
            where=f"--port {port}",
            what=f"it cannot be used: {reason.lower()}.",
            todo="another program may hold it; give another, or --port 0 for any that is free.",
        ) from None
    return listening


def _address(host: str, listening: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}"


def _run(app: object, listening: socket.socket, address: str, ready: Callable[[str], None]) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready(address)

    config = uvicorn.Config(
        app,  # type: ignore[arg-type]  # any ASGI app
        log_level="warning",
        server_header=False,
        date_header=False,
        limit_concurrency=200,
        h11_max_incomplete_event_size=200_000,
        timeout_keep_alive=5,
    )
    Server(config).run(sockets=[listening])
