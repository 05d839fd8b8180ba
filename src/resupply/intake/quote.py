"""Quotes: what somebody said, in quotation marks, reported, or both in one clause.

Quotation marks are paired first; their speakers come from the cue behind, before or around them, or
from the paragraph. Then reported clauses are read from the frame. A clause that holds quoted words
is `mixed`; quoted words of fewer than four, names and titles are no quotes of their own.
"""

import re

import msgspec

from resupply.intake import frame as frames
from resupply.intake import posts, reported, rx, signed_speech, transcripts
from resupply.intake.context import Context, Speech
from resupply.intake.frame import Frame
from resupply.intake.phrases import Speaker
from resupply.intake.quotations import Quotation
from resupply.intake.quote_speakers import speaker_of
from resupply.intake.records import Record
from resupply.intake.speakers import Speakers
from resupply.intake.text import Document
from resupply.intake.told_clauses import Reported, trimmed

#: Why a rule reads what it reads, for the reviewer.
REASONS = {
    "reported.behind": "a verb of saying with a clause behind it",
    "reported.behind_that": 'a verb of saying with "that" and a clause behind it',
    "reported.before": "a clause, a comma, then who said it",
    "reported.before_inverted": "a clause, a comma, then the verb of saying and who said it",
    "reported.participle": '"saying", "adding" ... and a clause, by the subject of the sentence',
    "reported.according_to": 'a clause with "according to"',
    "reported.dash": "a dash in place of quotation marks, then the verb of saying and who said it",
    "reported.pointing_back": 'the sentence before "this was stated by" or "said this"',
    "reported.inside": "a clause with who said it between commas",
    "reported.goes_on": "a clause that goes on behind who said it",
    "reported.colon": "a verb of saying, a colon and a sentence without marks",
    "reported.calling": '"calling it" and what it is called, by the subject of the sentence',
    "reported.headline": "a name, a colon and a clause",
    "quote.behind": "quotation marks, then a verb of saying with its subject",
    "quote.before": "a verb of saying with its subject, then quotation marks",
    "quote.goes_on": "quotation marks without a cue of their own, after somebody who was speaking",
    "quote.embedded": "four quoted words or more inside a clause",
    "quote.line_above": "quotation marks under a line that names their source",
    "quote.goes_past": "quotation marks behind a verb of saying, in a clause that goes on",
    "quote.dashed": "a paragraph that ends with a verb of saying and who said it",
    "quote.line_below": "a paragraph of speech over a line with a name and an office",
    "quote.led_in": "paragraphs without marks under a line that says who said them",
    "quote.dash": "quotation marks, a dash and a name",
    "post.signed": "a post with its author's name and handle",
    "post.headed": "a handle or name in front of a post",
    "quote.label": 'a line of a transcript, behind its speaker\'s name or an "A:"',
}


def find(document: Document, context: Context) -> list[Record]:
    """The quotes of a document; fills `context.speeches`."""
    frame = frames.of(document, context.dates, context.body)
    speakers = Speakers(frame, context)
    found = posts.find(document)
    clauses, quoted = _told(frame, speakers)
    answers = transcripts.find(document, context)
    clauses = [c for c in clauses if not any(_label(c, a) for a in answers)]
    told = [*(_post(p) for p in found), *(_post(a) for a in answers)]
    signed = signed_speech.find(frame, speakers)
    clauses = [c for c in clauses if not any(s.start <= c.start < s.until for s in signed)]
    told += [_record(s.start, s.end, s.speaker, "direct", s.rule, 0.85) for s in signed]
    records = [*told, *(_clause(frame, c) for c in clauses), *quoted]
    records = _led(_settled(records))
    context.speeches = [_speech(r) for r in records]
    return records


def _told(frame: Frame, speakers: Speakers) -> tuple[list[Reported], list[Record]]:
    """Reported clauses and quotations, sentence by sentence: who spoke last is known at each."""
    clauses: list[Reported] = []
    quoted: list[Record] = []
    for sentence in frame.sentences:
        clauses += reported.find(frame, speakers, sentence)
        for q in frame.quotations_in(sentence.start, sentence.end):
            record = _quoted(frame, speakers, q, clauses, quoted)
            if record and q.continues and record.rule == "quote.behind":
                _told_on(quoted, record)
            quoted += [record] if record else []
    return clauses, quoted


def _told_on(done: list[Record], last: Record) -> None:
    """Who is named behind the last paragraph of a speech spoke the paragraphs before, too."""
    for k in range(len(done) - 1, -1, -1):
        if done[k].rule != "quote.goes_on" or last.start - done[k].end > 4:
            return
        fields = {**done[k].fields, "speaker": last.fields.get("speaker")}
        if fields["speaker"] is None:
            return
        last = done[k] = msgspec.structs.replace(
            done[k], fields=fields, spans={"speaker": last.spans["speaker"]}
        )


