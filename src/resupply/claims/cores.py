"""Which types of claim a clause makes, and their own figures: a rank, a share, a number."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from resupply.claims import compared, cues, everyone, grew, parts, pieces, sayings, tolerance
from resupply.claims.evidence import SPANS
from resupply.claims.names import items, root
from resupply.claims.said import Said, short
from resupply.claims.words import Figure
from resupply.core.errors import QuestionError

#: "30 countries have given aid": something each.
_ANYTHING = Figure(value=0.0, low=1e-6, high=None, operator="over", why="anything at all")


def cores(said: Said) -> list[dict[str, Any]]:
    """The claims of a clause by their types; empty where it makes none.

    Args:
        said: The clause.

    Returns:
        Fields of `words.Claim` that only its type has; `said` their words.
    """
    everyone.refuse_rest(said)
    alone = parts.of_own(said) or parts.mostly(said) or _nothing(said) or _how_many(said)
    if alone:
        return [alone]
    ordinal = compared.comparison(said)
    everyone.refuse_rest(said, by_name=ordinal is not None)
    ordinal = ordinal or grew.core(said) or _first(said) or _rank(said)
    if ordinal is None:
        found = _is_donor(said) or _figure(said) or _gives_nothing(said)
        return [found] if found else []
    if ordinal["type"] == "change":
        return [ordinal]
    beside = _beside(said, ordinal)
    return [beside, ordinal] if beside else [ordinal]


def _beside(said: Said, ordinal: dict[str, Any]) -> dict[str, Any] | None:
    """Money or a share named in the same breath: "gave 1.2% of GDP, more than Germany"."""
    from resupply.intake import money, numbers

    found = numbers.find(said.text)
    shares = [n for n in found if n.percent and cues.OF.match(said.text[n.end :])]
    is_figure = bool(shares) or bool(money.find(said.text, found))
    if not is_figure or ordinal.get("figure") or cues.CHANGE.search(said.text):
        return None
    return _figure(said)


def _first(said: Said) -> dict[str, Any] | None:
    match = cues.FIRST_TO.search(said.text)
    if not match:
        return None
    several = bool(re.match(r"one of|among", match[0], re.I))
    place = cues.number(match["n"]) if match["n"] else (5 if several else 1)
    return {"type": "first", "place": place, "top": several, "said": {"place": match[0]}}


def _rank(said: Said) -> dict[str, Any] | None:
    """A place from the top, or from the end of the ranking: "gave the least"."""
    text = said.text
    for pattern, less in ((cues.BOTTOM, True), (cues.TOP, False)):
        match = pattern.search(text)
        if match:
            place = cues.number(match["n"] or match["n2"])
            return _placed(place, match[0], less=less, top=True)
    vague = _vague(text)
    if vague:
        return vague
    match = cues.NTH_LEAST.search(text)
    if match:
        return _placed(cues.number(match["n"]), match[0], less=True)
    for pattern in (cues.NUMBER, cues.NTH):
        match = pattern.search(text)
        if match and not cues.YEAR.search(match[0]):
            end = cues.FROM_LEAST.search(text)
            words = match[0] + (f" {end[0]}" if end else "")
            return _placed(cues.number(match["n"]), words, less=bool(end))
    found = [(m, less) for p, less in _ENDS_OF_RANKING for m in [p.search(text)] if m]
    if not found:
        return None
    # "The most stingy" is no "most": of two that begin together the longer is meant.
    match, less = min(found, key=lambda f: (f[0].start(), -len(f[0][0])))
    less = less or match.groupdict().get("word", "").casefold() == "less"
    return _placed(1, match[0], less=less)


#: Words for the first place, and for the last.
_ENDS_OF_RANKING = (
    *((cues.MOST, False), (sayings.TOPS, False), (sayings.ONLY_BEHIND, False)),
    *((sayings.THAN_EVERY, False), (cues.LEAST, True), (sayings.MEANEST, True)),
    (sayings.TRAILS, True),
)
_AMONG_THE_FIRST = 5  # "one of the first"; of places, `degrees` says what is left open


def _vague(text: str) -> dict[str, Any] | None:
    """A place with no number: "one of the largest", "less than almost any other"."""
    for pattern, less in ((cues.LEAST, True), (sayings.MEANEST, True), (cues.MOST, False)):
        match = pattern.search(text)
        before = text[: match.start()] if match else ""
        own = match and match[0].casefold().startswith(("the ", "its ", "world's "))
        of = sayings.ONE_OF if own else None
        found = (of or sayings.ONE_OF_ITS).search(before)
        found = found or (sayings.A_LEADING.search(text) if not less else None)
        if match and found:
            words = text[found.start() : match.end()]
            return _placed(_AMONG_THE_FIRST, words, less=less, top=True)
    match = sayings.ALMOST_ANY.search(text)
    if not match:
        return None
    less = match["word"].casefold() == "less"
    return _placed(_AMONG_THE_FIRST, match[0], less=less, top=True)


def _placed(place: int, words: str, *, less: bool, top: bool = False) -> dict[str, Any]:
    return {"type": "rank", "place": place, "less": less, "top": top, "said": {"place": words}}


def _nothing(said: Said) -> dict[str, Any] | None:
    """None at all: "has given nothing", "no new aid since October", "has never sent tanks"."""
    coin = sayings.NO_COIN.search(said.text)
    if coin and not sayings.OF_SOMETHING.match(said.text[coin.end() :]):
        return _none(coin[0])
    match = cues.NOTHING.search(said.text)
    if not match or cues.MORE_THAN.match(said.text[match.end() :]):
        return None
    before = said.text[: match.start()]
    if cues.NEXT_TO.search(before) or cues.NOBODY.search(before) or cues.NOT.search(before):
        return None  # "nobody has given nothing" is no claim of nothing
    # What there is none of is read elsewhere, or not: "no lethal aid" is not no aid.
    words = re.match(r".*?\b(?:nothing|no|any|never)\b|.*", match[0], re.I)
    core = _none(words[0] if words else match[0])
    return {**core, "kind": "financial"} if cues.MONEY_ALONE.search(match[0]) else core


def _none(words: str, *, some: bool = False) -> dict[str, Any]:
    """None at all, or the denial of it: something was given."""
    figure = Figure(value=0.0, low=0.0, high=0.0, why="nothing is nothing")
    return {**_with(figure, "total", words), "negated": some}


def _is_donor(said: Said) -> dict[str, Any] | None:
    """Whether anything was given at all: "is not among the donors"."""
    match = sayings.IS_DONOR.search(said.text)
    if not match or re.search(r"\d", said.text):
        return None
    return _none(match[0], some=not cues.NOT.search(said.text))


def _gives_nothing(said: Said) -> dict[str, Any] | None:
    """A plain denial of all giving: "does not support Ukraine"."""
    match = sayings.DOES_NOT_GIVE.search(said.text)
    return _none(match[0]) if match else None


def _figure(said: Said) -> dict[str, Any] | None:
    """Money, a share, or a number of things."""
    from resupply.intake import money, numbers

    found = numbers.find(said.text)
    sums = money.find(said.text, found)
    kept = None if sums else _kept(said)
    if kept:
        return kept
    if cues.CHANGE.search(said.text):
        return compared.change(said)
    of_each = cues.FRACTION.search(said.text)
    if of_each and of_each["n"]:
        return _share(said, found)  # "one in five euros" is a fifth, and no sum
    if sums and sayings.NOT_COIN.search(said.text[: sums[0].start]):
        return None  # "not one dollar of it" is no sum of a dollar
    of_sum = _share(said, found) if sums and _is_part_of(said, sums[0].start) else None
    if of_sum:
        named = said.text[sums[0].start : sums[0].end]
        return {**of_sum, "said": {**of_sum["said"], "sum": named}}
    if sums:
        one = sums[0]
        words = said.text[one.start : one.end]
        figure = tolerance.figure(
            one.amounts[0], words, _before(said.text, one.start), one.currencies[0], _per(said.text)
        )
        _refuse_negative(said, one.start)
        whole = next((n for n in found if one.start <= n.start and n.end <= one.end), None)
        if whole is not None and whole.high != whole.low:
            figure = msgspec.structs.replace(figure, low=whole.low, high=whole.high)
        return _with(figure, "total", words)
    share = _share(said, found)
    if share:
        return share
    return _number(said, found)


def _kept(said: Said) -> dict[str, Any] | None:
    """A promise of goods that was kept, or not: all of it has come."""
    match = pieces.KEPT.search(said.text)
    if not match:
        return None
    broken = bool(pieces.BROKEN.match(match["verb"]))
    denied = broken != bool(cues.NOT.search(said.text))
    why = "a promise is kept when all of it has come"
    figure = Figure(value=1.0, low=0.995, high=None, unit="share", operator="over", why=why)
    told = {"figure": match[0]}
    core = {"type": "share", "figure": figure, "stage": "delivery", "whole": "pledge"}
    return {**core, "negated": denied, "said": told}


def _is_part_of(said: Said, start: int) -> bool:
    """Whether a sum is what a share is of: "a third of this year's $3.1 billion appeal"."""
    return bool(pieces.PART_OF_SUM.search(said.text[:start]))


def _how_many(said: Said) -> dict[str, Any] | None:
    """How many gave so much each: "only five countries have given more than 1% of GDP"."""
    match = cues.HOW_MANY.search(said.text)
    if not match:
        return None
    before = _before(said.text, match.start())
    if before.casefold().endswith("the ") or cues.TOGETHER.search(said.text):
        return None  # "the eight countries together" are a sum of some that were named before
    # The number of donors is no figure of what they gave.
    gave = _figure(said._replace(text=" " * match.end() + said.text[match.end() :]))
    if gave is not None and gave["type"] not in ("total", "share"):
        return None
    if match["none"]:
        if gave is None:
            return None
        many = Figure(value=0.0, low=0.0, high=0.0, unit="donor", why="none is none")
    else:
        many = tolerance.figure(float(cues.number(match["n"])), match["n"], before, "donor")
    words = {"figure": match["n"] or match["none"]}
    words |= {"least": gave["said"]["figure"]} if gave else {}
    least = gave["figure"] if gave else _ANYTHING
    core = {"type": "count", "figure": many, "least": least, "subject": None, "said": words}
    return {**core, "negated": False} if match["none"] else core


def _refuse_negative(said: Said, at: int) -> None:
    if re.search(r"(?:^|[\s(])[-\u2212]$", said.text[:at]):
        raise QuestionError(
            where=f'claim "{short(said.text)}"',
            what="the figure is below zero.",
            todo="amounts are zero or more: say what fell, and by how much.",
        )


def _before(text: str, at: int) -> str:
    return text[max(0, at - 25) : at]


def _share(said: Said, found: Sequence[Any]) -> dict[str, Any] | None:
    percent = next((n for n in found if n.percent), None)
    if percent:
        words = said.text[percent.start : percent.end]
        before = _before(said.text, percent.start)
        value, rate = cues.percent(words, percent.low) / 100, _per(said.text[percent.end :])
        figure = tolerance.figure(value, words, before, "share", rate)
        if percent.high != percent.low:
            low, high = percent.low / 100, percent.high / 100
            figure = msgspec.structs.replace(figure, low=low - 0.005, high=high + 0.005)
        other = compared.part_of_other(said, figure, words, percent.end)
        own = parts.of_its_aid(said, words, percent.start, percent.end)
        return other or {**_with(figure, "share", words), **(own or _whole(said, words))}
    behind = sayings.SHARE_OF.search(said.text)
    match = behind or cues.FRACTION.search(said.text)
    if not match:
        return None
    if behind:
        figure = tolerance.fraction(cues.fraction(behind), behind["part"], behind["before"])
        words = behind[0][behind.start("before") - behind.start() :]
        return {**_with(figure, "share", words), **_whole(said, words)}
    before = "more than " if match["most"] else _before(said.text, match.start())
    figure = tolerance.fraction(cues.fraction(match), match[0], before)
    other = compared.part_of_other(said, figure, match[0], match.end())
    own = parts.of_its_aid(said, match[0], match.start(), match.end())
    return other or {**_with(figure, "share", match[0]), **(own or _whole(said, match[0]))}


def _whole(said: Said, words: str) -> dict[str, Any]:
    """What a share is a part of, where that is the giver's own: its promises, its aid."""
    promise = cues.OF_PROMISE.search(said.text)
    if promise:
        rest = said.text.replace(promise[0], " ")
        stage = cues.first(cues.STAGES, rest)
        of = cues.first(cues.STAGES, promise["said"] or promise["verb"] or promise["noun"])
        if stage and of and stage[0] != of[0]:
            told = {"figure": words, "stage": stage[1], "whole": promise[0]}
            return {"stage": stage[0], "whole": of[0], **_not_come(rest), "said": told}
    done = cues.OF_AID_DONE.search(said.text)
    if done and not cues.ALL_AID.search(done[0]):
        told = {"figure": words, "whole": done[0]}
        return {"stage": "delivery", "whole": "given", **_not_come(said.text), "said": told}
    kind = cues.OF_OWN_KIND.search(said.text) or sayings.KIND_IN.search(said.text)
    return {"whole": "own", "said": {"figure": words, "whole": kind[0]}} if kind else {}


