"""Wars that texts tell of: who attacked whom, and since when; from `gazetteer/wars.txt`.

An attacker gives nothing, and what it lacks is no need. Rules ask here and name no country.
"""

from collections.abc import Iterable
from typing import NamedTuple

from resupply.intake import gazetteer


class War(NamedTuple):
    """One war.

    Args:
        attacked: Code of the country attacked.
        attacker: Code of who attacked it.
        began: First day, ISO.
        names: What the attacker, its seat and its leader are called.
        armed_by: Codes of those who arm the attacker.
        currency: Currency of the attacked country.
    """

    attacked: str
    attacker: str
    began: str
    names: tuple[str, ...]
    armed_by: frozenset[str]
    currency: str


WARS = tuple(
    War(
        attacked,
        attacker,
        began,
        tuple(gazetteer.split(called)),
        frozenset(gazetteer.split(arms)),
        money,
    )
    for attacked, attacker, began, called, arms, money in gazetteer.lines("wars")
)
ATTACKED = frozenset(war.attacked for war in WARS)
ATTACKERS = frozenset(war.attacker for war in WARS)
#: For patterns: any name of an attacker.
NAMES = "|".join(dict.fromkeys(name for war in WARS for name in war.names))


def attacker(named: Iterable[str]) -> str | None:
    """Who attacked one of some countries.

    Example:
        >>> attacker(["DNK", "UKR"]), attacker(["DNK"])
        ('RUS', None)
    """
    found = set(named)
    return next((war.attacker for war in WARS if war.attacked in found), None)


def own_money(country: str | None) -> str | None:
    """The currency of an attacked country: sums in it are its own.

    Example:
        >>> own_money("UKR"), own_money("DNK")
        ('UAH', None)
    """
    return next((war.currency for war in WARS if war.attacked == country), None)


def of_foes(named: set[str]) -> bool:
    """Whether countries are an attacker and those who arm it, and nobody else.

    Example:
        >>> of_foes({"RUS", "PRK", "UKR"}), of_foes({"RUS", "DNK"}), of_foes({"RUS"})
        (True, False, False)
    """
    others = named - ATTACKED
    return any(
        war.attacker in others and len(others) > 1 and others <= {war.attacker, *war.armed_by}
        for war in WARS
    )
