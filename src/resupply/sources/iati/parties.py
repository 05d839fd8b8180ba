"""Organisations and places as the standard names them, and the parties they are."""

import re
from functools import lru_cache

from resupply.sources.iati.activity import Org, Place
from resupply.sources.iati.codes import REGIONS
from resupply.sources.reading import parties
from resupply.sources.reading.countries import country
from resupply.sources.reading.parties import EU, Party
from resupply.sources.reading.slugs import slug

#: Donors by their number at the OECD's Development Assistance Committee.
_DONORS = {
    **{"1": "AUT", "2": "BEL", "3": "DNK", "4": "FRA", "5": "DEU", "6": "ITA", "7": "NLD"},
    **{"8": "NOR", "9": "PRT", "10": "SWE", "11": "CHE", "12": "GBR", "18": "FIN", "20": "ISL"},
    **{"21": "IRL", "22": "LUX", "30": "CYP", "40": "GRC", "45": "MLT", "50": "ESP", "55": "TUR"},
    **{"61": "SVN", "62": "HRV", "68": "CZE", "69": "SVK", "70": "LIE", "72": "BGR", "75": "HUN"},
    **{"76": "POL", "77": "ROU", "82": "EST", "83": "LVA", "84": "LTU", "87": "RUS", "301": "CAN"},
    **{"302": "USA", "546": "ISR", "552": "KWT", "566": "SAU", "576": "ARE", "701": "JPN"},
    **{"742": "KOR", "764": "THA", "801": "AUS", "820": "NZL"},
}
#: Bodies by the channel code that stands for them, alone or behind XM-DAC.
_CHANNELS = {
    "21016": Party("ICRC", "International Committee of the Red Cross", "ngo"),
    "21018": Party(
        "IFRC", "International Federation of Red Cross and Red Crescent Societies", "ngo"
    ),
    "41108": Party("IFAD", "International Fund for Agricultural Development", "agency"),
    "41110": Party("UNAIDS", "Joint United Nations Programme on HIV/AIDS", "agency"),
    "41114": Party("UNDP", "United Nations Development Programme", "agency"),
    "41119": Party("UNFPA", "United Nations Population Fund", "agency"),
    "41121": Party("UNHCR", "United Nations High Commissioner for Refugees", "agency"),
    "41122": Party("UNICEF", "United Nations Children's Fund", "agency"),
    "41123": Party("UNIDO", "United Nations Industrial Development Organization", "agency"),
    "41127": Party("OCHA", "Office for the Coordination of Humanitarian Affairs", "agency"),
    "41130": Party("UNRWA", "United Nations Relief and Works Agency", "agency"),
    "41140": Party("WFP", "World Food Programme", "agency"),
    "41146": Party("UN-WOMEN", "UN Women", "agency"),
    "41301": Party("FAO", "Food and Agriculture Organization", "agency"),
    "41302": Party("ILO", "International Labour Organization", "agency"),
    "41304": Party("UNESCO", "UNESCO", "agency"),
    "44000": Party("WB", "World Bank", "agency"),
    "44001": Party("IBRD", "International Bank for Reconstruction and Development", "agency"),
    "44002": Party("IDA", "International Development Association", "agency"),
    "46002": Party("AFDB", "African Development Bank", "agency"),
    "46004": Party("ASDB", "Asian Development Bank", "agency"),
    "47045": Party("GFATM", "Global Fund to Fight AIDS, Tuberculosis and Malaria", "agency"),
    "47066": Party("IOM", "International Organization for Migration", "agency"),
    "928": Party("WHO", "World Health Organization", "agency"),
    "41AAA": Party("UNOPS", "United Nations Office for Project Services", "agency"),
}
_KNOWN = {
    "XM-OCHA-CERF": Party("CERF", "Central Emergency Response Fund", "agency"),
    # Government bodies that are named by a register of companies.
    "NO-BRC-971277882": Party("NOR", "Norway", "country"),
    "NO-BRC-972417920": Party("NOR", "Norway", "country"),
}
_BODIES = {party.party_id: party for party in (*_CHANNELS.values(), *_KNOWN.values(), EU)}
_BY_NAME = {party.name.casefold(): party for party in _BODIES.values()}
_EU_REF = re.compile(r"X[IT]-IATI-EC_.*|(XM-DAC-)?918(-.*)?", re.IGNORECASE)
_DAC_REF = re.compile(r"(?:XM-DAC-)?(?P<body>\d{5}|41AAA|928)|XM-DAC-(?P<donor>\d{1,3})(-.*)?")
#: Governments: GB-GOV-1, GB-1, JP-DAC-701-2, IT-11001, US-USAGOV, Spain's register of offices.
_STATE_REF = re.compile(
    r"(?P<of>[A-Z]{2})(?:-GOV(?:-.*)?|-DAC-\d.*|-\d{1,2}| ?- ?1[12]00[01]|-USAGOV|-DIR3-.*)"
)
#: An identifier of the form the standard asks for: a register's code and a number in it.
_WELL_FORMED = re.compile(r"[A-Z]{2}-[A-Z][A-Z0-9_]*-[\w.:/ -]{1,60}")
_OFFICE = r"\b(?:ministry|department|foreign office|government|parliament|affairs)\b"
_STATE_NAMES = (
    re.compile(r"(?:the )?government of (?:the )?(?P<of>.+)", re.IGNORECASE),
    re.compile(rf".*{_OFFICE}.*, (?P<of>[^,]+)", re.IGNORECASE),
    re.compile(rf"(?P<of>.+?)(?: - |\. ).*{_OFFICE}.*", re.IGNORECASE),
)
_DOTTED = re.compile(r"(?:[A-Z]\.){2,3}")
#: A short name, alone or in brackets at the end.
_SHORT_NAME = re.compile(r"(?:^|\()([A-Z]{3,7})\)?$")
#: Agencies of governments by their short names, and bodies that have two.
_AGENCIES = {
    **{"USAID": "USA", "DFID": "GBR", "FCDO": "GBR", "SIDA": "SWE", "KOICA": "KOR"},
    **{"DFATD": "CAN", "CIDA": "CAN", "JICA": "JPN", "NORAD": "NOR", "DANIDA": "DNK"},
    **{"GIZ": "DEU", "BMZ": "DEU", "AECID": "ESP", "AICS": "ITA"},
}
_SHORT = {"UNOCHA": "OCHA", "ECHO": "EU-INST", "DEVCO": "EU-INST", "INTPA": "EU-INST"}
#: Sorts of organisation, by their code.
_KINDS = {
    **dict.fromkeys(("21", "22", "23", "24"), "ngo"),
    "40": "agency",
    **dict.fromkeys(("70", "71", "72", "73"), "company"),
}


