"""The answer to a question: frozen plain data that every door shows alike."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from resupply.core.findings import Finding
from resupply.core.scope import Scope

if TYPE_CHECKING:
    import polars as pl


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of an answer.

    Args:
        name: Key in the rows; the unit comes last (`value_eur`).
        title: Heading for people.
        unit: Printed unit; empty = none.
        meaning: One sentence for the reference page and the tooltip.
        scale: Divide by this for people's tables only (1e9 prints billions).
        digits: Digits after the point in people's tables.
        shown: Whether people's tables show it; JSON and CSV always have it.
    """

    name: str
    title: str
    unit: str = ""
    meaning: str = ""
    scale: float = 1.0
    digits: int | None = None
    shown: bool = True


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A further table of an answer.

    Args:
        name: Key in JSON.
        title: Heading for people.
        columns: As in `Answer`.
        rows: As in `Answer`.
        first: Whether people's pages show it before the main rows.
        rows_max: Rows people's pages show of it; None = as many as of the main rows.
        shown: Whether people's pages show it; programs and files always have it.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    first: bool = False
    rows_max: int | None = None
    shown: bool = True


#: An answer in the forms a notebook shows, by media type.
Bundle = Mapping[str, str]
_drawn_by: list[Callable[["Answer"], Bundle]] = []


def show_in_notebooks(draw: Callable[["Answer"], Bundle]) -> None:
    """Say how notebooks show answers.

    Words do not know how they are drawn; the layer that does says so once.

    Args:
        draw: Makes the forms of an answer; called when one is shown, not before.
    """
    _drawn_by[:] = [draw]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Rows with their scope, sources and findings.

    Args:
        question: The verb (`rank`).
        scope: What the figures are bound to.
        columns: What the rows hold, in order.
        rows: Plain dictionaries; unknown is None. A row's `source_ids` name its sources.
        sources: The sources of the rows, by id.
        sentence: The answer in one or two sentences, for people and screen readers.
        result: For answers that are one object rather than rows.
        findings: What is odd in the data behind the figures.
        warnings: What the reader must know before using the figures.
        title: Heading of the main rows, where other tables stand beside them.
        tables: Further tables: what the main rows rest on, or lead to.
        told: Sentences that belong to the answer, one a line.
    """

    question: str
    scope: Scope
    columns: Sequence[Column] = ()
    rows: Sequence[Mapping[str, Any]] = ()
    sources: Mapping[str, Mapping[str, Any]] = msgspec.field(default_factory=dict)
    sentence: str = ""
    result: Mapping[str, Any] | None = None
    findings: Sequence[Finding] = ()
    warnings: Sequence[str] = ()
    title: str = ""
    tables: Sequence[Part] = ()
    told: Sequence[str] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of every door: question, scope, rows or result, sources, findings."""
        body: dict[str, Any] = {"question": self.question, "scope": self.scope.to_dict()}
        if self.result is not None:
            body["result"] = msgspec.to_builtins(self.result, str_keys=True)
        else:
            body["rows"] = msgspec.to_builtins(list(self.rows), str_keys=True)
        if self.tables:
            body["tables"] = {t.name: msgspec.to_builtins(list(t.rows)) for t in self.tables}
        if self.told:
            body["told"] = list(self.told)
        body["sources"] = msgspec.to_builtins(dict(self.sources))
        body["findings"] = [f.to_dict() for f in self.findings]
        body["warnings"] = list(self.warnings)
        body["sentence"] = self.sentence
        return body

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        """Shown by Jupyter and its like: a table and a picture, drawn on this machine."""
        return _drawn_by[0](self) if _drawn_by else {"text/plain": self.sentence}

    def _repr_html_(self) -> str | None:
        """Shown by notebooks that know of no other form."""
        return self._repr_mimebundle_().get("text/html")

    def frame(self) -> "pl.DataFrame":
        """The rows as a polars frame, columns in order."""
        import polars as pl

        names = [c.name for c in self.columns]
        return pl.DataFrame(
            {n: [r.get(n) for r in self.rows] for n in names},
            strict=False,
            infer_schema_length=None,
        )
