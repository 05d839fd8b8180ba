"""The pages: the first after the start, later ones, their weight, charts, fifty readers at once.

Targets: first page at most 1.5 s after the start, later ones 150 ms of server time on the shipped
case, 600 kB packed on the first visit, a chart as PNG in 600 ms, 50 readers with p95 at most 500 ms
on 2 cores. Times are at the asker, on the same cores as the server.
"""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import httpx

from bench.rest import READERS, serving, told

PAGES = ("", "picture", "donors", "donor?donor=DNK", "pipeline", "pauses", "promises", "stock",
         "sources", "rank?_sort=-name&_find=a")  # fmt: skip
CHARTS = ("picture", "pauses", "promises", "stock", "pipeline")
_DAYS = [date(2024, 2, 28) - timedelta(days=n) for n in range(4 * READERS)]
_READER = {"accept": "text/html", "accept-language": "en"}


def main() -> None:
    """Print the figures."""
    with serving("ukraine-2024") as client:
        client.headers.update(_READER)
        print(f"first page after the start: {_timed(client, '') * 1e3:.0f} ms")
        print(f"first visit, packed: {_weight(client) / 1e3:.0f} kB")
        for page in PAGES:
            new = _timed(client, f"{page}{'&' if '?' in page else '?'}as_of=2024-01-31")
            again = [_timed(client, page) for _ in range(20)]
            print(f"  /{page:26} first {new * 1e3:.0f} ms; again {told(again)}")
        for page in CHARTS:
            took = [_timed(client, f"{page}.png?as_of={day}") for day in _DAYS[:5]]
            print(f"  /{page}.png, drawn anew: {told(took)}")
        _many(client, [""] * (4 * READERS), "the first page")
        _many(client, [f"rank?as_of={day}" for day in _DAYS], "each another ranking")


def _timed(client: httpx.Client, page: str) -> float:
    began = time.perf_counter()
    client.get(f"/{page}").raise_for_status()
    return time.perf_counter() - began


def _many(client: httpx.Client, pages: list[str], what: str) -> None:
    with ThreadPoolExecutor(READERS) as pool:
        began = time.perf_counter()
        took = list(pool.map(lambda page: _timed(client, page), pages))
    rate = len(pages) / (time.perf_counter() - began)
    print(f"  {READERS} readers, {what}: {told(took)}; {rate:.0f} pages a second")


def _weight(client: httpx.Client) -> int:
    """All a browser loads for the first page, and the runtime of charts, as it is sent [bytes]."""
    text = client.get("/").text
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', text)
    loaded += [a.replace("&amp;", "&") for a in re.findall(r'<img src="([^"]+)"', text)]
    modules = [f"/static/{name}.js" for name in ("swap", "keys", "charts", "jobs")]
    size = 0
    for address in {"/", "/static/vega/runtime.js", *loaded, *modules}:
        with client.stream("GET", address, follow_redirects=True) as answer:
            size += sum(len(part) for part in answer.iter_raw())
    return size
