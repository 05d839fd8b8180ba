"""Every word of the pages has its Ukrainian: in templates, in pages, of columns, of charts."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import resupply
from resupply.api.questions import questions
from resupply.web.fields import _WORDS, label
from resupply.web.pages import every
from resupply.web.words import FOLDER

SRC = Path(resupply.__file__).parent
#: Words that are the same in both languages, or are figures.
SAME = {"Python", "JSON", "CSV", "EUR", "%", "#", "p", "km", "t", "m3", "GDP"}


def of_templates() -> Iterator[str]:
    for path in sorted((SRC / "web/templates").glob("*.html")):
        keywords = {"_": None, "many": (1, 2)}
        found = extract("jinja2.ext:babel_extract", BytesIO(path.read_bytes()), keywords=keywords)
        for _, words, _, _ in found:
            yield words if isinstance(words, str) else words[0]


def of_calls(path: Path, *names: str) -> Iterator[str]:
    """The first word of each call of these names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            first = node.args[0]
            if name in names and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def of_pages() -> Iterator[str]:
    for path in sorted((SRC / "web").rglob("*.py")):
        yield from of_calls(path, "_", "say", "marked", "many")
    for path in sorted((SRC / "report").glob("*_charts.py")):
        yield from of_calls(path, "say")
    for page in every():
        yield page.title
        yield page.about
        for figure in page.figures:
            yield figure.title
            yield figure.about


def of_fields() -> Iterator[str]:
    for question in questions():
        for name in question.query.model_fields:
            yield label(name)
    for words in _WORDS.values():
        yield from (word.replace("_", " ") for word in words)


def of_columns() -> Iterator[str]:
    """Titles and units of columns and tables, as they are declared."""
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Column", "Part"):
                for keyword in node.keywords:
                    told = keyword.value
                    if keyword.arg in ("title", "unit") and isinstance(told, ast.Constant):
                        yield str(told.value)


def known() -> set[str]:
    """All words that have a Ukrainian, singulars of plurals included."""
    found = set()
    for path in sorted((FOLDER / "uk").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="uk"):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                if message.string and all(message.string):
                    found.add(ids[0])
    return found


def missing(words: Iterator[str]) -> list[str]:
    return sorted({word for word in words if word} - SAME - known())


@pytest.mark.parametrize("part", [of_templates, of_pages, of_fields, of_columns])
def test_every_word_is_translated(part: object) -> None:
    assert missing(part()) == []  # type: ignore[operator]  # one of the four above


def test_no_word_is_translated_twice_and_differently() -> None:
    said: dict[str, tuple[str, str]] = {}
    for path in sorted((FOLDER / "uk").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="uk"):
                if not message.id or not message.string:
                    continue
                own = (path.name, str(message.string))
                first = said.setdefault(str(message.id), own)
                assert first[1] == own[1], f"{message.id}: {first} and {own}"


def test_placeholders_are_kept() -> None:
    for path in sorted((FOLDER / "uk").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="uk"):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                told = message.string if isinstance(message.string, tuple) else (message.string,)
                for word in told:
                    for name in ("number", "names", "first", "last", "total", "row", "currency"):
                        mark = f"{{{name}}}"
                        assert (mark in word) == any(mark in i for i in ids), (path.name, word)


@pytest.mark.parametrize("question", ["rank", "balances", "pauses", "promises", "stock", "lags"])
def test_headings_made_when_asked_are_translated_too(question: str) -> None:
    case = resupply.open("ukraine-2024")
    answer = getattr(case, question)()
    per_head = case.rank(per="head") if question == "rank" else answer
    columns = [*answer.columns, *per_head.columns, *(c for t in answer.tables for c in t.columns)]
    case.close()
    told = (word for c in columns if c.shown for word in (c.title, c.unit))
    assert missing(told) == []
