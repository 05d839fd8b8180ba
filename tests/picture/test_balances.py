"""Balances: what got how far, what waits; unknown is never zero."""

from datetime import date

import pytest

from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import AidKind, Stage
from resupply.picture import balances

OWN = Scope(dataset="own")


def rows(told, scope=OWN, by=("donor",)):
    return balances.answer(told.view(), scope, by).rows


def test_a_promise_waits_until_it_is_allocated_and_then_until_it_is_delivered(told):
    told.line("a").move("a", Stage.PLEDGE, 10)
    told.move("a", Stage.COMMITMENT, 8, stage_from=Stage.PLEDGE)
    told.move("a", Stage.ALLOCATION, 5, stage_from=Stage.COMMITMENT)
    told.move("a", Stage.SHIPMENT, 3, stage_from=Stage.ALLOCATION)
    told.move("a", Stage.DELIVERY, 2, stage_from=Stage.SHIPMENT)
    told.move("a", Stage.WITHDRAWN, 1, stage_from=Stage.PLEDGE)
    [row] = rows(told)
    reached = [row[f"{n}_eur"] for n in ("pledged", "committed", "allocated", "shipped")]
    assert [*reached, row["delivered_eur"]] == [10, 8, 5, 3, 2]
    assert (row["to_allocate_eur"], row["to_deliver_eur"], row["left_eur"]) == (1 + 3, 2 + 1, 1)


def test_a_stage_the_records_never_speak_of_is_unknown(told):
    [row] = rows(told.line("a").move("a", Stage.PLEDGE, 10))
    assert row["pledged_eur"] == row["to_allocate_eur"] == 10
    unsaid = ("committed", "allocated", "shipped", "delivered", "used", "to_deliver")
    assert {row[f"{n}_eur"] for n in unsaid} == {None}
    shown = {c.name for c in balances.answer(told.view(), OWN).columns if c.shown}
    assert shown == {"donor_name", "pledged_eur", "to_allocate_eur"}


def test_a_donor_of_which_a_stage_is_not_told_where_others_are_has_none_of_it(told):
    told.line("a").line("b", donor="EST").move("a", Stage.PLEDGE, 10).move("b", Stage.ALLOCATION, 1)
    found = {r["donor"]: (r["pledged_eur"], r["allocated_eur"]) for r in rows(told)}
    assert found == {"FIN": (10, 0), "EST": (0, 1)}


def test_moves_without_any_number_make_the_sum_unknown(told):
    told.line("a").move("a", Stage.PLEDGE).move("a", Stage.PLEDGE)
    [row] = rows(told)
    assert (row["pledged_eur"], row["unknown"], row["entries"]) == (None, 2, 2)


def test_moves_with_and_without_a_number_are_a_sum_and_a_count(told):
    told.line("a").move("a", Stage.PLEDGE).move("a", Stage.PLEDGE, 3)
    answer = balances.answer(told.view(), OWN)
    assert (answer.rows[0]["pledged_eur"], answer.rows[0]["unknown"]) == (3, 1)
    assert any("no number: 1 move." in w for w in answer.warnings)


def test_undated_amounts_stand_in_a_row_of_their_own(told):
    told.line("a").move("a", Stage.ALLOCATION, 5).move("a", Stage.ALLOCATION, 7, on=None)
    told.move("a", Stage.ALLOCATION, 11, on=date(2024, 3, 1))
    asked = Scope(dataset="own", until=date(2024, 2, 29))
    answer = balances.answer(told.view(), asked)
    assert {r["dated"]: r["allocated_eur"] for r in answer.rows} == {"in": 5, "unclear": 7}
    assert any("marked unclear" in w for w in answer.warnings)
    assert "dated" in {c.name for c in answer.columns if c.shown}


def test_without_a_last_day_undated_amounts_are_with_the_others(told):
    told.line("a").move("a", Stage.ALLOCATION, 5).move("a", Stage.ALLOCATION, 7, on=None)
    assert [(r["dated"], r["allocated_eur"]) for r in rows(told)] == [("in", 12)]


