"""Pages of planning over HTTP: the builder, files, what is kept; figures are those of REST."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web.conftest import PERSON, SMALL

import resupply
from resupply.network.changes import AnyChange, Scenario, parse_change, plain
from resupply.network.scenarios import from_text, several, to_text
from resupply.web import building

DRY = Scenario(name="dry", changes=(parse_change({"do": "pause", "of": "NNN", "days": 20}),))


@pytest.fixture(scope="module")
def own(
    serve: Callable[[Path | str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A case of one's own, asked by its own pages."""
    folder = tmp_path_factory.mktemp("planning") / "own"
    shutil.copytree(SMALL, folder)
    address = serve(folder)
    headers = {**PERSON, "origin": address}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as made:
        yield made


def scenarios_of(answer: httpx.Response) -> list[Scenario]:
    """The scenarios that the address a form leads to holds."""
    assert answer.status_code == 303, answer.text[:500]
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    return several(asked.get("scenarios", [""])[0])


def change(own: httpx.Client, back: str = "", **fields: str) -> httpx.Response:
    return own.get("/what-if-change", params={"back": back, "into": "dry", **fields})


# One of each change there is, as people fill in its form.
EACH = {
    "pause": {"of": "NNN", "left": "0.5", "from": "2024-03-01", "days": "20"},
    "close": {"what": "hub-rear", "until": "2024-03-20"},
    "scale": {"what": "n-rate", "factor": "2"},
    "set_capacity": {"leg": "hub-rear", "per_day": "5", "low": "2"},
    "set_lead": {"leg": "hub-rear", "days": "4"},
    "move_date": {"supply": "n-rate", "to": "2024-04-01"},
    "add_stock": {"place": "rear", "item": "155mm", "quantity": "500"},
    "add_supply": {"id": "more", "place": "hub", "item": "155mm", "per_day": "30"},
    "add_promise": {
        "id": "word", "party": "NNN", "item": "155mm", "quantity": "900", "due_on": "2024-05-01",
        "place": "hub",
    },
    "add_need": {"id": "also", "place": "rear", "item": "155mm", "per_day": "10", "tier": "2"},
    "add_leg": {
        "id": "new", "from_place": "hub", "to_place": "rear", "lead_days": "1", "unit": "t",
    },
    "take": {"row": "n-powder"},
}  # fmt: skip


def test_the_forms_are_all_changes_there_are_with_all_their_fields() -> None:
    fields = {form.do: {each.name for each in form.inputs} for form in building.FORMS}
    assert fields.pop("take") == {"row"}
    there = {
        str(kind.__struct_config__.tag): set(kind.__struct_encode_fields__)
        for kind in AnyChange.__args__
    }
    assert fields == there


@pytest.mark.parametrize("do", EACH)
def test_each_change_is_added_by_its_form(own: httpx.Client, do: str) -> None:
    (made,) = scenarios_of(change(own, do=do, **EACH[do]))
    assert made.name == "dry"
    if do == "take":
        assert made.take == ("n-powder",)
    else:
        held = plain(made.changes[0])
        assert {k: f"{v:g}" if isinstance(v, float) else str(v) for k, v in held.items()} == {
            "do": do, **EACH[do],
        }  # fmt: skip


def test_what_is_built_is_planned_and_is_the_answer_of_every_door(own: httpx.Client) -> None:
    two = change(own, f"horizon_days=40&scenarios={to_text([DRY])}", into="more", do="scale",
                 what="n-rate", factor="2")  # fmt: skip
    text = to_text(scenarios_of(two))
    leads = own.get(two.headers["location"])
    assert leads.status_code == 200
    assert "pause NNN for 20 days" in leads.text
    asked = {"scenarios": text, "horizon_days": "40"}
    page = own.get("/what-if.json", params=asked).json()
    assert page == own.get("/api/v1/what-if", params=asked).json()
    case = resupply.open(SMALL)
    rows = case.what_if(scenarios=text, horizon_days=40).rows
    case.close()
    assert [(r["scenario"], r["more_unmet"]) for r in page["rows"]] == [
        (r["scenario"], pytest.approx(r["more_unmet"])) for r in rows
    ]
    assert {r["scenario"] for r in rows} == {"dry", "more"}


