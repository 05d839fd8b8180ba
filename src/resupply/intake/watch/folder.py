"""The documents of a folder: read whole or not at all, and never from outside it."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from resupply.core.errors import RefusedError
from resupply.core.findings import Finding
from resupply.intake.files import BYTES_MAX, Extracted
from resupply.intake.watch.item import Item

#: Files that are read; what programs have not finished has other endings.
ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".eml")
#: A file changed more recently than this is looked at twice [s].
SETTLED_SECONDS = 2.0


def files(
    folder: Path,
    seen: Callable[[str], str | None],
    load: Callable[[bytes, str], Extracted],
    *,
    settled_seconds: float = SETTLED_SECONDS,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Item]:
    """Files that are new or were changed, by name.

    Args:
        folder: Where to look, with the folders below it.
        seen: The mark under which a name was last seen.
        load: Reads the words of a file's bytes.
        settled_seconds: How long a file must have been left alone.
        sleep: Waits.

    Raises:
        RefusedError: There is no such folder.
    """
    if not _is_folder(folder):
        raise RefusedError(
            where=str(folder)[:200], what="there is no such folder.", todo="check the path."
        )
    root = folder.resolve()
    for path in sorted(_under(root)):
        name = path.relative_to(root).as_posix()
        outside = _outside(path, root, name)
        if outside is not None:
            if seen(name) != outside.mark:
                yield outside
            continue
        found = _file(path, name, seen, load, settled_seconds, sleep)
        if found is not None:
            yield found


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except (OSError, ValueError):  # too long, or with letters no path has
        return False


def _under(root: Path) -> Iterator[Path]:
    """Documents below a folder; folders that are links are not gone into."""
    for where, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in names:
            low = name.lower()
            if not name.startswith((".", "~")) and low.endswith(ENDINGS):
                yield Path(where) / name


def _outside(path: Path, root: Path, name: str) -> Item | None:
    """A link that leads out of the folder is told, and not followed."""
    if not path.is_symlink() or path.resolve().is_relative_to(root):
        return None
    finding = Finding(
        code="outside_the_folder",
        where=name,
        what="it is a link that leads out of the folder; it was not read.",
        todo="copy the document into the folder.",
    )
    return Item(name=name, mark="outside", findings=(finding,))


def _file(
    path: Path,
    name: str,
    seen: Callable[[str], str | None],
    load: Callable[[bytes, str], Extracted],
    settled_seconds: float,
    sleep: Callable[[float], None],
) -> Item | None:
    """A file that is new; None when it was seen or is gone."""
    try:
        mark = _mark(path)
        if seen(name) == mark:
            return None
        if time.time() - path.stat().st_mtime < settled_seconds:
            sleep(settled_seconds)
        content = _whole(path, mark)
    except FileNotFoundError:
        return None
    except OSError as error:
        return _unreadable(name, "", (error.strerror or "it cannot be opened").lower())
    if content is None:
        return _being_written(name)
    try:
        loaded = load(content, name)
    except RefusedError as refused:
        return _unreadable(name, mark, refused.what.rstrip("."), refused.todo)
    return Item(
        name=name, mark=mark, text=loaded.text, title=loaded.title,
        published=loaded.published, findings=loaded.findings,
    )  # fmt: skip


def _mark(path: Path) -> str:
    stat = path.stat()
    return f"{stat.st_size}-{stat.st_mtime_ns}"


def _whole(path: Path, mark: str) -> bytes | None:
    """The bytes of a file that nobody writes to meanwhile; None when somebody does."""
    if _mark(path) != mark:
        return None
    with path.open("rb") as stream:
        content = stream.read(BYTES_MAX + 1)
    return content if _mark(path) == mark else None


def _being_written(name: str) -> Item:
    finding = Finding(
        code="still_being_written",
        where=name,
        what="it changed while it was looked at; it was not read.",
        todo="nothing: it is read at the next look.",
        level="note",
    )
    return Item(name=name, mark="", findings=(finding,), later=True)


def _unreadable(name: str, mark: str, what: str, todo: str = "") -> Item:
    finding = Finding(
        code="document_unreadable",
        where=name,
        what=f"{what}.",
        todo=todo or "give the text in a file that can be read.",
        level="error",
    )
    return Item(name=name, mark=mark, findings=(finding,), later=not mark)
