"""Briefs: what is printed is what was answered, and every section says how to ask it again."""

import io
import json
import shlex
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

import resupply
from resupply.case import Case, briefing
from resupply.cli import main
from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError, RefusedError
from resupply.core.progress import silent
from resupply.core.scope import Scope
from resupply.report.brief import typeset, word
from resupply.report.brief.compose import compose
from resupply.report.brief.contents import BRIEFS, Wanted
from resupply.report.brief.model import Brief

CASES = (
    ("ukraine-2024", "supply"),
    ("ukraine-2024", "production"),
    ("humanitarian-ukraine-2024", "supply"),
)
MADE: dict[tuple[str, str], Brief] = {}


def case_and_brief(name: str, sort: str = "supply") -> tuple[Case, Brief]:
    case = resupply.open(name)
    if (name, sort) not in MADE:
        MADE[name, sort] = briefing.compose(case, sort, silent, {})[0]
    return case, MADE[name, sort]


def words_of(pdf: bytes) -> str:
    """All words of the pages without blanks: lines break where the columns want it."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("name", "sort"), CASES)
def test_two_pages_hold_every_figure_and_source(name: str, sort: str) -> None:
    _, brief = case_and_brief(name, sort)
    pdf = typeset.pdf(brief)
    assert len(PdfReader(io.BytesIO(pdf)).pages) <= 2
    told = words_of(pdf).replace("-", "")  # a word may be broken at a hyphen
    for section in brief.sections:
        assert bare(section.title) in told
        for row in section.grid.rows if section.grid else ():
            for cell in row:
                assert bare(cell).replace("-", "") in told
    for source in brief.sources:
        assert f"{source.number}.{bare(source.publisher)}".replace("-", "") in told


def test_the_pdf_is_tagged_titled_and_the_same_each_time() -> None:
    _, brief = case_and_brief("ukraine-2024")
    pdf = typeset.pdf(brief)
    assert pdf == typeset.pdf(brief)
    read = PdfReader(io.BytesIO(pdf))
    assert read.metadata is not None
    assert "Supply picture" in str(read.metadata.title)
    assert "/StructTreeRoot" in read.root_object
    assert b"pdfuaid" in pdf  # typeset under PDF/UA-1, which refuses pictures without words


def test_the_document_holds_the_same_cells() -> None:
    _, brief = case_and_brief("ukraine-2024")
    made = word.docx(brief)
    days = {part.date_time for part in zipfile.ZipFile(io.BytesIO(made)).infolist()}
    assert days == {(1980, 1, 1, 0, 0, 0)}  # so it is the same file each time
    read = Document(io.BytesIO(made))
    grids = [s.grid for s in brief.sections if s.grid]
    assert len(read.tables) == len(grids)
    for table, grid in zip(read.tables, grids, strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert rows[1:] == [list(row) for row in grid.rows]
    assert len(read.inline_shapes) == sum(s.chart is not None for s in brief.sections)
    told = "\n".join(p.text for p in read.paragraphs)
    for source in brief.sources:
        assert f"{source.number}. " in told
        assert source.url in told


@pytest.mark.parametrize("name", ["ukraine-2024", "humanitarian-ukraine-2024"])
def test_each_command_gives_the_same_answer_again(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, brief = case_and_brief(name)
    for section in brief.sections:
        assert main([*shlex.split(section.command)[1:], "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        if section.sentence:
            assert bare(told["sentence"]) == bare(section.sentence)


def test_each_cited_source_is_one_of_the_answers() -> None:
    case, brief = case_and_brief("ukraine-2024")
    answer = case.brief()
    assert [row["section"] for row in answer.rows] == [s.title for s in brief.sections]
    assert {i for row in answer.rows for i in row["source_ids"]} == {s.id for s in brief.sources}
    assert set(answer.sources) == {s.id for s in brief.sources}


def test_another_day_is_another_brief() -> None:
    case, _ = case_and_brief("ukraine-2024")
    made, _ = briefing.compose(case, "supply", silent, {"as_of": date(2023, 6, 30)})
    assert made.subtitle == "as known on 30 June 2023"
    assert all("--as-of 2023-06-30" in s.command for s in made.sections)


def test_words_of_the_data_stay_words(tmp_path: Path) -> None:
    nasty = '#panic("x") *bold* $x$ <label> @ref \\ ` // = head \u202e ' + "W" * 300
    columns = [Column(name="name", title=nasty), Column(name="value", title="Value", digits=0)]
    answer = Answer(
        question="rank",
        scope=Scope(),
        columns=columns,
        rows=[{"name": nasty, "value": 1.0, "source_ids": [nasty]}],
        sources={nasty: {"title": nasty, "url": "javascript:alert(1)"}},
        sentence=nasty,
        warnings=[nasty],
    )
    wanted = Wanted(question="rank", title=nasty, columns=("name", "value"))
    brief = compose([(wanted, answer, nasty)], title=nasty, subtitle=nasty, unanswered=[nasty])
    assert bare('#panic("x")*bold*$x$') in words_of(typeset.pdf(brief))
    assert b"javascript:" not in typeset.pdf(brief)
    assert word.docx(brief)


@pytest.mark.parametrize(
    ("file", "error", "said"),
    [
        ("x.txt", QuestionError, ".pdf or .docx"),
        ("x", QuestionError, "a file without an ending"),
        ("taken.pdf", RefusedError, "exists already"),
    ],
)
def test_a_file_is_refused_before_the_work(
    tmp_path: Path, file: str, error: type[Exception], said: str
) -> None:
    (tmp_path / "taken.pdf").write_bytes(b"mine")
    with pytest.raises(error, match=said):
        resupply.open("ukraine-2024").brief(file=tmp_path / file)
    assert (tmp_path / "taken.pdf").read_bytes() == b"mine"


def test_an_unknown_sort_and_an_empty_case_are_refused() -> None:
    with pytest.raises(QuestionError, match=next(iter(BRIEFS))):
        resupply.open("ukraine-2024").brief(sort="suply")
    with pytest.raises(QuestionError, match="answers none"):
        resupply.open("pipeline-breaks-2024").brief(as_of=date(1990, 1, 1))


def test_the_command_writes_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "two-pages.docx"
    assert main(["brief", str(file), "--case", "humanitarian-ukraine-2024"]) == 0
    assert "Stock and days" in capsys.readouterr().out  # a title may go on in the next line
    assert Document(str(file)).core_properties.title.startswith("Supply picture: Relief")
