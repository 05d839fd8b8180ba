"""Jobs: long questions with progress, a way to stop, and answers that outlive the server."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from resupply.api.answering import Answering
from resupply.api.cases import Served
from resupply.api.errors import BusyError
from resupply.api.jobs import Job, Jobs
from resupply.api.questions import Question, questions
from resupply.api.stored import Stored
from resupply.case import Case

API = "/api/v1"
SMALL = Path(__file__).parents[1] / "cli/small-case"
QUESTIONS = {q.name: q for q in questions()}


def ended(rest: httpx.Client, told: Mapping[str, Any], *, within: float = 30) -> dict[str, Any]:
    """The job once nothing changes any more."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        now: dict[str, Any] = rest.get(told["links"]["self"]).json()
        if now["state"] in ("done", "failed", "stopped"):
            return now
        time.sleep(0.02)
    raise AssertionError(f"it did not end: {now}")


def test_every_question_that_tells_its_progress_can_be_a_job(rest: httpx.Client) -> None:
    paths = rest.get(f"{API}/openapi.json").json()["paths"]
    jobs = {p.removeprefix(f"{API}/jobs/") for p in paths if p.startswith(f"{API}/jobs/")}
    long = {q.path for q in QUESTIONS.values() if q.long}
    assert {"plan", "simulate", "survive", "bottlenecks", "what-if", "pause-cost"} <= long <= jobs


def test_a_job_gives_the_answer_of_the_question(rest: httpx.Client) -> None:
    asked = rest.post(f"{API}/jobs/pause-cost", json={"what": ["NNN"], "days": 50, "format": "csv"})
    assert asked.status_code in (200, 202)
    assert asked.headers["location"] == asked.json()["links"]["self"]
    done = ended(rest, asked.json())
    assert done["state"] == "done"
    assert done["error"] is None
    plainly = rest.get(f"{API}/pause-cost?what=NNN&days=50")
    told = rest.get(done["links"]["result"])
    assert told.json() == plainly.json()
    assert told.headers["etag"] == plainly.headers["etag"]
    assert "immutable" in told.headers["cache-control"]
    rows = rest.get(f"{done['links']['result']}?format=csv")
    assert rows.text == rest.get(f"{API}/pause-cost?what=NNN&days=50&format=csv").text


def test_the_same_question_is_the_same_job_and_is_answered_at_once(rest: httpx.Client) -> None:
    body = {"days": 33, "step": "day"}
    first = rest.post(f"{API}/jobs/plan", json=body).json()
    assert ended(rest, first)["state"] == "done"
    again = rest.post(f"{API}/jobs/plan", json=body)
    assert again.status_code == 200
    assert again.json()["id"] == first["id"]
    assert again.json()["links"]["result"].endswith("/result")
    other = rest.post(f"{API}/jobs/plan", json={"days": 34, "step": "day"})
    assert other.json()["id"] != first["id"]
    assert ended(rest, other.json())["state"] == "done"


def test_events_tell_the_progress_and_the_end(rest: httpx.Client) -> None:
    asked = rest.post(f"{API}/jobs/simulate", json={"runs": 5_000, "days": 60, "seed": 3}).json()
    events: list[tuple[str, dict[str, Any]]] = []
    with rest.stream("GET", asked["links"]["events"]) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        name = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                events.append((name, json.loads(line.removeprefix("data: "))))
    assert [n for n, _ in events].count("end") == 1
    assert events[-1][0] == "end"
    assert events[-1][1]["state"] == "done"
    done = [job["progress"]["done"] for _, job in events]
    assert done == sorted(done)
    assert done[-1] == 5_000


def test_a_stopped_job_has_no_answer_and_can_be_asked_again(rest: httpx.Client) -> None:
    body = {"runs": 3_000_000, "days": 60, "seed": 4}
    asked = rest.post(f"{API}/jobs/simulate", json=body).json()
    stopped = rest.delete(asked["links"]["self"])
    assert stopped.status_code == 200
    assert ended(rest, asked)["state"] == "stopped"
    refused = rest.get(f"{asked['links']['self']}/result")
    assert refused.status_code == 409
    assert set(refused.json()) == {"error", "where", "what", "todo", "status"}
    again = rest.post(f"{API}/jobs/simulate", json=body)
    assert again.status_code == 202
    rest.delete(again.json()["links"]["self"])
    assert ended(rest, again.json())["state"] == "stopped"


def test_a_question_that_is_refused_fails_in_the_one_shape(rest: httpx.Client) -> None:
    asked = rest.post(f"{API}/jobs/plan", json={"donor": ["Atlantis"]}).json()
    job = ended(rest, asked)
    assert job["state"] == "failed"
    assert set(job["error"]) == {"error", "where", "what", "todo", "status"}
    result = rest.get(f"{asked['links']['self']}/result")
    assert result.status_code == 422
    assert result.json() == job["error"]
    plainly = rest.get(f"{API}/plan?donor=Atlantis")
    assert plainly.json() == job["error"]


