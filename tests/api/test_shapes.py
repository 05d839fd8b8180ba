"""One answer in many shapes: pages, columns, files, pictures; and what need not be sent again."""

import io
import json
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import polars as pl
import pytest
from python_calamine import CalamineWorkbook

import resupply
from resupply.api.keys import ALWAYS_ASKED
from resupply.cli import main
from resupply.report import chart_list, charts

API = "/api/v1"
SMALL = Path(__file__).parents[1] / "cli/small-case"


def test_a_page_has_its_rows_and_says_of_how_many(rest: httpx.Client) -> None:
    whole = rest.get(f"{API}/sources").json()
    page = rest.get(f"{API}/sources?limit=2&offset=1")
    told = page.json()
    assert told["rows"] == whole["rows"][1:3]
    assert told["page"] == {
        "limit": 2, "offset": 1, "total": len(whole["rows"]), "order_by": None, "columns": None,
    }  # fmt: skip
    assert page.headers["x-total-count"] == str(len(whole["rows"]))
    assert {k: v for k, v in told.items() if k not in ("rows", "page")} == {
        k: v for k, v in whole.items() if k != "rows"
    }
    assert "page" not in whole


def test_the_links_of_the_pages_lead_through_all_rows(rest: httpx.Client) -> None:
    whole = rest.get(f"{API}/balances?by=donor,kind,stage").json()["rows"]
    address, rows = f"{API}/balances?by=donor,kind,stage&limit=2&order_by=donor", []
    for _ in range(50):
        page = rest.get(address)
        rows += page.json()["rows"]
        links = {rel: to for to, rel in re.findall(r'<(.*?)>; rel="(\w+)"', page.headers["link"])}
        assert {"first", "last"} <= set(links)
        if "next" not in links:
            break
        address = links["next"]
    key = sorted(json.dumps(row, sort_keys=True) for row in rows)
    assert key == sorted(json.dumps(row, sort_keys=True) for row in whole)
    assert [r["donor"] for r in rows] == sorted(r["donor"] for r in rows)


def test_order_and_columns_touch_the_rows_alone(rest: httpx.Client) -> None:
    told = rest.get(f"{API}/rank?order_by=-donor&columns=donor,total_eur").json()
    donors = [row["donor"] for row in told["rows"]]
    assert donors == sorted(donors, reverse=True)
    assert all(list(row) == ["donor", "total_eur"] for row in told["rows"])
    rows = rest.get(f"{API}/rank?order_by=-donor&columns=donor&format=csv").text.splitlines()
    assert rows == ["donor", *donors]


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("order_by=nothing", "query order_by"),
        ("order_by=-", "query order_by"),
        ("columns=donor,nothing", "query columns"),
        ("limit=0", "query limit"),
        ("limit=1e9", "query limit"),
        ("offset=-1", "query offset"),
        ("offset=99999999999999999999", "query offset"),
        ("format=geojson", "query geojson"),
        ("format=svg&chart=../../etc", "query chart"),
        ("format=svg&chart=gantt", "query chart"),
        ("format=svg&theme=red", "query theme"),
    ],
)
def test_a_shape_that_cannot_be_given(rest: httpx.Client, asked: str, where: str) -> None:
    told = rest.get(f"{API}/rank?{asked}")
    assert told.status_code == 422
    assert set(told.json()) == {"error", "where", "what", "todo", "status"}
    assert where in told.json()["where"]


def test_a_page_beyond_the_last_is_empty(rest: httpx.Client) -> None:
    told = rest.get(f"{API}/rank?limit=5&offset=1000")
    assert told.json()["rows"] == []
    assert 'rel="prev"' in told.headers["link"]


def test_the_workbook_holds_the_rows_and_no_formula(rest: httpx.Client) -> None:
    told = rest.get(f"{API}/rank?format=xlsx")
    assert told.headers["content-disposition"] == 'inline; filename="rank.xlsx"'
    book = CalamineWorkbook.from_filelike(io.BytesIO(told.content))
    assert book.sheet_names[0] == "Summary"
    rows = book.get_sheet_by_index(1).to_python()
    assert len(rows) - 1 == len(rest.get(f"{API}/rank").json()["rows"])


@pytest.mark.parametrize("question", ["plan", "pause-cost?what=NNN", "survive", "bottlenecks"])
def test_pictures_are_those_of_the_command_line(rest: httpx.Client, question: str) -> None:
    mark = "&" if "?" in question else "?"
    drawn = rest.get(f"{API}/{question}{mark}format=svg")
    assert drawn.status_code == 200, drawn.text
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in drawn.headers["content-security-policy"]
    name, _, value = question.partition("?what=")
    case = resupply.open(SMALL)
    answer = getattr(case, name.replace("-", "_"))(**({"what": [value]} if value else {}))
    assert drawn.text == chart_list.picture(answer, ".svg").decode()
    assert next(chart_list.of(answer)).spec("light") == charts.spec_of(answer)


def test_each_picture_of_a_plan_can_be_asked_for(rest: httpx.Client) -> None:
    plan = resupply.open(SMALL).plan()
    names = [chart.name for chart in chart_list.of(plan)]
    assert {"gantt", "needs", "flow"} <= set(names)
    for name in names:
        drawn = rest.get(f"{API}/plan?format=png&theme=dark&chart={name}")
        assert drawn.content.startswith(b"\x89PNG"), drawn.text
    where = rest.get(f"{API}/plan?format=svg&chart=survive").json()
    assert where["where"] == "query chart survive"
    assert "gantt" in where["todo"]


