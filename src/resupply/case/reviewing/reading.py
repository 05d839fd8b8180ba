"""A text as it comes from a form or a feed, read for the desk."""

from resupply.core.errors import RefusedError
from resupply.intake.desk.fields import interval
from resupply.intake.files import LETTERS_MAX
from resupply.intake.records import Reading


def read_text(text: str, *, published: str | None = None, name: str = "text") -> Reading:
    """What a text says, as proposals.

    Args:
        text: Any text; its places are kept, so nothing in it is changed.
        published: Its day, or part of one (2024-02), or None.
        name: What it is called.

    Raises:
        RefusedError: No words, too long a text, or a day that is none.
    """
    from resupply.intake import reader
    from resupply.intake.text import Document

    if not text.strip():
        raise RefusedError(
            where=name, what="it holds no words.", todo="give the text of the document."
        )
    if len(text) > LETTERS_MAX:
        raise RefusedError(
            where=name,
            what=f"it has {len(text):,} letters.",
            todo=f"split it into documents of at most {LETTERS_MAX:,}.",
        )
    if published is not None:
        interval(published, where="published")
    return reader.read(Document(id=name, text=text, published=published))
