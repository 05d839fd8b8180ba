"""What those try who should not get in: guessing, stealing, fixing, forging, climbing."""

import base64
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.api.accounts.conftest import PASSWORD, Team

from resupply.api.accounts.tries import Tries
from resupply.store.accounts import AccountStore

COOKIE = "resupply_session"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def sign_in(client: httpx.Client, name: str, password: str, **more: Any) -> httpx.Response:
    return client.post("/sign-in", data={"name": name, "password": password}, **more)


def test_guessing_at_many_moments_at_once_gets_no_more_tries(team: Team) -> None:
    def guess(n: int) -> int:
        with httpx.Client(base_url=team.url, headers={"origin": team.url}, timeout=60) as client:
            return sign_in(client, "Rex", f"guess number {n}").status_code

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(guess, range(24)))
    assert answers.count(401) <= 6
    assert set(answers) == {401, 429}
    late = sign_in(team.client(), "Rex", PASSWORD)
    assert late.status_code == 429
    assert int(late.headers["retry-after"]) >= 1


def test_one_address_that_tries_many_names_waits_too(tmp_path: Path) -> None:
    store = AccountStore(tmp_path / "accounts.db")
    tries, now = Tries(store), 1_700_000_000.0
    waits = [tries.begin(f"name {n}", "192.0.2.9", now) for n in range(25)]
    assert waits[:20] == [0.0] * 20
    assert all(wait > 0 for wait in waits[20:])
    # Signing in to one's own account gives the address only that try back.
    later = now + 60
    assert tries.begin("ann", "192.0.2.9", later) == 0
    tries.succeeded("ann", "192.0.2.9", later)
    assert tries.begin("name x", "192.0.2.9", later + 0.5) > 0
    assert tries.begin("ann", "198.51.100.1", later) == 0  # another address is not kept waiting
    # Of one IPv6 network all addresses are one.
    for n in range(20):
        tries.begin(f"other {n}", f"2001:db8::{n:x}", now)
    assert tries.begin("other x", "2001:db8::ffff", now) > 0
    store.close()


def test_a_session_given_by_another_is_not_taken_up(team: Team) -> None:
    """Fixation: whatever word a browser brings, signing in gives a new one."""
    planted = httpx.Client(
        base_url=team.url, cookies={COOKIE: "planted-by-another"}, headers={"origin": team.url}
    )
    done = sign_in(planted, "Vic", PASSWORD)
    assert done.status_code == 303
    (word,) = re.findall(rf"{COOKIE}=([^;]+)", done.headers["set-cookie"])
    assert word != "planted-by-another"
    planted.close()
    # One's own session before ends.
    before = team.client("Vic")
    old = before.cookies[COOKIE]
    assert sign_in(before, "Vic", PASSWORD).status_code == 303
    stolen = httpx.get(f"{team.url}/api/v1/stock", cookies={COOKIE: old})
    assert stolen.status_code == 401


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer rsp_", "Bearer nothing", "Basic", "Basic !!", "Basic Og==",
     "bearer \xff", "Digest x", "Bearer " + "x" * 9_000],
)  # fmt: skip
def test_no_odd_authorization_gets_in(team: Team, header: str) -> None:
    session = team.client("Ann")
    asked = session.get("/api/v1/users", headers={"authorization": header.encode("latin-1")})
    # What is sent as a token counts, not the cookie beside it.
    assert asked.status_code == (200 if header.startswith("Digest") else 401)


def test_the_session_s_hash_is_no_session(team: Team) -> None:
    number = team.accounts.find("Vic").number
    team.accounts.begin_session(number, "127.0.0.1")
    for row in team.accounts.store.sessions(number):
        for word in (row.hash.hex(), base64.urlsafe_b64encode(row.hash).decode()):
            asked = httpx.get(f"{team.url}/api/v1/stock", headers={"cookie": f"{COOKIE}={word}"})
            assert asked.status_code == 401


# Other sites


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": ""},
        {"sec-fetch-site": "cross-site", "origin": ""}, {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:1"}, {"host": "evil.example"},
    ],
)  # fmt: skip
def test_a_page_of_another_site_changes_nothing_with_a_reader_s_cookie(
    team: Team, headers: dict[str, str]
) -> None:
    browser = team.client("Rex")
    for path, content, kind in (
        ("/account/sign-out-everywhere", b"", FORM),
        ("/account/tokens", b"label=x&role=viewer", FORM),
        ("/api/v1/proposals/1/reject", b"{}", {"content-type": "application/json"}),
    ):
        sent = browser.post(path, content=content, headers={**kind, **headers})
        assert sent.status_code in (403, 415, 421), (path, sent.status_code)
    assert browser.get("/api/v1/stock").status_code == 200
    assert not team.accounts.store.tokens(team.accounts.find("Rex").number)


