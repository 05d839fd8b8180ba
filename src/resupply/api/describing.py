"""The description of the interface (OpenAPI): examples from the shipped case, units, all errors.

Its page is Swagger UI out of the package `fastapi-offline`: nothing is asked of another machine,
and no script stands in the page itself.
"""

import html
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles

from resupply.api import telling

#: Where the page for people lies, and what it is made of.
DOCS = "/api/docs"
_CSP = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
#: Statuses in the one shape, and when they come.
ERRORS: Mapping[str, str] = {
    "400": "The body cannot be read.",
    "403": "A page of another site tried to change something.",
    "404": "There is no such proposal, document, job or case.",
    "409": "The same key came with other content; or a job that has no answer yet.",
    "413": "The body is above 4 MB.",
    "414": "The address is above 50,000 bytes.",
    "415": "The body is not `Content-Type: application/json`.",
    "421": "Another name than this machine's own in `Host`.",
    "422": "The question cannot be taken; nothing was changed.",
    "500": "A mistake of the program, or a book that cannot be used.",
    "503": "Another program is writing to the book, or too many jobs wait; ask again.",
}
_OF_READING = ("404", "414", "421", "422", "500", "503")
_OF_BODIES = ("400", "403", "409", "413", "415")
_FORMS = {"text/csv", *telling.MEDIA.values()} - {"application/json", telling.MEDIA["csv"]}
_EXAMPLE_ERROR = {
    "error": "Question",
    "where": "query per",
    "what": 'there is no measure "heads".',
    "todo": "did you mean head?",
    "status": 422,
}
_JOB_SCHEMA = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "description": "Hash of the question and all it depends on."},
        "question": {"type": "string"},
        "case": {"type": ["string", "null"]},
        "state": {
            "type": "string",
            "enum": ["waiting", "running", "stopping", "done", "failed", "stopped"],
        },
        "progress": {
            "type": "object",
            "properties": {
                "done": {"type": "integer", "description": "Steps done."},
                "total": {"type": ["integer", "null"], "description": "Steps in all, if known."},
                "what": {"type": "string", "description": "What is being done."},
            },
        },
        "asked_at": {"type": ["string", "null"], "description": "UTC."},
        "started_at": {"type": ["string", "null"], "description": "UTC."},
        "ended_at": {"type": ["string", "null"], "description": "UTC."},
        "error": {"anyOf": [{"$ref": "#/components/schemas/Problem"}, {"type": "null"}]},
        "links": {"type": "object", "description": "self, events; result when there is one."},
    },
}
_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["error", "where", "what", "todo", "status"],
    "properties": {
        "error": {"type": "string", "description": "Kind of error."},
        "where": {"type": "string", "description": "What it is about."},
        "what": {"type": "string", "description": "What is wrong."},
        "todo": {"type": "string", "description": "What can be done."},
        "status": {"type": "integer", "description": "The status of the response."},
    },
}


def install(app: FastAPI, path: str) -> None:
    """Serve the description, as JSON and as a page.

    Args:
        app: With all its routes.
        path: Of the JSON.
    """
    import fastapi_offline

    static = Path(fastapi_offline.__file__).parent / "static"

    @cache
    def described() -> bytes:
        return json.dumps(openapi(app), ensure_ascii=False).encode()

    @app.get(path, include_in_schema=False)
    def openapi_json(request: Request) -> Response:
        return telling.plainly(request, described())

    @app.get(DOCS, include_in_schema=False)
    def docs() -> Response:
        return Response(_page(app.title, path), media_type="text/html", headers=_headers())

    @app.get(f"{DOCS}/start.js", include_in_schema=False)
    def start() -> Response:
        return Response(_START, media_type="text/javascript", headers=_headers())

    app.mount(f"{DOCS}/static", StaticFiles(directory=static), name="docs-static")


def openapi(app: FastAPI) -> dict[str, Any]:
    """The description of all routes of an app."""
    made = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    parts = made.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        parts.pop(name, None)
    parts["Problem"] = _PROBLEM_SCHEMA
    parts["Job"] = _JOB_SCHEMA
    for name, told in examples().items():
        parts[f"{_title(name)}Answer"] = _answer_schema(told)
    for address, methods in made["paths"].items():
        for method, operation in methods.items():
            operation["responses"] = dict(_responses(address, method, operation))
            _asked_with(method, operation)
    return made


