"""Examples of the interface, made by asking the shipped case: `python tools/build_examples.py`.

Each is an answer with its first rows only, and what each of its columns means. They are kept in
src/resupply/api/examples.json, so that a server describes itself without computing anything.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CASE = "ukraine-2024"
TARGET = Path(__file__).parents[1] / "src/resupply/api/examples.json"
#: What is asked for an example, where the question alone is not enough or its answer is long.
GIVEN: Mapping[str, Mapping[str, Any]] = {
    "rank": {"per": "head"},
    "balances": {"by": ["donor", "kind"]},
    "diff": {"known_1": "2023-12-07", "known_2": "2024-02-16"},
    "table": {"name": "legs"},
    "entries": {"find": "czech", "most": 5},
    "invest": {"budget": 500_000_000},
    "claim": {"text": "Denmark gave most per head"},
    "words": {"name": "usa-air"},
    "what_if": {"pause": ["USA"], "start_on": "2024-03-01", "days": 60},
    "pause_cost": {"what": ["USA"]},
    "simulate": {"runs": 256, "seed": 7},
    "backtest": {"origins": 3, "draws": 200, "peers": False},
}
#: Questions whose answers take long, or differ from run to run.
NOT_SHOWN = frozenset({"verify", "entry", "audit", "users"})
_ROWS, _PARTS_ROWS, _SOURCES = 2, 1, 2


def examples() -> dict[str, Any]:
    """All of them, by question."""
    from resupply.api.questions import questions

    made = {}
    for question in sorted(questions(), key=lambda q: q.name):
        if question.name not in NOT_SHOWN:
            made[question.name] = example(question)
    return {name: told for name, told in made.items() if told}


def example(question: Any) -> dict[str, Any] | None:
    """One: what was asked, the start of the answer, its columns. None when it is refused."""
    import resupply
    from resupply.core.errors import ResupplyError

    given = GIVEN.get(question.name, {})
    case = resupply.open(CASE)
    try:
        asked = question.query(**given)
        said = dict(asked.model_dump(exclude_unset=True))
        answer = getattr(case, question.name)(**question.given(said))
    except ResupplyError as error:
        print(f"{question.name}: no example, {error}")
        return None
    finally:
        case.close()
    told = cut(json.loads(json.dumps(answer.to_dict(), ensure_ascii=False)))
    return {
        "given": dict(given),
        "rows": len(answer.rows),
        "columns": [
            {"name": c.name, "title": c.title, "unit": c.unit, "meaning": c.meaning}
            for c in answer.columns
        ],
        "answer": told,
    }


def cut(told: dict[str, Any]) -> dict[str, Any]:
    """The start of an answer, less what differs from run to run."""
    if "rows" in told:
        told["rows"] = told["rows"][:_ROWS]
    tables = {name: rows[:_PARTS_ROWS] for name, rows in (told.get("tables") or {}).items()}
    for row in tables.get("proof", []):
        row.pop("seconds", None)
    if tables:
        told["tables"] = tables
    told["sources"] = dict(list(told["sources"].items())[:_SOURCES])
    told["findings"] = told["findings"][:1]
    for key in ("told", "warnings"):
        if key in told:
            told[key] = told[key][:2]
    return told


if __name__ == "__main__":
    os.environ.setdefault("XDG_CACHE_HOME", tempfile.mkdtemp())
    TARGET.write_text(json.dumps(examples(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")
