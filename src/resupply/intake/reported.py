"""Reported speech without quotation marks: "X said that ...", "..., X said", "according to X, ...".

Each reporting verb of the frame is tried in turn: who is its subject, and which clause does it
report? A verb with a phrase but no clause behind it ("announced a package") reports nothing here.
"""

import re
from collections.abc import Iterator

from resupply.intake import cues, rx, told_on
from resupply.intake.frame import HIDDEN, Frame
from resupply.intake.phrases import SPEAKS, Speaker
from resupply.intake.plural_verbs import is_base_verb
from resupply.intake.second_cues import second_cue
from resupply.intake.speakers import Speakers
from resupply.intake.text import Span
from resupply.intake.told_back import impersonal, pointing_back
from resupply.intake.told_before import BESIDE, OF_GIFTS, WHEN, after_other_cue, clause_before
from resupply.intake.told_by import (
    as_told,
    calling,
    headline,
    held,
    in_his_words,
    recalls,
    sources,
    unmarked,
)
from resupply.intake.told_clauses import (
    At,
    Reported,
    clause_behind,
    past_means,
    trimmed,
)
from resupply.intake.told_nots import SAID_BY, leads_away, no_cue, without_relays
from resupply.intake.wordlists import words as words_of

_NEGATED = rx.compile(
    r"(?i)\b(?:not|never|n['’]t|cannot|without|refused to|declined to|neither|nobody|if"
    r"|whether|had to|able to|need to|wants? to|asked to|free to|used to|hard to|fair to|safe"
    r" to|be|how|what|like to|want to|hope to|can|could)\s+(?:\w+ly\s+)?$"
)


def find(frame: Frame, speakers: Speakers, sentence: Span) -> list[Reported]:
    """Every reported clause of a sentence, in order of its reporting word."""
    pointing = pointing_back(frame, speakers, sentence)
    if pointing:
        return [pointing]
    if leads_away(frame.masked, sentence):
        return []
    found = [
        *_verbs(frame, speakers, sentence),
        *sources(frame, speakers, sentence),
        *in_his_words(frame, speakers, sentence),
        *headline(frame, speakers, sentence),
        *calling(frame, speakers, sentence),
        *unmarked(frame, speakers, sentence),
        *held(frame, speakers, sentence),
        *impersonal(frame, speakers, sentence),
    ]
    return sorted(without_relays(frame, found), key=lambda r: r.cue)


def _verbs(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    verbs = cues.verbs()
    masked = frame.masked
    spoke: Reported | None = None
    for m in cues.WORD.finditer(masked, sentence.start, sentence.end):
        word = m[0].lower()
        phrase = cues.phrase(masked, m) if word in cues.PHRASES else None
        cue = phrase[0] if phrase else verbs.get(word)
        if cue is None or (
            cue.form == "base" and not is_base_verb(masked, sentence.start, m.start())
        ):
            continue
        if no_cue(masked, m.start(), m.end(), cue):
            continue
        if word == "states" and masked[: m.start()].rstrip().endswith(_OF_STATES):
            continue  # "which other member states will pay for"
        if word.startswith("continu") and masked.startswith(" to ", m.end()):
            continue  # "trucks continued to be turned back"
        if m[0][0].isupper() and m.start() != sentence.start and not m[0].isupper():
            continue
        at = At(m.start(), phrase[1] if phrase else m.end(), cue, sentence)
        if _NEGATED.search(masked[sentence.start : m.start()][-30:]):
            continue
        reported = _reported(frame, speakers, at, spoke)
        if reported:
            spoke = reported
            speakers.remember(reported.speaker)
            yield from told_on.parts(frame, at, reported)


_INVERTED = ("reported.before_inverted", "reported.dash")
_OF_STATES = ("member", "Member", "Gulf", "Baltic", "neighbouring", "neighboring", "other", "donor")


_PASSIVE = rx.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:[a-z]+ly\s+|also\s+|first\s+|then\s+|just\s+)?\Z"
)
_QUOTED_BEFORE = rx.compile(HIDDEN + r"[.,!?…]*[\"”»’']\s*,?\s*\Z")


