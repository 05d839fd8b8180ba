"""What a figure is bound to, in one line under it."""

from resupply.core.scope import Scope
from resupply.web.fields import label
from resupply.web.words import Words


def scope_line(scope: Scope, *, words: Words) -> str:
    """What a figure is bound to, in the reader's language.

    Example:
        >>> from datetime import date
        >>> from resupply.web.words import words
        >>> told = Scope(as_of=date(2024, 2, 28), donors=("DNK",))
        >>> scope_line(told, words=words("en"))
        'As known on 28 Feb 2024 · Donor: DNK · Values in EUR'
    """
    say = words.say
    parts = []
    for name in ("dataset", "stage"):
        value = getattr(scope, name)
        parts += [f"{say(label(name))}: {say(str(value))}"] if value else []
    if scope.stage == "delivery":
        parts.append(f"{say(label('milestone'))}: {say(str(scope.milestone).replace('_', ' '))}")
    for name in ("as_of", "since", "until"):
        value = getattr(scope, name)
        parts += [f"{say(label(name))} {words.day(value)}"] if value else []
    for name in ("donor", "recipient", "item", "kind", "place"):
        several = getattr(scope, f"{name}s")
        parts += [f"{say(label(name))}: {', '.join(map(str, several))}"] if several else []
    if scope.boundary:
        parts.append(f"{say(label('boundary'))}: {', '.join(scope.boundary)}")
    if scope.shares == "members":
        parts.append(say("Union aid split to members by key"))
    is_value = scope.measure == "value"
    parts.append(say("Values in {currency}", currency=scope.currency) if is_value
                 else say("Quantities"))  # fmt: skip
    if scope.rate_on:
        parts.append(f"{say(label('rate_on'))} {words.day(scope.rate_on)}")
    return " · ".join(parts)
