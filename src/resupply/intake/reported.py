"""Reported speech without quotation marks: "X said that ...", "..., X said", "according to X, ...".

Each reporting verb of the frame is tried in turn: who is its subject, and which clause does it
report? A verb with a phrase but no clause behind it ("announced a package") reports nothing here.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from resupply.intake import cues
from resupply.intake.cues import Cue
from resupply.intake.dates import Dated
from resupply.intake.frame import HIDDEN, Frame
from resupply.intake.speakers import Speaker, Speakers
from resupply.intake.text import Span
from resupply.intake.wordlists import words as words_of


class Reported(NamedTuple):
    """A reported clause.

    Args:
        start: First character of the clause.
        end: Character behind the last.
        speaker: Who said it.
        cue: Span of the reporting word.
        rule: How it was found.
    """

    start: int
    end: int
    speaker: Speaker
    cue: tuple[int, int]
    rule: str


_OUTLETS = frozenset({"Reuters", "AFP", "AP", "Bloomberg", "Ukrinform", "BBC", "CNN"})


class _At(NamedTuple):
    """A reporting verb in its sentence."""

    start: int
    end: int
    cue: Cue
    sentence: Span


#: A clause ends where another clause of the writer begins.
_CLAUSE_END = re.compile(
    r",\s+(?:and\s+|but\s+|while\s+|also\s+)?(?:saying|adding|noting|stressing|warning|citing"
    r"|according to|calling|pointing|emphasi[sz]ing|underlining|explaining|stating|urging"
    r"|claiming|insisting|arguing|telling|recalling|describing|confirming|announcing|promising"
    r"|vowing)\b"
    r"|,\s+(?:while|whereas|although|though|even\s+as|just\s+as|(?:a\s+|two\s+|three\s+)?(?:hours?|days?|weeks?|months?)\s+after)\s"
    r"|\s+(?:while|before|after)\s+(?:adding|noting|stressing|saying|warning)\b"
    r"|;\s|\s[–—]\s(?=(?:a|the)\s)|(?:\s(?:but|and))?:\s*(?=[\"“«„]\x01)"
)
_THAT = re.compile(r"\s*,?\s*that\b\s*,?\s*")
_RELATIVE = re.compile(r"\b(?:which|that|who|whose|where|to|for|of|from)\b")
_OPENS = re.compile(
    r"\s*(?:[\"“«„‘]|(?:it|he|she|they|we|I|you|there|this|these|those|the|a|an|its|his|her"
    r"|their|our|my|all|both|some|many|most|more|no|another|any|each|every|about|around|nearly"
    r"|almost|over|up|at least|as many|as much|only|such|what|if|when|once|until|unless|while"
    r"|because|although|despite|without|given|due|since|after|before|under|with|in|by|from"
    r"|during|two|three|four|five|six|seven|eight|nine|ten|even|just|now|not|today|so far"
    r"|people|children|[A-Z0-9$€£][\w.,]*|[a-z]+s)\b|[$€£])",
)
_NEGATED = re.compile(
    r"(?i)\b(?:not|never|n['’]t|cannot|without|refused to|declined to|neither|nobody|if"
    r"|whether|had to|able to|need to|wants? to|asked to|free to|used to|hard to|fair to|safe"
    r" to|be|how|what|like to|want to|hope to|can|could)\s+(?:\w+ly\s+)?$"
)


def find(frame: Frame, speakers: Speakers, sentence: Span) -> list[Reported]:
    """Every reported clause of a sentence, in order of its reporting word."""
    pointing = _pointing_back(frame, speakers, sentence)
    if pointing:
        return [pointing]
    found = [
        *_verbs(frame, speakers, sentence),
        *_sources(frame, speakers, sentence),
        *_headline(frame, speakers, sentence),
    ]
    return sorted(found, key=lambda r: r.cue)


_THIS_WAS = re.compile(
    r"(?:This|That|It|The\s+(?:relevant|corresponding)\s+\w+)\s+(?:was|is|has\s+been"
    r"|were)\s+(?:also\s+)?(?:stated|announced|reported|said|confirmed|noted|written"
    r"|emphasi[sz]ed|told|revealed|published|posted)"
    r"\s+(?:[a-z]+\s+){0,4}?by\s+"
)
_SAID_THIS = re.compile(
    r"\b(?:said|stated|announced|wrote|reported|confirmed|noted|told|spoke\s+about|posted"
    r"|emphasi[sz]ed)\s+(?:about\s+)?(?:this|so)\b"
)


def _pointing_back(frame: Frame, speakers: Speakers, sentence: Span) -> Reported | None:
    """As in "This was stated by X", "X said this on Telegram": the sentence before is what was said."""
    masked = frame.masked
    this = _THIS_WAS.match(masked, sentence.start, sentence.end)
    said = _SAID_THIS.search(masked, sentence.start, sentence.end)
    before = _sentence_before(frame, sentence)
    if before is None or not (this or said):
        return None
    subject = (
        speakers.after(this.end(), sentence.end)
        if this
        else speakers.before(said.start(), sentence.start)
        if said
        else None
    )
    if subject is None or not subject.name or HIDDEN in masked[before.start : before.end]:
        return None
    speakers.remember(subject)
    start, end = trimmed(frame.text, masked, before.start, before.end)
    cue = this.span() if this else said.span() if said else (sentence.start, sentence.start)
    return Reported(start, end, subject, cue, "reported.pointing_back")


def _sentence_before(frame: Frame, sentence: Span) -> Span | None:
    n = frame.sentences.index(sentence)
    before = frame.sentences[n - 1] if n else None
    same = before and frame.document.paragraph_at(before.start) == frame.document.paragraph_at(
        sentence.start
    )
    if before is None or not (same or frame.masked[sentence.start : sentence.start + 5] == "This "):
        return None
    return before if len(frame.masked[before.start : before.end].split()) > 4 else None


def _verbs(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    verbs = cues.verbs()
    masked = frame.masked
    spoke: Reported | None = None
    for m in cues.WORD.finditer(masked, sentence.start, sentence.end):
        cue = verbs.get(m[0].lower())
        if cue is None or (
            cue.form == "base" and not _is_base_verb(masked, sentence.start, m.start())
        ):
            continue
        if m[0][0].isupper() and m.start() != sentence.start and not m[0].isupper():
            continue
        at = _At(m.start(), m.end(), cue, sentence)
        if _NEGATED.search(masked[sentence.start : m.start()][-30:]):
            continue
        reported = _reported(frame, speakers, at, spoke)
        if reported:
            spoke = reported
            speakers.remember(reported.speaker)
            yield reported


def _is_base_verb(masked: str, start: int, at: int) -> bool:
    before = masked[start:at].rstrip().lower()
    if re.search(r"(?:^|\band\s|[,;–—-]\s)(?:\w+\s){0,3}[a-z]{3,}s$", before):
        return True
    return before.endswith(
        (
            " they",
            " we",
            " who",
            " officials",
            " authorities",
            " will",
            " would",
            " to",
            "leaders",
            "ministers",
            "sources",
            "analysts",
            "experts",
            "agencies",
            "states",
            "researchers",
            "authors",
            "partners",
            "workers",
            "and",
        )
    )


def _reported(frame: Frame, speakers: Speakers, at: _At, spoke: Reported | None) -> Reported | None:
    if at.cue.form == "ing":
        return _participle(frame, speakers, at, spoke)
    ahead = _clause_behind(frame, at)
    back = _clause_before(frame, speakers, at)
    if ahead is None and back is None:
        return _parenthetic(frame, speakers, at)
    whole = (
        _parenthetic(frame, speakers, at)
        if back is not None and back.rule == "reported.before"
        else None
    )
    if whole is not None and _RESUMES.match(
        frame.masked, _past_means(frame, at.end, at.sentence.end)
    ):
        return whole
    if back is not None and (ahead is None or back.rule == "reported.before_inverted"):
        return back
    begin, subject = _subject(frame, speakers, at)
    if ahead is None or subject is None:
        return back
    if not subject.name and frame.text[subject.start : subject.end].lower() in ("who", "which"):
        return None
    if back is not None and not ahead[2] and _closes_sentence(frame, at, ahead[0]):
        return back
    if subject.how == "loose" and not (
        ahead[2] or at.cue.lemma in ("say", "warn", "insist", "argue")
    ):
        return None
    clear = ahead[2] or re.match(
        r"(?:it|he|she|they|we|there|the|this)\b", frame.masked[ahead[0] : ahead[1]]
    )
    if at.cue.noun and not (
        clear if at.cue.form == "base" else ahead[2] or subject.how in ("name", "pronoun", "role")
    ):
        return None
    return Reported(
        ahead[0],
        ahead[1],
        subject,
        (at.start, at.end),
        "reported.behind_that" if ahead[2] else "reported.behind",
    )


#: What goes on with a clause behind a cue between commas: "..., he said, and trucks have ..."
_RESUMES = re.compile(
    r",\s+(?:and|but|or|because|if|which|were|was|is|are|has|have|had|will|would|could|must"
    r"|for|to|so)\b(?!\s+(?:added|called|thanked|urged|said|stressed)\b)"
)


def _parenthetic(frame: Frame, speakers: Speakers, at: _At) -> Reported | None:
    """As in "Water, he said, had become ...": the whole clause around its cue."""
    masked = frame.masked
    here = _past_means(frame, at.end, at.sentence.end)
    here -= masked[here - 1] == ","
    before = masked[at.sentence.start : at.start]
    comma = before.rfind(",")
    if (
        comma < 0
        or masked[here : here + 1] != ","
        or len(masked[here : at.sentence.end].split()) < 3
    ):
        return None
    if not cues.FINITE.search(masked, here, at.sentence.end) and not _RESUMES.match(masked, here):
        return None
    subject = speakers.before(at.start, at.sentence.start + comma + 1)
    start = _after_other_cue(masked, at.sentence.start, at.sentence.start + comma)
    if (
        subject is None
        or not (subject.name or subject.how == "pronoun")
        or not 0 < len(masked[start : at.sentence.start + comma].split()) < 12
    ):
        return None
    start, end = trimmed(frame.text, masked, start, at.sentence.end)
    return Reported(start, end, subject, (at.start, at.end), "reported.inside")


def _closes_sentence(frame: Frame, at: _At, start: int) -> bool:
    """Whether what is behind the verb is no clause of its own ("..., he said in Kyiv on Monday")."""
    return not cues.FINITE.search(frame.masked, start, at.sentence.end)


def _subject(frame: Frame, speakers: Speakers, at: _At) -> tuple[int, Speaker | None]:
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
    return at.start, subject


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
    for m in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)?", frame.masked[floor:before]):
        word = m[0].lower()
        if (
            word in _FINITE_WORDS
            or word.endswith("ed")
            or (word in cues.direct_verbs() and not cues.direct_verbs()[word].noun)
        ) and m.start() > 0:
            found = speakers.before(floor + m.start(), floor)
            if found and found.name:
                return found
    near = [
        x
        for x in speakers.context.mentions_in(floor, before)
        if x.id and x.kind in ("person", "pronoun", "role", "org")
    ]
    return speakers.of(near[0]) if near else None


_FINITE_WORDS = words_of(
    "is are was were has have had will would can could may might should must met spoke held gave sent told said took made went came led calls called urges thanked meets visits praises"
)


def _participle(
    frame: Frame, speakers: Speakers, at: _At, spoke: Reported | None
) -> Reported | None:
    masked = frame.masked
    before = masked[at.sentence.start : at.start].rstrip()
    if re.search(
        r"(?i)\b(?:is|are|was|were|been|of|for|keep|by(?! also)|without|than|the|his|her|its"
        r"|like)$",
        before,
    ):
        if not re.search(r"(?i)\bquoted(?:\s+by\s+[^,]{1,40})?\s+as$", before):
            return None
    ahead = _clause_behind(frame, at)
    if ahead is None or (at.cue.noun and not ahead[2]):
        return None
    if not (
        before.endswith(
            (",", "while", "and", "before", "as", "also", "after", "further", "–", "—", "-")
        )
        or not before
        or ahead[2]
    ):
        return None
    quoted = re.search(
        r"(?i)\b(?:was|is|were|been)\s+(?:also\s+|later\s+)?quoted(?:\s+by\s+[^,]{1,40})?\s+as$",
        before,
    )
    if quoted:
        subject = speakers.before(at.sentence.start + quoted.start(), at.sentence.start)
    elif spoke is not None:
        subject = spoke.speaker  # "..., X said, adding that ..."
    else:
        subject = sentence_subject(frame, speakers, at.sentence, at.start)
    if subject is None or not subject.name:
        subject = speakers.last
    if subject is None:
        return None
    return Reported(ahead[0], ahead[1], subject, (at.start, at.end), "reported.participle")


def _clause_behind(frame: Frame, at: _At) -> tuple[int, int, bool] | None:
    """The clause behind a verb, and whether "that" opens it."""
    masked, end = frame.masked, at.sentence.end
    here, hearer = at.end, False
    if at.cue.told:
        m = cues.HEARER.match(masked, here, end)
        if not m:
            return None
        here, hearer = m.end(), True
    here = _past_means(frame, here, end)
    that = _THAT.match(masked, here, end)
    if that is None:
        that = _that_after_phrase(frame, here, end, at)
    if that is not None:
        return _bounded(frame, that.end(), at, True)
    if not at.cue.bare or (at.cue.told and not hearer):
        return None
    if not _is_clause(frame, here, end, at):
        return None
    return _bounded(frame, here, at, False)


def _past_means(frame: Frame, here: int, end: int) -> int:
    """Behind "in a statement", "on Tuesday", "at a briefing in Kyiv"."""
    masked = frame.masked
    for _ in range(5):
        m = cues.AFTER.match(masked, here, end)
        dated = next(
            (
                d
                for d in _dates(frame, here, end)
                if re.fullmatch(
                    r",?\s*(?:(?:late|early|on|in|earlier|last|this|next|late on|early on"
                    r"|earlier on)\s+)*",
                    masked[here : d.start],
                )
            ),
            None,
        )
        if dated:
            here = dated.end
        elif m and m.end() > here:
            here = m.end()
        else:
            break
    if masked[here : here + 1] == "," and re.match(
        r",\s+(?:that\b|it\b|the\b|there\b|[A-Z])", masked[here:end]
    ):
        here += 1
    return here


def _dates(frame: Frame, start: int, end: int) -> list[Dated]:
    return [d for d in frame.dates if start <= d.start < min(end, start + 40)]


_PREPOSITION = re.compile(
    r"\s*,?\s*(?:in|on|at|to|during|after|via|through|from|following|with|by|as|for|speaking"
    r"|when|when asked|while|before|without|ahead)\b"
)


def _that_after_phrase(frame: Frame, here: int, end: int, at: _At) -> re.Match[str] | None:
    """As in "said at a meeting with his Danish colleague that ...", "said, without giving details, that"."""
    masked = frame.masked
    stretch = masked[here : min(end, here + 140)]
    if not (_PREPOSITION.match(stretch) or stretch.startswith(",") or at.cue.told):
        return None
    for m in re.finditer(r",?\s+that\s+", stretch):
        between = stretch[: m.start()]
        if (
            _another_cue(between)
            or HIDDEN in between
            or re.search(r"[.;:]\s", between)
            or (cues.FINITE.search(between) and not between.startswith(","))
        ):
            return None
        return _THAT.match(masked, here + m.start(), end)
    return None


def _another_cue(said: str) -> bool:
    found = (cues.verbs().get(w.lower()) for w in cues.WORD.findall(said))
    return any(cue is not None and not cue.noun for cue in found)


def _is_clause(frame: Frame, here: int, end: int, at: _At) -> bool:
    """Whether a finite clause begins here."""
    masked = frame.masked
    stretch = masked[here:end]
    headline = (
        at.cue.form == "s"
        and at.cue.lemma in ("say", "warn")
        and re.match(r"\s+[a-z]\w+\s", stretch)
    )
    m = _OPENS.match(stretch) or headline
    if not m or not stretch[:1].isspace():
        return False
    opener = stretch.strip().split(" ")[0].lower()
    words = stretch.split()
    if len(words) < 3:
        return False
    if HIDDEN in stretch[:3]:
        # Quoted words as the subject of a clause: 'said "this package" would do'.
        opened = re.match(r"\s*[\"“«„‘']\x01{1,60}[\"”»“’']\s+", stretch)
        return bool(opened and cues.FINITE.match(stretch, opened.end()))
    finite = cues.FINITE.search(stretch, 1)
    if finite is None:
        return (
            at.cue.lemma == "say"
            and opener in ("it", "he", "she", "they", "we", "there")
            and len(words) > 3
        )
    before = stretch[: finite.start()]
    if _another_cue(before):
        return False
    if (
        opener in ("in", "on", "at", "by", "with", "from", "during", "after", "before", "under")
        and "," not in before
        and at.cue.lemma != "say"
    ):
        return False
    if (
        opener in ("as", "when", "while", "after", "before", "during", "upon")
        and "," not in stretch
    ):
        return False
    if at.cue.lemma in (
        "say",
        "tell",
        "insist",
        "warn",
        "claim",
        "admit",
        "argue",
        "acknowledge",
        "stress",
        "estimate",
        "explain",
    ):
        return (
            not re.match(
                r"\s*(?:in|on|at|to|by|from|for|of|about(?!\s+(?:an?|half|one|two|three)\b|\s+\d))\s+[^,]*$",
                before,
            )
            or (at.cue.lemma == "say" and "," in before)
            or bool(re.search(r"\b(?:it|he|she|they|there|we)\s+$", before))
        )
    if opener in ("it", "he", "she", "they", "we", "there", "this", "i"):
        return True
    return (
        not re.search(r"\b(?:which|that|who|whose|where|to)\b", before)
        and not before.rstrip().endswith(("of", "for", "by", "with", ","))
        and len(before.split()) <= 9
        and not finite[0].endswith("ed")
    )


def _bounded(frame: Frame, start: int, at: _At, that: bool) -> tuple[int, int, bool] | None:
    masked = frame.masked
    while start < at.sentence.end and masked[start].isspace():
        start += 1
    end = at.sentence.end
    m = _CLAUSE_END.search(masked, start, end)
    if m and m.start() > start + 15:
        end = m.start()
    tail = _second_cue(masked, start, end)
    if tail:
        end = tail
    start, end = trimmed(frame.text, masked, start, end)
    return (start, end, that) if end - start >= 8 and " " in frame.text[start:end] else None


def _second_cue(masked: str, start: int, end: int) -> int | None:
    """Where ", and added that", ", he said" or "and stressed that" begins inside a clause."""
    m = re.compile(
        r",?\s+(?:and|but)\s+(?:he\s+|she\s+|also\s+|has\s+|had\s+|further\s+)*(?:added"
        r"|stressed|noted|said|warned|emphasi[sz]ed|promised|thanked|called for|urged"
        r"|underlined|pointed out|called on|reiterated|expressed|recalled|invited|asked)\b"
        r"|,\s+(?:and|but)\s+[^,\x01]{3,70}?\s(?:said|says|added|adds|noted|stressed|warned)\b"
        r"|,\s+(?:he|she|it|they|(?:[A-Z][\w’'-]+\s?){1,3}|the\s+[a-z]+)\s+(?:said|added|says"
        r"|adds|noted|stressed|told|explained|warned)\b"
        r"|,\s+(?:said|says)\s+[A-Z]"
    ).search(masked, start + 10, end)
    return m.start() if m else None


def trimmed(text: str, masked: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks, final signs and a whole pair of marks around."""
    while (
        end > start
        and (text[end - 1].isspace() or text[end - 1] in ".,;:!?…–—-")
        and not _abbreviated(text, end)
    ):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in ",;:–—-•*"):
        start += 1
    return start, end


