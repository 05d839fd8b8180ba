"""Briefs: what a sort of brief asks of a case, answered and written."""

import shlex
from pathlib import Path
from typing import Any, Unpack

from resupply import __version__
from resupply.case.asking import Asking, minding
from resupply.case.bounds import Bounds
from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError, ResupplyError
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.core.words import some
from resupply.report.brief import contents
from resupply.report.brief.model import Brief

_COLUMNS = (
    Column(name="section", title="Section"),
    Column(name="sentence", title="What it says"),
    Column(name="command", title="Ask again"),
    Column(name="scope", title="Bound to", shown=False),
    Column(name="rows_shown", title="Rows", digits=0),
    Column(name="source_ids", title="Sources", shown=False),
)
#: Forms a brief is written in.
FORMS = (".pdf", ".docx")


class Briefs(Asking):
    """What a case is asked for people who read two pages."""

    @minding
    def brief(
        self,
        *,
        sort: str = "supply",
        file: Path | None = None,
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """Two pages on one day's knowledge: each figure with its sources and its command."""
        if file is not None:
            can_be_written(file)
        made, answers = compose(self, sort, progress, bounds)
        if file is not None:
            from resupply.report.write import write_new

            write_new(file.parent, {file.name: written(made, file.suffix)})
        return _answer(made, answers, self.scope(**bounds))


def can_be_written(file: Path) -> None:
    """Refuse a file that could not be written before the work for it is done.

    Raises:
        QuestionError: Its ending is none of a brief.
        RefusedError: Its name is taken.
    """
    from resupply.report.write import refuse_taken

    form_of(file.suffix)
    refuse_taken(file)


def form_of(suffix: str) -> str:
    """The form an ending asks for.

    Raises:
        QuestionError: There is no such form.

    Example:
        >>> form_of(".PDF")
        '.pdf'
    """
    form = suffix.lower()
    if form not in FORMS:
        raise QuestionError(
            where="the brief's file",
            what=f'a brief cannot be written as "{suffix or "a file without an ending"}".',
            todo="end the name in .pdf or .docx.",
        )
    return form


def written(brief: Brief, suffix: str) -> bytes:
    """A brief in the form that an ending asks for."""
    from resupply.report.brief import typeset, word

    return typeset.pdf(brief) if form_of(suffix) == ".pdf" else word.docx(brief)


def compose(
    case: Asking, sort: str, progress: Progress, bounds: Bounds
) -> tuple[Brief, list[Answer]]:
    """A brief of a case, and the answers it was made of; what is refused is said in it.

    Raises:
        QuestionError: There is no such sort, or nothing of it can be answered.
    """
    from resupply.report.brief.compose import compose as composed

    title, questions = contents.wanted(sort)
    asked = []
    known: dict[str, Answer] = {}
    refused: list[tuple[str, ResupplyError | None]] = []
    for done, wanted in enumerate(questions):
        progress(done, len(questions), wanted.title)
        try:
            key = f"{wanted.question} {wanted.how}"
            if key not in known:
                known[key] = getattr(case, wanted.question)(**wanted.how, **bounds)
            answer = known[key]
        except ResupplyError as error:
            refused.append((wanted.title, error))
            continue
        if answer.rows or answer.tables or answer.result is not None:
            asked.append((wanted, answer, _command(case, wanted, bounds)))
        else:
            refused.append((wanted.title, None))
    if not asked:
        raise QuestionError(
            where=f"brief {sort}",
            what="this case answers none of its questions.",
            todo="bring in a record first (resupply import --help).",
        )
    scope = case.scope(**bounds)
    day = case._today(scope)
    made = composed(
        asked,
        title=f"{title}: {case.settings.title or case.name}",
        subtitle=f"as known on {day:%-d %B %Y}",
        unanswered=[_why(*one) for one in refused],
        made_by=f"Resupply {__version__}",
    )
    return made, [answer for _, answer, _ in asked]


def _why(title: str, error: ResupplyError | None) -> str:
    return f"{title}: {error.what if error else 'the record holds nothing on it.'}"


def _command(case: Asking, wanted: contents.Wanted, bounds: Bounds) -> str:
    from resupply.report.commands import with_scope

    words = ["resupply", wanted.question.replace("_", "-")]
    for name, value in wanted.how.items():
        told = ",".join(value) if isinstance(value, tuple | list) else str(value)
        words += [f"--{name.replace('_', '-')}", shlex.quote(told)]
    named = case.name if case.shipped or case.folder is None else str(case.folder.name)
    words += ["--case", shlex.quote(named)]
    return with_scope(" ".join(words), case.scope(**bounds), case.scope())


def _answer(brief: Brief, answers: list[Answer], scope: Scope) -> Answer:
    by_number = {source.number: source.id for source in brief.sources}
    sources: dict[str, Any] = {}
    for answer in answers:
        sources.update({i: s for i, s in answer.sources.items() if i in by_number.values()})
    rows = [
        {
            "section": section.title,
            "sentence": section.sentence,
            "command": section.command,
            "scope": section.scope,
            "rows_shown": len(section.grid.rows) if section.grid else 0,
            "source_ids": [by_number[n] for n in _numbers(section.cites)],
        }
        for section in brief.sections
    ]
    left = f" Not answered: {some([u.partition(':')[0] for u in brief.unanswered])}."
    return Answer(
        question="brief",
        scope=scope,
        columns=_COLUMNS,
        rows=rows,
        sources=sources,
        sentence=f"{brief.title}, {brief.subtitle}: {len(rows)} sections, "
        f"{len(brief.sources)} sources.{left if brief.unanswered else ''}",
        warnings=list(brief.unanswered),
    )


def _numbers(cites: str) -> list[int]:
    """Numbers of sources from how they are written.

    Example:
        >>> _numbers("1-3, 5")
        [1, 2, 3, 5]
    """
    found: list[int] = []
    for run in filter(None, cites.split(", ")):
        first, _, last = run.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found
