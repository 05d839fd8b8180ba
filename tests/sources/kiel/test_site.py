"""The site's CSV set: read from a few lines written here, and from the five published states."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from resupply.core.errors import SourceUnreadableError
from resupply.core.statements import Release
from resupply.core.words import Stage
from resupply.sources import kiel

HEAD = "country,iso,year,month,total,financial,humanitarian,military,commitments,gdp,pct_gdp\n"
DENMARK = "Denmark,DNK,2022,3,0.152,0,0.002,0.15,0.3,360,0.0422\n"
KNOWN = date(2026, 7, 30)
BN = Decimal(10**9)
STATES = {
    "2026-07-16_labelled-R31_f813f41": ("366.691", None),
    "2026-07-21_labelled-R30_e4ba24e": ("366.691", "543.220"),
    "2026-07-26_labelled-R29_6c0293d": ("350.885", "541.731"),
    "2026-07-30_labelled-R29_f259890": ("358.400", "547.984"),
}


def site(folder: Path, explorer: str, **others: str) -> Release:
    (folder / "data_explorer.csv").write_text(explorer, encoding="utf-8")
    for name, text in others.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return kiel.read(folder, known_on=KNOWN)


def reached(release: Release, stage: Stage, donor: str = "", kind: str = "") -> Decimal:
    """EUR bn that reached a stage."""
    moved = [
        (-e.value if e.reverses else e.value)
        for e in release.entries
        if e.stage_to is stage and donor in e.line_id and kind in e.line_id
    ]
    return sum(moved, Decimal(0)) / BN


def codes(release: Release) -> set[str]:
    return {f.code for f in release.findings}


def close(figure: Decimal, published: str) -> bool:
    """Within half of the published figure's last digit."""
    digits = Decimal(published)
    return abs(figure - digits) <= Decimal((0, (5,), digits.as_tuple().exponent - 1))


def test_commitments_come_from_outside_and_allocations_leave_the_line_that_is_not_split(
    tmp_path: Path,
) -> None:
    entries = {e.cell: e for e in site(tmp_path, HEAD + DENMARK).entries}
    assert set(entries) == {
        "DNK/commitment/2022-03",
        "DNK/humanitarian/allocation/2022-03",
        "DNK/military/allocation/2022-03",
    }
    promised = entries["DNK/commitment/2022-03"]
    assert (promised.stage_from, promised.stage_to) == (Stage.OUTSIDE, Stage.COMMITMENT)
    assert (promised.line_id, promised.value) == ("kiel/DNK/unspecified", 300_000_000)
    given = entries["DNK/military/allocation/2022-03"]
    assert (given.stage_from, given.stage_to) == (Stage.COMMITMENT, Stage.ALLOCATION)
    assert (given.line_id, given.parent_line_id) == ("kiel/DNK/military", "kiel/DNK/unspecified")
    assert (given.happened_from, given.happened_to) == (date(2022, 3, 1), date(2022, 3, 31))
    assert (given.known_on, given.currency) == (KNOWN, "EUR")
    assert given.locator == 'data_explorer.csv row 2, column "military"'


def test_without_a_column_of_commitments_allocations_come_from_outside_and_cover_only_themselves(
    tmp_path: Path,
) -> None:
    release = site(
        tmp_path,
        "country,year,month,financial,humanitarian,military\nDenmark,2022,3,0.1,0,0.15\n",
    )
    assert {(e.stage_from, e.parent_line_id) for e in release.entries} == {(Stage.OUTSIDE, None)}
    assert "DNK/military/" in release.covers_cells
    assert not any("DNK/commitment/2022-03".startswith(c) for c in release.covers_cells)


def test_amounts_are_exact(tmp_path: Path) -> None:
    row = "Denmark,DNK,2022,3,0.123456789012,0,0,0.123456789012,0,0,0\n"
    assert [e.value for e in site(tmp_path, HEAD + row).entries] == [Decimal("123456789.012")]


def test_a_stated_zero_is_no_entry_and_an_empty_cell_is_not_zero(tmp_path: Path) -> None:
    release = site(tmp_path, HEAD + "Denmark,DNK,2022,3,,0,,0.15,0,360,\n")
    assert [e.cell for e in release.entries] == ["DNK/military/allocation/2022-03"]
    said = [f.where for f in release.findings if f.code == "amount_not_stated"]
    assert said == [
        'data_explorer.csv row 2, column "total"',
        'data_explorer.csv row 2, column "humanitarian"',
    ]


