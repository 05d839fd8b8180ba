"""Every error in one shape: error, where, what, todo, status."""

import json
import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from resupply.core import errors


class BusyError(errors.RefusedError):
    """More work waits than the server takes."""


class NotDoneError(errors.RefusedError):
    """An answer is wanted that is not there yet, or will not be."""


#: Status by class of error; the nearest class counts.
STATUS: Mapping[type[errors.ResupplyError], int] = {
    errors.CaseUnreadableError: 404,
    errors.KeyReusedError: 409,
    errors.AccountsUnreadableError: 503,
    BusyError: 503,
    NotDoneError: 409,
    errors.RefusedError: 422,
    errors.BookLockedError: 503,
    errors.BookUnreachableError: 503,
    errors.BookError: 500,
    errors.ResupplyError: 500,
}
#: Options as the command line writes them.
SET = re.compile(r"--set (\w+)=(\w+|\.\.\.)")
_TICK = re.compile(r"--(new|again)(?![\w-])")
OPTION = re.compile(r"(?<![\w-])--([a-z]+(?:-[a-z]+)*)")
_COMMAND = re.compile(r"(`resupply [^`]*`|resupply [a-z-]+ (?:[^.,;]|\.(?=\w))*)")
_PAGES = {404: "there is nothing at this address.", 405: "this address does not take that method."}


class Told(JSONResponse):
    """JSON that can be said whatever was asked: half of a letter becomes a question mark."""

    def render(self, content: Any) -> bytes:
        """The body."""
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")


def problem(status: int, where: str, what: str, todo: str, error: str = "Refused") -> JSONResponse:
    """An error as every route gives it."""
    body = {"error": error, "where": where, "what": what, "todo": todo, "status": status}
    return Told(body, status_code=status)


def install(app: FastAPI) -> None:
    """Give all errors of an app the one shape."""
    app.add_exception_handler(errors.ResupplyError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(UnicodeEncodeError, _letters)
    app.add_exception_handler(Exception, _mistake)


def status_of(error: errors.ResupplyError) -> int:
    """The status of an error: that of its class, or of the nearest class above it.

    Example:
        >>> status_of(errors.EntryRefusedError(where="a", what="b", todo="c"))
        422
    """
    return next(STATUS[c] for c in type(error).__mro__ if c in STATUS)


def _ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.ResupplyError)
    status = status_of(error)
    told = body_of(error)
    missing = not told["where"].startswith("query ")
    if isinstance(error, errors.QuestionError) and request.path_params and missing:
        status = 404  # it names a proposal, document or job that is not there
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "5"} if status == 503 else {})
    return Told({**told, "status": status}, status_code=status, headers=headers)


def body_of(error: errors.ResupplyError) -> dict[str, Any]:
    """An error in the one shape."""
    told = error.to_dict()
    said = {k: in_a_body(told[k]) for k in ("what", "todo")}
    where = _in_an_address(error.where)
    return {**told, **said, "where": where, "status": status_of(error)}


def mistake_of(error: BaseException) -> dict[str, Any]:
    """A mistake of the program in the one shape; it says nothing of its inside."""
    return {
        "error": "Mistake",
        "where": "server",
        "what": f"{type(error).__name__}: this is a mistake in resupply, not in your request.",
        "todo": "report it with the address that was asked.",
        "status": 500,
    }


def in_a_body(said: str) -> str:
    """Options of the command line as the fields they are here; whole commands stay as they are.

    Example:
        >>> in_a_body("Say which with --set donor=ID, or take the name as it is with --new.")
        'Say which with "set": {"donor": "ID"}, or take the name as it is with "new": true.'
        >>> in_a_body("give the earlier day as --since."), in_a_body("`resupply new --from A`")
        ('give the earlier day as since.', '`resupply new --from A`')
    """
    parts = _COMMAND.split(said)  # what is between the commands, and they themselves
    return "".join(part if n % 2 else _fields(part) for n, part in enumerate(parts))


def _fields(said: str) -> str:
    said = SET.sub(r'"set": {"\1": "\2"}', said)
    said = _TICK.sub(r'"\1": true', said)
    return OPTION.sub(lambda m: m[1].replace("-", "_"), said)


def _in_an_address(where: str) -> str:
    """An option of the command line as the parameter it is here.

    Example:
        >>> _in_an_address("--as-of"), _in_an_address("proposal 7")
        ('query as_of', 'proposal 7')
    """
    if not where.startswith("--"):
        return where
    name, _, rest = where[2:].partition(" ")
    return f"query {name.replace('-', '_')} {rest}".rstrip()


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first: Mapping[str, Any] = error.errors()[0]
    place = [str(p) for p in first["loc"]]
    where = f"{place[0]} {'.'.join(place[1:])}".strip()
    if first["type"] == "extra_forbidden":
        return problem(
            422, where, f'there is no parameter "{place[-1]}".',
            "see /api/v1/openapi.json for what this address takes.", "Question",
        )  # fmt: skip
    if first["type"] == "missing":
        return problem(422, where, "it is needed and was not given.", "give it.", "Question")
    if first["type"] == "json_invalid":
        return problem(422, "body", "it is not JSON.", "send one JSON object.")
    said = str(first["msg"]).rstrip(".")
    return problem(
        422, where, f"{said}.", "see /api/v1/openapi.json for what this address takes.", "Question"
    )


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:
        return problem(400, "body", "it cannot be read as JSON.", "send one JSON object.")
    what = _PAGES.get(error.status_code, f"{error.detail}")
    return problem(error.status_code, "address", what, "/ lists the addresses.", "Question")


def _letters(_: Request, error: Exception) -> JSONResponse:
    return problem(
        422, "text", "it holds half of a letter (a lone surrogate), which no file can hold.",
        "send the text again as UTF-8.",
    )  # fmt: skip


def _mistake(_: Request, error: Exception) -> JSONResponse:
    """Our own mistake: the trace goes to the terminal, never to the asker."""
    return Told(mistake_of(error), status_code=500)
