"""One route for each question of a case, made from its method: the same bounds, the same JSON.

A parameter of the method that can be written in an address becomes a query parameter of the same
name and type; one that cannot (a file, a function) is not offered. Unknown parameters are refused.
"""

import inspect
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field, create_model

from resupply.api import telling
from resupply.api.answering import Answering
from resupply.api.shaping import Ask, split
from resupply.case import Case
from resupply.case.bounds import Bounds
from resupply.core.answer import Answer
from resupply.core.errors import QuestionError

#: Methods that write, or take files: they have no route of their own here.
NOT_ASKED = frozenset({"bring", "copy", "record", "count", "read", "watch"})
#: Words that write files, or name other machines.
NOT_SAID = frozenset({"save", "keep", "cluster", "workers", "parquet"})
#: Words that elsewhere may name a file, and here only what the case keeps under that name.
NAMES_ONLY = frozenset({"scenario"})
_PLAIN = (str, int, float, bool, date)


class Question(NamedTuple):
    """A question as the interface asks it.

    Args:
        name: Method of the case and last part of the address.
        meaning: What it answers.
        query: Its parameters in an address.
        body: Its parameters in a body: also those that no address can hold.
        lists: Parameters that are several names.
        names: Parameters that elsewhere may name a file, and here only a name of the case.
        long: Whether it can be long work: it tells its progress, and can be asked as a job.
        stops: Whether it can be told to stop with what is done.
    """

    name: str
    meaning: str
    query: type[BaseModel]
    body: type[BaseModel]
    lists: frozenset[str]
    names: frozenset[str]
    long: bool = False
    stops: bool = False

    def given(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters as the method takes them: names apart, and none that may be a file.

        Raises:
            QuestionError: It may be a file.
        """
        given = dict(said)
        for key in self.lists & given.keys():
            parts = [n.strip() for text in given[key] for n in str(text).split(",")]
            given[key] = [n for n in parts if n]
        for key in self.names & given.keys():
            _refuse_files(key, given[key])
        return given

    @property
    def path(self) -> str:
        """Last part of its address."""
        return self.name.replace("_", "-")


def questions() -> Iterator[Question]:
    """Every public method of the case that gives an answer and can be asked by an address."""
    every = {name: getattr(Case, name) for part in Case.__mro__ for name in vars(part)}
    for name, method in every.items():
        if name.startswith("_") or name in NOT_ASKED or not inspect.isfunction(method):
            continue
        if inspect.signature(method).return_annotation is Answer:
            made = _question(name, method)
            if made is not None:
                yield made


class _Made:
    """The parameters of a question, as they are gathered."""

    def __init__(self) -> None:
        self.query: dict[str, Any] = {}
        self.body: dict[str, Any] = {}
        self.lists: set[str] = set()
        self.names: set[str] = set()

    def put(self, name: str, hint: Any, default: Any) -> bool:
        """Add a parameter; False when neither address nor body can hold it."""
        if name in NOT_SAID or (_holds(hint, Path) and name not in NAMES_ONLY):
            return False
        plainly = plain_type(hint)
        into = self.query if plainly is not None else self.body
        plainly = plainly or (list[dict[str, Any]] if _holds(hint, Mapping) else None)
        if plainly is None:
            return False
        if plainly == list[str]:
            self.lists.add(name)
        if name in NAMES_ONLY:
            self.names.add(name)
        if default is inspect.Parameter.empty:
            into[name] = (plainly, ...)
        else:
            # Left out means what the method means by it; the method itself has the default.
            into[name] = (plainly | None, Field(None, description=_said(default)))
        return True


def _question(name: str, method: Callable[..., Answer]) -> Question | None:
    made = _Made()
    for parameter in list(inspect.signature(method).parameters.values())[1:]:
        if parameter.kind == inspect.Parameter.VAR_KEYWORD:
            continue
        said = made.put(parameter.name, parameter.annotation, parameter.default)
        if not said and parameter.default is inspect.Parameter.empty:
            return None  # it needs what nobody can send
    for bound, hint in get_type_hints(Bounds).items() if _takes_bounds(method) else ():
        made.put(bound, hint, None)
    meaning = (inspect.getdoc(method) or "").partition("\n")[0]
    title = name.title().replace("_", "")
    query = create_model(f"{title}Query", __base__=Ask, **made.query)
    body = create_model(f"{title}Body", __base__=query, **made.body)
    takes = inspect.signature(method).parameters
    return Question(
        name,
        meaning,
        query,
        body,
        frozenset(made.lists),
        frozenset(made.names),
        long="progress" in takes,
        stops="stop" in takes,
    )


def _takes_bounds(method: Callable[..., Answer]) -> bool:
    every = inspect.signature(method).parameters.values()
    return any(p.kind == p.VAR_KEYWORD and "Bounds" in str(p.annotation) for p in every)


def _said(default: Any) -> str:
    if default in (None, ()) or not isinstance(default, str | int | float | tuple | list):
        return ""
    return f"Default {','.join(default) if isinstance(default, tuple | list) else default}."


def plain_type(hint: Any) -> Any:
    """The type a parameter has in an address; None when it has none.

    Example:
        >>> plain_type(str | Sequence[str] | None), plain_type(Path), plain_type(date | None)
        (list[str], None, <class 'datetime.date'>)
    """
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    parts = [p for p in _parts(hint) if p is not type(None)]
    for part in parts:
        if get_origin(part) in (list, tuple, Sequence):
            found = next((p for p in get_args(part) if set(_parts(p)) & set(_PLAIN)), None)
            within = None if found is None else plain_type(found)
            if within is not None:
                return list[within]  # type: ignore[valid-type]  # made of a hint
    if Decimal in parts or str in parts:
        return str
    if len(parts) != 1:
        return None
    return parts[0] if parts[0] in _PLAIN or get_origin(parts[0]) is Literal else None


def _parts(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _holds(hint: Any, wanted: type) -> bool:
    """Whether a hint allows a type, itself or in a list."""
    origin = get_origin(hint)
    if hint is wanted or origin is wanted:
        return True
    deeper = origin in (Union, types.UnionType, Sequence, list, tuple)
    return deeper and any(_holds(part, wanted) for part in get_args(hint))


def router(asking: Answering) -> APIRouter:
    """The routes of all questions."""
    made = APIRouter(tags=["questions"])
    for question in questions():
        _add(made, asking, question)
    return made


def _add(made: APIRouter, asking: Answering, question: Question) -> None:
    def by_address(request: Request, asked: Any) -> Response:
        return answered(asking, question, request, asked)

    def by_body(request: Request, asked: Any) -> Response:
        return answered(asking, question, request, asked)

    common = {"request": Request, "return": Response}
    by_address.__annotations__ = {**common, "asked": Annotated[question.query, Query()]}
    by_body.__annotations__ = {**common, "asked": question.body}
    path = f"/{question.path}"
    told = {"summary": question.meaning, "response_class": Response, "response_model": None}
    made.add_api_route(path, by_address, methods=["GET"], operation_id=question.name, **told)  # type: ignore[arg-type]  # keywords of several types
    # A long text does not fit into an address.
    made.add_api_route(
        path, by_body, methods=["POST"], operation_id=f"{question.name}_by_body", **told  # type: ignore[arg-type]  # keywords of several types
    )  # fmt: skip


def answered(asking: Answering, question: Question, request: Request, asked: BaseModel) -> Response:
    """Ask the case and give its answer, as the command line prints it."""
    case, shape, said = split(asked)
    given = question.given(said)
    key = asking.key(case, question.name, given)
    same = telling.unchanged(request, key, shape)
    if same is not None:
        return same
    told = asking.ask(case, question.name, given, long=question.long, key=key)
    return telling.told(request, asking, told, shape)


def _refuse_files(key: str, said: str | list[str]) -> None:
    """What is sent from outside names nothing on this machine but what the case keeps.

    Raises:
        QuestionError: It may be a file.
    """
    for name in [said] if isinstance(said, str) else said:
        if any(c in name for c in "./\\\x00"):
            raise QuestionError(
                where=f"query {key}",
                what=f'"{name[:60]}" may be a file, and files are not read for others.',
                todo="name one that the case keeps, without an ending.",
            )


def listed() -> Mapping[str, str]:
    """Questions and their meanings, for the index."""
    return {q.name.replace("_", "-"): q.meaning for q in questions()}