def _led(records: list[Record]) -> list[Record]:
    """A quotation that opens the text has the speaker of what follows."""
    out = list(records)
    for i, record in enumerate(out[:-1]):
        after = out[i + 1]
        near = after.start - record.end < 300
        if "speaker" not in record.fields and near and "speaker" in after.fields:
            fields = {"speaker": after.fields["speaker"], **record.fields}
            spans = {"speaker": after.spans["speaker"]} if "speaker" in after.spans else {}
            out[i] = msgspec.structs.replace(record, fields=fields, spans=spans)
    return out


def _label(clause: Reported, answer: transcripts.Answer) -> bool:
    """Whether a clause is only what stands behind the label of a transcript."""
    return clause.rule == "reported.headline" and abs(clause.start - answer.start) < 3


def _post(post: posts.Post | transcripts.Answer) -> Record:
    fields = {"speaker": post.author, "mode": "direct"} if post.author else {"mode": "direct"}
    return Record(
        kind="quote",
        start=post.start,
        end=post.end,
        fields=fields,
        spans={"speaker": post.author_at} if post.author_at else {},
        rule=post.rule,
        reason=REASONS[post.rule],
        confidence=0.85,
    )


def _clause(frame: Frame, clause: Reported) -> Record:
    held = [
        q
        for q in frame.quotations_in(clause.start, clause.end)
        if q.closed and clause.end >= q.end - (frame.text[q.end - 1] == ",")
    ]
    whole = _all_in_marks(frame, clause, held)
    if whole is not None:
        return _record(*_content(frame, whole), clause.speaker, "direct", clause.rule, 0.9)
    end = max([clause.end, *(q.closed_at for q in held if q.closed_at - clause.end <= 2)])
    own = clause.rule in ("reported.dash", "reported.colon")
    own_words = [q for q in held if not _NAMED.fullmatch(frame.text, q.start, q.end)]
    mode = "direct" if own and not held else "mixed" if own_words else "indirect"
    return _record(clause.start, end, clause.speaker, mode, clause.rule, 0.85)


#: A name in marks is nobody's words: 'Storm "Daniel"', 'the "Cash for Work" scheme'.
_NAMED = rx.compile(
    r"(?:[A-ZÀ-Þ0-9][\w’'.&-]*,?)(?:\s(?:(?:of|for|the|and|in|on|to|de|a|without|with)"
    r"|[A-ZÀ-Þ0-9][\w’'.&-]*,?)){0,5}"
    r"(?<![,.!?])"
)
_BESIDE_MARKS = rx.compile(r"[\s\"“”«»„‘’'.,;:!?…–—-]*")
_PASSED_ON = rx.compile(r"[\"”»“’'.,\s]*\bas\s+(?:reported|quoted|cited|told)\b")


def _all_in_marks(frame: Frame, clause: Reported, held: list[Quotation]) -> Quotation | None:
    """As in 'stressed that "the road must stay open"': four words or more, and all in marks."""
    q = held[0] if len(held) == 1 else None
    if q is None or len(frame.text[q.start : q.end].split()) < 4:
        return None
    before, behind = (clause.start, q.opened), (q.closed_at, max(q.closed_at, clause.end))
    ends = _BESIDE_MARKS.fullmatch(frame.text, *behind) or _PASSED_ON.match(frame.text, *behind)
    return q if ends and _BESIDE_MARKS.fullmatch(frame.text, *before) else None


def _record(
    start: int, end: int, speaker: Speaker | None, mode: str, rule: str, confidence: float
) -> Record:
    fields: dict[str, object] = {"mode": mode}
    spans = {}
    if speaker and speaker.name:
        fields = {"speaker": speaker.name, "mode": mode}
        spans["speaker"] = (speaker.start, speaker.end)
    return Record(
        kind="quote",
        start=start,
        end=end,
        fields=fields,
        spans=spans,
        rule=rule,
        reason=REASONS[rule],
        confidence=confidence if speaker and speaker.name else 0.5,
    )


def _speech(record: Record) -> Speech:
    said_at = record.spans.get("speaker")
    return Speech(
        record.start, record.end, record.fields.get("speaker"), record.fields["mode"], said_at
    )


def _settled(records: list[Record]) -> list[Record]:
    """One record a stretch: fragments inside a mixed clause go, and so do doubles."""
    out: list[Record] = []
    for record in sorted(records, key=lambda r: (r.start - r.end, r.start, r.rule)):
        inside = [k for k in out if k.start <= record.start and record.end <= k.end]
        if not any(_covers(k, record) for k in inside):
            out.append(record)
    return sorted(out, key=lambda r: (r.start, r.end))


def _covers(outer: Record, inner: Record) -> bool:
    overlap = (inner.end - inner.start) / (outer.end - outer.start)
    return (
        outer.fields["mode"] == "mixed"
        or overlap > 0.6
        or outer.rule.startswith("reported.before")
        or (outer.fields["mode"] == inner.fields["mode"] != "direct" and overlap > 0.4)
    )


# --- quotation marks


