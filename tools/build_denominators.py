"""Build denominators.csv and shares.csv of the shipped case `ukraine-2024`.

    python tools/build_denominators.py [--data ../shared/data] [--out src/resupply/shipped/...]

GDP of 2021 as two releases of the Ukraine Support Tracker (Kiel Institute for the World Economy)
put it, population from the World Bank, and the keys by which aid of the EU institutions is split
to the member states.

Release 7 is not used for GDP: what it heads "GDP (2021)" are the World Bank's figures of 2020
(United States 20,953.03 bn USD). Release 16 was public in April 2024, but its GDP is the World
Bank's figure in USD as public during 2023 (United States 23,315.08 bn; revised since), divided by
1.0714 for every country; so it is taken as known from the end of 2023, and marked as inferred.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from build_tracker import (
    R16_KNOWN,
    R16_SUMMARY,
    R29,
    R29_KNOWN,
    ROOT,
    number,
    party_ids,
    sheet,
    table,
    whole_euros,
    write,
)

R07_KNOWN = date(2022, 11, 30)
R07_BOOK = "kiel_items/kiel_R07_edB_corrected_full.xlsx"
DENOMINATORS = (
    "party_id", "metric", "year", "value", "unit", "known_on", "known_precision", "source_id",
    "note",
)  # fmt: skip
SHARES = ("group_id", "member_id", "share", "known_on", "source_id", "note")
_WDI_GDP = "World Bank, USD, public during 2023, at kiel-r16's one rate of 1.0714 USD for a euro"
_OLDER = "before the census of 2023; general knowledge"
_ALBANIA = "after the census of 2023; the older figure for 2023 was 2745972"


def denominators(
    data: Path, ids: Mapping[str, str], countries: set[str]
) -> Iterator[tuple[object, ...]]:
    """GDP of 2021 as in releases 16 and 29, population of 2021 to 2023."""
    for row in sheet(data / R16_SUMMARY, "Sheet2")[1:]:
        party, gdp = ids[str(row[0])], number(row[7])
        if party != "EU-INST" and gdp:
            yield (party, "gdp", 2021, round(gdp * 1e9), "EUR", date(2023, 12, 31), "inferred",
                   "kiel-r16", _WDI_GDP)  # fmt: skip
    site = {r["iso"]: r["gdp"] for r in table(data / R29 / "data_explorer.csv")}
    for iso, gdp_bn in sorted(site.items()):
        if iso != "EU":
            value = round(Decimal(gdp_bn) * 10**9)
            yield iso, "gdp", 2021, value, "EUR", R29_KNOWN, "day", "kiel-r29-0726", ""
    yield from populations(data, countries)


def populations(data: Path, countries: set[str]) -> Iterator[tuple[object, ...]]:
    """A year's figure is public in about July of the next year (general knowledge)."""
    rows = table(data / "reference/population_gdp_2021_2024.csv")
    for row in sorted(rows, key=lambda r: (r["iso3"], r["year"])):
        iso, year = row["iso3"], int(row["year"])
        if iso not in countries or year > 2023:
            continue
        known = date(year + 1, 7, 31)
        if (iso, year) == ("ALB", 2023):
            yield (iso, "population", 2023, 2745972, "person", known, "inferred",
                   "worldbank-population-older", _OLDER)  # fmt: skip
            known = date(2025, 7, 31)
        note = _ALBANIA if iso == "ALB" else ""
        yield (iso, "population", year, row["population"], "person", known, "inferred",
               "worldbank-population", note)  # fmt: skip


def shares(data: Path, ids: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    """Keys by which aid of the EU institutions is split to the members, in three releases."""
    r07 = {str(r[0]): number(r[2]) for r in sheet(data / R07_BOOK, "EU aid shares")[5:32]}
    yield from _key(r07, ids, R07_KNOWN, "kiel-r07", "contributions to the EU budget in 2020")
    r16 = {str(r[0]): number(r[29]) for r in sheet(data / R16_SUMMARY, "Sheet2")[1:] if r[29]}
    yield from _key(r16, ids, R16_KNOWN, "kiel-r16", "share in EU allocations, EIB included")
    r29 = {r["iso"]: float(r["eu_share_bn"]) for r in table(data / R29 / "eu_aid_shares.csv")}
    own = {iso: iso for iso in r29}
    yield from _key(r29, own, R29_KNOWN, "kiel-r29-0726", "share in EU aid, EIB included")


def _key(
    amounts: Mapping[str, float | None], ids: Mapping[str, str], known: date, source: str, note: str
) -> Iterator[tuple[object, ...]]:
    assert len(amounts) == 27, (source, len(amounts))
    values = [v or 0.0 for v in amounts.values()]
    parts = whole_euros([v / sum(values) * 10**9 for v in values], 10**9)
    for name, part in sorted(zip(amounts, parts, strict=True), key=lambda p: ids[p[0]]):
        yield "EU-INST", ids[name], f"{Decimal(part).scaleb(-9):f}", known, source, note


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--out", type=Path, default=ROOT / "src/resupply/shipped/ukraine-2024")
    asked = parser.parse_args()
    if not (asked.data / R16_SUMMARY).is_file():
        print(f"{asked.data} does not hold the published files; nothing was written.")
        return 1
    ids = party_ids(asked.out)
    countries = {r["party_id"] for r in table(asked.out / "parties.csv") if r["kind"] == "country"}
    rows = list(denominators(asked.data, ids, countries))
    write(asked.out / "denominators.csv", DENOMINATORS, rows)
    write(asked.out / "shares.csv", SHARES, shares(asked.data, ids))
    without = sorted(countries - {str(r[0]) for r in rows if r[1] == "population"})
    print(f"denominators.csv: {len(rows)} rows; no population for {', '.join(without)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
