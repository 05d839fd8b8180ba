"""Making a case: empty with explanations, or a copy of one that is there."""

import re
from pathlib import Path

from resupply.case.case import Case
from resupply.case.opening import open_case
from resupply.case.settings import BOOK_FILE
from resupply.core.answer import Answer
from resupply.core.errors import RefusedError
from resupply.core.scope import Scope
from resupply.network import scenarios
from resupply.report.template import new_folder, new_workbook
from resupply.report.write import write_new

_COPIED = (".csv", ".toml", ".md", ".json")


def new_case(path: Path, *, like: str | None = None, xlsx: bool = False) -> Answer:
    """Make a case folder, or a workbook; nothing that is there is overwritten.

    Args:
        path: The folder (or the workbook, ending with .xlsx).
        like: Case to copy; without it the tables are empty and explained.
        xlsx: Make one workbook instead of a folder.

    Raises:
        RefusedError: Something is there already, or the case cannot be copied.
    """
    name = _name(path)
    as_workbook = xlsx or path.suffix.lower() == ".xlsx"
    if as_workbook and like:
        raise RefusedError(
            where="--from",
            what="a copy is made as a folder.",
            todo=f"leave out --xlsx: resupply new {path.with_suffix('')} --from {like}.",
        )
    if as_workbook:
        made = new_workbook(_workbook_path(path), name)
    elif like:
        made = _copy(like, path, name)
    else:
        made = new_folder(path, name)
    return Answer(
        question="new",
        scope=Scope(),
        sentence=f"{made} is ready" + (f", a copy of {like}." if like else ", empty to fill in."),
        result={"name": name, "path": str(made), "copy_of": like},
    )


def _name(path: Path) -> str:
    """A short name from the folder's: small letters, digits, and what joins them."""
    slug = re.sub(r"[^a-z0-9._-]+", "-", path.resolve().stem.lower()).strip("-._")
    return slug or "my-case"


def _workbook_path(path: Path) -> Path:
    return path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")


def _copy(like: str, path: Path, name: str) -> Path:
    with_files = open_case(like)
    try:
        source = _folder_of(with_files, like)
        files = {f.name: f.read_bytes() for f in sorted(source.iterdir()) if f.suffix in _COPIED}
    finally:
        with_files.close()
    files["case.toml"] = _renamed(files["case.toml"].decode("utf-8-sig"), name).encode()
    write_new(path, files)
    for scenario in scenarios.names(source):
        scenarios.save(path, scenarios.load(source, scenario))
    return path


def _folder_of(case: Case, like: str) -> Path:
    folder = case.folder
    held = case.address is not None or (folder is not None and (folder / BOOK_FILE).exists())
    if folder is None or held or not (folder / "case.toml").is_file():
        raise RefusedError(
            where="--from",
            what=f"{like} is no folder of tables alone: what it holds is in its book or workbook.",
            todo="copy its folder or file while nothing writes to it.",
        )
    return folder


def _renamed(settings: str, name: str) -> str:
    """The settings with the case's own name; else two cases would answer to one name."""
    return re.sub(r'(?m)^name\s*=\s*".*"', f'name = "{name}"', settings, count=1)
