"""Firms that no list names, whom a text is about, and where things are made."""

import pytest
from tests.intake import pages
from tests.intake.test_sentence_products import LEAD

from resupply.intake import production_strangers
from resupply.intake.records import Record


def made(text: str) -> list[Record]:
    """What a text behind a lead on aid says is made."""
    return pages.read("production", text, "2024-05-01", LEAD)


FIRMS = {
    "Vektor, one of two Spanish makers of shells, works at full capacity.": {"Vektor"},
    "Next year BioVektor will be able to produce 40 million doses.": {"BioVektor"},
    "Ontario-based Antares Inc builds armoured vehicles.": {"Antares"},
    "Volunteers make candles. A plant in Texas to make shells has opened.": set[str](),
    "Norway said NOK 2 billion will help make shells. Kyiv makes drones.": set[str](),
}


@pytest.mark.parametrize("text", FIRMS)
def test_firms_known_by_what_they_do(text: str) -> None:
    assert {a.id for a in production_strangers.strangers(pages.page(LEAD, text))} == FIRMS[text]


MAKERS = {
    "Antares AG won British orders to step up production of shells.": "Antares AG",
    "The shells are built by Stalowa Mela, part of the Polish Arms Group.": "Stalowa Mela",
    "Berlin will help Ukraine step up drone production.": "UKR",
    "Nova Institute of Denmark makes 40 million vaccine doses a year.": "Nova Institute of Denmark",
}


@pytest.mark.parametrize("text", MAKERS)
def test_who_makes_it(text: str) -> None:
    assert [r.fields.get("maker") for r in made(text)] == [MAKERS[text]]


PLACES = {
    "Rheinmetall makes shells in southern Poland.": "POL",
    "Rheinmetall makes 40 drones a day for earthquake victims in Turkey.": None,
    "Rheinmetall expects a deal with Ukraine on producing carriers.": "UKR",
    "Vektor, the Danish company that makes drones, will open an office near Lviv.": "DNK",
    "Rheinmetall will build drones on the territory of partner countries.": "partner countries",
}


@pytest.mark.parametrize("text", PLACES)
def test_where_it_is_made(text: str) -> None:
    assert {r.fields.get("place") for r in made(text)} == {PLACES[text]}


def test_newly_built_goods_are_no_product() -> None:
    assert made("Taiwan has yet to receive its newly built F-16 fighter aircraft.") == []
