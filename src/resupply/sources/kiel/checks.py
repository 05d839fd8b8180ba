"""Does the site agree with itself? Its files are compared with each other, row by row and in sum.

Nothing is corrected here: both figures are named, and the reader chooses.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from resupply.core.cells import where_cell
from resupply.core.findings import Finding
from resupply.sources.kiel import names, release
from resupply.sources.kiel.figures import Figure
from resupply.sources.reading.columns import Columns, Contract, match, need
from resupply.sources.reading.files import Table
from resupply.sources.reading.numbers import billions, parse

#: The site prints millions of EUR bn with six digits: half a unit of the last digit, per figure.
LAST_DIGIT_EUR = Decimal(1000)
#: Sums are compared in EUR bn with three digits, percentages of GDP with two.
SUM_EUR, PERCENT = Decimal(500_000), Decimal("0.005")
#: More pieces of one weapon than this have never been given.
WEAPONS_MAX = Decimal(10) ** 7

CONTRACTS: dict[str, Contract] = {
    "total_allocations.csv": Contract(
        name="the tracker's totals by month",
        aliases={
            "year": ("year",),
            "month": ("month",),
            "total": ("total_allocations", "total"),
            "military": ("military",),
            "financial": ("financial",),
            "humanitarian": ("humanitarian",),
        },
        needed=("year", "month", "total"),
    ),
    "procurement_trends.csv": Contract(
        name="the tracker's military aid by way of supply",
        aliases={c: (c,) for c in ("stockpile", "procurement", "unspecified", "nato_purl")},
        needed=("stockpile", "procurement", "unspecified"),
    ),
    "eu_aid_shares.csv": Contract(
        name="the tracker's EU aid by member",
        aliases={
            "donor": ("country",),
            "bilateral_pct": ("bilateral_pct_gdp",),
            "eu_pct": ("eu_share_pct_gdp",),
            "total_pct": ("total_pct_gdp",),
            "eu_share": ("eu_share_bn",),
        },
        needed=("donor", "eu_share"),
    ),
    "weapons": Contract(
        name="the tracker's weapons by donor",
        aliases={
            "donor": ("donor", "country"),
            "category": ("category",),
            "pieces": ("number_of_weapons",),
            "list": ("weapons_list",),
        },
        needed=("donor", "category", "pieces"),
    ),
}

_LISTED = re.compile(r"\(\s*([\d.,]+)\s*\)")


def need_columns(table: Table) -> None:
    """Refuses a known file that lacks a needed column.

    Raises:
        SourceUnreadableError: It does.
    """
    _columns(table)


def figures(stated: Sequence[Figure]) -> list[Finding]:
    """Per donor-month: total = sum of kinds; to be allocated = commitments - total; % of GDP."""
    return [
        *(f for figure in stated if (f := _total(figure))),
        *(f for figure in stated if (f := _to_be_allocated(figure))),
        *(f for figure in stated if (f := _per_gdp(figure))),
    ]


def totals(table: Table | None, stated: Sequence[Figure]) -> list[Finding]:
    """Per month and kind: the table of totals against the sum of donor-months."""
    if table is None:
        return []
    columns = _columns(table)
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for figure in stated:
        for kind in ("military", "financial", "humanitarian"):
            sums[figure.month, kind] += figure.amounts.get(kind, Decimal(0))
            sums[figure.month, "total"] += figure.amounts.get(kind, Decimal(0))
    findings = []
    for number, row in table.rows:
        month = f"{columns.text(row, 'year')}-{columns.text(row, 'month').zfill(2)}"
        for kind in ("total", "military", "financial", "humanitarian"):
            says = billions(columns.get(row, kind)).value
            where = where_cell(table.where, number, columns.heading(kind))
            if says is not None and abs(says - sums.get((month, kind), Decimal(0))) > SUM_EUR:
                text = f"{month}: {_bn(says)}, while the donors of the month sum to "
                findings.append(_disagrees(where, text + _bn(sums.get((month, kind), Decimal(0)))))
    return findings


def procurement(table: Table | None, stated: Sequence[Figure]) -> list[Finding]:
    """Military aid by way of supply against military aid by donor; a note on NATO's PURL."""
    if table is None:
        return []
    columns = _columns(table)
    ways = ("stockpile", "procurement", "unspecified", "nato_purl")
    sums = {way: _sum(table, columns, way) for way in ways if way in columns}
    military = sum((f.amounts.get("military", Decimal(0)) for f in stated), Decimal(0))
    whole = sum(sums.values(), Decimal(0))
    findings = []
    if abs(whole - military) > SUM_EUR:
        text = f"{_bn(whole)} by way of supply, {_bn(military)} military aid by donor, "
        findings.append(_disagrees(table.where, f"{text}a difference of {_bn(whole - military)}"))
    if sums.get("nato_purl"):
        findings.append(_purl(table.where, sums["nato_purl"]))
    return findings


