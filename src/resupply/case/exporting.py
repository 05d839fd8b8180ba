"""A case written out: what was known on a day, in the tables it can be opened from again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from resupply.book import Book, View
from resupply.case.asking import Asking, minding
from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError, RefusedError
from resupply.core.fields import TABLES, Field, Value
from resupply.core.progress import Progress, silent
from resupply.core.records import Count, Entry, Line, Record, Row
from resupply.core.scope import Scope
from resupply.core.words import some
from resupply.report.write import refuse_taken

#: Tables that are made from the book's own records, not from rows.
_RECORDS = ("counts", "lines", "entries")
#: A tracker's rows are lines and entries of the book by now; they would be stated twice.
_NOT_AGAIN = ("tracker",)
#: Records between two words on how far it has come.
_STEP = 20_000

_COLUMNS = (
    Column(name="table", title="Table"),
    Column(name="rows", title="Rows", digits=0),
    Column(name="meaning", title="What it holds"),
)


class Written(NamedTuple):
    """A case as it can be written.

    Args:
        settings: What `case.toml` says.
        rows: Typed rows by table.
        left_out: Tables of the book that are its own notes, not figures.
    """

    settings: dict[str, Value]
    rows: dict[str, list[dict[str, Value]]]
    left_out: Sequence[str]


class Exporting(Asking):
    """What takes a case out of the house."""

    @minding
    def export(
        self,
        path: str | Path | None = None,
        *,
        parquet: bool = False,
        as_of: date | None = None,
        progress: Progress = silent,
    ) -> Answer:
        """Write all that was known on a day, to be opened again here or by other programs.

        Args:
            path: `FILE.xlsx` (one workbook), `FILE.json` (a data package in one file), or a folder
                (`case.toml`, one CSV file a table, `datapackage.json`). None only counts.
            parquet: Write the tables of a folder as Parquet files, for other engines.
            as_of: Last day of knowledge; default the case's own.
            progress: Told how many records were taken.

        Returns:
            One row a table.

        Raises:
            QuestionError: A form that is not written.
            RefusedError: Something is there already, or it does not fit.
        """
        form = None if path is None else form_of(Path(path), parquet=parquet)
        if form in ("xlsx", "json"):
            refuse_taken(Path(str(path)))
        made = written(self, as_of=as_of, progress=progress)
        if path is not None:
            _write(Path(path), form, made, self.folder)
        return _answer(path, form, made)


def _write(path: Path, form: str | None, made: Written, home: Path | None) -> None:
    from resupply.report import export

    if form in ("xlsx", "json"):  # a folder's name may hold a dot too
        export.one_file(path, made.settings, made.rows)
    else:
        scenarios = home / "scenarios" if home else None
        export.folder(path, made.settings, made.rows, scenarios, parquet=form == "parquet")


def written(case: Asking, *, as_of: date | None = None, progress: Progress = silent) -> Written:
    """What an export of a case holds, as typed rows; arguments as in `Exporting.export`.

    Raises:
        RefusedError: Nothing was known on that day.
    """
    as_of = case.scope(as_of=as_of).as_of
    view = case.book.view(as_of)
    rows = {
        name: [_typed(name, row) for row in view.rows(name)]
        for name in TABLES
        if name not in (*_RECORDS, *_NOT_AGAIN)
    }
    rows |= _of_records(case.book, as_of, progress)
    settings: dict[str, Value] = {
        "name": case.name,
        "title": case.settings.title or None,
        "as_of": as_of,
        "dataset": case.settings.dataset,
        "currency": case.settings.currency,
        "recipient": case.settings.recipient,
        "promises": case.settings.promises,
    }
    kept = {name: rows[name] for name in TABLES if rows.get(name)}
    if not kept:
        raise RefusedError(
            where="export",
            what="nothing was known of this case on that day.",
            todo="ask for a later day with --as-of, or bring something in first.",
        )
    return Written(settings, kept, _left_out(view))


def form_of(path: Path, *, parquet: bool = False) -> str:
    """The form a path asks for: `xlsx`, `json`, `folder` or `parquet`.

    Raises:
        QuestionError: There is no such form.

    Example:
        >>> form_of(Path("out.xlsx")), form_of(Path("out"))
        ('xlsx', 'folder')
    """
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".json") and not parquet:
        return suffix[1:]
    if suffix in (".xlsx", ".json", ".csv", ".parquet", ".zip", ".xls", ".ods"):
        raise QuestionError(
            where=str(path),
            what=f'an export is not written as "{suffix}"' + (" in Parquet." if parquet else "."),
            todo="give FILE.xlsx, FILE.json, or the name of a folder (with --parquet for Parquet).",
        )
    return "parquet" if parquet else "folder"


def _typed(table: str, row: Row) -> dict[str, Value]:
    """A row's fields as their columns are declared; source and day as the book knows them."""
    declared = TABLES[table]
    fields = {k: v for k, v in row.fields.items() if k in declared.names}
    if "known_on" in declared.names:
        fields.setdefault("known_on", row.known_on)
    if "source_id" in declared.names and row.source_id != "case":
        fields.setdefault("source_id", row.source_id)
    return {name: _value(declared[name], value) for name, value in fields.items()}


