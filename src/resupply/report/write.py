"""Writing files people will keep: whole or not at all, and never over something that is there."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from resupply.core.errors import RefusedError


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, made if it is missing.

    All are written beside their places first, so a full disk leaves nothing half-written.

    Args:
        folder: Where.
        files: Contents by name.

    Raises:
        RefusedError: One of them exists, or the folder cannot be written.
    """
    for name in files:
        refuse_taken(folder / name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=folder) as partial:
            for name, content in files.items():
                (Path(partial) / name).write_bytes(content)
            for name in files:
                _move(Path(partial) / name, folder / name)
    except OSError as error:
        raise RefusedError(
            where=str(folder),
            what=f"it cannot be written: {(error.strerror or 'unknown reason').lower()}.",
            todo="choose a folder you may write to, with enough room.",
        ) from None


def refuse_taken(path: Path) -> None:
    """Refuse a name that something has already, before work is done that would be lost.

    Raises:
        RefusedError: It exists.
    """
    if os.path.lexists(path):
        raise _exists(path)


def _move(source: Path, target: Path) -> None:
    """A hard link is refused when the target exists, even if it appeared this moment."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise _exists(target) from None
    except OSError:  # a file system without hard links
        source.rename(target)


def _exists(path: Path) -> RefusedError:
    return RefusedError(
        where=str(path),
        what="it exists already, and nothing is ever overwritten.",
        todo="choose another name, or move it away.",
    )
