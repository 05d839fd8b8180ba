"""Read documents: proposals with the words behind each field. No book is opened or touched."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError, SourceUnreadableError, unknown_name
from resupply.core.findings import Finding, grouped
from resupply.core.scope import Scope
from resupply.core.words import counted, figured
from resupply.intake import files, undated
from resupply.intake.date_periods import published_on
from resupply.intake.records import KINDS, Reading, Record
from resupply.intake.text import Document

#: How far a reviewer can rely on a proposal.
SURE = Column(
    name="confidence",
    title="Sure",
    unit="%",
    scale=0.01,
    digits=0,
    meaning="How likely it is right: a chance where it was weighed, else how often its like is.",
)
_COLUMNS = (
    Column(name="kind", title="Kind", meaning="What sort of record is proposed."),
    Column(name="words", title="Words", meaning="The exact words it was read from."),
    Column(name="says", title="Fields", meaning="Its fields in one line."),
    Column(name="start", title="From", meaning="First character of the words.", shown=False),
    Column(name="end", title="To", meaning="Character behind the last.", shown=False),
    Column(name="fields", title="Fields", meaning="Its fields, by name.", shown=False),
    Column(name="spans", title="Spans", meaning="Where each field was read.", shown=False),
    Column(name="rule", title="Rule", meaning="The rule that read it."),
    Column(name="reason", title="Reason", meaning="Why it was read so.", shown=False),
    SURE,
    Column(name="flags", title="Look at", meaning="What to look at.", shown=False),
)


def reading(
    source: str | Path,
    *,
    published: str | None = None,
    kinds: Collection[str] = (),
    name: str | None = None,
) -> Reading:
    """The reading of a file, of standard input ("-"), or of a text given as such.

    Args:
        source: Path of a file, "-", or the text itself: anything with a line break or a blank and
            no file of that name.
        published: Its day, or part of one; default what the file says.
        kinds: Kinds wanted; empty = all.
        name: What the document is called; default the file's name.

    Raises:
        SourceUnreadableError: The file cannot be read.
        QuestionError: The day or a kind is none.
    """
    wanted = _kinds(kinds)
    found = _extracted(source)
    day = _day(published) or found.published
    ident = name or _called(source)
    document = Document(id=ident, text=found.text, published=day)
    read = undated.read(document, only=wanted)
    import msgspec

    return msgspec.structs.replace(read, findings=(*found.findings, *read.findings))


def _called(source: str | Path) -> str:
    if source == "-":
        return "standard input"
    return "text" if _is_text(source) else Path(source).name


def _extracted(source: str | Path) -> files.Extracted:
    if _is_text(source):
        return files.Extracted(text=str(source))
    return files.extract(source)


def _is_text(source: str | Path) -> bool:
    """Whether a string is a text rather than the name of a file."""
    if isinstance(source, Path) or source == "-":
        return False
    if "\n" in source or len(source) > 255:
        return True
    return " " in source and not Path(source).is_file() and not Path(source).suffix[1:].isalnum()


def _day(published: str | None) -> str | None:
    if published is not None and published_on(published) is None:
        raise QuestionError(
            where="--published",
            what=f'"{published}" is no day, month or year.',
            todo="write 2024-02-28, 2024-02 or 2024.",
        )
    return published


def _kinds(kinds: Collection[str]) -> tuple[str, ...]:
    for kind in kinds:
        if kind not in KINDS:
            raise unknown_name("--kind", "kind of record", kind, KINDS)
    return tuple(k for k in KINDS if k in kinds) or KINDS


def answer(read: Reading) -> Answer:
    """A reading as rows for every door."""
    counts = {kind: sum(r.kind == kind for r in read.records) for kind in KINDS}
    said = ", ".join(f"{n} {kind}" for kind, n in counts.items() if n)
    day = f", published {read.published}" if read.published else ""
    warnings = (
        []
        if read.published
        else ['no day of publication: dates such as "on Tuesday" are left out. Give --published.']
    )
    return Answer(
        question="read",
        scope=Scope(),
        columns=_COLUMNS,
        rows=[_row(read, r) for r in read.records],
        sentence=f"{read.id}{day}: {said or 'nothing to propose'}. Nothing was entered.",
        findings=grouped(read.findings),
        warnings=warnings,
    )


def _row(read: Reading, record: Record) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "words": " ".join(read.words(record).split()),
        "says": line(record.fields),
        "start": record.start,
        "end": record.end,
        "fields": dict(record.fields),
        "spans": {k: list(v) for k, v in record.spans.items()},
        "rule": record.rule,
        "reason": record.reason,
        "confidence": record.confidence,
        "flags": list(record.flags),
    }


def line(fields: Mapping[str, Any]) -> str:
    """Fields as a reviewer reads them.

    Example:
        >>> line({"donor": ["DNK", "NLD"], "quantity": 14, "amount": 1.3e9, "currency": "EUR"})
        'donor DNK, NLD; quantity 14; amount 1,300,000,000 EUR'
    """
    parts = []
    for name, value in fields.items():
        if value is None or value == [] or (name == "currency" and "amount" in fields):
            continue
        said = ", ".join(
            figured(v) for v in (value if isinstance(value, (list, tuple)) else [value])
        )
        if name == "amount" and fields.get("currency"):
            said = _sums(value, fields["currency"])
        parts.append(f"{name} {said}")
    return "; ".join(parts)


def _sums(amounts: Any, currencies: Any) -> str:
    sums = amounts if isinstance(amounts, (list, tuple)) else [amounts]
    names = currencies if isinstance(currencies, (list, tuple)) else [currencies]
    return " = ".join(f"{figured(s)} {names[min(i, len(names) - 1)]}" for i, s in enumerate(sums))


# --- many documents


def batch(source: Path, target: Path, *, kinds: Collection[str] = ()) -> Answer:
    """Read the documents of a file, a JSON object a line, into another of the same form.

    Args:
        source: Lines `{"id", "published", "text"}`.
        target: Where lines `{"id", "records"}` go, in the same order; written whole or not at all.
        kinds: Kinds wanted; empty = all.

    Returns:
        How many documents and records, by kind; lines that hold no document as findings.
    """
    wanted = _kinds(kinds)
    counts = dict.fromkeys(KINDS, 0)
    odd: list[Finding] = []
    lines = []
    for document in _documents(source, odd):
        read = undated.read(document, only=wanted)
        odd += read.findings
        for record in read.records:
            counts[record.kind] += 1
        lines.append(json.dumps(read.to_dict(), ensure_ascii=False))
    _write(target, lines)
    return Answer(
        question="read",
        scope=Scope(),
        columns=(
            Column(name="kind", title="Kind"),
            Column(name="records", title="Records", digits=0),
        ),
        rows=[{"kind": kind, "records": n} for kind, n in counts.items() if kind in wanted],
        sentence=f"{counted(len(lines), 'document')} read to {target}. Nothing was entered.",
        findings=grouped(odd),
        warnings=[f"{f.where}: {f.what}" for f in grouped(odd)],
    )


def _documents(source: Path, odd: list[Finding]) -> Iterator[Document]:
    if not source.is_file():
        raise SourceUnreadableError(
            where=str(source), what="there is no such file.", todo="check the path."
        )
    with source.open("rb") as opened:
        for n, said in enumerate(opened, 1):
            if said.strip():
                document = _document(said, f"{source.name}, line {n}", odd)
                if document is not None:
                    yield document


def _document(said: bytes, where: str, odd: list[Finding]) -> Document | None:
    try:
        fields = json.loads(said)
        text, ident = fields["text"], str(fields["id"])
        published = fields.get("published")
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        odd.append(
            Finding(
                code="document_line_unreadable",
                where=where,
                what="the line is no JSON object with `id` and `text`; it was left out.",
                todo='write {"id": "a1", "published": "2024-02-28", "text": "..."}.',
                level="error",
            )
        )
        return None
    day = published if isinstance(published, str) and published_on(published) else None
    return Document(id=ident, text=text[: files.LETTERS_MAX], published=day)


def _write(target: Path, lines: Sequence[str]) -> None:
    beside = target.with_name(f".{target.name}.part")
    beside.write_text(
        "".join(f"{said}\n" for said in lines), encoding="utf-8", errors="surrogatepass"
    )
    beside.replace(target)