def _not_come(text: str) -> dict[str, Any]:
    """Whether the share is of what did not come: "half has not been delivered"."""
    return {"less": True, "negated": False} if cues.NOT.search(text) else {}


def _number(said: Said, found: Sequence[Any]) -> dict[str, Any] | None:
    things = [n for n in found if not _is_time(said.text, n)]
    if not things:
        return _span(said, found)
    one = things[0]
    _refuse_negative(said, one.start)
    words = said.text[one.start : one.end]
    unit, per = _unit(said, one.end), _per(said.text[one.end :])
    if unit is None:
        unit = _unit_before(said, one.start)
    if unit is None and said.before is not None:
        unit, per = said.before.unit, per or said.before.per
    if unit is None:
        raise QuestionError(
            where=f'claim "{short(said.text)}", "{words}"',
            what="the number has no unit.",
            todo="say of what: euro, dollars, rounds, people, per cent ...",
        )
    figure = tolerance.figure(one.low, words, _before(said.text, one.start), unit, per)
    if one.high != one.low:
        figure = msgspec.structs.replace(figure, low=one.low, high=one.high)
    manner = cues.first(cues.MANNERS, said.text)
    is_target = manner is not None and manner[0] == "target"
    return _with(figure, "target" if is_target else "count", words)


def _span(said: Said, found: Sequence[Any]) -> dict[str, Any] | None:
    """How long something takes: "drivers wait two weeks", "orders take 28 months"."""
    for one in found if pieces.TAKES.search(said.text) else ():
        span = pieces.SPAN.match(said.text[one.end :])
        if not span or one.percent:
            continue
        days = SPANS[span[1].casefold()]
        words = said.text[one.start : one.end]
        read = tolerance.figure(one.low, words, _before(said.text, one.start), "day")
        low, high = (read.low, read.high) if one.high == one.low else (one.low, one.high)
        figure = msgspec.structs.replace(
            read,
            value=read.value * days,
            low=low * days,
            high=None if high is None else high * days,
        )
        return _with(figure, "count", words + span[0])
    return None