def _abbreviated(text: str, end: int) -> bool:
    """Whether the last dot belongs to "U.S." rather than to the sentence."""
    return bool(re.search(r"(?:^|[\s(])(?:[A-Z]\.){2,}$", text[max(0, end - 8) : end]))


_CLAUSE_COMMA = re.compile(r"(?:,|[\"”’»]|\s[–—-])\s*$")


def _clause_before(frame: Frame, speakers: Speakers, at: _At) -> Reported | None:
    """As in "..., X said" and "..., said X": the sentence up to the comma is what was said."""
    masked = frame.masked
    direct = masked[at.sentence.start : at.start]
    if (
        re.search(r"(?:,|\s[–—-]{1,2})\s*$", direct)
        and at.cue.form in ("past", "s")
        and at.cue.bare
        and not at.cue.told
    ):
        subject = speakers.after(at.end, at.sentence.end)
        if subject and (subject.name or subject.how == "pronoun"):
            return _before(frame, at, at.start, subject, "reported.before_inverted")
        return None
    comma = _last_comma(masked, at)
    if comma is None:
        return None
    subject = speakers.before(at.start, comma + 1)
    if subject is None or subject.start < comma:
        return None
    if re.match(
        r"\s*(?:and|but|as|which|who|while|when|where|if|because|since|after|before)\b",
        masked[comma + 1 : subject.start + 1],
    ) and not re.match(r"\s*as\s", masked[comma + 1 : subject.start + 1]):
        return None
    return _before(frame, at, comma, subject, "reported.before")