def test_a_negative_amount_takes_back(tmp_path: Path) -> None:
    release = site(tmp_path, HEAD + "Denmark,DNK,2022,3,-0.15,0,0,-0.15,0,360,-0.0417\n")
    (entry,) = release.entries
    assert (entry.reverses, entry.value) == (True, 150_000_000)
    assert entry.reason


def test_an_unknown_donor_is_taken_under_an_id_of_its_own(tmp_path: Path) -> None:
    release = site(tmp_path, HEAD + "Denmarck,,2022,3,0.1,0,0,0.1,0,0,0\n")
    assert release.entries[0].line_id == "kiel/X-denmarck/military"
    (finding,) = [f for f in release.findings if f.code == "unknown_donor"]
    assert finding.level == "warning"
    assert "denmark" in finding.what


def test_a_bad_row_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = (
        "Denmark,DNK,2022,13,1,0,0,1,0,0,0\n"
        "Denmark,DNK,2022,4,1,0,0,much,0,0,0\n"
        ",,2022,4,1,0,0,1,0,0,0\n"
        "Total,,2022,4,1,0,0,1,0,0,0\n"
        "Denmark,DNK,2022,5,1,0,0,9999999,0,0,0\n"
    )
    release = site(tmp_path, HEAD + bad + DENMARK)
    assert len(release.entries) == 3
    assert {"not_a_month", "not_a_number", "row_left_out", "absurd_number"} <= codes(release)


def test_the_same_donor_month_twice_counts_once(tmp_path: Path) -> None:
    release = site(tmp_path, HEAD + DENMARK + DENMARK)
    assert len(release.entries) == 3
    assert "same_figure_twice" in codes(release)


def test_gdp_of_zero_means_not_defined(tmp_path: Path) -> None:
    union = "EU (Commission and Council),EU,2022,3,1,1,0,0,1,0,0\n"
    release = site(tmp_path, HEAD + DENMARK + union)
    assert {r.row_id: r.fields["value"] for r in release.rows} == {"DNK/gdp/2021": 360e9}
    assert {e.line_id for e in release.entries} >= {"kiel/EU-INST/financial"}


def test_a_total_that_is_not_its_parts_is_a_finding(tmp_path: Path) -> None:
    release = site(tmp_path, HEAD + DENMARK.replace("0.152", "0.2", 1))
    assert "source_disagrees_with_itself" in codes(release)


def test_a_list_of_weapons_that_is_not_its_number_is_a_finding(tmp_path: Path) -> None:
    head = "donor,category,number_of_weapons,monetary_value_eur,weapons_list\n"
    tanks = "Denmark,Tanks,45,1,Leopard 1 (40); T-72 (4)\nPoland,Tanks,30,1,T-72 (30)\n"
    release = site(tmp_path, HEAD + DENMARK, weapons=head + tanks)
    (finding,) = [f for f in release.findings if f.code == "source_disagrees_with_itself"]
    assert finding.where == "weapons.csv row 2"
    assert "45 pieces, while its list sums to 44" in finding.what


def test_a_broken_file_beside_the_main_one_is_left_out_with_a_finding(tmp_path: Path) -> None:
    release = site(
        tmp_path,
        HEAD + DENMARK,
        procurement_trends="a,b\n1,2\n",
        total_allocations="",
        eu_aid_shares="<html>",
    )
    left_out = {f.where for f in release.findings if f.code == "file_left_out"}
    assert left_out == {"procurement_trends.csv", "total_allocations.csv", "eu_aid_shares.csv"}
    assert len(release.entries) == 3


def test_a_missing_column_is_named_with_what_was_found_and_what_came_near(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError) as refused:
        site(tmp_path, "country,iso,year,month,financial,humanitarian,militry\n")
    assert '"military" (nearest: "militry")' in refused.value.what
    assert "Found: country, iso, year" in refused.value.todo


def test_columns_may_stand_anywhere_and_new_ones_are_noted(tmp_path: Path) -> None:
    release = site(
        tmp_path,
        "Military,new thing,MONTH,year,humanitarian,financial,Country\n0.1,x,3,2022,0,0,Denmark\n",
    )
    assert [e.cell for e in release.entries] == ["DNK/military/allocation/2022-03"]
    assert any("new thing" in f.what for f in release.findings if f.code == "column_not_read")


