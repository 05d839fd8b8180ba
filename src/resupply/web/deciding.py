"""From a form of the review desk to one decision: which fields were changed, and what is done."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from resupply.case import Case
from resupply.case.reviewing.choosing import SELDOM, is_day, words
from resupply.core.answer import Answer
from resupply.core.errors import RefusedError
from resupply.core.words import figured
from resupply.web.posted import Posted

#: Columns of the form that splits a proposal.
_PARTS = 3
#: Tables of the case that fields name.
_NAMED = {
    "donor": "parties", "recipient": "parties", "maker": "parties", "who": "parties",
    "actor": "parties", "item": "items", "place": "places",
}  # fmt: skip
#: Fields whose share of the whole is known only when it is said.
_AMOUNTS = ("quantity", "amount")
#: Decisions by what their buttons send.
ACTIONS = ("accept", "edit", "reject", "merge", "same", "split", "undo")


class Field(NamedTuple):
    """A field of a proposal, as a form shows it.

    Args:
        name: Its name.
        value: What it holds, as text.
        read: What was read, as text; differs from `value` where the form came back.
        choices: Words it may be.
        is_day: Whether it is a day.
        is_seldom: Whether it is seen only when asked for.
        has_words: Whether the text has words for it.
        is_refused: Whether the proposal cannot be accepted because of it.
        named: Table of the case whose names it may be; empty = none.
    """

    name: str
    value: str
    read: str
    choices: Sequence[str]
    is_day: bool
    is_seldom: bool
    has_words: bool
    is_refused: bool
    named: str


def form_fields(one: Mapping[str, Any], typed: Mapping[str, str]) -> list[Field]:
    """The fields of a proposal.

    Args:
        one: The proposal, as the desk shows it.
        typed: The form that came back, if it did.
    """
    hindrance = str((one["hindrance"] or {}).get("where", ""))
    return [
        Field(
            name=name,
            value=typed.get(f"f.{name}", as_text(one["fields"].get(name))),
            read=as_text(one["fields"].get(name)),
            choices=words(str(one["kind"]), name),
            is_day=is_day(name),
            is_seldom=name in SELDOM and name not in one["fields"],
            has_words=name in one["spans"],
            is_refused=hindrance.endswith(f"field {name}"),
            named=_NAMED.get(name, ""),
        )
        for name in one["can_be_set"]
    ]


def parts_of(one: Mapping[str, Any], typed: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """The fields of a proposal, each once for every part it may be split into."""
    return [
        (name, [typed.get(f"p{n}.{name}", _of_part(name, value, n)) for n in range(_PARTS)])
        for name, value in one["fields"].items()
    ]


def _of_part(name: str, value: Any, part: int) -> str:
    """What a part begins with: all of the whole but its amounts, for whose they are is not said."""
    return "" if part > 1 or name.startswith(_AMOUNTS) else as_text(value)


def as_text(value: Any) -> str:
    """A value as a form holds it; several are parted by semicolons.

    Example:
        >>> as_text(["DNK", "NLD"]), as_text(20000), as_text(None)
        ('DNK; NLD', '20000', '')
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(as_text, value))
    return figured(value).replace(",", "") if isinstance(value, int | float) else str(value)


def changes_in(one: Mapping[str, Any], form: Posted, prefix: str) -> dict[str, Any]:
    """The fields whose text is not the one the form was given with."""
    found: dict[str, Any] = {}
    for name in one["can_be_set"]:
        said = form.fields.get(f"{prefix}{name}")
        old = one["fields"].get(name)
        if said is None or said == as_text(old):
            continue
        found[name] = _value(old, said)
    return found


def _value(old: Any, said: str) -> str | list[str]:
    """What was typed; several where there were several."""
    parts = [part.strip() for part in said.split(";")]
    return parts if isinstance(old, list) and len(parts) > 1 else said


def deciding(case: Case, number: int, form: Posted, *, by: str) -> Answer:
    """Do what the button of a form said.

    Args:
        case: The case.
        number: The proposal.
        form: The form.
        by: Who decides.

    Raises:
        RefusedError: The desk refuses it, or there is nothing to do.
    """
    desk, action, why = case.desk, form.get("do"), form.get("why") or ""
    one = dict(desk.show(number).result or {})
    if action == "accept":
        return desk.accept(
            number,
            by=by,
            line=form.get("line_other") or form.get("line"),
            changes=changes_in(one, form, "f."),
            again="again" in form.fields,
            new_names="new_names" in form.fields,
            why=why,
        )
    if action == "edit":
        return desk.edit(number, by=by, changes=_some(changes_in(one, form, "f.")), why=why)
    if action == "reject":
        return desk.reject(number, by=by, why=why)
    if action == "merge":
        line = form.get("line_other") or form.get("line") or ""
        return desk.merge(number, by=by, line=_given("line", line), why=why)
    if action == "same":
        told = _given("same_as", form.get("same_as") or "")
        if not (told.isascii() and told.isdigit() and len(told) < 16):
            raise RefusedError(
                where="field same_as", what="it is no number.", todo="give that of a proposal."
            )
        return desk.same(number, by=by, same_as=int(told), why=why)
    if action == "split":
        return desk.split(number, by=by, parts=_parts(one, form), why=why)
    if action == "undo":
        return desk.undo(number, by=by, why=why)
    raise RefusedError(
        where="field do", what="it is not said what is decided.", todo="press one of the buttons."
    )


def _some(changes: dict[str, Any]) -> dict[str, Any]:
    if not changes:
        raise RefusedError(
            where="fields",
            what="none of them was changed.",
            todo="change one, or accept or reject the proposal.",
        )
    return changes


def _given(name: str, said: str) -> str:
    if not said:
        raise RefusedError(
            where=f"field {name}",
            what="it is empty.",
            todo="choose one of those shown, or type it.",
        )
    return said


def _parts(one: Mapping[str, Any], form: Posted) -> list[dict[str, Any]]:
    """Each part by the fields that differ; a column that is wholly empty is none."""
    filled = [
        n for n in range(_PARTS) if any(form.fields.get(f"p{n}.{name}") for name in one["fields"])
    ]
    return [_part(one["fields"], form, f"p{n}.") for n in filled]


def _part(whole: Mapping[str, Any], form: Posted, prefix: str) -> dict[str, Any]:
    """What a part says; an amount left empty is not known, and so is not said."""
    said = {name: form.fields.get(f"{prefix}{name}", "") for name in whole}
    return {n: _value(whole[n], s) for n, s in said.items() if s or not n.startswith(_AMOUNTS)}
