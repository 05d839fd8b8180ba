"""How a sentence says that goods grew or differ: "from 12 to 28 months", "a third of its needs".

`compared` reads changes of money. What is said here beside it - both figures, the days of both
ends, somebody's fire beside his own needs - has no field in a claim: `read` finds it in the text.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from resupply.claims import cues, days, tolerance
from resupply.claims.days import Days
from resupply.claims.evidence import SPANS
from resupply.claims.names import Names, root
from resupply.claims.said import Said, joined
from resupply.claims.words import Claim, Figure
from resupply.picture.goods import is_currency

_I = re.IGNORECASE
_ABOUT = (
    r"(?: (?:about|around|roughly|some|nearly|almost|just|only|over|under|more than|less than"
    r"|fewer than|at least|at most|up|an?|the|estimated|approximately))*"
)
_FROM = re.compile(rf"\bfrom{_ABOUT} ?[$\u20ac\u00a3]?$", _I)
_TO = re.compile(rf"\b(?:to|reach\w*|at){_ABOUT} ?[$\u20ac\u00a3]?$", _I)
_BY = re.compile(rf"\bby{_ABOUT} ?[$\u20ac\u00a3]?$", _I)
_MORE = re.compile(
    r"^(?: (?!than\b)[\w.]+){0,3}? (?:more|less|fewer|smaller|lower|larger|bigger|higher|longer)\b"
    r"(?= (?:[\w-]+ ){0,5}?than\b)",
    _I,
)
_PARTS = r"half|thirds?|quarters?|fifths?|tenths?"
_WORDS = "two|three|four|five|six|seven|eight|nine|ten"
_FOLD = re.compile(rf"\b(?P<n>\d+(?:\.\d+)?|{_WORDS})[- ]?fold\b", _I)
_TO_PART = re.compile(
    rf"\bto{_ABOUT} (?:(?P<two>two|three) )?(?:a |one )?(?P<part>{_PARTS})\b(?= of| its| the|[.,]|$)",
    _I,
)
_TIMES = rf"twice|thrice|(?:\d+(?:\.\d+)?|{_WORDS}) times"
_RATIO = rf"(?P<n>{_TIMES})|(?:(?P<two>two|three) )?(?:a |one )?(?P<part>{_PARTS})"
#: A change in words that `cues.CHANGE` does not hold, for they may also be said of gifts.
_MOVED = re.compile(
    r"\b(?P<word>(?:climb|jump|surg|soar|swell|balloon|expand|lengthen|rais|lift|boost|multipl"
    r"|improv|tripling|doubling)\w*|shot up|went from|goes from|gone from|up from|swollen"
    r"|(?P<down>(?:cut|reduc|shorten|lower|slow|sank|sunk|sink)\w*|down from))\b",
    _I,
)
#: Behind a figure, what it is measured against: ", twice as many as at the start of 2023".
BEHIND = re.compile(
    rf"(?:,|,? and|,? which is) (?=(?:now |only |just |about |nearly |almost |over |more than "
    rf"|less than )*(?:(?:{_TIMES}|half) as (?:many|much) as\b"
    rf"|(?:{_TIMES}|(?:(?:a|one|two|three) )?(?:{_PARTS})) (?:of )?(?:that|what|its|the \w+ it)\b"
    rf"|(?:{_TIMES}|(?:(?:a|one|two|three) )?(?:{_PARTS})) of the (?:[\w-]+ )?minimum\b"
    r"|(?:more|fewer|less) than (?:it|they|a|in|at|during)\b))",
    _I,
)
_OF_THAT = re.compile(r"\b(?:of )?that(?: (?:number|amount|figure|rate))?[ .]*$", _I)
_MEASURED = (
    r"needs?|needed|wants?|asks? for|asked for|requires?|makes?|made|produc(?:es?|ed)|fires?|fired"
    r"|us(?:es?|ed)|consum(?:es?|ed)"
)
#: Somebody's own two measures: "fires fewer shells than it needs", "a third of its minimum".
_OWN = re.compile(
    rf"\b(?:(?P<word>fewer|less|more)|(?P<even>as (?:many|much))|{_RATIO})(?: as (?:many|much))?"
    r"(?: (?!than\b|as\b)[\w-]+){0,4}?"
    r"(?P<right> (?:than|of|as) (?:"
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
#: Beside oneself at another time: "more shells than at the start of 2023".
_THEN = re.compile(
    rf"\b(?:(?P<word>more|fewer|less|higher|lower|larger|smaller|longer|shorter)|{_RATIO})"
    r"(?: as (?:many|much|high|large|long))?(?: (?!than\b)[\w-]+){0,5}? (?:than|as)(?: it (?:was|did))? ?$",
    _I,
)
#: Behind a number that is a factor, a calibre or a place.
_NO_AMOUNT = re.compile(rf"[ -]?(?:times|fold|mm|{_PARTS})\b|(?:st|nd|rd|th)\b", _I)
_POINTS = re.compile(r"\W*(?:percentage )?points?\b", _I)
#: "A third of the shells that", before the one who makes them.
_OF_WHOM = re.compile(
    rf"\b(?P<word>$^)?(?:{_RATIO}) (?:of|as many as|as much as|what) (?:what |the )?"
    r"(?:(?:[\w-]+ ){1,3}(?:that |which )?)?(?:the )?$",
    _I,
)
_MADE_BY = re.compile(rf"^ (?:(?:has|have|can|does|do) )?(?:{_MEASURED})\b", _I)
_LESS = ("fewer", "less", "lower", "smaller", "shorter")
_ENDS = frozenset("to in by for since until per a an and on at from is are was were has have".split())


class Grown(NamedTuple):
    """What a sentence says of both ends of a change.

    Args:
        before: The figure it grew from.
        after: The figure it grew to.
        by: How much more or less that is, in the figures' unit.
        base: Days of the first end.
        last: Days of the second.
        stray: Figures that are neither.
        explained: Words that say these.
    """

    before: Figure | None = None
    after: Figure | None = None
    by: Figure | None = None
    base: Days | None = None
    last: Days | None = None
    stray: tuple[str, ...] = ()
    explained: frozenset[str] = frozenset()


class _Amount(NamedTuple):
    figure: Figure
    start: int
    end: int
    bare: float  # the number as said: 28 of 28 months
    has_size: bool  # whether a million, a thousand is said with it


def read(text: str, names: Names, today: date) -> Grown:
    """Both ends of a change, as far as the sentence says them.

    Args:
        text: The sentence.
        names: Names of the case, for its units.
        today: The day it is said.
    """
    named = days.find(text, today)
    found = _amounts(text, names, named)
    roles = {role: a for a in reversed(found) if (role := _role(text, a))}
    if "before" in roles and "after" not in roles and "by" not in roles:
        free = [a for a in found if a.end < roles["before"].start and not _role(text, a)]
        roles |= {"after": free[-1]} if free and re.search(r"\b(?:up|down) from\b", text, _I) else {}
    roles = _alike(roles)
    base, last = _ends(named, roles)
    spans = [(d.start, d.end) for d in named] + [(a.start, a.end) for a in roles.values()]
    figures = {role: a.figure for role, a in roles.items()}
    used = {a.start for a in roles.values()}
    stray = tuple(text[a.start : a.end] for a in found if a.start not in used and _is_free(text, a))
    return Grown(**figures, base=base, last=last, stray=stray, explained=_tokens(text, spans))


def _is_free(text: str, amount: _Amount) -> bool:
    """Whether an amount is no percentage of a change, which `compared` reads."""
    return amount.figure.unit != "share" or bool(_POINTS.match(text[amount.end :]))


def _tokens(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    said = [text[start:end] for start, end in spans]
    said += [m[0] for p in (_FOLD, _TO_PART, _MOVED) for m in p.finditer(text)]
    return frozenset(tokens(" ".join(said))) | {"fold", "pace", "level", "rate", "times"}


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, in small letters."""
    return [w.casefold() for w in re.findall(r"[A-Za-z]+|\d(?:[\d.,]*\d)?", text)]


