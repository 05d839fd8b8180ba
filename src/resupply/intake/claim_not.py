"""What only looks like a claim: one's own first time, conditions, one gift "in all"."""

import re

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

#: Such as "the first time I ask", "be the first to comment".
_MY_FIRST = rx.compile(
    r"\bfirst time (?:I\b|I[’']ve|in my\b|we met|you\b)|\bfirst to (?:comment|know|read|reply|say"
    r"|admit|like|share)\b"
)
_NOT_FIRST = rx.compile(r"(?:\b(?:not|never|hardly)|n[’']t) (?:\w+ )?the first\b")
_IF = rx.compile(r"\b(?:[Ss]hould|[Ii]f|[Uu]nless|[Ww]hether|[Ii]n case)\b[^.;:,]*\Z")
#: A meeting is an event; which of a row it is tells nothing of aid.
_FIRST_MET = rx.compile(
    r"\b(?:[Aa]t|[Ii]n|[Dd]uring|[Aa]fter|[Bb]efore|[Ff]or|held|holds?|holding) (?:his|her|its"
    r"|their"
    r"|the|[A-Z]\w+['’]s) first (?:[\w-]+ ){0,2}?(?:meeting|summit|session)\b(?! (?:since|in "
    r"(?:over"
    r"|more|nearly|almost|\w+) ))"
)
#: Such as "the country's second-largest city": what a place is, and no rank of who helps.
_OF_PLACE = rx.compile(
    r"(?:largest|biggest|smallest|poorest|busiest|main|top|oldest|highest)[- ](?:[\w-]+ ){0,2}?"
    r"(?:city|cities|town|village|port|airport|province|region|economy|river|island|mountain"
    r"|square|university|country (?:in|by area))\b"
)
#: Such as "the drive took hours longer": a day on the road, and no comparison of aid.
_HOURS = rx.compile(r"\b(?:hours?|minutes|days) (?:longer|more|less)\b|\bthan (?:usual|normal)\b")
#: Such as "doubles its aid to 8 million": what is done, and no comparison.
_DOUBLES = rx.compile(
    r"(?:doubl|tripl|trebl|quadrupl)(?:es|ing) (?:the|its|their|his|her|our|down|up)\b"
    r"|(?:doubl|tripl)(?:es|ing) [a-z]+[’'] "
)
#: Such as "more precious than ever": a quality, and no figure.
_QUALITY = rx.compile(
    r"\bmore (?:important|united|determined|essential|needed|necessary|urgent|ready|relevant"
    r"|vital"
    r"|crucial|critical|committed|dangerous|precious|resolute|obvious|clear|than just"
    r"|than words)\b"
)
#: Such as "brought down 11 drones", "held up since fall 2023": nothing is less or more.
_NO_CHANGE = rx.compile(
    r"\b(?:brought|brings?|bringing|comes?|came|hold|held|shot|hand(?:ed)?) (?:up|down) "
    r"|\b(?:since|in|by|this|last|next|early|late) (?:the )?fall (?:of )?(?:19|20)\d\d"
)
_CONSENT = rx.compile(
    r"\b(?:consent|approval|agreement|support|backing|vote|votes|unanimity) of all \Z"
)
_PURPOSE = rx.compile(r"(?:\A|[.!?”\"] +|\n)To \w+ (?:\w+ ){0,3}\Z")
_ONCE = rx.compile(
    r"\b(?:a total of|in total|in all|altogether|totall?ing|overall|combined)\b", re.IGNORECASE
)
_SUMS_UP = rx.compile(
    r"\b(?:has|have|had|since|so far|to date|already|until now|up to now|now|bring\w*|tak\w+ "
    r"|total(?:s|led)"
    r"|cumulative|were|was|was|years|months)\b|\d{4}[–-]\d",
    re.IGNORECASE,
)
_WILL = rx.compile(r"\b(?:will|would|is granting|is giving|is sending|provides for)\b")
_PLEDGED = rx.compile(r"\b(?:pledg\w+|donat\w+|promis\w+|new)\b")