def test_a_file_is_the_scenario_and_is_taken_back(own: httpx.Client) -> None:
    for form in ("toml", "json"):
        sent = own.get(f"/what-if-file.{form}", params={"scenarios": to_text([DRY])})
        assert f'filename="dry.{form}"' in sent.headers["content-disposition"]
        assert from_text(sent.text, "file") == DRY
        back = own.post(
            "/what-if-read", data={"back": ""}, files={"file": (f"dry.{form}", sent.content)}
        )
        assert scenarios_of(back) == [DRY]


def test_what_no_address_holds_is_refused_in_words(own: httpx.Client) -> None:
    stock = {"do": "add_supply", "place": "hub", "item": "155mm", "quantity": 1}
    long = {"name": "long", "changes": [{**stock, "id": f"s{at}"} for at in range(400)]}
    refused = own.post("/what-if-read", data={"back": "", "text": json.dumps(long)})
    assert refused.status_code == 422
    assert "longer than an address" in refused.text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Scenario,
            name=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,9}", fullmatch=True),
            take=st.lists(st.text(min_size=1, max_size=9), max_size=2).map(tuple),
        ),
        max_size=3,
    )
)
def test_an_address_holds_any_scenarios(made: list[Scenario]) -> None:
    assert several(to_text(made)) == made


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"do": "fly"}, "there is no change"),
        ({"do": "pause", "of": "NNX"}, "NNX"),
        ({"do": "pause"}, "it is empty"),
        ({"do": "scale", "what": "n-rate", "factor": "many"}, "is not a number"),
        ({"do": "pause", "of": "NNN", "from": "soon"}, "is not a day"),
        ({"do": "pause", "of": "NNN", "days": "0"}, "days"),
        ({"do": "pause", "of": "NNN", "into": "No Name!"}, "cannot be the name"),
        ({"do": "take", "row": "nothing"}, "nothing"),
    ],
)
def test_what_is_no_change_comes_back_with_its_form(
    own: httpx.Client, fields: dict[str, str], said: str
) -> None:
    back = f"horizon_days=40&scenarios={to_text([DRY])}"
    refused = change(own, back, **fields)
    assert refused.status_code == 422
    assert said in refused.text
    assert "pause NNN for 20 days" in refused.text  # what was built is still there
    if "factor" in fields:
        assert 'value="n-rate"' in refused.text


@pytest.mark.parametrize(
    "address",
    [
        "/what-if?scenarios=%5B1%5D",
        "/what-if?scenarios=%7Bx",
        '/what-if?scenarios=[{"name":"a","take":["%5Cud800"]}]',
        '/what-if-file.json?scenarios=[{"name":"a","take":["%5Cud800"]}]',
        "/what-if-change?back=pauses%3Dx&do=pause",
        "/what-if-file.exe?scenarios=",
        "/what-if-file.toml?scenarios=",
        "/what-if?scenarios=" + "%5B" * 3000,
    ],
)
def test_an_odd_address_is_refused(own: httpx.Client, address: str) -> None:
    refused = own.get(address)
    assert refused.status_code in (404, 422)
    assert "Traceback" not in refused.text


def test_names_from_an_address_are_text_and_nothing_else(own: httpx.Client) -> None:
    evil = Scenario(name="dry", take=("<script>alert(1)</script>",))
    page = own.get("/what-if", params={"scenarios": to_text([evil])})
    assert "<script>alert" not in page.text


def test_it_is_kept_with_a_case_of_ones_own_once(own: httpx.Client) -> None:
    back = f"horizon_days=40&scenarios={to_text([DRY])}"
    kept = own.post("/what-if-save", data={"back": back, "name": "dry"})
    assert kept.status_code == 303
    leads = own.get(kept.headers["location"])
    assert "dry is kept with the case" in leads.text
    assert parse_qs(urlsplit(kept.headers["location"]).query)["scenario"] == ["dry"]
    again = own.post("/what-if-save", data={"back": back, "name": "dry"})
    assert again.status_code == 422
    assert "kept already" in again.text
    missing = own.post("/what-if-save", data={"back": back, "name": "other"})
    assert missing.status_code == 422


