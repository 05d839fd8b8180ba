"""The import wizard: looked at first, headings agreed, bad cells marked, then taken or not."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx
import pytest
import xlsxwriter
from tests.web.conftest import PERSON, SMALL

from resupply.core.workbooks import read_sheets
from resupply.web.posted import File
from resupply.web.uploads import KEPT_MAX, KEPT_SECONDS, Uploads

HEADINGS = ["id", "donor", "item", "kind", "quantity", "unit", "pledged_on", "due_by", "known_on",
            "source_id", "dataset"]  # fmt: skip
GOOD = ["X1", "NNN", "155mm", "pledge", 700, "round", "2024-01-20", "2024-03-01", "2024-01-31",
        "s1", "press"]  # fmt: skip
BAD = ["X2", "NNN", "155mm", "pledge", "approx. 200", "round", "2024-01-20", "", "2024-01-31",
       "s1", "press"]  # fmt: skip


@pytest.fixture
def own(
    serve: Callable[[Path | str], str],
    tmp_path_factory: pytest.TempPathFactory,
    kept: dict[str, str],
) -> Iterator[httpx.Client]:
    """A case of one's own, asked by its own pages; one server for all tests of this file."""
    if not kept:
        folder = tmp_path_factory.mktemp("import") / "own"
        shutil.copytree(SMALL, folder)
        kept["address"] = serve(folder)
    address = kept["address"]
    with httpx.Client(base_url=address, headers={**PERSON, "origin": address}, timeout=60) as made:
        yield made


@pytest.fixture(scope="module")
def kept() -> dict[str, str]:
    return {}


def workbook(rows: Sequence[Sequence[object]], sheet: str = "pledges") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        made = book.add_worksheet(sheet)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                made.write(row, column, value)
    return out.getvalue()


def send(own: httpx.Client, data: bytes, name: str = "ours.xlsx", **fields: str) -> httpx.Response:
    sent = {"kind": "sheet", "by": "Ann", **fields}
    return own.post("/import/upload", data=sent, files={"file": (name, data)})


def looked_at(own: httpx.Client, data: bytes, name: str = "ours.xlsx") -> tuple[str, str]:
    """The address where a file waits, and its page."""
    answer = send(own, data, name)
    assert answer.status_code == 303, answer.text
    address = answer.headers["location"]
    return address, own.get(address).raise_for_status().text


def known(own: httpx.Client, name: str) -> int:
    """How many promises of that id the book has."""
    rows = own.get("/api/v1/entries", params={"find": name}).json()["rows"]
    return len(rows)


def by(address: str, do: str) -> str:
    return address.replace("/import?", f"/import/{do}?")


def test_a_good_workbook_is_shown_first_and_written_when_asked(own: httpx.Client) -> None:
    address, page = looked_at(own, workbook([HEADINGS, GOOD]))
    assert "would be written" in page
    assert known(own, "X1") == 0
    done = own.post(by(address, "bring"), data={"do": "all", "by": "Ann"})
    assert done.status_code == 303
    assert "records written" in own.get(done.headers["location"]).text
    assert known(own, "X1") == 1
    assert own.get(address).status_code == 422  # it does not wait any more
    again, page = looked_at(own, workbook([HEADINGS, GOOD]))
    assert "nothing new" in page
    assert "Bring in" not in page
    assert own.post(by(again, "bring"), data={"by": "Ann"}).status_code == 303
    assert known(own, "X1") == 1


