"""Who is let in is decided before anything listens; in doubt nobody is."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from resupply.api.accounts.access import ALONE, Access
from resupply.api.accounts.people import Accounts
from resupply.core.errors import RefusedError
from resupply.serve import letting_in
from resupply.serve.letting_in import Wanted

SMALL = Path(__file__).parents[1] / "cli/small-case"
PASSWORD = "seven quiet otters"


def access(wanted: Wanted, port: int) -> Access:
    return letting_in.access(wanted, letting_in.decide(wanted), port)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "own"))


@pytest.fixture
def peopled(own: Path) -> Path:
    accounts = Accounts(own / "accounts.db")
    accounts.add("Ann", "admin", PASSWORD)
    accounts.close()
    return own


def test_alone_on_this_machine_no_account_is_needed(own: Path) -> None:
    assert access(Wanted(case=str(own)), 8000) is ALONE
    assert access(Wanted(case="ukraine-2024"), 8000) is ALONE
    assert not (own / "accounts.db").exists()


@pytest.mark.parametrize(
    ("more", "where", "what"),
    [
        ({"host": "192.0.2.1"}, "--host 192.0.2.1", "no accounts"),
        ({"address": "https://aid.example"}, "--address https://aid.example", "no accounts"),
        ({"host": "0.0.0.0", "accounts": True}, "--host 0.0.0.0", "every address"),
        ({"host": "::", "public": True}, "--host ::", "every address"),
        ({"host": "192.0.2.1", "accounts": True}, "--host 192.0.2.1", "unencrypted"),
        ({"address": "http://aid.example", "accounts": True}, "--address", "unencrypted"),
        ({"address": "aid.example"}, "--address aid.example", "not the address of a server"),
        ({"address": "https://aid.example/"}, "--address", "not the address of a server"),
        ({"address": "https://a@aid.example"}, "--address", "not the address of a server"),
        ({"address": "https://["}, "--address", "not the address of a server"),
        ({"key": Path("x")}, "--certificate", "without the other"),
    ],
)  # fmt: skip
def test_others_are_not_let_in_by_mistake(
    own: Path, more: dict[str, object], where: str, what: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        access(Wanted(case=str(own), **more), 8000)  # type: ignore[arg-type]
    assert refused.value.where.startswith(where)
    assert what in refused.value.what
    assert refused.value.todo
    assert not (own / "accounts.db").exists()


def test_a_shipped_case_has_no_accounts_and_may_be_public() -> None:
    with pytest.raises(RefusedError, match="none to write in"):
        access(Wanted(case="ukraine-2024", accounts=True), 8000)
    let = access(Wanted(case="ukraine-2024", host="192.0.2.1", public=True), 8000)
    assert (let.public, let.accounts, let.gated) == (True, None, True)
    assert let.hosts == ("127.0.0.1", "localhost", "[::1]", "::1", "192.0.2.1")


def test_a_case_with_people_asks_who_it_is_on_this_machine_too(peopled: Path) -> None:
    """A proxy before it may say 127.0.0.1 for everybody."""
    let = access(Wanted(case=str(peopled)), 8000)
    assert let.accounts is not None
    assert (let.https, let.cookie) == (False, "resupply_session")
    let.accounts.close()


def test_over_https_the_cookie_is_sent_over_https_alone(peopled: Path) -> None:
    let = access(Wanted(case=str(peopled), address="https://aid.example"), 8000)
    assert (let.https, let.cookie) == (True, "__Host-resupply")
    assert let.cookie_kept() == {
        "httponly": True, "samesite": "lax", "secure": True, "path": "/"
    }  # fmt: skip
    assert "aid.example" in let.hosts
    assert let.accounts is not None
    let.accounts.close()


@pytest.fixture
def started(own: Path) -> Iterator[tuple[str, str]]:
    """A server with no admin yet: its address, and the link that makes one."""
    command = [Path(sys.executable).parent / "resupply", "serve", "--port", "0", "--accounts"]
    server = subprocess.Popen(
        [*command, "--case", str(own)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    address = re.findall(r"http://\S+", server.stdout.readline())[0]
    assert "no admin yet" in server.stdout.readline()
    yield address, server.stdout.readline().strip()
    server.send_signal(signal.SIGINT)
    _, errors = server.communicate(timeout=20)
    assert "Traceback" not in errors


def test_the_first_admin_by_the_link_that_is_printed(started: tuple[str, str], own: Path) -> None:
    address, link = started
    with httpx.Client(headers={"origin": address}, timeout=60) as browser:
        assert browser.get(f"{address}/api/v1/rank").status_code == 401
        assert "Make the first admin" in browser.get(link).text
        form = {"token": link.partition("=")[2], "name": "Ann", "password": PASSWORD}
        slip = browser.post(f"{address}/set-up", data={**form, "password_again": "no"})
        assert (slip.status_code, "not the same" in slip.text) == (422, True)
        done = browser.post(f"{address}/set-up", data={**form, "password_again": PASSWORD})
        assert (done.status_code, done.headers["location"]) == (303, "/account")
        assert browser.get(f"{address}/api/v1/users").json()["rows"][0]["name"] == "Ann"
        assert browser.get(link).status_code == 403
        told = browser.get(f"{address}/api/v1/audit").json()["rows"]
        assert [row["action"] for row in told] == ["first admin"]


def test_sums_of_a_shipped_case_for_all_and_nothing_else() -> None:
    """Without any account: who asks for more is told what there is."""
    command = [Path(sys.executable).parent / "resupply", "serve", "--port", "0", "--public"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    address = re.findall(r"http://\S+", server.stdout.readline())[0]
    with httpx.Client(base_url=address, timeout=60, headers={"accept": "text/html"}) as reader:
        assert reader.get("/").headers["location"] == "/rank"
        assert reader.get("/rank").status_code == 200
        refused = reader.get("/stock")
        assert (refused.status_code, "nothing else" in refused.text) == (403, True)
        assert refused.headers["content-type"].startswith("text/html")
        assert reader.get("/api/v1/stock").json()["todo"].startswith("ask one of")
        assert reader.get("/sign-in").status_code == 404
        assert reader.post("/api/v1/read", json={"text": "x"}).status_code == 403
    server.terminate()
    server.wait(timeout=20)
    server.stdout.close()
