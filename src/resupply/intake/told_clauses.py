"""Which clause a reporting verb reports: where it begins behind the verb, and where it ends."""

import re
from typing import NamedTuple

from resupply.intake import cues, rx
from resupply.intake.cues import Cue
from resupply.intake.dates import Dated
from resupply.intake.frame import HIDDEN, Frame
from resupply.intake.phrases import Speaker
from resupply.intake.second_cues import second_cue
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


class At(NamedTuple):
    """A reporting verb in its sentence."""

    start: int
    end: int
    cue: Cue
    sentence: Span


#: "X announced this on Facebook, Y reported": what was announced stands in the sentence before.
POINTS_BACK = rx.compile(
    r"\b(?:said|stated|announced|wrote|reported|told)\s+(?:about\s+)?(?:this|so"
    r"|(?<=announced )it)(?=\s(?:on|in"
    r"|at|by|via|ahead|during|after|before|to)\b|\s*$)|\b(?:says|said|reports)\s+so(?=\s*[.,]"
    r"|\s(?:in|on)\b|$)"
    r"|\b(?:writes|reports|informs)\s+about\s+this(?=\s*[.,]|\s*$)"
    r"|\bmade\s+(?:this|it|the)\s+(?:known|public|statement|announcement)(?=\s*[.,]|\s(?:in|on"
    r"|at)\b|$)"
)
#: A clause ends where another clause of the writer begins.
_CLAUSE_END = rx.compile(
    r",\s+(?:and\s+|but\s+|while\s+|also\s+)?(?:saying|adding|noting|stressing|warning|citing"
    r"|according to|calling|pointing|emphasi[sz]ing|underlining|explaining|stating|urging"
    r"|claiming|insisting|arguing|telling|recalling|describing|confirming|announcing|promising"
    r"|vowing|thanking|praising|condemning|welcoming|accusing|blaming|appealing|expressing|inviting"
    r"|reiterating|reaffirming|highlighting|underscoring|referring|alluding|dismissing)\b"
    r"|,\s+(?:an?\s+(?:claim|accusation|charge|allegation|assertion|figure|report)\s+(?:that\s+|which\s+)?"
    r"|which\s+)(?:[\w’'-]+\s){1,4}?(?:denie[sd]|rejects?|rejected|dismisse[sd]|disputes?|disputed)\b"
    r"|,\s+(?:while\s+[a-z]+ing|although|though|even\s+as|just\s+as|(?:a\s+|two\s+"
    r"|three\s+)?(?:hours?|days?|weeks?|months?)\s+after)\s"
    r"|\s+(?:while|before|after)\s+(?:adding|noting|stressing|saying|warning)\b"
    r"|,\s+an?\s+(?:\w+\s+){1,3}(?:made|first|which|that)\b"
    r"|,\s+which\s+would\s+(?:be|make|mark)\s|,\s+but\s+(?:has|have|had)\s"
    r"|,\s+as\s+(?:the\s+)?[^,.]{2,60}\s(?:(?:has|had|have)\s+)?(?:\w+\s+)?(?:said|reported"
    r"|disclosed|revealed"
    r"|promised|announced|noted|confirmed|told)\b"
    r"|;\s|\s[–—]\s(?=(?:a|the)\s)|(?:\s(?:but"
    r"|and))?:\s*(?=[\"“«„]\x01)"
)

#: "told CBS's "Face the Nation" that": a programme in marks belongs to the hearer.
_SHOW = rx.compile(r"(?:['’]s)?\s+[\"“]\x01{1,40}[\"”](?=\s)")
_ABOUT = rx.compile(r"\s+about\s+(?!\d|half\b|one\b|two\b|three\b|a\s+(?:third|quarter)\b)")
_THAT = rx.compile(
    r"\s*,?\s*(?:(?:only|also|again|as\s+well|once\s+(?:more|again)|yet\s+again"
    r"|time\s+and\s+(?:time\s+)?again"
    r"|again\s+and\s+again|in\s+(?:turn|private|public|passing|detail|conclusion|response|reply)"
    r"|at\s+length|with\s+(?:regret|confidence|certainty|pride|irony|concern|satisfaction"
    r"|sadness|emphasis)|too|more\s+than\s+once|many\s+times|for\s+(?:years|months|weeks|days)"
    r"|meanwhile|however|moreover|nevertheless|nonetheless|then|today|yesterday|now|further"
    r"|meantime"
    r"|(?:very\s+)?[a-z]{3,}ly),?\s+)?that\b\s*,?\s*"
)

