"""Write what is read off the reader's patterns, so that no first reading has to.

    .venv/bin/python -m tools.build_plans

`src/resupply/intake/lexicon/plans.txt` has a line for each pattern that a reading of the labelled
texts looks for by its words (`spotting`). A pattern that is not in it is read off when it is first
looked for: the table only saves time, and `tests/intake/test_rx.py` says when it is old.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from resupply.intake import reader, spotting
from resupply.intake.text import Document

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "resupply" / "intake" / "lexicon" / "plans.txt"
TEXTS = ROOT / "tests" / "intake" / "data"
HEADING = (
    "# How patterns are looked for: key, choices, within, heads, led, counts."
    " Made by tools/build_plans.py."
)


def lines() -> Iterator[str]:
    """A line for each pattern that the labelled texts let the reader look for."""
    spotting.forget()
    for path in sorted(TEXTS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            if "text" in said:
                reader.read(Document(said["id"], said["text"], said.get("published")))
    plans = {spotting.key(p): spotting.made(p) for p in spotting.asked()}
    for key, plan in sorted(plans.items()):
        yield json.dumps([key, *plan], ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Write the table."""
    TARGET.write_text("\n".join([HEADING, *lines()]) + "\n", encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
