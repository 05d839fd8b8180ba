"""Money in running English, in every currency and style; conversions are the same money."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from resupply.intake import rx
from resupply.intake.numbers import Number

Near = tuple[int, str]


class Money(NamedTuple):
    """One sum of money, with its conversions.

    Args:
        start: First character of the sum (currency or number), qualifier left out.
        end: Character behind the last, closing bracket of a conversion included.
        amounts: In units of the currency; the sum first, then its conversions.
        currencies: ISO 4217, one per amount.
        begin: First character of its qualifier ("more than"), or `start`.
    """

    start: int
    end: int
    amounts: tuple[float, ...]
    currencies: tuple[str, ...]
    begin: int


#: Signs and codes that stand before a number.
_SIGNS = {
    **{"US$": "USD", "U.S.$": "USD", "USD$": "USD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD"},
    **{"CDN$": "CAD", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD", "NZ$": "NZD", "S$": "SGD"},
    **{"HK$": "HKD", "NT$": "TWD", "R$": "BRL", "€": "EUR", "£": "GBP", "¥": "JPY", "₴": "UAH"},
    **{"₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₦": "NGN", "zł": "PLN"},
    **{"₱": "PHP"},
    **{"$": "USD"},
}
_CODES = [
    "USD",
    "EUR",
    "GBP",
    "CAD",
    "AUD",
    "NZD",
    "JPY",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "ISK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "UAH",
    "RUB",
    "TRY",
    "KRW",
    "CNY",
    "INR",
    "SAR",
    "AED",
    "QAR",
    "KWD",
    "ILS",
    "ZAR",
    "BRL",
    "MXN",
    "PHP",
    "KES",
    "LKR",
    "NPR",
    "KZT",
    "LYD",
    "SDG",
    "YER",
    "ETB",
    "AFN",
    "NGN",
    "CDF",
    "SGD",
    "TWD",
    "HKD",
    "THB",
    "IDR",
    *("MYR", "VUV", "MWK", "ZMW", "MMK", "VND", "GHS", "AZN", "AMD", "HTG", "UGX", "TZS", "PGK"),
    "PKR",
    "BDT",
    "EGP",
    "MAD",
    "GEL",
    "MDL",
    "ALL",
    "MKD",
    "RSD",
]
#: Words that stand behind a number; None: the country of the text decides.
_WORDS: dict[str, str | None] = {
    **{"us dollars": "USD", "u.s. dollars": "USD", "american dollars": "USD"},
    **{"canadian dollars": "CAD", "australian dollars": "AUD", "new zealand dollars": "NZD"},
    **{"dollars": None, "dollar": None, "bucks": None, "euros": "EUR", "euro": "EUR"},
    **{
        "pounds sterling": "GBP",
        "british pounds": "GBP",
        "pounds": "GBP",
        "pound": "GBP",
        "sterling": "GBP",
    },
    **{"danish kroner": "DKK", "danish krone": "DKK", "danish crowns": "DKK"},
    **{"norwegian kroner": "NOK", "norwegian krone": "NOK", "norwegian crowns": "NOK"},
    **{"swedish kronor": "SEK", "swedish krona": "SEK", "swedish crowns": "SEK"},
    **{"swedish kroner": "SEK", "kronor": "SEK", "krona": "SEK", "kroner": None, "krone": None},
    **{"czech crowns": "CZK", "czech korunas": "CZK", "koruna": "CZK", "korunas": "CZK"},
    **{
        "crowns": None,
        "icelandic kronur": "ISK",
        "kronur": "ISK",
        "rupiah": "IDR",
        "zlotys": "PLN",
        "zloty": "PLN",
        "zlotych": "PLN",
    },
    **{"polish zloty": "PLN", "hryvnias": "UAH", "hryvnia": "UAH", "hryvnya": "UAH", "yen": "JPY"},
    **{"japanese yen": "JPY", "yuan": "CNY", "won": "KRW", "south korean won": "KRW"},
    **{"swiss francs": "CHF", "francs": "CHF", "forints": "HUF", "forint": "HUF", "lei": "RON"},
    **{
        "leva": "BGN",
        "lev": "BGN",
        "rubles": "RUB",
        "roubles": "RUB",
        "lira": "TRY",
        "liras": "TRY",
    },
    **{
        "rupees": None,
        "pesos": None,
        "shillings": None,
        "taka": "BDT",
        "tenge": "KZT",
        "baht": "THB",
    },
    **{"riyals": "SAR", "saudi riyals": "SAR", "dirhams": "AED", "shekels": "ILS"},
    **{"dinars": "KWD", "rand": "ZAR", "€": "EUR", "£": "GBP", "$": None, "us$": "USD"},
    **{"ringgit": "MYR", "vatu": "VUV", "naira": "NGN", "birr": "ETB", "kwacha": None},
    **{"manats": None, "manat": None, "kyat": "MMK", "kyats": "MMK", "dong": "VND", "lari": "GEL"},
    **{"drams": "AMD", "dram": "AMD", "cedis": "GHS", "gourdes": "HTG", "afghanis": "AFN"},
    **{"rm": "MYR", "vt": "VUV", "tk": "BDT", "ksh": "KES"},
    **{"₴": "UAH", "zł": "PLN", "kr": None, "rs": None},
}
#: Currencies of the same name, told apart by the people before it.
_OWN = {
    **{"congolese": {"CHF": "CDF"}, "rwandan": {"CHF": "RWF"}, "iraqi": {"KWD": "IQD"}},
    **{"qatari": {"SAR": "QAR"}, "omani": {"SAR": "OMR"}, "yemeni": {"SAR": "YER"}},
    **{"jordanian": {"KWD": "JOD"}, "libyan": {"KWD": "LYD"}, "tunisian": {"KWD": "TND"}},
    **{"kuwaiti": {}, "bahraini": {"KWD": "BHD"}, "algerian": {"KWD": "DZD"}, "emirati": {}},
    **{"uae": {}, "moroccan": {"AED": "MAD"}, "turkish": {}, "egyptian": {"GBP": "EGP"}},
    **{"sudanese": {"GBP": "SDG"}, "lebanese": {"GBP": "LBP", "TRY": "LBP"}, "israeli": {}},
}
#: Of the same name in several countries: the one named last before the sum, else the first.
_SHARED = {
    "pesos": {"PHL": "PHP", "MEX": "MXN", "ARG": "ARS", "COL": "COP", "CHL": "CLP", "CUB": "CUP"},
    "shillings": {"KEN": "KES", "UGA": "UGX", "TZA": "TZS", "SOM": "SOS"},
    "rupees": {"IND": "INR", "PAK": "PKR", "LKA": "LKR", "NPL": "NPR"},
}
_SHARED["rs"] = _SHARED["rupees"]
_SHARED["kwacha"] = {"MWI": "MWK", "ZMB": "ZMW"}
_SHARED["manats"] = _SHARED["manat"] = {"AZE": "AZN", "TKM": "TMT"}
#: Letters before a sum that are coins in a text about these countries, and nothing elsewhere.
_LETTERS = {"K": {"MWI": "MWK", "ZMB": "ZMW", "PNG": "PGK"}, "N": {"NGA": "NGN"}}
_LETTERS["R"] = {"ZAF": "ZAR"}
_LETTERS["P"] = _LETTERS["Php"] = {"PHL": "PHP"}
_CROWNS = {"DNK": "DKK", "NOR": "NOK", "SWE": "SEK", "ISL": "ISK", "CZE": "CZK"}
#: Characters within which a country before "$" says whose dollars they are.
_NEAR = 200
_NEXT_DOLLARS = frozenset(["CAD", "AUD", "NZD"])
_DOLLARS = {"CAN": "CAD", "AUS": "AUD", "NZL": "NZD"}


@cache
def _before() -> re.Pattern[str]:
    signs = "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True))
    return rx.compile(
        rf"(?:({signs})|(?<![A-Za-z])({'|'.join(_CODES)})|(?<![\w])(kr\.?|Rs\.?|RM|VT"
        rf"|Tk\.?|KSh|Ksh|Php|[KNRP]))[ \u00a0]?$"
    )


@cache
def _behind() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(_WORDS, key=len, reverse=True))
    codes = "|".join(_CODES)
    return rx.compile(
        rf"[ \u00a0]?[-‑]?(?:(?P<whose>{'|'.join(_OWN)}) )?(?:(?P<code>{codes})(?![A-Za-z])|"
        rf"(?P<words>{words})(?![\w]))",
        re.IGNORECASE,
    )


_BRACKET = rx.compile(
    r"[”\"’']?[ ]?(?:\(|\[|, or |, |/ ?| or | - | – )(?:=|≈|~|equivalent to|equal to|or|worth|"
    r"which is|that is|i\.e\.,?|the equivalent of"
    r"|about|around|approximately|approx\.?|roughly|nearly|almost|over|some|more "
    r"than|just over|just under| )*$"
)
_CLOSE = rx.compile(r"(?: at [^()]{0,30}| in [^()]{0,20}| total)?[ ]?[)\]]")


def find(text: str, numbers: list[Number], near: Sequence[Near] = ()) -> list[Money]:
    """Every sum of money in the text, in order.

    Args:
        text: The text the numbers were read in.
        numbers: What `numbers.find` gave.
        near: Place and code (ISO 3166-1 alpha-3) of the countries in the text that may give: whose
            dollars or crowns are meant where nothing says so.

    Example:
        >>> from resupply.intake import numbers
        >>> said = "DKK 5.8 billion (about $833 million) and 1.5bn kroner"
        >>> found = find(said, numbers.find(said), near=[(0, "DNK")])
        >>> [(m.amounts, m.currencies) for m in found]
        [((5800000000.0, 833000000.0), ('DKK', 'USD')), ((1500000000.0,), ('DKK',))]
    """
    parts = _told_again(text, numbers, [m for n in numbers if (m := _single(text, n, near))])
    out: list[Money] = []
    for this in parts:
        last = out[-1] if out else None
        joined = last and _conversion(text, last, this)
        if joined:
            out[-1] = joined
        else:
            out.append(this)
    return out


_OPENS = rx.compile(r" \((?:about |around |nearly |over |some |or |=|~)*$")
#: Behind a part of a sum: "27 billion euros, including 15 billion in weapons".
_IN_KIND = rx.compile(
    r" in (?!need|total|all\b|the|this|a\b|an\b|danger|urgent|dire|acute|cash\b)[a-z]+"
)
_SQUARE = rx.compile(r"\[(?:about |over |nearly )?$")
#: Behind who gives or gets it: "from the USA (550 million), Canada (102 million)".
_ROUND = rx.compile(r"\b[A-Z][\w.]+ \((?:about |over |nearly )?$")


def _told_again(text: str, numbers: list[Number], parts: list[Money]) -> list[Money]:
    """The sums with bare numbers that stand in the currency told before.

    Such as "3 million dollars ... and 13 million ($9.5 million)", "[3 million]" and "Germany
    (161 million)" in lists of sums.
    """
    opened = [m.start for m in parts]
    starts = {*opened}
    out = list(parts)
    for number in numbers:
        if number.low < 1e5 or number.percent or number.start in starts:
            continue
        n = bisect_left(opened, number.start)
        before, follows = parts[max(0, n - 1) : n], parts[n] if n < len(parts) else None
        converted = follows is not None and _OPENS.fullmatch(text, number.end, follows.start)
        near = bool(before) and number.start - before[-1].end < 160 and number.low >= 1e6
        named = near and _IN_KIND.match(text, number.end)
        opens = {"]": _SQUARE, ")": _ROUND}.get(text[number.end : number.end + 1])
        listed = opens is not None and opens.search(text, max(0, number.start - 25), number.start)
        inside = before and before[-1].start <= number.start < before[-1].end
        if before and not inside and (converted or listed or named):
            currencies = (before[-1].currencies[0],) * len(number.values)
            begin = number.begin if number.begin >= 0 else number.start
            out.append(Money(number.start, number.end, number.values, currencies, begin))
    return sorted(out, key=lambda m: m.start)


def _single(text: str, number: Number, near: Sequence[Near]) -> Money | None:
    if number.percent:
        return None
    before = _before().search(text, max(0, number.start - 6), number.start)
    if before:
        said = before[1] or before[2] or before[3].rstrip(".")
        if said in _LETTERS and not any(code in _LETTERS[said] for _, code in near):
            return None
        currency = _currency(said, number.start, near)
        start, end = before.start(), number.end
        doubled = _behind().match(text, end)  # "$100 million dollars", "€ 5 million euros"
        end = doubled.end() if doubled and doubled["words"] in ("dollars", "euros") else end
    else:
        behind = _behind().match(text, number.end)
        if not behind or ((behind["words"] or "").lower() == "won" and number.low < 1e6):
            return None  # "won 3 games"
        if behind["code"] in ("all", "All", "try", "cup", "mad", "Mad"):
            return None  # "162 all-terrain vehicles"
        start, end = number.start, behind.end()
        currency = _currency(behind["code"] or behind["words"], number.start, near)
        currency = _OWN.get((behind["whose"] or "").lower(), {}).get(currency, currency)
        if currency == "GBP" and (behind["words"] or "").lower() == "pounds":
            load = number.low < 1e6 and _LOAD.match(text, end)
            load = load or (text[end : end + 1] == ")" and _WEIGHED.search(text, 0, start))
            if number.low < 1e4 or load:
                return None  # of weight
    begin = min(_qualifier(text, start), number.begin if not before else start)
    return Money(start, end, number.values, (currency,) * len(number.values), begin)


#: What pounds weigh.
_LOAD = rx.compile(
    r" \(lbs?\)|(?: \([\d.,]+ (?:metric )?(?:ton|tonne|kilogram|kilo|kg)s?\))? of "
    r"(?!aid|assistance|support|fund|help|money|humanitarian|military|financial)"
)
#: What weight is told before its bracket in pounds.
_WEIGHED = rx.compile(r"\b(?:tons?|tonnes?|kilograms?|kilos?|kg|t) \((?:about |over |nearly )?$")
_QUALIFIER = rx.compile(
    r"(?:more than|less than|at least|at most|up to|as much as|an? (?:estimated|additional|"
    r"further)|a total of"
    r"|close to|over|nearly|almost|about|around|approximately|roughly|some|another|"
    r"under|below|just|only|extra|further|additional|~)\s$",
    re.IGNORECASE,
)


def _qualifier(text: str, start: int) -> int:
    found = _QUALIFIER.search(text, max(0, start - 20), start)
    return found.start() if found else start


def _currency(said: str, at: int, near: Sequence[Near]) -> str:
    if said.upper() in _CODES:
        return said.upper()
    if said.lower() in ("$", "dollars", "dollar", "bucks"):
        named = [code for start, code in near if at - _NEAR < start < at]
        return _DOLLARS.get(named[-1], "USD") if named else "USD"
    known = _SIGNS.get(said) or _WORDS.get(said.lower())
    return known or _crowns(said, at, near)


def _crowns(said: str, at: int, near: Sequence[Near]) -> str:
    """Crowns of the country named last before the sum, else of the first that has any."""
    coins = _LETTERS.get(said) or _SHARED.get(said.lower(), _CROWNS)
    own = [(start, code) for start, code in near if code in coins]
    before = [code for start, code in own if start < at]
    if own:
        return coins[before[-1] if before else own[0][1]]
    if coins is not _CROWNS:
        return next(iter(coins.values()))
    return "CZK" if said.lower() == "crowns" else "DKK"


def _exactly(text: str, last: Money, this: Money) -> Money | None:
    """Such as "over Tk 53.6 million (Tk 53,645,520)": the same sum, to the last coin."""
    near = abs(this.amounts[0] - last.amounts[0]) < 0.01 * last.amounts[0]
    closing = _CLOSE.match(text, this.end) if text[last.end :].lstrip()[:1] in ("(", "[") else None
    return last._replace(end=closing.end()) if near and closing else None


def _conversion(text: str, last: Money, this: Money) -> Money | None:
    """`this` as another form of `last`, where the words between say so."""
    gap = text[last.end : this.start]
    if len(gap) > 40 or not _BRACKET.fullmatch(gap):
        return None
    if text[this.start] == "$" and "(" in gap and last.currencies[0] in _NEXT_DOLLARS:
        this = this._replace(currencies=("USD",) * len(this.currencies))  # "C$3m ($2.2m)"
    if this.currencies[0] in last.currencies:
        return _exactly(text, last, this)
    if this.amounts[0] > 2000 * last.amounts[0] or last.amounts[0] > 2000 * this.amounts[0]:
        return None
    bracket = gap.strip()[:1] in "(["
    if gap.strip() == "," or gap.strip() in ("-", "–"):
        return None
    closing = _CLOSE.match(text, this.end) if bracket else None
    end = closing.end() if closing else this.end
    return Money(
        last.start, end, last.amounts + this.amounts, last.currencies + this.currencies, last.begin
    )
