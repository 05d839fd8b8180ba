"""A case folder is a Frictionless data package, for every other tool that reads those."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import frictionless
import pytest

from resupply.sources.sheets import read_folder, write_datapackage

SHIPPED = Path(str(files("resupply"))) / "shipped"
CASES = sorted(p.parent for p in SHIPPED.glob("*/case.toml"))
PACKAGES = sorted(p.parent for p in SHIPPED.glob("*/datapackage.json"))


def test_a_described_folder_is_valid(folder: Callable[..., Path]) -> None:
    path = folder(rates="day,currency,per_eur,colour,source_id\n2024-02-16,USD,1.08,red,s1\n")
    described = write_datapackage(path, title="Small")
    assert frictionless.validate(str(described)).valid
    package = json.loads(described.read_text("utf-8"))
    assert (package["name"], package["title"]) == ("small", "Small")
    assert [r["path"] for r in package["resources"]] == [
        "sources.csv",
        "parties.csv",
        "items.csv",
        "rates.csv",
    ]


def test_a_bad_cell_makes_the_package_invalid(folder: Callable[..., Path]) -> None:
    path = folder(rates="currency,per_eur,day,source_id\nUSD,1.08,2024-02-30,s1\n")
    report = frictionless.validate(str(write_datapackage(path)))
    assert report.flatten(["rowNumber", "fieldName", "type"]) == [[2, "day", "type-error"]]


def test_describing_again_replaces_the_description(folder: Callable[..., Path]) -> None:
    path = folder()
    write_datapackage(path, name="first")
    assert json.loads(write_datapackage(path, name="second").read_text())["name"] == "second"
    assert [p.name for p in path.glob(".*")] == []


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_a_shipped_case_is_read_strictly(case: Path) -> None:
    tables = read_folder(case, strict=True)
    assert tables["sources"]
    assert [f for f in tables.findings if f.code.startswith("unknown_")] == []


@pytest.mark.parametrize("case", PACKAGES, ids=lambda p: p.name)
def test_a_shipped_case_is_a_valid_package(case: Path) -> None:
    report = frictionless.validate(str(case / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:10]
