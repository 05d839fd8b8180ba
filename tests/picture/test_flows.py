"""Flows: what a scope takes in, what it leaves out, and what is not known of it."""

from datetime import date

import polars as pl
import pytest

from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import AidKind, Stage
from resupply.picture import flows

OWN = Scope(dataset="own")
UNTIL = Scope(dataset="own", until=date(2024, 2, 29))


def sums(view, scope, **where):
    frame = flows.moves(view, scope).filter(**where) if where else flows.moves(view, scope)
    names = ("amount", "low", "high", "unknown", "open_high")
    return frame.select(pl.col(*names).sum()).collect().row(0)


def test_an_amount_has_its_number_and_its_bounds(told):
    told.line("a").move("a", Stage.PLEDGE, 5)
    told.move("a", Stage.PLEDGE, value_low=1, value_high=3, currency="EUR")
    assert sums(told.view(), OWN) == (5, 6, 8, 1, 0)


def test_a_range_open_above_has_no_upper_bound_and_no_number(told):
    told.line("a").move("a", Stage.PLEDGE, value_low=2, currency="EUR")
    assert sums(told.view(), OWN) == (0, 2, 0, 1, 1)


def test_a_move_without_a_number_is_counted_as_unknown_and_adds_nothing(told):
    told.line("a").move("a", Stage.PLEDGE).move("a", Stage.PLEDGE, 4)
    assert sums(told.view(), OWN) == (4, 4, 4, 1, 1)


def test_taking_back_what_had_no_number_leaves_nothing_unknown(told):
    told.line("a").move("a", Stage.PLEDGE).move("a", Stage.PLEDGE, reverses=True, reason="twice")
    assert sums(told.view(), OWN) == (0, 0, 0, 0, 0)


def test_an_allocation_of_a_package_leaves_the_packages_commitment(told):
    told.line("package", aid_kind=AidKind.UNSPECIFIED).line("tents", aid_kind=AidKind.HUMANITARIAN)
    told.move("package", Stage.COMMITMENT, 10)
    told.move("tents", Stage.ALLOCATION, 4, stage_from=Stage.COMMITMENT, parent_line_id="package")
    frame = flows.postings(told.view(), OWN).collect()
    by = frame.group_by("aid_kind", pl.col("stage").cast(pl.String)).agg(pl.col("amount").sum())
    standing = {(k, s): a for k, s, a in by.iter_rows()}
    assert standing[AidKind.UNSPECIFIED, "commitment"] == 6
    assert standing[AidKind.HUMANITARIAN, "allocation"] == 4
    assert (AidKind.HUMANITARIAN, "commitment") not in standing


def test_asked_by_kind_the_parents_part_stays_with_the_parents_kind(told):
    told.line("package", aid_kind=AidKind.MILITARY).line("tents", aid_kind=AidKind.HUMANITARIAN)
    told.move("package", Stage.COMMITMENT, 10)
    told.move("tents", Stage.ALLOCATION, 4, stage_from=Stage.COMMITMENT, parent_line_id="package")
    military = Scope(dataset="own", kinds=("military",))
    frame = flows.postings(told.view(), military).collect()
    assert frame.filter(pl.col("stage") == "commitment")["amount"].sum() == 6
    assert frame.filter(pl.col("stage") == "allocation").is_empty()


@pytest.mark.parametrize(
    ("happened_from", "happened_to", "dated"),
    [
        (date(2024, 2, 29), date(2024, 2, 29), "in"),
        (date(2024, 2, 1), date(2024, 2, 29), "in"),
        (date(2024, 2, 20), date(2024, 3, 10), "unclear"),
        (date(2024, 2, 20), None, "unclear"),
        (None, date(2024, 2, 20), "in"),
        (None, date(2024, 3, 10), "unclear"),
        (None, None, "unclear"),
        (date(2024, 3, 1), date(2024, 3, 1), None),
        (date(2024, 3, 1), None, None),
    ],
)
def test_what_may_lie_after_the_last_day_stands_apart(told, happened_from, happened_to, dated):
    days = {"happened_from": happened_from, "happened_to": happened_to}
    told.line("a").move("a", Stage.PLEDGE, 5, **days)
    found = flows.moves(told.view(), UNTIL).collect()["dated"].to_list()
    assert found == ([] if dated is None else [dated])


def test_what_may_lie_before_the_first_day_stands_apart_too(told):
    told.line("a").move("a", Stage.PLEDGE, 5, on=date(2024, 1, 31))
    told.move("a", Stage.PLEDGE, 6, happened_from=date(2024, 1, 1), happened_to=date(2024, 2, 2))
    told.move("a", Stage.PLEDGE, 7, on=date(2024, 2, 1)).move("a", Stage.PLEDGE, 8, on=None)
    frame = flows.moves(told.view(), Scope(dataset="own", since=date(2024, 2, 1))).collect()
    assert dict(frame.select("amount", "dated").iter_rows()) == {
        6: "unclear",
        7: "in",
        8: "unclear",
    }


