"""The review desk: a text is read, what it proposes is decided beside its own words."""

from collections.abc import Callable, Mapping, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response

from resupply.api.accounts.acting import acting
from resupply.api.errors import status_of
from resupply.case import Case
from resupply.case.reviewing.reading import read_text
from resupply.core.errors import RefusedError, ResupplyError
from resupply.web.deciding import deciding, form_fields, parts_of
from resupply.web.marking import all_said, pieces
from resupply.web.page import Figure, Page
from resupply.web.posted import (
    Form,
    Notice,
    Posted,
    common,
    may_do,
    names_of,
    on_a_page,
    person,
    refuse,
    tell,
)
from resupply.web.visit import Visit
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.core.answer import Answer
    from resupply.web.site import Site

#: Which proposals are listed, and what that is called.
STATUSES: Mapping[str, str] = {
    "open": _("Waiting"),
    "accepted": _("Accepted"),
    "rejected": _("Rejected"),
    "told_again": _("Told again"),
    "split": _("Split"),
    "all": _("All"),
}
#: Proposals of a status that are listed on one page.
_MOST = 300
#: Longest title made of a text that was given without one [characters].
_TITLE_MAX = 70


def _desk(visit: Visit) -> Mapping[str, Any]:
    """What waits, or one proposal beside its text."""
    number = visit.asked.given.get("number")
    told: dict[str, Any] = {
        "one": None,
        "reading": getattr(visit.request.state, "reading", None),
        "may_bring": may_do(visit.request, "recorder"),
        "may_decide": may_do(visit.request, "reviewer"),
        "statuses": STATUSES,
        "status": visit.asked.given.get("status", "open"),
    }
    with visit.case() as case:
        told |= common(visit.request, case)
        waiting = [row["number"] for row in case.desk.list().rows]
        told["waiting"] = waiting
        if number is not None:
            return told | _one(visit, case, int(number), waiting)
        told["documents"] = [_named(row) for row in case.desk.documents().rows]
        told["most"] = _MOST
    return told


def _one(visit: Visit, case: Case, number: int, waiting: Sequence[int]) -> dict[str, Any]:
    one = dict(case.desk.show(number).result or {})
    document = dict(case.desk.document(one["document"]["number"]).result or {})
    typed = getattr(visit.request.state, "refused", (Posted({}), None))[0].fields
    hindrance = one["hindrance"]
    if hindrance:
        one["hindrance"] = {k: on_a_page(hindrance[k]) for k in ("where", "what", "todo")}
    last = one["decisions"][-1] if one["decisions"] else None
    return {
        "one": one,
        "names": names_of(visit),
        "document": _named(document),
        "pieces": pieces(document["text"], (one["start"], one["end"]), one["spans"]),
        "fields": form_fields(one, typed),
        "split_parts": parts_of(one, typed),
        "last": last,
        "position": waiting.index(number) + 1 if number in waiting else 0,
        "before": _beside(waiting, number, -1),
        "after": _beside(waiting, number, 1),
    }


