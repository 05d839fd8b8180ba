"""Errors as pages: the same where, what, todo and status that programs get as JSON."""

import json
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from resupply.core.errors import ResupplyError
from resupply.web.render import Renderer

_Handler = Callable[[Request, Any], Response | Awaitable[Response]]


def nothing_here() -> HTTPException:
    """For an address that has no page."""
    return HTTPException(404)


def wants_page(request: Request) -> bool:
    """Whether it is a person with a browser who asks, for a page."""
    path = request.url.path
    if path.startswith(("/api/", "/static/")) or "." in path.rpartition("/")[2]:
        return False
    return "text/html" in request.headers.get("accept", "")


def install(app: FastAPI, renderer: Renderer) -> None:
    """Show the errors of an app as pages to those who asked for one."""
    for kind in (ResupplyError, RequestValidationError, HTTPException, Exception):
        inner = app.exception_handlers.get(kind)
        if inner is not None:
            app.add_exception_handler(kind, _as_page(inner, renderer))


def _as_page(inner: _Handler, renderer: Renderer) -> Callable[..., Awaitable[Response]]:
    async def handled(request: Request, error: Exception) -> Response:
        said = inner(request, error)
        response = await said if isawaitable(said) else said
        if not wants_page(request) or response.status_code < 400:
            return response
        try:
            told = json.loads(bytes(response.body))
        except ValueError:
            return response
        return renderer.error(request, told)

    return handled
