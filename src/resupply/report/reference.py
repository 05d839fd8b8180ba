"""The reference pages that are made from declarations."""

import csv
import io

from resupply.core.fields import CASE, GROUPS, TABLES, TYPES, Field, Table


def tables_markdown() -> str:
    """Every table and column of a case, as Markdown.

    `docs/reference/tables.md` and the README of a new case hold it.

    Example:
        >>> tables_markdown().splitlines()[0]
        '## Types'
    """
    parts = [_types(), _table_markdown(CASE, "case.toml, or the sheet")]
    for group, meaning in GROUPS.items():
        parts.append(f"## {group.capitalize()}\n\n{meaning}\n")
        parts += [_table_markdown(t, "file or sheet") for t in TABLES.values() if t.group == group]
    return "\n".join(parts)


def example_csv(table: Table) -> str:
    """A heading and one made-up row, as they would stand in the CSV file.

    Example:
        >>> from resupply.core.fields import TABLES
        >>> example_csv(TABLES["rates"]).splitlines()
        ['currency,per_eur,day,source_id', 'USD,1.0802,2024-02-16,press-20240216']
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerow([f.example for f in table.fields])
    return out.getvalue()


def _types() -> str:
    rows = [f"| {name} | {meaning} |" for name, meaning in TYPES.items()]
    return "\n".join(["## Types", "", "| type | what a cell holds |", "|---|---|", *rows, ""])


def _table_markdown(table: Table, where: str) -> str:
    key = " + ".join(f"`{k}`" for k in table.primary_key)
    return "\n".join(
        [
            f"### {table.name}",
            "",
            f"{table.meaning} ({where} `{table.name}`"
            + (f"; a row is named by {key})" if key else ")"),
            "",
            "| column | type | unit | meaning | example |",
            "|---|---|---|---|---|",
            *(_row(f) for f in table.fields),
            "",
        ]
    )


def _row(field: Field) -> str:
    name = f"`{field.name}`" + (" (required)" if field.required else "")
    cells = (name, field.type, field.unit, explained(field), field.example)
    return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"


def explained(field: Field) -> str:
    """The meaning of a column with its choices, its default and what it points to.

    Example:
        >>> explained(Field("kind", "text", "Sort.", enum=("a", "b"), default="a"))
        'Sort. One of: a, b. Empty means a.'
    """
    parts = [field.meaning]
    if field.enum:
        parts.append(f"One of: {', '.join(field.enum)}.")
    if field.default:
        parts.append(f"Empty means {field.default}.")
    if field.refers_to:
        parts.append(f"Names a row of {' or '.join(field.refers_to)}.")
    return " ".join(parts)
