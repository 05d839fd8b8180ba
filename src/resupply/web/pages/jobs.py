"""Long work: what runs, how far it is, what was answered; a way to stop that needs no script."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from fastapi import APIRouter, Response

from resupply.api.jobs import Job, Jobs, no_job
from resupply.web.page import Page
from resupply.web.sameas import same_as
from resupply.web.visit import Visit, address
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.web.site import Site

#: What a state is called.
STATES: Mapping[str, str] = {
    "waiting": _("waits"),
    "running": _("runs"),
    "stopping": _("stops at its next step"),
    "done": _("done"),
    "failed": _("not answered"),
    "stopped": _("stopped"),
}


class Line(NamedTuple):
    """A job as the page lists it.

    Args:
        job: The job.
        command: What was asked, as a command.
        state: Its state, in words.
        asked_at: When it was asked [UTC].
        seconds: How long it took; None = it has not ended, or never began.
        answer: Where its answer is shown.
    """

    job: Job
    command: str
    state: str
    asked_at: str
    seconds: float | None
    answer: str


def _listed(visit: Visit) -> Mapping[str, Any]:
    jobs: Jobs = visit.request.app.state.jobs
    lines = [_line(visit, job) for job in jobs.list()]
    return {"lines": lines, "runs": any(not line.job.ended for line in lines)}


def _line(visit: Visit, job: Job) -> Line:
    told = job.to_dict()
    name = job.question.name.replace("_", "-")
    case = {} if job.case is None else {"case": job.case}
    same = same_as(job.question.name, job.given, case=job.case or visit.case_name, own=False)
    return Line(
        job, same.command, visit.say(STATES[told["state"]]),
        str(told["asked_at"])[:19].replace("T", " "),
        _seconds(told["started_at"], told["ended_at"]),
        address(f"/{name}", {**case, **job.given}),
    )  # fmt: skip


def _seconds(begun: str | None, ended: str | None) -> float | None:
    if begun is None or ended is None:
        return None
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(begun)).total_seconds()


PAGES = (
    Page(
        name="jobs",
        title=_("Long work"),
        group="more",
        place=10,
        about=_("Questions that take long are answered one after the other, two at a time. What "
                "was answered once is kept and found again."),
        template="jobs.html",
        more=_listed,
    ),
)  # fmt: skip


def routes(site: "Site") -> APIRouter:
    """Stopping without a script."""
    made = APIRouter()

    @made.post("/stop-job/{name}", response_model=None)
    def stop(name: str) -> Response:
        job = site.jobs.get(name)
        if job is None:
            raise no_job(name)
        site.jobs.stop(job)
        return site.redirect("jobs")

    return made
