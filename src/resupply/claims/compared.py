"""Comparisons and changes: with others, and with oneself at another time."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from resupply.claims import cues, degrees, everyone, periods, sayings, tolerance
from resupply.claims.names import Mention
from resupply.claims.said import Said, joined, led_by, parts, short, together
from resupply.claims.words import Figure
from resupply.core.dates import add_months, month_end
from resupply.core.errors import QuestionError

_FACTORS = {"doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0, "quintupled": 5.0, "halved": 0.5}
#: "Fell to zero": all of it, to half a point.
_ALL_OF_IT = Figure(value=1.0, low=0.995, high=1.0, unit="share", why="nothing is left")
_NEARLY_ALL_OF_IT = Figure(value=1.0, low=0.9, high=1.0, unit="share", why="up to a tenth is left")


def comparison(said: Said) -> dict[str, Any] | None:
    """Somebody beside others, or "no country gave more than" somebody, which is a rank."""
    for match in cues.COMPARE.finditer(said.text):
        rest = said.text[match.end() :]
        base = cues.BASE.match(rest)
        if base:
            return _over_time(said, match, base)
        against = _kind_against_kind(said, match)
        if against:
            return against
        others = cues.OTHERS.match(rest.lstrip())
        near = [m for m in said.mentions if _is_linked(said.text, match.end(), m.start)]
        if _is_place(said, match, near) or (not others and not near):
            continue  # "the largest donor behind the US" is a rank
        if others and sayings.OF_ORDER.search(match[0]) and not cues.TOGETHER.search(said.text):
            told = {"place": f"{match[0]} {others[0]}"}
            less = _is_less(match)
            return {"type": "rank", "place": 1, "top": False, "less": less, "said": told}
        other = "others" if others else _named(said, near[0])
        is_plain = not others and not (match["percent"] or match["factor"] or match["part"])
        of_all = is_plain and everyone.place(said, other, match.start(), less=_is_less(match))
        if of_all:
            return {**of_all, "said": {**of_all["said"], "comparison": match[0]}}
        nobody = cues.NOBODY.search(said.text[: match.start()])
        if nobody and "+" in other:
            continue  # "nobody gave more than A and B": than each, or than both as one?
        if nobody and not others:
            return {**_ranked(match, other, 1, nobody[0]), "negated": False}
        # "Only the US gave more than Poland" puts Poland second.
        only, alone = led_by(said, cues.ONLY, match.start())
        if only and not others:
            return _ranked(match, other, 1 + len(only), alone)
        words = {"comparison": f"{match[0]} {others[0]}" if others else match[0]}
        words |= _degree(said, match)
        return {"type": "comparison", "other": other, **_much(said.text, match), "said": words}
    return None


def _is_place(said: Said, match: re.Match[str], near: Sequence[Mention]) -> bool:
    """Whether words of order tell a place: "number two behind the US", "leads Europe"."""
    if not match["exceeds"]:
        return False
    before, rest = said.text[: match.start()], said.text[match.end() :]
    if match["exceeds"].casefold() in ("leads", "led"):
        return not near or said.names.is_group(near[0].id)
    placed = cues.RANKED.search(before) or sayings.PLACED.search(before)
    # "The largest donor, ahead of Britain" is a place all the same.
    of_order = sayings.OF_ORDER.search(match["exceeds"])
    first = of_order and (cues.MOST.search(said.text) or cues.NTH.search(before))
    return bool(placed or first) or rest.startswith(" only")


def _named(said: Said, first: Mention) -> str:
    """Whom somebody is compared with: one, or a list with "and" or "or"."""
    if cues.NOT.search(said.text):
        return joined(said, first)  # "not more than A or B" is no denial of either alone
    names = together(said, first, sayings.AND_OR)
    return "+".join(dict.fromkeys(i for m in names for i in parts(said, m)))


def _degree(said: Said, match: re.Match[str]) -> dict[str, str]:
    """A word of degree at a comparison that names no figure: "slightly more", "lags far behind"."""
    if match["percent"] or match["factor"] or match["part"] or match["even"]:
        return {}
    before = degrees.NEAR.search(said.text[: match.start()])
    inside = re.search(r"\b(?:far|well|way|slightly|just)\b|dwarf|eclips", match[0], re.I)
    if inside:
        return {"degree": match[0]}
    return {"degree": before[0].strip()} if before else {}


def _kind_against_kind(said: Said, match: re.Match[str]) -> dict[str, Any] | None:
    """One kind of aid beside another of the same giver: "more military than humanitarian aid"."""
    other = sayings.OTHER_KIND.match(said.text[match.end() :])
    if sum(bool(pattern.search(match[0])) for _, pattern in cues.KINDS[:-1]) > 1:
        return None  # "more humanitarian and financial aid than" names two
    own = cues.first(cues.KINDS, match[0]) or cues.first(cues.KINDS, said.text[: match.start()])
    if not other or not own or own[0] in ("all", other["kind"].casefold()):
        return None
    told = {
        "comparison": match[0],
        "kind": own[1],
        "whole": other[0].strip(),
        **_degree(said, match),
    }
    much = _much(said.text, match)
    kinds = {"kind": own[0], "whole": other["kind"].casefold()}
    return {"type": "comparison", "other": None, **kinds, **much, "said": told}


def _ranked(match: re.Match[str], subject: str, place: int, words: str) -> dict[str, Any]:
    """The place of somebody whom nobody, or only these, gave more than."""
    told = {"place": words, "comparison": match[0]}
    rank = {"type": "rank", "place": place, "top": False, "less": _is_less(match)}
    return {**rank, "subject": subject, "said": told}


def _is_less(match: re.Match[str]) -> bool:
    word = (match["word"] or match["by"] or match["exceeds"] or "").casefold()
    below = word.endswith(("below", "behind", " by")) or word.startswith("trail")
    return below or word in ("less", "fewer", "lower", "smaller")


def _is_linked(text: str, end: int, start: int) -> bool:
    """Whether a name is what "than" leads to: "more than 1% of GDP to Ukraine" leads to none."""
    return start >= end and bool(cues.LINK.match(text[end:start]))


def _over_time(said: Said, match: re.Match[str], base: re.Match[str]) -> dict[str, Any]:
    words = {"change": match[0], "base": base[0].strip()}
    return {"type": "change", **_much(said.text, match), **_base(base), "said": words}


def _base(base: re.Match[str]) -> dict[str, Any]:
    """The year measured against, or the same days of a year; none of both = the days before."""
    if base["same"] or base["ago"]:
        return {"year_back": int(base["sy"]) if base["sy"] else 0}
    if not base["y"]:
        return {}
    year = int(base["y"])
    return {"base": (date(year, 1, 1), date(year, 12, 31))}


def year_back(since: date | None, until: date | None, year: int) -> tuple[date, date] | None:
    """The same days of another year; 0 = of the year before. None where no days are said.

    Example:
        >>> year_back(date(2023, 8, 1), date(2023, 10, 31), 0)[0]
        datetime.date(2022, 8, 1)
    """
    if since is None or until is None:
        return None
    back = since.year - year if year else 1
    first, last = add_months(since, -12 * back), add_months(until, -12 * back)
    return first, month_end(last) if until == month_end(until) else last


def _much(text: str, match: re.Match[str]) -> dict[str, Any]:
    """How many times as much, which way, and what still agrees."""
    before = text[max(0, match.start() - 25) : match.start()]
    less = _is_less(match)
    if match["percent"]:
        by = tolerance.figure(float(match["percent"]) / 100, match["percent"], before, "times")
        figure = _more_by(by, -1 if less else 1)
    elif match["factor"]:
        factor = cues.factor(match["factor"])
        again = re.search(r"\bagain\b", match[0], re.IGNORECASE)  # "half as much again" is 1.5
        figure = tolerance.times(1 + factor if again else factor, match["factor"], before)
        if re.search(r"\b(?:less|fewer|lower|smaller)\b", match[0], re.IGNORECASE):
            figure, less = _inverse(figure), True
    elif match["part"]:
        figure = tolerance.times(cues.fraction(match), match["part"], before)
    elif match["even"]:
        if cues.NOT.search(before) or sayings.NOT_AS.search(before):
            return {"factor": 1.0, "less": True, "figure": None, "negated": False}
        figure = tolerance.times(1.0, match["even"], before)
    else:
        return {"factor": 1.0, "less": less, "figure": None}
    return {"factor": figure.value, "less": less, "figure": figure}


def _more_by(by: Figure, sign: int) -> Figure:
    """Per cent more or less as times: "20% less" is 0.8, with the ends that the words allow."""
    ends = [None if e is None else 1 + sign * e for e in (by.low, by.high)]
    low, high = ends if sign > 0 else ends[::-1]
    return Figure(
        value=1 + sign * by.value,
        low=max(0.0, low or 0.0),
        high=high,
        unit="times",
        operator=by.operator,
        why=by.why,
    )


def _inverse(times: Figure) -> Figure:
    """Times less as times: "10 times less" is a tenth."""
    high = None if not times.low else 1 / times.low
    low = 0.0 if times.high is None else 1 / times.high
    return Figure(value=1 / times.value, low=low, high=high, unit="times", why=times.why)


def part_of_other(said: Said, figure: Figure, words: str, end: int) -> dict[str, Any] | None:
    """A share of somebody else's: "Spain's aid is half of Italy's" compares the two.

    Args:
        said: The clause.
        figure: The share.
        words: Its own words.
        end: Where they end.
    """
    before = [m for m in said.mentions if m.end <= end and not _is_helped(said, m)]
    other = next((m for m in said.mentions if m.start >= end), None)
    if not before or other is None or not cues.OF_OTHER.match(said.text[end : other.start]):
        return None
    if _is_helped(said, other) or said.names.is_group(other.id):
        return None
    times = msgspec.structs.replace(figure, unit="times")
    told = {"comparison": words}
    return {
        "type": "comparison",
        "other": joined(said, other),
        "factor": figure.value,
        "figure": times,
        "said": told,
    }


def _is_helped(said: Said, mention: Mention) -> bool:
    return mention.id in said.names.recipients


def change(said: Said) -> dict[str, Any] | None:
    """Something that rose or fell, and against which days."""
    from resupply.intake import numbers

    match = cues.CHANGE.search(said.text)
    if not match:
        return None
    word = match["word"].casefold()
    still = sayings.STANDSTILL.search(said.text)
    if still:
        return _standstill(said, still)
    less, words = cues.is_down(word), {"change": match[0], **_degree_of_change(said.text, match)}
    out: dict[str, Any] = {"type": "change", "factor": _FACTORS.get(word, 1.0), "less": less}
    out |= _against(said.text, words)
    percent = next((n for n in numbers.find(said.text) if n.percent), None)
    before = said.text[max(0, match.start() - 25) : match.start()]
    if percent is not None:
        told = said.text[percent.start : percent.end]
        near = said.text[max(0, percent.start - 25) : percent.start]
        value = cues.percent(told, percent.low) / 100
        out["figure"] = tolerance.figure(value, told, near, "share")
        out["factor"], words["figure"] = 1 + (-1 if less else 1) * value, told
    elif part := cues.BY_PART.search(said.text):
        value = cues.fraction(part)
        out["figure"] = tolerance.fraction(value, part[0], part[0][: part.start("part")])
        out["factor"], words["figure"] = 1 + (-1 if less else 1) * value, part[0]
    elif out["factor"] != 1.0:
        out["figure"] = tolerance.times(out["factor"], word, before)
    elif less and (zero := cues.TO_ZERO.search(said.text)):
        out["figure"], words["figure"] = _ALL_OF_IT, zero[0]
    return {**out, "said": words}


def _degree_of_change(text: str, match: re.Match[str]) -> dict[str, str]:
    """A word of degree beside a verb of change: "rose slightly"."""
    before = degrees.BEFORE_CHANGE.search(text[: match.start()])
    behind = degrees.BEHIND_CHANGE.search(text[match.end() :])
    word = before[0].strip() if before else (behind["degree"] if behind else "")
    return {"degree": word} if word else {}


def _standstill(said: Said, match: re.Match[str]) -> dict[str, Any]:
    """Aid that came to an end: next to nothing in the days named, of what came before them."""
    if periods.find(said.text, said.today) is None:
        raise QuestionError(
            where=f'claim "{short(said.text)}"',
            what=f'"{match[0]}" does not say since when.',
            todo='name the days, such as "since January 2024".',
        )
    near = sayings.NEAR_STANDSTILL.search(match[0])
    figure = _NEARLY_ALL_OF_IT if near else _ALL_OF_IT
    core = {"type": "change", "factor": 0.0, "less": True, "figure": figure}
    return {**core, "said": {"change": match[0]}}


def _against(text: str, words: dict[str, str]) -> Mapping[str, Any]:
    """What a change is measured against: "compared with 2022", "from 2022 to 2023"."""
    span = cues.FROM_TO.search(text)
    if span:
        words["base"] = span[0]
        first, last = (int(span[n]) for n in ("y", "y2"))
        days = {"since": date(last, 1, 1), "until": date(last, 12, 31)}
        return {"base": (date(first, 1, 1), date(first, 12, 31)), **days}
    for link in cues.AGAINST.finditer(text):
        base = cues.BASE.match(text[link.end() :])
        if base:
            words["base"] = link[0] + base[0]
            return _base(base)
    return {}