def _reported(frame: Frame, speakers: Speakers, at: At, spoke: Reported | None) -> Reported | None:
    if at.cue.form == "ing":
        return _participle(frame, speakers, at, spoke)
    ahead = clause_behind(frame, at)
    if at.cue.form == "past" and _PASSIVE.search(frame.masked, at.sentence.start, at.start):
        by = None
        if frame.masked.startswith(" by ", at.end):
            by = as_told(frame, speakers, at) or _told_by(frame, speakers, at)
        if by is not None or ahead is None or not ahead[2]:
            return by  # "the dispatch was announced", "as the House has been told before"
    if ahead is not None and not ahead[2] and _QUOTED_BEFORE.search(frame.masked, 0, at.start):
        ahead = None  # '"...", said Olha Bondar, who runs the depot': her name opens no clause
    if (
        at.cue.lemma in ("is", "was", "are", "stays", "stayed", "remains", "remained")
        and frame.masked[max(0, at.start - 3) : at.start].lower() == "it "
    ):
        return None  # "it is clear that": nobody says so
    if recalls(frame, speakers, at) or frame.masked.endswith("aving ", 0, at.start):
        return None
    led = _led_inverted(frame, speakers, at)
    if led is not None:
        return led
    back = clause_before(frame, speakers, at)
    told = as_told(frame, speakers, at)
    if told is not None:
        return told
    if ahead is None and back is None:
        return _parenthetic(frame, speakers, at)
    if re.search(
        r"\b[Ii]t\s+(?:is|was|has\s+been|had\s+been)\s+$",
        frame.masked[at.sentence.start : at.start],
    ):
        return None
    whole = (
        _parenthetic(frame, speakers, at)
        if back is not None and back.rule == "reported.before"
        else None
    )
    if whole is not None and back is not None:
        resumed = _RESUMES.match(frame.masked, past_means(frame, at.end, at.sentence.end))
        if resumed or not cues.FINITE.search(frame.masked, back.start, back.end):
            return whole
    if back is not None and (ahead is None or back.rule in _INVERTED):
        return back
    subject = _on_and_on(frame, at, spoke) or _subject(frame, speakers, at)
    if subject is None and ahead is not None and not at.cue.noun:
        # "Republicans who voted no complained ...": the subject is far from its verb.
        subject = sentence_subject(frame, speakers, at.sentence, at.start)
    if subject and subject.how == "phrase" and re.fullmatch(r"[A-Z][a-z]+ly", subject.name):
        subject = None  # "Slowly, says the driver": how, and not who
    if ahead is None or subject is None or _which_they_promised(frame, at, ahead, subject):
        return back
    if not subject.name and frame.text[subject.start : subject.end].lower() in ("who", "which"):
        return None
    spliced = frame.masked[at.end : at.end + 1] == ","
    if back and not ahead[2] and (spliced or _closes_sentence(frame, at, ahead[0])):
        return back
    if subject.how == "loose" and not (
        ahead[2] or at.cue.lemma in ("say", "tell", "warn", "insist", "argue")
    ):
        return None
    clear = ahead[2] or re.match(
        r"(?:it|he|she|they|we|there|the|this)\b", frame.masked[ahead[0] : ahead[1]]
    )
    if at.cue.noun and not (
        clear
        if at.cue.form == "base"
        else ahead[2] or subject.how in ("name", "pronoun", "role") or _a_body(frame, subject)
    ):
        return None
    return Reported(
        ahead[0],
        ahead[1],
        subject,
        (at.start, at.end),
        "reported.behind_that" if ahead[2] else "reported.behind",
    )


def _a_body(frame: Frame, subject: Speaker) -> bool:
    """As in "The relief office reports": one who speaks, behind an article."""
    led = frame.masked[max(0, subject.start - 4) : subject.start].lower() == "the "
    return led and subject.how == "phrase" and SPEAKS.search(subject.name) is not None


_WHICH = rx.compile(r"\b(?:that|which)\s+(?:the\s+|its\s+|their\s+)?\Z")


def _which_they_promised(
    frame: Frame, at: At, ahead: tuple[int, int, bool], subject: Speaker
) -> bool:
    """As in "the aid that Peru promised Cuba is late": a thing promised, and no clause."""
    masked = frame.masked
    opens = re.match(r"(?:it|he|she|they|we|there)\b", masked[ahead[0] : ahead[1]])
    if ahead[2] or opens or at.cue.lemma not in OF_GIFTS:
        return False
    return _WHICH.search(masked, at.sentence.start, subject.start) is not None