def _last_comma(masked: str, at: _At) -> int | None:
    """The comma that parts a reported clause from its cue, appositions of the subject skipped."""
    commas = [
        m.start()
        for m in re.finditer(r",(?=\s)|\s[–—-]{1,2}(?=\s)", masked[at.sentence.start : at.start])
    ]
    for k in reversed(commas):
        comma = at.sentence.start + k
        between = masked[comma + 1 : at.start]
        if "," not in between and len(between) < 110:
            return comma
    return None


def _before(frame: Frame, at: _At, end: int, subject: Speaker, rule: str) -> Reported | None:
    masked = frame.masked
    start = at.sentence.start
    if HIDDEN in masked[start:end] and _all_quoted(masked[start:end]):
        return None
    lead = re.match(r"(?:But|And|However,|Meanwhile,|Still,|Also,|So|Yet)\s+", masked[start:end])
    start += lead.end() if lead else 0
    start = _after_other_cue(masked, start, end)
    start, end = trimmed(frame.text, masked, start, end)
    said = masked[start:end]
    if len(said.split()) < 3 or not (
        cues.FINITE.search(said) or HIDDEN in said or re.search(r"\b[a-z]{3,}s\b", said)
    ):
        return None
    if re.match(
        r"(?:In|At|On|During|After|Before|Speaking|Following|Asked|Commenting|Addressing|While"
        r"|As|When|With|For|Earlier|By)\b",
        said,
    ) and not cues.FINITE.search(said.split(",")[-1]):
        return None
    if "," not in said and re.match(
        r"(?:After|Before|While|When|As|If|Asked|Speaking|Commenting|Addressing|Referring"
        r"|Following)\b",
        said,
    ):
        return None
    if rule == "reported.before_inverted" and re.search(
        r"(?:^|\n)\s*[–—]\s*$", frame.text[max(0, start - 6) : start]
    ):
        rule = "reported.dash"
    return Reported(start, end, subject, (at.start, at.end), rule)


