"""How words on the command line become days, numbers and names; bad ones say what to write."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter, Token

from resupply.core.dates import to_day
from resupply.core.errors import QuestionError, RefusedError


class BadValueError(ValueError):
    """A word that cannot become what its option needs.

    Args:
        what: What is wrong, as a sentence.
        todo: What to write instead.
    """

    def __init__(self, what: str, todo: str) -> None:
        self.what, self.todo = what, todo
        super().__init__(what)


def day(_: Any, tokens: Sequence[Token]) -> date:
    """A day of the calendar."""
    try:
        return to_day(tokens[0].value, where="")
    except RefusedError as error:
        todo = error.todo.replace("leave it empty", "leave it out")
        raise BadValueError(error.what, todo) from None


def whole(_: Any, tokens: Sequence[Token]) -> int:
    """A whole number."""
    try:
        return int(tokens[0].value)
    except ValueError:
        raise BadValueError(
            f'"{tokens[0].value}" is not a whole number.', "write it plain, such as 10."
        ) from None


def at_least_one(_: Any, tokens: Sequence[Token]) -> int:
    """A whole number of one or more."""
    number = whole(_, tokens)
    if number < 1:
        raise BadValueError(f"{number} is too few.", "write 1 or more.")
    return number


def none_or_more(_: Any, tokens: Sequence[Token]) -> int:
    """A whole number of none or more."""
    number = whole(_, tokens)
    if number < 0:
        raise BadValueError(f"{number} is less than none.", "write 0 or more.")
    return number


def names(given: Sequence[str] | None) -> list[str]:
    """Names given one by one or with commas.

    Example:
        >>> names(["DEU,FIN", "USA "])
        ['DEU', 'FIN', 'USA']
    """
    return [n.strip() for text in given or () for n in text.split(",") if n.strip()]


def numbers(given: Sequence[str] | None, where: str) -> list[int]:
    """Whole numbers of one or more, given one by one or with commas.

    Example:
        >>> numbers(["7,14", "30"], "--lengths")
        [7, 14, 30]
    """
    found = []
    for text in names(given):
        if not text.isdigit() or int(text) < 1:
            raise QuestionError(
                where=f"{where} {text}",
                what=f'"{text}" is not a whole number of 1 or more.',
                todo="write them plain, with commas: 7,14,30.",
            )
        found.append(int(text))
    return found


def flag(text: str, **more: Any) -> Parameter:
    """An option that is there or not."""
    return Parameter(help=text, negative=(), show_default=False, **more)


Day = Annotated[date | None, Parameter(converter=day, n_tokens=1)]
GivenDay = Annotated[date, Parameter(converter=day, n_tokens=1)]
Whole = Annotated[int | None, Parameter(converter=whole, n_tokens=1)]
Most = Annotated[int, Parameter(converter=at_least_one, n_tokens=1)]
Minutes = Annotated[int, Parameter(converter=none_or_more, n_tokens=1)]
Words = Annotated[list[str] | None, Parameter(negative=(), consume_multiple=False)]
