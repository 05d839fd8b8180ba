"""The parties that sources speak of: governments, bodies, places, groups; and their rows."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from resupply.core.records import Row
from resupply.sources.reading.countries import country, name_of
from resupply.sources.reading.slugs import slug

#: Rows that say no day are known on every day.
ALWAYS = date(1900, 1, 1)
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
_NAME_MAX = 80


class Party(NamedTuple):
    """A party of the book: its id, its name for people, its kind; "" = not said."""

    party_id: str
    name: str
    kind: str = ""


EU = Party("EU-INST", "EU institutions", "agency")


def state(code: str) -> Party:
    """A country by its ISO 3166-1 alpha-3 code.

    Example:
        >>> state("NOR")
        Party(party_id='NOR', name='Norway', kind='country')
    """
    return Party(code, name_of(code), "country")


def unknown(name: str, kind: str = "other") -> Party:
    """A party no list has, under an id made of its name.

    Example:
        >>> unknown("Middle East").party_id
        'X-middle-east'
    """
    return Party(f"X-{slug(name, _NAME_MAX)}", name, kind)


def by_name(name: str, kind: str = "other") -> Party:
    """The government or body a name means; another gets an id of its own.

    Example:
        >>> by_name("Korea, Republic of, Government of").party_id
        'KOR'
        >>> by_name("World Food Programme", "agency")
        Party(party_id='WFP', name='World Food Programme', kind='agency')
        >>> by_name("Jordan Humanitarian Fund").party_id
        'X-jordan-humanitarian-fund'
    """
    if _EU.match(name):
        return EU
    government = _GOVERNMENT.match(name)
    if government and (code := country(government["of"])):
        return state(code)
    short = _SHORT.get(name.casefold())
    return Party(short, name, kind) if short else unknown(name, kind)


def place(name: str) -> Party:
    """The country a place is; a place that is none gets an id of its own.

    Example:
        >>> place("Jordan").party_id, place("PSE").party_id, place("Middle East").party_id
        ('JOR', 'PSE', 'X-middle-east')
    """
    code = country(name)
    return state(code) if code else unknown(name)


def group(parties: Iterable[Party]) -> Party:
    """Several that get money together; one is itself.

    Example:
        >>> group([Party("JOR", "Jordan"), Party("AFG", "Afghanistan")])
        Party(party_id='AFG+JOR', name='Afghanistan, Jordan', kind='group')
    """
    members = sorted(set(parties))
    if len(members) == 1:
        return members[0]
    return Party("+".join(p.party_id for p in members), ", ".join(p.name for p in members), "group")


def party_row(source_id: str, party: Party) -> Row:
    """A party's row, for a case that has none of its own.

    Example:
        >>> party_row("s", Party("NOR", "Norway", "country")).fields["name"]
        'Norway'
    """
    stated = {"party_id": party.party_id, "name": party.name, "kind": party.kind}
    return Row(
        source_id=source_id,
        key=f"parties/{party.party_id}",
        known_on=ALWAYS,
        table="parties",
        row_id=party.party_id,
        fields={k: v for k, v in stated.items() if v},
    )
