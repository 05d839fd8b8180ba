"""The site's CSV set: `data_explorer.csv` by donor and month, and the files beside it.

The site splits allocations by kind of aid and commitments not at all. So a donor has one line per
kind and one for what is not split; commitments come in there, and allocations leave from there.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from resupply.core.cells import where_cell
from resupply.core.dates import Span
from resupply.core.errors import SourceUnreadableError
from resupply.core.findings import Finding
from resupply.core.records import Entry, Line, Row
from resupply.core.statements import Release
from resupply.core.words import AidKind, Stage
from resupply.sources.kiel import checks, names, release
from resupply.sources.kiel.figures import Figure
from resupply.sources.reading.columns import Columns, Contract, match, need
from resupply.sources.reading.files import Table, csv_table
from resupply.sources.reading.numbers import billions

DATASET = "kiel"
OTHER_FILES = (
    "total_allocations.csv",
    "procurement_trends.csv",
    "eu_aid_shares.csv",
    "release_info.csv",
)
KINDS = (AidKind.FINANCIAL, AidKind.HUMANITARIAN, AidKind.MILITARY)

EXPLORER = Contract(
    name="the tracker's figures by donor and month",
    aliases={
        "donor": ("country", "donor"),
        "iso": ("iso", "iso3"),
        "year": ("year",),
        "month": ("month",),
        "total": ("total", "total_allocations"),
        "financial": ("financial",),
        "humanitarian": ("humanitarian",),
        "military": ("military",),
        "commitment": ("commitments", "commitment"),
        "to_be_allocated": ("to_be_allocated",),
        "gdp": ("gdp",),
        "pct_gdp": ("pct_gdp",),
    },
    needed=("donor", "year", "month", "financial", "humanitarian", "military"),
)


class SiteSet(msgspec.Struct, frozen=True, kw_only=True):
    """The site's files, read but not yet understood.

    Args:
        explorer: `data_explorer.csv`.
        others: The files beside it, by small-letter name.
        sha256: Hash of all of them.
        findings: What was odd about reading them.
    """

    explorer: Table
    others: Mapping[str, bytes]
    sha256: str
    findings: tuple[Finding, ...] = ()

    def release(self, *, known_on: date, source_id: str | None) -> Release:
        """The release these files state."""
        source = release.source_id(DATASET, known_on, self.sha256, source_id)
        columns = need(
            match(self.explorer.header, EXPLORER), EXPLORER, self.explorer.header, "data_explorer"
        )
        figures, findings = _figures(self.explorer, columns)
        tables, unread = _tables(self.others)
        shares, odd_shares = checks.eu_shares(tables.get("eu_aid_shares.csv"), figures)
        said = Said(source, known_on, "commitment" in columns)
        label, published = _info(tables.get("release_info.csv"))
        return Release(
            source_id=source,
            dataset=DATASET,
            known_on=known_on,
            source=release.source_row(
                source, label or "Ukraine Support Tracker, site", known_on, published
            ),
            lines=_lines(figures, said),
            entries=[e for f in figures for e in _entries(f, said)],
            covers_cells=_covered(figures, said),
            covers_until=max((f.span.end for f in figures if f.span.end), default=None),
            rows=[*_denominators(figures, said), *_share_rows(shares, said)],
            findings=[
                *self.findings,
                *self.explorer.findings,
                *release.unknown_columns(self.explorer.where, columns.unknown),
                *findings,
                *unread,
                *checks.figures(figures),
                *checks.totals(tables.get("total_allocations.csv"), figures),
                *checks.procurement(tables.get("procurement_trends.csv"), figures),
                *odd_shares,
                *(f for name, t in tables.items() if _is_weapons(name) for f in checks.weapons(t)),
            ],
            label=label,
            file_sha256=self.sha256,
        )


class Said(msgspec.Struct, frozen=True):
    """Who says it, known when, and whether commitments are among it."""

    source_id: str
    known_on: date
    has_commitments: bool


def left_out(error: SourceUnreadableError) -> Finding:
    """A file beside the main one that cannot be read: the rest goes on without it."""
    return Finding(
        code="file_left_out", where=error.where, what=error.what, todo=error.todo, level="error"
    )


def _tables(others: Mapping[str, bytes]) -> tuple[dict[str, Table], list[Finding]]:
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for name, content in others.items():
        try:
            table = csv_table(name, content)
            checks.need_columns(table)
        except SourceUnreadableError as error:
            findings.append(left_out(error))
        else:
            tables[name] = table
            findings += table.findings
    return tables, findings


def _is_weapons(name: str) -> bool:
    return name.startswith("weapons")


def _figures(table: Table, columns: Columns) -> tuple[list[Figure], list[Finding]]:
    """The donor-months, each once; what cannot be read is left out with a finding."""
    figures: dict[tuple[str, Span], Figure] = {}
    findings: list[Finding] = []
    strangers: set[str] = set()
    for number, row in table.rows:
        where = where_cell(table.where, number)
        figure, odd = _figure(columns, row, where)
        findings += odd
        if figure is None:
            continue
        if not figure.donor_known and figure.donor not in strangers:
            strangers.add(figure.donor)
            findings.append(release.unknown_donor(where, figure.name, figure.donor))
        first = figures.setdefault((figure.donor, figure.span), figure)
        if first is not figure:
            findings.append(_twice(where, first, figure))
    return list(figures.values()), findings


def _figure(
    columns: Columns, row: Sequence[object], where: str
) -> tuple[Figure | None, list[Finding]]:
    name = columns.text(row, "donor")
    if not name or name.casefold() in names.TOTALS:
        return None, [release.not_a_donor(where, name)]
    span = _month(columns.text(row, "year"), columns.text(row, "month"))
    if span is None:
        said = f"{columns.text(row, 'year')}-{columns.text(row, 'month')}"
        return None, [release.odd_cell("not_a_month", where, said)]
    amounts, findings = _amounts(columns, row, where)
    party, known = _party(name, columns.text(row, "iso"))
    figure = Figure(
        where=where, name=name, donor=party, donor_known=known, span=span, amounts=amounts
    )
    return figure, findings


def _amounts(
    columns: Columns, row: Sequence[object], where: str
) -> tuple[dict[str, Decimal], list[Finding]]:
    """Stated amounts [EUR; pct_gdp in %], by concept."""
    amounts: dict[str, Decimal] = {}
    findings: list[Finding] = []
    for concept in EXPLORER.aliases:
        if concept in ("donor", "iso", "year", "month") or concept not in columns:
            continue
        cell = columns.get(row, concept)
        stated = billions(cell)
        place = f'{where}, column "{columns.heading(concept)}"'
        if stated.odd:
            level = "error" if stated.value is None else "warning"
            findings.append(release.odd_cell(stated.odd, place, cell, level=level))
        elif stated.value is None and concept not in ("gdp", "pct_gdp"):
            findings.append(release.not_stated(place))
        if stated.value is not None:
            amounts[concept] = stated.value
    return amounts, findings


def _month(year: str, month: str) -> Span | None:
    if not (year.isdecimal() and month.isdecimal() and 2014 <= int(year[:6]) <= 2040):
        return None
    return Span.month(int(year), int(month)) if 1 <= int(month[:6]) <= 12 else None


def _party(name: str, iso: str) -> tuple[str, bool]:
    """The party of a name; of its code where the name is new but the code is not."""
    found = names.donor(name)
    if not found.known and iso in names.DONOR_IDS:
        return iso, True
    return found.party, found.known


def _lines(figures: Sequence[Figure], said: Said) -> list[Line]:
    kinds: dict[tuple[str, AidKind], str] = {}
    for figure in figures:
        for kind in (*KINDS, AidKind.UNSPECIFIED):
            if figure.moved(kind):
                kinds.setdefault((figure.donor, kind), figure.name)
            # Allocations leave from the line that is not split, so it must be there.
            if said.has_commitments and figure.moved(kind):
                kinds.setdefault((figure.donor, AidKind.UNSPECIFIED), figure.name)
    return [_line(party, kind, name, said) for (party, kind), name in sorted(kinds.items())]


def _line(party: str, kind: AidKind, name: str, said: Said) -> Line:
    line_id = f"{DATASET}/{party}/{kind}"
    return Line(
        source_id=said.source_id,
        key=line_id,
        known_on=said.known_on,
        line_id=line_id,
        dataset=DATASET,
        donor=party,
        recipient=release.RECIPIENT,
        item=release.MONEY if kind is AidKind.FINANCIAL else release.AID,
        aid_kind=kind,
        title=f"{name}, aid not split by kind" if kind == "unspecified" else f"{name}, {kind} aid",
    )


def _entries(figure: Figure, said: Said) -> list[Entry]:
    """The moves of one donor-month. A stated zero moves nothing."""
    whole = f"{DATASET}/{figure.donor}/{AidKind.UNSPECIFIED}"
    entries = []
    if figure.moved(AidKind.UNSPECIFIED):
        cell = f"{figure.donor}/commitment/{figure.month}"
        entries.append(_entry(figure, said, "commitment", cell, whole, None, Stage.OUTSIDE))
    for kind in KINDS:
        if figure.moved(kind):
            cell = f"{figure.donor}/{kind}/allocation/{figure.month}"
            line, parent = f"{DATASET}/{figure.donor}/{kind}", whole
            if said.has_commitments:
                entry = _entry(figure, said, kind, cell, line, parent, Stage.COMMITMENT)
            else:
                entry = _entry(figure, said, kind, cell, line, None, Stage.OUTSIDE)
            entries.append(entry)
    return entries


def _entry(
    figure: Figure,
    said: Said,
    concept: str,
    cell: str,
    line_id: str,
    parent: str | None,
    leaves: Stage,
) -> Entry:
    amount = figure.amounts[concept]
    return Entry(
        source_id=said.source_id,
        key=cell,
        known_on=said.known_on,
        locator=f'{figure.where}, column "{concept}"',
        line_id=line_id,
        parent_line_id=parent,
        stage_from=leaves,
        stage_to=Stage.COMMITMENT if concept == "commitment" else Stage.ALLOCATION,
        happened_from=figure.span.start,
        happened_to=figure.span.end,
        value=abs(amount),
        currency="EUR",
        cell=cell,
        reverses=amount < 0,
        reason="stated as a negative amount" if amount < 0 else None,
    )


def _covered(figures: Sequence[Figure], said: Said) -> tuple[str, ...]:
    """Everything; a release without commitments says nothing about those in the book."""
    if said.has_commitments:
        return ("",)
    donors = sorted(names.DONOR_IDS | {f.donor for f in figures})
    return tuple(f"{donor}/{kind}/" for donor in donors for kind in KINDS)


def _denominators(figures: Sequence[Figure], said: Said) -> list[Row]:
    """Gross domestic product of 2021 [EUR]; 0 stands for "not defined" and gives no row."""
    gdp = {f.donor: f for f in figures if f.amounts.get("gdp")}
    return [
        _row(
            "denominators",
            f"{party}/gdp/2021",
            {
                "party_id": party,
                "metric": "gdp",
                "year": 2021,
                "value": float(figure.amounts["gdp"]),
                "unit": "EUR",
            },
            said,
            f'{figure.where}, column "gdp"',
        )
        for party, figure in sorted(gdp.items())
    ]


def _share_rows(shares: Mapping[str, tuple[Decimal, str]], said: Said) -> list[Row]:
    """Each member's part in the aid of the EU's institutions."""
    whole = sum((eur for eur, _ in shares.values()), Decimal(0))
    return [
        _row(
            "shares",
            f"EU-INST/{member}",
            {
                "group_id": "EU-INST",
                "member_id": member,
                "share": float(eur / whole),
                "eu_share_eur": float(eur),
            },
            said,
            where,
        )
        for member, (eur, where) in sorted(shares.items())
        if whole
    ]


def _row(table: str, row_id: str, fields: dict[str, object], said: Said, locator: str) -> Row:
    return Row(
        source_id=said.source_id,
        key=f"{table}/{row_id}",
        known_on=said.known_on,
        locator=locator,
        table=table,
        row_id=row_id,
        fields=fields,
    )


def _twice(where: str, first: Figure, again: Figure) -> Finding:
    same = first.amounts == again.amounts
    return Finding(
        code="same_figure_twice",
        where=where,
        what=f"{again.name} {again.month} stands at {first.where} too"
        + (", with the same amounts." if same else ", with other amounts."),
        todo="the first row counts; remove the other.",
        level="warning" if same else "error",
        subject=again.donor,
    )


def _info(table: Table | None) -> tuple[str | None, object]:
    if table is None or not table.rows:
        return None, None
    fields = dict(zip(table.header, table.rows[0][1], strict=True))
    return (str(fields.get("label") or "").strip() or None), fields.get("date")
