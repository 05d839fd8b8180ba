"""An answer in a notebook: the sentence, its picture, its tables, what it is bound to.

All of it is plain HTML without a script, and the picture is part of it: nothing is asked of another
machine, and a notebook that was sent to somebody shows the same there.
"""

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from resupply.core.answer import Answer, Bundle, Column
from resupply.core.errors import ResupplyError
from resupply.report import chart_list, charts
from resupply.report.figures import shown

#: Rows shown of a table; `answer.frame()` has all.
ROWS_MAX = 30
_TEXT_ROWS, _WIDTH = 10, 100
_CELL = "padding:.2em .6em;border-bottom:1px solid #8884;vertical-align:top;"
_LEFT, _RIGHT = f'style="{_CELL}text-align:left"', f'style="{_CELL}text-align:right"'
_Rows = Sequence[Mapping[str, Any]]


def bundle(answer: Answer) -> Bundle:
    """An answer as HTML and as text.

    Example:
        >>> import resupply
        >>> told = bundle(resupply.open("ukraine-2024").rank(per="head", top=1))
        >>> sorted(told), "<table" in told["text/html"], told["text/plain"].splitlines()[0]
        (['text/html', 'text/plain'], True, 'Denmark comes first with 871 EUR a head ...)
    """
    return {"text/html": html(answer), "text/plain": text(answer)}


def html(answer: Answer) -> str:
    """The answer as HTML for one cell of a notebook."""
    return f'<div class="resupply" style="max-width:70em">{"".join(_parts(answer))}</div>'


def text(answer: Answer) -> str:
    """The answer as text, for notebooks without HTML and for the Python prompt."""
    parts = [answer.sentence, _table_text(answer), f"Scope: {answer.scope.sentence()}."]
    parts += [f"Know: {line}" for line in answer.warnings]
    return "\n".join(part for part in parts if part)


def _parts(answer: Answer) -> Iterator[str]:
    if answer.sentence:
        yield f"<p><strong>{escape(answer.sentence)}</strong></p>"
    yield from (f"<p>{escape(line)}</p>" for line in answer.told)
    yield _picture(answer)
    for part in answer.tables:
        if part.first and part.shown:
            yield _table(part.title, part.columns, part.rows)
    if answer.columns:
        yield _table(answer.title, answer.columns, answer.rows)
    elif answer.result:
        yield _object(answer.result)
    for part in answer.tables:
        if not part.first and part.shown:
            yield _folded(part.title, _table("", part.columns, part.rows), len(part.rows))
    yield f"<p><small>Scope: {escape(answer.scope.sentence())}.</small></p>"
    yield from (f"<p><small>Know: {escape(line)}</small></p>" for line in answer.warnings)


def _picture(answer: Answer) -> str:
    """The first picture of the answer; none where it has none, or cannot be drawn here."""
    try:
        chart = next(iter(chart_list.of(answer)), None)
        drawn = "" if chart is None else charts.svg(chart.spec("light"))
    except (ResupplyError, ImportError):
        return ""
    if not drawn or chart is None:
        return ""
    # An image of its own: names inside one drawing do not meet those of another cell's.
    held = base64.b64encode(drawn.encode()).decode()
    told = escape(f"{chart.title}. {answer.sentence}", quote=True)
    return (
        f'<p><img alt="{told}" src="data:image/svg+xml;base64,{held}" style="max-width:100%"></p>'
    )


def _table(title: str, columns: Sequence[Column], rows: _Rows) -> str:
    seen = shown(columns, rows[:ROWS_MAX])
    heads = "".join(
        f'<th scope="col" title="{escape(s.column.meaning, quote=True)}" '
        f"{_RIGHT if s.is_figure else _LEFT}>{escape(s.heading).replace(chr(10), '<br>')}</th>"
        for s in seen
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td {_RIGHT if s.is_figure else _LEFT}>{escape(s.cells[n])}</td>" for s in seen)
        + "</tr>"
        for n in range(min(len(rows), ROWS_MAX))
    )
    caption = f'<caption style="text-align:left">{escape(title)}</caption>' if title else ""
    table = f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    left = len(rows) - ROWS_MAX
    if left > 0:
        table += f"<p><small>{left:,} more rows: <code>answer.frame()</code> has all.</small></p>"
    return f'<div style="overflow-x:auto">{table}</div>'


def _object(result: Mapping[str, Any]) -> str:
    rows = "".join(
        f'<tr><th scope="row" {_LEFT}>{escape(str(key))}</th>'
        f"<td {_LEFT}>{escape('-' if value is None else str(value))}</td></tr>"
        for key, value in result.items()
    )
    return f"<table>{rows}</table>"


def _folded(title: str, inner: str, rows: int) -> str:
    return f"<details><summary>{escape(title)} ({rows:,} rows)</summary>{inner}</details>"


def _table_text(answer: Answer) -> str:
    if not answer.rows:
        return ""
    from rich.console import Console

    from resupply.report.tables import lay_out

    out = io.StringIO()
    laid = lay_out(answer.columns, answer.rows[:_TEXT_ROWS], width=_WIDTH)
    # Left to itself it shows the table in a cell of its own where it finds a notebook.
    page = Console(file=out, width=_WIDTH, no_color=True, force_jupyter=False)
    page.print(laid.table)
    left = len(answer.rows) - _TEXT_ROWS
    more = [f"{left:,} more rows: answer.frame() has all."] if left > 0 else []
    return "\n".join([out.getvalue().rstrip(), *laid.notes, *more])
