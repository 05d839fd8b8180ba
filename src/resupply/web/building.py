"""The what-if builder: forms for every change there is, and scenarios as the address holds them.

The state is the address alone: a form sends the address it came from and one change more, and
leads back to the longer address. So a link is the scenario, "back" undoes, and nothing is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from resupply.core.errors import QuestionError
from resupply.network.changes import NAME, Scenario, parse, parse_change, plain
from resupply.web.words import marked as _

#: Name of a scenario that is made of an address's own parameters, as the question calls it.
OWN = "what-if"
#: Parameters of an address that make such a scenario.
ADDRESSED = (
    "pause", "close", "start_on", "days", "left", "scale", "add_stock", "add_supply", "set_lead",
    "set_capacity", "move_date", "take",
)  # fmt: skip
#: More scenarios than can be looked at side by side.
_SCENARIOS_MAX = 12


class Input(NamedTuple):
    """A field of a change.

    Args:
        name: As the change calls it.
        label: What it is called on the page.
        kind: `text`, `number`, `whole`, `day`, `names` or `tick`.
        lists: Which lists of names it suggests.
        needed: Whether the change is none without it.
    """

    name: str
    label: str
    kind: str = "text"
    lists: Sequence[str] = ()
    needed: bool = False


class Form(NamedTuple):
    """A change that can be added: its word, its name, what it does, its fields."""

    do: str
    title: str
    about: str
    inputs: Sequence[Input]


def _word(name: str, label: str, *lists: str, needed: bool = True) -> Input:
    return Input(name, label, "text", lists, needed)


def _figure(name: str, label: str, *, needed: bool = False) -> Input:
    return Input(name, label, "number", (), needed)


_FROM, _UNTIL = Input("from", _("First day"), "day"), Input("until", _("Last day"), "day")
_DAYS = (_FROM, Input("days", _("or so many days"), "whole"), _UNTIL)
_RANGE = (_figure("low", _("At least")), _figure("high", _("At most")))
_PLACE, _ITEM = _word("place", _("Place"), "places"), _word("item", _("Item"), "items")
_ID = _word("id", _("A short name for it"))

#: Every change there is: the vocabulary of `network.changes`, in the order people want them.
FORMS: Sequence[Form] = (
    Form("pause", _("Pause"),
         _("Nothing comes of a donor, maker, place or supply. What would have come is lost."),
         (_word("of", _("What pauses"), "parties", "supplies", "places"),
          _figure("left", _("Part that still comes (0 to 1)")), *_DAYS)),
    Form("close", _("Close"),
         _("A way, a place or a country carries nothing. What is on its way arrives."),
         (_word("what", _("What is closed"), "legs", "places", "countries"), *_DAYS)),
    Form("scale", _("More or less"),
         _("A capacity, supply, donor, need or stock becomes so many times what it is."),
         (_word("what", _("Of what"), "legs", "supplies", "parties", "needs", "stocks"),
          _figure("factor", _("So many times"), needed=True), *_DAYS)),
    Form("set_capacity", _("Set a capacity"), _("A way carries so much a day."),
         (_word("leg", _("Way"), "legs"), _figure("per_day", _("A day"), needed=True), *_RANGE,
          Input("unit", _("Unit, where it had none")))),
    Form("set_lead", _("Set a lead time"), _("A way takes so many days."),
         (_word("leg", _("Way"), "legs"), _figure("days", _("Days"), needed=True), *_RANGE)),
    Form("move_date", _("Move a date"), _("A supply begins later, earlier, or on a day."),
         (_word("supply", _("Supply"), "supplies"),
          Input("days", _("Days later; below 0: earlier"), "whole"),
          Input("to", _("or on this day"), "day"))),
    Form("add_stock", _("Add stock"), _("More lies at a place on the first day."),
         (_PLACE, _ITEM, _figure("quantity", _("Quantity"), needed=True), *_RANGE)),
    Form("add_supply", _("Add a supply or maker"),
         _("More comes to a place: so much in all over its days, or so much a day."),
         (_ID, _PLACE, _ITEM, _figure("quantity", _("Quantity in all")),
          _figure("per_day", _("or a day")), *_RANGE,
          _word("party", _("Whose"), "parties", needed=False), _FROM, _UNTIL)),
    Form("add_promise", _("Add a promise"),
         _("A donor promises something by a day; it comes evenly until then."),
         (_ID, _word("party", _("Who promises"), "parties"), _ITEM,
          _figure("quantity", _("Quantity"), needed=True),
          Input("due_on", _("Due on"), "day", (), True), *_RANGE, _FROM,
          _word("place", _("Place"), "places", needed=False))),
    Form("add_need", _("Add a need"), _("More is asked for at a place."),
         (_ID, _PLACE, _ITEM, _figure("per_day", _("A day"), needed=True), *_RANGE,
          Input("tier", _("Tier"), "whole"), _FROM, _UNTIL,
          Input("backlog", _("What is not met is kept for later"), "tick"))),
    Form("add_leg", _("Add a way"), _("A new way between two places."),
         (_ID, _word("from_place", _("From"), "places"), _word("to_place", _("To"), "places"),
          _figure("lead_days", _("Days it takes"), needed=True),
          _figure("lead_days_low", _("Days at least")),
          _figure("lead_days_high", _("Days at most")),
          Input("mode", _("By")), Input("items", _("Only these items"), "names", ("items",)),
          _figure("per_day", _("Carries a day")), Input("unit", _("Unit")))),
    Form("take", _("Take what is only offered"),
         _("A supply the case does not count on, or another reading of a need or a stock."),
         (_word("row", _("Row"), "rows"),)),
)  # fmt: skip


def form_of(do: str) -> Form:
    """The form of a change.

    Raises:
        QuestionError: There is no such change.
    """
    for form in FORMS:
        if form.do == do:
            return form
    raise QuestionError(
        where="change",
        what=f'there is no change "{do[:40]}".',
        todo=f"use one of: {', '.join(form.do for form in FORMS)}.",
    )


def change_of(form: Form, sent: Mapping[str, str]) -> dict[str, Any]:
    """A change as its form was filled in, as plain data; it is held to the rules of all changes.

    Raises:
        QuestionError: A field that holds no number or day, or a change that is none.

    Example:
        >>> change_of(form_of("pause"), {"of": "USA", "days": "60", "left": ""})
        {'do': 'pause', 'of': 'USA', 'days': 60}
    """
    body: dict[str, Any] = {"do": form.do}
    for each in form.inputs:
        said = sent.get(each.name, "").strip()
        if said:
            body[each.name] = _value(each, said)
        elif each.needed:
            raise _wrong(form, each, "it is empty.", "fill it in.")
    return body if form.do == "take" else plain(parse_change(body, form.title))


def _value(each: Input, said: str) -> Any:
    if each.kind == "tick":
        return True
    if each.kind == "names":
        return [name for name in map(str.strip, said.split(",")) if name]
    try:
        if each.kind == "day":
            return date.fromisoformat(said)
        if each.kind == "whole":
            return int(said)
        return float(said) if each.kind == "number" else said
    except ValueError:
        words = {"day": "a day (2024-03-01)", "whole": "a whole number"}
        what = f'"{said[:40]}" is not {words.get(each.kind, "a number")}.'
        raise QuestionError(
            where=each.label, what=what, todo="correct it, or leave it empty if it may be."
        ) from None


def _wrong(form: Form, each: Input, what: str, todo: str) -> QuestionError:
    return QuestionError(where=f"{form.title}: {each.label}", what=what, todo=todo)


def added(scenarios: Sequence[Scenario], to: str, change: Mapping[str, Any]) -> list[Scenario]:
    """Scenarios with one change more in the one of a name, which is made if there is none.

    Raises:
        QuestionError: The name is none, or there are too many.

    Example:
        >>> [s.name for s in added([], "dry", {"do": "pause", "of": "USA"})]
        ['dry']
    """
    found = {s.name: s for s in scenarios}
    old = found.get(to) or _empty(to)
    if change["do"] == "take":
        found[to] = msgspec.structs.replace(old, take=(*old.take, str(change["row"])))
    else:
        more = parse_change(change)
        found[to] = msgspec.structs.replace(old, changes=(*old.changes, more))
    if len(found) > _SCENARIOS_MAX:
        raise QuestionError(
            where="scenarios",
            what=f"there are more than {_SCENARIOS_MAX}.",
            todo="take some away: they are compared side by side.",
        )
    return list(found.values())


def _empty(name: str) -> Scenario:
    try:
        return parse({"name": name})
    except QuestionError:
        raise QuestionError(
            where="Scenario",
            what=f'"{name[:80]}" cannot be the name of a scenario.',
            todo=f"use small letters, digits, dots, - and _, up to 80 ({NAME}).",
        ) from None


def scenario(name: str, take: Sequence[str], changes: Sequence[Mapping[str, Any]]) -> Scenario:
    """A scenario of plain changes."""
    return parse({"name": name, "take": list(take), "changes": list(changes)})


def without(scenarios: Sequence[Scenario], name: str, at: int, *, of: str) -> list[Scenario]:
    """Scenarios less one change (`of` = changes) or one row taken (`of` = take) of one of them.

    A scenario that changes nothing more is gone.

    Example:
        >>> dry = parse({"name": "dry", "take": ["a"], "changes": [{"do": "close", "what": "b"}]})
        >>> [without([dry], "dry", 0, of=of) != [dry] for of in ("take", "changes")]
        [True, True]
    """
    return [s for s in _less(scenarios, name, at, of) if s.take or s.changes]


def _less(scenarios: Sequence[Scenario], name: str, at: int, of: str) -> Iterator[Scenario]:
    for scenario in scenarios:
        if scenario.name != name:
            yield scenario
            continue
        held = getattr(scenario, of)
        yield msgspec.structs.replace(scenario, **{of: (*held[:at], *held[at + 1 :])})
