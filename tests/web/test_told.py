"""Pages of what is told: claims and engagements."""

import httpx
import pytest
from icalendar import Calendar

CLAIM = "Albania is one of the top ten per head"


def test_a_claim_shows_verdict_reason_bound_and_table(shipped: httpx.Client) -> None:
    page = shipped.get("/claim", params={"text": CLAIM}).raise_for_status().text
    assert "Not verifiable" in page
    assert "Albania is not among the donors" in page
    assert "Place 10 takes" in page
    for name in ("Denmark", "Estonia", "United States"):
        assert f">{name}</" in page


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Estonia gave most per GDP", "Holds"),
        ("Germany gave 18 m euros of military aid", "Does not hold"),
        ("The United States gave more than Europe", "Depends"),
    ],
)
def test_each_verdict_is_told_as_the_question_tells_it(
    shipped: httpx.Client, text: str, verdict: str
) -> None:
    told = shipped.get("/api/v1/claim", params={"text": text}).json()["result"]["claims"][0]
    assert told["verdict"] == verdict.lower().replace(" ", "_")
    page = shipped.get("/claim", params={"text": text}).text
    assert f'<span class="badge">{verdict}</span>' in page


def test_a_claim_is_asked_for_when_none_was_typed(shipped: httpx.Client) -> None:
    answer = shipped.get("/claim")
    assert answer.status_code == 200
    assert "Fill in: text" in answer.text


def test_words_of_a_claim_stay_words(shipped: httpx.Client) -> None:
    text = "<script>alert(1)</script> Denmark gave most per head"
    page = shipped.get("/claim", params={"text": text}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_engagements_list_what_was_said_and_give_a_calendar(shipped: httpx.Client) -> None:
    page = shipped.get("/engagements").raise_for_status().text
    assert "Ukraine - South East Europe summit" in page
    answer = shipped.get("/engagements-calendar.ics", params={"since": "2024-02-01"})
    assert answer.headers["content-type"].startswith("text/calendar")
    rows = shipped.get("/api/v1/engagements", params={"since": "2024-02-01"}).json()["rows"]
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(e["SUMMARY"]) for e in events} >= {r["event"] for r in rows if r["start"]}


def test_both_speak_ukrainian(shipped: httpx.Client) -> None:
    page = shipped.get("/claim", params={"text": CLAIM, "_lang": "uk"}).text
    assert "Перевірити неможливо" in page
    assert "Зустрічі та заяви" in shipped.get("/engagements", params={"_lang": "uk"}).text
