"""A document and its parts: paragraphs, sentences, tokens and quotations, by character.

All places are 0-based offsets into the text as it was given, end exclusive, so `text[start:end]` is
what is meant. Nothing is ever normalised: a reviewer sees the words where they stand.

Parts are found when first asked for and kept. Quotations are paired in `quotations`.

Example:
    >>> document = Document(id="a", text="Mr. Petrov came. He said: “We need 5.5 m.”")
    >>> [document.text[s.start:s.end] for s in document.sentences]
    ['Mr. Petrov came.', 'He said: “We need 5.5 m.”']
    >>> [document.text[q.start:q.end] for q in document.quotations]
    ['We need 5.5 m.']
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from resupply.intake import quotations, rx
from resupply.intake.quotations import Quotation
from resupply.intake.wordlists import words as words_of


class Span(NamedTuple):
    """A stretch of the text: `text[start:end]`."""

    start: int
    end: int


class Token(NamedTuple):
    """A word, a number or a sign."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Document:
    """A text with the day it was published.

    Args:
        id: Name of the document; any text.
        text: Its characters.
        published: ISO day or part of one (`2024`, `2024-02`), or None: dates such as "on Tuesday"
            are then left out.
    """

    id: str
    text: str
    published: str | None = None

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Stretches between line breaks that end a thought, without surrounding blanks."""
        return _paragraphs(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """Sentences in order; abbreviations (Mr., U.S., Feb.) and decimals do not end one."""
        return [s for p in self.paragraphs for s in sentences_of(self.text, p)]

    @cached_property
    def tokens(self) -> list[Token]:
        """Words with inner dots, hyphens and apostrophes, and signs one by one."""
        return [Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(self.text)]

    @cached_property
    def quotations(self) -> list[Quotation]:
        """Stretches in quotation marks, outermost first, in order; see `intake.quotations`."""
        return quotations.find(self.text, [(p.start, p.end) for p in self.paragraphs])

    def sentence_at(self, at: int) -> Span:
        """The sentence that holds a character, or the last one before it."""
        return span_at(self.sentences, at, self.text)

    def paragraph_at(self, at: int) -> Span:
        """The paragraph that holds a character, or the last one before it."""
        return span_at(self.paragraphs, at, self.text)


def span_at(spans: Sequence[Span], at: int, text: str) -> Span:
    """The span that holds a character, or the last one before it; the whole text where none is."""
    n = bisect_right(spans, (at, len(text) + 1)) - 1
    return spans[n] if n >= 0 else Span(0, len(text))


_TOKEN = rx.compile(r"[^\W_]+(?:[.'’\-‑&/,](?=[^\W_])[^\W_]+)*|[^\w\s]|_")
_LINE = rx.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")


def _paragraphs(text: str) -> list[Span]:
    """Lines, joined where a line was only wrapped: it is long and the next begins in lower case."""
    out: list[Span] = []
    for m in _LINE.finditer(text):
        said = m[0].strip()
        if not said:
            continue
        start = m.start() + m[0].index(said)
        end = start + len(said)
        if out and _wrapped(text, out[-1], start):
            out[-1] = Span(out[-1].start, end)
        else:
            out.append(Span(start, end))
    return out


def _wrapped(text: str, before: Span, start: int) -> bool:
    gap = text[before.end : start]
    last = text[before.end - 1]
    return (
        gap.count("\n") <= 1
        and text[start].islower()
        and (last.isalnum() or last in ",-")
        and before.end - before.start > 30
    )


#: Never end a sentence: titles, and words that need what follows.
_NEVER = words_of(
    "mr mrs ms dr prof rev hon st sr gen lt col maj sgt capt cpt cmdr adm brig pvt sen rep gov amb"
    " pres min sec dep no nos vs cf art fig para approx ca al e.g i.e viz esp incl resp"
)
#: End a sentence only where the next word opens one.
_SELDOM = words_of(
    "jan feb mar apr jun jul aug sep sept oct nov dec inc ltd corp co bros etc jr a.m p.m u.s u.k"
    " u.n e.u d.c u.s.a u.s.s.r st ave m bn mn tn mln bln ph.d"
)
_OPENERS = words_of(
    "the a an it he she they we i you this that these those in on at for from by with but and also"
    " however meanwhile earlier later last since after before as when while if there its his her"
    " their our under according what who no some many most more all both"
)
#: A blank may be lost behind a dot: 'on Monday."We are glad', "in June.The port".
_END = rx.compile(
    r"(?:[.!?…]+|[。؟।])(?:[\"”’'»)\]]*(?=\s)|(?=[\"“”]\x01)|(?<=[a-z0-9)][.!?])(?=(?:The|An?|It|He|She"
    r"|They|We|You|This|That|These|Those|In|On|At|For|From|By|With|But|And|Also|However|Meanwhile"
    r"|Earlier|Since|After|As|When|While|If|There|Its|His|Her|Their|Our|Under|According|Read|See)\s))"
)
#: A letter that is no initial: "plan B.", "posted on X."
_LETTERED = rx.compile(
    r"\b(?:plan|vitamin|category|class|grade|type|annex|option|phase|on|via)\s+$", re.IGNORECASE
)
_WORD_BEFORE = rx.compile(r"[^\s\"“”‘’«»()\[\]]+$")
_WORD_AFTER = rx.compile(r"[^\W\d_]+")


def sentences_of(text: str, within: Span) -> list[Span]:
    """The sentences of one paragraph."""
    out: list[Span] = []
    start = within.start
    for m in _END.finditer(text, within.start, within.end):
        after = m.end()
        while after < within.end and text[after].isspace():
            after += 1
        if after < within.end and _ends(text, start, m, after):
            out.append(Span(start, m.end()))
            start = after
    out.append(Span(start, within.end))
    return [part for s in out for part in _cut(text, s)]


#: Nobody writes longer sentences; what has no end of one is cut, so that reading stays quick.
_LONGEST = 2000


def _cut(text: str, sentence: Span) -> list[Span]:
    out = []
    start = sentence.start
    while sentence.end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        end = blank if blank > start else start + _LONGEST
        out.append(Span(start, end))
        start = end + (text[end] == " ")
    return [*out, Span(start, sentence.end)] if start < sentence.end else out


def _ends(text: str, start: int, mark: re.Match[str], after: int) -> bool:
    """Whether a sentence ends at a mark that blanks follow."""
    opens = text[after]
    if opens.islower() or opens in ",;:)]":
        return False
    if mark[0][0] != ".":
        return not (len(mark[0]) > 1 and mark[0][-1] in "\"”’'»" and opens.islower())
    before = _WORD_BEFORE.search(text, start, mark.start())
    word = before[0].lower() if before else ""
    if word in _NEVER:
        return False
    following = _WORD_AFTER.match(text, after)
    next_word = following[0].lower() if following else ""
    if len(word) == 1 and word.isalpha() and before is not None and before[0].isupper():
        lettered = _LETTERED.search(text, max(start, before.start() - 14), before.start())
        return next_word in _OPENERS or lettered is not None
    if word in _SELDOM or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return next_word in _OPENERS or opens in '"“«-–—•*'
    return not (word.isdigit() and before is not None and before.start() == start)
