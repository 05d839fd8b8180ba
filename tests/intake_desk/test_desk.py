"""Nothing enters unreviewed; what is decided is kept; what is booked is booked once."""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import resupply
from resupply.case import Case
from resupply.core.errors import DeskUnreadableError, QuestionError, RefusedError
from resupply.intake.desk.fields import changed
from resupply.intake.records import Reading

Read = Callable[..., Reading]


def numbers(case: Case, status: str = "open") -> list[int]:
    return [r["number"] for r in case.review(status=status).rows]


def test_nothing_enters_the_book_unreviewed(case: Case, article: Reading, folder: Path) -> None:
    before = case.sources(dataset="press").rows
    done = case.desk.queue(
        article, by="Ann", title="A", publisher="Wire", url="https://a.example/1"
    )
    assert done.result == {
        "document": 1,
        "document_id": f"doc-{hashlib.sha256(article.text.encode()).hexdigest()[:16]}",
        "new": True,
        "story": 1,
        "proposals": [1, 2, 3, 4],
    }
    assert case.sources(dataset="press").rows == before
    assert not (folder / "book.sqlite").exists()


def test_the_document_is_kept_whole_with_all_that_is_known_of_it(
    case: Case, article: Reading
) -> None:
    case.desk.queue(article, by="Ann", title="A", publisher="Wire", url="https://a.example/1")
    kept = case.desk.document(1).result or {}
    assert kept["text"] == article.text
    assert kept["sha256"] == hashlib.sha256(article.text.encode()).hexdigest()
    told = {n: kept[n] for n in ("title", "publisher", "url", "published", "added_by")}
    assert list(told.values()) == ["A", "Wire", "https://a.example/1", "2024-02-20", "Ann"]


