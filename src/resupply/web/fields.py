"""The filter bar: one form by GET for all pages, made from what the page's questions take."""

import types
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from resupply.core.words import AidKind, Milestone, Stage
from resupply.web.words import marked as _

#: What parameters are called on pages.
LABELS: Mapping[str, str] = {
    "as_of": _("As known on"),
    "until": _("Happened until"),
    "since": _("Happened from"),
    "donor": _("Donor"),
    "recipient": _("Recipient"),
    "item": _("Item"),
    "place": _("Place"),
    "kind": _("Kind of aid"),
    "dataset": _("Dataset"),
    "stage": _("Stage"),
    "milestone": _("Counts as delivered"),
    "boundary": _("Crossing into"),
    "shares": _("Aid of unions"),
    "currency": _("Currency"),
    "rate_on": _("Exchange rate of"),
    "measure": _("Measure"),
    "case": _("Case"),
    "by": _("Grouped by"),
    "per": _("Per"),
    "top": _("Only the first"),
    "group": _("Group"),
    "year": _("Year of the denominator"),
    "most": _("Rows at most"),
    "name": _("Name"),
    "known_1": _("First day"),
    "known_2": _("Second day"),
    "number": _("Number"),
    "status": _("Status"),
    "document": _("Document"),
    "text": _("Text"),
    "days": _("Days"),
    "step": _("Step"),
    "level": _("Level of ranges"),
    "show": _("Show"),
    "scenario": _("Scenario"),
    "start_on": _("From"),
    "horizon_days": _("Days planned"),
    "seed": _("Seed"),
    "runs": _("Runs"),
    "what": _("What"),
    "without": _("Without"),
    "recover_days": _("Mended after days"),
    "take": _("Also take"),
    "policy": _("How it is decided what is sent"),
    "leads": _("Lead times drawn"),
    "on_off": _("Sources that stop and go on"),
    "months": _("Months"),
    "origins": _("Months to start from"),
    "budget": _("Budget"),
    "unaffected": _("Also what changes nothing"),
}
#: Words a parameter may be, where its type does not say so.
_WORDS: Mapping[str, Sequence[str]] = {
    "kind": list(AidKind),
    "stage": list(Stage),
    "milestone": list(Milestone),
    "shares": ("donor", "members"),
    "measure": ("value", "quantity"),
    "per": ("total", "head", "gdp"),
    "level": ("low", "central", "high"),
    "step": ("mixed", "day", "week"),
    "policy": ("plan", "push", "base_stock"),
}
#: Parameters that name what the case has; the table that lists it.
_NAMED = {"donor": "parties", "recipient": "parties", "item": "items", "place": "places"}
#: Currencies offered; any other may be typed in an address.
_CURRENCIES = ("EUR", "USD", "GBP", "SEK", "NOK", "DKK", "PLN", "CZK", "CHF", "CAD", "JPY", "AUD")


class Input(NamedTuple):
    """A field of the filter bar.

    Args:
        name: The parameter.
        label: Its words, in English.
        kind: `date`, `number`, `text`, `choice` or `tick`.
        value: What it holds now, as text.
        choices: Words it may be, or names it can suggest with what they stand for.
        is_first: Whether it is seen at once.
        is_needed: Whether the page has nothing to say without it.
    """

    name: str
    label: str
    kind: str
    value: str
    choices: Sequence[tuple[str, str]]
    is_first: bool
    is_needed: bool


def inputs(
    takes: Mapping[str, FieldInfo],
    given: Mapping[str, Any],
    *,
    first: Sequence[str],
    needs: Sequence[str],
    names: Mapping[str, Sequence[tuple[str, str]]],
    defaults: Mapping[str, str],
) -> Iterator[Input]:
    """The fields of a page, those seen at once first and in their order.

    Args:
        takes: Its parameters.
        given: What they are now.
        first: Those seen at once.
        needs: Those it cannot do without.
        names: What a table of the case has, by table.
        defaults: What a parameter is when it is not given, where that is known.
    """
    order = [n for n in (*needs, *first) if n in takes]
    for name in dict.fromkeys([*order, *takes]):
        if name == "case":
            continue
        value = given.get(name)
        shown = defaults.get(name, "") if value is None else _text(value)
        choices = _choices(name, takes[name].annotation, names)
        kind = _kind(name, takes[name].annotation)
        yield Input(
            name, label(name), kind, shown, choices, name in order or value is not None,
            name in needs,
        )  # fmt: skip


def label(name: str) -> str:
    """What a parameter is called, in English.

    Example:
        >>> label("as_of"), label("new_word")
        ('As known on', 'New word')
    """
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def _choices(
    name: str, hint: Any, names: Mapping[str, Sequence[tuple[str, str]]]
) -> Sequence[tuple[str, str]]:
    if name in _NAMED:
        return names.get(_NAMED[name], ())
    if name == "currency":
        return [(c, "") for c in _CURRENCIES]
    words = _WORDS.get(name) or _literals(hint)
    return [(str(word), "") for word in words]


def _kind(name: str, hint: Any) -> str:
    parts = _parts(hint)
    if date in parts:
        return "date"
    if bool in parts:
        return "tick"
    if int in parts or float in parts:
        return "number"
    return "choice" if _WORDS.get(name) or name == "currency" or _literals(hint) else "text"


def _literals(hint: Any) -> Sequence[str]:
    return [w for part in _parts(hint) if get_origin(part) is Literal for w in get_args(part)]


def _parts(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
