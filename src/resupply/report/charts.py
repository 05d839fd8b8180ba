"""Pictures of answers, drawn without a browser.

A picture is a Vega-Lite specification, a plain dictionary made by one of the modules `*_charts`.
Drawing happens here alone. Specifications are written out, not built through Altair, whose
method syntax puts one picture's title on another when several threads draw.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError, ResupplyError
from resupply.report import (
    backtest_charts,
    forecast_charts,
    plan_charts,
    production_charts,
    shock_charts,
)
from resupply.report.chart_frame import Spec, Theme

Rows = Sequence[Mapping[str, Any]]
# What XML 1.0 has no place for: control characters, halves of letters, two that are none.
_UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Where a drawing names one of its parts, or points to it.
_PART = re.compile(r'(id="|url\(#)(clip|gradient_)(\d+)')
#: The version of Vega-Lite that draws, here and on pages.
VL_VERSION = "6.4"
#: Pictures, each with a column that the rows it is drawn from have.
CHARTS: Mapping[str, tuple[str, Callable[..., Spec]]] = {
    "gantt": ("depart_on", plan_charts.shipments),
    "flow": ("depart_on", plan_charts.flow),
    "stock": ("stock", plan_charts.stocks),
    "fan": ("stock_50", shock_charts.fan),
    "needs": ("asked", plan_charts.needs),
    "bottlenecks": ("tenth_days", plan_charts.bottlenecks),
    "pause-cost": ("pause_days", shock_charts.pause_cost),
    "survive": ("survive_days", shock_charts.survive),
    "what-if": ("more_unmet", shock_charts.what_if),
    "curves": ("moved_by_age", forecast_charts.curves),
    "arrivals": ("pipeline_share", forecast_charts.arrivals),
    "run-out": ("left_50", forecast_charts.run_out),
    "calibration": ("held_percent", backtest_charts.calibration),
    "horizons": ("horizon", backtest_charts.horizons),
    "pit": ("pit_percent", backtest_charts.where_it_lay),
    "ramp": ("label", production_charts.ramp),
    "gap": ("missing_so_far", production_charts.gap),
    "frontier": ("gained_days_per_million", production_charts.frontier),
    "match": ("aspect", production_charts.match),
}
#: Rows that have such a column without being what the picture needs have no such other one.
_ALSO = {"needs": "from_on", "arrivals": "until_on", "horizons": "method"}


def form_of(suffix: str) -> str:
    """The form a file's ending asks for.

    Raises:
        QuestionError: There is no such form.

    Example:
        >>> form_of(".SVG")
        '.svg'
    """
    form = suffix.lower()
    if form not in (".svg", ".png", ".json"):
        raise QuestionError(
            where="--chart",
            what=f'a picture cannot be written as "{suffix or "a file without an ending"}".',
            todo="end the name in .svg, .png or .json.",
        )
    return form


def spec_of(answer: Answer, *, chart: str | None = None, theme: Theme = "light") -> Spec:
    """The specification of an answer's picture; of several tables the first that has one."""
    if chart is not None and chart not in CHARTS:
        raise QuestionError(
            where=f"--chart {chart}",
            what="there is no such picture.",
            todo=f"ask for one of: {', '.join(CHARTS)}.",
        )
    for columns, rows in _tables(answer):
        for name, (_, draw) in CHARTS.items():
            if chart in (None, name) and _fits(columns, rows, name):
                return draw(rows, answer.scope, theme=theme)
    raise QuestionError(
        where=f"the answer to {answer.question}",
        what="there is nothing in it to draw.",
        todo="ask for --json or --csv; balances has pictures by stage and by month.",
    )


def names_of(answer: Answer) -> list[str]:
    """The pictures of an answer's tables, in the order of the tables; the first is drawn."""
    found = [n for columns, rows in _tables(answer) for n in CHARTS if _fits(columns, rows, n)]
    return list(dict.fromkeys(found))


def _tables(answer: Answer) -> Iterator[tuple[Sequence[Column], Rows]]:
    yield answer.columns, answer.rows
    for part in answer.tables:
        yield part.columns, part.rows


def _fits(columns: Sequence[Column], rows: Rows, chart: str) -> bool:
    names = {column.name for column in columns}
    needed = CHARTS[chart][0]
    return bool(rows) and needed in names and _ALSO.get(chart, needed) in names


def svg(spec: Spec, *, locale: str | None = None) -> str:
    """The picture as SVG; `locale`, such as uk-UA, writes its axes."""
    import vl_convert

    drawn: str = _drawn(vl_convert.vegalite_to_svg, spec, **_axes(locale))
    return _with_own_names(drawn)


def _with_own_names(drawn: str) -> str:
    """The picture with names for its parts that follow from the picture itself.

    What draws counts them on from picture to picture: the same one would differ each time, and
    numbers begun anew would mix up two pictures on one page.

    Example:
        >>> first, later = (f'<g clip-path="url(#clip{n})"/>' for n in (1, 8))
        >>> _with_own_names(first) == _with_own_names(later)
        True
    """
    named = (found[2] + found[3] for found in _PART.finditer(drawn))
    order = {name: at for at, name in enumerate(dict.fromkeys(named))}

    def renamed(mark: str) -> str:
        return _PART.sub(lambda f: f"{f[1]}{f[2]}{mark}-{order[f[2] + f[3]]}", drawn)

    return renamed(hashlib.blake2b(renamed("").encode(), digest_size=4).hexdigest())


def png(spec: Spec, *, scale: float = 2.0, locale: str | None = None) -> bytes:
    """The picture as PNG, twice as fine as a screen by default."""
    import vl_convert

    drawn: bytes = _drawn(vl_convert.vegalite_to_png, spec, scale=scale, **_axes(locale))
    return drawn


def pdf(spec: Spec, *, locale: str | None = None) -> bytes:
    """The picture as PDF."""
    import vl_convert

    drawn: bytes = _drawn(vl_convert.vegalite_to_pdf, spec, **_axes(locale))
    return drawn


def _axes(locale: str | None) -> dict[str, str]:
    return {} if locale is None else {"format_locale": locale, "time_format_locale": locale}


def _drawn(draw: Any, spec: Spec, **how: Any) -> Any:
    try:
        return draw(_drawable(spec), vl_version=VL_VERSION, allowed_base_urls=[], **how)
    except ValueError as error:
        raise ResupplyError(
            where="the picture",
            what=f"it could not be drawn: {str(error).splitlines()[0]}",
            todo="report the command as an error; the table (--json, --csv) has the same figures.",
        ) from None


def _drawable(value: Any) -> Any:
    r"""Texts without what no picture can hold: the library ends the whole program over a bell.

    Example:
        >>> _drawable({"title": ["Den\x07mark", 1, None]})
        {'title': ['Denmark', 1, None]}
    """
    if isinstance(value, str):
        return _UNDRAWABLE.sub("", value)
    if isinstance(value, Mapping):
        return {_drawable(name): _drawable(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(held) for held in value]
    return value