def _role(text: str, amount: _Amount) -> str | None:
    """What an amount is in a change, by the word before it."""
    before = text[: amount.start]
    for role, pattern in (("before", _FROM), ("after", _TO), ("by", _BY)):
        if pattern.search(before):
            # "By 40%" is how many times as much; "by three points" is a difference.
            is_part = role == "by" and amount.figure.unit == "share"
            return None if is_part and not _POINTS.match(text[amount.end :]) else role
    return "by" if amount.figure.unit != "share" and _MORE.match(text[amount.end :]) else None


def _alike(roles: dict[str, _Amount]) -> dict[str, _Amount]:
    """Both figures in one unit and size, where it is said once: "from 5.5 to 3.2 million"."""
    unit = next((u for a in roles.values() if (u := a.figure.unit)), None)
    sized = [a.figure.value for a in roles.values() if a.has_size]
    out = {}
    for role, amount in roles.items():
        figure = msgspec.structs.replace(amount.figure, unit=amount.figure.unit or unit)
        if sized and not amount.has_size and figure.value < 1000:
            figure = _scaled(figure, 1e9 if min(sized) >= 1e9 else 1e6)
        if unit == "day" and amount.figure.unit is None:
            other = next(a for a in roles.values() if a.figure.unit == "day")
            figure = _scaled(figure, other.figure.value / (other.bare or 1.0))
        out[role] = amount._replace(figure=figure)
    return out


