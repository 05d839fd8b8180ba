"""Speech with its source beside it: "according to X", "X: ...", "... - X", "as stated by X"."""

import re
from collections.abc import Iterator

from resupply.intake import cues, rx
from resupply.intake.frame import HIDDEN, Frame
from resupply.intake.memory import OUTLETS
from resupply.intake.phrases import DAYS_ETC, SPEAKS, Speaker, is_name
from resupply.intake.speakers import Speakers
from resupply.intake.text import Span
from resupply.intake.told_back import IS_BY
from resupply.intake.told_clauses import POINTS_BACK, At, Reported, another_cue, past_means, trimmed

_OUTLETS = frozenset({"Reuters", "AFP", "AP", "Bloomberg", "Ukrinform", "BBC", "CNN"})


def all_quoted(said: str) -> bool:
    """Whether hardly anything but a quotation stands here."""
    plain = len(re.sub(r"[\"“”«»„‘’'\x01,.!?–—-]+", " ", said).split())
    # Two words in front make a clause with quoted words: 'The accord "will ..."'.
    return plain < (4 if re.match(r"\s*[\"“«„‘'\x01]", said) or ":" in said else 2)


_AS_BY = rx.compile(
    r"(?:\s(?:yesterday|today|earlier|also|previously|recently|on\s[A-Z][a-z]+day|last\s[a-z]+))?\s+by\s+"
)


def _as_by(frame: Frame, speakers: Speakers, at: At, behind: int) -> Reported | None:
    """As in "As noted by the ministry, no hospital was without oxygen"."""
    masked = frame.masked
    subject = speakers.after(behind, at.sentence.end)
    if subject is None or not subject.name:
        return None
    if masked[at.sentence.start : at.start].lower().startswith("as"):
        comma = masked.find(", ", subject.end, min(subject.end + 70, at.sentence.end))
        span = (comma + 1, at.sentence.end) if comma >= 0 else None
    else:
        span = (at.sentence.start, masked.rfind(",", at.sentence.start, at.start))
    if span is None or HIDDEN in masked[slice(*span)]:
        return None
    start, end = trimmed(frame.text, *span)
    if not cues.FINITE.search(masked, start, end):
        return None
    return Reported(start, end, subject, (at.start, at.end), "reported.behind")


def as_told(frame: Frame, speakers: Speakers, at: At) -> Reported | None:
    """As in "As the minister noted at the meeting, training would be offered"."""
    masked = frame.masked
    by = _AS_BY.match(masked, at.end)
    if by and re.search(
        r"(?:^|,\s)[Aa]s\s+(?:is\s+|was\s+)?\Z", masked[at.sentence.start : at.start]
    ):
        return _as_by(frame, speakers, at, by.end())
    if (
        not re.match(r"As\s", masked[at.sentence.start : at.start])
        or at.start - at.sentence.start > 70
    ):
        return None
    comma = masked.find(", ", at.end, min(at.end + 70, at.sentence.end))
    subject = speakers.before(at.start, at.sentence.start + 3)
    if _OBJECT.match(masked, at.end):
        return None  # "As the region answers the call, ..."
    if comma < 0 or subject is None or not subject.name or HIDDEN in masked[at.end : comma + 3]:
        return None
    start, end = trimmed(frame.text, comma + 1, at.sentence.end)
    if not cues.FINITE.search(masked, start, end):
        return None
    return Reported(start, end, subject, (at.start, at.end), "reported.behind")


_OBJECT = rx.compile(
    r"\s(?:to\s(?:the|an?|its|their)\s|(?:the|an?|its|their|his|her|new|more|this|these|those|plans|up"
    r"|for|with|on\s(?:the|an?|its|their|his|her)\s(?!sidelines|margins|occasion|eve\b))\b"
    r"(?!\s(?:day|week|month|year|morning|evening|time)\b))"
)


def recalls(frame: Frame, speakers: Speakers, at: At) -> bool:
    """As in "As Ukrinform reported earlier, ...": a page tells again what it has told before."""
    start = at.sentence.start
    if at.cue.lemma not in ("report", "write", "inform") or at.start - start > 60:
        return False
    if not frame.masked.startswith("As ", start):
        return False
    subject = speakers.before(at.start, start + 3)
    return subject is not None and subject.name in OUTLETS


