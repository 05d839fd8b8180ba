"""One run: look, keep, tell. Once for the command line, or again and again beside a server."""

import threading
from collections.abc import Callable
from pathlib import Path

import resupply
from resupply.alerts.kept import Kept, Look, folder_of
from resupply.alerts.rules import Rule, Settings, settings_of
from resupply.alerts.sending import Sent, send
from resupply.case import Case
from resupply.core.errors import ResupplyError


def run(
    case: Case, *, rules: tuple[Rule, ...] = (), link: str = "", telling: bool = True
) -> tuple[Look, Sent]:
    """Look once, and tell what is new.

    Args:
        case: A case of one's own.
        rules: What is looked for; empty = as the case says.
        link: Where the pages are served; empty = as the case says.
        telling: Whether anybody is told.

    Raises:
        RefusedError: A case that is never written to, or settings that cannot be read.
    """
    folder = folder_of(case)
    settings = settings_of(folder)
    kept = Kept(folder)
    try:
        look = kept.look(case, rules or settings.rule)
        sent = Sent(0, ())
        if telling:
            sent = send(kept, settings, case=case.name, link=settings.link or link)
        return look, sent
    finally:
        kept.close()


class Beside:
    """Runs beside a server, every so many minutes, until closed.

    Args:
        case: The case, by path.
        book: Address of its book's database; None = as the case says.
        minutes: Between two runs.
        link: Where the pages are served.
        say: Told what went wrong.
    """

    def __init__(
        self,
        case: str | Path | None,
        *,
        book: str | None = None,
        minutes: float,
        link: str,
        say: Callable[[str], None],
    ) -> None:
        self._case, self._book = case, book
        self._seconds, self._link, self._say = minutes * 60.0, link, say
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._work, name="alerts", daemon=True)

    def start(self) -> "Beside":
        """Begin; the first look is at once."""
        self._thread.start()
        return self

    def close(self) -> None:
        """End; what is being sent is waited for, a little."""
        self._closed.set()
        self._thread.join(timeout=5)

    def _work(self) -> None:
        while True:
            self._once()
            if self._closed.wait(self._seconds):
                return

    def _once(self) -> None:
        """A run that fails is told, and the next one comes all the same."""
        try:
            case = resupply.open(self._case, book=self._book)
            try:
                _, sent = run(case, link=self._link)
            finally:
                case.close()
            for finding in sent.failed:
                self._say(f"{finding.where}: {finding.what}")
        except ResupplyError as error:
            self._say(f"{error.where}: {error.what}")
        except Exception as error:
            self._say(f"alerts: {type(error).__name__}: this is a mistake in resupply.")


def settings_for(case: Case) -> Settings:
    """What a case says of its alerts; the usual where it says nothing."""
    return settings_of(None if case.shipped else case.folder)