def test_two_records_of_the_world_are_never_added(told):
    told.line("a").line("b", dataset="press")
    told.move("a", Stage.PLEDGE, 5).move("b", Stage.PLEDGE, 5)
    view = told.view()
    assert sums(view, OWN)[0] == sums(view, Scope(dataset="press"))[0] == 5


def test_the_item_of_a_move_comes_before_the_item_of_its_line(told):
    told.line("a", item="shells").move("a", Stage.DELIVERY, quantity=3)
    told.move("a", Stage.DELIVERY, quantity=2, item="fuzes")
    asked = Scope(dataset="own", measure="quantity", items=("shells",))
    told.row("items", item_id="fuzes")
    view = told.view()
    assert sums(view, asked)[0] == 3
    assert sums(view, Scope(dataset="own", measure="quantity", items=("fuzes",)))[0] == 2


def test_a_place_takes_in_what_came_to_it_and_what_left_it(told):
    told.line("a", item="shells")
    told.move("a", Stage.SHIPMENT, quantity=5, place_to="hub")
    told.move("a", Stage.DELIVERY, quantity=2, place_from="hub", place_to="front")
    told.move("a", Stage.DELIVERY, quantity=9, place_to="elsewhere")
    asked = Scope(dataset="own", measure="quantity", places=("hub",))
    assert sums(told.view(), asked)[0] == 7


@pytest.mark.parametrize(
    ("bounds", "where", "hint"),
    [
        ({"dataset": "onw"}, "--dataset", 'did you mean "own"?'),
        ({"kinds": ("militry",)}, "--kind", 'did you mean "military"?'),
        ({"donors": ("Finnland",)}, "--donor", 'did you mean "Finland"?'),
        ({"recipients": ("Ukrain",)}, "--recipient", 'did you mean "Ukraine"?'),
        ({"items": ("shels",)}, "--item", 'did you mean "shells"?'),
        ({"measure": "mass"}, "--measure", "Known: quantity, value."),
    ],
)
def test_a_word_the_case_does_not_have_is_refused_with_the_nearest(told, bounds, where, hint):
    told.party(FIN="Finland", UKR="Ukraine").line("a", item="shells", aid_kind=AidKind.MILITARY)
    told.move("a", Stage.PLEDGE, 5)
    with pytest.raises(QuestionError) as error:
        flows.moves(told.view(), Scope(**bounds)).collect()
    assert error.value.where == where
    assert hint in error.value.todo


def test_only_what_crosses_into_the_boundary_is_counted_and_the_rest_is_named(told):
    told.row("memberships", party_id="FIN", group_id="EU")
    told.party("FIN", "UKR", "USA", "POL").line("in", donor="USA").line("inside", recipient="FIN")
    told.line("past", donor="USA", recipient="CAN").line("out", donor="POL")
    for name, amount in (("in", 5), ("inside", 7), ("past", 11), ("out", 13)):
        told.move(name, Stage.ALLOCATION, amount * 10**9)
    told.row("memberships", party_id="UKR", group_id="EU")
    view = told.view()
    asked = Scope(dataset="own", boundary=("EU",))
    assert sums(view, asked)[0] == 18e9
    left = flows.left_out(view, asked)
    assert any("moves inside the boundary" in w and "7.000 bn EUR" in w for w in left)
    assert any("does not touch the boundary" in w and "11.000 bn EUR" in w for w in left)
    assert flows.left_out(view, OWN) == []


def test_by_month_what_lies_across_two_months_has_no_month(told):
    told.line("a").move("a", Stage.ALLOCATION, 5, on=date(2024, 1, 31))
    told.move(
        "a", Stage.ALLOCATION, 6, happened_from=date(2024, 1, 1), happened_to=date(2024, 1, 9)
    )
    told.move(
        "a", Stage.ALLOCATION, 7, happened_from=date(2024, 1, 31), happened_to=date(2024, 2, 1)
    )
    told.move("a", Stage.ALLOCATION, 8, on=None)
    frame = flows.monthly(told.view(), Scope(dataset="own", stage=Stage.ALLOCATION))
    months = {r["month"]: r["amount"] for r in frame.to_dicts()}
    assert months == {date(2024, 1, 1): 11, None: 15}


def test_what_got_to_a_stage_needs_a_stage(told):
    with pytest.raises(QuestionError, match="no stage was asked for"):
        flows.reached(told.line("a").view(), OWN, ["donor"])