def _scaled(figure: Figure, by: float) -> Figure:
    high = None if figure.high is None else figure.high * by
    value, low = figure.value * by, figure.low * by
    return msgspec.structs.replace(figure, value=value, low=low, high=high)


def _ends(named: Sequence[Days], roles: dict[str, _Amount]) -> tuple[Days | None, Days | None]:
    """The days of both ends: by the figure before them, else by the word before them."""
    ends: dict[str, Days] = {}
    for one in named:
        ahead = [(a.start, role) for role, a in roles.items() if a.start < one.start]
        nearest = max(ahead, default=(0, ""))[1]
        by_figure = {"before": "base", "after": "last"}.get(nearest)
        role = "base" if one.is_base else by_figure or "last"
        ends.setdefault(role, one)
    return ends.get("base"), ends.get("last")


def _amounts(text: str, names: Names, named: Sequence[Days]) -> list[_Amount]:
    """The amounts of a sentence, without its dates and its factors."""
    from resupply.intake import money, numbers

    found = numbers.find(text)
    sums = money.find(text, found)
    out = []
    for number in found:
        if any(d.start < number.end and number.start < d.end for d in named):
            number = _behind_year(text, number)
            if number is None:
                continue
        if _NO_AMOUNT.match(text[number.end :]):
            continue
        currency = next((m.currencies[0] for m in sums if _covers(m, number)), None)
        end = next((m.end for m in sums if _covers(m, number)), number.end)
        out += _split(text, number, end, currency or _unit(text, number.end, names))
    return out


def _behind_year(text: str, number: Any) -> Any | None:
    """The figure of "in 2023 to 14.6 million", which is no range."""
    words = text[number.start : number.end]
    link = re.match(r"20\d\d to ", words)
    if not link:
        return None
    return number._replace(start=number.start + link.end(), low=number.high)


def _covers(money: Any, number: Any) -> bool:
    return bool(money.start <= number.start and number.end <= money.end)


def _split(text: str, number: Any, end: int, unit: str | None) -> list[_Amount]:
    """"12 to 28" is read as one range, and here it is two figures."""
    words = text[number.start : number.end]
    link = re.search(r" (?:to|and) ", words)
    pieces = [(number.low, number.start, number.end)]
    if number.low != number.high and link:
        middle = number.start + link.start()
        first, last = words[: link.start()], words[link.end() :]
        pieces = [
            (_sized(first, last, number), number.start, middle),
            (number.high, number.start + link.end(), number.end),
        ]
    per = _per(text)
    out = []
    for value, start, stop in pieces:
        said = text[start:stop]
        if number.percent:
            value = cues.percent(said, value) / 100
        scale = SPANS.get(unit or "", 1.0) if not is_currency(unit) else 1.0
        name = "share" if number.percent else ("day" if unit in SPANS else unit)
        before = text[max(0, start - 25) : start]
        figure = tolerance.figure(value * scale, said, before, name, per)
        has_size = value >= 1e5 and bool(re.search(r"[a-z]", said, _I))
        last = end if stop == number.end else stop
        out.append(_Amount(figure, start, last, value, has_size))
    return out


