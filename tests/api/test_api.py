"""REST: one shape of errors, nothing from other sites or machines, a connection a request."""

import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.api.app import make_app
from resupply.api.errors import STATUS, status_of
from resupply.api.guard import BODY_MAX
from resupply.api.questions import questions
from resupply.cli import main
from resupply.core import errors
from resupply.core.records import Entry, Line
from resupply.core.words import Stage
from resupply.serve.run import serve as run

API = "/api/v1"
SHAPE = {"error", "where", "what", "todo", "status"}
JSON = {"content-type": "application/json"}


def refused(answer: httpx.Response, status: int) -> Mapping[str, Any]:
    """The error of an answer; all of them have one shape."""
    told: Mapping[str, Any] = answer.json()
    assert answer.status_code == status, told
    assert set(told) == SHAPE
    assert told["status"] == status
    assert all(isinstance(told[n], str) and told[n] for n in ("where", "what", "todo"))
    assert "Traceback" not in answer.text
    return told


@pytest.mark.parametrize(
    ("address", "status", "where"),
    [
        ("/rank?pers=head", 422, "query pers"),
        ("/rank?per=heads", 422, "query per"),
        ("/rank?as_of=2024-13-01", 422, "query as_of"),
        ("/rank?top=x", 422, "query top"),
        ("/rank?donor=Atlantis", 422, "donor"),
        ("/rank?format=xml", 422, "query format"),
        ("/rank?since=2024-02-01&until=2024-01-01", 422, "query since"),
        ("/diff", 422, "query known_1"),
        ("/table?name=secrets", 422, "table"),
        ("/words?name=0000000000000000", 422, "words"),
        ("/rank?case=../../etc", 422, "query case"),
        ("/rank?case=/etc/passwd", 422, "query case"),
        ("/rank?case=", 422, "query case"),
        ("/proposals?status=lost", 422, "query status"),
        ("/proposals/1", 404, "proposal 1"),
        ("/proposals/0", 422, "path number"),
        ("/proposals/99999999999999999999999", 422, "path number"),
        ("/proposals/x", 422, "path number"),
        ("/documents/1", 404, "document 1"),
        ("/nothing", 404, "address"),
        ("/%2e%2e/%2e%2e/etc/passwd", 404, "address"),
    ],
)
def test_a_question_that_cannot_be_answered(
    rest: httpx.Client, address: str, status: int, where: str
) -> None:
    assert where in refused(rest.get(API + address), status)["where"]


def test_a_method_that_is_not_taken(rest: httpx.Client) -> None:
    refused(rest.put(f"{API}/rank", json={}), 405)


def test_every_error_of_the_program_has_a_status() -> None:
    kinds = [v for v in vars(errors).values() if isinstance(v, type)
             and issubclass(v, errors.ResupplyError)]  # fmt: skip
    for kind in kinds:
        made = kind.__new__(kind)
        assert 400 <= status_of(made) <= 599
    assert errors.ResupplyError in STATUS


BODY = {"by": "Ann", "why": "no"}


@pytest.mark.parametrize(
    ("headers", "status", "where"),
    [
        ({"origin": "https://evil.example"}, 403, "header Origin"),
        ({"origin": "null"}, 403, "header Origin"),
        ({"origin": "http://127.0.0.1:1"}, 403, "header Origin"),
        ({"origin": "http://["}, 403, "header Origin"),
        ({"sec-fetch-site": "cross-site"}, 403, "header Sec-Fetch-Site"),
        ({"host": "evil.example"}, 421, "header Host"),
        ({"host": "127.0.0.1.evil.example"}, 421, "header Host"),
        ({"host": ""}, 421, "header Host"),
        ({"content-type": "text/plain"}, 415, "header Content-Type"),
        ({"content-type": "application/x-www-form-urlencoded"}, 415, "header Content-Type"),
    ],
)
def test_other_sites_may_change_nothing(
    rest: httpx.Client, headers: dict[str, str], status: int, where: str
) -> None:
    sent = rest.post(
        f"{API}/proposals/1/reject", content=json.dumps(BODY), headers={**JSON, **headers}
    )
    assert refused(sent, status)["where"] == where


def test_a_foreign_name_for_this_machine_may_not_even_read(rest: httpx.Client) -> None:
    refused(rest.get(f"{API}/rank", headers={"host": "rebound.example:8000"}), 421)


