"""Narrowing: which lines a question is about."""

from datetime import date

import pytest

from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import AidKind, Stage
from resupply.picture import within


@pytest.fixture
def view(told):
    told.party("FIN", "EST", "UKR").line("a", item="tent", aid_kind=AidKind.MILITARY)
    told.line("b", donor="EST", dataset="press")
    told.move("a", Stage.DELIVERY, quantity=1, place_to="hub", on=date(2024, 2, 1))
    told.move("b", Stage.DELIVERY, quantity=1, item="stove", on=date(2024, 2, 1))
    return told.view()


@pytest.mark.parametrize(
    ("bounds", "lines"),
    [
        ({}, None),
        ({"donors": ("FIN",)}, {"a"}),
        ({"dataset": "press"}, {"b"}),
        ({"kinds": ("military",)}, {"a"}),
        ({"items": ("tent",)}, {"a"}),
        ({"items": ("stove",)}, {"b"}),
        ({"places": ("hub",)}, {"a"}),
        ({"donors": ("FIN",), "dataset": "press"}, set()),
    ],
)
def test_bounds_name_lines(view, bounds, lines):
    assert within.line_ids(view, Scope(**bounds)) == lines


def test_names_the_case_does_not_have_are_refused(view):
    with pytest.raises(QuestionError) as error:
        within.line_ids(view, Scope(items=("tnt",)))
    assert error.value.todo.startswith('did you mean "tent"?')
