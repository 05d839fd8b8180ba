"""The case as a file: a workbook, a folder of tables, a data package."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from resupply.api import telling
from resupply.api.answering import Answering

#: Forms and how they are called on the wire; a folder travels as a zip.
MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "zip": "application/zip",
}
Form = Annotated[str, Path(description="xlsx, json or zip.", pattern="^(xlsx|json|zip)$")]
Name = Annotated[str | None, Query(alias="case", description="Which case; default the server's.")]
Day = Annotated[date | None, Query(description="Last day of knowledge.")]


def router(asking: Answering) -> APIRouter:
    """The route of the case's files."""
    made = APIRouter(tags=["questions"])

    @made.get(
        "/export/case.{form}", operation_id="export_file", response_class=Response,
        summary="The whole case as a file: workbook, folder (zip) or data package.",
        response_model=None,
    )  # fmt: skip
    def file(request: Request, form: Form, name: Name = None, as_of: Day = None) -> Response:
        return telling.file_response(
            request,
            asking,
            asking.key(name, "export", {"as_of": as_of}),
            lambda: _written(asking, name, as_of, form),
            called=f"{name or asking.served.name}.{form}",
            media=MEDIA[form],
        )

    return made


def _written(asking: Answering, name: str | None, as_of: date | None, form: str) -> bytes:
    from resupply.case.exporting import written
    from resupply.report.export import content_of

    with asking.served.reading(name) as case:
        made = written(case, as_of=as_of)
    return content_of(form, made.settings, made.rows)
