"""Numbers in running English: digits with every separator, words, ranges, shares.

A number knows where it was read and what it may be: a calibre, a year, a model or an ordinal is
no number of things, and is left out here already. Money and quantities build on this module.
"""

import re
from functools import cache
from typing import NamedTuple

from resupply.intake import rx, spotting


class Number(NamedTuple):
    """A number with its place in the text; a range has two ends.

    Args:
        start: First character, with its qualifier ("more than", "up to") left out.
        end: Character behind the last.
        low: The value, or the lower end of a range.
        high: The value, or the upper end of a range.
        percent: Whether it is a share of hundred.
        letter: Magnitude written as one letter ("23m"), which may also be a unit.
        begin: First character of its qualifier, or `start`.
    """

    start: int
    end: int
    low: float
    high: float
    percent: bool = False
    letter: bool = False
    begin: int = -1

    @property
    def values(self) -> tuple[float, ...]:
        """One value, or both ends of a range."""
        return (self.low,) if self.low == self.high else (self.low, self.high)


_ONES = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
_UNITS = {word: n for n, word in enumerate(_ONES.split(), start=1)}
_TENS = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    **{"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
_MAGNITUDES = {
    **{"hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "crore": 1e7, "lakh crore": 1e12},
    **{"million": 1e6, "millions": 1e6, "mln": 1e6, "mn": 1e6, "mio": 1e6, "m": 1e6},
    **{"billion": 1e9, "billions": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9, "milliard": 1e9},
    **{"trillion": 1e12, "trln": 1e12, "tn": 1e12, "trn": 1e12},
}

_SPACE = r"[ \u00a0\u202f\u2009]"
_DIGITS = (
    r"\d{1,3}(?:\.\d{3}(?:,\d{3})+(?!,?\d)|,\d{3}(?:\.\d{3}){2,})|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?"
    rf"|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d]|[,.]\d)(?!{_SPACE}?-?\u2010?(?:mm|mil))(?:[.,]\d+)?"
    r"|\d+(?:['’]\d{3})+|\d+(?:[.,]\d+)?"
)
_BIG = (
    r"lakh crore|hundred|thousand|millions?|billions?|trillion|mln|mio|mn|bln|bn|trln|trn|milliard"
    r"|lakh|crore"
)
_MAGNITUDE = rf"(?:(?:{_SPACE}|-|\n)?(?P<{{0}}>(?:{_BIG})\b|(?:tn|[mMbBkK])(?![\w'’-])))?"
_SMALL = "|".join([*_UNITS, *_TENS])
_TENS_ONE = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[:9])}))?"
_WORD = rf"(?:{_TENS_ONE}|{_SMALL})"
#: A mass that is weighed out: "a tonne of rice", "half a ton of seed"; no price ("$9 a ton of").
_MASS = (
    rf"{_SPACE}(?:metric{_SPACE})?(?:tonne|ton)(?:{_SPACE}and{_SPACE}a{_SPACE}half)?{_SPACE}of\b"
)
_UNPRICED = "".join(
    rf"(?<!{end}{_SPACE})" for end in (r"\d", "illion", "ollars", "euros", "pounds")
)
_WEIGHED = (
    rf"(?:a{_SPACE}quarter{_SPACE}of{_SPACE}a|half{_SPACE}an?|{_UNPRICED}(?:an?|another))(?={_MASS})"
    rf"|(?:one|two|three|four|five){_SPACE}and{_SPACE}a{_SPACE}half(?={_SPACE}ton(?:ne)?s\b)"
)
_WORDS = (
    rf"{_WEIGHED}|(?:half{_SPACE}a|(?:a|one|three){_SPACE}quarters?{_SPACE}of{_SPACE}a){_SPACE}"
    rf"(?:dozen|{_BIG})"
    rf"|(?:one|two|three|four|five){_SPACE}and{_SPACE}a{_SPACE}half{_SPACE}(?:{_BIG})"
    rf"|the{_SPACE}(?:million|billion)"
    rf"|a{_SPACE}hundred{_SPACE}thousand"
    rf"|(?:a|an){_SPACE}(?:hundred|thousand|million|billion|trillion|dozen|couple{_SPACE}of|"
    rf"pair{_SPACE}of)"
    rf"|(?:{_WORD})(?:(?:{_SPACE}|-)(?:dozen|(?:{_BIG})(?:{_SPACE}(?:and{_SPACE})?(?:{_WORD}|"
    r"hundred|thousand))*))?"
)
_NEARLY = (
    r"more than|less than|fewer than|no (?:more|less|fewer) than|at least|at most|up to"
    r"|as (?:many|much) as|an? (?:estimated|additional|further|total of)|a total of|close to|over"
    r"|nearly|almost|about|around|approximately|roughly|some|another|under|below"
    r"|above|just|only|circa|ca\."
)
_QUALIFIER = rf"(?P<qualifier>(?:{_NEARLY}|~|≈){_SPACE})?"
#: What may stand before a number: nothing that makes it part of a name ("T-72", "M777", "v1.2").
_BEFORE = (
    r"(?<![\w.,/])(?<!\W:)(?<!\d:)(?<!//)(?<![A-Za-z][-‑–/])(?<!\d[A-Za-z]-)"
    r"(?<!(?:19|20)\d\d[-‑–/])(?<!-\d\d-)(?<!#)"
)


