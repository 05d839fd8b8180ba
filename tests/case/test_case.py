"""The case: one method a question; every answer carries its scope, sources and findings."""

import json
from datetime import date

import pytest

from resupply.core.errors import QuestionError

ASKED = {
    "balances": {},
    "rank": {"per": "head"},
    "pauses": {},
    "promises": {},
    "lags": {},
    "stock": {},
    "check": {},
    "verify": {},
    "sources": {},
}


@pytest.mark.parametrize("verb", ASKED)
def test_every_answer_has_its_scope_and_can_be_written_as_json(case, verb):
    answer = getattr(case, verb)(**ASKED[verb])
    body = json.loads(json.dumps(answer.to_dict(), allow_nan=False))
    assert body["question"] == verb
    assert body["scope"]["as_of"] == "2024-02-28"
    assert body["sentence"]
    names = [c.name for c in answer.columns]
    assert all(set(names) <= set(r) for r in answer.rows), verb


@pytest.mark.parametrize("verb", ["balances", "rank", "stock", "sources", "promises"])
def test_every_source_of_a_row_is_told_with_its_title(case, verb):
    answer = getattr(case, verb)()
    named = {s for row in answer.rows for s in row["source_ids"]}
    assert named
    assert all(answer.sources[s]["title"] for s in named)


def test_the_settings_are_the_bounds_unless_others_are_asked(case):
    assert case.scope().dataset == "own"
    assert case.rank(dataset="press", stage="pledge", measure="quantity").rows[0]["donor"] == "NNN"
    assert case.rank(currency="USD").scope.currency == "USD"


def test_a_table_reads_as_known_by_the_day(case):
    assert len(case.table("denominators").rows) == 3
    assert case.view(date(2024, 1, 1)).table("denominators") == []
    with pytest.raises(QuestionError, match='there is no table "denominator"'):
        case.table("denominator")


def test_what_changed_between_two_days_is_told(case):
    rows = case.diff(date(2024, 2, 1), date(2024, 2, 28), by=["donor"], stage="allocation").rows
    assert {r["donor"]: (r["delta"], r["unknown"]) for r in rows if r["what"] == "EUR"} == {
        "NNN": (5e8, 0)
    }
    assert {r["donor"]: r["unknown"] for r in rows if r["what"] is None} == {"SSS": 1}


def test_a_sound_book_says_so_with_its_length(case):
    answer = case.verify()
    assert answer.result["sound"]
    assert answer.result["records"] == case.book.store.head().seq
    assert answer.sentence.startswith("The book is sound")


def test_findings_of_the_files_stand_with_those_of_the_book(folder):
    import resupply

    path = folder / "entries.csv"
    path.write_text(path.read_text().replace("1500000000", "lots"))
    answer = resupply.open(folder).check()
    assert answer.rows[0]["level"] == "error"
    assert "lots" in answer.rows[0]["what"]
    assert answer.sentence.startswith("1 error")
