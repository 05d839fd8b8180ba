"""The same question at the other doors: its address, its command, its line of Python."""

import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

#: The case that needs no naming on the command line.
_DEFAULT_CASE = "ukraine-2024"
#: What a command takes without naming it.
_PLACES: Mapping[str, Sequence[str]] = {
    "diff": ("known_1", "known_2"),
    "table": ("name",),
    "words": ("name",),
    "claim": ("text",),
    "pause_cost": ("what",),
    "review": ("number",),
}
#: Options whose name on the command line is another.
_OPTIONS = {"start_on": "from", "horizon_days": "horizon"}


class SameAs(NamedTuple):
    """One question in the words of three doors."""

    address: str
    command: str
    python: str


def same_as(question: str, given: Mapping[str, Any], *, case: str, own: bool) -> SameAs:
    r"""How else the same is asked.

    Args:
        question: Method of the case.
        given: Its parameters.
        case: Name of the case.
        own: Whether it is the server's own, so that the address need not name it.

    Example:
        >>> told = same_as("rank", {"per": "head", "as_of": date(2024, 2, 28), "donor": ["DNK"]},
        ...                case="ukraine-2024", own=True)
        >>> print("\n".join(told))
        /api/v1/rank?per=head&as_of=2024-02-28&donor=DNK
        resupply rank --per head --as-of 2024-02-28 --donor DNK
        resupply.open('ukraine-2024').rank(per='head', as_of=date(2024, 2, 28), donor=['DNK'])
    """
    asked = dict(given) if own else {"case": case, **given}
    pairs = [(k, v) for k, several in asked.items() for v in _several(several)]
    query = urlencode([(k, str(v).lower() if isinstance(v, bool) else str(v)) for k, v in pairs])
    address = f"/api/v1/{question.replace('_', '-')}"
    return SameAs(
        f"{address}?{query}" if query else address,
        _command(question, given, case),
        f"resupply.open({case!r}).{question}({_arguments(given)})",
    )


def _several(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value]


def _command(question: str, given: Mapping[str, Any], case: str) -> str:
    parts = ["resupply", question.replace("_", "-")]
    places = _PLACES.get(question, ())
    for name in places:
        parts += [shlex.quote(str(v)) for v in _several(given[name])] if name in given else []
    if case != _DEFAULT_CASE:
        parts += ["--case", shlex.quote(case)]
    for name, value in given.items():
        if name in places:
            continue
        option = f"--{_OPTIONS.get(name, name).replace('_', '-')}"
        if isinstance(value, bool):
            parts.append(option if value else option.replace("--", "--no-", 1))
        else:
            parts += [option, shlex.quote(",".join(map(str, _several(value))))]
    return " ".join(parts)


def _arguments(given: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_literal(value)}" for name, value in given.items())


def _literal(value: Any) -> str:
    if isinstance(value, date):
        return f"date({value.year}, {value.month}, {value.day})"
    return repr(value)
