"""Whose words stand in quotation marks: the cue behind, before or around them, or who went on."""

import re

from resupply.intake import cues, posts, reported, rx, told_by
from resupply.intake.frame import HIDDEN, Frame
from resupply.intake.memory import OUTLETS
from resupply.intake.phrases import SPEAKS, Speaker
from resupply.intake.quotations import Quotation
from resupply.intake.records import Record
from resupply.intake.speakers import Speakers
from resupply.intake.told_clauses import Reported


def speaker_of(
    frame: Frame, speakers: Speakers, q: Quotation, clauses: list[Reported], done: list[Record]
) -> tuple[Speaker | None, str]:
    """The speaker of a pair of marks, from its cue or the text before, and the rule.

    Args:
        frame: The document's frame.
        speakers: Who may speak, and who spoke last.
        q: The quotation.
        clauses: Reported clauses so far.
        done: Quotes in marks so far.
    """
    sentence = frame.sentence_at(q.opened)
    until = frame.document.paragraph_at(q.closed_at - 1).end if q.closed else sentence.end
    until = until if q.closed_at > frame.document.paragraph_at(q.opened).end else sentence.end
    dashed = _DASHED.match(frame.masked, q.closed_at) if q.closed else None
    if dashed:  # '"We are glad." — says Ana Novak.': one sentence, though a dot is in the marks
        until = max(until, frame.sentence_at(dashed.end()).end)
    behind = _cue_behind(frame, speakers, q, until) or _cue_apart(frame, speakers, q)
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
        paper = _UNDER.match(frame.masked, sentence.start, q.opened)
        if paper:
            return Speaker(paper["who"], *paper.span("who"), "phrase"), "quote.embedded"
        subject = _clause_subject(frame, speakers, q, sentence.start)
        return subject or (speakers.last if done else None), "quote.embedded"
    above = _line_above(frame, q) or _source_named(frame, speakers, q)
    above = above or _attributed(frame, speakers, q) or _led_in_above(frame, speakers, q)
    if above is not None:
        return above, "quote.line_above"
    return _going_on(frame, speakers, q, clauses, done), "quote.goes_on"


_DASHED = rx.compile(r"[ \t]*[–—-]{1,2}[ \t]")
#: "Under the agreement, "...": the paper speaks.
_UNDER = rx.compile(
    r"(?:Under|According\sto|As\sper|Per|In\sline\swith)\s(?:the|this|that)\s(?P<who>(?:[\w-]+\s){0,2}?"
    r"(?:agreement|deal|accord|treaty|law|decree|document|memorandum|contract|resolution|protocol"
    r"|decision|order|bill|charter|convention|text))\b"
)
_SOURCED = rx.compile(r"\s(?:--|—|–|\|)\s(?P<who>[A-Z][\w’'&.]*(?: [A-Z][\w’'&.]*){0,3})$")


def _line_above(frame: Frame, q: Quotation) -> Speaker | None:
    """As in "Prints are sold -- The Courier" over a paragraph that is all in marks."""
    here = frame.document.paragraph_at(q.opened)
    if here.start != q.opened or here.end > q.closed_at + 1:
        return None
    n = frame.document.paragraphs.index(here)
    above = frame.document.paragraphs[n - 1] if n else None
    m = _SOURCED.search(frame.text, above.start, above.end) if above else None
    return Speaker(m["who"], m.start("who"), m.end("who"), "name") if m else None


_ATTRIBUTED = rx.compile(
    r"(?:^|\n)\s*(?:Quotes?|Lines|Comments?|Statement)?\s*(?:attributable|attributed)\s+to\s[^\n]*:\s*(?=\n|$)",
    re.IGNORECASE,
)


def _attributed(frame: Frame, speakers: Speakers, q: Quotation) -> Speaker | None:
    """Who is named in the last line "Quotes attributable to ..." above a paragraph in marks."""
    if frame.document.paragraph_at(q.opened).start != q.opened:
        return None
    lines = list(_ATTRIBUTED.finditer(frame.masked, max(0, q.opened - 2500), q.opened))
    named = speakers.context.mentions_in(*lines[-1].span()) if lines else []
    people = [m for m in named if m.kind == "person"]
    return speakers.of(people[-1]) if people else None


def _led_in_above(frame: Frame, speakers: Speakers, q: Quotation) -> Speaker | None:
    """Who said it by the paragraph above: 'Ana Novak, head of aid at Bond, said:'."""
    here = frame.document.paragraph_at(q.opened)
    n = frame.document.paragraphs.index(here)
    if here.start != q.opened or not n:
        return None
    above = frame.document.paragraphs[n - 1]
    end = above.start + len(frame.masked[above.start : above.end].rstrip())
    if (
        not frame.masked.endswith(":", above.start, end)
        or HIDDEN in frame.masked[above.start : end]
    ):
        return None
    start = frame.sentence_at(end - 2).start
    verbs = [
        m
        for m in cues.WORD.finditer(frame.masked, max(start, end - 60), end)
        if (cue := cues.direct_verbs().get(m[0].lower())) and cue.form in ("past", "s")
    ]
    return speakers.before(verbs[-1].start(), start) if verbs else None


