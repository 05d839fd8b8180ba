"""Alerts over HTTP: what was found, as a feed for readers of feeds, and the pictures."""

from typing import Annotated, Literal

from fastapi import APIRouter, FastAPI, Path, Query, Request, Response

from resupply.alerts import feed, picture
from resupply.alerts.answer import answer
from resupply.alerts.event import Event
from resupply.alerts.kept import Kept
from resupply.alerts.rules import settings_of
from resupply.api.answering import Answering
from resupply.api.desk import shown
from resupply.api.shaping import Ask
from resupply.core.errors import QuestionError
from resupply.store.alerts import ALERTS_FILE

_SHOWN_MAX = 1_000


def router(asking: Answering, *, address: str | None = None) -> APIRouter:
    """The route of alerts, for programs.

    Args:
        asking: The cases.
        address: Where others find the server; None = as it was asked.
    """
    made = APIRouter(tags=["alerts"])

    @made.get("/alerts", response_model=None)
    def alerts(request: Request, asked: Annotated[Ask, Query()]) -> Response:
        """Alerts that were found, the newest first; `resupply alerts --check` looks."""
        with asking.served.reading(asked.case) as case:
            kept = _kept_of(case)
            try:
                events = [] if kept is None else kept.events(_SHOWN_MAX)
                told = answer(
                    events,
                    scope=case.scope(),
                    link=_link(request, address, case.folder),
                    told=() if kept is None else kept.store.told(),
                )
            finally:
                if kept is not None:
                    kept.close()
        return shown(request, asking, told, asked)

    return made


def install(app: FastAPI, asking: Answering, *, address: str | None = None) -> None:
    """Add the feed, and the pictures it leads to."""
    made = APIRouter(include_in_schema=False)

    @made.get("/feeds/alerts.atom", response_model=None)
    def atom(request: Request) -> Response:
        with asking.served.reading(None) as case:
            kept = _kept_of(case)
            try:
                events = [] if kept is None else kept.events(feed.ENTRIES_MAX)
            finally:
                if kept is not None:
                    kept.close()
            link = _link(request, address, case.folder)
            body = feed.atom(events, case=case.name, title=case.settings.title, link=link)
        return Response(body, media_type="application/atom+xml; charset=utf-8")

    @made.get("/alerts/{name}.{form}", response_model=None)
    def drawn(
        name: Annotated[str, Path(pattern="^[0-9a-f]{32}$")], form: Literal["png", "svg"]
    ) -> Response:
        with asking.served.reading(None) as case:
            kept = _kept_of(case)
            try:
                event = None if kept is None else kept.event(name)
            finally:
                if kept is not None:
                    kept.close()
        return _picture(event, form)

    app.include_router(made)


def _picture(event: Event | None, form: str) -> Response:
    body = None
    if event is not None:
        body = picture.png(event) if form == "png" else picture.svg(event)
    if body is None:
        raise QuestionError(
            where="address", what="there is no such picture.", todo="/api/v1/alerts lists them."
        )
    kind = "image/png" if form == "png" else "image/svg+xml"
    return Response(body, media_type=kind, headers={"Cache-Control": "private, max-age=86400"})


def _kept_of(case: "object") -> Kept | None:
    """What is kept of a case; None where nothing was ever looked for."""
    folder = getattr(case, "folder", None)
    if getattr(case, "shipped", True) or folder is None or not (folder / ALERTS_FILE).is_file():
        return None
    return Kept(folder)


def _link(request: Request, address: str | None, folder: "object") -> str:
    """Where the pages are: as the case says, as the server says, else as it was asked."""
    from pathlib import Path as Folder

    said = settings_of(folder if isinstance(folder, Folder) else None).link
    return said or address or f"{request.url.scheme}://{request.url.netloc}"
