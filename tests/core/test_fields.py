"""The declarations agree with the records, with themselves and with what they say."""

import re
from decimal import Decimal

import msgspec
import pytest

from resupply.core.fields import CASE, GROUPS, TABLES, TYPES, Table, to_text
from resupply.core.records import Count, Entry, Line
from resupply.core.tables.schema import package, table_schema

FIELDS = [(t, f) for t in (*TABLES.values(), CASE) for f in t.fields]


@pytest.mark.parametrize(("table", "record"), [("lines", Line), ("entries", Entry)])
def test_the_sheet_of_a_record_has_its_fields(table: str, record: type[Line] | type[Entry]) -> None:
    assert set(TABLES[table].names) == set(record.__struct_fields__)


def test_a_count_is_named_by_count_id_and_takes_its_locator_from_the_file() -> None:
    declared = {"key" if n == "count_id" else n for n in TABLES["counts"].names}
    assert declared | {"locator"} == set(Count.__struct_fields__)


@pytest.mark.parametrize(("table", "record"), [("lines", Line), ("entries", Entry)])
def test_a_column_is_required_where_its_record_has_no_default(
    table: str, record: type[Line] | type[Entry]
) -> None:
    needed = {f.name for f in msgspec.structs.fields(record) if f.required}
    assert {f.name for f in TABLES[table].fields if f.required} == needed


def test_every_column_says_what_it_means() -> None:
    for table, field in FIELDS:
        assert field.type in TYPES, (table.name, field.name)
        assert field.meaning.endswith("."), (table.name, field.name)
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)


def test_every_number_has_a_unit() -> None:
    assert [(t.name, f.name) for t, f in FIELDS if f.type == "number" and not f.unit] == []


def test_columns_point_to_columns_and_tables_that_exist() -> None:
    for table, field in FIELDS:
        assert set(field.refers_to) <= set(TABLES)
        assert not field.unit_of or field.unit_of in table.names


def test_a_required_column_has_no_default_and_has_an_example() -> None:
    needed = [f for _, f in FIELDS if f.required]
    assert all(f.example and not f.default for f in needed)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_a_table_is_sound(table: Table) -> None:
    assert len(set(table.names)) == len(table.names)
    assert set(table.primary_key) <= set(table.names)
    assert table.group in GROUPS
    assert table.meaning.startswith("One row ")
    for low, high in table.ordered:
        assert table[low].type == table[high].type


def test_a_column_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        TABLES["items"]["colour"]


def test_the_settings_of_the_case_are_declared() -> None:
    told = ("name", "title", "as_of", "dataset", "currency", "recipient", "promises", "book")
    assert CASE.names == told


def test_the_schema_follows_the_columns_of_the_file() -> None:
    schema = table_schema(TABLES["rates"], ["day", "colour", "currency"])
    assert [f["name"] for f in schema["fields"]] == ["day", "colour", "currency"]
    assert schema["primaryKey"] == ["currency", "day"]
    assert "primaryKey" not in table_schema(TABLES["rates"], ["day"])


def test_a_package_names_each_file() -> None:
    described = package("my-case", "", {"rates.csv": (TABLES["rates"], TABLES["rates"].names)})
    assert described["title"] == "my-case"
    assert [r["path"] for r in described["resources"]] == ["rates.csv"]


def test_a_large_number_is_written_out() -> None:
    assert to_text(Decimal("2E+9")) == "2000000000"
