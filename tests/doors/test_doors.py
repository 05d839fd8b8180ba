"""Every question gives the same answer at every door: Python, the command line, REST."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

import resupply
from resupply.api.questions import questions
from resupply.case import Case
from resupply.cli import main
from resupply.cli.verbs import VERBS
from resupply.core.answer import Answer

SMALL = Path(__file__).parents[1] / "cli/small-case"
Asked = Callable[[Case], Answer]

#: A command without `resupply`, and the method it must agree with.
QUESTIONS: Mapping[str, Asked] = {
    "balances": lambda case: case.balances(),
    "balances --by donor,kind,stage": lambda case: case.balances(by=["donor", "kind", "stage"]),
    "balances --measure quantity --item 155mm": lambda case: case.balances(
        measure="quantity", item="155mm"
    ),
    "balances --currency USD --rate-on 2024-02-01": lambda case: case.balances(
        currency="USD", rate_on=date(2024, 2, 1)
    ),
    "rank": lambda case: case.rank(),
    "rank --per head --top 1": lambda case: case.rank(per="head", top=1),
    "rank --per gdp --year 2022": lambda case: case.rank(per="gdp", year=2022),
    "rank --group PACT --stage commitment": lambda case: case.rank(
        group="PACT", stage="commitment"
    ),
    "rank --as-of 2024-01-31": lambda case: case.rank(as_of=date(2024, 1, 31)),
    "rank --since 2024-01-01 --until 2024-01-31": lambda case: case.rank(
        since=date(2024, 1, 1), until=date(2024, 1, 31)
    ),
    "rank --donor Northland --donor SSS": lambda case: case.rank(donor=["Northland", "SSS"]),
    "rank --donor PACT --kind military": lambda case: case.rank(donor="PACT", kind="military"),
    "rank --shares members": lambda case: case.rank(shares="members"),
    "pauses": lambda case: case.pauses(),
    "pauses --donor NNN --stage commitment": lambda case: case.pauses(
        donor="NNN", stage="commitment"
    ),
    "promises": lambda case: case.promises(),
    "promises --dataset press": lambda case: case.promises(dataset="press"),
    "promises --curves": lambda case: case.promises(curves=True),
    "lags": lambda case: case.lags(),
    "stock": lambda case: case.stock(),
    "stock --item 155mm --place rear": lambda case: case.stock(item="155mm", place="rear"),
    "reliability": lambda case: case.reliability(),
    "reliability --by kind --donor NNN --seed 3": lambda case: case.reliability(
        "kind", donor="NNN", seed=3
    ),
    "forecast": lambda case: case.forecast(),
    "forecast --days 40 --by kind --draws 200": lambda case: case.forecast(
        "kind", days=40, draws=200
    ),
    "forecast --by item --months 2 --seed 5": lambda case: case.forecast("item", months=2, seed=5),
    "stock-out": lambda case: case.stock_out(),
    "stock-out --days 60 --rate need --place rear": lambda case: case.stock_out(
        days=60, rate="need", place="rear"
    ),
    "network": lambda case: case.network(),
    "network --show supplies": lambda case: case.network(show="supplies"),
    "plan --days 30": lambda case: case.plan(days=30),
    "plan --days 20 --step day --show unmet": lambda case: case.plan(
        days=20, step="day", show="unmet"
    ),
    "bottlenecks --days 100": lambda case: case.bottlenecks(days=100),
    "what-if --pause NNN --from 2024-03-01 --days 20": lambda case: case.what_if(
        pause=["NNN"], start_on=date(2024, 3, 1), days=20
    ),
    "what-if --scale u2=2 --set-lead hub-rear=5 --horizon 60": lambda case: case.what_if(
        scale=["u2=2"], set_lead=["hub-rear=5"], horizon_days=60
    ),
    "survive": lambda case: case.survive(),
    "survive --without NNN --recover-days 30": lambda case: case.survive(
        without=["NNN"], recover_days=30
    ),
    "pause-cost NNN --days 50": lambda case: case.pause_cost(["NNN"], days=50),
    "pause-cost": lambda case: case.pause_cost(),
    "simulate --runs 128 --days 40 --seed 7": lambda case: case.simulate(runs=128, days=40, seed=7),
    "simulate --runs 128 --days 40 --by figure": lambda case: case.simulate(
        runs=128, days=40, by="figure"
    ),
    "production": lambda case: case.production(),
    "production --item 155mm --donor NNN": lambda case: case.production(item="155mm", donor="NNN"),
    "gap": lambda case: case.gap(),
    "gap --months 3 --draws 5": lambda case: case.gap(months=3, draws=5),
    "invest": lambda case: case.invest(),
    "invest --budget 3e7 --months 12 --draws 2": lambda case: case.invest(
        budget=3e7, months=12, draws=2
    ),
    "invest --fund n-own=1e7 --budgets 5e6,1e7": lambda case: case.invest(
        fund=["n-own=1e7"], budgets=["5e6", "1e7"]
    ),
    "match": lambda case: case.match(),
    "match --budget 1e8 --months 6": lambda case: case.match(budget=1e8, months=6),
    "check": lambda case: case.check(),
    "diff 2024-01-31 2024-02-28": lambda case: case.diff(date(2024, 1, 31), date(2024, 2, 28)),
    "diff 2024-01-31 2024-02-28 --by donor": lambda case: case.diff(
        date(2024, 1, 31), date(2024, 2, 28), by=["donor"]
    ),
    "verify": lambda case: case.verify(),
    "sources": lambda case: case.sources(),
    "sources --donor NNN --stage allocation --most 1": lambda case: case.sources(
        donor="NNN", stage="allocation", most=1
    ),
    "claim Northland gave most": lambda case: case.claim("Northland gave most"),
    "claim Northland delivered 5,000 rounds and Southland gave 2 bn euros": lambda case: case.claim(
        "Northland delivered 5,000 rounds and Southland gave 2 bn euros"
    ),
    "claim Finland is in the top ten --stage commitment": lambda case: case.claim(
        "Finland is in the top ten", stage="commitment"
    ),
    "brief": lambda case: case.brief(),
    "export": lambda case: case.export(),
    "export --as-of 2024-02-01": lambda case: case.export(as_of=date(2024, 2, 1)),
    "entries": lambda case: case.entries(),
    "entry d63728c17ec1f609": lambda case: case.entry("d63728c17ec1f609"),
    "entries --find north --order -value --most 3 --skip 1": lambda case: case.entries(
        find="north", order="-value", most=3, skip=1
    ),
    "engagements": lambda case: case.engagements(),
    "engagements --since 2024-01-01 --donor NNN": lambda case: case.engagements(
        since=date(2024, 1, 1), donor="NNN"
    ),
    "table places": lambda case: case.table("places"),
    "users": lambda case: case.users(),
    "audit": lambda case: case.audit(),
    "audit --user Ann --most 5": lambda case: case.audit(user="Ann", most=5),
    "review": lambda case: case.review(),
    "review --status all": lambda case: case.review(status="all"),
    "words rear": lambda case: case.words("rear"),
}
#: Verbs that ask no question of a case that is there; tests/cli has theirs.
WITHOUT_TWIN = {
    "demo", "cases", "new", "copy", "serve", "import", "record", "count", "read", "watch", "alerts",
    "backtest",  # needs a longer record than the small case's: tests/forecast_backtest
}  # fmt: skip


def as_json(answer: Answer) -> Any:
    """What a program reads: lists for tuples, and not the head of a book made this moment."""
    told = json.loads(json.dumps(answer.to_dict()))
    return without_the_moment(told)


def without_the_moment(told: Any) -> Any:
    """Less what differs each time it is asked: when a book was made, how long a plan took."""
    moment = {"head", "entered_at", "hash", "hash_before"}
    for name in moment:
        (told.get("result") or {}).pop(name, None)
    if told.get("question") == "entry" and "rows" in told:
        told["rows"] = [row for row in told["rows"] if row["field"] not in moment]
    for row in (told.get("tables") or {}).get("proof", []):
        row.pop("seconds")
    return told


@pytest.fixture(scope="module")
def case() -> Case:
    return resupply.open(SMALL)


def test_every_question_of_the_command_line_is_compared() -> None:
    assert {v.name for v in VERBS} - WITHOUT_TWIN == {c.split()[0] for c in QUESTIONS}


@pytest.mark.parametrize("command", QUESTIONS)
def test_python_and_command_line_agree(
    command: str, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*command.split(), "--case", str(SMALL), "--json"])
    assert code == 0
    printed = without_the_moment(json.loads(capsys.readouterr().out))
    assert printed == as_json(QUESTIONS[command](case))


#: What a command gives without naming it, in the words of REST.
PLACES = {
    "diff": ("known_1", "known_2"),
    "table": ("name",),
    "words": ("name",),
    "entry": ("name",),
    "pause-cost": ("what",),
}
#: Options whose name in REST is another: `from` is a word of the language.
RENAMED = {"from": "start_on", "horizon": "horizon_days"}


def as_address(command: str) -> str:
    """The address that asks what a command asks."""
    verb, *words = command.split()
    asked: list[tuple[str, str]] = []
    places = iter(PLACES.get(verb, ()))
    if verb == "claim":  # all words up to the first option are its text
        end = next((i for i, w in enumerate(words) if w.startswith("--")), len(words))
        asked, words = [("text", " ".join(words[:end]))], words[end:]
    while words:
        word = words.pop(0)
        named = word.startswith("--")
        name = RENAMED.get(word[2:], word[2:].replace("-", "_")) if named else next(places)
        flag = named and (not words or words[0].startswith("--"))
        asked.append((name, "true" if flag else words.pop(0) if named else word))
    return f"/api/v1/{verb}?{urlencode(asked)}"


@pytest.fixture(scope="module")
def rest(serve: Callable[[Path], str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=serve(SMALL), timeout=60) as client:
        yield client


@pytest.mark.parametrize("command", QUESTIONS)
def test_rest_agrees(command: str, case: Case, rest: httpx.Client) -> None:
    found = rest.get(as_address(command))
    assert found.status_code == 200, found.text
    told = without_the_moment(found.json())
    assert told == as_json(QUESTIONS[command](case))


def test_every_question_has_a_route() -> None:
    routes = {q.name for q in questions()}
    assert {c.split()[0].replace("-", "_") for c in QUESTIONS} - routes == set()


@pytest.mark.parametrize("command", QUESTIONS)
def test_csv_has_the_rows_of_python(
    command: str, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), "--case", str(SMALL), "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    answer = QUESTIONS[command](case)
    assert len(rows) == len(answer.rows)
    for printed, row in zip(rows, answer.rows, strict=True):
        for column in answer.columns:
            assert (printed[column.name] == "") == (row.get(column.name) in (None, "", [], ()))
            if isinstance(row.get(column.name), float):
                assert float(printed[column.name]) == row[column.name]


@pytest.mark.parametrize("command", QUESTIONS)
def test_the_table_for_people_never_shows_how_the_program_writes_unknown(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert main([*command.split(), "--case", str(SMALL)]) == 0
    out = capsys.readouterr().out
    words = out.replace(",", " ").split()
    assert not {"None", "nan", "NaN", "null"} & set(words)
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize("command", ["rank --per head", "balances --by donor,kind"])
def test_the_installed_program_agrees_on_the_shipped_case(command: str) -> None:
    found = subprocess.run(
        [Path(sys.executable).parent / "resupply", *command.split(), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    shipped = resupply.open("ukraine-2024")
    asked: dict[str, Any] = {
        "rank --per head": lambda: shipped.rank(per="head"),
        "balances --by donor,kind": lambda: shipped.balances(by=["donor", "kind"]),
    }
    assert json.loads(found.stdout) == as_json(asked[command]())
