"""Reported clauses that stand before their cue: "..., X said", "..., said X"."""

import re

from resupply.intake import cues, rx
from resupply.intake.frame import HIDDEN, Frame
from resupply.intake.phrases import SPEAKS, Speaker, is_name
from resupply.intake.speakers import Speakers
from resupply.intake.told_back import IS_BY
from resupply.intake.told_by import all_quoted
from resupply.intake.told_clauses import (
    POINTS_BACK,
    At,
    Reported,
    another_cue,
    past_means,
    trimmed,
)

#: Behind a name it shows that the name is the subject of what is told: "said the president had".
_HAS = rx.compile(
    r"\s+(?:has|had|have|is|was|are|were|will|would|can|could|may|might|must|should)\b"
)


def clause_before(frame: Frame, speakers: Speakers, at: At) -> Reported | None:
    """As in "..., X said" and "..., said X": the sentence up to the comma is what was said."""
    masked = frame.masked
    direct = masked[at.sentence.start : at.start]
    if (
        re.search(r"(?:,|\s[–—-]{1,2})\s*$", direct)
        and at.cue.form in ("past", "s")
        and at.cue.bare
        and at.cue.lemma not in ("expect", "fear", "hope")
        and (not at.cue.told or at.cue.lemma in ("assure", "reassure", "remind"))
    ):
        subject = speakers.after(at.end, at.sentence.end)
        means = None if subject else past_means(frame, at.end, at.sentence.end)
        if means and means > at.end and masked[means : means + 1] != ",":
            later = speakers.after(means, at.sentence.end)  # "said on Monday the mayor"
            subject = later if later and later.how in ("name", "role") else None
        goes_on = (
            subject is not None
            and subject.how == "pronoun"
            and masked[subject.end : subject.end + 1] == " "
        ) or (subject is not None and _HAS.match(masked, subject.end))
        if subject and not means and _given(masked, at, subject):
            return None
        if subject and subject.how == "phrase" and cues.FINITE.search(subject.name):
            return None  # "Ana Novak, head of the port, said the storm sank ten boats"
        if subject and not goes_on and (subject.name or subject.how == "pronoun"):
            return _before(frame, at, at.start, subject, "reported.before_inverted")
        if subject or not _NOBODY_BEHIND.match(masked, at.end):
            return None
    if at.cue.lemma in _OF_DEEDS and _TO_DO.match(masked, at.end):
        return None  # "Asked for help, the allies have promised to send boats"
    if at.cue.lemma in _OF_THINGS and _THING.match(masked, at.end):
        return None  # "Peru is next - the port has promised a dozen boats"
    comma = _last_comma(frame, at)
    if comma is None or _AS_HAD.match(masked, comma + 1, at.start + 1):
        return None
    subject = speakers.before(at.start, comma + 1)
    if subject is None or subject.start < comma:
        return None
    spoken_on = at.cue.lemma in cues.TWO_WORDS
    if not (at.cue.bare or spoken_on or _CLOSES.match(masked, at.end, at.sentence.end)):
        return None  # "In retreat, Kenya shows signs of ...": shown is a thing, and no clause
    named = subject.how in ("name", "pronoun", "role")
    if spoken_on and not named and not SPEAKS.search(frame.text[subject.start : subject.end]):
        return None  # "as the gridlock goes on"
    whole = _ARTICLE.fullmatch(masked, comma + 1, subject.start) and _may_announce(subject)
    put_beside = (
        at.cue.lemma in OF_GIFTS
        and not whole
        and BESIDE.fullmatch(masked, comma + 1, at.start)
        and WHEN.match(masked, at.end)
    )
    of_no_speaker = at.cue.lemma in OF_GIFTS and not _may_announce(subject)
    if not named and (put_beside or of_no_speaker):
        return None  # "wheat, a gift announced at the summit": said of the gift, and by nobody
    if _CLAIM.match(masked, comma + 1):
        return None  # "..., a claim the port denied"
    if _LATER.match(masked, comma + 1) or _PART_OF.match(masked, comma + 1):
        return None  # "..., a day after the government announced the same"
    if at.cue.lemma in _OF_ANYTHING and subject.how == "loose":
        return None  # "..., and a cold winter continues."
    if another_cue(masked[comma + 1 : subject.start]):
        return None  # ", said he had promised": the clause before is another verb's
    if re.match(
        r"\s*(?:and|but|as|which|who|whose|while|when|where|if|because|since|after|before|with"
        r"|(?:on|of|for|to|in|by|at|against|from)\s+(?:which|whom|whose))\b",
        masked[comma + 1 : at.start],
    ) and not re.match(r"\s*as\s", masked[comma + 1 : at.start]):
        return None
    return _before(frame, at, comma, subject, "reported.before")


