"""Scenarios of a case: found by name or file, kept beside it, made into networks."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from resupply.case.networks import network_of
from resupply.core.answer import Answer
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.scope import Scope
from resupply.network import scenarios
from resupply.network.apply import apply
from resupply.network.changes import Scenario
from resupply.network.changes import told as words
from resupply.network.model import Network
from resupply.network.naming import Parties

if TYPE_CHECKING:
    from resupply.book import View
    from resupply.case.asking import Asking


def kept(case: "Asking") -> list[Scenario]:
    """The scenarios that lie beside a case."""
    folder = case.folder
    if folder is None:
        return []
    return [scenarios.load(folder, name) for name in scenarios.names(folder)]


def find(case: "Asking", name: str) -> Scenario:
    """A scenario by the name it is kept under, or from a file (.toml, .json).

    Raises:
        QuestionError: There is none of that name, or the file holds none.
        SourceUnreadableError: The file cannot be read.
    """
    folder = case.folder
    known = [] if folder is None else scenarios.names(folder)
    if folder is not None and name in known:
        return scenarios.load(folder, name)
    if name.lower().endswith((".toml", ".json")):
        return scenarios.read(Path(name))
    raise unknown_name("--scenario", "scenario", name, known)


def keep(case: "Asking", scenario: Scenario) -> Path:
    """Keep a scenario beside a case.

    Raises:
        QuestionError: The case came with the program or has no folder, or the name is taken.
    """
    if case.shipped or case.folder is None:
        raise QuestionError(
            where=f"case {case.name}",
            what="a case that came with the program is never written to."
            if case.shipped
            else "a case without a folder keeps no scenarios.",
            todo=f"copy it first: resupply new DIR --from {case.name}."
            if case.shipped
            else "keep it as a file of your own, and name that file.",
        )
    return scenarios.save(case.folder, scenario)


def under(case: "Asking", view: "View", scope: Scope, scenario: Scenario) -> Network:
    """The network of a case as a scenario has it.

    Raises:
        NetworkError: The case has no network.
        QuestionError: The scenario names what the case does not have.
    """
    offered = takeable(view)
    for name in scenario.take:
        if name not in offered:
            raise unknown_name(f"scenario {scenario.name}, take", "row to take", name, offered)
    network = network_of(case, view, scope, chosen=scenario.take)
    return apply(network, scenario.changes, parties_of(view, network.start_on))


def takeable(view: "View") -> dict[str, str]:
    """Rows that a network leaves out unless they are asked for, and what they are.

    Supplies that are only offered, and other readings of a need, a stock or a supply.
    """
    keys = {"supplies": "supply_id", "use_rates": "rate_id", "assumptions": "id"}
    return {
        str(row[key]): str(row.get("note") or row.get("reason") or "")
        for table, key in keys.items()
        for row in view.table(table)
        if row.get("alternative_to") or row.get("taken") in (False, "no")
    }


def parties_of(view: "View", on: date) -> Parties:
    """What names of parties mean on a day: ids, names, aliases, and groups with their members."""
    from resupply.picture import parties

    found = {name.casefold(): frozenset({party}) for party, name in parties.names(view).items()}
    found |= {party.casefold(): frozenset({party}) for party in parties.names(view)}
    for row in view.table("aliases"):
        found.setdefault(str(row["alias"]).casefold(), frozenset({str(row["party_id"])}))
    for group in parties.groups(view):
        members = frozenset({group, *parties.members(view, group, on)})
        called = {group.casefold(), *(n for n, ids in found.items() if ids == frozenset({group}))}
        found |= dict.fromkeys(called, members)
    return found


def network(
    case: "Asking", view: "View", scope: Scope, *, show: str = "legs", scenario: str | None = None
) -> Answer:
    """A table of the case's network, or of the network a scenario makes of it.

    Raises:
        NetworkError: The case has no network.
        QuestionError: There is no such table or scenario.
    """
    from resupply.network import answer
    from resupply.picture import sources

    asked = Scenario(name="base") if scenario is None else find(case, scenario)
    told = answer.answer(under(case, view, scope, asked), scope, show=show)
    if scenario is not None:
        parts = [*(f"take {name}" for name in asked.take), *map(words, asked.changes)]
        changed = "; ".join(parts) or "nothing changed"
        told = msgspec.structs.replace(
            told, sentence=f"Scenario {asked.name}: {changed}. {told.sentence}"
        )
    return msgspec.structs.replace(told, sources=sources.of(view, told.rows))
