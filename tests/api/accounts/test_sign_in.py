"""Signing in and out, sessions and tokens, over HTTP against a real server."""

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.api.accounts.conftest import PASSWORD, REAL_HASHER, Clock, Team

from resupply.api.accounts import people, words
from resupply.api.accounts.people import Accounts, SignInRefusedError
from resupply.core.errors import QuestionError, RefusedError
from resupply.store.accounts import AccountStore

RANK = "/api/v1/rank"
COOKIE = "resupply_session"


def sign_in(client: httpx.Client, name: str, password: str, **more: str) -> httpx.Response:
    return client.post("/sign-in", data={"name": name, "password": password, **more})


def press(client: httpx.Client, address: str) -> httpx.Response:
    """A button that sends nothing but itself."""
    form = {"content-type": "application/x-www-form-urlencoded"}
    return client.post(address, content=b"", headers=form)


def test_a_person_signs_in_asks_and_signs_out(team: Team) -> None:
    browser = team.client()
    gone = browser.get("/plan?days=60", headers={"accept": "text/html"})
    assert (gone.status_code, gone.headers["location"]) == (303, "/sign-in?to=%2Fplan%3Fdays%3D60")
    assert 'value="/plan?days=60"' in browser.get(gone.headers["location"]).text
    done = sign_in(browser, " vic ", PASSWORD, to="/plan?days=60")
    assert (done.status_code, done.headers["location"]) == (303, "/plan?days=60")
    cookie = done.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert browser.get("/api/v1/stock").status_code == 200
    word = browser.cookies[COOKIE]
    assert press(browser, "/account/sign-out").headers["location"] == "/sign-in"
    stolen = httpx.get(team.url + RANK + "?top=1", cookies={COOKIE: word})
    assert stolen.status_code == 200  # it is public
    assert httpx.get(team.url + "/api/v1/stock", cookies={COOKIE: word}).status_code == 401


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(team: Team) -> None:
    answers = [
        sign_in(team.client(), name, password)
        for name, password in (("Vic", "wrong"), ("Nobody", "wrong"), ("Nobody", PASSWORD))
    ]
    assert {a.status_code for a in answers} == {401}
    bodies = {re.sub(r'value="(Vic|Nobody)"', "", a.text) for a in answers}
    assert len(bodies) == 1
    assert "set-cookie" not in answers[0].headers


