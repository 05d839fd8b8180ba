"""Long questions as jobs: a bounded queue, a few workers, progress, a way to stop.

A job's id is the key of its question, so the same question of the same book is one job, and its
answer, once kept, is found again after a restart. Workers are threads: solver and compiled loops
let others run meanwhile (bench/rest.py).
"""

import secrets
import sys
import threading
import traceback
from collections import OrderedDict, deque
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from resupply.api.answering import Answering, Told
from resupply.api.errors import BusyError, NotDoneError, body_of, mistake_of
from resupply.api.questions import Question
from resupply.core.errors import QuestionError, ResupplyError

#: Jobs at one time, and those that may wait.
WORKERS, WAITING_MAX = 2, 16
#: Ended jobs that are remembered with their answers; those of others are in the store alone.
_REMEMBERED = 50
_ENDED = ("done", "failed", "stopped")


class StoppedError(Exception):
    """Raised from the progress callback: the job was stopped."""


class Job:
    """One question being answered.

    Args:
        name: Its id.
        question: What is asked.
        case: Of which case.
        given: With which parameters.
    """

    def __init__(
        self, name: str, question: Question, case: str | None, given: Mapping[str, Any]
    ) -> None:
        self.id = name
        self.question = question
        self.case = case
        self.given = given
        self.state = "waiting"
        self.progress: tuple[int, int | None, str] = (0, None, "")
        self.moments: dict[str, str] = {"asked_at": _now()}
        self.error: Mapping[str, Any] | None = None
        self.told: Told | None = None
        self._stop = threading.Event()

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in _ENDED

    @property
    def stands(self) -> bool:
        """Whether it has an answer or will have one."""
        return self.told is not None or not (self.ended or self.is_stopped())

    def stop(self) -> None:
        """End it at its next step."""
        self._stop.set()

    def is_stopped(self) -> bool:
        """Whether it was told to end."""
        return self._stop.is_set()

    def report(self, done: int, total: int | None, what: str) -> None:
        """The progress callback of the question.

        Raises:
            StoppedError: It was told to end.
        """
        self.progress = (done, total, what)
        if self._stop.is_set():
            raise StoppedError

    def end(self, state: str) -> None:
        """Nothing more will be done."""
        self.moments["ended_at"] = _now()
        self.state = state

    def to_dict(self) -> dict[str, Any]:
        """As the interface tells it."""
        done, total, what = self.progress
        stopping = self.is_stopped() and not self.ended
        return {
            "id": self.id,
            "question": self.question.name,
            "case": self.case,
            "state": "stopping" if stopping else self.state,
            "progress": {"done": done, "total": total, "what": what},
            **{name: self.moments.get(name) for name in ("asked_at", "started_at", "ended_at")},
            "error": self.error,
        }


class Jobs:
    """The jobs of one server.

    Args:
        asking: What asks the cases and keeps the answers.
        workers: Jobs at one time.
        waiting_max: Jobs that may wait.
    """

    def __init__(
        self, asking: Answering, *, workers: int = WORKERS, waiting_max: int = WAITING_MAX
    ) -> None:
        self._asking = asking
        self._workers = workers
        self._waiting_max = waiting_max
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: deque[Job] = deque()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._closed = False

    def submit(self, question: Question, case: str | None, given: Mapping[str, Any]) -> Job:
        """Ask a question as a job; one that is asked already, or was answered, is that job.

        Raises:
            QuestionError: A case that is not served.
            BusyError: Too many wait.
        """
        key = self._asking.key(case, question.name, given)
        known = None if key is None else self._asking.known(key)
        with self._changed:
            before = self._jobs.get(key or "")
            if before is not None and before.stands:
                return before
            job = Job(key or secrets.token_hex(16), question, case, given)
            if known is not None:
                job.told = known
                job.end("done")
            else:
                self._refuse_when_full()
                self._queue.append(job)
                self._start_workers()
            self._remember(job)
            self._changed.notify()
            return job

    def get(self, name: str) -> Job | None:
        """A job by its id; None when it is not remembered."""
        with self._changed:
            return self._jobs.get(name)

    def list(self) -> list[Job]:
        """All that are remembered, newest first."""
        with self._changed:
            return list(reversed(self._jobs.values()))

    def result(self, name: str) -> Told:
        """The answer of a job, also of one that was done before a restart.

        Raises:
            QuestionError: There is no such job.
            NotDoneError: It is not done, or was stopped.
        """
        job = self.get(name)
        if job is not None and job.told is not None:
            return job.told
        known = self._asking.known(name)
        if known is not None:
            return known
        if job is None:
            raise no_job(name)
        raise NotDoneError(
            where=f"job {name}",
            what=f"it has no answer: it is {job.to_dict()['state']}.",
            todo="wait for its end; `events` tells it." if not job.ended else "ask it again.",
        )

    def was_done(self, name: str) -> Told | None:
        """The answer of a job that is not remembered but was kept."""
        return self._asking.known(name)

    def stop(self, job: Job) -> None:
        """End a job: at once while it waits, at its next step while it runs."""
        with self._changed:
            job.stop()
            if job in self._queue:
                self._queue.remove(job)
                job.end("stopped")

    def close(self, *, wait_seconds: float = 2.0) -> None:
        """End all, and wait a little for those that run."""
        with self._changed:
            self._closed = True
            waiting, self._queue = list(self._queue), deque()
            for job in self._jobs.values():
                if not job.ended:
                    job.stop()
            for job in waiting:
                job.end("stopped")
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(wait_seconds)

    def _refuse_when_full(self) -> None:
        if len(self._queue) >= self._waiting_max:
            raise BusyError(
                where="jobs",
                what=f"{len(self._queue)} jobs wait already, and no more are taken.",
                todo="ask again in a while, or stop one that is not needed (DELETE /jobs/ID).",
            )

    def _remember(self, job: Job) -> None:
        self._jobs.pop(job.id, None)
        self._jobs[job.id] = job
        for name in [n for n, j in self._jobs.items() if j.ended][:-_REMEMBERED]:
            del self._jobs[name]

    def _start_workers(self) -> None:
        if len(self._threads) < self._workers:
            # A daemon: a step that cannot be ended does not keep the program from ending.
            thread = threading.Thread(target=self._work, name="job", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._queue and not self._closed:
                    self._changed.wait()
                if self._closed:
                    return
                job = self._queue.popleft()
                job.moments["started_at"] = _now()
                job.state = "running"
            self._answer(job)

    def _answer(self, job: Job) -> None:
        try:
            told = self._asked(job)
        except StoppedError:
            job.end("stopped")
        except ResupplyError as error:
            job.error = body_of(error)
            job.end("stopped" if job.is_stopped() else "failed")
        except Exception as error:
            traceback.print_exc(file=sys.stderr)  # for who runs the server, never for the asker
            job.error = mistake_of(error)
            job.end("failed")
        else:
            if job.is_stopped():
                job.end("stopped")  # what it told is of a part only
            else:
                job.told = told
                job.end("done")

    def _asked(self, job: Job) -> Told:
        more: dict[str, Any] = {"progress": job.report}
        if job.question.stops:
            more["stop"] = job.is_stopped
        job.report(0, None, "opening the book")
        with self._asking.served.open(job.case) as case:
            return self._asking.asked(
                case, job.case, job.question.name, job.given,
                long=True, unless=job.is_stopped, **more,
            )  # fmt: skip


def no_job(name: str) -> QuestionError:
    """There is no such job."""
    return QuestionError(
        where=f"job {name[:40]}",
        what="there is no such job here.",
        todo="ask the question again: POST /api/v1/jobs/QUESTION.",
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
