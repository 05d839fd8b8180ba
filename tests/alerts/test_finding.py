"""What rules find: the figures of the case's own questions, and what is new in its book."""

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import httpx
import pytest
from lxml import etree

import resupply
from resupply.alerts.finding import find
from resupply.alerts.kept import Kept
from resupply.alerts.rules import USUAL, Rule
from resupply.case import Case
from resupply.case.making import new_case
from resupply.cli import main

SMALL = Path(__file__).parents[1] / "cli/small-case"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    new_case(tmp_path / "own", like=str(SMALL))
    return tmp_path / "own"


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    """A case in which donors have gone quiet."""
    new_case(tmp_path / "quiet", like="ukraine-2024")
    return tmp_path / "quiet"


@pytest.fixture(scope="module")
def shipped() -> Case:
    return resupply.open("ukraine-2024")


def test_a_donor_that_gives_far_less_is_found_with_the_figures_of_pauses(shipped: Case) -> None:
    found, odd = find(shipped, (Rule(kind="donor_quiet"),), None)
    assert not odd
    usa = next(f for f in found if f.key == "USA")
    row = next(r for r in shipped.pauses(donor="USA").rows if r["end"] is None)
    assert usa.figure == row["missing_eur"]
    assert str(row["start"]) in usa.title
    assert "gives far less" in usa.title
    assert usa.source_ids == ("kiel-r16",)
    assert usa.sources[0].publisher == "Kiel Institute for the World Economy"
    assert [b.value for b in usa.bars] == [row["usual_eur_per_month"], row["during_eur_per_month"]]
    assert usa.page == "/pauses?donor=USA"
    stricter, _ = find(shipped, (Rule(kind="donor_quiet", p_value_max=0.03),), None)
    assert {f.key for f in stricter} < {f.key for f in found}
    only, _ = find(shipped, (Rule(kind="donor_quiet", donor=("POL",)),), None)
    assert [f.key for f in only] == ["POL"]


def test_a_promise_whose_day_has_passed_is_found_unless_it_was_kept(shipped: Case) -> None:
    found, _ = find(shipped, (Rule(kind="promise_overdue"),), None)
    today = date(2024, 2, 28)
    late = {
        f"{r['line_id']}/{r['due_on']}": (today - r["due_on"]).days
        for r in shipped.promises().rows
        if r["due_on"] and r["due_on"] < today and r["status"] not in ("kept", "withdrawn")
    }
    assert {f.key: f.figure for f in found} == late
    assert late
    patient, _ = find(shipped, (Rule(kind="promise_overdue", days=200),), None)
    assert {f.figure for f in patient} == {d for d in late.values() if d > 200}


def test_a_stock_that_runs_out_soon_is_found(shipped: Case) -> None:
    rows = shipped.stock_out(days=240).rows
    for early, field in ((False, "runs_out_on"), (True, "runs_out_low_on")):
        found, _ = find(shipped, (Rule(kind="stock_out", days=180, early=early),), None)
        left = {
            f"{r['place']}/{r['item']}": (r[field] - date(2024, 2, 28)).days
            for r in rows
            if r[field] and not r["reading_of"]
        }
        assert {f.key: f.figure for f in found} == {k: d for k, d in left.items() if d < 180}
        assert all(f.sources and f.bars for f in found)


def test_where_nothing_is_known_a_rule_says_so(tmp_path: Path) -> None:
    new_case(tmp_path / "empty")
    found, odd = find(resupply.open(tmp_path / "empty"), (Rule(kind="stock_out"),), None)
    assert not found
    assert [f.code for f in odd] == ["rule_cannot_be_asked"]


