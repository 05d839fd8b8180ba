"""Organisations and places as the service names them, and the parties they are."""

import re
from typing import NamedTuple

from resupply.sources.fts.flow import Named
from resupply.sources.reading.countries import country, name_of
from resupply.sources.reading.slugs import slug

_GOVERNMENT = re.compile(r"(?P<of>.+?)(?:, | \()Government of(?: the)?\)?$", re.IGNORECASE)
#: Organisations that other sources call by a short name.
_SHORT = {
    "central emergency response fund": "CERF",
    "food and agriculture organization of the united nations": "FAO",
    "food & agriculture organization of the united nations": "FAO",
    "international committee of the red cross": "ICRC",
    "international federation of red cross and red crescent societies": "IFRC",
    "international organization for migration": "IOM",
    "office for the coordination of humanitarian affairs": "OCHA",
    "united nations children's fund": "UNICEF",
    "united nations development programme": "UNDP",
    "united nations high commissioner for refugees": "UNHCR",
    "united nations population fund": "UNFPA",
    "united nations relief and works agency for palestine refugees in the near east": "UNRWA",
    "world food programme": "WFP",
    "world health organization": "WHO",
}
#: Parts of the European Union's institutions.
_EU = re.compile(r"^european (commission|union)\b", re.IGNORECASE)
#: What sorts of organisation are in the book.
_KINDS = {
    "Government": "country",
    "UN agency": "agency",
    "Inter-governmental": "agency",
    "Pooled fund": "agency",
    "NGO": "ngo",
    "Red Cross/Red Crescent": "ngo",
}


class Party(NamedTuple):
    """A party of the book: its id, its name for people, its kind."""

    party_id: str
    name: str
    kind: str


def organisation(named: Named) -> Party:
    """The party an organisation is.

    Example:
        >>> organisation(Named("Korea, Republic of, Government of", "Government")).party_id
        'KOR'
        >>> organisation(Named("World Food Programme", "UN agency"))
        Party(party_id='WFP', name='World Food Programme', kind='agency')
        >>> organisation(Named("Jordan Humanitarian Fund", "Pooled fund")).party_id
        'X-jordan-humanitarian-fund'
    """
    if _EU.match(named.name):
        return Party("EU-INST", "EU institutions", "agency")
    government = _GOVERNMENT.match(named.name)
    if government and (code := country(government["of"])):
        return Party(code, name_of(code), "country")
    kind = _KINDS.get(named.sort, "other")
    short = _SHORT.get(named.name.casefold())
    return Party(short or f"X-{slug(named.name, 80)}", named.name, kind)


def place(named: str) -> Party:
    """The country a place is; a place that is none gets an id of its own.

    Example:
        >>> place("Jordan").party_id, place("PSE").party_id, place("Middle East").party_id
        ('JOR', 'PSE', 'X-middle-east')
    """
    code = country(named)
    if code is None:
        return Party(f"X-{slug(named, 80)}", named, "other")
    return Party(code, name_of(code), "country")


def places(named: tuple[str, ...]) -> Party | None:
    """Where a flow is spent: a country, or several as a group; None = not stated.

    Example:
        >>> places(("JOR", "Afghanistan"))
        Party(party_id='AFG+JOR', name='Afghanistan, Jordan', kind='group')
    """
    found = sorted({place(name) for name in named})
    if len(found) < 2:
        return found[0] if found else None
    ids, names = [p.party_id for p in found], [p.name for p in found]
    return Party("+".join(ids), ", ".join(names), "group")
