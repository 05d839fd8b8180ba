"""Texts as the readers have them, and what they read in them."""

from collections.abc import Callable

from resupply.intake import reader, scene
from resupply.intake.draft import Draft
from resupply.intake.records import Record
from resupply.intake.scene import Scene
from resupply.intake.text import Document


def page(lead: str, text: str) -> Scene:
    """The scene of a text behind a lead, speech and dateline read."""
    document = Document(id="t", text=lead + text, published="2024-05-01")
    context = reader.prepare(document)
    for kind in ("dateline", "quote"):
        reader.extractor(f"resupply.intake.{kind}")(document, context)
    return scene.of(document, context)


def of_sentence(
    made: Callable[[Scene, int, int], Draft | None], lead: str, text: str
) -> Draft | None:
    """The record that is made of the last sentence of a text."""
    told = page(lead, text)
    return made(told, *told.page.ranges[-1])


def read(kind: str, text: str, published: str = "2024-05-01", lead: str = "") -> list[Record]:
    """The records of one kind in a text, behind a lead that says what it is about."""
    document = Document(id="t", text=lead + text, published=published)
    found = reader.read(document, only=(kind,)).records
    return [r for r in found if r.start >= len(lead)]


def events(text: str, published: str = "2024-05-08") -> list[Record]:
    """The events of a text."""
    return read("event", text, published)


#: Behind a sentence, so that its page is long enough to be weighed.
BEHIND = (
    "\n\nThe lorries came by the northern road, which had been closed by mud for nine days. "
    "People in the villages along the lake thanked the drivers and asked for more tents. "
    "The agency said that it would come back as soon as the road allowed it to."
)


def claims(text: str, before: str) -> list[tuple[str, object]]:
    """Type and value of each claim on the page of a sentence, behind what opens the page."""
    found = read("claim", before + text + BEHIND, "2025-03-10")
    return [(r.fields["type"], r.fields.get("value")) for r in found]


def sums(text: str) -> list[tuple[object, object]]:
    """What each gift of a text is, and the money for it."""
    found = read("aid", text, "2024-02-28")
    return [(r.fields.get("item"), r.fields.get("amount")) for r in found]


Said = tuple[str, str | None, str]


def said(text: str) -> list[Said]:
    """The words, the speaker and the mode of each quote of a text."""
    found = read("quote", text, "2024-02-28")
    return [(text[r.start : r.end], r.fields.get("speaker"), r.fields["mode"]) for r in found]
