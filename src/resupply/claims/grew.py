"""How a sentence says that goods grew or differ: "from 12 to 28 months", "a third of its needs".

`compared` reads changes of money, and comparisons of two parties; what is said of goods besides is
read here: fourfold, to a quarter, up from, somebody's fire beside his own needs.
"""

import re
from typing import Any

import msgspec

from resupply.claims import cues, days, ends, tolerance
from resupply.claims.ends import ABOUT, PARTS
from resupply.claims.names import items
from resupply.claims.said import Said, joined
from resupply.claims.words import Claim, Figure
from resupply.picture.goods import is_currency

_I = re.IGNORECASE
_WORDS = "two|three|four|five|six|seven|eight|nine|ten"
_FOLD = re.compile(rf"\b(?P<n>\d+(?:\.\d+)?|{_WORDS})[- ]?fold\b", _I)
_TO_PART = re.compile(
    rf"\bto{ABOUT} (?:(?P<two>two|three) )?(?:a |one )?(?P<part>{PARTS})\b"
    r"(?= of| its| the|[.,]|$)",
    _I,
)
_TIMES = rf"twice|thrice|(?:\d+(?:\.\d+)?|{_WORDS}) times"
_RATIO = rf"(?P<n>{_TIMES})|(?:(?P<two>two|three) )?(?:a |one )?(?P<part>{PARTS})"
#: A change in words that `cues.CHANGE` does not hold, for they may also be said of gifts.
_MOVED = re.compile(
    r"\b(?P<word>(?:climb|jump|surg|soar|swell|balloon|expand|lengthen|rais|lift|boost|multipl"
    r"|improv|tripling|doubling)\w*|shot up|went from|goes from|gone from|up from|swollen"
    r"|(?P<down>(?:cut|reduc|shorten|lower|slow|sank|sunk|sink)\w*|down from))\b",
    _I,
)
_MEASURED = (
    r"needs?|needed|wants?|asks? for|asked for|requires?|makes?|made|produc(?:es?|ed)|fires?|fired"
    r"|us(?:es?|ed)|consum(?:es?|ed)"
)
#: Behind a figure, what it is measured against: ", twice as many as at the start of 2023".
_BEHIND = re.compile(
    rf"(?:,|,? and|,? which is) (?=(?:now |only |just |about |nearly |almost |over |more than "
    rf"|less than )*(?:(?:{_TIMES}|half) as (?:many|much) as (?:in|at|a|during|last|before)\b"
    rf"|(?:{_TIMES}|(?:(?:a|one|two|three) )?(?:{PARTS})) (?:of )?that\b"
    rf"|(?:(?:a|one|two|three) )?(?:{PARTS}) of (?:what (?:it|they) needs?"
    r"|(?:its|the) (?:[\w-]+ ){0,3}?(?:minimum|needs?))\b"
    rf"|(?:{_TIMES}) (?:of )?what (?:it|they) (?:{_MEASURED})\b"
    r"|(?:more|fewer|less) than (?:it|they|a year|in|at|during)\b))",
    _I,
)
_OF_THAT = re.compile(r"\b(?:of )?that(?: (?:number|amount|figure|rate))?[ .]*$", _I)
#: Somebody's own two measures: "fires fewer shells than it needs", "a third of its minimum".
_OWN = re.compile(
    rf"\b(?:(?P<word>fewer|less|more)|(?P<even>as (?:many|much))|{_RATIO})(?: as (?:many|much))?"
    r"(?: (?!than\b|as\b)[\w-]+){0,4}?"
    r"(?P<right> (?:(?:than|of|as) )?(?:"
    rf"(?:what )?(?:the )?(?:[\w-]+ ){{0,3}}?(?:that )?(?:it|they) (?:{_MEASURED})"
    r"|(?:its|the|their) (?:[\w-]+ ){0,3}?(?:minimum|needs?|requirements?|output|production))\b)",
    _I,
)
#: Two goods beside one another: "more Ukrainians got food than cash".
_TWO = re.compile(
    r"\b(?P<word>more|fewer) (?P<who>[\w-]+(?: [\w-]+)?) (?P<verb>(?:have |has |were |was |are )*"
    r"(?:got|get|received?|reached|helped|given|assisted|targeted)(?: with| by)?)"
    r" (?P<a>[\w-]+(?: [\w-]+){0,2}?) than (?:with |by )?(?P<b>[\w-]+(?: [\w-]+)?)"
    r"(?=[.,]|$| (?:in|during|by|at|last|this)\b)",
    _I,
)
_NO_GOODS = frozenset({"military-aid", "aid", "money", "all", "mixed"})
#: Words of money that is given.
_GIVEN = re.compile(
    r"\b(?:aid|support|assistance|help|allocat\w+|commit\w+|pledg\w+|donat\w+|g[ai]ven?|gives?"
    r"|sp[ei]n[dt]\w*|contribut\w+)\b",
    _I,
)
#: Beside oneself at another time: "more shells than at the start of 2023".
_THEN = re.compile(
    rf"\b(?:(?P<word>more|fewer|less|higher|lower|larger|smaller|longer|shorter)|{_RATIO})"
    r"(?: as (?:many|much|high|large|long))?(?: (?!than\b)[\w-]+){0,5}?"
    r" (?:than|as)(?: it (?:was|did))? ?$",
    _I,
)
#: "A third of the shells that", before the one who makes them.
_OF_WHOM = re.compile(
    rf"\b(?P<word>$^)?(?:{_RATIO}) (?:of|as many as|as much as|what) (?:what |the )?"
    r"(?:(?:[\w-]+ ){1,3}(?:that |which )?)?(?:the )?$",
    _I,
)
_MADE_BY = re.compile(rf"^ (?:(?:has|have|can|does|do) )?(?:{_MEASURED})\b", _I)
_LESS = ("fewer", "less", "lower", "smaller", "shorter")


