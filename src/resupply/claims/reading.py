"""A sentence read as claims: one grammar for all types, and what each word said.

What the sentence leaves open stays open; nothing is guessed. Checking is left to `check`.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from resupply.claims import cues, periods, tolerance
from resupply.claims.names import Mention, Names, items, root
from resupply.claims.words import Claim, Figure
from resupply.core.errors import QuestionError

LONGEST = 2000  # letters of one claim; an article goes to `read`
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\"'(])|\s*;\s*|\n+")
_JOINT = re.compile(r",? (?:and|but|while|whereas) ")


class _Said(NamedTuple):
    """What the parts of the grammar read from."""

    text: str
    names: Names
    mentions: Sequence[Mention]
    today: date


def read(text: str, names: Names, today: date) -> list[Claim]:
    """Every claim of a text, in order.

    Args:
        text: One or a few sentences.
        names: The case's names.
        today: The day it is said.

    Raises:
        QuestionError: No text, too much of it, or nothing in it that can be checked.
    """
    plain = " ".join(text.split("\x00")).strip()
    _refuse(plain)
    out: list[Claim] = []
    for sentence in (s.strip() for s in _SENTENCE.split(plain)):
        out += _claims(sentence, names, today, out[-1].subject if out else None)
    if not out:
        raise QuestionError(
            where=f'claim "{_short(plain)}"',
            what="nothing in it can be checked: no rank, figure, share, change or comparison.",
            todo='say what is claimed of whom, such as "Estonia gave most per GDP" or "the EU has '
            'delivered 300,000 shells".',
        )
    return out


def _refuse(text: str) -> None:
    if not text:
        raise QuestionError(
            where="claim", what="the text is empty.", todo="give a sentence, in quotation marks."
        )
    if len(text) > LONGEST:
        raise QuestionError(
            where=f'claim "{_short(text)}"',
            what=f"the text has {len(text):,} letters; a claim has at most {LONGEST:,}.",
            todo="give the sentence alone; one claim a line goes through --file.",
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _claims(sentence: str, names: Names, today: date, before: str | None) -> list[Claim]:
    """The claims of one sentence: two where both halves claim something of their own."""
    for joint in _JOINT.finditer(sentence):
        left, right = sentence[: joint.start()], sentence[joint.end() :]
        one = _claim(left, names, today, before)
        two = _claim(right, names, today, one.subject if one else before)
        if one and two:
            return [one, *_claims(right, names, today, one.subject)]
    found = _claim(sentence, names, today, before)
    return [found] if found else []


def _claim(text: str, names: Names, today: date, before: str | None) -> Claim | None:
    said = _Said(text, names, names.find(text), today)
    core = _core(said)
    if core is None:
        return None
    shared = _shared(said, core)
    subject = _subject(said, core)
    fields: dict[str, Any] = {**shared, **core, "subject": subject or before}
    words = {**shared.get("said", {}), **core.get("said", {})}
    return Claim(text=text.strip(), **{**fields, "said": words})


def _shared(said: _Said, core: dict[str, Any]) -> dict[str, Any]:
    """What any type of claim may say: stage, kind, divisor, period, group, item."""
    text, words = said.text, {}
    out: dict[str, Any] = {
        "words": tuple(sorted({root(w) for w in re.findall(r"[A-Za-z]+", text)}))
    }
    lexicons = (
        ("stage", cues.STAGES),
        ("kind", cues.KINDS),
        ("per", cues.PERS),
        ("shares", cues.SHARES),
        ("manner", cues.MANNERS),
    )
    for name, table in lexicons:
        found = cues.first(table, text)
        if found:
            out[name], words[name] = found
    period = periods.find(cues.YEAR.sub("", text), said.today)
    if period:
        out |= {"since": period.since, "until": period.until}
        words["period"] = period.said
    year = cues.YEAR.search(text)
    if year:
        out["year"], words["year"] = int(year[1]), year[0]
    group = _group(said)
    if group:
        out["group"], words["group"] = group
    out["item"] = items(said.names.view, _without(text, said.mentions))
    return {**out, "said": words}


def _without(text: str, mentions: Sequence[Mention]) -> str:
    for mention in reversed(mentions):
        text = text[: mention.start] + " " + text[mention.end :]
    return text


def _group(said: _Said) -> tuple[str, str] | None:
    """Among whom: "in NATO", "EU members", "of all countries"."""
    for mention in said.mentions:
        if _is_among(said, mention):
            return mention.id, mention.name
    for group, pattern in (("all", cues.ALL_DONORS), ("countries", cues.COUNTRIES)):
        found = pattern.search(said.text)
        if found:
            return group, found[0]
    return None


def _is_among(said: _Said, mention: Mention) -> bool:
    if not said.names.is_group(mention.id):
        return False
    before, after = said.text[: mention.start], said.text[mention.end :]
    inside = bool(cues.AMONG.search(before))
    return inside or (bool(cues.MEMBERS.match(after)) and bool(before.strip(" ,Tthe")))


def _subject(said: _Said, core: dict[str, Any]) -> str | None:
    """Who it is about: the first party that is not the one helped, compared with or the group."""
    other = core.get("other")
    open_to = [m for m in said.mentions if not _is_among(said, m) and m.id != other]
    behind = re.compile(r"\b(?:after|behind|ahead of|than|as|to)(?: the)? $", re.I)
    named = [m for m in open_to if not behind.search(said.text[: m.start])]
    helped = said.names.recipients
    givers = [m for m in named if m.id not in helped]
    chosen = givers or [m for m in named if m.id in helped and core["type"] in ("count", "target")]
    return chosen[0].id if chosen else None


# The core: which type, and its own figures


def _core(said: _Said) -> dict[str, Any] | None:
    for read_type in (_comparison, _first, _rank, _figure, _change):
        found = read_type(said)
        if found:
            return found
    return None


def _comparison(said: _Said) -> dict[str, Any] | None:
    for match in cues.COMPARE.finditer(said.text):
        rest = said.text[match.end() :]
        others = cues.OTHERS.match(rest.lstrip())
        near = [m for m in said.mentions if 0 <= m.start - match.end() <= 30]
        if not others and not near:
            continue
        other = "others" if others else near[0].id
        word = (match["word"] or match["exceeds"] or "").casefold()
        less = word in ("less", "fewer", "lower", "smaller", "behind")
        factor = cues.factor(match["factor"]) if match["factor"] else 1.0
        figure = _times(said.text, match, factor) if match["factor"] else None
        return {
            "figure": figure,
            "type": "comparison",
            "other": other,
            "factor": factor,
            "less": less,
            "said": {"comparison": match[0]},
        }
    return None


def _times(text: str, match: re.Match[str], factor: float) -> Figure:
    """The figure of "twice as much": words are wide, digits are as wide as their rounding."""
    before = _before(text, match.start())
    read = tolerance.figure(factor, match["factor"], before, "times")
    if read.operator != "is" or match["factor"][0].isdigit():
        return read
    why = f'"{match["factor"]}" is taken as within a tenth'
    return Figure(value=factor, low=factor * 0.9, high=factor * 1.1, unit="times", why=why)


def _first(said: _Said) -> dict[str, Any] | None:
    match = cues.FIRST_TO.search(said.text)
    if not match:
        return None
    several = bool(re.match(r"one of|among", match[0], re.I))
    place = cues.number(match["n"]) if match["n"] else (5 if several else 1)
    return {"type": "first", "place": place, "top": several, "said": {"place": match[0]}}


def _rank(said: _Said) -> dict[str, Any] | None:
    text = said.text
    top = cues.TOP.search(text)
    if top:
        found = {"place": cues.number(top["n"] or top["n2"]), "top": True}
        return {"type": "rank", **found, "said": {"place": top[0]}}
    for pattern in (cues.NUMBER, cues.NTH):
        match = pattern.search(text)
        if match and not cues.YEAR.search(match[0]):
            return {"type": "rank", "place": cues.number(match["n"]), "said": {"place": match[0]}}
    match = cues.MOST.search(text)
    if match:
        return {"type": "rank", "place": 1, "said": {"place": match[0]}}
    return None


def _change(said: _Said) -> dict[str, Any] | None:
    match = cues.CHANGE.search(said.text)
    if not match:
        return None
    word = match["word"].casefold()
    factor = {"doubled": 2.0, "tripled": 3.0, "halved": 0.5}.get(word, 1.0)
    words = {"change": match[0]}
    return {"type": "change", "factor": factor, "less": cues.is_down(word), "said": words}


def _figure(said: _Said) -> dict[str, Any] | None:
    """Money, a share, or a number of things."""
    from resupply.intake import money, numbers

    found = numbers.find(said.text)
    sums = money.find(said.text, found)
    if cues.CHANGE.search(said.text):
        return _changed(said, found)
    if sums:
        one = sums[0]
        words = said.text[one.start : one.end]
        figure = tolerance.figure(
            one.amounts[0], words, _before(said.text, one.start), one.currencies[0], _per(said.text)
        )
        return _with(figure, "total", words)
    share = _share(said, found)
    if share:
        return share
    return _number(said, found)


def _before(text: str, at: int) -> str:
    return text[max(0, at - 25) : at]


def _changed(said: _Said, found: Sequence[Any]) -> dict[str, Any] | None:
    core = _change(said)
    percent = next((n for n in found if n.percent), None)
    if core is None or percent is None:
        return core
    sign = -1 if core["less"] else 1
    words = said.text[percent.start : percent.end]
    before = _before(said.text, percent.start)
    value = _percent(words, percent.low) / 100
    by = tolerance.figure(value, words, before, "share")
    return {**core, "factor": 1 + sign * value, "figure": by}


def _share(said: _Said, found: Sequence[Any]) -> dict[str, Any] | None:
    percent = next((n for n in found if n.percent), None)
    if percent:
        words = said.text[percent.start : percent.end]
        before = _before(said.text, percent.start)
        figure = tolerance.figure(_percent(words, percent.low) / 100, words, before, "share")
        if percent.high != percent.low:
            low, high = percent.low / 100, percent.high / 100
            figure = msgspec.structs.replace(figure, low=low - 0.005, high=high + 0.005)
        return _with(figure, "share", words)
    match = cues.FRACTION.search(said.text)
    if match:
        figure = tolerance.fraction(
            cues.fraction(match), match[0], _before(said.text, match.start())
        )
        return _with(figure, "share", match[0])
    return None


def _percent(words: str, read: float) -> float:
    """In per cent a point is a point: "1.552%" is no thousand and a half."""
    plain = re.match(r"\d{1,3}\.\d+(?!\d|[.,])", words)
    return float(plain[0]) if plain else read


def _number(said: _Said, found: Sequence[Any]) -> dict[str, Any] | None:
    things = [n for n in found if not _is_time(said.text, n)]
    if not things:
        return None
    one = things[0]
    words = said.text[one.start : one.end]
    unit = _unit(said, one.end)
    if unit is None:
        raise QuestionError(
            where=f'claim "{_short(said.text)}", "{words}"',
            what="the number has no unit.",
            todo="say of what: euro, dollars, rounds, people, per cent ...",
        )
    figure = tolerance.figure(
        one.low, words, _before(said.text, one.start), unit, _per(said.text[one.end :])
    )
    if one.high != one.low:
        figure = msgspec.structs.replace(figure, low=one.low, high=one.high)
    manner = cues.first(cues.MANNERS, said.text)
    is_target = manner is not None and manner[0] == "target"
    return _with(figure, "target" if is_target else "count", words)


def _with(figure: Figure, kind: str, words: str) -> dict[str, Any]:
    return {"type": kind, "figure": figure, "said": {"figure": words}}


def _is_time(text: str, number: Any) -> bool:
    """Years, and numbers of days, are no number of things."""
    after = text[number.end : number.end + 12]
    is_year = number.low == number.high and 1990 <= number.low <= 2035
    is_year = is_year and bool(re.fullmatch(r"\d{4}", text[number.start : number.end]))
    spans = re.match(r" ?-?(?:years?|months?|weeks?|days?|hours?)\b", after)
    month = re.match(
        r" (?:January|February|March|April|May|June|July|August|Sept|Octo|Nov|Dec)", after
    )
    return is_year or bool(spans) or bool(month) or number.percent


def _unit(said: _Said, end: int) -> str | None:
    """The noun behind a number: "155 mm rounds" is `round`."""
    rest = re.sub(r"^\W*(?:\d+ ?mm|of)\b", " ", said.text[end : end + 60])
    nouns: list[str] = []
    for word in re.findall(r"[A-Za-z]+", rest)[:5]:
        if word.casefold() in _ENDS:
            break
        if root(word) in said.names.units:
            return root(word)
        nouns.append(root(word))
    return nouns[0] if nouns else None


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
