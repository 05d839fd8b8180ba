"""What both kinds of release share: the source's row, its id, lines, reading notes."""

from collections.abc import Sequence
from datetime import date

from resupply.core.dates import to_day
from resupply.core.errors import RefusedError
from resupply.core.findings import Finding
from resupply.sources.kiel import names

RECIPIENT = "UKR"
AID, MONEY = "aid", "money"


def source_id(dataset: str, known_on: date, sha: str, given: str | None) -> str:
    """The source's id: as given, or from day and content, for a label names no one content.

    Example:
        >>> source_id("kiel", date(2026, 7, 30), "3eeb4642", None)
        'kiel-2026-07-30-3eeb4642'
    """
    return given or f"{dataset}-{known_on}-{sha[:8]}"


def source_row(source: str, title: str, known_on: date, published: object) -> dict[str, object]:
    """Fields of the source's own row."""
    try:
        day, precision = to_day(published, where="release_info"), "day"
    except RefusedError:
        day, precision = known_on, "inferred"
    return {
        "source_id": source,
        "title": title,
        "publisher": "Kiel Institute for the World Economy",
        "url": "https://www.ifw-kiel.de/topics/war-against-ukraine/ukraine-support-tracker/",
        "published": day.isoformat(),
        "published_precision": precision,
        "kind": "thinktank",
        "original": "",
        "licence": "none stated in the files; cite the Kiel Institute, Ukraine Support Tracker",
    }


def unknown_columns(where: str, names: Sequence[str]) -> list[Finding]:
    """A note on columns that are not read."""
    if not names:
        return []
    shown = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
    return [
        Finding(
            code="column_not_read",
            where=where,
            what=f"{len(names)} columns are not read: {shown}.",
            todo="nothing, unless one of them should count.",
            level="note",
        )
    ]


def odd_cell(code: str, where: str, cell: object, *, level: str = "error") -> Finding:
    """A cell that is not read as written, or not read at all."""
    says, todo = _ODD[code]
    shown = " ".join(str(cell).split())[:60]
    return Finding(code=code, where=where, what=f'"{shown}" {says}', todo=todo, level=level)


def unknown_donor(where: str, name: str, party: str) -> Finding:
    """A donor no release has named before: taken under an id of its own."""
    near = names.donor(name).near
    hint = f" Near: {', '.join(near)}." if near else ""
    return Finding(
        code="unknown_donor",
        where=where,
        what=f'"{name}" is no donor we know; it was taken as {party}.{hint}',
        todo="if it is a known party, add the name to its aliases and bring the file in again.",
        subject=party,
    )


def not_a_donor(where: str, name: str) -> Finding:
    """A row without donor, or one that adds up others."""
    return Finding(
        code="row_left_out",
        where=where,
        what=f'"{name}" adds up other rows.' if name else "the row names no donor.",
        todo="nothing." if name else "fill in the donor if the row is an activity.",
        level="note" if name else "error",
    )


def not_stated(where: str) -> Finding:
    """An empty amount where the source otherwise writes 0."""
    return Finding(
        code="amount_not_stated",
        where=where,
        what="the cell is empty; nothing was taken, and it is not zero.",
        todo="look it up at the source.",
    )


_ODD: dict[str, tuple[str, str]] = {
    "not_a_number": ("is not a number.", "correct the cell; it counts as not stated."),
    "absurd_number": (
        "is too large to be true; it was not taken.",
        "look it up at the source and record what it says.",
    ),
    "decimal_comma": ("was read with a decimal comma.", "check it."),
    "thousands_comma": ("was read with commas between thousands.", "check it."),
    "point_was_replaced": ('was read with a point in place of "NULL".', "check it."),
    "not_a_day": (
        "is not a day of the calendar; the month counts where it can be read.",
        "correct the cell.",
    ),
    "not_a_month": ("is not a month; the row was not taken.", "correct year and month."),
    "absurd_date": ("is too far away to be true; it counts as undated.", "correct the cell."),
    "happened_after_known": (
        "lies after the day the file was public.",
        "correct the date, if it is no plan.",
    ),
    "ambiguous_date": (
        "can be read day first or month first; the interval covers both.",
        "write year-month-day.",
    ),
}
