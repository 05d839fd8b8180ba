"""Build tracker.csv of the shipped case `ukraine-2024`.

    python tools/build_tracker.py [--data ../shared/data] [--out src/resupply/shipped/ukraine-2024]

Reads releases of the Ukraine Support Tracker (Kiel Institute for the World Economy), writes the
table, and prints how far it agrees with what the releases print themselves. Only totals by donor,
kind, stage and day or month are written, never Kiel's rows. The same files give the same table,
byte for byte. `build_denominators.py` beside it makes denominators.csv and shares.csv.

How the allocations known for February 2024 are put together (`kiel-r16`). Release 16's country
summary gives exact totals by donor and kind; of its rows only part carries the allocated amount.

- *dated*: where its rows of a donor and kind add up to the summary, they are taken as they are;
- *matched*: elsewhere, a row that release 18 has on the same day (within 3 per cent), or with the
  same amount on another day (within 1 per cent), is taken as it is, on release 16's day;
- *spread*: what then is missing to the summary is laid over release 18's other announcement days
  up to 2024-02-29 in proportion, leaving out months where release 16 prints nothing of the kind;
- *raked*: for financial and military aid of the United States, whose months release 16 prints, the
  spread part is scaled until its months and its kinds agree with release 16, and nearly so with
  the kind's month as printed less the other donors.

A row dated by the end of an interval ("until 6/27/2022") gets the month Kiel codes for it, and so
does a row greater than everything release 16 prints for its kind in that month: such a row gets
the open interval up to its day.
"""

import argparse
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from resupply.core.dates import month_end

ROOT = Path(__file__).parents[1]
START, LAST, R16_KNOWN = date(2022, 1, 24), date(2024, 2, 29), date(2024, 4, 30)
R29_KNOWN, R29B_KNOWN = date(2026, 7, 26), date(2026, 7, 30)
KINDS = ("financial", "humanitarian", "military")
R16_ROWS = "kiel_items/kiel_R16_to2024-02-29_partial.xlsx"
R16_SUMMARY = "kiel_items/kiel_R16_country_summary.xlsx"
R18_ROWS = "kiel_items/kiel_R18_to2024-06-30_main.xlsx"
R29 = "kiel_site/2026-07-26_labelled-R29_6c0293d"
R29B = "kiel_site/2026-07-30_labelled-R29_f259890"
SPREAD = "donor's total of the kind, by days of kiel-r18 in proportion"
RAKED = "spread by days of kiel-r18 so that months and kinds agree with kiel-r16"
CODED = "day stated as the end of an interval; month as kiel-r18 codes it"
OPEN = "day stated as the end of an interval"
UNTIL = re.compile(r"until (\d{1,2})/(\d{1,2})/(\d{4})")

Cell = str | float | date
Key = tuple[str, str]  # donor (party id), kind
Group = tuple[str, str] | tuple[str, date]


class When(NamedTuple):
    """An interval of days; both ends the same for a day."""

    start: date
    end: date

    @property
    def wide(self) -> bool:
        """Whether it is more than one month."""
        return bool(month_end(self.start) != month_end(self.end))


class Part(NamedTuple):
    """A share of a donor's total of a kind: when, how much [EUR], and how it was put there."""

    when: When
    euros: float
    basis: str = "reported"
    note: str = ""