@cache
def _pattern() -> re.Pattern[str]:
    # Tried where a word or digits begin: at every letter it took nearly three times as long.
    return rx.compile(
        rf"(?:(?=\d)|(?<![^\W_])(?=[a-z~≈])){_QUALIFIER}(?:{_BEFORE}|(?<=[A-Za-z]\$)"
        r"|(?<=[€£$¥₴])|(?<=\WRs)|(?<=\WRM)"
        r"|(?<=\WVT)|(?<=\WTk)|(?<=KSh)|(?<=[₦₱])|(?<=Php)|(?<=PHP)"
        rf"|(?<=\W[KNRP])(?=\d{{1,3}},\d{{3}}|\d+(?:\.\d+)?{_SPACE}?(?:million|billion|bn\b|m\b))"
        r"|(?<=USD)|(?<=EUR)|(?<=GBP)|(?<=SEK)|(?<=NOK)|(?<=DKK)|(?<=CHF)|(?<=CAD)|(?<=AUD))"
        rf"(?:(?P<digits>{_DIGITS})(?P<plus>\+)?{_MAGNITUDE.format('size')}"
        rf"|\b(?P<words>{_WORDS})\b)"
        rf"(?P<percent>{_SPACE}?(?:%|per{_SPACE}?cent\b|percent\b|percentage points?\b|pct\b))?",
        re.IGNORECASE,
    )


def find(text: str) -> list[Number]:
    """Every number of things, money or shares in the text, in order.

    Returns:
        Numbers without calibres, ordinals, clock times and parts of names; years are still in,
        because only what follows tells "2000 drones" from the year.

    Example:
        >>> [n.values for n in find("half a million shells, 1.3bn euros and 30-40 tanks")]
        [(500000.0,), (1300000000.0,), (30.0, 40.0)]
        >>> find("155mm shells for M777 howitzers, the 12th package, at 10:30")
        []
    """
    singles = [n for m in _matches(text) if (n := _read(m, text))]
    return _ranges(_bracketed(singles, text) if ") " in text else singles, text)


#: Words that a number may begin with; digits may begin one anywhere.
_OPENS = rx.compile(rf"\b(?:(?:{_NEARLY}){_SPACE}|{_WORDS})", re.IGNORECASE)
_LOOSE = rx.compile(r"[\d~≈]|(?<=_)[A-Za-z]")


def _matches(text: str) -> list[re.Match[str]]:
    """What the pattern finds: tried only where such a word or a digit stands."""
    at = [m.start() for m in _LOOSE.finditer(text)]
    return spotting.tried(_pattern(), text, at + (spotting.places(_OPENS, text) or []))


