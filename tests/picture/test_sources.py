"""Sources: from a figure to the entries behind it."""

from datetime import date

from resupply.core.scope import Scope
from resupply.core.words import AidKind, Stage
from resupply.picture import sources

OWN = Scope(dataset="own")


def entries(told, scope=OWN, **more):
    book = told.book()
    return sources.answer(book, book.view(scope.as_of), scope, **more)


def test_each_entry_stands_with_its_words_newest_first(told):
    told.line("a", aid_kind=AidKind.MILITARY)
    told.move("a", Stage.PLEDGE, 5, locator="page 1", note="first").move("a", Stage.PLEDGE, 7)
    answer = entries(told)
    assert [r["amount"] for r in answer.rows] == [7, 5]
    row = answer.rows[1]
    assert (row["donor"], row["kind"], row["stage_to"]) == ("FIN", "military", "pledge")
    assert (row["locator"], row["note"], row["source_ids"]) == ("page 1", "first", ["case"])


def test_a_figures_own_bounds_find_its_entries_and_no_others(told):
    told.line("a").line("b", donor="EST").move("a", Stage.PLEDGE, 5).move("b", Stage.PLEDGE, 6)
    told.move("a", Stage.ALLOCATION, 3, stage_from=Stage.PLEDGE)
    scope = Scope(dataset="own", donors=("FIN",), stage=Stage.ALLOCATION)
    answer = entries(told, scope)
    assert [r["amount"] for r in answer.rows] == [3]
    assert answer.sentence.startswith("1 entr")


def test_what_has_no_number_in_the_measure_asked_is_unknown(told):
    told.line("a", item="tent").move("a", Stage.PLEDGE).move("a", Stage.PLEDGE, quantity=3)
    assert [r["amount"] for r in entries(told).rows] == [None, None]
    counted = entries(told, Scope(dataset="own", measure="quantity"))
    assert [r["amount"] for r in counted.rows] == [3, None]


def test_a_correction_is_listed_signed_with_its_reason(told):
    told.line("a").move("a", Stage.PLEDGE, 5)
    told.move("a", Stage.PLEDGE, 2, reverses=True, reason="miscounted")
    assert [(r["amount"], r["reason"]) for r in entries(told).rows] == [
        (-2, "miscounted"),
        (5, None),
    ]


def test_a_short_list_says_how_many_there_are(told):
    told.line("a")
    for _ in range(5):
        told.move("a", Stage.PLEDGE, 1)
    answer = entries(told, most=2)
    assert len(answer.rows) == 2
    assert answer.sentence.startswith("5 entries lie behind it; 2 are listed")


def test_sources_of_rows_are_told_with_what_is_known_of_them(told):
    told.row("sources", source_id="s1", title="A list", url="", publisher="Office")
    rows = [{"source_ids": ["s1", "nobody", None]}, {}]
    assert sources.of(told.view(), rows) == {
        "s1": {"title": "A list", "publisher": "Office"},
        "nobody": {},
    }


def test_what_was_known_later_is_not_behind_the_figure(told):
    told.line("a").move("a", Stage.PLEDGE, 5, known_on=date(2024, 3, 1))
    assert entries(told, Scope(dataset="own", as_of=date(2024, 2, 29))).rows == []