def test_a_move_out_of_a_package_is_given_by_the_packages_kind(told):
    told.line("package", aid_kind=AidKind.UNSPECIFIED).line("tents", aid_kind=AidKind.HUMANITARIAN)
    told.move("package", Stage.COMMITMENT, 10)
    told.move("tents", Stage.ALLOCATION, 4, stage_from=Stage.COMMITMENT, parent_line_id="package")
    found = {r["kind"]: r for r in rows(told, by=("kind",))}
    assert found["unspecified"]["to_allocate_eur"] == 6
    assert found["humanitarian"]["to_allocate_eur"] == 0
    assert found["humanitarian"]["allocated_eur"] == 4
    [whole] = rows(told)
    assert (whole["to_allocate_eur"], whole["allocated_eur"]) == (6, 4)


def test_a_correction_counts_from_the_day_it_was_known(told):
    told.line("a").move("a", Stage.PLEDGE, 10)
    told.move("a", Stage.PLEDGE, 4, reverses=True, reason="miscounted", known_on=date(2024, 3, 1))
    amounts = [
        balances.answer(told.view(d), OWN).rows[0]["pledged_eur"]
        for d in (date(2024, 2, 29), date(2024, 3, 1))
    ]
    assert amounts == [10, 6]


def test_goods_are_counted_not_valued_when_asked(told):
    told.line("a", item="tent").move("a", Stage.DELIVERY, 900, quantity=3)
    told.move("a", Stage.DELIVERY, quantity=2)
    [row] = rows(told, Scope(dataset="own", measure="quantity"), ("item",))
    assert (row["item"], row["delivered_quantity"], row["unknown"]) == ("tent", 5, 0)
    [row] = rows(told, by=("item",))
    assert (row["delivered_eur"], row["unknown"]) == (900, 1)


def test_by_stage_each_account_has_what_reached_it_and_what_waits_there(told):
    told.line("a").move("a", Stage.PLEDGE, 10)
    told.move("a", Stage.ALLOCATION, 4, stage_from=Stage.PLEDGE)
    found = {
        r["stage"]: (r["reached_eur"], r["standing_eur"], r["entries"])
        for r in rows(told, by=("donor", "stage"))
    }
    assert found == {"pledge": (10, 6, 1), "allocation": (4, 4, 1)}


def test_by_stage_what_has_no_number_is_unknown_too(told):
    told.line("a").move("a", Stage.PLEDGE).move("a", Stage.ALLOCATION, 4)
    found = {r["stage"]: (r["reached_eur"], r["standing_eur"]) for r in rows(told, by=("stage",))}
    assert found == {"pledge": (None, None), "allocation": (4, 4)}


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("recipient", {"UKR": 3}),
        ("year", {2023: 1, 2024: 2}),
        ("month", {date(2023, 12, 1): 1, date(2024, 1, 1): 2}),
        ("line", {"a": 1, "b": 2}),
        ("dataset", {"own": 3}),
        ("channel", {"EPF": 1, None: 2}),
    ],
)
def test_rows_can_be_grouped_by_what_people_ask(told, by, found):
    told.line("a", channel="EPF").line("b").move("a", Stage.PLEDGE, 1, on=date(2023, 12, 31))
    told.move("b", Stage.PLEDGE, 2)
    assert {r[by]: r["pledged_eur"] for r in rows(told, by=(by,))} == found


def test_the_biggest_comes_first_with_its_name_and_its_source(told):
    told.party(FIN="Finland", EST="Estonia").line("a").line("b", donor="EST")
    told.row("sources", source_id="case", title="A list")
    told.move("a", Stage.PLEDGE, 1).move("b", Stage.PLEDGE, 2)
    answer = balances.answer(told.view(), OWN)
    assert [r["donor_name"] for r in answer.rows] == ["Estonia", "Finland"]
    assert answer.sources == {"case": {"title": "A list"}}


def test_the_sentence_tells_billions_and_what_the_records_do_not_say(told):
    told.line("a").move("a", Stage.ALLOCATION, 2_500_000_000)
    answer = balances.answer(told.view(), OWN)
    assert answer.sentence == "2.5 bn EUR allocated."
    assert any("say nothing of delivery" in w for w in answer.warnings)
    nothing = balances.answer(told.view(date(2023, 1, 1)), OWN)
    assert (nothing.rows, nothing.sentence) == ([], "Nothing in the book lies within this scope.")


def test_an_unknown_grouping_is_refused_with_the_nearest(told):
    with pytest.raises(QuestionError, match='there is no grouping "doner"') as error:
        rows(told.line("a"), by=("doner",))
    assert error.value.todo.startswith('did you mean "donor"?')
