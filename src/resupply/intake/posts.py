"""Posts on social networks: signed ("— Name (@handle) October 27, 2022") or headed by a handle."""

import re
from typing import NamedTuple

from resupply.intake import gazetteer, rx
from resupply.intake.text import Document


class Post(NamedTuple):
    """A post and its author.

    Args:
        start: First character of what was written.
        end: Character behind the last.
        author: Name as shown, without emblems.
        author_at: Where the name stands.
        rule: How it was found.
    """

    start: int
    end: int
    author: str
    author_at: tuple[int, int]
    rule: str


_SIGNED = rx.compile(
    r"[\s ]*(?:[—–-]{1,2}|via)\s*(?P<name>[^\n(@]{2,60}?)\s*\((?P<handle>@\w+)\)[^\n]*"
)
_HEADED = rx.compile(
    r"(?:RT\s+|🧵\s*)?(?:(?P<name>[^\n(@:]{2,60}?)\s*)?(?:\(\s*)?(?P<handle>@\w{2,30})\)?(?:\s*"
    r"[·•|,-]\s*[^\n:]{2,30})?(?:\s+on\s+(?:X|Twitter))?\s*(?::\s*|\n+)"
)


def author(handle: str) -> str:
    """The person behind a handle, where a known surname stands in it; else the handle."""
    low = handle.lstrip("@").lower().replace("_", "")
    known = [s for s in gazetteer.offices_by_surname() if len(s) >= 5 and s in low]
    return max(known, key=len).capitalize() if known else handle.lstrip("@")


def find(document: Document) -> list[Post]:
    """The posts of a text."""
    return [*_signed(document), *_headed(document)]


def _signed(document: Document) -> list[Post]:
    text = document.text
    out: list[Post] = []
    behind = 0
    if "(@" not in text:
        return out
    for m in _SIGNED.finditer(text):
        start = _post_start(text, behind, m.start())
        links = _LINKS.search(text, start, m.start())
        start, end = _stretch(text, start, links.start() if links else m.start())
        behind = m.end()
        if end - start >= _POST_MIN and text[start] not in '"“':
            out.append(Post(start, end, m["name"].strip(), m.span("name"), "post.signed"))
    return out


#: A post with its link is hardly longer than this [characters].
_POST_MAX = 330
#: One is hardly shorter [characters].
_POST_MIN = 15
#: A line of an article that says what it is, above a post that stands in it.
_LABELLED = rx.compile(
    r"^(?:Quote|Details|More details|Source|Background|Reference|Previously|Updated?|Reminder)\b"
    r"[^:\n]{0,40}:[^\n]*\n",
    re.MULTILINE,
)
_LINKS = rx.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/)\S+)+\s*\Z")


def _post_start(text: str, floor: int, end: int) -> int:
    """Where the lines above a signature begin that are no more than a post."""
    labels = [m.end() for m in _LABELLED.finditer(text, floor, end)]
    start = next((at for at in reversed(labels) if end - at >= _POST_MIN), floor)
    while end - start > _POST_MAX:
        line = text.find("\n", start, end)
        if line < 0 or not _LINKS.sub("", text[line:end]).strip():
            break
        start = line + 1
    return start


def _headed(document: Document) -> list[Post]:
    text = document.text
    out = []
    for p in document.paragraphs:
        m = _HEADED.match(text, p.start)
        signature = text[p.start] in "—–-"
        if not m or signature or text[m.end() : m.end() + 1] in ("", '"', "“"):
            continue
        start, end = _stretch(text, m.end(), _post_end(document, m.end()))
        name = (m["name"] or "").strip(" -–—·|")
        if name.startswith("date "):
            continue  # the head of a feed, with who shared the page
        where = m.span("name") if name else m.span("handle")
        if end - start >= _POST_MIN:
            out.append(Post(start, end, name or author(m["handle"]), where, "post.headed"))
    return out


def _post_end(document: Document, at: int) -> int:
    """To the next handle, or the end of the text."""
    following = re.compile(r"\n[^\n]{0,60}@\w+|\n\s*(?:RT\s|🧵|[Tt]hread\b|—\s)").search(
        document.text, at
    )
    return following.start() if following else len(document.text)


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
