"""Quotation marks of all styles, paired: straight and curly, nested, unclosed, over paragraphs.

Apostrophes are told from marks by their neighbours. A speech over several paragraphs, opened anew
in each and closed only in the last, gives one quotation a paragraph; all but the last are not
`closed`, all but the first `continue` the one before.
"""

from collections.abc import Sequence
from typing import NamedTuple

from resupply.intake import rx


class Quotation(NamedTuple):
    """What stands in quotation marks.

    Args:
        start: First character inside the marks.
        end: Character behind the last inside.
        opened: Place of the opening mark.
        closed_at: Character behind the closing mark; `end` where there is none.
        closed: Whether there is a closing mark.
        depth: 0 = outermost.
        continues: Whether it goes on with the quotation of the paragraph before.
    """

    start: int
    end: int
    opened: int
    closed_at: int
    closed: bool
    depth: int
    continues: bool


class _Open(NamedTuple):
    at: int
    width: int
    mark: str


_OPENING = {
    "“": '”"“',
    "„": '“”"',
    "«": "»",
    "‹": "›",
    "‘": "’'",
    "»": "«",
    "”": "”",
    '"': '"”',
    "'": "'’",
    "‟": "”",
    "「": "」",
}
_PAIRS = "“„«‹‘‟「"
_MARKS = frozenset("\"“”„«»‹›‘’'‟「」")
_MARK = rx.compile(f"[{''.join(sorted(_MARKS))}]")
_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-:/\u2009\u200a\u202f…>*_|")
_SINGLE = frozenset("'‘’‹")
_GLUED = ("said ", "says ", "added ", "noted ", "stressed ", "explained ", "told ", "concluded ")
#: Words whose apostrophe stands in front.
_ELIDED = ("tis", "twas", "til", "em ", "cause", "n ", "s ")


