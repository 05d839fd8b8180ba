"""One table of permissions: every address is in it, and every role gets what it says."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from resupply.api.accounts.access import Access
from resupply.api.accounts.gate import Gate
from resupply.api.accounts.people import Accounts
from resupply.api.accounts.permissions import Permissions, Rule, rule_of_question
from resupply.api.questions import questions
from resupply.core.roles import ROLES, lower_of, may
from resupply.serve.app import permissions, whole_app

TABLE = permissions()
#: What is in the table whether or not this server has it.
SOMETIMES = {
    ("GET", "/sign-in/provider"), ("GET", "/sign-in/back"),
}  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    accounts = Accounts(tmp_path_factory.mktemp("accounts") / "accounts.db")
    made = whole_app("ukraine-2024", access=Access(accounts=accounts))
    accounts.close()
    return made


def routes_of(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every method and address that the app answers."""
    for route in app.routes:
        found = getattr(route, "effective_route_contexts", None)
        for each in found() if found else [route]:
            inner = getattr(each, "starlette_route", None) or each
            path = getattr(inner, "path_format", None) or inner.path
            for method in getattr(inner, "methods", None) or {"GET"}:
                if method != "HEAD":
                    yield method, path


def test_every_address_has_its_rule(app: FastAPI) -> None:
    found = set(routes_of(app))
    assert len(found) > 60
    missing = sorted(found - set(TABLE.table))
    assert not missing, f"say in api/accounts/permissions.py who may: {missing}"


def test_what_changes_something_needs_more_than_reading(app: FastAPI) -> None:
    """No POST is open to all, but those by which people come in."""
    asked = {f"/api/v1/{q.name.replace('_', '-')}" for q in questions()}
    asked |= {f"/api/v1/jobs/{q.name.replace('_', '-')}" for q in questions()}
    for (method, path), rule in TABLE.table.items():
        if method != "GET" and path not in asked:
            assert not rule.public, path
            if path not in ("/sign-in", "/set-up"):
                assert rule.least, path


@pytest.mark.parametrize("question", [q.name for q in questions()])
def test_a_question_at_all_its_addresses_needs_the_same(question: str) -> None:
    path = question.replace("_", "-")
    rule = rule_of_question(question)
    assert TABLE.rule("GET", f"/api/v1/{path}") == rule
    for method, address in (("POST", f"/api/v1/{path}"), ("POST", f"/api/v1/jobs/{path}")):
        found = TABLE.rule(method, address)
        assert found is not None
        assert (found.least, found.public) == (rule.least, False)


async def _reached(gate: Gate, method: str, path: str, authorization: str) -> int:
    """The status of a request; 299 = it got through to what lies behind."""
    said: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            said.append(message["status"])

    headers = [(b"authorization", authorization.encode())] if authorization else []
    await gate(
        {
            "type": "http", "method": method, "path": path, "query_string": b"",
            "headers": headers, "client": ("192.0.2.1", 1),
        },
        receive,
        send,
    )  # fmt: skip
    return said[0]


async def _behind(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def filled(path: str) -> str:
    return re.sub(r"\{\w+\}", "7", path)


@pytest.mark.parametrize("public", [False, True])
def test_every_role_at_every_address(tmp_path: Path, public: bool) -> None:
    accounts = Accounts(tmp_path / "accounts.db")
    words = {"": ""}
    for role in ROLES:
        accounts.add(f"a {role}", role, None)
        words[role] = f"Bearer {accounts.make_token(f'a {role}', 'test')[1]}"
    gate = Gate(_behind, access=Access(accounts=accounts, public=public), permissions=TABLE)

    async def all_of_them() -> int:
        asked = 0
        for (method, path), rule in TABLE.table.items():
            shown = TABLE.rule(method, filled(path)) or rule
            for role, word in words.items():
                status = await _reached(gate, method, filled(path), word)
                allowed = not shown.least or may(role, shown.least)
                allowed = allowed or (public and shown.public and not role)
                assert (status == 299) == allowed, (method, path, role, status)
                if not allowed:
                    assert status == (403 if role else 401), (method, path, role)
                asked += 1
        return asked

    assert asyncio.run(all_of_them()) == 5 * len(TABLE.table)
    accounts.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/forgotten"), ("GET", "/api/v1/forgotten"), ("GET", "/api/v1/rank/"),
        ("DELETE", "/api/v1/rank"), ("PUT", "/sign-in"), ("GET", "/api/v1/../accounts.db"),
        ("GET", "//api/v1/rank"), ("GET", "/static/a/b"), ("TRACE", "/api/v1/rank"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_table_is_refused(method: str, path: str) -> None:
    assert TABLE.rule(method, path) is None


def test_where_two_addresses_fit_the_stricter_counts() -> None:
    table = Permissions([], pages={}, more={
        ("GET", "/x/{name}"): Rule("viewer", public=True), ("GET", "/{part}/y"): Rule("admin"),
    })  # fmt: skip
    assert table.rule("GET", "/x/y") == Rule("admin")


def test_roles_are_in_order() -> None:
    assert [may("reviewer", role) for role in ROLES] == [True, True, True, False]
    assert not may("", "viewer")
    assert not may("root", "viewer")
    assert lower_of("reviewer", "recorder") == "recorder"
