"""The routes of jobs: ask, look, listen, stop, take the answer."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from resupply.api import telling
from resupply.api.answering import Answering
from resupply.api.jobs import Job, Jobs, no_job
from resupply.api.questions import Question, questions
from resupply.api.shaping import Shaped, split

#: Where the jobs lie, for links.
PREFIX = "/api/v1/jobs"
Name = Annotated[str, Path(description="Id of the job.", pattern=r"^[0-9a-f]{32}$")]
_SHAPE = frozenset(Shaped.model_fields)
_NOT_KEPT = {"Cache-Control": "no-store"}
#: How often a job is looked at for those who listen, and how often silence is broken [seconds].
_LOOK_SECONDS, _ALIVE_SECONDS = 0.1, 15.0


def router(jobs: Jobs, asking: Answering) -> APIRouter:
    """The routes of jobs."""
    made = APIRouter(tags=["jobs"], prefix="/jobs")
    for question in questions():
        if question.long:
            _add(made, jobs, question)
    _looking(made, jobs)

    @made.get("/{name}/result", response_model=None)
    def result(request: Request, name: Name, asked: Annotated[Shaped, Query()]) -> Response:
        """The answer of a job that is done; it never becomes another."""
        job = jobs.get(name)
        if job is not None and job.state == "failed" and job.error is not None:
            return JSONResponse(dict(job.error), job.error["status"], headers=_NOT_KEPT)
        told = jobs.result(name)
        shape = split(asked)[1]
        same = telling.unchanged(request, told.key, shape, telling.FOR_EVER)
        cache = telling.FOR_EVER if told.key else telling.REVALIDATE
        return same or telling.told(request, asking, told, shape, cache=cache)

    return made


def _add(made: APIRouter, jobs: Jobs, question: Question) -> None:
    def submit(asked: Any) -> Response:
        case, _, said = split(asked)
        job = jobs.submit(question, case, question.given(said))
        shape = {k: v for k, v in asked.model_dump(exclude_unset=True).items() if k in _SHAPE}
        told = described(job, shape)
        headers = {"Location": f"{PREFIX}/{job.id}", **_NOT_KEPT}
        return JSONResponse(told, 200 if job.state == "done" else 202, headers=headers)

    submit.__annotations__ = {"asked": question.body, "return": Response}
    made.add_api_route(
        f"/{question.path}", submit, methods=["POST"], operation_id=f"{question.name}_as_job",
        summary=f"As a job: {question.meaning[0].lower()}{question.meaning[1:]}",
        response_class=Response, response_model=None, status_code=202,
    )  # fmt: skip


def _looking(made: APIRouter, jobs: Jobs) -> None:
    @made.get("", response_model=None)
    def list_jobs() -> Response:
        """Jobs that are remembered, newest first."""
        told = {"jobs": [described(job) for job in jobs.list()]}
        return JSONResponse(told, headers=_NOT_KEPT)

    @made.get("/{name}", response_model=None)
    def job(name: Name) -> Response:
        """How far a job is."""
        return JSONResponse(_described(jobs, name), headers=_NOT_KEPT)

    @made.delete("/{name}", response_model=None)
    def stop(name: Name) -> Response:
        """Stop a job: at once while it waits, at its next step while it runs."""
        found = jobs.get(name)
        if found is not None:
            jobs.stop(found)
        return JSONResponse(_described(jobs, name), headers=_NOT_KEPT)

    @made.get("/{name}/events", response_model=None)
    def events(name: Name) -> Response:
        """Server-sent events: `progress` whenever something changed, `end` at the end."""
        first = _described(jobs, name)
        found = jobs.get(name)
        return StreamingResponse(
            _events(found, first), media_type="text/event-stream", headers=_NOT_KEPT
        )


def described(job: Job, shape: dict[str, Any] | None = None) -> dict[str, Any]:
    """A job and its addresses; `result` only when there is one."""
    told = job.to_dict()
    asked = f"?{urlencode(shape)}" if shape else ""
    own = f"{PREFIX}/{job.id}"
    there = job.state == "done"
    links = {"self": own, "events": f"{own}/events", "result": f"{own}/result{asked}"}
    return {**told, "links": links if there else {k: links[k] for k in ("self", "events")}}


def _described(jobs: Jobs, name: str) -> dict[str, Any]:
    job = jobs.get(name)
    if job is not None:
        return described(job)
    kept = jobs.was_done(name)
    if kept is None:
        raise no_job(name)
    own = f"{PREFIX}/{name}"
    return {
        "id": name,
        "question": kept.answer.question.replace("-", "_"),
        "case": None,
        "state": "done",
        "progress": {"done": 0, "total": None, "what": ""},
        "asked_at": None,
        "started_at": None,
        "ended_at": None,
        "error": None,
        "links": {"self": own, "events": f"{own}/events", "result": f"{own}/result"},
    }


async def _events(job: Job | None, first: dict[str, Any]) -> AsyncIterator[str]:
    told, silent = first, 0.0
    yield _event("progress", told)
    while job is not None and not job.ended:
        await asyncio.sleep(_LOOK_SECONDS)
        silent += _LOOK_SECONDS
        now = described(job)
        if now != told:
            told, silent = now, 0.0
            yield _event("progress", told)
        elif silent > _ALIVE_SECONDS:
            silent = 0.0
            yield ": still here\n\n"
    yield _event("end", told if job is None else described(job))


def _event(name: str, told: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"
