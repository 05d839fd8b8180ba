"""The pages as a server gives them: one a question, the rows of REST, bad input refused."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.api.questions import questions
from resupply.core.errors import RefusedError
from resupply.web.headers import frames
from resupply.web.pages import every

#: Pages that need to be told what.
ASKED = {
    "diff": {"known_1": "2023-12-31", "known_2": "2024-02-28"},
    "table": {"name": "facts"},
    "words": {"name": "kiel-r16"},
    "claim": {"text": "Denmark gave most per head"},
    "donor": {"donor": "DNK"},
    "what-if": {"pause": "USA", "days": "60"},
}
#: Files are asked of questions that answer at once and the same each time.
QUICK = ("rank", "balances", "pauses", "promises", "lags", "stock", "check", "sources", "table")


class Links(HTMLParser):
    """All addresses a page leads to or loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        for name in ("href", "src", "srcset", "action", "data-spec"):
            if told.get(name):
                self.found.append((tag, str(told[name])))
        if tag == "script" and not told.get("src"):
            self.inline.append("script")
        self.inline += [name for name, _ in attrs if name.startswith("on")]


@pytest.fixture(autouse=True)
def _as_a_stranger(shipped: httpx.Client) -> None:
    """No test finds the language another chose."""
    shipped.cookies.clear()


def asked(page: str) -> str:
    return f"?{urlencode(ASKED[page])}" if page in ASKED else ""


def test_every_question_has_a_page() -> None:
    names = {page.name for page in every()}
    assert {q.name.replace("_", "-") for q in questions()} <= names


def test_no_key_leads_to_two_pages() -> None:
    keys = [page.key for page in every() if page.key]
    assert [key for key in set(keys) if keys.count(key) > 1] == []


@pytest.mark.parametrize("question", QUICK)
def test_the_files_of_a_page_are_those_of_rest(shipped: httpx.Client, question: str) -> None:
    page = next(p for p in every() if p.name == question)
    given = page.figures[0].given
    both = {**ASKED.get(question, {}), **{k: ",".join(v) for k, v in given.items()}}
    name = question.replace("_", "-")
    rest = shipped.get(f"/api/v1/{name}", params=both)
    own = shipped.get(f"/{page.name}.json{asked(question)}")
    assert own.json() == rest.json()
    table = shipped.get(f"/{page.name}.csv{asked(question)}")
    assert table.text == shipped.get(f"/api/v1/{name}", params={**both, "format": "csv"}).text
    sheet = shipped.get(f"/{page.name}.xlsx{asked(question)}")
    assert sheet.content.startswith(b"PK")


@pytest.mark.parametrize("page", ["picture", "pauses", "promises", "stock", "pipeline"])
@pytest.mark.parametrize("form", ["svg", "png", "pdf", "vl.json"])
def test_a_chart_as_a_file(shipped: httpx.Client, page: str, form: str) -> None:
    found = shipped.get(f"/{page}.{form}")
    assert found.status_code == 200
    begins = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "vl.json": b"{"}[form]
    assert found.content.startswith(begins)
    same = shipped.get(f"/{page}.{form}", headers={"if-none-match": found.headers["etag"]})
    assert same.status_code == 304


@pytest.mark.parametrize("name", [p.name for p in every()])
def test_a_page_leads_only_to_what_is_there(shipped: httpx.Client, name: str) -> None:
    """No link of a page is dead, none but sources' leaves this machine, no script is inline."""
    page = next(p for p in every() if p.name == name)
    text = shipped.get(f"{page.address}{asked(name)}").text
    links = Links(text)
    assert links.inline == []
    for tag, address in links.found:
        if address.startswith(("http://", "https://")):
            assert tag == "a"  # a source, followed by a person alone
        else:
            assert address.startswith(("/", "#")), address


