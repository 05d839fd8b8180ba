"""Pages as HTML: templates, the menu, the filter bar, language and colours."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from resupply.api.accounts import seen
from resupply.api.cases import Served
from resupply.core.errors import ResupplyError
from resupply.web.asking import Asked, fields_of
from resupply.web.fields import inputs, label
from resupply.web.page import GROUPS, Figure, Page
from resupply.web.posted import told_once
from resupply.web.scope_line import scope_line
from resupply.web.shown import once, show, sources_of
from resupply.web.visit import Reader, Visit, address
from resupply.web.words import LANGUAGES, words

TEMPLATES = Path(__file__).parent / "templates"
THEMES = ("auto", "light", "dark")
_YEAR_SECONDS = 31_536_000
#: Tables of a case whose names the filter bar suggests: the column of ids.
_NAMES = {"parties": "party_id", "items": "item_id", "places": "place_id"}


class Renderer:
    """Makes pages.

    Args:
        served: The cases, for the list of them.
        pages: All pages by name.
        marks: Hashes of static files by name.
    """

    def __init__(self, served: Served, pages: Mapping[str, Page], marks: Mapping[str, str]) -> None:
        self._served = served
        self._pages = pages
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals |= {
            "static": lambda name: f"/static/{name}?{marks[name]}",
            "languages": LANGUAGES,
            "themes": THEMES,
            "field_label": label,
            "address": address,
        }

    def reader(self, request: Request, asked: Asked | None = None) -> Reader:
        """Language and colours: of the address, else of cookies, else the browser's."""
        wanted = request.query_params.get("_lang") if asked is None else asked.look.lang
        language = next(
            (
                each
                for each in (wanted, request.cookies.get("lang"), *_accepted(request))
                if each in LANGUAGES
            ),
            "en",
        )
        wanted = request.query_params.get("_theme") if asked is None else asked.look.theme
        chosen = (wanted, request.cookies.get("theme"))
        theme = next((each for each in chosen if each in THEMES), "auto")
        return Reader(words(str(language)), str(theme))

    def page(
        self, visit: Visit, *, alone: Figure | None = None, template: str = ""
    ) -> HTMLResponse:
        """A declared page, or one figure of it alone.

        Raises:
            ResupplyError: The case refuses every figure.
        """
        page = visit.page
        missing = [name for name in page.needs if name not in visit.asked.given]
        waits = bool(page.begun_by) and not visit.asked.given.keys() & set(page.begun_by)
        figures = (alone,) if alone else page.figures
        is_one = len(figures) == 1
        shown = [] if missing or waits else once([show(visit, f, alone=is_one) for f in figures])
        refused = [each.error for each in shown if each.error is not None]
        if refused and len(refused) == len(shown):
            raise refused[0]
        more = page.more(visit) if page.more and not missing and not template else {}
        name = template or ("page.html" if alone or missing else page.template)
        told = {
            "visit": visit,
            "page": page,
            "title": visit.say(alone.title if alone else page.title),
            "shown": shown,
            "alone": is_one,
            "missing": missing,
            "waits": waits,
            "fields": self._fields(visit, figures),
            "sources": sources_of(shown),
            "url": visit.url,
            "scope": partial(scope_line, words=visit.words),
            **more,
        }
        reader = Reader(visit.words, visit.theme)
        response = HTMLResponse(self._rendered(name, visit.request, reader, told))
        self._remember(response, visit)
        told_once(visit.request, response)
        return response

    def plain(
        self, request: Request, template: str, *, status: int = 200, **told: Any
    ) -> HTMLResponse:
        """A page outside the list."""
        reader = self.reader(request)
        told = {"title": "Resupply", "page": None, "visit": None, "url": _plain_url, **told}
        return HTMLResponse(self._rendered(template, request, reader, told), status_code=status)

    def error(self, request: Request, told: Mapping[str, Any]) -> HTMLResponse:
        """An error as a page."""
        status = int(told.get("status", 500))
        return self.plain(request, "error.html", status=status, error=told, title="Resupply")

    def _rendered(
        self, template: str, request: Request, reader: Reader, told: Mapping[str, Any]
    ) -> str:
        said = reader.words
        return self._environment.get_template(template).render(
            _=said.say,
            many=said.many,
            number=said.number,
            day=said.day,
            language=said.language,
            theme=reader.theme,
            menu=self._menu(request),
            cases=self._served.list(),
            served=self._served,
            here=request.url.path,
            person=seen.name(request),
            may_sign_in=seen.may_sign_in(request),
            may_see=partial(seen.may_see, request),
            **told,
        )

    def _menu(self, request: Request) -> Sequence[tuple[str, Sequence[Page]]]:
        listed = [p for p in self._pages.values() if p.listed and seen.may_see(request, p.address)]
        groups = [(title, [p for p in listed if p.group == g]) for g, title in GROUPS.items()]
        return [(title, pages) for title, pages in groups if pages]

    def _fields(self, visit: Visit, figures: Sequence[Figure]) -> list[Any]:
        page = visit.page
        takes = fields_of(page)
        with visit.case() as case:
            as_of = case.settings.as_of
        names = {table: _named(visit, table, column) for table, column in _NAMES.items()}
        defaults = {**page.offers, **({"as_of": as_of.isoformat()} if as_of else {})}
        return list(
            inputs(takes, visit.asked.given, first=page.fields, needs=page.needs, names=names,
                   defaults=defaults)
        )  # fmt: skip

    def _remember(self, response: HTMLResponse, visit: Visit) -> None:
        """What the address chose stays chosen."""
        look = visit.asked.look
        for name, value in (("lang", look.lang), ("theme", look.theme)):
            if value:
                response.set_cookie(
                    name, value, max_age=_YEAR_SECONDS, samesite="lax", httponly=True
                )


def _named(visit: Visit, table: str, column: str) -> Sequence[tuple[str, str]]:
    try:
        rows = visit.answer("table", name=table).rows
    except ResupplyError:  # a case without such a table
        return ()
    return [(str(r[column]), str(r.get("name") or "")) for r in rows]


def _accepted(request: Request) -> list[str]:
    """Languages the browser asks for, in its order."""
    said = request.headers.get("accept-language", "")
    return [part.partition(";")[0].strip()[:2].lower() for part in said.split(",")]


def _plain_url(page: str = "", part: str = "", /, **given: Any) -> str:
    return address(f"/{page}{part}", given)
