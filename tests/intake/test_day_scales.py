"""Days of gifts that no rule dates: which date of the page is taken, and which is not."""

import pytest

from resupply.intake import day_scales, reader, scene
from resupply.intake.day_signs import DaySigns, age, form
from resupply.intake.gift_dates import GiftDates
from resupply.intake.text import Document

#: Long enough to be weighed; the rules find no day for what is handed over.
HANDED = (
    "Peru hands over generators to Ukraine\n\n"
    "The ceremony took place in the port of Gdansk on 14 March 2023, with the ambassador there.\n\n"
    "Peru has handed 40 generators and 12 water pumps to hospitals in Ukraine, which lack power. "
    "The embassy thanked everybody who had taken part in it."
)


def gifts(text: str, published: str = "2023-03-16") -> list[reader.Record]:
    found = reader.read(Document(id="t", text=text, published=published)).records
    return [r for r in found if r.kind == "aid" and r.fields.get("quantity")]


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every date of a page is as likely as can be."""
    monkeypatch.setattr(day_scales, "likely", lambda *_: 1.0)


@pytest.mark.usefixtures("sure")
def test_gifts_of_one_sentence_have_the_likeliest_day_with_its_place_and_a_flag() -> None:
    found = gifts(HANDED)
    assert len(found) == 2
    for record in found:
        assert record.fields["date"] == "2023-03-14"
        assert HANDED[slice(*record.spans["date"])] == "14 March 2023"
        assert any("look at the date" in flag for flag in record.flags)


def test_a_day_that_is_not_likely_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_scales, "likely", lambda *_: day_scales.TAKE - 0.01)
    assert not any("date" in r.fields for r in gifts(HANDED))


@pytest.mark.usefixtures("sure")
@pytest.mark.parametrize("told", ["since 2022", "after the earthquake of 6 February"])
def test_when_something_else_happened_is_no_day(told: str) -> None:
    text = (
        f"Peru has been helping Ukraine {told}, and its government says that it will go on. "
        "It will send 40 generators and 12 pumps to hospitals in Ukraine, which lack power. "
        "The embassy thanked everybody who had taken part in it, and the port for its help."
    )
    assert gifts(text)
    assert not any("date" in r.fields for r in gifts(text))


@pytest.mark.usefixtures("sure")
def test_a_day_that_the_rules_read_stands() -> None:
    text = HANDED.replace("Peru has", "On 2 January 2023 Peru sent six cars to Ukraine. Peru has")
    cars = next(r for r in gifts(text) if r.fields["item"] == "cars")
    assert cars.fields["date"] == "2023-01-02"
    assert not cars.flags


def test_the_tables_tell_the_day_of_a_landing_from_that_of_a_quake() -> None:
    text = (
        "A Peruvian aircraft with relief aid for Türkiye landed in Adana on Tuesday, "
        "the embassy said. The country was struck by an earthquake in February.\n\n"
        "The cargo holds 30 tonnes of tents and blankets, given by the government of Peru. "
        "The embassy thanked everybody who had taken part in it."
    )
    document = Document(id="t", text=text, published="2023-05-04")
    made = scene.of(document, reader.prepare(document))
    signs = DaySigns(made.page, GiftDates(made.page))
    told = next(day_scales.together(signs, [g for g in made.read.gifts if g.thing.values]))
    chances = {d.date.iso: day_scales.likely(signs, told, d) for d in signs.days}
    assert max(chances, key=lambda iso: chances[iso]) == "2023-05-02"


def test_forms_and_ages() -> None:
    assert form("on 3 May") == "day of a month"
    assert form("Sept. 2023") == "month"
    assert age("2024-02-27", "2024-02-28") == "the day before"
    assert age("2024-02-28", None) == "unknown"
