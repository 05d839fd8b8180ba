"""Whole paragraphs that somebody said, without marks, with the name behind or below.

Ukrainian outlets set a quotation apart and end it with a dash ("... - the mayor stressed."); pages
of institutions put the name and office of the speaker in the line below. Both are somebody's own
words only where they read as speech.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from resupply.intake import cues, rx
from resupply.intake.context import Context
from resupply.intake.frame import Frame
from resupply.intake.phrases import SPEAKS, Speaker
from resupply.intake.speakers import Speakers
from resupply.intake.text import Span


class Signed(NamedTuple):
    """A paragraph that is somebody's own words.

    Args:
        start: First character of what was said.
        end: Character behind the last.
        until: Where the name ends.
        speaker: Who said it.
        rule: How it was found.
    """

    start: int
    end: int
    until: int
    speaker: Speaker
    rule: str


_OWN = rx.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y|you|your)\b|\b(?:we|I)['’](?:ve|m|ll|re)\b")
_DASHED = rx.compile(r"\s[–—-]\s(?:[a-z]+ly\s)?(?P<verb>[a-z]+)\s(?P<who>[^.\n\x01]{3,110})\.?\Z")
_NAME_FIRST = rx.compile(
    r"\s[–—-]\s(?P<who>[^.\n\x01–—]{3,70}?)\s(?P<verb>said|says|added|noted|stressed|explained"
    r"|emphasi[sz]ed|stated|recalled|concluded)\.?\Z"
)
#: Some pages lose the dash as well: "... as long as it takes said the spokeswoman".
_BARE = rx.compile(
    r"[\w’'%)]\s(?P<verb>said|explained|noted|added|stressed|emphasi[sz]ed|stated|thanked|concluded)\s"
    r"(?P<who>(?:the\s)?(?:[A-Z][^.\n\x01,]{2,60}|[\w\s]{2,40}(?:minister|spokes\w+|president|head)))\.?\Z"
)
_OFFICE = rx.compile(
    r"(?i)\b(?:minister|president|head|chief|director|commissioner|representative|ambassador|secretary"
    r"|coordinator|chair\w*|ceo|founder|governor|mayor|general|spokes\w+|officer|manager|lead"
    r"|administrator|envoy)\b"
)
#: Whom to ask, and not who speaks.
_CONTACT = rx.compile(r"(?i)\b(?:press|media|communications?|contact|tel|phone|e-?mail)\b|@|\d{4}")
#: A line with a name and an office is no longer than this [characters].
_LINE_MAX = 140


_LED = rx.compile(
    r",\s(?:(?P<verb>says|said|notes|stresses|adds|states|emphasises|continues|writes|wrote|explains"
    r"|explained|believes|thinks|concludes)\s(?P<who>[^.,\n\x01]{3,90})"
    r"|(?P<first>[^.,\n\x01]{3,90})\s(?:says|said|notes|stresses|adds|states|emphasises|continues"
    r"|writes|wrote|explains|explained|believes|thinks|concludes))"
    r"(?:\s(?:to|on|in|at)\s[^.,\n\x01]{2,50})?(?:,\s[^.\n\x01]{3,160})?\.?\Z"
)


def _led(frame: Frame, speakers: Speakers, here: Span) -> Signed | None:
    """As in "– Boats came. We are glad, says the minister Ana Novak.": a dash opens the speech."""
    text = frame.text
    if text[here.start] not in "–—" or not _plain(frame, here):
        return None
    m = _LED.search(frame.masked, max(here.start, here.end - 260), here.end)
    if m is None or not re.search(r"[.!?]\s", text[here.start : m.start()]):
        return None  # one sentence is read where clauses are
    speaker = (
        speakers.after(m.start("who"), here.end)
        if m["who"]
        else speakers.before(m.end("first"), m.start("first"))
    )
    if speaker is None or not speaker.name:
        return None
    return Signed(here.start + 2, m.start(), here.end, speaker, "quote.dashed")


def find(frame: Frame, speakers: Speakers) -> list[Signed]:
    """Paragraphs of speech with their speaker behind a dash or in the line below."""
    out = []
    paragraphs = frame.document.paragraphs
    for n, here in enumerate(paragraphs):
        below = paragraphs[n + 1] if n + 1 < len(paragraphs) else None
        found = _led(frame, speakers, here) or _dashed(frame, speakers, here)
        found = found or (below and _dashed_below(frame, speakers, here, below))
        found = found or (below and _named_below(frame, speakers, here, below))
        if found:
            out.append(found)
        out += _led_in(frame, speakers, paragraphs, n)
    return out


#: "Minister for Trade Ana Novak said:", alone in its line or at the end of one.
_SAID_COLON = rx.compile(
    r"\b(?P<verb>said|says|added|adds|commented|stated|noted|concluded|continued|explained|stressed"
    r"|remarked|emphasi[sz]ed):\Z"
)
#: So many paragraphs below may go on with what one says.
_GO_ON = 3


def _led_in(frame: Frame, speakers: Speakers, paragraphs: Sequence[Span], n: int) -> list[Signed]:
    """As in "Ana Novak said:" over paragraphs of her words without marks, as ministries print."""
    here = paragraphs[n]
    m = _SAID_COLON.search(frame.masked, max(here.start, here.end - 160), here.end)
    if m is None:
        return []
    speaker = speakers.before(m.start(), frame.sentence_at(m.start()).start)
    if speaker is None or not speaker.name:
        return []
    said_in: list[Span] = []
    for below in paragraphs[n + 1 : n + 1 + _GO_ON]:
        said = frame.text[below.start : below.end]
        marked = bool(frame.quotations_in(below.start, below.end)) or len(said.split()) < 4
        speech = not marked and said[-1] in ".!?…" and said[0].isalnum()
        own = _OWN.search(said) and not _REPORTS.search(said)
        if not speech or not (own or (not said_in and not _REPORTS.search(said))):
            break
        said_in.append(below)
    if not said_in:
        return []
    end = said_in[-1].end  # all of it is one speech
    return [Signed(said_in[0].start, end, end, speaker, "quote.led_in")]


_REPORTS = rx.compile(
    r"(?<!\bI )(?<!\bwe )(?<!\bWe )\b(?:said|says|told|added|according to|announced)\b"
)


def _plain(frame: Frame, here: Span) -> bool:
    """Whether a paragraph is long enough for speech and holds no quotation marks."""
    said = frame.text[here.start : here.end]
    return len(said.split()) >= 8 and not frame.quotations_in(here.start, here.end)


def _signature(frame: Frame, here: Span) -> re.Match[str] | None:
    """The verb of saying and the name that end a paragraph."""
    masked = frame.masked
    for pattern in (_DASHED, _NAME_FIRST, _BARE):
        m = pattern.search(masked, max(here.start, here.end - 160), here.end)
        cue = cues.direct_verbs().get(m["verb"]) if m else None
        if m is None or cue is None or cue.form not in ("past", "s"):
            continue
        if pattern is not _BARE or _OWN.search(masked, here.start, m.start()):
            return m
    return None


def _dashed(frame: Frame, speakers: Speakers, here: Span) -> Signed | None:
    """As in "We are doing all we can. Help is near - noted the minister Ana Novak."."""
    m = _signature(frame, here)
    if m is None or not _plain(frame, here):
        return None
    speaker = speakers.after(m.start("who"), here.end)
    if speaker is None or not speaker.name:
        return None
    whole = not frame.text[speaker.end : here.end].strip(" .")
    named = speaker.how in ("name", "role") or SPEAKS.search(speaker.name)
    if m.re.pattern == _BARE.pattern and not (whole and named):
        return None  # "... as we said Kenya needs": nobody speaks at the end
    start = here.start
    while start < m.start() and (frame.text[start].isspace() or frame.text[start] in "–—-"):
        start += 1
    end = m.start() + (m.re.pattern == _BARE.pattern)
    if len(frame.text[start:end].split()) < 6:
        return None
    return Signed(start, end, here.end, speaker, "quote.dashed")


#: "- wrote Novak." or "- the mayor said on Telegram.", in a line of its own.
_LINE_BELOW = rx.compile(
    r"\s*[–—-]{1,2}\s?(?:[a-z]+ly\s)?(?:(?P<verb>[a-z]+)\s(?P<who>(?!(?:that|to|on|in|at|about)\b)"
    r"[^\n\x01]{3,100}?)"
    r"|(?P<first>(?:the\s)?[^\n\x01–—:]{2,60}?)\s(?P<said>said|says|added|adds|noted|notes|stressed"
    r"|explained|emphasi[sz]ed|stated|recalled|concluded|wrote|writes|posted|informed|reported)"
    r"(?P<where>\s(?:on|in|at|via|during)\s[^\n\x01]{2,80})?)\.?\s*"
)


def _dashed_below(frame: Frame, speakers: Speakers, here: Span, below: Span) -> Signed | None:
    """As in "We are glad of the boats" over a line "- wrote the minister Ana Novak."."""
    m = _LINE_BELOW.fullmatch(frame.masked, below.start, below.end)
    cue = cues.direct_verbs().get(m["verb"] or m["said"]) if m else None
    if m is None or cue is None or cue.form not in ("past", "s") or not _plain(frame, here):
        return None
    if cue.form == "s" and cue.noun and m["said"] is None:
        return None
    who = m.span("who") if m["who"] else m.span("first")
    speaker = speakers.after(who[0], below.end) if m["who"] else speakers.before(who[1], who[0])
    if speaker is None or not speaker.name:
        return None
    if speaker.how not in ("name", "role", "pronoun") and not SPEAKS.search(speaker.name):
        return None
    start = here.start
    while frame.text[start].isspace() or frame.text[start] in "–—-":
        start += 1
    return Signed(start, here.end, below.end, speaker, "quote.dashed")


def _named_below(frame: Frame, speakers: Speakers, here: Span, below: Span) -> Signed | None:
    """As in "We go on helping." over a line "Ana Novak, Minister for Trade"."""
    text = frame.text
    line = text[below.start : below.end]
    if len(line) > _LINE_MAX or line[-1] in ".:!?" or "," not in line or not _plain(frame, here):
        return None
    context: Context = speakers.context
    named = context.mentions_in(below.start, below.start + 24)
    person = next((m for m in named if m.kind == "person"), None)
    if person is None or not _OFFICE.search(line) or _CONTACT.search(line):
        return None
    if cues.FINITE.search(line) or not _OWN.search(text, here.start, here.end):
        return None
    return Signed(here.start, here.end, below.end, speakers.of(person), "quote.line_below")