_YEARLIKE = rx.compile(r"\((?:19|20)\d\d\)")


def _bracketed(numbers: list[Number], text: str) -> list[Number]:
    """Numbers that stand in brackets before what they count ("(450) tons", "ten (10) trucks")."""
    out: list[Number] = []
    for this in numbers:
        start, end = this.start - 1, this.end + 1
        counts = text[start : this.start] == "(" and text[end - 1 : end] == ")"
        counts = counts and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
        if not counts or this.percent or _YEARLIKE.fullmatch(text, start, end):
            out.append(this)
            continue
        last = out[-1] if out else None
        if last and last.low == this.low and text[last.end : start].strip() == "":
            out[-1] = last._replace(end=end)
        elif text[start - 2 : start - 1].isalpha() and not _enumerates(this.low, text):
            out.append(_behind_bracket(this, end, text))
        else:
            out.append(this)
    return out


_BIG_BEHIND = rx.compile(rf"{_SPACE}(?P<size>thousand|million|billion)\b")


def _behind_bracket(this: Number, end: int, text: str) -> Number:
    """The number with its bracket, and the magnitude behind it ("(480) thousand tons")."""
    size = _BIG_BEHIND.match(text, end)
    low = this.low * (_MAGNITUDES[size["size"]] if size else 1)
    start = this.start - 1
    return Number(start, size.end() if size else end, low, low, begin=start)


def _enumerates(value: float, text: str) -> bool:
    """Whether a small number in brackets is one of several that count the points of a list."""
    return value <= 20 and any(f"({n:.0f}) " in text for n in (value - 1, value + 1))


#: What has a size itself ("two 10t trucks", "10kg rice bags").
_HOLDERS = (
    r"bag|sack|pack|parcel|box|case|carton|tin|can|bale|drum|cylinder|bottle|barrel|container|tank"
    r"|truck|lorry|lorrie|van|vehicle|crane|trailer|forklift|excavator|bomb|warhead|payload"
    r"|capacity|load|batch|shipment|consignment|convoy|cargo|kit|set|unit|limit|class"
)
#: A unit of mass glued to its number ("9.6t rice", "500kg of seed").
GLUED = (
    r"(?:kgs?|m?t|MT|tons?|tonnes?)(?= (?:of|each|in)\b|[,;)]"
    rf"| (?!(?:[a-z]+ ){{0,2}}(?:{_HOLDERS})(?:e?s)?\b)[a-z])"
)
#: Behind digits: what makes them a calibre, an ordinal, a clock time or a part of a name.
_BEHIND = rx.compile(
    r"(?:[ -‑\u00a0])?(?:mm\b|millimet|-?inch|-?cal(?:ib|\b))|(?:st|nd|rd|th)\b|[:/]\d"
    rf"|\(|(?!{GLUED})[A-Za-z]|[-‑]\d\d?[-‑]\d|[-‑](?:[A-Za-z]\d|and-|on-)"
    r"|[-‑](?:year|month|week|day|hour|minute|mins? |km|kilomet|kg|kilogram|k[WV]|MW|foot|met|ton"
    r"|point|first\b|second\b|third\b|fourth\b|fifth\b|sixth\b|seventh\b|eighth\b|ninth\b"
    r"|figure|digit|member|time|strong|seat|nation|wheel|barrel|man|person|people|bed|store?y"
    r"|ship|page|count|round|tube|litre"
    r"|liter|gallon|piece|pack"
    r"|lb|pound(?! (?:package|contract|deal|loan|grant|aid|fund|donation|pledge|gift|scheme)))"
    r"|[-‑ ](?:kilo|mega|giga)?(?:volts?|watts?)\b|[-‑ ](?:kVA|MVA|kV|GWh|MWh|kWh)\b"
    r"| years?[- ]old"
    # the hour of a clock, a speed, the strength of a quake
    r"| ?[ap]\.?m\b\.?| (?:GMT|UTC|CES?T|EES?T|BST|E[SD]T|hours? (?:GMT|UTC|local time)"
    r"|local time)\b"
    r"|[-‑ ]?(?:mph|kph|kmph|km/h|kts?|knots|magnitude)\b"
    r"|[- ](?:kilomet(?:er|re)|mile)s? (?:per|an) hour\b"
)

