"""What others say: a sentence tried against the book, and what was said at meetings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response

from resupply.web.page import Figure, Page
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.web.site import Site
    from resupply.web.visit import Visit

#: What a verdict is called, and whether it needs a second look.
VERDICTS: Mapping[str, str] = {
    "holds": _("Holds"),
    "does_not_hold": _("Does not hold"),
    "depends": _("Depends"),
    "not_verifiable": _("Not verifiable"),
}


def _verdicts(visit: "Visit") -> Mapping[str, Any]:
    """Each claim of the sentence as it was judged."""
    answer = visit.answer("claim", **visit.asked.given)
    return {"claims": (answer.result or {}).get("claims", ()), "verdicts": VERDICTS}


CLAIM = Page(
    name="claim",
    title=_("Claims"),
    group="told",
    place=20,
    key="c",
    about=_(
        "Type a sentence, such as: Denmark is one of the top three per head. It is tried against "
        "the book; where the book cannot say, the answer says so and gives the bound."
    ),
    figures=(
        Figure(
            name="evidence",
            title=_("The figures behind it"),
            ask="claim",
            columns=(
                "claim", "part", "rank", "name", "in_words", "figure", "unit", "agrees", "stage",
                "kind", "note",
            ),
            rows_max=15,
        ),
    ),
    template="claim.html",
    more=_verdicts,
    needs=("text",),
    fields=("text", "as_of", "stage", "kind"),
)  # fmt: skip

ENGAGEMENTS = Page(
    name="engagements",
    title=_("Engagements"),
    group="told",
    place=30,
    key="e",
    about=_(
        "Visits, summits and forums: what was promised, asked and said there, and how it stands."
    ),
    figures=(
        Figure(
            name="said",
            title=_("What was said, and what became of it"),
            ask="engagements",
            columns=(
                "start", "event", "place", "kind", "by", "to", "said", "due_on", "status", "words",
            ),
            rows_max=50,
        ),
    ),
    template="engagements.html",
    fields=("as_of", "since", "until", "donor"),
)  # fmt: skip

PAGES = (CLAIM, ENGAGEMENTS)


def routes(site: "Site") -> APIRouter:
    """The calendar of meetings and due days."""
    made = APIRouter()

    @made.get("/engagements-calendar.ics", response_model=None)
    def calendar(request: Request) -> Response:
        from resupply.picture import meetings_calendar

        visit = site.visit(request, ENGAGEMENTS)
        answer = visit.answer("engagements", **visit.asked.given)
        body = meetings_calendar.text(answer.rows, name=visit.case_name)
        return Response(body, media_type="text/calendar; charset=utf-8")

    return made