def test_the_same_text_again_is_no_new_document(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    again = case.desk.queue(article, name="elsewhere.txt")
    assert again.result is not None
    assert (again.result["new"], again.result["document"]) == (False, 1)
    assert len(numbers(case)) == 4


def test_only_web_addresses_are_kept(case: Case, article: Reading) -> None:
    case.desk.queue(article, url="javascript:alert(1)")
    assert (case.desk.document(1).result or {})["url"] is None


def test_a_proposal_shows_its_words_where_they_stand(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    shown = case.review(1).result or {}
    assert shown["excerpt"] == "5,000 artillery rounds"
    assert (shown["before"] + shown["excerpt"] + shown["after"]) in article.text
    assert shown["before"].endswith("Northland will send ")
    assert shown["would_become"]["line_id"].endswith("/NNN/155mm/aid-49-71")
    assert shown["hindrance"] is None


def test_accepting_is_one_append_with_source_words_line_and_entry(
    case: Case, article: Reading
) -> None:
    case.desk.queue(article, title="A", publisher="Wire")
    done = case.desk.accept(1, by="Ann").result or {}
    assert done["added"] == 4
    kinds = [(s.kind, getattr(r, "table", "")) for s, r in case.book.records()][-5:]
    assert kinds == [
        ("row", "sources"),
        ("line", ""),
        ("entry", ""),
        ("row", "words"),
        ("batch", ""),
    ]
    entry = case.sources(donor="NNN", dataset="press", stage="pledge").rows[0]
    assert entry["entry_id"] == done["id"]
    assert entry["note"] == '"5,000 artillery rounds"'
    assert case.verify().result is not None


def test_a_promise_is_due_on_the_day_told_and_made_by_the_day_it_was_public(
    case: Case, article: Reading
) -> None:
    case.desk.queue(article)
    case.desk.accept(1, by="Ann")
    row = next(r for r in case.promises(dataset="press").rows if r["promised"] == 5000)
    assert str(row["due_on"]) == "2024-06-30"
    entry = case.sources(dataset="press").rows[0]
    assert (entry["happened_from"], str(entry["happened_to"])) == (None, "2024-02-20")


def test_accepting_twice_is_once(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    first = case.desk.accept(1, by="Ann").result or {}
    head = case.book.store.head()
    second = case.desk.accept(1, by="Bob").result or {}
    assert (second["id"], second["added"]) == (first["id"], 0)
    assert case.book.store.head() == head
    assert [d["by"] for d in case.desk.decisions(1).rows] == ["Ann"]


def test_a_second_proposal_of_a_document_brings_no_second_source(
    case: Case, article: Reading
) -> None:
    case.desk.queue(article)
    case.desk.accept(1, by="Ann")
    case.desk.accept(3, by="Ann", changes={"start": "2024-01-01"})
    assert sum(r["source_id"].startswith("doc-") for r in case.table("sources").rows) == 1


@pytest.mark.parametrize(
    ("number", "changes", "what"),
    [
        (2, {}, "it names several: SSS, NNN"),
        (3, {}, "the words do not say from which day on"),
        (1, {"item": "tanks"}, 'no item "tanks"'),
        (1, {"donor": "Atlantis"}, 'no party "Atlantis"'),
        (1, {"quantity": "many"}, '"many" is not an amount'),
        (1, {"quantity": "-3"}, "is not an amount"),
        (1, {"quantity": "nan"}, "is not an amount"),
        (1, {"colour": "red"}, 'no field "colour"'),
        (1, {"status": "gone"}, 'no status "gone"'),
        (1, {"date": "2024-13"}, "is not a day of the calendar"),
        (1, {"unit": "t"}, 'unit "t" is not the unit of 155mm'),
        (1, {"amount": "5", "currency": ""}, "in which currency"),
        (1, {"donor": ""}, "who gives"),
        (1, {"status": ""}, "how far it has come"),
        (1, {"quantity_low": "9000"}, "out of order"),
    ],
)
def test_what_cannot_be_booked_is_refused_and_nothing_is_written(
    case: Case, article: Reading, number: int, changes: dict[str, str], what: str
) -> None:
    case.desk.queue(article)
    with pytest.raises(RefusedError) as refused:
        case.desk.accept(number, by="Ann", changes=changes)
    assert what in refused.value.what
    assert refused.value.where
    assert refused.value.todo
    assert numbers(case) == [1, 2, 3, 4]
    assert case.desk.decisions().rows == []
    assert [r for r in case.table("sources").rows if r["source_id"].startswith("doc-")] == []


def test_a_reviewer_has_a_name(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    for name in ("", "   ", "a\x00b", "x" * 101):
        with pytest.raises(RefusedError, match=r"name"):
            case.desk.reject(1, by=name, why="no")


def test_every_decision_is_kept_from_what_to_what(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    case.desk.edit(1, by="Ann", changes={"quantity": "6,000", "date": ""}, why="misread")
    case.desk.reject(4, by="Bob", why="said of last year")
    first, second = case.desk.decisions().rows
    assert first["changes"] == "quantity: 5,000 -> 6,000; date: 2024-06 -> not known"
    assert (first["by"], first["action"], first["why"]) == ("Ann", "edit", "misread")
    assert (second["changes"], second["by"]) == ("status: open -> rejected", "Bob")


def test_decisions_cannot_be_changed_in_the_file(
    case: Case, article: Reading, folder: Path
) -> None:
    case.desk.queue(article)
    case.desk.reject(1, by="Ann", why="no")
    with sqlite3.connect(folder / "desk.sqlite") as db:
        for change in ("UPDATE decisions SET body = ''", "DELETE FROM decisions"):
            with pytest.raises(sqlite3.IntegrityError, match="kept"):
                db.execute(change)
    db.close()


def test_a_rejection_says_why(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    with pytest.raises(RefusedError, match="says why"):
        case.desk.reject(1, by="Ann", why=" ")


def test_undo_takes_decisions_back_one_by_one(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    case.desk.edit(1, by="Ann", changes={"quantity": "6000"})
    case.desk.edit(1, by="Ann", changes={"quantity": "7000"})
    case.desk.reject(1, by="Ann", why="no")

    def now() -> tuple[str, int]:
        shown = case.review(1).result or {}
        return shown["status"], shown["fields"]["quantity"]

    seen = [now()]
    for _ in range(3):
        case.desk.undo(1, by="Ann")
        seen.append(now())
    assert seen == [("rejected", 7000), ("open", 7000), ("open", 6000), ("open", 5000)]
    with pytest.raises(RefusedError, match="nothing was decided"):
        case.desk.undo(1, by="Ann")


def test_what_is_booked_is_not_undone_here(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    entry = (case.desk.accept(1, by="Ann").result or {})["id"]
    for act in (
        lambda: case.desk.undo(1, by="Ann"),
        lambda: case.desk.reject(1, by="Ann", why="no"),
        lambda: case.desk.edit(1, by="Ann", changes={"quantity": "1"}),
    ):
        with pytest.raises(RefusedError, match="in the book") as refused:
            act()
        assert f"--corrects {entry}" in refused.value.todo


def test_a_rejected_proposal_is_accepted_only_after_undo(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    case.desk.reject(1, by="Ann", why="no")
    with pytest.raises(RefusedError, match="rejected already"):
        case.desk.accept(1, by="Bob")
    case.desk.undo(1, by="Bob")
    assert (case.desk.accept(1, by="Bob").result or {})["added"] == 4


def test_parts_of_a_split_know_only_the_amounts_they_are_given(
    case: Case, article: Reading
) -> None:
    case.desk.queue(article)
    parts = [{"donor": "SSS", "amount": "20000000"}, {"donor": "NNN"}]
    case.desk.split(2, by="Ann", parts=parts)
    first, second = ((case.review(n).result or {}) for n in (5, 6))
    assert (first["fields"]["donor"], first["fields"]["amount"]) == ("SSS", 20_000_000)
    assert "amount" not in second["fields"]
    assert second["flags"] == [
        "The whole has amount 30000000.0; the share of this part is not known."
    ]
    assert numbers(case) == [1, 3, 4, 5, 6]
    case.desk.accept(5, by="Ann")
    values = [r["amount"] for r in case.sources(dataset="press", donor="SSS").rows]
    assert 20_000_000 in values


def test_a_split_is_taken_back_while_no_part_is_booked(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    parts = [{"donor": "SSS"}, {"donor": "NNN"}]
    case.desk.split(2, by="Ann", parts=parts)
    case.desk.undo(2, by="Ann")
    assert numbers(case) == [1, 2, 3, 4]
    with pytest.raises(RefusedError, match="taken back"):
        case.desk.undo(5, by="Ann")
    case.desk.split(2, by="Ann", parts=parts)
    assert numbers(case) == [1, 3, 4, 7, 8]
    case.desk.accept(7, by="Ann", changes={"amount": "1", "item": "money"})
    with pytest.raises(RefusedError, match="part 7 is accepted"):
        case.desk.undo(2, by="Ann")


def test_a_split_has_two_parts_or_more(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    for parts in ([], [{"donor": "SSS"}], [{}] * 51):
        with pytest.raises(RefusedError, match="cannot be split into"):
            case.desk.split(2, by="Ann", parts=parts)


def test_a_delivery_moves_on_along_the_line_it_is_merged_with(case: Case, read: Read) -> None:
    text = "Northland handed over 5,000 rounds to Riverland on 19 February."
    gift = {"donor": "NNN", "recipient": "RRR", "item": "155mm", "quantity": 5000,
            "status": "delivered", "date": "2024-02-19"}  # fmt: skip
    case.desk.queue(read(text, ("aid", "5,000 rounds", gift)))
    with pytest.raises(RefusedError, match="no such line"):
        case.desk.merge(1, by="Ann", line="press/P9")
    case.desk.merge(1, by="Ann", line="press/P1")
    assert (case.review(1).result or {})["would_become"]["stage_from"] == "pledge"
    assert (case.desk.accept(1, by="Ann").result or {})["added"] == 3  # no line of its own
    kept = next(r for r in case.promises(dataset="press").rows if r["line_id"] == "press/P1")
    assert kept["delivered"] == 5000


def test_another_donors_line_is_refused(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    with pytest.raises(RefusedError, match="the line is of donor SSS"):
        case.desk.accept(1, by="Ann", line="press/P2")


def test_lines_it_may_belong_to_are_suggested_with_the_reason(case: Case, read: Read) -> None:
    text = "Northland will send about 20,100 rounds to Riverland."
    gift = {"donor": "NNN", "item": "155mm", "quantity": 20100, "status": "pledged",
            "date": "2023-12-05"}  # fmt: skip
    case.desk.queue(read(text, ("aid", "20,100 rounds", gift)))
    best = (case.review(1).result or {})["may_belong_to"][0]
    assert best["line_id"] == "press/P1"
    assert best["why"].startswith("donor NNN, item 155mm, quantity 20,000, first known ")
    assert best["score"] > 0.9
    assert (case.review(1).result or {})["line"] is None  # suggested, not decided


def test_other_goods_are_not_suggested_and_other_amounts_speak_against_a_line(
    case: Case, read: Read
) -> None:
    gift = {"donor": "NNN", "item": "155mm", "quantity": 5, "status": "pledged"}
    case.desk.queue(read("Northland gave 5 rounds.", ("aid", "5 rounds", gift)))
    told = (case.review(1).result or {})["may_belong_to"]
    other = next(t for t in told if t["line_id"] == "press/P1")
    assert "but quantity 20,000" in other["why"]
    assert other["score"] < 0.6
    case.desk.edit(1, by="Ann", changes={"item": "tents", "quantity": "7"})
    assert (case.review(1).result or {})["may_belong_to"] == []


def test_a_shipped_case_is_never_written_to(article: Reading) -> None:
    shipped = resupply.open("ukraine-2024")
    assert shipped.review().sentence == "Nothing waits for review."
    assert shipped.desk.documents().rows == []
    for act in (
        lambda: shipped.desk.queue(article),
        lambda: shipped.desk.accept(1, by="Ann"),
        lambda: shipped.watch("."),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert "resupply new DIR --from ukraine-2024" in refused.value.todo


def test_looking_makes_no_file(case: Case, folder: Path) -> None:
    case.review()
    case.desk.documents()
    case.desk.decisions()
    with pytest.raises(QuestionError):
        case.review(1)
    assert not list(folder.glob("desk*"))


@pytest.mark.parametrize("content", [b"", b"no desk at all", b"SQLite format 3\x00" + b"\x00" * 90])
def test_a_file_that_is_no_desk_is_told(case: Case, folder: Path, content: bytes) -> None:
    (folder / "desk.sqlite").write_bytes(content)
    if not content:  # an empty file is an empty database: it becomes a desk
        assert case.review().rows == []
        return
    with pytest.raises(DeskUnreadableError) as refused:
        case.review()
    assert "desk.sqlite" in refused.value.where


def test_the_file_of_another_program_is_left_alone(case: Case, folder: Path) -> None:
    with sqlite3.connect(folder / "desk.sqlite") as db:
        db.execute("CREATE TABLE theirs (a)")
    db.close()
    with pytest.raises(DeskUnreadableError, match="another program"):
        case.review()


def test_several_values_stay_a_list_and_none_is_unknown() -> None:
    given = {"participants": ["NNN, SSS", "RRR"], "name": [], "place": ["", None]}
    assert changed("event", {"place": "x"}, given) == {"participants": ["NNN", "SSS", "RRR"]}


def test_a_proposal_that_is_not_there_leaves_no_trace(case: Case, article: Reading) -> None:
    case.desk.queue(article)
    for act in (
        lambda: case.desk.accept(99, by="Ann"),
        lambda: case.desk.edit(99, by="Ann", changes={}),
        lambda: case.desk.same(1, by="Ann", same_as=99),
    ):
        with pytest.raises(QuestionError, match="no such proposal"):
            act()
    assert numbers(case) == [1, 2, 3, 4]


def test_a_lone_surrogate_in_a_text_breaks_nothing(case: Case, read: Read) -> None:
    case.desk.queue(read("Northland \ud800 gave 5 rounds.", ("quote", "gave 5 rounds", {})))
    assert (case.review(1).result or {})["excerpt"] == "gave 5 rounds"
