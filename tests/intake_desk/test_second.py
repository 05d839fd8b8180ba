"""Second readers: shown beside ours, never trusted, and no trouble when they fail."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from resupply.case import Case
from resupply.case.reviewing.second_readers import named
from resupply.core.errors import RefusedError
from resupply.intake.records import Reading, Record
from resupply.intake.second.endpoint import Endpoint

Read = Callable[..., Reading]
TEXT = "Denmark will send 20 howitzers to Ukraine. Troels Lund Poulsen said so in Odense."


class Model:
    """A server on this machine that speaks the protocol; what it says is set by the test."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.status, self.body, self.wait = 200, b"", threading.Event()
        self.slow = False

        class Handler(BaseHTTPRequestHandler):
            def do_POST(handler) -> None:  # noqa: N805 -- the library's name; self is taken
                length = int(handler.headers["Content-Length"])
                self.asked.append(json.loads(handler.rfile.read(length)))
                self.headers.append({"path": handler.path, **handler.headers})
                if self.slow:
                    self.wait.wait(10)
                handler.send_response(self.status)
                handler.end_headers()
                handler.wfile.write(self.body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def says(self, *records: object) -> None:
        content = json.dumps({"records": records})
        self.body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()


@pytest.fixture
def model() -> Iterator[Model]:
    made = Model()
    yield made
    made.wait.set()
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def howitzers(read: Read) -> Reading:
    gift = {"donor": "DNK", "recipient": "UKR", "item": "howitzers", "quantity": 20,
            "status": "pledged"}  # fmt: skip
    return read(TEXT, ("aid", "20 howitzers", gift))


def gift(**changes: object) -> dict[str, object]:
    return {"kind": "aid", "excerpt": "send 20 howitzers to Ukraine", "donor": "DNK",
            "recipient": "UKR", "item": "howitzers", "quantity": 20, "unit": None, "amount": None,
            "currency": None, "status": "pledged", "date": None, **changes}  # fmt: skip


def test_the_model_is_asked_with_a_schema_and_the_text(model: Model, howitzers: Reading) -> None:
    model.says(gift())
    records, findings = Endpoint(model.url, "small", key="k").second(howitzers)
    assert findings == []
    assert [(r.kind, r.fields["quantity"], r.start) for r in records] == [("aid", 20, 13)]
    asked, headers = model.asked[0], model.headers[0]
    assert headers["path"] == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer k"
    assert (asked["model"], asked["temperature"]) == ("small", 0)
    assert TEXT in asked["messages"][1]["content"]
    schema = asked["response_format"]["json_schema"]["schema"]
    assert schema["additionalProperties"] is False
    assert len(schema["properties"]["records"]["items"]["anyOf"]) == 8


def test_only_words_that_stand_in_the_text_are_kept(model: Model, howitzers: Reading) -> None:
    model.says(
        gift(excerpt="send 20 Howitzers"), gift(excerpt=""), gift(excerpt=None), gift(kind="spell"),
        "no record", gift(),
        {"kind": "quote", "excerpt": "Troels Lund Poulsen said so", "speaker": 7},
    )  # fmt: skip
    records, (finding,) = Endpoint(model.url, "small").second(howitzers)
    assert [TEXT[r.start : r.end] for r in records] == [
        "send 20 howitzers to Ukraine",
        "Troels Lund Poulsen said so",
    ]
    assert records[1].fields == {}
    assert finding.code == "second_reader_made_up"
    assert finding.what.startswith("5 of its records")


@pytest.mark.parametrize("value", ["20", -1, 1e30, True, [20], {"n": 20}])
def test_a_number_of_another_type_is_left_out(
    model: Model, howitzers: Reading, value: object
) -> None:
    model.says(gift(quantity=value))
    (record,), _ = Endpoint(model.url, "small").second(howitzers)
    assert "quantity" not in record.fields


def message(content: object) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


WRONG: dict[str, tuple[int, bytes, str]] = {
    "status 500": (500, b"oops", "status 500"),
    "a redirect": (302, b"", "status 302"),
    "no JSON": (200, b"<html>", "not what was asked for"),
    "not UTF-8": (200, b"\xff\xfe\xff", "not what was asked for"),
    "no choices": (200, b"{}", "not what was asked for"),
    "empty choices": (200, b'{"choices": []}', "not what was asked for"),
    "a list": (200, b"[]", "not what was asked for"),
    "content is null": (200, message(None), "not what was asked for"),
    "content is prose": (200, message("Sure! Here it is."), "not what was asked for"),
    "records is a word": (200, message('{"records": "none"}'), "not what was asked for"),
    "nested without end": (200, message("[" * 100_000), "not what was asked for"),
    "far too large": (200, b"x" * 3_000_000, "too large"),
    "nothing": (200, b"", "not what was asked for"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_whatever_goes_wrong_is_a_finding(
    model: Model, howitzers: Reading, wrong: tuple[int, bytes, str]
) -> None:
    model.status, model.body, what = wrong
    records, (finding,) = Endpoint(model.url, "small").second(howitzers)
    assert records == []
    assert finding.code == "second_reader_failed"
    assert what in finding.what


def test_a_model_that_does_not_answer_in_time_is_a_finding(
    model: Model, howitzers: Reading
) -> None:
    model.slow = True
    records, (finding,) = Endpoint(model.url, "small", timeout_seconds=0.2).second(howitzers)
    assert records == []
    assert "did not answer within 0.2 s" in finding.what


def test_a_server_that_is_not_there_is_a_finding(howitzers: Reading) -> None:
    _, (finding,) = Endpoint("http://127.0.0.1:9/v1", "small").second(howitzers)
    assert "could not be asked" in finding.what


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "ftp://a.example",
        "127.0.0.1:80",
        "http://",
        "http://[",
        "javascript:x",
    ],
)
def test_only_web_addresses_are_asked(url: str) -> None:
    with pytest.raises(RefusedError) as refused:
        Endpoint(url, "small")
    assert refused.value.where == "RESUPPLY_ENDPOINT"


def test_a_model_must_be_named() -> None:
    with pytest.raises(RefusedError, match="no model"):
        Endpoint("http://127.0.0.1:1/v1", " ")
    with pytest.raises(RefusedError, match='no second reader "gpt"'):
        named(["gpt"])


def test_disagreement_is_shown_field_by_field(case: Case, model: Model, howitzers: Reading) -> None:
    model.says(gift(quantity=30, status="delivered"), {
        "kind": "quote", "excerpt": "Troels Lund Poulsen said so", "speaker": "Poulsen",
        "mode": "indirect"})  # fmt: skip
    records, _ = Endpoint(model.url, "small").second(howitzers)
    case.desk.queue(howitzers, others={"endpoint": records})
    shown = case.review(1).result or {}
    told = {r["field"]: (r["ours"], r["theirs"], r["agree"]) for r in shown["readers"]}
    assert told["quantity"] == (20, 30, False)
    assert told["status"] == ("pledged", "delivered", False)
    assert told["donor"] == ("DNK", "DNK", True)
    first, second = case.review().rows
    assert first["mind"] == "endpoint reads quantity, status otherwise."
    assert (second["kind"], second["mind"]) == ("quote", "Only endpoint read it.")


def test_the_spacy_model_gives_a_second_opinion_of_names_and_sums() -> None:
    pytest.importorskip("spacy")
    from resupply.intake.second import entities

    text = "Petteri Orpo said Finland will give EUR 60 million and some tents to Ukraine."
    at = {w: (text.index(w), text.index(w) + len(w)) for w in ("Finland", "Petteri Orpo", "tents")}
    record = Record(
        kind="aid", start=18, end=len(text), fields={"donor": "FIN", "place": "Orpo"},
        spans={"donor": at["Finland"], "place": at["Petteri Orpo"]},
    )  # fmt: skip
    reading = Reading(id="t", published=None, text=text, records=[record])
    (opinion,), findings = entities.second(reading)
    assert findings == []
    assert opinion.fields["donor"] == "FIN"  # taken for a country too
    assert opinion.fields["place"] == "Petteri Orpo (PERSON)"
    assert "60 million" in opinion.fields["amount"]


def test_a_text_too_long_for_the_model_is_a_finding() -> None:
    pytest.importorskip("spacy")
    from resupply.intake.second import entities

    long = Reading(id="t", published=None, text="a " * 150_000, records=[])
    assert entities.second(long)[1][0].code == "second_reader_failed"