#: Behind a figure and one letter, what makes them a name ("3M, Pfizer and others").
_FIRM = rx.compile(r"(?:,| and) [A-Z]|['’]s\b|\n")


def _read(match: re.Match[str], text: str) -> Number | None:
    digits, words = match["digits"], match["words"]
    start = match.start("digits") if digits else match.start("words")
    begin = match.start() if match["qualifier"] else start
    percent = bool(match["percent"])
    if digits is None:
        value = worded(words)
        if value is None or _BEHIND.match(text, match.end("words")):
            return None
        return Number(start, match.end(), value, value, percent, False, begin)
    size = (match["size"] or "").lower()
    if not size and not percent and not match["plus"] and _BEHIND.match(text, match.end("digits")):
        return None
    firm = len(digits) == len(size) == 1 and text[match.end("digits")].isupper()
    if firm and _FIRM.match(text, match.end()):
        return None
    # 17.1 billion is no 17100000000.000002.
    value = round(number(digits, bool(size)) * _MAGNITUDES.get(size, 1), 4)
    return Number(start, match.end(), value, value, percent, len(size) == 1, begin)


#: A year, or a number that looks like one.
YEAR = rx.compile(r"(?:19|20)\d\d")
#: The same, or two of them ("2023 to 2027").
YEARS = rx.compile(r"(?:19|20)\d\d(?:(?:\s?[-–—]\s?|\s(?:to|and|or)\s)(?:19|20)\d\d)?")
_APART = rx.compile(r"[\s'’]")
_MIXED = rx.compile(r"\d{1,3}(?:\.\d{3}(?:,\d{3})+|,\d{3}(?:\.\d{3}){2,})")
_THOUSANDS = rx.compile(r",\d{3}$")


def number(digits: str, scaled: bool = False) -> float:
    """The value of digits with separators.

    Args:
        digits: As written.
        scaled: Whether a magnitude follows; then one point is a decimal point.

    Example:
        >>> [number(d) for d in ("1,000,000", "1.000.000", "1.000,000,000", "5.8", "5.800", "1,5")]
        [1000000.0, 1000000.0, 1000000000.0, 5.8, 5800.0, 1.5]
        >>> number("1.130", scaled=True)
        1.13
    """
    plain = _APART.sub("", digits)
    points, commas = plain.count("."), plain.count(",")
    if _MIXED.fullmatch(plain):
        return float(re.sub("[.,]", "", plain))  # "17.800,000", "4,300.000.000": thousands alone
    if points > 1:
        return float(plain.replace(".", "").replace(",", "."))
    if points and commas:
        first = plain.find(".") < plain.find(",")
        return float(plain.replace(".", "").replace(",", ".") if first else plain.replace(",", ""))
    if commas == 1 and not _THOUSANDS.search(plain):
        return float(plain.replace(",", "."))
    if points and not scaled and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain):
        return float(plain.replace(".", ""))  # no count has three decimals
    return float(plain.replace(",", ""))


def worded(words: str) -> float | None:
    """The value of a number in words; None where none is stated.

    Example:
        >>> [worded(w) for w in ("half a million", "a quarter of a million", "two dozen")]
        [500000.0, 250000.0, 24.0]
        >>> worded("one hundred and twenty-five thousand"), worded("two and a half million")
        (125000.0, 2500000.0)
    """
    said = words.lower().replace("-", " ").split()
    scale = {**_MAGNITUDES, "dozen": 12.0}.get(said[-1])
    if said[-1] in ("a", "an", "half"):  # of a tonne
        scale = 1.0
    if "half" in said or said[1:2] in (["quarter"], ["quarters"]):
        if scale is None:
            return None
        if "and" in said:
            return (_UNITS[said[0]] + 0.5) * scale
        parts = {"half": 0.5, "a": 0.25, "one": 0.25, "three": 0.75}
        return parts[said[0]] * scale
    return _summed(said)