def _value(field: Field, value: Any) -> Value:
    """A value as the book keeps it, as its column's type: JSON knows neither days nor decimals."""
    if value is None or isinstance(value, bool):
        return value
    if field.type == "number":
        return Decimal(str(value))
    if field.type == "integer":
        return int(value)
    if field.type == "day" and not isinstance(value, date):
        return date.fromisoformat(str(value))
    if field.type == "list":
        return (value,) if isinstance(value, str) else tuple(str(v) for v in value)
    if field.type == "flag":
        return str(value).lower() in ("yes", "true", "1")
    return value if isinstance(value, date | Decimal | int) else str(value)


def _of_records(
    book: Book, as_of: date | None, progress: Progress
) -> dict[str, list[dict[str, Value]]]:
    """Counts, lines and entries known by a day, in order of entry, each as a row of its table."""
    out: dict[str, list[dict[str, Value]]] = {name: [] for name in _RECORDS}
    total = book.store.count()
    for n, (_, record) in enumerate(book.records("count", "line", "entry"), 1):
        if as_of is None or record.known_on <= as_of:
            name = _TABLE_OF[type(record)]
            out[name].append(dict(_cells(name, record)))
        if n % _STEP == 0:
            progress(n, total, "records")
    return out


_TABLE_OF: Mapping[type[Record], str] = {Count: "counts", Line: "lines", Entry: "entries"}


def _cells(table: str, record: Record) -> Iterator[tuple[str, Value]]:
    """What a record states, in the columns of its table; what it leaves open is left out."""
    stated = msgspec.structs.asdict(record)
    if isinstance(record, Count):
        stated["count_id"] = record.key.removeprefix("counts/")
    for name in TABLES[table].names:
        value = stated.get(name)
        if value is not None:
            yield name, value.value if hasattr(value, "value") else value


def _left_out(view: View) -> list[str]:
    return [name for name in view.table_names if name not in TABLES and view.rows(name)]


def _answer(path: str | Path | None, form: str | None, made: Written) -> Answer:
    rows = [
        {"table": name, "rows": len(rows), "meaning": TABLES[name].meaning}
        for name, rows in made.rows.items()
    ]
    count = sum(len(r) for r in made.rows.values())
    as_of = made.settings["as_of"]
    known = f", as known on {as_of}" if isinstance(as_of, date) else ""
    notes = []
    if made.left_out:
        notes.append(
            f"The book's own notes ({some(made.left_out)}) are no part of an export, nor who "
            "entered what at which hour."
        )
    return Answer(
        question="export",
        scope=Scope(as_of=as_of if isinstance(as_of, date) else None),
        columns=_COLUMNS,
        rows=rows,
        result={
            "path": None if path is None else str(path),
            "form": form,
            "tables": len(rows),
            "rows": count,
        },
        sentence=f"{path or 'An export'} holds {count:,} rows in {len(rows)} tables{known}."
        + (f" Open it with `--case {path}`." if form in ("xlsx", "folder") else ""),
        warnings=notes,
    )
