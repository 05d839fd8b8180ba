"""A figure as a page shows it: its answer or why there is none, its tables, files, sources."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from resupply.api.jobs import Job
from resupply.core.answer import Answer, Part
from resupply.core.errors import ResupplyError
from resupply.web import draw
from resupply.web.asking import Look, taken_by
from resupply.web.grid import Grid, grid, table_of
from resupply.web.page import Figure
from resupply.web.sameas import SameAs, same_as
from resupply.web.visit import Visit, address

#: Rows of tables that stand beside the one looked at.
_BESIDE = 10


class Table(NamedTuple):
    """One table of a figure.

    Args:
        name: Its name in the answer; empty = the main rows.
        title: Its heading, in the reader's language.
        grid: What is seen of it.
        whole: Address that shows all of it.
    """

    name: str
    title: str
    grid: Grid
    whole: str


class Picture(NamedTuple):
    """A figure's chart: where it is drawn, in both colours, and its specification."""

    light: str
    dark: str
    spec: str
    choices: Sequence[tuple[str, str, str]]
    chosen: str


class Shown(NamedTuple):
    """A figure ready to be shown.

    Args:
        figure: What it is.
        answer: Its answer; None where the case refused.
        error: The refusal.
        job: The work, where it is not done yet.
        picture: Its chart.
        tables: Its tables, the one looked at first.
        files: Endings and addresses of its files.
        embed: Address of the page to embed.
        address: Its own address.
        same: How else it is asked.
        minds: What a reader must know, less what an earlier figure of the page said.
        is_first: Whether no earlier figure of the page told the same sentence or the same work.
    """

    figure: Figure
    answer: Answer | None
    error: ResupplyError | None
    job: Job | None
    picture: Picture | None
    tables: Sequence[Table]
    files: Sequence[tuple[str, str]]
    embed: str
    address: str
    same: SameAs
    minds: Sequence[str] | None = None
    is_first: bool = True


def once(shown: Sequence[Shown]) -> list[Shown]:
    """Figures of one page: what is told of several, once: sentence, warning, progress."""
    said: set[str] = set()
    found = []
    for each in shown:
        warnings = () if each.answer is None else each.answer.warnings
        sentence = each.answer.sentence if each.answer else each.job.id if each.job else ""
        minds = [w for w in warnings if w not in said]
        found.append(each._replace(minds=minds, is_first=sentence not in said))
        said.update((*warnings, sentence))
    return found


def show(visit: Visit, figure: Figure, *, alone: bool) -> Shown:
    """A figure, asked and laid out.

    Args:
        visit: On which page, with which parameters.
        figure: The figure.
        alone: Whether it has the page to itself: then its table is whole, sorted and filtered.
    """
    given = taken_by(figure, visit.asked.given)
    case = visit.case_name
    same = same_as(figure.ask, given, case=case, own=visit.is_own)
    own = visit.url("", f"/{figure.name}")
    embed = f"/embed{own}"
    try:
        answer = visit.begun(figure.ask, given)
    except ResupplyError as error:
        return Shown(figure, None, error, None, None, (), (), embed, own, same)
    if isinstance(answer, Job):
        return Shown(figure, None, None, answer, None, (), (), embed, own, same)
    picture = _picture(visit, figure, answer)
    tables = list(_tables(visit, figure, answer, alone=alone))
    endings = ("json", "csv", "xlsx", *(("png", "svg", "pdf", "vl.json") if picture else ()))
    files = [(e, visit.url("", f"/{figure.name}.{e}", _page=None)) for e in endings]
    return Shown(figure, answer, None, None, picture, tables, files, embed, own, same)


def _picture(visit: Visit, figure: Figure, answer: Answer) -> Picture | None:
    chosen = visit.asked.look.chart
    spec = draw.spec(figure, answer, visit.words, "light", chosen)
    if spec is None:
        return None
    asked = {**_plain(visit), "_chart": chosen or None, "_lang": visit.words.language}
    path = f"{visit.page.base}/{figure.name}"
    choices = [
        (name, visit.say(title), visit.url("", _chart=name))
        for name, title in draw.choices(figure, answer)
    ]
    return Picture(
        address(f"{path}.svg", {**asked, "_theme": "light"}),
        address(f"{path}.svg", {**asked, "_theme": "dark"}),
        address(f"{path}.vl.json", asked),
        choices,
        chosen or (choices[0][0] if choices else ""),
    )


def _plain(visit: Visit) -> dict[str, Any]:
    """What the page was asked, without how it is looked at."""
    return ({} if visit.is_own else {"case": visit.asked.case}) | dict(visit.asked.given)


def _tables(visit: Visit, figure: Figure, answer: Answer, *, alone: bool) -> Sequence[Table]:
    wanted = visit.asked.look.table if alone else ""
    main = table_of(answer, wanted or figure.table)
    look = visit.asked.look if alone else Look()
    if figure.sort and not look.sort and not wanted:
        look = look.model_copy(update={"sort": figure.sort})
    parts = [main] if not alone or wanted else [main, *_others(answer, main)]
    found = []
    for at, part in enumerate(parts):
        rows_max = (None if part is not main else 50) if alone else figure.rows_max
        if at:
            rows_max, look = _BESIDE, Look()
        made = grid(
            part,
            visit.words,
            look=look,
            rows_max=rows_max,
            columns=figure.columns if part is main else (),
            link=visit.lead,
            entries=lambda row: visit.entries(answer, row),
        )
        title = visit.say(part.title) if part.title else ""
        whole = visit.url("", f"/{figure.name}", _table=part.name or None, _page=None)
        found.append(Table(part.name, title, made, whole))
    return found


def _others(answer: Answer, main: Part) -> list[Part]:
    """The other tables that have rows: also those that only programs saw before."""
    parts = [table_of(answer, None), *answer.tables]
    return [p for p in parts if p.rows and p.name != main.name]


def sources_of(shown: Sequence[Shown]) -> Mapping[str, Mapping[str, Any]]:
    """The sources of all figures of a page, by id."""
    found: dict[str, Mapping[str, Any]] = {}
    for each in shown:
        if each.answer is not None:
            found |= dict(each.answer.sources)
    return dict(sorted(found.items()))
