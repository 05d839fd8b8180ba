"""Columns that many tables share, and small makers of columns that look alike."""

from resupply.core.tables.declare import Field
from resupply.core.words import Confidence, Precision

#: A currency code, optionally with its multiple: see `core/money.py`.
MONEY = r"[A-Z]{3}( (k|thousand|m|mn|million|bn|billion|tn|trillion))?"
#: What names a row: no semicolon (it separates lists), no line break, no blank at the ends.
NAME = r"[^\s;]([^;\r\n\t]*[^\s;])?"

KNOWN_ON = Field(
    "known_on",
    "day",
    "Day the source was public; `as_of` cuts on it.",
    example="2024-02-16",
    required=True,
)
KNOWN_PRECISION = Field(
    "known_precision",
    "text",
    "How exactly that day is known; month and year stand on their last day, never too early.",
    example="day",
    enum=tuple(Precision),
    default="day",
)
SOURCE_ID = Field(
    "source_id",
    "id",
    "Who said it: a row of `sources`.",
    example="press-20240216",
    required=True,
    refers_to=("sources",),
)
CONFIDENCE = Field(
    "confidence",
    "text",
    "high: official or named and repeated; medium: one good source; low: anonymous or contested.",
    example="high",
    enum=tuple(Confidence),
)
BASIS = Field(
    "basis",
    "text",
    "reported: somebody published it; derived: our arithmetic, shown in the note; "
    "assumption: nobody published it.",
    example="reported",
    enum=("reported", "derived", "assumption"),
    default="reported",
)
NOTE = Field("note", "text", "What a reader must know to use the row rightly.")
PERIOD = (
    Field("period_start", "day", "First day the figure is about.", example="2024-01-01"),
    Field(
        "period_end",
        "day",
        "Last day the figure is about; may lie ahead for targets and forecasts.",
        example="2024-01-31",
    ),
)
SINCE = (
    Field("from_on", "day", "First day it holds; empty = always before.", example="2023-04-04"),
    Field("until_on", "day", "Last day it holds; empty = still.", example="2024-12-31"),
)
SAID = (
    Field(
        "known_on",
        "day",
        "Day the source was public; empty = always known.",
        example="2023-04-04",
    ),
    Field("source_id", "id", "Who said it.", example="press-20240216", refers_to=("sources",)),
)
ALTERNATIVE = Field(
    "alternative_to",
    "id",
    "Row for which it is another reading of the same thing: never both; a plan takes that one "
    "unless this one is asked for.",
    example="A001",
)


def row_id(name: str, meaning: str, example: str) -> Field:
    """The column that names a row."""
    return Field(name, "id", meaning, example=example, required=True, pattern=NAME)


def party(name: str, meaning: str, example: str, *, required: bool = False) -> Field:
    """A column that names a party."""
    return Field(
        name, "id", meaning, example=example, required=required, refers_to=("parties", "aliases")
    )


def item(meaning: str, example: str = "155mm", *, required: bool = False) -> Field:
    """The column that names an item."""
    return Field("item", "id", meaning, example=example, required=required, refers_to=("items",))


def amount(
    name: str, meaning: str, unit: str = "see unit", example: str = "", *, signed: bool = False
) -> tuple[Field, ...]:
    """A number with its range: `name`, `name_low`, `name_high`.

    Args:
        name: Column of the one number.
        meaning: What it is.
        unit: Its unit, or the column where the unit stands.
        example: A number.
        signed: Whether numbers below zero are allowed.
    """
    least = None if signed else 0
    return (
        Field(name, "number", meaning, unit, example, minimum=least),
        Field(
            f"{name}_low",
            "number",
            "Low end of a range, or what 'more than' says.",
            unit,
            minimum=least,
        ),
        Field(
            f"{name}_high",
            "number",
            "High end of a range, or what 'up to' says.",
            unit,
            minimum=least,
        ),
    )


def unit(of: str = "item") -> Field:
    """The unit column of a quantity of an item."""
    return Field(
        "unit",
        "text",
        "Unit of the quantity: the item's own, or that unit per day, week, month or year.",
        example="round",
        unit_of=of,
    )


def currency(meaning: str = "Currency of the value, with its multiple.") -> Field:
    """The currency column of a value."""
    return Field("currency", "text", meaning, example="EUR m", pattern=MONEY)