#: Such as "a majority of two thirds is needed", "by 148 votes to 52": how a house decides.
_VOTES = rx.compile(
    r"\b(?:majority|quorum|votes?|voted|voting|ballots?|abstain\w*|abstentions?|in favou?r"
    r"|(?:of (?:all )?|the |\d )(?:\w+ )?(?:deputies|MPs|lawmakers|legislators|senators"
    r"|members of (?:the )?"
    r"(?:[Nn]ational )?(?:[Pp]arliament|[Aa]ssembly|[Hh]ouse|[Ss]enate)|seats))\b"
)


#: Such as "the cost of feeding 9 million people": what it would take, and nobody is fed.
_PRICE_OF = rx.compile(
    r"\b(?:costs?|price|burden|challenge|task|prospect|possibility|capable|way) (?:of"
    r"|for) [a-z]+ing "
    r"(?:[a-z]+ ){0,2}\Z"
)


def of_a_price(scene: Scene, draft: Draft) -> bool:
    """Whether people are counted only to say what it costs to help them."""
    start = draft.spans.get("value", draft.span)[0]
    counted = draft.fields["type"] == "count"
    return counted and _PRICE_OF.search(scene.page.text, max(0, start - 50), start) is not None


def of_a_vote(scene: Scene, draft: Draft) -> bool:
    """Whether a count or a share is of those who vote."""
    if draft.fields["type"] not in ("count", "share"):
        return False
    start, end = draft.spans.get("value", draft.span)
    return _VOTES.search(scene.page.text, max(0, start - 30), end + 40) is not None


def only_looks(scene: Scene, draft: Draft, kept: list[Draft]) -> bool:
    """Whether a draft is no claim after all, by the words in it and around it."""
    text = scene.page.text
    a, b = draft.span
    said = text[a:b]
    begin, end = scene.page.sentence(scene.page.index(a))
    start, stop = scene.page.words[begin].start, scene.page.words[max(begin, end - 1)].end
    kind = draft.fields["type"]
    if kind == "first":
        mine = _MY_FIRST.search(text, a, min(b + 20, len(text)))
        met = _FIRST_MET.search(text, max(start, a - 12), min(b + 20, len(text)))
        return bool(mine or met or _NOT_FIRST.search(text, max(start, a - 20), b + 10))
    if kind == "ranking":
        told = draft.spans.get("value", draft.span)
        return _OF_PLACE.search(text, told[0], min(told[1] + 30, len(text))) is not None
    if kind == "comparison":
        whole = text[max(start, a - 60) : min(stop, b + 20)]
        if _NO_CHANGE.search(text[max(0, a - 12) : min(b + 12, len(text))]):
            return True
        if draft.rule == "claim.longer" and _HOURS.search(text, a, min(b + 10, len(text))):
            return True
        conditional = bool(_IF.search(text[start:a])) or said.startswith(("Should ", "If "))
        return conditional or bool(_DOUBLES.search(said) or _QUALITY.search(whole))
    if kind == "share":
        return any(_of_rank(text, draft, k) for k in kept)
    if kind == "count":
        return bool(_CONSENT.search(text[max(0, a - 40) : b].split("all ")[0] + "all ")) or bool(
            _PURPOSE.search(text[max(0, a - 30) : a])
        )
    return kind == "total" and _one_gift(scene, draft, text[start:stop])


#: A few that one strike killed or hurt are news, and no figure that is counted with others.
_FEW = 20
_HURT = rx.compile(
    r"\b(?:kill(?:ed|ing|s)|wound(?:ed|ing|s)|injur(?:ed|ing|es)|hurt|died|dead|deaths)\b"
)
_BY_NOW = rx.compile(r"\b(?:since|so far|to date|this year|in all|in total|toll|confirmed|cases)\b")


def few_hurt(scene: Scene, draft: Draft) -> bool:
    """Such as "killing four people", where nothing says that they add up."""
    value = draft.fields.get("value")
    if draft.fields["type"] != "count" or not isinstance(value, int | float) or value >= _FEW:
        return False
    told = draft.spans.get("value", draft.span)
    begin, end = scene.page.sentence(scene.page.index(told[0]))
    start, stop = scene.page.words[begin].start, scene.page.words[max(begin, end - 1)].end
    text = scene.page.text
    hurt = _HURT.search(text, max(start, told[0] - 40), min(stop, told[1] + 30))
    return hurt is not None and _BY_NOW.search(text, start, stop) is None


