"""Which types of claim a clause makes, and their own figures: a rank, a share, a number."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from resupply.claims import cues, tolerance
from resupply.claims.names import root
from resupply.claims.said import Said, joined, short
from resupply.claims.words import Figure
from resupply.core.errors import QuestionError


def cores(said: Said) -> list[dict[str, Any]]:
    """The claims of a clause by their types; empty where it makes none.

    Args:
        said: The clause.

    Returns:
        Fields of `words.Claim` that only its type has; `said` their words.
    """
    ordinal = _comparison(said) or _first(said) or _rank(said)
    if ordinal is None:
        found = _figure(said) or _change(said)
        return [found] if found else []
    beside = _beside(said, ordinal)
    return [beside, ordinal] if beside else [ordinal]


def _beside(said: Said, ordinal: dict[str, Any]) -> dict[str, Any] | None:
    """Money or a share named in the same breath: "gave 1.2% of GDP, more than Germany"."""
    from resupply.intake import money, numbers

    found = numbers.find(said.text)
    is_figure = any(n.percent for n in found) or bool(money.find(said.text, found))
    if not is_figure or ordinal.get("figure") or cues.CHANGE.search(said.text):
        return None
    return _figure(said)


def _comparison(said: Said) -> dict[str, Any] | None:
    for match in cues.COMPARE.finditer(said.text):
        rest = said.text[match.end() :]
        others = cues.OTHERS.match(rest.lstrip())
        near = [m for m in said.mentions if 0 <= m.start - match.end() <= 30]
        if not others and not near:
            continue
        other = "others" if others else joined(said, near[0])
        if cues.NOBODY.search(said.text[: match.start()]) and not others:
            words = {"place": cues.NOBODY.search(said.text)[0]}  # type: ignore[index]  # found above
            return {"type": "rank", "place": 1, "subject": other, "said": words}
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


def _first(said: Said) -> dict[str, Any] | None:
    match = cues.FIRST_TO.search(said.text)
    if not match:
        return None
    several = bool(re.match(r"one of|among", match[0], re.I))
    place = cues.number(match["n"]) if match["n"] else (5 if several else 1)
    return {"type": "first", "place": place, "top": several, "said": {"place": match[0]}}


def _rank(said: Said) -> dict[str, Any] | None:
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


def _change(said: Said) -> dict[str, Any] | None:
    match = cues.CHANGE.search(said.text)
    if not match:
        return None
    word = match["word"].casefold()
    factor = {"doubled": 2.0, "tripled": 3.0, "halved": 0.5}.get(word, 1.0)
    words = {"change": match[0]}
    return {"type": "change", "factor": factor, "less": cues.is_down(word), "said": words}


def _figure(said: Said) -> dict[str, Any] | None:
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
        _refuse_negative(said, one.start)
        whole = next((n for n in found if one.start <= n.start and n.end <= one.end), None)
        if whole is not None and whole.high != whole.low:
            figure = msgspec.structs.replace(figure, low=whole.low, high=whole.high)
        return _with(figure, "total", words)
    share = _share(said, found)
    if share:
        return share
    return _number(said, found)


def _refuse_negative(said: Said, at: int) -> None:
    if re.search(r"(?:^|[\s(])[-\u2212]$", said.text[:at]):
        raise QuestionError(
            where=f'claim "{short(said.text)}"',
            what="the figure is below zero.",
            todo="amounts are zero or more: say what fell, and by how much.",
        )


def _before(text: str, at: int) -> str:
    return text[max(0, at - 25) : at]


def _changed(said: Said, found: Sequence[Any]) -> dict[str, Any] | None:
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


def _share(said: Said, found: Sequence[Any]) -> dict[str, Any] | None:
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


def _number(said: Said, found: Sequence[Any]) -> dict[str, Any] | None:
    things = [n for n in found if not _is_time(said.text, n)]
    if not things:
        return None
    one = things[0]
    _refuse_negative(said, one.start)
    words = said.text[one.start : one.end]
    unit = _unit(said, one.end)
    if unit is None:
        raise QuestionError(
            where=f'claim "{short(said.text)}", "{words}"',
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


def _unit(said: Said, end: int) -> str | None:
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