#: What winters and wars do as well as people.
_OF_ANYTHING = frozenset(["continue", "show", "project"])
#: "..., an aid source confirmed on Monday": who speaks is all that stands there.
_ARTICLE = rx.compile(r"\s*(?:an?\s+)?")


def _may_announce(subject: Speaker) -> bool:
    """Not a gift itself: "giving details of a package announced this week"."""
    head = re.split(r"\s(?:of|for|at|in)\s", subject.name)[0]
    speaks = SPEAKS.search(subject.name) or SPEAKS.search(head) or is_name(subject.name)
    return bool(speaks) and not _A_GIFT.search(subject.name)


_A_GIFT = rx.compile(
    r"(?:aid|assistance|support|package|deal|gift|tranche|donation|shipment|plan|grant|loan|drones"
    r"|weapons|ammunition|vehicles)s?\Z"
)
#: ", the mayor, Ana Novak, reported in Telegram.": the subject stands before its verb.
_NOBODY_BEHIND = rx.compile(
    r"\.|\s(?:in|on|at|during|late|early|yesterday|today|earlier|this|last|via|after|following"
    r"|through)\b"
)
_OF_THINGS = frozenset(["announce", "promise", "pledge", "reveal", "vow", "propose", "unveil"])
_THING = rx.compile(
    r"\s+(?:an?\s(?!day\b|week\b|month\b|year\b|few\b)|its\s|their\s|[$€£]|\d|(?:some|about|nearly"
    r"|over|up\s+to|new|more|another|additional|extra|fresh|further)\s)"
)
_OF_DEEDS = frozenset(["promise", "pledge", "vow", "agree", "propose", "continue", "demand"])
_TO_DO = rx.compile(r"\s+(?:not\s+)?to\s+[a-z]")
_LATER = rx.compile(
    r"\s*(?:(?:just|only|barely|more\s+than|about|almost|nearly)\s+)?(?:an?|one|two|three|four|five"
    r"|six|several|some|\d+|hours|days|weeks|months|years|the)\s*(?:hours?|days?|weeks?|months?"
    r"|years?|minutes|morning|evening)?\s+(?:after|before|since)\s"
)
_CLAIM = rx.compile(
    r"\s*(?:an?\s(?:claim|accusation|charge|allegation|assertion|figure|report)|which)\s"
)
#: "..., part of a deal that the premier announced": put beside, and nobody's clause.
_PART_OF = rx.compile(
    r"\s*(?:(?:a\s+)?part|most|some|half|all|both|each|many|several|the\s+\w+)\s+of\s+(?:an?"
    r"|the|its"
    r"|which|whom|them)\s(?=[^,]*\s(?:announced|promised|pledged|reported|revealed|confirmed"
    r"|agreed))"
    r"(?!(?:[\w’'-]+\s){0,3}(?:has|had|have|also)?\s?(?:announced|promised|pledged|reported))"
)
#: "..., as he had promised before the vote": a remark, and nobody's clause.
_AS_HAD = rx.compile(r"\s*as\s[^,]{2,40}\s(?:had|has|have)\s")
_BY_ANOTHER = rx.compile(
    r"\b(?:under|by|in|on|at|for|with|from|to|of|as|after|before|during|last|since|earlier)\b"
)


