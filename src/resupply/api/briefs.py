"""The brief as a file: two pages as PDF, or as a document to work on."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from resupply.api import telling
from resupply.api.answering import Answering
from resupply.api.questions import questions
from resupply.api.shaping import split

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
        case, _, said = split(asked)
        given = question.given(said)
        return telling.file_response(
            request,
            asking,
            asking.key(case, question.name, given),
            lambda: _written(asking, case, given, form),
            called=f"{given.get('sort', 'supply')}-brief-{case or asking.served.name}.{form}",
            media=MEDIA[form],
        )

    file.__annotations__["asked"] = Annotated[question.query, Query()]
    made.add_api_route(
        "/brief/two-pages.{form}", file, methods=["GET"], operation_id="brief_file",
        summary="The brief as a file: PDF, or a document to work on.",
        response_class=Response, response_model=None,
    )  # fmt: skip
    return made


def _written(asking: Answering, name: str | None, given: Mapping[str, Any], form: str) -> bytes:
    from resupply.case import briefing
    from resupply.core.progress import silent

    bounds = {k: v for k, v in given.items() if k != "sort"}
    with asking.served.reading(name) as case:
        made, _ = briefing.compose(case, given.get("sort", "supply"), silent, bounds)  # type: ignore[arg-type]  # checked by the question's model
    return briefing.written(made, f".{form}")
