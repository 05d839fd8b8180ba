"""Writing: record, count, bring in; once or not at all, and never into a shipped case."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import resupply
from resupply.case.opening import BOOK_FILE
from resupply.core.errors import RefusedError
from resupply.core.records import Entry

KNOWN = date(2024, 2, 21)
SITE = "country,iso,year,month,financial,humanitarian,military\nDenmark,DNK,2022,3,0,0.002,{}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    file = tmp_path / "site" / "data_explorer.csv"
    file.parent.mkdir()
    file.write_text(SITE.format("0.15"))
    return file


def pledge(case, **more):
    given = {"stage": "pledge", "donor": "NNN", "item": "155mm", "quantity": 700,
             "known_on": KNOWN, "source": "s2", "kind": "military"}  # fmt: skip
    return case.record(**{**given, **more})


def entry(case, answer) -> Entry:
    [found] = case.book.get([answer.result["id"]]).values()
    assert isinstance(found, Entry)
    return found


def quantities(case, by=("donor",), **more):
    return case.balances(by=by, dataset="press", measure="quantity", **more).rows


# Recording


def test_a_pledge_is_written_with_the_words_and_defaults_of_the_case(case):
    told = entry(case, pledge(case, quantity="1,700", happened_on=date(2024, 2, 20)))
    assert (told.quantity, told.unit, told.stage_from, told.stage_to) == (
        1700, "round", "outside", "pledge",
    )  # fmt: skip
    assert told.happened_from == told.happened_to == date(2024, 2, 20)
    [line] = [r for _, r in case.book.records("line") if r.line_id == told.line_id]
    assert (line.recipient, line.dataset, line.aid_kind) == ("RRR", "own", "military")


def test_the_same_words_again_write_nothing(case):
    first, second = pledge(case), pledge(case)
    assert (first.result["added"], second.result["added"]) == (2, 0)
    assert second.result["id"] == first.result["id"]
    assert "already in the book" in second.sentence


@pytest.mark.parametrize(
    "other",
    [
        {"quantity": 701}, {"donor": "SSS"}, {"kind": "financial"}, {"known_on": date(2024, 2, 22)},
        {"due_on": date(2024, 5, 1)}, {"recipient": "SSS"}, {"title": "another"},
    ],
)  # fmt: skip
def test_other_words_are_another_promise(case, other):
    first, second = pledge(case), pledge(case, **other)
    assert second.result["added"] > 0
    assert second.result["line_id"] != first.result["line_id"]


def test_a_line_is_continued_from_the_stage_it_has_reached(case):
    line = pledge(case).result["line_id"]
    pledge(case, stage="allocation", line=line, quantity=500)
    told = entry(case, pledge(case, stage="delivery", line=line, quantity=200))
    assert (told.stage_from, told.stage_to) == ("allocation", "delivery")
    [row] = [r for r in case.balances(by=["line"], measure="quantity").rows if r["line"] == line]
    assert (row["pledged_quantity"], row["allocated_quantity"], row["delivered_quantity"]) == (
        700, 500, 200,
    )  # fmt: skip
    assert (row["to_allocate_quantity"], row["to_deliver_quantity"]) == (200, 300)


@pytest.mark.parametrize(
    ("reached", "stage", "place", "leaves"),
    [
        (["pledge"], "use", None, "delivery"),
        (["pledge"], "use", "rear", "outside"),
        (["pledge", "delivery"], "use", "rear", "delivery"),
        (["pledge"], "delivery", None, "pledge"),
        (["pledge", "allocation"], "delivery", None, "allocation"),
        (["pledge", "allocation", "shipment"], "delivery", None, "shipment"),
        (["ask"], "delivery", None, "outside"),
        (["ask", "pledge"], "allocation", None, "pledge"),
    ],
)
def test_a_move_leaves_the_stage_before_it_and_use_never_a_promise(
    case, reached, stage, place, leaves
):
    line = pledge(case, stage=reached[0]).result["line_id"]
    for further in reached[1:]:
        pledge(case, stage=further, line=line)
    told = entry(case, pledge(case, stage=stage, line=line, place_from=place, quantity=5))
    assert (told.stage_from, told.stage_to) == (leaves, stage)


def test_a_move_without_a_stage_is_refused(case):
    with pytest.raises(RefusedError, match="a move says where it gets to"):
        pledge(case, stage=None)


def test_the_same_amount_to_another_place_on_the_same_day_is_another_delivery(case):
    line = pledge(case).result["line_id"]
    given = {"stage": "delivery", "line": line, "quantity": 100, "happened_on": KNOWN,
             "new_names": True}  # fmt: skip
    added = [pledge(case, **given, place_to=p).result["added"] for p in ("rear", "front", "rear")]
    assert added == [1, 1, 0]


def test_what_is_not_stated_is_not_zero(case):
    told = entry(case, pledge(case, quantity=None))
    assert (told.quantity, told.value, told.currency) == (None, None, None)


def test_a_source_by_address_gets_a_row_once(case):
    address = "https://example.org/news"
    first = pledge(case, source=address)
    assert first.result["added"] == 3
    pledge(case, source=address, quantity=1)
    rows = [r for r in case.view(date(2030, 1, 1)).rows("sources") if r.fields["title"] == address]
    assert [r.fields["url"] for r in rows] == [address]


def test_a_figure_recorded_by_hand_is_known_from_its_day(case):
    before = case.rank(as_of=date(2024, 2, 20)).rows
    pledge(case, stage="allocation", value=10**9, quantity=None, item="money", dataset="own")
    assert case.rank(as_of=date(2024, 2, 20)).rows == before
    assert {r["donor"]: r["total_eur"] for r in case.rank().rows}["NNN"] == 2.5e9


def test_corrections_of_two_deliveries_by_a_tenth_are_four_entries(case):
    told = [pledge(case, stage="delivery", quantity=q, title=str(q)) for q in (10_000, 50)]
    for answer, cut in zip(told, ("1000", "5"), strict=True):
        pledge(case, stage="delivery", line=answer.result["line_id"], quantity=cut, reverses=True,
               corrects=answer.result["id"], reason="a tenth was counted twice",
               stage_from="outside", known_on=date(2024, 2, 25))  # fmt: skip
    lines = {a.result["line_id"] for a in told}
    entries = [e for _, e in case.book.records("entry") if e.line_id in lines]
    assert len(entries) == 4
    net = {r["line"]: r["delivered_quantity"] for r in case.balances(
        by=["line"], measure="quantity", as_of=date(2024, 3, 1)).rows}  # fmt: skip
    assert sorted(net[n] for n in lines) == [45, 9000]
    then = {r["line"]: r["delivered_quantity"] for r in case.balances(
        by=["line"], measure="quantity", as_of=date(2024, 2, 24)).rows}  # fmt: skip
    assert sorted(then[n] for n in lines) == [50, 10_000]


@pytest.mark.parametrize(
    ("wrong", "what", "todo"),
    [
        ({"stage": "pldge"}, 'no stage "pldge"', 'did you mean "pledge"?'),
        ({"kind": "militry"}, 'no kind "militry"', 'did you mean "military"?'),
        ({"quantity": "many"}, '"many" is not a number', "leave it out"),
        ({"quantity": "NaN"}, '"NaN" is not a number', "leave it out"),
        ({"value": "inf"}, '"inf" is not a number', "leave it out"),
        ({"quantity": -5}, "quantity -5 is not an amount", "reverses"),
        ({"line": "no-such-line"}, "there is no line", ""),
        ({"corrects": "0" * 16, "reason": "x"}, "there is no entry", ""),
        ({"unit": "kg"}, "is not the unit of 155mm", "convert to round"),
        ({"stage_from": "plegde"}, 'no stage-from "plegde"', 'did you mean "pledge"?'),
        ({"quantity": None, "quantity_low": 5, "quantity_high": 1}, "", ""),
    ],
)
def test_a_bad_word_is_refused_and_the_book_stays_as_it_was(case, wrong, what, todo):
    pledge(case)
    before = case.book.store.head()
    with pytest.raises(RefusedError) as error:
        pledge(case, **wrong)
    assert what in error.value.what
    assert todo in error.value.todo
    assert case.book.store.head() == before
    assert case.verify().result["sound"]


# Counting


def test_a_count_is_the_stock_and_the_same_count_again_is_nothing(case):
    given = {"place": "rear", "item": "155mm", "quantity": 900, "source": "s2",
             "counted_on": date(2024, 2, 25), "known_on": date(2024, 2, 26)}  # fmt: skip
    assert [case.count(**given).result["added"] for _ in range(2)] == [1, 0]
    [row] = case.stock().rows
    assert (row["on_hand"], row["counted_on"], row["unit"]) == (900, date(2024, 2, 25), "round")
    assert row["days_of_supply"] == 9
    [then] = case.stock(as_of=date(2024, 2, 25)).rows
    assert then["counted_on"] == date(2024, 2, 1)


@pytest.mark.parametrize("late", [False, True])
def test_56_received_14_issued_and_1_counted_leave_1(case, late):
    """July to November; the receipt may be entered last and changes nothing after the count."""
    done = []

    def receipt():
        done.append(
            case.record(
                stage="delivery", donor="NNN", item="155mm", quantity=56, place_to="front",
                happened_on=date(2023, 7, 1), known_on=date(2024, 2, 1), source="s2",
                new_names=True,
            )
        )  # fmt: skip

    if not late:
        receipt()
    for day in range(14):
        case.record(
            stage="use", donor="NNN", item="155mm", quantity=1, place_from="front",
            happened_on=date(2023, 8, 1 + day), known_on=date(2024, 2, 1), source="s2",
            title=f"issue {day}", new_names=True,
        )  # fmt: skip
    case.count(place="front", item="155mm", quantity=1, counted_on=date(2023, 11, 11),
               known_on=date(2024, 2, 1), source="s2", new_names=True)  # fmt: skip
    if late:
        receipt()
    stocks = [
        case.stock(place="front", until=date(2023, *day)).rows[0]["on_hand"]
        for day in ((7, 31), (8, 14), (11, 10), (11, 11), (12, 31))
    ]
    assert stocks == [56, 42, 42, 1, 1]
    [odd] = [r for r in case.check().rows if r["where"].startswith("front")]
    assert (odd["code"], "counted 1, the book had 42: -41" in odd["what"]) == (
        "count_differs_from_book", True,
    )  # fmt: skip


@pytest.mark.parametrize("wrong", [{"quantity": "some"}, {"quantity": -1}, {"unit": "kg"}])
def test_a_bad_count_is_refused_and_the_book_stays_as_it_was(case, wrong):
    pledge(case)
    before = case.book.store.head()
    with pytest.raises(RefusedError):
        case.count(**{"place": "rear", "item": "155mm", "quantity": 9, "source": "s2", **wrong})
    assert case.book.store.head() == before


# Bringing in


def test_a_release_comes_in_once(case, site):
    first = case.bring("kiel", site, known_on=KNOWN)
    assert first.result["added"] > 0
    assert case.rank(dataset="kiel").rows[0]["total_eur"] == 152_000_000
    again = case.bring("kiel", site, known_on=KNOWN)
    assert again.result["added"] == 0
    assert "nothing new" in again.sentence


def test_a_newer_release_writes_only_what_differs_and_the_old_view_stays(case, site):
    case.bring("kiel", site, known_on=KNOWN)
    site.write_text(SITE.format("0.25"))
    case.bring("kiel", site, known_on=date(2024, 2, 25))
    totals = [case.rank(dataset="kiel", as_of=date(2024, 2, d)).rows[0]["total_eur"]
              for d in (24, 25)]  # fmt: skip
    assert totals == [152_000_000, 252_000_000]
    [row] = case.diff(date(2024, 2, 24), date(2024, 2, 25), dataset="kiel").rows
    assert (row["donor"], row["delta"]) == ("DNK", 100_000_000)


def test_an_older_release_after_a_newer_one_is_refused(case, site):
    case.bring("kiel", site, known_on=KNOWN)
    before = case.book.store.head()
    site.write_text(SITE.format("0.25"))
    with pytest.raises(RefusedError, match="already holds a state of kiel known on 2024-02-21"):
        case.bring("kiel", site, known_on=date(2024, 2, 1))
    assert case.book.store.head() == before


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(case, folder, site):
    tried = case.bring("kiel", site, known_on=KNOWN, dry_run=True)
    assert (tried.result["written"], tried.result["added"] > 0) == (False, True)
    assert "would be written" in tried.sentence
    assert not (folder / BOOK_FILE).exists()
    assert "kiel" not in set(case.view().lines["dataset"])


def test_a_dry_run_against_what_stands_counts_only_what_is_new(case, site):
    case.bring("kiel", site, known_on=KNOWN)
    before = case.book.store.head()
    tried = case.bring("kiel", site, known_on=KNOWN, dry_run=True)
    assert tried.result["added"] == 0
    assert case.book.store.head() == before


def test_a_sheet_comes_in_once_and_an_edited_row_as_its_difference(case, folder):
    assert case.bring("sheet", folder).result["added"] == 0
    path = folder / "entries.csv"
    path.write_text(path.read_text().replace(",1000000000,", ",1250000000,"))
    brought = case.bring("sheet", folder, known_on=date(2024, 2, 28))
    assert brought.result["added"] >= 1
    totals = [{r["donor"]: r["total_eur"] for r in case.rank(as_of=date(2024, 2, d)).rows}["NNN"]
              for d in (27, 28)]  # fmt: skip
    assert totals == [1.5e9, 1.75e9]
    assert case.bring("sheet", folder, known_on=date(2024, 2, 28)).result["added"] == 0


@pytest.mark.parametrize(
    ("kind", "path", "known_on", "what"),
    [
        ("keil", "x.csv", KNOWN, 'no kind of source "keil"'),
        ("kiel", "gone.csv", KNOWN, "no such file"),
        ("kiel", "bad.csv", KNOWN, ""),
        ("kiel", "x.csv", None, "a release needs the day it was public"),
        ("sheet", "bad.csv", None, ""),
        ("sheet", "empty", None, "no row could be taken"),
    ],
)
def test_a_file_that_cannot_be_taken_leaves_the_book_as_it_was(
    case, tmp_path, kind, path, known_on, what
):
    (tmp_path / "x.csv").write_text(SITE.format("0.15"))
    (tmp_path / "bad.csv").write_bytes(b"\x00\x01\x02")
    (tmp_path / "empty").mkdir()
    pledge(case)
    before = case.book.store.head()
    with pytest.raises(RefusedError) as error:
        case.bring(kind, tmp_path / path, known_on=known_on)
    assert what in error.value.what
    assert error.value.todo
    assert case.book.store.head() == before


def test_a_shipped_case_is_never_written_to(ukraine, site):
    before = ukraine.book.store.head()
    for write in (
        lambda: ukraine.record(stage="pledge", donor="FIN", quantity=1, source="s"),
        lambda: ukraine.count(place="ua-rear", item="155mm", quantity=1, source="s"),
        lambda: ukraine.bring("kiel", site, known_on=KNOWN),
    ):
        with pytest.raises(RefusedError, match="a shipped case is never written to") as error:
            write()
        assert "resupply new DIR --from ukraine-2024" in error.value.todo
    assert ukraine.book.store.head() == before


def test_the_book_beside_the_tables_is_made_from_them_and_keeps_what_is_recorded(case, folder):
    answers = case.rank().rows
    pledge(case)
    case.close()
    again = resupply.open(folder)
    assert (folder / BOOK_FILE).exists()
    assert again.rank().rows == answers
    assert pledge(again).result["added"] == 0
    again.close()


def test_the_journal_says_who_wrote(case):
    pledge(case, by="olha")
    [*_, (_, batch)] = case.book.records("batch")
    assert (batch.entered_by, batch.records) == ("olha", 2)


def test_numbers_may_be_decimals_or_written_with_separators(case):
    assert entry(case, pledge(case, quantity=Decimal("0.1"))).quantity == Decimal("0.1")
    assert entry(case, pledge(case, quantity="20_000")).quantity == 20_000
