"""The book beside the tables: whole or not there; a file edited later is told of."""

from datetime import date

import pytest

import resupply
from resupply.case import own_book
from resupply.case.opening import BOOK_FILE

GIVEN = {"stage": "pledge", "donor": "NNN", "item": "155mm", "quantity": 5, "source": "s2",
         "known_on": date(2024, 2, 21)}  # fmt: skip


class KilledError(BaseException):
    """What no handler stops."""


def edit(folder, old: str, new: str) -> None:
    path = folder / "pledges.csv"
    path.write_text(path.read_text().replace(old, new))


@pytest.mark.parametrize("step", ["take_tables", "_move"])
def test_killed_while_it_is_made_no_part_of_a_book_is_left(case, folder, monkeypatch, step):
    real = getattr(own_book, step)

    def dies(*arguments, **more):
        if step == "take_tables":
            real(*arguments, **more)
        raise KilledError

    answers = case.rank().rows
    monkeypatch.setattr(own_book, step, dies)
    with pytest.raises(KilledError):
        case.record(**GIVEN)
    monkeypatch.undo()
    assert not [p.name for p in folder.iterdir() if BOOK_FILE in p.name]
    again = resupply.open(folder)
    assert again.rank().rows == answers
    assert again.record(**GIVEN).result["added"] > 0
    again.close()


def test_a_book_made_by_another_meanwhile_is_used_and_kept(case, folder):
    other = resupply.open(folder)
    other.record(**GIVEN)
    assert case.record(**{**GIVEN, "quantity": 6}).result["added"] > 0
    quantities = {e.quantity for _, e in other.book.records("entry")}
    assert {5, 6} <= quantities
    other.close()


def test_only_the_book_itself_is_left_beside_the_tables(case, folder):
    case.record(**GIVEN)
    case.close()
    assert [p.name for p in folder.iterdir() if "book" in p.name] == [BOOK_FILE]


def test_an_edited_table_is_told_under_every_answer_until_it_is_brought_in(case, folder):
    case.record(**GIVEN)
    case.close()
    assert resupply.open(folder).rank().warnings == []
    edit(folder, ",20000,", ",25000,")
    stale = resupply.open(folder)
    for answer in (stale.rank(), stale.stock(), stale.balances(), stale.verify()):
        assert [w for w in answer.warnings if "pledges.csv changed since it was brought in" in w]
    [finding] = [f for f in stale.check().findings if f.code == "file_changed"]
    assert (finding.where, f"resupply import sheet {folder}" in finding.todo) == (
        "pledges.csv",
        True,
    )
    stale.bring("sheet", folder)
    assert not [w for w in stale.rank().warnings if "pledges.csv" in w]
    stale.close()
    assert resupply.open(folder).rank().warnings == []


def test_a_table_that_is_new_in_the_folder_is_told_of_too(case, folder):
    case.record(**GIVEN)
    case.close()
    (folder / "routes.csv").write_text("no,table\n")
    (folder / "aliases.csv").write_text("alias,party_id\nNorth,NNN\n")
    again = resupply.open(folder)
    assert [f.where for f in again.findings] == ["aliases.csv"]
    assert "was never brought in" in again.rank().warnings[0]
    again.close()


def test_a_file_taken_back_and_forth_is_known_as_it_was_last_taken(case, folder):
    for old, new in (("20000", "25000"), ("25000", "20000"), ("20000", "25000")):
        edit(folder, f",{old},", f",{new},")
        case.bring("sheet", folder)
        assert case.findings == ()
        rows = case.balances(by=["line"], measure="quantity", dataset="press",
                             as_of=date.max).rows  # fmt: skip
        assert {r["line"]: r["pledged_quantity"] for r in rows}["press/P1"] == int(new)
    edit(folder, ",25000,", ",20000,")
    case.close()
    again = resupply.open(folder)
    assert [f.code for f in again.findings] == ["file_changed"]
    again.close()
