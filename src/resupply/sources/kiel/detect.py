"""What a path holds, told by its content: the site's set, a CSV of rows, or the workbook."""

from datetime import date
from pathlib import Path
from typing import Protocol

from resupply.core.errors import SourceUnreadableError
from resupply.core.findings import Finding
from resupply.core.statements import Release
from resupply.sources.kiel import rows, site, workbook
from resupply.sources.kiel.contract import MAIN
from resupply.sources.reading import columns, files

SITE_FILE, ROWS_FILE = "data_explorer.csv", "bilateral_activities.csv"
WHAT_TO_GIVE = f"give a folder with {SITE_FILE}, one CSV file, or the workbook (.xlsx)."


class Found(Protocol):
    """Something a release can be made of."""

    def release(self, *, known_on: date, source_id: str | None) -> Release:
        """The release it states."""


def detect(path: Path) -> Found:
    """What lies at a path.

    Raises:
        SourceUnreadableError: Nothing that can be read.
    """
    if path.is_dir():
        return _folder(path)
    content = files.read_bytes(path)
    if path.suffix.casefold() in (".xlsx", ".xlsm") or content.startswith(b"PK\x03\x04"):
        return _workbook(path.name, content)
    return from_csv(files.csv_table(path.name, content), sha256=files.sha256(content))


def _folder(path: Path) -> Found:
    found = {file.name.casefold(): file for file in sorted(path.iterdir()) if file.is_file()}
    if SITE_FILE in found:
        return _site(found)
    if ROWS_FILE in found:
        return detect(found[ROWS_FILE])
    shown = ", ".join(sorted(found)[:12]) or "no file"
    what = f"the folder has neither {SITE_FILE} nor {ROWS_FILE}; found: {shown}."
    raise SourceUnreadableError(where=path.name, what=what, todo=WHAT_TO_GIVE)


def _site(found: dict[str, Path]) -> site.SiteSet:
    explorer = files.read_bytes(found[SITE_FILE])
    others: dict[str, bytes] = {}
    findings: list[Finding] = []
    for name, file in found.items():
        if name in site.OTHER_FILES or (name.startswith("weapons") and name.endswith(".csv")):
            try:
                others[name] = files.read_bytes(file)
            except SourceUnreadableError as error:
                findings.append(site.left_out(error))
    return site.SiteSet(
        explorer=files.csv_table(SITE_FILE, explorer),
        others=others,
        sha256=files.sha256(explorer, *(others[name] for name in sorted(others))),
        findings=tuple(findings),
    )


def from_csv(table: files.Table, *, sha256: str) -> Found:
    """What a CSV file is, told by its columns.

    Raises:
        SourceUnreadableError: Neither the site's figures nor activities; the nearer of the two
            says which columns it lacks.
    """
    matched = {c.name: (columns.match(table.header, c), c) for c in (site.EXPLORER, MAIN)}
    if not matched[site.EXPLORER.name][0].missing:
        return site.SiteSet(explorer=table, others={}, sha256=sha256)
    if not matched[MAIN.name][0].missing:
        return rows.RowSet(table=table, sha256=sha256)
    nearest, contract = min(matched.values(), key=lambda pair: len(pair[0].missing))
    raise columns.refusal(nearest, contract, table.header, table.where)


def _workbook(name: str, content: bytes) -> rows.RowSet:
    table, findings = workbook.main_table(name, content)
    return rows.RowSet(table=table, sha256=files.sha256(content), findings=tuple(findings))