def _told_by(frame: Frame, speakers: Speakers, at: At) -> Reported | None:
    """As in "officials were told by their hosts that aid was far off"."""
    that = re.compile(r" by (?P<who>[^,.;:\x01]{3,50}?)\s+that\s+").match(frame.masked, at.end)
    if not at.cue.told or that is None or that.end() >= at.sentence.end:
        return None
    who = Speaker(that["who"].removeprefix("the "), *that.span("who"), "phrase")
    subject = speakers.after(*that.span("who")) or who
    start, end = trimmed(frame.text, that.end(), at.sentence.end)
    return Reported(start, end, subject, (at.start, at.end), "reported.behind_that")


def _led_inverted(frame: Frame, speakers: Speakers, at: At) -> Reported | None:
    """As in "Apart from boats, said Jan Berg, the port also bought tents"."""
    masked = frame.masked
    before = masked[at.sentence.start : at.start]
    if at.cue.form not in ("past", "s") or not before.endswith(", ") or HIDDEN in before:
        return None
    if cues.FINITE.search(before) or not 2 < len(before.split()) < 12:
        return None
    subject = speakers.after(at.end, at.sentence.end)
    if subject is None or not at.cue.bare:
        return None
    if subject.how not in ("name", "role") and not SPEAKS.search(subject.name):
        return None
    if masked[subject.end : subject.end + 2] != ", ":
        return None
    if not cues.FINITE.search(masked, subject.end, at.sentence.end):
        return None
    if re.match(r", (?:who|which|whose|an?|the\s\w+\s(?:of|for))\s", masked[subject.end :][:30]):
        return None
    start, end = trimmed(frame.text, at.sentence.start, at.sentence.end)
    return Reported(start, end, subject, (at.start, at.end), "reported.inside")


#: What goes on with a clause behind a cue between commas: "..., he said, and trucks have ..."
_RESUMES = rx.compile(
    r",\s+(?:and|but|or|because|if|which|were|was|is|are|has|have|had|will|would|could|must"
    r"|for|to|so|driving|leaving|causing|forcing|bringing|pushing|killing|wounding|putting|displacing"
    r"|destroying|damaging|creating|enabling|allowing|helping|cutting|depriving|affecting|turning"
    r"|sending|hitting|costing|threatening|worsening|straining|deepening|disrupting|plunging"
    r")\b(?!\s+(?:added|called|thanked|urged|said|stressed)\b)"
)


_RELATIVE_TO = rx.compile(r"\s(?:that|which)\s+(?:it|he|she|they|the\s\w+|[A-Z]\w+)\s")
#: "Latvia will, Ana Novak said, send ten boats".
_HELPED = rx.compile(r"\b(?:will|would|has|have|had|can|could|may|must|should|was|were|is|are)\Z")


def _parenthetic(frame: Frame, speakers: Speakers, at: At) -> Reported | None:
    """As in "Water, he said, had become ...": the whole clause around its cue."""
    masked = frame.masked
    hearer = cues.HEARER.match(masked, at.end, at.sentence.end) if at.cue.told else None
    here = past_means(frame, hearer.end() if hearer else at.end, at.sentence.end)
    here -= masked[here - 1] == ","
    before = masked[at.sentence.start : at.start]
    comma = before.rfind(",")
    if (
        comma < 0
        or masked[here : here + 1] != ","
        or len(masked[here : at.sentence.end].split()) < 3
    ):
        return None
    helped = _HELPED.search(before, 0, comma)
    if _RELATIVE_TO.search(before, comma + 1):
        return None  # "boats that it had promised in June, and tents"
    finite = cues.FINITE.search(masked, here, at.sentence.end)
    if not (finite or helped or _RESUMES.match(masked, here)):
        return None
    subject = speakers.before(at.start, at.sentence.start + comma + 1)
    told_of = at.cue.lemma in OF_GIFTS and BESIDE.fullmatch(before, comma + 1)
    if told_of and WHEN.match(masked, at.end):
        return None
    start = after_other_cue(masked, at.sentence.start, at.sentence.start + comma)
    if (
        subject is None
        or not (subject.name or subject.how == "pronoun")
        or not 0 < len(masked[start : at.sentence.start + comma].split()) < 12
    ):
        return None
    stop = second_cue(masked, here, at.sentence.end) or at.sentence.end
    start, end = trimmed(frame.text, start, stop)
    return Reported(start, end, subject, (at.start, at.end), "reported.inside")


def _closes_sentence(frame: Frame, at: At, start: int) -> bool:
    """Whether behind the verb is no clause of its own ("..., he said in Kyiv on Monday")."""
    return not cues.FINITE.search(frame.masked, start, at.sentence.end)


