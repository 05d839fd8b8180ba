"""What cells of reference tables hold: a day, or a list."""

from datetime import date


def day(value: object) -> date | None:
    """A day as rows of tables hold it; None when empty.

    Example:
        >>> day("2024-02-28"), day("")
        (datetime.date(2024, 2, 28), None)
    """
    if value is None or value == "":
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def listed(value: object) -> list[str]:
    """A list as rows of tables hold it, or as one cell with semicolons.

    Example:
        >>> listed("POL; EST;"), listed(["POL"]), listed(None)
        (['POL', 'EST'], ['POL'], [])
    """
    if isinstance(value, list | tuple):
        return [str(v) for v in value]
    return [p.strip() for p in str(value or "").split(";") if p.strip()]
