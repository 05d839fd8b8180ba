"""Every table of a case, declared once: sheets, forms, schema and reference page are made from it.

The declarations lie in `core/tables/`; this file is the door to them.
"""

from datetime import date
from decimal import Decimal

from resupply.core.tables.declare import TYPES, Field, Table
from resupply.core.tables.facts import FACT_TABLES
from resupply.core.tables.ledger import LEDGER
from resupply.core.tables.reference import REFERENCE

__all__ = ["CASE", "GROUPS", "TABLES", "TYPES", "Field", "Table", "Value", "to_text"]

#: What a typed cell holds; unknown is None.
Value = str | Decimal | int | date | bool | tuple[str, ...] | None

#: Tables by name, in the order they are written.
TABLES: dict[str, Table] = {t.name: t for t in (*REFERENCE, *LEDGER, *FACT_TABLES)}

#: Groups of tables and what they are for.
GROUPS: dict[str, str] = {
    "reference": "What other rows point to.",
    "ledger": "What was promised, sent, received and counted.",
    "facts": "What was said about the world.",
}

#: The settings of a case: the table `[case]` of `case.toml`, or the sheet "case".
CASE = Table(
    "case",
    "The case",
    "One row is one setting of the case.",
    (
        Field(
            "name",
            "id",
            "Short name, used in addresses and commands.",
            example="my-case",
            required=True,
            pattern=r"[a-z0-9][a-z0-9._-]*",
        ),
        Field("title", "text", "Title for people.", example="Shells for the spring"),
        Field(
            "as_of",
            "day",
            "Last day whose knowledge is used unless another is asked for.",
            example="2024-02-28",
        ),
        Field(
            "dataset", "text", "Dataset of figures unless another is asked for.", example="press"
        ),
        Field(
            "currency",
            "text",
            "Currency of answers.",
            example="EUR",
            pattern="[A-Z]{3}",
            default="EUR",
        ),
        Field("recipient", "id", "Party the case is about.", example="UKR"),
        Field(
            "promises",
            "text",
            "Dataset that promises are asked of and recorded in; the case's own when empty.",
            example="press",
        ),
        Field(
            "book",
            "text",
            "Address of the PostgreSQL database that holds the book of a case folder; empty: the "
            "file book.sqlite. Passwords belong in PGPASSWORD or ~/.pgpass.",
            example="postgresql://ann@db.example.org/aid",
        ),
    ),
    ("name",),
    "reference",
)


def to_text(value: object) -> str:
    """A typed cell as one would type it; the way back from reading.

    Example:
        >>> [to_text(v) for v in (None, Decimal("1E+3"), True, ("EU", "NATO"), date(2024, 2, 28))]
        ['', '1000', 'yes', 'EU;NATO', '2024-02-28']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return ";".join(value)
    return str(value)
