"""How a table and its columns are declared. The declarations themselves lie beside this file."""

import msgspec

#: What a cell may hold, and what it becomes.
TYPES: dict[str, str] = {
    "text": "words",
    "id": "a name that other rows point to",
    "number": "a number with a point as decimal sign",
    "integer": "a whole number",
    "day": "a day, year-month-day",
    "flag": "yes or no",
    "url": "an address that begins with http:, https: or file:",
    "list": "names separated by semicolons",
}


class Field(msgspec.Struct, frozen=True):
    """A column of a table.

    Args:
        name: Heading of the column and key of the typed row.
        type: One of `TYPES`.
        meaning: One sentence for the reference page, the sheet's note and the form.
        unit: Unit of the number, where it is always the same or stands in another column.
        example: A cell as one would type it.
        required: Whether the row is refused when the cell is empty.
        enum: The only texts allowed.
        pattern: Regular expression the whole text must match.
        minimum: Smallest number allowed.
        maximum: Largest number allowed.
        default: What an empty cell means, as one would type it.
        refers_to: Tables of which one must hold the id; another id is a warning.
        unit_of: Column naming the item in whose unit this unit must be.

    Example:
        >>> Field("quantity", "number", "How many.", unit="see unit", example="200").required
        False
    """

    name: str
    type: str
    meaning: str
    unit: str = ""
    example: str = ""
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    default: str = ""
    refers_to: tuple[str, ...] = ()
    unit_of: str = ""


class Table(msgspec.Struct, frozen=True):
    """A table of a case: one CSV file, one sheet.

    Args:
        name: Name of the file (without `.csv`) and of the sheet.
        title: Heading for people.
        meaning: What one row is, and what to watch for.
        fields: Its columns, in the order they are written.
        primary_key: Columns that together name a row.
        group: `reference`, `ledger` or `facts`.

    Example:
        >>> Table("t", "T", "One row.", (Field("id", "id", "Name."),), ("id",), "facts")["id"].type
        'id'
    """

    name: str
    title: str
    meaning: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    group: str

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(f.name for f in self.fields)

    @property
    def ordered(self) -> tuple[tuple[str, str], ...]:
        """Pairs of columns whose first may not be greater than the second.

        Example:
            >>> fields = (Field("a_low", "number", "."), Field("a_high", "number", "."))
            >>> Table("t", "T", ".", fields, (), "facts").ordered
            (('a_low', 'a_high'),)
        """
        names = set(self.names)
        ranges = [(n, n.removesuffix("_low") + "_high") for n in self.names if n.endswith("_low")]
        return tuple(p for p in (*ranges, *_INTERVALS, ("low", "high")) if set(p) <= names)

    def __getitem__(self, name: str) -> Field:
        """The column of that name; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


_INTERVALS = (
    ("period_start", "period_end"),
    ("date_start", "date_end"),
    ("start", "end"),
    ("from_on", "until_on"),
    ("open_from", "open_until"),
    ("due_from", "due_by"),
    ("happened_from", "happened_to"),
)
