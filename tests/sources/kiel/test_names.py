"""Donor names, and letters that only look Latin."""

import csv
from pathlib import Path

import pytest

from resupply.sources.kiel import names


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("FInland", "FIN"),
        ("Czech Republic", "CZE"),
        ("Czechia", "CZE"),
        ("Turkey", "TUR"),
        ("Turkiye ", "TUR"),
        ("\xa0Germany", "DEU"),
        ("EU (Commission and Council)", "EU-INST"),
        ("European Investment Bank", "EU-EIB"),
        ("European Peace Facility", "EU-EPF"),
    ],
)
def test_each_name_a_donor_has_had_means_one_party(name: str, party: str) -> None:
    assert names.donor(name) == (party, True, ())


def test_an_unknown_name_is_shown_near_ones_but_not_given_to_them() -> None:
    found = names.donor("Swedem")
    assert (found.party, found.known) == ("X-swedem", False)
    assert "sweden" in found.near


def test_every_donor_of_the_site_has_the_code_the_site_gives_it(shared_data: Path) -> None:
    seen = set()
    for file in (shared_data / "kiel_site").glob("*/data_explorer.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            seen |= {(row["country"], row["iso"]) for row in csv.DictReader(lines)}
    assert len(seen) == 42
    for name, iso in seen:
        assert names.donor(name).party == ("EU-INST" if iso == "EU" else iso)