def test_a_shipped_case_is_never_written_to(shipped: httpx.Client) -> None:
    quiet = Scenario(name="quiet", changes=(parse_change({"do": "pause", "of": "USA"}),))
    origin = {"origin": str(shipped.base_url).rstrip("/")}
    back = f"scenarios={to_text([quiet])}"
    refused = shipped.post("/what-if-save", data={"back": back, "name": "quiet"}, headers=origin)
    assert refused.status_code == 422
    assert "never written to" in refused.text
    other = shipped.post("/what-if-save", data={"back": back, "name": "quiet"},
                         headers={"origin": "http://elsewhere.example"})  # fmt: skip
    assert other.status_code == 403


@pytest.mark.parametrize(
    ("figure", "question", "table"),
    [
        ("plan/shipments", "plan", ""),
        ("plan/needs", "plan", "needs"),
        ("plan/why", "plan", "why"),
        ("plan/proof", "plan", "proof"),
        ("plan/binds", "bottlenecks", ""),
        ("shocks/survive", "survive", ""),
        ("stock-out/when", "stock-out", ""),
        ("network/legs", "network", ""),
    ],
)
def test_a_figure_has_the_rows_of_rest(
    small: httpx.Client, figure: str, question: str, table: str
) -> None:
    own = small.get(f"/{figure}.json")
    rest = small.get(f"/api/v1/{question}")
    if own.status_code == 422:
        assert rest.status_code == 422  # both doors refuse alike
        return
    told, same = own.json(), rest.json()
    get = (lambda body: body["tables"][table]) if table else (lambda body: body["rows"])
    keep = [{k: v for k, v in row.items() if k != "seconds"} for row in get(told)]
    assert keep == [{k: v for k, v in row.items() if k != "seconds"} for row in get(same)]


def test_each_source_has_a_link_to_its_curve(small: httpx.Client) -> None:
    page = small.get("/shocks").text
    assert 'href="/shocks?what=NNN"' in page
    curve = small.get("/shocks/pause.json", params={"what": "NNN"}).json()
    assert len({row["pause_days"] for row in curve["rows"]}) > 1


def test_what_takes_minutes_waits_to_be_told(small: httpx.Client) -> None:
    page = small.get("/backtest")
    assert page.status_code == 200
    assert "press Show" in page.text
    assert 'name="origins" value="24"' in page.text
    assert "data-job" not in page.text


def test_long_work_is_listed_and_stopped_without_a_script(own: httpx.Client) -> None:
    page = own.get("/simulate/needs", params={"runs": "9000000", "days": "365"})
    found = re.search(r'action="(/stop-job/[0-9a-f]{32})"', page.text)
    assert found is not None
    assert '<noscript><meta http-equiv="refresh"' in page.text
    assert found[1] in own.get("/jobs").text
    stopped = own.post(found[1], headers={"content-type": "application/x-www-form-urlencoded"})
    assert stopped.headers["location"] == "/jobs"
    listed = own.get("/jobs").text
    assert "--runs 9000000" in listed
    assert "stop" in listed
    assert own.post("/stop-job/" + "0" * 32, data={"x": "y"}).status_code in (404, 422)


def test_a_map_on_a_page_has_the_legs_of_its_table(shipped: httpx.Client) -> None:
    rows = shipped.get("/network.json").json()["rows"]
    spec = json.loads(shipped.get("/network/legs.vl.json").text)
    ways = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "line")
    drawn = {v["leg"]: v for v in ways["data"]["values"]}
    assert set(drawn) == {row["leg"] for row in rows}
    for row in rows:
        assert drawn[row["leg"]]["is_dashed"] == (row["capacity_per_day"] is None)
        assert drawn[row["leg"]]["carries"] == row["capacity_per_day"]