def test_a_plan_on_the_map_is_that_of_the_command_line(
    rest: httpx.Client, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = rest.get(f"{API}/plan?format=geojson&days=30")
    file = tmp_path / "plan.geojson"
    assert main(["plan", "--days", "30", "--case", str(folder), "--geojson", str(file)]) == 0
    capsys.readouterr()
    assert told.content == file.read_bytes()


def test_a_long_csv_comes_as_it_is_written(serve: Callable[[Path | str], str]) -> None:
    with httpx.Client(base_url=serve("ukraine-2024"), timeout=60) as client:
        asked = f"{API}/plan?days=365&step=week&show=stock"
        whole = client.get(asked).json()["rows"]
        told = client.get(f"{asked}&format=csv")
        frame = pl.read_csv(told.content, infer_schema_length=None)
        assert len(frame) == len(whole)
        held = {"if-none-match": told.headers["etag"]}
        assert client.get(f"{asked}&format=csv", headers=held).status_code == 304


# What need not be sent again


@pytest.mark.parametrize(
    "address",
    [
        *("rank", "rank?per=head", "plan?days=30", "plan?days=30&format=svg", "check", "verify"),
        *("rank?format=csv", "rank?format=xlsx", "rank?limit=1", "review", "documents", "cases"),
        *("proposals", "decisions", "words?name=rear", "openapi.json"),
    ],
)
def test_every_answer_has_an_etag_and_is_not_sent_twice(rest: httpx.Client, address: str) -> None:
    first = rest.get(f"{API}/{address}")
    assert first.status_code == 200, first.text
    etag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    for held in (etag, f'"other", {etag}', etag.removeprefix("W/"), "*"):
        again = rest.get(f"{API}/{address}", headers={"if-none-match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
    other = rest.get(f"{API}/{address}", headers={"if-none-match": '"other"'})
    assert other.status_code == 200
    assert other.content == first.content


def test_shapes_and_questions_have_etags_of_their_own(rest: httpx.Client) -> None:
    asked = ["", "?per=head", "?format=csv", "?limit=1", "?limit=2", "?order_by=donor", "?top=1"]
    etags = {rest.get(f"{API}/rank{a}").headers["etag"] for a in asked}
    assert len(etags) == len(asked)


def record(folder: Path, quantity: str) -> None:
    said = ["--stage", "pledge", "--donor", "SSS", "--item", "155mm", "--quantity", quantity]
    said += ["--known-on", "2024-02-21", "--source", "s2"]
    assert main(["record", *said, "--case", str(folder)]) == 0


def test_an_answer_changes_with_its_book_and_its_tables(
    serve: Callable[[Path | str], str], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "own"))
    with httpx.Client(base_url=serve(folder), timeout=60) as client:
        first = client.get(f"{API}/balances")
        again = client.get(f"{API}/balances")
        assert again.headers["etag"] == first.headers["etag"]
        table = next(f for f in folder.glob("*.csv") if "value" in f.read_text().splitlines()[0])
        rows = table.read_text().splitlines()
        table.write_text("\n".join(rows[:-1]) + "\n")
        after = client.get(f"{API}/balances", headers={"if-none-match": first.headers["etag"]})
        assert after.status_code == 200
        case = resupply.open(folder)
        assert after.json() == json.loads(json.dumps(case.balances().to_dict()))
        # From here on a book of its own: each record makes another head.
        asked = f"{API}/balances?measure=quantity&item=155mm"
        record(folder, "700")
        before = client.get(asked)
        record(folder, "900")
        later = client.get(asked, headers={"if-none-match": before.headers["etag"]})
        assert later.status_code == 200
        answer = resupply.open(folder).balances(measure="quantity", item="155mm")
        assert later.json() == json.loads(json.dumps(answer.to_dict()))
        assert later.json()["rows"] != before.json()["rows"]


def test_what_depends_on_more_than_the_book_is_always_asked() -> None:
    assert {"review", "words", "verify"} <= ALWAYS_ASKED


def test_large_answers_are_compressed_for_who_takes_it(rest: httpx.Client) -> None:
    plainly = rest.get(f"{API}/plan", headers={"accept-encoding": "identity"})
    packed = rest.get(f"{API}/plan", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plainly.content) / 3
    assert packed.json() == plainly.json()


def test_fifty_readers_at_one_time_each_get_the_right_answer(rest: httpx.Client) -> None:
    asked = [f"{API}/rank?per=head&top={1 + n % 3}" for n in range(25)]
    asked += [f"{API}/balances?by=kind&limit={1 + n % 5}" for n in range(25)]
    expected = {address: rest.get(address).content for address in set(asked)}
    fresh = [f"{address}&currency=USD" for address in asked]  # asked by many, known by none
    with ThreadPoolExecutor(50) as pool:
        told = list(pool.map(rest.get, asked))
        new = list(pool.map(rest.get, fresh))
    assert all(t.content == expected[a] for a, t in zip(asked, told, strict=True))
    assert all(t.status_code == 200 for t in new)
    for address in set(fresh):
        assert {t.content for a, t in zip(fresh, new, strict=True) if a == address} == {
            rest.get(address).content
        }
