"""Findings as an answer."""

from collections.abc import Sequence

from resupply.core.answer import Answer, Column
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.core.words import counted

_FINDING = [
    Column(name="level", title="Level"),
    Column(name="code", title="Finding"),
    Column(name="where", title="Where"),
    Column(name="what", title="What"),
    Column(name="todo", title="What to do"),
    Column(name="count", title="Times", shown=False),
    Column(name="entry_ids", title="Entries", shown=False),
]
_LEVELS = ("error", "warning", "note")


def findings_answer(question: str, scope: Scope, found: Sequence[Finding]) -> Answer:
    """An answer whose rows are findings, errors first."""
    ordered = sorted(found, key=lambda f: (_LEVELS.index(f.level), f.code))
    told = [counted(sum(f.level == lv for f in found), lv) for lv in _LEVELS]
    return Answer(
        question=question,
        scope=scope,
        columns=_FINDING,
        rows=[f.to_dict() for f in ordered],
        findings=ordered,
        sentence=", ".join(told) + "." if found else "Nothing odd was found.",
    )
