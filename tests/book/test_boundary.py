from datetime import date

import polars as pl

from resupply.book.boundary import classify
from resupply.core.records import Row

DAY = date(2024, 2, 1)


def member(group: str, party: str, **fields: object) -> Row:
    said = {"group_id": group, "party_id": party, **fields}
    name = f"{group}/{party}"
    return Row(
        source_id="me", key=name, known_on=DAY, table="memberships", row_id=name, fields=said
    )


def flows(*rows: tuple[str, str | None, str | None], **more: object) -> pl.LazyFrame:
    """Flows of 10 each: line, donor, recipient."""
    return pl.LazyFrame(
        [
            {"line_id": a, "donor": b, "recipient": c, "parent_line_id": None, "amount": 10.0}
            | {"stage_to": "commitment"}
            | more
            for a, b, c in rows
        ],
        schema_overrides={"parent_line_id": pl.String, "donor": pl.String, "recipient": pl.String},
    )


def crossing(frame: pl.DataFrame) -> dict[str, str]:
    return dict(frame.select("line_id", "crossing").iter_rows())


def test_what_comes_in_is_counted_what_moves_inside_is_not(book) -> None:
    told = flows(("a", "USA", "WFP"), ("b", "WFP", "NGO"), ("c", "NGO", "MDA"), ("d", "USA", "MDA"))
    seen = classify(told, {"WFP", "NGO"}, book.view())
    assert crossing(seen.counted) == {"a": "incoming", "c": "outgoing"}
    assert seen.left_out.rows() == [
        ("does not touch the boundary", 1, 10.0),
        ("moves inside the boundary", 1, 10.0),
    ]


def test_a_group_partly_inside_is_shared_and_one_wholly_inside_is_not(book) -> None:
    book.append([member("TWO", "UKR"), member("TWO", "MDA"), member("ONE", "UKR")])
    told = flows(("a", "USA", "TWO"), ("b", "USA", "ONE"))
    seen = classify(told, {"UKR"}, book.view())
    assert crossing(seen.shared) == {"a": "shared"}
    assert crossing(seen.counted) == {"b": "incoming"}


def test_memberships_are_taken_on_their_day(book) -> None:
    book.append([member("NATO", "FIN", from_on="2023-04-04"), member("NATO", "POL")])
    told = flows(("a", "FIN", "UKR"), ("b", "POL", "UKR"))
    early = classify(told, {"NATO"}, book.view(), on=date(2023, 4, 3))
    late = classify(told, {"NATO"}, book.view(), on=date(2023, 4, 4))
    assert crossing(early.counted) == {"b": "outgoing"}
    assert crossing(late.counted) == {"a": "outgoing", "b": "outgoing"}


def test_parent_and_child_are_counted_once(book, line) -> None:
    book.append([line("whole"), line("part", parent_line_id="whole")])
    book.append([line("bit", parent_line_id="part")])
    told = flows(("whole", "USA", "UKR"), ("part", "USA", "UKR"), ("bit", "USA", "UKR"))
    seen = classify(told, {"UKR"}, book.view())
    assert crossing(seen.counted) == {"whole": "incoming"}
    assert set(seen.left_out["reason"]) == {"part of whole", "part of part"}


def test_a_child_of_a_line_that_does_not_cross_is_counted(book, line) -> None:
    book.append([line("whole"), line("part", parent_line_id="whole")])
    told = flows(("whole", "USA", "EU"), ("part", "EU", "UKR"))
    seen = classify(told, {"UKR"}, book.view())
    assert crossing(seen.counted) == {"part": "incoming"}


def test_pledges_stand_apart(book) -> None:
    seen = classify(flows(("a", "USA", "UKR"), stage_to="pledge"), {"UKR"}, book.view())
    assert seen.counted.is_empty()
    assert crossing(seen.pledges) == {"a": "incoming"}


def test_an_unknown_donor_comes_from_outside_an_unknown_recipient_is_left_out(book) -> None:
    seen = classify(flows(("a", None, "UKR"), ("b", "USA", None)), {"UKR"}, book.view())
    assert crossing(seen.counted) == {"a": "incoming"}
    assert seen.left_out.rows() == [("recipient not stated", 1, 10.0)]


def test_every_flow_is_in_exactly_one_part(book, line) -> None:
    book.append([member("TWO", "UKR"), member("TWO", "MDA")])
    parties = ["UKR", "MDA", "TWO", "USA", None]
    told = flows(*((f"{a}{b}", a, b) for a in parties for b in parties))
    seen = classify(told, {"UKR"}, book.view())
    sizes = [f.height for f in seen[:3]] + [seen.left_out["entries"].sum()]
    assert sum(sizes) == 25
