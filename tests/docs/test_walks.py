"""The pages a stranger follows, followed: every command is run and prints what the page shows.

A page is walked from top to bottom in an empty folder. A block whose title names a file is that
file; a title "BOOK.xlsx: SHEET" is a sheet of a workbook. In a `console` block each line that
begins with `$ ` is run; the lines below it must be what it prints, where a line `...` stands for
any number of lines. A page that needs published files names them in a comment at its head, and one
that needs a database the address it writes for it.

Rewrite what is shown with `RESUPPLY_ACCEPT=1 pytest tests/docs -n0`, then review it.
"""

import csv
import io
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from resupply.cli import main

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "tutorial.md", *sorted((DOCS / "cookbook").glob("*.md"))]
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.M | re.S)
#: Ids of entries, and the ends of line names.
IDS = (re.compile(r"\b[0-9a-f]{16}\b"), re.compile(r"\b[0-9a-f]{12}\b"))
FILES = re.compile(r"<!-- files: (.+?) -->", re.S)
DATABASE = re.compile(r"<!-- database: (.+?) -->")


class Step(NamedTuple):
    """A command and what the page says it prints."""

    command: str
    shown: list[str]


def steps(block: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, *shown = part.splitlines()
        while command.endswith("\\"):
            command = command[:-1] + shown.pop(0).strip()
        yield Step(command, _without_end(shown))


def _without_end(lines: list[str]) -> list[str]:
    text = "\n".join(line.rstrip() for line in lines).rstrip()
    return text.split("\n") if text else []


def agrees(shown: list[str], printed: list[str]) -> bool:
    pattern = "".join(r"(?:.*\n)*?" if s == "..." else f"{re.escape(s)}\n" for s in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def test_a_line_of_points_stands_for_any_lines() -> None:
    assert agrees(["a", "...", "d"], ["a", "b", "c", "d"])
    assert agrees(["a", "..."], ["a"])
    assert not agrees(["a", "...", "d"], ["a", "b", "c"])
    assert not agrees(["a"], ["a", "b"])


class Walk:
    """One reader, in an empty folder, with a page in hand."""

    def __init__(self, capsys: pytest.CaptureFixture[str], shell: pytest.MonkeyPatch) -> None:
        self.capsys, self.shell = capsys, shell
        self.workbooks: dict[str, dict[str, list[list[str]]]] = {}
        self.ids: dict[str, str] = {}  # ids the page shows, and those given today
        self.wrong: list[str] = []
        self.database: tuple[str, str] | None = None  # the address on the page, and the real one

    def block(self, found: re.Match[str]) -> str:
        language, title, body = found.groups()
        if language == "console":
            made = "\n".join(self.run(step, body) for step in steps(body))
            return f"```console\n{made}\n```"
        if title and ".xlsx: " in title:
            name, sheet = title.split(": ")
            self.workbooks.setdefault(name, {})[sheet] = list(csv.reader(io.StringIO(body)))
            _workbook(Path(name), self.workbooks[name])
        elif title:
            Path(title).write_text(body, encoding="utf-8")
        return found[0]

    def run(self, step: Step, body: str) -> str:
        words = shlex.split(self._today(step.command))
        if self.database:
            words = [word.replace(*self.database) for word in words]
        if words[0] == "export":
            self.shell.setenv(*words[1].split("=", 1))
            return f"$ {step.command}"
        assert words[0] == "resupply", f"no command of ours: {step.command}"
        self.capsys.readouterr()
        main(words[1:])
        told = self.capsys.readouterr()
        assert "Traceback" not in told.err
        assert "a mistake in resupply" not in told.err, f"{step.command}\n{told.err}"
        printed = _without_end((told.out + told.err).splitlines())
        if not agrees(step.shown, printed):
            self.wrong.append("\n".join([f"$ {step.command}", *printed]))
        for kind in IDS:
            before, now = (kind.findall("\n".join(lines)) for lines in (step.shown, printed))
            self.ids |= dict(zip(before, now, strict=False))
        written = self._today(_as_written(step, body))
        return written + "".join(f"\n{s}" for s in _trimmed(step.shown, printed))

    def _today(self, text: str) -> str:
        for kind in IDS:
            text = kind.sub(lambda found: self.ids.get(found[0], found[0]), text)
        return text


def _as_written(step: Step, body: str) -> str:
    """The command as the page breaks it into lines."""
    for part in re.findall(r"^\$ (?:.*\\\n)*.*", body, re.M):
        if next(steps(part)).command == step.command:
            return str(part)
    raise AssertionError(step.command)


def _trimmed(shown: list[str], printed: list[str]) -> list[str]:
    """What is printed, as much of its head and tail as the page shows now."""
    if "..." not in shown:
        return printed
    head, tail = shown.index("..."), shown[::-1].index("...")
    if head + tail >= len(printed):
        return printed
    if agrees(shown, printed):
        return shown
    return [*printed[:head], "...", *printed[len(printed) - tail :]]


def _workbook(path: Path, sheets: dict[str, list[list[str]]]) -> None:
    """A workbook as a person types it: numbers are numbers, all else is text."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if re.fullmatch(r"\d+(\.\d+)?", cell):
                        sheet.write_number(number, place, float(cell))
                    else:
                        sheet.write_string(number, place, cell)


@pytest.mark.parametrize("page", PAGES, ids=[p.stem for p in PAGES])
def test_the_page_shows_what_the_commands_print(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    text = page.read_text(encoding="utf-8")
    needed = FILES.search(text)
    if needed:
        published = request.getfixturevalue("shared_data")
        for name, path in (f.split(" = ") for f in needed[1].split(", ")):
            (tmp_path / name).symlink_to(published / path.strip())
    monkeypatch.chdir(tmp_path)
    for variable in ("RESUPPLY_BOOK", "RESUPPLY_CASE", "RESUPPLY_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    walk = Walk(capsys, monkeypatch)
    database = DATABASE.search(text)
    if database:
        walk.database = (database[1], request.getfixturevalue("database"))
    made = BLOCK.sub(walk.block, text)
    if os.environ.get("RESUPPLY_ACCEPT") == "1":
        page.write_text(made, encoding="utf-8")
    else:
        assert not walk.wrong, "\n\n".join(walk.wrong)
