"""Meetings and due days as a calendar (iCalendar, RFC 5545): days only, none invented.

A meeting without a day is left out. The time stamp an event must have is the day it was known, so
that the same book gives the same file.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from icalendar import Event

Rows = Sequence[Mapping[str, Any]]


def text(rows: Rows, *, name: str) -> bytes:
    """The calendar of statements as `picture.engagements` lists them.

    Args:
        rows: Its rows.
        name: Name of the case, for ids that are unique.

    Returns:
        The file: one all-day event a meeting, and one a due day of a promise that is not kept.
    """
    from icalendar import Calendar

    calendar: Calendar = Calendar()
    calendar.add("prodid", "-//resupply//engagements//EN")
    calendar.add("version", "2.0")
    for event in [*_meetings(rows, name), *_due(rows, name)]:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _meetings(rows: Rows, name: str) -> Iterator["Event"]:
    groups: dict[tuple[str, date], list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["start"] is not None:
            groups.setdefault((row["event"], row["start"]), []).append(row)
    for (title, start), same in sorted(groups.items(), key=lambda g: (g[0][1], g[0][0])):
        end = max(r["end"] or start for r in same)
        yield _event(
            uid=f"{min(r['id'] for r in same)}@{name}.resupply",
            start=start,
            end=end,
            title=title,
            place=next((r["place"] for r in same if r["place"]), None),
            lines=[_line(r) for r in same],
            known=max(r["known_on"] for r in same),
        )


def _due(rows: Rows, name: str) -> Iterator["Event"]:
    for row in sorted(rows, key=lambda r: (r["due_on"] or date.max, r["id"])):
        if row["due_on"] is None or row["status"] in (None, "kept", "withdrawn", "superseded"):
            continue
        yield _event(
            uid=f"{row['id']}-due@{name}.resupply",
            start=row["due_on"],
            end=row["due_on"],
            title=f"Due: {row['by'] or 'somebody'}, {row['statement']}",
            place=None,
            lines=[_line(row), f"Said at: {row['event']}"],
            known=row["known_on"],
        )


def _line(row: Mapping[str, Any]) -> str:
    by, to = row["by"] or "", f" to {row['to']}" if row["to"] else ""
    figure = f" ({row['quantity']:,.0f} {row['unit']})" if row["quantity"] is not None else ""
    status = f" [{row['status']}]" if row["status"] else ""
    return f"{row['kind']} by {by}{to}: {row['statement']}{figure}{status}"


def _event(
    *,
    uid: str,
    start: date,
    end: date,
    title: str,
    place: str | None,
    lines: Sequence[str],
    known: date,
) -> "Event":
    from icalendar import Event

    event: Event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(known, time(), tzinfo=UTC))
    event.add("dtstart", start)
    # The end of an all-day event is the first day that is free again.
    event.add("dtend", end + timedelta(days=1))
    event.add("summary", title)
    if place:
        event.add("location", place)
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    return event