def test_the_source_is_named_by_day_and_content_not_by_its_label(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    info = "release,period,date,label\n29,04/2026,2026-07-26,Release 29\n"
    one = site(tmp_path / "a", HEAD + DENMARK, release_info=info)
    two = site(tmp_path / "b", HEAD + DENMARK.replace("0.3,", "0.4,"), release_info=info)
    assert one.label == two.label == "Release 29"
    assert one.source_id != two.source_id
    assert one.source["published"] == "2026-07-26"


@pytest.mark.parametrize("folder", STATES)
def test_published_states_sum_to_the_published_totals(shared_data: Path, folder: str) -> None:
    release = kiel.read(
        shared_data / "kiel_site" / folder, known_on=date.fromisoformat(folder[:10])
    )
    total, committed = STATES[folder]
    assert close(reached(release, Stage.ALLOCATION), total)
    if committed is None:
        assert reached(release, Stage.COMMITMENT) == 0
    else:
        assert close(reached(release, Stage.COMMITMENT), committed)
    by_month = [f for f in release.findings if f.where.startswith("total_allocations")]
    assert by_month == []
    assert len({e.key for e in release.entries}) == len(release.entries)


def published(shared_data: Path, day: str) -> Release:
    (folder,) = (shared_data / "kiel_site").glob(f"2026-07-{day}_*")
    return kiel.read(folder, known_on=date(2026, 7, int(day)))


def test_two_contents_of_one_label_differ_in_29_donor_months_by_half_a_million_or_more(
    shared_data: Path,
) -> None:
    old, new = published(shared_data, "26"), published(shared_data, "30")
    assert old.label == new.label
    change: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for release, sign in ((old, -1), (new, 1)):
        for entry in release.entries:
            if entry.stage_to is Stage.ALLOCATION and entry.cell:
                donor, *_, month = entry.cell.split("/")
                change[donor, month] += sign * (entry.value or 0)
    changed = {key: eur / BN for key, eur in change.items() if eur}
    # The thirtieth, Luxembourg in June 2024, differs by EUR 0.277 m: below the third digit.
    assert len(changed) == 30
    assert len([eur for eur in changed.values() if abs(eur) >= Decimal("0.0005")]) == 29
    largest = max(changed, key=lambda key: abs(changed[key]))
    assert largest == ("FRA", "2023-12")
    assert close(changed[largest], "1.532")


def test_germany_alone_and_with_its_part_in_the_eu(shared_data: Path) -> None:
    release = published(shared_data, "30")
    alone = reached(release, Stage.ALLOCATION, donor="/DEU/")
    (part,) = [r.fields for r in release.rows if r.row_id == "EU-INST/DEU"]
    assert close(alone, "29.928")
    assert close(alone + Decimal(part["eu_share_eur"]) / BN, "49.040")
    assert round(part["share"], 5) == 0.22638
    assert close(reached(release, Stage.ALLOCATION, donor="/EU-INST/"), "84.425")
    assert sum(r.fields["share"] for r in release.rows if r.table == "shares") == pytest.approx(1)
    assert len([r for r in release.rows if r.table == "denominators"]) == 41


def test_military_aid_by_way_of_supply_disagrees_with_military_aid(shared_data: Path) -> None:
    (finding,) = [
        f
        for f in published(shared_data, "30").findings
        if f.where == "procurement_trends.csv" and f.code == "source_disagrees_with_itself"
    ]
    assert "EUR 168.047 bn" in finding.what
    assert "EUR 172.993 bn" in finding.what


def test_the_share_file_disagrees_for_slovenia(shared_data: Path) -> None:
    disagree = [
        f for f in published(shared_data, "30").findings if f.where.startswith("eu_aid_shares")
    ]
    assert [f.subject for f in disagree] == ["SVN"]
    assert "0.2586" in disagree[0].what
    assert "0.2715" in disagree[0].what


def test_six_hundred_trillion_howitzers_are_a_finding(shared_data: Path) -> None:
    (finding,) = [f for f in published(shared_data, "16").findings if f.code == "absurd_number"]
    assert "600000000000000" in finding.what
    assert finding.where == "weapons_99b6dd0_2026-07-17.csv row 2"
