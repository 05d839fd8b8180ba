"""Second readers by name; each is imported and made only when it is asked for."""

from collections.abc import Callable, Mapping, Sequence

from resupply.core.errors import unknown_name
from resupply.core.findings import Finding
from resupply.intake.records import Reading, Record

#: A second reader: what it proposes for a reading, and what was odd.
Second = Callable[[Reading], tuple[list[Record], list[Finding]]]
NAMES = ("spacy", "endpoint")


def asked(
    readers: Mapping[str, Second], reading: Reading
) -> tuple[dict[str, list[Record]], list[Finding]]:
    """What second readers propose, by name, and what was odd."""
    others, odd = {}, []
    for name, second in readers.items():
        others[name], findings = second(reading)
        odd += findings
    return others, odd


def named(names: Sequence[str]) -> dict[str, Second]:
    """The second readers of these names.

    Raises:
        RefusedError: There is none of that name, or it is not installed or not set up.
    """
    return {name: _made(name) for name in dict.fromkeys(names)}


def _made(name: str) -> Second:
    if name == "spacy":
        from resupply.intake.second import entities

        return entities.second
    if name == "endpoint":
        from resupply.intake.second.endpoint import Endpoint

        return Endpoint.from_environment().second
    raise unknown_name("--second", "second reader", name, NAMES)