@cache
def examples() -> Mapping[str, Any]:
    """Answers of the shipped case, cut to their first rows; tools/build_examples.py makes them."""
    text = Path(__file__).with_name("examples.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _responses(address: str, method: str, operation: Mapping[str, Any]) -> Iterator[Any]:
    name = str(operation.get("operationId", ""))
    question = name.removesuffix("_by_body").removesuffix("_as_job")
    if name.endswith("_as_job"):
        yield "200", _job("It was answered before: `result` leads to the answer.")
        yield "202", _job("It waits or runs; `events` tells how far it is.")
    elif address.endswith("/events"):
        yield (
            "200",
            {
                "description": "Events `progress` and `end`, each with the job.",
                "content": {"text/event-stream": {"schema": {"type": "string"}}},
            },
        )
    elif "/jobs/" in address and not address.endswith("/result"):
        yield "200", _job("The job.")
    else:
        yield "200", _answer(question, has_forms=address.endswith("/result") or method == "get")
    if method == "get":
        yield "304", {"description": "The answer is the one whose ETag was sent."}
    for status in sorted({*_OF_READING, *(() if method == "get" else _OF_BODIES)}):
        yield status, _error(status)
    yield "405", _error("405", "The address does not take that method.")


def _answer(question: str, *, has_forms: bool) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": {"type": "object"}}}
    told = examples().get(question)
    if told is not None:
        reference = {"$ref": f"#/components/schemas/{_title(question)}Answer"}
        content["application/json"] = {"schema": reference, "example": told["answer"]}
    if has_forms and (told is not None or question == ""):
        content |= {form: {} for form in sorted(_FORMS)}
    headers = {"ETag": {"schema": {"type": "string"}}}
    return {"description": "The answer.", "content": content, "headers": headers}


def _job(text: str) -> dict[str, Any]:
    schema = {"schema": {"$ref": "#/components/schemas/Job"}}
    return {"description": text, "content": {"application/json": schema}}


def _error(status: str, text: str | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"schema": {"$ref": "#/components/schemas/Problem"}}
    if status == "422":
        schema["example"] = _EXAMPLE_ERROR
    return {"description": text or ERRORS[status], "content": {"application/json": schema}}


def _answer_schema(told: Mapping[str, Any]) -> dict[str, Any]:
    """An answer: what each of its columns is, with its unit."""
    columns = {c["name"]: {"description": _column(c)} for c in told["columns"]}
    rows = {"type": "array", "items": {"type": "object", "properties": columns}}
    return {
        "type": "object",
        "properties": {
            "question": {"type": "string"},
            "scope": {"type": "object", "description": "What every figure is bound to."},
            "rows": {**rows, "description": "Unknown is null, never 0."},
            "tables": {"type": "object", "description": "Further tables, by name."},
            "sources": {"type": "object", "description": "The sources that rows name."},
            "findings": {"type": "array", "items": {"type": "object"}},
            "warnings": {"type": "array", "items": {"type": "string"}},
            "sentence": {"type": "string", "description": "The answer in words."},
            "page": {"type": "object", "description": "Which rows of how many, where asked."},
        },
    }


def _column(column: Mapping[str, str]) -> str:
    """A column in words.

    Example:
        >>> _column({"title": "Per head", "unit": "EUR", "meaning": "By the population."})
        'Per head [EUR]. By the population.'
    """
    unit = f" [{column['unit']}]" if column["unit"] else ""
    return f"{column['title']}{unit}. {column['meaning']}".strip()


def _asked_with(method: str, operation: dict[str, Any]) -> None:
    """What was asked for the example, in the body it would be sent in."""
    name = str(operation.get("operationId", ""))
    told = examples().get(name.removesuffix("_by_body").removesuffix("_as_job"))
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if told is None or method == "get" or body is None:
        return
    body["example"] = told["given"]


def _title(name: str) -> str:
    return name.title().replace("_", "")


def _headers() -> dict[str, str]:
    return {"Content-Security-Policy": _CSP, "X-Content-Type-Options": "nosniff"}


def _page(title: str, path: str) -> str:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{html.escape(title)}: the interface</title>
<link rel="stylesheet" href="{DOCS}/static/swagger-ui.css">
<link rel="icon" href="{DOCS}/static/favicon.png">
</head><body><main id="ui" data-from="{html.escape(path)}"></main>
<script src="{DOCS}/static/swagger-ui-bundle.js"></script>
<script src="{DOCS}/start.js"></script></body></html>"""


_START = """const at = document.getElementById("ui");
SwaggerUIBundle({url: at.dataset.from, dom_id: "#ui", deepLinking: true, validatorUrl: null,
  docExpansion: "list", defaultModelsExpandDepth: -1, presets: [SwaggerUIBundle.presets.apis]});
"""
