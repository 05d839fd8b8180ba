from datetime import date

from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.report.commands import _OPTIONS, with_scope


def test_every_bound_of_a_scope_has_its_option() -> None:
    assert set(_OPTIONS) == set(Scope.__struct_fields__)


def test_only_what_differs_from_the_usual_is_said() -> None:
    usual = Scope(dataset="kiel", as_of=date(2024, 2, 28))
    scope = Scope(dataset="kiel", as_of=date(2023, 12, 31), stage=Stage.ALLOCATION)
    told = with_scope("resupply sources", scope, usual)
    assert told == "resupply sources --as-of 2023-12-31 --stage allocation"


def test_names_with_blanks_and_quotes_survive_the_shell() -> None:
    told = with_scope("x", Scope(donors=("O'Neill & Sons",)), Scope())
    assert told == """x --donor 'O'"'"'Neill & Sons'"""