_DEFENCE = rx.compile(r"\b(?:[Dd]efen[cs]e|[Mm]ilitary|[Aa]rms|[Ww]eapons|[Mm]issiles?|NATO)\b")


def of_defence(scene: Scene) -> bool:
    """Whether a text is about arming, though nobody is helped: what it says can be checked too."""
    found = sum(1 for _ in spotting.finditer(_DEFENCE, scene.page.text))
    return found >= 10 and found * 200 >= len(scene.page.text)


def with_a_rank(scene: Scene, draft: Draft, kept: list[Draft]) -> bool:
    """Whether a share, taken by weights, is told of a rank right before it."""
    if draft.fields["type"] != "share":
        return False
    return any(_of_rank(scene.page.text, draft, other) for other in kept)


#: Such as "18,000 cases, including 629 deaths": one figure of the disease, in two numbers.
_CASES = rx.compile(
    r"\d[\d,.]* (?:[a-z-]+ ){0,3}(?:cases|infections)(?: (?:of|in) [\w ]{2,30})?"
    r",? (?:including|among them),? (?:about |around |some |nearly |at least |over "
    r"|more than )?\Z"
)
_DEATHS = rx.compile(r"[^.;:,]{0,4}\d[\d,.]* (?:\w+ )?(?:deaths|fatalities|dead)\b")


def deaths_of_cases(scene: Scene, draft: Draft) -> bool:
    """Whether deaths are told as part of the cases right before them."""
    text, at = scene.page.text, draft.spans.get("value", draft.span)[0]
    if not _DEATHS.match(text, at):
        return False
    return _CASES.search(text, max(0, at - 90), at) is not None


def _of_rank(text: str, draft: Draft, other: Draft) -> bool:
    """Such as "tops the list with 2.75%": the share belongs to the rank."""
    if other.fields["type"] != "ranking" or draft.rule == "claim.paid_part":
        return False  # the latter has a verb of its own
    ends = {other.span[1], other.spans.get("value", other.span)[1]}
    return any(
        0 <= draft.span[0] - end < 30 and _WITH.fullmatch(text, end, draft.span[0]) for end in ends
    )


_WITH = rx.compile(r",?(?: [\w$€.]+){0,4}? ?(?:with|at|,|\() ?(?:[$€£][\d.]+ \w+, )?")


def _one_gift(scene: Scene, draft: Draft, said: str) -> bool:
    """Such as "will grant a total of 3 million": one gift, and no sum of several."""
    first, last = (scene.page.index(at) for at in draft.span)
    gifts = scene.given
    told = [t for t in scene.page.things_in(first, last) if id(t) in gifts]
    value = draft.fields.get("value")
    mine = [t for t in told if value in (t.money.amounts if t.money else t.values)]
    promised = _WILL.search(said) and not _SUMS_UP.search(said)
    if draft.rule.startswith("claim.total") and promised and _ONCE.search(said):
        return True
    if draft.rule == "claim.table":
        return bool(mine) and bool(_PLEDGED.search(said))
    if draft.rule != "claim.total" or not mine:
        return False
    return bool(_ONCE.search(said)) and not _SUMS_UP.search(said)


#: Such as "will raise its aid to 2 billion next year": a promise, and no total.
_LIFTS = rx.compile(r"(?:rais|lift|push|increas)\w* .*to$", re.IGNORECASE)
_WILL_LIFT = rx.compile(
    r"\b(?:will|would|is to|are to|plans? to|wants? to|intends? to|promised to|pledged to|vowed to"
    r"|agreed to|decided to) (?:also |soon |further |gradually )*$"
)


def to_be_lifted(cue: re.Match[str], said: str) -> bool:
    """Whether a sum is what something will be raised to."""
    return bool(_LIFTS.match(cue[0]) and _WILL_LIFT.search(said, 0, cue.start()))