def test_links_of_the_first_page_answer(shipped: httpx.Client) -> None:
    links = Links(shipped.get("/").text)
    inner = {a.partition("#")[0] for tag, a in links.found if a.startswith("/") and tag != "form"}
    menu = {p.address for p in every()}  # test_all_pages opens these
    for address in sorted(a for a in inner if a and a.partition("?")[0] not in menu):
        assert shipped.get(address).status_code in (200, 307), address


@pytest.mark.parametrize(
    ("address", "status", "where"),
    [
        ("/rank?pers=head", 422, "query pers"),
        ("/rank?per=heads", 422, "query per"),
        ("/rank?as_of=2024-13-01", 422, "query as_of"),
        ("/rank?_page=0", 422, "query _page"),
        ("/rank?_nothing=1", 422, "query _nothing"),
        ("/rank?donor=Atlantis", 422, "donor"),
        ("/picture?case=../../etc", 422, "case"),
        ("/picture/nothing", 404, "address"),
        ("/nothing", 404, "address"),
        ("/embed/picture/nothing", 404, "address"),
        ("/static/../site.py", 404, "address"),
        ("/static/%2e%2e/site.py", 404, "address"),
        ("/plan?scenario=../../etc/passwd", 422, "scenario"),
    ],
)
def test_what_cannot_be_answered_says_why(
    shipped: httpx.Client, address: str, status: int, where: str
) -> None:
    found = shipped.get(address)
    assert found.status_code == status
    is_file = address.startswith("/static")
    assert found.headers["content-type"].startswith("text/html") != is_file
    assert where in found.text
    assert "todo" in found.text
    assert "Traceback" not in found.text
    as_file = shipped.get(address.replace("/rank", "/rank.json"), headers={"accept": "*/*"})
    if "/rank" in address:
        assert set(as_file.json()) == {"error", "where", "what", "todo", "status"}


@given(name=st.sampled_from(["donor", "_find", "_sort", "_table", "item", "by"]), value=st.text())
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_nothing_is_run(browsing: httpx.Client, name: str, value: str) -> None:
    mark = f"<b onx=1>{value}"
    found = browsing.get("/balances", params={name: mark.encode("utf-8", "replace").decode()})
    assert found.status_code in (200, 422)
    assert "<b onx=1>" not in found.text


def test_names_from_data_are_shown_and_not_run(small: httpx.Client) -> None:
    found = small.get("/rank", params={"_find": "<script>alert(1)</script>"})
    assert found.status_code == 200
    assert "<script>alert" not in found.text


def test_a_table_is_sorted_filtered_and_paged_by_the_server(shipped: httpx.Client) -> None:
    def first_cells(address: str) -> list[str]:
        body = shipped.get(address).text.partition("<tbody>")[2].partition("</tbody>")[0]
        rows = body.split("<tr>")[1:]
        return [re.sub(r"<[^>]*>", " ", row).split()[1] for row in rows]

    names = first_cells("/rank?_sort=name")
    assert names == sorted(names, key=str.casefold)
    assert first_cells("/rank?_sort=-name") == names[::-1] or len(set(names)) < len(names)
    assert first_cells("/rank?_find=denmark") == ["Denmark"]
    everything = shipped.get("/balances?by=donor,month")
    assert "Rows 1 to 50 of" in everything.text
    later = shipped.get("/balances?by=donor,month&_page=2")
    assert "Rows 51 to 100 of" in later.text


def test_columns_that_are_not_known_sort_last(shipped: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(shipped.get("/promises.csv").text)))
    assert any(row["due_on"] == "" for row in rows)
    text = shipped.get("/promises/all?_sort=due_on").text
    body = text.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr>")[1:]
    due = [re.findall(r"<td class=\"[^\"]*day[^\"]*\">([^<]*)", row)[1] for row in body]
    known = [d for d in due if d != "-"]
    assert due == known + ["-"] * (len(due) - len(known))


def test_bounds_go_from_page_to_page(shipped: httpx.Client) -> None:
    text = shipped.get("/pauses?donor=DNK&as_of=2023-06-30").text
    links = [a for tag, a in Links(text).found if tag == "a" and a.startswith("/promises")]
    assert "donor=DNK" in links[0]
    assert "as_of=2023-06-30" in links[0]


