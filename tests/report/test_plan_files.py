"""A plan's workbook and its map: what they hold, and that nothing in them acts or is invented."""

import io
from datetime import date

import msgspec
import pytest
from python_calamine import CalamineWorkbook

from resupply.core.answer import Answer, Column, Part
from resupply.core.errors import QuestionError
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.network.model import Place
from resupply.plan import rows as plan_rows
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked, make
from resupply.report.geojson import flows
from resupply.report.plan_workbook import workbook

SCOPE = Scope(as_of=date(2024, 2, 28), measure="quantity")


def read(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def answer(**fields: object) -> Answer:
    columns = [
        Column(name="on", title="Day"),
        Column(name="quantity", title="Quantity", unit="t", digits=1),
        Column(name="what", title="What"),
        Column(name="ok", title="Ok"),
    ]
    rows = [
        {"on": date(2024, 3, 1), "quantity": 12.3456789012345678, "what": "=1+1", "ok": True},
        {"on": None, "quantity": None, "what": ["a", "b"], "ok": False},
    ]
    said = {"question": "plan", "scope": SCOPE, "columns": columns, "rows": rows, "title": "Main"}
    return Answer(**{**said, **fields})


def test_numbers_are_numbers_days_are_days_and_texts_stay_texts():
    sheets = read(workbook(answer()))
    heading, first, second = sheets["Main"]
    assert heading == ["Day", "Quantity [t]", "What", "Ok"]
    assert first == [date(2024, 3, 1), pytest.approx(12.345678901234567), "=1+1", "yes"]
    # What is not known is an empty cell, not 0.
    assert second == ["", "", "a, b", "no"]


def test_no_text_is_a_formula_or_a_link():
    import zipfile

    rows = [{"what": text} for text in ("=cmd|' /C calc'!A0", "+1", "@x", "https://example.org")]
    content = workbook(answer(columns=[Column(name="what", title="What")], rows=rows))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = "".join(parts.read(n).decode() for n in parts.namelist() if "sheet" in n)
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_all_tables_findings_and_sources_are_there_under_names_a_sheet_can_have():
    part = Part(
        name="p", title="A very long: title/with [letters] no sheet takes", columns=[], rows=[]
    )
    told = answer(
        tables=[part, part],
        findings=[Finding(code="odd", where="w", what="x", todo="t")],
        sources={"s1": {"title": "Paper"}},
        sentence="All is met.",
        warnings=["Mind."],
        told=["Because."],
    )
    sheets = read(workbook(told))
    assert list(sheets)[:2] == ["Summary", "Main"]
    assert {"Findings", "Sources"} <= set(sheets)
    assert len(sheets) == 6
    assert all(len(name) <= 31 for name in sheets)
    summary = [cell for row in sheets["Summary"] for cell in row]
    assert {"All is met.", "Mind.", "Because.", SCOPE.sentence()} <= set(summary)


def test_the_same_answer_gives_the_same_bytes():
    assert workbook(answer()) == workbook(answer())


def mapped(*places: Place) -> dict:
    network = msgspec.structs.replace(two_places_network(), places=places)
    rows = plan_rows.shipments(make(network, Asked(days=4, step="day")))
    told = Answer(question="plan", scope=SCOPE, columns=plan_rows.SHIPMENT_COLUMNS, rows=rows)
    return msgspec.json.decode(flows(told))


def test_a_flow_between_known_places_is_a_line_from_the_first_to_the_second():
    found = mapped(
        Place(id="hub", name="Hub", lat=50.0, lon=22.0),
        Place(id="front", name="Front", lat=49.0, lon=30.0),
    )
    points, lines = found["features"][:2], found["features"][2:]
    assert [p["geometry"]["coordinates"] for p in points] == [[22.0, 50.0], [30.0, 49.0]]
    (line,) = lines
    assert line["geometry"] == {"type": "LineString", "coordinates": [[22.0, 50.0], [30.0, 49.0]]}
    assert line["properties"]["quantity"] == pytest.approx(60.0)
    assert (found["drawn"], found["not_drawn"]) == (1, 0)


def test_a_place_that_is_not_known_is_not_invented():
    found = mapped(Place(id="hub", name="Hub", lat=50.0, lon=22.0), Place(id="front", name="Front"))
    line = found["features"][-1]
    assert line["geometry"] is None
    assert line["properties"]["to_position"] == "not known"
    assert (found["drawn"], found["not_drawn"]) == (0, 1)


def test_a_source_known_by_its_country_stands_at_the_capital_and_says_so():
    found = mapped(
        Place(id="hub", name="Poland", kind="source", country="POL"),
        Place(id="front", name="Front", lat=49.0, lon=30.0),
    )
    point = found["features"][0]
    assert point["properties"]["position"] == "capital of the country, approximate"
    assert point["geometry"]["coordinates"] == pytest.approx([21.0, 52.2], abs=0.1)


@pytest.mark.parametrize("kind", ["source", "point_of_use"])
def test_no_point_stands_for_an_aggregate_inside_ukraine(kind):
    found = mapped(
        Place(id="hub", name="Makers", kind=kind, country="UKR"),
        Place(id="front", name="Front", country="UKR", kind="point_of_use"),
    )
    assert [f["geometry"] for f in found["features"]] == [None]


def test_an_answer_without_shipments_has_no_map():
    with pytest.raises(QuestionError, match="no shipments to draw"):
        flows(Answer(question="plan", scope=SCOPE))
