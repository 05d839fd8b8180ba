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


def events(text: str, published: str = "2024-05-08") -> list[Record]:
    """The events of a text."""
    document = Document(id="t", text=text, published=published)
    return list(reader.read(document, only=("event",)).records)
