"""The review desk in the app: texts and files read, proposals decided, odd ones refused."""

import contextlib
import io
import re
import shutil
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from tests.web.conftest import PERSON, SMALL

from resupply.api.guard import UPLOAD_MAX

GIFT = (
    "HELSINKI, February 20, 2024 - Finland will send Ukraine {number} rounds of 155mm ammunition, "
    "the ministry said on Tuesday. Estonia pledged 5 million euros."
)
NAMED = {"f.donor": "NNN", "f.recipient": "RRR", "f.item": "155mm"}


@pytest.fixture(scope="module")
def desk(
    serve: Callable[[Path | str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A case of one's own, asked by its own pages."""
    own = tmp_path_factory.mktemp("desk") / "own"
    shutil.copytree(SMALL, own)
    address = serve(own)
    headers = {**PERSON, "origin": address}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as made:
        yield made


def bring(desk: httpx.Client, text: str = "", **more: object) -> httpx.Response:
    fields = {"text": text, "keep": "yes", "by": "Ann", "published": "2024-02-20"}
    return desk.post("/desk/read", data=fields, **more)  # type: ignore[arg-type]


def first_of(answer: httpx.Response) -> int:
    assert answer.status_code == 303, answer.text
    return int(re.findall(r"number=(\d+)", answer.headers["location"])[0])


def gift(desk: httpx.Client, number: int) -> int:
    """The number of the proposal of rounds, of a text with that number of them."""
    first = first_of(bring(desk, GIFT.format(number=f"{number:,}")))
    document = desk.get(f"/api/v1/proposals/{first}").json()["result"]["document"]["number"]
    rows = desk.get("/api/v1/proposals", params={"document": document, "status": "all"}).json()
    return next(r["number"] for r in rows["rows"] if r["fields"].get("quantity") == number)


def decide(desk: httpx.Client, number: int, do: str, **fields: str) -> httpx.Response:
    by = {} if "by" in fields else {"by": "Ann"}
    return desk.post(f"/desk/decide?number={number}", data={"do": do, **by, **fields})


def proposal(desk: httpx.Client, number: int) -> dict[str, object]:
    told: dict[str, object] = desk.get(f"/api/v1/proposals/{number}").json()["result"]
    return told


def test_a_text_is_shown_beside_its_proposal_with_the_words_of_each_field(
    desk: httpx.Client,
) -> None:
    number = gift(desk, 11_000)
    page = desk.get("/desk", params={"number": number}).raise_for_status().text
    assert (
        '<mark id="words" class="of" data-fields="quantity" title="quantity">11,000</mark>' in page
    )
    assert 'name="f.quantity" value="11000"' in page
    assert "It cannot be accepted yet" in page  # the case has no such item
    assert "--" not in re.sub(r"<[^>]+>", "", page)  # no option of the command line
    shown = re.sub(r"<[^>]+>", "", page[page.index("data-text>") :].partition("</div>")[0])
    assert GIFT.format(number="11,000") in shown


def test_accepted_with_changes_it_is_in_the_book_and_leads_back_to_its_words(
    desk: httpx.Client,
) -> None:
    number = gift(desk, 12_000)
    answer = decide(desk, number, "accept", **NAMED)
    assert answer.status_code == 303
    onward = desk.get(answer.headers["location"]).text
    assert f"Proposal {number} is in the book" in onward
    assert f"number={number}" in onward
    told = proposal(desk, number)
    entry = told["booked"][0]  # type: ignore[index]
    page = desk.get("/desk", params={"number": number}).text
    assert f'href="/entry?name={entry}"' in page
    assert f'href="/words?name={entry}"' in page
    assert "Accepted" in page
    assert "Ann, 20" in page  # who and when
    assert "155mm" in desk.get("/entry", params={"name": entry}).raise_for_status().text
    assert "12,000" in desk.get("/words", params={"name": entry}).raise_for_status().text
    again = decide(desk, number, "accept", **NAMED)
    assert "already in the book" in desk.get(again.headers["location"]).text


def test_a_notice_is_told_once(desk: httpx.Client) -> None:
    answer = decide(desk, gift(desk, 12_500), "reject", why="said of last year")
    assert "rejected" in desk.get(answer.headers["location"]).text
    assert 'class="notice"' not in desk.get(answer.headers["location"]).text


def test_changes_are_kept_and_the_others_stay(desk: httpx.Client) -> None:
    number = gift(desk, 13_000)
    before = dict(proposal(desk, number)["fields"])  # type: ignore[call-overload]
    answer = decide(desk, number, "edit", **{"f.quantity": "13 500", "f.item": "155mm"})
    assert answer.headers["location"].endswith(f"number={number}")
    assert proposal(desk, number)["fields"] == {**before, "quantity": 13_500, "item": "155mm"}


@pytest.mark.parametrize(
    ("do", "fields", "said"),
    [
        ("edit", {"f.quantity": "many"}, "is not an amount"),
        ("edit", {}, "none of them was changed"),
        ("reject", {"why": ""}, "a rejection says why"),
        ("merge", {"line": "nowhere"}, "nowhere"),
        ("same", {"same_as": "x"}, "no number"),
        ("split", {"p0.item": "155mm"}, "cannot be split into 1"),
        ("dance", {}, "not said what is decided"),
        ("accept", {"by": ""}, "was not given"),
    ],
)
def test_a_refused_decision_comes_back_with_what_was_typed(
    desk: httpx.Client, do: str, fields: dict[str, str], said: str
) -> None:
    number = gift(desk, 14_000)
    answer = decide(desk, number, do, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert proposal(desk, number)["status"] == "open"
    if "f.quantity" in fields:
        assert 'name="f.quantity" value="many"' in answer.text
        assert 'id="wrong-quantity"' in answer.text


def test_split_merged_told_again_and_taken_back(desk: httpx.Client) -> None:
    number = gift(desk, 15_000)
    halves = {f"p{n}.{k[2:]}": v for n in range(2) for k, v in NAMED.items()}
    parts = {**halves, "p0.quantity": "5000", "p1.quantity": "10000"}
    answer = decide(desk, number, "split", **parts)
    part = first_of(answer)
    assert [proposal(desk, part + n)["fields"]["quantity"] for n in range(2)] == [5_000, 10_000]  # type: ignore[index]
    assert proposal(desk, number)["status"] == "split"
    lines = proposal(desk, part)["may_belong_to"]
    assert lines[0]["line_id"] == "N/rounds"  # type: ignore[index]
    assert "N/rounds" in desk.get("/desk", params={"number": part}).text
    decide(desk, part, "merge", line="N/rounds")
    assert proposal(desk, part)["line"] == "N/rounds"
    other = gift(desk, 15_700)
    decide(desk, other, "same", same_as=str(part))
    assert proposal(desk, other)["status"] == "told_again"
    decide(desk, other, "undo")
    assert proposal(desk, other)["status"] == "open"


def test_the_queue_leads_to_each_and_turns_pages(desk: httpx.Client) -> None:
    gift(desk, 16_000)
    waiting = [row["number"] for row in desk.get("/api/v1/proposals").json()["rows"]]
    queue = desk.get("/desk").raise_for_status().text
    for number in waiting:
        assert f'href="/desk?number={number}"' in queue
    page = desk.get("/desk", params={"number": waiting[1]}).text
    assert f'href="/desk?number={waiting[0]}" rel="prev"' in page
    assert f'href="/desk?number={waiting[2]}" rel="next"' in page
    assert f"2 of {len(waiting)} that wait" in page
    assert desk.get("/desk.csv").text.count("\n") == len(waiting) + 1


def test_without_keeping_nothing_is_kept(desk: httpx.Client) -> None:
    before = desk.get("/api/v1/documents").json()["rows"]
    text = GIFT.format(number="17,000")
    page = desk.post("/desk/read", data={"text": text}).raise_for_status().text
    assert "Nothing was entered" in page
    assert "17,000" in page
    assert text in page  # the form holds it still, to be kept next
    assert desk.get("/api/v1/documents").json()["rows"] == before


HTML = (
    "<html><head><title>Aid <b>x</b></title><script>alert(1)</script></head><body><p>"
    "Finland will send Ukraine 18,000 rounds of 155mm ammunition. "
    "&lt;script&gt;alert(2)&lt;/script&gt; &lt;img src=x onerror=alert(3)&gt;</p></body></html>"
)


def test_a_page_with_scripts_is_shown_as_words(desk: httpx.Client) -> None:
    file = {"file": ("../../a<script>.html", HTML.encode(), "text/html")}
    number = first_of(bring(desk, files=file))
    page = desk.get("/desk", params={"number": number}).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "18,000" in page
    held = desk.get(f"/api/v1/documents/{_document(desk, number)}").json()["result"]
    assert held["name"] == "a_script_.html"


def test_an_address_that_is_no_address_is_no_link(desk: httpx.Client) -> None:
    fields = {
        "text": GIFT.format(number="18,500"),
        "keep": "1",
        "by": "<b>Ann",
        "published": "2024",
    }
    sent = desk.post("/desk/read", data={**fields, "url": "javascript:alert(1)", "title": "<i>x"})
    page = desk.get(sent.headers["location"]).text
    assert "javascript:alert" not in page
    assert "&lt;i&gt;x" in page
    assert "<b>Ann" not in page


def _document(desk: httpx.Client, number: int) -> int:
    told: int = proposal(desk, number)["document"]["number"]  # type: ignore[index]
    return told


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(4):
            packed.writestr(f"word/{n}.xml", b"0" * 20_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", bomb(), "unpacks from"),
        ("a.docx", b"PK\x03\x04 no", "not a Word document"),
        ("a.pdf", b"%PDF-1.4 no", "the PDF"),
        ("a.exe", b"MZ\x00\x01" * 50, "not a text"),
        ("a.txt", b"  \n", "empty"),
        ("../../etc/a.txt", b"\x00\x01", "not a text"),
    ],
)
def test_what_is_no_document_is_refused(
    desk: httpx.Client, name: str, data: bytes, said: str
) -> None:
    answer = bring(desk, files={"file": (name, data, "text/plain")})
    assert answer.status_code == 422
    assert said in answer.text
    assert "/tmp" not in answer.text  # no folder of the server is told


def test_a_text_and_a_file_and_neither_are_refused(desk: httpx.Client) -> None:
    both = bring(desk, "a text.", files={"file": ("a.txt", b"another", "text/plain")})
    assert "a file and a text" in both.text
    assert "nothing to read" in bring(desk).text
    odd = desk.post("/desk/read", data={"text": "Some words.", "keep": "1", "by": "A",
                                        "published": "tomorrow"})  # fmt: skip
    assert odd.status_code == 422
    assert "Some words." in odd.text


@pytest.mark.parametrize("asked", ["number=99999999999999999999", "number=-1", "document=0",
                                   "number=x", "status=bad", "zz=1"])  # fmt: skip
def test_what_the_desk_does_not_have_is_refused(desk: httpx.Client, asked: str) -> None:
    answer = desk.get(f"/desk?{asked}")
    assert answer.status_code == 422
    assert "<dt>todo</dt>" in answer.text


@pytest.mark.parametrize("body", [b"garbage", b"--x\r\n\r\n--x--", b""])
def test_a_form_that_is_none_is_refused(desk: httpx.Client, body: bytes) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert desk.post("/desk/read", content=body, headers=headers).status_code == 422


def test_200_megabytes_are_refused_before_they_are_sent(desk: httpx.Client) -> None:
    where = urlsplit(str(desk.base_url))
    head = (
        f"POST /desk/read HTTP/1.1\r\nHost: {where.netloc}\r\nOrigin: {desk.headers['origin']}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 200000000\r\n\r\n"
    )
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=10) as asked:
        asked.sendall(head.encode())
        assert b" 413 " in asked.recv(200)


def test_a_body_that_does_not_say_its_length_is_stopped_at_the_limit(desk: httpx.Client) -> None:
    def parts() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(UPLOAD_MAX // 1_000_000 + 2):
            yield b"a" * 1_000_000

    headers = {"content-type": "multipart/form-data; boundary=x"}
    with contextlib.suppress(httpx.TransportError):  # it hangs up while we are sending
        assert desk.post("/desk/read", content=parts(), headers=headers).status_code == 413
    assert desk.get("/desk").status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None])
def test_another_site_decides_nothing(desk: httpx.Client, origin: str | None) -> None:
    number = gift(desk, 19_000)
    headers = {
        "host": urlsplit(str(desk.base_url)).netloc,
        **({"origin": origin} if origin else {}),
    }
    address = f"{desk.base_url}/desk/decide?number={number}"
    sent = httpx.post(address, data={"do": "reject", "why": "x", "by": "E"}, headers=headers)
    assert sent.status_code in (403, 415)
    assert proposal(desk, number)["status"] == "open"


def test_the_shipped_case_says_that_it_is_not_written_to(shipped: httpx.Client) -> None:
    page = shipped.get("/desk").raise_for_status().text
    assert "resupply new my-case --from ukraine-2024" in page
    assert "Read and put on the desk" not in page
    origin = {"origin": str(shipped.base_url).rstrip("/")}
    text = GIFT.format(number="20,000")
    read = shipped.post("/desk/read", data={"text": text}, headers=origin).raise_for_status().text
    assert "20,000 rounds" in read
    kept = shipped.post("/desk/read", data={"text": text, "keep": "1", "by": "A"}, headers=origin)
    assert kept.status_code == 422
    assert "never written to" in kept.text
