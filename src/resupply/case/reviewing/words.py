"""From an entry or row of the book back to the words it was made of."""

from typing import TYPE_CHECKING, Any

from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError
from resupply.core.records import Record, Row

if TYPE_CHECKING:
    from resupply.case.case import Case


def answer(case: "Case", name: str) -> Answer:
    """The words behind an entry, a count, or a row of a table, with what stands around them.

    Args:
        case: The case.
        name: Id of a record of the book, as `resupply sources` lists it, or of a row of a table.

    Raises:
        QuestionError: The book has no such record.
    """
    record, record_name = _find(case, name)
    source = next(
        (r.fields for r in case.book.view().rows("sources") if r.row_id == record.source_id), {}
    )
    said = next((r.fields for r in case.book.view().rows("words") if r.row_id == record_name), None)
    result: dict[str, Any] = {
        "id": record_name,
        "kind": record.kind,
        "source_id": record.source_id,
        "locator": record.locator,
        "known_on": record.known_on.isoformat(),
        "title": source.get("title"),
        "publisher": source.get("publisher"),
        "url": source.get("url"),
        "published": source.get("published"),
        "start": None,
        "end": None,
        "before": None,
        "excerpt": None,
        "after": None,
        "fields": None,
        "rule": None,
        "reason": None,
        "reader": None,
        "reviewed": _reviewed(case, record_name) if said else None,
    }
    if said:
        names = (
            "start",
            "end",
            "before",
            "excerpt",
            "after",
            "fields",
            "spans",
            "rule",
            "reason",
            "reader",
        )
        result |= {n: said.get(n) for n in names}
    note = getattr(record, "note", None) or (
        record.fields.get("note") if isinstance(record, Row) else None
    )
    result["note"] = note
    return Answer(
        question="words",
        scope=case.scope(),
        columns=[Column(name=n, title=n.replace("_", " ")) for n in result],
        rows=[result],
        result=result,
        sources={record.source_id: dict(source)},
        sentence=_sentence(result, record),
    )


def _sentence(result: dict[str, Any], record: Record) -> str:
    by = f", {result['publisher']}" if result["publisher"] else ""
    title = result["title"] or record.source_id
    if result["excerpt"] is not None:
        return f"{title}{by}, {result['published']}, {record.locator}."
    where = f", {record.locator}" if record.locator else ""
    return f"{title}{by}{where}: its words are not kept here; the source has them."


def _find(case: "Case", name: str) -> tuple[Record, str]:
    """A record by its id, or the newest row of a table by the name of the row."""
    found = case.book.get([name])
    if name in found:
        return found[name], name
    rows = [
        record
        for _, record in case.book.records("row")
        if isinstance(record, Row) and record.row_id == name and record.table not in _ABOUT
    ]
    if rows:
        return rows[-1], rows[-1].id
    raise QuestionError(
        where=f"words {name[:60]}",
        what="the book has no entry and no row of that id.",
        todo="`resupply sources` lists the entries behind a figure, with their ids.",
    )


#: Tables about other records, not about the world.
_ABOUT = ("words", "files", "sources")


def _reviewed(case: "Case", name: str) -> dict[str, Any] | None:
    """Who accepted it and when: the batch that brought it."""
    from resupply.core.records import Batch

    stored = case.book.store.get([name])[name]
    for kept, record in _batches(case, stored.seq):
        assert isinstance(record, Batch)
        return {
            "by": record.entered_by,
            "at": record.entered_at.isoformat(timespec="seconds"),
            "note": record.note,
            "journal": kept.seq,
        }
    return None


def _batches(case: "Case", after: int) -> Any:
    from resupply.book import chain

    for stored in case.book.store.read(after=after, kinds=["batch"]):
        yield stored, chain.decode(stored.kind, stored.body)
