"""A text without what stands in quotation marks: same length, so that every place still holds.

Reporting words are looked for in this frame, never inside somebody's speech.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from resupply.intake import rx
from resupply.intake.dates import Dated
from resupply.intake.quotations import Quotation
from resupply.intake.text import Document, Span, sentences_of, span_at

#: Stands for every character of a quotation; no letter, no blank, no sign.
HIDDEN = "\x01"
_CLOSE_THEN_CUE = rx.compile(
    r"(?:(?:the|a|his|her|its|their|our)\s+)?(?:[\w.’'-]+\s+){0,8}?(?:said|says|told|added"
    r"|adds|asked|wrote|stressed|noted|warned|explained|exclaimed|replied|stated|continued"
    r"|declared|emphasized|emphasised|tweeted|posted|concluded|remarked|commented|claimed"
    r"|insisted|read|reads|recalled|announced|reported|pointed)\b"
    r"|[-–—]\s"
)


class Frame:
    """The frame of a document.

    Args:
        document: The document.
        dates: Its dates, to step over "on Tuesday".
        body: Where the text proper begins, behind its dateline.
    """

    def __init__(self, document: Document, dates: Sequence[Dated] = (), body: int = 0) -> None:
        self.document, self.dates, self.body = document, dates, body
        self.text = document.text
        self.quotations = [q for q in document.quotations if q.depth == 0]
        self.masked = _masked(self.text, self.quotations)
        self._opened = [q.opened for q in self.quotations]

    @cached_property
    def sentences(self) -> list[Span]:
        """Sentences of the frame: a quotation is one word of them."""
        out: list[Span] = []
        for paragraph in self.document.paragraphs:
            first = len(out)
            for sentence in sentences_of(self.masked, self._proper(paragraph)):
                if len(out) > first and self._belongs(out[-1], sentence):
                    out[-1] = Span(out[-1].start, sentence.end)
                else:
                    out.append(sentence)
        return out

    def _proper(self, paragraph: Span) -> Span:
        inside = paragraph.start <= self.body < paragraph.end
        return Span(self.body, paragraph.end) if inside else paragraph

    def _belongs(self, before: Span, after: Span) -> bool:
        """`"Help!" Kuleba said.`: the cue behind a closed quotation is part of its sentence."""
        if self.masked[before.end - 1] not in "\"”’'»":
            return False
        said = self.masked[after.start : after.end]
        m = _CLOSE_THEN_CUE.match(said)
        if m is None or HIDDEN in said[: m.end()] or len(said) - m.end() >= 80:
            return False
        return self.text[before.end - 2] in "?!…,"

    def sentence_at(self, at: int) -> Span:
        """The sentence of the frame that holds a character."""
        return span_at(self.sentences, at, self.text)

    def quotations_in(self, start: int, end: int) -> list[Quotation]:
        """Quotations that open in a stretch."""
        first = bisect_left(self._opened, start)
        return self.quotations[first : bisect_left(self._opened, end)]


_last: tuple[Document, Sequence[Dated], int, Frame] | None = None


def of(document: Document, dates: Sequence[Dated], body: int) -> Frame:
    """The frame of a document; made once for the readers that ask one after another."""
    global _last
    kept = _last
    if kept and kept[0] is document and kept[1] is dates and kept[2] == body:
        return kept[3]
    made = Frame(document, dates, body)
    _last = (document, dates, body, made)
    return made


def _masked(text: str, quotations: list[Quotation]) -> str:
    chars = list(text)
    for q in quotations:
        for k in range(q.start, q.end):
            chars[k] = HIDDEN
        if q.closed and q.end > q.start and text[q.end - 1] in ".!?…":
            chars[q.end - 1] = text[q.end - 1]
    return "".join(chars)
