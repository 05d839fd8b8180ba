"""Files that wait to be brought in: in a private folder, under a secret name, for an hour."""

import atexit
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic

from resupply.core.answer import Answer
from resupply.core.errors import QuestionError
from resupply.web.posted import File

#: How long a file waits [s], and how many do at one time.
KEPT_SECONDS = 3_600
KEPT_MAX = 30


@dataclass
class Upload:
    """A file that waits.

    Args:
        token: Its name in addresses.
        folder: Where it lies, alone.
        path: The file as it is read: the one that was sent, or its copy with other headings.
        name: Its own name.
        kind: What it is: one of `case.bringing.SOURCES`.
        known_on: Day it was public.
        case: Case it is for.
        owner: Who sent it; None = the owner of this machine.
        at: When.
        is_renamed: Whether its headings were chosen.
        tried: What bringing it in would do, and of which book and file that is said.
    """

    token: str
    folder: Path = field(repr=False)
    path: Path = field(repr=False)
    name: str
    kind: str
    known_on: date | None
    case: str | None
    owner: str | None
    at: float
    is_renamed: bool = False
    tried: tuple[object, Answer] | None = field(default=None, repr=False)

    @property
    def marked(self) -> Path:
        """Where its marked workbook lies, once it was read."""
        return self.folder / "marked" / f"{Path(self.name).stem}-marked.xlsx"


class Uploads:
    """The files that wait for one server.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._waiting: dict[str, Upload] = {}

    def put(
        self, file: File, kind: str, *, known_on: date | None, case: str | None, owner: str | None
    ) -> Upload:
        """Keep a file for a while; where too many wait, the oldest goes."""
        self._sweep(KEPT_MAX - 1)
        token = secrets.token_urlsafe(24)
        folder = self._root() / token
        folder.mkdir(mode=0o700)
        path = folder / file.name
        path.write_bytes(file.data)
        upload = Upload(token, folder, path, file.name, kind, known_on, case, owner, self._clock())
        with self._lock:
            self._waiting[token] = upload
        return upload

    def get(self, token: str, *, owner: str | None, case: str | None) -> Upload:
        """A file that waits.

        Raises:
            QuestionError: There is none of that name, or it is another person's.
        """
        self._sweep(KEPT_MAX)
        with self._lock:
            found = self._waiting.get(token)
        if found is None or found.owner != owner or found.case != case:
            raise QuestionError(
                where="query upload",
                what="that file does not wait here any more.",
                todo="choose it again; a file waits for an hour.",
            )
        return found

    def remove(self, upload: Upload) -> None:
        """Forget a file and delete it."""
        with self._lock:
            self._waiting.pop(upload.token, None)
        shutil.rmtree(upload.folder, ignore_errors=True)

    def _sweep(self, most: int) -> None:
        """Delete what waited too long, and the oldest where more than `most` wait."""
        with self._lock:
            now = self._clock()
            old = [u for u in self._waiting.values() if now - u.at > KEPT_SECONDS]
            rest = sorted(set(self._waiting) - {u.token for u in old}, key=self._age)
            old += [self._waiting[token] for token in rest[: max(0, len(rest) - most)]]
        for upload in old:
            self.remove(upload)

    def _age(self, token: str) -> float:
        return self._waiting[token].at

    def _root(self) -> Path:
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="resupply-uploads-"))  # mode 700
                atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
            return self._folder


#: Those of this program.
WAITING = Uploads()