def test_a_page_of_this_server_may_post(rest: httpx.Client) -> None:
    own = str(rest.base_url).rstrip("/")
    sent = rest.post(f"{API}/proposals/1/reject", json=BODY, headers={"origin": own})
    refused(sent, 404)  # it got as far as the desk


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe", b"[]", b"null", b'"words"', b"{}", b'{"by": "Ann"}' * 2,
        b'{"by": 7, "why": "no"}', b'{"by": "Ann", "why": "no", "more": 1}',
        b'{"by": null, "why": "no"}', b"[" * 100_000, b'{"by": "' + b"x" * 500 + b'"}',
        b'{"by": "Ann", "why": "no", "case": "/etc"}',
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_taken(rest: httpx.Client, body: bytes) -> None:
    sent = rest.post(f"{API}/proposals/1/reject", content=body, headers=JSON)
    assert sent.status_code in (400, 404, 422)
    refused(sent, sent.status_code)


def test_a_body_that_is_too_large_is_refused_said_or_not(rest: httpx.Client) -> None:
    large = b'{"text": "' + b"a" * BODY_MAX + b'"}'
    refused(rest.post(f"{API}/read", content=large, headers=JSON), 413)

    def in_parts() -> Any:
        for start in range(0, len(large), 100_000):
            yield large[start : start + 100_000]

    refused(rest.post(f"{API}/read", content=in_parts(), headers=JSON), 413)


def test_a_question_of_endless_length_is_refused(rest: httpx.Client) -> None:
    assert rest.get(f"{API}/rank?donor={'x' * 55_000}").status_code == 414


def test_a_half_sent_request_does_not_hold_others_up(rest: httpx.Client) -> None:
    port = rest.base_url.port
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(
            b"POST /api/v1/read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n{"
        )
        assert rest.get(f"{API}/cases").status_code == 200


def test_the_index_lists_every_route_and_calls_no_other_machine(rest: httpx.Client) -> None:
    page = rest.get("/api/").text
    schema = rest.get(f"{API}/openapi.json").json()
    assert [path for path in schema["paths"] if path not in page] == []
    assert "//" not in page.replace("<!doctype", "")
    assert "<script" not in page
    refused(rest.get("/docs"), 404)  # its page would load a script from elsewhere


def test_every_parameter_of_every_route_is_typed(rest: httpx.Client) -> None:
    schema = rest.get(f"{API}/openapi.json").json()
    for path, methods in schema["paths"].items():
        for told in methods.values():
            assert told.get("summary") or told.get("description"), path
            for parameter in told.get("parameters", []):
                assert parameter["schema"], (path, parameter["name"])
    rank = {p["name"] for p in schema["paths"][f"{API}/rank"]["get"]["parameters"]}
    assert {"per", "top", "as_of", "donor", "case", "format"} <= rank


def test_names_may_be_given_again_or_with_commas(rest: httpx.Client) -> None:
    once = rest.get(f"{API}/rank?donor=NNN,SSS").json()
    again = rest.get(f"{API}/rank?donor=NNN&donor=SSS").json()
    assert once == again
    assert len(once["rows"]) == 2


def test_a_question_may_be_sent_as_a_body(rest: httpx.Client) -> None:
    sent = rest.post(f"{API}/rank", json={"per": "head", "top": 1})
    assert sent.json() == rest.get(f"{API}/rank?per=head&top=1").json()


def test_the_shipped_cases_can_be_asked_too(rest: httpx.Client) -> None:
    names = [c["name"] for c in rest.get(f"{API}/cases").json()["cases"]]
    assert names[0] == "small-case"
    asked = rest.get(f"{API}/rank", params={"case": "ukraine-2024", "top": 1}).json()
    assert asked["rows"][0]["donor"] == "USA"
    sent = {"text": "Finland gave tents.", "case": "ukraine-2024"}
    assert "never written" in refused(rest.post(f"{API}/read", json=sent), 422)["what"]


def test_no_question_reads_or_writes_a_file_for_others(rest: httpx.Client, folder: Path) -> None:
    for question in questions():
        for name, told in question.body.model_fields.items():
            assert "Path" not in str(told.annotation), (question.name, name)
    assert not {"ics", "file", "save", "keep", "cluster"} & {
        n for q in questions() for n in q.body.model_fields
    }
    for name in ("/etc/passwd", "../own/case.toml", "case.toml", "a\\b"):
        for ask in ("plan", "network", "bottlenecks"):
            told = refused(rest.get(f"{API}/{ask}", params={"scenario": name}), 422)
            assert told["where"] == "query scenario"
    sent = rest.post(f"{API}/what-if", json={"scenario": ["case.toml"]})
    assert refused(sent, 422)["where"] == "query scenario"


