from datetime import date

import polars as pl

from resupply.core.records import Row
from resupply.core.words import Milestone, Phase, Stage

PLEDGE, MARCH = Stage.PLEDGE, date(2024, 3, 1)
FEBRUARY = date(2024, 2, 28)


def party(known_on: date, name: str, **more: object) -> Row:
    return Row(
        source_id="me", key=f"{known_on} {name}", known_on=known_on, table="parties", row_id="FIN",
        fields={"name": name}, **more,
    )  # fmt: skip


def test_a_correction_is_seen_only_from_the_day_it_was_known(book, line, move) -> None:
    told = move(PLEDGE, 10)
    fix = move(PLEDGE, 3, corrects=told.id, reverses=True, reason="r", known_on=MARCH)
    book.append([line(), told, fix])
    assert book.view(FEBRUARY).entries.height == 1
    assert book.view(MARCH).entries.height == book.view().entries.height == 2


def test_only_posted_moves_move(book, line, move) -> None:
    reserve = move(Stage.ALLOCATION, 5, stage_from=PLEDGE, phase=Phase.PENDING)
    answer = {"stage_from": PLEDGE, "pending_id": reserve.id}
    mark = {"stage_from": Stage.SHIPMENT, "milestone": Milestone.DEPARTED}
    book.append([line(), move(PLEDGE, 10), reserve, move(Stage.SHIPMENT, 1, **mark)])
    book.append([move(Stage.ALLOCATION, 2, **answer, phase=Phase.POST)])
    book.append([move(Stage.ALLOCATION, **answer, phase=Phase.VOID)])
    assert book.view().moves.collect()["quantity"].to_list() == [10, 2]


def test_a_line_said_again_is_the_later_one_from_then_on(book, line) -> None:
    book.append([line(title="Old"), line(title="New", key="again", known_on=MARCH)])
    assert book.view(FEBRUARY).lines["title"].to_list() == ["Old"]
    assert book.view().lines["title"].to_list() == ["New"]


def test_an_older_word_entered_later_does_not_win(book, line) -> None:
    book.append([line(title="New", known_on=MARCH), line(title="Old", key="found later")])
    assert book.view().lines["title"].to_list() == ["New"]
    assert book.view(FEBRUARY).lines["title"].to_list() == ["Old"]


def test_rows_are_as_last_said_and_may_be_removed(book) -> None:
    book.append([party(FEBRUARY, "Finland"), party(MARCH, "Suomi")])
    assert book.view(FEBRUARY).table("parties") == [{"name": "Finland"}]
    assert book.view().table("parties") == [{"name": "Suomi"}]
    book.append([party(date(2024, 4, 1), "gone", removed=True)])
    assert book.view().table("parties") == []
    assert book.view(MARCH).table("parties") == [{"name": "Suomi"}]
    assert book.view().table("places") == []
    assert book.view().table_names == ["parties"]


def test_a_view_held_while_the_book_grows_stays_as_it_was(book, line, move) -> None:
    book.append([line(), move(PLEDGE, 1), party(FEBRUARY, "Finland")])
    held = book.view()
    book.append([line("trucks"), move(PLEDGE, 2, line_id="trucks"), party(MARCH, "Suomi")])
    assert book.view().entries.height == 2
    assert (held.entries.height, held.lines.height, len(held.table("parties"))) == (1, 1, 1)
    assert held.moves.collect().height == 1
    assert held.table("parties") == [{"name": "Finland"}]


def test_ids_of_entries_are_found_by_their_place(book, line, move) -> None:
    told = [move(PLEDGE, n) for n in range(3)]
    book.append([line(), *told])
    view = book.view()
    assert view.ids(view.entries["seq"]) == tuple(e.id for e in told)
    assert view.entries.filter(pl.col("quantity") == 2)["seq"].to_list() == [4]