def _named(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document; only addresses of the web are links."""
    url = document["url"] or ""
    return {**document, "url": url if url.startswith(("http://", "https://")) else None}


def _beside(waiting: Sequence[int], number: int, step: int) -> int | None:
    """The one before or after in what waits, also of one that waits no more."""
    if number in waiting:
        at = waiting.index(number) + step
        return waiting[at] if 0 <= at < len(waiting) else None
    later = [n for n in waiting if (n > number) == (step > 0)]
    return (min(later) if step > 0 else max(later)) if later else None


DESK = Page(
    name="desk",
    title=_("Review desk"),
    group="told",
    place=0,
    key="r",
    about=_(
        "Give a text or a file. What it proposes waits here, beside its own words, until a person "
        "accepts it; only then it is in the book."
    ),
    figures=(
        Figure(
            name="queue",
            title=_("What waits for review"),
            ask="review",
            columns=(
                "number",
                "kind",
                "says",
                "words",
                "confidence",
                "mind",
                "published",
                "document",
            ),
            rows_max=_MOST,
        ),
    ),
    template="desk.html",
    more=_desk,
    fields=("status", "document"),
    scripts=("desk.js",),
    role="recorder",
)

PAGES = (DESK,)


def routes(site: "Site") -> APIRouter:
    """Where its forms are sent."""
    made = APIRouter()

    @made.post("/desk/read", response_model=None)
    def read(request: Request, form: Form) -> Response:
        visit = site.visit(request, DESK)
        try:
            if form.get("keep"):
                return _kept(site, visit, form)
            request.state.reading = _read_only(site, visit, form)
        except ResupplyError as error:
            return _again(site, request, form, error)
        # A form that comes back keeps what was typed, so that it can be kept next.
        request.state.refused = (form, None)
        return site.page(request, DESK)

    @made.post("/desk/decide", response_model=None)
    def decide(request: Request, form: Form) -> Response:
        visit = site.visit(request, DESK)
        number = int(visit.asked.given.get("number") or 0)
        by = person(request) or form.get("by")
        try:
            with site.served.open(visit.asked.case) as case:
                done = deciding(case, number, form, by=acting(person(request), form.get("by")))
                onward = _onward(case, number, form, done)
        except ResupplyError as error:
            return _again(site, request, form, error)
        sentence = " ".join([done.sentence, *done.warnings])
        notice = Notice(sentence, visit.url("desk", number=number) if onward != number else "")
        return tell(_to(site, visit, number=onward), notice, by=by)

    return made


def _again(site: "Site", request: Request, form: Posted, error: ResupplyError) -> Response:
    refuse(request, form, error)
    page = site.page(request, DESK)
    page.status_code = status_of(error)
    return page


def _to(site: "Site", visit: Visit, **given: Any) -> Response:
    return site.redirect("desk", **({} if visit.is_own else {"case": visit.asked.case}), **given)


def _onward(case: Case, number: int, form: Posted, done: "Answer") -> int | None:
    """Where a reviewer goes after a decision: on to what waits, or back to what was changed."""
    action = form.get("do")
    if action in ("accept", "reject", "same"):
        waiting = [row["number"] for row in case.desk.list().rows]
        return _beside(waiting, number, 1) or _beside(waiting, number, -1)
    if action == "split":
        return int((done.result or {})["proposals"][0]["number"])
    return number


# --- reading


def _kept(site: "Site", visit: Visit, form: Posted) -> Response:
    by = acting(person(visit.request), form.get("by"))
    with site.served.open(visit.asked.case) as case:
        done = _with_reading(
            form,
            lambda reading, title: case.desk.queue(
                reading,
                by=by,
                name=form.file.name if form.file else "",
                title=form.get("title") or title,
                publisher=form.get("publisher"),
                url=form.get("url"),
            ),
        )
        told = done.result or {}
        there = case.desk.list(document=told["document"]).rows
    first = there[0]["number"] if there else None
    given = {"number": first} if first else {"document": told["document"], "status": "all"}
    said = " ".join([done.sentence, *(f.what for f in done.findings)])
    return tell(_to(site, visit, **given), Notice(said), by=by)


def _read_only(site: "Site", visit: Visit, form: Posted) -> Mapping[str, Any]:
    """What a text proposes, with its words marked; nothing is kept."""
    with site.served.reading(visit.asked.case) as case:
        desk = case.desk

        def shown(reading: Any, _: str | None) -> Mapping[str, Any]:
            answer = desk.read_only(reading)
            marks = [(row["start"], row["end"]) for row in answer.rows]
            return {
                "answer": answer,
                "pieces": all_said(reading.text, marks),
                "rows": list(enumerate(answer.rows, 1)),
            }

        found: Mapping[str, Any] = _with_reading(form, shown)
        return found


def _with_reading(form: Posted, then: Callable[[Any, str | None], Any]) -> Any:
    """Read the form's file or its text, and do something with the reading and its title.

    Raises:
        RefusedError: Neither, both, or what is no document.
    """
    from resupply.case.reading import reading

    text, day = form.get("text"), form.get("published")
    if form.file is None:
        if text is None:
            raise RefusedError(
                where="field text",
                what="there is nothing to read.",
                todo="paste a text, or choose a file.",
            )
        reading_of_text = read_text(text, published=day, name="text")
        return then(reading_of_text, shorten(text, _TITLE_MAX, placeholder=" ..."))
    if text is not None:
        raise RefusedError(
            where="field file",
            what="a file and a text were given.",
            todo="empty the text, or leave the file out.",
        )
    with form.file.on_disk() as path:
        return then(reading(path, published=day), None)
