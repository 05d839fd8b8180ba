"""What people write down one by one: a move, a count, a correction; shown before it is written."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fastapi import APIRouter, Request, Response

from resupply.api.accounts.acting import acting
from resupply.api.errors import status_of
from resupply.core.answer import Answer
from resupply.core.dates import to_day
from resupply.core.errors import RefusedError, ResupplyError
from resupply.core.words import AidKind, Stage
from resupply.web.page import Page
from resupply.web.posted import (
    Form,
    Notice,
    Posted,
    common,
    may_do,
    names_of,
    person,
    refuse,
    tell,
)
from resupply.web.visit import Visit
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.web.site import Site


class Field(NamedTuple):
    """A field of a form.

    Args:
        name: As the case's method calls it.
        label: Its words.
        kind: `text`, `day` or `choice`.
        choices: Words it may be.
        named: Table of the case whose names it may be.
        is_needed: Whether nothing is written without it.
        is_seldom: Whether it is seen only when asked for.
    """

    name: str
    label: str
    kind: str = "text"
    choices: Sequence[str] = ()
    named: str = ""
    is_needed: bool = False
    is_seldom: bool = False


_SOURCE = Field(
    "source", _("Source: its id, a title or an address"), named="sources", is_needed=True
)
_KNOWN = Field("known_on", _("Known on"), "day")
_NOTE = Field("note", _("Note"), is_seldom=True)
_AMOUNT = (
    Field("quantity", _("Quantity")),
    Field("unit", _("Unit")),
    Field("quantity_low", _("Quantity at least"), is_seldom=True),
    Field("quantity_high", _("Quantity at most"), is_seldom=True),
)
#: The fields of each form, in order.
FORMS: Mapping[str, Sequence[Field]] = {
    "record": (
        Field("stage", _("Gets to"), "choice", list(Stage), is_needed=True),
        Field("donor", _("Donor"), named="parties"),
        Field("item", _("Item"), named="items"),
        *_AMOUNT,
        Field("value", _("Amount of money, in full")),
        Field("currency", _("Currency")),
        Field("happened_on", _("Happened on"), "day"),
        _KNOWN,
        _SOURCE,
        Field("kind", _("Kind of aid"), "choice", list(AidKind), is_seldom=True),
        Field("recipient", _("Recipient"), named="parties", is_seldom=True),
        Field("line", _("Line to continue"), is_seldom=True),
        Field("stage_from", _("Comes from"), "choice", list(Stage), is_seldom=True),
        Field("place_from", _("Place it leaves"), named="places", is_seldom=True),
        Field("place_to", _("Place it reaches"), named="places", is_seldom=True),
        Field("happened_to", _("Happened at the latest on"), "day", is_seldom=True),
        Field("due_on", _("Promised by"), "day", is_seldom=True),
        Field("dataset", _("Dataset"), is_seldom=True),
        Field("title", _("Title"), is_seldom=True),
        _NOTE,
    ),
    "count": (
        Field("place", _("Place"), named="places", is_needed=True),
        Field("item", _("Item"), named="items", is_needed=True),
        *_AMOUNT,
        Field("counted_on", _("Counted on"), "day"),
        _KNOWN,
        _SOURCE,
        _NOTE,
    ),
}
#: What a correction may say of an entry; what its line says is of the line.
_CORRECTED = (
    "stage", "item", "quantity", "unit", "quantity_low", "quantity_high", "value", "currency",
    "happened_on", "happened_to", "known_on", "source", "stage_from", "place_from", "place_to",
    "note",
)  # fmt: skip
_REASON = Field("reason", _("Why it is corrected"), is_needed=True)
_DAYS = ("happened_on", "happened_to", "known_on", "due_on", "counted_on")


def _form(visit: Visit) -> Mapping[str, Any]:
    """The form of a verb, as it was filled in, with what it would write."""
    verb = visit.page.name
    corrects = visit.asked.given.get("corrects")
    told: dict[str, Any] = {"verb": verb, "corrects": None, "says": {}, "names": names_of(visit)}
    with visit.case() as case:
        told |= common(visit.request, case)
    if corrects:
        told["corrects"] = corrects
        told["says"] = dict(visit.answer("entry", name=corrects).result or {})
    given = {**visit.asked.given, **told["typed"]}
    return told | {
        "fields": [(field, str(given.get(field.name, ""))) for field in _fields(verb, corrects)],
        "tried": getattr(visit.request.state, "tried", None),
        "may_bring": may_do(visit.request, "recorder"),
    }


def _fields(verb: str, corrects: str | None) -> Sequence[Field]:
    if not corrects:
        return FORMS[verb]
    by_name = {field.name: field for field in FORMS[verb]}
    right = [by_name[name]._replace(is_needed=name == "source") for name in _CORRECTED]
    return [_REASON, *right]


RECORD = Page(
    name="record",
    title=_("Record a move"),
    group="book",
    place=30,
    about=_(
        "A pledge, an allocation, a delivery, a use, or a correction of one. Leave out what is not "
        "known. It is shown before it is written; nothing in the book is ever changed or removed."
    ),
    template="record.html",
    more=_form,
    also=("corrects", "line", "donor", "item", "stage"),
    fields=(),
    scripts=("desk.js",),
    role="recorder",
)
COUNT = Page(
    name="count",
    title=_("Record a count"),
    group="book",
    place=31,
    about=_(
        "What was seen at a place at the end of a day. Where it differs from the book, `check` "
        "says so; neither is changed."
    ),
    template="record.html",
    more=_form,
    also=("place", "item"),
    fields=(),
    scripts=("desk.js",),
    role="recorder",
)

PAGES = (RECORD, COUNT)


def routes(site: "Site") -> APIRouter:
    """Where its forms are sent."""
    made = APIRouter()

    @made.post("/record/write", response_model=None)
    def record(request: Request, form: Form) -> Response:
        return _taken(site, request, RECORD, form)

    @made.post("/count/write", response_model=None)
    def count(request: Request, form: Form) -> Response:
        return _taken(site, request, COUNT, form)

    return made


def _taken(site: "Site", request: Request, page: Page, form: Posted) -> Response:
    """Show what a form would write, or write it."""
    visit = site.visit(request, page)
    is_meant = form.get("do") == "write"
    try:
        by = acting(person(request), form.get("by"))
        given = _given(page.name, form, visit.asked.given.get("corrects"))
        with site.served.open(visit.asked.case) as case:
            done: Answer = getattr(case, page.name)(**given, by=by, dry_run=not is_meant)
    except ResupplyError as error:
        refuse(request, form, error)
        shown = site.page(request, page)
        shown.status_code = status_of(error)
        return shown
    if is_meant:
        name = (done.result or {}).get("id", "")
        to = (
            visit.url("entry", name=name)
            if page.name == "record"
            else visit.url("words", name=name)
        )
        notice = Notice(" ".join([done.sentence, *done.warnings]), to)
        own = {} if visit.is_own else {"case": visit.asked.case}
        return tell(site.redirect(page.name, **own), notice, by=by)
    request.state.refused = (form, None)
    request.state.tried = done
    return site.page(request, page)


def _given(verb: str, form: Posted, corrects: str | None) -> dict[str, Any]:
    """The fields that were filled in, as the case's method takes them.

    Raises:
        RefusedError: A day that is none, or a field that a count cannot do without.
    """
    given: dict[str, Any] = {"source": form.get("source") or ""}
    for field in _fields(verb, corrects):
        said = form.get(field.name)
        if said is not None:
            is_day = field.name in _DAYS
            given[field.name] = to_day(said, where=f"field {field.name}") if is_day else said
        elif field.is_needed and verb == "count":
            raise RefusedError(
                where=f"field {field.name}",
                what="it is empty.",
                todo="a count says where, what, and who said so.",
            )
    if corrects:
        given |= {"corrects": corrects, "reverses": "reverses" in form.fields}
    return given | {"new_names": "new_names" in form.fields}