def sheet(path: Path, name: str) -> list[list[Any]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def party_ids(out: Path) -> dict[str, str]:
    """Names as Kiel writes them to party ids, from the case's own parties and aliases."""
    names = {r["name"]: r["party_id"] for r in table(out / "parties.csv")}
    return names | {r["alias"]: r["party_id"] for r in table(out / "aliases.csv")}


def number(cell: Cell) -> float | None:
    text = str(cell).replace("\xa0", "").strip()
    try:
        return float(text)
    except ValueError:
        return None


def r16_rows(data: Path, ids: Mapping[str, str]) -> Iterator[tuple[Key, date, str, float]]:
    """Rows of release 16 with an amount: donor and kind, day, type of donation, euros."""
    for row in sheet(data / R16_ROWS, "delivery")[1:]:
        euros = number(row[10])
        if euros:
            assert isinstance(row[1], date)
            yield (ids[str(row[0])], str(row[2]).strip().lower()), row[1], str(row[5]), euros


def r16_totals(data: Path, ids: Mapping[str, str], first: int) -> dict[Key, float]:
    """Totals of the country summary [EUR]; its columns for three kinds begin at `first`."""
    out = {}
    for row in sheet(data / R16_SUMMARY, "Sheet2")[1:]:
        for i, kind in enumerate(KINDS):
            out[ids[str(row[0])], kind] = (number(row[first + i]) or 0.0) * 1e9
    return out


def r16_months(data: Path) -> dict[tuple[str, date], float]:
    """What release 16 prints by month [EUR]: `USA`, `committed`, and each kind."""
    out = {}
    for row in sheet(data / R16_ROWS, "europevsus")[1:]:
        assert isinstance(row[0], date)
        for name, i in (("USA", 1), ("committed", 3), *zip(KINDS, (5, 6, 7), strict=True)):
            out[name, month_end(row[0])] = (number(row[i]) or 0.0) * 1e9
    return out


class Shape(NamedTuple):
    """Release 18's allocations up to the last day: euros by donor, kind and interval."""

    euros: dict[Key, dict[When, float]]
    until: dict[Key, dict[date, tuple[When, float]]]  # rows dated by the end of an interval


def r18_shape(data: Path, ids: Mapping[str, str]) -> Shape:
    euros: dict[Key, dict[When, float]] = defaultdict(lambda: defaultdict(float))
    until: dict[Key, dict[date, tuple[When, float]]] = defaultdict(dict)
    for row in sheet(data / R18_ROWS, "Bilateral Assistance, MAIN DATA")[1:]:
        amount = number(row[23])
        when = _r18_when(row[2], row[44])
        if row[7] != "Allocation" or not amount or when is None or when.end > LAST:
            continue
        key = ids[str(row[1]).strip()], str(row[3]).strip().lower()
        euros[key][when] += amount
        last = _last_day(row[2])
        if last is not None:
            until[key][last] = (when, amount)
    return Shape(euros, until)


def _r18_when(day: Cell, coded: Cell) -> When | None:
    """The announcement day, else the month Kiel codes (1 = January 2022, 0 = not dated)."""
    if isinstance(day, date):
        return When(day, day)
    index = number(coded)
    if index is None:
        return None
    if index == 0:
        return When(START, _last_day(day) or LAST)
    first = date(2022 + (int(index) - 1) // 12, (int(index) - 1) % 12 + 1, 1)
    return When(first, month_end(first))


def _last_day(cell: Cell) -> date | None:
    """The day of "until 6/27/2022": month, day, year, as all but a few such cells are."""
    found = UNTIL.fullmatch(str(cell).strip())
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[1]), int(found[2]))
    except ValueError:
        return None


