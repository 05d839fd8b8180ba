"""A declared table as a Frictionless Table Schema: plain data, no library needed to make it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from resupply.core.tables.declare import Field, Table

#: What a flag may be typed as.
YES = ("yes", "Yes", "YES", "true", "True", "TRUE", "1")
NO = ("no", "No", "NO", "false", "False", "FALSE", "0")
#: What an address begins with, unless the column says otherwise.
URL = r"(https?|file|ftp|doi|urn):\S+"
_KINDS: dict[str, dict[str, Any]] = {
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "day": {"type": "date"},
    "flag": {"type": "boolean", "trueValues": list(YES), "falseValues": list(NO)},
    "list": {"type": "list", "delimiter": ";"},
}


def field_schema(field: Field) -> dict[str, Any]:
    """One column as the standard writes it.

    Example:
        >>> field_schema(Field("day", "day", "When.", required=True))
        {'name': 'day', 'type': 'date', 'description': 'When.', 'constraints': {'required': True}}
    """
    unit = f" [{field.unit}]" if field.unit else ""
    schema = {"name": field.name, **_KINDS.get(field.type, {"type": "string"})}
    schema["description"] = field.meaning + unit
    if field.example:
        schema["example"] = field.example
    limits: dict[str, Any] = {
        "required": field.required or None,
        "enum": [str(e) for e in field.enum] or None,
        "pattern": field.pattern or (URL if field.type == "url" else None),
        "minimum": field.minimum,
        "maximum": field.maximum,
    }
    if constraints := {k: v for k, v in limits.items() if v is not None}:
        schema["constraints"] = constraints
    return schema


def table_schema(table: Table, columns: Iterable[str] | None = None) -> dict[str, Any]:
    """The schema of a table, or of those of its columns that a file has, in the file's order.

    Args:
        table: The declaration.
        columns: Headings of the file; others than declared are text.
    """
    declared = {f.name: f for f in table.fields}
    names = list(columns if columns is not None else declared)
    fields = [
        field_schema(declared[n]) if n in declared else {"name": n, "type": "string"} for n in names
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.primary_key and set(table.primary_key) <= set(names):
        schema["primaryKey"] = list(table.primary_key)
    return schema


def package(
    name: str, title: str, files: Mapping[str, tuple[Table, Sequence[str]]]
) -> dict[str, Any]:
    """A data package: which files a case has and what is in them.

    Args:
        name: Name of the case.
        title: Its title.
        files: By file name, the table and the headings found in the file.
    """
    resources = [
        {
            "name": table.name,
            "type": "table",
            "path": path,
            "title": table.title,
            "description": table.meaning,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": table_schema(table, columns),
        }
        for path, (table, columns) in files.items()
    ]
    return {"name": name, "title": title or name, "resources": resources}


def package_bytes(described: Mapping[str, Any]) -> bytes:
    r"""A package as the bytes of `datapackage.json`.

    Example:
        >>> package_bytes({"name": "dry"})
        b'{\n "name": "dry"\n}\n'
    """
    return (json.dumps(described, indent=1, ensure_ascii=False) + "\n").encode()
