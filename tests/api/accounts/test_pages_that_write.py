"""Review desk, import and recording where people have roles: who may, and in whose name."""

import io
import re

import xlsxwriter
from tests.api.accounts.conftest import Team

TEXT = "HELSINKI, February 20, 2024 - Finland will send Ukraine 31,000 rounds of 155mm ammunition."
PAGE = {"accept": "text/html"}
READ = {"text": TEXT, "keep": "yes", "by": "Somebody else", "published": "2024-02-20"}
MOVE = {"do": "write", "stage": "pledge", "donor": "NNN", "item": "155mm", "quantity": "7",
        "source": "s1", "known_on": "2024-02-01", "by": "Somebody else"}  # fmt: skip


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("pledges")
        sheet.write_row(0, 0, ("id", "donor", "item", "kind", "known_on", "source_id"))
        sheet.write_row(1, 0, ("T1", "NNN", "155mm", "pledge", "2024-01-31", "s1"))
    return out.getvalue()


def test_a_viewer_neither_sees_nor_sends_them(team: Team) -> None:
    vic = team.client("Vic", **PAGE)
    for page in ("/desk", "/import", "/record", "/count"):
        assert vic.get(page).status_code == 403
        assert f'href="{page}"' not in vic.get("/").text
    assert vic.post("/desk/read", data=READ).status_code == 403
    assert vic.post("/record/write", data=MOVE).status_code == 403
    assert team.client(**PAGE).post("/desk/read", data=READ).status_code == 401


def test_a_recorder_brings_and_a_reviewer_decides_in_their_own_names(team: Team) -> None:
    rita, rex = team.client("Rita", **PAGE), team.client("Rex", **PAGE)
    sent = rita.post("/desk/read", data=READ, files={"file": ("", b"")})
    assert sent.status_code == 303
    number = int(re.findall(r"number=(\d+)", sent.headers["location"])[0])
    page = rita.get(sent.headers["location"]).text
    assert ">Reject<" not in page  # hidden, and refused:
    decision = {"do": "reject", "why": "a test", "by": "Somebody else"}
    assert rita.post(f"/desk/decide?number={number}", data=decision).status_code == 403
    assert "You decide as Rex." in rex.get(sent.headers["location"]).text
    assert rex.post(f"/desk/decide?number={number}", data=decision).status_code == 303
    told = rex.get(f"/api/v1/proposals/{number}").json()["result"]
    assert told["document"]["added_by"] == "Rita"
    assert [d["by"] for d in told["decisions"]] == ["Rex"]


def test_a_file_of_one_recorder_is_not_shown_to_another(team: Team) -> None:
    rita, rex = team.client("Rita", **PAGE), team.client("Rex", **PAGE)
    file = {"file": ("ours.xlsx", workbook())}
    sent = rita.post("/import/upload", data={"kind": "sheet"}, files=file)
    address = sent.headers["location"]
    assert "would be written" in rita.get(address).text
    assert rex.get(address).status_code == 422
    bring = address.replace("/import?", "/import/bring?")
    assert rex.post(bring, data={"by": "Rita"}).status_code == 422
    assert rita.post(bring, data={"by": "Somebody else"}).status_code == 303


def test_what_is_recorded_bears_the_name_of_who_did(team: Team) -> None:
    rita = team.client("Rita", **PAGE)
    sent = rita.post("/record/write", data=MOVE)
    assert sent.status_code == 303
    name = re.findall(r"/entry\?name=([0-9a-f]+)", rita.get("/record").text)[0]
    entry = rita.get("/api/v1/entry", params={"name": name}).json()["result"]
    assert "Rita" in str(entry)
    assert "Somebody else" not in str(entry)