def sources(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    """As in "According to X, ..." and "..., according to X"."""
    masked = frame.masked
    for m in cues.ACCORDING.finditer(masked, sentence.start, sentence.end):
        marked = _in_marks(frame, m, sentence)
        if marked is not None:
            yield marked
            continue
        subject = _whose_paper(frame, speakers, m.end(), sentence) or speakers.after(
            m.end(), sentence.end
        )
        if subject is None or not subject.name:
            continue
        word = m[0].strip().lower()
        if word in ("citing", "cited by", "as quoted by"):
            continue
        span = _around(frame, m.start(), subject.end, sentence)
        if span:
            speakers.remember(subject)
            yield Reported(span[0], span[1], subject, m.span(), "reported.according_to")


#: "According to the "Port Gazette"": a paper in marks.
_MARKED = rx.compile(r"(?:the\s+)?(?:[a-z]+\s+){0,2}[\"“„«](?P<who>\x01{3,60})[\"”“»]\s*,?\s+")


def _in_marks(frame: Frame, m: re.Match[str], sentence: Span) -> Reported | None:
    """As in "According to the "Port Gazette" the mayor asked for boats"."""
    opens = not frame.masked[sentence.start : m.start()].strip(" •–—-")
    who = _MARKED.match(frame.masked, m.end(), sentence.end) if opens else None
    name = frame.text[slice(*who.span("who"))] if who else ""
    if who is None or not is_name(name.split(",")[0]):
        return None
    if not cues.FINITE.search(frame.masked, who.end(), sentence.end):
        return None
    start, end = trimmed(frame.text, who.end(), sentence.end)
    speaker = Speaker(name, *who.span("who"), "name")
    return Reported(start, end, speaker, m.span(), "reported.according_to")


#: "The boats are late, by his account": whoever spoke last.
_HIS_WORDS = rx.compile(
    r",?\s+(?:in|by|on)\s+(?:his|her)\s+(?:own\s+)?(?:words|account|reckoning|estimate|telling"
    r"|view|opinion)(?=\s*[,.])"
)


def in_his_words(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    """As in "It is the biggest ship so far, in his words"."""
    m = _HIS_WORDS.search(frame.masked, sentence.start, sentence.end)
    spoke = speakers.last_person
    if m is None or spoke is None or m.start() - spoke.start > 1500:
        return
    if (
        another_cue(frame.masked[sentence.start : m.start()])
        or HIDDEN in frame.masked[sentence.start : m.start()]
    ):
        return
    ends = not frame.masked[m.end() : sentence.end].strip(" .")
    start, end = trimmed(frame.text, sentence.start, m.start() if ends else sentence.end)
    if len(frame.masked[start:end].split()) > 4 and cues.FINITE.search(frame.masked, start, end):
        who = Speaker(spoke.name, m.start(), m.end(), "pronoun")
        yield Reported(start, end, who, m.span(), "reported.according_to")


_PAPER = rx.compile(
    r"(?:(?:the|an?|its|their|this)\s+)?(?:[\w’'&-]+\s+){0,4}?(?:reports?|stud(?:y|ies)"
    r"|data(?:base|set)?"
    r"|figures|numbers|statistics|estimates?|analys[ie]s|survey|poll|research|calculations"
    r"|documents?"
    r"|findings|records?|assessment|update|edition|tracker|release|review|paper|index|monitoring"
    r"|information|projections?|forecasts?|tally|count|briefing|factsheet|infographic|breakdown"
    r"|statements?|communiqu[eé]s?|announcements?|messages?|letters?|posts?|declarations?)"
    r"(?:\s+(?:newly|just|recently|first|also))?"
    r"(?:\s+(?:released|published|compiled|collected|gathered|provided|shared|issued|conducted"
    r"|carried\s+out|made\s+public|presented|produced|put\s+out|prepared|drawn\s+up|posted|unveiled"
    r"|made\s+available|kept|maintained|collated|analysed|analyzed))?"
    r"(?:\s+(?:(?:on|in|last|late|earlier|this|of|dated)\s+)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|today|yesterday|week|month|year|\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}(?:\s\d{1,2})?"
    r"|\d{4}))?"
    r"\s+(?:by|from|of)\s+"
)


def _whose_paper(frame: Frame, speakers: Speakers, at: int, sentence: Span) -> Speaker | None:
    """As in "according to figures released on Thursday by the institute": who made the paper."""
    paper = _PAPER.match(frame.masked, at, sentence.end)
    subject = speakers.after(paper.end(), sentence.end) if paper else None
    if subject is None or not subject.name or subject.start - (paper.end() if paper else 0) > 40:
        return None
    known = subject.how in ("name", "role") or SPEAKS.search(subject.name)
    return subject if known or is_name(subject.name) else None


#: "According to Ana Novak (Greens) it is the largest": a clause without a comma before it.
_AT_ONCE = rx.compile(
    r"\s*(?:\([^()\n]{2,40}\))?\s+(?=(?:it|they|he|she|there|this|these|the|some|about|more|over"
    r"|nearly|no|all|only|\d[\d,.]*)\b)"
)


def _around(frame: Frame, at: int, subject_end: int, sentence: Span) -> tuple[int, int] | None:
    masked = frame.masked
    if re.search(
        r"(?:[.:–—-]|^)\s*[\"“«„]\x01+[.!?…,]?[\"”»“]\s*,?\s*$", masked[sentence.start : at]
    ):
        return None  # words in marks with their source: no clause around them
    if IS_BY.match(masked, sentence.start, at + 14):
        return None  # "That is according to the ministry": so is what was told before
    marks = _MARKS_FIRST.match(masked, sentence.start, at)
    if marks and another_cue(masked[marks.end() : at]):
        return None  # '"...", Ana Novak said, according to Reuters': she said it
    cut = masked.rfind("; ", sentence.start, at)
    sentence = Span(cut + 2, sentence.end) if cut >= 0 else sentence
    before = masked[sentence.start : at].strip(' ,–—-("“')
    parts = _SUBJECT.match(before) and before.split()[0] not in DAYS_ETC
    if parts and _PARTS_SUBJECT.match(masked, subject_end, sentence.end):
        return trimmed(frame.text, sentence.start, sentence.end)
    if (len(before.split()) >= 4 and cues.FINITE.search(before)) or len(before.split()) >= 6:
        start, end = sentence.start, at
    else:
        comma = masked.find(",", subject_end, sentence.end)
        opens = _AT_ONCE.match(masked, subject_end, sentence.end)
        stop = comma if comma >= 0 else sentence.end
        if opens and cues.FINITE.search(masked, opens.end(), stop):
            start, end = trimmed(frame.text, opens.end(), sentence.end)
            return (start, end) if end - start > 12 else None
        if comma < 0:
            return None
        # "according to Jan Egeland, head of the council, ..."
        rest = masked[comma + 1 : sentence.end]
        relative = re.match(r"\s+(?:who|which|whose)\s[^,]{3,110},\s", rest)
        second = re.match(r"\s+(?:the\s+|a\s+|an\s+)?[^,]{0,80},\s", rest)
        first = rest.split(",")[0]
        if _HOWEVER.match(rest):
            comma += rest.index(",") + 1  # "According to Novak, however, the boats ..."
            rest = masked[comma + 1 : sentence.end]
            second = relative = None
        office = SPEAKS.search(first) or _OFFICE.search(first) or is_name(first.strip())
        if relative:
            comma += relative.end()  # "according to WFP, which runs the camp, ..."
        elif second and office and not cues.FINITE.search(first):
            comma += second.end()
        start, end = comma + 1, sentence.end
    if all_quoted(masked[start:end]) and HIDDEN in masked[start:end]:
        return None
    if POINTS_BACK.search(masked, start, end):
        return None
    start, end = trimmed(frame.text, start, end)
    if re.match(r"(?:who|whose|which|whom)\b", masked[start:end]):
        return None  # "in the words of its minister, who promised a package"
    return (start, end) if end - start > 12 else None


#: "All ministries, according to him, give help": the clause stands on both sides of its source.
_SUBJECT = rx.compile(
    r"(?!(?:In|On|At|By|With|For|But|And|So|Or|Of|From|Under|Among|As|If|When|While|During|After"
    r"|Before|Since|Here|There|To|Per|Amid|Despite|Besides|Due|Because|Thanks|Only|Even|Just|Not)\b)"
    r"[A-ZÀ-Þ0-9][^,;:]*\Z"
)
_PARTS_SUBJECT = rx.compile(
    r",\s(?!(?:the|an?|and|but|or|who|which|whose|that|it|they|he|she|we|this|these|its|their|of|in"
    r"|on|at|for|from|with|as|head|chief|director|spokes\w+|while|where|when|some|about|more|over|up"
    r"|nearly|almost|all|most|many|only|at|no|one|two|three|four|five|six|seven|eight|nine|ten)\b)"
    r"[a-z]{2,}\s"
    r"|,\s(?:the|an?|head|chief|director|minister|spokes\w+)\s[^,;:]{3,80},\s"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should)\s"
)
_HOWEVER = rx.compile(
    r"\s+(?:however|though|meanwhile|moreover|too|for\s+example|for\s+instance),\s"
)
_MARKS_FIRST = rx.compile(r"[\s\"“«„‘']*\x01+[.,!?…]?[\"”»“’']\s*,?\s*")
_OFFICE = rx.compile(
    r"(?i)\b(?:minister|president|head|chief|director|commissioner|representative|ambassador"
    r"|secretary|coordinator|chair\w*|ceo|founder|governor|mayor|general|spokes\w+|officer|manager"
    r"|leader|envoy|member|professor|expert|analyst|researcher|adviser|advisor)\b"
)
_COLON = rx.compile(r":\s+(?=[A-ZÀ-Þ])")


def unmarked(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    """As in "Ana Novak wrote on Facebook: We thank our friends": marks that a page has lost."""
    masked = frame.masked
    colon = _COLON.search(masked, sentence.start, sentence.end)
    if colon is None or HIDDEN in masked[sentence.start : colon.end() + 2]:
        return
    verbs = cues.direct_verbs()
    for m in cues.WORD.finditer(masked, sentence.start, colon.start()):
        cue = verbs.get(m[0].lower())
        if cue is None or cue.form not in ("past", "s") or cue.noun:
            continue
        if past_means(frame, m.end(), colon.start()) < colon.start() - 1:
            continue
        subject = speakers.before(m.start(), sentence.start)
        start, end = trimmed(frame.text, colon.end(), sentence.end)
        if subject is None or not subject.name or len(masked[start:end].split()) < 5:
            return
        if cues.FINITE.search(masked, start, end) or _OWN.match(masked, start):
            speakers.remember(subject)
            yield Reported(start, end, subject, m.span(), "reported.colon")
        return


_HELD = (
    r"(?i:information|word|message|assessment|view|position|estimate|expectation|understanding"
    r"|conclusion|line|finding|stance|opinion)"
)
_HELD_BY = rx.compile(
    rf"(?:\b{_HELD}\s+(?:given\s+|received\s+)?(?:from|of|by)\s+(?P<who>[^,.;:\x01]{{3,60}}?)"
    rf"|(?P<whose>[^,.;:\x01]{{3,50}}?)['’]s\s+(?:\w+\s+)?{_HELD})"
    r"(?:,\s+(?:\w+\s*){1,2},)?\s+(?:is|was|remains)\s+that\s+"
)


#: The end of it, looked for first: to try the whole at every word took a thirtieth of all reading.
_IS_THAT = rx.compile(r"\b(?:is|was|remains)\s+that\s")


def held(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    """As in "Information from the ministry was that boats would come", "Riga's view is that"."""
    if not _IS_THAT.search(frame.masked, sentence.start, sentence.end):
        return
    m = _HELD_BY.search(frame.masked, sentence.start, sentence.end)
    if m is None:
        return
    group = "who" if m["who"] else "whose"
    subject = (
        speakers.after(m.start("who"), m.end("who"))
        if m["who"]
        else speakers.before(m.end("whose"), max(sentence.start, m.start("whose")))
    )
    if subject is None or not subject.name:
        return
    start, end = trimmed(frame.text, m.end(), sentence.end)
    if len(frame.masked[start:end].split()) > 3:
        speakers.remember(subject)
        yield Reported(start, end, subject, m.span(group), "reported.behind_that")


_OWN = rx.compile(r"(?:We|I|Our|My|Thank)\b")
_CALLING = rx.compile(
    r"[,–—]\s+(?:and\s+)?calling\s+(?:it|this|that|them|him|her|the\s+\w+)\s+"
    r"(?!on\b|for\b|up\b|to\b|back\b|out\b)(?P<said>[^.,;:\x01\"“”]{12,200})"
)


def calling(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    """As in "The mayor welcomed the gift, calling it a lifeline for the whole town"."""
    for m in _CALLING.finditer(frame.masked, sentence.start, sentence.end):
        start, end = trimmed(frame.text, *m.span("said"))
        lead = frame.masked[sentence.start : m.start()]
        verb = _PRAISES.search(lead)
        at = sentence.start + verb.start() if verb else m.start()
        subject = speakers.before(at, sentence.start) if verb else None
        if subject is None or not subject.name or len(frame.text[start:end].split()) < 4:
            continue
        speakers.remember(subject)
        yield Reported(start, end, subject, m.span(), "reported.calling")


_PRAISES = rx.compile(
    r"\b(?:welcomed|welcomes|praised|praises|hailed|hails|condemned|condemns|thanked|criticised"
    r"|criticized|rejected|dismissed|denounced|slammed|defended|backed|blasted|lauded|applauded)\b"
)


#: What stands before a colon and is nobody.
LABELS = rx.compile(
    r"(?i)(?:interview|exclusive|analysis|opinion|video|watch|photos?|update|breaking|live|q&a"
    r"|explainer"
    r"|factbox|report|summary|note|source|sources|title|subject|quotes?|details?|background"
    r"|reference|recall|addition|more)"
)
#: Names of undertakings, which say nothing.
_SCHEMES = rx.compile(
    r"(?:Facility|Fund|Programme|Program|Initiative|Plan|Project|Package|Day)\s*$"
)
_HEAD = rx.compile(r"(?P<who>[^:\n\x01\"“”]{2,60}):\s+(?P<said>\S[^\n]*)$")

_SIGNED = rx.compile(
    r"(?P<said>[^.:\n\x01]{15,200}?)(?:\s[-–—]|:)\s(?P<who>[^-–—.:\n\x01,]{4,50})$"
)


#: The time in front of an entry of a live page.
_CLOCK = rx.compile(r"\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+(?:GMT|CET|EET))?\s*[|–—-]?\s*")


def _signed(frame: Frame, speakers: Speakers, m: re.Match[str]) -> Iterator[Reported]:
    """As in "Lithuania to hand over air defence - Ministry": a headline and its source."""
    who = m["who"].strip()
    mention = speakers.mention_ending(m.end("who"))
    named = mention is not None and mention.kind == "person" and mention.start - m.start("who") < 30
    body = re.fullmatch(
        r"(?i)(?:[\w’'.]+\s+){0,4}(?:ministry|minister|president|pm|official|officials"
        r"|spokes\w+|government|general staff|un|wfp|ocha|unicef|unhcr|nato"
        r"|pentagon|white house|kremlin|mod|report|embassy|chief|commander|governor|mayor"
        r"|ambassador|envoy|ceo|expert|think tank)(?:\s+of\s+[\w\s]+)?",
        who,
    )
    if _colon_parts(m) and not (mention and len(who.split()) < 4 and mention.kind != "country"):
        return
    if not (named or body or _colon_parts(m)) or who in _OUTLETS or "|" in who:
        return
    subject = (
        speakers.of(mention)
        if named and mention
        else Speaker(who, m.start("who"), m.end("who"), "phrase")
    )
    speakers.remember(subject)
    start, end = trimmed(frame.text, m.start("said"), m.end("said"))
    yield Reported(start, end, subject, m.span("who"), "reported.headline")


def _colon_parts(m: re.Match[str]) -> bool:
    """Whether a colon parts what is said from its source: "EU must do more: Borrell"."""
    return m.string[m.end("said")] == ":"


def headline(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    """As in "Zelensky: we need more air defence": a name, a colon, a clause."""
    masked = frame.masked
    clock = _CLOCK.match(masked, sentence.start, sentence.end)
    sentence = Span(clock.end(), sentence.end) if clock else sentence
    signed = _SIGNED.match(masked, sentence.start, sentence.end)
    if signed:
        found = list(_signed(frame, speakers, signed))
        yield from found
        if found:
            return
    m = _HEAD.match(masked, sentence.start, sentence.end)
    if not m or HIDDEN in m["said"][:3] or len(m["said"].split()) < 4:
        return
    who_end = m.end("who")
    mention = speakers.mention_ending(who_end)
    if LABELS.fullmatch(m["who"].strip()) or _SCHEMES.search(m["who"]):
        return
    if mention is None and is_name(m["who"]) and re.match(r"(?:we|I|it|they)\b", m["said"]):
        start, end = trimmed(frame.text, m.start("said"), m.end("said"))
        stranger = Speaker(m["who"].strip(), m.start("who"), who_end, "name")
        yield Reported(start, end, stranger, (who_end, who_end + 1), "reported.headline")
    if mention is None or (mention.kind not in ("person", "org", "role")):
        return
    verb = m["who"].rstrip().split(" ")[-1].lower()
    if (
        verb in cues.direct_verbs()
        or len(m["who"].split()) > 6
        or not (
            cues.FINITE.search(m["said"]) or re.search(r"\b(?:needs?|must|[a-z]+s)\b", m["said"])
        )
    ):
        return
    subject = speakers.before(who_end, sentence.start)
    if subject and subject.name:
        start, end = trimmed(frame.text, m.start("said"), m.end("said"))
        speakers.remember(subject)
        yield Reported(start, end, subject, (who_end, who_end + 1), "reported.headline")