def _given(masked: str, at: At, subject: Speaker) -> bool:
    """As in "the last package, announced under X" and "X, who came, announced new aid"."""
    told = at.cue.lemma in OF_GIFTS and subject.how == "phrase"
    near = at.end + 1 if at.cue.lemma in OF_GIFTS else subject.start
    other = _BY_ANOTHER.search(masked, at.end, subject.start)
    return bool(other and (other.start() == at.end + 1 or near < subject.start)) or (
        told and not SPEAKS.search(subject.name) and not is_name(subject.name)
    )


OF_GIFTS = frozenset(["announce", "promise", "pledge", "report", "reveal", "confirm"])
BESIDE = rx.compile(r"\s*an?\s[\w -]{3,40}\s")
WHEN = rx.compile(r"\s(?:at|by|in|on|last|during|after|earlier|this)\b")


_CUT_OFF = rx.compile(r"\s(?:will|would|can|could|may|might|must|should|has|have|had)\Z")
#: "Since the war began, the mayor said, the town has": only a time, the clause is behind.
_UNTIL_BEGAN = rx.compile(
    r"(?:Since|Until|Once|Unless)\s(?:[\w’'-]+\s){1,6}?(?:began|started|ended|is over|broke out"
    r"|came|fell|fails|failed)"
)
_ONLY_HELPS = rx.compile(r"\s*(?:(?:has|had|have|also|then|later|since|[a-z]+ly)\s+)*")
_NAMED_BESIDE = rx.compile(
    r"\s(?:the|its|their|a|an|his)?\s?[A-Za-z][^,;:\x01\"“”]{4,80},"
    r"\s(?:[A-Z][^,;:\x01\"“”]{3,40}|(?:(?:the|an?|its|their|his|her)\s)?(?:[\w.’'&-]+\s){0,5}?"
    r"(?:head|chief|director|minister|president|leader"
    r"|spokes\w+|chair\w*|secretary|commissioner|coordinator|governor|mayor|founder|deputy|ceo"
    r"|manager|commander|owner|adviser|advisor|ambassador|envoy|representative|officer|official"
    r"|member|professor|expert|analyst|economist|administrator|co-chair"
    r"|executive)\b[^,;:\x01\"“”]{0,70}|(?:an?|the|one\sof|part\sof|\d\d)\b[^,;:\x01\"“”]{0,80}"
    r"|(?:who|which|whose)\s[^,;:\x01\"“”]{3,80}),"
    r"\s(?:(?:has|had|have|also|then|later|since|[a-z]+ly)\s+)*"
)


#: "This is stated in a press release, Y informs": so is what was stated.
_STATED = rx.compile(
    r"(?:That|This)(?:['’]s|\s+is|\s+was)\s+what\b"
    r"|(?:The\s+(?:\w+\s+)?(?:figures?|news|information|data|report|message)\s+(?:comes?|came"
    r"|is|was)\s+from\b)"
    r"|(?:This|It|The\s+(?:statement|announcement|remarks?|comments?|news|post))\s+(?:is|was"
    r"|were|has\s+been)"
    r"\s+(?:(?:[a-z]{4,}ed|said|told|written|made|given)\s+(?:in|by|on|at|during|to)|on)\b"
    r"|(?:He|She|They)\s+(?:spoke|was\s+speaking|were\s+speaking)\s+(?:at|in|on|to|during)\b"
)
_QUOTED_FIRST = rx.compile(r"\s*[\"“«„‘]\x01+[.,!?…]?[\"”»“’]")


_CLOSES = rx.compile(r"(?:\s+out)?\s*(?:[.,;:!?)\"”]|$|\s(?:in|on|at|to|during|after|as)\s)")


_CLOSING = rx.compile(r"(?<=\x01)[\"”’»](?=\s)")