_OPENS = rx.compile(
    r"\s*(?:[\"“«„‘]|(?:it|he|she|they|we|I|you|there|this|these|those|the|a|an|its|his|her"
    r"|their|our|my|all|both|some|many|most|more|no|another|any|each|every|about|around|nearly"
    r"|almost|over|up|at least|as many|as much|only|such|what|if|when|once|until|unless|while"
    r"|because|although|despite|without|given|due|since|after|before|under|with|in|by|from"
    r"|during|nothing|nobody|everything|everybody|everyone|something"
    r"|two|three|four|five|six|seven|eight|nine|ten|even|just|now|not|today|so far"
    r"|people|children|[A-Z0-9$€£][\w.,]*|[a-z]+s)\b|[$€£])",
)


_PLAIN = frozenset({"say", "tell", "warn", "insist", "assure", "add", "argue", "claim"})
#: "said planning would start": a noun without an article, then its verb.
_BARE_NOUN = rx.compile(
    r"\s+(?!(?:in|on|at|to|by|for|of|with|as|from|after|during|about|so|yes|no|nothing"
    r"|that)\b)[a-z][\w-]+"
    r",?\s+(?:[\w’'-]+,?\s+){0,6}?(?:is|are|was|were|will|would|has|have|had|can|could|may|must"
    r"|should|led|left|came|went|meant|made|remains?|remained|needs?|needed|costs?|caused|forced"
    r"|helped|killed|reached|began|fell|rose|grew)\b"
)
_HINTED = frozenset(
    {"hint", "signal", "indicate", "lament", "conclude", "boast", "joke", "agree", "deny"}
)


#: "told the envoy that": anybody, where "that" follows at once.
_ANY_HEARER = rx.compile(
    r"\s+(?:the|an?|his|her|its|their|our|my|both|all|two|three)\s"
    r"(?:(?!of\b|on\b|about\b|that\b)[\w’'-]+\s){1,4}?(?:(?:of|from|in)\s(?:the\s)?[A-Z]\w+\s)?"
    r"(?=that\s)(?<=\s)"
)
#: These may have a hearer before "that": "warned donors that".
_WARNED = frozenset({"warn", "caution", "promise", "pledge"})


def clause_behind(frame: Frame, at: At) -> tuple[int, int, bool] | None:
    """The clause behind a verb, and whether "that" opens it."""
    masked, end = frame.masked, at.sentence.end
    here, hearer = at.end, False
    if at.cue.told:
        that = _THAT.match(masked, here, end)
        m = None if that else cues.HEARER.match(masked, here, end)
        m = m if m or that else _ANY_HEARER.match(masked, here, end)
        if not (m or that):
            return None
        here, hearer = m.end() if m else here, True
        shown = _SHOW.match(masked, here)
        here = shown.end() if shown else here
        if _ABOUT.match(masked, here):
            return None  # "told officials about the damage done"
    if at.cue.lemma in _WARNED:
        m = cues.HEARER.match(masked, here, end)
        here = m.end() if m and _THAT.match(masked, m.end(), end) else here
    here = past_means(frame, here, end)
    if _RELAYED.match(masked, here - (masked[here - 1] == ","), end):
        return None
    that = _THAT.match(masked, here, end)
    if that is not None and here > at.end and not hearer and _RELATIVE.match(masked, that.end()):
        return None  # "said in a statement that gave no sum"
    if that is None:
        that = _that_after_phrase(frame, here, end, at)
    if that is not None:
        return _bounded(frame, that.end(), at, True)
    if at.cue.lemma == "brief":
        return None  # "briefed the council on talks he had"
    pronoun = re.match(r"\s+(?:he|she|it|they|we|there)\s+\w+", frame.masked[here:end])
    hinted = at.cue.lemma in _HINTED and pronoun is not None
    if not (at.cue.bare or hinted) or (at.cue.told and not hearer):
        return None
    if not _is_clause(frame, here, end, at):
        return None
    return _bounded(frame, here, at, False)


#: "..., the mayor said on Telegram, Reuters reported.": who passed it on, and no clause.
_RELAYED = rx.compile(
    r"(?:\s(?:in|on|at)\s[^,.]{3,40})?,\s+(?:[^,.\x01]{2,70}\s(?:reported|reports|writes|wrote"
    r"|adds|informs"
    r"|informed|quoted|quotes|cited)(?:\s[^,.]{2,40})?|(?:as\s+)?(?:reported|cited"
    r"|quoted)\s+by\s[^,.]{2,50}"
    r"|according\s+to\s[^,.]{2,60})\.?\s*\Z"
)