def _with(figure: Figure, kind: str, words: str) -> dict[str, Any]:
    return {"type": kind, "figure": figure, "said": {"figure": words}}


def _is_time(text: str, number: Any) -> bool:
    """Years, and numbers of days, are no number of things."""
    after = text[number.end : number.end + 12]
    is_year = number.low == number.high and 1990 <= number.low <= 2035
    is_year = is_year and bool(re.fullmatch(r"\d{4}", text[number.start : number.end]))
    spans = re.match(r" ?-?(?:times|years?|months?|weeks?|days?|hours?)\b", after)
    month = re.match(
        r" (?:January|February|March|April|May|June|July|August|Sept|Octo|Nov|Dec)", after
    )
    return is_year or bool(spans) or bool(month) or number.percent


def _unit(said: Said, end: int) -> str | None:
    """The noun behind a number: "155 mm rounds" is `round`."""
    rest = re.sub(r"^(?:\W*(?:\d+[ -]?mm|of)\b)+", " ", said.text[end : end + 60])
    nouns: list[str] = []
    for word in re.findall(r"[A-Za-z]+", rest)[:5]:
        if word.casefold() in _ENDS:
            break
        if root(word) in said.names.units:
            return root(word)
        if root(word) in _PEOPLE or _is_people(said, word, end):
            return "person"
        nouns.append(root(word))
    nouns = [n for n in nouns if n not in _NO_NOUNS]
    return nouns[0] if nouns else _of_calibre(said, said.text[end : end + 20])


