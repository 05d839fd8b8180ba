"""The pages as routes of the app: declared pages, those every question has, files of figures."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from resupply.api import telling
from resupply.api.answering import Answering, Recent, Told
from resupply.api.cases import Served
from resupply.api.jobs import Jobs
from resupply.api.shaping import Shape
from resupply.core.errors import QuestionError
from resupply.report.chart_frame import Theme
from resupply.web import draw, errors, pages, vega
from resupply.web.asking import Asked, asked, taken_by
from resupply.web.grid import table_of
from resupply.web.headers import Headers, frames
from resupply.web.page import Figure, Page
from resupply.web.render import Renderer
from resupply.web.visit import Reader, Visit, address

STATIC = Path(__file__).parent / "static"
#: Pictures kept in memory [bytes].
_DRAWN_MAX = 64_000_000
#: Pages kept in memory [bytes].
_PAGES_MAX = 32_000_000
_WORKING = b'class="working'
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_YEAR = 31_536_000


class Site:
    """The pages of one server.

    Args:
        served: Its cases.
        embed_in: Sites that may show embedded figures.
    """

    def __init__(self, served: Served, *, embed_in: Sequence[str] = ()) -> None:
        self.served = served
        self.asking = Answering(served)
        self.jobs = Jobs(self.asking)
        self.pages: Mapping[str, Page] = {p.name: p for p in pages.every()}
        self._embed_in = frames(embed_in)
        self._drawn = Recent[bytes](_DRAWN_MAX, len)
        self._pages = Recent[bytes](_PAGES_MAX, len)
        self.files = {name: _file(name) for name in _static_names()}
        marks = {name: _mark(body) for name, body in self.files.items()}
        self.renderer = Renderer(served, self.pages, marks)

    def install(self, app: FastAPI) -> None:
        """Add routes, errors and headers to an app."""
        self.asking, self.jobs = app.state.asking, app.state.jobs
        # The first page is for people; the list of addresses for programs moves aside.
        for route in app.router.routes:
            if getattr(route, "path", "") == "/":
                app.router.routes.remove(route)
                app.add_api_route("/api/", route.endpoint, include_in_schema=False)  # type: ignore[attr-defined]  # it is an APIRoute
                break
        made = APIRouter(include_in_schema=False)
        made.add_api_route("/static/{name}", self._static, methods=["GET"])
        made.add_api_route("/favicon.ico", lambda: self._static("icon.svg"), methods=["GET"])
        made.add_api_route("/static/vega/{name}", vega.sent, methods=["GET"])
        for page in self.pages.values():
            self._add(made, page)
        for router in pages.routers(self):
            made.include_router(router)
        app.include_router(made)
        errors.install(app, self.renderer)
        app.add_middleware(Headers, embed_in=self._embed_in)

    def _add(self, made: APIRouter, page: Page) -> None:
        """The addresses of a page; see the package."""

        def whole(request: Request) -> Response:
            return self.page(request, page)

        def file(request: Request, form: str) -> Response:
            return self.file(request, page, page.figures[0] if page.figures else None, form)

        def part(request: Request, part: str) -> Response:
            name, _, form = part.partition(".")
            figure = page.figure(name)
            if form:
                return self.file(request, page, figure, form)
            return self.page(request, page, alone=_there(figure))

        def embed(request: Request, part: str) -> Response:
            return self.page(request, page, alone=_there(page.figure(part)), template="embed.html")

        base = page.base
        made.add_api_route(page.address, whole, methods=["GET"])
        if page.figures:
            made.add_api_route(f"{base}.{{form}}", file, methods=["GET"])
            made.add_api_route(f"{base}/{{part}}", part, methods=["GET"])
            made.add_api_route(f"/embed{base}/{{part}}", embed, methods=["GET"])

    def visit(self, request: Request, page: Page) -> Visit:
        """One asking of a page.

        Raises:
            RequestValidationError: Its address asks what the page does not take.
        """
        told = asked(page, request.query_params.multi_items())
        reader = self.reader(request, told)
        return Visit(
            request, page, told, reader, pages=self.pages, asking=self.asking, jobs=self.jobs
        )

    def reader(self, request: Request, told: Asked | None = None) -> Reader:
        """Language and colours: of the address, else of the reader's own settings."""
        return self.renderer.reader(request, told)

    def page(
        self, request: Request, page: Page, *, alone: Figure | None = None, template: str = ""
    ) -> Response:
        """A page, or one figure of it alone."""
        visit = self.visit(request, page)
        name = self._name_of(visit, alone, template) if page.stands else None
        if name is None:
            return self.renderer.page(visit, alone=alone, template=template)
        body = self._pages.get(name)
        if body is None:
            body = bytes(self.renderer.page(visit, alone=alone, template=template).body)
            if _WORKING not in body:
                self._pages.put(name, body)
        return HTMLResponse(body)

    def _name_of(self, visit: Visit, alone: Figure | None, template: str) -> str | None:
        """All that a standing page depends on; None where it may not be kept."""
        request, look = visit.request, visit.asked.look
        figures = (alone,) if alone else visit.page.figures
        if look.lang or look.theme or not figures or getattr(request.state, "notice", None):
            return None
        given = taken_by(figures[0], visit.asked.given)
        key = visit.key(figures[0].ask, given)
        if key is None:
            return None
        user = getattr(request.state, "user", None)
        who = (user.name, user.role) if user else ()
        parts = (key, str(request.url), visit.words.language, visit.theme, who, template)
        return repr(parts)

    def render(
        self, request: Request, template: str, *, status: int = 200, **told: Any
    ) -> HTMLResponse:
        """A page outside the list, such as a form's answer: a template that extends `base.html`."""
        return self.renderer.plain(request, template, status=status, **told)

    def redirect(self, page: str, **given: Any) -> RedirectResponse:
        """To a page, after a form was taken."""
        return RedirectResponse(address(f"/{page}", given), status_code=303)

    def file(self, request: Request, page: Page, figure: Figure | None, form: str) -> Response:
        """A figure as a file: its table or its picture."""
        figure = _there(figure)
        visit = self.visit(request, page)
        given = taken_by(figure, visit.asked.given)
        if form in draw.FORMS:
            return self._picture(visit, figure, given, form)
        if form not in ("json", "csv", "xlsx"):
            raise QuestionError(
                where=f"address .{form[:20]}",
                what="there is no such form.",
                todo=f"end the address in .json, .csv, .xlsx, .{', .'.join(draw.FORMS)}.",
            )
        told = self.asking.ask(visit.asked.case, figure.ask, given)
        table = visit.asked.look.table or figure.table
        if table and form != "json":
            part = table_of(told.answer, table)
            answer = msgspec.structs.replace(
                told.answer, columns=part.columns, rows=part.rows, result=None
            )
            told = Told(None, answer)
        return telling.told(request, self.asking, told, Shape(form=form))

    def _picture(
        self, visit: Visit, figure: Figure, given: Mapping[str, Any], form: str
    ) -> Response:
        theme: Theme = "dark" if visit.theme == "dark" else "light"
        language = visit.words.language
        chosen = visit.asked.look.chart

        def make() -> bytes:
            answer = visit.answer(figure.ask, **given)
            spec = draw.spec(figure, answer, visit.words, theme, chosen)
            if spec is None:
                raise QuestionError(
                    where=f"figure {figure.name}",
                    what="there is nothing in it to draw.",
                    todo="ask for its table: .json, .csv, .xlsx.",
                )
            return draw.drawn(spec, form, language)

        key = visit.key(figure.ask, given)
        if key is None:
            return Response(make(), media_type=draw.FORMS[form])
        name = f"{key}-{visit.page.name}-{figure.name}-{chosen}-{theme}-{language}.{form}"
        return self._kept(visit.request, name, make, draw.FORMS[form])

    def _kept(self, request: Request, name: str, make: Callable[[], bytes], kind: str) -> Response:
        etag = f'W/"{hashlib.blake2b(name.encode(), digest_size=12).hexdigest()}"'
        headers = {"ETag": etag, "Cache-Control": telling.REVALIDATE}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        body = self._drawn.get(name)
        if body is None:
            body = make()
            self._drawn.put(name, body)
        return Response(body, media_type=kind, headers=headers)

    def _static(self, name: str) -> Response:
        body = self.files.get(name)
        if body is None:
            raise QuestionError(
                where="address", what="there is nothing at this address.", todo="/ is the start."
            )
        return Response(
            body,
            media_type=_KINDS[Path(name).suffix],
            headers={"Cache-Control": "no-cache", "ETag": f'W/"{_mark(body)}"'},
        )


def _there(figure: Figure | None) -> Figure:
    if figure is None:
        raise errors.nothing_here()
    return figure


def _static_names() -> list[str]:
    return sorted(p.name for p in STATIC.iterdir() if p.suffix in _KINDS)


def _file(name: str) -> bytes:
    return (STATIC / name).read_bytes()


def _mark(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=8).hexdigest()
