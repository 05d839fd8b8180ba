"""Interviews and transcripts: lines with a label in front ("Q:", "A:", "Minister Novak: ...").

What is answered is somebody's own words, though no marks stand around it. Questions are left out.
"""

import re
from typing import NamedTuple

from resupply.intake import rx
from resupply.intake.context import Context
from resupply.intake.text import Document, Span

_ASKS = (
    r"Q\d*|Questions?(?: \d+)?|(?:Reporters?|Journalists?|Interviewer|Moderator|Host|Presenter"
    r"|Anchor|Correspondent)"
)
_ANSWERS = r"A\d*|Answer|Reply"
_LABEL = rx.compile(
    rf"(?:(?P<asks>{_ASKS})|(?P<answers>{_ANSWERS})|(?P<who>(?:[A-ZÀ-Þ][\w.’'-]*|of|for|the|and|de"
    r"|van|von|der)(?:,? (?:[A-ZÀ-Þ][\w.’'-]*|of|for|the|and|de|van|von|der)){0,8}))"
    r"(?: \([^()\n]{2,40}\))?:\s+(?=[^\s\"“«„])"
)


class Answer(NamedTuple):
    """What one speaker of a transcript says in one go.

    Args:
        start: First character of what was said.
        end: Character behind the last.
        author: Surname, code or words of the label.
        author_at: Where the speaker is named; None where nobody is.
        rule: How it was found.
    """

    start: int
    end: int
    author: str
    author_at: tuple[int, int] | None
    rule: str


class _Line(NamedTuple):
    span: Span
    said_at: int
    asks: bool
    who: tuple[int, int] | None


def find(document: Document, context: Context) -> list[Answer]:
    """The answers of a transcript; none where a text is not one."""
    lines = [_line(document, context, span) for span in _lines(document)]
    labels = [k for k in lines if k.said_at >= 0]
    asked = sum(k.asks for k in labels)
    if len(labels) < 3 or len(labels) * 2 < len(lines) or not (asked or _taking_turns(labels)):
        return []
    out: list[Answer] = []
    answering: _Line | None = None
    for line in lines:
        if line.said_at >= 0:
            answering = None if line.asks else line
            if answering is not None:
                out.append(_answer(document, context, line, lines))
        elif answering is not None and out:
            out[-1] = out[-1]._replace(end=line.span.end)
    return [a for a in out if len(document.text[a.start : a.end].split()) >= 4]


def _taking_turns(labels: list[_Line]) -> bool:
    """Whether two speak, and one of them more than once."""
    return len(labels) >= 4


def _lines(document: Document) -> list[Span]:
    return [
        Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip()))
        for m in re.finditer(r"[^\n]*\S[^\n]*", document.text)
    ]


def _line(document: Document, context: Context, span: Span) -> _Line:
    m = _LABEL.match(document.text, span.start, span.end)
    if m is None:
        return _Line(span, -1, False, None)
    if m["asks"] or m["answers"]:
        return _Line(span, m.end(), bool(m["asks"]), None)
    people = [k for k in context.mentions_in(m.start(), m.end("who")) if k.kind == "person"]
    if not people:
        return _Line(span, -1, False, None)
    return _Line(span, m.end(), False, (people[-1].start, people[-1].end))


def _answer(document: Document, context: Context, line: _Line, lines: list[_Line]) -> Answer:
    at = line.who or _guest(document, context, lines)
    named = context.mentions_in(at[0], at[1]) if at else []
    author = (named[0].id or named[0].name) if named else document.text[slice(*at)] if at else ""
    return Answer(line.said_at, line.span.end, author, at, "quote.label")


def _guest(document: Document, context: Context, lines: list[_Line]) -> tuple[int, int] | None:
    """Who answers: the person named in front of the first question, or in it."""
    first = next((k for k in lines if k.said_at >= 0), None)
    if first is None:
        return None
    for kinds in (("person",), ("role",)):
        named = context.mentions_in(0, first.span.end)
        people = [m for m in named if m.kind in kinds]
        if people:
            return people[0].start, people[0].end
    title = re.compile(
        r"\b(?:Mr|Madam|Mrs|Ms)?\.? ?(?:Prime )?(?:Minister|President)\b|\bGeneral\b"
    )
    m = title.search(document.text, 0, first.span.end)
    return m.span() if m else None