def _last_comma(frame: Frame, at: At) -> int | None:
    """The comma that parts a reported clause from its cue, appositions of the subject skipped."""
    masked = frame.masked
    hidden = [  # the comma inside the marks: 'roads "where nobody drives," she said'
        m.start() - 1 - at.sentence.start
        for m in _CLOSING.finditer(masked, at.sentence.start, at.start)
        if frame.text[m.start() - 1] == ","
    ]
    commas = [
        m.start()
        for m in re.finditer(
            r",(?=[\"”’»]?\s)|\s[–—-]{1,2}(?=\s)", masked[at.sentence.start : at.start]
        )
    ]
    commas = sorted({*commas, *hidden})
    for k in reversed(commas):
        comma = at.sentence.start + k
        if masked.rfind("(", at.sentence.start + 1, comma) > masked.rfind(
            ")", at.sentence.start, comma
        ):
            continue  # "Sen. Ana Novak (D - Virginia) said"
        between = masked[comma + 1 : at.start].lstrip('"”’»')
        if _ONLY_HELPS.fullmatch(between):
            continue  # "..., the head of the agency, Jan Berg, has said": what is put beside him
        if _NAMED_BESIDE.fullmatch(between):
            return comma
        if "," not in between and len(between) < 110:
            return comma
    return None


def _before(frame: Frame, at: At, end: int, subject: Speaker, rule: str) -> Reported | None:
    masked = frame.masked
    start = at.sentence.start
    if HIDDEN in masked[start:end] and all_quoted(masked[start:end]):
        return None
    if POINTS_BACK.search(masked, start, end) or _STATED.match(masked, start, end):
        return None
    if IS_BY.match(masked, start, end) or masked.startswith(("Source:", "Sources:"), start):
        return None
    if at.cue.lemma in ("report", "write") and _QUOTED_FIRST.match(masked, start, end):
        return None  # '"...", X said, an Agency correspondent reports': X said it
    opened = _QUOTED_FIRST.match(masked, start, end)
    if opened and another_cue(masked[opened.end() : end]):
        return None
    lead = re.match(r"(?:But|And|However,|Meanwhile,|Still,|Also,|So|Yet)\s+", masked[start:end])
    start += lead.end() if lead else 0
    start = after_other_cue(masked, start, end)
    start, end = trimmed(frame.text, start, end)
    said = masked[start:end]
    headline = rule == "reported.before_inverted" and masked[at.sentence.end - 1].isalnum()
    if len(said.split()) < 3 or not (
        (headline and len(said.split()) > 3)
        or cues.FINITE.search(said)
        or HIDDEN in said
        or re.match(r"(?:We|I|They|You|There)\s[a-z]+\s", said)
        or re.search(r"\b[a-z]{3,}s\b", said)
    ):
        return None
    if re.match(
        r"(?:In|At|On|During|After|Before|Speaking|Following|Asked|Commenting|Addressing|While"
        r"|As|When|With|For|Earlier|By)\b",
        said,
    ) and not cues.FINITE.search(said):
        return None
    if "," not in said and re.match(
        r"(?:After|Before|While|When|As(?! of\b)|If|Asked|Speaking|Commenting|Addressing|Referring"
        r"|Following|Because|Although|Though|Whereas|Answering|Responding)\b",
        said,
    ):
        return None
    if _only_leads(said):
        return None
    if said.startswith("According to ") and "," not in said:
        return None  # "According to data collected by the bank, Peru has pledged most"
    if re.fullmatch(r"(?:[\w’'-]+\s){1,4}(?:ago|earlier|later|before)", said):
        return None  # "Ten days ago, he said, boats came"
    if _CUT_OFF.search(said) or _UNTIL_BEGAN.fullmatch(said):
        return None  # "The road will, he says, be opened": the verb is behind the cue
    if rule.startswith("reported.before") and re.search(
        r"(?:^|\n)\s*[–—]\s*$", frame.text[max(0, start - 6) : start]
    ):
        rule = "reported.dash"
    return Reported(start, end, subject, (at.start, at.end), rule)


