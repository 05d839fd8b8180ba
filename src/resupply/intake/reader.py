"""From a document to its reading: each kind read in a fixed order by its own module.

The contract of a kind's module: `find(document: Document, context: Context) -> list[Record]`, pure,
never raising on any text, with `text[start:end]` the words of the record, and the same records for
the same text. A module reads what earlier passes put into the context; only `dateline` and `quote`
write to it (`place`, `speeches`).
"""

from collections.abc import Callable, Collection
from importlib import import_module

from resupply.intake import dates, language, mentions
from resupply.intake.context import Context
from resupply.intake.date_joins import joined
from resupply.intake.day_steps import with_steps
from resupply.intake.records import KINDS, Reading, Record
from resupply.intake.text import Document

Extractor = Callable[[Document, Context], list[Record]]

#: One module a kind, in the order in which they are read.
EXTRACTORS: tuple[tuple[str, str], ...] = tuple((kind, f"resupply.intake.{kind}") for kind in KINDS)


def read(document: Document, *, only: Collection[str] = KINDS) -> Reading:
    """Read a document.

    Args:
        document: The text and its day of publication.
        only: Kinds wanted. The others are not shown; those that the wanted ones build on are read.

    Returns:
        The proposals by place, and what was odd.
    """
    context = prepare(document)
    found: list[Record] = []
    last = max((n for n, (kind, _) in enumerate(EXTRACTORS) if kind in only), default=-1)
    for kind, module in EXTRACTORS[: last + 1]:  # nothing builds on what is read behind it
        if kind in only or kind in ("dateline", "quote"):
            records = extractor(module)(document, context)
            found += records if kind in only else []
    found.sort(key=lambda r: (r.start, r.end, KINDS.index(r.kind)))
    spoken, odd = language.findings(document.text, document.id)
    return Reading(
        id=document.id,
        published=document.published,
        text=document.text,
        records=tuple(found),
        findings=tuple(odd),
        language=spoken,
    )


def prepare(document: Document) -> Context:
    """The context before any kind is read: who is named, and when."""
    context = Context()
    context.mentions = mentions.find(document)
    people = [(m.start, m.end) for m in context.mentions if m.kind == "person"]
    found = dates.find(document.text, document.published)
    # "Jan Wolski" is no January.
    found = [d for d in found if not any(a <= d.start and d.end <= b for a, b in people)]
    found = joined(document.text, found, document.published)
    context.dates = with_steps(document.text, found, document.published)
    return context


def extractor(module: str) -> Extractor:
    """The `find` of a kind's module, imported when it is first needed."""
    found: Extractor = import_module(module).find
    return found
