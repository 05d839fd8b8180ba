"""Wrong usage in the same three parts as every other error: where, what, todo."""

from collections.abc import Sequence

from cyclopts import CycloptsError, MissingArgumentError, UnknownCommandError, UnknownOptionError

from resupply.cli.values import BadValueError
from resupply.cli.verbs import VERBS
from resupply.core.errors import unknown_name

_NAMES = [v.name for v in VERBS]


def usage_text(error: CycloptsError, arguments: Sequence[str]) -> str:
    """Where, what and what to do.

    Args:
        error: What the parser found.
        arguments: What was typed.
    """
    if isinstance(error, UnknownCommandError) and error.unused_tokens:
        return str(unknown_name("resupply", "verb", error.unused_tokens[0], _NAMES))
    command = _command(arguments)
    what, todo = _what(error), f"`{command} --help` lists what it takes."
    if isinstance(error.__cause__, BadValueError):
        what, todo = error.__cause__.what, error.__cause__.todo
    return f"{_where(error, command)}\nwhat: {what}\ntodo: {todo}"


def _command(arguments: Sequence[str]) -> str:
    verb = next((a for a in arguments if a in _NAMES), "")
    return f"resupply {verb}".strip()


def _where(error: CycloptsError, command: str) -> str:
    if error.argument is None:
        return command
    name = error.argument.name
    return f"{command}, {name if name.startswith('-') else name.upper()}"


def _what(error: CycloptsError) -> str:
    if isinstance(error, MissingArgumentError):
        return "it is needed and was not given."
    if isinstance(error, UnknownOptionError):
        return _sentence(str(error).replace("Unknown option:", "there is no option"))
    return _sentence(str(error))


def _sentence(text: str) -> str:
    flat = " ".join(text.split())
    return flat if flat.endswith((".", "?")) else f"{flat}."