_QUOTE_LABEL = rx.compile(r"(?:^|\n)\s*(?:Direct quotes?|Quotes?)\s*:?\s*\Z")
#: "Source: Ministry of Energy on Telegram": who wrote it there, and no outlet that passes it on.
_SOURCE_BODY = rx.compile(
    r"\s*Sources?:\s(?P<who>(?:the |a )?[^,\n]{4,90}?)(?:'s|’s)?"
    r" (?:on|via|in a post on|in a statement on) (?:its |the |their )?"
    r"(?:Facebook|Telegram|Twitter|X|Instagram"
    r"|official|website)\b"
)
_SOURCE_LINE = rx.compile(r"(?:^|\n)Sources?:\s[^\n]*")


def _source_named(frame: Frame, speakers: Speakers, q: Quotation) -> Speaker | None:
    """As in "Source: Ana Novak on Facebook" over "Quote:" and words in marks."""
    start = max(0, q.opened - 1500)
    if not _QUOTE_LABEL.search(frame.masked, max(0, q.opened - 20), q.opened):
        return None
    lines = list(_SOURCE_LINE.finditer(frame.masked, start, q.opened))
    named = speakers.context.mentions_in(*lines[-1].span()) if lines else []
    people = [m for m in named if m.kind == "person"]
    if people:
        return speakers.of(people[0])
    body = _SOURCE_BODY.match(frame.masked, lines[-1].start(), lines[-1].end()) if lines else None
    return speakers.after(body.start("who"), body.end("who")) if body else None


_QUOTED_AS = rx.compile(
    r"[^,.;\x01]{2,60}\s(?:quoted|quotes|cited|cites)\s(?P<who>[^,.;\x01]{3,60})"
    r"(?:,[^.;\x01]{3,120},)?\sas\s(?:saying|telling)\b"
)
_GLUE = rx.compile(r"[\s,.!?…–—-]*")


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
    quoted = _QUOTED_AS.match(masked, here, ceiling)
    if quoted:
        return speakers.after(quoted.start("who"), quoted.end("who"))
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
            means = cues.AFTER.match(masked, m.end(), ceiling)
            found = speakers.after(m.end(), ceiling)
            return found or (speakers.after(means.end(), ceiling) if means else None)
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
        office = found and ceiling - found.start < 40 and SPEAKS.search(found.name)
        if found and (found.how == "name" or office):
            return found
    return None


#: '"It went well." Rescue chief Ana Novak said.': the cue in a sentence of its own.
_APART = rx.compile(
    r"\s*(?P<who>(?:[\w’'.-]+\s){1,8}?)(?:said|says|added|adds|explained|noted|stressed|told\s\w+)"
    r"(?:\son\s[A-Z]\w+)?\.(?=\s|$)"
)


def _cue_apart(frame: Frame, speakers: Speakers, q: Quotation) -> Speaker | None:
    if not q.closed or frame.text[q.end - 1] not in ".!?":
        return None
    paragraph = frame.document.paragraph_at(q.opened)
    m = _APART.match(frame.masked, q.closed_at, paragraph.end)
    found = speakers.before(m.end("who"), m.start("who")) if m else None
    return found if found and found.how in ("name", "role", "pronoun") and found.name else None


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
        if masked[start : m.start()].rstrip().endswith(",") and not (cue.told and subject):
            subject = speakers.after(m.end(), q.opened) or subject  # ", said X: ..."
        one = masked.endswith(("the former ", "the latter "), start, m.start())
        if (cue.form == "ing" and not one) or subject is None:
            subject = (
                reported.sentence_subject(frame, speakers, frame.sentence_at(q.opened), m.start())
                or subject
            )
        if cue.form == "ing" and subject is not None and subject.name in OUTLETS:
            subject = _told_of(speakers, subject.end, m.start()) or subject
        if subject is not None and (subject.name or subject.how == "pronoun"):
            return subject
        inverted = speakers.after(m.end(), q.opened)
        if inverted and inverted.name and between.rstrip().endswith((":", ",")):
            return inverted
    lead = masked[start : q.opened].rstrip()
    if lead.endswith(":"):
        return _colon(frame, speakers, start, start + len(lead) - 1)
    return None


def _told_of(speakers: Speakers, start: int, end: int) -> Speaker | None:
    """As in 'Reuters reports that Ana Novak is hopeful, saying "..."': she says so, no agency."""
    told = speakers.context.mentions_in(start, end)
    people = [m for m in told if m.kind in ("person", "role") and m.id]
    return speakers.of(people[0]) if people else None


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


def _clause_subject(frame: Frame, speakers: Speakers, q: Quotation, floor: int) -> Speaker | None:
    near = [
        m
        for m in speakers.context.mentions_in(floor, q.opened)
        if m.kind in ("person", "pronoun", "role") and m.id
    ] or [
        m
        for m in speakers.context.mentions_in(floor, q.opened)
        if m.kind == "org"
        and m.id
        and not _PLACED.search(frame.masked[max(0, m.start - 14) : m.start])
    ]
    return speakers.of(near[-1]) if near else None


_PLACED = rx.compile(r"\b(?:in|at|to|for|from|of|with|by|under|on)\s+(?:the\s+)?\Z")


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
    if subject and quote and quote.spans.get("speaker") == (subject.start, subject.end):
        subject = None  # '"...", he told reporters. "...": whoever "he" was
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