def test_corrections_and_releases_are_news_once(own: Path) -> None:
    """By the journal: what was public long ago and is loaded now is news now."""
    rules = (Rule(kind="correction", value_min=2e8), Rule(kind="release", entries_min=1))
    given = {"stage": "pledge", "donor": "SSS", "item": "money", "source": "s2",
             "known_on": date(2024, 1, 5)}  # fmt: skip

    def look(kept: Kept) -> list[tuple[str, float | None]]:
        case = resupply.open(own)
        found = [(e.found.kind, e.found.figure) for e in kept.look(case, rules).new]
        case.close()
        return found

    kept = Kept(own)
    assert look(kept) == []  # there is no book of its own yet
    case = resupply.open(own)
    first = case.record(value=900_000_000, currency="EUR", **given)
    case.close()
    assert look(kept) == []  # nothing is known of before
    case = resupply.open(own)
    told = first.result or {}
    case.record(
        corrects=told["id"], value=1_150_000_000, currency="EUR", reason="a slip", source="s2",
        known_on=date(2024, 1, 6),
    )  # fmt: skip
    case.close()
    found = dict(look(kept))
    assert found["correction"] == pytest.approx(250_000_000)
    assert found["release"] is not None
    assert look(kept) == []
    (event,) = [e for e in kept.events() if e.found.kind == "correction"]
    assert "a slip" in event.found.sentence
    assert "from 900 m EUR to 1.150 bn EUR" in event.found.sentence.replace(".0 m", " m")
    kept.close()


# From every door


def test_a_shipped_case_shows_what_its_rules_find(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["alerts", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    found, _ = find(resupply.open("ukraine-2024"), USUAL, None)
    assert [(r["kind"], r["about"], r["figure"]) for r in told["rows"]] == [
        (f.kind, f.key, f.figure) for f in found
    ]
    assert main(["alerts", "--send"]) == 1
    assert "none to write in" in capsys.readouterr().err


def test_looking_twice_finds_nothing_new_and_the_feed_has_it_all(
    quiet: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rule = ["--rule", "donor_quiet"]
    assert main(["alerts", "--check", "--case", str(quiet), "--json", *rule]) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["rows"]
    assert first["sentence"].startswith(f"{len(first['rows'])} new of")
    feed = tmp_path / "a.atom"
    again = ["alerts", "--send", "--case", str(quiet), "--json", "--feed", str(feed), *rule]
    assert main(again) == 0
    second = json.loads(capsys.readouterr().out)
    assert second["sentence"].startswith("0 new of")
    assert [r["id"] for r in second["rows"]] == [r["id"] for r in first["rows"]]
    root = etree.fromstring(feed.read_bytes())
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == len(first["rows"])


def test_beside_a_server_they_are_looked_for_and_served(quiet: Path) -> None:
    (quiet / "alerts.toml").write_text('[[rule]]\nkind = "donor_quiet"\n')
    command = [Path(sys.executable).parent / "resupply", "serve", "--port", "0"]
    server = subprocess.Popen(
        [*command, "--alerts-every", "60", "--case", str(quiet)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    address = next(w for w in server.stdout.readline().split() if w.startswith("http://"))
    with httpx.Client(base_url=address, timeout=60) as client:
        rows = client.get("/api/v1/alerts").json()["rows"]
        for _ in range(200):
            if rows:
                break
            time.sleep(0.25)
            rows = client.get("/api/v1/alerts").json()["rows"]
        assert rows[0]["link"].startswith(f"{address}/pauses?")
        picture = client.get(rows[0]["chart"])
        assert picture.headers["content-type"] == "image/png"
        assert picture.content.startswith(b"\x89PNG")
        feed = client.get("/feeds/alerts.atom")
        assert feed.headers["content-type"].startswith("application/atom+xml")
        assert len(etree.fromstring(feed.content).findall("{*}entry")) == len(rows)
        for path in ("/alerts/x.png", f"/alerts/{'0' * 32}.png", f"/alerts/{rows[0]['id']}.exe"):
            assert client.get(path).status_code in (404, 422)
    server.terminate()
    server.wait(timeout=20)
    server.stdout.close()


def test_a_shipped_case_is_served_without_alerts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", "0", "--alerts-every", "5"]) == 1
    assert "none to write in" in capsys.readouterr().err
