"""Signing in through a provider, against a small real one that can also misbehave."""

import base64
import hashlib
import json
import shutil
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from joserfc import jwk, jwt
from tests.api.accounts.conftest import SMALL, Team, running

from resupply.api.accounts.oidc import provider_of
from resupply.core.errors import RefusedError

SECRET = "only-the-two-know"
KEY = jwk.RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER = jwk.RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


class Provider(ThreadingHTTPServer):
    """An OpenID provider at which one person is signed in already."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.codes: dict[str, dict[str, str]] = {}
        self.claims: dict[str, Any] = {}
        self.wrong: dict[str, Any] = {}

    def signed(self, asked: dict[str, str]) -> str:
        now = time.time()
        claims = {
            "iss": self.issuer, "sub": "s-1", "aud": asked["client_id"], "nonce": asked["nonce"],
            "iat": int(now), "exp": int(now) + 300, "preferred_username": "Olha Petrenko",
            "groups": ["logistics"], **self.claims,
        }  # fmt: skip
        claims = {k: v for k, v in claims.items() if v is not None}
        if self.wrong.get("unsigned"):
            parts = [json.dumps(p).encode() for p in ({"alg": "none"}, claims)]
            return ".".join(base64.urlsafe_b64encode(p).decode().rstrip("=") for p in parts) + "."
        if self.wrong.get("by_secret"):
            secret = jwk.OctKey.import_key(SECRET)
            return jwt.encode({"alg": "HS256"}, claims, secret, algorithms=["HS256"])
        key = OTHER if self.wrong.get("key") else KEY
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *_: Any) -> None: ...

    def _send(self, told: Any, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        body = json.dumps(told).encode()
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        url, provider = urlsplit(self.path), self.server
        if url.path == "/.well-known/openid-configuration":
            named = provider.wrong.get("issuer", provider.issuer)
            self._send({
                "issuer": named, "jwks_uri": f"{provider.issuer}/keys",
                "authorization_endpoint": f"{provider.issuer}/authorize",
                "token_endpoint": f"{provider.issuer}/token",
            })  # fmt: skip
        elif url.path == "/keys":
            self._send({"keys": [KEY.as_dict(private=False)]})
        else:
            asked = {k: v[0] for k, v in parse_qs(url.query).items()}
            assert asked["code_challenge_method"] == "S256"
            provider.codes["c-1"] = asked
            back = {"code": "c-1", "state": asked["state"], "iss": provider.issuer}
            back |= provider.wrong.get("back", {})
            self._send({}, 302, location=f"{asked['redirect_uri']}?{urlencode(back)}")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        said = {k: v[0] for k, v in parse_qs(body).items()}
        asked = self.server.codes.pop(said.get("code", ""), None)
        proof = hashlib.sha256(said["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        basic = base64.b64encode(f"resupply:{SECRET}".encode()).decode()
        known = self.headers["authorization"] == f"Basic {basic}"
        if asked is None or asked["code_challenge"] != challenge or not known:
            self._send({"error": "invalid_grant"}, 400)
        else:
            token = self.server.signed(asked)
            self._send({"access_token": "a", "token_type": "Bearer", "id_token": token})


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def settings(issuer: str, more: str = "") -> str:
    return (
        f'[oidc]\nissuer = "{issuer}"\nclient_id = "resupply"\ntitle = "the ministry"\n'
        f'secret_env = "TEST_OIDC_SECRET"\n{more}\n[oidc.roles]\nlogistics = "recorder"\n'
        'chiefs = "reviewer"\n'
    )


@pytest.fixture(scope="module")
def office(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("office") / "own"))
    (folder / "accounts.toml").write_text(settings(provider.issuer))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEST_OIDC_SECRET", SECRET)
        yield from running(folder, provider=lambda url: provider_of(folder, url))


@pytest.fixture(autouse=True)
def _well_behaved(provider: Provider) -> None:
    provider.claims, provider.wrong = {}, {}
    provider.codes.clear()


def way(office: Team, browser: httpx.Client, to: str = "/plan") -> httpx.Response:
    """There and back, as a browser goes."""
    there = browser.get("/sign-in/provider", params={"to": to})
    if there.status_code != 303:
        return there
    with httpx.Client() as at_provider:
        back = at_provider.get(there.headers["location"])
    target = urlsplit(back.headers["location"])
    return browser.get(f"{target.path}?{target.query}")


def test_a_person_comes_in_through_the_provider(office: Team, provider: Provider) -> None:
    browser = office.client()
    assert "Sign in with the ministry" in browser.get("/sign-in").text
    done = way(office, browser)
    assert (done.status_code, done.headers["location"]) == (303, "/plan")
    assert browser.get("/api/v1/documents").status_code == 200  # logistics are recorders
    user = office.accounts.find("Olha Petrenko")
    assert (user.role, user.issuer, user.subject) == ("recorder", provider.issuer, "s-1")
    # Known again by subject, with the role and whatever name the provider gives now.
    provider.claims = {"groups": ["logistics", "chiefs"], "preferred_username": "Olha P."}
    again = office.client()
    assert way(office, again).status_code == 303
    assert office.accounts.find("Olha Petrenko").role == "reviewer"
    # No password signs her in.
    form = {"name": "Olha Petrenko", "password": ""}
    assert office.client().post("/sign-in", data=form).status_code in (401, 422)


@pytest.mark.parametrize(
    ("claims", "wrong"),
    [
        ({"nonce": "another"}, {}), ({"nonce": None}, {}), ({"iss": "http://evil.example"}, {}),
        ({"aud": "another"}, {}), ({"aud": ["resupply", "another"]}, {}), ({"exp": 1}, {}),
        ({"exp": None}, {}), ({"sub": None}, {}), ({"azp": "another"}, {}),
        ({}, {"unsigned": True}), ({}, {"by_secret": True}), ({}, {"key": True}),
        ({}, {"back": {"state": "planted"}}), ({}, {"back": {"iss": "http://evil.example"}}),
        ({}, {"back": {"code": "guessed"}}), ({}, {"back": {"error": "access_denied<script>"}}),
        ({"groups": ["others"]}, {}), ({"groups": None}, {}), ({"groups": {"logistics": 1}}, {}),
    ],
)  # fmt: skip
def test_what_does_not_hold_lets_nobody_in(
    office: Team, provider: Provider, claims: dict[str, Any], wrong: dict[str, Any]
) -> None:
    provider.claims, provider.wrong = claims, wrong
    browser = office.client()
    done = way(office, browser)
    assert done.status_code == 422, done.headers
    assert "resupply_session" not in browser.cookies
    assert "<script" not in done.text
    assert browser.get("/api/v1/documents").status_code == 401


def test_a_way_back_holds_once_and_in_the_browser_that_left(
    office: Team, provider: Provider
) -> None:
    browser, other = office.client(), office.client()
    there = browser.get("/sign-in/provider")
    with httpx.Client() as at_provider:
        back = urlsplit(at_provider.get(there.headers["location"]).headers["location"])
    target = f"{back.path}?{back.query}"
    assert other.get(target).status_code == 422  # an address sent on signs nobody else in
    assert browser.get(target).status_code == 303
    assert browser.get(target).status_code == 422


def test_somebody_here_is_not_taken_over_by_one_of_the_same_name(
    office: Team, provider: Provider
) -> None:
    provider.claims = {"sub": "s-2", "preferred_username": "ANN", "groups": ["chiefs"]}
    done = way(office, office.client())
    assert done.status_code == 422
    assert "somebody else here" in done.text
    assert office.accounts.find("Ann").issuer is None


def test_a_name_that_is_markup_becomes_a_name(office: Team, provider: Provider) -> None:
    provider.claims = {"sub": "s-3", "preferred_username": '<img src=x onerror="a">'}
    browser = office.client()
    assert way(office, browser).status_code == 303
    page = browser.get("/account").text
    assert "<img" not in page
    assert "img srcx onerrora" in page


def test_a_provider_that_names_itself_otherwise_is_none(tmp_path: Path, provider: Provider) -> None:
    provider.wrong = {"issuer": "http://evil.example"}
    (tmp_path / "accounts.toml").write_text(settings(provider.issuer))
    found = provider_of(tmp_path, "http://127.0.0.1:1")
    assert found is not None
    with pytest.raises(RefusedError, match="names itself otherwise"):
        found._metadata()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[oidc", "cannot be read"), ("[oidc]\nissuer = 3", "cannot be read"),
        (settings("http://id.example"), "no https address"),
        (settings("https://id.example", 'default = "boss"'), 'no role "boss"'),
        (settings("https://id.example", "odd = 1"), "cannot be read"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_meant_are_refused(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "accounts.toml").write_text(text)
    with pytest.raises(RefusedError, match=what):
        provider_of(tmp_path, "https://aid.example")
