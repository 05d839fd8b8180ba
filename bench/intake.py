"""How many articles a second are read, and how long a person waits for one.

The texts are those of `tests/intake/data`, joined to articles of 1,200 (a wire story) and of 2,500
characters or more: denser in records than news is. The wait is that of a program that ran before,
so that Python has kept its modules compiled.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from resupply.intake import reader
from resupply.intake.text import Document

DATA = Path(__file__).parents[1] / "tests" / "intake" / "data"
LETTERS, ARTICLES, STARTUP = (1200, 2500), 50, 1.0


def main() -> None:
    """Print articles a second on one core, and the seconds of `resupply read`."""
    for letters in LETTERS:
        articles = _articles(letters)
        documents = [Document(id="b", text=a, published="2024-02-28") for a in articles]
        reader.read(documents[0])  # lists are read once
        took = statistics.median(_took(articles) for _ in range(5))
        mean = sum(map(len, articles)) / len(articles)
        print(
            f"{len(articles) / took:.0f} articles/s of {mean:,.0f} characters, one core "
            f"(target {ARTICLES})"
        )
    print(f"resupply read: {_start():.2f} s (target {STARTUP} s)")


def _articles(letters: int) -> list[str]:
    out, joined = [], ""
    for path in sorted(DATA.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            joined += json.loads(line)["text"] + "\n\n"
            if len(joined) >= letters:
                out.append(joined)
                joined = ""
    return out


def _took(articles: list[str]) -> float:
    began = time.process_time()
    for text in articles:
        reader.read(Document(id="b", text=text, published="2024-02-28"))
    return time.process_time() - began


def _start() -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_text("OSLO, Feb 27 - Norway gave 10 boats, Mr Okafor said.", encoding="utf-8")
        command = [str(Path(sys.executable).with_name("resupply")), "read", str(path)]
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = folder
        _once(command, env)
        return statistics.median(_once(command, env) for _ in range(3))


def _once(command: list[str], env: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=env)
    return time.perf_counter() - began
