"""What an answer depends on, as one hash: the book, the case's files, the question, the program.

Two questions with one key have one answer, so a key is an ETag before the answer is computed, the
name of a stored answer, and the id of the job that computes it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import resupply
from resupply.case import Case
from resupply.core.dates import today

#: Questions whose answer depends on more than the book and the case's tables: the review desk, or
#: the file itself, which `verify` reads against tampering. They are always asked anew.
ALWAYS_ASKED = frozenset({"review", "verify", "words", "users", "audit"})
#: Files that the book's head stands for, or that no question but those above reads.
_NOT_MARKED = ("book.sqlite", "desk.sqlite", "accounts.db", "alerts.db")


def key_of(case: Case, question: str, given: Mapping[str, Any], *, files: str = "") -> str | None:
    """The hash of all an answer depends on; None when the question is always asked anew.

    Args:
        case: The case as opened now.
        question: Method of the case.
        given: Its parameters, those left out absent.
        files: The files a case without a folder was opened from, as `files_mark` tells them.
    """
    if question in ALWAYS_ASKED:
        return None
    told = json.dumps([question, given], sort_keys=True, default=str, ensure_ascii=True)
    mark = hashlib.blake2b(told.encode(), digest_size=16)
    mark.update(_program().encode())
    mark.update(f"{_book(case)} {files}".encode())
    mark.update(repr((case.settings, [f.to_dict() for f in case.findings])).encode())
    # Without a day of its own a question is asked as of today.
    mark.update(f"{'' if case.settings.as_of else today()}".encode())
    return mark.hexdigest()


def files_mark(path: Path) -> str:
    """The files a case is opened from, by name, size and time of change; the book aside."""
    if path.is_file():
        found: Iterable[Path] = [path] if path.suffix.lower() == ".xlsx" else []
    else:
        found = [*path.glob("*"), *path.glob("scenarios/*")]
    marks = []
    for file in sorted(found):
        if file.name.startswith(_NOT_MARKED) or file.name.startswith("."):
            # A book that appears, or is replaced, is another file.
            marks.append(f"{file.name} {_inode(file)}" if file.name == _NOT_MARKED[0] else "")
            continue
        marks.append(f"{file.name} {_stat(file)}")
    return "\n".join(marks)


def _stat(file: Path) -> str:
    try:
        seen = file.stat()
    except OSError:
        return "gone"
    return f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ino}"


def _inode(file: Path) -> int:
    try:
        return file.stat().st_ino
    except OSError:
        return 0


def _book(case: Case) -> str:
    """A book on disk by its head; one made in memory of tables, by the tables."""
    store = case.book.store
    files = "" if case.folder is None else _mark_of(case.folder, shipped=case.shipped)
    if store.where == "book in memory":
        return f"{case.name} {case.folder} {files}"
    head = store.head()
    return f"{store.book_id} {head.seq} {head.hash.hex()} {files}"


def _mark_of(folder: Path, *, shipped: bool) -> str:
    """The files of a case; those of a shipped one stay as they are while the program runs."""
    return _shipped_mark(folder) if shipped else files_mark(folder)


@cache
def _shipped_mark(folder: Path) -> str:
    return files_mark(folder)


@cache
def _program() -> str:
    """The version, and the files of the program as they were when it started."""
    code = Path(resupply.__file__).parent
    files = sorted(code.rglob("*.py"))
    return "\n".join([resupply.__version__, *(f"{f.name} {_stat(f)}" for f in files)])
