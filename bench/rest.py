"""The interface: time of an answer at the asker, cached and not, for one reader and for fifty.

Targets: 50 readers at one time with p95 at most 500 ms on 2 cores; a page's question in 400 ms over
1,000,000 entries. Readers are threads of this program, on the same cores as the server.
`RESUPPLY_BENCH_ENTRIES` sets the size of the large book, 0 leaves it out.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import httpx

from bench.book import records
from resupply.book import Book

API = "/api/v1"
READERS = 50
#: Long questions, each made new by its `days`.
LONG = ("plan?step=mixed", "survive?level=low", "pause-cost?what=USA")
_DAYS = [date(2024, 2, 28) - timedelta(days=n) for n in range(200)]


def main() -> None:
    """Print the figures."""
    with serving("ukraine-2024") as client:
        print("shipped case ukraine-2024")
        _one_reader(client, ("rank?per=head", "balances?by=donor,kind", "stock?", "promises?"))
        _one_reader(client, LONG, times=3)
        _many(client, "rank?per=head", cached=True)
        _many(client, "rank?per=head", cached=False)
        _beside_jobs(client)
    entries = int(os.environ.get("RESUPPLY_BENCH_ENTRIES", "1000000"))
    if entries:
        with tempfile.TemporaryDirectory() as folder:
            _large(Path(folder), entries)


def _large(folder: Path, entries: int) -> None:
    path = folder / "book.sqlite"
    with Book.open(path) as book:
        book.append(records(entries), by="bench")
        book.columns()
    with serving(str(path)) as client:
        print(f"book of {entries:,} entries")
        began = time.perf_counter()
        client.get(f"{API}/balances?by=donor,kind").raise_for_status()
        print(f"  first question after the start: {time.perf_counter() - began:.3f} s")
        _one_reader(client, ("balances?by=donor,kind", "promises?limit=50"), times=5)
        _many(client, "balances?by=donor,kind", cached=True)
        _many(client, "balances?by=donor,kind", cached=False)


@contextmanager
def serving(case: str) -> Iterator[httpx.Client]:
    """A server of its own on a free port."""
    command = [Path(sys.executable).parent / "resupply", "serve", "--port", "0", "--case", case]
    with tempfile.TemporaryDirectory() as cache:
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "XDG_CACHE_HOME": cache}
        )
        assert server.stdout is not None
        address = next(w for w in server.stdout.readline().split() if w.startswith("http://"))
        limits = httpx.Limits(max_connections=READERS)
        try:
            with httpx.Client(base_url=address, timeout=300, limits=limits) as client:
                yield client
        finally:
            server.terminate()
            server.wait(timeout=20)


def _one_reader(client: httpx.Client, questions: Sequence[str], *, times: int = 20) -> None:
    for question in questions:
        # A plan looks ahead from the case's own day, so only how far it looks makes it new.
        ways = [f"days={60 + n}" if question in LONG else f"as_of={_DAYS[n]}" for n in range(times)]
        new = [_timed(client, f"{question}&{way}") for way in ways]
        first = f"{question}&{ways[0]}"
        again = [_timed(client, first) for _ in range(times)]
        held = {"if-none-match": client.get(f"{API}/{first}").headers["etag"]}
        same = [_timed(client, first, held) for _ in range(times)]
        print(f"  {question:24} new {told(new)}; again {told(again)}; not changed {told(same)}")


def _many(client: httpx.Client, question: str, *, cached: bool) -> None:
    """Fifty readers at one time, each asking four times."""
    asked = [f"{question}&as_of={_DAYS[0 if cached else n]}" for n in range(4 * READERS)]
    if not cached:
        asked = [f"{a}&currency=USD" for a in asked]
    began = time.perf_counter()
    with ThreadPoolExecutor(READERS) as pool:
        took = list(pool.map(lambda a: _timed(client, a), asked))
    rate = len(asked) / (time.perf_counter() - began)
    what = "the same question" if cached else "each another question"
    print(f"  {READERS} readers, {what}: {told(took)}; {rate:.0f} answers a second")


def _beside_jobs(client: httpx.Client) -> None:
    """How long a quick question takes while two long ones are at work."""
    jobs = [
        client.post(f"{API}/jobs/simulate", json={"runs": 10_000_000, "seed": seed}).json()
        for seed in (1, 2)
    ]
    time.sleep(1)
    took = [_timed(client, f"rank?per=gdp&as_of={day}") for day in _DAYS[:20]]
    for job in jobs:
        client.delete(job["links"]["self"])
    print(f"  rank, new, while two simulations run: {told(took)}")


def _timed(client: httpx.Client, question: str, headers: dict[str, str] | None = None) -> float:
    began = time.perf_counter()
    answer = client.get(f"{API}/{question}", headers=headers)
    took = time.perf_counter() - began
    assert answer.status_code in (200, 304), answer.text
    return took


def told(seconds: Sequence[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    middle, late = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    return f"p50 {middle * 1e3:.0f} ms, p95 {late * 1e3:.0f} ms"