def eu_shares(
    table: Table | None, stated: Sequence[Figure]
) -> tuple[dict[str, tuple[Decimal, str]], list[Finding]]:
    """Each member's part of the EU institutions' aid [EUR] and where it stands; what disagrees."""
    if table is None:
        return {}, []
    columns = _columns(table)
    shares: dict[str, tuple[Decimal, str]] = {}
    findings: list[Finding] = []
    percent = _percent_by_donor(stated)
    for number, row in table.rows:
        where = where_cell(table.where, number)
        name, cell = columns.text(row, "donor"), columns.get(row, "eu_share")
        donor, share = names.donor(name), billions(cell).value
        if not donor.known:
            findings.append(release.unknown_donor(where, name, donor.party))
        if share is None:
            findings.append(release.odd_cell("not_a_number", where, cell))
            continue
        shares[donor.party] = (share, where)
        findings += _member(columns, row, where, name, percent.get(donor.party))
    union = _sum_of(stated, "EU-INST")
    whole = sum((share for share, _ in shares.values()), Decimal(0))
    if union and abs(whole - union) > SUM_EUR:
        text = f"the members' parts sum to {_bn(whole)}, the EU's institutions gave {_bn(union)}"
        findings.append(_disagrees(table.where, text))
    return shares, findings


def weapons(table: Table) -> list[Finding]:
    """Pieces in the number column against those in the list; numbers beyond reason."""
    columns = _columns(table)
    findings = []
    for number, row in table.rows:
        where = where_cell(table.where, number)
        listed = [parse(t, limit=Decimal(10) ** 30) for t in _listed(columns.text(row, "list"))]
        pieces = parse(columns.get(row, "pieces"), limit=Decimal(10) ** 30).value
        counts = [n.value for n in listed if n.value is not None]
        name = f"{columns.text(row, 'donor')}, {columns.text(row, 'category')}"
        for absurd in (n for n in (*counts, pieces) if n is not None and n > WEAPONS_MAX):
            findings.append(_absurd(where, name, absurd, columns.text(row, "list")))
        if pieces is not None and counts and sum(counts) != pieces:
            text = f"{name}: {pieces:f} pieces, while its list sums to {sum(counts):f}"
            findings.append(_disagrees(where, text))
    return findings


def _columns(table: Table) -> Columns:
    kind = "weapons" if table.where.casefold().startswith("weapons") else table.where.casefold()
    contract = CONTRACTS.get(kind)
    if contract is None:
        return Columns(at={})
    return need(match(table.header, contract), contract, table.header, table.where)


def _total(figure: Figure) -> Finding | None:
    amounts = figure.amounts
    kinds = [amounts.get(kind) for kind in ("financial", "humanitarian", "military")]
    if "total" not in amounts or None in kinds:
        return None
    parts = sum((kind for kind in kinds if kind is not None), Decimal(0))
    if abs(amounts["total"] - parts) <= 3 * LAST_DIGIT_EUR:
        return None
    text = f"{figure.name} {figure.month}: total {_bn(amounts['total'])}, kinds {_bn(parts)}"
    return _disagrees(figure.where, text, figure.donor)