def test_changes_are_sent_as_a_body(rest: httpx.Client) -> None:
    case = {"case": "ukraine-2024", "horizon_days": 7, "step": "week"}
    change = {"do": "pause", "of": "USA"}
    told = rest.post(f"{API}/what-if", json={**case, "changes": [change]})
    assert told.status_code == 200, told.text
    assert told.json()["question"] == "what-if"
    refused(rest.post(f"{API}/what-if", json={**case, "changes": [{"do": "fly"}]}), 422)


def test_rows_as_csv(rest: httpx.Client, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = rest.get(f"{API}/rank", params={"format": "csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert main(["rank", "--csv", "--case", str(folder)]) == 0
    assert answer.text == capsys.readouterr().out


@given(
    name=st.sampled_from(["per", "top", "group", "year", "as_of", "donor", "kind", "measure", "x"]),
    value=st.text(max_size=40),
)
@settings(max_examples=60, deadline=None)
def test_any_words_give_an_answer_or_a_refusal(rest: httpx.Client, name: str, value: str) -> None:
    answer = rest.get(f"{API}/rank", params={name: value.encode("utf-8", "replace").decode()})
    if answer.status_code != 200:
        refused(answer, 422)


def test_readers_do_not_see_what_a_writer_has_not_finished(
    rest: httpx.Client, folder: Path
) -> None:
    """A connection shared with the writer would see its uncommitted rows."""
    rest.post(f"{API}/read", json={"text": "Northland gave Riverland tents.", "by": "Ann"})
    import resupply
    from resupply.case.own_book import writable_book

    case = resupply.open(folder)
    book = writable_book(case)
    before = rest.get(f"{API}/verify").json()["result"]["records"]
    told: list[int] = []

    def records() -> Any:
        day = date(2024, 2, 1)
        yield Line(source_id="s", key="l", known_on=day, line_id="l", dataset="own", donor="NNN")
        for n in range(6_000):
            if n == 5_500:  # the first chunk is written, not committed
                told.append(rest.get(f"{API}/verify").json()["result"]["records"])
            yield Entry(
                source_id="s", key=str(n), known_on=day, line_id="l", stage_from=Stage.OUTSIDE,
                stage_to=Stage.PLEDGE, value=Decimal(1), currency="EUR",
            )  # fmt: skip

    book.append(records(), by="Ann")
    assert told == [before]
    assert rest.get(f"{API}/verify").json()["result"]["records"] == before + 6_002
    case.close()


def test_many_readers_at_one_time_get_the_same(rest: httpx.Client) -> None:
    alone = rest.get(f"{API}/balances").json()
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda _: rest.get(f"{API}/balances").json(), range(36)))
    assert found == [alone] * 36


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "example.org", ""])
def test_no_other_machine_is_let_in(host: str) -> None:
    with pytest.raises(errors.RefusedError, match="other machines") as told:
        run("ukraine-2024", host=host, ready=print)
    assert told.value.where == f"--host {host}"


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    assert f"--port {port}" in capsys.readouterr().err
    assert main(["serve", "--port", "70000"]) == 1
    assert main(["serve", "--case", "nowhere", "--port", "0"]) == 1


def test_ctrl_c_ends_the_server_in_order(folder: Path) -> None:
    command = [str(Path(sys.executable).parent / "resupply"), "serve", "--port", "0"]
    server = subprocess.Popen(
        [*command, "--case", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    address = server.stdout.readline().split()[2]
    assert httpx.get(f"{address}{API}/cases").status_code == 200
    server.send_signal(signal.SIGINT)
    _, err = server.communicate(timeout=20)
    assert server.returncode in (0, 130)
    assert "Traceback" not in err


def test_it_listens_on_this_machine_alone(rest: httpx.Client) -> None:
    outside = next(
        (a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
         if not str(a[4][0]).startswith("127.")), None,
    )  # fmt: skip
    if outside is None:
        pytest.skip("this machine has no address but its own")
    with (
        pytest.raises(ConnectionError),
        socket.create_connection((outside, rest.base_url.port), timeout=2),
    ):
        pass


def test_an_app_of_a_case_that_is_not_there_is_refused() -> None:
    with pytest.raises(errors.CaseUnreadableError):
        make_app("nowhere")
    assert threading.active_count() < 50
