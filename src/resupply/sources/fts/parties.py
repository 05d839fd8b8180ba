"""Organisations and places as the service names them, and the parties they are."""

from resupply.sources.fts.flow import Named
from resupply.sources.reading.parties import Party, by_name, group, place

#: What sorts of organisation are in the book.
_KINDS = {
    "Government": "country",
    "UN agency": "agency",
    "Inter-governmental": "agency",
    "Pooled fund": "agency",
    "NGO": "ngo",
    "Red Cross/Red Crescent": "ngo",
}


def organisation(named: Named) -> Party:
    """The party an organisation is.

    Example:
        >>> organisation(Named("World Food Programme", "UN agency"))
        Party(party_id='WFP', name='World Food Programme', kind='agency')
    """
    return by_name(named.name, _KINDS.get(named.sort, "other"))


def places(named: tuple[str, ...]) -> Party | None:
    """Where a flow is spent: a country, or several as a group; None = not stated.

    Example:
        >>> places(("JOR", "Afghanistan"))
        Party(party_id='AFG+JOR', name='Afghanistan, Jordan', kind='group')
    """
    return group(place(name) for name in named) if named else None
