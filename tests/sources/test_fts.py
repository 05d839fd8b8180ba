"""Flows of the Financial Tracking Service: its own totals, both shapes, and what is apart."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resupply
from resupply.case.making import new_case
from resupply.core.errors import RefusedError, SourceUnreadableError
from resupply.core.statements import Release
from resupply.core.words import Stage
from resupply.sources import fts
from resupply.sources.fts.pages import read_page

KNOWN = date(2021, 3, 5)


def flow(number: int, amount: float | None, **more: Any) -> dict[str, Any]:
    """A flow from Norway to Jordan, as the API lists it."""
    return {
        "id": str(number),
        "amountUSD": amount,
        "status": "paid",
        "boundary": "incoming",
        "onBoundary": "single",
        "date": "2020-03-01T00:00:00Z",
        "firstReportedDate": "2020-03-04T00:00:00Z",
        "updatedAt": "2020-09-01T10:00:00Z",
        "versionId": 1,
        "sourceObjects": [
            {"type": "Organization", "name": "Norway, Government of",
             "organizationTypes": ["Government"]},
        ],
        "destinationObjects": [
            {"type": "Organization", "name": "World Food Programme",
             "organizationTypes": ["UN agency"]},
            {"type": "Location", "name": "Jordan"},
        ],
        **more,
    }  # fmt: skip


def page(tmp_path: Path, *flows: object, name: str = "page.json", **more: Any) -> Path:
    body = {"status": "ok", "data": {"flows": flows, **more.pop("data", {})}, **more}
    (tmp_path / name).write_text(json.dumps(body))
    return tmp_path / name


def paid(release: Release) -> Decimal:
    """What the service counts: paid and committed, not pledged."""
    entries = [e for e in release.entries if e.stage_to is not Stage.PLEDGE]
    return sum((e.value or Decimal(0) for e in entries), Decimal(0))


def by_dataset(releases: tuple[Release, ...]) -> Mapping[str, Release]:
    return {release.dataset: release for release in releases}


# Published files


@pytest.fixture
def pages(shared_data: Path, tmp_path: Path) -> Path:
    """The three pages on Afghanistan in 2020, in a folder of their own."""
    for file in (shared_data / "fts").glob("custom-search-locationid-1-year-2020*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_what_came_in_is_what_the_service_says(pages: Path, shared_data: Path) -> None:
    first = json.loads((pages / "custom-search-locationid-1-year-2020.json").read_text())
    found = by_dataset(fts.read(pages, known_on=KNOWN))
    assert paid(found["fts"]) == first["data"]["incoming"]["fundingTotal"] == 725_591_299
    assert len(found["fts"].lines) + len(found["fts-shared"].lines) == 328
    assert len(found["fts-internal"].lines) == first["data"]["internal"]["flowCount"] == 156
    assert not [f for f in found["fts"].findings if f.level != "note"]


def test_pledges_are_a_stage_apart(shared_data: Path, tmp_path: Path) -> None:
    for file in (shared_data / "fts").glob("custom-search-locationid-114-year-2020*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    release = by_dataset(fts.read(tmp_path, known_on=KNOWN))["fts"]
    assert paid(release) == 714_246_261
    assert [e.value for e in release.entries if e.stage_to is Stage.PLEDGE] == [Decimal(81128)]


@pytest.mark.parametrize("folder", ["csv_export_hxl", "csv_export_plain"])
def test_the_export_says_flow_by_flow_what_the_pages_say(
    pages: Path, shared_data: Path, folder: str
) -> None:
    exported = shared_data / "fts" / folder / "fts_incoming_funding_afg.csv"
    of_pages = by_dataset(fts.read(pages, known_on=KNOWN))["fts"]
    of_export = by_dataset(fts.read(exported, known_on=KNOWN))["fts"]

    def told(release: Release) -> dict[str, tuple[object, ...]]:
        lines = {line.line_id: line for line in release.lines}
        return {
            e.line_id: (e.value, e.stage_to, e.happened_from, lines[e.line_id].donor)
            for e in release.entries
        }

    theirs = told(of_export)
    assert len(theirs) > 1  # the plain one is a sample of few rows
    ours = told(of_pages)
    assert {k: ours[k] for k in theirs} == theirs


def test_a_folder_of_two_questions_counts_no_flow_twice(shared_data: Path, tmp_path: Path) -> None:
    files = [
        f
        for place in (1, 114)
        for f in (shared_data / "fts").glob(f"custom-search-locationid-{place}-year-2020*.json")
    ]
    for file in files:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    releases = fts.read(tmp_path, known_on=KNOWN)
    lines = [line.line_id for release in releases for line in release.lines]
    assert len(lines) == len(set(lines)) == 484 + 478 - 1


# What is read


def test_a_flow_becomes_a_line_and_an_entry(tmp_path: Path) -> None:
    stated = flow(
        7, 119_700.5, originalAmount=1_000_000, originalCurrency="NOK", flowType="Parked",
        grandBargainEarmarkingType=["softly earmarked"], description="Food  for\nschools",
        parentFlowId=3,
    )  # fmt: skip
    (release,) = fts.read(page(tmp_path, stated), known_on=KNOWN)
    (line,), (entry,) = release.lines, release.entries
    assert (line.donor, line.recipient, line.channel) == ("NOR", "JOR", "World Food Programme")
    assert (line.earmarking, line.title, line.item) == (2, "Food for schools", "money")
    assert (entry.value, entry.currency) == (Decimal("119700.5"), "USD")
    assert (entry.stage_to, entry.happened_from) == (Stage.DELIVERY, date(2020, 3, 1))
    assert entry.note == "1,000,000 NOK; parked; part of flow 3"
    assert release.source["publisher"]


@pytest.mark.parametrize(("version", "known"), [(1, date(2020, 3, 4)), (2, date(2020, 9, 1))])
def test_a_flow_that_was_changed_is_known_as_it_is_from_the_change_on(
    tmp_path: Path, version: int, known: date
) -> None:
    (release,) = fts.read(page(tmp_path, flow(7, 5, versionId=version)), known_on=KNOWN)
    assert release.entries[0].known_on == known
    early = date(2020, 1, 1)
    (release,) = fts.read(page(tmp_path, flow(7, 5, versionId=version)), known_on=early)
    assert release.entries[0].known_on == early


def test_flows_to_several_places_and_inside_stand_apart(tmp_path: Path) -> None:
    places = [{"type": "Location", "name": n} for n in ("Jordan", "Lebanon")]
    found = by_dataset(
        fts.read(
            page(
                tmp_path,
                flow(1, 5),
                flow(2, 7, onBoundary="shared", destinationObjects=places),
                flow(3, 2, boundary="internal"),
            ),
            known_on=KNOWN,
        )
    )
    assert {d: paid(r) for d, r in found.items()} == {"fts": 5, "fts-shared": 7, "fts-internal": 2}
    assert found["fts-shared"].lines[0].recipient == "JOR+LBN"
    notes = {f.code: f.what for f in found["fts"].findings}
    assert notes["flow_shared"].startswith("1 flows of 7 USD")
    assert set(notes) == {"flow_shared", "flow_inside"}


def test_an_amount_of_0_is_not_stated(tmp_path: Path) -> None:
    (release,) = fts.read(page(tmp_path, flow(1, 0), flow(2, None), flow(3, 4)), known_on=KNOWN)
    assert (len(release.lines), len(release.entries)) == (3, 1)
    (finding,) = release.findings
    assert (finding.code, finding.count) == ("amount_not_stated", 2)


def test_pages_that_are_missing_are_told(tmp_path: Path) -> None:
    (release,) = fts.read(page(tmp_path, flow(1, 5), meta={"count": 484}), known_on=KNOWN)
    (finding,) = release.findings
    assert finding.code == "flows_missing"
    assert "they hold 1 flows, and the service lists 484" in finding.what


def test_a_total_that_is_not_the_sum_is_told(tmp_path: Path) -> None:
    data = {"incoming": {"fundingTotal": 9}}
    (release,) = fts.read(page(tmp_path, flow(1, 5), data=data), known_on=KNOWN)
    (finding,) = release.findings
    assert "says 9 USD came in; its flows sum to 5" in finding.what


def test_the_last_version_of_a_flow_counts(tmp_path: Path) -> None:
    page(tmp_path, flow(1, 5, versionId=2), name="a.json")
    page(tmp_path, flow(1, 4, versionId=1), name="b.json")
    (release,) = fts.read(tmp_path, known_on=KNOWN)
    assert paid(release) == 5
    assert [f.code for f in release.findings] == ["same_flow_twice"]


def test_a_flow_that_cannot_be_read_is_left_out_and_told(tmp_path: Path) -> None:
    flows = [flow(1, 5), flow(2, 5, status="lost"), {"id": 3}, "no flow", flow(4, 5, date="soon")]
    (release,) = fts.read(page(tmp_path, *flows), known_on=KNOWN)
    assert paid(release) == 10
    told = [f.where for f in release.findings if f.code == "row_left_out"]
    assert told == [f"page.json, flow {n}" for n in (2, 3, 4)]
    undated = [e for e in release.entries if e.happened_from is None]
    assert len(undated) == 1


# Files that are not what they should be


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "empty"),
        ("{", "not JSON"),
        ("[1]", "no list of flows"),
        ('{"data": {"flows": {}}}', "no list of flows"),
        ('{"data": {"flows": []}}', "no flow in it"),
        ('{"data": {"flows": [{"id": 1}]}}', "no flow of it can be read"),
        ("a,b\n1,2\n", "id"),
        ("<html></html>", "web page"),
    ],
)
def test_what_is_no_list_of_flows_is_refused(tmp_path: Path, content: str, what: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(SourceUnreadableError, match=what) as refused:
        fts.read(tmp_path / "x.json", known_on=KNOWN)
    assert refused.value.where
    assert refused.value.todo


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match=r"no \.json and no \.csv"):
        fts.read(tmp_path, known_on=KNOWN)


_ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(name=st.sampled_from(sorted(flow(1, 1))), value=_ANY)
def test_whatever_stands_in_a_field_is_read_or_told(name: str, value: object) -> None:
    body = json.dumps({"data": {"flows": [{**flow(1, 1), name: value}]}})
    found = read_page("x.json", body.encode())
    assert len(found.flows) + len(found.findings) == 1


# In a case


def test_a_newer_state_writes_only_what_changed(tmp_path: Path) -> None:
    new_case(tmp_path / "case")
    case = resupply.open(tmp_path / "case")
    first = page(tmp_path, flow(1, 5), flow(2, 8, status="commitment"), name="a.json")
    assert case.bring("fts", first, known_on=KNOWN).result["written"]
    assert case.bring("fts", first, known_on=KNOWN).result["added"] == 0
    newer = page(
        tmp_path, flow(1, 5), flow(2, 8, versionId=2, date="2020-12-01T00:00:00Z"), name="b.json"
    )
    later = date(2021, 6, 1)
    case.bring("fts", newer, known_on=later)

    def standing(day: date) -> dict[str, float]:
        answer = case.balances(by=["stage"], dataset="fts", currency="USD", as_of=day)
        return {row["stage"]: row["reached_usd"] for row in answer.rows if row["reached_usd"]}

    assert standing(date(2021, 5, 1)) == {"commitment": 8, "delivery": 5}
    assert standing(later) == {"delivery": 13}
    names = {row["party_id"]: row["name"] for row in case.table("parties").rows}
    assert names["NOR"] == "Norway"
    case.close()


def test_files_of_other_flows_come_in_any_order_and_keep_their_days(tmp_path: Path) -> None:
    new_case(tmp_path / "case")
    case = resupply.open(tmp_path / "case")
    case.bring("fts", page(tmp_path, flow(12, 5), name="a.json"), known_on=date(2021, 6, 1))
    case.bring("fts", page(tmp_path, flow(1, 8), name="b.json"), known_on=KNOWN)
    with pytest.raises(RefusedError, match="already holds a state of fts"):
        case.bring("fts", page(tmp_path, flow(12, 9), name="c.json"), known_on=KNOWN)
    answer = case.balances(by=["stage"], dataset="fts", currency="USD", as_of="2020-03-10")
    assert [row["reached_usd"] for row in answer.rows] == [13]
    case.close()


def test_a_flow_that_turns_out_to_be_shared_leaves_what_is_counted(tmp_path: Path) -> None:
    new_case(tmp_path / "case")
    case = resupply.open(tmp_path / "case")
    case.bring("fts", page(tmp_path, flow(1, 5), flow(2, 3), name="a.json"), known_on=KNOWN)
    newer = page(tmp_path, flow(1, 5, onBoundary="shared", versionId=2), flow(2, 3), name="b.json")
    later = date(2021, 6, 1)
    case.bring("fts", newer, known_on=later)
    for dataset, sums in (("fts", 3), ("fts-shared", 5)):
        answer = case.balances(by=["stage"], dataset=dataset, currency="USD", as_of=later)
        assert sum(row["reached_usd"] for row in answer.rows) == sums
    case.close()
