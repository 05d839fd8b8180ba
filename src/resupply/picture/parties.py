"""Parties, their groups on a day, and names people use for them."""

from datetime import date

from resupply.book import View
from resupply.core.errors import unknown_name
from resupply.picture import cells


def names(view: View) -> dict[str, str]:
    """Party id -> name."""
    return {str(r["party_id"]): str(r.get("name") or r["party_id"]) for r in view.table("parties")}


def members(view: View, group: str, on: date | None) -> set[str]:
    """Members of a group on a day; memberships are dated (Finland is in NATO from 2023-04-04)."""
    found = set()
    for row in view.table("memberships"):
        start, end = cells.day(row.get("from_on")), cells.day(row.get("until_on"))
        if row["group_id"] != group:
            continue
        if on is None or ((start is None or start <= on) and (end is None or on <= end)):
            found.add(str(row["party_id"]))
    return found


def groups(view: View) -> set[str]:
    """Groups that have members."""
    return {str(r["group_id"]) for r in view.table("memberships")}


def resolve(view: View, asked: tuple[str, ...], on: date | None, *, where: str) -> set[str]:
    """Party ids meant by ids, names, aliases or group names.

    Raises:
        QuestionError: A name that is none of these, with the nearest ones.
    """
    known = names(view)
    lookup = {name.casefold(): party for party, name in known.items()}
    lookup |= {party.casefold(): party for party in known}
    lookup |= {str(r["alias"]).casefold(): str(r["party_id"]) for r in view.table("aliases")}
    for donor in _parties_of_lines(view):
        lookup.setdefault(donor.casefold(), donor)
    inside = {g.casefold(): g for g in groups(view)}
    out: set[str] = set()
    for name in asked:
        key = name.strip().casefold()
        if key in inside:
            out |= members(view, inside[key], on) | {inside[key]}
        elif key in lookup:
            out.add(lookup[key])
        else:
            options = set(known.values()) | set(known) | set(inside.values())
            raise unknown_name(where, "party", name, options)
    return out


def _parties_of_lines(view: View) -> set[str]:
    lines = view.lines
    return {p for column in ("donor", "recipient") for p in lines[column].drop_nulls().unique()}