def _unit_before(said: Said, start: int) -> str | None:
    """The noun that a number behind it counts: "the number of trucks fell below 2,500"."""
    named = pieces.NUMBER_OF.search(said.text[:start])
    for word in re.findall(r"[A-Za-z]+", named[1])[:3] if named else ():
        if root(word) in said.names.units:
            return root(word)
        if root(word) in _PEOPLE:
            return "person"
    return None


def _is_people(said: Said, word: str, end: int) -> bool:
    """Whether a word is a people's name: "four million Ukrainians"."""
    if not (word[0].isupper() and word[-1] in "seih"):
        return False
    return any(m.start >= end and m.name == word and m.id != word for m in said.mentions)


def _of_calibre(said: Said, after: str) -> str | None:
    """The unit of a calibre that is named alone: "300,000 of 122 mm"."""
    from resupply.picture import goods

    calibre = re.match(r"\W*(?:of )?(?:the )?\d+[ -]?mm\b", after)
    named = items(said.names.view, calibre[0]) if calibre else ()
    return root(goods.units(said.names.view)[named[0]]) if named else None


_NO_NOUNS = frozenset(
    {"them", "it", "these", "those", "which", "down", "up", "more", "les", "as", "each", "apiece"}
    | {"but", "or", "so", "than", "that", "newly", "alone", "per", "cent", "strong", "together"}
)
#: People by what became of them.
_PEOPLE = frozenset(
    {"refugee", "woman", "women", "man", "men", "child", "children", "resident", "villager"}
    | {"displaced", "evacuee", "returnee", "citizen", "human", "soul"}
)


_ENDS = frozenset(
    {"to", "in", "by", "for", "since", "until", "per", "a", "an", "and", "on", "at", "from"}
    | {"this", "last", "is", "are", "was", "were", "has", "have"}
)


def _per(text: str) -> str | None:
    match = cues.PER_TIME.search(text)
    if not match:
        return None
    return (
        match[1].casefold()
        if match[1]
        else {"dai": "day"}.get(match[2].casefold(), match[2].casefold())
    )
