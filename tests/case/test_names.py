"""A slip of the pen makes no new party, item or place; unless it is said to be new."""

from datetime import date

import pytest

import resupply
from resupply.core.errors import RefusedError

GIVEN = {"stage": "delivery", "donor": "NNN", "item": "155mm", "quantity": 5, "source": "s2",
         "known_on": date(2024, 2, 21)}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "wrong", "near", "table"),
    [
        ("donor", "NNM", "NNN", "parties.csv"),
        ("recipient", "Riverlnd", "riverland", "parties.csv"),
        ("item", "155m", "155mm", "items.csv"),
        ("place_to", "raer", "rear", "places.csv"),
        ("place_from", "raer", "rear", "places.csv"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_and_the_way_to_add_it(
    case, field, wrong, near, table
):
    before = len(list(case.book.records("entry")))
    with pytest.raises(RefusedError) as error:
        case.record(**{**GIVEN, field: wrong})
    assert error.value.where == f"--{field.replace('_', '-')}"
    assert f'did you mean "{near}"?' in error.value.todo
    assert table in error.value.todo
    assert len(list(case.book.records("entry"))) == before
    assert case.record(**{**GIVEN, field: wrong}, new_names=True).result["added"] > 0


def test_a_name_or_an_alias_is_taken_as_its_id(case):
    told = case.record(**{**GIVEN, "donor": "northland", "item": "155 mm artillery round"})
    [line] = [r for _, r in case.book.records("line") if r.line_id == told.result["line_id"]]
    assert (line.donor, line.item) == ("NNN", "155mm")


@pytest.mark.parametrize(("field", "wrong"), [("place", "raer"), ("item", "155m")])
def test_a_count_knows_its_places_and_items(case, field, wrong):
    given = {"place": "rear", "item": "155mm", "quantity": 9, "source": "s2", field: wrong}
    with pytest.raises(RefusedError, match="did you mean"):
        case.count(**given)
    assert case.count(**given, new_names=True).result["added"] == 1


def test_a_table_without_rows_is_held_against_nobody(folder):
    for name in ("places", "parties", "items", "memberships", "counts", "use_rates"):
        (folder / f"{name}.csv").unlink()
    case = resupply.open(folder)
    assert case.record(**{**GIVEN, "place_to": "raer", "donor": "X", "item": "y"}).result["added"]
    case.close()


def test_money_is_an_item_of_every_case(case):
    given = {**GIVEN, "item": "money", "quantity": None, "value": 10}
    assert case.record(**given).result["added"] > 0
