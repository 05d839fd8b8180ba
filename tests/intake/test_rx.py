"""Patterns compiled late: each compiles, and what is kept of them is what a fresh look says."""

import gc
import re
from importlib import import_module
from pkgutil import walk_packages

import pytest
from tools import build_plans

import resupply.intake
from resupply.intake import rx, spotting


def every() -> list[re.Pattern[str]]:
    """All patterns that the reader's modules make."""
    for module in walk_packages(resupply.intake.__path__, "resupply.intake."):
        if ".second" not in module.name:  # readers that want more than the default install
            import_module(module.name)
    return [one for one in gc.get_objects() if rx.is_pattern(one)]


def test_every_pattern_compiles() -> None:
    patterns = every()
    assert len(patterns) > 1500
    assert all(one.flags & re.UNICODE or one.flags & re.ASCII for one in patterns)


def test_a_pattern_compiled_late_finds_what_any_finds() -> None:
    said = "Tanks and a tank"
    late, soon = (make(r"(?i)\btanks?\b", re.ASCII) for make in (rx.compile, re.compile))
    assert rx.given(late) == re.ASCII
    assert late.sub("gun", said) == soon.sub("gun", said) == "gun and a gun"
    assert [m.span() for m in late.finditer(said, 3)] == [m.span() for m in soon.finditer(said, 3)]
    assert (late.flags, late.pattern) == (soon.flags, soon.pattern)


def test_a_wrong_pattern_is_told_when_it_is_used() -> None:
    wrong = rx.compile("(")
    with pytest.raises(re.error):
        wrong.search("a")


def test_the_table_of_plans_is_that_of_the_patterns() -> None:
    kept = build_plans.TARGET.read_text(encoding="utf-8").splitlines()
    assert kept == [build_plans.HEADING, *build_plans.lines()], (
        "run `.venv/bin/python -m tools.build_plans`"
    )


def test_a_pattern_that_no_table_knows_is_read_off() -> None:
    new = rx.compile(r"\b(?:[Zz]eppelins?|zinc boats)\b")
    assert spotting.key(new) not in build_plans.TARGET.read_text(encoding="utf-8")
    found = spotting.finditer(new, "Two Zeppelins and zinc boats")
    assert [m[0] for m in found] == ["Zeppelins", "zinc boats"]