def test_a_name_that_is_nobody_s_takes_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same slow hash is computed, whether or not there is somebody."""
    verified: list[str] = []
    monkeypatch.setattr(words, "_hasher", REAL_HASHER)
    words._nobody.cache_clear()
    hasher = words._hasher()
    before = hasher.verify

    def verify(password: str, kept: str) -> bool:
        verified.append(kept)
        return bool(before(password, kept))

    monkeypatch.setattr(hasher, "verify", verify)
    kept = words.password_hash(PASSWORD)
    assert words.password_holds(PASSWORD, kept)
    assert not words.password_holds(PASSWORD, None)
    costs = {hashed.rpartition("$")[0].rpartition("$")[0] for hashed in verified}
    assert len(verified) == 2
    assert costs == {"$argon2id$v=19$m=65536,t=3,p=4"}
    words._nobody.cache_clear()


def test_a_session_ends_when_it_lies_idle_and_in_any_case_after_a_week(team: Team) -> None:
    browser, began = team.client("Vic"), team.clock.now
    while team.clock.now - began < people.SESSION_SECONDS_MAX - people.IDLE_SECONDS_MAX:
        team.clock.now += people.IDLE_SECONDS_MAX / 2
        assert browser.get("/api/v1/documents").status_code == 403  # known, and not enough
    team.clock.now = began + people.SESSION_SECONDS_MAX + 1
    assert browser.get("/api/v1/documents").status_code == 401
    idle = team.client("Vic")
    team.clock.now += people.IDLE_SECONDS_MAX + 1
    assert idle.get("/api/v1/stock").status_code == 401


def test_signing_out_everywhere_ends_every_session_of_that_person_alone(team: Team) -> None:
    here, there, other = team.client("Vic"), team.client("Vic"), team.client("Rex")
    press(here, "/account/sign-out-everywhere")
    statuses = [c.get("/api/v1/stock").status_code for c in (here, there, other)]
    assert statuses == [401, 401, 200]


def test_a_new_password_ends_all_other_sessions(team: Team) -> None:
    team.accounts.add("Pat", "viewer", PASSWORD)
    here, there = team.client("Pat"), team.client("Pat")
    form = {"password": "wrong", "new_password": "five loud herons", "password_again": ""}
    assert here.post("/account/password", data=form).status_code == 422
    form["password_again"] = form["new_password"]
    assert here.post("/account/password", data=form).status_code == 422  # the old one is wrong
    form["password"] = PASSWORD
    assert here.post("/account/password", data=form).status_code == 303
    assert [c.get("/api/v1/stock").status_code for c in (here, there)] == [200, 401]
    assert sign_in(team.client(), "Pat", PASSWORD).status_code == 401
    assert sign_in(team.client(), "Pat", "five loud herons").status_code == 303


@pytest.mark.parametrize(
    "password",
    ["short", "a" * 12, "abababababab", "AnnSmithAnnSmith", "x" * 201, "ann smith ann"],
)
def test_passwords_that_are_soon_guessed_are_refused(password: str) -> None:
    with pytest.raises(RefusedError, match=r"guessed|too short"):
        words.refuse_weak(password, "Ann Smith")


@pytest.mark.parametrize("name", ["", " ", "<script>", "a" * 61, "-x", "a/../b", "a;b"])
def test_names_that_cannot_be_names_are_refused(name: str) -> None:
    with pytest.raises(RefusedError):
        words.named(name)


def test_names_are_compared_without_case_and_width(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts.db")
    accounts.add("Олена Ко", "viewer", None)
    assert accounts.find("олена  КО").name == "Олена Ко"
    accounts.add("Ann", "viewer", None)
    with pytest.raises(RefusedError, match="there is one"):
        accounts.add("\uff21nn", "viewer", None)  # a wide A
    accounts.close()


# Tokens


def test_a_token_is_shown_once_kept_hashed_and_ends_when_revoked(team: Team) -> None:
    browser = team.client("Rex")
    page = browser.post("/account/tokens", data={"label": "nightly job", "role": "recorder"})
    (word,) = re.findall(r"rsp_[\w-]{43}", page.text)
    assert "no-store" in page.headers["cache-control"]
    assert word not in browser.get("/account").text
    kept = b"".join(p.read_bytes() for p in team.folder.glob("accounts.db*"))
    assert word.encode() not in kept
    assert word.removeprefix("rsp_").encode() not in kept
    assert PASSWORD.encode() not in kept
    program = team.program(word)
    assert program.get("/api/v1/proposals").status_code == 200
    basic = httpx.get(team.url + "/api/v1/stock", auth=("anything", word))
    assert basic.status_code == 200
    (row,) = team.accounts.store.tokens(team.accounts.find("Rex").number)
    assert row.used_at == team.clock.now
    # A recorder's token of a reviewer decides nothing.
    assert program.post("/api/v1/proposals/1/reject", json={}).status_code == 403
    # It makes no tokens, and ends none.
    assert program.get("/account").status_code == 200
    form = {"content-type": "application/x-www-form-urlencoded", "origin": team.url}
    made = program.post("/account/tokens", content="label=x&role=viewer", headers=form)
    assert made.status_code == 422
    assert press(browser, f"/account/tokens/{row.number}/revoke").status_code == 303
    assert program.get("/api/v1/stock").status_code == 401


def test_nobody_ends_the_token_of_another(team: Team) -> None:
    made, word = team.accounts.make_token("Ann", "hers")
    answer = press(team.client("Rex"), f"/account/tokens/{made.number}/revoke")
    assert answer.status_code == 422
    assert team.program(word).get("/api/v1/users").status_code == 200
    team.accounts.revoke_token(made.number)


def test_a_token_never_does_more_than_its_owner_may_now(team: Team) -> None:
    team.accounts.add("Max", "reviewer", None)
    with pytest.raises(RefusedError, match="no token may do more"):
        team.accounts.make_token("Max", "too much", "admin")
    _, word = team.accounts.make_token("Max", "desk")
    program = team.program(word)
    assert program.get("/api/v1/proposals").status_code == 200
    team.accounts.set_role("Max", "viewer")
    assert program.get("/api/v1/proposals").status_code == 403
    team.accounts.remove("Max")
    assert program.get("/api/v1/stock").status_code == 401
    team.accounts.add("Max", "admin", None)  # another Max does not inherit it
    assert program.get("/api/v1/stock").status_code == 401
    team.accounts.remove("Max")


def test_the_last_admin_stays_one(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts.db")
    accounts.add("Ann", "admin", None)
    for change in (lambda: accounts.remove("Ann"), lambda: accounts.set_role("Ann", "viewer")):
        with pytest.raises(RefusedError, match="nobody else is an admin"):
            change()
    accounts.add("Bob", "admin", None)
    accounts.remove("Ann")
    with pytest.raises(QuestionError, match='no user "Ann"'):
        accounts.find("Ann")
    accounts.close()


# The first admin


def test_the_set_up_link_makes_one_admin_once(tmp_path: Path) -> None:
    clock = Clock()
    accounts = Accounts(tmp_path / "accounts.db", clock=clock)
    old, word = accounts.set_up_word(), accounts.set_up_word()
    assert old
    assert word
    assert not accounts.set_up_holds(old)  # only the newest
    with pytest.raises(RefusedError, match=r"guessed|short"):
        accounts.set_up(word, "Ann", "short")
    assert accounts.set_up_holds(word)  # a slip does not use it up

    def make(name: str) -> bool:
        try:
            accounts.set_up(word, name, PASSWORD)
        except RefusedError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(make, ["Ann", "Bob", "Cyd", "Dee"]))
    assert made.count(True) == 1
    assert [u.role for u in accounts.store.users()] == ["admin"]
    assert accounts.set_up_word() is None
    accounts.close()


def test_the_set_up_link_holds_for_an_hour(tmp_path: Path) -> None:
    clock = Clock()
    accounts = Accounts(tmp_path / "accounts.db", clock=clock)
    word = accounts.set_up_word() or ""
    clock.now += people.SET_UP_SECONDS_MAX + 1
    assert not accounts.set_up_holds(word)
    with pytest.raises(RefusedError, match="holds no more"):
        accounts.set_up(word, "Ann", PASSWORD)
    accounts.close()


# The file


def test_only_its_owner_can_read_the_file_of_accounts(tmp_path: Path) -> None:
    path = tmp_path / "accounts.db"
    path.touch(0o644)
    store = AccountStore(path)
    store.add_user("ann", "Ann", "admin", None, 0.0)
    for file in tmp_path.glob("accounts.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    store.close()


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be looked at" * 40])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "accounts.db"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match="not a sound file of accounts"):
        AccountStore(path)
    assert path.read_bytes() == content


def test_too_many_tries_say_how_long_to_wait(tmp_path: Path) -> None:
    clock = Clock()
    accounts = Accounts(tmp_path / "accounts.db", clock=clock)
    accounts.add("Ann", "admin", PASSWORD)
    waits = []
    for _ in range(9):
        try:
            accounts.sign_in("Ann", "wrong", "192.0.2.1")
        except SignInRefusedError as error:
            waits.append(error.wait_seconds)
            clock.now += error.wait_seconds
    assert waits[:5] == [0.0] * 5
    assert waits[5] == 1.0
    assert 2.0 in waits
    with pytest.raises(SignInRefusedError, match="too many tries"):
        accounts.sign_in("Ann", PASSWORD, "192.0.2.1")  # the right one waits too
    clock.now += 60
    accounts.sign_in("Ann", PASSWORD, "192.0.2.1")
    with pytest.raises(SignInRefusedError, match="wrong"):
        accounts.sign_in("Ann", "wrong", "192.0.2.1")  # and then all is forgotten
    accounts.close()