_AND_ON = rx.compile(
    r"(?:\s(?:on|in|at)\s[^,.;\x01]{3,40})?,?\s(?:and|but)\s(?:(?:also|then|later|has|had|[a-z]+ly)\s)*"
)


def _on_and_on(frame: Frame, at: At, spoke: Reported | None) -> Speaker | None:
    """As in "Wells are dry, the mayor says, and warns that": who has just said so."""
    if spoke is None or not spoke.rule.startswith(("reported.before", "reported.inside")):
        return None
    behind = max(spoke.cue[1], spoke.speaker.end)
    if behind < at.sentence.start or not _AND_ON.fullmatch(frame.masked, behind, at.start):
        return None
    return spoke.speaker


def _subject(frame: Frame, speakers: Speakers, at: At) -> Speaker | None:
    subject = speakers.before(at.start, at.sentence.start)
    if re.search(
        r"\band\s+(?:\w+ly\s+|also\s+|then\s+|later\s+|has\s+|had\s+)*$",
        frame.masked[at.sentence.start : at.start],
    ):
        subject = sentence_subject(frame, speakers, at.sentence, at.start) or subject
    if subject is None and re.search(
        r"\b(?:and|but|also|then|later|has|have|had)\s+(?:\w+ly\s+|also\s+)*$",
        frame.masked[at.sentence.start : at.start],
    ):
        # "X praised the allies and said that": the subject of the sentence.
        subject = sentence_subject(frame, speakers, at.sentence, at.start)
    return subject


def sentence_subject(
    frame: Frame, speakers: Speakers, sentence: Span, before: int
) -> Speaker | None:
    """The subject of a sentence's main verb: its first name, pronoun or body before a place."""
    floor = sentence.start
    lead = re.match(
        r"(?:In|At|On|During|After|Before|Speaking|Following|According|While|For|As|With|By"
        r"|Despite|Ahead)\b[^,\x01]{0,120},\s+",
        frame.masked[floor:before],
    )
    floor += lead.end() if lead else 0
    tried = 0
    for m in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)?", frame.masked[floor:before]):
        word = m[0].lower()
        if m[0][0].isupper() and not m[0].isupper():
            continue  # "the United States" is no verb
        if (
            word in _FINITE_WORDS
            or word.endswith("ed")
            or (word in cues.direct_verbs() and not cues.direct_verbs()[word].noun)
            or (word in cues.direct_verbs() and frame.masked.startswith(" that ", floor + m.end()))
        ) and m.start() > 0:
            found = speakers.before(floor + m.start(), floor)
            if found and found.name:
                return found
            tried += 1
            if tried == _VERBS_MOST:
                break
    near = [
        x
        for x in speakers.context.mentions_in(floor, before)
        if x.id and x.kind in ("person", "pronoun", "role", "org")
    ]
    return speakers.of(near[0]) if near else None


#: A sentence's main verb is among so many of its verbs; text that is none would take for ever.
_VERBS_MOST = 12
_FINITE_WORDS = words_of(
    "is are was were has have had do does did will would can could may might should must met spoke"
    " held gave sent told said took made went came led calls called urges thanked meets visits"
    " praises"
)


#: "This refers to sets, suggesting that ...": nobody says so.
_THINGS = frozenset(["this", "that", "these", "those", "it", "which"])
_LASTING = rx.compile(r"\s(?:(?:has|have|had)\s+(?:\w+\s+)?been|is|are|was|were|keeps?|kept)\Z")
_LONG_SAID = frozenset(["say", "warn", "tell", "insist", "argue", "claim", "complain", "report"])


def _progressive(frame: Frame, speakers: Speakers, at: At, verb: int) -> Reported | None:
    """As in "Farmers have been saying for weeks that the road is shut"."""
    ahead = clause_behind(frame, at)
    subject = speakers.before(verb + 1, at.sentence.start)
    if ahead is None or not ahead[2] or subject is None or not subject.name:
        return None
    return Reported(ahead[0], ahead[1], subject, (at.start, at.end), "reported.behind_that")


