"""Answers in notebooks: what is seen is what the table holds, and nothing leaves the machine."""

import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser

import nbformat
import pytest
from nbclient import NotebookClient

import resupply
from resupply.core.answer import Answer, Column
from resupply.core.scope import Scope
from resupply.report import notebook

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


class Cells(HTMLParser):
    """Cells and tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.sources: list[str] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.sources += [v or "" for n, v in attrs if n in ("src", "href")]
        self._inside = tag == "td"
        if self._inside:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.cells[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def test_the_table_holds_the_rows_and_the_scope_is_told() -> None:
    answer = resupply.open("ukraine-2024").rank(per="head", top=3)
    html = answer._repr_html_()
    assert html is not None
    cells = Cells(html).cells
    assert [row["name"] for row in answer.rows] == [c for c in cells if c in
        {row["name"] for row in answer.rows}]  # fmt: skip
    assert answer.sentence.split(" (")[0] in html
    assert "known by 2024-02-28" in html
    plain = answer._repr_mimebundle_()["text/plain"]
    assert all(str(row["name"]) in plain for row in answer.rows)


def test_an_answer_with_a_picture_shows_it_and_calls_nobody() -> None:
    html = notebook.html(resupply.open("ukraine-2024").pause_cost(["USA"]))
    page = Cells(html)
    assert "img" in page.tags
    assert "script" not in page.tags
    assert all(s.startswith("data:image/svg+xml;base64,") for s in page.sources)
    assert not re.search(r"https?://", html)
    alt = re.search(r'alt="([^"]+)"', html)
    assert alt is not None
    assert alt[1].startswith("What a pause costs.")


def test_names_from_data_are_text() -> None:
    columns = [Column(name="donor", title=HOSTILE, meaning=HOSTILE)]
    answer = Answer(
        question="q", scope=Scope(as_of=date(2024, 1, 1)), columns=columns,
        rows=[{"donor": HOSTILE}], sentence=HOSTILE, warnings=[HOSTILE], told=[HOSTILE],
    )  # fmt: skip
    page = Cells(notebook.html(answer))
    assert not {"script", "img"} & page.tags
    assert page.cells == [HOSTILE]


def test_long_tables_are_cut_and_say_so() -> None:
    rows = [{"n": n} for n in range(1_000)]
    answer = Answer(question="q", scope=Scope(), columns=[Column(name="n", title="N")], rows=rows)
    page = notebook.html(answer)
    assert len(Cells(page).cells) == notebook.ROWS_MAX
    assert "970 more rows" in page


def test_asking_loads_nothing_that_draws() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import resupply, sys; resupply.open('ukraine-2024').rank(); "
         "print([m for m in ('vl_convert', 'resupply.report.notebook') if m in sys.modules])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.strip() == "[]"


@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_a_real_kernel_shows_a_table_and_a_picture() -> None:
    cells = [
        "import resupply; case = resupply.open('ukraine-2024')",
        "case.rank(per='head', top=2)",
        "case.pause_cost(['USA'])",
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(book, timeout=90, kernel_name="python3").execute()
    shown = [cell["outputs"][0]["data"] for cell in book.cells[1:]]
    assert all({"text/html", "text/plain"} <= set(data) for data in shown)
    assert "Denmark" in shown[0]["text/html"]
    assert "data:image/svg+xml" in shown[1]["text/html"]
