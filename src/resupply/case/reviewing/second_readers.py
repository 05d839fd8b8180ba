"""Second readers by name; each is imported and made only when it is asked for."""

from collections.abc import Sequence

from resupply.case.reviewing.watching import Second
from resupply.core.errors import unknown_name

NAMES = ("spacy", "endpoint")


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