def find(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """The quotations of a text, in order of their opening mark.

    Args:
        text: Any text.
        paragraphs: Spans of its paragraphs, in order.

    Example:
        >>> said = "“It's 'very' late,” he said."
        >>> [said[q.start:q.end] for q in find(said, [(0, len(said))])]
        ["It's 'very' late,", 'very']
    """
    out: list[Quotation] = []
    pending = ""
    behind = 0
    for n, (start, end) in enumerate(paragraphs):
        start = max(start, behind)
        if start >= end:
            continue
        closes = _closed_here(text, start, end, pending)
        if closes is not None and out and text[out[-1].end : start] == "\n":
            # A line that breaks inside a speech: both halves are one.
            out[-1] = out[-1]._replace(end=closes, closed_at=closes + 1, closed=True)
            found, left = _paragraph(text, closes + 1, end, reopened="")
        elif closes is not None:
            out.append(Quotation(start, closes, start, closes + 1, True, 0, True))
            found, left = _paragraph(text, closes + 1, end, reopened="")
        else:
            found, left = _paragraph(text, start, end, reopened=pending)
        far = _closed_far(text, paragraphs[n + 1 : n + 2 + _FAR], left) if left and found else None
        last = max(found, key=lambda q: q.end) if found else None
        if far is not None and last is not None and not last.closed and last.depth == 0:
            found = [q for q in found if q.opened < last.opened]
            found.append(last._replace(end=far, closed_at=far + 1, closed=True))
            behind, left = far + 1, ""
        out += found
        pending = left
    return out


#: A speech over several paragraphs, opened once and closed once, is no longer than this.
_FAR = 7


def _closed_far(text: str, below: Sequence[tuple[int, int]], opened: str) -> int | None:
    """Where a speech is closed that goes on over whole paragraphs without any marks."""
    partners = _OPENING.get(opened, "")
    for n, (start, end) in enumerate(below):
        marks = [k for k in range(start, end) if text[k] in _MARKS and text[k] not in "'’‘"]
        if not marks:
            continue
        at = marks[0]
        closes = text[at] in partners and at > start and not text[at - 1].isspace()
        return at if closes and n and not _opens(text, at, start, end) else None
    return None


def _closed_here(text: str, start: int, end: int, opened: str) -> int | None:
    """Where a speech of the paragraph before ends, if this paragraph does not open it anew."""
    if not opened or text[start] in _MARKS:
        return None
    partners = _OPENING.get(opened, "")
    for at in range(start, end):
        if text[at] in _MARKS and text[at] not in "'’‘":
            ends = text[at] in partners and not text[at - 1].isspace()
            return at if ends and not _opens(text, at, start, end) else None
    return None


def _paragraph(text: str, start: int, end: int, reopened: str) -> tuple[list[Quotation], str]:
    """Quotations of one paragraph, and the mark still open at its end."""
    stack: list[_Open] = []
    out: list[Quotation] = []
    for found in _MARK.finditer(text, start, end):
        mark, at = found[0], found.start()
        if stack and _closes(text, at, end, stack[-1]):
            out.append(_made(stack.pop(), at, at + 1, True, len(stack), False))
        elif len(stack) > 1 and mark in '"”»' and _closes(text, at, end, stack[-2]):
            stack.pop()  # an inner mark that was no mark after all
            out.append(_made(stack.pop(), at, at + 1, True, len(stack), False))
        elif _opens(text, at, start, end) or (not stack and _glued(text, at, start, end)):
            stack.append(_Open(at, 1, mark))
        elif not stack and not out and _ends_speech(text, at, start, end):
            out.append(Quotation(start, at, start, at + 1, True, 0, False))
    while stack and stack[-1].mark in _SINGLE:
        stack.pop()  # a lone apostrophe
    left = stack[0].mark if stack else ""
    if stack:
        out.append(_made(stack[0], end, end, False, 0, False))
    out.sort(key=lambda q: (q.opened, q.depth))
    if (
        reopened
        and out
        and out[0].opened == start
        and text[start] in (reopened, "“", "«", '"', "„")
    ):
        out[0] = out[0]._replace(continues=True)
    return [q for q in out if q.end > q.start], left


def _made(opened: _Open, end: int, closed_at: int, closed: bool, depth: int, on: bool) -> Quotation:
    return Quotation(opened.at + opened.width, end, opened.at, closed_at, closed, depth, on)


def _opens(text: str, at: int, start: int, end: int) -> bool:
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if after.isspace() and mark not in "«„“":
        return False
    free = before in _BEFORE_OPENING or before.isspace() or before in _MARKS
    if mark == "'" or mark == "‘":
        return free and not after.isdigit() and _single_is_closed(text, at, end)
    if mark in _PAIRS:
        return True
    return free and mark in '"”»'


def _glued(text: str, at: int, start: int, end: int) -> bool:
    """Whether a blank is lost before a mark that opens: 'on Monday."We are glad," he said'."""
    if text[at] not in '"”' or at < start + 2 or at + 1 >= end:
        return False
    ends = text[at - 1] in ".!?" and text[at - 2].isalnum()
    return ends and text[at + 1].isupper() and any(text[k] in '"”' for k in range(at + 4, end))


#: Who says it, behind a mark that closes.
_CUE = rx.compile(
    r"\s(?:(?:[A-Z][\w’'.-]*|he|she|they|the\s[a-z]+)\s){1,4}?(?:(?:also|then|later)\s)?"
    r"(?:said|says|added|adds|noted|stressed|wrote|writes|explained|told|emphasi[sz]ed|concluded)\b"
    r"|\s(?:said|says|added|adds|noted|stressed|explained|wrote)\s(?:the\s|[A-Z])"
)


def _ends_speech(text: str, at: int, start: int, end: int) -> bool:
    """Whether a paragraph's first mark closes what was opened nowhere: 'We are glad," he said'."""
    if text[at] not in '"”»' or at < start + 20 or text[at - 1] not in ",.!?":
        return False
    return _CUE.match(text, at + 1, end) is not None and text[start] not in _MARKS


def _single_is_closed(text: str, at: int, end: int) -> bool:
    """Whether a single mark has a partner later in the paragraph; an apostrophe has none."""
    if text[at + 1 : at + 7].lower().startswith(_ELIDED):
        return False
    return any(text[k] in "'’" and _ends_single(text, k, end) for k in range(at + 2, end))


def _ends_single(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    if after.isalnum() or text[at - 1].isspace():
        return False
    # "the allies' help": a possessive, unless a verb of saying follows.
    if text.startswith(_GLUED, at + 2):
        return True
    return not (text[at - 1] in "sS" and after == " " and at + 2 < end and text[at + 2].islower())


def _closes(text: str, at: int, end: int, opened: _Open) -> bool:
    mark = text[at]
    if mark not in _OPENING.get(opened.mark, ""):
        return False
    if opened.mark in _SINGLE:
        return _ends_single(text, at, end)
    if mark == '"':
        after = text[at + 1] if at + 1 < end else " "
        glued = text.startswith(_GLUED, at + 1)  # '..., "said the minister': a blank too early
        return not (text[at - 1].isspace() and after.isalnum() and not glued)
    after = text[at + 1] if at + 1 < end else " "
    if mark == "“" and opened.mark == "“":
        # A page that closes with the wrong mark: “Welcome! “, he writes.
        return after in ",.;:!?" or (text[at - 1] in ",.!?…" and not after.isalnum())
    return True
