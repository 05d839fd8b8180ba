"""Names a case knows: what is recorded must not mean something new by a slip of the pen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from resupply.book import View
from resupply.core.errors import RefusedError, unknown_name

if TYPE_CHECKING:
    from resupply.case.case import Case

#: Reference tables whose names are checked, and one of each.
_ONE = {"parties": "party", "items": "item", "places": "place"}
#: Money needs no row: it is the item of every case.
_BUILT_IN = {"items": ("money",)}
#: Tables that other tables name rows of.
_NAMED = ("sources", "parties", "aliases", "items", "places", "legs", "releases")


def known_ids(view: View) -> Mapping[str, frozenset[str]]:
    """Ids by table that a sheet brought into the case may name."""
    ids = {table: frozenset(r.row_id for r in view.rows(table)) for table in _NAMED}
    return {**ids, "lines": frozenset(view.lines["line_id"].to_list())}


class Names:
    """The names of a case's parties, items and places.

    Args:
        case: The case.
        new: Whether a name it does not know is taken as it is.
    """

    def __init__(self, case: "Case", *, new: bool = False) -> None:
        self._view = case.book.view()
        self._case = case
        self._new = new

    def party(self, where: str, name: str | None) -> str | None:
        """The party meant."""
        return self._meant("parties", where, name)

    def item(self, where: str, name: str | None) -> str | None:
        """The item meant."""
        return self._meant("items", where, name)

    def place(self, where: str, name: str | None) -> str | None:
        """The place meant."""
        return self._meant("places", where, name)

    def _meant(self, table: str, where: str, name: str | None) -> str | None:
        """The id of an id, a name or an alias; a table without rows is held against nobody.

        Raises:
            RefusedError: The case has no such name.
        """
        labels = self._labels(table)
        if (
            name is None
            or not labels
            or name in labels.values()
            or name in _BUILT_IN.get(table, ())
        ):
            return name
        found = labels.get(name.strip().casefold())
        if found is None and not self._new:
            raise self._unknown(table, where, name, labels)
        return found or name

    def _labels(self, table: str) -> dict[str, str]:
        rows = self._view.rows(table)
        labels = {str(r.fields["name"]).casefold(): r.row_id for r in rows if r.fields.get("name")}
        if table == "parties" and rows:
            aliases = self._view.table("aliases")
            labels |= {str(r["alias"]).casefold(): str(r["party_id"]) for r in aliases}
        return labels | {r.row_id.casefold(): r.row_id for r in rows}

    def _unknown(self, table: str, where: str, name: str, labels: dict[str, str]) -> RefusedError:
        told = unknown_name(where, _ONE[table], name, set(labels) | set(labels.values()))
        near = told.todo.split("Known:")[0]
        return RefusedError(
            where=where,
            what=f'the case has no {_ONE[table]} "{name}".',
            todo=f"{near}If it is new, add a row to {table}.csv and bring it in with "
            f"`resupply import sheet {self._case.folder}`, or say --new to take the name as it is.",
        )
