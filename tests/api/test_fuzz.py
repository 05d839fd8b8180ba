"""The interface asked from its own description, and by people who mean no good."""

import json
import socket
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from resupply.api.describing import ERRORS, examples

API = "/api/v1"
SHAPE = {"error", "where", "what", "todo", "status"}
JSON = {"content-type": "application/json"}
#: Long work is fuzzed as jobs are refused: by what a body may hold, not by solving thousands.
LONG = {
    "plan",
    "bottlenecks",
    "what-if",
    "survive",
    "pause-cost",
    "simulate",
    "backtest",
    "gap",
    "match",
}


@pytest.fixture(scope="module")
def described(rest: httpx.Client) -> dict[str, Any]:
    told: dict[str, Any] = rest.get(f"{API}/openapi.json").json()
    return told


def quick(described: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Addresses and methods that answer at once."""
    return [
        (path, method)
        for path, methods in described["paths"].items()
        for method in methods
        if not path.endswith("/events")
        and "/jobs/" not in path.replace("/jobs/{name}", "")
        and path.rpartition("/")[2] in {p.rpartition("/")[2] for p in described["paths"]} - NOT_NOW
    ]


NOT_NOW = LONG | {"invest", "forecast", "brief", "production", "claims", "read"}


def test_every_quick_address_holds_to_its_own_description(
    rest: httpx.Client, described: dict[str, Any]
) -> None:
    schema = schemathesis.openapi.from_dict(described)
    asked = sum(held(rest, schema[path][method.upper()]) for path, method in quick(described))
    assert asked > 60


def held(rest: httpx.Client, operation: Any) -> int:
    """Ask an address in a few ways that its description allows; how many there were."""
    asked = 0

    @settings(
        max_examples=4,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def holds(case: schemathesis.Case) -> None:
        nonlocal asked
        asked += 1
        told = case.call(base_url=str(rest.base_url))
        where = (operation.path, told.status_code, told.content[:300])
        assert str(told.status_code) in operation.definition.raw["responses"], where
        assert told.status_code < 500, where
        if told.status_code >= 400:
            assert set(told.json()) == SHAPE

    holds()
    return asked


def test_every_error_and_every_column_is_described(described: dict[str, Any]) -> None:
    parts = described["components"]["schemas"]
    assert set(parts["Problem"]["required"]) == SHAPE
    assert "HTTPValidationError" not in json.dumps(described)
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            told = operation["responses"]
            assert {"404", "405", "422", "500", "503"} <= set(told), path
            for status in set(told) & set(ERRORS):
                reference = told[status]["content"]["application/json"]["schema"]["$ref"]
                assert reference.endswith("/Problem")
            assert method == "get" or "415" in told
    per_head = parts["RankAnswer"]["properties"]["rows"]["items"]["properties"]["per_head_eur"]
    assert "EUR" in per_head["description"]


def test_examples_are_answers_of_the_shipped_case() -> None:
    from importlib import util
    from pathlib import Path

    found = util.spec_from_file_location(
        "build_examples", Path(__file__).parents[2] / "tools/build_examples.py"
    )
    assert found is not None
    assert found.loader is not None
    tool = util.module_from_spec(found)
    found.loader.exec_module(tool)
    from resupply.api.questions import questions

    by_name = {q.name: q for q in questions()}
    for name in ("rank", "balances", "stock", "diff", "claim", "table"):
        made = tool.example(by_name[name])
        assert made == examples()[name], "run tools/build_examples.py"


# By people who mean no good


def sent(rest: httpx.Client, address: str, **how: Any) -> httpx.Response:
    told = rest.request("POST", f"{API}{address}", **how)
    assert told.status_code >= 400
    assert set(told.json()) == SHAPE, told.text
    assert told.json()["status"] == told.status_code
    assert "Traceback" not in told.text
    assert "site-packages" not in told.text
    return told


@pytest.mark.parametrize("address", ["/rank", "/what-if", "/jobs/plan", "/read"])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"17",
        b'"text"',
        b"{",
        b"\xff\xfe",
        b'{"days": NaN}',
        b'{"days": Infinity}',
        b'{"days": 1e999}',
        b'{"days": -1e400, "left": NaN}',
        b"[" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b'{"days": ' + b"9" * 5_000 + b"}",
        b'{"case": {"$ref": "/etc/passwd"}}',
        b'{"__proto__": {"x": 1}}',
        b'{"format": "exe"}',
        b'{"by": ["\\u0000"]}',
        b'{"donor": [["a"]]}',
        b'{"case": "\\ud800"}',
    ],
)
def test_a_body_that_is_no_question(rest: httpx.Client, address: str, body: bytes) -> None:
    told = sent(rest, address, content=body, headers=JSON)
    assert told.status_code in (400, 422)


def test_half_a_letter_is_refused(rest: httpx.Client) -> None:
    told = sent(rest, "/claim", content=b'{"text": "Norway \\ud800 gave 5 tanks"}', headers=JSON)
    assert told.status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        [{"do": "pause"}],
        [{"do": "nothing", "of": "NNN"}],
        [{"do": "scale", "of": "u2", "by": 1e308}],
        [{"do": "scale", "of": "u2", "by": -1}],
        [{"do": "pause", "of": "NNN", "days": 10**12}],
        [{"do": "pause", "of": {"a": [1]}}],
        [{}],
        [{"do": "add_leg", "from": "../../etc", "to": "\u0000"}],
        [{"do": "pause", "of": "NNN", "start_on": "9999-99-99"}],
    ],
)
def test_changes_that_are_none_are_refused(rest: httpx.Client, changes: Any) -> None:
    told = sent(rest, "/what-if", json={"changes": changes})
    assert told.status_code == 422


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW", "OPTIONS", "HEAD"])
def test_other_methods(rest: httpx.Client, method: str) -> None:
    told = rest.request(method, f"{API}/rank", headers=JSON)
    assert told.status_code in (405, 501)
    if method != "HEAD":
        assert set(told.json()) == SHAPE


@pytest.mark.parametrize(
    "headers",
    [
        {"if-none-match": "x" * 10_000},
        {"if-none-match": '"\x7f"'},
        {"accept": "application/xml"},
        {"accept-encoding": "gzip;q=nothing, *"},
        {"range": "bytes=5-1"},
        {"cookie": "a=" + "b" * 8_000},
        {"transfer-encoding": "chunked"},
    ],
)
def test_odd_headers_change_nothing(rest: httpx.Client, headers: dict[str, str]) -> None:
    told = rest.get(f"{API}/rank?top=1", headers=headers)
    assert told.status_code == 200
    assert told.json()["question"] == "rank"
    assert "evil.example" not in told.text + str(told.headers)


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /api/v1/rank HTTP/9.9\r\n\r\n",
        b"GET \x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01",
        b"GET /api/v1/rank HTTP/1.1\r\nHost: a\r\nHost: 127.0.0.1\r\n\r\n",
        b"POST /api/v1/rank HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
        b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused_and_harms_nobody(rest: httpx.Client, raw: bytes) -> None:
    port = rest.base_url.port
    assert port is not None
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        try:
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            told = line.recv(65_536)
        except ConnectionError:
            told = b""
    assert b"Traceback" not in told
    assert not told.startswith(b"HTTP/1.1 200")
    assert rest.get(f"{API}/cases").status_code == 200


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["top", "per", "by", "donor", "limit", "order_by", "columns", "as_of"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=3),
            max_leaves=4,
        ),
        max_size=4,
    )
)
def test_any_body_is_answered_or_refused(rest: httpx.Client, body: dict[str, Any]) -> None:
    content = json.dumps(body).encode()  # NaN and lone surrogates among it
    told = rest.post(f"{API}/rank", content=content, headers=JSON)
    assert told.status_code in (200, 400, 422), told.text
    if told.status_code != 200:
        assert set(told.json()) == SHAPE
