"""The careful way (Frictionless) and the quick way find the same cells bad."""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resupply.core.errors import SourceUnreadableError
from resupply.core.fields import TABLES, Field, Table
from resupply.sources.sheets import read_folder
from resupply.sources.sheets.checked import check
from resupply.sources.sheets.convert import convert
from resupply.sources.sheets.grid import Grid, build

BAD = {
    "number": ["approx. 200", "1,000", "1 000", "1,5", "20-100", "x", "--1", "1e", "12%", "½"],
    "integer": ["1.5", "x", "1e3"],
    "day": ["2024-02-30", "28.02.2024", "2024", "2024-13-01", "soon", "2024-02-28T00:00:00"],
    "flag": ["maybe", "y", "2"],
    "url": ["example.org", "javascript:alert(1)", "https:"],
}
#: What Frictionless lets pass and we do not.
OURS = {
    "number": ["NaN", "inf", "-Infinity", "1_000", "1e999", "٣"],
    "integer": ["1_0", "٣"],
    "day": ["2024-2-8", "２０２４-02-01"],
}
FIELDS = [(t, f) for t in TABLES.values() for f in t.fields]


def grid(table: Table, row: dict[str, str]) -> Grid:
    texts = {f.name: row.get(f.name, f.example if f.required else "") for f in table.fields}
    columns = list(enumerate(table.fields))
    return Grid(table, "t.csv", list(table.names), columns, [(2, list(texts.values()))])


def both(table: Table, row: dict[str, str]) -> tuple[list[tuple[str | None, str]], ...]:
    made = grid(table, row)
    careful = sorted((b.column or "", b.code) for b in check(made))
    quick = sorted((b.column or "", b.code) for b in convert(made)[1])
    return careful, quick


def bad_texts(field: Field) -> list[str]:
    texts = list(BAD.get(field.type, []))
    if field.enum:
        texts.append("no such choice")
    if field.minimum is not None:
        texts.append(str(field.minimum - 1))
    if field.maximum is not None:
        texts.append(str(field.maximum + 1))
    if field.pattern and not re.fullmatch(field.pattern, ";"):
        texts.append(";")
    return [*texts, *([""] if field.required else [])]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_both_ways_name_the_same_bad_cells_in_the_same_words(table: Table) -> None:
    for field in table.fields:
        for text in bad_texts(field):
            careful, quick = both(table, {field.name: text})
            assert careful == quick, (field.name, text)
            assert [column for column, _ in quick] == [field.name], text


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_both_ways_take_the_example_row(table: Table) -> None:
    assert both(table, {f.name: f.example for f in table.fields}) == ([], [])


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, ts in OURS.items() for t in ts])
def test_the_quick_way_also_refuses_what_frictionless_lets_pass(kind: str, text: str) -> None:
    table, field = next((t, f) for t, f in FIELDS if f.type == kind and not f.enum)
    assert [b.column for b in convert(grid(table, {field.name: text}))[1]] == [field.name]


@given(text=st.text(max_size=12).map(str.strip), place=st.integers(0, len(FIELDS) - 1))
def test_what_frictionless_refuses_is_never_taken(text: str, place: int) -> None:
    table, field = FIELDS[place]
    careful, quick = both(table, {field.name: text})
    assert {column for column, _ in careful} <= {column for column, _ in quick}


@given(
    text=st.from_regex(r"[0-9eE+.,_-]{1,8}|20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}", fullmatch=True),
    name=st.sampled_from(["quantity", "known_on"]),
)
def test_numbers_and_days_are_refused_alike(text: str, name: str) -> None:
    careful, quick = both(TABLES["pledges"], {name: text})
    assert {column for column, _ in careful} <= {column for column, _ in quick}


@pytest.mark.parametrize(
    ("kind", "text"), [(k, t) for k, ts in [*BAD.items(), *OURS.items()] for t in ts]
)
def test_reading_a_folder_either_way_stops_at_the_same_cell(
    folder: Callable[..., Path], kind: str, text: str
) -> None:
    table, field = next((t, f) for t, f in FIELDS if f.type == kind and not f.enum)
    row = [text if f is field else f.example if f.required else "" for f in table.fields]
    line = ",".join('"' + c + '"' for c in row)
    path = folder(**{table.name: f"{','.join(table.names)}\n{line}\n"})
    found = [f.where for f in read_folder(path).findings if f.level == "error"]
    with pytest.raises(SourceUnreadableError) as refused:
        read_folder(path, strict=True)
    assert found == [refused.value.where]


@given(
    rows=st.lists(st.lists(st.sampled_from(["", "a", "1", "x;y", "2024-02-16"]), max_size=12)),
    name=st.sampled_from(["items", "counts"]),
)
def test_ragged_rows_are_refused_alike(rows: list[list[str]], name: str) -> None:
    table = TABLES[name]
    made, findings = build(table, "t.csv", [list(table.names), *rows])
    assert made is not None
    assert findings == []
    careful = {(b.row, b.column, b.code) for b in check(made)}
    good, bad = convert(made)
    assert careful == {(b.row, b.column, b.code) for b in bad}
    assert {n for n, _ in good} | {row for row, _, _ in careful} == {n for n, _ in made.rows}


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_bring_the_reader_down(content: bytes) -> None:
    with TemporaryDirectory() as temporary:
        (Path(temporary) / "items.csv").write_bytes(b"item_id,name\n" + content)
        (Path(temporary) / "places.csv").write_bytes(content)
        assert set(read_folder(Path(temporary)).rows) <= {"items", "places"}
