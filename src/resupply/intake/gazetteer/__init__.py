"""Names of countries, peoples, capitals, organisations and office-holders, from small text files.

`countries.txt` and `cities.txt` are made by `tools/build_gazetteer.py`; the others are kept by hand
and say so. Each file is read once, when a document is first read.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from resupply.intake.wordlists import words as words_of


class Name(NamedTuple):
    """A name that stands for something.

    Args:
        id: ISO 3166-1 alpha-3, a code such as `EU`, or a name.
        kind: `country`, `org`, `group` or `place`.
        form: How a country is meant: `name`, `demonym`, `capital`; else "".
    """

    id: str
    kind: str
    form: str


class Office(NamedTuple):
    """Who held an office, and when.

    Args:
        of: Country or body.
        office: `president`, `prime minister`, `foreign minister` ... or `other`.
        name: In the first spelling of the file.
        since: First month, ISO.
        until: Last month; "" = still.
        gender: `m` or `f`.
    """

    of: str
    office: str
    name: str
    since: str
    until: str
    gender: str

    def held_in(self, month: str) -> bool:
        """Whether the office was held in a month (`2024-02`)."""
        return self.since <= month and (not self.until or month <= self.until)


_GROUPS = frozenset(
    {
        "Balkan",
        "Baltic",
        "Nordic",
        "Rohingya",
        "Western allies",
        "G7",
        "G20",
        "Scandinavian countries",
        "Horn of Africa",
        "Sahel",
        "Europe",
        "European countries",
    }
)


def lines(name: str) -> Iterator[list[str]]:
    """The lines of one of the files, each in its parts."""
    said = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    for line in said.splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split("|")]


def split(names: str) -> list[str]:
    """The names of one part of a line."""
    return [n.strip() for n in names.split(";") if n.strip()]


@cache
def names() -> dict[str, Name]:
    """All names with what they stand for; later files win over earlier ones.

    Example:
        >>> names()["Tirana"], names()["Danish"].form, names()["WFP"].kind
        (Name(id='ALB', kind='country', form='capital'), 'demonym', 'org')
    """
    out: dict[str, Name] = {}
    for listed in ("cities", "towns"):
        for code, cities in lines(listed):
            out.update({city: Name(code, "place", "") for city in split(cities)})
    for code, called, capital in lines("countries"):
        if capital and capital not in _NOT_CAPITALS:
            out[capital] = Name(code, "country", "capital")
        out.update({n: Name(code, "country", "name") for n in split(called)})
    out.update(_peoples())
    for body, called in lines("bodies"):
        kind = "group" if body in _GROUPS else "org"
        out.update({n: Name(body, kind, "") for n in split(called)})
    return out


@cache
def capitals() -> dict[str, str]:
    """The capital of each country, by its code."""
    return {code: capital for code, _, capital in lines("countries") if capital}


#: Capitals that are common words or names first.
_NOT_CAPITALS = frozenset(
    {
        "Male",
        "Victoria",
        "Hamilton",
        "Stanley",
        "Georgetown",
        "The Valley",
        "Kingston",
        "Washington",
    }
)


def _peoples() -> dict[str, Name]:
    seats = {*capitals().values(), *_SEATS}
    out: dict[str, Name] = {}
    for code, called, demonyms in lines("peoples"):
        for name in split(called):
            out[name] = Name(code, "country", "capital" if name in seats else "name")
        groups = split(demonyms)
        for group in groups:
            for demonym in (
                [group] if group.split()[0] in ("North", "South", "Sri", "Saudi") else group.split()
            ):
                out[demonym] = Name(code, "country", "demonym")
    return out


_SEATS = words_of(
    "Washington Kiev Kremlin Pentagon Whitehall Westminster Bundestag Bankova Amsterdam Dubai"
    " Jerusalem Benghazi Ramallah"
) | {
    "Port Sudan",
    "The Hague",
    "Tel Aviv",
    "White House",
    "Downing Street",
    "Capitol Hill",
    "Washington, DC",
    "Washington, D.C.",
}


@cache
def offices() -> dict[str, list[Office]]:
    """Office-holders by each spelling of their full name."""
    out: dict[str, list[Office]] = {}
    for of, office, called, since, until, gender in lines("offices"):
        spellings = split(called)
        for spelling in spellings:
            held = Office(of, office, spellings[0], since, until, gender)
            out.setdefault(spelling, []).append(held)
    return out


@cache
def offices_by_surname() -> dict[str, list[Office]]:
    """Office-holders by the last word of their name, in small letters."""
    out: dict[str, list[Office]] = {}
    for name, held in offices().items():
        out.setdefault(name.split()[-1].lower(), []).extend(held)
    return out


@cache
def demonyms() -> dict[str, str]:
    """Countries by the words for their people."""
    return {said: name.id for said, name in names().items() if name.form == "demonym"}


@cache
def given_names() -> dict[str, str]:
    """Given names with `m` or `f`."""
    return {name: gender for gender, said in lines("given") for name in said.split()}


@cache
def _adjectives() -> dict[str, str]:
    out = {"SAU": "Saudi", "NZL": "New Zealand", "PHL": "Philippine"}  # others than their people's
    for said, code in demonyms().items():
        out.setdefault(code, said)
    return out


def adjective(country: str) -> str:
    """The word for what is of a country; "" where no list has it.

    Example:
        >>> adjective("DNK"), adjective("UKR")
        ('Danish', 'Ukrainian')
    """
    return _adjectives().get(country, "")
