"""A command that asks again within the same bounds."""

import shlex

from resupply.core.scope import Scope

_OPTIONS = {
    "as_of": "--as-of",
    "until": "--until",
    "since": "--since",
    "dataset": "--dataset",
    "stage": "--stage",
    "milestone": "--milestone",
    "donors": "--donor",
    "recipients": "--recipient",
    "items": "--item",
    "kinds": "--kind",
    "places": "--place",
    "boundary": "--boundary",
    "shares": "--shares",
    "currency": "--currency",
    "rate_on": "--rate-on",
    "measure": "--measure",
}


def with_scope(command: str, scope: Scope, usual: Scope) -> str:
    """A command with the options that make its scope this one.

    Args:
        command: How it begins.
        scope: What it is to be asked within.
        usual: What it is asked within when no option is given.

    Example:
        >>> scope = Scope(dataset="kiel", donors=("DEU", "Czech Republic"))
        >>> with_scope("resupply sources", scope, Scope(dataset="kiel"))
        "resupply sources --donor 'DEU,Czech Republic'"
    """
    parts = [command]
    for field, option in _OPTIONS.items():
        value = getattr(scope, field)
        if value != getattr(usual, field) and value not in (None, ()):
            told = ",".join(value) if isinstance(value, tuple) else str(value)
            parts.append(f"{option} {shlex.quote(told)}")
    return " ".join(parts)
