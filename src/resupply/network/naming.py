"""What the words of a change mean in a network: a leg, a place, a supply, a party."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from resupply.core.errors import QuestionError, RefusedError, unknown_name
from resupply.network.model import Network

#: Names of parties in small letters -> the parties meant: members of a group, and itself.
Parties = Mapping[str, frozenset[str]]


class Names:
    """Everything of a network that a change can name.

    Args:
        network: The network.
        parties: What names of parties mean; None = their ids alone.
    """

    def __init__(self, network: Network, parties: Parties | None = None) -> None:
        self.network = network
        self._parties = parties or {}
        self.places = _labels(network.places)
        self.items = _labels(network.items)
        self.legs = _labels(network.legs)
        self.capacities = _labels(network.capacities)
        self.needs = _labels(network.needs)
        self.supplies = _labels(network.supplies)
        self.recipes = _labels(network.recipes)
        self.groups = _labels(network.groups)

    def place(self, name: str, where: str) -> str:
        """The place meant.

        Raises:
            QuestionError: There is none of that name.
        """
        return _one(self.places, name, where, "place")

    def item(self, name: str, where: str) -> str:
        """The item meant; refused as above."""
        return _one(self.items, name, where, "item")

    def leg(self, name: str, where: str) -> str:
        """The leg meant; refused as above."""
        return _one(self.legs, name, where, "leg")

    def supply(self, name: str, where: str) -> str:
        """The supply meant; refused as above."""
        return _one(self.supplies, name, where, "supply")

    def group(self, name: str, where: str) -> str:
        """The group of need meant, or the item that is its own; refused as above."""
        return _one({**self.items, **self.groups}, name, where, "item or group of need")

    def parties_of(self, name: str) -> frozenset[str]:
        """Parties meant that supply or make something here; empty = none."""
        here = {str(s.party) for s in self.network.supplies if s.party}
        here |= {str(r.party) for r in self.network.recipes if r.party}
        own = {p for p in here if p.casefold() == name.casefold()}
        return frozenset(own | (self._parties.get(name.casefold(), frozenset()) & here))

    def is_party(self, name: str) -> bool:
        """Whether a party is called so, whether or not it supplies anything here."""
        return name.casefold() in self._parties

    def in_country(self, name: str) -> frozenset[str]:
        """Places in a country, crossings on its borders among them; empty = none."""
        codes = {c.casefold() for c in self._parties.get(name.casefold(), ())} | {name.casefold()}
        return frozenset(
            p.id
            for p in self.network.places
            if p.country and codes & set(p.country.casefold().split("-"))
        )

    def unknown(self, where: str, kind: str, name: str, known: Iterable[str]) -> RefusedError:
        """The error for a name that is none of these, with the nearest that is."""
        labels = set(known)
        near = difflib.get_close_matches(name.casefold(), self._parties, n=1)
        if near and not difflib.get_close_matches(name, labels, n=1):
            return QuestionError(
                where=where,
                what=f'there is no {kind} "{name}".',
                todo=f'did you mean "{near[0]}"? Names and ids are listed by resupply network.',
            )
        return unknown_name(where, kind, name, labels)

    @property
    def party_ids(self) -> set[str]:
        """Parties that supply or make something here."""
        rows: list[Any] = [*self.network.supplies, *self.network.recipes]
        return {str(r.party) for r in rows if r.party}


def _labels(rows: Sequence[Any]) -> dict[str, str]:
    """Names in small letters -> ids; an id wins over another row's name."""
    named = {str(r.name).casefold(): r.id for r in rows if getattr(r, "name", "")}
    return {**named, **{r.id.casefold(): r.id for r in rows}}


def _one(labels: Mapping[str, str], name: str, where: str, kind: str) -> str:
    found = labels.get(name.strip().casefold())
    if found is None:
        raise unknown_name(where, kind, name, set(labels.values()))
    return found
