"""Engagements: statements of the shipped cases and what became of them; the calendar reads back."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

import resupply
from resupply.case import Case
from resupply.core.answer import Answer
from resupply.core.errors import QuestionError, RefusedError
from resupply.picture import meetings_calendar


@pytest.fixture(scope="module")
def case() -> Case:
    return resupply.open("ukraine-2024")


@pytest.fixture(scope="module")
def answer(case: Case) -> Answer:
    return case.engagements()


def test_every_statement_known_by_the_day_is_listed(case: Case, answer: Answer) -> None:
    assert len(answer.rows) == len(case.table("engagements").rows) == 23
    before = case.engagements(as_of=date(2024, 2, 16))
    assert all(r["known_on"] <= date(2024, 2, 16) for r in before.rows)
    assert 0 < len(before.rows) < 23


def test_a_promise_is_matched_with_the_books_and_labelled_so(answer: Answer) -> None:
    rows = {r["id"]: r for r in answer.rows}
    million = rows["UKR-E001"]
    assert million["line_id"].endswith("UKR-L001")
    assert (million["status"], million["basis"]) == ("late", "matched")
    assert million["evidence"].startswith("matched with")
    dutch = rows["UKR-E017"]
    assert dutch["line_id"].endswith("UKR-L012")
    assert (dutch["quantity"], dutch["unit"]) == (100e6, "EUR")
    assert any("matched by us" in w for w in answer.warnings)


def test_a_promise_the_book_does_not_have_is_not_matched(answer: Answer) -> None:
    rows = {r["id"]: r for r in answer.rows}
    assert rows["UKR-E006"]["line_id"] is None
    assert (rows["UKR-E006"]["status"], rows["UKR-E006"]["basis"]) == ("open", "source's words")


def test_a_promise_past_its_day_that_nobody_followed_is_unknown(answer: Answer) -> None:
    polish = next(r for r in answer.rows if r["id"] == "UKR-E015")
    assert polish["due_on"] == date(2024, 2, 23)
    assert polish["status"] == "unknown"


def test_statements_that_bind_nobody_have_no_status(answer: Answer) -> None:
    loose = [r for r in answer.rows if r["kind"] in ("declaration", "proposal", "claim")]
    assert loose
    assert all(r["status"] is None for r in loose)


def test_who_asked_what_of_whom(answer: Answer) -> None:
    (ask,) = [r for r in answer.rows if r["kind"] == "ask"]
    assert (ask["by"], ask["quantity"], ask["unit"]) == ("Ukraine", 200_000, "round/month")
    assert "Ukraine of European Union" in answer.sentence


def test_words_on_the_status_are_not_used_before_they_were_said(case: Case) -> None:
    early = case.engagements(as_of=date(2024, 2, 1))
    assert all(r["words"] is None for r in early.rows)
    million = next(r for r in early.rows if r["id"] == "UKR-E001")
    assert million["status"] != "late"


def test_bounds_are_kept(case: Case) -> None:
    german = case.engagements(donor="Germany")
    assert {r["id"] for r in german.rows} == {"UKR-E008", "UKR-E011"}
    spring = case.engagements(since=date(2023, 3, 1), until=date(2023, 8, 31))
    assert {r["id"] for r in spring.rows} == {"UKR-E001", "UKR-E002"}
    assert [r["id"] for r in case.engagements(item="122mm").rows] == ["UKR-E011"]
    with pytest.raises(QuestionError):
        case.engagements(place="ua-rear")
    with pytest.raises(QuestionError):
        case.engagements(kind="military")


SMALL = Path(__file__).parents[1] / "cli/small-case"
#: The case's promise: NNN, 20,000 rounds of 155mm, on 2023-12-01, due on 2024-02-01.
HEADINGS = (
    "id,event,date_start,date_end,statement_kind,by,statement,quantity,unit,known_on,source_id\n"
)
MEETINGS = """\
M1,Summit,2023-11-28,2023-11-28,pledge,NNN,shells,20000,round,2023-12-02,s1
M2,Summit,2023-11-28,2023-11-28,pledge,NNN,shells,19000,round,2023-12-02,s1
M3,Forum,2023-11-08,2023-11-08,pledge,NNN,shells,20000,round,2023-12-02,s1
M4,Summit,2023-11-28,2023-11-28,pledge,SSS,shells,20000,round,2023-12-02,s1
M5,Summit,2023-11-28,2023-11-28,pledge,NNN,tonnes,20000,t,2023-12-02,s1
M6,Summit,2023-11-28,2023-11-28,claim,NNN,shells,20000,round,2023-12-02,s1
"""


def test_a_match_needs_the_party_the_amount_the_unit_and_the_week(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(SMALL, folder)
    (folder / "engagements.csv").write_text(HEADINGS + MEETINGS, encoding="utf-8")
    case = resupply.open(folder)
    found = {r["id"]: r["line_id"] is not None for r in case.engagements().rows}
    assert found == {"M1": True, "M2": False, "M3": False, "M4": False, "M5": False, "M6": False}
    case.close()


class TestCalendar:
    def test_it_reads_back_with_every_dated_meeting(
        self, case: Case, answer: Answer, tmp_path: Path
    ) -> None:
        path = tmp_path / "meetings.ics"
        case.engagements(ics=path)
        events = list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))
        meetings = {(r["event"], r["start"]) for r in answer.rows if r["start"]}
        found = {(str(e["summary"]), e.decoded("dtstart")) for e in events}
        assert meetings <= found
        assert len({str(e["uid"]) for e in events}) == len(events)

    def test_days_are_whole_days_and_none_is_invented(self, answer: Answer) -> None:
        events = Calendar.from_ical(meetings_calendar.text(answer.rows, name="x")).walk("VEVENT")
        known = {r["start"] for r in answer.rows} | {r["due_on"] for r in answer.rows}
        for event in events:
            start, end = event.decoded("dtstart"), event.decoded("dtend")
            assert type(start) is type(end) is date
            assert start in known
            assert end > start

    def test_a_meeting_of_three_days_ends_behind_its_last(self, case: Case) -> None:
        rows = [dict(case.engagements().rows[0])]
        rows[0] |= {"start": date(2024, 2, 16), "end": date(2024, 2, 18)}
        data = meetings_calendar.text(rows, name="x")
        (event, *_) = Calendar.from_ical(data).walk("VEVENT")
        assert event.decoded("dtend") == date(2024, 2, 19)

    def test_a_meeting_without_a_day_is_left_out(self, answer: Answer) -> None:
        rows = [{**r, "start": None, "end": None, "due_on": None} for r in answer.rows]
        assert b"VEVENT" not in meetings_calendar.text(rows, name="x")

    def test_the_same_book_gives_the_same_file(self, answer: Answer) -> None:
        first = meetings_calendar.text(answer.rows, name="x")
        assert first == meetings_calendar.text(answer.rows, name="x")

    def test_nothing_is_overwritten(self, case: Case, tmp_path: Path) -> None:
        path = tmp_path / "meetings.ics"
        path.write_text("mine", encoding="utf-8")
        with pytest.raises(RefusedError):
            case.engagements(ics=path)
        assert path.read_text(encoding="utf-8") == "mine"
