"""One route for each question of a case, made from its method: the same bounds, the same JSON.

A parameter of the method that can be written in an address becomes a query parameter of the same
name and type; one that cannot (a file, a function) is not offered. Unknown parameters are refused.
"""

import inspect
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field, create_model

from resupply.api.cases import Served
from resupply.case import Case
from resupply.case.bounds import Bounds
from resupply.core.answer import Answer
from resupply.report import plain

#: Methods that write, or take files: they have no route of their own here.
NOT_ASKED = frozenset({"bring", "record", "count", "read", "watch"})
_PLAIN = (str, int, float, bool, date)
_FORM = Annotated[
    Literal["json", "csv"], Field(description="json, or the rows as csv with all columns.")
]


class Question(NamedTuple):
    """A question as the interface asks it.

    Args:
        name: Method of the case and last part of the address.
        meaning: What it answers.
        query: Its parameters.
        lists: Parameters that are several names.
    """

    name: str
    meaning: str
    query: type[BaseModel]
    lists: frozenset[str]


class Ask(BaseModel):
    """What every question takes."""

    model_config = ConfigDict(extra="forbid")

    case: str | None = Field(None, description="One of /api/v1/cases; default the server's own.")
    format: _FORM = "json"


def questions() -> Iterator[Question]:
    """Every public method of the case that gives an answer and can be asked by an address."""
    for name, method in vars(Case).items():
        if name.startswith("_") or name in NOT_ASKED or not inspect.isfunction(method):
            continue
        if inspect.signature(method).return_annotation is Answer:
            made = _question(name, method)
            if made is not None:
                yield made


def _question(name: str, method: Callable[..., Answer]) -> Question | None:
    fields: dict[str, Any] = {}
    lists: set[str] = set()
    for parameter in list(inspect.signature(method).parameters.values())[1:]:
        if parameter.kind != inspect.Parameter.VAR_KEYWORD:
            said = _put(fields, lists, parameter.name, parameter.annotation, parameter.default)
            if not said and parameter.default is inspect.Parameter.empty:
                return None  # it needs what no address can say
        elif "Bounds" in str(parameter.annotation):
            for bound, hint in get_type_hints(Bounds).items():
                _put(fields, lists, bound, hint, None)
        else:
            return None
    meaning = (inspect.getdoc(method) or "").partition("\n")[0]
    query = create_model(f"{name.title().replace('_', '')}Query", __base__=Ask, **fields)
    return Question(name, meaning, query, frozenset(lists))


def _put(fields: dict[str, Any], lists: set[str], name: str, hint: Any, default: Any) -> bool:
    """Add a parameter; False when its type cannot be written in an address."""
    plainly = _plainly(hint)
    if plainly is None:
        return False
    if get_origin(plainly) is list:
        lists.add(name)
    if default is inspect.Parameter.empty:
        fields[name] = (plainly, ...)
    else:
        # Left out means what the method means by it; the method itself has the default.
        fields[name] = (plainly | None, Field(None, description=_said(default)))
    return True


def _said(default: Any) -> str:
    return "" if default in (None, ()) else f"Default {plain_words(default)}."


def plain_words(default: Any) -> str:
    """A default in words."""
    return ",".join(default) if isinstance(default, tuple | list) else str(default)


def _plainly(hint: Any) -> Any:
    """The type a parameter has in an address; None when it has none."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        parts = [p for p in get_args(hint) if p is not type(None)]
        if any(_is_list(p) for p in parts):
            return list[str]
        if Decimal in parts:
            return str
        found = [p for p in parts if p in _PLAIN]
        return found[0] if len(found) == len(parts) == 1 else None
    if _is_list(hint):
        return list[str]
    return hint if hint in _PLAIN else None


def _is_list(hint: Any) -> bool:
    return get_origin(hint) in (list, tuple, Sequence) and str in get_args(hint)


def router(served: Served) -> APIRouter:
    """The routes of all questions."""
    made = APIRouter(tags=["questions"])
    for question in questions():
        _add(made, served, question)
    return made


def _add(made: APIRouter, served: Served, question: Question) -> None:
    def by_address(asked: Any) -> Response:
        return answered(served, question, asked)

    def by_body(asked: Any) -> Response:
        return answered(served, question, asked)

    by_address.__annotations__ = {"asked": Annotated[question.query, Query()], "return": Response}
    by_body.__annotations__ = {"asked": question.query, "return": Response}
    path = f"/{question.name.replace('_', '-')}"
    told = {"summary": question.meaning, "response_class": Response, "response_model": None}
    made.add_api_route(path, by_address, methods=["GET"], operation_id=question.name, **told)  # type: ignore[arg-type]  # keywords of several types
    # A long text does not fit into an address.
    made.add_api_route(
        path, by_body, methods=["POST"], operation_id=f"{question.name}_by_body", **told  # type: ignore[arg-type]  # keywords of several types
    )  # fmt: skip


def answered(served: Served, question: Question, asked: BaseModel) -> Response:
    """Ask the case and give its answer, as the command line prints it."""
    given = {k: v for k, v in asked.model_dump().items() if v is not None}
    name, form = given.pop("case", None), given.pop("format")
    for key in question.lists & given.keys():
        given[key] = [n.strip() for text in given[key] for n in text.split(",") if n.strip()]
    with served.open(name) as case:
        return told(getattr(case, question.name)(**given), form)


def told(answer: Answer, form: str = "json") -> Response:
    """An answer as JSON, or its rows as CSV: the very text of `--json` and `--csv`."""
    if form == "csv":
        return Response(plain.csv_text(answer), media_type="text/csv; charset=utf-8")
    return Response(plain.json_text(answer), media_type="application/json")


def listed() -> Mapping[str, str]:
    """Questions and their meanings, for the index."""
    return {q.name.replace("_", "-"): q.meaning for q in questions()}
