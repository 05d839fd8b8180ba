"""`datapackage.json`: what makes a case folder a Frictionless data package for other tools."""

import csv
from pathlib import Path

from resupply.core.fields import TABLES, Table
from resupply.core.tables.schema import package, package_bytes


def write_datapackage(folder: Path, *, name: str = "", title: str = "") -> Path:
    """Describe the CSV files of a folder by the declarations; replaces an older description.

    Args:
        folder: The case.
        name: Name of the package; the folder's when empty.
        title: Its title.

    Returns:
        The file written.
    """
    files: dict[str, tuple[Table, list[str]]] = {}
    for table in TABLES.values():
        path = folder / f"{table.name}.csv"
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as stream:
                files[path.name] = (table, next(csv.reader(stream), []))
    described = package(name or folder.name, title, files)
    target = folder / "datapackage.json"
    partial = folder / ".datapackage.json.partial"
    partial.write_bytes(package_bytes(described))
    partial.replace(target)
    return target