def _quoted(
    frame: Frame, speakers: Speakers, q: Quotation, clauses: list[Reported], done: list[Record]
) -> Record | None:
    """The quote in a pair of marks, if it is one of its own; remembers who spoke."""
    inside = any(c.start <= q.opened and q.closed_at <= c.end + 2 for c in clauses[-40:])
    if inside or not _is_speech(frame, q):
        return None
    speaker, rule = speaker_of(frame, speakers, q, clauses, done)
    if rule == "quote.embedded" and not _embedded_speech(frame, q):
        return None
    if rule == "quote.before" and _only_named(frame, q):
        return None
    if speaker:
        speakers.remember(speaker)
    past = _goes_past(frame, q) if rule == "quote.before" else None
    if past:
        return _record(_content(frame, q)[0], past, speaker, "mixed", "quote.goes_past", 0.85)
    confidence = {"quote.goes_on": 0.7, "quote.embedded": 0.55}.get(rule, 0.95)
    return _record(*_content(frame, q), speaker, "direct", rule, confidence)


_PAST = rx.compile(
    r"\s+(?:of|that|than|between|against|into|about|the|its|his|her|their|if|unless"
    r"|because)\s[^.;:,\x01]{6,}"
)
_SAYING_BARE = rx.compile(
    r"\b(?:said|says|added|adds|warned|stressed|noted|insisted)\s+[\"“«„‘']\Z"
)


def _goes_past(frame: Frame, q: Quotation) -> int | None:
    """As in 'He said "they would never accept the loss" of four ports': where the clause ends."""
    masked = frame.masked
    if not q.closed or not _SAYING_BARE.search(masked, max(0, q.opened - 14), q.opened + 1):
        return None
    if frame.text[q.end - 1] in ".,!?…":
        return None
    m = _PAST.match(masked, q.closed_at, frame.sentence_at(q.opened).end)
    return trimmed(frame.text, q.start, m.end())[1] if m else None


_NAMING = rx.compile(
    r"(?:hail|call|describ|dub|label|condemn|prais|welcom)\w*\s+(?:\w+\s+){0,5}(?:as\s+)?[\"“«‘']?$"
)


_CALLED = rx.compile(
    r"\b(?:an?|the) (?:[\w-]+ ){1,3}(?:called|named|titled|entitled|dubbed),? [\"“«‘']?$"
)


def _only_named(frame: Frame, q: Quotation) -> bool:
    """Whether a few quoted words only name something: 'hailed "a great achievement"'."""
    said = frame.text[q.start : q.end]
    lead = frame.masked[max(0, q.opened - 60) : q.opened]
    if _CALLED.search(lead):
        return True
    return len(said.split()) < 5 and not _VERBISH.search(said) and bool(_NAMING.search(lead))


def _content(frame: Frame, q: Quotation) -> tuple[int, int]:
    start, end = q.start, q.end
    text = frame.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


_VERBISH = rx.compile(
    r"(?i)\b(?:we|i|you|he|she|it|they|is|are|was|were|will|would|has|have|had|can|could|must"
    r"|should|do|does|did|not|need|needs|there|let|this|that|our|my|us|[a-z]+(?:ing|ed))\b"
    r"|['’](?:s|re|ll|ve|m|t)\b"
)


def _is_speech(frame: Frame, q: Quotation) -> bool:
    """Four words or more, and no name or title."""
    said = frame.text[q.start : q.end]
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", said)
    if len(words) < 4 and not (
        len(words) >= 2 and said.rstrip()[-1:] in ".!?," and _stands_alone(frame, q)
    ):
        return False
    capitals = sum(w[0].isupper() for w in words if len(w) > 3)
    long = sum(len(w) > 3 for w in words)
    opens = said.lstrip()[:1].isupper()
    titled = long and opens and capitals / long > 0.8 and not _acts(said)
    return not titled and (
        len(words) > 6 or bool(_VERBISH.search(said)) or _stands_alone(frame, q) or len(words) >= 4
    )


def _acts(said: str) -> bool:
    """Whether a verb or pronoun stands in words; in names "Enhanced" and "Building" are none."""
    found = (m[0] for m in _VERBISH.finditer(said))
    return any(w.islower() or not w.endswith(("ing", "ed")) for w in found)


def _stands_alone(frame: Frame, q: Quotation) -> bool:
    before = frame.masked[: q.opened].rstrip(" ")
    return not before or before[-1] in '\n.!?:,–—-…"”»'


def _embedded_speech(frame: Frame, q: Quotation) -> bool:
    said = frame.text[q.start : q.end]
    lead = frame.masked[: q.opened].rstrip().rsplit(None, 1)
    if lead and lead[-1].lower() in (
        "for",
        "of",
        "with",
        "by",
        "from",
        "the",
        "a",
        "an",
        "in",
        "to",
    ):
        return len(said.split()) >= 8
    return (len(said.split()) >= 5 and bool(_VERBISH.search(said))) or len(said.split()) >= 9
