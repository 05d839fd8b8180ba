"""Scenarios as text and files: what is written is read back, what is none is refused."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resupply
from resupply.case import Case, scenarios
from resupply.case.making import new_case
from resupply.core.errors import QuestionError, SourceUnreadableError
from resupply.network.changes import (
    AddLeg,
    AddNeed,
    AddPromise,
    AddStock,
    AddSupply,
    Close,
    MoveDate,
    Pause,
    Scale,
    Scenario,
    SetCapacity,
    SetLead,
    parse,
)
from resupply.network.scenarios import from_text, load, names, read, save, to_json, to_toml

WORDS = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20
)  # control signs, quotes and all
AMOUNTS = st.floats(0, 1e12, allow_nan=False)
DAYS = st.none() | st.integers(1, 3660)
DATES = st.dates(date(1990, 1, 1), date(2090, 1, 1))
MAYBE = st.none() | DATES
CHANGES = st.one_of(
    st.builds(Pause, of=WORDS, from_on=MAYBE, days=DAYS, left=st.floats(0, 1)),
    st.builds(Close, what=WORDS, from_on=MAYBE, until_on=MAYBE),
    st.builds(Scale, what=WORDS, factor=st.floats(0, 1e6), days=DAYS),
    st.builds(
        AddLeg,
        id=WORDS,
        from_place=WORDS,
        to_place=WORDS,
        lead_days=st.floats(0, 3660),
        items=st.none() | st.lists(WORDS, min_size=1, max_size=3).map(tuple),
        per_day=st.none() | AMOUNTS,
    ),
    st.builds(AddSupply, id=WORDS, place=WORDS, item=WORDS, quantity=AMOUNTS, from_on=MAYBE),
    st.builds(AddStock, place=WORDS, item=WORDS, quantity=AMOUNTS, low=st.none() | AMOUNTS),
    st.builds(AddNeed, id=WORDS, place=WORDS, item=WORDS, per_day=AMOUNTS, backlog=st.booleans()),
    st.builds(AddPromise, id=WORDS, party=WORDS, item=WORDS, quantity=AMOUNTS, due_on=DATES),
    st.builds(MoveDate, supply=WORDS, days=st.none() | st.integers(-3660, 3660), to=MAYBE),
    st.builds(SetLead, leg=WORDS, days=st.floats(0, 3660)),
    st.builds(SetCapacity, leg=WORDS, per_day=AMOUNTS, unit=st.none() | WORDS),
)
SCENARIOS = st.builds(
    Scenario,
    name=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True),
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    take=st.lists(WORDS, max_size=3).map(tuple),
    changes=st.lists(CHANGES, max_size=4).map(tuple),
)


@given(SCENARIOS)
def test_a_scenario_is_read_back_as_it_was_written(scenario: Scenario) -> None:
    assert from_text(to_toml(scenario), "x") == scenario
    assert from_text(to_json(scenario), "x") == scenario


@pytest.mark.parametrize("sign", ["\x7f", "\x00", "\x1b", '"', "\\", "\n", "\u2028", "€", "😀"])
def test_no_sign_in_a_name_breaks_the_file(sign: str) -> None:
    scenario = Scenario(name="a", title=f"x{sign}y", changes=(Pause(of=f"{sign}z"),))
    assert from_text(to_toml(scenario), "x") == scenario


def test_people_can_read_what_is_written() -> None:
    pause = Pause(of="USA", from_on=date(2024, 3, 1), days=60)
    scenario = Scenario(name="two-months", title="Nothing for two months", changes=(pause,))
    assert to_toml(scenario) == (
        'name = "two-months"\n'
        'title = "Nothing for two months"\n'
        "\n"
        "[[changes]]\n"
        'do = "pause"\n'
        'of = "USA"\n'
        "from = 2024-03-01\n"
        "days = 60\n"
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", 'missing required field "name"'),
        ("name = ", "neither TOML nor JSON"),
        ("{", "neither TOML nor JSON"),
        ('{"name": "a", "changes": [{"do": "paus", "of": "x"}]}', 'no change "paus"'),
        ('{"name": "a", "changes": [{"of": "x"}]}', 'no change "None"'),
        ('{"name": "a", "changes": [3]}', "expected"),
        ('{"name": "a", "changes": 3}', "expected"),
        ('{"name": "a", "changes": {"do": "pause"}}', "expected"),
        ('{"name": "../a"}', "matching regex"),
        ('{"name": "a", "change": []}', 'unknown field "change"'),
        ('{"name": "a", "changes": [{"do": "pause", "of": ""}]}', "length >= 1"),
        (
            '{"name": "a", "changes": [{"do": "scale", "what": "x", "factor": 1e400}]}',
            "of 1,000,000 or less",
        ),
        ('{"name": "a", "changes": [{"do": "scale", "what": "x", "factor": NaN}]}', "of 0 or more"),
        ("[" * 100_000, "neither TOML nor JSON"),
        ('{"a":' * 100_000, "neither TOML nor JSON"),
    ],
)
def test_what_is_no_scenario_is_refused(text: str, what: str) -> None:
    with pytest.raises(QuestionError) as refused:
        from_text(text, "a.toml")
    assert what in refused.value.what
    assert refused.value.where == "a.toml"


def test_a_thousand_changes_are_enough() -> None:
    change = {"do": "pause", "of": "x"}
    assert len(parse({"name": "a", "changes": [change] * 1000}).changes) == 1000
    with pytest.raises(QuestionError, match="length <= 1000"):
        parse({"name": "a", "changes": [change] * 1001})


def test_scenarios_are_kept_in_the_folder_of_a_case(tmp_path: Path) -> None:
    assert names(tmp_path) == []
    scenario = Scenario(name="b", changes=(Close(what="road"),))
    save(tmp_path, Scenario(name="a"))
    assert save(tmp_path, scenario) == tmp_path / "scenarios/b.toml"
    (tmp_path / "scenarios/Not a name.toml").write_text("name = 1", encoding="utf-8")
    assert names(tmp_path) == ["a", "b"]
    assert load(tmp_path, "b") == scenario


def test_a_kept_scenario_is_not_overwritten_unless_asked(tmp_path: Path) -> None:
    save(tmp_path, Scenario(name="a"))
    with pytest.raises(QuestionError, match="kept already"):
        save(tmp_path, Scenario(name="a", title="other"))
    save(tmp_path, Scenario(name="a", title="other"), replace=True)
    assert load(tmp_path, "a").title == "other"


@pytest.mark.parametrize("name", ["../a", "a/b", "", "A", "a.toml/.."])
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(QuestionError):
        save(tmp_path, Scenario(name=name))
    with pytest.raises(QuestionError):
        load(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match="cannot be read"):
        read(tmp_path / "missing.toml")
    (tmp_path / "latin.toml").write_bytes(b'name = "\xe4"')
    with pytest.raises(SourceUnreadableError, match="not text in UTF-8"):
        read(tmp_path / "latin.toml")
    (tmp_path / "huge.toml").write_bytes(b" " * 1_000_001)
    with pytest.raises(SourceUnreadableError, match="larger than"):
        read(tmp_path / "huge.toml")


# With a case


def test_a_case_keeps_and_finds_its_scenarios(small: Callable[..., Case], tmp_path: Path) -> None:
    case = small()
    shut = Scenario(name="shut", changes=(Close(what="road"),))
    scenarios.keep(case, shut)
    assert [s.name for s in scenarios.kept(case)] == ["shut"]
    assert scenarios.find(case, "shut") == shut
    (tmp_path / "other.json").write_text(json.dumps({"name": "other"}), encoding="utf-8")
    assert scenarios.find(case, str(tmp_path / "other.json")).name == "other"
    with pytest.raises(QuestionError, match='did you mean "shut"'):
        scenarios.find(case, "shud")
    network = scenarios.under(case, case.view(), case.scope(), shut)
    assert [w.factor for w in network.legs[0].windows] == [0]


def test_a_shipped_case_is_never_written_to() -> None:
    case = resupply.open("ukraine-2024")
    with pytest.raises(QuestionError, match="never written to") as refused:
        scenarios.keep(case, Scenario(name="mine"))
    assert "resupply new DIR --from ukraine-2024" in refused.value.todo


def test_only_rows_that_are_left_out_can_be_taken(small: Callable[..., Case]) -> None:
    offered = {"supply_id": "offer", "place": "hub", "item": "shell", "quantity": 9,
               "unit": "round", "taken": "no"}  # fmt: skip
    case = small(more_supplies=[offered])
    view, scope = case.view(), case.scope()
    assert set(scenarios.takeable(view)) == {"offer"}
    network = scenarios.under(case, view, scope, Scenario(name="a", take=("offer",)))
    assert [s.id for s in network.supplies] == ["u1", "offer"]
    with pytest.raises(QuestionError, match='did you mean "offer"'):
        scenarios.under(case, view, scope, Scenario(name="a", take=("ofer",)))


def test_a_donor_is_known_by_name_and_a_group_by_its_members(small: Callable[..., Case]) -> None:
    case = small(
        more_parties=[{"party_id": "PACT", "name": "The Pact", "kind": "group"}],
        memberships=[
            {"party_id": "NNN", "group_id": "PACT", "from_on": "2020-01-01"},
            {"party_id": "SSS", "group_id": "PACT", "from_on": "2025-01-01"},
        ],
        aliases=[{"alias": "The North", "party_id": "NNN"}],
    )
    for name in ("NNN", "northland", "The North", "PACT", "the pact"):
        asked = Scenario(name="a", changes=(Pause(of=name),))
        network = scenarios.under(case, case.view(), case.scope(), asked)
        assert [bool(s.windows) for s in network.supplies] == [True], name
    assert scenarios.parties_of(case.view(), date(2024, 2, 28))["the pact"] == {"PACT", "NNN"}


def test_a_copy_of_a_case_has_its_scenarios(tmp_path: Path) -> None:
    new_case(tmp_path / "mine", like="ukraine-2024")
    copy = resupply.open(tmp_path / "mine")
    assert scenarios.kept(copy) == scenarios.kept(resupply.open("ukraine-2024"))
    scenarios.keep(copy, Scenario(name="own"))
    assert "own" in names(tmp_path / "mine")