def _sized(first: str, last: str, number: Any) -> float:
    """The first of two figures, in the size that is said behind the second."""
    plain, other = (re.match(r"\d[\d,]*(?:\.\d+)?", w) for w in (first, last))
    if not plain or not other or re.search(r"[a-z]", first, _I) or other[0] == last:
        return float(number.low)
    one, two = (float(m[0].replace(",", "")) for m in (plain, other))
    return one * number.high / two if two else float(number.low)


def _unit(text: str, end: int, names: Names) -> str | None:
    for word in re.findall(r"[A-Za-z]+", text[end : end + 50])[:4]:
        if word.casefold() in _ENDS:
            return None
        if root(word) in names.units or root(word) in SPANS:
            return root(word)
    return None


def _per(text: str) -> str | None:
    match = cues.PER_TIME.search(text)
    if not match:
        return None
    said = (match[1] or match[2]).casefold()
    return "day" if said == "dai" else said


def ratio(text: str) -> tuple[Figure, str] | None:
    """How many times as much, in words that `compared` does not read: fourfold, to a quarter.

    Example:
        >>> [(f.value, words) for f, words in [ratio("rose fourfold"), ratio("fell to a quarter of it")]]
        [(4.0, 'fourfold'), (0.25, 'to a quarter')]
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
    for one in days.find(said.text, said.today):
        head = re.sub(r"(?: (?:in|at|during|on|the))+ $", " ", said.text[: one.start])
        match = _THEN.search(head)
        if one.is_base and match:
            figure = _times_of(match, said.text)
            less = (match["word"] or "").casefold() in _LESS
            words = said.text[match.start() : one.end]
            core = {"type": "change", "factor": figure.value if figure else 1.0, "less": less}
            return {**core, "figure": figure, "said": {"change": words}}
    return None


def _went(said: Said) -> dict[str, Any] | None:
    """Grew fourfold, fell to a quarter, went from 67% to 64%, is up from 14,000."""
    text = said.text
    moved, changed = _MOVED.search(text), cues.CHANGE.search(text)
    if not moved and not changed:
        return None
    grown, times = read(text, said.names, said.today), ratio(text)
    ends = [f for f in (grown.before, grown.after) if f is not None]
    is_share = len(ends) == 2 and all(f.unit == "share" for f in ends)
    of_goods = not any(is_currency(f.unit) for f in ends) and len(ends) == 2
    if not times and not is_share and (changed or not of_goods):
        return None
    word = (changed or moved)[0] if (changed or moved) else ""
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


def behind(sentence: str, link: re.Match[str]) -> str:
    """What is measured behind a figure, as a sentence of its own: "The US makes twice as many".

    Args:
        sentence: The sentence.
        link: What `BEHIND` finds in it.
    """
    from resupply.intake import numbers

    head = sentence[: link.start()]
    first = next((n.start for n in numbers.find(head)), len(head))
    subject = re.sub(rf"{_ABOUT}$", "", head[:first].rstrip())
    return f"{subject} {sentence[link.end() :]}"


def of_that(before: Claim, claim: Claim) -> Claim:
    """What stands behind a figure and leans on it: "... a day, and now a quarter of that".

    Args:
        before: The claim before it, with its figure.
        claim: The claim that may lean on it.
    """
    same = {
        "item": claim.item or before.item,
        "manner": claim.manner or before.manner,
        "subject": claim.subject or before.subject,
    }
    if claim.type in ("change", "comparison") and not claim.item:
        return msgspec.structs.replace(claim, **same)
    whole, part = before.figure, claim.figure
    leans = claim.type == "share" and whole is not None and leans_on_that(claim)
    if not leans or whole is None or part is None:
        return claim
    high = None if part.high is None else part.high * whole.value
    value, low = part.value * whole.value, part.low * whole.value
    own = {"unit": whole.unit, "per": whole.per}
    figure = msgspec.structs.replace(part, value=value, low=low, high=high, **own)
    # The words say a part, so that no other figure can be put in their place.
    said = {k: v for k, v in claim.said.items() if k != "figure"}
    return msgspec.structs.replace(claim, type="count", figure=figure, said=said, **same)


def leans_on_that(claim: Claim) -> bool:
    """Whether a share is one of "that", which only the sentence before can tell."""
    return claim.type == "share" and bool(_OF_THAT.search(claim.text))
