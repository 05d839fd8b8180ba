"""Speech that another sentence points to: "This was stated by X", "That is according to X"."""

from collections.abc import Iterator

from resupply.intake import rx
from resupply.intake.frame import Frame
from resupply.intake.phrases import Speaker, is_name
from resupply.intake.speakers import Speakers
from resupply.intake.text import Span
from resupply.intake.told_clauses import Reported, trimmed

_THIS_WAS = rx.compile(
    r"(?:This|That|It|The\s+(?:relevant|corresponding)\s+\w+)\s+(?:was|is|has\s+been"
    r"|were)\s+(?:also\s+)?(?:stated|announced|reported|said|confirmed|noted|written"
    r"|emphasi[sz]ed|told|revealed|published|posted)"
    r"\s+(?:(?:[a-z]+\s+){0,4}?by\s+|in\s+(?=(?:the|an?|its)\s[^.,:]{0,60}(?:release|statement"
    r"|report"
    r"|message|post|letter)\b))"
)

_SAID_THIS = rx.compile(
    r"\b(?:said|stated|announced|wrote|reported|confirmed|noted|told|spoke\s+about|posted"
    r"|emphasi[sz]ed)\s+(?:about\s+)?(?:this|so)\b(?!\s+(?:\w+\s)?(?:news\w*|paper|agency|website"
    r"|reporter|channel|publication|outlet|magazine|station|week|month|year|morning|evening"
    r"|correspondent|journalist|committee|council))"
    r"(?!\s+(?:was|is|were|are|will|would|could|can|may|might|should|has|had|have|means?|meant"
    r"|makes?"
    r"|made|marks?|marked|shows?|showed|comes?|came|gives?|gave|brings?|helps?)\b)"
    r"|\bannounced\s+it(?=\s(?:on|in|via|during|at)\s)"
    r"|\b(?:says|reports|writes|announces|confirms)\s+(?:about\s+)?(?:so|this)(?=\s*[.,]|\s(?:in|on|at)\s)"
    r"|\b(?:made|makes)\s+(?:(?:this|it)\s+(?:known|public|clear)"
    r"|(?:this|the|such\s+an?|the\s+relevant|the\s+corresponding)\s+(?:statement|announcement"
    r"|remarks?|comments?))(?=\s*[.,]|\s(?:in|on|at|during|after|following|while)\s)"
)


#: "That's according to X", "The figures come from X".
IS_BY = rx.compile(
    r"(?:This|That|It|All\s+(?:of\s+)?this|The\s+(?:news|information|figures?|data"
    r"|announcement|report"
    r"|message|statement))\s*(?:['’]s|is|was|are|were|comes?|came|became\s+known"
    r"|(?:is|was|became)\s+(?:clear|evident|known|apparent)|stems?|follows?|emerge[sd]|results?)"
    r"\s+(?:all\s+|also\s+)?(?:according\s+to|from)\s+"
    r"(?:(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,2}(?:statement|report|release|message|letter"
    r"|document|post|note|announcement|communiqu[eé])\s+(?:of|by|from|issued\s+by|published\s+by)"
    r"\s+)?"
)
#: "So the government reports in a letter", "So says the ministry".
_SO = rx.compile(
    r"So\s+(?:(?P<verb>says|said|reports?|reported|writes|wrote|stated|states|announced|stressed"
    r"|noted|claims|claimed|argues|argued|thinks|believes)\s+(?!that\b)"
    r"|(?P<who>[^,.;:\x01]{3,60}?)\s(?:says|said|reports|reported|writes|wrote|states|stated"
    r"|announced)"
    r"(?=\s(?:in|on|at|to)\s|\s*\.))"
)
_IN_MARKS = rx.compile(r"\s*[\"“«„‘'–—-]?\s*\x01|[–—-]?\s*[\"“«„]")
#: They may begin a paragraph of their own and still point to the one above.
_POINTERS = ("This ", "That", "So ")
#: "Ana Novak said so on Tuesday, Reuters reports": of nothing else speaks the sentence.
_ONLY_SO = rx.compile(r"\b(?:sa(?:id|ys)\s+so|made\s+(?:this|it)\s+(?:known|public))\b")
#: "The mayor Ana Novak announced this on Telegram, Reuters reports.": nor does this.
_ONLY_THIS = rx.compile(
    r"(?:the\s)?[A-Z][^;:\x01]{2,120}?\s(?:said|stated|announced|wrote|reported|posted|confirmed|noted"
    r"|told|spoke)\s(?:about\s)?(?:this|(?<=announced\s)it(?=\s(?:on|in|via|during|at)\s))(?:\s(?:on|in|at|during|via|to|in\san?)\s[^,;:\x01]{2,70})?"
    r"(?:,\s(?:as\s)?(?:according\sto\s[^,;\x01]{2,60}|[^,;\x01]{2,60}\s"
    r"(?:reports?|reported|says|said|informs|writes|noted)))?\.?\Z"
)
#: What a sentence ends with, and a heading does not.
_ENDS = '.!?"”»’)'


