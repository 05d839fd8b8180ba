"""Whom a claim is about, of all that may be meant: the candidates, their signs, the choice."""

import pytest
from tests.intake import pages

from resupply.intake import claim, reader, scene, subject_scales, weights
from resupply.intake.subject_signs import Candidate, SubjectSigns
from resupply.intake.text import Document

#: Long enough to be weighed.
PAGE = (
    "OCHA says that clinics in Chad are full.\n\n"
    "The Malteser teams came to Chad in May to help those who crossed the border. "
    "More than 70,000 sick children wait for a bed in the two camps, OCHA said on Monday. "
    "The teams asked for tents, water pumps and fuel, which are short everywhere in the east."
)


def candidates(text: str, figure: str) -> dict[str, Candidate]:
    """The candidates of the claim that holds a figure, by name."""
    document = Document(id="t", text=text, published="2024-05-20")
    context = reader.prepare(document)
    made = scene.of(document, context)
    drafts = claim.drafts(made)
    signs = SubjectSigns(made, drafts)
    told = next(d for d in drafts if figure in text[slice(*d.span)])
    return {c.actor.id: c for c in signs.of(told)}


def claims(text: str) -> list[reader.Record]:
    return pages.read("claim", text, "2024-05-20")


def test_who_is_named_what_is_counted_and_the_country_of_the_text_may_be_meant() -> None:
    found = candidates(PAGE, "70,000")
    assert {"OCHA", "TCD", "sick children"} <= found.keys()
    assert all(len(name.split()) <= 3 for name in found)  # a short phrase, and no clause


def test_signs_tell_the_sort_the_place_and_what_is_counted() -> None:
    found = candidates(PAGE, "70,000")
    assert "agency" in found["OCHA"].signs
    assert "needy" in found["TCD"].signs
    counted = found["sick children"].signs
    assert {"noun", "head=children", "counted=True children"} <= {*counted}
    assert any(sign.startswith("rule=True") for c in found.values() for sign in c.signs)


@pytest.mark.parametrize("name", ["OCHA", "TCD", "sick children"])
def test_the_likeliest_is_taken_with_its_place(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    chosen = {*candidates(PAGE, "70,000")[name].signs}
    monkeypatch.setattr(weights, "total", lambda _, told: len(chosen & {*told}))
    found = next(c for c in claims(PAGE) if c.fields.get("value") == 70_000)
    assert found.fields["subject"] == name
    start, end = found.spans["subject"]
    assert 0 <= start < end <= len(PAGE)


def test_the_tables_tell_whom_a_claim_is_about() -> None:
    told = {c.fields["value"]: c.fields.get("subject") for c in claims(PAGE)}
    assert told[70_000] in ("sick children", "TCD")


def test_a_text_too_short_to_be_weighed_keeps_the_subjects_of_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subject_scales, "SubjectSigns", None)  # it would fail if it were asked
    short = "To date Peru has sent Ukraine a total of 300 tents."
    assert [c.fields["subject"] for c in claims(short)] == ["PER"]


def test_a_claim_shows_where_its_figure_was_read() -> None:
    found = next(c for c in claims(PAGE) if c.fields.get("value") == 70_000)
    assert "70,000" in PAGE[slice(*found.spans["value"])]
