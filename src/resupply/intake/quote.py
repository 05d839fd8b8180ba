"""Quotes: what somebody said, in quotation marks, reported, or both in one clause.

Quotation marks are paired first; their speakers come from the cue behind, before or around them, or
from the paragraph. Then reported clauses are read from the frame. A clause that holds quoted words
is `mixed`; quoted words of fewer than four, names and titles are no quotes of their own.
"""

import re

import msgspec

from resupply.intake import cues, posts, reported, told_by, transcripts
from resupply.intake import frame as frames
from resupply.intake.context import Context, Speech
from resupply.intake.frame import HIDDEN, Frame
from resupply.intake.phrases import Speaker
from resupply.intake.quotations import Quotation
from resupply.intake.records import Record
from resupply.intake.speakers import Speakers
from resupply.intake.text import Document
from resupply.intake.told_clauses import Reported

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
    "reported.headline": "a name, a colon and a clause",
    "quote.behind": "quotation marks, then a verb of saying with its subject",
    "quote.before": "a verb of saying with its subject, then quotation marks",
    "quote.goes_on": "quotation marks without a cue of their own, after somebody who was speaking",
    "quote.embedded": "four quoted words or more inside a clause",
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
            quoted += [record] if record else []
    return clauses, quoted


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
        q for q in frame.quotations_in(clause.start, clause.end) if q.closed and clause.end >= q.end
    ]
    end = max([clause.end, *(q.closed_at for q in held if q.closed_at - clause.end <= 2)])
    mode = "direct" if clause.rule == "reported.dash" else "mixed" if held else "indirect"
    return _record(clause.start, end, clause.speaker, mode, clause.rule, 0.85)


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
    speaker, rule = _speaker(frame, speakers, q, clauses, done)
    if rule == "quote.embedded" and not _embedded_speech(frame, q):
        return None
    if rule == "quote.before" and _only_named(frame, q):
        return None
    if speaker:
        speakers.remember(speaker)
    confidence = {"quote.goes_on": 0.7, "quote.embedded": 0.55}.get(rule, 0.95)
    return _record(*_content(frame, q), speaker, "direct", rule, confidence)


_NAMING = re.compile(
    r"(?:hail|call|describ|dub|label|condemn|prais|welcom)\w*\s+(?:\w+\s+){0,5}(?:as\s+)?[\"“«‘']?$"
)


