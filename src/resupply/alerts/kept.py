"""Alerts of one case as kept beside its book: what is new, what was told to whom."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from resupply.alerts import finding
from resupply.alerts.event import Event, Found, id_of
from resupply.alerts.news import News
from resupply.alerts.rules import Rule
from resupply.case import Case
from resupply.case.own_book import own_folder_todo
from resupply.core.errors import RefusedError
from resupply.core.findings import Finding
from resupply.store.alerts import ALERTS_FILE, AlertStore, EventRow

_IN_MEMORY = "book in memory"


class Look(NamedTuple):
    """What one look found.

    Args:
        new: Events that were not there before.
        standing: Everything the rules found now.
        odd: What could not be looked for.
    """

    new: Sequence[Event]
    standing: Sequence[Found]
    odd: Sequence[Finding]


class Kept:
    """The alerts of a case.

    Args:
        folder: Of the case.
        clock: Seconds since 1970.

    Raises:
        AccountsUnreadableError: The file cannot be used.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.store = AlertStore(folder / ALERTS_FILE)
        self.clock = clock

    def close(self) -> None:
        """Release the file."""
        self.store.close()

    def look(self, case: Case, rules: tuple[Rule, ...]) -> Look:
        """Look once; what is new is kept, all of it or nothing."""
        book = case.book.store
        head, own = book.head().seq, book.where != _IN_MEMORY
        after = self.store.looked(book.book_id) if own else None
        news = None if after is None or after >= head else News(case, after)
        found, odd = finding.find(case, rules, news)
        if not own:
            odd = [*odd, *_only_of_own_books(rules)]
        new: list[Event] = []
        name = book.book_id if own else case.name
        with self.store.transaction():
            lasting = self.store.lasting()
            for one in found:
                began = self._began(one, lasting)
                event = Event(id=id_of(name, one, began), at=self.clock(), found=one)
                if self.store.add_event(event.id, event.at, body_of(event)):
                    new.append(event)
            self._end(rules, found, odd, lasting)
            if own:
                self.store.put_looked(book.book_id, head, self.clock())
        return Look(new, found, odd)

    def _began(self, found: Found, lasting: dict[tuple[str, str], str]) -> str:
        """When it began: a state that lasts is told once, however long it lasts."""
        if not found.lasting:
            return ""
        began = lasting.get((found.kind, found.key))
        if began is None:
            began = str(found.on)
            self.store.begin(found.kind, found.key, began)
        return began

    def _end(
        self,
        rules: tuple[Rule, ...],
        found: Sequence[Found],
        odd: Sequence[Finding],
        lasting: dict[tuple[str, str], str],
    ) -> None:
        """States that are no longer found have ended; what was not looked for is left alone."""
        failed = {f.where.removeprefix("rule ") for f in odd}
        looked_for = {rule.kind for rule in rules} - failed
        there = {(one.kind, one.key) for one in found}
        for kind, key in lasting:
            if kind in looked_for and (kind, key) not in there:
                self.store.end(kind, key)

    def events(self, most: int | None = None) -> list[Event]:
        """Events, the newest first."""
        return [event_of(row) for row in self.store.events(most)]

    def event(self, name: str) -> Event | None:
        """One event by id."""
        row = self.store.event(name)
        return None if row is None else event_of(row)


def folder_of(case: Case) -> Path:
    """Where the alerts of a case are kept.

    Raises:
        RefusedError: A case that is never written to.
    """
    if case.shipped or case.folder is None:
        raise RefusedError(
            where=f"--case {case.name}",
            what="alerts are kept in the folder of a case, and this case has none to write in.",
            todo=own_folder_todo(case),
        )
    return case.folder


def body_of(event: Event) -> str:
    """An event as kept."""
    return msgspec.json.encode(event).decode()


def event_of(row: EventRow) -> Event:
    """An event as it was."""
    return msgspec.json.decode(row.body, type=Event)


def _only_of_own_books(rules: tuple[Rule, ...]) -> list[Finding]:
    kinds = [rule.kind for rule in rules if rule.kind in ("correction", "release")]
    return [
        Finding(
            code="rule_cannot_be_asked",
            where=f"rule {kind}",
            what="the case has no book of its own, so what was there before is not known.",
            todo="bring something in, or record something: that makes one.",
            level="note",
        )
        for kind in kinds
    ]
