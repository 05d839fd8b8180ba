"""The house itself: its layers, its commands, and what the front page says of them."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def run(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_imports_go_only_downward() -> None:
    found = run("lint-imports")
    assert found.returncode == 0, found.stdout + found.stderr


def test_shipped_cases_hold_no_code() -> None:
    for path in (ROOT / "src/resupply/shipped").rglob("*.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert all(
            isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) for part in body
        ), f"{path} holds code"


def test_the_command_is_installed_and_says_what_it_can_do() -> None:
    found = run("resupply", "--help")
    assert found.returncode == 0, found.stderr
    assert "Usage" in found.stdout


def test_make_commands_on_the_front_pages_exist() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    pages = [*ROOT.glob("*.md"), ROOT / "docs/index.md"]
    told = re.findall(
        r"(?:^|`)make ([a-z]+)", "\n".join(page.read_text(encoding="utf-8") for page in pages), re.M
    )
    assert {"demo", "test"} <= set(told) <= set(targets)