def test_the_language_is_chosen_by_address_cookie_and_browser(shipped: httpx.Client) -> None:
    def language(address: str, **headers: str) -> str:
        return re.findall(r'<html lang="(\w+)"', shipped.get(address, headers=headers).text)[0]

    assert language("/rank") == "en"
    assert language("/rank?_lang=uk") == "uk"
    assert language("/rank") == "uk"
    shipped.cookies.clear()
    assert language("/rank", **{"accept-language": "uk-UA,uk;q=0.9"}) == "uk"
    assert language("/rank", **{"accept-language": "fr"}) == "en"
    assert shipped.get("/rank?_lang=xx").status_code == 422


def test_what_a_cookie_chose_stays(shipped: httpx.Client) -> None:
    shipped.get("/rank?_lang=uk&_theme=dark")
    text = shipped.get("/rank").text
    assert 'lang="uk" data-theme="dark"' in text


def test_numbers_and_days_are_those_of_the_language(shipped: httpx.Client) -> None:
    english = shipped.get("/rank?_lang=en").text
    ukrainian = shipped.get("/rank?_lang=uk").text
    assert "67.070" in english
    assert "67,070" in ukrainian
    assert "28 Feb 2024" in english
    assert "28 лют. 2024" in ukrainian


def test_nothing_may_be_loaded_from_elsewhere_or_framed(shipped: httpx.Client) -> None:
    policy = shipped.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    framed = shipped.get("/embed/picture/map").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in framed


def test_the_first_visit_weighs_little(shipped: httpx.Client) -> None:
    """All that a browser loads for the first page, as it is sent, and the runtime of charts."""
    links = Links(shipped.get("/").text)
    loaded = {a for tag, a in links.found if tag in ("img", "script") or "/static/" in a}
    modules = {f"/static/{name}.js" for name in ("swap", "keys", "charts", "jobs")}
    size = 0
    for address in {"/", "/static/vega/runtime.js", *loaded, *modules}:
        with shipped.stream("GET", address, follow_redirects=True) as answer:
            size += sum(len(part) for part in answer.iter_raw())
    assert size <= 600_000


def test_the_same_as_line_asks_the_same(shipped: httpx.Client) -> None:
    text = shipped.get("/rank?per=head&donor=DNK,SWE").text
    address = re.findall(r'<dd><a href="(/api/v1/rank[^"]*)"', text)[0].replace("&amp;", "&")
    own = shipped.get("/rank.json?per=head&donor=DNK,SWE").json()
    assert shipped.get(address).json() == own
    command = re.findall(r"<code>(resupply rank[^<]*)</code>", text)[0]
    assert set(command.split()) == {"resupply", "rank", "--per", "head", "--donor", "DNK,SWE"}


def test_an_embedded_figure_stands_alone(shipped: httpx.Client) -> None:
    text = shipped.get("/embed/picture/map?per=head").text
    assert "<nav" not in text
    assert "Denmark comes first" in text


def test_a_case_that_cannot_say_it_says_so(small: httpx.Client) -> None:
    """A page whose every figure is refused is refused; one figure is not the page."""
    found = small.get("/")
    assert found.status_code == 200
    for page in ("picture", "pauses", "promises", "stock", "pipeline", "donors"):
        assert small.get(f"/{page}").status_code == 200, page


def test_the_plain_index_is_for_programs(shipped: httpx.Client) -> None:
    assert "openapi.json" in shipped.get("/api/").text
    assert json.loads(shipped.get("/api/v1/cases").text)["cases"]


@pytest.mark.parametrize(
    "site",
    ["*", "https://a b", "https://a.org; script-src *", "https://a.org/x", "data:", "'none'"],
)
def test_what_is_no_site_may_not_frame(site: str) -> None:
    with pytest.raises(RefusedError, match="not a site"):
        frames([site])
