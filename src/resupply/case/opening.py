"""How a case is opened: shipped by name, or a folder, a workbook, a book file by path."""

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from resupply.book import Book
from resupply.case import cache, files
from resupply.case.case import Case
from resupply.case.settings import BOOK_FILE, Settings
from resupply.case.tables import take_tables
from resupply.core.errors import (
    BookMissingError,
    CaseUnreadableError,
    RefusedError,
    unknown_name,
)
from resupply.core.findings import Finding
from resupply.store import address


def shipped_cases() -> list[dict[str, str]]:
    """Names, titles and days of the shipped cases."""
    found = []
    for folder in sorted(_shipped_folder().iterdir()):
        if (folder / "case.toml").is_file():
            case = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))["case"]
            found.append({"name": folder.name, "title": case["title"], "as_of": str(case["as_of"])})
    return found


def _shipped_folder() -> Path:
    return Path(str(resources.files("resupply") / "shipped"))


def open_case(
    name: str | Path | None = None, *, as_of: date | None = None, book: str | None = None
) -> Case:
    """Open a shipped case by name, or a case folder, workbook or book file by path.

    A shipped case's book is made from its tables and kept in the user's cache (`cache.py`). A
    folder's book is in the database that `book` names, or its `case.toml`; else its `book.sqlite`
    where it has one; else it is made in memory from its tables.

    Args:
        name: The case; None = the book alone.
        as_of: Day of knowledge for every question; None = the case's own.
        book: Address of a database; None = as the case says.

    Raises:
        CaseUnreadableError: No such case, or not a case.
        SourceUnreadableError: A file of it cannot be read.
        BookError: Its book cannot be opened.
    """
    if book is not None:
        case = _with_book(name, book)
    elif str(name or "") in {c["name"] for c in shipped_cases()}:
        case = _shipped(_shipped_folder() / str(name))
    else:
        case = _from_path(str(name or ""))
    if as_of is not None:
        case.settings = msgspec.structs.replace(case.settings, as_of=as_of)
    return case


def _with_book(name: str | Path | None, book: str) -> Case:
    """A case folder whose book is in a database; without a folder, that book alone."""
    if name is None:
        return Case(Settings(name=address.read(book).name), Book.shared(book), address=book)
    if str(name) in {c["name"] for c in shipped_cases()}:
        raise RefusedError(
            where=f"--case {name} --book",
            what="a shipped case has a book of its own, and is never written to.",
            todo=f"leave out one; or make your own copy: resupply new DIR --from {name}, then "
            "--case DIR --book ADDRESS.",
        )
    folder = Path(name)
    if folder.is_file():
        raise RefusedError(
            where=f"--case {name} --book",
            what="only a case folder can have its book in a database.",
            todo="give the folder; a book file is brought in by resupply copy ADDRESS --case FILE.",
        )
    return _from_path(str(name), book)


def _from_path(name: str, shared: str | None = None) -> Case:
    path = Path(name)
    try:
        if not name.strip() or not path.exists():
            names = [c["name"] for c in shipped_cases()]
            raise unknown_name("--case", "case", name, names, CaseUnreadableError)
        if path.is_dir():
            return _from_own_folder(path, shared)
    except OSError as error:
        raise CaseUnreadableError(
            where=f"--case {name[:80]}",
            what=f"it cannot be opened: {(error.strerror or 'unknown reason').lower()}.",
            todo="check the path, and that you have the right to read it.",
        ) from None
    if path.suffix.lower() == ".xlsx":
        return _from_workbook(path)
    if not path.stat().st_size:
        raise CaseUnreadableError(
            where=f"--case {path}",
            what="the file is empty.",
            todo="give a case folder, a workbook (.xlsx) or a book; `resupply new DIR` makes one.",
        )
    book = Book.open(path, create=False)
    return Case(Settings(name=path.stem), book, folder=path.parent)


def _shipped(folder: Path) -> Case:
    path = cache.place(folder)
    kept = cache.kept(path)
    if kept is not None:
        settings = _settings(_case_file(folder), folder.name)
        return Case(settings, kept.book, folder=folder, findings=kept.findings, shipped=True)
    case = _from_folder(folder, shipped=True)
    cache.keep(path, case.book, case.findings)
    return case


def _from_own_folder(folder: Path, given: str | None) -> Case:
    """A folder with its book: in the database that is named, else beside it, else of its tables."""
    own = (folder / BOOK_FILE).exists()
    try:
        settings = _settings(_case_file(folder), folder.name)
    except CaseUnreadableError:
        if own or given:
            raise
        return _from_folder(folder, shipped=False)  # which tells what is wrong, as of any table
    given = given or settings.book
    if given is None:
        if not own:
            return _from_folder(folder, shipped=False)
        book = Book.open(folder / BOOK_FILE, create=False)
    else:
        try:
            book = Book.shared(given)
        except BookMissingError as missing:
            if own:
                raise _has_its_own(folder, missing) from None
            case = _from_folder(folder, shipped=False)
            case.address = given  # where its book is made once something is written
            return case
    found = files.changed(book, folder)
    return Case(settings, book, folder=folder, findings=found, address=given)


def _has_its_own(folder: Path, missing: BookMissingError) -> RefusedError:
    return RefusedError(
        where=missing.where,
        what=f"the database holds no book yet, and this case has one of its own, {BOOK_FILE}.",
        todo=f"bring it in: resupply copy ADDRESS --case {folder / BOOK_FILE}.",
    )


def _from_folder(folder: Path, *, shipped: bool) -> Case:
    from resupply.sources.sheets import read_folder

    tables = read_folder(folder, strict=shipped)
    if "case.toml" not in tables.sha256 and not tables.rows:
        raise CaseUnreadableError(
            where=f"--case {folder}",
            what="this folder is no case: it has neither case.toml nor a table.",
            todo="make one with `resupply new DIR`, or check the path.",
        )
    book = Book.open(None)
    found = take_tables(book, tables, by="resupply" if shipped else None).findings
    settings = _settings(tables.case, folder.name)
    return Case(settings, book, folder=folder, findings=[*tables.findings, *found], shipped=shipped)


def _from_workbook(path: Path) -> Case:
    from resupply.sources.sheets import read_workbook

    tables = read_workbook(path)
    book = Book.open(None)
    found: list[Finding] = list(take_tables(book, tables).findings)
    settings = _settings(tables.case, path.stem)
    return Case(settings, book, findings=[*tables.findings, *found])


def _case_file(folder: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads((folder / "case.toml").read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CaseUnreadableError(
            where=str(folder / "case.toml"),
            what=f"it cannot be read: {error}.",
            todo="correct the file; `resupply new DIR` writes one to compare with.",
        ) from None


def _older(case: Mapping[str, Any]) -> dict[str, Any]:
    """What stood under a heading of its own before it became a setting."""
    return {k: v for k, v in case.get("headline", {}).items() if k == "promises"}


def _settings(case: Mapping[str, Any], name: str) -> Settings:
    given = {k: v for k, v in case.get("case", {}).items() if v is not None}
    try:
        return msgspec.convert({"name": name, **_older(case), **given}, Settings)
    except msgspec.ValidationError as error:
        raise CaseUnreadableError(
            where="case.toml",
            what=f"{error}.",
            todo="see docs/reference/tables.md for the settings of a case.",
        ) from None