def _participle(
    frame: Frame, speakers: Speakers, at: At, spoke: Reported | None
) -> Reported | None:
    masked = frame.masked
    before = masked[at.sentence.start : at.start].rstrip()
    if at.cue.lemma in _LONG_SAID and (lasting := _LASTING.search(before)):
        return _progressive(frame, speakers, at, at.sentence.start + lasting.start())
    said_by = at.cue.lemma in SAID_BY and before.endswith(" by")
    if (
        not said_by
        and re.search(
            r"(?i)\b(?:is|are|was|were|been|of|for|keep|worth|by(?! also)|without|than|the|his|her"
            r"|its|like)$",
            before,
        )
        and not re.search(r"(?i)\bquoted(?:\s+by\s+[^,]{1,40})?\s+as$", before)
    ):
        return None
    ahead = clause_behind(frame, at)
    if ahead is None or (at.cue.noun and not ahead[2]):
        return None
    if not (
        before.endswith(
            (",", "while", "and", "before", "as", "also", "after", "further", "–", "—", "-")
        )
        or not before
        or ahead[2]
        or said_by
    ):
        return None
    opening = None if before else _opening(frame, speakers, at, ahead[0], ahead[1])
    if opening is not None:
        return opening
    active = re.search(r"(?i)\b(?:quot|cit)(?:ed|es|ing)\s+(?P<who>[^.;:]{2,110}?),?\s+as$", before)
    quoted = re.search(
        r"(?i)\b(?:was|is|were|been)\s+(?:also\s+|later\s+)?quoted(?:\s+by\s+[^,]{1,40})?\s+as$",
        before,
    )
    if quoted:
        subject = speakers.before(at.sentence.start + quoted.start(), at.sentence.start)
    elif active:
        subject = speakers.after(at.sentence.start + active.start("who"), at.start)
    elif withal := re.search(r"\bwith\s+[^,]{3,60}$", before):
        subject = speakers.before(at.start, at.sentence.start + withal.start() + 5)
    elif said_by:
        subject = _who_by(frame, speakers, at)
    elif spoke is not None:
        subject = spoke.speaker  # "..., X said, adding that ..."
    elif agent := _agent(speakers, at, before):
        subject = agent
    else:
        subject = sentence_subject(frame, speakers, at.sentence, at.start)
    if subject is None or not subject.name:
        subject = speakers.last
    if subject is None or subject.name.lower() in _THINGS:
        return None
    return Reported(ahead[0], ahead[1], subject, (at.start, at.end), "reported.participle")


_DONE_BY = rx.compile(
    r"\b(?:is|are|was|were|been|being)\s(?:[a-z]+ly\s|also\s)?(?:[a-z]{3,}ed|made|seen|met)\sby\s"
    r"(?P<who>[^,;:.\x01]{3,80})"
)


def _agent(speakers: Speakers, at: At, before: str) -> Speaker | None:
    """As in "The gift was welcomed by the mayor, noting that": who did it says so."""
    m = _DONE_BY.search(before)
    found = speakers.after(at.sentence.start + m.start("who"), at.start) if m else None
    named = found and (found.how in ("name", "role") or SPEAKS.search(found.name))
    return found if named else None


def _who_by(frame: Frame, speakers: Speakers, at: At) -> Speaker | None:
    """As in "after Jan Berg angered the allies by saying he would go": the last who acts."""
    near = [
        m
        for m in speakers.context.mentions_in(at.sentence.start, at.start)
        if m.id and m.kind in ("person", "role", "pronoun")
    ]
    if near:
        return speakers.of(near[-1])
    return sentence_subject(frame, speakers, at.sentence, at.start)


def _opening(frame: Frame, speakers: Speakers, at: At, start: int, end: int) -> Reported | None:
    """As in "Stressing that roads were shut, Ana Novak called for boats"."""
    main = _MAIN_BEHIND.search(frame.masked, start + 8, end)
    subject = speakers.before(main.start("verb"), main.start() + 1) if main else None
    if main is None or subject is None or not subject.name:
        return None
    return Reported(start, main.start(), subject, (at.start, at.end), "reported.participle")


#: "Stressing that roads were shut, Ana Novak called for": where the main clause begins.
_MAIN_BEHIND = rx.compile(
    r",\s+(?:(?:[A-Z][\w’'.-]+\s){1,4}|(?:he|she|they|it)\s|the\s(?:[\w’'-]+\s){1,4})"
    r"(?:(?:also|then|later|has|had|have)\s+)*(?P<verb>[a-z]{2,}ed|said|says|told|took|made"
    r"|gave|met"
    r"|spoke|put|set|urges|calls|thanks|asks|is|was|will|would)\b"
)