def _summed(said: list[str]) -> float | None:
    total, part = 0.0, 0.0
    for word in said:
        if word in ("a", "an", "another"):
            part = 1
        elif word in ("couple", "pair"):
            part = 2
        elif word in _UNITS or word in _TENS:
            part += _UNITS.get(word) or _TENS[word]
        elif word == "dozen":
            part = (part or 1) * 12
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _MAGNITUDES:
            total, part = total + (part or 1) * _MAGNITUDES[word], 0.0
    return total + part or None


_TO = rx.compile(rf"{_SPACE}?(?:-|–|—|‑|to|or|and){_SPACE}?(?:US|C|A)?[$€£]?$")
_BETWEEN = rx.compile(r"\b(?:between|from)\s+(?:US|C|A|EUR|USD|GBP)?\s?[$€£]?\s?$", re.IGNORECASE)

#: Said before a range of things: it governs no goods.
_FROM = rx.compile(r"\b(?:between|from) $", re.IGNORECASE)
#: What goes from one figure to another.
_MOVES = rx.compile(
    r"\b(?:ris|rais|rose|gr[eo]w|increas|expand|doubl|boost|lift|reduc|lower|fall|fell|drop|cut"
    r"|shr)"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)


def _begin_of_range(text: str, begin: int) -> int:
    """Where "between 15 and 20", "from 15 to 20" begins, unless it tells a rise or a fall."""
    led = _FROM.search(text, max(0, begin - 9), begin)
    moves = led and _MOVES.search(text, max(0, begin - 90), begin)
    return led.start() if led and not moves else begin


def _ranges(numbers: list[Number], text: str) -> list[Number]:
    out: list[Number] = []
    for this in numbers:
        last = out[-1] if out else None
        if last and _goes_on(last, this, text):  # "2 billion 700 million"
            value = last.low + this.low
            out[-1] = last._replace(end=this.end, low=value, high=value)
            continue
        if last and last.low == last.high and _one_range(last, this, text):
            low = last.low * _shared_size(last, this)
            begin = _begin_of_range(text, last.begin)
            merged = Number(last.start, this.end, low, this.low, this.percent, this.letter, begin)
            if merged.low < merged.high:
                out[-1] = merged
                continue
        out.append(this)
    return out


_SIZED = rx.compile(r"(?:billion|bn|bln|million|mln|thousand)\Z", re.IGNORECASE)


def _goes_on(last: Number, this: Number, text: str) -> bool:
    """Whether a number of thousands or millions goes on with one of the next smaller size."""
    if last.low != last.high or this.low != this.high or this.percent or last.percent:
        return False
    if text[last.end : this.start] not in (" ", " and ", "\u00a0") or this.begin != this.start:
        return False
    sized = _SIZED.search(text, last.start, last.end) and _SIZED.search(text, this.start, this.end)
    unit = next((u for u in (1e9, 1e6, 1e3) if last.low >= u), 0.0)
    return bool(sized) and this.low < unit and last.low % unit == 0


def _one_range(last: Number, this: Number, text: str) -> bool:
    gap = text[last.end : this.start]
    if len(gap) > 8 or not _TO.fullmatch(gap) or this.begin != this.start:
        return False
    if "and" in gap:
        return bool(re.search(r"between\s+\S{0,4}\s?$", text[max(0, last.begin - 16) : last.start]))
    if "to" in gap:
        return this.low > last.low or bool(_BETWEEN.search(text[: last.begin][-20:]))
    return "or" not in gap or this.low <= 3 * last.low


def _shared_size(last: Number, this: Number) -> float:
    """Such as "30-40 million": the magnitude belongs to both ends."""
    for size in (1e12, 1e9, 1e6, 1e3):
        if this.low >= size and last.low < 1000 and this.low / size > last.low:
            return size
    return 1.0
