"""Bring a file of a source into the book: read, looked at, and only then written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from resupply.book import Appended, Book, restate
from resupply.case import files
from resupply.case.names import known_ids
from resupply.case.own_book import refuse_unwritable, writable_book
from resupply.case.told import findings_answer, hidden
from resupply.core.answer import Answer
from resupply.core.errors import RefusedError, SourceUnreadableError, unknown_name
from resupply.core.findings import Finding, grouped
from resupply.core.progress import Progress, silent
from resupply.core.records import Row
from resupply.core.statements import Release
from resupply.core.words import counted

if TYPE_CHECKING:
    from resupply.case.case import Case

#: What can be brought in.
SOURCES = ("kiel", "fts", "iati", "sipri", "sheet")


class NothingTakenError(SourceUnreadableError):
    """No row of a file could be taken.

    Args:
        path: The file.
        findings: Why, cell by cell.
    """

    def __init__(self, path: Path, findings: Sequence[Finding]) -> None:
        super().__init__(
            where=str(path),
            what="no row could be taken from it.",
            todo="; ".join(f.what for f in findings[:3])
            or "fill in a sheet; `resupply new DIR` writes one to start from.",
        )
        self.findings = findings


class _Read(NamedTuple):
    """A file that was read, with nothing written yet.

    Args:
        findings: What was odd in it.
        take: Writes it into a book.
        label: What the source calls it.
    """

    findings: Sequence[Finding]
    take: Callable[[Book], Appended]
    label: str | None = None


def bring(
    case: "Case",
    kind: str,
    path: Path,
    *,
    known_on: date | None = None,
    by: str | None = None,
    dry_run: bool = False,
    strict: bool = False,
    marked: Path | None = None,
    progress: Progress = silent,
    alike_max: int = 5,
) -> Answer:
    """Bring a file of a source into the case's book.

    Args:
        case: The case; a shipped one is never written to.
        kind: One of `SOURCES`.
        path: File or folder.
        known_on: Day it was public; needed for all but `sheet`, where it is the day from which
            changes of what the book holds are known; default today.
        by: Who brings it.
        dry_run: Read and report, write nothing.
        strict: Refuse the whole file when a row of it would be left out.
        marked: Where to write the workbook again with its bad cells marked.
        progress: Told how far it is.
        alike_max: How many findings of one code are told one by one.

    Raises:
        RefusedError: Unknown kind, unreadable file, no day, or a case that is not written to.
    """
    if kind not in SOURCES:
        raise unknown_name("import", "kind of source", kind, SOURCES)
    if not path.exists():
        raise SourceUnreadableError(
            where=str(path), what="there is no such file or folder.", todo="check the path."
        )
    if marked is not None and path.suffix.lower() != ".xlsx":
        raise RefusedError(
            where="--marked",
            what=f"{path.name} is no workbook, and only a workbook can be given back marked.",
            todo="leave --marked out; the findings name file, row and column.",
        )
    if kind == "sheet":
        read = _read_sheet(case, path, known_on, by, marked, progress)
    else:
        read = _read_source(case, kind, path, known_on, by, marked, progress)
    if strict:
        _refuse_left_out(path, read.findings)
    refuse_unwritable(case)
    book = _copy_of(case.book) if dry_run else writable_book(case)
    head = book.store.head().seq
    done = read.take(book)
    if not dry_run and path.is_dir() and _is_own(case, path):
        others = [f for f in case.findings if f.code != "file_changed"]
        case.findings = (*others, *files.changed(book, path))
    unseen = [f"Some of it is {w}" for w in hidden(book, head, case.settings.as_of)]
    answer = _told(case, kind, path, done, read, dry_run, alike_max)
    return msgspec.structs.replace(answer, warnings=unseen)


def _copy_of(book: Book) -> Book:
    """A copy in memory, to try on it what a file would add to what stands."""
    copy = Book.open(None)
    copy.append(record for _, record in book.records("line", "row", "entry", "count"))
    return copy


def _read_source(
    case: "Case",
    kind: str,
    path: Path,
    known_on: date | None,
    by: str | None,
    marked: Path | None,
    progress: Progress,
) -> _Read:
    if known_on is None:
        raise RefusedError(
            where="--known-on",
            what="a release needs the day it was public: labels are no identity.",
            todo="give it, such as --known-on 2026-07-30.",
        )
    releases = _READERS[kind](path, known_on)
    findings = [finding for release in releases for finding in release.findings]
    _mark_cells(path, findings, marked)
    held = {row.row_id for row in case.book.view().rows("parties")}
    new = [_without_held(release, held) for release in releases]
    beside = _unnamed(releases, held) if kind == "kiel" else []
    return _Read(
        findings,
        lambda book: restate(book, new, by=by, beside=beside, progress=progress),
        releases[0].label,
    )


def _kiel(path: Path, known_on: date) -> Sequence[Release]:
    from resupply.sources.kiel import read

    return [read(path, known_on=known_on)]


def _fts(path: Path, known_on: date) -> Sequence[Release]:
    from resupply.sources.fts import read

    return read(path, known_on=known_on)


def _iati(path: Path, known_on: date) -> Sequence[Release]:
    from resupply.sources.iati import read

    return read(path, known_on=known_on)


def _sipri(path: Path, known_on: date) -> Sequence[Release]:
    from resupply.sources.sipri import read

    return [read(path, known_on=known_on)]


#: Readers of sources, which each state one release a dataset.
_READERS: Mapping[str, Callable[[Path, date], Sequence[Release]]] = {
    "kiel": _kiel,
    "fts": _fts,
    "iati": _iati,
    "sipri": _sipri,
}


def _without_held(release: Release, held: Collection[str]) -> Release:
    """The release without names of parties that the case has its own of."""
    rows = [row for row in release.rows if row.table != "parties" or row.row_id not in held]
    return msgspec.structs.replace(release, rows=rows)


def _unnamed(releases: Sequence[Release], held: Collection[str]) -> list[Row]:
    """Names for the tracker's parties that the case has no row of."""
    from resupply.sources.kiel.names import name_of
    from resupply.sources.reading.parties import Party, party_row

    lines = [line for release in releases for line in release.lines]
    named = {p for line in lines for p in (line.donor, line.recipient) if p}
    source = releases[0].source_id
    return [
        party_row(source, Party(party, name_of(party))) for party in sorted(named.difference(held))
    ]


