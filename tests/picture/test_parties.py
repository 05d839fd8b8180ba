"""Parties: names people use, and groups as they were on a day."""

from datetime import date

import pytest

from resupply.core.errors import QuestionError
from resupply.picture import parties

JOINED = date(2023, 4, 4)


@pytest.fixture
def nato(told):
    told.party(FIN="Finland", POL="Poland", GBR="United Kingdom", NATO="NATO")
    told.row("memberships", party_id="FIN", group_id="NATO", from_on="2023-04-04")
    told.row("memberships", party_id="POL", group_id="NATO", from_on="1999-03-12")
    told.row("memberships", party_id="GBR", group_id="EU", until_on="2020-01-31")
    told.row("memberships", party_id="POL", group_id="EU")
    return told.row("aliases", alias="Great Britain", party_id="GBR")


def test_finland_is_in_nato_from_its_day(nato):
    view = nato.view()
    assert parties.members(view, "NATO", date(2023, 4, 3)) == {"POL"}
    assert parties.members(view, "NATO", JOINED) == {"POL", "FIN"}


def test_a_member_is_in_until_its_last_day(nato):
    view = nato.view()
    assert parties.members(view, "EU", date(2020, 1, 31)) == {"GBR", "POL"}
    assert parties.members(view, "EU", date(2020, 2, 1)) == {"POL"}


def test_without_a_day_all_who_ever_were_members_are_meant(nato):
    assert parties.members(nato.view(), "NATO", None) == {"POL", "FIN"}


@pytest.mark.parametrize("name", ["GBR", "gbr", "United Kingdom", "great britain", " GBR "])
def test_ids_names_and_aliases_mean_the_same(nato, name):
    assert parties.resolve(nato.view(), (name,), JOINED, where="--donor") == {"GBR"}


def test_a_group_means_itself_and_its_members_on_the_day(nato):
    view = nato.view()
    meant = [
        parties.resolve(view, ("nato",), d, where="--donor") for d in (date(2023, 1, 1), JOINED)
    ]
    assert meant == [{"NATO", "POL"}, {"NATO", "POL", "FIN"}]


def test_a_donor_of_a_line_is_known_without_a_row_of_its_own(nato):
    nato.line("a", donor="XYZ-1")
    assert parties.resolve(nato.view(), ("xyz-1",), None, where="--donor") == {"XYZ-1"}


def test_a_name_nobody_has_is_refused_with_the_nearest(nato):
    with pytest.raises(QuestionError, match='there is no party "Polnd"') as error:
        parties.resolve(nato.view(), ("POL", "Polnd"), None, where="--donor")
    assert error.value.todo.startswith('did you mean "Poland"?')
