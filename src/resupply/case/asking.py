"""What every part of a case stands on: its book, its settings, its bounds."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, Unpack

import msgspec

from resupply.book import Book, View
from resupply.case.bounds import Bounds, to_scope
from resupply.case.files import warnings
from resupply.case.settings import Settings
from resupply.case.told import with_warnings
from resupply.core.answer import Answer
from resupply.core.dates import today
from resupply.core.errors import QuestionError
from resupply.core.findings import Finding
from resupply.core.scope import Scope

P = ParamSpec("P")
C = TypeVar("C", bound="Asking")


def minding(question: Callable[Concatenate[C, P], Answer]) -> Callable[Concatenate[C, P], Answer]:
    """Say under every answer what holds for all: that a file is newer than the book."""

    @wraps(question)
    def asked(case: C, /, *args: P.args, **kwargs: P.kwargs) -> Answer:
        return with_warnings(question(case, *args, **kwargs), warnings(case.findings))

    return asked


class Asking:
    """A case's book, and what bounds a question asked of it.

    Args:
        settings: What the case says of itself.
        book: Its book.
        folder: Where it lives; None for a shipped case.
        findings: What was odd when it was read.
        shipped: Whether it came with the program and is never written to.
        address: Of the database that holds the book, or is to hold it; None = the book is a file.
    """

    def __init__(
        self,
        settings: Settings,
        book: Book,
        *,
        folder: Path | None = None,
        findings: Sequence[Finding] = (),
        shipped: bool = False,
        address: str | None = None,
    ) -> None:
        self.settings = settings
        self.book = book
        self.folder = folder
        self.findings = tuple(findings)
        self.shipped = shipped
        self.address = address

    @property
    def name(self) -> str:
        """Its name."""
        return self.settings.name

    def scope(self, **bounds: Unpack[Bounds]) -> Scope:
        """The scope of a question asked with these bounds."""
        settings = self.settings
        return to_scope(
            bounds, as_of=settings.as_of, dataset=settings.dataset, currency=settings.currency
        )

    def view(self, as_of: date | None = None) -> View:
        """The book as known on a day; default the case's own."""
        return self.book.view(as_of or self.settings.as_of)

    def _asked(self, bounds: Bounds, **defaults: Any) -> tuple[View, Scope]:
        scope = self.scope(**{**defaults, **bounds})
        if bounds.get("dataset") is None:
            scope = msgspec.structs.replace(scope, dataset=self._filled(scope.dataset))
        return self.book.view(scope.as_of), scope

    def _filled(self, dataset: str | None) -> str | None:
        """The case's own dataset, or the only one it has lines of while that is empty.

        Raises:
            QuestionError: It has lines of several others, and they are never added up.
        """
        there = self.book.columns().lines["dataset"].unique().sort().to_list()
        if dataset is None or dataset in there or not there:
            return dataset
        if len(there) > 1:
            raise QuestionError(
                where="--dataset",
                what=f'the case\'s own dataset "{dataset}" is empty; it holds {", ".join(there)}.',
                todo=f"name one, such as --dataset {there[0]}, or set `dataset` in case.toml.",
            )
        return str(there[0])

    def _today(self, scope: Scope) -> date:
        return scope.as_of or today()

    def close(self) -> None:
        """Release the book's file."""
        self.book.close()
