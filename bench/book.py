"""The book: bulk import with validation and hash chain, balances as of a date, durable appends.

Targets: 1,000,000 entries in 15 s and 1.5 GB; balances as of a date over them in 0.5 s (over
10,000,000 in 5 s); 1,000 durable single appends a second. Peers in the same run: SQLite's own
GROUP BY over the same journal, and beancount-style plain Python sums.

`RESUPPLY_BENCH_ENTRIES` sets the size.
"""

import os
import resource
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from resupply.book import Book
from resupply.core.records import Entry, Line, Record
from resupply.core.scope import Scope
from resupply.core.words import AidKind, Stage
from resupply.picture import balances

LINES = 5_000
_DAYS = [date(2022, 1, 1) + timedelta(days=n) for n in range(800)]
_AMOUNTS = [Decimal(n * 1_000 + 7) for n in range(5_000)]
_STEPS = [
    (Stage.OUTSIDE, Stage.COMMITMENT),
    (Stage.COMMITMENT, Stage.ALLOCATION),
    (Stage.ALLOCATION, Stage.DELIVERY),
]


def records(entries: int) -> Iterator[Record]:
    """Lines of 40 donors, then entries, made as they are asked for."""
    kinds = list(AidKind)
    for n in range(LINES):
        yield Line(
            source_id="bench", key=f"line {n}", known_on=_DAYS[0], line_id=f"bench/{n}",
            dataset="bench", donor=f"D{n % 40:02}", recipient="UKR", aid_kind=kinds[n % 3],
        )  # fmt: skip
    for n in range(entries):
        day = _DAYS[n * 7 % 800]
        start, end = _STEPS[n // LINES % 3]
        yield Entry(
            source_id="bench", key=f"row {n}", known_on=day, line_id=f"bench/{n % LINES}",
            stage_from=start, stage_to=end, happened_from=day, happened_to=day,
            quantity=_AMOUNTS[n % 5_000], unit="piece", value=_AMOUNTS[n * 3 % 5_000],
            currency="EUR", locator=f"row {n}",
        )  # fmt: skip


def main() -> None:
    """Print the figures."""
    entries = int(os.environ.get("RESUPPLY_BENCH_ENTRIES", "1000000"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.sqlite"
        _import(path, entries)
        _balances(path, entries)
        _peers(path)
        _verify(path)
        _single(Path(folder) / "single.sqlite")


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _import(path: Path, entries: int) -> None:
    began = time.perf_counter()
    with Book.open(path) as book:
        book.append(records(entries), by="bench")
        written = time.perf_counter() - began
        book.columns()
    took = time.perf_counter() - began
    size = path.stat().st_size / entries
    print(
        f"import {entries:,} entries: {took:.1f} s ({entries / took:,.0f}/s; journal {written:.1f} "
        f"s, columns {took - written:.1f} s), peak {_peak_gb():.2f} GB, {size:.0f} bytes an entry"
    )


def _balances(path: Path, entries: int) -> None:
    with Book.open(path) as book:
        for name in ("first after opening", "again", "another day"):
            began = time.perf_counter()
            day = date(2023, 6, 1) if name == "another day" else date(2023, 9, 1)
            answer = balances.answer(book.view(day), Scope(as_of=day), ["donor", "kind"])
            took = time.perf_counter() - began
            print(f"balances as of {day} over {entries:,}, {name}: {took:.3f} s")
        assert len(answer.rows) >= 40


_SQL = """SELECT json_extract(l.body, '$.donor'), json_extract(e.body, '$.stage_to'),
    sum(CAST(json_extract(e.body, '$.value') AS REAL))
  FROM journal e JOIN journal l ON l.kind = 'line'
    AND json_extract(l.body, '$.line_id') = json_extract(e.body, '$.line_id')
  WHERE e.kind = 'entry' AND json_extract(e.body, '$.known_on') <= '2023-09-01' GROUP BY 1, 2"""


def _peers(path: Path) -> None:
    with Book.open(path) as book:
        view = book.view(date(2023, 9, 1))
        began = time.perf_counter()
        balances.answer(view, Scope(as_of=date(2023, 9, 1)), ["donor"])
        ours = time.perf_counter() - began
        narrow = view.moves.select("line_id", "stage_to", "value").collect()
        donors = dict(view.lines.select("line_id", "donor").iter_rows())
    rows = list(narrow.iter_rows())
    began = time.perf_counter()
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for line, stage, value in rows:
        sums[donors[line], stage] += value
    python = time.perf_counter() - began
    flat = path.with_name("flat.sqlite")
    db = sqlite3.connect(flat)
    db.execute("CREATE TABLE e (donor TEXT, stage TEXT, value REAL)")
    db.executemany("INSERT INTO e VALUES (?,?,?)", ((donors[r[0]], r[1], r[2]) for r in rows))
    began = time.perf_counter()
    db.execute("SELECT donor, stage, sum(value) FROM e GROUP BY 1, 2").fetchall()
    sql = time.perf_counter() - began
    db.close()
    print(
        f"group by donor and stage: ours (both sides, reached and standing) {ours:.3f} s; plain "
        f"Python over tuples {python:.3f} s ({python / ours:.1f}x); SQLite GROUP BY over a flat "
        f"table {sql:.3f} s ({sql / ours:.1f}x)"
    )


def _verify(path: Path) -> None:
    with Book.open(path) as book:
        began = time.perf_counter()
        assert book.verify() is None
        took = time.perf_counter() - began
        print(f"verify: {took:.1f} s ({book.store.count() / took:,.0f} records/s)")


def _single(path: Path) -> None:
    with Book.open(path) as book:
        some = list(records(2_000))
        book.append(some[:LINES])
        began = time.perf_counter()
        for entry in some[LINES:]:
            book.append([entry], by="bench")
        took = time.perf_counter() - began
    print(f"single durable appends: {2_000 / took:,.0f}/s")