def allocations(data: Path, ids: Mapping[str, str]) -> dict[Key, list[Part]]:
    """Allocations by donor and kind, each adding up to release 16's summary."""
    rows: dict[Key, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for key, day, donation, euros in r16_rows(data, ids):
        if donation == "Allocation":
            rows[key][day] += euros
    shape, months = r18_shape(data, ids), r16_months(data)
    out = {}
    for key, total in r16_totals(data, ids, 22).items():
        if total:
            out[key] = _of_donor(key, total, rows[key], shape, months)
    return rake(out, "USA", months)


def commitments(data: Path, ids: Mapping[str, str]) -> dict[Key, list[Part]]:
    """Commitments by donor and kind: all rows of release 16, allocations among them."""
    shape, months = r18_shape(data, ids), r16_months(data)
    out: dict[Key, list[Part]] = defaultdict(list)
    for key, day, _, euros in r16_rows(data, ids):
        out[key].append(_dated(key, day, euros, shape, months["committed", month_end(day)]))
    return out


def _of_donor(
    key: Key,
    total: float,
    rows: Mapping[date, float],
    shape: Shape,
    months: Mapping[tuple[str, date], float],
) -> list[Part]:
    if abs(sum(rows.values()) - total) < 5e5:
        return [_dated(key, d, v, shape, months[key[1], month_end(d)]) for d, v in rows.items()]
    rest = {
        w: v
        for w, v in shape.euros[key].items()
        if w.start != w.end or months[key[1], month_end(w.end)] > 0
    }
    matched = [
        _dated(key, day, euros, shape, months[key[1], month_end(day)])
        for day, euros in rows.items()
        if _match(day, euros, rest)
    ]
    missing = total - sum(p.euros for p in matched)
    weight = sum(rest.values())
    note = RAKED if key[0] == "USA" and key[1] != "humanitarian" else SPREAD
    return matched + [Part(w, v / weight * missing, "derived", note) for w, v in rest.items()]


def _dated(key: Key, day: date, euros: float, shape: Shape, printed: float) -> Part:
    """A row with its day, or the interval its day ends; `printed` is the month's total [EUR]."""
    when, amount = shape.until[key].get(day, (None, 0.0))
    if when is not None and abs(amount - euros) <= 0.03 * euros:
        return Part(when, euros, "reported", CODED)
    if euros > 1.02 * printed + 1e3:
        return Part(When(START, day), euros, "reported", OPEN)
    return Part(When(day, day), euros)


def _match(day: date, euros: float, rest: dict[When, float]) -> bool:
    """Whether release 18 has this row; it is then taken out of `rest`."""
    same = When(day, day)
    if same in rest and abs(euros - rest[same]) <= 0.03 * rest[same]:
        del rest[same]
        return True
    near = [w for w, v in rest.items() if abs(euros - v) <= 0.01 * v and euros > 1e6]
    if len(near) == 1:
        del rest[near[0]]
    return len(near) == 1


def rake(
    parts: dict[Key, list[Part]], donor: str, months: Mapping[tuple[str, date], float]
) -> dict[Key, list[Part]]:
    """Scale the spread parts of a donor to each of its totals in turn, until all agree."""
    mine = {k: list(v) for k, v in parts.items() if k[0] == donor}
    totals: dict[Group, float] = {k: sum(p.euros for p in v) for k, v in mine.items()}
    left = _left(parts, donor, months)
    for (kind, month), euros in left.items():
        if euros > 1e8 and not any(month_end(p.when.end) == month for p in mine[donor, kind]):
            # Not in release 18 any more: 500 m USD of financial aid in April 2022.
            mine[donor, kind].append(
                Part(When(month.replace(day=1), month), euros, "derived", RAKED)
            )
    own: dict[Group, float] = {("", m): v for (name, m), v in months.items() if name == donor}
    for turn in range(600):
        if turn < 300:
            _scale(mine, lambda k, p: (k[1], month_end(p.when.end)), left)
        _scale(mine, lambda k, p: ("", month_end(p.when.end)), own)
        _scale(mine, lambda k, p: k, totals)
    return parts | mine


def _left(
    parts: Mapping[Key, list[Part]], donor: str, months: Mapping[tuple[str, date], float]
) -> dict[tuple[str, date], float]:
    """Financial and military aid by month as printed, less what the other donors have in it."""
    left = {k: v for k, v in months.items() if k[0] in (KINDS[0], KINDS[2])}
    for key, others in parts.items():
        for part in others:
            month = key[1], month_end(part.when.end)
            if key[0] != donor and month in left and not part.when.wide:
                left[month] -= part.euros
    return left


def _scale(
    mine: dict[Key, list[Part]],
    group: Callable[[Key, Part], Group],
    wanted: Mapping[Any, float],
) -> None:
    fixed: dict[Group, float] = defaultdict(float)
    free: dict[Group, float] = defaultdict(float)
    for key, parts in mine.items():
        for part in parts:
            (free if part.note == RAKED else fixed)[group(key, part)] += part.euros
    for key, parts in mine.items():
        for i, part in enumerate(parts):
            g = group(key, part)
            if part.note == RAKED and free[g] and g in wanted:
                factor = max(wanted[g] - fixed[g], 0.0) / free[g]
                parts[i] = part._replace(euros=part.euros * factor)


TRACKER = (
    "release_id", "donor", "aid_kind", "stage", "happened_from", "happened_to", "value",
    "currency", "known_on", "known_precision", "basis", "source_id", "note",
)  # fmt: skip


def whole_euros(amounts: list[float], total: int) -> list[int]:
    """Amounts as whole euros that add up to `total`: what is left goes to the largest rests."""
    floors = [int(a // 1) for a in amounts]
    order = sorted(range(len(amounts)), key=lambda i: amounts[i] - floors[i], reverse=True)
    step = 1 if total >= sum(floors) else -1
    for n in range(abs(total - sum(floors))):
        floors[order[n % len(order)]] += step
    return floors


def tracker_rows(stage: str, parts: Mapping[Key, list[Part]]) -> Iterator[dict[str, object]]:
    """Rows of release 16: one for each donor, kind, interval and basis."""
    for (donor, kind), mine in sorted(parts.items()):
        merged: dict[tuple[When, str], float] = defaultdict(float)
        notes: dict[tuple[When, str], str] = {}
        for part in mine:
            merged[part.when, part.basis] += part.euros
            notes[part.when, part.basis] = part.note
        keys = sorted(k for k in merged if merged[k] >= 0.5)
        total = round(sum(p.euros for p in mine))
        for (when, basis), value in zip(
            keys, whole_euros([merged[k] for k in keys], total), strict=True
        ):
            known, precision = known_day(when)
            yield dict(
                zip(
                    TRACKER,
                    ("kiel-r16", donor, kind, stage, *when, value, "EUR", known, precision, basis,
                     "kiel-r16", notes[when, basis]),
                    strict=True,
                )
            )  # fmt: skip


def known_day(when: When) -> tuple[date, str]:
    """When an amount was public: its day, else the end of its month, else the release's day."""
    if when.start == when.end:
        return when.end, "day"
    return (when.end, "inferred") if when.end < LAST or not when.wide else (R16_KNOWN, "month")


def site_rows(data: Path, folder: str, release: str, known: date) -> Iterator[dict[str, object]]:
    """Rows of a version of Kiel's site: allocations by kind and month, commitments by month."""
    for row in table(data / folder / "data_explorer.csv"):
        start = date(int(row["year"]), int(row["month"]), 1)
        if start > LAST:
            continue
        donor = "EU-INST" if row["iso"] == "EU" else row["iso"]
        stated = [(kind, "allocation", row[kind]) for kind in KINDS]
        for kind, stage, text in [*stated, ("unspecified", "commitment", row["commitments"])]:
            value = Decimal(text) * 10**9
            if value:
                euros = f"{value.normalize():f}"
                cells = (release, donor, kind, stage, start, month_end(start), euros, "EUR",
                         known, "day", "reported", release, "")  # fmt: skip
                yield dict(zip(TRACKER, cells, strict=True))


def report(data: Path, ids: Mapping[str, str], rows: list[dict[str, object]]) -> None:
    """Print how far release 16's tables agree with what it prints itself, in bn EUR."""
    mine = [r for r in rows if r["release_id"] == "kiel-r16"]
    for stage, first in (("commitment", 2), ("allocation", 22)):
        wanted = r16_totals(data, ids, first)
        got: dict[Key, int] = defaultdict(int)
        for r in mine:
            if r["stage"] == stage:
                got[str(r["donor"]), str(r["aid_kind"])] += int(str(r["value"]))
        off = max(abs(got[k] - v) for k, v in wanted.items())
        print(f"{stage}: {sum(got.values()) / 1e9:.6f} (summary {sum(wanted.values()) / 1e9:.6f}),"
              f" greatest difference of a donor and kind {off:.0f} EUR")  # fmt: skip
    months = r16_months(data)
    allocated = [r for r in mine if r["stage"] == "allocation"]
    for name in ("USA", *KINDS):
        total = _by_month(r for r in allocated if name in (r["donor"], r["aid_kind"]))
        print(f"allocation by month, {name}: " + _gaps(total, months, name))
    committed = _by_month(r for r in mine if r["stage"] == "commitment")
    print("commitment by month: " + _gaps(committed, months, "committed"))
    by_basis: dict[str, int] = defaultdict(int)
    for r in allocated:
        by_basis[f"{r['basis']}: {r['note'] or 'as dated'}"] += int(str(r["value"]))
    for basis, value in sorted(by_basis.items()):
        print(f"  {value / 1e9:8.3f} {basis}")
    late = sum(int(str(r["value"])) for r in allocated if str(r["known_on"]) > "2024-02-28")
    print(f"allocation known after 2024-02-28: {late / 1e9:.3f}")


def _by_month(rows: Iterable[dict[str, object]]) -> dict[date | None, float]:
    out: dict[date | None, float] = defaultdict(float)
    for r in rows:
        start, end = r["happened_from"], r["happened_to"]
        assert isinstance(start, date)
        assert isinstance(end, date)
        month = None if When(start, end).wide else month_end(end)
        out[month] += float(str(r["value"]))
    return out


def _gaps(
    got: Mapping[date | None, float], months: Mapping[tuple[str, date], float], name: str
) -> str:
    gaps = {m: got.get(m, 0.0) - v for (n, m), v in months.items() if n == name}
    worst = sorted(gaps, key=lambda m: abs(gaps[m]), reverse=True)[:3]
    shown = ", ".join(f"{m:%Y-%m} {gaps[m] / 1e9:+.3f}" for m in worst)
    off = sum(abs(g) for g in gaps.values()) / sum(v for (n, _), v in months.items() if n == name)
    undated = got.get(None, 0.0) / 1e9
    return f"off by {off:.2%} in all; greatest {shown}; undated {undated:.3f}"


def write(path: Path, names: Iterable[str], rows: Iterable[Iterable[object]]) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
    return path.stat().st_size


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--out", type=Path, default=ROOT / "src/resupply/shipped/ukraine-2024")
    asked = parser.parse_args()
    if not (asked.data / R16_ROWS).is_file():
        print(f"{asked.data} does not hold the published files; nothing was written.")
        return 1
    ids = party_ids(asked.out)
    rows = list(all_rows(asked.data, ids))
    report(asked.data, ids, rows)
    size = write(asked.out / "tracker.csv", TRACKER, (r.values() for r in rows))
    print(f"tracker.csv: {len(rows)} rows, {size} bytes")
    return 0


def all_rows(data: Path, ids: Mapping[str, str]) -> Iterator[dict[str, object]]:
    yield from tracker_rows("commitment", commitments(data, ids))
    yield from tracker_rows("allocation", allocations(data, ids))
    yield from site_rows(data, R29, "kiel-r29-0726", R29_KNOWN)
    yield from site_rows(data, R29B, "kiel-r29-0730", R29B_KNOWN)


if __name__ == "__main__":
    sys.exit(main())
