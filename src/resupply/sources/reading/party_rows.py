"""Names for the parties a source speaks of."""

from datetime import date

from resupply.core.records import Row

#: Rows that say no day are known on every day.
ALWAYS = date(1900, 1, 1)


def party_row(source_id: str, party_id: str, name: str, kind: str | None = None) -> Row:
    """A party's row, for a case that has none of its own.

    Example:
        >>> party_row("s", "NOR", "Norway", "country").fields["name"]
        'Norway'
    """
    fields = {"party_id": party_id, "name": name}
    return Row(
        source_id=source_id,
        key=f"parties/{party_id}",
        known_on=ALWAYS,
        table="parties",
        row_id=party_id,
        fields=fields if kind is None else {**fields, "kind": kind},
    )
