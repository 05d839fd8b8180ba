"""Code lists of the standard, as far as the book has a word for what they say."""

import re
from typing import NamedTuple

from resupply.core.words import Stage


class Type(NamedTuple):
    """What a type of transaction is in the book.

    Args:
        code: The code since version 2; older files have letters for it.
        stage: The account it reaches; None = no aid on its way.
        incoming: Whether the one who gets the money tells of it.
    """

    code: str
    stage: Stage | None
    incoming: bool = False


_TYPES = (
    Type("1", Stage.DELIVERY, incoming=True),
    Type("2", Stage.COMMITMENT),
    Type("3", Stage.DELIVERY),
    Type("4", Stage.USE),
    *(Type(str(code), None) for code in range(5, 11)),
    Type("11", Stage.COMMITMENT, incoming=True),
    Type("12", Stage.PLEDGE),
    Type("13", Stage.PLEDGE, incoming=True),
)
TYPES = {kind.code: kind for kind in _TYPES}
#: Letters of versions 1.0x: incoming funds, commitment, disbursement, expenditure, interest,
#: loan repayment, reimbursement, purchase and sale of equity, credit guarantee.
LETTERS = {
    **{"IF": "1", "C": "2", "D": "3", "E": "4", "IR": "5"},
    **{"LR": "6", "R": "7", "QP": "8", "QS": "9", "CG": "10"},
}

#: Sectors of humanitarian aid in the lists of the OECD's Development Assistance Committee.
_HUMANITARIAN_SECTOR = re.compile(r"7[234]\d(\d\d)?", re.ASCII)
#: Vocabularies of sectors that are those lists, with five and with three digits.
DAC_SECTORS = ("1", "2", "DAC", "DAC-3", "")


def is_humanitarian(sector: str) -> bool:
    """Whether a sector is emergency response, reconstruction relief or disaster prevention.

    Example:
        >>> is_humanitarian("72010"), is_humanitarian("740"), is_humanitarian("15170")
        (True, True, False)
    """
    return _HUMANITARIAN_SECTOR.fullmatch(sector) is not None


#: Regions of the DAC's list, which have no narrative in most files.
REGIONS = {
    "88": "States Ex-Yugoslavia",
    "89": "Europe, regional",
    "189": "North of Sahara, regional",
    "289": "South of Sahara, regional",
    "298": "Africa, regional",
    "380": "West Indies, regional",
    "389": "Caribbean and Central America, regional",
    "489": "South America, regional",
    "498": "America, regional",
    "589": "Middle East, regional",
    "619": "Central Asia, regional",
    "679": "South Asia, regional",
    "689": "South and Central Asia, regional",
    "789": "Far East Asia, regional",
    "798": "Asia, regional",
    "889": "Oceania, regional",
    "998": "Developing countries, unspecified",
    "1027": "Eastern Africa, regional",
    "1028": "Middle Africa, regional",
    "1029": "Southern Africa, regional",
    "1030": "Western Africa, regional",
    "1031": "Caribbean, regional",
    "1032": "Central America, regional",
    "1033": "Melanesia, regional",
    "1034": "Micronesia, regional",
    "1035": "Polynesia, regional",
}
