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


def open(name: "str | Path", *, as_of: "date | None" = None) -> "Case":  # design's word
    """Open a shipped case by name, or a case folder, workbook or book file by path.

    Args:
        name: `ukraine-2024`, or a path.
        as_of: Day of knowledge for every question; default the case's own.

    Raises:
        CaseUnreadableError: No such case, or not a case.
    """
    from resupply.case import open_case

    return open_case(name, as_of=as_of)


def cases() -> list[dict[str, str]]:
    """Names, titles and days of the shipped cases."""
    from resupply.case import shipped_cases

    return shipped_cases()