def ratio(text: str) -> tuple[Figure, str] | None:
    """How many times as much, in words that `compared` does not read: fourfold, to a quarter.

    Example:
        >>> ratio("rose fourfold")[1], ratio("fell to a quarter of it")[0].value
        ('fourfold', 0.25)
    """
    fold, part = _FOLD.search(text), _TO_PART.search(text)
    if fold:
        factor = float(fold["n"]) if fold["n"][0].isdigit() else float(cues.number(fold["n"]))
        return tolerance.times(factor, fold["n"], text[: fold.start()]), fold[0]
    if part:
        share = tolerance.fraction(cues.fraction(part), part[0], text[: part.start()])
        return msgspec.structs.replace(share, unit="times"), part[0]
    return None


def _times_of(match: re.Match[str], text: str) -> Figure | None:
    """The ratio a comparison names, none where it only says more or less."""
    before = text[max(0, match.start() - 25) : match.start()]
    if match.groupdict().get("even"):
        return tolerance.times(1.0, match["even"], before)
    if match["n"]:
        return tolerance.times(cues.factor(match["n"]), match["n"], before)
    if match["part"]:
        share = tolerance.fraction(cues.fraction(match), match["part"], before)
        return msgspec.structs.replace(share, unit="times")
    return None


def core(said: Said) -> dict[str, Any] | None:
    """A comparison or change of goods that `compared` does not read.

    Args:
        said: The clause.

    Returns:
        Fields as those of `cores.cores`; None where it says no such thing.
    """
    return _own(said) or _of_whom(said) or _two(said) or _then(said) or _went(said)


def _own(said: Said) -> dict[str, Any] | None:
    match = _OWN.search(said.text)
    before = [m for m in said.mentions if match and m.end <= match.start()]
    if not match or not before or not cues.first(cues.MANNERS, said.text[: match.start()]):
        return None
    own = joined(said, before[0])
    return _compared(match, said.text, own)


def _of_whom(said: Said) -> dict[str, Any] | None:
    """A part of somebody else's: "a third of what the US makes"."""
    for mention in said.mentions:
        match = _OF_WHOM.search(said.text[: mention.start])
        verb = _MADE_BY.match(said.text[mention.end :])
        own = [m for m in said.mentions if match and m.end <= match.start()]
        if match and verb and own:
            core = _compared(match, said.text, joined(said, own[0]))
            words = said.text[match.start() : mention.end + verb.end()]
            return {**core, "other": mention.id, "said": {"comparison": words}}
    return None


def _two(said: Said) -> dict[str, Any] | None:
    match = _TWO.search(said.text)
    if not match:
        return None
    named = joined(said, said.mentions[0]) if said.mentions else None
    one = named or (next(iter(said.names.recipients)) if len(said.names.recipients) == 1 else None)
    less = match["word"].casefold() == "fewer"
    core = {"type": "comparison", "subject": one, "other": one, "factor": 1.0, "less": less}
    return {**core, "figure": None, "said": {"comparison": match[0]}} if one else None


def _compared(match: re.Match[str], text: str, own: str) -> dict[str, Any]:
    figure = _times_of(match, text)
    less = (match["word"] or "").casefold() in _LESS
    factor = figure.value if figure else 1.0
    core = {"type": "comparison", "subject": own, "other": own, "factor": factor, "less": less}
    return {**core, "figure": figure, "said": {"comparison": match[0]}}


