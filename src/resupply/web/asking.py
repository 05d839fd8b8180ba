"""What an address asks: the parameters of a page's questions, and how its tables are looked at.

The parameters are checked by the models REST has, so both doors take and refuse the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, NamedTuple

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic.fields import FieldInfo

from resupply.api.questions import Question, questions
from resupply.api.shaping import Ask
from resupply.web.page import Figure, Page

#: Rows of a table on one screen.
ROWS_MAX = 50
#: What a page takes from its address besides parameters of questions.
_Word = Annotated[str, Field(max_length=500)]
#: What REST takes to shape an answer: pages have suffixes and words of their own for that.
_SHAPE = frozenset(Ask.model_fields) - {"case"}


class Look(BaseModel):
    """How a page is looked at; names in addresses begin with `_`."""

    model_config = ConfigDict(
        extra="forbid", populate_by_name=True, alias_generator=lambda name: f"_{name}"
    )

    sort: str = Field(default="", max_length=80)
    find: str = Field(default="", max_length=200)
    page: int = Field(default=1, ge=1, le=1_000_000)
    table: str = Field(default="", max_length=80)
    chart: str = Field(default="", max_length=80)
    lang: str = Field(default="", pattern="^(en|uk)?$")
    theme: str = Field(default="", pattern="^(light|dark|auto)?$")


class Asked(NamedTuple):
    """What an address asks.

    Args:
        case: Which of the served cases; None = the server's own.
        given: Parameters of the questions.
        look: How it is looked at.
    """

    case: str | None
    given: Mapping[str, Any]
    look: Look


@cache
def by_name() -> Mapping[str, Question]:
    """The questions of a case by the method that answers them."""
    return {q.name: q for q in questions()}


@cache
def fields_of(page: Page) -> Mapping[str, FieldInfo]:
    """The parameters a page takes: those of its questions, less those its figures fix."""
    found: dict[str, FieldInfo] = {}
    for figure in page.figures:
        for name, told in by_name()[figure.ask].query.model_fields.items():
            if name in figure.given or name in page.without or name in _SHAPE:
                continue
            found.setdefault(name, told)
    return found


def taken_by(figure: Figure, given: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the given parameters that a figure's question takes, and those the figure fixes."""
    takes = by_name()[figure.ask].query.model_fields
    return {k: v for k, v in given.items() if k in takes} | dict(figure.given)


@cache
def _model(page: Page) -> tuple[type[BaseModel], frozenset[str]]:
    """Optional here even where the question needs it: the page asks for what is missing."""
    made: dict[str, Any] = {}
    lists: set[str] = set()
    for name, told in fields_of(page).items():
        made[name] = (told.annotation if told.annotation is None else told.annotation | None, None)
    for name in page.also:
        made.setdefault(name, (_Word | None, None))
    made["case"] = (str | None, None)
    for figure in page.figures:
        lists |= by_name()[figure.ask].lists
    model = create_model(f"Page{page.name}", __config__=ConfigDict(extra="forbid"), **made)
    return model, frozenset(lists & made.keys())


def asked(page: Page, query: Iterable[tuple[str, str]]) -> Asked:
    """Read and check the question part of an address.

    Empty fields count as not given: a form sends all its fields.

    Raises:
        RequestValidationError: A parameter that does not exist, or does not hold.
    """
    told = [(name, value.strip()) for name, value in query if value.strip()]
    look = _checked(Look, {k: v for k, v in told if k.startswith("_")})
    model, lists = _model(page)
    given: dict[str, Any] = {}
    for name, value in told:
        if name.startswith("_"):
            continue
        if name in lists:
            given.setdefault(name, []).extend(n for n in map(str.strip, value.split(",")) if n)
        else:
            given[name] = value
    checked = _checked(model, given).model_dump(exclude_none=True)
    case = checked.pop("case", None)
    return Asked(case, {k: v for k, v in checked.items() if v not in ([], "")}, look)


def _checked(model: type[Any], values: Mapping[str, Any]) -> Any:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        found: Sequence[Any] = error.errors()
        raise RequestValidationError([{**e, "loc": ("query", *e["loc"])} for e in found]) from None
