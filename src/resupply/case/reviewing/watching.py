"""Watching: documents are read as they come and wait on the desk."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resupply.case.reviewing import second_readers
from resupply.case.reviewing.desk import NOBODY
from resupply.case.reviewing.reading import read_text
from resupply.case.reviewing.second_readers import Second
from resupply.core.answer import Answer, Column
from resupply.core.errors import RefusedError
from resupply.core.findings import Finding
from resupply.core.words import counted
from resupply.intake.files import of_bytes
from resupply.intake.watch import Item, files, items

if TYPE_CHECKING:
    from resupply.case.case import Case

_COLUMNS = [
    Column(name="name", title="Document"),
    Column(name="what", title="What was done"),
    Column(name="document", title="Doc."),
    Column(name="proposals", title="Proposals", digits=0),
    Column(name="story", title="Story", meaning="First document that tells the same story."),
    Column(name="published", title="Published"),
    Column(name="title", title="Title", shown=False),
]


def look(
    case: "Case",
    path: Path,
    *,
    by: str = NOBODY,
    seconds: dict[str, Second] | None = None,
    settled_seconds: float = 2.0,
) -> Answer:
    """Read what is new in a folder or a feed, once.

    Args:
        case: The case, not a shipped one.
        path: A folder, or the file of a feed.
        by: Who brings the documents.
        seconds: Second readers, by name.
        settled_seconds: How long a file must have been left alone.

    Raises:
        RefusedError: No such path, or a case that is never written to.
    """
    from resupply.case.own_book import refuse_unwritable

    refuse_unwritable(case)
    rows: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for item in _found(case, path, settled_seconds):
        row, odd = _taken(case, item, by, seconds or {})
        rows.append(row)
        findings += odd
    new = sum(r["what"] == "queued" for r in rows)
    waiting = sum(r["proposals"] or 0 for r in rows if r["what"] == "queued")
    return Answer(
        question="watch",
        scope=case.scope(),
        columns=_COLUMNS,
        rows=rows,
        findings=findings,
        sentence=f"{counted(new, 'document')} queued, {counted(waiting, 'proposal')} to review."
        if rows else "Nothing new.",
    )  # fmt: skip


def _found(case: "Case", path: Path, settled_seconds: float) -> Iterator[Item]:
    try:
        is_file = path.is_file()
    except (OSError, ValueError):
        is_file = False
    seen = case.desk.seen
    if is_file:
        return items(path, seen)
    return files(path, seen, of_bytes, settled_seconds=settled_seconds)


def _taken(
    case: "Case", item: Item, by: str, seconds: dict[str, Second]
) -> tuple[dict[str, Any], list[Finding]]:
    findings = list(item.findings)
    row: dict[str, Any] = {
        "name": item.name, "what": "not read", "document": None, "proposals": None,
        "story": None, "published": item.published, "title": item.title,
    }  # fmt: skip
    if item.text is None:
        if not item.later:
            case.desk.remember(item.name, item.mark)
        return {**row, "what": "read at the next look" if item.later else "not read"}, findings
    try:
        reading = read_text(item.text, published=item.published, name=item.name)
    except RefusedError as refused:
        case.desk.remember(item.name, item.mark)
        return row, [*findings, _unread(item.name, refused)]
    others, odd = second_readers.asked(seconds, reading)
    findings += odd
    done = case.desk.queue(
        reading, by=by, name=item.name, title=item.title, publisher=item.publisher, url=item.url,
        others=others, seen=(item.name, item.mark),
    ).result or {}  # fmt: skip
    told = {n: done[n] for n in ("document", "story")}
    what = "queued" if done["new"] else "there already"
    return {**row, **told, "what": what, "proposals": len(done["proposals"])}, [
        *findings,
        *reading.findings,
    ]


def _unread(name: str, refused: RefusedError) -> Finding:
    return Finding(
        code="document_unreadable", where=name, what=refused.what, todo=refused.todo, level="error"
    )
