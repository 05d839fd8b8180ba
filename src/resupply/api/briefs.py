"""The brief as a file: two pages as PDF, or as a document to work on."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from resupply.api import telling
from resupply.api.answering import Answering
from resupply.api.questions import questions
from resupply.api.shaping import Shape, split

#: Forms and how they are called on the wire.
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
Name = Annotated[str, Path(description="pdf or docx.", pattern="^(pdf|docx)$")]


def router(asking: Answering) -> APIRouter:
    """The route of the brief's files."""
    made = APIRouter(tags=["questions"])
    question = next(q for q in questions() if q.name == "brief")

    def file(request: Request, form: Name, asked: Any) -> Response:
        case, _, given = split(asked)
        key = asking.key(case, question.name, question.given(given))
        same = telling.unchanged(request, key, Shape(form=form))
        return same or _written(asking, case, question.given(given), form, key)

    file.__annotations__["asked"] = Annotated[question.query, Query()]
    made.add_api_route(
        "/brief/two-pages.{form}", file, methods=["GET"], operation_id="brief_file",
        summary="The brief as a file: PDF, or a document to work on.",
        response_class=Response, response_model=None,
    )  # fmt: skip
    return made


def _written(
    asking: Answering, name: str | None, given: dict[str, Any], form: str, key: str | None
) -> Response:
    from resupply.case import briefing
    from resupply.core.progress import silent

    sort = given.pop("sort", "supply")
    with asking.served.reading(name) as case:
        made, _ = briefing.compose(case, sort, silent, given)  # type: ignore[arg-type]  # checked by the question's model
        title = f"{sort}-brief-{case.name}"
    headers = {
        "Cache-Control": telling.REVALIDATE,
        "Content-Disposition": f'attachment; filename="{title}.{form}"',
    }
    etag = telling.etag_of(key, Shape(form=form))
    headers |= {"ETag": etag} if etag else {}
    return Response(briefing.written(made, f".{form}"), media_type=MEDIA[form], headers=headers)