@lru_cache(maxsize=65_536)
def organisation(org: Org) -> Party | None:
    """The party an organisation is; None when it has neither a name nor an identifier.

    Example:
        >>> organisation(Org("GB-GOV-1", "FCDO")).party_id, organisation(Org("XM-DAC-7")).party_id
        ('GBR', 'NLD')
        >>> organisation(Org("XM-DAC-41122")).party_id, organisation(Org("41122")).party_id
        ('UNICEF', 'UNICEF')
        >>> organisation(Org("00141", "GOVERNMENT OF JAPAN")).party_id
        'JPN'
        >>> organisation(Org("NL-KVK-41160054", "Cordaid")).party_id
        'NL-KVK-41160054'
        >>> organisation(Org("", "START Network")).party_id
        'X-start-network'
    """
    found = _by_ref(org.ref) or _by_name(org)
    if found or not org.ref:
        return found
    return parties.unknown(org.ref, _KINDS.get(org.sort, "other"))


def _by_ref(ref: str) -> Party | None:
    if ref in _KNOWN:
        return _KNOWN[ref]
    if _EU_REF.fullmatch(ref):
        return EU
    if dac := _DAC_REF.fullmatch(ref):
        return _CHANNELS.get(dac["body"] or "") or _state(_DONORS.get(dac["donor"] or ""))
    state = _STATE_REF.fullmatch(ref)
    return _state(country(state["of"])) if state else None


def _state(code: str | None) -> Party | None:
    return parties.state(code) if code else None


def _by_name(org: Org) -> Party | None:
    kind = _KINDS.get(org.sort, "other")
    if org.name:
        code = _state_of(org.name)
        if code:
            return _state(code)
        named = parties.by_name(org.name)
        short = _SHORT_NAME.search(org.name)
        known = _BODIES.get(named.party_id) or _BY_NAME.get(org.name.casefold())
        if known is None and short:
            known = _BODIES.get(_SHORT.get(short[1], short[1]))
        if known or not named.party_id.startswith("X-"):
            return known or named
    if _WELL_FORMED.fullmatch(org.ref):
        return Party(org.ref, org.name or org.ref, kind)
    return parties.unknown(org.name, kind) if org.name else None


def _state_of(name: str) -> str | None:
    """The country whose government is named so; None if it is none.

    Example:
        >>> _state_of("Ministry of Foreign Affairs, Denmark"), _state_of("U.S.A.")
        ('DNK', 'USA')
        >>> _state_of("Korea International Cooperation Agency (KOICA)"), _state_of("AU")
        ('KOR', None)
    """
    short = _SHORT_NAME.search(name)
    if short and short[1] in _AGENCIES:
        return _AGENCIES[short[1]]
    for form in _STATE_NAMES:
        stated = form.fullmatch(name)
        if stated and (code := country(stated["of"])):
            return code
    plain = name.replace(".", "") if _DOTTED.fullmatch(name) else name
    # Other short names are agencies' as often as they are codes of countries: AU, CAR.
    return country(plain) if len(plain) > 3 or plain in ("USA", "UAE") else None


@lru_cache(maxsize=4096)
def place(stated: Place) -> Party | None:
    """The party a country or region is; None when its code is not known as a country's.

    Example:
        >>> place(Place("UA")).party_id, place(Place("998", vocabulary="1"))[:2]
        ('UKR', ('X-region-998', 'Developing countries, unspecified'))
        >>> place(Place("QQ"))
    """
    if stated.vocabulary is not None:
        return region(stated.code, stated.vocabulary, stated.name)
    code = country(stated.code) if len(stated.code) in (2, 3) else None
    code = {"XK": "XKX"}.get(stated.code.upper(), code)
    if code:
        return _state(code)
    # Codes of regions stand where countries' belong.
    return region(stated.code, "1", stated.name) if stated.code in REGIONS else None


def region(code: str, vocabulary: str, name: str) -> Party:
    """A region by the list that its code is of; the DAC's is the usual one."""
    own = vocabulary in ("1", "")
    party_id = f"X-region-{slug(code)}" if own else f"X-region-{slug(vocabulary)}-{slug(code)}"
    known = REGIONS.get(code) if own else None
    return Party(party_id, known or name or f"Region {code}", "other")


def unknown(stated: Place) -> Party:
    """A place whose code is on no list, under an id of its own."""
    return parties.unknown(stated.name or stated.code)