_CALLED = re.compile(
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


_VERBISH = re.compile(
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
    titled = long and opens and capitals / long > 0.8 and not _VERBISH.search(said)
    return not titled and (
        len(words) > 6 or bool(_VERBISH.search(said)) or _stands_alone(frame, q) or len(words) >= 4
    )


def _stands_alone(frame: Frame, q: Quotation) -> bool:
    before = frame.masked[: q.opened].rstrip(" ")
    return not before or before[-1] in '\n.!?:,–—-…"”»'


def _speaker(
    frame: Frame, speakers: Speakers, q: Quotation, clauses: list[Reported], done: list[Record]
) -> tuple[Speaker | None, str]:
    sentence = frame.sentence_at(q.opened)
    behind = _cue_behind(frame, speakers, q, sentence.end)
    ahead = _cue_ahead(frame, speakers, q, sentence.start)
    lead = frame.masked[sentence.start : q.opened].rstrip(" ")
    told = [c for c in clauses[-10:] if sentence.start <= c.start and c.end <= q.opened]
    if told and told[-1].speaker.name and lead.endswith(":") and "." not in lead[-8:]:
        return told[-1].speaker, "quote.before"
    if ahead and (lead.endswith((":", ",")) or behind is None):
        return ahead, "quote.before"
    if behind:
        return behind, "quote.behind"
    if lead.strip(' –—-•*"“') and not lead.endswith((":", ".", "!", "?")):
        return _clause_subject(speakers, q, sentence.start), "quote.embedded"
    return _going_on(frame, speakers, q, clauses, done), "quote.goes_on"


_GLUE = re.compile(r"[\s,.!?…–—-]*")


def _cue_behind(frame: Frame, speakers: Speakers, q: Quotation, ceiling: int) -> Speaker | None:
    """`..., said X`, `..., X said`, `..., according to X`, `... - X`."""
    masked = frame.masked
    start = _GLUE.match(masked, q.closed_at, ceiling)
    here = start.end() if start else q.closed_at
    glue = masked[q.closed_at : here]
    stop = masked.find(HIDDEN, here, ceiling)
    ceiling = stop - 1 if stop >= 0 else ceiling
    if here >= ceiling or ("." in glue and frame.text[q.end - 1 : q.end] not in "?!…"):
        pass
    according = cues.ACCORDING.match(masked, here, ceiling)
    if according:
        return speakers.after(according.end(), ceiling)
    verbs = cues.direct_verbs()
    for m in cues.WORD.finditer(masked, here, ceiling):
        cue = verbs.get(m[0].lower()) or _went_on(masked, m)
        if m.start() - here > 140:
            break
        if cue is None or cue.form in ("base",):
            continue
        if cue.form == "ing" and m.start() - here > 2:
            continue
        if re.match(r"(?:also\s+|then\s+)?$", masked[here : m.start()]):
            return speakers.after(m.end(), ceiling)
        if re.match(r"as\s$", masked[here : m.start()]):
            return speakers.after(m.end(), ceiling)
        begin = here + 3 if re.match(r"(?:as|so)\s", masked[here : m.start()]) else here
        found = speakers.before(m.start(), begin)
        if (
            found is not None
            and re.fullmatch(
                r"(?:(?:the|a|an|his|her|its|their|as|but|and)\s+|[\s,])*",
                masked[begin : found.start],
                re.IGNORECASE,
            )
        ) or (
            found is not None
            and found.how == "name"
            and not re.search(
                r"\b(?:that|which|who|and|but|while|when)\b", masked[begin : found.start]
            )
        ):
            return found
        if found is None:
            continue
        if found.start - here < 60:
            return found
        if cue.form == "past" or cue.form == "s":
            return None
    if re.match(r"\s*[–—-]{1,2}\s*$", glue) or re.match(r"\s*,?\s*[–—-]", glue):
        found = speakers.after(here, ceiling)
        if found and found.how == "name":
            return found
    return None


def _went_on(masked: str, m: re.Match[str]) -> cues.Cue | None:
    phrase = cues.phrase(masked, m) if m[0] in cues.TWO_WORDS else None
    return phrase[0] if phrase else None


def _cue_ahead(frame: Frame, speakers: Speakers, q: Quotation, floor: int) -> Speaker | None:
    """`X said: ...`, `X said, ...`, `X: ...`; the last verb of saying before the marks."""
    masked = frame.masked
    start = max(masked.rfind(HIDDEN, floor, q.opened) + 1, floor)
    verbs = cues.direct_verbs()
    found = [
        (m, cue)
        for m in cues.WORD.finditer(masked, start, q.opened)
        if (cue := verbs.get(m[0].lower()) or _went_on(masked, m))
    ]
    for m, cue in reversed(found):
        between = masked[m.end() : q.opened]
        if len(between) > 160:
            break
        if cue.noun and cue.form == "s" and len(between.split()) > 2:
            continue  # "called on other EU states to do more: ..."
        if (cue.form == "base" and (cue.noun or between.strip(' :,"'))) or (
            cue.noun and not between.rstrip().endswith((":", ",")) and between.strip()
        ):
            continue
        if not between.rstrip().endswith((":", ",")) and len(between.split()) > 9:
            continue
        subject = speakers.before(m.start(), start)
        if masked[start : m.start()].rstrip().endswith(","):
            subject = speakers.after(m.end(), q.opened) or subject  # ", said X: ..."
        if cue.form == "ing" or subject is None:
            subject = (
                reported.sentence_subject(frame, speakers, frame.sentence_at(q.opened), m.start())
                or subject
            )
        if subject is not None and (subject.name or subject.how == "pronoun"):
            return subject
        inverted = speakers.after(m.end(), q.opened)
        if inverted and inverted.name and between.rstrip().endswith((":", ",")):
            return inverted
    lead = masked[start : q.opened].rstrip()
    if lead.endswith(":"):
        return _colon(frame, speakers, start, start + len(lead) - 1)
    return None


def _colon(frame: Frame, speakers: Speakers, start: int, end: int) -> Speaker | None:
    """The last name before a colon, or the subject of the clause before it."""
    handle = re.search(r"@\w+$", frame.text[start:end])
    if handle:
        where = start + handle.start()
        return Speaker(posts.author(handle[0]), where, end, "name")
    if told_by.LABELS.fullmatch(frame.text[start:end].strip()):
        return None
    found = speakers.before(end, start)
    if found and found.name and found.how in ("name", "pronoun", "role"):
        return found
    near = [
        m
        for m in speakers.context.mentions_in(start, end)
        if m.kind in ("person", "pronoun", "role") and m.id
    ]
    return speakers.of(near[0]) if near else found


def _clause_subject(speakers: Speakers, q: Quotation, floor: int) -> Speaker | None:
    near = [
        m
        for m in speakers.context.mentions_in(floor, q.opened)
        if m.kind in ("person", "pronoun", "role") and m.id
    ]
    return speakers.of(near[-1]) if near else None


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


def _going_on(
    frame: Frame, speakers: Speakers, q: Quotation, clauses: list[Reported], done: list[Record]
) -> Speaker | None:
    """Who was speaking before: in the paragraph, else the last one of the text."""
    before_quotes = [r for r in done[-40:] if r.end <= q.opened and r.fields.get("speaker")]
    before_clauses = [c for c in clauses[-40:] if c.cue[0] < q.opened and c.speaker.name]
    quote = before_quotes[-1] if before_quotes else None
    clause = before_clauses[-1] if before_clauses else None
    paragraph = frame.document.paragraph_at(q.opened)
    subject = _last_subject(frame, speakers, paragraph.start, q.opened)
    at_quote = quote.end if quote else -1
    at_clause = clause.cue[0] if clause else -1
    if subject and subject.start > max(at_quote, at_clause) and subject.start >= paragraph.start:
        return subject
    if clause and at_clause > at_quote:
        return clause.speaker
    if quote:
        span = quote.spans.get("speaker", (quote.start, quote.start + 1))
        return Speaker(quote.fields["speaker"], span[0], span[1], "goes on")
    return subject or _any_before(speakers, q)


def _last_subject(frame: Frame, speakers: Speakers, start: int, at: int) -> Speaker | None:
    """The subject of the sentence before, if it is a person."""
    sentence = frame.sentence_at(max(start, at - 2))
    near = [
        m
        for m in speakers.context.mentions_in(sentence.start, at)
        if m.kind in ("person", "pronoun", "role") and m.id
    ]
    return speakers.of(near[0]) if near else None


def _any_before(speakers: Speakers, q: Quotation) -> Speaker | None:
    near = [
        m
        for m in speakers.context.mentions_in(max(0, q.opened - 3000), q.opened)
        if m.kind == "person"
    ]
    return speakers.of(near[-1]) if near else None
