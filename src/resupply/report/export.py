"""A case as files: a folder of tables, one workbook, or one data package."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resupply.core.errors import RefusedError
from resupply.core.fields import TABLES, Field, Table, Value, to_text
from resupply.core.tables.schema import package, package_bytes
from resupply.report.sheets import workbook_bytes
from resupply.report.template import csv_bytes, toml
from resupply.report.write import write_new

if TYPE_CHECKING:
    import polars as pl

#: Rows of a sheet, by the format.
SHEET_MAX = 1_048_576
_Rows = Mapping[str, Sequence[Mapping[str, Value]]]
_DIGITS = 38  # what a decimal of Parquet holds


def one_file(path: Path, settings: Mapping[str, Value], rows: _Rows) -> None:
    """Write a case as one workbook or one data package, by the ending; nothing is overwritten."""
    content = content_of(path.suffix.lower()[1:], settings, rows)
    write_new(path.parent, {path.name: content})


def content_of(form: str, settings: Mapping[str, Value], rows: _Rows) -> bytes:
    """A case as the bytes of one file.

    Args:
        form: `xlsx`, `json`, or `zip` (the folder in one file).
        settings: What `case.toml` says.
        rows: Typed rows by table.

    Raises:
        RefusedError: A table is longer than a sheet can be.
    """
    if form == "json":
        return _json(settings, rows)
    if form == "zip":
        return _zip(files(settings, rows))
    for name, table in rows.items():
        if len(table) >= SHEET_MAX:
            raise RefusedError(
                where=f"sheet {name}",
                what=f"{len(table):,} rows do not fit into a sheet of {SHEET_MAX:,}.",
                todo="write a folder: give a name without .xlsx.",
            )
    return workbook_bytes(settings, rows)


def folder(
    path: Path,
    settings: Mapping[str, Value],
    rows: _Rows,
    scenarios: Path | None = None,
    *,
    parquet: bool = False,
) -> None:
    """Write a case as a folder that can be opened again; with `parquet` for other engines.

    Args:
        path: The folder; it may be there, its files may not.
        settings: What `case.toml` says.
        rows: Typed rows by table.
        scenarios: Folder of the what-ifs that go along, if there is one.
        parquet: Write `<table>.parquet` instead of the case's files.

    Raises:
        RefusedError: A file exists, or the disk says no.
    """
    if parquet:
        write_new(path, {f"{n}.parquet": _parquet(TABLES[n], r) for n, r in rows.items()})
        return
    write_new(path, files(settings, rows))
    if scenarios is not None and scenarios.is_dir():
        kept = {f.name: f.read_bytes() for f in sorted(scenarios.glob("*.toml"))}
        if kept:
            write_new(path / "scenarios", kept)


def files(settings: Mapping[str, Value], rows: _Rows) -> dict[str, bytes]:
    """The files of a case folder, by name."""
    tables = [TABLES[name] for name in rows]
    described = package(
        to_text(settings["name"]),
        to_text(settings.get("title")),
        {f"{t.name}.csv": (t, t.names) for t in tables},
    )
    return {
        "case.toml": toml(settings).encode(),
        "datapackage.json": package_bytes(described),
        **{f"{t.name}.csv": csv_bytes(t, rows[t.name]) for t in tables},
    }


def _json(settings: Mapping[str, Value], rows: _Rows) -> bytes:
    described = package(
        to_text(settings["name"]),
        to_text(settings.get("title")),
        {f"{n}.csv": (TABLES[n], TABLES[n].names) for n in rows},
    )
    for resource in described["resources"]:
        for told in ("path", "format", "mediatype", "encoding"):
            del resource[told]  # the rows stand in the package itself
        resource["data"] = [_plain(row) for row in rows[resource["name"]]]
    said = {k: _json_value(v) for k, v in settings.items() if v is not None}
    described["case"] = said
    return package_bytes(described)


def _plain(row: Mapping[str, Value]) -> dict[str, Any]:
    return {k: _json_value(v) for k, v in row.items() if v is not None}


def _json_value(value: Value) -> Any:
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return int(value) if whole else float(value)
    if isinstance(value, tuple):
        return ";".join(value)
    return value.isoformat() if isinstance(value, date) else value


def _zip(files: Mapping[str, bytes]) -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # A fixed moment, so that the same case gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _parquet(table: Table, rows: Sequence[Mapping[str, Value]]) -> bytes:
    import polars as pl

    columns = {f.name: _series(f, [row.get(f.name) for row in rows]) for f in table.fields}
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def _series(field: Field, values: list[Value]) -> "pl.Series":
    import polars as pl

    if field.type == "number":
        scale = max((_places(v) for v in values if isinstance(v, Decimal)), default=0)
        whole = max((v.adjusted() + 1 for v in values if isinstance(v, Decimal) and v), default=0)
        if max(whole, 0) + scale <= _DIGITS:
            return pl.Series(field.name, values, dtype=pl.Decimal(_DIGITS, scale))
        return pl.Series(field.name, [to_text(v) or None for v in values], dtype=pl.String)
    if field.type == "list":
        lists = [list(v) if isinstance(v, tuple) else None for v in values]
        return pl.Series(field.name, lists, dtype=pl.List(pl.String))
    kinds: dict[str, type[pl.DataType]]
    kinds = {"integer": pl.Int64, "day": pl.Date, "flag": pl.Boolean}
    return pl.Series(field.name, values, dtype=kinds.get(field.type, pl.String))


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
