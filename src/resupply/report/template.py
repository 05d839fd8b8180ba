"""An empty case to fill: a folder of CSV files, or one workbook with the same sheets.

Rows may be given too, so that a case can be written out and read back the same.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from resupply.core.cells import guarded
from resupply.core.errors import RefusedError
from resupply.core.fields import CASE, TABLES, Field, Table, Value, to_text
from resupply.core.tables.schema import package, package_bytes
from resupply.report.marked import marked_workbook
from resupply.report.reference import example_csv, tables_markdown
from resupply.report.sheets import workbook_bytes
from resupply.report.write import write_new

__all__ = ["Rows", "csv_bytes", "marked_workbook", "new_folder", "new_workbook", "toml"]

#: Typed rows by table; columns that are not declared are left out.
Rows = Mapping[str, Sequence[Mapping[str, Value]]]


def new_folder(
    path: Path,
    name: str,
    *,
    title: str = "",
    as_of: date | None = None,
    dataset: str = "own",
    currency: str = "EUR",
    recipient: str = "",
    rows: Rows | None = None,
) -> Path:
    """Write a case as a folder: `case.toml`, one CSV file a table, README, `datapackage.json`.

    Args:
        path: The folder; made if it is missing, and may hold other files.
        name: Short name of the case.
        title: Title for people.
        as_of: Last day whose knowledge is used.
        dataset: Dataset of figures unless another is asked for.
        currency: Currency of answers.
        recipient: Party the case is about.
        rows: What to fill in; else there are headings only.

    Returns:
        The folder.

    Raises:
        RefusedError: A file exists, the name has not the form of one, or the disk says no.
    """
    settings = _settings(name, title, as_of, dataset, currency, recipient)
    files = {f"{t.name}.csv": csv_bytes(t, (rows or {}).get(t.name, ())) for t in TABLES.values()}
    described = package(name, title, {f"{t.name}.csv": (t, t.names) for t in TABLES.values()})
    write_new(
        path,
        {
            "case.toml": toml(settings).encode(),
            "README.md": _readme(name, title).encode(),
            "datapackage.json": package_bytes(described),
            **files,
        },
    )
    return path


def new_workbook(
    path: Path,
    name: str = "my-case",
    *,
    title: str = "",
    as_of: date | None = None,
    dataset: str = "own",
    currency: str = "EUR",
    recipient: str = "",
    rows: Rows | None = None,
) -> Path:
    """Write a case as one .xlsx workbook: "read me", "case", and one sheet a table.

    Headings are frozen and explained in notes; choices and ids have drop-downs. Arguments and
    errors as in `new_folder`.
    """
    if path.suffix.lower() != ".xlsx":
        raise RefusedError(
            where=str(path), what="a workbook's name ends with .xlsx.", todo=f"name it {path}.xlsx."
        )
    settings = _settings(name, title, as_of, dataset, currency, recipient)
    write_new(path.parent, {path.name: workbook_bytes(settings, rows or {})})
    return path


def _settings(
    name: str, title: str, as_of: date | None, dataset: str, currency: str, recipient: str
) -> dict[str, Value]:
    settings: dict[str, Value] = {
        "name": name,
        "title": title or None,
        "as_of": as_of,
        "dataset": dataset or None,
        "currency": currency or None,
        "recipient": recipient or None,
        "promises": None,
        "book": None,
    }
    for field in CASE.fields:
        text = to_text(settings[field.name])
        wrong = field.pattern and not re.fullmatch(field.pattern, text)
        if wrong and (text or field.required):
            raise RefusedError(
                where=field.name,
                what=f'"{text}" has not the form of a {field.name}.',
                todo=f"write it like {field.example}.",
            )
    return settings


def csv_bytes(table: Table, rows: Iterable[Mapping[str, Value]]) -> bytes:
    """A table as a CSV file; text that a spreadsheet would run is guarded."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.names)
    plain = {f.name for f in table.fields if f.type in ("number", "integer", "day", "flag")}
    for row in rows:
        cells = [(n, to_text(row.get(n))) for n in table.names]
        writer.writerow([c if n in plain else guarded(c) for n, c in cells])
    return out.getvalue().encode()


def toml(settings: Mapping[str, Value]) -> str:
    """`case.toml` with these settings, each explained."""
    lines = ["[case]"]
    for field in CASE.fields:
        lines += [f"# {field.meaning}", _setting(field, settings.get(field.name))]
    return "\n".join(lines) + "\n"


def _setting(field: Field, value: Value) -> str:
    if value is None:
        shown = field.example if field.type == "day" else json.dumps(field.example)
        return f"# {field.name} = {shown}"
    if isinstance(value, date):
        return f"{field.name} = {value}"
    return f"{field.name} = {json.dumps(to_text(value), ensure_ascii=False)}"


def _readme(name: str, title: str) -> str:
    examples = [f"### {t.name}.csv\n\n```csv\n{example_csv(t)}```\n" for t in TABLES.values()]
    return "\n".join(
        [
            f"# {title or name}",
            "",
            "Fill the tables you have figures for; delete the others. An empty cell means that",
            "nothing was stated; it never means zero. Start with `sources.csv`: every figure names",
            "its source. Columns that are not required may stay empty or be deleted.",
            "",
            tables_markdown(),
            "## Example rows",
            "",
            "These rows are made up to show the form. They are not data: do not leave them in.",
            "",
            *examples,
        ]
    )
