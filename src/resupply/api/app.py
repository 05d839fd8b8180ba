"""The app: questions, review desk, a plain index. It asks nothing of other machines."""

import html
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from starlette.middleware.gzip import GZipMiddleware

from resupply import __version__
from resupply.api import (
    alerts,
    briefs,
    describing,
    desk,
    errors,
    exports,
    job_routes,
    questions,
    telling,
)
from resupply.api.accounts.access import ALONE, Access
from resupply.api.answering import Answering
from resupply.api.cases import Served
from resupply.api.guard import Guard
from resupply.api.jobs import Jobs

#: Where all routes lie; a change that breaks askers gets the next number.
PREFIX = "/api/v1"


def make_app(case: str | None, *, book: str | None = None, access: Access = ALONE) -> FastAPI:
    """The interface to a case.

    Args:
        case: A shipped case by name, or one's own by path; None = a book alone.
        book: Address of its book's database; None = as the case says.
        access: How people are let in; `accounts.install` asks them who they are.

    Raises:
        CaseUnreadableError: It cannot be opened.
    """
    asking = Answering(Served(case, book))
    jobs = Jobs(asking)
    app = FastAPI(
        title="Resupply",
        version=__version__,
        description="The questions and the review desk of an aid supply system's book.",
        openapi_url=None,  # describing.py gives both, without a script from another machine
        docs_url=None,
        redoc_url=None,
        lifespan=_until_stopped(asking, jobs),
    )
    app.state.asking, app.state.jobs = asking, jobs
    routes = [
        _cases(asking.served),
        questions.router(asking),
        briefs.router(asking),
        exports.router(asking),
        job_routes.router(jobs, asking),
        desk.router(asking),
        alerts.router(asking, address=access.address),
    ]
    for router in routes:
        app.include_router(router, prefix=PREFIX)
    describing.install(app, f"{PREFIX}/openapi.json")
    _index(app, asking.served, [r for router in routes for r in router.routes])
    errors.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(Guard, hosts=access.hosts, https=access.https, alone=not access.gated)
    return app


def _until_stopped(
    asking: Answering, jobs: Jobs
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        jobs.close()
        asking.served.close()

    return lifespan


def _cases(served: Served) -> APIRouter:
    made = APIRouter(tags=["cases"])

    @made.get("/cases", response_model=None)
    def cases(request: Request) -> Response:
        """The cases this server answers for, its own first."""
        return telling.object_response(request, {"cases": served.list()})

    return made


def _index(app: FastAPI, served: Served, routes: list[Any]) -> None:
    page = "\n".join(_page(served, [r for r in routes if isinstance(r, APIRoute)]))

    @app.get("/", response_model=None, include_in_schema=False)
    def index() -> HTMLResponse:
        return HTMLResponse(page)


def _page(served: Served, routes: list[APIRoute]) -> Iterator[str]:
    """A plain list of what can be asked; readable by people and without any script."""
    title = html.escape(served.title or served.name)
    yield "<!doctype html><html lang=en><meta charset=utf-8><title>Resupply</title>"
    yield f"<h1>Resupply</h1><p>{title}. Answers are JSON; format=csv gives the rows as CSV.</p>"
    yield f'<p>All of it, to try: <a href="{describing.DOCS}">{describing.DOCS}</a>; for programs: '
    yield f'<a href="{PREFIX}/openapi.json">openapi.json</a></p><ul>'
    for route in routes:
        if route.operation_id and route.operation_id.endswith("_by_body"):
            continue
        method = ", ".join(sorted(route.methods or ()))
        path = html.escape(f"{PREFIX}{route.path}")
        meaning = html.escape(route.summary or (route.description or "").partition("\n")[0])
        shown = f'<a href="{path}">{path}</a>' if _can_be_clicked(route) else path
        yield f"<li>{method} <code>{shown}</code> {meaning}"
    yield "</ul></html>"


def _can_be_clicked(route: APIRoute) -> bool:
    needed = any(p.field_info.is_required() for p in route.dependant.path_params)
    return "GET" in (route.methods or ()) and not needed and route.operation_id not in _NEED_MORE


#: Questions that cannot be asked without saying more.
_NEED_MORE = ("diff", "table", "words", "entry", "claim", "what_if", "pause_cost")