#: How a part of a sentence begins that is no clause: "Besides boats, the port announced tents".
_LED = rx.compile(
    r"(?:Besides|Apart\s+from|Aside\s+from|In\s+addition(?:\s+to)?|Along(?:side)?(?:\s+with)?"
    r"|Together\s+with|According\s+to|In|At|On|During|After|Before|Following|With|For|From|By|Amid"
    r"|Under|Within|Throughout|Until|Since|Despite|Instead\s+of|Thanks\s+to|Due\s+to|Because\s+of"
    r"|Ahead\s+of|As\s+part\s+of|As\s+well\s+as|Unlike|Like|To|Upon|Per|Contrary\s+to|Regarding"
    r"|[A-Z][a-z]{2,}ing)\b(?!\s+(?:is|was|are|were|will|would|has|have|had|can|could|must"
    r"|should)\b)"
)
#: "The day after it ended": a time.
_A_TIME = rx.compile(
    r"(?:The|A|One|Two|Three|Just\s\w+|\d+|Several|Some)\s+(?:\w+\s+)?(?:days?|weeks?|months?"
    r"|years?|hours?"
    r"|morning|evening|night)\s+(?:after|before)\b[^,]*"
)
_ASIDE = rx.compile(r",\s*(?:who|which|whose|where|when|while|as|after|before)\b[^,]*")
_RELATIVE = rx.compile(r"\s(?:who|which|that|where|when|after|before|since|until|because|as)\s")
#: What only leads is no longer than this [words].
_LED_MAX = 10


_HAVING = rx.compile(r"^Having\s(?:(?:also|just|been|[a-z]+ly)\s)*[a-z]+")


def _only_leads(said: str) -> bool:
    """As in "In the call, which took an hour": a part that opens a sentence, without a clause."""
    if _A_TIME.fullmatch(said):
        return True
    return bool(_LED.match(said)) and HIDDEN not in said and _no_clause(said)


def _no_clause(said: str) -> bool:
    """Whether no verb stands in the words that lead, but those of asides."""
    plain = _HAVING.sub("", _ASIDE.sub("", said))
    if len(plain.split()) > _LED_MAX:
        return False
    rest = plain.split(",", 1)[1] if "," in plain else ""
    acts = len(cues.FINITE.findall(plain)) + another_cue(plain.partition(" ")[2])
    return acts <= len(_RELATIVE.findall(plain)) and not _ACTS.search(rest)


_ACTS = rx.compile(r"\b(?!its|this|thus)[a-z]{3,}s\b")


def after_other_cue(masked: str, start: int, end: int) -> int:
    """Behind an earlier quotation with its cue, or behind a semicolon, in the same sentence."""
    colon = masked.rfind(": ", start, end)
    if (
        colon >= 0
        and len(masked[start:colon].split()) > 4
        and not cues.FINITE.search(masked, start, colon)
    ):
        colon = -1  # "The Committee of the Red Cross (ICRC): Health services will get ..."
    semicolon = masked.rfind("; ", start, end)
    if masked.startswith("and ", semicolon + 2):
        semicolon = -1  # "A has ten boats; B has two; and C has none"
    cut = max(semicolon, colon)
    spliced = list(_SPLICED.finditer(masked, start, end))
    if spliced and spliced[-1].end() > cut + 2 and end - spliced[-1].end() > 9:
        return spliced[-1].end()
    return cut + 2 if cut >= 0 else start


#: "..., the minister said, it was a shame, he added": one cue behind another in one sentence.
_SPLICED = rx.compile(
    r",\s+(?:he|she|it|they|the\s+[a-z]+|(?:[A-Z][\w’'-]+\s?){1,3})\s+(?:said|says|added|adds|noted"
    r"|stressed|explained|told\s+\w+),\s+(?=(?:it|he|she|they|there|the|this|that|we|a|an|[A-Z])\b)"
)
