"""The pages are complete and lead somewhere; what they tell people to type is understood."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from resupply.case.settings import Settings
from resupply.cli import main
from resupply.cli.app import app
from resupply.cli.verbs import VERBS
from resupply.core import errors
from resupply.core.fields import TABLES
from resupply.sources.iati.oddities import _TEXTS
from resupply.sources.kiel.release import _ODD
from resupply.sources.sheets.laws import ONE

ROOT = Path(__file__).parents[2]
DOCS, SOURCE = ROOT / "docs", ROOT / "src/resupply"
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted(DOCS.rglob("*.md"))]
TYPED = [ROOT / "README.md", DOCS / "tutorial.md", *sorted((DOCS / "cookbook").glob("*.md"))]
#: Words of the readers' code that look like codes and are columns.
COLUMNS = {"item_id", "line_id", "count_id", "from_on", "until_on"}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def finding_codes() -> set[str]:
    """Every code the program can give to a finding."""
    files = [p for p in SOURCE.rglob("*.py") if p != SOURCE / "core/findings.py"]
    said = {c for p in files for c in re.findall(r'code="([a-z_]+)"', read(p))}
    sheets = SOURCE / "sources/sheets"
    cells = read(sheets / "convert.py") + read(sheets / "laws.py")
    said |= set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', cells)) - COLUMNS
    return said | {f"unknown_{one}" for one in ONE.values()} | set(_ODD) | set(_TEXTS)


def first_cells(path: Path) -> set[str]:
    return set(re.findall(r"^\| `([A-Za-z_]+)`", read(path), re.M))


def test_every_finding_and_error_is_explained() -> None:
    told = first_cells(DOCS / "reference/findings.md")
    classes = {n for n, v in vars(errors).items() if isinstance(v, type) and n.endswith("Error")}
    assert finding_codes() | classes - {"ResupplyError", "BookError"} == told


def test_every_verb_is_on_the_page_of_commands() -> None:
    page = read(DOCS / "reference/commands.md")
    assert [v.name for v in VERBS if f"\n### {v.name}\n" not in page] == []


def test_every_table_and_setting_of_a_case_is_on_the_page_of_tables() -> None:
    page = read(DOCS / "reference/tables.md")
    assert [t for t in TABLES if f"\n### {t}\n" not in page] == []
    settings = {f for f in Settings.__struct_fields__ if f"| `{f}`" not in page}
    assert settings - set(re.findall(r"`\[(\w+)\]`", page)) == set()


def links(path: Path) -> Iterator[str]:
    text = re.sub(r"^```.*?^```$", "", read(path), flags=re.M | re.S)
    yield from re.findall(r"\]\(([^)\s]+)\)", text)


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_every_link_leads_somewhere(page: Path) -> None:
    near = [link.split("#")[0] for link in links(page) if "://" not in link]
    assert [link for link in near if link and not (page.parent / link).exists()] == []


def test_the_front_page_leads_to_every_page() -> None:
    front = {(DOCS / link.split("#")[0]).resolve() for link in links(DOCS / "index.md")}
    front |= set((DOCS / "decisions").iterdir())  # their own index lists them
    assert {p for p in DOCS.rglob("*.md") if p != DOCS / "index.md"} - front == set()


def test_every_fragment_of_the_changelog_is_well_named() -> None:
    for path in (ROOT / "changelog.d").iterdir():
        well = re.fullmatch(r"\+[a-z0-9-]+\.(added|changed|fixed|removed)\.md", path.name)
        assert well or path.name == "README.md", path.name
        assert read(path).strip()


def typed(page: Path) -> list[str]:
    """Commands of a page's console and sh blocks, broken lines joined."""
    blocks = re.findall(r"^```(?:console|sh)?\n(.*?)^```$", read(page), re.M | re.S)
    lines = re.sub(r"\\\n\s*", "", "\n".join(blocks)).splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ resupply ")]


@pytest.mark.parametrize("page", TYPED, ids=[p.stem for p in TYPED])
def test_what_a_page_tells_to_type_is_understood(page: Path) -> None:
    assert typed(page), "the page shows no command"
    for command in typed(page):
        words = shlex.split(command)[1:]
        assert words[0] in {v.name for v in VERBS}, command
        _, _, ignored = app().parse_args(words, exit_on_error=False, print_error=False)
        assert not ignored, command


def table_commands() -> list[str]:
    """Questions in the README's table that can be asked as they stand."""
    rows = [r for r in read(ROOT / "README.md").splitlines() if r.startswith("| ")]
    found = [c for r in rows for c in re.findall(r"`(resupply [^`]+)`", r)]
    return [c for c in found if not re.search(r"\b(FILE|DIR|DAY)\b", c)]


@pytest.mark.parametrize("command", table_commands())
def test_the_commands_of_the_front_page_answer(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RESUPPLY_CASE", raising=False)
    assert main(shlex.split(command)[1:]) == 0
    printed = capsys.readouterr()
    assert printed.out
    assert not printed.err
