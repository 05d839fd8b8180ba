"""Kiel's names for donors, kinds of aid and measures. Matched exactly; near ones are only shown."""

from typing import NamedTuple

from resupply.core.words import AidKind, Stage
from resupply.sources.reading.numbers import clean
from resupply.sources.reading.slugs import slug

#: Every donor name seen in releases 7, 16, 18, 21, 28 and on the site, and its party id. The bank
#: and the peace facility of the EU are lines of their own until Release 29 and parts of
#: `EU (Commission and Council)` from then on, so both must keep their own id.
DONORS: dict[str, str] = {
    "australia": "AUS",
    "austria": "AUT",
    "belgium": "BEL",
    "bulgaria": "BGR",
    "canada": "CAN",
    "china": "CHN",
    "croatia": "HRV",
    "cyprus": "CYP",
    "czech republic": "CZE",
    "czechia": "CZE",
    "denmark": "DNK",
    "estonia": "EST",
    "eu (commission and council)": "EU-INST",
    "eu institutions": "EU-INST",
    "european commission": "EU-INST",
    "european investment bank": "EU-EIB",
    "european peace facility": "EU-EPF",
    "finland": "FIN",
    "france": "FRA",
    "germany": "DEU",
    "greece": "GRC",
    "hungary": "HUN",
    "iceland": "ISL",
    "india": "IND",
    "ireland": "IRL",
    "italy": "ITA",
    "japan": "JPN",
    "latvia": "LVA",
    "lithuania": "LTU",
    "luxembourg": "LUX",
    "malta": "MLT",
    "netherlands": "NLD",
    "new zealand": "NZL",
    "norway": "NOR",
    "poland": "POL",
    "portugal": "PRT",
    "republic of korea": "KOR",
    "romania": "ROU",
    "slovakia": "SVK",
    "slovenia": "SVN",
    "south korea": "KOR",
    "spain": "ESP",
    "sweden": "SWE",
    "switzerland": "CHE",
    "taiwan": "TWN",
    "turkey": "TUR",
    "turkiye": "TUR",
    "türkiye": "TUR",
    "united kingdom": "GBR",
    "united states": "USA",
}
#: Party ids of all donors seen.
DONOR_IDS = frozenset(DONORS.values())
#: Names for people where the words of `DONORS` are not how a name is written.
_WRITTEN = {
    "CZE": "Czechia",
    "EU-EIB": "European Investment Bank",
    "EU-EPF": "European Peace Facility",
    "EU-INST": "EU institutions",
    "KOR": "South Korea",
    "TUR": "Türkiye",
    "UKR": "Ukraine",
}
#: Rows that add up others.
TOTALS = frozenset({"total", "sum", "all donors", "total (all donors)", "grand total"})

KINDS: dict[str, AidKind] = {
    "military": AidKind.MILITARY,
    "humanitarian": AidKind.HUMANITARIAN,
    "financial": AidKind.FINANCIAL,
}
MEASURES: dict[str, Stage] = {
    "commitment": Stage.COMMITMENT,
    "commitments": Stage.COMMITMENT,
    "allocation": Stage.ALLOCATION,
    "allocations": Stage.ALLOCATION,
}

# Cyrillic letters that look like Latin capitals, as they stand in Kiel's ids.
_LATIN_TWIN = str.maketrans("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS")


class Donor(NamedTuple):
    """A donor as named: its party id, whether the name is known, and near names if not."""

    party: str
    known: bool
    near: tuple[str, ...] = ()


def donor(name: object) -> Donor:
    """The party a donor's name stands for; an unknown name gets an id of its own.

    Example:
        >>> donor("FInland").party, donor("Turkiye").party
        ('FIN', 'TUR')
        >>> donor("Untied States")
        Donor(party='X-untied-states', known=False, near=('united states',))
    """
    text = clean(name)
    party = DONORS.get(text.casefold())
    if party is not None:
        return Donor(party, True)
    return Donor(f"X-{slug(text)}", False, _near(text))


def name_of(party: str) -> str:
    """The name of a party for people, by its id.

    Example:
        >>> name_of("NZL"), name_of("EU-EIB"), name_of("X-untied-states")
        ('New Zealand', 'European Investment Bank', 'Untied states')
    """
    if party in _WRITTEN:
        return _WRITTEN[party]
    if party.startswith("X-"):
        return party.removeprefix("X-").replace("-", " ").capitalize()
    return next((name.title() for name, named in DONORS.items() if named == party), party)


def latin_twin(text: str) -> str | None:
    r"""The same text in Latin letters, if some of its letters only look Latin.

    Example:
        >>> latin_twin("\u0421ZM41"), latin_twin("CZM41")
        ('CZM41', None)
    """
    twin = text.translate(_LATIN_TWIN)
    return twin if twin != text else None


def _near(name: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    names = list(DONORS)
    found = process.extract(name.casefold(), names, scorer=fuzz.ratio, limit=2, score_cutoff=75)
    return tuple(near for near, _, _ in found)
