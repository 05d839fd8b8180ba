"""Arms transfers: deals and deliveries by year, editions, and what is uncertain."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resupply
from resupply.case.making import new_case
from resupply.core.errors import SourceUnreadableError
from resupply.core.statements import Release
from resupply.core.words import Stage
from resupply.sources import sipri
from resupply.sources.sipri.stated import party

KNOWN = date(2024, 3, 18)
HEAD = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments\n"
)
ROW = "Ukraine,Latvia,2022,?,9,,Spartan,APC,4,?,2022; 2023,Second hand,aid\n"


def export(tmp_path: Path, *rows: str, head: str = HEAD, name: str = "deals.csv") -> Path:
    (tmp_path / name).write_text(head + "".join(rows))
    return tmp_path / name


def pieces(release: Release, stage: Stage) -> Decimal:
    found = [e.quantity for e in release.entries if e.stage_to is stage]
    return sum((q for q in found if q is not None), Decimal(0))


# Published files


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("sipri_ukraine_2024-03-18_deals.csv", 356),
        ("sipri_ukraine_2024-10-13_deals.csv", 323),
        ("sipri_ukraine_2025-03-13_deals.csv", 443),
        ("sipri_ukraine_2025-10-23_deals.csv", 419),
        ("sipri_ukraine_no-preamble_2025ed_deals.csv", 443),
    ],
)
def test_every_deal_is_a_line(shared_data: Path, file: str, rows: int) -> None:
    release = sipri.read(shared_data / "sipri" / file, known_on=date(2026, 6, 1))
    assert (release.dataset, len(release.lines)) == ("sipri", rows)
    assert len({e.cell for e in release.entries}) == len(release.entries)
    # Albania supplied nothing in any edition.
    assert "ALB" not in {line.donor for line in release.lines}


def test_both_shapes_deliver_the_same_pieces(shared_data: Path) -> None:
    """Deals and deliveries by year are two exports of one edition: an independent second way."""
    deals = sipri.read(
        shared_data / "sipri/sipri_ukraine_2024-10-13_deals.csv", known_on=date(2024, 10, 13)
    )
    years = sipri.read(
        shared_data / "sipri/sipri_ukraine_2024-04-13_deliveries.csv", known_on=date(2024, 4, 13)
    )
    assert years.dataset == "sipri-deliveries"
    assert (len(years.lines), len(years.entries)) == (323, 382)
    assert pieces(deals, Stage.DELIVERY) == pieces(years, Stage.DELIVERY) == 89_676

    def by_supplier(release: Release) -> dict[str | None, Decimal]:
        donors = {line.line_id: line.donor for line in release.lines}
        out: dict[str | None, Decimal] = {}
        for entry in release.entries:
            if entry.stage_to is Stage.DELIVERY:
                donor = donors[entry.line_id]
                out[donor] = out.get(donor, Decimal(0)) + (entry.quantity or 0)
        return out

    assert by_supplier(deals) == by_supplier(years)


# What is read


def test_a_deal_is_an_order_and_what_came_of_it(tmp_path: Path) -> None:
    release = sipri.read(export(tmp_path, ROW), known_on=KNOWN)
    (line,), (order, came) = release.lines, release.entries
    assert (line.donor, line.recipient, line.item) == ("LVA", "UKR", "spartan")
    assert line.title == "Spartan, APC"
    assert (order.stage_to, order.quantity) == (Stage.COMMITMENT, 9)
    assert (order.happened_from, order.happened_to) == (date(2022, 1, 1), date(2022, 12, 31))
    assert (came.stage_from, came.stage_to, came.quantity) == (
        Stage.COMMITMENT, Stage.DELIVERY, 4
    )  # fmt: skip
    assert (came.happened_from, came.happened_to) == (date(2022, 1, 1), date(2023, 12, 31))
    assert order.note == "ordered in is uncertain; Second hand; aid"
    assert came.note == "delivered is uncertain; Second hand; aid"
    assert {row.row_id for row in release.rows} == {"LVA", "UKR"}


def test_a_year_that_is_not_over_ends_on_the_day_of_the_export(tmp_path: Path) -> None:
    row = "Ukraine,Latvia,2024,,9,,Spartan,APC,4,,2024,New,\n"
    release = sipri.read(export(tmp_path, row), known_on=KNOWN)
    assert {e.happened_to for e in release.entries} == {KNOWN}


def test_more_delivered_than_known_to_be_ordered_does_not_leave_the_order(tmp_path: Path) -> None:
    rows = (
        "Ukraine,Latvia,2022,,9,,Spartan,APC,12,,2022,New,\n",
        "Ukraine,Latvia,2022,,,,Spartan,APC,3,,2022,New,\n",
        "Ukraine,Latvia,2022,,,,Spartan,APC,0,,,New,\n",
    )
    release = sipri.read(export(tmp_path, *rows), known_on=KNOWN)
    ways = [(e.stage_from, e.stage_to, e.quantity) for e in release.entries]
    assert ways == [
        (Stage.OUTSIDE, Stage.COMMITMENT, 9),
        (Stage.OUTSIDE, Stage.DELIVERY, 12),
        (Stage.OUTSIDE, Stage.DELIVERY, 3),
    ]
    assert [line.line_id for line in release.lines] == [
        f"sipri/UKR/LVA/2022/spartan#{n}" for n in (1, 2, 3)
    ]
    (finding,) = release.findings
    assert (finding.code, finding.count) == ("amount_not_stated", 1)


@pytest.mark.parametrize("before", ["", "Transfers of major arms\n\nData generated: 18 Mar 2024\n"])
def test_rows_are_named_as_the_file_has_them(tmp_path: Path, before: str) -> None:
    bad = "Ukraine,Latvia,2022,,many,,Spartan,APC,4,,2022,New,\n"
    release = sipri.read(export(tmp_path, ROW, bad, head=before + HEAD), known_on=KNOWN)
    (finding,) = release.findings
    assert finding.where == f'deals.csv row {3 + before.count(chr(10))}, column "Number ordered"'
    assert '"many" is not a number of pieces' in finding.what


def test_suppliers_nobody_knows_are_kept_apart() -> None:
    assert party("unknown supplier(s)") == "X-unknown-supplier-s"
    assert [party(n) for n in ("UAE", "Bosnia-Herzegovina", "Turkiye", "South Korea")] == [
        "ARE", "BIH", "TUR", "KOR"
    ]  # fmt: skip


# Files that are not what they should be


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "no header of deals"),
        (b"Recipient,Supplier\nUkraine,Latvia\n", "lacks|missing|no column|needs"),
        (HEAD.encode(), "no row of arms"),
        (b"\xff\xfe\x00", "no header of deals"),
        (b"<html>", "no header of deals"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(SourceUnreadableError, match=what) as refused:
        sipri.read(tmp_path / "x.csv", known_on=KNOWN)
    assert refused.value.where
    assert refused.value.todo


@given(
    cells=st.lists(st.text(st.characters(exclude_characters='"\r\n\0'), max_size=6), max_size=13)
)
def test_whatever_stands_in_a_row_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    row = ",".join(f'"{c}"' for c in cells) + "\n"
    release = sipri.read(export(tmp_path_factory.mktemp("s"), ROW, row), known_on=KNOWN)
    assert 1 <= len(release.lines) <= 2


# In a case


def test_a_newer_edition_corrects_an_older_one(tmp_path: Path) -> None:
    new_case(tmp_path / "case")
    case = resupply.open(tmp_path / "case")
    case.bring("sipri", export(tmp_path, ROW), known_on=KNOWN)
    newer = ROW.replace(",4,?,2022; 2023", ",9,,2022; 2023; 2024")
    later = date(2025, 3, 13)
    told = case.bring("sipri", export(tmp_path, newer, name="b.csv"), known_on=later)
    assert told.result["added"] > 0

    def came(day: date) -> float:
        answer = case.balances(by=["stage"], dataset="sipri", measure="quantity", as_of=day)
        return {row["stage"]: row["reached_quantity"] for row in answer.rows}["delivery"]

    assert (came(date(2024, 12, 31)), came(later)) == (4, 9)
    case.close()