@pytest.mark.parametrize("way", ["", "/result", "/events"])
def test_a_job_that_is_not_there(rest: httpx.Client, way: str) -> None:
    told = rest.get(f"{API}/jobs/{'0' * 32}{way}")
    assert told.status_code == 404
    assert "POST" in told.json()["todo"]
    assert rest.get(f"{API}/jobs/plan{way}").status_code == 422
    assert rest.get(f"{API}/jobs/{'0' * 5_000}{way}").status_code == 422


# The queue itself, with questions that wait for the test


class Slow:
    """A question that goes on when it is let."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.began = threading.Event()
        self.steps = 0

    def __call__(self, case: Case, progress: Callable[[int, int | None, str], None]) -> Any:
        self.began.set()
        while not self.go.wait(0.005):
            self.steps += 1
            progress(self.steps, None, "waiting")
        return case.balances()


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Answering]:
    made = Answering(Served("ukraine-2024"), Stored(tmp_path))
    yield made
    made.served.close()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(
        Case, "slow", lambda case, progress, **_: made(case, progress), raising=False
    )
    return made


def question(**more: Any) -> Question:
    return QUESTIONS["plan"]._replace(name="slow", **more)


def wait_for(job: Job) -> str:
    until = time.monotonic() + 20
    while not job.ended and time.monotonic() < until:
        time.sleep(0.005)
    return job.state


def test_the_queue_is_bounded_and_says_so(asking: Answering, slow: Slow) -> None:
    jobs = Jobs(asking, workers=1, waiting_max=2)
    first = jobs.submit(question(), None, {"days": 0})
    assert slow.began.wait(10)
    waiting = [jobs.submit(question(), None, {"days": n}) for n in (1, 2)]
    with pytest.raises(BusyError, match="2 jobs wait"):
        jobs.submit(question(), None, {"days": 3})
    assert jobs.submit(question(), None, {"days": 2}) is waiting[1]  # no new one
    jobs.stop(waiting[0])
    assert waiting[0].state == "stopped"  # at once: it had not begun
    last = jobs.submit(question(), None, {"days": 3})
    slow.go.set()
    assert [wait_for(job) for job in (first, waiting[1], last)] == ["done"] * 3
    jobs.close()


def test_long_questions_that_are_not_jobs_leave_room_for_others(
    asking: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    monkeypatch.setattr(
        Case, "slow", lambda case, **_: (go.wait(30), case.balances())[1], raising=False
    )
    with ThreadPoolExecutor(20) as pool:
        many = [pool.submit(asking.ask, None, "slow", {"days": n}, long=True) for n in range(20)]
        until = time.monotonic() + 30
        while sum(told.done() for told in many) < 4 and time.monotonic() < until:
            time.sleep(0.01)
        quick = asking.ask(None, "rank", {"top": 1})  # it finds a thread and a case
        go.set()
    refused = [told.exception() for told in many if told.exception()]
    assert [type(error) for error in refused] == [BusyError] * 4
    assert "as a job" in str(refused[0])
    assert quick.answer.rows


def test_stopping_ends_at_the_next_step_and_keeps_nothing(
    asking: Answering, slow: Slow, tmp_path: Path
) -> None:
    jobs = Jobs(asking)
    job = jobs.submit(question(), None, {})
    assert slow.began.wait(10)
    jobs.stop(job)
    assert wait_for(job) == "stopped"
    assert not list(tmp_path.iterdir())
    jobs.close()


def test_a_mistake_of_the_program_tells_nothing_of_its_inside(
    asking: Answering, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ValueError("/secret/path")

    monkeypatch.setattr(Case, "slow", broken, raising=False)
    jobs = Jobs(asking)
    job = jobs.submit(question(), None, {})
    assert wait_for(job) == "failed"
    assert job.error is not None
    assert job.error["status"] == 500
    assert "secret" not in json.dumps(job.error)
    assert "secret" in capsys.readouterr().err
    jobs.close()


def test_closing_ends_all(asking: Answering, slow: Slow) -> None:
    jobs = Jobs(asking, workers=1)
    running = jobs.submit(question(), None, {"days": 0})
    assert slow.began.wait(10)
    waiting = jobs.submit(question(), None, {"days": 1})
    jobs.close()
    assert (wait_for(running), waiting.state) == ("stopped", "stopped")


def test_an_answer_outlives_the_server(serve: Callable[[Path | str], str]) -> None:
    with httpx.Client(base_url=serve("ukraine-2024"), timeout=60) as client:
        told = client.post(f"{API}/jobs/plan", json={"days": 20}).json()
        done = ended(client, told)
        answer = client.get(done["links"]["result"]).text
    # Another server knows nothing of the first but what is kept.
    with httpx.Client(base_url=serve("ukraine-2024"), timeout=60) as client:
        assert client.get(f"{API}/jobs").json() == {"jobs": []}
        assert client.get(told["links"]["self"]).json()["state"] == "done"
        assert client.get(done["links"]["result"]).text == answer
        with client.stream("GET", told["links"]["events"]) as stream:
            assert "event: end" in stream.read().decode()
        assert client.post(f"{API}/jobs/plan", json={"days": 20}).status_code == 200