def test_bad_cells_are_listed_and_marked_and_nothing_is_half_written(own: httpx.Client) -> None:
    good = ["X3", *GOOD[1:]]
    address, page = looked_at(own, workbook([HEADINGS, good, BAD]))
    row = next(r for r in page.split("<tr>") if "approx. 200" in r)
    cells = [c.strip() for c in re.findall(r"<td[^>]*>(.*?)</td>", row)]
    assert cells[:4] == ["error", "pledges", "3", "quantity"]
    marked = own.get(by(address, "marked"))
    assert marked.headers["content-disposition"].endswith("ours-marked.xlsx")
    (sheet,) = read_sheets(marked.content, "marked.xlsx")
    assert sheet.rows[2][4] == "approx. 200"
    with zipfile.ZipFile(io.BytesIO(marked.content)) as parts:
        notes = parts.read("xl/comments1.xml").decode()
    assert "is not a number" in notes
    assert 'ref="E3"' in notes
    refused = own.post(by(address, "bring"), data={"do": "strict", "by": "Ann"})
    assert refused.status_code == 422
    assert "would be left out" in refused.text
    assert known(own, "X3") == 0
    done = own.post(by(address, "bring"), data={"do": "rest", "by": "Ann"})
    assert done.status_code == 303
    assert (known(own, "X3"), known(own, "X2")) == (1, 0)


OTHER = ["Id", "Donor country", "item", "kind", "amount", "unit", "pledged_on", "due_by",
         "known_on", "Source", "dataset"]  # fmt: skip


def test_other_headings_are_proposed_and_a_person_chooses(own: httpx.Client) -> None:
    row = ["X4", *GOOD[1:]]
    address, page = looked_at(own, workbook([OTHER, row], "Promises"))
    assert "taken for the table pledges" in page
    chosen = dict(re.findall(r'<select name="(h\.0\.\d+)".*?<option value="(\w+)" selected>', page))
    assert chosen["h.0.1"] == "donor"
    assert chosen["h.0.9"] == "source_id"
    assert known(own, "X4") == 0
    names = {"t.0": "pledges", **chosen, "h.0.4": "quantity"}
    twice = own.post(by(address, "headings"), data={**names, "h.0.4": "donor"})
    assert twice.status_code == 422
    assert "two of them would be" in twice.text
    assert own.post(by(address, "headings"), data=names).headers["location"] == address
    page = own.get(address).text
    assert "Headings that are not ours" not in page
    assert "would be written" in page
    own.post(by(address, "bring"), data={"do": "all", "by": "Ann"})
    found = own.get("/api/v1/entries", params={"find": "X4"}).json()["rows"]
    assert [r["quantity"] for r in found] == [700]


def test_a_table_as_csv_is_read_and_can_be_marked(own: httpx.Client) -> None:
    lines = [";".join(map(str, row)) for row in (HEADINGS, ["X5", *GOOD[1:]], BAD)]
    address, page = looked_at(own, "\n".join(lines).encode(), "pledges.csv")
    assert "would be written" in page
    assert "approx. 200" in page
    assert own.get(by(address, "marked")).status_code == 200


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 150_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", bomb(), "unpack"),
        ("a.xlsx", b"PK\x03\x04 cut off", "workbook"),
        ("a.xlsx", b"<html></html>", "workbook"),
        ("a.exe", b"MZ", "none of .xlsx"),
        ("a.csv", b"\x00\x01\x02", "no text"),
        ("../../../a.xlsx", b"no", "workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(
    own: httpx.Client, name: str, data: bytes, said: str
) -> None:
    answer = send(own, data, name)
    assert answer.status_code == 422
    assert said in answer.text
    assert "resupply-uploads" not in answer.text


def test_what_is_missing_is_said_at_its_field(own: httpx.Client) -> None:
    assert "no file was chosen" in send(own, b"", "").text
    kiel = send(own, b"x", "a.xlsx", kind="kiel")
    assert 'id="wrong-known_on"' in kiel.text
    assert "there is no such kind" in send(own, b"x", kind="tank").text
    odd = send(own, workbook([HEADINGS, GOOD]), known_on="tomorrow")
    assert odd.status_code == 422
    for token in ("", "nobody", "../../etc/passwd", "a" * 400):
        assert own.get("/import/marked", params={"upload": token}).status_code in (404, 422)
        assert own.post(
            "/import/bring", params={"upload": token}, data={"by": "A"}
        ).status_code in (
            404,
            422,
        )


