"""One story in many outlets is booked once; another event is not swallowed."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resupply.case import Case
from resupply.core.errors import RefusedError
from resupply.intake.desk.stories import COPIED, agree, likeness, most_like, near, same, sketch
from resupply.intake.records import Reading

Read = Callable[..., Reading]
GIFT = {
    "donor": "NNN", "recipient": "RRR", "item": "155 mm", "quantity": 5000, "status": "pledged",
}  # fmt: skip
WIRE = (
    "Northland will send 5,000 rounds to Riverland before the summer, the defence minister of "
    "Northland told reporters in the capital on Tuesday after a meeting with her counterparts."
)


def test_one_acceptance_books_a_story_once(case: Case, read: Read) -> None:
    for outlet in ("", " Wire.", " Daily.", " (Agencies)", " Updated at noon."):
        case.desk.queue(read(WIRE + outlet, ("aid", "5,000 rounds", GIFT)))
    assert [d["story"] for d in case.desk.documents().rows] == [1] * 5
    done = case.desk.accept(2, by="Ann").result or {}
    assert done["same"] == [1, 3, 4, 5]
    assert case.review().rows == []
    told = case.review(status="told_again").rows
    assert [r["same_as"] for r in told] == [2] * 4
    found = case.book.records("entry")
    assert sum(r.source_id.startswith("doc-") for _, r in found) == 1


def test_the_same_that_comes_after_acceptance_is_refused_unless_meant(
    case: Case, read: Read
) -> None:
    case.desk.queue(read(WIRE, ("aid", "5,000 rounds", GIFT)))
    case.desk.accept(1, by="Ann")
    case.desk.queue(read(WIRE + " Again.", ("aid", "5,000 rounds", GIFT)))
    with pytest.raises(RefusedError, match="proposal 1 tells the same story") as refused:
        case.desk.accept(2, by="Bob")
    assert "review same 2 --as 1" in refused.value.todo
    case.desk.same(2, by="Bob", same_as=1)
    case.desk.undo(2, by="Bob")
    assert (case.desk.accept(2, by="Bob", again=True).result or {})["added"] == 4


def test_told_in_other_words_it_is_one_story_by_its_gift(case: Case, read: Read) -> None:
    case.desk.queue(read(WIRE, ("aid", "5,000 rounds", GIFT)))
    other = "Artillery for Riverland: another 5000 shells (155 mm) are on their way from the north."
    more = {**GIFT, "item": "155 mm shells", "quantity": 5000.0}
    case.desk.queue(read(other, ("aid", "5000 shells", more), published="2024-02-22"))
    first, second = case.desk.documents().rows
    assert (first["story"], second["story"]) == (1, 1)
    assert second["story_reason"] == 'it tells of the same gift: "5,000 rounds".'


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        ({"quantity": 9000}, "2024-02-20"),
        ({"donor": "SSS"}, "2024-02-20"),
        ({"item": "tents"}, "2024-02-20"),
        ({}, "2024-04-20"),
        ({}, None),
    ],
)
def test_another_gift_or_another_month_is_another_story(
    case: Case, read: Read, changes: dict[str, object], published: str | None
) -> None:
    case.desk.queue(read(WIRE, ("aid", "5,000 rounds", GIFT)))
    other = "It was announced today that 5,000 more are to come to the river."
    case.desk.queue(read(other, ("aid", "5,000 more", {**GIFT, **changes}), published=published))
    assert [d["story"] for d in case.desk.documents().rows] == [1, 2]


def test_a_gift_of_the_same_story_with_another_number_stays_open(case: Case, read: Read) -> None:
    case.desk.queue(read(WIRE, ("aid", "5,000 rounds", GIFT)))
    case.desk.queue(read(WIRE + " Corrected.", ("aid", "5,000 rounds", {**GIFT, "quantity": 4000})))
    case.desk.accept(1, by="Ann")
    assert [r["number"] for r in case.review().rows] == [2]


words = st.lists(st.sampled_from(["tank", "round", "shell", "aid", "said", "day"]), max_size=80)


@given(words, words)
def test_likeness_is_a_share_the_same_both_ways(one: list[str], other: list[str]) -> None:
    a, b = sketch(" ".join(one)), sketch(" ".join(other))
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == likeness(b, a)
    assert likeness(a, a) in (0.0, 1.0)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert 0 <= likeness(sketch(one), sketch(other)) <= 1
    assert agree(one, other) == agree(other, one)


def test_the_estimate_is_near_the_true_share() -> None:
    one = [f"word{n}" for n in range(3_000)]
    for shared in (600, 1_500, 2_400):
        other = one[:shared] + [f"other{n}" for n in range(3_000 - shared)]
        runs = [{tuple(w[i : i + 3]) for i in range(len(w) - 2)} for w in (one, other)]
        true = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
        assert likeness(sketch(" ".join(one)), sketch(" ".join(other))) == pytest.approx(
            true, abs=0.1
        )


@given(st.lists(words, max_size=6), words)
def test_what_is_passed_over_was_not_copied(others: list[list[str]], one: list[str]) -> None:
    kept = [(n, sketch(" ".join(o))) for n, o in enumerate(others, 1)]
    mine = sketch(" ".join(one))
    slow = max(((likeness(mine, k), -n) for n, k in kept), default=(0.0, 0))
    expected = (slow[0], -slow[1]) if slow[0] >= COPIED else (0.0, 0)
    assert most_like(mine, kept) == expected


def test_a_day_not_known_is_near_none() -> None:
    assert near("2024-02-01", "2024-02-08")
    assert near("2024-02", "2024-03-06")
    assert not near("2024-02-01", "2024-02-09")
    assert not near(None, "2024-02-01")
    assert not near("soon", "2024-02-01")


def test_one_telling_field_is_not_enough() -> None:
    assert not same("delay", {"actor": "NNN"}, {"actor": "NNN"})
    assert same("delay", {"actor": "NNN", "type": "paused"}, {"actor": "NNN", "type": "paused"})
    assert not same("quote", {"speaker": "A", "mode": "direct"}, {"speaker": "A", "mode": "direct"})
