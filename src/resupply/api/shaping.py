"""What part of an answer is sent, and in which form. The answer itself is never another one.

Paging, order and choice of columns touch the rows alone; the answer says so in `page`. Further
tables, findings and the sentence stay those of the whole answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from resupply.core.answer import Answer
from resupply.core.errors import QuestionError, unknown_name

#: Most rows of one page.
LIMIT_MAX = 100_000
Form = Literal["json", "csv", "xlsx", "svg", "png", "geojson"]
_NAME = r"^[\w-]{1,60}$"


class Shaped(BaseModel):
    """How an answer is wanted."""

    model_config = ConfigDict(extra="forbid")

    format: Form = Field(
        "json",
        description="json; the rows as csv with all columns; a workbook (xlsx); a picture of the "
        "answer (svg, png), where it has one; a plan's shipments on the map (geojson).",
    )
    chart: Annotated[str | None, Field(pattern=_NAME)] = Field(
        None, description="Which picture, for svg and png; default the answer's first."
    )
    theme: Literal["light", "dark"] | None = Field(
        None, description="Colours of the picture. Default light."
    )
    limit: Annotated[int | None, Field(ge=1, le=LIMIT_MAX)] = Field(
        None, description="Rows of a page. Default all."
    )
    offset: Annotated[int | None, Field(ge=0, lt=2**53)] = Field(
        None, description="Rows before the page. Default 0."
    )
    order_by: Annotated[str | None, Field(max_length=200)] = Field(
        None, description="Column to order the rows by; -column for largest first. Unknown is last."
    )
    columns: Annotated[str | None, Field(max_length=2_000)] = Field(
        None, description="Columns of the rows, with commas. Default all."
    )


class Ask(Shaped):
    """What every question takes."""

    case: str | None = Field(None, description="One of /api/v1/cases; default the server's own.")


class Shape(NamedTuple):
    """How an answer is wanted."""

    form: str = "json"
    chart: str | None = None
    theme: Literal["light", "dark"] = "light"
    limit: int | None = None
    offset: int = 0
    order_by: str | None = None
    columns: tuple[str, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether the rows are paged, ordered or cut."""
        return bool(self.limit or self.offset or self.order_by or self.columns)


class Page(NamedTuple):
    """Which rows of how many."""

    shape: Shape
    total: int

    def to_dict(self) -> dict[str, Any]:
        """As an answer says it."""
        shape = self.shape
        return {
            "limit": shape.limit,
            "offset": shape.offset,
            "total": self.total,
            "order_by": shape.order_by,
            "columns": list(shape.columns) or None,
        }

    def links(self) -> Iterator[tuple[str, int]]:
        """The other pages by their offsets: first, prev, next, last."""
        limit, offset = self.shape.limit, self.shape.offset
        if limit is None:
            return
        yield "first", 0
        if offset:
            yield "prev", max(0, min(offset, self.total) - limit)
        if offset + limit < self.total:
            yield "next", offset + limit
        yield "last", max(0, self.total - 1) // limit * limit


def split(asked: BaseModel) -> tuple[str | None, Shape, dict[str, Any]]:
    """What was asked, apart: the case, the shape, and what is left for the question."""
    given = {k: v for k, v in asked.model_dump().items() if v is not None}
    case = given.pop("case", None)
    columns = [n.strip() for n in given.pop("columns", "").split(",") if n.strip()]
    shape = Shape(
        form=given.pop("format", "json"),
        chart=given.pop("chart", None),
        theme=given.pop("theme", "light"),
        limit=given.pop("limit", None),
        offset=given.pop("offset", 0),
        order_by=given.pop("order_by", None),
        columns=tuple(dict.fromkeys(columns)),
    )
    return case, shape, given


def shaped(answer: Answer, shape: Shape) -> tuple[Answer, Page | None]:
    """The answer with the rows that were asked for; without a page where all were.

    Raises:
        QuestionError: A column that the rows do not have.
    """
    if not shape.is_part:
        return answer, None
    names = [column.name for column in answer.columns]
    rows = answer.rows
    if shape.order_by is not None:
        rows = _ordered(rows, names, shape.order_by)
    page = Page(shape, len(rows))
    end = None if shape.limit is None else shape.offset + shape.limit
    rows = rows[shape.offset : end]
    columns = answer.columns
    if shape.columns:
        kept = [_known(name, names, "columns") for name in shape.columns]
        rows = [{name: row.get(name) for name in kept} for row in rows]
        by_name = {column.name: column for column in answer.columns}
        columns = [by_name[name] for name in kept]
    return msgspec.structs.replace(answer, rows=list(rows), columns=columns), page


def _known(name: str, names: Sequence[str], where: str) -> str:
    if name not in names:
        raise unknown_name(f"query {where}", "column", name[:60], names, QuestionError)
    return name


def _ordered(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], order_by: str
) -> Sequence[Mapping[str, Any]]:
    """Rows by a column; what is unknown is last either way, and equal rows keep their order.

    Example:
        >>> rows = [{"n": 1}, {"n": None}, {"n": 3}]
        >>> [[r["n"] for r in _ordered(rows, ["n"], by)] for by in ("n", "-n")]
        [[1, 3, None], [3, 1, None]]
    """
    falling = order_by.startswith("-")
    name = _known(order_by.removeprefix("-"), names, "order_by")
    known = [row for row in rows if row.get(name) is not None]
    unknown = [row for row in rows if row.get(name) is None]
    try:
        known.sort(key=lambda row: row[name], reverse=falling)
    except TypeError:
        raise QuestionError(
            where="query order_by",
            what=f'the column "{name}" holds values that have no order.',
            todo="order by another column.",
        ) from None
    return [*known, *unknown]
