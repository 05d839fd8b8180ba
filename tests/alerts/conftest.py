"""Alerts made up in words, and real servers that are told of them."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from resupply.alerts.event import Bar, Event, Found, Source
from resupply.core.scope import Scope


def an_event(number: int = 1, **changed: Any) -> Event:
    """An alert, with what is given changed."""
    found: dict[str, Any] = {
        "kind": "stock_out", "key": f"rear/{number}", "title": "155mm at the rear: 9 days left",
        "sentence": "155mm at the rear runs out in about 9 days, on 2024-03-08.", "figure": 9.0,
        "unit": "days", "on": date(2024, 2, 28), "page": "/stock-out?item=155mm&place=rear",
        "scope": Scope(as_of=date(2024, 2, 28)), "source_ids": ("press-1",),
        "sources": (Source(id="press-1", title="A report", publisher="The Wire",
                           url="https://wire.example/a"),),
        "bars": (Bar("middle", 9.0), Bar("told below", 14.0)), "bars_title": "Days left",
        "bars_unit": "days",
    }  # fmt: skip
    return Event(id=f"{number:032x}", at=1_709_000_000.0, found=Found(**{**found, **changed}))


class Receiver(ThreadingHTTPServer):
    """What a webhook reaches; `answers` are given in turn, the last for ever."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Takes)
        self.answers = [204]
        self.got: list[tuple[dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/told?x=1"


class _Takes(BaseHTTPRequestHandler):
    server: Receiver

    def log_message(self, *_: Any) -> None: ...

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
        answers = self.server.answers
        status = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def told_of() -> Any:
    return lambda body: json.loads(body)["data"]
