"""Small activity files, and what the reader makes of them."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from resupply.core.findings import Finding
from resupply.core.records import Entry
from resupply.core.statements import Release
from resupply.sources import iati

KNOWN = date(2024, 3, 31)


def deal(code: str = "3", value: str = "100", day: str = "2024-02-26", more: str = "") -> str:
    """A transaction in EUR."""
    return (
        f'<transaction><transaction-type code="{code}"/><transaction-date iso-date="{day}"/>'
        f'<value currency="EUR">{value}</value>{more}</transaction>'
    )


def activity(*inner: str, name: str = "DK-1-7", flags: str = "", place: str = "UA") -> str:
    """An activity of Denmark's."""
    where = f'<recipient-country code="{place}"/>' if place else ""
    return (
        f"<iati-activity {flags}><iati-identifier>{name}</iati-identifier>"
        f'<reporting-org ref="DK-1" type="10"><narrative>Danida</narrative></reporting-org>'
        f"<title><narrative>Winter help</narrative></title>{where}{''.join(inner)}</iati-activity>"
    )


def whole(*activities: str) -> str:
    return f'<iati-activities version="2.03">{"".join(activities)}</iati-activities>'


def write(folder: Path, *activities: str, name: str = "file.xml") -> Path:
    (folder / name).write_text(whole(*activities), encoding="utf-8")
    return folder / name


def read(folder: Path, *activities: str, known_on: date = KNOWN) -> Mapping[str, Release]:
    found = iati.read(write(folder, *activities), known_on=known_on)
    return {release.dataset: release for release in found}


def one(folder: Path, *inner: str, flags: str = "", place: str = "UA") -> tuple[Release, Entry]:
    """The release of one activity with one entry that counts."""
    releases = read(folder, activity(*inner, flags=flags, place=place)).values()
    [(release, entry)] = [(r, e) for r in releases for e in r.entries]
    return release, entry


def signed(entries: Iterable[Entry]) -> Decimal:
    """What entries sum to, those that take back below zero."""
    values = ((e.value or Decimal(0)) * (-1 if e.reverses else 1) for e in entries)
    return sum(values, Decimal(0))


def odd(releases: Mapping[str, Release]) -> dict[str, Finding]:
    return {finding.code: finding for finding in releases["iati"].findings}


def places(*told: tuple[str, str | None]) -> str:
    """Countries (`UA`) and regions (`1/298`: list and code) with percentages."""
    out = []
    for code, percent in told:
        part = "" if percent is None else f' percentage="{percent}"'
        if "/" in code:
            vocabulary, code = code.split("/")
            out.append(f'<recipient-region vocabulary="{vocabulary}" code="{code}"{part}/>')
        else:
            out.append(f'<recipient-country code="{code}"{part}/>')
    return "".join(out)