def test_a_cookie_without_a_word_on_the_page_it_comes_from_changes_nothing(team: Team) -> None:
    browser = team.client("Rex")
    del browser.headers["origin"]
    sent = browser.post("/api/v1/proposals/1/reject", json={"why": "x"})
    assert sent.status_code == 403
    assert sent.json()["where"] == "header Origin"
    # A browser that says by another header that it is a page of ours gets as far as the desk.
    told = browser.post(
        "/api/v1/proposals/1/reject", json={"why": "x"}, headers={"sec-fetch-site": "same-origin"}
    )
    assert told.status_code == 404


def test_another_site_signs_nobody_in(team: Team) -> None:
    """Else a reader could be put into an account of the attacker's without noticing."""
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}):
        assert sign_in(team.client(), "Vic", PASSWORD, headers=headers).status_code == 403
    client = httpx.Client(base_url=team.url)
    assert sign_in(client, "Vic", PASSWORD).status_code == 415  # a form without an origin
    client.close()


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
     "/\t/evil.example", "/ok\r\nset-cookie: a=b", " //evil.example", "\\\\evil.example"],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(team: Team, target: str) -> None:
    done = team.client().post("/sign-in", data={"name": "Vic", "password": PASSWORD, "to": target})
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert "a=b" not in str(done.headers)
    shown = team.client().get("/sign-in", params={"to": target})
    assert 'name="to" value="/"' in shown.text


# Names and addresses that are more than that


@pytest.mark.parametrize(
    "word", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "'; DROP--"]
)
def test_what_is_typed_is_shown_as_text(team: Team, word: str) -> None:
    page = sign_in(team.client(), word, "wrong")
    assert page.status_code == 401
    assert "<script" not in page.text
    assert "<img" not in page.text
    assert 'value="49"' not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    browser = team.client("Vic")
    refused = browser.post("/account/tokens", data={"label": word, "role": "viewer"})
    assert refused.status_code == 422
    assert "<script" not in refused.text
    refused = browser.post("/account/tokens", data={"label": "x", "role": word})
    assert (refused.status_code, "<script" in refused.text) == (422, False)
    assert "<img" not in refused.text


@pytest.mark.parametrize(
    "path",
    ["/static/../accounts.db", "/static/%2e%2e/accounts.db", "/static/..%2faccounts.db",
     "/accounts.db", "/api/v1/..%2f..%2faccounts.db", "/static/vega/%2e%2e%2faccounts.db",
     "/alerts/..%2faccounts.db", "/start/%2e%2e%2f%2e%2e%2fetc%2fpasswd"],
)  # fmt: skip
@pytest.mark.parametrize("name", [None, "Vic"])
def test_no_address_leads_to_a_file(team: Team, path: str, name: str | None) -> None:
    got = team.client(name).get(path)
    assert got.status_code in (303, 401, 403, 404, 422)
    assert "SQLite" not in got.text
    assert "root:" not in got.text


# Roles


def test_nobody_climbs(team: Team) -> None:
    browser = team.client("Vic")
    for role in ("recorder", "reviewer", "admin"):
        made = browser.post("/account/tokens", data={"label": "up", "role": role})
        assert made.status_code == 422
    for extra in ({"role": "admin"}, {"user": "Ann"}, {"by": "Ann"}):
        asked = browser.post("/api/v1/proposals/1/accept", json=extra)
        assert asked.status_code == 403
    for path in ("/api/v1/users", "/api/v1/audit", "/users", "/audit", "/users.csv"):
        assert browser.get(path).status_code == 403
        assert browser.get(f"{path}?role=admin").status_code == 403
    headers = {"x-user": "Ann", "x-forwarded-user": "Ann", "x-role": "admin"}
    assert team.client(**headers).get("/api/v1/users").status_code == 401
    # Another method by a header is no other method.
    sent = browser.get("/api/v1/stock", headers={"x-http-method-override": "POST"})
    assert sent.status_code == 200


