"""Answers made into a brief: cells as people see them, sources numbered in the order they come."""

from collections.abc import Mapping, Sequence
from typing import Any

from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError
from resupply.core.words import counted
from resupply.report import chart_list
from resupply.report.brief.contents import Wanted
from resupply.report.brief.model import Brief, Grid, Section, Source
from resupply.report.figures import Shown, plain, shown

_PROSE = 18  # a column of words gets this much room at least, where it has so much [letters]


class Numbers:
    """Numbers of sources, given in the order they are first cited.

    Example:
        >>> numbers = Numbers()
        >>> numbers.of(["b", "a"]), numbers.of(["a", "c", "d"])
        ('1-2', '2-4')
    """

    def __init__(self) -> None:
        self.by_id: dict[str, int] = {}

    def of(self, ids: Sequence[str]) -> str:
        """The numbers of these sources, runs written short."""
        every = sorted({self.by_id.setdefault(i, len(self.by_id) + 1) for i in ids})
        runs: list[list[int]] = []
        for number in every:
            if runs and number == runs[-1][1] + 1:
                runs[-1][1] = number
            else:
                runs.append([number, number])
        return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in runs)


def compose(
    asked: Sequence[tuple[Wanted, Answer, str]],
    *,
    title: str,
    subtitle: str,
    unanswered: Sequence[str] = (),
    made_by: str = "",
) -> Brief:
    """A brief of these answers.

    Args:
        asked: What was wanted, its answer, and the command that asks it again.
        title: Of the whole.
        subtitle: What it was known as of.
        unanswered: Questions that were refused, and why.
        made_by: Program and version.
    """
    numbers = Numbers()
    sections = [_section(*one, numbers) for one in asked]
    known: dict[str, Mapping[str, Any]] = {}
    for _, answer, _ in asked:
        known.update(answer.sources)
    sources = [_source(number, id_, known.get(id_, {})) for id_, number in numbers.by_id.items()]
    return Brief(
        title=title,
        subtitle=subtitle,
        sections=sections,
        sources=sources,
        unanswered=unanswered,
        made_by=made_by,
    )


def _section(wanted: Wanted, answer: Answer, command: str, numbers: Numbers) -> Section:
    columns, rows = _table(wanted, answer)
    cited = [i for row in rows[: wanted.rows_max] for i in row.get("source_ids") or ()]
    return Section(
        title=wanted.title,
        sentence=plain(answer.sentence) if wanted.says else "",
        grid=_grid(wanted, columns, rows, numbers) if rows and wanted.rows_max else None,
        chart=_chart(wanted, answer),
        notes=[plain(note) for note in answer.warnings[: wanted.notes_max]],
        command=command,
        scope=answer.scope.sentence(),
        cites=numbers.of(cited or list(answer.sources)),
    )


def _table(wanted: Wanted, answer: Answer) -> tuple[Sequence[Column], Sequence[Mapping[str, Any]]]:
    for part in answer.tables:
        if part.name == wanted.table:
            return part.columns, part.rows
    return answer.columns, answer.rows


def _grid(
    wanted: Wanted,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    numbers: Numbers,
) -> Grid:
    order = {name: place for place, name in enumerate(wanted.columns)}
    kept = sorted(
        (c for c in columns if _middle(c.name) in order), key=lambda c: order[_middle(c.name)]
    )
    top = rows[: wanted.rows_max]
    seen = shown(kept, top)
    cites = [numbers.of(row.get("source_ids") or ()) for row in top]
    with_cites = any(cites)
    headings = [*(s.heading for s in seen), *["Source"] * with_cites]
    cells = [[*(_range(s, i) for s in seen), *[cites[i]] * with_cites] for i in range(len(top))]
    right = [*(s.is_figure for s in seen), *[True] * with_cites]
    return Grid(
        headings=headings,
        rows=cells,
        right=right,
        widths=[
            _width(headings[i], [row[i] for row in cells], right[i]) for i in range(len(headings))
        ],
        left_out=len(rows) - len(top),
    )


def _range(column: Shown, row: int) -> str:
    """A cell; the two ends of a range stay on one line."""
    cell = column.cells[row]
    return cell.replace(" - ", "\N{EN DASH}") if column.is_figure or column.is_day else cell


def _width(heading: str, cells: Sequence[str], is_figure: bool) -> int:
    """Letters a column wants: its longest word, and for prose some room beside it.

    Example:
        >>> _width("Donor", ["European Union and member states"], False)
        18
        >>> _width("On hand", ["40,000"], True)
        7
    """
    words = [word for text in (heading, *cells) for word in text.split()]
    longest = max(map(len, words), default=1)
    if is_figure:
        return max(longest + 1, 3)
    return max(longest + 1, min(max(map(len, cells), default=1), _PROSE))


def _middle(name: str) -> str:
    """A range's ends go with the figure between them."""
    return name.replace("_low", "").replace("_high", "")


def _chart(wanted: Wanted, answer: Answer) -> dict[str, Any] | None:
    if wanted.chart is None:
        return None
    try:
        return chart_list.spec_of(answer, wanted.chart)
    except QuestionError:
        return None  # nothing in it to draw: the sentence says so


def _source(number: int, id_: str, told: Mapping[str, Any]) -> Source:
    def word(key: str) -> str:
        return plain(str(told.get(key) or ""))

    url = word("url")
    return Source(
        number=number,
        id=id_,
        title=word("title") or id_,
        publisher=word("publisher"),
        published=word("published"),
        # What else an address may begin with, a reader's program might run.
        url=url if url.startswith(("https://", "http://")) else "",
    )


def left_out(grid: Grid) -> str:
    """A line under a table that goes on elsewhere.

    Example:
        >>> left_out(Grid(headings=["A"], rows=[["1"]], right=[False], widths=[4], left_out=2))
        '2 more rows: ask the command.'
    """
    return f"{counted(grid.left_out, 'more row')}: ask the command." if grid.left_out else ""