@pytest.mark.parametrize(
    ("kind", "name", "data", "found"),
    [
        (
            "fts",
            "page.json",
            b'{"data": {"flows": [{"id": 71, "amountUSD": 5, "status": "paid", '
            b'"destinationObjects": [{"type": "Location", "name": "Jordan"}]}]}}',
            "fts/71",
        ),
        (
            "iati",
            "activities.xml",
            b"<iati-activities><iati-activity><iati-identifier>SE-0-71</iati-identifier>"
            b'<transaction><transaction-type code="2"/><value currency="SEK">5</value>'
            b"</transaction></iati-activity></iati-activities>",
            "iati/SE-0-71",
        ),
        (
            "sipri",
            "deals.csv",
            b"Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,"
            b"Number delivered\nUkraine,Latvia,2022,,9,,Spartan,\n",
            "sipri/UKR/LVA/2022/spartan#1",
        ),
    ],
)
def test_a_file_of_another_source_is_looked_at_and_taken(
    own: httpx.Client, kind: str, name: str, data: bytes, found: str
) -> None:
    answer = send(own, data, name, kind=kind, known_on="2024-02-01")
    assert answer.status_code == 303, answer.text
    token = answer.headers["location"].split("upload=")[1]
    assert "would be written" in own.get(answer.headers["location"]).text
    taken = own.post("/import/bring", params={"upload": token}, data={"by": "Ann"})
    assert taken.status_code in (200, 303), taken.text
    assert known(own, found) == 1


def test_names_with_markup_stay_names(own: httpx.Client) -> None:
    rows = [["<script>alert(1)</script>", *HEADINGS], ["<b>x", *GOOD]]
    _, page = looked_at(own, workbook(rows), "<img src=x>.xlsx")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_another_site_brings_nothing(own: httpx.Client) -> None:
    address, _ = looked_at(own, workbook([HEADINGS, ["X9", *GOOD[1:]]]))
    headers = {"origin": "http://evil.example"}
    assert own.post(by(address, "bring"), data={"by": "E"}, headers=headers).status_code == 403
    assert known(own, "X9") == 0


def test_the_empty_workbook_can_be_read_again(own: httpx.Client) -> None:
    body = own.get("/import/template.xlsx").raise_for_status().content
    assert {"pledges", "entries", "counts"} <= {s.name for s in read_sheets(body, "t.xlsx")}


def test_the_shipped_case_says_how_to_make_ones_own(shipped: httpx.Client) -> None:
    page = shipped.get("/import").raise_for_status().text
    assert "resupply new my-case --from ukraine-2024" in page
    assert 'type="file"' not in page
    headers = {"origin": str(shipped.base_url).rstrip("/")}
    sent = shipped.post(
        "/import/upload", data={"kind": "sheet"}, headers=headers,
        files={"file": ("a.xlsx", workbook([HEADINGS, GOOD]))},
    )  # fmt: skip
    assert sent.status_code == 422
    assert "never written to" in sent.text


def test_files_wait_an_hour_for_who_sent_them() -> None:
    now = [0.0]
    waiting = Uploads(clock=lambda: now[0])
    first = waiting.put(File("a.xlsx", b"x"), "sheet", known_on=None, case=None, owner="Ann")
    assert first.folder.stat().st_mode & 0o077 == 0
    assert first.folder.parent.stat().st_mode & 0o077 == 0
    assert waiting.get(first.token, owner="Ann", case=None) is first
    for owner, case in (("Bob", None), (None, None), ("Ann", "other")):
        with pytest.raises(Exception, match="does not wait here"):
            waiting.get(first.token, owner=owner, case=case)
    now[0] = KEPT_SECONDS + 1
    with pytest.raises(Exception, match="does not wait here"):
        waiting.get(first.token, owner="Ann", case=None)
    assert not first.folder.exists()
    many = [
        waiting.put(File("a.xlsx", b"x"), "sheet", known_on=None, case=None, owner="Ann")
        for _ in range(KEPT_MAX + 2)
    ]
    assert sum(upload.folder.exists() for upload in many) == KEPT_MAX
