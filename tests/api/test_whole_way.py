"""The whole way from article to figure and back to the words, the same from every door."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

import resupply
from resupply.case import Case
from resupply.case.reviewing.reading import read_text
from resupply.cli import main

ARTICLE = (
    "TALLINN, 20 February 2024. Estonia will send 9,000 155 mm shells to Ukraine, Defence Minister "
    "Hanno Pevkur said on Tuesday."
)
WORDS = "9,000"
Told = dict[str, Any]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of a shipped case, to write in."""
    from resupply.case.making import new_case

    new_case(tmp_path / "own", like="ukraine-2024")
    return tmp_path / "own"


def by_python(own: Path) -> tuple[Told, Told]:
    case: Case = resupply.open(own)
    reading = read_text(ARTICLE, published="2024-02-20", name="article.txt")
    case.desk.queue(reading, by="Ann", title="Shells from Estonia", publisher="The Wire")
    number = the_gift(case.review().to_dict())
    done = case.desk.accept(number, by="Ann", changes={"item": "155mm"}).to_dict()
    promises = case.promises(donor="EST").to_dict()
    words = case.words(done["result"]["id"]).to_dict()
    case.close()
    return promises, words


def by_command(own: Path, capsys: pytest.CaptureFixture[str], article: Path) -> tuple[Told, Told]:
    def ask(*words: str) -> Told:
        assert main([*words, "--case", str(own), "--json"]) == 0
        told: Told = json.loads(capsys.readouterr().out)
        return told

    # What is watched is read as `read` reads it.
    ask("watch", str(article.parent), "--once", "--by", "Ann")
    number = the_gift(ask("review"))
    ask("review", "edit", str(number), "--by", "Ann", "--set", "item=155mm",
        "--set", "known_on=2024-02-20")  # fmt: skip
    done = ask("review", "accept", str(number), "--by", "Ann")
    return ask("promises", "--donor", "EST"), ask("words", done["result"]["id"])


def by_rest(address: str) -> tuple[Told, Told]:
    with httpx.Client(base_url=f"{address}/api/v1", timeout=60) as rest:

        def ask(answer: httpx.Response) -> Told:
            assert answer.status_code == 200, answer.text
            told: Told = answer.json()
            return told

        sent = {"text": ARTICLE, "published": "2024-02-20", "title": "Shells from Estonia",
                "publisher": "The Wire", "by": "Ann"}  # fmt: skip
        ask(rest.post("/read", json=sent))
        number = the_gift(ask(rest.get("/proposals")))
        done = ask(
            rest.post(f"/proposals/{number}/accept", json={"by": "Ann", "set": {"item": "155mm"}})
        )
        return ask(rest.get("/promises?donor=EST")), ask(
            rest.get("/words", params={"name": done["result"]["id"]})
        )


def the_gift(waiting: Told) -> int:
    """The number of the proposal of the shells."""
    (found,) = [
        r for r in waiting["rows"] if r["kind"] == "aid" and r["fields"]["quantity"] == 9000
    ]
    assert WORDS in found["words"]
    return int(found["number"])


def figures(promises: Told) -> list[Told]:
    """What is promised, without the names that a line has in each book."""
    return [{n: r[n] for n in ("donor", "item", "promised")} for r in promises["rows"]]


def test_the_whole_way_is_the_same_from_every_door(
    tmp_path: Path,
    serve: Callable[[Path], str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    from resupply.case.making import new_case

    owns = [tmp_path / name for name in ("python", "command", "rest")]
    for own in owns:
        new_case(own, like="ukraine-2024")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "article.txt").write_text(ARTICLE)
    ways = [
        by_python(owns[0]),
        by_command(owns[1], capsys, inbox / "article.txt"),
        by_rest(serve(owns[2])),
    ]
    for promises, words in ways:
        assert {"donor": "EST", "item": "155mm", "promised": 9000.0} in figures(promises)
        said = words["result"]
        assert WORDS in said["excerpt"]
        assert said["before"] + said["excerpt"] + said["after"] == ARTICLE
        assert said["reviewed"]["by"] == "Ann"
        assert said["locator"].startswith("doc-")
    assert figures(ways[0][0]) == figures(ways[1][0]) == figures(ways[2][0])
    ids = {w["result"]["id"] for _, w in ways}
    assert len(ids) == 1  # the same text and place make the same entry on every machine


def test_a_figure_leads_to_its_entry_and_the_entry_to_the_words(own: Path) -> None:
    by_python(own)
    case = resupply.open(own)
    listed = case.sources(donor="EST", dataset="press", item="155mm", measure="quantity")
    entry = next(r for r in listed.rows if r["amount"] == 9000)
    source = listed.sources[entry["source_ids"][0]]
    assert (source["title"], source["publisher"]) == ("Shells from Estonia", "The Wire")
    said = case.words(entry["entry_id"]).result or {}
    assert said["title"] == "Shells from Estonia"
    case.close()


def test_the_words_are_in_the_book_without_the_desk(own: Path) -> None:
    by_python(own)
    for left in own.glob("desk.sqlite*"):
        left.unlink()
    case = resupply.open(own)
    entry = next(r for r in case.sources(donor="EST", dataset="press").rows
                 if r["locator"].startswith("doc-"))  # fmt: skip
    assert WORDS in (case.words(entry["entry_id"]).result or {})["excerpt"]
    case.close()


def test_an_entry_of_a_table_has_its_place_and_no_words(own: Path) -> None:
    case = resupply.open(own)
    entry = case.sources(donor="DNK", stage="allocation", most=1).rows[0]
    told = case.words(entry["entry_id"])
    assert (told.result or {})["excerpt"] is None
    assert "tracker.csv row" in told.sentence
    case.close()


def test_reviewers_at_one_moment_over_http_book_once(
    own: Path, serve: Callable[[Path], str]
) -> None:
    with httpx.Client(base_url=f"{serve(own)}/api/v1", timeout=60) as rest:
        rest.post("/read", json={"text": ARTICLE, "published": "2024-02-20", "by": "Ann"})
        number = the_gift(rest.get("/proposals").json())

        def accept(n: int) -> int:
            told = rest.post(f"/proposals/{number}/accept", json={"by": f"reviewer {n}"})
            assert told.status_code == 200, told.text
            return int(told.json()["result"]["added"])

        with ThreadPoolExecutor(8) as pool:
            added = sorted(pool.map(accept, range(8)))
        assert added == [0] * 7 + [4]
        assert len(rest.get(f"/decisions?proposal={number}").json()["rows"]) == 1
        assert rest.get("/verify").json()["result"]["sound"]


def test_a_refusal_names_the_fields_of_the_body_it_refuses(
    tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    from resupply.case.making import new_case

    new_case(tmp_path / "own", like="humanitarian-ukraine-2024")  # which knows no Estonia
    with httpx.Client(base_url=f"{serve(tmp_path / 'own')}/api/v1", timeout=60) as rest:
        rest.post("/read", json={"text": ARTICLE, "published": "2024-02-20", "by": "Ann"})
        number = the_gift(rest.get("/proposals").json())
        told = rest.post(f"/proposals/{number}/accept", json={"by": "Ann"})
        assert told.status_code == 422
        said = told.json()["what"] + told.json()["todo"]
        assert '"new": true' in said
        assert "--" not in said
        assert rest.post(f"/proposals/{number}/accept", json={"by": "Ann", "new": True}).is_success