def _read_sheet(
    case: "Case",
    path: Path,
    known_on: date | None,
    by: str | None,
    marked: Path | None,
    progress: Progress,
) -> _Read:
    from resupply.case.tables import bundle_of, take
    from resupply.sources.sheets import read_folder, read_workbook

    known = known_ids(case.book.view())
    tables = read_folder(path, known=known) if path.is_dir() else read_workbook(path, known=known)
    if not any(tables.rows.values()):
        _mark_cells(path, tables.findings, marked)
        raise NothingTakenError(path, tables.findings)
    bundle = bundle_of(case.book, tables)
    found = [*tables.findings, *bundle.findings]
    _mark_cells(path, found, marked)
    sha256 = tables.sha256 if _is_own(case, path) else {}
    return _Read(
        found,
        lambda book: take(book, bundle, known_on=known_on, by=by, sha256=sha256, progress=progress),
    )


def _is_own(case: "Case", path: Path) -> bool:
    return case.folder is not None and path.resolve() == case.folder.resolve()


def _mark_cells(path: Path, found: Sequence[Finding], marked: Path | None) -> None:
    if marked is not None:
        from resupply.report.marked import marked_workbook

        marked_workbook(path, found, marked)


def _left_out(found: Sequence[Finding]) -> int:
    """How many rows were not taken; several bad cells of one row are one."""
    places: dict[str, int] = {}
    for finding in found:
        if finding.level == "error":
            place = finding.where.split(", column ")[0]
            places[place] = max(places.get(place, 0), finding.count)
    return sum(places.values())


def _refuse_left_out(path: Path, found: Sequence[Finding]) -> None:
    lost = [f for f in found if f.level == "error"]
    if lost:
        raise RefusedError(
            where=f"{path.name}: {lost[0].where}",
            what=f"{lost[0].what} {counted(_left_out(lost), 'row')} would be left out; nothing was "
            "written (--strict).",
            todo=f"{lost[0].todo} Without --strict the other rows are taken.",
        )


def _told(
    case: "Case",
    kind: str,
    path: Path,
    done: Appended,
    read: _Read,
    dry_run: bool,
    alike_max: int,
) -> Answer:
    found = grouped(read.findings, alike_max)
    answer = findings_answer("import", case.scope(), found)
    name = read.label or path.name
    verb = "would be written" if dry_run else "written"
    sentence = f"{name}: {done.added:,} records {verb}, {done.already_there:,} already there."
    if not done.added:
        sentence = f"{name}: nothing new; the book already holds it as it is."
    lost = _left_out(read.findings)
    if lost:
        were = "was" if lost == 1 else "were"
        sentence += f" {counted(lost, 'row')} {were} left out: see the errors."
    return msgspec.structs.replace(
        answer,
        sentence=sentence,
        result={
            "kind": kind,
            "file": path.name,
            "label": read.label,
            "added": done.added,
            "already_there": done.already_there,
            "left_out": lost,
            "findings": len(read.findings),
            "written": not dry_run,
        },
    )
