"""All ranges of a network: found, named, and pinned, so that one can be moved at a time."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from resupply.network.model import Network, Range, exactly

#: Sorts of rows in a network that can hold figures, with the word a person would use.
KINDS = {
    "items": "item",
    "legs": "leg",
    "capacities": "capacity",
    "storages": "storage at",
    "stocks": "stock",
    "supplies": "supply",
    "groups": "group",
    "needs": "need",
    "recipes": "recipe",
}
_Row = TypeVar("_Row", bound=msgspec.Struct)


def rows(network: Network) -> Iterator[tuple[str, Any]]:
    """Every row that can hold a figure, with its name for people.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> [name for name, _ in rows(two_places_network())]
        ['item round', 'leg road', 'capacity trucks', 'stock of round at hub', 'need need']
    """
    for kind, word in KINDS.items():
        for row in getattr(network, kind):
            yield name_of(word, row), row


def name_of(word: str, row: Any) -> str:
    """What a row is called."""
    if word == "stock":
        return f"stock of {row.item} at {row.place}"
    return f"{word} {row.place if word == 'storage at' else row.id}"


def walk(network: Network) -> Iterator[tuple[str, str, Range]]:
    """Every range: name of its row, its field, the range."""
    for name, row in rows(network):
        for field, value in _fields(row):
            yield name, field, value


def _fields(row: msgspec.Struct) -> Iterator[tuple[str, Range]]:
    for field in row.__struct_fields__:
        value = getattr(row, field)
        if isinstance(value, Range):
            yield field, value
        elif isinstance(value, Mapping):
            yield from ((f"{field}.{key}", each) for key, each in value.items())


def key_of(name: str, field: str, value: Range) -> str:
    """What a range is one with: the assumption or row it was told to come from, else itself."""
    return value.told or f"{name}, {field}"


def open_keys(network: Network) -> dict[str, list[tuple[str, str, Range]]]:
    """All figures that are not known exactly, by what they come from."""
    found: dict[str, list[tuple[str, str, Range]]] = {}
    for name, field, value in walk(network):
        if not value.is_exact:
            found.setdefault(key_of(name, field, value), []).append((name, field, value))
    return found


def pinned(network: Network, but: str | None = None) -> Network:
    """The network with every figure as stated, except those that come from one key.

    Example:
        >>> from resupply.network.model import Stock
        >>> from resupply.plan.examples import two_places_network
        >>> guess = Stock(place="hub", item="round", quantity=Range(low=50, central=100, high=200))
        >>> network = msgspec.structs.replace(two_places_network(), stocks=[guess])
        >>> pinned(network).stocks[0].quantity.is_exact
        True
        >>> pinned(network, "stock of round at hub, quantity").stocks[0].quantity.high
        200
    """

    def pin(name: str, field: str, value: Range) -> Range:
        if value.is_exact or key_of(name, field, value) == but:
            return value
        return exactly(value.central, told=value.told)

    return mapped(network, pin)


def mapped(network: Network, change: Callable[[str, str, Range], Range]) -> Network:
    """The network with every range changed by a rule: name of the row, its field, the range."""
    changed = {
        kind: [_changed(row, name_of(word, row), change) for row in getattr(network, kind)]
        for kind, word in KINDS.items()
    }
    return msgspec.structs.replace(network, **changed)


def _changed(row: _Row, name: str, pin: Callable[[str, str, Range], Range]) -> _Row:
    new: dict[str, Any] = {}
    for field in row.__struct_fields__:
        value = getattr(row, field)
        if isinstance(value, Range):
            new[field] = pin(name, field, value)
        elif isinstance(value, Mapping):
            new[field] = {k: pin(name, f"{field}.{k}", v) for k, v in value.items()}
    return msgspec.structs.replace(row, **new)
