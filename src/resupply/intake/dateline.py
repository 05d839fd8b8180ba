"""Datelines (being written)."""

from resupply.intake.context import Context
from resupply.intake.records import Record
from resupply.intake.text import Document


def find(document: Document, context: Context) -> list[Record]:
    """Where and when the text says it was written."""
    return []
