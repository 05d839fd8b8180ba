import shlex
from pathlib import Path

import pytest

from resupply.case.bounds import Bounds
from resupply.cli.app import app
from resupply.cli.asked import Asked
from resupply.cli.reference import page
from resupply.cli.verbs import GROUPS, VERBS, verb

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("example", [v.example for v in VERBS])
def test_every_example_is_understood(example: str) -> None:
    command, _, ignored = app().parse_args(
        shlex.split(example)[1:], exit_on_error=False, print_error=False
    )
    assert command.__module__.startswith("resupply.cli.")
    assert not ignored


def test_every_verb_stands_under_a_heading() -> None:
    assert {v.group for v in VERBS} == set(GROUPS)
    assert verb("rank").name == "rank"
    with pytest.raises(KeyError):
        verb("rnk")


def test_every_bound_of_a_question_is_an_option() -> None:
    assert set(Asked.__dataclass_fields__) == set(Bounds.__annotations__)


def test_bounds_not_given_are_left_to_the_case() -> None:
    assert Asked().bounds() == {}
    assert Asked(donor=["DEU,FIN", "USA"], shares="members").bounds() == {
        "donor": ["DEU", "FIN", "USA"],
        "shares": "members",
    }


def test_the_reference_page_is_up_to_date() -> None:
    written = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    assert page().strip() in written


def test_the_reference_page_tells_every_verb_with_its_example() -> None:
    told = page()
    for each in VERBS:
        assert f"### {each.name}\n" in told
        assert each.example in told