def _to_be_allocated(figure: Figure) -> Finding | None:
    amounts = figure.amounts
    if not {"total", "commitment", "to_be_allocated"} <= amounts.keys():
        return None
    left = amounts["commitment"] - amounts["total"]
    if abs(amounts["to_be_allocated"] - left) <= 3 * LAST_DIGIT_EUR:
        return None
    text = f"to be allocated {_bn(amounts['to_be_allocated'])}, commitments less total {_bn(left)}"
    return _disagrees(figure.where, f"{figure.name} {figure.month}: {text}", figure.donor)


def _per_gdp(figure: Figure) -> Finding | None:
    amounts = figure.amounts
    if not {"total", "gdp", "pct_gdp"} <= amounts.keys() or not amounts["gdp"]:
        return None
    says = amounts["pct_gdp"] / 10**9
    percent = 100 * amounts["total"] / amounts["gdp"]
    if abs(says - percent) <= PERCENT:
        return None
    text = f"{figure.name} {figure.month}: {says:.4f} % of GDP, by its own figures {percent:.4f} %"
    return _disagrees(figure.where, text, figure.donor)


def _member(
    columns: Columns, row: Sequence[object], where: str, name: str, percent: Decimal | None
) -> Iterator[Finding]:
    bilateral, union, whole = (
        parse(columns.get(row, c)).value for c in ("bilateral_pct", "eu_pct", "total_pct")
    )
    if bilateral is not None and percent is not None and abs(bilateral - percent) > PERCENT:
        text = f"{name}: {bilateral:.4f} % of GDP bilateral, by its donor-months {percent:.4f} %"
        yield _disagrees(where, text, names.donor(name).party)
    if bilateral is None or union is None or whole is None:
        return
    if abs(bilateral + union - whole) > PERCENT:
        text = f"{name}: {whole:.4f} % of GDP in all, its parts sum to {bilateral + union:.4f} %"
        yield _disagrees(where, text, names.donor(name).party)


def _percent_by_donor(stated: Sequence[Figure]) -> Mapping[str, Decimal]:
    gdp = {f.donor: f.amounts["gdp"] for f in stated if f.amounts.get("gdp")}
    return {donor: 100 * _sum_of(stated, donor) / value for donor, value in gdp.items()}


def _sum_of(stated: Sequence[Figure], donor: str) -> Decimal:
    kinds = ("financial", "humanitarian", "military")
    mine = (f.amounts.get(kind, Decimal(0)) for f in stated if f.donor == donor for kind in kinds)
    return sum(mine, Decimal(0))


def _sum(table: Table, columns: Columns, concept: str) -> Decimal:
    values = (billions(columns.get(row, concept)).value for _, row in table.rows)
    return sum((value for value in values if value is not None), Decimal(0))


def _listed(text: str) -> list[str]:
    return _LISTED.findall(text)


def _bn(eur: Decimal) -> str:
    return f"EUR {eur / 10**9:.3f} bn"


def _disagrees(where: str, what: str, subject: str | None = None) -> Finding:
    return Finding(
        code="source_disagrees_with_itself",
        where=where,
        what=f"{what}.",
        todo="say which figure you use; ask the publisher which one stands.",
        subject=subject,
    )


def _absurd(where: str, name: str, number: Decimal, text: str) -> Finding:
    return Finding(
        code="absurd_number",
        where=where,
        what=f'{name}: {number:f} pieces ("{text[:60]}").',
        todo="look it up at the source; nothing of it was taken.",
        level="error",
    )


def _purl(where: str, amount: Decimal) -> Finding:
    return Finding(
        code="scheme_is_not_a_donor",
        where=where,
        what=f"NATO's PURL ({_bn(amount)}) is a way of supply; it is inside the donors' aid.",
        todo="do not add it to the donors.",
        level="note",
    )