def past_means(frame: Frame, here: int, end: int) -> int:
    """Behind "in a statement", "on Tuesday", "at a briefing in Kyiv"."""
    masked = frame.masked
    for _ in range(5):
        m = cues.AFTER.match(masked, here, end)
        dated = next(
            (
                d
                for d in _dates(frame, here, end)
                if masked[d.end : d.end + 1] not in ("'", "’")
                and re.fullmatch(
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


_PREPOSITION = rx.compile(
    r"\s*,?\s*(?:issued|posted|published|released|circulated|in|on|at|to|during|after|via"
    r"|through|from|following|with|by|as|for|speaking"
    r"|when|when asked|while|before|without|ahead)\b"
)


_WHERE_POSTED = rx.compile(
    r"\b(?:tweet|posted|published|written|released|issued)\s+(?:on|in|by|at)\b"
)
#: A verb right behind "that" makes it "which".
_RELATIVE = rx.compile(
    r"(?:also\s+|now\s+|still\s+|[a-z]+ly\s+)?(?:is|are|was|were|has|have|had|will|would|can|could"
    r"|may|might|must|should|struck|hit|began|came|took|left|made|killed|brought|led|gave|got"
    r"|went|cut|set|sent|[a-z]{3,}ed)\b(?!\s+(?:there|it|he|she|they|we)\b)"
)


def _that_after_phrase(frame: Frame, here: int, end: int, at: At) -> re.Match[str] | None:
    """As in "said at a meeting with his colleague that", "said, without giving details, that"."""
    masked = frame.masked
    stretch = masked[here : min(end, here + 140)]
    if re.match(
        r"\s+to\s+(?!the\b|his|her|an?\b|their|its|our|reporters|journ|colleagues|lawmakers|donors"
        r"|partners|allies|ministers|officials|members|viewers|voters|all\b|both\b|[A-Z\x01])",
        stretch,
    ):
        return None  # "agreed to create a venture that will repair tanks"
    if at.cue.lemma == "agree" and re.match(r"\s+(?:on|to|upon)\s", stretch):
        return None  # "agreed on a plan that ensures fair shares"
    if at.cue.lemma == "point" and stretch.startswith(" to "):
        return None  # "pointed to a budget line that remains unspent"
    placed = masked[here - 1] == "," and re.match(
        r"\s+[A-Z][\w.’'-]*(?:\s[A-Z][\w’'-]*)*,\s", stretch
    )
    if not (_PREPOSITION.match(stretch) or stretch.startswith(",") or at.cue.told or placed):
        return None
    for m in re.finditer(r",?\s+that\s+", stretch):
        between = _WHERE_POSTED.sub(" in ", stretch[: m.start()])
        if stretch.startswith(",") and not m[0].startswith(","):
            return None  # "..., he said, with boats that brought grain"
        if _RELATIVE.match(stretch, m.end()):
            continue  # "the earthquakes that struck the two countries"
        if (
            another_cue(between)
            or HIDDEN in between
            or re.search(r"[.;:]\s", between)
            or (cues.FINITE.search(between) and not between.startswith(","))
        ):
            return None
        return _THAT.match(masked, here + m.start(), end)
    return None


def another_cue(said: str) -> bool:
    """Whether a verb of saying stands in these words."""
    found = (cues.verbs().get(w.lower()) for w in cues.WORD.findall(said))
    return any(cue is not None and not cue.noun for cue in found)


#: 'He said "in essence" the cost was low': a clause of its own behind the quoted words.
_GOES_ON = rx.compile(
    r"(?:the|an?|his|her|its|their|this|these|those|it|they|he|she|there|we)\s", re.IGNORECASE
)


_POINTS = rx.compile(
    r"\s*(?:this|that|it|so)\s+(?:on|in|at|to|by|via|during|after|before|through|when|while"
    r"|for|as|late|early|earlier|yesterday|today|last|ahead|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def _is_clause(frame: Frame, here: int, end: int, at: At) -> bool:
    """Whether a finite clause begins here."""
    masked = frame.masked
    stretch = masked[here:end]
    headline = (
        at.cue.form == "s"
        and at.cue.lemma in ("say", "warn")
        and re.match(r"\s+[a-z]\w+\s", stretch)
    )
    plain = at.cue.form == "base" and at.cue.lemma == "say"
    opens = (
        plain
        or headline
        or _OPENS.match(stretch)
        or (at.cue.lemma in _PLAIN and _BARE_NOUN.match(stretch))
        or (at.cue.lemma == "say" and _long_bare(stretch))
    )
    if not opens or not stretch[:1].isspace():
        return False
    opener = re.split(r"[ '’]", stretch.strip(), maxsplit=1)[0].lower()
    if _POINTS.match(stretch):
        return False  # "announced this on Facebook"
    words = stretch.split()
    if len(words) < (5 if opener in ("what", "how", "why", "who", "where", "when") else 3):
        return False
    if HIDDEN in stretch[:3]:
        # Quoted words as the subject of a clause: 'said "this package" would do'.
        opened = re.match(r"\s*[\"“«„‘']\x01{1,60}[\"”»“’']\s+", stretch)
        return bool(
            opened
            and (
                cues.FINITE.match(stretch, opened.end())
                or (
                    _GOES_ON.match(stretch, opened.end())
                    and cues.FINITE.search(stretch, opened.end())
                )
            )
        )
    finite = cues.FINITE.search(stretch, 1)
    if finite is not None and not stretch[: finite.start()].strip():
        # "announced plans", "says plan could": a noun that only looks like a verb.
        finite = cues.FINITE.search(stretch, finite.end())
    hidden = HIDDEN in (stretch if finite is None else stretch[: finite.start()])
    if hidden and _OPENS.match(stretch) and at.cue.lemma in _PLAIN:
        return opener not in ("in", "on", "at", "by", "with", "from", "during", "after", "before")
    if finite is None:
        named = at.cue.lemma == "say" and words[0][:1].isupper()
        return (named and _named_acts(words)) or (
            (at.cue.lemma == "say" or at.cue.lemma in _HINTED)
            and _unknown_verb(opener, words, plain=at.cue.form in ("s", "base"))
        )
    before = stretch[: finite.start()]
    if another_cue(before) or (at.cue.lemma not in _PLAIN and _names_thing(stretch, finite)):
        return False
    if (
        opener in ("in", "on", "at", "by", "with", "from", "during", "after", "before", "under")
        and ("," not in before or at.cue.told)
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
                r"\s*(?:in|on|at|to|by|from|for|of|about(?!\s+(?:an?|half|one|two|three)\b"
                r"|\s+\d))\s+[^,]*$",
                before,
            )
            or (at.cue.lemma == "say" and "," in before)
            or bool(re.search(r"\b(?:it|he|she|they|there|we)\s+$", before))
        )
    if opener in ("it", "he", "she", "they", "we", "there", "this", "i"):
        return True
    return (
        not re.search(
            r"\b(?:which|that|who|whose|where|when|how|to|since|after|before|while|until)\b", before
        )
        and not before.rstrip().endswith(("of", "for", "by", "with", ",", " but", " and"))
        and len(before.split()) <= 9
        and not finite[0].endswith("ed")
    )


#: "the need to pay", "the plan made by Peru": behind a noun no verb of a clause.
_OF_NOUN = rx.compile(
    r"(?:made|held|sent|given|taken|built|brought|[a-z]{2,}ed)\s+(?:by|in|at|to)\s"
)
_THAT_WHICH = rx.compile(
    r"\b(?:which|that|who|whose|whom|where|when|how|what|why|since|after|before|while|until|as)\b"
)


_HELPING = rx.compile(
    r"(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should|do|does|did)"
)


def _helps(first: re.Match[str], then: re.Match[str]) -> bool:
    """Whether two verbs are one: "had been promised", "would soon have"."""
    return bool(_HELPING.fullmatch(first[0])) and then.start() - first.end() < 9


def _names_thing(stretch: str, finite: re.Match[str]) -> bool:
    """As in "stressed the need to mend the road that broke": verbs in relative clauses only."""
    clause = stretch.split(";")[0]
    inner = len(_THAT_WHICH.findall(clause))
    verbs = list(cues.FINITE.finditer(clause, finite.start()))
    verbs = [v for n, v in enumerate(verbs) if not n or not _helps(verbs[n - 1], v)]
    behind = _THAT_WHICH.search(clause, 0, finite.start()) is not None
    if not behind and _OF_NOUN.match(clause, finite.start()):
        return len(verbs) - 1 <= inner
    return behind and len(verbs) <= inner


#: "say yes to": what may follow, and is no thing that a clause tells of.
_NO_THING = words_of(
    "yes no nothing goodbye farewell sorry thank thanks so as in on at to by for of with about from"
    " after before during under over through that this hello please otherwise little much more less"
    " aboard onboard alongside near upon ahead and or but what how why when where who whether if"
)


_DETERMINERS = words_of(
    "the their our its his her these those most many every each any all some no another both few"
    " several"
)


def _named_acts(words: list[str]) -> bool:
    """As in "said Hungary intends to appeal": a name, then a verb that no list knows."""
    return len(words) > 4 and any(re.fullmatch(r"[a-z]{3,}s", w) for w in words[1:4])


def _long_bare(stretch: str) -> bool:
    """As in "said crews in the region work day and night, as far as they can"."""
    words = stretch.split()
    opener = words[0] if words else ""
    return opener.isalpha() and opener.islower() and opener not in _NO_THING and len(words) > 9


def _unknown_verb(opener: str, words: list[str], *, plain: bool) -> bool:
    """Whether a clause stands here although its verb is in no list: "says the vans last long"."""
    if opener in ("it", "he", "she", "they", "we", "there"):
        return len(words) > 3
    thing = words[1].strip(".,").lower()
    if plain:
        return len(words) > 5 and opener.isalpha() and opener.islower() and opener not in _NO_THING
    return (
        opener in _DETERMINERS
        and len(words) > 5
        and thing not in ("same", "lot", "least", "truth", "rest", "opposite", "word", "words")
    )


def _bounded(frame: Frame, start: int, at: At, that: bool) -> tuple[int, int, bool] | None:
    while start < at.sentence.end and frame.masked[start].isspace():
        start += 1
    said = _commas_out(frame, start, at.sentence.end)
    end = len(said)
    m = _CLAUSE_END.search(said)
    if m and m.start() > 15:
        end = m.start()
    end = _before_other(said, 0, end)
    end = second_cue(said, 0, end) or end
    if _SUBORDINATE.match(frame.masked, at.sentence.start, at.start):
        end = _before_main(said, end)
    start, end = trimmed(frame.text, start, start + end)
    return (start, end, that) if end - start >= 8 and " " in frame.text[start:end] else None


_COMMA_IN = rx.compile(r"\x01(?=[\"”»’]\s)")


def _commas_out(frame: Frame, start: int, end: int) -> str:
    """The frame with each comma that ends words in marks behind them, as British papers set it."""
    said = frame.masked[start:end]
    for m in _COMMA_IN.finditer(said):
        if frame.text[start + m.start()] == ",":
            said = f"{said[: m.end()]},{said[m.end() + 1 :]}"
    return said


#: "While drivers say the road is open, goods are late": the main clause is behind the reported one.
_SUBORDINATE = rx.compile(
    r"[\"“]?(?:(?:But|And|Yet|So)\s)?(?:While|Whilst|Whereas|Although|Though|Even\s(?:though|as|if|after)"
    r"|After|Because|Since|When|Once|Now\sthat|Given\sthat)\s[^,;:\x01]{2,60}\Z"
)
#: How the main clause does not open: a list, a relative clause or an aside goes on.
_NOT_MAIN = rx.compile(
    r"(?:and|or|but|nor|which|who|whose|whom|where|when|while|as|including|such|like|especially"
    r"|with|without|for|in|on|at|of|by|from|to|than|though|although|because|since|after|before"
    r"|despite|not|so|[a-z]+(?:ing|ed))\b"
)


def _before_main(said: str, end: int) -> int:
    """Where the main clause begins: behind a comma that both parts around it are clauses beside."""
    commas = [m.start() for m in re.finditer(r",(?=\s)", said[:end])]
    begins = [k for k in commas if not _NOT_MAIN.match(said, k + 2)]
    whole = [k for k in begins if cues.FINITE.search(said, 0, k)]
    if whole:
        return whole[0]
    return begins[-1] if begins and len(said[: begins[-1]].split()) > 2 else end


_WHILE = rx.compile(r"(?:,|(?<=[\"”’»]))\s+(?:while|whereas)\s")


def _before_other(masked: str, start: int, end: int) -> int:
    """Where "..., while Jan Berg said" begins; "..., while ten towns got boats" is said as well."""
    m = _WHILE.search(masked, start + 8, end)
    return m.start() if m and _another_says(masked, m.end(), end) else end


_SAYS = frozenset(["say", "tell", "add", "note", "stress", "warn", "insist", "explain", "argue"])


def _another_says(masked: str, start: int, end: int) -> bool:
    """Whether somebody else says something: "Jan Berg said", "the port promised that"."""
    for m in cues.WORD.finditer(masked, start, end):
        cue = cues.verbs().get(m[0].lower())
        if cue is not None and (cue.lemma in _SAYS or masked.startswith(" that ", m.end())):
            return True
    return False


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
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