def _then(said: Said) -> dict[str, Any] | None:
    """More or less than at another time; a year alone is read by `compared`."""
    if not _is_of_goods(said):
        return None
    for one in days.find(said.text, said.today, said.names.recipients):
        head = re.sub(r"(?: (?:in|at|during|on|the))+ $", " ", said.text[: one.start])
        match = _THEN.search(head)
        if one.is_base and match:
            figure = _times_of(match, said.text)
            less = (match["word"] or "").casefold() in _LESS
            words = said.text[match.start() : one.end]
            core = {"type": "change", "factor": figure.value if figure else 1.0, "less": less}
            return {**core, "figure": figure, "said": {"change": words}}
    return None


def _is_of_goods(said: Said) -> bool:
    """Whether it is about goods: changes of money given are read by `compared`."""
    manner = cues.first(cues.MANNERS, said.text)
    counted = manner is not None and manner[0] not in ("target", "late", "on_time")
    named = set(items(said.names.view, said.text)) - _NO_GOODS
    return counted or bool(named) or not _GIVEN.search(said.text)


def _went(said: Said) -> dict[str, Any] | None:
    """Grew fourfold, fell to a quarter, went from 67% to 64%, is up from 14,000."""
    text = said.text
    moved, changed = _MOVED.search(text), cues.CHANGE.search(text)
    if not moved and not changed:
        return None
    grown, times = ends.read(text, said.names, said.today), ratio(text)
    both = [f for f in (grown.before, grown.after) if f is not None]
    is_share = len(both) == 2 and all(f.unit == "share" for f in both)
    manner = cues.first(cues.MANNERS, text)
    is_money = any(is_currency(f.unit) for f in both)
    is_price = manner is not None and manner[0] in ("price", "need")
    of_goods = len(both) == 2 and (is_price or not is_money)
    if times and not _is_of_goods(said):
        return None
    if not times and not is_share and (changed or not of_goods):
        return None
    word = changed[0] if changed else moved[0] if moved else ""
    less = cues.is_down(word) or bool(moved and moved["down"] and not changed)
    figure, words = times or (None, "")
    core = {"type": "change", "factor": figure.value if figure else 1.0, "less": less}
    return {**core, "figure": figure, "said": {"change": word, "figure": words or word}}


def sides(text: str) -> tuple[str, str] | None:
    """What is compared of one party, apart: "fires", "than it needs"; "got food", "got cash"."""
    two, own = _TWO.search(text), _OWN.search(text)
    if two:
        return f"{two['verb']} {two['a']}", f"{two['verb']} {two['b']}"
    return (text[: own.start()], own["right"]) if own else None


def behind(sentence: str) -> tuple[str, str] | None:
    """A figure of goods, and what it is measured against as a sentence of its own.

    Args:
        sentence: The sentence.

    Example:
        >>> behind("The US makes 28,000 shells a month, twice as many as in 2022")[1]
        'The US makes twice as many as in 2022'
    """
    from resupply.intake import money, numbers

    link = _BEHIND.search(sentence)
    head = sentence[: link.start()] if link else ""
    found = numbers.find(head)
    if link is None or not found or money.find(head, found):
        return None
    subject = re.sub(rf"{ABOUT}$", "", head[: found[0].start].rstrip())
    return head, f"{subject} {sentence[link.end() :]}"


def carried(before: Claim, claim: Claim) -> Claim:
    """What is measured against something is of the same goods as the figure before it."""
    same = {"item": claim.item or before.item, "subject": claim.subject or before.subject}
    return of_that(before, msgspec.structs.replace(claim, **same))


def of_that(before: Claim, claim: Claim) -> Claim:
    """A part of the figure before it, as a figure: "... a day, and now a quarter of that".

    Args:
        before: The claim before it, with its figure.
        claim: The claim that may lean on it.
    """
    whole, part = before.figure, claim.figure
    if whole is None or part is None or not leans_on_that(claim):
        return claim
    high = None if part.high is None else part.high * whole.value
    value, low = part.value * whole.value, part.low * whole.value
    own = {"unit": whole.unit, "per": whole.per}
    # The words say a part, so that no other figure can be put in their place.
    said = {k: v for k, v in claim.said.items() if k != "figure"}
    return msgspec.structs.replace(
        claim,
        type="count",
        figure=msgspec.structs.replace(part, value=value, low=low, high=high, **own),
        said=said,
        item=claim.item or before.item,
        manner=claim.manner or before.manner,
        subject=claim.subject or before.subject,
    )


def leans_on_that(claim: Claim) -> bool:
    """Whether a share is one of "that", which only the sentence before can tell."""
    return claim.type == "share" and bool(_OF_THAT.search(claim.text))
