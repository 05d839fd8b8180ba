"""Which pictures an answer has: one list for pages, REST, notebooks and files.

A picture drawn from the rows of one table is listed in `charts.CHARTS`, by a column those rows
have. A picture that needs the whole answer is listed in `WHOLE`, by the question it belongs to.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

import msgspec

from resupply.core.answer import Answer
from resupply.core.errors import QuestionError
from resupply.report import (
    charts,
    decide_charts,
    map_charts,
    picture_charts,
    stage_charts,
    time_charts,
)
from resupply.report.chart_frame import Spec, Theme

#: Draws a picture from a whole answer; raises `QuestionError` where there is nothing to draw.
Draws = Callable[..., Spec]


class Whole(NamedTuple):
    """A picture that needs more than one table of an answer.

    Args:
        questions: Verbs it belongs to.
        draw: Called with the answer and `theme=`.
        fits: Whether this answer has what it draws.
        first: Whether it comes before the pictures drawn from rows.
    """

    questions: frozenset[str]
    draw: Draws
    fits: Callable[[Answer], bool]
    first: bool = True


def _has(*columns: str) -> Callable[[Answer], bool]:
    return lambda answer: bool(answer.rows) and set(columns) <= {c.name for c in answer.columns}


def _drawn(draw: Callable[..., Spec | None], answer: Answer, *, theme: Theme) -> Spec:
    spec = draw(answer, theme=theme)
    if spec is None:
        raise QuestionError(
            where=f"the answer to {answer.question}",
            what="there is nothing in it to draw.",
            todo="ask for --json or --csv; balances has pictures by stage and by month.",
        )
    return spec


def _whole(
    draw: Callable[..., Spec | None], question: str, *columns: str, first: bool = True
) -> Whole:
    """A picture of one question, drawn where its rows have these columns."""
    return Whole(frozenset({question}), partial(_drawn, draw), _has(*columns), first)


def _vague_map(draw: Callable[..., Spec | None], question: str) -> Whole:
    """A map, where enough of its places have a position."""
    return Whole(
        frozenset({question}), partial(_drawn, draw), lambda answer: draw(answer) is not None, False
    )


#: Pictures drawn from whole answers, by name.
WHOLE: Mapping[str, Whole] = {
    "ranking": _whole(picture_charts.ranking, "rank"),
    "map": _whole(picture_charts.world, "rank"),
    "pipeline": _whole(stage_charts.pipeline, "balances", "stage"),
    "months": _whole(time_charts.months, "balances", "month"),
    "pauses": _whole(time_charts.pauses, "pauses"),
    "promises": _whole(time_charts.promises, "promises"),
    "days-of-supply": _whole(time_charts.days_of_supply, "stock"),
    "changes": _whole(picture_charts.changes, "diff"),
    "network": _vague_map(map_charts.network, "network"),
    "sent": _vague_map(map_charts.sent, "plan"),
    "why": Whole(
        frozenset({"plan"}),
        partial(_drawn, decide_charts.why),
        lambda answer: decide_charts.why(answer) is not None,
        False,
    ),
    "side-by-side": _whole(decide_charts.side_by_side, "what-if", "met_base_percent", first=False),
    "contributions": _whole(decide_charts.contributions, "simulate", "figure", first=False),
}
#: What each picture shows, for links and menus.
TITLES: Mapping[str, str] = {
    "ranking": "Who gave what",
    "map": "Who gave what, on the map",
    "pipeline": "From promise to use",
    "months": "Month by month",
    "pauses": "Who has gone quiet",
    "promises": "What was promised",
    "days-of-supply": "How long the stock lasts",
    "changes": "What changed",
    "network": "The network on the map",
    "sent": "Where goods go, on the map",
    "why": "Why needs stay unmet",
    "side-by-side": "Scenarios side by side",
    "contributions": "What the spread comes from",
    "gantt": "What is sent when",
    "flow": "Where goods go",
    "stock": "What lies where",
    "fan": "Stock over many runs",
    "needs": "What is asked for and met",
    "bottlenecks": "What binds",
    "pause-cost": "What a pause costs",
    "survive": "How long needs are met",
    "what-if": "What changes do",
    "ramp": "What is made, could be made, is announced",
    "gap": "What stays missing",
    "frontier": "What each budget meets",
    "match": "What each option has and lacks",
    "curves": "How promises move",
    "arrivals": "What arrives",
    "run-out": "How stocks may go",
}


class Chart(NamedTuple):
    """A picture an answer has.

    Args:
        name: As in an address: `chart=gantt`.
        title: What it shows.
        spec: Makes its Vega-Lite specification; called with a theme.
    """

    name: str
    title: str
    spec: Callable[[Theme], Spec]


def of(answer: Answer) -> Iterator[Chart]:
    """The pictures of an answer; the first is shown where none is named.

    Example:
        >>> import resupply
        >>> case = resupply.open("ukraine-2024")
        >>> [chart.name for chart in of(case.pause_cost(["USA"]))]
        ['pause-cost']
        >>> list(of(case.verify()))
        []
    """
    yield from _of_whole(answer, first=True)
    for name in charts.names_of(answer):
        yield Chart(name, title_of(name), partial(_of_rows, answer, name))
    yield from _of_whole(answer, first=False)


def _of_whole(answer: Answer, *, first: bool) -> Iterator[Chart]:
    for name, whole in WHOLE.items():
        fits = whole.first == first and answer.question in whole.questions
        if fits and whole.fits(answer):
            yield Chart(name, title_of(name), partial(_of_answer, whole, answer))


def title_of(name: str) -> str:
    """What a picture shows.

    Example:
        >>> title_of("gantt"), title_of("new-one")
        ('What is sent when', 'New one')
    """
    return TITLES.get(name, name.replace("-", " ").capitalize())


def spec_of(answer: Answer, name: str | None = None, *, theme: Theme = "light") -> Spec:
    """The specification of an answer's picture; None = its first.

    Raises:
        QuestionError: It has no such picture, or none.
    """
    found = list(of(answer))
    for chart in found:
        if name in (None, chart.name):
            return chart.spec(theme)
    if found:
        raise QuestionError(
            where=f"--chart {name}",
            what=f"this answer to {answer.question} has no such picture.",
            todo=f"ask for one of: {', '.join(chart.name for chart in found)}.",
        )
    return charts.spec_of(answer, chart=name, theme=theme)  # refuses, and says what has pictures


def picture(
    answer: Answer, suffix: str, *, chart: str | None = None, theme: Theme = "light"
) -> bytes:
    """An answer as a picture, in the form its file name asks for.

    Args:
        answer: To a question that has a picture.
        suffix: `.svg`, `.png`, or `.json` for the specification.
        chart: Which of its pictures; None = its first.
        theme: `light` or `dark`.

    Raises:
        QuestionError: Another ending, no such picture, or none of this answer.
    """
    form = charts.form_of(suffix)
    spec = spec_of(answer, chart, theme=theme)
    if form == ".svg":
        return charts.svg(spec).encode()
    if form == ".png":
        return charts.png(spec)
    return msgspec.json.format(msgspec.json.encode(spec), indent=1)


def _of_rows(answer: Answer, name: str, theme: Theme) -> Spec:
    return charts.spec_of(answer, chart=name, theme=theme)


def _of_answer(whole: Whole, answer: Answer, theme: Theme) -> Spec:
    return whole.draw(answer, theme=theme)
