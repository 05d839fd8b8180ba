"""Pages of the book: entries page by page, one whole, and the slider of days of knowledge."""

import re

import httpx

FIRST = {"order": "entered"}


def test_pages_of_entries_lead_to_one_another(shipped: httpx.Client) -> None:
    page = shipped.get("/entries", params=FIRST).raise_for_status().text
    rows = shipped.get("/api/v1/entries", params=FIRST).json()["rows"]
    for row in rows:
        assert f"/entry?name={row['entry_id']}" in page
    assert 'rel="next"' in page
    assert 'rel="prev"' not in page
    later = shipped.get("/entries", params={**FIRST, "skip": 50}).text
    assert 'rel="prev"' in later
    assert rows[0]["entry_id"] not in later


def test_the_slider_has_every_month_in_which_the_book_learned(shipped: httpx.Client) -> None:
    page = shipped.get("/entries", params={"as_of": "2023-03-31"}).text
    months = re.findall(r'<a tabindex="-1" href="[^"]*as_of=([\d-]+)[^"]*" class="(known)?"', page)
    days = [day for day, _ in months]
    assert days == sorted(set(days))
    assert [bool(known) for _, known in months] == [day <= "2023-03-31" for day in days]


def test_an_entry_leads_to_its_words_its_line_and_its_corrections(shipped: httpx.Client) -> None:
    asked = {"as_of": "2026-08-31", "most": 100}
    rows = shipped.get("/api/v1/entries", params=asked).json()["rows"]
    later = next(r for r in rows if r["corrects"])
    day = {"as_of": "2026-08-31"}
    page = shipped.get("/entry", params={"name": later["entry_id"], **day}).raise_for_status().text
    assert f"/words?name={later['entry_id']}" in page
    assert re.search(rf'href="/entry\?[^"]*name={later["corrects"]}', page)
    assert (
        later["entry_id"] in shipped.get("/entry", params={"name": later["corrects"], **day}).text
    )


def test_an_entry_that_is_not_there_is_refused(shipped: httpx.Client) -> None:
    answer = shipped.get("/entry", params={"name": "<b>x</b>"})
    assert answer.status_code in (404, 422)
    assert "<b>x</b>" not in answer.text
    assert "there is no such entry" in answer.text


def test_words_found_and_orders_are_those_of_the_question(shipped: httpx.Client) -> None:
    asked = {"find": "czech", "order": "-value", "most": 5}
    page = shipped.get("/entries", params=asked).text
    for row in shipped.get("/api/v1/entries", params=asked).json()["rows"]:
        assert row["entry_id"] in page