def pointing_back(frame: Frame, speakers: Speakers, sentence: Span) -> Reported | None:
    """As in "This was stated by X", "X said this on Telegram": it was the sentence before."""
    masked = frame.masked
    this = _THIS_WAS.match(masked, sentence.start, sentence.end)
    said = _SAID_THIS.search(masked, sentence.start, sentence.end)
    by = IS_BY.match(masked, sentence.start, sentence.end)
    so = _SO.match(masked, sentence.start, sentence.end)
    before = _sentence_before(frame, sentence) if this or said or by or so else None
    if before is None:
        if said and (first := speakers.before(said.start(), sentence.start)) and first.name:
            speakers.remember(first)  # "The council reported this on Telegram." opens a page
        return None
    this = this or by or (so if so and so["verb"] else None)
    said = None if this else (said or so)
    subject = (
        speakers.after(this.end(), sentence.end)
        if this
        else speakers.before(so.end("who"), so.start("who"))
        if so and said is so
        else speakers.before(said.start(), sentence.start)
        if said
        else None
    )
    if subject is None or not subject.name or _IN_MARKS.match(masked, before.start):
        return None
    if by and subject.how == "phrase" and not is_name(subject.name):
        return None  # "That is according to the newest update": no sentence, but all of the text
    speakers.remember(subject)
    start, end = trimmed(frame.text, before.start, before.end)
    cue = this.span() if this else said.span() if said else (sentence.start, sentence.start)
    return Reported(start, end, subject, cue, "reported.pointing_back")


def _sentence_before(frame: Frame, sentence: Span) -> Span | None:
    n = frame.sentences.index(sentence)
    before = frame.sentences[n - 1] if n else None
    same = before and frame.document.paragraph_at(before.start) == frame.document.paragraph_at(
        sentence.start
    )
    far = (
        frame.masked.startswith(_POINTERS, sentence.start)
        or _ONLY_SO.search(frame.masked, sentence.start, sentence.end)
        or _ONLY_THIS.match(frame.masked, sentence.start, sentence.end)
    )
    if before is None or not (same or far) or frame.text[before.end - 1] not in _ENDS:
        return None
    return before if len(frame.masked[before.start : before.end].split()) > 4 else None


#: "In his words, the plant ...".
_HIS_WORDS = rx.compile(
    r"(?:In|According\s+to|By)\s+(?:(?:his|her|their|its)|(?P<who>[^,.;:\x01]{3,50}?)['’]s?)"
    r"\s+(?:own\s+)?(?:words|opinion|view|estimates?"
    r"|assessment|calculations|account),\s+"
)


def _in_his_words(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    m = _HIS_WORDS.match(frame.masked, sentence.start, sentence.end)
    spoke = speakers.last
    if m and m["who"]:
        spoke = speakers.before(m.end("who"), m.start("who"))
    if m is None or spoke is None or not spoke.name:
        return
    start, end = trimmed(frame.text, m.end(), sentence.end)
    if len(frame.masked[start:end].split()) > 3:
        who = Speaker(spoke.name, *m.span(), "pronoun")
        yield Reported(start, end, who, m.span(), "reported.according_to")


#: "It is noted that ...": whoever was speaking, or nobody in particular.
_NOTED = rx.compile(
    r"(?:(?:Earlier|Also|Separately|At\s+the\s+same\s+time|In\s+addition|Besides|Previously"
    r"|Later),?\s+)?"
    r"[Ii]t\s+(?:is|was|has\s+been)\s+(?:also\s+|further\s+|earlier\s+|previously\s+"
    r"|separately\s+)?"
    r"(?P<verb>noted|pointed\s+out|stressed|emphasi[sz]ed|added|specified|explained|stated"
    r"|clarified"
    r"|mentioned|underlined|recalled|indicated|highlighted|reported|announced|said|alleged|claimed)"
    r"\s+(?:(?:separately|earlier|there|here|also|today|yesterday)\s+|in\s+[^,.]{3,50}\s+"
    r"|on\s+[A-Z]\w+\s+)?that\s+"
)
_BY_NOBODY = ("reported", "announced", "said", "alleged", "claimed")
#: Further back nobody is meant [characters].
_FAR = 1200


def impersonal(frame: Frame, speakers: Speakers, sentence: Span) -> Iterator[Reported]:
    """As in "It is noted that the generators will be sent": who spoke before goes on."""
    yield from _in_his_words(frame, speakers, sentence)
    m = _NOTED.match(frame.masked, sentence.start, sentence.end)
    if m is None:
        return
    start, end = trimmed(frame.text, m.end(), sentence.end)
    if len(frame.masked[start:end].split()) < 4:
        return
    spoke = speakers.last
    if spoke is None or sentence.start - spoke.start > _FAR:
        spoke = speakers.before(m.start("verb"), sentence.start)
    name = spoke.name if spoke and m["verb"] not in _BY_NOBODY else ""
    who = Speaker(name, *m.span("verb"), "pronoun")
    yield Reported(start, end, who, m.span("verb"), "reported.behind_that")