def test_what_all_may_see_are_sums_and_nothing_else(team: Team) -> None:
    nobody = team.client()
    for path in ("rank?per=total", "balances?by=donor,kind", "pauses", "lags", "cases"):
        assert nobody.get(f"/api/v1/{path}").status_code == 200, path
    for path in (
        "sources", "words?name=x", "table?name=facts", "documents", "documents/1", "proposals",
        "decisions", "promises", "stock", "plan", "diff?known_1=2024-01-01&known_2=2024-02-01",
        "check", "claim?text=x", "users", "audit", "review", "jobs", "openapi.json",
    ):  # fmt: skip
        assert nobody.get(f"/api/v1/{path}").status_code == 401, path
    for path in ("balances?by=line", "balances?by=donor,line", "balances?by=donor&by=LINE%20",
                 "balances?by=donor%2C+line"):  # fmt: skip
        assert nobody.get(f"/api/v1/{path}").status_code == 403, path
    for path in ("rank", "balances", "read", "proposals/1/accept", "jobs/plan", "jobs/balances"):
        assert nobody.post(f"/api/v1/{path}", json={}).status_code == 401, path
    assert nobody.get("/api/v1/rank?case=ukraine-2024").status_code == 200


def test_a_reader_of_sums_begins_at_a_page_of_sums(team: Team) -> None:
    nobody = team.client(accept="text/html")
    first = nobody.get("/")
    assert (first.status_code, first.headers["location"]) == (303, "/rank")
    page = nobody.get("/rank")
    assert page.status_code == 200
    assert 'href="/sign-in"' in page.text
    # Links lead to what may be seen.
    assert 'href="/pauses"' in page.text
    assert 'href="/stock"' not in page.text
    assert 'href="/users"' not in page.text
    seen_by_admin = team.client("Ann", accept="text/html").get("/rank").text
    assert 'href="/users"' in seen_by_admin
    assert 'href="/account">Ann</a>' in seen_by_admin


def test_the_name_at_the_desk_is_the_signed_in_one(team: Team) -> None:
    text = "TALLINN, 20 February 2024. Northland will send 9,000 155 mm shells to Ukraine."
    sent = team.client("Rita").post(
        "/api/v1/read", json={"text": text, "published": "2024-02-20", "by": "Somebody Else"}
    )
    assert sent.status_code == 200, sent.text
    rex = team.client("Rex")
    number = rex.get("/api/v1/proposals").json()["rows"][0]["number"]
    done = rex.post(f"/api/v1/proposals/{number}/reject", json={"by": "Ann", "why": "a test"})
    assert done.status_code == 200, done.text
    told = json.dumps(rex.get("/api/v1/decisions").json())
    assert "Rex" in told
    assert "Ann" not in told
    assert "Somebody Else" not in json.dumps(rex.get("/api/v1/documents").json())
    audit = team.client("Ann").get("/api/v1/audit").json()["rows"]
    row = next(r for r in audit if r["action"].endswith(f"/{number}/reject"))
    assert (row["user"], row["via"], row["address"], row["status"]) == (
        "Rex", "session", "127.0.0.1", "200"
    )  # fmt: skip
    assert '"why": "a test"' in row["details"]


def test_the_record_of_what_was_done_is_never_changed_and_holds_no_password(team: Team) -> None:
    browser = team.client("Vic")
    form = {"password": "my old secret", "new_password": "my new secret", "password_again": "x"}
    browser.post("/account/password", data=form)
    rows = team.client("Ann").get("/api/v1/audit").json()["rows"]
    assert rows[0]["action"] == "POST /account/password"
    assert (rows[0]["user"], rows[0]["status"]) == ("Vic", "422")
    assert "secret" not in json.dumps(rows)
    for sql in ("UPDATE writes SET user = 'Ann'", "DELETE FROM writes", "DELETE FROM outcomes"):
        with pytest.raises(Exception, match="what was done is kept"):
            team.accounts.store._do(sql, ())
    assert len(team.client("Ann").get("/api/v1/audit?user=Vic").json()["rows"]) >= 1


def test_a_change_whose_end_is_not_known_stands_on_record(team: Team) -> None:
    """As after a power cut in the middle of one."""
    number = team.accounts.store.add_write(
        team.clock.now, user="Rex", via="session", address="-", action="POST /x", what=""
    )
    (row,) = [r for r in team.accounts.store.writes(most=5) if r.number == number]
    assert row.status is None


def test_answers_to_those_who_are_known_stay_in_their_browser(team: Team) -> None:
    answer = team.client("Vic").get("/api/v1/stock")
    assert "private" in answer.headers["cache-control"]
    assert "Cookie" in answer.headers["vary"]
    assert "Authorization" in answer.headers["vary"]


def test_forwarded_words_of_strangers_do_not_name_their_address(team: Team) -> None:
    team.client().post(
        "/sign-in", data={"name": "Vic", "password": "x"},
        headers={"x-real-ip": "203.0.113.1", "forwarded": "for=203.0.113.1"},
    )  # fmt: skip
    (row,) = team.accounts.store.writes(most=1)
    assert (row.action, row.address, row.user) == ("sign-in", "127.0.0.1", "")
