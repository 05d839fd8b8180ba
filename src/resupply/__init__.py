"""Resupply: the book, the forecast and the plan of an aid supply system.

Open a case and ask it::

    import resupply

    case = resupply.open("ukraine-2024")
    case.rank(per="gdp", top=10).frame()
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from resupply.case import Case

__version__ = "0.1.0"


def open(  # design's word
    name: "str | Path | None" = None, *, as_of: "date | None" = None, book: "str | None" = None
) -> "Case":
    """Open a shipped case by name, or a case folder, workbook or book file by path.

    Args:
        name: `ukraine-2024`, or a path; None = the book that `book` names, alone.
        as_of: Day of knowledge for every question; default the case's own.
        book: Address of a PostgreSQL database that holds the book of the case folder; default as
            its `case.toml` says, else the file beside it.

    Raises:
        CaseUnreadableError: No such case, or not a case.
        BookError: The book cannot be opened.
    """
    from resupply.case import open_case

    return open_case(name, as_of=as_of, book=book)


def cases() -> list[dict[str, str]]:
    """Names, titles and days of the shipped cases."""
    from resupply.case import shipped_cases

    return shipped_cases()