def _after_other_cue(masked: str, start: int, end: int) -> int:
    """Behind an earlier quotation with its cue, or behind a semicolon, in the same sentence."""
    cut = max(masked.rfind("; ", start, end), masked.rfind(": ", start, end))
    return cut + 2 if cut >= 0 else start


def _all_quoted(said: str) -> bool:
    """Whether hardly anything but a quotation stands here."""
    return len([w for w in re.sub(r"[\"“”«»„‘’'\x01,.!?–—-]+", " ", said).split()]) < 4


def _sources(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    """As in "According to X, ..." and "..., according to X"."""
    masked = frame.masked
    for m in cues.ACCORDING.finditer(masked, sentence.start, sentence.end):
        subject = speakers.after(m.end(), sentence.end)
        if subject is None or not subject.name:
            continue
        word = m[0].strip().lower()
        if word in ("citing", "cited by", "as quoted by"):
            continue
        span = _around(frame, m.start(), subject.end, sentence)
        if span:
            speakers.remember(subject)
            yield Reported(span[0], span[1], subject, m.span(), "reported.according_to")


def _around(frame: Frame, at: int, subject_end: int, sentence: Span) -> tuple[int, int] | None:
    masked = frame.masked
    if re.search(
        r"(?:[.:–—-]|^)\s*[\"“«„]\x01+[.!?…,]?[\"”»“]\s*,?\s*$", masked[sentence.start : at]
    ):
        return None  # words in marks with their source: no clause around them
    before = masked[sentence.start : at].strip(' ,–—-("“')
    if (len(before.split()) >= 4 and cues.FINITE.search(before)) or len(before.split()) >= 6:
        start, end = sentence.start, at
    else:
        comma = masked.find(",", subject_end, sentence.end)
        if comma < 0:
            return None
        # "according to Jan Egeland, head of the council, ..."
        rest = masked[comma + 1 : sentence.end]
        second = re.match(r"\s+(?:the\s+|a\s+|an\s+)?[^,]{0,80},\s", rest)
        first = rest.split(",")[0]
        if second and not cues.FINITE.search(first):
            comma += second.end()
        start, end = comma + 1, sentence.end
    if _all_quoted(masked[start:end]) and HIDDEN in masked[start:end]:
        return None
    start, end = trimmed(frame.text, masked, start, end)
    return (start, end) if end - start > 12 else None


_HEAD = re.compile(r"(?P<who>[^:\n\x01\"“”]{2,60}):\s+(?P<said>\S[^\n]*)$")


_SIGNED = re.compile(r"(?P<said>[^.\n\x01]{25,200}?)\s[-–—]\s(?P<who>[^-–—.:\n\x01,]{4,50})$")


def _signed(frame: Frame, speakers: Speakers, m: re.Match[str]) -> Iterator[Reported]:
    """As in "Lithuania to hand over air defence - Ministry": a headline and its source."""
    who = m["who"].strip()
    mention = speakers.mention_ending(m.end("who"))
    named = mention is not None and mention.kind == "person" and mention.start - m.start("who") < 30
    body = re.fullmatch(
        r"(?i)(?:[\w’'.]+\s+){0,4}(?:ministry|minister|president|pm|official|officials"
        r"|spokes\w+|government|source|media|general staff|un|wfp|ocha|unicef|unhcr|nato"
        r"|pentagon|white house|kremlin|mod|report|embassy)(?:\s+of\s+[\w\s]+)?",
        who,
    )
    if not (named or body) or who in _OUTLETS or "|" in who:
        return
    subject = (
        speakers.of(mention)
        if named and mention
        else Speaker(who, m.start("who"), m.end("who"), "phrase")
    )
    speakers.remember(subject)
    start, end = trimmed(frame.text, frame.masked, m.start("said"), m.end("said"))
    yield Reported(start, end, subject, m.span("who"), "reported.headline")


def _headline(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    """As in "Zelensky: we need more air defence": a name, a colon, a clause."""
    masked = frame.masked
    signed = _SIGNED.match(masked, sentence.start, sentence.end)
    if signed:
        yield from _signed(frame, speakers, signed)
        return
    m = _HEAD.match(masked, sentence.start, sentence.end)
    if not m or HIDDEN in m["said"][:3] or len(m["said"].split()) < 4:
        return
    who_end = m.end("who")
    mention = speakers.mention_ending(who_end)
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
        start, end = trimmed(frame.text, masked, m.start("said"), m.end("said"))
        speakers.remember(subject)
        yield Reported(start, end, subject, (who_end, who_end + 1), "reported.headline")
